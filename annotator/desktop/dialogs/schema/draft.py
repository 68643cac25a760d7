"""A Schema while it is designed: nothing of the project changes before the draft is applied. No Qt in here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from annotator.desktop.dialogs.schema.families import family, in_families, moved, moved_relation
from annotator.desktop.dialogs.schema.held import Held
from annotator.desktop.dialogs.schema.places import (
    Place,
    attribute_at,
    choice_at,
    copied,
    label_at,
    relation_at,
    role_at,
)
from annotator.model.schema import AttributeSpec, Choice, Kind, Label, RelationLabel, Role
from annotator.workspace.designing import Named, without_label

_T = TypeVar("_T")

OCCURRENCES = "R"
"""The key that no Label may have: it shows every occurrence."""


class Draft(Held):
    """The verbs of one who designs Labels. Ids go in and come out; see `Held`."""

    def add_label(self, kind: Kind, color: str, parent: str = "") -> Place:
        """Add a Label, a subtype of `parent` where it is given."""
        id_ = self._named_anew(label_at, "Label", [label_at(label.name) for label in self.held.labels])
        if parent:
            kind = self.label(parent).kind
        self._put_labels([*self.held.labels, Label(id_, kind, color, parent=parent)])
        self.held = in_families(self.held) if parent else self.held
        return label_at(id_)

    def add_relation(self) -> Place:
        """Add a Relation label."""
        id_ = self._named_anew(relation_at, "Relation", [relation_at(one.name) for one in self.held.relations])
        self.held = replace(self.held, relations=(*self.held.relations, RelationLabel(id_)))
        return relation_at(id_)

    def duplicate(self, place: Place, color: str) -> Place:
        """Add another Label, or Relation label, that is the same but for its name, its key and its colour."""
        if place.what is Named.RELATION:
            relation = self.relation(place.id)
            beside = [relation_at(one.name) for one in self.held.relations]
            twin = self._named_anew(relation_at, self.name(place), beside)
            added = replace(relation, name=twin, color=color, formerly=())
            self.held = replace(self.held, relations=_with_behind(self.held.relations, relation, added))
            return relation_at(twin)
        label = self.label(place.id)
        twin = self._named_anew(label_at, self.name(place), [label_at(one.name) for one in self.held.labels])
        made, names = copied(label, twin, self.fresh, self.name)
        self._names |= names
        self._put_labels(_with_behind(self.held.labels, label, replace(made, key="", color=color, formerly=())))
        self.held = in_families(self.held)
        return label_at(twin)

    def remove(self, place: Place, relabel: str = "") -> None:
        """Delete a Label or a Relation label. Subtypes of a Label go up to its parent; its Spans, and those that were
        to get it, get the Label `relabel`."""
        if place.what is Named.RELATION:
            left = tuple(one for one in self.held.relations if one.name != place.id)
            self.held = replace(self.held, relations=left)
            return
        for old in [*self.taken_over(place.id), *([] if place.is_new else [place.id])]:
            self._moved.pop(old, None)
            if relabel:
                self._moved[old] = relabel
        self.held = without_label(self.held, place.id)

    def taken_over(self, id_: str) -> list[str]:
        """The names in the project of deleted Labels whose Spans are to get this one."""
        return [old for old, new in self._moved.items() if new == id_]

    def move(self, place: Place, step: int) -> None:
        """Move a Label, or a Relation label, up (-1) or down (1) among those beside it."""
        move = moved_relation if place.what is Named.RELATION else moved
        self.held = move(self.held, place.id, step)

    def set_kind(self, id_: str, kind: Kind) -> None:
        """Give a Label another kind, and its subtypes too."""
        changed = {label.name for label in family(self.held, self.label(id_))}
        self._put_labels(replace(one, kind=kind) if one.name in changed else one for one in self.held.labels)

    def set_parent(self, id_: str, parent: str) -> None:
        """Put a Label under another, or under none."""
        self.put(replace(self.label(id_), parent=parent))
        self.held = in_families(self.held)

    def parents_for(self, id_: str) -> list[Label]:
        """The Labels that it may be put under: of its kind, and none of its own subtypes."""
        own = self.label(id_)
        below = {label.name for label in family(self.held, own)}
        return [label for label in self.held.labels if label.kind is own.kind and label.name not in below]

    # Keys

    def holder_of_key(self, key: str, besides: str = "") -> Label | None:
        """The Label that has a key already; one that is archived holds none."""
        others = (label for label in self.held.labels if label.key and not label.archived and label.name != besides)
        return next((label for label in others if label.key == key), None)

    def archive(self, id_: str, *, archived: bool) -> bool:
        """Mark no more with a Label, or again. One that comes back finds its key taken, and then has none: says whether
        it kept it."""
        label = self.label(id_)
        keeps = archived or not label.key or self.holder_of_key(label.key, id_) is None
        self.put(replace(label, archived=archived, key=label.key if keeps else ""))
        return keeps

    def take_key(self, id_: str, key: str) -> None:
        """Give a key to a Label; whoever had it has none any more."""
        holder = self.holder_of_key(key, id_)
        if holder is not None and not self.label(id_).archived:
            self.put(replace(holder, key=""))
        self.put(replace(self.label(id_), key=key))

    def holder_of_role_key(self, label: str, role: str, key: str) -> Place | None:
        """The Role that has a key already, of those that an event has together with this one: its own, those from above
        and those of its subtypes."""
        own = {one.name for one in self.held.lineage(label)} | {
            one.name for one in family(self.held, self.label(label))
        }
        name = self.name(role_at(label, role))  # one of the same name comes instead of this one, or the other way round
        places = [
            role_at(held.name, one.name)
            for held in self.held.labels
            if held.name in own and key
            for one in held.roles
            if one.key == key
        ]
        return next((place for place in places if self.name(place) != name), None)

    def take_role_key(self, label: str, role: str, key: str) -> None:
        """Give a key to a Role; whichever had it beside it has none any more."""
        while (holder := self.holder_of_role_key(label, role, key)) is not None:
            self._set_role_key(holder.label, holder.id, "")
        self._set_role_key(label, role, key)

    def _set_role_key(self, label: str, role: str, key: str) -> None:
        roles = tuple(replace(one, key=key) if one.name == role else one for one in self.label(label).roles)
        self.put(replace(self.label(label), roles=roles))

    # Parts of Labels

    def new_attribute(self, label: str) -> AttributeSpec:
        """An Attribute that the Label does not have yet, with a name of its own."""
        beside = [attribute_at(label, spec.name) for spec in self.label(label).attributes]
        return AttributeSpec(self._named_anew(lambda id_: attribute_at(label, id_), "attribute", beside))

    def new_choice(self, label: str, spec: AttributeSpec) -> Choice:
        """A choice that the Attribute does not have yet, with a name of its own."""
        beside = [choice_at(label, spec.name, choice.name) for choice in spec.choices]
        return Choice(self._named_anew(lambda id_: choice_at(label, spec.name, id_), "choice", beside))

    def new_role(self, label: str) -> Role:
        """A Role that the event does not have yet, with a name of its own."""
        beside = [role_at(label, role.name) for role in self.label(label).roles]
        return Role(self._named_anew(lambda id_: role_at(label, id_), "Role", beside))

    def _named_anew(self, place: Callable[[str], Place], name: str, beside: list[Place]) -> str:
        """An id for something new, whose name is the first of `name`, `name2`, … that nothing beside it has or had."""
        taken = {self.name(one) for one in beside} | {one.id for one in beside} | set(self._moved)
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name}{number}"
        id_ = self.fresh()
        self._names[place(id_)] = free
        return id_


def _with_behind(items: tuple[_T, ...], held: _T, added: _T) -> tuple[_T, ...]:
    at = items.index(held) + 1
    return (*items[:at], added, *items[at:])
