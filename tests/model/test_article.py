"""Articles and their titles."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given

from annotator.model.article import TITLE_LENGTH, Article, title_of
from tests.helpers.builders import ANY_TEXT


def test_articles_with_the_same_text_have_the_same_sha256() -> None:
    assert Article("1", "أ", "نص").sha256 == Article("2", "ب", "نص").sha256 == hashlib.sha256("نص".encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n \n  قمة في القاهرة  \nنص", "قمة في القاهرة"),
        ("\ufeffعنوان\nنص", "عنوان"),
        ("\ufeff\nعنوان", "عنوان"),
        ("", ""),
        ("\ufeff", ""),
        ("كلمة " * 40, ("كلمة " * 17).strip() + "…"),
        ("كلمة، " * 40, "كلمة، " * 13 + "كلمة…"),
        ("ط" * 200, "ط" * TITLE_LENGTH + "…"),
    ],
)
def test_a_title_is_the_first_line_with_words_cut_between_words(text: str, title: str) -> None:
    assert title_of(text) == title


@given(ANY_TEXT)
@example("\ufeff" + " " * 95 + "x")  # once nothing was left to cut between
@example(" " * 200 + "x")
def test_a_title_is_one_short_line_of_any_text(text: str) -> None:
    title = title_of(text)
    assert len(title) <= TITLE_LENGTH + 1
    assert title == title.strip()
    assert len(title.splitlines()) <= 1
