"""What the annotator makes of Suggestions: each decision is one step for undo, and what was said goes back with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.edits.edit import AddSpan, ChangeSpan, Edit, RemoveSpan, SetStatus, Several
from annotator.edits.history import History
from annotator.edits.verdict_edit import Judge
from annotator.model.annotation import LayerId, Span, Status
from annotator.model.clock import now
from annotator.model.verdict import Outcome, Verdict
from annotator.suggest.suggestion import Suggestion
from annotator.workspace.knowing import Progress
from annotator.workspace.making import Changed, Making
from annotator.workspace.suggesting import Suggesting

_OF_GOLD = "from:"
"""How the `origin` of a Gold Span begins, which names people."""
CORRECTED = "/corrected"
"""What follows a recommender's name in the `origin` of a Span that was accepted and then changed."""

_BY_HAND = ("manual", "import")
_MADE = (Outcome.ACCEPTED, Outcome.RELABELLED, Outcome.RESHAPED)
"""What became a Span; the verdict follows what becomes of that."""

_A_FEW = 8
"""Articles of one step about which the memory hears one by one."""


class Deciding(Suggesting):
    """The verbs for accepting, rejecting and passing over."""

    def accept(
        self,
        article: str,
        suggestions: Suggestion | Iterable[Suggestion],
        *,
        settled: tuple[str, str] | None = None,
        label: str = "",
        seconds: float | None = None,
    ) -> list[Span]:
        """Make Suggestions Spans of this annotator, with their values, in one step. Returns the Spans that are new.

        `settled` is the type and value that a person gives a date instead of what was proposed, which stays in the
        Journal; `label` another Label for all of them. `seconds` says how long there was to decide.
        """
        wanted = _listed(suggestions)
        is_other = bool(label) and any(one.label != label for one in wanted)
        outcome = Outcome.RELABELLED if is_other else Outcome.ACCEPTED
        layer = LayerId(article, self.annotator)
        made: list[Span] = []

        def edits() -> Iterator[Edit]:
            for one in wanted:
                span = self._under(article, one, label) if is_other else self._as_proposed(article, one)
                self._check(article, span)
                if self._store.layers.like(layer, span) is None:
                    made.append(span)
            changes: list[Edit] = [AddSpan(layer, span) for span in made]
            if settled is not None:
                after = [replace(span, type=settled[0], value=settled[1], confidence=None) for span in made]
                changes += [ChangeSpan(layer, *pair) for pair in zip(made, after, strict=True)]
                made[:] = after
            if made:
                yield self._begun(layer, Several((*changes, self._saying(layer, wanted, outcome, seconds))))

        self._make(edits())
        return made

    def dismiss(
        self, article: str, suggestions: Suggestion | Iterable[Suggestion], *, seconds: float | None = None
    ) -> None:
        """Do not propose this to this annotator any more, and count it against the name."""
        wanted, layer = _listed(suggestions), LayerId(article, self.annotator)
        self._make(self._saying(layer, wanted, Outcome.REJECTED, seconds) for _once in wanted[:1])

    def propose_again(self, article: str) -> None:
        """Propose again in an Article what this annotator rejected."""
        layer = LayerId(article, self.annotator)
        said = self._store.verdicts.of(layer)
        rejected = tuple(one for one in said if one.outcome is Outcome.REJECTED)
        self._make(iter([Judge(layer, rejected, ())] if rejected else []))

    def finish(self, article: str, comment: str = "", *, shown: Iterable[Suggestion] = ()) -> None:
        """Say that this annotator is done with an Article; of what was `shown` and not decided is written down that
        nothing was said about it. One step for undo."""
        layer = LayerId(article, self.annotator)

        def edits() -> Iterator[Edit]:
            known = {one.place for one in self._store.verdicts.of(layer)}
            left = [one for one in shown if (one.start, one.end, one.label) not in known]
            changes: list[Edit] = [self._saying(layer, left, Outcome.LEFT, None)] if left else []
            if self._store.layers.state(layer) != (Status.DONE, comment):
                changes.append(SetStatus(layer, Status.DONE, comment))
            if changes:
                yield changes[0] if len(changes) == 1 else Several(tuple(changes))

        self._make(edits())

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
                if wanted:
                    layer = LayerId(uid, self.annotator)
                    made = [AddSpan(layer, self._as_proposed(uid, one)) for one in wanted]
                    said = self._saying(layer, wanted, Outcome.ACCEPTED, None)
                    count += len(made)
                    yield self._begun(layer, Several((*made, said)))
                progress(done, len(uids))

        self._make(edits())
        return count

    @staticmethod
    def proposed_by(recommenders: Collection[str], suggestions: Iterable[Suggestion]) -> list[Suggestion]:
        """Those Suggestions that one of some recommenders proposes, alone or with others; all where none is named."""
        return [one for one in suggestions if not recommenders or not {one.origin, *one.also}.isdisjoint(recommenders)]

    # What they become

    def _as_proposed(self, article: str, one: Suggestion) -> Span:
        span = self._span_of(one)
        return Making._with_value(self, article, span if one.type else replace(span, confidence=one.confidence))

    def _under(self, article: str, one: Suggestion, label: str) -> Span:
        """A Suggestion as a Span under another Label than was proposed."""
        span = replace(self._span_of(one), label=label, type="", value="", confidence=one.confidence)
        return self._with_value(article, replace(span, origin=f"{one.origin}{CORRECTED}"))

    def _settled(self, article: str, before: Span, after: Span) -> Span:
        """What was accepted and then got other edges or another Label says so."""
        after = super()._settled(article, before, after)
        by_people = before.origin in _BY_HAND or before.origin.startswith(_OF_GOLD)
        if _moved(before, after) and not by_people and not before.origin.endswith(CORRECTED):
            return replace(after, origin=f"{before.origin}{CORRECTED}")
        return after

    # What was said of them

    def _saying(
        self, layer: LayerId, suggestions: Iterable[Suggestion], outcome: Outcome, seconds: float | None
    ) -> Judge:
        """The Edit that writes down what became of Suggestions, in place of what was said of them before."""
        at = now()
        said = [
            Verdict(one.label, one.start, one.end, one.origin, one.confidence, outcome, seconds, one.also, at)
            for one in suggestions
        ]
        return Judge(layer, tuple(self._store.verdicts.at(layer, [one.place for one in said])), tuple(said))

    def _make(self, edits: Iterator[Edit], history: History | None = None) -> None:
        super()._make((self._with_verdicts(edit) for edit in edits), history)

    def _with_verdicts(self, edit: Edit) -> Edit:
        """An Edit, and with it what follows for the verdicts on the Spans that it changes or takes away."""
        fates: defaultdict[LayerId, list[tuple[Span, Span | None]]] = defaultdict(list)
        for part in _parts(edit):
            match part:
                case RemoveSpan(layer, span) if span.origin not in _BY_HAND:
                    fates[layer].append((span, None))
                case ChangeSpan(layer, before, after) if before.origin not in _BY_HAND and _moved(before, after):
                    fates[layer].append((before, after))
        judged = [said for layer, pairs in fates.items() if (said := self._following(layer, pairs)) is not None]
        return Several((*(edit.edits if isinstance(edit, Several) else (edit,)), *judged)) if judged else edit

    def _following(self, layer: LayerId, fates: Sequence[tuple[Span, Span | None]]) -> Judge | None:
        """What is to be said now of Suggestions that became Spans, which were changed or are gone."""
        said = [one for one in self._store.verdicts.of(layer) if one.outcome in _MADE]
        before, after = list[Verdict](), list[Verdict]()
        for was, becomes in fates:
            verdict = _verdict_on(was, said)
            outcome = None if verdict is None or becomes is None else self._outcome(verdict, becomes)
            if verdict is not None and outcome is not verdict.outcome:
                before.append(verdict)
                after += [] if outcome is None else [replace(verdict, outcome=outcome)]
        return Judge(layer, tuple(before), tuple(after)) if before else None

    def _outcome(self, verdict: Verdict, span: Span) -> Outcome:
        """What a Suggestion has become that is this Span now."""
        if span.label != self.schema.now_called(verdict.label):
            return Outcome.RELABELLED
        return Outcome.ACCEPTED if span.fragments == ((verdict.start, verdict.end),) else Outcome.RESHAPED

    # What follows from it

    def _announce_edits(self, edits: list[Edit]) -> Changed | None:
        judged = [part for edit in edits for part in _parts(edit) if isinstance(part, Judge)]
        if judged:
            self.judge_anew()
            if len(judged) > _A_FEW:
                self._forget_lessons()
            else:
                for one in judged:
                    self._tell_memories(one)
        return super()._announce_edits(edits)

    def _tell_memories(self, judged: Judge) -> None:
        """Let the memories know what is rejected in an Article now and was not before, and the other way round."""
        layer, said = judged.layer, (*judged.before, *judged.after)
        if not self._memories or not self._store.articles.has(layer.article):
            return
        if all(one.outcome is not Outcome.REJECTED for one in said):
            return
        places = {one.place for one in said}
        others = [one for one in self._store.verdicts.of(layer) if one.place not in places]
        text = self._store.articles.text(layer.article)
        before, after = (_rejected(text, [*others, *ones]) for ones in (judged.before, judged.after))
        for teacher, memory in list(self._memories.items()):
            if teacher in ("", layer.annotator):
                for name, label in after - before:
                    memory.reject(name, self.schema.now_called(label))
                for name, label in before - after:
                    memory.unreject(name, self.schema.now_called(label))
        if before - after:
            self.lessons_learned += 1
        elif after - before:  # what is proposed in the Article at hand does not change under the annotator's hands
            for uid in set(self._recommended) - {layer.article}:
                self._recommended.pop(uid, None)


def _listed(suggestions: Suggestion | Iterable[Suggestion]) -> list[Suggestion]:
    return [suggestions] if isinstance(suggestions, Suggestion) else list(suggestions)


def _parts(edit: Edit) -> Iterator[Edit]:
    if isinstance(edit, Several):
        for part in edit.edits:
            yield from _parts(part)
    else:
        yield edit


def _moved(before: Span, after: Span) -> bool:
    return (before.label, before.fragments) != (after.label, after.fragments)


def _verdict_on(span: Span, said: Iterable[Verdict]) -> Verdict | None:
    """The verdict by which a Span came to be: on just this range, or on one that it still touches."""
    recommender = span.origin.removesuffix(CORRECTED)
    near = [one for one in said if one.origin == recommender and one.start < span.end and span.start < one.end]
    return min(near, key=lambda one: abs(one.start - span.start) + abs(one.end - span.end), default=None)


def _rejected(text: str, said: Iterable[Verdict]) -> set[tuple[str, str]]:
    """The names that were rejected in a text, each with its Label."""
    return {(text[one.start : one.end], one.label) for one in said if one.outcome is Outcome.REJECTED and one.label}
