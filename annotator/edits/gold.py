"""Filling Gold: what a Decision changes in the Gold Layer of an Article, as Edits of one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.edits.choosing import asked, labels_of, taken
from annotator.edits.decide_edit import Decide
from annotator.edits.edit import (
    AddRelation,
    AddSpan,
    ChangeSpan,
    Edit,
    RemoveRelation,
    RemoveSpan,
    SetStatus,
    Several,
)
from annotator.errors import Refused
from annotator.frozen import frozen
from annotator.model.annotation import Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.model.decision import Choice, Decision, Made, Verb
from annotator.model.ids import new_uid
from annotator.model.roles import GOLD
from annotator.review.cases import Case
from annotator.review.docket import CaseEntry, CaseState, Docket, GoldHeld
from annotator.review.matching import letters_in_common
from annotator.words import _


class EndMissing(Refused):
    """A Relation cannot be in Gold, because a Span at its end is not, or not yet."""


@frozen
class Deciding:
    """Who decides, when, by which strategy (empty: by hand), and why."""

    by: str
    at: str
    how: str = ""
    reason: str = ""


@dataclass(slots=True)
class Gold:
    """The Gold Layer of one Article and the Decisions about it, while some more are taken. Nothing is changed until
    the Edit that `edit` returns is made. `annotators` are those who are compared."""

    article: Article
    layer: Layer
    annotators: Sequence[str]
    cases: Sequence[Case]
    decisions: dict[str, Decision]
    held: GoldHeld = field(init=False)
    docket: Docket = field(init=False)
    _edits: list[Edit] = field(init=False, default_factory=list)
    _nobodys: dict[object, str] = field(init=False)
    """What is in Gold and no Decision has made, by what it says: it came in from elsewhere."""

    def __post_init__(self) -> None:
        self.held = GoldHeld.of(self.layer)
        made = {uid for decision in self.decisions.values() for uid, _source in decision.made}
        loose = [span for span in self.layer.spans if span.uid not in made]
        self._nobodys = {(span.label, span.fragments): span.uid for span in loose}
        self.docket = Docket(self.article.uid, self.annotators, self.cases, self.decisions, self.held)

    def entries(self) -> tuple[CaseEntry, ...]:
        """The Cases, as they are with what was decided so far."""
        return self.docket.entries()

    def decide(self, entry: CaseEntry, choice: Choice, deciding: Deciding) -> None:
        """Decide about a Case, whatever was decided about it before. Raises Refused for a Choice that cannot be;
        EndMissing for a Relation one of whose ends is not in Gold."""
        case = entry.case
        before = [decision for decision in (entry.decision, *entry.former) if decision]
        held = tuple(pair for decision in before for pair in decision.made if self.held.has(pair[0]))
        if choice.verb in (Verb.SKIP, Verb.KEEP):
            made = held
        elif case.is_relation:
            made = self._put_relations(held, self._relations(case, choice))
        else:
            made = self._put_spans(held, self._spans(case, choice), deciding.at)
        for decision in before:
            if decision.key != case.key:
                self._write(decision.key, None)
        decision = Decision(
            case.key,
            replace(choice, spans=(), relations=()) if choice.spans or choice.relations else choice,
            case.start,
            case.end,
            case.fingerprint,
            made,
            labels_of(case, choice),
            deciding.how,
            deciding.by,
            deciding.reason,
            deciding.at,
        )
        self._write(case.key, decision)

    def give_reason(self, entry: CaseEntry, reason: str) -> bool:
        """Let the Decision about a Case have another reason; whether it had another one. Raises Refused where nothing
        is decided."""
        if entry.decision is None:
            raise Refused(_("Nothing is decided here yet, for which there could be a reason."))
        if entry.decision.reason == reason:
            return False
        self._write(entry.case.key, replace(entry.decision, reason=reason))
        return True

    def reopen(self, entry: CaseEntry) -> None:
        """Forget what was decided about a Case, and take out of Gold what it made."""
        for decision in (entry.decision, *entry.former):
            if decision is not None:
                held = tuple(pair for pair in decision.made if self.held.has(pair[0]))
                self._put_relations(held, []) if entry.case.is_relation else self._put_spans(held, [], "")
                self._write(decision.key, None)

    def edit(self, *, settles: bool = True) -> Edit | None:
        """What was decided so far, as one Edit; None where nothing was. The Gold Layer is done when all Cases are
        decided; with `settles` also where there are no Cases at all."""
        wanted = Status.IN_PROGRESS
        if all(entry.state in (CaseState.DECIDED, CaseState.VOID) for entry in self.entries()):
            wanted = Status.DONE
        status, comment = self.layer.status, self.layer.comment
        moves = status in (Status.NEW, Status.IN_PROGRESS, Status.DONE) and status is not wanted
        if not self._edits and not (settles and moves and wanted is Status.DONE):
            return None
        state: list[Edit] = [SetStatus(self._id, wanted, comment)] if moves else []
        whole = (*state, *self._edits)
        return Several(whole) if len(whole) > 1 else whole[0]

    @property
    def _id(self) -> LayerId:
        return LayerId(self.article.uid, GOLD)

    def _write(self, key: str, decision: Decision | None) -> None:
        if decision is None:
            self.decisions.pop(key, None)
        else:
            self.decisions[key] = decision
        self._edits.append(Decide(self.article.uid, key, decision))

    # Spans

    def _spans(self, case: Case, choice: Choice) -> list[tuple[Span, str]]:
        """What a Choice puts into Gold, each with the uid of the Span from which it comes."""
        match choice.verb:
            case Verb.TAKE:
                return taken(case, choice)
            case Verb.EDIT:
                known = {span.uid for answer in case.answers for span in answer.spans}
                own = (replace(span, origin="manual", confidence=None) for span in choice.spans)
                return [(span, span.uid if span.uid in known else "") for span in own]
        return []

    def _put_spans(self, held: Made, wanted: Iterable[tuple[Span, str]], at: str) -> Made:
        """Let Gold have these Spans, from the moment `at` on, in the place of those that it has; those that go on keep
        their uids, so that Relations stay with them."""
        rest = dict(held)
        made: list[tuple[str, str]] = []
        for span, source in wanted:
            uid = self._meant(span, source, rest) or self._nobodys.pop((span.label, span.fragments), None)
            if uid is None:
                new = replace(span, uid=new_uid(), created_at=at, updated_at=at, schema=0)
                self._edits.append(AddSpan(self._id, new))
            else:
                rest.pop(uid, None)
                before = self.held.spans[uid]
                new = replace(span, uid=uid, created_at=before.created_at, updated_at=at, schema=0)
                if replace(new, updated_at=before.updated_at) != before:
                    self._edits.append(ChangeSpan(self._id, before, new))
                else:
                    new = before
            self.held.spans[new.uid] = new
            made.append((new.uid, source))
        for uid in rest:
            self._remove(uid)
        return tuple(made)

    def _meant(self, span: Span, source: str, rest: dict[str, str]) -> str | None:
        """Which of the Gold Spans in `rest` a Span is to stand for: that which came from the same one, else the one
        that shares most letters with it; None where none shares any."""
        for uid, known in rest.items():
            if source and known == source:
                return uid
        common = {uid: letters_in_common(self.held.spans[uid].fragments, span.fragments) for uid in rest}
        return max((uid for uid in rest if common[uid]), key=common.__getitem__, default=None)

    def _remove(self, uid: str) -> None:
        """Take a Span out of Gold, with the Relations at it and what was decided about these."""
        for relation in [one for one in self.held.relations.values() if uid in (one.source, one.target)]:
            for key in [key for key, one in self.decisions.items() if relation.uid in dict(one.made)]:
                held = tuple(pair for pair in self.decisions[key].made if self.held.has(pair[0]))
                self._put_relations(held, [])
                self._write(key, None)
            if relation.uid in self.held.relations:
                self._drop(relation)
        self._edits.append(RemoveSpan(self._id, self.held.spans.pop(uid)))

    # Relations

    def _relations(self, case: Case, choice: Choice) -> list[tuple[str, str, str, str]]:
        """What a Choice puts into Gold: label, source and target there, and the uid of the Relation it comes from."""
        match choice.verb:
            case Verb.TAKE:
                drawn = [one for answer in asked(case, choice.annotators) for one in answer.relations]
            case Verb.EDIT:
                drawn = list(choice.relations)
            case _:
                drawn = []
        found: dict[tuple[str, str, str], str] = {}
        for relation in drawn:
            source, target = (self._end(case, end) for end in (relation.source, relation.target))
            if source == target and relation.source != relation.target:
                raise EndMissing(_("Both ends of this relation are one and the same span in the gold version."))
            found.setdefault((relation.label, source, target), relation.uid)
        return [(*said, uid) for said, uid in found.items()]

    def _end(self, case: Case, span: str) -> str:
        if span in self.held.spans:
            return span
        key = case.end_of(span)
        if not self.docket.has(key):
            raise Refused(_("A relation has to begin and end at spans that are marked here."))
        if (uid := self.docket.in_gold(case, span)) is not None:
            return uid
        about = self.docket.entry(key).case
        words = " ".join(self.article.text[about.start : about.end].split())
        told = _("Decide about “{text}” first: this relation begins or ends there.")
        if self.docket.is_decided(key):
            told = _("“{text}” is not in the gold version, so no relation can be at it. Decide anew, or take none.")
        raise EndMissing(told.format(text=words))

    def _put_relations(self, held: Made, wanted: Iterable[tuple[str, str, str, str]]) -> Made:
        rest = {uid: self.held.relations[uid] for uid, _source in held if uid in self.held.relations}
        made: list[tuple[str, str]] = []
        for label, source, target, origin in wanted:
            uid = next((u for u, r in rest.items() if (r.label, r.source, r.target) == (label, source, target)), None)
            if uid is None:
                relation = Relation(new_uid(), label, source, target)
                self.held.relations[relation.uid] = relation
                self._edits.append(AddRelation(self._id, relation))
                uid = relation.uid
            rest.pop(uid, None)
            made.append((uid, origin))
        for relation in rest.values():
            self._drop(relation)
        return tuple(made)

    def _drop(self, relation: Relation) -> None:
        del self.held.relations[relation.uid]
        self._edits.append(RemoveRelation(self._id, relation))
