"""Edits of the Schema, the splits and the team as JSON, and back; loaded when one turns up, for most have none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.edits import decide_edit
from annotator.edits.decide_edit import Decide
from annotator.edits.edit import Edit
from annotator.edits.schema_edit import ChangeSchema, RelabelSpans, Rename
from annotator.edits.split_edit import Divide
from annotator.edits.team_edit import Assign, SetRole, Shares
from annotator.model.roles import Role
from annotator.model.schema_json import from_json, to_json
from annotator.model.split import from_rule_json, to_rule_json
from annotator.store.naming import Named


def packed(edit: Edit) -> dict[str, Any]:
    """The Edit as JSON values. Raises TypeError for one that is of none of these."""
    match edit:
        case ChangeSchema(schema, author, instead_of):
            told = {"do": "change_schema", "schema": to_json(schema), "author": author}
            return told | {"instead_of": instead_of} if instead_of else told
        case Rename(what, old, new, within, of):
            told = {"do": "rename", "what": what.value, "old": old, "new": new, "within": list(within), "of": of}
            return {name: value for name, value in told.items() if value}
        case RelabelSpans(old, new, uids):
            return {"do": "relabel_spans", "old": old, "new": new, "uids": list(uids)}
        case Divide(rule, splits):
            return {"do": "divide", "rule": to_rule_json(rule) if rule else None, "splits": dict(splits)}
        case SetRole(annotator, role):
            return {"do": "set_role", "name": annotator, "role": role.value if role else ""}
        case Assign(given, taken):
            shares = {name: held for name, held in (("given", given), ("taken", taken)) if held}
            return {"do": "assign"} | shares
        case Decide():
            return decide_edit.packed(edit)
    raise TypeError(edit)


def unpacked(data: dict[str, Any]) -> Edit:
    """The Edit that `packed` made this from; raises ValueError for what it never makes."""
    match data["do"]:
        case "change_schema":
            return ChangeSchema(from_json(data["schema"]), data["author"], data.get("instead_of", ""))
        case "rename":
            within = tuple(data.get("within", ()))
            return Rename(Named(data["what"]), data["old"], data["new"], within, data.get("of", ""))
        case "relabel_spans":
            return RelabelSpans(data["old"], data["new"], tuple(data["uids"]))
        case "divide":
            rule = from_rule_json(data["rule"]) if data["rule"] else None
            return Divide(rule, tuple(data["splits"].items()))
        case "set_role":
            return SetRole(data["name"], Role(data["role"]) if data["role"] else None)
        case "assign":
            return Assign(_shares(data.get("given", ())), _shares(data.get("taken", ())))
        case "decide":
            return decide_edit.unpacked(data)
    raise ValueError(data["do"])


def _shares(data: Iterable[tuple[str, list[str]]]) -> Shares:
    return tuple((name, tuple(uids)) for name, uids in data)
