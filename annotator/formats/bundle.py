"""What every format reads and writes, and what it may say about lines that are no good."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from pathlib import Path
from typing import BinaryIO

from annotator.formats.fields import TableReading
from annotator.formats.parts import EVERYTHING, Part
from annotator.formats.tree import Tree, Writing
from annotator.formats.units import Unit
from annotator.frozen import frozen
from annotator.model.annotation import Layer
from annotator.model.article import Article
from annotator.model.schema import Schema


@frozen
class Bundle:
    """An Article with one Layer of it, or with none. `line` is where it stood in its file, counted from 1.

    `keeps_ids` says that the Article's and the Spans' ids are Hashiya's own and must come in unchanged. `events` are
    the Labels that the file says are events', with the Roles that arguments have there; `chains` are the Relation
    labels that it says join what is the same.
    """

    article: Article
    layer: Layer | None = None
    line: int = 0
    keeps_ids: bool = False
    events: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    chains: AbstractSet[str] = frozenset()


@frozen
class BadLine:
    """A piece of a file that cannot be taken in: its line, counted from 1, and why. Line 0 is the whole file: it cannot
    be read until the user has said more, so it is never left out."""

    line: int
    reason: str


_FOUND_OUT = TableReading()


@frozen
class Defaults:
    """What the user said about the files beforehand, for what they do not say themselves.

    `encoding` is None where it is to be found out; `annotator` names the Layer of Spans without one. `table` says how
    tables are to be read, `tables` how single ones are, by their paths.
    """

    annotator: str
    published: str = ""
    source: str = ""
    encoding: str | None = None
    table: TableReading = _FOUND_OUT
    tables: Mapping[Path, TableReading] = field(default_factory=dict)

    def of(self, path: Path) -> Defaults:
        """What was said about one file."""
        return replace(self, table=self.tables[path]) if path in self.tables else self


@frozen
class Note:
    """Something about a file that the user should know and that keeps nothing from coming in: the unit that its offsets
    count, a guess that was made. `line` is 0 where it is about the whole file."""

    line: int
    text: str


@frozen
class Pack:
    """An Article with the Layers of it that go out, in the order of the annotators' names."""

    article: Article
    layers: tuple[Layer, ...] = ()


@frozen
class Options:
    """How to write where a format leaves a choice. `whole_words` keeps tokens whole where a Span begins or ends inside
    one; `scheme` is the tags' (IOB1, IOB2, IOBES, BILOU); `unit` is what offsets count where a format leaves that open,
    None the first of its `units`."""

    whole_words: bool = False
    scheme: str = "IOB2"
    unit: Unit | None = None


Found = Bundle | BadLine | Note
Reader = Callable[[BinaryIO, Defaults], Iterator[Found]]
TreeReader = Callable[[Tree, Defaults], Iterator[Found]]
Writer = Callable[[Iterable[Pack], Schema, BinaryIO, Options], int]
TreeWriter = Callable[[Iterable[Pack], Schema, Writing, Options], int]
Companion = tuple[str, Callable[[Schema], bytes]]
"""A second file that goes with what is written: what its name ends in instead, and what is in it."""
Sniffer = Callable[[bytes, str], bool]
"""Whether a file is of a format, by its first `SNIFFED` bytes and its name."""

SNIFFED = 65_536


@frozen
class Format:
    """One interchange format. `read` yields what it finds, `write` returns how many Articles (or lines) it wrote.

    Both stream: neither holds more than a few Bundles. A format of folders and zips has `read_tree` and `write_tree`
    instead. `suffixes` are lower case, with the dot; those that are `shared` files of other kinds have too, so one of
    them is of the format only where it begins so. `carries` says what is not lost in it; `proves` that its writer
    looks each Span up in what it wrote, so that the file need not be read back for that. `needs` names the extra that
    has to be installed for it, if any. `beside` is a second file that the tool wants. `reads_back` is False where what
    is read is something else than what is written, so that a file cannot be proved by reading it back. `inside` is a
    file that a zip of this format has in it, where it is one file to its users. `schemes` are the schemes of tags among
    which one may choose, in formats of tokens; there words may be kept whole, too. `units` are what offsets may count
    where that is a choice, the usual one first. `forbidden` are characters that its files cannot hold; what is handed
    to `write` has others in their place, and `carries` lacks them.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    read_tree: TreeReader | None = None
    write_tree: TreeWriter | None = None
    carries: frozenset[Part] = EVERYTHING
    sniff: Sniffer = lambda _data, _name: False
    proves: bool = False
    needs: str = ""
    beside: Companion | None = None
    reads_back: bool = True
    inside: str = ""
    schemes: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    shared: frozenset[str] = frozenset()
    forbidden: re.Pattern[str] | None = None

    @property
    def reads(self) -> bool:
        return self.read is not None or self.read_tree is not None

    @property
    def writes(self) -> bool:
        return self.write is not None or self.write_tree is not None
