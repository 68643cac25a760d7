"""What a figure is made of: one row of the table, and the ways to come by it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it is printed. `bound` says what it is measured against, `met` whether the target is reached."""

    figure: str
    ours: str
    bound: str
    ratio: str
    target: str
    met: bool


def against(figure: str, ours: list[float], bound: list[float], *, what: str, at_most: float) -> Row:
    """Our seconds beside those of a bound, which `what` names, measured in turns; the medians count."""
    ratio = median(ours) / median(bound)
    return Row(
        figure,
        seconds(median(ours)),
        f"{seconds(median(bound))} ({what})",
        f"{ratio:.2f}",
        f"at most {at_most:g} x",
        ratio <= at_most,
    )


def below(figure: str, ours: float, limit: float, show: Callable[[float], str], *, what: str = "") -> Row:
    """A value beside a limit that stands by itself, such as one frame of a screen; `what` names the limit."""
    bound = f"{show(limit)} ({what})" if what else show(limit)
    return Row(figure, show(ours), bound, f"{ours / limit:.2f}", f"under {show(limit)}", ours < limit)


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay at or under."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def took(work: Callable[[], object]) -> float:
    """How many seconds `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def mebibytes(value: float) -> str:
    return f"{value / 2**20:.1f} MiB"
