"""A DocBin taken apart: msgpack and arrays of numbers, and none of spaCy's objects.

Those look into memory where a file says, and a hostile one may lie; spaCy only tells here what its numbers mean.
"""

from __future__ import annotations

import io
import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _

GROUP, OURS = "sc", "hashiya"
_MOST, _MOST_TIMES, _SMALL = 2**30, 100, 2**24
"""Bytes that a file may unpack to, how many times its own size that may be, and what any may; so many letters may its
texts have together, too, for tokens name their words by number and a word may be long."""
_SPAN = struct.Struct(">QQQllll")
"""How spaCy writes a Span of a group: id, knowledge base id, Label, tokens, letters."""
_INSIDE, _BEGIN = 1, 3
"""What ENT_IOB says."""

Marked = tuple[int, int, str]
"""A range of letters with its Label."""


@frozen
class Doc:
    """A text, what stands in `doc.ents` and in the groups of Spans, and what Hashiya put beside it, if it did."""

    text: str
    ents: list[Marked]
    group: list[Marked]
    extras: object


def library(name: str) -> Any:
    """A part of spaCy; raises BadInput where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise BadInput(_('spaCy files need a library; get it with: pip install "hashiya[spacy]"')) from None


def docs_in(data: bytes) -> Iterator[Doc | str]:
    """The Docs of a DocBin, or why one cannot be read. Raises BadInput for what is no DocBin."""
    whole = _unpacked(data)
    try:
        attributes = [int(one) for one in whole["attrs"]]
        lengths = [one for (one,) in struct.iter_unpack("<i", whole["lengths"])]
        flat = memoryview(whole["tokens"]).cast("Q") if whole["tokens"] else memoryview(b"")
        spaces = memoryview(whole["spaces"]).tobytes()  # `bytes` would make room for a number
        strings = _strings(whole["strings"])
        columns = _columns(attributes)
    except (KeyError, TypeError, ValueError, OverflowError, struct.error) as error:
        raise _broken() from error
    if min(lengths, default=0) < 0 or sum(lengths) != len(spaces) or sum(lengths) * len(attributes) != len(flat):
        raise _broken()
    at, room = 0, _most_of(data)
    for number, length in enumerate(lengths):
        rows = flat[at * len(attributes) : (at + length) * len(attributes)]
        try:
            tokens = _Tokens(rows, len(attributes), columns, spaces[at : at + length], strings, room)
            room -= len(tokens.text)
            yield _doc(whole, number, tokens)
        except _FAULTS:
            yield _("this text cannot be read: what the file says of its tokens and spans does not fit together")
        at += length


_FAULTS = (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, struct.error, BadInput)


def _most_of(data: bytes) -> int:
    return min(_MOST, max(_SMALL, _MOST_TIMES * len(data)))


def _broken() -> BadInput:
    return BadInput(_("it is no DocBin of spaCy that can be read"))


def _unpacked(data: bytes) -> dict[str, Any]:
    unpacking = zlib.decompressobj()
    try:
        raw = unpacking.decompress(data, _most_of(data))
    except zlib.error as error:
        raise _broken() from error
    if unpacking.unconsumed_tail:
        raise BadInput(_("it would unpack to too much"))
    found = _loaded(raw)
    if not isinstance(found, dict):
        raise _broken()
    return found


def _loaded(data: object) -> Any:
    """What msgpack holds: numbers, texts, lists and the like, and nothing that would have to be built."""
    msgpack = library("srsly.msgpack")
    if not isinstance(data, bytes):
        raise _broken()
    try:
        # With a hook of its own, srsly does not turn objects into arrays of numpy, of whatever kind a file asks for.
        return msgpack.loads(data, raw=False, object_pairs_hook=_object, strict_map_key=False)
    except (ValueError, TypeError, RecursionError, OverflowError, MemoryError, msgpack.UnpackException) as error:
        raise _broken() from error


def _object(pairs: Any) -> dict[Any, Any]:
    """An object without the names that are lists, as those of spaCy's extensions are."""
    return {name: value for name, value in pairs if isinstance(name, str | bytes | int)}


def _strings(told: Sequence[str]) -> dict[int, str]:
    store = library("spacy.strings").StringStore()
    return {0: "", **{store.add(one): one for one in told if isinstance(one, str)}}


def _columns(attributes: Sequence[int]) -> dict[str, int]:
    known = library("spacy.attrs").IDS
    return {
        name: attributes.index(known[name]) for name in ("ORTH", "ENT_IOB", "ENT_TYPE") if known[name] in attributes
    }


class _Tokens:
    """The tokens of one text: words, where they stand, and what attributes say."""

    def __init__(
        self, rows: memoryview, width: int, columns: dict[str, int], spaces: bytes, strings: dict[int, str], room: int
    ) -> None:
        """Raises BadInput where the text has more letters than there is `room` for."""
        self._rows, self._width, self._columns = rows, width, columns
        self.strings = strings
        self._starts, self._ends = array("Q"), array("Q")
        text = io.StringIO()
        for number, space in enumerate(spaces):
            self._starts.append(text.tell())
            text.write(strings[self.value("ORTH", number)])
            self._ends.append(text.tell())
            text.write(" " if space else "")
            if text.tell() > room:
                raise BadInput(_("it would unpack to too much"))
        self.text = text.getvalue()

    def value(self, name: str, number: int) -> int:
        return int(self._rows[number * self._width + self._columns[name]])

    def marked(self, first: int, last: int, label: int) -> Marked:
        if not 0 <= first < last <= len(self._ends):
            raise ValueError
        return self._starts[first], self._ends[last - 1], self.strings[label]

    def ents(self) -> Iterator[Marked]:
        if not {"ENT_IOB", "ENT_TYPE"} <= self._columns.keys():
            return
        first, label = -1, 0
        for number in range(len(self._ends)):
            tag, told = self.value("ENT_IOB", number), self.value("ENT_TYPE", number)
            if first >= 0 and (tag != _INSIDE or told != label):
                yield self.marked(first, number, label)
                first = -1
            if first < 0 and told and tag in (_BEGIN, _INSIDE):
                first, label = number, told
        if first >= 0:
            yield self.marked(first, len(self._ends), label)


def _doc(whole: dict[str, Any], number: int, tokens: _Tokens) -> Doc:
    groups = whole.get("span_groups")
    held = whole.get("user_data")
    user_data = _loaded(held[number]) if held and held[number] is not None else {}
    group = list(_group(groups[number], tokens)) if groups and groups[number] else []
    return Doc(tokens.text, list(tokens.ents()), group, user_data.get(OURS))


def _group(data: bytes, tokens: _Tokens) -> Iterator[Marked]:
    """The Spans of all groups, those of the usual one where it is there. Older files have a list of groups."""
    told = _loaded(data)
    found = {}
    for packed in told:
        one = _loaded(packed)
        keys = told[packed] if isinstance(told, dict) else [one["name"]]
        found.update(dict.fromkeys(keys, one["spans"]))
    for spans in [found[GROUP]] if GROUP in found else found.values():
        for span in spans:
            _uid, _base, label, first, last, _start, _end = _SPAN.unpack(span)
            yield tokens.marked(first, last, label)
