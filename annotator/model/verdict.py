"""What an annotator made of a Suggestion."""

from __future__ import annotations

from enum import StrEnum

from annotator.frozen import frozen


class Outcome(StrEnum):
    """What became of a Suggestion."""

    ACCEPTED = "accepted"
    """It is a Span as it was proposed."""
    RELABELLED = "relabelled"
    """It is a Span under another Label."""
    RESHAPED = "reshaped"
    """It is a Span with other edges."""
    REJECTED = "rejected"
    """It is none."""
    LEFT = "left"
    """Nothing was said about it until the Article was done."""


@frozen
class Verdict:
    """What became of one Suggestion: the range `[start, end)` in code points and the Label that `origin`, a
    recommender, proposed with some confidence; `also` names the others that proposed the same.

    `seconds` is how long there was to decide, None where nobody measured it; `at` when it was said.
    """

    label: str
    start: int
    end: int
    origin: str
    confidence: float
    outcome: Outcome
    seconds: float | None = None
    also: tuple[str, ...] = ()
    at: str = ""

    @property
    def place(self) -> tuple[int, int, str]:
        """What it is about: of one range and Label a Layer has one verdict."""
        return self.start, self.end, self.label
