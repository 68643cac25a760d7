"""What every format reads and writes, and what it may say about lines that are no good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from annotator.model.annotation import Layer
from annotator.model.article import Article
from annotator.model.schema import Schema


@dataclass(frozen=True, slots=True)
class Bundle:
    """An Article with one Layer of it, or with none. `line` is where it stood in its file, counted from 1.

    `keeps_ids` says that the Article's and the Spans' ids are Hashiya's own and must come in unchanged.
    """

    article: Article
    layer: Layer | None = None
    line: int = 0
    keeps_ids: bool = False


@dataclass(frozen=True, slots=True)
class BadLine:
    """A piece of a file that cannot be taken in: its line, counted from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user said about the files beforehand, for what they do not say themselves.

    `encoding` is None where it is to be found out; `annotator` names the Layer of Spans without one.
    """

    annotator: str
    published: str = ""
    source: str = ""
    encoding: str | None = None


Reader = Callable[[BinaryIO, Defaults], Iterator[Bundle | BadLine]]
Writer = Callable[[Iterable[Bundle], Schema, BinaryIO], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One interchange format. `read` yields what it finds, `write` returns how many Bundles it wrote.

    Both stream: neither holds more than a few Bundles. `suffixes` are lower case, with the dot.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    loses: frozenset[str] = field(default_factory=frozenset)
