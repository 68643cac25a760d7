"""How large the projects are that is measured with: an ordinary run takes a tenth of the reference sizes or less and
ends in some minutes, `python -m benchmarks --whole` takes the reference sizes. Each figure names its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of articles: `few` and ten times as `many` for what must not grow with a project; `written` in each
    format, which other tools' readers then read back; `compared` two by two."""

    few: int
    many: int
    written: int
    compared: int


USUAL = Sizes(few=1_000, many=10_000, written=300, compared=2_000)
WHOLE = Sizes(few=10_000, many=100_000, written=2_000, compared=10_000)

_taken = USUAL


def sizes() -> Sizes:
    """The sizes of this run."""
    return _taken


def take(wanted: Sizes) -> None:
    """Measure with these sizes from now on."""
    global _taken  # one run has one choice
    _taken = wanted
