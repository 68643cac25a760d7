"""Labels of a draft from a file, and into one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.desktop.dialogs.files import ask_for_existing, ask_for_new
from annotator.desktop.dialogs.messages import say
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.taking_in import TakenIn, take_in
from annotator.desktop.plain import isolated
from annotator.errors import Refused, Unwritable
from annotator.model.schema_json import from_json, to_json
from annotator.words import _, ngettext
from annotator.workspace import Workspace


def import_labels(parent: QWidget, workspace: Workspace, draft: Draft) -> bool:
    """Ask for a file and add its labels to the draft; whether any came in. Raises BadInput, Unwritable, …"""
    kinds = _("Labels (*.json *.jsonl *.conf *.xml *.txt);;All files (*)")
    path = ask_for_existing(parent, _("Import labels"), workspace.path.parent, kinds)
    if path is None:
        return False
    found = workspace.read_labels(path)
    taken = take_in(draft, found.schema)
    say(parent, _told(taken), more="\n".join(found.remarks))
    return bool(taken.added)


def _told(taken: TakenIn) -> str:
    lines = [ngettext("{n} label came in.", "{n} labels came in.", len(taken.added))]
    if taken.skipped:
        told = _("Skipped, as there is something of that name here: {names}.")
        lines.append(told.format(names=isolated(", ".join(taken.skipped))))
    if taken.keyless:
        told = _("Without their keys, which others have: {names}.")
        lines.append(told.format(names=isolated(", ".join(taken.keyless))))
    return "\n".join(lines)


def export_draft(parent: QWidget, workspace: Workspace, draft: Draft) -> Path | None:
    """Ask for a name and write the draft there as JSON; None where nothing was written. Raises BadInput for a draft
    with faults and Refused where the file cannot be written."""
    schema = draft.schema()
    from_json(to_json(schema))
    start = workspace.path.parent / f"{workspace.path.stem}-labels.json"
    path = ask_for_new(parent, _("Export labels"), start, _("Labels (*.json)"))
    if path is None:
        return None
    try:
        workspace.write_labels(path, schema)
    except Unwritable as error:
        raise Refused(
            _("“{path}” cannot be written: {detail}. The draft is as it was.").format(path=path, detail=error.detail)
        ) from error
    return path
