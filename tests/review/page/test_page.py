"""The page of a report: one file, in which names and labels are words and nothing else."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.table import separated
from annotator.review.board import board
from annotator.review.page.markup import safe
from annotator.review.page.page import page
from annotator.review.page.svg import days_told
from annotator.review.progress import Numbers
from annotator.words import Language, spoken
from tests.helpers.builders import TRICKY
from tests.review.test_figures import compared, numbers

HOSTILE = ("<script>alert(1)</script>", "\u202egnp.exe\u202c", '=cmd|"/c calc"!A1', "</svg><b onload=x>&amp;", "'\"`")
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Reader(HTMLParser):
    """What is in a page: its tags in order, and the words between them."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: list[str] = []
        self.values: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == [], "what is opened is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def written(names: tuple[str, ...], language: Language = "en", titles: dict[str, str] | None = None) -> str:
    with spoken(language):
        return page(board(numbers(names), compared(names), titles or {}), names[0], "", "2026-02-01")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_has_every_figure_with_its_table_and_nothing_that_acts(language: Language) -> None:
    source = written(("ليلى", "عمر", "Zed"), language)
    found = Reader(source)
    assert found.tags.count("section") == found.tags.count("table") == 12
    assert found.tags.count("svg") >= 11
    assert not {"script", "link", "img", "iframe", "object", "form", "a", "style script"} & set(found.tags)
    assert not [value for name, value in found.values if name.startswith("on") or name in ("href", "src")]
    assert "url(" not in source and "@import" not in source
    assert "default-src 'none'" in source


@pytest.mark.parametrize("language", ["ar", "en"])
def test_names_and_labels_are_words_whatever_is_in_them(language: Language) -> None:
    plain = Reader(written(("a", "b", "c", "d", "e"), language, {"PERS": "p"}))
    found = Reader(written(HOSTILE, language, {"PERS": HOSTILE[0]}))
    assert found.tags == plain.tags
    assert [name for name, _value in found.values] == [name for name, _value in plain.values]
    words = "".join(found.words)
    assert HOSTILE[0] in words and HOSTILE[3] in words
    assert "\u202e" not in words


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from([*TRICKY, *"<>&\"'="]), min_size=1).map("".join), min_size=2, max_size=3))
def test_any_names_make_the_same_page_with_other_words(names: list[str]) -> None:
    unlike = tuple(f"{number}{name}" for number, name in enumerate(names))
    assert Reader(written(unlike)).tags == Reader(written(tuple("abc"[: len(names)]))).tags


def places(source: str) -> list[float]:
    return [float(number) for number in re.findall(r' x1?="([\d.-]+)%"', source)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_is_drawn_outside_of_its_place(language: Language) -> None:
    source = written(tuple(f"n{number}" for number in range(9)), language)
    assert places(source) and all(0 <= place <= 100 for place in places(source))
    for place, width in re.findall(r'<rect x="([\d.-]+)%"[^>]*? width="([\d.]+)%"', source):
        assert float(place) >= -0.01 and float(place) + float(width) <= 100.01


def test_axes_run_the_way_the_language_does() -> None:
    arabic, english = (
        re.findall(r'<rect x="([\d.]+)%"[^>]*? width="([\d.]+)%"', written(("a", "b"), one)) for one in ("ar", "en")
    )
    assert len(arabic) == len(english)
    for (right, wide), (left, same) in zip(arabic, english, strict=True):
        assert wide == same
        assert float(right) + float(wide) == pytest.approx(100 - float(left), abs=0.02)


def test_a_page_of_nothing_says_so() -> None:
    source = page(board(Numbers(0, ()), None, {}), "p", "", "2026-02-01")
    assert "Nobody has begun yet." in "".join(Reader(source).words)


def test_days_are_named_at_both_ends_and_a_few_between() -> None:
    days = tuple(f"2026-01-{day:02}" for day in range(1, 32))
    told = days_told(days)
    assert [at for at, _name, _anchor in told] == [0, 8, 15, 22, 30]
    assert told[0] == (0, "01-01", "start") and told[-1] == (30, "01-31", "end")
    assert [name for _at, name, _anchor in days_told(("2025-12-31", "2026-01-01"))] == ["2025-12-31", "2026-01-01"]


def test_words_are_on_one_line_without_what_nobody_sees() -> None:
    assert safe("a\n\u2067b\u200f<\ud800") == "a b&lt;"


def test_a_copied_table_has_no_formulas() -> None:
    rows = list(csv.reader(io.StringIO(separated([["=1+1", "Name"], ["+x", 5], ["-y", None], ['a,"b', 0.5]]))))
    assert rows == [["'=1+1", "Name"], ["'+x", "5"], ["'-y", ""], ['a,"b', "0.5"]]


def test_days_keep_their_order_behind_arabic_letters() -> None:
    with spoken("ar"):
        source = page(board(numbers(), compared(), {}), "p", "من 2026-01-02", "2026-02-01")
    assert "<bdi>2026-02-01</bdi>" in source and "<bdi>2026-01-02</bdi>" in source
