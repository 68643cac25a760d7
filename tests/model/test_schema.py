"""The Schema: read back as written, and refused with the place of the fault."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import words
from annotator.errors import BadInput
from annotator.model.schema import (
    AttributeSpec,
    AttributeType,
    Choice,
    Guideline,
    Kind,
    Label,
    RelationLabel,
    Role,
    Schema,
)
from annotator.model.schema_json import FORMAT, FORMER, fingerprint, from_json, to_json
from annotator.store.presets import schema_named, schema_names
from tests.helpers.builders import small_schema
from tests.helpers.schemas import event_schema, schemas

GOOD = to_json(small_schema())
RICH = to_json(event_schema())


def test_a_schema_comes_back_from_json_as_it_was() -> None:
    assert from_json(orjson.loads(orjson.dumps(GOOD))) == small_schema()
    assert from_json(orjson.loads(orjson.dumps(RICH))) == event_schema()


@given(schemas())
def test_any_schema_comes_back_from_json_as_it_was(schema: Schema) -> None:
    told = orjson.dumps(to_json(schema))
    assert from_json(orjson.loads(told)) == schema
    assert orjson.dumps(to_json(from_json(orjson.loads(told)))) == told


def test_what_is_as_it_is_by_default_is_not_written() -> None:
    plain = Schema("s", {}, (Label("GPE", Kind.ENTITY, "#996633"),))
    assert to_json(plain) == {
        "format": "hashiya-schema/2",
        "name": "s",
        "titles": {},
        "labels": [{"name": "GPE", "kind": "entity", "titles": {}, "color": "#996633", "key": ""}],
    }


def test_a_schema_of_the_first_format_is_still_read() -> None:
    data = {
        "format": FORMER,
        "name": "old",
        "titles": {"ar": "قديم"},
        "labels": [
            {
                "name": "PERS",
                "kind": "entity",
                "color": "#336699",
                "key": "p",
                "guideline": {"ar": "اسم", "en": "A name"},
            },
            {"name": "Meet", "kind": "event", "color": "#993366", "guideline": {}},
        ],
    }
    schema = from_json(data)
    assert schema == Schema(
        "old",
        {"ar": "قديم"},
        (
            Label("PERS", Kind.ENTITY, "#336699", "P", {}, Guideline({"ar": "اسم", "en": "A name"})),
            Label("Meet", Kind.EVENT, "#993366"),
        ),
    )
    assert to_json(schema)["format"] == FORMAT


def test_a_guideline_has_a_definition_what_to_include_and_exclude_and_sentences() -> None:
    told = {
        "text": {"ar": "اسم شخص"},
        "include": {"ar": ["الكنية"], "en": ["a kunya"]},
        "exclude": {"ar": []},
        "positive": ["وصل «أبو مازن»."],
        "negative": ["وصل «الرئيس»."],
    }
    data = copy.deepcopy(GOOD)
    data["labels"][0]["guideline"] = told
    guideline = from_json(data).labels[0].guideline
    assert guideline == Guideline(
        {"ar": "اسم شخص"},
        {"ar": ("الكنية",), "en": ("a kunya",)},
        {"ar": ()},
        ("وصل «أبو مازن».",),
        ("وصل «الرئيس».",),
    )
    assert to_json(from_json(data))["labels"][0]["guideline"] == told


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("format",), "hashiya-schema/99", "hashiya-schema/2"),
        (("name",), 3, "$.name"),
        (("titles",), [], "$.titles"),
        (("labels",), None, "$.labels"),
        (("labels",), [], "no labels"),
        (("labels", 1), "GPE", "$.labels[1]"),
        (("labels", 1, "name"), "قرية", "$.labels[1].name"),
        (("labels", 1, "name"), "", "$.labels[1].name"),
        (("labels", 1, "name"), "PERS", "same name"),
        (("labels", 1, "key"), "p", "same key"),
        (("labels", 1, "key"), "ش", "$.labels[1].key"),
        (("labels", 1, "key"), "F1", "$.labels[1].key"),
        (("labels", 1, "color"), "red", "$.labels[1].color"),
        (("labels", 1, "kind"), "place", "$.labels[1].kind"),
        (("labels", 1, "titles"), {"ar": None}, "$.labels[1].titles.ar"),
    ],
)
def test_a_faulty_schema_is_refused_with_the_place_of_the_fault(path: tuple[Any, ...], value: Any, place: str) -> None:
    data = copy.deepcopy(GOOD)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(BadInput) as refused:
        from_json(data)
    assert place in str(refused.value)


PERS, CITY, HAPPENING, MEET, SAY = (("labels", i) for i in (0, 2, 4, 5, 7))
SEVERAL, NUMBER, YES_NO, DAY, TEXT = ((*PERS, "attributes", i) for i in range(5))
TENSE, PLACE = (*HAPPENING, "attributes", 0), (*HAPPENING, "roles", 0)
SAME, IN = ("relations", 0), ("relations", 1)


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The rich Schema as JSON with another value at `path`."""
    data = copy.deepcopy(RICH)
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ((*CITY, "parent"), "VILLAGE", "$.labels[2].parent: there is no label “VILLAGE”"),
        ((*CITY, "parent"), "CITY", "$.labels[2].parent: expected a label that is not its own subtype"),
        ((*CITY, "parent"), "Meet", "$.labels[2].parent: expected a label of the same kind"),
        ((*CITY, "parent"), ["GPE"], "$.labels[2].parent: expected a text"),
        ((*CITY, "abstract"), "yes", "$.labels[2].abstract: expected true or false"),
        ((*CITY, "archived"), 1, "$.labels[2].archived: expected true or false"),
        ((*CITY, "formerly"), "TOWN", "$.labels[2].formerly: expected a list"),
        ((*CITY, "formerly"), ["TOWN", 1], "$.labels[2].formerly[1]: expected a text"),
        ((*CITY, "guideline"), [], "$.labels[2].guideline: expected an object"),
        ((*CITY, "guideline"), {"text": "x"}, "$.labels[2].guideline.text: expected an object"),
        ((*CITY, "guideline"), {"include": {"ar": "x"}}, "$.labels[2].guideline.include.ar: expected a list"),
        ((*CITY, "guideline"), {"exclude": {"ar": [1]}}, "$.labels[2].guideline.exclude.ar[0]: expected a text"),
        ((*CITY, "guideline"), {"positive": "x"}, "$.labels[2].guideline.positive: expected a list"),
        ((*CITY, "guideline"), {"negative": [None]}, "$.labels[2].guideline.negative[0]: expected a text"),
        ((*CITY, "roles"), [{"name": "Mayor"}], "$.labels[2].roles: expected nothing: only events have roles"),
        ((*CITY, "roles"), {}, "$.labels[2].roles: expected a list"),
        ((*CITY, "attributes"), None, "$.labels[2].attributes: expected a list"),
        (SEVERAL, "Titles", "$.labels[0].attributes[0]: expected an object"),
        ((*SEVERAL, "name"), "ألقاب", "$.labels[0].attributes[0].name: expected ASCII letters"),
        ((*SEVERAL, "name"), "Age", "$.labels[0].attributes: two have the same name: “Age”"),
        ((*SEVERAL, "type"), "many", "$.labels[0].attributes[0].type: expected text | yes_no | one_of"),
        ((*SEVERAL, "type"), "text", "$.labels[0].attributes[0].choices: expected nothing: only one_of and"),
        ((*SEVERAL, "choices"), [], "$.labels[0].attributes[0].choices: expected a list of choices"),
        (
            (*SEVERAL, "choices"),
            ["Dr", {"name": "Dr"}],
            "$.labels[0].attributes[0].choices: two have the same name: “Dr”",
        ),
        ((*SEVERAL, "choices"), ["Dr", 1], "$.labels[0].attributes[0].choices[1]: expected an object"),
        ((*SEVERAL, "choices"), ["د"], "$.labels[0].attributes[0].choices[0].name: expected ASCII letters"),
        (
            (*SEVERAL, "choices"),
            [{"name": "Dr", "titles": 1}],
            "$.labels[0].attributes[0].choices[0].titles: expected an",
        ),
        ((*SEVERAL, "required"), 0, "$.labels[0].attributes[0].required: expected true or false"),
        ((*SEVERAL, "default"), "Dr, Dr", "$.labels[0].attributes[0].default: expected each value once"),
        ((*SEVERAL, "default"), "Dr, Prof", "$.labels[0].attributes[0].default: expected one of Dr, Sheikh, Haj"),
        ((*TENSE, "default"), "past,future", "$.labels[4].attributes[0].default: expected one of past, future"),
        ((*NUMBER, "default"), "٣", "$.labels[0].attributes[1].default: expected a number"),
        ((*YES_NO, "default"), "true", "$.labels[0].attributes[2].default: expected yes or no"),
        ((*DAY, "default"), "12 May", "$.labels[0].attributes[3].default: expected a date"),
        ((*TEXT, "default"), 5, "$.labels[0].attributes[4].default: expected a text"),
        (PLACE, 3, "$.labels[4].roles[0]: expected an object"),
        ((*PLACE, "name"), "مكان", "$.labels[4].roles[0].name: expected ASCII letters"),
        ((*PLACE, "fillers"), ["GPE", "LOC"], "$.labels[4].roles[0].fillers: there is no label “LOC”"),
        ((*PLACE, "fillers"), "GPE", "$.labels[4].roles[0].fillers: expected a list"),
        ((*PLACE, "required"), None, "$.labels[4].roles[0].required: expected true or false"),
        ((*PLACE, "many"), "no", "$.labels[4].roles[0].many: expected true or false"),
        ((*PLACE, "key"), "F1", "$.labels[4].roles[0].key: expected one Latin letter or digit"),
        ((*MEET, "roles", 1, "name"), "Who", "$.labels[5].roles: two have the same name: “Who”"),
        ((*MEET, "roles", 1, "key"), "w", "$.labels[5].roles: two have the same key: “W”"),
        ((*MEET, "roles", 1, "key"), "L", "$.labels[5].roles: two have the same key: “L”"),  # as Place from above has
        (("relations",), {}, "$.relations: expected a list"),
        (SAME, "same", "$.relations[0]: expected an object"),
        ((*SAME, "name"), "in", "$.relations: two have the same name: “in”"),
        ((*SAME, "name"), "", "$.relations[0].name: expected ASCII letters"),
        ((*SAME, "color"), "blue", "$.relations[0].color: expected #RRGGBB"),
        ((*SAME, "symmetric"), "yes", "$.relations[0].symmetric: expected true or false"),
        ((*SAME, "transitive"), 1, "$.relations[0].transitive: expected true or false"),
        ((*IN, "sources"), ["LOC"], "$.relations[1].sources: there is no label “LOC”"),
        ((*IN, "targets"), ["GPE", "LOC"], "$.relations[1].targets: there is no label “LOC”"),
        ((*IN, "formerly"), [[]], "$.relations[1].formerly[0]: expected a text"),
    ],
)
def test_each_fault_is_told_with_its_place_and_nothing_else_is(path: tuple[Any, ...], value: Any, fault: str) -> None:
    with pytest.raises(BadInput) as refused:
        from_json(changed(path, value))
    first, *others = str(refused.value).splitlines()
    assert fault in first
    assert [line for line in others if not line.startswith(first.partition(":")[0] + ".")] == []


