"""Labels of a file put into a draft: what is there already stays as it is."""

from __future__ import annotations

from dataclasses import replace

from annotator.desktop.dialogs.schema.draft import OCCURRENCES, Draft
from annotator.desktop.dialogs.schema.families import in_families
from annotator.desktop.dialogs.schema.places import copied, label_at, relation_at
from annotator.frozen import frozen
from annotator.model.schema import Label, RelationLabel, Schema


@frozen
class TakenIn:
    """What became of the labels of a file, by their names there: those that came in, those that were skipped because
    the draft or the project has something of that name, and those that came without their key."""

    added: tuple[str, ...]
    skipped: tuple[str, ...]
    keyless: tuple[str, ...]


def take_in(draft: Draft, found: Schema) -> TakenIn:
    """Add the Labels and Relation labels of another Schema to a draft, behind its own."""
    taking = _Taking(draft, found)
    labels = [taking.label(label) for label in found.labels if label.name in taking.own]
    relations = [taking.relation(one) for one in found.relations if one.name not in taking.known_relations]
    held = draft.held
    draft.held = replace(held, labels=(*held.labels, *labels), relations=(*held.relations, *relations))
    if any(held.label(label.parent) for label in labels):
        draft.held = in_families(draft.held)
    came = [draft.name(label_at(one.name)) for one in labels] + [draft.name(relation_at(one.name)) for one in relations]
    skipped = [label.name for label in found.labels if label.name not in taking.own]
    skipped += [one.name for one in found.relations if one.name in taking.known_relations]
    return TakenIn(tuple(came), tuple(skipped), tuple(taking.keyless))


class _Taking:
    """What the labels of the file are called in the draft."""

    def __init__(self, draft: Draft, found: Schema) -> None:
        self._draft, self._found = draft, found
        held = draft.held
        # What is about to be renamed still has its old name, and so have Spans of what is deleted.
        there = {label.name: label.name for label in held.labels}
        there |= {draft.name(label_at(label.name)): label.name for label in held.labels}
        there |= {old: new for old, new in draft.moved_spans.items() if old not in there}
        self.own = {label.name: draft.fresh() for label in found.labels if label.name not in there}
        self._ids = there | self.own
        self.known_relations = {one.name for one in held.relations}
        self.known_relations |= {draft.name(relation_at(one.name)) for one in held.relations}
        self._keys = {label.key for label in held.labels if not label.archived} | {OCCURRENCES}
        self.keyless: list[str] = []

    def label(self, label: Label) -> Label:
        made, names = copied(label, self.own[label.name], self._draft.fresh, lambda place: place.id)
        for place, name in ({label_at(made.name): label.name} | names).items():
            self._draft.rename(place, name)
        key = label.key if label.key not in self._keys else ""
        if key != label.key:
            self.keyless.append(label.name)
        elif key:
            self._keys.add(key)
        roles = tuple(replace(role, fillers=self._known(role.fillers)) for role in made.roles)
        return replace(made, key=key, parent=self._parent(label), roles=roles)

    def relation(self, relation: RelationLabel) -> RelationLabel:
        id_ = self._draft.fresh()
        self._draft.rename(relation_at(id_), relation.name)
        sources, targets = self._known(relation.sources), self._known(relation.targets)
        return replace(relation, name=id_, sources=sources, targets=targets)

    def _known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._ids[name] for name in names if name in self._ids))

    def _parent(self, label: Label) -> str:
        """The id of the Label's parent; a Label of the draft that has its name may be of another kind."""
        id_ = self._ids.get(label.parent, "")
        above = self._draft.held.label(id_) or self._found.label(label.parent)
        return id_ if above is not None and above.kind is label.kind else ""
