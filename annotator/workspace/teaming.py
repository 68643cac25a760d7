"""Who works in a project, as what, and on which Articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import Refused, Unknown
from annotator.model.annotation import Status, annotator_name
from annotator.model.roles import GOLD, Role
from annotator.words import _
from annotator.workspace.making import Changed, Making
from annotator.workspace.reading import REVIEW

if TYPE_CHECKING:
    from annotator.edits.edit import Edit
    from annotator.model.assignment import AssignReport, AssignRule, Sized


class Member(NamedTuple):
    """One of those who work in a project: how many Articles are theirs to annotate, how many of all they have begun,
    and how many they are done with."""

    name: str
    role: Role
    assigned: int
    begun: int
    done: int


class Teaming(Making):
    """The verbs for annotators, roles and assignments. All that change something are a lead's; they raise Refused for
    anybody else."""

    # Who

    def team(self) -> list[Member]:
        """All who work in the project, the first one first; of others, who may not see their work hears nothing of how
        far they are."""
        assigned = self.assignments()
        members = []
        for name, role in self.roles().items():
            begun = done = 0
            if self.may_see(name):
                begun = self._store.layers.articles_with(name, None)
                done = self._store.layers.articles_with(name, Status.DONE)
            members.append(Member(name, role, len(assigned.get(name, ())), begun, done))
        return members

    def add_annotator(self, name: str, role: Role = Role.ANNOTATOR) -> None:
        """Let somebody be known who has not begun. Raises BadInput for what is no name, Refused for one that is known
        already."""
        self._check_lead()
        tidy = annotator_name(name)

        def edits() -> Iterator[Edit]:
            from annotator.edits.team_edit import SetRole

            if self._store.annotators.role(tidy) is not None:
                raise Refused(_("There is an annotator “{name}” already.").format(name=tidy))
            _check_gold(tidy, role)
            yield SetRole(tidy, role)

        self._make(edits())

    def set_role(self, name: str, role: Role) -> None:
        """Give an annotator another role. Raises Unknown, and Refused where nobody would lead the project then."""
        self._check_lead()

        def edits() -> Iterator[Edit]:
            from annotator.edits.team_edit import SetRole

            roles = self._store.annotators.roles()
            if name not in roles:
                raise Unknown(_("There is no annotator “{name}” here.").format(name=name))
            _check_gold(name, role)
            if role is not Role.LEAD and all(other == name or held is not Role.LEAD for other, held in roles.items()):
                raise Refused(_("Somebody has to lead the project; let another one lead first."))
            if roles[name] is not role:
                yield SetRole(name, role)

        self._make(edits())

    def open_review(self, *, is_open: bool = True) -> None:
        """Let annotators see one another's work, or no longer."""
        self._check_lead()
        with self._store.atomic():
            self._store.settings.put(REVIEW, "open" if is_open else "")
        self.announce(Changed())

    # Who annotates what

    def assignments(self) -> dict[str, tuple[str, ...]]:
        """The uids of the Articles that each annotator is to annotate, in order."""
        return self._store.assignments.all()

    def begun(self) -> dict[str, frozenset[str]]:
        """The uids of the Articles that each annotator has begun, of those whose work may be seen."""
        return {name: uids for name, uids in self._store.assignments.begun().items() if self.may_see(name)}

    def sizes(self) -> list[Sized]:
        """What is known of each Article that could be assigned, in order."""
        return self._store.assignments.sizes()

    def proposed_assignments(
        self,
        rule: AssignRule,
        held: Mapping[str, AbstractSet[str]] | None = None,
        *,
        anew: bool = False,
        sizes: Sequence[Sized] | None = None,
    ) -> dict[str, set[str]]:
        """Who would annotate what if the Articles that are not assigned were handed out by `rule`. With `anew` nothing
        counts as assigned but what somebody has begun. Nothing is changed.

        `held` is what is assigned, where that is not what the project says, and `sizes` what `sizes()` has said.
        """
        from annotator.dataset.assigning import hand_out

        if any(self._store.annotators.role(name) is Role.GOLD for name in rule.annotators):
            raise Refused(_("The gold layers are nobody's to annotate."))
        with self._store.reading():
            before: Mapping[str, AbstractSet[str]] = (
                {name: set(uids) for name, uids in self.assignments().items()} if held is None else held
            )
            if anew:
                begun = self._store.assignments.begun()
                before = {name: uids & begun.get(name, frozenset()) for name, uids in before.items()}
            return hand_out(self.sizes() if sizes is None else sizes, rule, before)

    def assign(self, rule: AssignRule, *, anew: bool = False) -> AssignReport:
        """Hand the Articles out, as one step for undo. Those that somebody has stay with them; with `anew` only those
        that they have begun."""
        self._check_lead()
        names = [annotator_name(name) for name in rule.annotators]
        assert names == list(rule.annotators), "names are tidied before"
        before = {name: set(uids) for name, uids in self.assignments().items()}
        wanted = self.proposed_assignments(rule, before, anew=anew)
        self.reassign(wanted, before)
        return self.assignment_report(wanted, before)

    def reassign(self, wanted: Mapping[str, AbstractSet[str]], before: Mapping[str, AbstractSet[str]]) -> None:
        """Let annotators have just these Articles, as one step for undo. `before` is what was seen when it was decided:
        raises Refused where the project says something else by now."""
        self._check_lead()

        def edits() -> Iterator[Edit]:
            from annotator.edits.team_edit import Assign

            held = {name: set(uids) for name, uids in self.assignments().items()}
            if {name: set(uids) for name, uids in before.items() if uids} != held:
                told = _("The articles have been handed out otherwise meanwhile; look again. Nothing was changed.")
                raise Refused(told)
            given = _shares({name: uids - held.get(name, set()) for name, uids in wanted.items()})
            taken = _shares({name: uids - wanted.get(name, set()) for name, uids in held.items()})
            if given or taken:
                yield Assign(given, taken)

        self._make(edits())

    def assignment_report(
        self,
        held: Mapping[str, AbstractSet[str]] | None = None,
        before: Mapping[str, AbstractSet[str]] | None = None,
    ) -> AssignReport:
        """Who annotates how much, of what the project says or of `held`; and what of it is not so `before`."""
        from annotator.dataset.assigning import report

        now = {name: set(uids) for name, uids in self.assignments().items()} if held is None else held
        return report(self.sizes(), now, now if before is None else before)

    def check_lead(self) -> None:
        """Raise Refused where this annotator is no lead, for who wants to know it before anything is asked."""
        self._check_lead()

    def _check_lead(self) -> None:
        if self.role is not Role.LEAD:
            leads = [name for name, role in self.roles().items() if role is Role.LEAD]
            told = _("Only a lead of the project may do that; {annotator} is none. Nothing was changed.")
            if leads:
                told = _("Only a lead of the project may do that: {leads}; {annotator} is none. Nothing was changed.")
            raise Refused(told.format(annotator=self.annotator, leads=", ".join(leads)))


def _check_gold(name: str, role: Role) -> None:
    """The Gold Layers have one name, and that name no other Layers."""
    if (name == GOLD) is not (role is Role.GOLD):
        raise Refused(_("“{name}” is the name of the gold layers, and no annotator's.").format(name=GOLD))


def _shares(held: Mapping[str, Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(sorted(uids))) for name, uids in sorted(held.items()) if uids)
