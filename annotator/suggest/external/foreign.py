"""What comes from outside before anything of it is believed, and what a connection to the outside can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Protocol

from annotator.errors import AnnotatorError
from annotator.frozen import frozen
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest.recommender import Example


class OutsideTrouble(AnnotatorError):
    """Something outside of the program does not do what it should; says who and what in one sentence."""


class Reason(StrEnum):
    """Why a proposal from outside was dropped."""

    MALFORMED = "malformed"
    """It is no label with two offsets, or no quote."""
    NOT_FOUND = "not_found"
    """Its quote is not in the Article."""
    UNKNOWN_LABEL = "unknown_label"
    """The Schema has no such Label, and the table of labels does not say what it is here."""
    LEFT_OUT = "left_out"
    """The table of labels says that its label is not wanted."""
    OUTSIDE_TEXT = "outside_text"
    """It lies outside of the text, or is empty."""
    NO_WORD = "no_word"
    """There is no word in it."""
    OVERLAPPING = "overlapping"
    """It overlaps one of which its recommender is surer."""


Dropped = Counter[Reason]
"""How many proposals were dropped, and why."""


@frozen
class Foreign:
    """A proposal as it came: `[start, end)` in code points, under a label of the sender's, with a score if it has one.

    Nothing is checked yet: the range may lie outside of the text, and a score may be any number.
    """

    label: str
    start: int
    end: int
    score: float | None = None
    note: str = ""


@frozen
class Reply:
    """What came for one Article, and what of it could not even be read."""

    found: tuple[Foreign, ...]
    dropped: Dropped = field(default_factory=Counter)


@frozen
class Wanted:
    """What may be proposed: labels under the sender's names for them, with what they mean in words, and the Schema
    behind them."""

    labels: Mapping[str, str]
    schema: Schema


@frozen
class Info:
    """What a recommender outside says of itself. `network` says that it sends texts on to another machine."""

    name: str = ""
    version: str = ""
    labels: tuple[str, ...] = ()
    trainable: bool = False
    network: bool = False
    licence: str = ""


class Connection(Protocol):
    """A way to a recommender outside. Any thread may use it. Every method raises OutsideTrouble, and nothing else,
    when the other side fails; the next call tries anew."""

    def info(self) -> Info:
        """What the other side says of itself."""
        ...

    def suggest(self, article: Article, wanted: Wanted) -> Reply:
        """What it proposes for an Article."""
        ...

    def train(self, examples: Sequence[Example], wanted: Wanted, /) -> str:
        """Have it learn from finished Articles, all of them each time; what it says of that, in words."""
        ...

    def close(self) -> None:
        """Let go of it. What is being asked ends in OutsideTrouble."""
        ...
