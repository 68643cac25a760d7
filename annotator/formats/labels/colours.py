"""Colours of other programs as ours, `#RRGGBB`, and a palette for Labels that come without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import cycle

PALETTE = (
    "#246CC0", "#E46C00", "#609C78", "#9C5478", "#9C78F0", "#9C6000", "#8484A8", "#607848",
    "#549C0C", "#F06078", "#0C9CCC", "#007890", "#CC3C48", "#CC6CC0", "#9C8454", "#9C48B4",
    "#7860D8", "#009090", "#906C6C", "#3084D8", "#9060A8", "#3090FC", "#009C60", "#C06C9C",
)  # fmt: skip
"""Each as far as it can be from those before it, for colour-blind people too; each has a contrast of 4.5 to the ink
of a chip and of 3 to the article's paper, light and dark."""

GROUP = "#5B6470"
"""The colour of what is not marked with."""

_CSS = {
    "aqua": "#00FFFF", "black": "#000000", "blue": "#0000FF", "brown": "#A52A2A", "chocolate": "#D2691E",
    "coral": "#FF7F50", "crimson": "#DC143C", "cyan": "#00FFFF", "darkblue": "#00008B", "darkcyan": "#008B8B",
    "darkgray": "#A9A9A9", "darkgreen": "#006400", "darkgrey": "#A9A9A9", "darkmagenta": "#8B008B",
    "darkorange": "#FF8C00", "darkred": "#8B0000", "darkviolet": "#9400D3", "deeppink": "#FF1493",
    "dodgerblue": "#1E90FF", "forestgreen": "#228B22", "fuchsia": "#FF00FF", "gold": "#FFD700", "gray": "#808080",
    "green": "#008000", "grey": "#808080", "hotpink": "#FF69B4", "indigo": "#4B0082", "khaki": "#F0E68C",
    "lightblue": "#ADD8E6", "lightgreen": "#90EE90", "lime": "#00FF00", "magenta": "#FF00FF", "maroon": "#800000",
    "navy": "#000080", "olive": "#808000", "orange": "#FFA500", "orangered": "#FF4500", "orchid": "#DA70D6",
    "pink": "#FFC0CB", "plum": "#DDA0DD", "purple": "#800080", "red": "#FF0000", "royalblue": "#4169E1",
    "salmon": "#FA8072", "seagreen": "#2E8B57", "sienna": "#A0522D", "silver": "#C0C0C0", "skyblue": "#87CEEB",
    "slateblue": "#6A5ACD", "steelblue": "#4682B4", "tan": "#D2B48C", "teal": "#008080", "tomato": "#FF6347",
    "turquoise": "#40E0D0", "violet": "#EE82EE", "white": "#FFFFFF", "yellow": "#FFFF00", "yellowgreen": "#9ACD32",
}  # fmt: skip
"""The names of colours that labelling configurations use."""


def color_of(foreign: str) -> str:
    """The colour as `#RRGGBB`: of six digits, of three, or of a CSS name; empty where it is none of these.

    >>> color_of("#ffa39e"), color_of("#FA0"), color_of("Dark Green".replace(" ", "")), color_of("rgb(1, 2, 3)")
    ('#FFA39E', '#FFAA00', '#006400', '')
    """
    color = foreign.strip()
    if re.fullmatch("#[0-9A-Fa-f]{6}", color):
        return color.upper()
    if re.fullmatch("#[0-9A-Fa-f]{3}", color):
        return "#" + "".join(digit * 2 for digit in color[1:]).upper()
    return _CSS.get(color.casefold(), "")


def unused(colors: Iterable[str]) -> Iterator[str]:
    """The colours of the palette, over and over, those in `colors` only where there are no others."""
    seen = set(colors)
    return cycle([color for color in PALETTE if color not in seen] or PALETTE)
