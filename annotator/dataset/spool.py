"""What is too much to hold and is wanted again: put away in files without a name, which go when they are closed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

_SMALL = 4 * 1024 * 1024
"""Bytes that are held, and no file is made for them."""

_WAITING = 2**18
"""Numbers that wait to be put away together."""

_AT_ONCE = 512
"""Rows that are read at one stroke."""


class Spool:
    """Whole numbers from 0 to under 2**64 in parts, each of which is small enough to be held."""

    def __init__(self, parts: int) -> None:
        self.waiting = [array("Q") for _part in range(parts)]
        """What came last, by part; whoever adds to it calls `settle` now and then."""
        self._pieces: list[list[tuple[int, int]]] = [[] for _part in range(parts)]
        self._file = SpooledTemporaryFile[bytes](_SMALL)

    def settle(self) -> None:
        """Put away what waits, where that is much. Raises OSError."""
        if sum(map(len, self.waiting)) < _WAITING:
            return
        self._file.seek(0, 2)
        for pieces, waiting in zip(self._pieces, self.waiting, strict=True):
            pieces.append((self._file.tell(), len(waiting) * waiting.itemsize))
            self._file.write(waiting.tobytes())
            del waiting[:]

    def take(self, part: int) -> list[int]:
        """The numbers of a part, sorted; it has none afterwards. Raises OSError."""
        found = self.waiting[part]
        for at, size in self._pieces[part]:
            self._file.seek(at)
            found.frombytes(self._file.read(size))
        self.waiting[part], self._pieces[part] = array("Q"), []
        return sorted(found)

    def close(self) -> None:
        self._file.close()


class Rows:
    """Rows of bytes, all of one length, by their number."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._file = SpooledTemporaryFile[bytes](_SMALL)

    def add(self, rows: bytes) -> None:
        """Put away one row or several. Raises OSError."""
        self._file.seek(0, 2)
        self._file.write(rows)

    def row(self, number: int) -> bytes:
        """A row. Raises OSError."""
        self._file.seek(number * self._length)
        return self._file.read(self._length)

    def columns(self, start: int, end: int, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """The bytes from `start` to `end` of the rows with these numbers, which are in order. Raises OSError."""
        first, block = -_AT_ONCE, b""
        for number in numbers:
            if number >= first + _AT_ONCE:
                first = number
                self._file.seek(first * self._length)
                block = self._file.read(_AT_ONCE * self._length)
            at = (number - first) * self._length
            yield number, block[at + start : at + end]

    def close(self) -> None:
        self._file.close()
