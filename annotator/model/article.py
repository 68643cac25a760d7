"""An Article: one immutable news text and what is known about it."""

from __future__ import annotations

from annotator.frozen import frozen

TITLE_LENGTH = 90
"""Code points of the first line that serve as a title where none is given."""


@frozen
class Article:
    """One news text. `text` never changes; `published` is an ISO date (`2026-01-27`) or empty."""

    uid: str
    title: str
    text: str
    source: str = ""
    url: str = ""
    published: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    imported_at: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal: two Articles with the same text share it."""
        import hashlib  # here, for the start of the window: OpenSSL is large

        return hashlib.sha256(self.text.encode()).hexdigest()


@frozen
class ArticleEntry:
    """What a list shows of an Article for one annotator, without its text. `position` counts from 1."""

    uid: str
    position: int
    title: str
    source: str
    published: str
    status: str
    spans: int


def title_of(text: str) -> str:
    """A title drawn from the first line that is not blank, cut between words.

    >>> title_of("  \\nقمة في القاهرة\\nنص الخبر")
    'قمة في القاهرة'
    """
    lines = (line.strip() for line in text.replace("\ufeff", "").splitlines())
    line = next(filter(None, lines), "")
    if len(line) <= TITLE_LENGTH:
        return line
    return line[:TITLE_LENGTH].rsplit(None, 1)[0].rstrip("،,؛;:") + "…"