def test_a_ring_of_parents_is_a_fault_of_each_label_in_it_and_below_it() -> None:
    data = changed(("labels", 1, "parent"), "CITY")
    data["labels"][3]["parent"] = "CITY"
    with pytest.raises(BadInput) as refused:
        from_json(data)
    told = str(refused.value).splitlines()
    assert [line.partition(":")[0] for line in told] == [f"Schema, $.labels[{i}].parent" for i in (1, 2, 3)]
    assert all("not its own subtype" in line for line in told)


def test_a_parent_that_is_not_there_is_no_fault_of_those_further_down() -> None:
    with pytest.raises(BadInput) as refused:
        from_json(changed((*HAPPENING, "parent"), "NOSUCH"))  # once Meet and Trip were called their own subtypes too
    assert str(refused.value) == "Schema, $.labels[4].parent: there is no label “NOSUCH”."


def test_all_faults_are_told_at_once() -> None:
    data = changed((*CITY, "parent"), "VILLAGE")
    data["labels"][4]["roles"][0]["fillers"] = ["LOC"]
    data["labels"][0]["attributes"][2]["default"] = "maybe"
    data["relations"][1]["targets"] = ["LAND"]
    with pytest.raises(BadInput) as refused:
        from_json(data)
    told = str(refused.value).splitlines()
    assert len(told) == 4
    assert [name for name in ("VILLAGE", "LOC", "yes or no", "LAND") if name not in str(refused.value)] == []


