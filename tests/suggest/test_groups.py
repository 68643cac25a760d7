"""One decision for a group."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.groups import groups
from annotator.suggest.suggestion import Suggestion
from tests.suggest.examples import TEXTS

TEXT = "قالت الأمم المتحدة إن إسرائيل وافقت، ووصل مندوب للأمم المتحدة إلى مصر وإسرائيل"


def suggestion(words: str, label: str = "GPE", *, since: int = 0, confidence: float = 0.8) -> Suggestion:
    start = TEXT.index(words, since)
    return Suggestion(label, start, start + len(words), confidence=confidence, origin="memory")


def in_words(text: str, suggestions: list[Suggestion]) -> list[tuple[str, str, list[str]]]:
    return [
        (one.label, one.name, [text[each.start : each.end] for each in one.suggestions])
        for one in groups(text, suggestions)
    ]


def test_the_same_name_is_one_group_in_the_order_of_its_first_place() -> None:
    found = [
        suggestion("إسرائيل", since=40),
        suggestion("مصر"),
        suggestion("إسرائيل"),
        suggestion("لأمم المتحدة", "ORG", since=40),
        suggestion("الأمم المتحدة", "ORG"),
    ]
    assert in_words(TEXT, found) == [
        ("ORG", "الامم المتحده", ["الأمم المتحدة", "لأمم المتحدة"]),
        ("GPE", "اسراءيل", ["إسرائيل", "إسرائيل"]),
        ("GPE", "مصر", ["مصر"]),
    ]


def test_names_that_have_their_proclitics_inside_are_in_the_group_of_the_bare_one() -> None:
    found = [suggestion("إسرائيل"), suggestion("وإسرائيل"), suggestion("للأمم المتحدة"), suggestion("الأمم المتحدة")]
    assert [words for _label, _name, words in in_words(TEXT, found)] == [
        ["الأمم المتحدة", "للأمم المتحدة"],
        ["إسرائيل", "وإسرائيل"],
    ]


def test_a_proclitic_that_is_sure_is_cut_off_though_the_bare_name_is_not_proposed() -> None:
    assert [one.name for one in groups(TEXT, [suggestion("وإسرائيل")])] == ["اسراءيل"]


def test_the_same_name_under_two_labels_is_two_groups() -> None:
    found = [suggestion("إسرائيل"), suggestion("إسرائيل", "ORG", since=40)]
    assert [one.label for one in groups(TEXT, found)] == ["GPE", "ORG"]


def test_a_group_is_as_sure_as_the_least_sure_in_it() -> None:
    found = [suggestion("إسرائيل", confidence=0.9), suggestion("إسرائيل", since=40, confidence=0.7)]
    (group,) = groups(TEXT, found)
    assert (group.first.confidence, group.confidence) == (0.9, 0.7)


def test_the_same_words_with_two_values_are_two_groups() -> None:
    text = "الأحد ثم الأحد"
    days = [
        Suggestion("DATE", 0, 5, type="DATE", value="2026-01-25"),
        Suggestion("DATE", 9, 14, type="DATE", value="2026-02-01"),
    ]
    assert [one.suggestions for one in groups(text, days)] == [(days[0],), (days[1],)]


@given(TEXTS.filter(bool), st.data())
def test_each_suggestion_is_in_one_group_whatever_it_covers(text: str, data: st.DataObject) -> None:
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    ranges = data.draw(st.lists(ends.map(tuple), max_size=6, unique=True))
    found = [Suggestion("GPE", start, end) for start, end in ranges]
    grouped = groups(text, found)
    assert sorted(one.key for group in grouped for one in group.suggestions) == sorted(one.key for one in found)
    assert [group.first.start for group in grouped] == sorted(group.first.start for group in grouped)
