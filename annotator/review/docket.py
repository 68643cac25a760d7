"""The docket of an Article: its Cases, and what of them was decided.

A Decision stands as long as the annotators say what they said then. Where they have changed it, the Case is open again,
and the former Decision is named beside it; its Spans stay in Gold until it is decided anew. Where nothing is left that
the Decision was about, but Gold still has what it made, there is a Case with no Answers, to take it out or keep it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.frozen import frozen
from annotator.model.annotation import Layer, Relation, Span
from annotator.model.decision import Decision
from annotator.review.cases import Answer, Case
from annotator.review.classes import Disagreement
from annotator.review.matching import letters_in_common
from annotator.words import pgettext

LEFT_OVER = "left over"
"""The fingerprint of a Case of which only Gold tells."""


class CaseState(StrEnum):
    """How far a Case is."""

    OPEN = "open"
    DECIDED = "decided"
    SKIPPED = "skipped"
    """Put off by the lead."""
    VOID = "void"
    """Of a Relation: a Span at one of its ends is not in Gold, so there is nothing to decide."""


def state_word(state: CaseState) -> str:
    """What a state is called."""
    return {
        CaseState.OPEN: pgettext("case", "open"),
        CaseState.DECIDED: pgettext("case", "decided"),
        CaseState.SKIPPED: pgettext("case", "put off"),
        CaseState.VOID: pgettext("case", "settled by others"),
    }[state]


@frozen
class CaseEntry:
    """A Case of an Article with its Decision, None where none stands, and `former` ones that are out of date."""

    article: str
    case: Case
    state: CaseState
    decision: Decision | None = None
    former: tuple[Decision, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state is CaseState.OPEN

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to decide; what is put off is neither open nor settled."""
        return self.state in (CaseState.DECIDED, CaseState.VOID)

    @property
    def was_by_hand(self) -> bool:
        """Whether the lead decided here before, if only to put it off."""
        return any(decision.is_by_hand for decision in (self.decision, *self.former) if decision)


class Docket:
    """What was decided in the Cases of an Article, and where the annotators' Spans are in Gold.

    `annotators` are those who are compared. Asked again after each Decision: `decisions` and `gold` are looked at, not
    copied.
    """

    def __init__(
        self,
        article: str,
        annotators: Sequence[str],
        cases: Sequence[Case],
        decisions: Mapping[str, Decision],
        gold: GoldHeld,
    ) -> None:
        self._article = article
        self._decisions = decisions
        self._gold = gold
        self._former = _former(cases, decisions)
        self._cases = {case.key: case for case in (*cases, *self._left_over(annotators))}

    def entries(self) -> tuple[CaseEntry, ...]:
        """The Cases in order."""
        return tuple(self.entry(key) for key in self._cases)

    def has(self, key: str) -> bool:
        """Whether there is a Case of this key."""
        return key in self._cases

    def entry(self, key: str) -> CaseEntry:
        """The Case of this key."""
        case = self._cases[key]
        decision = self._standing(case)
        former = () if decision else self._out_of_date(case)
        state = CaseState.OPEN
        if decision is not None:
            state = CaseState.SKIPPED if decision.is_skipped else CaseState.DECIDED
        elif case.is_relation and self._is_void(case) and not self._in_gold(former):
            state = CaseState.VOID
        return CaseEntry(self._article, case, state, decision, former)

    def is_decided(self, key: str) -> bool:
        """Whether something was decided in the Case of this key that stands."""
        decision = self._standing(self._cases[key]) if key in self._cases else None
        return decision is not None and not decision.is_skipped

    def in_gold(self, case: Case, span: str) -> str | None:
        """The Gold Span that an annotator's Span, at the end of a Relation, has become; None where it has become none,
        or nothing was decided about it. Where a Case has put several into Gold, it is the one that was made of it, or
        else the one that shares most with it."""
        about = self._cases.get(case.end_of(span))
        decision = self._standing(about) if about else None
        made = [pair for pair in decision.made if pair[0] in self._gold.spans] if decision else []
        if about is None or not made:
            return None
        own = next((gold for gold, source in made if source == span), None)
        if own is not None or len(made) == 1:
            return own or made[0][0]
        marked = next(one for answer in about.answers for one in answer.spans if one.uid == span)
        return max(made, key=lambda pair: letters_in_common(self._gold.spans[pair[0]].fragments, marked.fragments))[0]

    def _standing(self, case: Case) -> Decision | None:
        decision = self._decisions.get(case.key)
        return decision if decision and decision.fingerprint == case.fingerprint else None

    def _out_of_date(self, case: Case) -> tuple[Decision, ...]:
        known = [case.key] if case.fingerprint == LEFT_OVER else [one.key for one in self._former.get(case.key, ())]
        return tuple(self._decisions[key] for key in known if key in self._decisions)

    def _is_void(self, case: Case) -> bool:
        """Whether each Relation of a Case has an end that was decided not to be in Gold."""
        relations = [relation for answer in case.answers for relation in answer.relations]
        return bool(relations) and all(
            any(
                self.is_decided(case.end_of(end)) and self.in_gold(case, end) is None
                for end in (relation.source, relation.target)
            )
            for relation in relations
        )

    def _in_gold(self, decisions: Iterable[Decision]) -> bool:
        return any(self._gold.has(made) for decision in decisions for made, _source in decision.made)

    def _left_over(self, names: Iterable[str]) -> list[Case]:
        """A Case for each Decision that belongs to none any more, and of which something is in Gold."""
        answers = tuple(Answer(name) for name in names)
        return [
            Case(one.key, one.start, one.end, answers, frozenset({Disagreement.MISSED}), LEFT_OVER)
            for one in self._former.get("", ())
            if self._in_gold([one])
        ]


@dataclass(slots=True)
class GoldHeld:
    """What is in Gold, by uid."""

    spans: dict[str, Span]
    relations: dict[str, Relation]

    @classmethod
    def of(cls, layer: Layer) -> GoldHeld:
        """What is in a Gold Layer."""
        return cls({span.uid: span for span in layer.spans}, {one.uid: one for one in layer.relations})

    def has(self, uid: str) -> bool:
        return uid in self.spans or uid in self.relations


def _former(cases: Sequence[Case], decisions: Mapping[str, Decision]) -> dict[str, tuple[Decision, ...]]:
    """The Decisions that are out of date, by the keys of the Cases that are about the same now; under "" those to which
    none belongs."""
    open_ = {}
    taken = set()
    for case in cases:
        decision = decisions.get(case.key)
        if decision is not None and decision.fingerprint == case.fingerprint:
            taken.add(case.key)
        else:
            open_[case.key] = case
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for key, decision in decisions.items():
        if key not in taken:
            found[key if key in open_ else _about(decision, open_.values())].append(decision)
    return {key: tuple(former) for key, former in found.items()}


def _about(decision: Decision, cases: Iterable[Case]) -> str:
    """The key of the open Case that lies over most of what a Decision was about; empty where none does."""
    best, most = "", 0.0
    for case in cases:
        if case.is_relation is decision.is_about_relation:
            both = min(case.end, decision.end) - max(case.start, decision.start)
            share = both / (max(case.end, decision.end) - min(case.start, decision.start))
            if share > (0.5 if case.is_relation else 0) and share > most:
                best, most = case.key, share
    return best
