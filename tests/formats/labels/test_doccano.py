"""Labels from doccano: its exports of span types and of relation types."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats.labels.colours import PALETTE
from annotator.model.schema import Kind
from tests.formats.labels.reading import found_in, label_of, relation_of, remark_on


def entry(text: Any, **more: Any) -> dict[str, Any]:
    """A label as doccano exports it."""
    told = {"id": 44, "text": text, "prefix_key": None, "suffix_key": None}
    return told | {"background_color": "#209cee", "text_color": "#ffffff"} | more


def exported(*entries: Any) -> bytes:
    return orjson.dumps(list(entries))


def test_span_types_are_entities_with_their_keys_and_colours() -> None:
    found = found_in(
        exported(entry("شخص", suffix_key="p"), entry("ORG", suffix_key="1"), entry("DATE", background_color="#F00")),
        "span_types.json",
    )
    assert found.format == "doccano"
    assert [(label.name, label.kind, label.key, label.color) for label in found.schema.labels] == [
        ("shkhs", Kind.ENTITY, "P", "#209CEE"),
        ("ORG", Kind.ENTITY, "1", "#209CEE"),
        ("DATE", Kind.DATE, "", "#FF0000"),
    ]
    assert label_of(found.schema, "shkhs").titles == {"ar": "شخص"}


def test_keys_with_ctrl_or_shift_are_told_as_lost() -> None:
    found = found_in(exported(entry("A", prefix_key="ctrl", suffix_key="a"), entry("B", suffix_key="r")))
    assert [label.key for label in found.schema.labels] == ["", ""]
    assert remark_on(found, "A key is one letter or digit").endswith(": ctrl+a (A), r (B).")


def test_labels_without_anything_but_a_name_get_colours_of_the_palette() -> None:
    schema = found_in(b'[{"text": "A"}, {"text": "B", "background_color": "no"}]').schema
    assert [label.color for label in schema.labels] == list(PALETTE[:2])


def test_where_all_labels_have_one_colour_each_gets_its_own() -> None:
    found = found_in(exported(entry("A"), entry("B")))
    assert [label.color for label in found.schema.labels] == list(PALETTE[:2])
    assert "All labels had one colour, so each was given its own." in found.remarks
    assert label_of(found_in(exported(entry("A"))).schema, "A").color == "#209CEE"


def test_exports_of_older_versions_are_read_too() -> None:
    old = {
        "id": 6,
        "text": "ID",
        "prefixKey": None,
        "suffixKey": 3,
        "backgroundColor": "#FFC107",
        "textColor": "#ffffff",
    }
    label = label_of(found_in(exported(old)).schema, "ID")
    assert (label.key, label.color) == ("3", "#FFC107")
    lines = orjson.dumps(entry("A")) + b"\n\n" + orjson.dumps(entry("B")) + b"\n"
    assert [label.name for label in found_in(lines, "labels.jsonl").schema.labels] == ["A", "B"]
    assert [label.name for label in found_in(orjson.dumps(entry("A")), "labels.jsonl").schema.labels] == ["A"]


def test_a_description_is_a_guideline() -> None:
    found = found_in(exported(entry("A", description="A person's name")))
    assert label_of(found.schema, "A").guideline.text == {"en": "A person's name"}


@pytest.mark.parametrize("name", ["relation_types.json", "Relations.JSON", "my-relation-labels.jsonl"])
def test_relation_types_are_relations_where_the_file_is_called_so(name: str) -> None:
    found = found_in(exported(entry("يعمل في"), entry("same")), name)
    assert [relation.name for relation in found.schema.relations] == ["yaml_fy", "same"]
    assert relation_of(found.schema, "same").color == "#209CEE"
    assert [label.name for label in found.schema.labels] == ["Entity"]
    assert remark_on(found, "The file has relations only").endswith(": Entity.")


def test_a_label_that_stands_twice_is_taken_once() -> None:
    found = found_in(exported(entry("A"), entry(" A "), entry("B")))
    assert [label.name for label in found.schema.labels] == ["A", "B"]
    assert remark_on(found, "The file has these more than once").endswith(": A.")


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([], "there are no labels"),
        ([entry("A"), 3], "$[1]: expected an object"),
        ([{"id": 3}], "$[0].text: expected the name of a label"),
        ([entry("")], "$[0].text"),
        ([entry(" \n")], "$[0].text"),
        ([entry(None)], "$[0].text"),
        ([entry("x" * 1001)], "$[0].text"),
        ([{"id": 1, "text": "خبر", "label": [[0, 3, "X"]]}], "$[0]: this is an annotated text and not a label"),
        ([{"id": 1, "data": {"text": "خبر"}, "annotations": []}], "$[0]: this is an annotated text"),
        ([entry(f"L{i}") for i in range(1001)], "too many labels, more than 1000"),
    ],
)
def test_what_is_no_label_is_refused_with_its_path(entries: list[Any], reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        found_in(exported(*entries), "labels.json")
    assert reason in str(refused.value)


def test_a_file_of_numbers_is_no_file_of_labels() -> None:
    with pytest.raises(BadInput, match="not JSON"):
        found_in("1\n2", "labels.json")


def test_a_line_that_is_no_json_is_refused_with_its_number() -> None:
    with pytest.raises(BadInput, match="line 3: not JSON"):
        found_in('{"text": "A"}\n\n{"text": "B"', "labels.jsonl")


VALUES = st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=4) | st.lists(st.none(), max_size=1)
KEYS = ["id", "text", "prefix_key", "suffix_key", "background_color", "text_color", "suffixKey", "description", "label"]


@given(st.lists(VALUES | st.dictionaries(st.sampled_from(KEYS), VALUES), max_size=4), st.booleans())
def test_no_list_at_all_makes_it_fail_but_in_words(data: list[Any], relations: bool) -> None:
    try:
        found_in(orjson.dumps(data), "relations.json" if relations else "labels.json")
    except BadInput as refused:
        assert str(refused)


@given(st.lists(st.text(min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=6), st.booleans())
def test_labels_with_any_names_become_a_schema(names: list[str], relations: bool) -> None:
    schema = found_in(exported(*map(entry, names)), "relations.json" if relations else "labels.json").schema
    distinct = len({name.strip() for name in names})
    assert len(schema.relations if relations else schema.labels) == distinct
