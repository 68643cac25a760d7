"""The different answers to a Case, and in what they differ."""

from __future__ import annotations

from annotator.desktop.bench.answers import differing, leading, taking, ways_of
from annotator.desktop.bench.letters import LETTERS, letters_of
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span
from annotator.model.article import Article
from annotator.review.cases import Case, cases_of
from annotator.workspace import schema_named

ARTICLE = Article("a", "خبر", "وصل الرئيس ترامب إلى دمشق اليوم")
PERSON = Span("1", "PERS", ((11, 16),))


def cases(*layers: tuple[Span, ...], relations: tuple[tuple[Relation, ...], ...] = ()) -> tuple[Case, ...]:
    made = [
        Layer(LayerId("a", name), spans=spans, relations=relations[n] if relations else ())
        for n, (name, spans) in enumerate(zip(("ليلى", "سامر", "هند"), layers, strict=False))
    ]
    return cases_of(ARTICLE, made, schema_named("news"))


def test_those_who_say_the_same_share_an_answer() -> None:
    (case,) = cases((PERSON,), (Span("2", "PERS", ((5, 16),)),), (Span("3", "PERS", ((11, 16),)),))
    assert [way.annotators for way in ways_of(case)] == [("ليلى", "هند"), ("سامر",)]
    most = leading(case)
    assert most is not None and most.annotators == ("ليلى", "هند")


def test_who_marked_nothing_gave_an_answer_too_but_never_leads() -> None:
    (case,) = cases((), (PERSON,), ())
    assert [(way.annotators, way.answer.is_empty) for way in ways_of(case)] == [
        (("ليلى", "هند"), True),
        (("سامر",), False),
    ]
    most = leading(case)
    assert most is not None and most.annotators == ("سامر",)


def test_the_fields_that_differ_are_named_attributes_each_for_itself() -> None:
    one = Span("1", "Meet", ((0, 3),), attributes=(Attribute("tense", "past"), Attribute("polarity", "positive")))
    other = Span(
        "2", "Meet", ((0, 3),), attributes=(Attribute("tense", "future"), Attribute("polarity", "positive")), note="؟"
    )
    (case,) = cases((one,), (other,))
    assert differing(ways_of(case)) == {"attribute:tense", "note"}


def test_one_field_can_be_taken_from_another_answer() -> None:
    other = Span("2", "DATE", ((5, 16),), "DATE", "2026-01-27", (Attribute("tense", "past"),), "ن")
    assert taking(PERSON, "label", other).label == "DATE"
    assert taking(PERSON, "range", other).fragments == ((5, 16),)
    assert (taking(PERSON, "value", other).type, taking(PERSON, "value", other).value) == ("DATE", "2026-01-27")
    assert taking(PERSON, "attribute:tense", other).attributes == (Attribute("tense", "past"),)
    assert taking(PERSON, "attribute:mood", other).attributes == ()
    assert taking(PERSON, "note", other).note == "ن"


def test_relations_that_say_the_same_are_one_answer() -> None:
    ends = [(Span(f"{n}s", "PERS", ((11, 16),)), Span(f"{n}t", "GPE", ((21, 25),))) for n in "abc"]
    arrows = tuple(
        (Relation(f"{n}r", label, f"{n}s", f"{n}t"),) for n, label in zip("abc", ("in", "in", "of"), strict=True)
    )
    relation = next(case for case in cases(*ends, relations=arrows) if case.is_relation)
    assert [way.annotators for way in ways_of(relation)] == [("ليلى", "سامر"), ("هند",)]


def test_no_annotator_is_called_by_a_key_that_decides_otherwise() -> None:
    assert not set("ENSKR") & set(LETTERS)
    assert list(letters_of(map(str, range(6))).values()) == ["A", "B", "C", "D", "F", "G"]
    assert len(set(letters_of(map(str, range(60))).values())) == 60
