"""The syntax of WebAnno TSV 3: header, columns, cells with stacks and slots, and what is escaped in them."""

from __future__ import annotations

import re

from annotator.errors import BadInput
from annotator.formats.labels.remarks import check_number
from annotator.frozen import frozen
from annotator.words import _

FORMAT_LINE = "#FORMAT=WebAnno TSV 3."
_SPECIAL = re.compile(r"->|[\\\[\]|_;\t\n\r*]")
_ENDS = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SENTENCE = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", "\f": "\\f", "\b": "\\b"}
_OF_SENTENCE = re.compile(r"[\n\r\t\\\f\b]")
_BACK = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "b": "\b"}
_END_BACK = {"t": "\t", "n": "\n", "r": "\r"}
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_ESCAPED_TEXT = re.compile(r"\\(.)")
_STACK = re.compile(r"(.*)\[(\d{1,9})\]", re.DOTALL)


@frozen
class LayerSpec:
    """One layer of the header. `kind` is `SP`, `RL` or `CH`; `first` is its first column after the three of the token,
    `features` are its columns; `slots` tells of each column of roles the one after it that holds the targets; `base` is
    the type at a relation's ends."""

    kind: str
    name: str
    features: tuple[str, ...]
    first: int
    slots: frozenset[int] = frozenset()
    base: str = ""


@frozen
class Value:
    """One of the annotations stacked in a cell: its text, None for no value; `stack` is its number, 0 for none."""

    text: str | None
    raw: str
    stack: int


def layers_of(lines: list[str]) -> list[LayerSpec]:
    """The layers that the lines `#T_SP=`, `#T_RL=` and `#T_CH=` declare. Raises BadInput for what declares none, and
    for more columns than any row needs."""
    out: list[LayerSpec] = []
    column = 0
    for line in lines:
        kind, _equals, rest = line.removeprefix("#T_").partition("=")
        name, *features = rest.split("|")
        if kind not in ("SP", "RL", "CH") or not name:
            raise BadInput(_("“{text}” declares no layer").format(text=line[:60]))
        base = ""
        if kind == "RL":
            base = features.pop()[3:] if features and features[-1].startswith("BT_") else ""
            features = [one for one in features if one]
            width = len(features) + 1
        else:
            features = [one for one in features if one] or [""]
            width = len(features)
        slots = frozenset(at for at, one in enumerate(features) if one.startswith("ROLE_"))
        out.append(LayerSpec(kind, name, tuple(features), column, slots, base))
        column += width
        check_number(column, _("columns"))
    return out


def values_in(cell: str) -> list[Value]:
    """What is stacked in a cell; nothing where it is `_` or empty."""
    if cell in ("_", ""):
        return []
    out = []
    for part in split(cell, "|"):
        found = _STACK.fullmatch(part)
        is_stacked = found is not None and not _is_escaped(part, len(found[1]))
        raw, stack = (found[1], int(found[2])) if found and is_stacked else (part, 0)
        out.append(Value(None if raw in ("*", "_") else unescape(raw), raw, stack))
    return out


def split(text: str, separator: str) -> list[str]:
    """`text` cut at each `separator` (one character) that is not escaped."""
    if "\\" not in text:
        return text.split(separator)
    out, last = [], 0
    for at, char in enumerate(text):
        if char == separator and not _is_escaped(text, at):
            out.append(text[last:at])
            last = at + 1
    return [*out, text[last:]]


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def escape(text: str) -> str:
    r"""A value as it stands in a cell.

    >>> escape("a_b->c")
    'a\\_b\\->c'
    """
    return _SPECIAL.sub(lambda one: _ENDS.get(one[0], "\\" + one[0]), text)


def unescape(text: str) -> str:
    """What `escape` was given."""
    return _ESCAPED.sub(lambda one: _END_BACK.get(one[1], one[1]), text)


def escape_text(text: str) -> str:
    """A sentence as it stands behind `#Text=`."""
    return _OF_SENTENCE.sub(lambda one: _SENTENCE[one[0]], text)


def unescape_text(text: str) -> str:
    return _ESCAPED_TEXT.sub(lambda one: _BACK.get(one[1], one[1]), text)
