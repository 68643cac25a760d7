"""The edges of Spans: what belongs to a name, and what is stray."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.review.edges import mended
from tests.helpers.builders import TRICKY

TEXT = st.lists(st.sampled_from([*TRICKY, "(", ")", "«", "»", "،", "."]), min_size=1, max_size=12).map("".join)


@given(TEXT, st.data())
def test_what_is_mended_has_letters_at_its_edges_and_needs_no_mending(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fine = mended(text, ((start, end),))
    if fine is not None:
        ((first, last),) = fine
        assert start - 1 <= first < last <= end + 1
        assert not text[first].isspace()
        assert not text[last - 1].isspace()
        assert mended(text, fine) == fine


@pytest.mark.parametrize(
    ("text", "words", "fine"),
    [
        ("قال عباس، أمس", "عباس،", "عباس"),
        ("قال د . علي", "د .", "د ."),
        ("في (أ ب) ثم", "(أ ب", "أ ب"),
        ("حزب (ب ك) ثم", "حزب (ب ك", "حزب (ب ك)"),
        ("سعره 50% الآن", "50%", "50%"),
        ("كتاب «أ» و«ب»", "«أ» و«ب»", "«أ» و«ب»"),
    ],
)
def test_signs_go_and_partners_come(text: str, words: str, fine: str) -> None:
    start = text.index(words)
    found = mended(text, ((start, start + len(words)),))
    assert found is not None
    assert text[slice(*found[0])] == fine


def test_fragments_are_mended_at_their_outer_ends() -> None:
    assert mended("، أ ثم بيت.", ((0, 3), (7, 11))) == ((2, 3), (7, 10))
    assert mended(" ،.", ((0, 3),)) is None
