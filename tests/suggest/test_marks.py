"""Marks on words: what was marked, as tags, and back."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.word_by_word import read
from annotator.suggest.marks import Edges, Mark, edges_of, groups_of, marks_in, marks_of, tags_of
from annotator.suggest.recommender import Example
from tests.suggest.examples import example, examples

NO_COUNTS: dict[str, int] = {}


def marks(one: Example) -> list[Mark]:
    return marks_of(read(one.text), one.marked)


def test_a_span_is_the_words_that_it_touches() -> None:
    assert marks(example("وصل محمود عباس إلى رام الله.", ("محمود عباس", "PERS"))) == [Mark(1, 3, "PERS")]


def test_what_lies_outside_in_the_outer_words_is_kept() -> None:
    assert marks(example("قال لرويترز إنه", ("رويترز", "ORG"))) == [Mark(1, 2, "ORG", front=1)]
    assert marks(example("#زلزال_سوريا_اليوم", ("سوريا", "GPE"))) == [Mark(1, 2, "GPE", front=6, back=6)]


def test_a_span_of_spaces_is_no_mark_and_one_that_is_there_twice_counts_once() -> None:
    assert marks(Example("a", "في  دمشق", ((2, 4, "GPE"),))) == []
    assert marks(Example("a", "في دمشق", ((3, 7, "GPE"), (3, 7, "GPE")))) == [Mark(1, 2, "GPE")]


def test_tags_tell_marks_and_marks_tell_tags() -> None:
    found = [Mark(0, 2, "PERS"), Mark(2, 3, "PERS"), Mark(4, 5, "GPE")]
    tags = tags_of(6, found, ("GPE", "PERS"))
    assert tags == ["B-PERS", "I-PERS", "B-PERS", "O", "B-GPE", "O"]
    assert marks_in(tags) == found


def test_a_tag_that_continues_nothing_begins_a_mark() -> None:
    assert marks_in(["O", "I-PERS", "I-PERS", "I-GPE"]) == [Mark(1, 3, "PERS"), Mark(3, 4, "GPE")]


def test_of_two_marks_of_one_group_that_overlap_the_longer_is_learned() -> None:
    nested = [Mark(0, 3, "ORG"), Mark(2, 3, "ORG")]
    assert tags_of(3, nested, ("ORG",)) == ["B-ORG", "I-ORG", "I-ORG"]


def test_labels_that_are_nested_are_told_apart_in_groups() -> None:
    bank = marks(example("بنك فلسطين في غزة", ("بنك فلسطين", "ORG"), ("فلسطين", "GPE"), ("غزة", "GPE")))
    person = marks(example("قال سامر", ("سامر", "PERS")))
    assert groups_of([bank, person]) == [("GPE", "PERS"), ("ORG",)]


def test_labels_that_are_never_nested_are_one_group() -> None:
    assert groups_of([marks(example("سامر في غزة", ("سامر", "PERS"), ("غزة", "GPE")))]) == [("GPE", "PERS")]


def test_where_annotators_leave_proclitics_outside_a_word_never_met_is_cut_too() -> None:
    learned = [example("قال لرويترز", ("رويترز", "ORG")), example("قالت رويترز", ("رويترز", "ORG"))]
    edges = edges_of([(read(one.text), marks(one)) for one in learned], NO_COUNTS)
    assert edges.trims
    knowledge = edges.knowledge(NO_COUNTS)
    for text, word in (("كتب لرويترز", "رويترز"), ("ذهب ولرويترز", "رويترز"), ("إلى بوتين", "بوتين")):
        reading = read(text)
        start, end = edges.range_of(reading, Mark(1, 2, "ORG"), knowledge)
        assert text[start:end] == word


def test_where_annotators_keep_proclitics_inside_nothing_is_cut() -> None:
    learned = [example("قال لرويترز", ("لرويترز", "ORG")), example("قال وواشنطن", ("وواشنطن", "GPE"))]
    edges = edges_of([(read(one.text), marks(one)) for one in learned], NO_COUNTS)
    assert not edges.trims
    reading = read("كتب لرويترز")
    assert edges.range_of(reading, Mark(1, 2, "ORG"), edges.knowledge(NO_COUNTS)) == (4, 11)


def test_a_word_that_was_cut_at_its_end_is_cut_so_again() -> None:
    text = "مشجعو Liverpool-fans هنا"
    one = example(text, ("Liverpool", "ORG"))
    edges = edges_of([(read(text), marks(one))], NO_COUNTS)
    assert edges.range_of(read(text), Mark(1, 2, "ORG"), edges.knowledge(NO_COUNTS)) == one.marked[0][:2]


def test_edges_come_back_from_their_file() -> None:
    edges = Edges(True, {"لرويترز": 1}, {"Liverpool-fans": 5}, frozenset({"رويترز"}))
    assert Edges.from_json(json.loads(json.dumps(edges.as_json()))) == edges


@given(examples())
def test_any_mark_lies_in_its_text_and_has_words(found: list[Example]) -> None:
    learned = [(read(one.text), marks(one)) for one in found]
    edges = edges_of(learned, NO_COUNTS)
    knowledge = edges.knowledge(NO_COUNTS)
    for reading, those in learned:
        for mark in those:
            assert 0 <= mark.first < mark.end <= len(reading.words)
            for start, end in (edges.exact(reading, mark), edges.range_of(reading, mark, knowledge)):
                assert 0 <= start < end <= len(reading.text)


@given(examples())
def test_every_label_is_in_one_group(found: list[Example]) -> None:
    all_marks = [marks(one) for one in found]
    grouped = [label for group in groups_of(all_marks) for label in group]
    assert sorted(grouped) == sorted({mark.label for those in all_marks for mark in those})


@given(st.lists(st.sampled_from(["O", "B-PERS", "I-PERS", "B-GPE", "I-GPE"])))
def test_any_tags_tell_marks_in_order_that_do_not_overlap(tags: list[str]) -> None:
    found = marks_in(tags)
    assert all(one.end <= other.first for one, other in pairwise(found))
    assert sum(mark.end - mark.first for mark in found) == sum(tag != "O" for tag in tags)
