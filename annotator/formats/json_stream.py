"""JSON that may be larger than memory: lines, or the elements of one array, one value at a time.

An array is cut between its elements by what stands at its first level, so only one element is ever parsed. Nothing
longer than `LONGEST` is read as one value.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.encoding import LONGEST, all_of, decode, encoding_of, too_long, unmarked_utf16
from annotator.words import _

_CHUNK = 2**16
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]|"', re.DOTALL)
"""Whole strings, brackets, and the quote of a string that goes on behind what was read."""
_BETWEEN = re.compile(rb"[\s,]*+")
_PLAIN_END = re.compile(rb"[,\]]")

Value = tuple[int, object]
"""The line, counted from 1, on which a value begins, and the value; a BadInput where there is none."""


def values(stream: BinaryIO, named: str | None) -> Iterator[Value]:
    """The values of a file of JSON lines, of an array, or of one object after another. Blank lines are passed over.
    `named` is the encoding that the user named, if any."""
    try:
        beginning = stream.read(4)
        encoding, mark = encoding_of(beginning, named)
        stream.seek(mark)
        if "\n".encode(encoding) != b"\n":
            # In UTF-16 the two bytes of a bracket may belong to two other letters.
            stream, encoding = io.BytesIO(decode(all_of(stream), encoding).encode("utf-8", "surrogatepass")), "utf-8"
            mark = 0
    except BadInput as error:
        yield 1, error
        return
    first = stream.readline(_CHUNK).lstrip()
    while first == b"" and (line := stream.readline(_CHUNK)):
        first = line.lstrip()
    stream.seek(mark)
    if first.startswith(b"[") or first.strip() == b"{":
        yield from _cut(stream, encoding, named)
    else:
        yield from _lines(stream, encoding, named)


def _lines(stream: BinaryIO, encoding: str, named: str | None) -> Iterator[Value]:
    number = 0
    while raw := stream.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            yield number, BadInput(too_long())
            return
        if raw.strip():
            yield number, _parsed(raw, encoding, named)


def _cut(stream: BinaryIO, encoding: str, named: str | None) -> Iterator[Value]:
    cutter = _Cutter(stream)
    for number, raw in cutter.pieces():
        yield number, raw if isinstance(raw, BadInput) else _parsed(raw, encoding, named)


class _Cutter:
    """Cuts what stands in an array, or objects that follow one another, out of a stream. `_line` is the line on which
    what is held of it begins."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._line = 1

    def pieces(self) -> Iterator[tuple[int, bytes | BadInput]]:
        """The line of each piece and its bytes, or why there is none; after that nothing more comes."""
        self._pass(_BETWEEN)
        in_array = self._held.startswith(b"[")
        if in_array:
            self._drop(1)
        while True:
            self._pass(_BETWEEN)
            if not self._held:
                if in_array:
                    yield self._line, BadInput(_("the file ends in the middle of a value"))
                return
            if in_array and self._held.startswith(b"]"):
                self._drop(1)
                self._pass(_BETWEEN)
                if self._held:
                    yield self._line, BadInput(_("something stands behind the end of the list"))
                return
            try:
                end = self._end()
            except BadInput as error:
                yield self._line, error
                return
            yield self._line, self._held[:end]
            self._drop(end)

    def _end(self) -> int:
        """Where the piece ends with which what is held begins."""
        if self._held[:1] not in (b"{", b"[", b'"'):
            return self._plain_end()
        depth = at = 0
        while True:
            for match in _TOKEN.finditer(self._held, at):
                token = match[0]
                if token == b'"':  # a string that goes on
                    at = match.start()
                    break
                at = match.end()
                if token in (b"{", b"["):
                    depth += 1
                elif token in (b"}", b"]"):
                    depth -= 1
                if depth == 0:
                    return at
            else:
                at = len(self._held)
            if not self._more():
                raise BadInput(_("the file ends in the middle of a value"))

    def _plain_end(self) -> int:
        """The same for a number or what is no JSON: up to the next comma or the array's end."""
        at = 0
        while (match := _PLAIN_END.search(self._held, at)) is None:
            at = len(self._held)
            if not self._more():
                return len(self._held)
        return match.start() or 1

    def _pass(self, what: re.Pattern[bytes]) -> None:
        """Drop what matches from the beginning, however much it is."""
        while True:
            match = what.match(self._held)
            self._drop(match.end() if match else 0)
            if self._held or not self._more():
                return

    def _drop(self, count: int) -> None:
        self._line += self._held.count(b"\n", 0, count)
        self._held = self._held[count:]

    def _more(self) -> bool:
        """Read on: as much again as is held, so that long values are not looked at over and over."""
        if len(self._held) > LONGEST:
            raise BadInput(too_long())
        read = self._stream.read(max(_CHUNK, len(self._held)))
        self._held += read
        return bool(read)


def _parsed(raw: bytes, encoding: str, named: str | None) -> object:
    try:
        if b"\0" in raw and named is None:
            return BadInput(unmarked_utf16())
        return orjson.loads(decode(raw, encoding))
    except orjson.JSONDecodeError as error:
        return BadInput(_("not JSON: {detail}").format(detail=error.msg))
    except BadInput as error:
        return error
