"""Edits of the Schema, the splits and the team told in words."""

from __future__ import annotations

from annotator.edits.edit import Edit
from annotator.edits.schema_edit import ChangeSchema, RelabelSpans, Rename
from annotator.edits.split_edit import Divide
from annotator.edits.team_edit import Assign, SetRole
from annotator.model.roles import role_word
from annotator.store.naming import Named
from annotator.words import _, ngettext


def without_versions(edits: list[Edit]) -> list[Edit]:
    """Several Edits without the new version of the Schema that is made beside what they rename or relabel."""
    return [edit for edit in edits if not isinstance(edit, ChangeSchema)]


def tell(edit: Edit) -> str:
    """The Edit as a short phrase; raises TypeError for one that is of none of these."""
    match edit:
        case ChangeSchema():
            return _("Change the labels")
        case Rename(what, old, new):
            told = {
                Named.LABEL: _("Rename the label {old} to {new}"),
                Named.RELATION: _("Rename the relation {old} to {new}"),
                Named.ROLE: _("Rename the role {old} to {new}"),
                Named.ATTRIBUTE: _("Rename the attribute {old} to {new}"),
                Named.CHOICE: _("Rename the choice {old} to {new}"),
            }
            return told[what].format(old=old, new=new)
        case RelabelSpans(old, new, uids):
            counted = ngettext("Relabel {n} span", "Relabel {n} spans", len(uids))
            return _("{what} from {old} to {new}").format(what=counted, old=old, new=new)
        case Divide():
            return _("Divide the project into splits")
        case SetRole(annotator, None):
            return _("Take {annotator} off the list of annotators").format(annotator=annotator)
        case SetRole(annotator, role) if role:
            return _("Let {annotator} be {role} here").format(annotator=annotator, role=role_word(role))
        case Assign(given, taken):
            return _("Say who annotates what ({annotators})").format(
                annotators=", ".join(sorted({name for name, _uids in (*given, *taken)}))
            )
    raise TypeError(edit)
