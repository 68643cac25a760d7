"""Words that stand in several lines, as brat has them: a fragment for each line, for its own lines end where those do.

brat refuses a Span whose words in the .ann are not what its text has there, line ends included, so no such character
may be in a fragment. A tab may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.model.annotation import Fragment, joined

_ENDS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"[\t{_ENDS}]")
_LINE = re.compile(f"[^{_ENDS}]+")
_END = re.compile(f"[{_ENDS}]")


def in_one_line(text: str) -> str:
    """`text` with each character that could end a line or a column as a space, as many characters as before."""
    return _BREAKS.sub(" ", text)


def words_of(text: str, fragments: Iterable[Fragment]) -> str:
    """The words of fragments as brat tells them, on one line."""
    return _END.sub(" ", " ".join(text[start:end] for start, end in fragments))


def by_lines(text: str, fragments: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """Fragments cut where lines end; those that have nothing but ends of lines stay as they are.

    >>> by_lines("one\\r\\ntwo", [(0, 8)])
    ((0, 3), (5, 8))
    """
    out: list[Fragment] = []
    for start, end in fragments:
        found = _LINE.finditer(text, start, end)
        out += [one.span() for one in found] or [(start, end)]
    return tuple(out)


def across_lines(text: str, fragments: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """Fragments in reading order, with those made one that touch, or have but white space with the end of a line
    between them: the other way of `by_lines`.

    >>> across_lines("one\\r\\ntwo", [(0, 3), (5, 8)])
    ((0, 8),)
    """
    out: list[Fragment] = []
    for start, end in joined(fragments):
        between = text[out[-1][1] : start] if out else ""
        if between.isspace() and _END.search(between):
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
    return tuple(out)
