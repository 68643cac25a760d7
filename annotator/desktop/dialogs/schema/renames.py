"""Which names of a project change when a draft is applied, as Edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.desktop.dialogs.schema.places import (
    NEW,
    Name,
    attribute_at,
    choice_at,
    has_choices,
    label_at,
    relation_at,
    role_at,
)
from annotator.frozen import frozen
from annotator.model.schema import AttributeSpec, Kind, Label, RelationLabel, Schema
from annotator.workspace.designing import Named, Rename

_NamesIn = Callable[[Label], set[str]]


def renames(base: Schema, held: Schema, name: Name) -> list[Rename]:
    """The Edits for everything that is in the project's Schema `base` and has another name in the draft `held`, whose
    ids `name` tells the names of. In an order in which each finds what those before it have renamed."""
    of = _Renaming(base, held, name)
    known = [label for label in held.labels if not label.name.startswith(NEW)]
    told = [one for label in known for one in _if_other(Named.LABEL, label.name, name(label_at(label.name)))]
    told += [one for label in known for one in of.attributes(label)]
    told += [one for label in known if label.kind is Kind.EVENT for one in of.roles(label)]
    told += [one for relation in held.relations for one in of.relation(relation)]
    return told


def _if_other(what: Named, old: str, new: str, within: tuple[str, ...] = (), of: str = "") -> Iterator[Rename]:
    if not old.startswith(NEW) and old != new:
        yield Rename(what, old, new, within, of)


@frozen
class _Renaming:
    base: Schema
    held: Schema
    name: Name

    def attributes(self, label: Label) -> Iterator[Rename]:
        """The Edits for the Attributes of a Label and their choices."""
        for spec in label.attributes:
            if spec.name.startswith(NEW):
                continue
            new = self.name(attribute_at(label.name, spec.name))
            within = self._heirs(label, spec.name, new, lambda one: {s.name for s in one.attributes}, self._attributes)
            yield from _if_other(Named.ATTRIBUTE, spec.name, new, within)
            yield from self._choices(label, spec, new, within)

    def _choices(self, label: Label, spec: AttributeSpec, of: str, within: tuple[str, ...]) -> Iterator[Rename]:
        for choice in spec.choices if has_choices(spec) else ():
            new = self.name(choice_at(label.name, spec.name, choice.name))
            yield from _if_other(Named.CHOICE, choice.name, new, within, of)

    def roles(self, label: Label) -> Iterator[Rename]:
        """The Edits for the Roles of an event."""
        for role in label.roles:
            new = self.name(role_at(label.name, role.name))
            within = self._heirs(label, role.name, new, lambda one: {r.name for r in one.roles}, self._roles)
            yield from _if_other(Named.ROLE, role.name, new, within)

    def relation(self, relation: RelationLabel) -> Iterator[Rename]:
        """The Edit for a Relation label. It is not about arrows of that name which are arguments."""
        new = self.name(relation_at(relation.name))
        within = tuple(
            self.name(label_at(label.name))
            for label in self.held.labels
            if {relation.name, new} & self._roles_ever(label)
        )
        yield from _if_other(Named.RELATION, relation.name, new, within)

    def _heirs(self, label: Label, old: str, new: str, names_before: _NamesIn, names_now: _NamesIn) -> tuple[str, ...]:
        """The Labels, under their names of now, that have something from `label` in the project as well as in the
        draft, and nothing of the same name from a Label in between."""
        return tuple(
            self.name(label_at(heir.name))
            for heir in self.held.labels
            if next((one.name for one in self.base.lineage(heir.name) if old in names_before(one)), "") == label.name
            and next((one.name for one in self.held.lineage(heir.name) if new in names_now(one)), "") == label.name
        )

    def _attributes(self, label: Label) -> set[str]:
        return {self.name(attribute_at(label.name, spec.name)) for spec in label.attributes}

    def _roles(self, label: Label) -> set[str]:
        return {self.name(role_at(label.name, role.name)) for role in label.roles if label.kind is Kind.EVENT}

    def _roles_ever(self, label: Label) -> set[str]:
        """The names of the Roles that a Label has, in the project or in the draft."""
        before = {role.name for role in self.base.roles_of(label.name)}
        return before.union(*(self._roles(one) for one in self.held.lineage(label.name)))
