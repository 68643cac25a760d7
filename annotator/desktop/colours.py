"""Colours as numbers: contrast and mixing, without Qt. A colour is `#RRGGBB`."""

from __future__ import annotations

LIGHT_INK = "#FFFFFF"
DARK_INK = "#16181D"


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def luminance(color: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in channels(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, as WCAG 2.2 defines it; 4.5 is asked of text."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(color: str) -> str:
    """White or near-black, whichever reads better on `color`."""
    return max((LIGHT_INK, DARK_INK), key=lambda ink: contrast(ink, color))


def mixed(color: str, paper: str, share: float) -> str:
    """`share` (0 to 1) of `color` in `paper`."""
    pairs = zip(channels(color), channels(paper), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)
