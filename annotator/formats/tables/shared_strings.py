"""The texts of an Excel file, which its cells share, kept on the disk: they are most of the file."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, iterparse

_IN_MEMORY = 2**23
"""Bytes up to which they are kept in memory all the same."""
_MOST_ELEMENTS = 200_000
"""Elements of XML in one text."""


class SharedStrings:
    """The texts in order, each read when it is asked for."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # open as long as its book is
        self._starts = array("Q", [0])

    def fill(self, source: IO[bytes]) -> None:
        """Take in all texts of a file's part. Raises ValueError for one that no program writes."""
        for text in _texts(source):
            data = text.encode("utf-8", "surrogatepass")
            self._file.write(data)
            self._starts.append(self._starts[-1] + len(data))

    def __getitem__(self, at: int) -> str:
        """The text at a place. Raises IndexError for one that is not there."""
        if at < 0:
            raise IndexError(at)
        start, end = self._starts[at], self._starts[at + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._file.close()


def _texts(source: IO[bytes]) -> Iterator[str]:
    root: Element | None = None
    held = 0
    for event, element in iterparse(source, ("start", "end")):
        held += event == "start"
        if held > _MOST_ELEMENTS:
            raise ValueError("a text has more runs than any program writes")
        if root is None:
            root = element
        if event == "end" and _name(element) == "si":
            yield text_of(element)
            root.clear()
            held = 0


def text_of(element: Element) -> str:
    """The text of a string item: its own and that of its runs, without how it is pronounced."""
    pieces = []
    for part in element:
        if _name(part) == "t":
            pieces.append(part.text or "")
        elif _name(part) == "r":
            pieces += [own.text or "" for own in part if _name(own) == "t"]
    return "".join(pieces)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
