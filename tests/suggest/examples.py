"""Examples as recommenders learn from them, made of a text and what is marked in it."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st

from annotator.model.article import Article
from annotator.model.schema import Kind, Label, Schema
from annotator.suggest.recommender import Example, Marked
from tests.helpers.builders import ANY_TEXT

_numbers = count(1)

SCHEMA = Schema("names", {}, tuple(Label(name, Kind.ENTITY, "#336699") for name in ("PERS", "GPE", "LOC", "ORG")))

WORDS = st.lists(
    st.sampled_from(
        [
            "بغداد",
            "وبغداد",
            "لبغداد",
            "الأمم",
            "للأمم",
            "وللأمم",
            "المتحدة",
            "قال",
            "أَحْمَد",
            "وليد",
            "في",
            "،",
            "«",
            "😀",
        ]
    ),
    max_size=12,
).map(" ".join)
TEXTS = WORDS | ANY_TEXT
"""Texts in which names stand more than once, and any others."""


def example(text: str, *marked: tuple[str, str], article: str = "") -> Example:
    """An Article in which some words have a Label, each where it first stands."""
    ranges = ((text.index(words), text.index(words) + len(words), label) for words, label in marked)
    return Example(article or f"a{next(_numbers)}", text, tuple(sorted(ranges)))


def article(text: str) -> Article:
    return Article("asked", "", text)


def told(text: str, found: list[tuple[int, int, str, float]]) -> list[tuple[str, str]]:
    """What was found in a text: the words and the Label."""
    return [(text[start:end], label) for start, end, label, *_rest in found]


@st.composite
def examples(draw: st.DrawFn, most: int = 4) -> list[Example]:
    """Articles with any texts and any marks: on words, across them, nested, inside letters."""
    found = []
    for number, text in enumerate(draw(st.lists(TEXTS, max_size=most))):
        marked: list[Marked] = []
        if text:
            ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
            words = st.sampled_from(_words(text) or [[0, len(text)]])
            for start, end in draw(st.lists(words | ends, max_size=4)):
                marked.append((start, end, draw(st.sampled_from(["PERS", "GPE"]))))
        found.append(Example(f"e{number}", text, tuple(sorted(marked))))
    return found


def _words(text: str) -> list[list[int]]:
    found, at = [], 0
    for word in text.split(" "):
        if word:
            found.append([at, at + len(word)])
        at += len(word) + 1
    return found
