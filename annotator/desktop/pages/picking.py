"""Picking a Span for a Role or for the other end of a Relation: which may be picked, and which one is aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.frozen import frozen


@frozen
class Picking:
    """One choice that is open. `source` is the trigger's uid, or that of the Span at which the Relation begins; `name`
    the Role or the Relation label; `candidates` are uids, the best first; `at` is the number of the one aimed at."""

    source: str
    name: str
    is_role: bool
    candidates: tuple[str, ...]
    at: int = 0

    @property
    def aimed(self) -> str | None:
        """The uid of the Span that Enter would pick, or None where there is none."""
        return self.candidates[self.at] if self.candidates else None

    def moved(self, way: int) -> Picking:
        """Aim at the next candidate (1) or the one before (-1), around the corner at the ends."""
        return replace(self, at=(self.at + way) % len(self.candidates)) if self.candidates else self

    def among(self, uids: Sequence[str]) -> str | None:
        """The first of `uids` that may be picked."""
        return next((uid for uid in uids if uid in self.candidates), None)
