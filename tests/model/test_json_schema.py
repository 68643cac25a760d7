"""The published JSON Schema says of a Schema's file what our own reader says of it."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import orjson
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from annotator import paths
from annotator.errors import BadInput
from annotator.model import schema_json
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
from annotator.model.schema_json import from_json, to_json
from annotator.store.presets import schema_names
from tests.helpers.schemas import schemas

FOLDER = paths.resources() / "schemas"
PUBLISHED = FOLDER / "json-schema" / "hashiya-schema-2.json"


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(orjson.loads(PUBLISHED.read_bytes()))


def test_the_json_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(orjson.loads(PUBLISHED.read_bytes()))


def test_the_json_schema_is_no_preset() -> None:
    assert PUBLISHED.stem not in schema_names()


def test_the_reader_says_where_the_json_schema_is() -> None:
    assert PUBLISHED.relative_to(paths.resources().parent).as_posix() in str(schema_json.__doc__)


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_that_travels_with_the_program_is_valid(name: str) -> None:
    validator().validate(orjson.loads((FOLDER / f"{name}.json").read_bytes()))


# Any Schema


@given(schemas())
def test_every_schema_that_we_write_is_valid_and_reads_back(schema: Schema) -> None:
    told = orjson.loads(orjson.dumps(to_json(schema)))
    assert from_json(told) == schema
    validator().validate(told)


# What both refuse, and what both let be


GOOD: dict[str, Any] = {
    "format": "hashiya-schema/2",
    "name": "small",
    "labels": [
        {
            "name": "PERS",
            "kind": "entity",
            "color": "#336699",
            "attributes": [{"name": "Certainty", "type": "one_of", "choices": ["High", {"name": "Low"}]}],
        },
        {
            "name": "Meet",
            "kind": "event",
            "color": "#993366",
            "key": "m",
            "guideline": {"text": {"ar": "لقاء"}, "include": {"ar": ["قمة"]}, "positive": ["«التقى» الوزيران"]},
            "roles": [{"name": "Place", "fillers": ["PERS"]}],
        },
    ],
    "relations": [{"name": "same", "sources": ["PERS"], "targets": ["PERS"]}],
}

LABEL, EVENT, RELATION = ("labels", 0), ("labels", 1), ("relations", 0)
ATTRIBUTE, ROLE = (*LABEL, "attributes", 0), (*EVENT, "roles", 0)
GONE = object()


def changed(path: tuple[Any, ...], value: Any) -> Any:
    """The good document with another value at `path`, or without what stands there."""
    data = copy.deepcopy(GOOD)
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    if not path:
        return value
    if value is GONE:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), []),
        ((), None),
        (("format",), GONE),
        (("format",), "hashiya-schema/3"),
        (("format",), 2),
        (("name",), GONE),
        (("name",), 3),
        (("titles",), []),
        (("titles",), {"ar": None}),
        (("labels",), GONE),
        (("labels",), []),
        (("labels",), {}),
        (LABEL, "PERS"),
        ((*LABEL, "name"), GONE),
        ((*LABEL, "name"), ""),
        ((*LABEL, "name"), "شخص"),
        ((*LABEL, "name"), "9"),
        ((*LABEL, "name"), "A B"),
        ((*LABEL, "kind"), GONE),
        ((*LABEL, "kind"), "place"),
        ((*LABEL, "color"), GONE),
        ((*LABEL, "color"), "red"),
        ((*LABEL, "color"), "#12345"),
        ((*LABEL, "key"), "F1"),
        ((*LABEL, "key"), "ش"),
        ((*LABEL, "key"), None),
        ((*LABEL, "titles"), {"en": 1}),
        ((*LABEL, "parent"), None),
        ((*LABEL, "abstract"), 1),
        ((*LABEL, "archived"), "no"),
        ((*LABEL, "formerly"), "PER"),
        ((*LABEL, "formerly"), [1]),
        ((*LABEL, "guideline"), "text"),
        ((*LABEL, "guideline"), {"ar": ["text"]}),
        ((*LABEL, "guideline"), {"text": "text"}),
        ((*LABEL, "guideline"), {"text": {"ar": 1}}),
        ((*LABEL, "guideline"), {"include": ["text"]}),
        ((*LABEL, "guideline"), {"exclude": {"ar": "text"}}),
        ((*LABEL, "guideline"), {"positive": {"ar": ["text"]}}),
        ((*LABEL, "guideline"), {"negative": [None]}),
        ((*LABEL, "roles"), [{"name": "Place"}]),
        ((*LABEL, "attributes"), {}),
        (ATTRIBUTE, "Certainty"),
        ((*ATTRIBUTE, "name"), GONE),
        ((*ATTRIBUTE, "name"), "يقين"),
        ((*ATTRIBUTE, "type"), "colour"),
        ((*ATTRIBUTE, "type"), "text"),
        ((*ATTRIBUTE, "type"), GONE),
        ((*ATTRIBUTE, "choices"), []),
        ((*ATTRIBUTE, "choices"), GONE),
        ((*ATTRIBUTE, "choices"), ["عالٍ"]),
        ((*ATTRIBUTE, "choices"), [{"titles": {"en": "High"}}]),
        ((*ATTRIBUTE, "choices"), [{"name": "High", "titles": "High"}]),
        ((*ATTRIBUTE, "choices"), [3]),
        ((*ATTRIBUTE, "required"), "yes"),
        ((*ATTRIBUTE, "default"), True),
        (ATTRIBUTE, {"name": "Certain", "type": "yes_no", "default": "true"}),
        (ATTRIBUTE, {"name": "Count", "type": "number", "default": "three"}),
        (ATTRIBUTE, {"name": "Day", "type": "date", "default": "12 March"}),
        ((*ATTRIBUTE, "formerly"), {}),
        (ROLE, "Place"),
        ((*ROLE, "name"), "مكان"),
        ((*ROLE, "fillers"), "PERS"),
        ((*ROLE, "fillers"), [["PERS"]]),
        ((*ROLE, "required"), 0),
        ((*ROLE, "many"), None),
        ((*ROLE, "key"), "AB"),
        (("relations",), None),
        (RELATION, []),
        ((*RELATION, "name"), GONE),
        ((*RELATION, "name"), "_same"),
        ((*RELATION, "color"), "grey"),
        ((*RELATION, "sources"), "PERS"),
        ((*RELATION, "targets"), {"PERS": True}),
        ((*RELATION, "symmetric"), "yes"),
        ((*RELATION, "transitive"), 1),
        ((*RELATION, "guideline"), []),
        ((*RELATION, "formerly"), [None]),
    ],
)
def test_what_our_reader_refuses_the_json_schema_refuses(path: tuple[Any, ...], value: Any) -> None:
    data = changed(path, value)
    assert not validator().is_valid(data)
    with pytest.raises(BadInput):
        from_json(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "hashiya-schema/1"),
        (("comment",), "for other programs"),
        (("relations",), GONE),
        ((*LABEL, "guideline"), {"ar": "تعريف", "en": "A definition"}),
        ((*LABEL, "guideline"), {}),
        ((*LABEL, "guideline"), {"text": {"ar": "تعريف"}, "source": 3}),
        ((*LABEL, "roles"), []),
        ((*LABEL, "weight"), 3),
        ((*EVENT, "key"), "7"),
        ((*ATTRIBUTE, "default"), "High"),
        (ATTRIBUTE, {"name": "Note"}),
        (ATTRIBUTE, {"name": "Count", "type": "number", "default": "-1.5", "choices": []}),
        ((*RELATION, "color"), "#5b6470"),
    ],
)
def test_what_our_reader_takes_the_json_schema_takes(path: tuple[Any, ...], value: Any) -> None:
    data = changed(path, value)
    validator().validate(data)
    from_json(data)


def test_the_json_schema_names_what_the_reader_names() -> None:
    """A kind, a type, a key or a pattern that changes in one of them changes in both."""
    published = orjson.loads(PUBLISHED.read_bytes())
    of = published["$defs"]
    guideline = Guideline({"ar": "ت"}, {"ar": ("ب",)}, {"ar": ("ج",)}, ("د",), ("ه",))
    choice = Choice("High", {"ar": "عالٍ"}, ("H",))
    spec = AttributeSpec("Certainty", AttributeType.ONE, {}, (choice,), True, "High", ("Sure",))
    role = Role("Place", {}, ("Meet",), True, False, "P", ("Where",))
    label = Label("Meet", Kind.EVENT, "#000000", "M", {}, guideline, "Contact", True, True, ("M",), (spec,), (role,))
    relation = RelationLabel("same", {}, "#000000", ("Meet",), ("Meet",), True, True, guideline, ("Equiv",))
    told = to_json(Schema("", {}, (label,), (relation,)))
    assert published["properties"]["format"]["enum"] == [schema_json.FORMAT, schema_json.FORMER]
    assert of["label"]["properties"]["kind"]["enum"] == list(Kind)
    assert of["attribute"]["properties"]["type"]["enum"] == list(AttributeType)
    assert of["name"]["pattern"] == f"^{schema_json._NAME.pattern}$"
    assert of["color"]["pattern"] == f"^{schema_json._COLOR.pattern}$"
    assert published["properties"].keys() == told.keys()
    assert of["label"]["properties"].keys() == told["labels"][0].keys()
    assert of["guideline"]["then"]["properties"].keys() == told["labels"][0]["guideline"].keys()
    assert of["attribute"]["properties"].keys() == told["labels"][0]["attributes"][0].keys()
    assert of["choice"]["anyOf"][1]["properties"].keys() == told["labels"][0]["attributes"][0]["choices"][0].keys()
    assert of["role"]["properties"].keys() == told["labels"][0]["roles"][0].keys()
    assert of["relation"]["properties"].keys() == told["relations"][0].keys()
