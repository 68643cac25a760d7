"""The other places of what was just marked, and parts of names that stand for the whole."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.suggest.memory import Memory
from annotator.suggest.parts import Part
from annotator.suggest.recommender import Example
from annotator.suggest.repeats import SURE, repeats
from tests.suggest.examples import TEXTS, example, examples

TEXT = "قال عباس. التقى محمود عباس وفداً من وزارة الخارجية، ثم شكر عباس الخارجية، وسافر محمود."
PERSON, MINISTRY = ("محمود عباس", "PERS"), ("وزارة الخارجية", "ORG")


def article(number: int) -> Example:
    """A finished Article in which the last word of a name was marked too, and that of a ministry was not."""
    text = f"زار سعيد نديم{number} وزارة ال{number}، ورأى نديم{number} ال{number}."
    whole, part = f"سعيد نديم{number}", text.rindex(f"نديم{number}")
    found = example(text, (whole, "PERS"), (f"وزارة ال{number}", "ORG"))
    return Example(found.article, text, (*found.marked, (part, part + len(f"نديم{number}"), "PERS")))


def offered(memory: Memory | None = None, *marked: tuple[str, str], text: str = TEXT) -> list[tuple[str, int]]:
    """What is offered after some words were marked, each where it first stands, and how often."""
    known = example(text, *(marked or (PERSON, MINISTRY))).marked
    found = [one for one in repeats(text, known, memory=memory) if one.confidence >= 0.7]
    return [(text[one.start : one.end], one.start) for one in found if (one.start, one.end, one.label) not in known]


def test_parts_of_names_are_offered_where_such_parts_were_marked_before() -> None:
    assert offered() == []
    assert offered(Memory(map(article, range(1)))) == [("عباس", TEXT.rindex("عباس"))]


def test_a_part_is_offered_behind_the_whole_name_alone() -> None:
    memory = Memory(map(article, range(3)))
    assert TEXT.index("عباس") not in [start for _words, start in offered(memory)]


def test_a_kind_of_part_that_was_left_unmarked_is_not_offered() -> None:
    memory = Memory(map(article, range(4)))
    assert memory.share_of(Part("PERS", "last")) == pytest.approx(4.5 / 5)
    assert memory.share_of(Part("ORG", "last")) == pytest.approx(0.5 / 5)
    assert memory.share_of(Part("PERS", "first")) == 0.5


def test_what_is_forgotten_tells_nothing_of_parts_any_more() -> None:
    memory = Memory(map(article, range(1)))
    (learned,) = memory._articles
    memory.forget(learned)
    assert memory.share_of(Part("PERS", "last")) == 0.5


def test_a_part_that_was_marked_before_its_whole_tells_nothing_of_parts() -> None:
    text = "قال عباس إن محمود عباس سافر، وعاد عباس."
    first, last = text.index("عباس"), text.rindex("عباس")
    marked = [(first, first + 4, "PERS"), (last, last + 4, "PERS")]
    whole = example(text, PERSON).marked
    assert Memory([Example("a", text, tuple(sorted([*marked, *whole])))]).share_of(Part("PERS", "last")) == 0.5


def test_a_part_that_is_a_common_word_is_not_offered() -> None:
    memory = Memory([*map(article, range(9)), example("رأى عباس وعباس وعباس وعباس.")])
    assert offered(memory) == []


def test_a_part_of_names_with_two_labels_is_not_offered() -> None:
    memory = Memory(map(article, range(9)))
    text = "محمود عباس، وجامعة عباس. عباس"
    assert offered(memory, PERSON, ("جامعة عباس", "ORG"), text=text) == []


def test_a_name_is_offered_again_unless_it_is_a_common_word() -> None:
    text = "الوطن صحيفة، وفي الوطن خبر"
    (_first, again) = repeats(text, example(text, ("الوطن", "ORG")).marked, memory=Memory())
    assert again.confidence == SURE
    common = Memory([example("الوطن الوطن الوطن")])
    assert offered(common, ("الوطن", "ORG"), text=text) == []
    assert offered(None, ("الوطن", "ORG"), text=text) == [("الوطن", text.rindex("الوطن"))]


@given(TEXTS, examples())
def test_what_is_offered_lies_in_the_text_in_order_and_never_overlaps(text: str, known: list[Example]) -> None:
    marked = [(0, len(text) // 2, "PERS"), (len(text) // 2, len(text), "GPE")] if len(text) > 1 else []
    for one in (*known, Example("asked", text, tuple(marked))):
        found = repeats(one.text, one.marked, memory=Memory(known))
        ends = [0, *(end for each in found for end in (each.start, each.end)), len(one.text)]
        assert ends == sorted(ends)
        assert all(0 <= each.confidence <= 1 and each.start < each.end for each in found)
