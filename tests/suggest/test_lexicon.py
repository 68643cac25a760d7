"""Countries, names that travel with the program, and lists of the user's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import babel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import paths
from annotator.model.schema import Kind, Label, Schema
from annotator.suggest.lexicon import Lexicon, evidence
from annotator.suggest.memory import Memory
from annotator.suggest.name_list import read_names
from benchmarks.compile_lexicons import countries
from tests.helpers.builders import ANY_TEXT
from tests.suggest.examples import SCHEMA, TEXTS, article, example

TEXT = "زار وفد من العراق ولبنان والولايات المتحدة مدينة حلب"


def told(lexicon: Lexicon, schema: Schema = SCHEMA, text: str = TEXT) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.label) for one in lexicon.suggest(article(text), schema)]


def test_countries_are_proposed_before_anything_was_marked() -> None:
    assert told(Lexicon()) == [("العراق", "GPE"), ("لبنان", "GPE"), ("الولايات المتحدة", "GPE")]
    assert {(one.confidence, one.origin) for one in Lexicon().suggest(article(TEXT), SCHEMA)} == {(0.85, "lexicon")}


def test_a_project_without_countries_in_its_schema_is_spared_them() -> None:
    places = replace(SCHEMA, labels=tuple(label for label in SCHEMA.labels if label.name != "GPE"))
    assert {label for _words, label in told(Lexicon(), places)} == {"LOC"}
    events = Schema("events", {}, (Label("Meet", Kind.EVENT, "#336699"),))
    assert told(Lexicon(), events) == []
    assert told(Lexicon(countries=False)) == []


def test_a_project_that_keeps_proclitics_gets_them() -> None:
    assert told(Lexicon(keeps_proclitics=True))[1] == ("ولبنان", "GPE")


def test_names_of_a_list_are_proposed_under_their_label() -> None:
    lexicon = Lexicon([("وفد من العراق", "ORG"), ("حلب", "LOC"), ("،", "ORG"), ("", "ORG"), ("زار", "Unknown")])
    assert told(lexicon) == [
        ("وفد من العراق", "ORG"),
        ("لبنان", "GPE"),
        ("الولايات المتحدة", "GPE"),
        ("حلب", "LOC"),
    ]


def test_what_annotators_reject_or_leave_unmarked_is_proposed_with_less_and_less_confidence() -> None:
    memory = Memory()
    lexicon = Lexicon(experience=memory.experience)
    text = "سفينة قطر"
    assert lexicon.suggest(article(text), SCHEMA)[0].confidence == 0.85
    memory.reject("قطر", "GPE")
    assert lexicon.suggest(article(text), SCHEMA)[0].confidence == pytest.approx(0.68)
    for _time in range(8):
        memory.learn(example("في قطر", ("قطر", "GPE")))
    assert lexicon.suggest(article(text), SCHEMA)[0].confidence > 0.85


def test_words_of_known_names_are_evidence() -> None:
    assert evidence(["زار", "محمد", "ولبنان", "الولايات", "المُتَّحِدَة", "حلب"]) == [
        (),
        ("B-person",),
        ("+B-country",),
        ("B-country", "B-head"),
        ("B-head", "I-country"),
        ("B-city", "B-place"),
    ]


@given(TEXTS)
def test_what_is_proposed_lies_in_the_text_in_order(text: str) -> None:
    found = Lexicon([("أحمد", "PERS"), ("بغداد", "GPE"), ("قال في", "ORG")]).suggest(article(text), SCHEMA)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(ANY_TEXT, max_size=8))
def test_there_is_evidence_for_each_word_or_none(words: list[str]) -> None:
    assert len(evidence(words)) == len(words)


@pytest.mark.skipif(not babel.__version__.startswith("2.18."), reason="the list was made with the CLDR of Babel 2.18")
def test_the_list_of_countries_is_what_the_script_makes_of_cldr() -> None:
    assert (paths.resources() / "lexicons" / "countries.txt").read_text().splitlines() == countries()


def test_a_list_of_names_is_read_with_headings_comments_and_more_columns() -> None:
    text = "\ufeffname\tlabel\n# people\nأحمد الشرع\tPERS\tرئيس\n\nسانا \t ORG \r\nأَحمد الشَّرع\tPERS\n"
    assert read_names(text, SCHEMA).names == (("أحمد الشرع", "PERS"), ("سانا", "ORG"))
    assert read_names(text, SCHEMA).faults == ()


def test_a_label_that_was_renamed_is_understood() -> None:
    schema = replace(SCHEMA, labels=(Label("PERS", Kind.ENTITY, "#336699", formerly=("Person",)),))
    assert read_names("أحمد\tPerson", schema).names == (("أحمد", "PERS"),)


def test_each_line_that_is_wrong_is_told_with_its_number_and_the_others_are_taken() -> None:
    text = "سانا\tORG\nرويترز\nرويترز ORG\nحلب\tCITY\n\u200f\tGPE\nسانا\tPERS\nدمشق\tGPE"
    found = read_names(text, SCHEMA)
    assert found.names == (("سانا", "ORG"), ("دمشق", "GPE"))
    assert found.faults == (
        "line 2: there is no label behind the name; put a tab between them",
        "line 3: there is no label behind the name; put a tab between them",
        "line 4: the schema has no label “CITY”",
        "line 5: there is no name before the tab",
        "line 6: “سانا” has the label “ORG” in line 1 already",
    )


@given(ANY_TEXT)
def test_any_text_is_read_as_a_list(text: str) -> None:
    found = read_names(text, SCHEMA)
    assert all(label in {"PERS", "GPE", "LOC", "ORG"} for _name, label in found.names)