def test_more_faults_than_anyone_reads_are_counted() -> None:
    data = copy.deepcopy(RICH)
    data["labels"] = [5] * 40
    with pytest.raises(BadInput) as refused:
        from_json(data)
    *told, more = str(refused.value).splitlines()
    assert len(told) == 20
    assert more == f"… (+{40 * 4 - 20})"  # a label that is none lacks its name, its kind and its colour, too


def test_keys_may_be_those_of_archived_labels_and_of_roles_of_other_events() -> None:
    data = changed((*CITY, "key"), "P")
    data["labels"][0]["archived"] = True
    data["labels"][7]["roles"][0]["key"] = "W"
    assert from_json(data).by_key("P") == from_json(data).label("CITY")


def test_a_role_may_take_the_key_of_the_one_that_it_replaces() -> None:
    data = changed(("labels", 6, "roles", 0, "key"), "L")
    assert [(role.name, role.key, role.fillers) for role in from_json(data).roles_of("Trip")] == [
        ("Place", "L", ("CITY",))
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(["PERS", "GPE", "Meet", "a", "b", ""])


def nearly(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object that has what it should, or anything at all in its place."""
    return st.fixed_dictionaries({}, optional={name: value | json_values for name, value in values.items()})


flags = st.booleans()
some_names = st.lists(names, max_size=2)
texts = st.dictionaries(st.sampled_from(["ar", "en"]), st.text(max_size=3))
lists = st.dictionaries(st.sampled_from(["ar", "en"]), st.lists(st.text(max_size=3), max_size=2))
guideline_like = nearly(text=texts, include=lists, exclude=lists, positive=some_names, negative=some_names) | texts
attribute_like = nearly(
    name=names,
    type=st.sampled_from(AttributeType),
    titles=texts,
    choices=st.lists(names | nearly(name=names, titles=texts, formerly=some_names), max_size=2),
    required=flags,
    default=names,
    formerly=some_names,
)
role_like = nearly(
    name=names, titles=texts, fillers=some_names, required=flags, many=flags, key=names, formerly=some_names
)
label_like = nearly(
    name=names,
    kind=st.sampled_from(Kind),
    color=st.just("#336699"),
    titles=texts,
    key=names,
    parent=names,
    abstract=flags,
    archived=flags,
    formerly=some_names,
    guideline=guideline_like,
    attributes=st.lists(attribute_like, max_size=2),
    roles=st.lists(role_like, max_size=2),
)
relation_like = nearly(
    name=names,
    color=st.just("#336699"),
    sources=some_names,
    targets=some_names,
    symmetric=flags,
    transitive=flags,
    guideline=guideline_like,
    formerly=some_names,
)


@given(
    st.fixed_dictionaries(
        {"format": st.sampled_from([FORMAT, FORMER])},
        optional={
            "name": json_values,
            "titles": json_values,
            "labels": json_values | st.lists(label_like, max_size=3),
            "relations": json_values | st.lists(relation_like, max_size=3),
        },
    )
    | json_values
)
def test_no_json_at_all_makes_the_reader_fail_but_in_words(data: Any) -> None:
    try:
        schema = from_json(data)
    except BadInput as refused:
        assert str(refused)
    else:
        assert from_json(to_json(schema)) == schema


def test_labels_are_found_by_name_and_by_key() -> None:
    schema = small_schema()
    assert schema.label("GPE") == schema.by_key("G") == schema.labels[1]
    assert schema.label("ORG") is None
    assert schema.by_key("") is None
    assert (schema.kind("Meet"), schema.kind("gone")) == (Kind.EVENT, Kind.ENTITY)


def test_a_label_has_its_name_in_the_language_spoken_and_its_plain_name_without_one() -> None:
    person, place = small_schema().labels[:2]
    assert (person.title, person.advice) == ("Person", "A name")
    words.use("ar")
    assert (person.title, place.title, place.advice) == ("شخص", "GPE", "")


# What a Schema says


def test_a_label_has_the_attributes_and_roles_of_those_above_it_and_its_own_instead() -> None:
    schema = event_schema()
    assert [spec.name for spec in schema.attributes_of("Meet")] == ["Tense"]
    assert [role.name for role in schema.roles_of("Meet")] == ["Place", "Who", "Chair"]
    assert [role.fillers for role in schema.roles_of("Trip")] == [("CITY",)]
    assert [role.fillers for role in schema.roles_of("Happening")] == [("GPE",)]
    assert schema.role("Meet", "Place") == schema.role("Happening", "Place")
    assert schema.role("Meet", "What") is None
    assert schema.attributes_of("gone") == schema.roles_of("gone") == ()


def test_an_attribute_of_ones_own_stands_where_the_one_from_above_stood() -> None:
    top = Label("A", Kind.ENTITY, "#000000", attributes=(AttributeSpec("x"), AttributeSpec("y")))
    middle = Label("B", Kind.ENTITY, "#000000", parent="A", attributes=(AttributeSpec("z"),))
    own = AttributeSpec("x", AttributeType.NUMBER)
    schema = Schema("s", {}, (Label("C", Kind.ENTITY, "#000000", parent="B", attributes=(own,)), top, middle))
    assert schema.attributes_of("C") == (own, AttributeSpec("y"), AttributeSpec("z"))
    assert schema.attributes_of("A") == (AttributeSpec("x"), AttributeSpec("y"))


def test_a_subtype_is_what_those_above_it_are() -> None:
    schema = event_schema()
    assert [label.name for label in schema.lineage("Trip")] == ["Trip", "Happening"]
    assert list(schema.lineage("gone")) == []
    assert schema.is_a("CITY", ("GPE",))
    assert schema.is_a("CITY", ("ORG", "CITY"))
    assert schema.is_a("CITY", ())
    assert not schema.is_a("GPE", ("CITY",))
    assert not schema.is_a("gone", ("GPE",))


def test_a_ring_of_parents_ends_all_the_same() -> None:
    a, b = (
        Label("A", Kind.EVENT, "#000000", parent="B", roles=(Role("r"),)),
        Label("B", Kind.EVENT, "#000000", parent="A"),
    )
    schema = Schema("s", {}, (a, b))
    assert list(schema.lineage("A")) == [a, b]
    assert schema.roles_of("B") == (Role("r"),)
    assert not schema.is_a("A", ("C",))


def test_a_role_is_filled_by_its_labels_and_their_subtypes_and_by_any_where_it_names_none() -> None:
    schema = event_schema()
    place, what = schema.role("Meet", "Place"), schema.role("Say", "What")
    assert place is not None
    assert what is not None
    assert [name for name in ("GPE", "CITY", "PERS", "Meet", "gone", "") if schema.may_fill(place, name)] == [
        "GPE",
        "CITY",
    ]
    assert [name for name in ("GPE", "PERS", "Meet", "gone", "") if schema.may_fill(what, name)] == [
        "GPE",
        "PERS",
        "Meet",
    ]


@pytest.mark.parametrize(
    ("relation", "source", "target", "may"),
    [
        ("in", "PERS", "CITY", True),
        ("in", "CITY", "PERS", False),
        ("in", "PERS", "PERS", False),
        ("near", "CITY", "ORG", True),
        ("near", "ORG", "CITY", True),  # it leads both ways
        ("near", "ORG", "ORG", False),
        ("same", "PERS", "PERS", True),
        ("same", "PERS", "ORG", True),
        ("same", "Meet", "Trip", True),
        ("same", "PERS", "Meet", False),  # what is the same is of one kind
        ("same", "DATE", "GPE", False),
    ],
)
def test_a_relation_leads_where_its_ends_allow(relation: str, source: str, target: str, may: bool) -> None:
    label = event_schema().relation(relation)
    assert label is not None
    assert event_schema().may_relate(label, source, target) is may


def test_only_what_leads_both_ways_and_on_makes_chains() -> None:
    ways = [(True, True), (True, False), (False, True), (False, False)]
    assert [RelationLabel("r", symmetric=s, transitive=t).is_chain for s, t in ways] == [True, False, False, False]


def test_a_label_is_known_by_the_names_that_it_had_unless_another_has_them_now() -> None:
    small = small_schema()
    labels = (
        replace(small.labels[0], formerly=("PER", "MAN")),
        replace(small.labels[1], formerly=("PERS", "LOC")),
        replace(small.labels[2], formerly=("MAN",)),
    )
    schema = replace(small, labels=labels)
    told = {name: schema.now_called(name) for name in ("PER", "MAN", "LOC", "PERS", "GPE", "gone")}
    assert told == {"PER": "PERS", "MAN": "PERS", "LOC": "GPE", "PERS": "PERS", "GPE": "GPE", "gone": "gone"}


def test_what_is_archived_or_only_a_group_is_not_marked_with() -> None:
    small = small_schema()
    labels = (
        replace(small.labels[0], archived=True),
        replace(small.labels[1], abstract=True, key="P"),
        small.labels[2],
    )
    schema = replace(small, labels=labels)
    assert schema.markable() == (small.labels[2],)
    assert schema.by_key("P") is None
    assert replace(schema, labels=(labels[0], small.labels[1], replace(labels[2], key="P"))).by_key("P") is not None


def test_titles_are_in_the_language_spoken_or_else_plain_names() -> None:
    tense = AttributeSpec("Tense", titles={"ar": "الزمن", "en": "Tense of it"})
    things = [tense, Choice("past", {"ar": "ماضٍ"}), Role("Place"), RelationLabel("same", {"en": "Same as"})]
    assert [one.title for one in things] == ["Tense of it", "ماضٍ", "Place", "Same as"]
    words.use("ar")
    assert [one.title for one in things] == ["الزمن", "ماضٍ", "Place", "Same as"]


def test_of_two_labels_of_one_name_the_first_counts() -> None:
    """A draft of a Schema may have such, and is asked all the same."""
    one, other = Label("A", Kind.EVENT, "#000000", roles=(Role("r"),)), Label("A", Kind.DATE, "#000000")
    relations = (RelationLabel("same", symmetric=True), RelationLabel("same"))
    schema = Schema("s", {}, (one, other), relations)
    assert (schema.label("A"), schema.kind("A"), schema.roles_of("A")) == (one, Kind.EVENT, (Role("r"),))
    assert schema.relation("same") == relations[0]


def test_what_a_schema_was_asked_is_no_part_of_it() -> None:
    asked, fresh = event_schema(), event_schema()
    assert asked.roles_of("Meet")
    assert (asked, hash(asked), repr(asked)) == (fresh, hash(fresh), repr(fresh))
    assert replace(asked, labels=asked.labels[:1]).roles_of("Meet") == ()
    for twin in (copy.deepcopy(asked), pickle.loads(pickle.dumps(asked))):
        assert twin == asked
        assert twin.roles_of("Meet") == asked.roles_of("Meet")


@given(schemas(), schemas())
def test_schemas_have_one_fingerprint_just_when_they_are_alike(one: Schema, other: Schema) -> None:
    assert fingerprint(one) == fingerprint(from_json(to_json(one)))
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


class Walked(tuple[Label, ...]):
    """Labels that count how often someone looks through them."""

    times = 0

    def __iter__(self) -> Iterator[Label]:
        type(self).times += 1
        return super().__iter__()


def test_no_question_by_name_looks_through_all_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once each step of a lineage did: a Schema of a thousand subtypes below one another took two seconds to read."""
    labels = [Label(f"L{i}", Kind.EVENT, "#000000", parent=f"L{i - 1}" if i else "") for i in range(100)]
    schema = Schema("deep", {}, Walked([replace(labels[0], roles=(Role("r", fillers=("L0",)),)), *labels[1:]]))
    monkeypatch.setattr(Walked, "times", 0)
    assert len(list(schema.lineage("L99"))) == 100
    role = schema.role("L99", "r")
    assert role is not None
    assert schema.may_fill(role, "L50")
    assert schema.kind("L99") is Kind.EVENT
    assert schema.now_called("gone") == "gone"
    assert Walked.times == 0


def test_every_schema_that_travels_with_the_program_is_sound() -> None:
    for name in schema_names():
        schema = schema_named(name)
        assert schema.name == name
        for label in schema.labels:
            assert label.titles.keys() >= {"ar", "en"}
            assert label.guideline.text.keys() >= {"ar", "en"}


def test_the_news_schema_travels_with_the_program() -> None:
    assert "news" in schema_names()


def test_a_schema_may_be_a_file_of_the_users(tmp_path: Any) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(orjson.dumps(GOOD))
    assert schema_named(str(path)) == small_schema()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "other"}'])
def test_a_file_that_is_no_schema_is_refused_in_words(tmp_path: Any, content: bytes) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        schema_named(str(path))


@pytest.mark.parametrize("name", ["nosuch", "", ".", "x" * 5000, "a\0b", "../news"])
def test_a_schema_that_is_not_there_is_refused_in_words(name: str) -> None:
    with pytest.raises(BadInput, match="There is no schema"):
        schema_named(name)


def test_a_schema_with_more_in_it_than_anyone_could_use_is_refused_in_words() -> None:
    data = to_json(small_schema())
    data["labels"][2]["roles"] = [{"name": f"R{number}"} for number in range(10_001)]
    with pytest.raises(BadInput, match=r"labels\[2\].roles: expected a list of at most 10000"):
        from_json(data)
