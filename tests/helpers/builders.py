"""Real small objects: a Schema, Articles, Layers, and Hypothesis strategies that make any of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import orjson
from hypothesis import strategies as st

from annotator.edits.edit import AddArticle
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status, joined, reading_order
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.model.schema import Guideline, Kind, Label, Schema
from annotator.workspace import Workspace

AUTHOR, OTHER = "ليلى", "omar"

TEXT = "التقى الرئيس محمود عباس وزير الخارجية في القاهرة يوم الأحد 12 مايو 2024."
ARTICLE = Article("article-1", "لقاء القاهرة", TEXT, "وكالة", "https://example.org/1", "2024-05-12")


ADVICE = Guideline({"ar": "اسم", "en": "A name"})


def small_schema() -> Schema:
    """Two entities, an event and a date."""
    return Schema(
        "small",
        {"ar": "صغير", "en": "Small"},
        (
            Label("PERS", Kind.ENTITY, "#336699", "P", {"ar": "شخص", "en": "Person"}, ADVICE),
            Label("GPE", Kind.ENTITY, "#996633", "G"),
            Label("Meet", Kind.EVENT, "#993366", "M"),
            Label("DATE", Kind.DATE, "#339966", "D"),
        ),
    )


LABELS = tuple(label.name for label in small_schema().labels)


def where(words: str, text: str = TEXT) -> tuple[int, int]:
    """The range of `words` in `text`."""
    start = text.index(words)
    return start, start + len(words)


def put_article(workspace: Workspace, article: Article) -> str:
    """Add the Article to the project and return its uid."""
    workspace.do(AddArticle(article))
    return article.uid


def text_article(text: str, title: str = "عنوان") -> Article:
    return Article(new_uid(), title, text)


def write_lines(path: Path, *lines: Any) -> Path:
    """A JSONL file; bytes stand as they are, everything else becomes JSON."""
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else orjson.dumps(line) for line in lines) + b"\n")
    return path


@contextmanager
def behind_its_back(path: Path) -> Iterator[sqlite3.Connection]:
    """The project file as another program sees it, which keeps none of Hashiya's rules."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that Edits write, and of the Journal."""
    names = ("articles", "layers", "spans", "relations", "journal")
    with behind_its_back(path) as connection:
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


# What Hypothesis draws from

TRICKY = [
    *"ابتثسلمنهويةىءآإأ",
    "\u064b",
    "\u064e",
    "\u0651",
    "\u0670",
    "\u0640",
    " ",
    "\u00a0",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    "\u2029",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u061c",
    "\u202b",
    "\u202c",
    "\u2067",
    "\u2069",
    "\ufeff",
    "😀",
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "🇸🇾",
    "🏴\u200d☠️",
    "é",
    "e\u0301",
    "ﷺ",
    "<b>",
    "&amp;",
    '"',
    "\\",
    "{",
    "}",
    "٢٠٢٤",
    "COVID-19",
]
ANY_CHARACTER = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ANY_TEXT = st.text(ANY_CHARACTER, max_size=25) | st.lists(st.sampled_from(TRICKY), max_size=25).map("".join)
"""Any text that an Article may have, and the empty one."""

ARTICLE_TEXT = ANY_TEXT.filter(str.strip)
WORDS = st.text(ANY_CHARACTER, max_size=8) | st.sampled_from(["", "يقين", "a\nb", "«ملاحظة»", "😀"])
UIDS = st.uuids().map(str)
MOMENTS = st.sampled_from(["2026-01-27T09:30:00.125Z", "2025-12-31T23:59:59.999Z"])


@st.composite
def fragments(draw: st.DrawFn, length: int) -> tuple[tuple[int, int], ...]:
    """One to three ranges of a text of `length` code points that neither touch nor overlap."""
    cuts = draw(st.lists(st.integers(0, length), min_size=2, max_size=6, unique=True).map(sorted))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return joined(pairs)


@st.composite
def spans(draw: st.DrawFn, length: int, uid: str | None = None) -> Span:
    """A Span of any shape and any values on a text of `length` code points."""
    return Span(
        uid or draw(UIDS),
        draw(st.sampled_from(LABELS)),
        draw(fragments(length)),
        draw(WORDS),
        draw(WORDS),
        tuple(draw(st.lists(st.builds(Attribute, WORDS, WORDS), max_size=2))),
        draw(WORDS),
        draw(st.sampled_from(["manual", "import", "memory"])),
        draw(st.none() | st.floats(0, 1)),
        draw(MOMENTS),
        draw(MOMENTS),
    )


@st.composite
def layers(draw: st.DrawFn, article: Article, annotator: str) -> Layer:
    """A Layer with nested, overlapping and discontinuous Spans and Relations between them."""
    length = len(article.text)
    marked = draw(st.lists(spans(length), max_size=4, unique_by=lambda span: span.uid))
    arrows: list[Relation] = []
    if marked:
        ends = st.sampled_from([span.uid for span in marked])
        arrows = draw(
            st.lists(
                st.builds(Relation, UIDS, st.sampled_from(["Place", "فاعل"]), ends, ends),
                max_size=3,
                unique_by=lambda arrow: arrow.uid,
            )
        )
    return Layer(
        LayerId(article.uid, annotator),
        draw(st.sampled_from(Status)),
        draw(st.sampled_from(["", "تعليق"])),
        spans=tuple(sorted(marked, key=reading_order)),
        relations=tuple(sorted(arrows, key=lambda arrow: arrow.uid)),
    )


@st.composite
def articles(draw: st.DrawFn, texts: st.SearchStrategy[str] = ARTICLE_TEXT) -> Article:
    """An Article with any text and anything known about it."""
    return Article(
        draw(UIDS),
        draw(WORDS.filter(bool)),
        draw(texts),
        draw(WORDS),
        draw(WORDS),
        draw(st.dates().map(str) | st.just("")),
        tuple(draw(st.lists(st.tuples(WORDS, WORDS), max_size=3))),
        draw(MOMENTS),
    )


@st.composite
def contents(draw: st.DrawFn, most: int = 3) -> list[tuple[Article, list[Layer]]]:
    """A whole project: Articles with different texts and ids, each with the Layers of none, one or two annotators."""
    found = draw(
        st.lists(articles(), min_size=1, max_size=most, unique_by=(lambda a: a.text, lambda a: a.uid)),
    )
    out = []
    for article in found:
        names = draw(st.sampled_from([(), (AUTHOR,), (AUTHOR, OTHER)]))
        out.append((article, [draw(layers(article, name)) for name in names]))
    return out


GOOD_TEXTS = [
    "نص",
    "x",
    "\u200f",
    "\ufeff",
    "\ufeffنص",
    "مُحَمَّد",
    "قـــال",
    "a\r\nb\rc\x0bd\x85e\u2028f\u2029g",
    "👨‍👩‍👧‍👦🇸🇾👍🏽",
    "\U0010ffff\ufffe",
    "\x01\x7f\x9f",
]
"""Texts that an Article may well have."""
