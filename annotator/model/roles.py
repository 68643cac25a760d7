"""What somebody does in a project."""

from __future__ import annotations

from enum import StrEnum

from annotator.words import pgettext

GOLD = "gold"
"""The name of whoever holds the Gold Layers."""

PROGRAM = "Hashiya"
"""Whose steps in the Journal are those that no annotator made, and none can undo."""


class Role(StrEnum):
    """What somebody does in a project. A lead sees everybody's Layers, an annotator their own."""

    ANNOTATOR = "annotator"
    LEAD = "lead"
    GOLD = "gold"
    """Nobody: the Layers of this one are written by a lead."""


def role_word(role: Role) -> str:
    """What a role is called."""
    return {
        Role.ANNOTATOR: pgettext("role", "annotator"),
        Role.LEAD: pgettext("role", "lead"),
        Role.GOLD: pgettext("role", "gold"),
    }[role]
