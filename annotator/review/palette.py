"""The colours of figures, `#RRGGBB`: told apart by colour-blind people too, and from the paper behind them."""

from __future__ import annotations

from annotator.frozen import frozen
from annotator.model.annotation import Status


@frozen
class Palette:
    """The colours on one paper: of series by their tone, of what has none of its own, and of the deepest heat."""

    tones: tuple[str, ...]
    others: str
    heat: str

    def of(self, tone: int) -> str:
        """The colour of a tone."""
        return self.tones[tone % len(self.tones)] if tone >= 0 else self.others


LIGHT = Palette(("#1F6F78", "#A48D55", "#8979D9", "#AB6D6E", "#73781D", "#394D85", "#7F4D38"), "#B9B4AA", "#0B4048")
DARK = Palette(("#5FB3B8", "#DABEB4", "#958CE9", "#A2507D", "#B0CF3F", "#BFD4F3", "#A88A6F"), "#5A5E68", "#7CCDD1")

STATUS_TONES = {Status.DONE: 0, Status.IN_PROGRESS: 1, Status.FLAGGED: 3, Status.SKIPPED: 2, Status.NEW: -1}
"""The tone of each status, in the order in which they are drawn."""


HALF = 0.5
"""The value from which letters on heat are of the colour of the paper, and below which of that of ink."""


def heat_share(value: float) -> float:
    """How much of the deepest heat is in the colour of a value from 0 to 1. It leaps at the half, since neither ink nor
    paper can be read on what lies between."""
    value = min(max(value, 0.0), 1.0)
    return 0.05 + 0.7 * value if value < HALF else 0.69 + 0.62 * (value - HALF)
