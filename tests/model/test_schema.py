"""The Schema: read back as written, and refused with the place of the fault."""

from __future__ import annotations

import copy
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import words
from annotator.errors import BadInput
from annotator.model.schema import Kind
from annotator.model.schema_json import from_json, to_json
from annotator.store.presets import schema_named, schema_names
from tests.helpers.builders import small_schema

GOOD = to_json(small_schema())


def test_a_schema_comes_back_from_json_as_it_was() -> None:
    assert from_json(orjson.loads(orjson.dumps(GOOD))) == small_schema()


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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        {"format": st.just("hashiya-schema/1")},
        optional={
            "name": json_values,
            "titles": json_values,
            "labels": json_values
            | st.lists(
                st.dictionaries(st.sampled_from(["name", "kind", "titles", "color", "key", "guideline"]), json_values)
            ),
        },
    )
    | json_values
)
def test_no_json_at_all_makes_the_reader_fail_but_in_words(data: Any) -> None:
    try:
        from_json(data)
    except BadInput as refused:
        assert str(refused)


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
