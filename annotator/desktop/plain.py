"""Text of others (titles, labels, notes, articles) made safe to show: plain, whatever it contains."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.words import is_right_to_left

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
"""The characters of the categories Cc and Cf that turn up in text."""
_BREAKING = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)], " "
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escaped(text: str) -> str:
    """`text` for a place where Qt would otherwise guess whether it is HTML, such as a tooltip."""
    return f"<p style='white-space: pre-wrap'>{text.translate(_MARKUP)}</p>"


def one_line(text: str) -> str:
    """`text` on one line, without characters that change direction or cannot be seen."""
    return _UNSEEN.sub("", " ".join(text.split()))


def unbroken(text: str) -> str:
    """`text` with a space for each character that would break the line or turn it around, so that offsets stay."""
    return text.translate(_BREAKING)


def label(text: str = "", parent: QWidget | None = None, *, name: str = "") -> QLabel:
    """A QLabel that never takes its text for HTML."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if name:
        made.setObjectName(name)
    return made


def leading() -> Qt.AlignmentFlag:
    """The side at which reading begins, for a label whose words may run the other way."""
    side = Qt.AlignmentFlag.AlignRight if is_right_to_left() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def quoted(text: str) -> str:
    """`text` with each «…» in a bidi isolate: Arabic examples keep their order in an English sentence."""
    return re.sub("«[^»]*»", lambda match: isolated(match.group()), text)


def isolated(text: str) -> str:
    """`text` in a bidi isolate, so that it cannot disturb the sentence around it."""
    return f"\u2068{text}\u2069"


def along(text: str) -> str:
    """`text` in the direction of the interface, whatever it begins with."""
    return ("\u200f" if is_right_to_left() else "\u200e") + text


def spoken(text: str) -> str:
    """`text` with each line in the direction of the interface: a sentence may begin with a path or with a title."""
    ours = is_right_to_left()
    theirs = "\u200e" if ours else "\u200f"  # what a path begins with stays beside the rest of it
    return "\n".join(
        line if runs_from_right(line) in (ours, None) else along(theirs + line) for line in text.split("\n")
    )


def runs_from_right(text: str) -> bool | None:
    """Whether `text` is read from the right by its first letter; None where it has none."""
    return next((kind != "L" for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), None)


def joined(parts: Iterable[str]) -> str:
    """Parts that are not empty, each in a bidi isolate, beside each other the way the interface runs."""
    return along(" · ".join(isolated(part) for part in parts if part))  # Qt aligns a label by its first letter
