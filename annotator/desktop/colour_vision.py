"""How colours look to colour-blind eyes, and which of them can hardly be told apart. No Qt in here.

What people without one kind of cones see is simulated with the matrices for full severity (1.0) of Machado, Oliveira
and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (2009), applied to linear RGB. How far two colours are apart is CIEDE2000 in
CIELAB (illuminant D65), with Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and
Application 30 (2005): a difference of 1 is the least that can be seen of colours that touch each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from annotator.desktop.colours import channels
from annotator.frozen import frozen

SAME_SHAPE = 4.0
"""The least distance of colours that Labels of one kind may have: their chips are alike but for colour and name. The
nearest of all Labels that travel with the program are 4.03 apart, so that a warning says that it can be done better."""

OTHER_SHAPE = 2.0
"""The same of Labels of different kinds, whose chips are of different shapes as well."""

Lab = tuple[float, float, float]


class Vision(StrEnum):
    """Ways to see colours: with all three kinds of cones, or without one of them."""

    FULL = "full"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


_SEEN = {
    Vision.FULL: ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    Vision.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Vision.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Vision.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@frozen
class Likeness:
    """Something whose colour is near: its name, how near (CIEDE2000), and the vision to which it is nearest."""

    name: str
    distance: float
    vision: Vision


def alike(color: str, others: Mapping[str, str], limit: float = SAME_SHAPE) -> list[Likeness]:
    """Those of `others` (colours by name) that are nearer to `color` than `limit` in the eyes that tell them apart
    worst, the nearest first."""
    found = (Likeness(name, *worst(color, other)) for name, other in others.items())
    return sorted((one for one in found if one.distance < limit), key=lambda one: one.distance)


def by_unlikeness(candidates: Iterable[str], same: Iterable[str], others: Iterable[str] = ()) -> list[str]:
    """The candidates, the one first that is furthest from the nearest colour of Labels: those of the `same` kind, and
    `others`, of which shapes tell it apart as well. What full vision sees counts too: most people have it."""
    share = SAME_SHAPE / OTHER_SHAPE
    taken = [(color, 1.0) for color in same] + [(color, share) for color in others]

    def distance(color: str) -> float:
        return min((min(worst(color, o)[0], _plainly(color, o) / 2) * by for o, by in taken), default=0.0)

    return sorted(candidates, key=distance, reverse=True)


def _plainly(one: str, other: str) -> float:
    return difference(seen(one, Vision.FULL), seen(other, Vision.FULL))


def worst(one: str, other: str) -> tuple[float, Vision]:
    """How far two colours are apart in the eyes that tell them apart worst, and which eyes these are."""
    return min((difference(seen(one, vision), seen(other, vision)), vision) for vision in Vision)


def simulated(color: str, vision: Vision) -> str:
    """The colour that shows people with full vision what others see."""
    shares = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in _linear_seen(color, vision))
    return "#" + "".join(f"{round(share * 255):02X}" for share in shares)


@lru_cache(maxsize=4096)
def seen(color: str, vision: Vision) -> Lab:
    """A colour as it is seen, in CIELAB."""
    red, green, blue = _linear_seen(color, vision)
    x = _root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    y = _root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    z = _root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear_seen(color: str, vision: Vision) -> tuple[float, ...]:
    shares = (value / 255 for value in channels(color))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    sums = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in _SEEN[vision])
    return tuple(min(max(value, 0.0), 1.0) for value in sums)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def difference(one: Lab, other: Lab) -> float:
    """CIEDE2000 of two colours in CIELAB."""
    (light_1, a_1, b_1), (light_2, a_2, b_2) = one, other
    stretch = 1.5 - 0.5 * _grey((hypot(a_1, b_1) + hypot(a_2, b_2)) / 2)
    chroma_1, chroma_2 = hypot(stretch * a_1, b_1), hypot(stretch * a_2, b_2)
    hue_1, hue_2 = _hue(stretch * a_1, b_1), _hue(stretch * a_2, b_2)
    has_hues = chroma_1 * chroma_2 != 0
    turn = hue_2 - hue_1 if has_hues else 0.0
    turn += 360 * ((turn < -180) - (turn > 180))
    light, chroma = (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2
    hue = hue_1 + hue_2
    if has_hues and abs(hue_1 - hue_2) > 180:
        hue += 360 if hue < 360 else -360
    hue = hue / 2 if has_hues else hue
    weight = 1 - 0.17 * _cos(hue - 30) + 0.24 * _cos(2 * hue) + 0.32 * _cos(3 * hue + 6) - 0.20 * _cos(4 * hue - 63)
    per_light = (light_2 - light_1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    per_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    per_hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    turned = -sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * _grey(chroma)
    return sqrt(max(per_light**2 + per_chroma**2 + per_hue**2 + turned * per_chroma * per_hue, 0.0))


def _grey(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25**7))


def _hue(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360


def _cos(angle: float) -> float:
    return cos(radians(angle))
