"""Where a name stands again, against examples and a naive search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.occurrences import Place, places
from annotator.arabic.text import fold


def found(text: str, name: str) -> list[str]:
    folded = fold(text)
    return [folded[place.start : place.end] for place in places(folded, fold(name))]


@pytest.mark.parametrize(
    ("text", "name", "again"),
    [
        ("قالت رويترز إن رويترز", "رويترز", ["رويترز", "رويترز"]),
        ("وفقاً لرويترز ولرويترز وبرويترز فرويترز كرويترز", "رويترز", ["رويترز"] * 5),
        ("أحمدُ وأَحْمَد واحمد", "أحمد", ["احمد"] * 3),
        ("أحمدي ومحمد", "أحمد", []),
        ("قوات سوريا\nالديمقراطية وقوات سوريا  الديمقراطية", "قوات سوريا الديمقراطية", 2),
        ("الأمم المتحدة وللأمم المتحدة", "الأمم المتحدة", ["الامم المتحده", "لامم المتحده"]),
        ("للأمم المتحدة بالأمم المتحدة", "الأمم المتحدة", ["لامم المتحده", "الامم المتحده"]),
        ("وليد وولي وليد", "وليد", ["وليد", "وليد"]),
        ("الوليد", "وليد", []),
        ("تقرير BBC وbbc", "BBC", ["bbc", "bbc"]),
        ("«موسكو» (موسكو) موسكو، موسكو.", "موسكو", ["موسكو"] * 4),
        ("لغة C++ و C++", "C++", 2),
        ("كل شيء", "", []),
    ],
)
def test_a_name_is_found_again(text: str, name: str, again: list[str] | int) -> None:
    hits = found(text, name)
    assert (len(hits) if isinstance(again, int) else hits) == again


def test_a_place_says_what_is_glued_to_it() -> None:
    (place,) = places("ولرويترز", "رويترز")
    assert place == Place(0, 2, 8)
    assert place.is_glued
    assert not next(places("رويترز", "رويترز")).is_glued


_LETTERS = st.text(alphabet="ابلوفكرس .", max_size=40)


@given(text=_LETTERS, name=st.text(alphabet="ابلر", min_size=1, max_size=4))
def test_what_is_found_is_what_a_naive_search_finds(text: str, name: str) -> None:
    wanted = []
    for word_start in range(len(text)):
        if text[word_start].isalnum() and (word_start == 0 or not text[word_start - 1].isalnum()):
            end = word_start
            while end < len(text) and text[end].isalnum():
                end += 1
            word = text[word_start:end]
            fronts = [a + b for a in ("", "و", "ف") for b in ("", "ب", "ك", "ل")]
            hit = any(word == front + name for front in fronts)
            if name.startswith("ال") and len(name) > 3:
                hit = hit or any(word == front + "لل" + name[2:] for front in ("", "و", "ف"))
            if hit:
                wanted.append(word_start)
    assert [place.word for place in places(text, name)] == wanted
    assert all(text[p.start : p.end] in (name, "ل" + name[2:]) for p in places(text, name))
