"""The recommender that learns, and learning."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from annotator.model.schema import Kind, Label
from annotator.suggest import model_files
from annotator.suggest.learned import Learned
from annotator.suggest.learning import TooLittle, learn
from annotator.suggest.memory import Memory
from annotator.suggest.model import Model
from annotator.suggest.recommender import Example
from annotator.suggest.scores import Score
from tests.suggest.examples import SCHEMA, TEXTS, article, example
from tests.suggest.news import PEOPLE, PLACES, news


@pytest.fixture
def learned(model: Model, learned_from: list[Example]) -> Learned:
    return Learned(model, Memory(learned_from))


def proposed(by: Learned, text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.label) for one in by.suggest(article(text), SCHEMA)]


def test_a_name_that_was_never_marked_is_proposed_for_where_it_stands(learned: Learned) -> None:
    assert proposed(learned, "قال الوزير زكريا المصري في بنغازي أمس .") == [
        ("زكريا المصري", "PERS"),
        ("بنغازي", "GPE"),
    ]


def test_a_proposal_says_how_sure_it_is_and_from_where(learned: Learned) -> None:
    (one,) = learned.suggest(article("ارتفعت الحرارة في دمشق ."), SCHEMA)
    assert one.origin == "learned"
    assert 0.5 < one.confidence <= 1.0
    assert one.reason == "learned from 40 articles"


def test_what_the_memory_knows_by_now_makes_it_surer(model: Model, learned_from: list[Example]) -> None:
    asked = article("وصل قطار إلى دمشق")
    unknown, known = (
        max((one.confidence for one in Learned(model, memory).suggest(asked, SCHEMA)), default=0.0)
        for memory in (Memory(), Memory(learned_from))
    )
    assert unknown < known


def test_only_labels_of_the_schema_are_proposed(learned: Learned) -> None:
    text = "قال الوزير سامر الحداد في دمشق أمس ."
    only = replace(SCHEMA, labels=(Label("GPE", Kind.ENTITY, "#336699"),))
    assert [one.label for one in learned.suggest(article(text), only)] == ["GPE"]
    assert learned.suggest(article(text), replace(SCHEMA, labels=())) == []


def test_nested_names_are_both_proposed() -> None:
    nested = [
        example(f"أعلن بنك {place} أرباحه في {other} .", (f"بنك {place}", "ORG"), (place, "GPE"), (other, "GPE"))
        for place in ("دمشق", "عمان", "تونس", "مسقط", "صنعاء", "الدوحة", "بيروت")
        for other in ("القاهرة", "الرباط", "بغداد", "الخرطوم", "طرابلس")
    ]
    model = learn(nested)
    assert model.groups == (("GPE",), ("ORG",))
    assert proposed(Learned(model, Memory(nested)), "أعلن بنك فلسطين أرباحه في غزة .") == [
        ("بنك فلسطين", "ORG"),
        ("فلسطين", "GPE"),
        ("غزة", "GPE"),
    ]


@pytest.mark.parametrize("glued", ["و", "ب"])
def test_proclitics_stay_outside_where_annotators_leave_them_outside(glued: str) -> None:
    outside = news(40, glued=glued)
    by = Learned(learn(outside), Memory(outside))
    assert ("القاهرة", "GPE") in proposed(by, f"قال الوزير سامر الحداد في {glued}القاهرة أمس .")


def test_proclitics_stay_inside_where_annotators_leave_them_inside() -> None:
    inside = [
        replace(
            one, marked=tuple((start - (one.text[start - 1] == "و"), end, label) for start, end, label in one.marked)
        )
        for one in news(40, glued="و")
    ]
    by = Learned(learn(inside), Memory(inside))
    assert ("والقاهرة", "GPE") in proposed(by, "قال الوزير سامر الحداد في والقاهرة أمس .")


def test_names_inside_hashtags_are_learned_as_they_were_cut() -> None:
    tagged = [*news(40), *(example("انظر #زلزال_سوريا الآن .", ("سوريا", "GPE")) for _time in range(20))]
    assert ("سوريا", "GPE") in proposed(Learned(learn(tagged), Memory(tagged)), "انظر #زلزال_سوريا الآن .")


def test_how_good_it_is_was_found_out_on_articles_that_it_had_not_learned_from(model: Model) -> None:
    assert set(model.scores) == {"PERS", "GPE", "ORG"}
    assert model.score.marked == sum(len(one.marked) for one in news(40))
    assert model.score.f1 > 0.9
    assert model.is_good


def test_what_is_often_wrong_is_not_good_enough(model: Model) -> None:
    assert not replace(model, shown=Score(60, 100, 200)).is_good
    assert not replace(model, shown=Score(0, 0, 200)).is_good
    assert replace(model, shown=Score(70, 100, 200)).is_good


def test_labels_put_at_random_are_found_out(learned_from: list[Example]) -> None:
    labels = ["PERS", "GPE", "ORG"]
    noise = [
        replace(one, marked=tuple((a, b, labels[(a * 7 + at) % 3]) for a, b, _label in one.marked))
        for at, one in enumerate(learned_from)
    ]
    assert not learn(noise).is_good


def test_below_a_hundred_spans_nothing_is_learned() -> None:
    with pytest.raises(TooLittle, match=r"There are [0-9]+ spans in finished articles; learning begins with 100"):
        learn(news(10))


def test_below_three_labels_with_fifteen_spans_nothing_is_learned() -> None:
    one_kind = [example(f"في دمشق {n}", ("دمشق", "GPE")) for n in range(120)]
    rare = [example("قال سامر", ("سامر", "PERS")), example("قالت شركة النور", ("شركة النور", "ORG"))]
    with pytest.raises(TooLittle, match="3 labels have 15 spans"):
        learn([*one_kind, *rare])


def test_one_label_alone_is_learned_where_no_other_was_marked() -> None:
    towns = [replace(one, marked=tuple(m for m in one.marked if m[2] == "GPE")) for one in news(80)]
    assert learn(towns).groups == (("GPE",),)


def test_the_same_articles_and_seed_give_the_same_model(model: Model, learned_from: list[Example]) -> None:
    assert learn(learned_from, labels=("PERS", "GPE", "ORG")) == model


def test_what_is_known_of_words_is_learned_anew_when_there_is_twice_as_much_text(
    model: Model, learned_from: list[Example]
) -> None:
    some = ["كلام طويل عن زنبق الوادي وزنبق الجبل"]
    assert learn(learned_from, some, earlier=model).counts is model.counts
    much = [f"{n} زنبق الوادي" for n in range(2_000)]
    assert learn(learned_from, much, earlier=model).counts["زنبق"] == 2_000


def test_progress_is_told_in_steps_that_only_grow(learned_from: list[Example]) -> None:
    told: list[tuple[int, int]] = []
    learn(learned_from, progress=lambda done, total, _what: told.append((done, total)))
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_long_article_is_proposed_for_sentence_by_sentence(learned: Learned) -> None:
    text = "قال الوزير سامر الحداد في دمشق أمس .\n" * 50
    assert len(proposed(learned, text)) == 100
    assert median(one.confidence for one in learned.suggest(article(text), SCHEMA)) > 0.7


@settings(deadline=None)
@given(TEXTS, st.just(None))
def test_what_is_proposed_for_any_text_lies_in_it_in_order(model: Model, text: str, _nothing: None) -> None:
    found = Learned(model, Memory()).suggest(article(text), SCHEMA)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert list(found) == sorted(found, key=lambda one: (one.start, -one.end, one.label))
    assert {one.label for one in found} <= {"PERS", "GPE", "ORG"}


def test_nothing_heavy_is_loaded_before_somebody_learns() -> None:
    code = (
        "import sys, annotator.suggest.learned, annotator.suggest.training, annotator.suggest.learning;"
        "print(sorted({'sklearn', 'scipy', 'numpy', 'pycrfsuite'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_with_an_encoder_it_knows_words_that_nobody_marked(tmp_path: Path) -> None:
    examples = news(20)
    model = learn(examples, encoder=Knowing())
    assert model.iterations > learn(examples).iterations
    text = "هكذا سيكون وغدا بصرى ثم بعد ."
    with_it, without = (Learned(model, Memory(examples), encoder) for encoder in (Knowing(), None))
    assert ("بصرى", "GPE") in proposed(with_it, text)
    assert ("بصرى", "GPE") not in proposed(without, text)
    assert model.encoder == "knowing"
    again = model_files.load(model_files.save(model, tmp_path))
    assert again == model
    assert proposed(Learned(again, Memory(examples), Knowing()), text) == proposed(with_it, text)


def test_an_encoder_is_asked_once_about_an_article_however_often_it_is_learned_from() -> None:
    examples, encoder = news(20, seed=5), Knowing()
    first = learn(examples, encoder=encoder, iterations=5)
    asked = encoder.asked
    second = learn(examples, encoder=encoder, earlier=first, iterations=5)
    assert encoder.asked == asked
    assert second.projection == first.projection
    assert second == first


class Knowing:
    """An encoder that knows names of people and of places, of those that stand in no article too."""

    id = "knowing"

    def __init__(self) -> None:
        self.asked = 0
        self._people = {part for name in PEOPLE for part in name.split()}
        self._places = {"بصرى", *PLACES}

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        self.asked += 1
        return np.array([[word in self._people, word in self._places, 0.5] for word in words], np.float32)
