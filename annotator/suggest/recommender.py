"""What every recommender is: an Article and what is known go in, Suggestions come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from annotator.frozen import frozen
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest.suggestion import Suggestion

Marked = tuple[int, int, str]
"""One labelled range: `[start, end)` in code points, and the Label's name."""


@frozen
class Example:
    """What one finished Article teaches: its text and everything that was marked in it, in reading order."""

    article: str
    text: str
    marked: tuple[Marked, ...]


class Recommender(Protocol):
    """Proposes Spans for an Article.

    It changes nothing and reads no file while it proposes, so that any thread may ask it, and it proposes under
    Labels of the Schema only. What its Suggestions are called `origin` is its `name`.
    """

    @property
    def name(self) -> str: ...

    def suggest(self, article: Article, schema: Schema) -> Sequence[Suggestion]:
        """What it proposes, in reading order; each range lies within the text and is not empty."""
        ...
