"""The Schema of a project and its versions, for eyes and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from annotator.cli import screen
from annotator.cli.schema_changes import label_changes, relation_changes, told
from annotator.model.schema import Schema
from annotator.words import _
from annotator.workspace import Workspace

_Row = tuple[str, str, str, str, str, str, str, str]
"""What it is, name, whose, kind, key, Spans, what else is known, title."""


def show_labels(workspace: Workspace) -> None:
    """Labels with their Attributes and Roles, then Relation labels."""
    rows = _rows(workspace)
    cells = map(_for_eyes, rows) if screen.is_terminal() else rows
    screen.show_table((_("Spans"), _("Name"), _("Kind"), _("Key"), _("Title")), cells)


def _rows(workspace: Workspace) -> Iterator[_Row]:
    for label in workspace.schema.labels:
        more = _flags(abstract=label.abstract, archived=label.archived)
        spans = str(workspace.uses_of(label.name)[0])
        yield "label", label.name, label.parent, label.kind.value, label.key, spans, more, label.title
        for spec in label.attributes:
            more = _flags(required=spec.required)
            yield "attribute", spec.name, label.name, spec.type.value, "", "", more, spec.title
        for role in label.roles:
            more = _flags(required=role.required, many=role.many)
            yield "role", role.name, label.name, ",".join(role.fillers), role.key, "", more, role.title
    for relation in workspace.schema.relations:
        ends = ">".join(",".join(names) for names in (relation.sources, relation.targets))
        more = _flags(symmetric=relation.symmetric, transitive=relation.transitive)
        yield "relation", relation.name, "", "" if ends == ">" else ends, "", "", more, relation.title


def _for_eyes(row: _Row) -> tuple[str, ...]:
    """The cells that a terminal has room for; what belongs to a Label stands further in."""
    what, name, _of, kind, key, spans, more, title = row
    if what in ("attribute", "role"):
        name = f"· {name}"
    shown = {"label": kind, "attribute": kind, "role": _("role"), "relation": _("relation")}[what]
    return spans, name, ", ".join(part for part in (shown, *more.split(",")) if part), key, title


def _flags(**told: bool) -> str:
    return ",".join(name for name, is_so in told.items() if is_so)


def show_versions(workspace: Workspace, *, as_json: bool) -> None:
    """All versions, the oldest first, with what each of them changed."""
    versions = workspace.schema_versions()
    steps = [(one, before.schema if before else None) for one, before in zip(versions, [None, *versions], strict=False)]
    if as_json:
        screen.show_json_array(
            {
                "version": one.number,
                "at": one.at,
                "annotator": one.author,
                "name": one.schema.name,
                "labels": [label.name for label in one.schema.labels],
                "changes": _told_changes(before or one.schema, one.schema),
            }
            for one, before in steps
        )
        return
    on_screen = screen.is_terminal()
    screen.show_table(
        (_("No."), _("When"), _("Annotator"), _("Labels"), _("Change")),
        (
            (
                str(one.number),
                datetime.fromisoformat(one.at).astimezone().strftime("%Y-%m-%d %H:%M") if on_screen else one.at,
                one.author,
                str(len(one.schema.labels)),
                "; ".join(told(before, one.schema)) if before else "",
            )
            for one, before in steps
        ),
    )


def _told_changes(before: Schema, after: Schema) -> dict[str, Any]:
    return {"labels": asdict(label_changes(before, after)), "relations": asdict(relation_changes(before, after))}
