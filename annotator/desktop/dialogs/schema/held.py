"""What a draft of a Schema holds: the Labels by ids, the names that these have now, and what is to become of Spans."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from annotator.desktop.dialogs.schema.places import (
    NEW,
    Place,
    attribute_at,
    has_choices,
    label_at,
    named,
    places_in,
    siblings,
)
from annotator.desktop.dialogs.schema.renames import renames
from annotator.frozen import frozen
from annotator.model.schema import Label, RelationLabel, Schema
from annotator.words import _, by_language
from annotator.workspace.designing import Named, Rename

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
"""What `annotator.model.schema_json` takes for a name."""


@frozen
class Fault:
    """Something that has to be mended before the draft can be applied, in words."""

    place: Place
    text: str


class Held:
    """The Schema of a project and what it is to become. `held` is a plain Schema in which an id stands wherever a name
    would: labels that are passed in and out, and what they say of other labels, are in ids; see `Place`."""

    def __init__(self, base: Schema) -> None:
        self.base = base
        self.held = base
        self._names: dict[Place, str] = {}
        self._moved: dict[str, str] = {}
        self._made = 0

    # What it is to become

    def schema(self) -> Schema:
        """The Schema that the project is to have."""
        return named(self.held, self.name)

    def renames(self) -> list[Rename]:
        """What is to be renamed wherever the project uses it."""
        return renames(self.base, self.held, self.name)

    def relabels(self) -> dict[str, str]:
        """Which Label Spans get whose Label was deleted: names in the project, each with a name in the draft."""
        return {old: self.name(label_at(new)) for old, new in self._moved.items()}

    @property
    def moved_spans(self) -> dict[str, str]:
        """Names in the project of deleted Labels, each with the id of the Label that their Spans are to get."""
        return dict(self._moved)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to apply."""
        return bool(self._moved) or self.schema() != self.base

    def faults(self) -> list[Fault]:
        """What has to be mended first; `annotator.model.schema_json` has the last word on the rest."""
        found = [Fault(place, told) for place in places_in(self.held) if (told := self.name_fault(place))]
        for label in self.held.labels:
            for spec in label.attributes:
                if has_choices(spec) and not spec.choices:
                    place = attribute_at(label.name, spec.name)
                    told = _told(_("The attribute “{name}” has no choices yet."), name=self.name(place))
                    found.append(Fault(place, told))
        return found

    # Names

    def name(self, place: Place) -> str:
        """The name that something has now, good or not."""
        return self._names.get(place, place.id)

    def rename(self, place: Place, name: str) -> None:
        """Give something another name, good or not; what it is stays known."""
        self._names[place] = name

    def name_fault(self, place: Place) -> str:
        """Why something may not have the name that it has, in words; empty where it may."""
        name = self.name(place)
        if not _NAME.fullmatch(name):
            return _told(
                _("“{name}” is no name for data: ASCII letters, digits and _ . : -, a letter first."), name=name
            )
        for other in siblings(self.held, place):
            if self.name(other) == name:
                return _told(_("Something else here is called “{name}” already."), name=name)
            if other.id == name:  # older entries of the Journal mean the other one by it
                sentence = _("“{name}” is what “{other}” is called until you apply. Apply that first.")
                return _told(sentence, name=name, other=self.name(other))
        if place.what is Named.LABEL and name in self._moved:
            sentence = _("The spans of the deleted “{name}” have yet to get their other label. Apply that first.")
            return _told(sentence, name=name)
        return ""

    def called(self, place: Place) -> str:
        """A Label or Relation label as people know it: its title, and its name where that is another."""
        found = self.held.relation(place.id) if place.what is Named.RELATION else self.held.label(place.id)
        name = self.name(place)
        title = by_language(found.titles) if found else ""
        return f"{title} ({name})" if title and title != name else name

    # Labels

    def label(self, id_: str) -> Label:
        """The Label called by an id; raises KeyError."""
        found = self.held.label(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def relation(self, id_: str) -> RelationLabel:
        """The Relation label called by an id; raises KeyError."""
        found = self.held.relation(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def put(self, label: Label) -> None:
        """Put a Label in the place of the one with its id."""
        self._put_labels(label if one.name == label.name else one for one in self.held.labels)

    def put_relation(self, relation: RelationLabel) -> None:
        """Put a Relation label in the place of the one with its id."""
        relations = tuple(relation if one.name == relation.name else one for one in self.held.relations)
        self.held = replace(self.held, relations=relations)

    def _put_labels(self, labels: Iterable[Label]) -> None:
        self.held = replace(self.held, labels=tuple(labels))

    def fresh(self) -> str:
        """An id that nothing has."""
        self._made += 1
        return f"{NEW}{self._made}"


def _told(sentence: str, **names: str) -> str:
    """A sentence with names in it, each in a bidi isolate: one that is typed may be in any script."""
    return sentence.format(**{key: f"\u2068{name}\u2069" for key, name in names.items()})
