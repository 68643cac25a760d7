"""HTML as text: its blocks as lines, one below the other, and nothing else changed.

White space is what HTML says it is: runs of spaces, tabs and newlines are one space; no-break spaces, joiners, bidi
marks and tashkeel are letters like all others, and only at the edges of a block is white space of any kind left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annotator.frozen import frozen

Element = Any
"""An element of lxml's, which has no types."""

_WHITE = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]*")


@frozen
class Markup:
    """What the tags of a language mean for the text: `blocks` begin and end lines, `breaks` end them, `cells` stand
    beside each other in `rows`, and what is `aside` is none of the text. All other tags mean nothing."""

    blocks: frozenset[str]
    breaks: frozenset[str]
    rows: frozenset[str]
    cells: frozenset[str]
    aside: frozenset[str] = frozenset()


_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section "
    "summary table tbody tfoot thead ul"
)
_ASIDE = (
    "script style noscript template head title iframe object embed svg math audio video canvas select textarea button"
)
HTML = Markup(
    blocks=frozenset(_BLOCKS.split()),
    breaks=frozenset({"br"}),
    rows=frozenset({"tr"}),
    cells=frozenset({"td", "th"}),
    aside=frozenset(_ASIDE.split()),
)


def tidy(text: str) -> str:
    """The text on one line, as HTML shows it: with single spaces, and none at its ends."""
    return _WHITE.sub(" ", text).strip()


def is_blank(line: str) -> bool:
    """Whether there is nothing to be seen in a line."""
    return _UNSEEN.fullmatch(line) is not None


def text_of(element: Element, markup: Markup = HTML) -> str:
    """The text in an element, a line for each block."""
    return "\n".join(lines_of(element, markup))


def lines_of(element: Element, markup: Markup = HTML) -> list[str]:
    """The lines in an element; none of them is blank, or of characters that nobody sees."""
    found, open_line = list[str](), list[str]()

    def end() -> None:
        line = tidy("".join(open_line))
        open_line.clear()
        if not is_blank(line):
            found.append(line)

    for piece in _pieces(element, markup):
        if isinstance(piece, str):
            open_line.append(piece)
            continue
        end()
        found += piece
    end()
    return found


def _pieces(element: Element, markup: Markup) -> Iterator[str | list[str]]:
    """The texts in an element, and where lines end: with the lines of a row of a table, or with none."""
    if element.text:
        yield element.text
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in markup.aside:  # a comment has a function for a tag
            pass
        elif tag in markup.breaks:
            yield []
        elif tag in markup.rows:
            yield _row(child, markup)
        elif tag in markup.blocks or tag in markup.cells:
            yield []
            yield from _pieces(child, markup)
            yield []
        else:
            yield from _pieces(child, markup)
        if child.tail:
            yield child.tail


def _row(row: Element, markup: Markup) -> list[str]:
    """A row of a table: one line with tabs between its cells, unless one of them has several lines itself."""
    if any(text and not text.isspace() for text in (row.text, *(cell.tail for cell in row))):
        return lines_of(row, markup)
    cells = [lines for cell in row if (lines := lines_of(cell, markup))]
    if all(len(lines) == 1 for lines in cells):
        return ["\t".join(line for (line,) in cells)] if cells else []
    return [line for lines in cells for line in lines]
