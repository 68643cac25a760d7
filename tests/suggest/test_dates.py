"""The recommender of dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.dates import label_for, suggest, value_of
from annotator.suggest.suggestion import as_level, as_number
from annotator.workspace import schema_named
from tests.helpers.builders import ANY_TEXT, small_schema, where

NEWS = schema_named("news")
DAY = date(2026, 1, 27)


def test_a_type_finds_the_label_of_its_name_else_the_first_for_dates() -> None:
    assert label_for(NEWS, "SET") == "SET"
    assert label_for(small_schema(), "SET") == "DATE"
    assert label_for(replace(small_schema(), labels=small_schema().labels[:3]), "DATE") == ""


def test_the_words_of_a_long_text_are_read_in_their_own_lines() -> None:
    text = "كلام كثير عن أمور شتى. " * 5_000 + "\nيصل الوزير غداً إلى دمشق.\n" + "كلام كثير عن أمور شتى. " * 5_000
    found = value_of(text, *where("غداً", text), DAY, "DATE", NEWS)
    assert found is not None
    assert (found.type, found.value) == ("DATE", "2026-01-28")
    assert (found.start, found.end) == where("غداً", text)


def test_one_long_line_is_read_around_the_words() -> None:
    text = "كلام كثير عن أمور شتى " * 500 + "يصل الوزير غداً إلى دمشق " + "كلام كثير عن أمور شتى " * 500
    found = value_of(text, *where("غداً", text), DAY, "DATE", NEWS)
    assert found is not None
    assert found.value == "2026-01-28"


def test_the_label_decides_the_type_where_the_value_allows_it() -> None:
    text = "تجتمع اللجنة كل شهر في دمشق."
    found = value_of(text, *where("كل شهر", text), DAY, "SET", NEWS)
    assert found is not None
    assert found.type == "SET"
    named = value_of("وصل غداً.", *where("غداً", "وصل غداً."), DAY, "TIME", NEWS)
    assert named is not None
    assert named.type == "DATE"


@pytest.mark.parametrize("level", ["high", "medium", "check"])
def test_a_level_comes_back_from_its_number(level: str) -> None:
    from annotator.arabic.dates import Confidence

    assert as_level(as_number(Confidence(level))) == level


@given(ANY_TEXT, st.sampled_from(["", " غداً ", "\nأمس 3 مارس 2025 ", " الخميس"]), st.none() | st.just(DAY))
def test_suggestions_of_any_text_lie_in_it_in_order_under_labels_of_the_schema(
    text: str, phrase: str, published: date | None
) -> None:
    whole = text + phrase + text
    found = suggest(whole, published, NEWS)
    assert all(0 <= one.start < one.end <= len(whole) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert {one.label for one in found} <= {"DATE", "TIME", "DURATION", "SET"}
    assert len({one.key for one in found}) == len(found)
