"""Words as HTML and SVG that mean nothing but themselves."""

from __future__ import annotations

import re
from html import escape

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f\ud800-\udfff\ufffe\uffff]"
)


def safe(text: str) -> str:
    """Words of others on one line, without characters that change direction or cannot be seen, as HTML.

    >>> safe("<b>\\u202eA &")
    '&lt;b&gt;A &amp;'
    """
    return escape(_UNSEEN.sub("", " ".join(text.split())))


def alone(text: str) -> str:
    """The same in a bidi isolate, so that it disturbs nothing around it, where no element can be put around it."""
    return f"\u2068{safe(text)}\u2069"


def number(value: float) -> str:
    """A number of a drawing, short.

    >>> number(12.0), number(1 / 3)
    ('12', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")
