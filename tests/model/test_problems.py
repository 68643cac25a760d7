"""What the Schema asks of a Layer: each Problem where it is one, nowhere else, and in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator import words
from annotator.model.annotation import Attribute, Relation, Span
from annotator.model.problems import Problem, ProblemKind, is_argument, problems, told
from annotator.model.schema import AttributeSpec, Kind, Label, RelationLabel, Role, Schema
from tests.helpers.schemas import event_schema

SCHEMA = event_schema()
MEET, PERS, CITY = Span("m", "Meet", ((0, 1),)), Span("p", "PERS", ((1, 2),)), Span("c", "CITY", ((2, 3),))
SAY, DATE = Span("s", "Say", ((3, 4),)), Span("d", "DATE", ((4, 5),))
SPANS = (MEET, PERS, CITY, SAY, DATE)


def arrow(label: str, source: Span, target: Span) -> Relation:
    return Relation(f"{source.uid}{target.uid}-{label}", label, source.uid, target.uid)


def requiring(*names: str) -> Schema:
    """The Schema with these Roles and Attributes required."""
    labels = tuple(
        replace(
            label,
            attributes=tuple(replace(one, required=one.name in names) for one in label.attributes),
            roles=tuple(replace(one, required=one.name in names) for one in label.roles),
        )
        for label in SCHEMA.labels
    )
    return replace(SCHEMA, labels=labels)


def found(schema: Schema, spans: Any = SPANS, drawn: Any = ()) -> list[tuple[str, str, str, str, str]]:
    return [(one.span, one.kind.value, one.name, one.more, one.relation) for one in problems(schema, spans, drawn)]


def saying(span: Span, *pairs: tuple[str, str]) -> Span:
    return replace(span, attributes=tuple(Attribute(*pair) for pair in pairs))


def test_a_layer_that_is_as_the_schema_asks_has_no_problem() -> None:
    drawn = [
        arrow("Place", MEET, CITY),
        arrow("Who", MEET, PERS),
        arrow("Chair", MEET, PERS),
        arrow("What", SAY, MEET),
        arrow("in", PERS, CITY),
        arrow("same", MEET, SAY),
    ]
    said = [saying(MEET, ("Tense", "future")), saying(PERS, ("Titles", "Dr"), ("Titles", "Haj"), ("Age", "7"))]
    assert found(requiring("Place", "Who", "Tense", "Age"), [*said, CITY, SAY, DATE], drawn) == []


# Roles


def test_a_required_role_that_nobody_fills_is_empty_with_each_subtype_that_has_it() -> None:
    trip = Span("t", "Trip", ((9, 10),))
    assert found(requiring("Place"), [MEET, trip, SAY]) == [
        ("m", "role_empty", "Place", "", ""),
        ("t", "role_empty", "Place", "", ""),
    ]
    assert found(requiring("Who"), [MEET, trip], [arrow("Who", trip, PERS)]) == [
        ("m", "role_empty", "Who", "", ""),
        ("t", "role_unknown", "Who", "Trip", "tp-Who"),
    ]


def test_a_role_for_one_that_several_fill_is_full() -> None:
    drawn = [arrow("Chair", MEET, PERS), replace(arrow("Chair", MEET, PERS), uid="again")]
    assert found(SCHEMA, drawn=drawn) == [("m", "role_full", "Chair", "2", "")]
    assert found(SCHEMA, drawn=[arrow("Who", MEET, PERS), replace(arrow("Who", MEET, PERS), uid="again")]) == []


def test_a_filler_of_another_label_is_wrong_and_one_of_a_subtype_is_not() -> None:
    assert found(SCHEMA, drawn=[arrow("Place", MEET, PERS)]) == [("m", "filler_wrong", "Place", "PERS", "mp-Place")]
    assert found(SCHEMA, drawn=[arrow("Place", MEET, CITY)]) == []


def test_a_role_that_the_event_does_not_have_is_unknown() -> None:
    assert found(SCHEMA, drawn=[arrow("What", MEET, CITY)]) == [("m", "role_unknown", "What", "Meet", "mc-What")]


def test_a_wrong_filler_fills_a_required_role_all_the_same() -> None:
    assert [one[1] for one in found(requiring("Place"), drawn=[arrow("Place", MEET, PERS)])] == ["filler_wrong"]


# Relations


def test_a_relation_that_the_schema_does_not_have_is_unknown() -> None:
    assert found(SCHEMA, drawn=[arrow("likes", PERS, CITY)]) == [("p", "relation_unknown", "likes", "", "pc-likes")]


def test_a_relation_between_others_than_its_ends_is_wrong() -> None:
    assert found(SCHEMA, drawn=[arrow("in", CITY, PERS)]) == [("c", "ends_wrong", "in", "PERS", "cp-in")]
    assert found(SCHEMA, drawn=[arrow("in", MEET, CITY)]) == [("m", "ends_wrong", "in", "CITY", "mc-in")]
    assert found(SCHEMA, drawn=[arrow("same", MEET, PERS)]) == [("m", "ends_wrong", "same", "PERS", "mp-same")]


def test_what_leads_back_to_where_it_begins_is_a_loop() -> None:
    assert found(SCHEMA, drawn=[arrow("What", SAY, SAY)]) == [("s", "loop", "What", "", "ss-What")]
    assert found(SCHEMA, drawn=[arrow("same", PERS, PERS)]) == [("p", "loop", "same", "", "pp-same")]
    assert [one[1] for one in found(SCHEMA, drawn=[arrow("in", CITY, CITY)])] == ["loop", "ends_wrong"]


def test_a_role_goes_before_a_relation_label_of_the_same_name() -> None:
    place = RelationLabel("Place", sources=("PERS",), targets=("CITY",))
    schema = replace(SCHEMA, relations=(place,))
    ends = {"Meet": MEET, "PERS": PERS, "Say": SAY}
    drawn = {label: arrow("Place", source, CITY) for label, source in ends.items()}
    assert [is_argument(schema, one, label) for label, one in drawn.items()] == [True, False, False]
    assert found(schema, drawn=drawn.values()) == [("s", "ends_wrong", "Place", "CITY", "sc-Place")]


@pytest.mark.parametrize(
    ("source", "label", "is_one"),
    [
        ("Meet", "Who", True),
        ("Meet", "Place", True),  # from above
        ("Meet", "What", True),  # of another event, but of no Relation label
        ("Meet", "same", False),
        ("Meet", "in", False),
        ("PERS", "Who", False),
        ("gone", "Who", False),
    ],
)
def test_an_arrow_from_an_event_is_an_argument_unless_its_label_is_that_of_a_relation(
    source: str, label: str, is_one: bool
) -> None:
    assert is_argument(SCHEMA, Relation("r", label, "a", "b"), source) is is_one


# Attributes


def test_a_required_attribute_that_says_nothing_is_empty() -> None:
    assert found(requiring("Tense"), [MEET, SAY]) == [("m", "attribute_empty", "Tense", "", "")]
    assert found(requiring("Remark"), [PERS]) == [("p", "attribute_empty", "Remark", "", "")]


def test_an_empty_text_says_nothing() -> None:
    assert found(requiring("Remark"), [saying(PERS, ("Remark", ""))]) == [("p", "attribute_empty", "Remark", "", "")]
    assert found(SCHEMA, [saying(PERS, ("Remark", ""))]) == []


def test_each_fault_of_an_attribute_is_told_once() -> None:
    said = saying(PERS, ("Titles", "Prof"), ("Titles", "King"), ("Titles", "Dr"), ("Titles", "Dr"), ("Age", "old"))
    assert found(SCHEMA, [said]) == [
        ("p", "attribute_wrong", "Titles", "each value once", ""),
        ("p", "attribute_wrong", "Titles", "one of Dr, Sheikh, Haj", ""),
        ("p", "attribute_wrong", "Age", "a number", ""),
    ]


def test_an_attribute_of_another_label_is_unknown() -> None:
    said = [saying(CITY, ("Age", "7"), ("Age", "8"), ("Size", "big")), saying(MEET, ("Tense", "past"))]
    assert found(SCHEMA, said) == [
        ("c", "attribute_unknown", "Age", "", ""),
        ("c", "attribute_unknown", "Size", "", ""),
    ]


# Labels


def test_a_span_with_a_group_for_its_label_is_a_problem() -> None:
    assert found(SCHEMA, [Span("h", "Happening", ((0, 1),))]) == [("h", "group_marked", "Happening", "", "")]


def test_an_archived_label_is_no_problem_and_an_unknown_one_is_told_elsewhere() -> None:
    archived = replace(SCHEMA, labels=tuple(replace(label, archived=True) for label in SCHEMA.labels))
    assert found(archived) == []
    assert found(SCHEMA, [Span("x", "NOSUCH", ((0, 1),), attributes=(Attribute("a", "b"),))]) == []


def test_problems_stand_in_the_reading_order_of_their_spans() -> None:
    outer, inner = Span("z", "Happening", ((0, 9),)), Span("a", "Happening", ((0, 2),))
    assert [one[0] for one in found(requiring("Place"), [PERS, inner, outer], [arrow("x", PERS, PERS)])] == [
        *("z", "z", "a", "a", "p", "p")
    ]


# In sentences


SENTENCES = [
    (Problem("h", ProblemKind.GROUP_MARKED, "Happening"), "Happening", "Happening only groups other labels"),
    (Problem("m", ProblemKind.ROLE_EMPTY, "Place"), "Meet", "“Where” is not filled yet"),
    (Problem("m", ProblemKind.ROLE_FULL, "Chair", "2"), "Meet", "“Chair” is filled 2 times; once is allowed"),
    (Problem("m", ProblemKind.ROLE_UNKNOWN, "What", "Meet", "r"), "Meet", "Meet has no role “What”"),
    (Problem("m", ProblemKind.FILLER_WRONG, "Place", "PERS", "r"), "Meet", "PERS may not fill “Where”"),
    (Problem("p", ProblemKind.ATTRIBUTE_EMPTY, "Remark"), "PERS", "“A remark” is not said yet"),
    (Problem("p", ProblemKind.ATTRIBUTE_WRONG, "Age", "a number"), "PERS", "“Age” must be: a number"),
    (Problem("p", ProblemKind.ATTRIBUTE_UNKNOWN, "Size"), "PERS", "the schema has no attribute “Size” here"),
    (Problem("p", ProblemKind.RELATION_UNKNOWN, "likes", "", "r"), "PERS", "the schema has no relation “likes”"),
    (Problem("p", ProblemKind.ENDS_WRONG, "same", "GPE", "r"), "PERS", "“Same as” may not lead from here to GPE"),
    (Problem("m", ProblemKind.LOOP, "Place", "", "r"), "Meet", "“Where” leads back to where it begins"),
    (Problem("p", ProblemKind.LOOP, "same", "", "r"), "PERS", "“Same as” leads back to where it begins"),
]


@pytest.mark.parametrize(("problem", "label", "sentence"), SENTENCES)
def test_a_problem_is_told_in_a_sentence_with_the_titles_that_people_know(
    problem: Problem, label: str, sentence: str
) -> None:
    assert told(problem, SCHEMA, label).startswith(sentence)
    words.use("ar")
    assert told(problem, SCHEMA, label)


def test_every_kind_of_problem_has_its_sentence() -> None:
    assert {problem.kind for problem, _label, _sentence in SENTENCES} == set(ProblemKind)


def test_a_role_an_attribute_and_a_relation_of_one_name_are_not_confused() -> None:
    """Once the title of the Role was told for all three."""
    label = Label(
        "Say",
        Kind.EVENT,
        "#000000",
        titles={"en": "Saying"},
        abstract=True,
        attributes=(AttributeSpec("Say", titles={"en": "the words"}),),
        roles=(Role("Say", {"en": "who says"}),),
    )
    schema = Schema("s", {}, (label,), (RelationLabel("Say", {"en": "says of"}),))
    kinds = (
        ProblemKind.ROLE_EMPTY,
        ProblemKind.ATTRIBUTE_EMPTY,
        ProblemKind.RELATION_UNKNOWN,
        ProblemKind.GROUP_MARKED,
    )
    assert [told(Problem("s", kind, "Say"), schema, "Say").split(";")[0] for kind in kinds] == [
        "“who says” is not filled yet",
        "“the words” is not said yet",
        "the schema has no relation “says of”",
        "Saying only groups other labels",
    ]


def test_an_event_of_thousands_of_arguments_is_looked_at_once() -> None:
    """Once each argument was compared with each other one."""

    class Compared(Relation):
        def __eq__(self, _other: object) -> bool:
            raise AssertionError("two arrows were compared")

        __hash__ = Relation.__hash__

    drawn = [Compared(f"r{i}", "Who", "m", "p") for i in range(5)]
    assert found(SCHEMA, drawn=drawn) == []
