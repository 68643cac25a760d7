"""Suggestions: what all recommenders propose in an Article, as one set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from annotator.model.annotation import LayerId, Span, Status
from annotator.model.article import Article
from annotator.model.schema import Kind
from annotator.model.verdict import Outcome
from annotator.store import Store
from annotator.suggest.suggestion import Suggestion
from annotator.workspace.dating import Dating
from annotator.workspace.judging import Judging
from annotator.workspace.knowing import Asked
from annotator.workspace.outsides import Outsides

if TYPE_CHECKING:
    from annotator.arabic.clitics import Knowledge
    from annotator.suggest.groups import Group

_REMEMBERED = 64
"""Articles for which is kept what was proposed."""


class Suggesting(Dating, Outsides, Judging):
    """The verbs for Suggestions of all recommenders. Nothing is a Span before the annotator says so."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._recommended: dict[str, tuple[object, list[Sequence[Suggestion]]]] = {}

    # What is proposed

    def suggestions(
        self, article: str, *, dismissed: bool = False, spans: Iterable[Span] | None = None
    ) -> list[Suggestion]:
        """What is proposed in an Article that is not marked, in reading order; nothing where the Article is done, or
        one of those on which Suggestions are hidden.

        What this annotator rejected is left out; `dismissed` asks for that alone. `spans` are the annotator's Spans,
        for a caller who has them read already.
        """
        return self._proposing(article, dismissed, spans)()

    def asking_before(self, article: str) -> Callable[[], object]:
        """What asks the recommenders about an Article that may be opened next, so that the answers are there by then;
        another thread may call it."""
        if self.is_blind(article) or self.status(article)[0] is Status.DONE:
            return lambda: None
        whole, asked = self.article(article), self._asked(article)
        return lambda: self._recommend(whole, asked)

    def was_asked_about(self, article: str) -> bool:
        """Whether the recommenders have answered about an Article, if only before they learned more."""
        return article in self._recommended

    def _proposing(
        self, article: str, dismissed: bool, spans: Iterable[Span] | None, *, as_before: bool = False
    ) -> Callable[[], list[Suggestion]]:
        """What answers `suggestions`, in any thread; `as_before` by the answers that are there, whatever came since."""
        if self.is_blind(article) or self.status(article)[0] is Status.DONE:
            return list
        marked = self.spans(article) if spans is None else tuple(spans)
        found = self._together(article, marked, self.thresholds(), self.threshold, as_before=as_before)
        rejected = self._rejected(article)
        return lambda: [one for one in found() if is_among(one, rejected) is dismissed]

    def groups(self, article: str, suggestions: Iterable[Suggestion]) -> list[Group]:
        """Suggestions in an Article that one decision settles: the same name with the same Label."""
        from annotator.suggest.groups import groups

        return groups(self.article(article).text, suggestions, self.words_known())

    def _together(
        self,
        article: str,
        marked: Sequence[Span],
        thresholds: dict[str, float],
        usual: float,
        *,
        as_before: bool = False,
    ) -> Callable[[], list[Suggestion]]:
        """What tells the Suggestions of all recommenders that are on as one set, without those that overlap with what
        is marked; in any thread, and by what is known now where they have answered already, or `as_before`."""
        from annotator.suggest.together import together

        whole, asked, off, knowledge = self.article(article), self._asked(article), self._off(), self.words_known()
        circle, judged = self._seated(), self._judged_by_recommender()
        state, answers = self._recommended.get(article, (None, []))
        known = answers if as_before or state == self._state(whole, asked) else None

        def found() -> list[Suggestion]:
            answered = self._recommend(whole, asked) if known is None else known
            outside = self._from_outside(circle, whole, asked)
            told = [*answered, *outside, self._repeated(whole.text, marked, asked, knowledge)]
            on = [[one for one in ones if one.origin not in off] for ones in told]
            nested = asked.teacher is not None and self._nests(asked.teacher)
            shown = together(on, marked, self.schema, thresholds, usual=usual, nested=nested)
            return self._with_worth(shown, judged)

        return found

    def _recommend(self, article: Article, asked: Asked) -> list[Sequence[Suggestion]]:
        """What each recommender proposes, dates first; asked once for each state of what they know. Any thread."""
        memory = None if asked.teacher is None else self.gather(asked.teacher)
        state = self._state(article, asked)
        known, found = self._recommended.get(article.uid, (None, []))
        if known != state:
            found = []
            if asked.teacher is not None and memory is not None:
                found = [self._found(article, asked.week_starts)]
                others = self._recommenders(asked.teacher, memory, asked)
                found += [one.suggest(article, self.schema) for one in others]
            for old in list(self._recommended)[: 1 - _REMEMBERED]:
                self._recommended.pop(old, None)
            self._recommended[article.uid] = state, found
        return found

    def _asked(self, article: str) -> Asked:
        return Asked(self._teacher(article), self.clitics_inside, self.lil_whole, self.week_starts)

    def _state(self, article: Article, asked: Asked) -> object:
        """What the answers of the recommenders depend on."""
        return asked, article.published, self.lessons_learned, self._schema_version

    def _repeated(self, text: str, marked: Iterable[Span], asked: Asked, knowledge: Knowledge) -> list[Suggestion]:
        from annotator.suggest.repeats import repeats

        names = [
            (span.start, span.end, span.label)
            for span in marked
            if len(span.fragments) == 1 and self.schema.kind(span.label) is not Kind.DATE
        ]
        allowed = {label.name for label in self.schema.markable()}
        found = repeats(
            text,
            names,
            keeps_proclitics=asked.keeps_proclitics,
            lil_whole=asked.lil_whole,
            knowledge=knowledge,
            memory=None if asked.teacher is None else self._memories.get(asked.teacher),
        )
        return [one for one in found if one.label in allowed]

    def _off(self) -> frozenset[str]:
        """The names of the recommenders that are switched off."""
        return frozenset()

    def judge_anew(self) -> None:
        super().judge_anew()
        self._tallies.clear()

    def _rejected(self, article: str) -> set[tuple[int, int, str]]:
        said = self._store.verdicts.of(LayerId(article, self.annotator))
        rejected = [one for one in said if one.outcome is Outcome.REJECTED]
        return {(one.start, one.end, self.schema.now_called(one.label)) for one in rejected}


def is_among(one: Suggestion, rejected: set[tuple[int, int, str]]) -> bool:
    """Whether it is one of those ranges and Labels; of what was rejected long ago the Label is not known."""
    return (one.start, one.end, one.label) in rejected or (one.start, one.end, "") in rejected
