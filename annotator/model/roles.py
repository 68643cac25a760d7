"""What somebody does in a project."""

from __future__ import annotations

from collections.abc import Sequence
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


def hidden_names(people: Sequence[str]) -> dict[str, str]:
    """What annotators are called whose names are hidden: A1, A2 and so on, in an order that letters have too."""
    width = len(str(len(people)))
    return {name: f"A{number:0{width}}" for number, name in enumerate(people, 1)}
