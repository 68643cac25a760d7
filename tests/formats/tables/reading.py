"""Tables in the hand: what a reader makes of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from annotator import formats
from annotator.formats.bundle import BadLine, Bundle, Defaults, Note
from annotator.formats.fields import TableReading
from annotator.model.article import Article


class Found:
    """What was read from a table: Articles, what cannot come in, and what was told."""

    def __init__(self, data: bytes | str, *, known: str = "csv", encoding: str | None = None, **said: Any) -> None:
        reader = formats.by_name(known)
        assert reader is not None
        assert reader.read is not None
        raw = data.encode() if isinstance(data, str) else data
        defaults = Defaults("a1", "2020-01-01", "وكالة", encoding, TableReading(**said))
        self.all = list(reader.read(io.BytesIO(raw), defaults))
        self.articles: list[Article] = [one.article for one in self.all if isinstance(one, Bundle)]
        self.lines = [one.line for one in self.all if isinstance(one, Bundle)]
        self.bad = [(one.line, one.reason) for one in self.all if isinstance(one, BadLine)]
        self.notes = [(one.line, one.text) for one in self.all if isinstance(one, Note)]

    @property
    def texts(self) -> list[str]:
        assert self.bad == []
        return [article.text for article in self.articles]

    @property
    def fault(self) -> str:
        """Why the whole table was refused."""
        assert self.articles == []
        ((line, reason),) = self.bad
        assert line == 0
        return reason

    def told(self, words: str) -> str:
        """The one note that has these words in it."""
        (note,) = (text for _line, text in self.notes if words in text)
        return note


def written(rows: Iterable[Sequence[object]], **how: Any) -> str:
    """A table as Python writes it."""
    out = io.StringIO(newline="")
    csv.writer(out, **how).writerows(rows)
    return out.getvalue()
