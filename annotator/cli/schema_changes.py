"""What another Schema changes in a project: told in words, and without forgetting what things were called before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from annotator.errors import Refused
from annotator.frozen import frozen
from annotator.model.schema import AttributeSpec, Choice, Label, RelationLabel, Role, Schema
from annotator.words import _, ngettext
from annotator.workspace import Workspace

_Named = TypeVar("_Named", bound=AttributeSpec | Choice | Label | RelationLabel | Role)


@frozen
class Changes:
    """Names that came, went, and became others, and those whose description is another now, with what of it."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()


def label_changes(before: Schema, after: Schema) -> Changes:
    """What became of the Labels."""
    return _changes(before.labels, after.labels)


def relation_changes(before: Schema, after: Schema) -> Changes:
    """What became of the Relation labels."""
    return _changes(before.relations, after.relations)


def told(before: Schema, after: Schema) -> list[str]:
    """All changes in words, a line for each kind of them."""
    of_labels, of_relations = label_changes(before, after), relation_changes(before, after)
    lines = (
        (_("Labels added: {names}"), of_labels.added),
        (_("Labels removed: {names}"), of_labels.removed),
        (_("Labels renamed: {names}"), _arrows(of_labels)),
        (_("Labels changed: {names}"), _parts(of_labels)),
        (_("Relations added: {names}"), of_relations.added),
        (_("Relations removed: {names}"), of_relations.removed),
        (_("Relations renamed: {names}"), _arrows(of_relations)),
        (_("Relations changed: {names}"), _parts(of_relations)),
    )
    found = [line.format(names=", ".join(names)) for line, names in lines if names]
    if not found and before != after:
        found.append(_("The name of the schema, the order in it, or former names changed."))
    return found


def _arrows(changes: Changes) -> list[str]:
    return [f"{old} → {new}" for old, new in changes.renamed]


def _parts(changes: Changes) -> list[str]:
    words = {
        "titles": _("title"),
        "kind": _("kind"),
        "color": _("colour"),
        "key": _("key"),
        "guideline": _("guideline"),
        "parent": _("parent"),
        "abstract": _("grouping"),
        "archived": _("archiving"),
        "attributes": _("attributes"),
        "roles": _("roles"),
        "sources": _("ends"),
        "targets": _("ends"),
        "symmetric": _("symmetry"),
        "transitive": _("transitivity"),
    }
    return [f"{name} ({', '.join(dict.fromkeys(words[part] for part in parts))})" for name, parts in changes.changed]


def _changes(before: Iterable[_Named], after: Iterable[_Named]) -> Changes:
    old, new = {one.name: one for one in before}, {one.name: one for one in after}
    renamed: dict[str, str] = {}
    for name in new.keys() - old.keys():
        gone = [former for former in new[name].formerly if former in old and former not in new]
        if len(gone) == 1:  # what takes the place of several is none of them
            renamed[gone[0]] = name
    both = [(old[name], one) for name, one in new.items() if name in old]
    both += [(old[former], new[name]) for former, name in renamed.items()]
    differing = ((one.name, _differing(was, one)) for was, one in both)
    return Changes(
        tuple(name for name in new if name not in old and name not in renamed.values()),
        tuple(name for name in old if name not in new and name not in renamed),
        tuple((former, renamed[former]) for former in old if former in renamed),
        tuple((name, parts) for name, parts in differing if parts),
    )


def _differing(was: _Named, now: _Named) -> tuple[str, ...]:
    """The fields that people see and that differ."""
    apart = ("name", "formerly")
    return tuple(f for f in was.__dataclass_fields__ if f not in apart and getattr(was, f) != getattr(now, f))


def remembering(schema: Schema, now: Schema, renamed: Mapping[str, str]) -> Schema:
    """The Schema, in which everything knows what it was called before in that of `now`: whoever wrote the file may not
    know. `renamed` says which Label of now is which."""

    def label_of(label: Label) -> Label:
        forebears = [label.name, *(old for old, new in renamed.items() if new == label.name)]
        held = [one for name in forebears if (one := now.label(name)) is not None]
        specs = _remembered(label.attributes, (spec for one in held for spec in one.attributes))
        known = {spec.name: spec for one in held for spec in one.attributes}
        specs = tuple(
            replace(spec, choices=_remembered(spec.choices, known[spec.name].choices)) if spec.name in known else spec
            for spec in specs
        )
        roles = _remembered(label.roles, (role for one in held for role in one.roles))
        names = dict.fromkeys((*label.formerly, *(name for one in held for name in one.formerly)))
        return replace(label, formerly=tuple(names), attributes=specs, roles=roles)

    return replace(
        schema,
        labels=tuple(map(label_of, schema.labels)),
        relations=_remembered(schema.relations, now.relations),
    )


def _remembered(new: Iterable[_Named], old: Iterable[_Named]) -> tuple[_Named, ...]:
    former = {one.name: one.formerly for one in old}
    return tuple(replace(one, formerly=tuple(dict.fromkeys((*one.formerly, *former.get(one.name, ()))))) for one in new)


def check_pairs(before: Schema, wanted: Schema, relabel: dict[str, str], rename: dict[str, str]) -> None:
    """Raise Refused for names that are not where they have to be."""
    for old, new in (*relabel.items(), *rename.items()):
        if before.label(old) is None:
            raise Refused(_("The project has no label “{label}”; nothing was changed.").format(label=old))
        if wanted.label(old) is not None:
            raise Refused(
                _("The new schema has the label “{label}” too, so its spans keep it; nothing was changed.").format(
                    label=old
                )
            )
        if wanted.label(new) is None:
            raise Refused(_("The new schema has no label “{label}”; nothing was changed.").format(label=new))
    for old in relabel.keys() & rename.keys():
        raise Refused(_("“{label}” is to become two things.").format(label=old))


def check_uses(workspace: Workspace, wanted: Schema, spoken_of: Iterable[str]) -> None:
    """Raise Refused where Labels in use would vanish, and say how to go on."""
    gone = [label.name for label in workspace.schema.labels if wanted.label(label.name) is None]
    uses = {name: workspace.uses_of(name)[0] for name in gone if name not in spoken_of}
    counts = {name: ngettext("{n} span", "{n} spans", count) for name, count in uses.items() if count}
    used = [f"{name} ({spans})" for name, spans in counts.items()]
    if used:
        name = next(name for name, count in uses.items() if count)
        raise Refused(
            _(
                "The new schema does not have labels that are in use: {labels}. Say which labels their spans get, with "
                "--relabel {name}=NEW for each, or --rename {name}=NEW where it is only called otherwise; nothing was "
                "changed."
            ).format(labels=", ".join(used), name=name)
        )
