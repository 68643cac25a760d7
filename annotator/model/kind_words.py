"""What the kinds of Labels are called."""

from __future__ import annotations

from annotator.model.schema import Kind
from annotator.words import _


def kind_name(kind: Kind) -> str:
    """What one of a kind is called."""
    return {Kind.ENTITY: _("Entity"), Kind.EVENT: _("Event"), Kind.DATE: _("Date")}[kind]


def kind_heading(kind: Kind) -> str:
    """What many of a kind are called."""
    return {Kind.ENTITY: _("Entities"), Kind.EVENT: _("Events"), Kind.DATE: _("Dates")}[kind]
