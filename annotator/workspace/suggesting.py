"""Suggestions: what is proposed in an Article, what the annotator makes of it, and what keeps it from steering them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.edits.edit import AddSpan, Edit, Several
from annotator.model.annotation import LayerId, Span, Status
from annotator.model.article import Article
from annotator.model.clock import now
from annotator.model.schema import Kind
from annotator.model.verdict import Outcome, Verdict
from annotator.store import Store
from annotator.suggest.suggestion import Suggestion
from annotator.workspace.dating import Dating
from annotator.workspace.judging import Judging
from annotator.workspace.knowing import Asked, Progress
from annotator.workspace.making import Making
from annotator.workspace.outsides import Outsides

if TYPE_CHECKING:
    from annotator.arabic.clitics import Knowledge
    from annotator.suggest.groups import Group

CORRECTED = "/corrected"
"""What follows a recommender's name in the `origin` of a Span that was accepted and then changed."""
_OF_GOLD = "from:"
"""How the `origin` of a Gold Span begins, which names people."""

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

    def _proposing(self, article: str, dismissed: bool, spans: Iterable[Span] | None) -> Callable[[], list[Suggestion]]:
        """What answers `suggestions`, in any thread."""
        if self.is_blind(article) or self.status(article)[0] is Status.DONE:
            return list
        marked = self.spans(article) if spans is None else tuple(spans)
        found = self._together(article, marked, self.thresholds(), self.threshold)
        rejected = self._rejected(article)
        return lambda: [one for one in found() if is_among(one, rejected) is dismissed]

    def search(self, article: str) -> Callable[[], object] | None:
        """What is to be done before `suggestions` can answer at once, or None. Another thread may do it."""
        whole, asked = self.article(article), self._asked(article)
        if self._recommended.get(article, (None, []))[0] == self._state(whole, asked):
            return None
        return lambda: self._recommend(whole, asked)

    def groups(self, article: str, suggestions: Iterable[Suggestion]) -> list[Group]:
        """Suggestions in an Article that one decision settles: the same name with the same Label."""
        from annotator.suggest.groups import groups

        return groups(self.article(article).text, suggestions, self.words_known())

    def _together(
        self, article: str, marked: Sequence[Span], thresholds: dict[str, float], usual: float
    ) -> Callable[[], list[Suggestion]]:
        """What tells the Suggestions of all recommenders that are on as one set, without those that overlap with what
        is marked; in any thread, and by what is known now where they have answered already."""
        from annotator.suggest.together import together

        whole, asked, off, knowledge = self.article(article), self._asked(article), self._off(), self.words_known()
        circle, judged = self._seated(), self._judged_by_recommender()
        state, answers = self._recommended.get(article, (None, []))
        known = answers if state == self._state(whole, asked) else None

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
        if asked.teacher is not None:
            self.gather(asked.teacher)
        state = self._state(article, asked)
        known, found = self._recommended.get(article.uid, (None, []))
        if known != state:
            found = []
            if asked.teacher is not None:
                found = [self._found(article, asked.week_starts)]
                found += [one.suggest(article, self.schema) for one in self._recommenders(asked.teacher, asked)]
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

    # What the annotator makes of it

    def accept(
        self,
        article: str,
        suggestions: Suggestion | Iterable[Suggestion],
        *,
        settled: tuple[str, str] | None = None,
        label: str = "",
        seconds: float | None = None,
    ) -> list[Span]:
        """Make Suggestions Spans of this annotator, in one step. Returns the Spans that are new.

        `settled` is the type and value that a person gives a date instead of what was proposed, `label` another Label
        for all of them. `seconds` says how long they had been on the screen.
        """
        wanted = _listed(suggestions)
        outcome = Outcome.RELABELLED if label and any(one.label != label for one in wanted) else Outcome.ACCEPTED
        if outcome is Outcome.ACCEPTED:
            made = super().accept(article, wanted, settled=settled)
        else:
            made = self._accept_as(article, wanted, label)
        self._note(article, wanted, outcome, seconds)
        return made

    def dismiss(
        self, article: str, suggestions: Suggestion | Iterable[Suggestion], *, seconds: float | None = None
    ) -> None:
        """Do not propose this to this annotator any more, and count it against the name."""
        wanted = _listed(suggestions)
        text = self.article(article).text
        rejected = self._rejected(article)
        for words, label in {(text[one.start : one.end], one.label) for one in wanted if not is_among(one, rejected)}:
            for memory in self._memories.values():
                memory.reject(words, label)
        self._note(article, wanted, Outcome.REJECTED, seconds)

    def propose_again(self, article: str) -> None:
        """Propose again in an Article what this annotator rejected."""
        with self._store.atomic():
            self._store.verdicts.drop(LayerId(article, self.annotator), Outcome.REJECTED)
        self._judge_anew()
        self._tallies.clear()
        self._forget_lessons()

    def pass_over(self, article: str, suggestions: Iterable[Suggestion]) -> None:
        """Write down that nothing was said about these until the Article was done."""
        said = {(one.start, one.end, one.label) for one in self._store.verdicts.of(LayerId(article, self.annotator))}
        self._note(
            article, [one for one in suggestions if (one.start, one.end, one.label) not in said], Outcome.LEFT, None
        )

    def accept_above(
        self, least: float, *, recommenders: Collection[str] = (), progress: Progress = lambda _done, _total: None
    ) -> int:
        """Accept in one step what is shown anywhere in the project with a confidence of at least `least`, of some
        recommenders or of all; returns how many Spans that made. `progress` is told how many Articles are done, and
        may raise to cancel."""
        count = 0

        def edits() -> Iterator[Edit]:
            nonlocal count
            uids = self.article_uids()
            for done, uid in enumerate(uids, 1):
                shown = self.proposed_by(recommenders, self.suggestions(uid))
                wanted = [one for one in shown if one.confidence >= least]
                made = [Making._with_value(self, uid, self._span_of(one)) for one in wanted]
                if made:
                    count += len(made)
                    self._note(uid, wanted, Outcome.ACCEPTED, None)
                    yield self._adding(uid, made)
                progress(done, len(uids))

        self._make(edits())
        return count

    @staticmethod
    def proposed_by(recommenders: Collection[str], suggestions: Iterable[Suggestion]) -> list[Suggestion]:
        """Those Suggestions that one of some recommenders proposes, alone or with others; all where none is named."""
        return [one for one in suggestions if not recommenders or not {one.origin, *one.also}.isdisjoint(recommenders)]

    def _accept_as(self, article: str, wanted: Sequence[Suggestion], label: str) -> list[Span]:
        """Make Suggestions Spans under another Label than was proposed."""
        layer = LayerId(article, self.annotator)
        made: list[Span] = []

        def edits() -> Iterator[Edit]:
            for one in wanted:
                span = replace(self._span_of(one), label=label, type="", value="", confidence=one.confidence)
                span = self._with_value(article, replace(span, origin=f"{one.origin}{CORRECTED}"))
                self._check(article, span)
                if self._store.layers.like(layer, span) is None:
                    made.append(span)
            if made:
                yield self._adding(article, made)

        self._make(edits())
        return made

    def _adding(self, article: str, spans: Sequence[Span]) -> Edit:
        layer = LayerId(article, self.annotator)
        changes: list[Edit] = [AddSpan(layer, span) for span in spans]
        return self._begun(layer, changes[0] if len(changes) == 1 else Several(tuple(changes)))

    def _span_of(self, one: Suggestion) -> Span:
        span = super()._span_of(one)
        return span if one.type else replace(span, confidence=one.confidence)

    def _settled(self, article: str, before: Span, after: Span) -> Span:
        """What was accepted and then got other edges or another Label says so."""
        after = super()._settled(article, before, after)
        moved = (before.label, before.fragments) != (after.label, after.fragments)
        by_people = before.origin in ("manual", "import") or before.origin.startswith(_OF_GOLD)
        if moved and not by_people and not before.origin.endswith(CORRECTED):
            return replace(after, origin=f"{before.origin}{CORRECTED}")
        return after

    def _change(self, article: str, uid: str, **values: object) -> None:
        before = self.span(article, uid)
        super()._change(article, uid, **values)
        after = self.span(article, uid)
        if before is None or after is None or before.origin == after.origin:
            return
        outcome = Outcome.RELABELLED if before.label != after.label else Outcome.RESHAPED
        said = self._store.verdicts.of(LayerId(article, self.annotator))
        changed = [
            replace(one, outcome=outcome)
            for one in said
            if (one.start, one.end, one.label) == (before.start, before.end, before.label)
        ]
        self._write(article, changed)

    def _note(self, article: str, suggestions: Iterable[Suggestion], outcome: Outcome, seconds: float | None) -> None:
        at = now()
        self._write(
            article,
            [
                Verdict(one.label, one.start, one.end, one.origin, one.confidence, outcome, seconds, one.also, at)
                for one in suggestions
            ],
        )

    def _write(self, article: str, verdicts: Sequence[Verdict]) -> None:
        if not verdicts:
            return
        layer = LayerId(article, self.annotator)
        with self._store.atomic():
            self._store.layers.ensure(layer)
            self._store.verdicts.put(layer, verdicts)
        self._judge_anew()
        for name in {name for one in verdicts for name in (one.origin, *one.also)}:
            self._tallies.pop(name, None)

    def _rejected(self, article: str) -> set[tuple[int, int, str]]:
        said = self._store.verdicts.of(LayerId(article, self.annotator))
        return {(one.start, one.end, one.label) for one in said if one.outcome is Outcome.REJECTED}


def _listed(suggestions: Suggestion | Iterable[Suggestion]) -> list[Suggestion]:
    return [suggestions] if isinstance(suggestions, Suggestion) else list(suggestions)


def is_among(one: Suggestion, rejected: set[tuple[int, int, str]]) -> bool:
    """Whether it is one of those ranges and Labels; of what was rejected long ago the Label is not known."""
    return (one.start, one.end, one.label) in rejected or (one.start, one.end, "") in rejected
