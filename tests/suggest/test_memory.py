"""The recommender that remembers what was marked."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from annotator.arabic.clitics import Knowledge
from annotator.arabic.naming import name_at
from annotator.arabic.occurrences import readings
from annotator.arabic.word_by_word import read
from annotator.model.schema import Kind, Label
from annotator.suggest.memory import Memory
from annotator.suggest.recommender import Example
from tests.suggest.examples import SCHEMA, TEXTS, article, example, examples, told


def confidence(memory: Memory, name: str) -> float:
    return next(match.confidence for match in memory.matches(name))


def test_a_name_that_was_marked_is_found_again_however_it_is_spelt() -> None:
    memory = Memory([example("زار أحمد الشرع دمشق.", ("أحمد الشرع", "PERS"))])
    text = "وقال أَحْمَـدُ  الشَّرع."
    assert told(text, memory.matches(text)) == [("أَحْمَـدُ  الشَّرع", "PERS")]


def test_a_name_is_found_in_whole_words_only() -> None:
    memory = Memory([example("وصل إلى عمان أمس.", ("عمان", "GPE"))])
    assert memory.matches("سلطنة العمانيين وعمانيون") == []


@pytest.mark.parametrize("word", ["وبغداد", "لبغداد", "وببغداد", "فبغداد", "كبغداد"])
def test_proclitics_before_a_name_are_not_part_of_it(word: str) -> None:
    memory = Memory([example("إلى بغداد", ("بغداد", "GPE"))])
    text = f"من دمشق {word} أيضاً"
    assert told(text, memory.matches(text)) == [("بغداد", "GPE")]


def test_the_article_behind_lam_is_known_for_what_it_is() -> None:
    memory = Memory([example("قالت الأمم المتحدة", ("الأمم المتحدة", "ORG"))])
    text = "مندوب للأمم المتحدة"
    assert told(text, memory.matches(text)) == [("لأمم المتحدة", "ORG")]
    backwards = Memory([example(text, ("لأمم المتحدة", "ORG")), example("إلى الأمم المتحدة")])
    assert told("هيئة الأمم المتحدة", backwards.matches("هيئة الأمم المتحدة")) == [("الأمم المتحدة", "ORG")]


def test_a_project_may_have_lil_whole() -> None:
    text = "وللأمم المتحدة وفد"
    memory = Memory([example("قالت الأمم المتحدة", ("الأمم المتحدة", "ORG"))], lil_whole=True)
    assert told(text, memory.matches(text)) == [("للأمم المتحدة", "ORG")]
    backwards = Memory([example("في الأمم"), example(text, ("للأمم المتحدة", "ORG"))], lil_whole=True)
    other = "هيئة الأمم المتحدة ووليد لليلى"
    assert told(other, backwards.matches(other)) == [("الأمم المتحدة", "ORG")]
    lam = Memory([example("مع ليلى", ("ليلى", "PERS"))], lil_whole=True)
    assert told(other, lam.matches(other)) == [("ليلى", "PERS")]


def test_a_letter_that_belongs_to_the_name_stays() -> None:
    memory = Memory([example("وصل بوتين وقال وليد", ("بوتين", "PERS"), ("وليد", "PERS"))])
    text = "بوتين ووليد وتين وليدة"
    assert told(text, memory.matches(text)) == [("بوتين", "PERS"), ("وليد", "PERS")]


def test_where_names_are_marked_with_their_proclitics_they_are_proposed_so() -> None:
    memory = Memory(
        [
            example("بين سوريا وروسيا", ("سوريا", "GPE"), ("وروسيا", "GPE")),
            example("عاد إلى إسرائيل", ("إسرائيل", "GPE")),
            example("مصر وإسرائيل", ("وإسرائيل", "GPE")),
        ]
    )
    assert memory.keeps_proclitics
    text = "في روسيا وفي سوريا ولإسرائيل"
    assert told(text, memory.matches(text)) == [("روسيا", "GPE"), ("سوريا", "GPE"), ("ولإسرائيل", "GPE")]


def test_the_longest_name_comes_first_and_none_overlaps_it() -> None:
    memory = Memory(
        [
            example("مجلس الأمن الدولي", ("مجلس الأمن الدولي", "ORG")),
            example("مجلس الأمن", ("مجلس الأمن", "ORG")),
            example("الدولي المصري", ("الدولي المصري", "ORG")),
        ]
    )
    text = "عقد مجلس الأمن الدولي المصري جلسة في مجلس الأمن"
    assert told(text, memory.matches(text)) == [("مجلس الأمن الدولي", "ORG"), ("مجلس الأمن", "ORG")]


def test_a_long_name_that_is_unlikely_gives_way_to_a_likely_one_within() -> None:
    memory = Memory(
        [example("بنك مصر", ("بنك مصر", "ORG"))] + [example("في مصر", ("مصر", "GPE")) for _time in range(9)]
    )
    for _time in range(3):
        memory.reject("بنك مصر", "ORG")
    found = memory.suggest(article("بنك مصر"), SCHEMA)
    assert [(one.start, one.end, one.label) for one in found] == [(4, 7, "GPE")]


def test_the_confidence_is_the_share_that_was_marked_drawn_towards_a_half() -> None:
    memory = Memory([example("زار عدن ثم عدن", ("عدن", "GPE"))])
    assert confidence(memory, "عدن") == (1 + 0.5) / (2 + 1)
    memory.learn(example("في وعدن بقي", ("عدن", "GPE")))
    assert confidence(memory, "عدن") == (2 + 0.5) / (3 + 1)


def test_places_in_articles_that_were_learned_before_the_name_count_too() -> None:
    memory = Memory([example("جنات عدن وبعدن"), example("مدينة عدن", ("عدن", "GPE"))])
    assert confidence(memory, "عدن") == (1 + 0.5) / (3 + 1)


def test_a_part_of_a_longer_name_that_was_marked_was_not_seen_by_itself() -> None:
    memory = Memory([example("محمد علي ثم محمد ثم محمد", ("محمد علي", "PERS")), example("محمد", ("محمد", "PERS"))])
    assert confidence(memory, "محمد") == (1 + 0.5) / (3 + 1)


def test_where_names_are_marked_within_others_what_is_left_out_there_counts() -> None:
    memory = Memory([example("بنك مصر ومصرف محمد علي محمد", ("بنك مصر", "ORG"), ("مصر", "GPE"), ("محمد علي", "PERS"))])
    assert confidence(memory, "مصر") == (1 + 0.5) / (1 + 1)
    memory.learn(example("محمد", ("محمد", "PERS")))
    assert confidence(memory, "محمد") == (1 + 0.5) / (3 + 1)


def test_a_marked_sentence_is_no_name_but_what_is_marked_in_it_is() -> None:
    text = "قال الوزير " * 20 + "محمد"
    memory = Memory([example(text, (text, "ORG"), ("محمد", "PERS"))])
    assert told(text, memory.matches(text)) == [("محمد", "PERS")]


def test_the_label_that_a_name_had_most_often_is_proposed() -> None:
    memory = Memory([example("لندن لندن", ("لندن", "ORG"))])
    memory.learn(example("لندن", ("لندن", "GPE")))
    memory.learn(example("لندن", ("لندن", "GPE")))
    (found,) = memory.matches("لندن")
    assert (found.label, found.confidence) == ("GPE", (2 + 0.5) / (4 + 1))


def test_a_rejection_counts_against_the_name_under_that_label_alone() -> None:
    memory = Memory([example("لندن", ("لندن", "GPE"))])
    memory.reject("ولندن", "ORG")
    assert confidence(memory, "لندن") == 0.75
    memory.reject("ولندن", "GPE")
    assert confidence(memory, "لندن") == 0.5
    memory.reject("", "GPE")
    assert confidence(memory, "لندن") == 0.5


def test_a_rejection_outlasts_that_its_article_is_learned_anew() -> None:
    once = example("لندن", ("لندن", "GPE"))
    memory = Memory([once])
    memory.reject("لندن", "GPE")
    memory.learn(once)
    assert confidence(memory, "لندن") == 0.5


def test_an_article_that_was_corrected_is_learned_anew() -> None:
    memory = Memory([example("عاد صلاح", ("صلاح", "PERS"), article="a")])
    memory.learn(example("عاد صلاح", article="a"))
    assert memory.matches("صلاح") == []
    memory.learn(example("عاد صلاح", ("صلاح", "ORG"), article="a"))
    assert told("صلاح", memory.matches("صلاح")) == [("صلاح", "ORG")]


def test_names_that_nobody_marked_have_been_seen_too() -> None:
    memory = Memory([example("مال مالي وماله"), example("مالي", ("مالي", "GPE"), article="b")])
    assert memory.experience(("مال",), "GPE") == (0, 1)
    assert memory.experience(("مالي",), "GPE") == (1, 2)
    memory.learn(example("مال"))
    assert memory.experience(("مال",), "GPE") == (0, 2)
    memory.forget("b")
    memory.reject("مالي", "GPE")
    assert memory.experience(("مالي",), "GPE") == (0, 2)
    assert memory.experience(("مالي",), "ORG") == (0, 1)


def test_a_suggestion_says_where_it_is_from_and_why() -> None:
    memory = Memory([example("عاد صلاح", ("صلاح", "PERS"))])
    (found,) = memory.suggest(article("قال صلاح"), SCHEMA)
    assert (found.start, found.end, found.label, found.origin) == (4, 8, "PERS", "memory")
    assert found.confidence == 0.75
    assert found.reason == "marked so: 1 of 1"
    memory.learn(example("صلاح صلاح", ("صلاح", "PERS")))
    assert memory.suggest(article("صلاح"), SCHEMA)[0].reason == "marked so: 2 of 3"


def test_only_labels_that_may_be_marked_are_proposed_and_renamed_ones_by_their_new_name() -> None:
    memory = Memory([example("عاد صلاح إلى عدن", ("صلاح", "Person"), ("عدن", "Sea"))])
    renamed = replace(SCHEMA, labels=(Label("PERS", Kind.ENTITY, "#336699", formerly=("Person",)),))
    assert [one.label for one in memory.suggest(article("صلاح في عدن"), renamed)] == ["PERS"]
    archived = replace(SCHEMA, labels=(Label("Person", Kind.ENTITY, "#336699", archived=True),))
    assert memory.suggest(article("صلاح في عدن"), archived) == []


def test_what_was_mostly_left_unmarked_is_not_proposed_but_told_to_who_asks() -> None:
    memory = Memory([example("الشرق الشرق الشرق", ("الشرق", "ORG"))])
    assert memory.suggest(article("الشرق"), SCHEMA) == []
    assert [match.confidence for match in memory.matches("الشرق")] == [1.5 / 4]


@given(examples(), TEXTS)
def test_what_is_found_in_any_text_lies_in_it_in_order_in_whole_words(learned: list[Example], text: str) -> None:
    memory = Memory(learned)
    found = memory.matches(text)
    reading = read(text)
    assert all(0 <= one.start < one.end <= len(text) and 0 < one.confidence < 1 for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(reading.words_at(one.start, one.end) for one in found)


def _stands_for_itself(one: Example, first: int, last: int) -> bool:
    """Not within a longer name that was marked, unless it was marked itself, or some lie within others."""
    named = [name_at(read(one.text), start, end, Knowledge(), cutting=False) for start, end, _label in one.marked]
    ranges = [(name.first, name.last) for name in named if name]
    longer = [each for each in ranges if each[0] <= first and last <= each[1] and each != (first, last)]
    nests = any(a != b and a[0] <= b[0] and b[1] <= a[1] for a in ranges for b in ranges)
    return nests or not longer or (first, last) in ranges


@given(examples())
def test_learning_forgetting_and_counting_by_hand_come_to_the_same(learned: list[Example]) -> None:
    straight = Memory(learned)
    for name in straight._entries:
        entry = straight._entries[name]
        seen = sum(
            _stands_for_itself(one, at, at + len(name) - 1)
            and words[at + 1 : at + len(name)] == name[1:]
            and any(first == name[0] for _letters, first in readings(words[at]))
            for one, words in ((one, read(one.text).words) for one in learned)
            for at in range(len(words))
        )
        assert entry.seen == seen
        assert straight.experience(name, "PERS") == (entry.labels["PERS"], seen)
        assert all(0 < marked <= seen for marked in entry.labels.values())
    for one in learned:
        straight.forget(one.article)
    assert not (len(straight._entries) or straight._counts or straight._where or straight._total)
    assert (straight._inside, straight._outside) == (0, 0)


@given(examples())
def test_where_a_name_was_marked_something_is_found_again(learned: list[Example]) -> None:
    memory = Memory(learned)
    for one in learned:
        found = memory.matches(one.text)
        for start, end, _label in one.marked:
            if name_at(read(one.text), start, end, Knowledge(), cutting=False):
                assert any(match.start < end and start < match.end for match in found)
