"""A Case in words: its place, its classes, what was decided, and the answers as cards show them. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from annotator.desktop.bench.answers import Way, differing, says_several, ways_of
from annotator.desktop.bench.arrows import title_of
from annotator.desktop.bench.mixture import Mixture
from annotator.desktop.bench.told import ArrowTold, CaseTold, Told
from annotator.desktop.plain import isolated, one_line
from annotator.frozen import frozen
from annotator.model.annotation import Layer, Relation, Span
from annotator.model.decision import Choice, Decision, Verb
from annotator.model.schema import Schema
from annotator.review.class_words import kind_word
from annotator.review.pairs import span_said
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.bench.order import Order
    from annotator.review.cases import Case
    from annotator.review.docket import CaseEntry

GOLD_SIGN = "◆"


@frozen
class Teller:
    """Tells the Cases of one Article. `letters` are those of the annotators; `names` says whether they are named too;
    `gold` is what has been decided."""

    text: str
    schema: Schema
    order: Order
    letters: Mapping[str, str]
    names: bool
    gold: Layer

    def tell(self, entry: CaseEntry, mixture: Mixture | None = None) -> CaseTold:
        """What is shown of a Case."""
        case, ways = entry.case, ways_of(entry.case)
        differs = differing(ways)
        decision = entry.decision
        answers = [(way.annotators[0], self._card(case, way, entry, mixture, differs)) for way in ways]
        if not any(told.is_taken for _name, told in answers) and (gold := self._of_gold(entry)) is not None:
            answers.append(("", gold))
        return CaseTold(
            place=self._place(entry),
            kinds=tuple(kind_word(kind) for kind in sorted(case.kinds)),
            state=self._state(entry),
            reason=decision.reason if decision else "",
            fragment=(case.start, case.end),
            answers=tuple(answers),
            differing=differs,
            has_several=says_several(case),
        )

    def gold_of(self, entry: CaseEntry) -> tuple[tuple[Span, ...], tuple[Relation, ...]]:
        """What was decided in a Case as it is in Gold; Spans have the uid of that from which they were made."""
        made = [pair for one in (entry.decision, *entry.former) if one for pair in one.made]
        spans = {span.uid: span for span in self.gold.spans}
        relations = {relation.uid: relation for relation in self.gold.relations}
        return (
            tuple(spans[uid] for uid, _source in made if uid in spans),
            tuple(relations[uid] for uid, _source in made if uid in relations),
        )

    def _place(self, entry: CaseEntry) -> str:
        place = self.order.place(entry.case.key)
        return _("Case {n} of {all}").format(n=place[0], all=place[1]) if place else _("All agree")

    def _state(self, entry: CaseEntry) -> str:
        from annotator.review.docket import CaseState

        if entry.state is CaseState.SKIPPED:
            return _("Skipped")
        if entry.state is CaseState.VOID:
            return _("Nothing to decide: one of its ends is not in the gold version.")
        if entry.decision is None:
            changed = _("The annotators have changed what they say since this was decided: decide anew.")
            return changed if entry.former else ""
        return self._decided(entry.decision)

    def _decided(self, decision: Decision) -> str:
        choice = decision.choice
        match choice.verb:
            case Verb.NONE:
                told = _("nothing")
            case Verb.EDIT:
                told = _("edited")
            case Verb.KEEP:
                told = _("as it stood in gold")
            case _:
                names = [self.letters.get(name, "?") for name in (*choice.annotators, *dict(choice.fields).values())]
                told = " + ".join(map(isolated, dict.fromkeys(names)))
        if decision.how:
            return _("Decided by a rule: {what}").format(what=told)
        return _("Decided: {what}").format(what=told)

    def _card(self, case: Case, way: Way, entry: CaseEntry, mixture: Mixture | None, differs: frozenset[str]) -> Told:
        choice = entry.decision.choice if entry.decision else None
        is_taken = choice is not None and _is_taken(choice, way)
        if choice is not None and choice.verb is Verb.TAKE and not choice.fields and not case.is_relation:
            is_taken = _is_in_gold(way, self.gold_of(entry)[0], is_named=is_taken)
        return Told(
            tuple(self.letters[name] for name in way.annotators),
            tuple(one_line(name) for name in way.annotators) if self.names else (),
            len(case.answers),
            way.answer.spans,
            tuple(self._arrows(way.answer.relations, self._spans())),
            is_taken,
            mixture.from_way(way, differs) if mixture and len(way.answer.spans) == 1 else frozenset(),
        )

    def _of_gold(self, entry: CaseEntry) -> Told | None:
        """What is in Gold, where it is what none of the annotators has said."""
        spans, relations = self.gold_of(entry)
        if not spans and not relations:
            return None
        arrows = tuple(self._arrows(relations, {span.uid: span for span in self.gold.spans}))
        can_keep = entry.is_open
        return Told((GOLD_SIGN,), (_("Gold"),), 0, spans, arrows, not can_keep)

    def _spans(self) -> dict[str, Span]:
        """The Spans of all annotators by uid; the arrows of an annotator are between those of the same one."""
        return {
            span.uid: span for entry in self.order.entries for answer in entry.case.answers for span in answer.spans
        }

    def _arrows(self, relations: tuple[Relation, ...], spans: Mapping[str, Span]) -> Iterator[ArrowTold]:
        for relation in relations:
            source, target = spans.get(relation.source), spans.get(relation.target)
            words = [one_line(end.surface(self.text)) if end else "?" for end in (source, target)]
            yield ArrowTold(title_of(self.schema, relation.label, source.label if source else ""), *words)


def _is_in_gold(way: Way, gold: tuple[Span, ...], *, is_named: bool) -> bool:
    """Whether Gold has what an answer says: annotators may have said something else since they were taken, while the
    answers are the same, and only another one's. `is_named` says that it was taken in the name of one of these."""
    said, held = set(map(span_said, way.answer.spans)), set(map(span_said, gold))
    return said == held or (is_named and said <= held)


def _is_taken(choice: Choice, way: Way) -> bool:
    """Whether a Choice has put just what an answer says into Gold."""
    if choice.verb is Verb.NONE:
        return way.answer.is_empty
    return choice.verb is Verb.TAKE and not choice.fields and bool(set(choice.annotators) & set(way.annotators))
