"""What may reach a terminal."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli import screen

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x1b\x07\t\r\n\x7f\x85\x9b\u2028\u202e\u2066\ud800")))


def drives(ch: str) -> bool:
    """Whether a terminal does something at `ch` other than showing it."""
    code = ord(ch)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


@given(TEXTS)
def test_no_text_drives_the_terminal(text: str) -> None:
    assert not any(map(drives, screen.visible(text)))
    assert not any(map(drives, screen.flat(text)))
    assert not any(drives(ch) for ch in screen.lines(text) if ch not in "\t\n")
    for shown in (screen.visible(text), screen.flat(text), screen.lines(text)):
        shown.encode()  # no half of a surrogate pair is left


@pytest.mark.parametrize(
    "text", ["قِمّـة القاهرة", "می\u200cخواهم", "\u200fعربي\u200e", "👨\u200d👩\u200d👧", "2024/03 «COVID-19»"]
)
def test_the_words_of_an_article_stay_as_they_are(text: str) -> None:
    assert screen.visible(text) == screen.flat(text) == screen.lines(text) == text


def test_lines_and_tabs_stay_where_a_text_has_them() -> None:
    assert screen.lines("a\r\nb\n\tc\rd") == "a\nb\n\tc␍d"
    assert screen.flat(" a\r\n\tb ") == "a b"
    assert screen.visible("a\tb\n") == "a␉b␊"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_says_the_same_without_driving_the_terminal(text: str) -> None:
    told = screen._json({"title": text})
    assert orjson.loads(told) == {"title": text}
    assert not any(map(drives, told))
