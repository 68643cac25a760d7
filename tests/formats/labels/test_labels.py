"""Which file it is is found out, and every other one is refused in words."""

from __future__ import annotations

import codecs

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import words
from annotator.errors import BadInput
from annotator.formats.labels import read_labels
from annotator.model.schema_json import to_json
from tests.formats.labels.reading import found_in
from tests.helpers.builders import small_schema

OURS = orjson.dumps(to_json(small_schema()))
BRAT = "[entities]\nPerson\n[events]\nMeet\n"
STUDIO = '<View><Labels name="l" toName="t"><Label value="Person"/></Labels><Text name="t" value="$text"/></View>'
DOCCANO = '[{"id": 1, "text": "Person", "suffix_key": "p", "background_color": "#209cee", "text_color": "#ffffff"}]'


@pytest.mark.parametrize("name", ["labels", "annotation.conf", "labels.json", "labels.xml", "وسوم.txt", "", "."])
@pytest.mark.parametrize(
    ("content", "form"),
    [(OURS.decode(), "hashiya"), (BRAT, "brat"), (STUDIO, "label-studio"), (DOCCANO, "doccano")],
)
def test_the_content_tells_which_file_it_is_whatever_its_name(content: str, form: str, name: str) -> None:
    assert found_in(content, name).format == form


@pytest.mark.parametrize("content", [OURS.decode(), BRAT, STUDIO, DOCCANO])
def test_a_byte_order_mark_changes_nothing(content: str) -> None:
    assert found_in(codecs.BOM_UTF8 + content.encode()) == found_in(content)


def test_a_schema_of_our_own_comes_in_as_it_is() -> None:
    found = found_in(OURS, "other.json")
    assert (found.schema, found.remarks) == (small_schema(), ())


def test_xml_may_begin_with_a_comment_and_brat_with_a_macro() -> None:
    assert found_in(f"<!-- [entities] -->\n{STUDIO}").format == "label-studio"
    assert found_in(f'<?xml version="1.0" encoding="windows-1256"?>\n{STUDIO}').format == "label-studio"
    assert found_in(f"<PG>=Person|GPE\n{BRAT}").format == "brat"


def test_the_schema_is_called_by_the_file() -> None:
    assert found_in(BRAT, "folder/ace-05.conf").schema.name == "ace-05"
    schema = found_in(BRAT, "وسوم الأخبار.conf").schema
    assert (schema.name, schema.titles) == ("wswm_alakhbar", {"ar": "وسوم الأخبار"})


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "annotation.conf", "“annotation.conf”: it is none of these"),
        ("قائمة وسوم".encode(), "labels.txt", "it is none of these"),
        (b"Person\nOrganization\n", "labels.txt", "it is none of these"),
        ("[entities]\nشخص\n".encode("windows-1256"), "annotation.conf", "byte 11 is not UTF-8. Save the file in UTF-8"),
        (BRAT.encode("utf-16"), "annotation.conf", "byte 0 is not UTF-8"),
        (BRAT.encode("utf-16-le"), "annotation.conf", "line 1: there is a NUL character"),
        (b"[entities]\nPer\0son\n", "annotation.conf", "line 2: there is a NUL character"),
        (b"{}", "labels.json", "format"),
        (b'{"format": "hashiya-schema/2", "name": "x", "labels": [{}]}', "x.json", "$.labels[0].name"),
        (b"[1,\n2,", "labels.json", "line 2: not JSON"),
        (b"nothing", "labels.json", "line 1: not JSON"),
        (b"[options]\nTokens tokenizer:x", "tools.conf", "it is none of these"),
        (b"[]", "labels.json", "there are no labels in it"),
        (b"null", "labels.json", "format"),
        (b"# " + b"x" * 2**22, "annotation.conf", "larger than 4096 KiB"),
        (b"[" * 100_000, "labels.json", "not JSON"),
    ],
)
def test_other_files_are_refused_with_what_is_wrong_and_what_to_do(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(BadInput, match="No labels could be read from") as refused:
        read_labels(content, name)
    assert reason in str(refused.value)


def test_a_schema_of_our_own_with_too_many_labels_is_refused_before_it_is_read() -> None:
    many = to_json(small_schema()) | {"labels": [{}] * 1001}
    with pytest.raises(BadInput, match="too many labels, more than 1000"):
        read_labels(orjson.dumps(many), "many.json")


def test_what_is_wrong_is_said_in_the_language_spoken() -> None:
    words.use("ar")
    with pytest.raises(BadInput):
        read_labels(b"", "annotation.conf")


NAMES = st.sampled_from(["annotation.conf", "labels.json", "relation_types.json", "config.xml", "x", "", "\udcff.json"])


@given(st.binary(max_size=60), NAMES)
def test_no_bytes_at_all_make_it_fail_but_in_words(data: bytes, name: str) -> None:
    try:
        found_in(data, name)
    except BadInput as refused:
        assert str(refused)
