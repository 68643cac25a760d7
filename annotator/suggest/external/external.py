"""A recommender outside, as the rest of the program knows it: one that proposes, and never makes trouble."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from annotator.arabic.clitics import Knowledge
from annotator.frozen import frozen
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest.external import allowed, duties
from annotator.suggest.external.child import Child
from annotator.suggest.external.foreign import Connection, Dropped, Info, OutsideTrouble
from annotator.suggest.external.gate import Tally
from annotator.suggest.external.openai import Chat
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.external.plugins import Plugin
from annotator.suggest.external.service import Service
from annotator.suggest.recommender import Example
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

PATIENCE = 3
"""Failures in a row after which a recommender is asked no more, so that no Article waits for it again."""


@frozen
class Answer:
    """What a recommender outside had to say of one Article: what of it was dropped, and in one sentence why there is
    nothing, where something went wrong."""

    suggestions: tuple[Suggestion, ...] = ()
    dropped: Dropped = field(default_factory=Dropped)
    trouble: str = ""


class External:
    """A Recommender that asks outside. It raises nothing: `last` has the whole Answer for the last Article.

    `knowledge` lets it cut proclitics off. Give it what became of its proposals as `tally`, and it is silent below
    its threshold.
    """

    def __init__(
        self,
        outside: Outside,
        connection: Connection,
        knowledge: Knowledge | None = None,
        *,
        tally: Tally | None = None,
    ) -> None:
        self.outside = outside
        self.tally = tally or Tally()
        self.last = Answer()
        self.knowledge = knowledge
        self.sends_on = False
        """Whether it says of itself that it sends texts on to another machine; known when it was asked once."""
        self._connection = connection
        self._failed = 0
        self._is_known = False

    @property
    def name(self) -> str:
        return self.outside.name

    def suggest(self, article: Article, schema: Schema) -> Sequence[Suggestion]:
        """What it proposes, in reading order; nothing while its gate is shut, or when it fails."""
        self.last = answer = self.answer(article, schema)
        return answer.suggestions

    def answer(self, article: Article, schema: Schema) -> Answer:
        """What it proposes, and what was wrong with the rest."""
        if self._failed >= PATIENCE:
            return Answer(trouble=_("“{name}” failed too often and is asked no more.").format(name=self.name))
        return Answer(trouble=self.silence) if self.is_silent else self.unguarded(article, schema)

    @property
    def is_silent(self) -> bool:
        """Whether its gate is shut: too little of what it proposed was right."""
        return self.tally.is_silent(self.outside.threshold)

    @property
    def silence(self) -> str:
        """Why it is silent, in a sentence; empty while its gate is open."""
        if not self.is_silent:
            return ""
        return _("“{name}” is silent: {share:.0%} of what it proposed was right.").format(
            name=self.name, share=self.tally.precision
        )

    def unguarded(self, article: Article, schema: Schema) -> Answer:
        """The same with its gate open: for measuring how often it is right."""
        wanted = duties.wanted(self.outside, schema)
        if not wanted.labels or not article.text:
            return Answer()
        try:
            self._get_to_know()
            reply = self._connection.suggest(article, wanted)
        except OutsideTrouble as trouble:
            self._failed += 1
            return Answer(trouble=str(trouble))
        self._failed = 0
        unscored = self.tally.confidence(duties.UNSCORED)
        found, dropped = duties.settled(
            article.text, reply.found, self.outside, schema, self.knowledge, unscored=unscored
        )
        return Answer(tuple(found), reply.dropped + dropped)

    def _get_to_know(self) -> None:
        """Before a process gets a text, hear whether it keeps it to itself. A service that says nothing is believed
        to: the user has allowed its address."""
        if self._is_known or self.outside.kind not in (Kind.PROCESS, Kind.SERVICE):
            return
        try:
            self.sends_on = self._connection.info().network
        except OutsideTrouble:
            if self.outside.kind is Kind.PROCESS:
                raise
        self._is_known = True

    def info(self) -> Info:
        """What it says of itself. Raises OutsideTrouble."""
        return self._connection.info()

    def train(self, examples: Sequence[Example], schema: Schema) -> str:
        """Have it learn from finished Articles, marked under its own names for the Labels; what it says of that.

        Raises OutsideTrouble.
        """
        theirs = {ours: theirs for theirs, ours in self.outside.labels.items()}
        told = [
            Example(one.article, one.text, tuple((s, e, theirs.get(label, label)) for s, e, label in one.marked))
            for one in examples
        ]
        return self._connection.train(told, duties.wanted(self.outside, schema))

    def again(self) -> None:
        """Ask it again although it has failed, as the user wishes."""
        self._failed = 0

    def close(self) -> None:
        """Let go of it, at once."""
        self._connection.close()


def connected(
    outside: Outside, project: Path, knowledge: Knowledge | None = None, *, tally: Tally | None = None
) -> External:
    """A recommender outside, ready to be asked. Nothing is started or sent before it is.

    Raises NotAllowed where the user of this machine has not allowed it for the project at this path.
    """
    if not allowed.is_allowed(outside, project):
        raise allowed.NotAllowed(outside)
    return External(outside, _connection(outside), knowledge, tally=tally)


def ready(
    outsides: Iterable[Outside],
    project: Path,
    knowledge: Knowledge | None = None,
    tallies: Mapping[str, Tally] | None = None,
) -> tuple[list[External], list[Outside]]:
    """The recommenders of a project that are on and may be asked, and those that wait to be allowed.

    `tallies` says by name what became of their proposals so far.
    """
    on, told = [one for one in outsides if one.enabled], tallies or {}
    may = [one for one in on if allowed.is_allowed(one, project)]
    return (
        [connected(one, project, knowledge, tally=told.get(one.name)) for one in may],
        [one for one in on if one not in may],
    )


def _connection(outside: Outside) -> Connection:
    match outside.kind:
        case Kind.PROCESS:
            return Child(outside)
        case Kind.SERVICE:
            return Service(outside)
        case Kind.CHAT:
            return Chat(outside)
        case Kind.PLUGIN:
            return Plugin(outside)
