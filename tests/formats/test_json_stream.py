"""One value at a time, out of lines, arrays and objects, whatever the bytes are."""

from __future__ import annotations

import io
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats import json_stream
from annotator.formats.json_stream import values

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(alphabet='"\\[]{},\n أب😀', max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('"[\\a', max_size=3), inner, max_size=3),
    max_leaves=9,
)


def read(data: bytes, named: str | None = None) -> list[Any]:
    return [
        value if not isinstance(value, BadInput) else str(value) for _line, value in values(io.BytesIO(data), named)
    ]


@given(st.lists(JSON, max_size=5), st.booleans(), st.integers(1, 40))
def test_an_array_comes_element_by_element_however_little_is_read_at_once(
    content: list[Any], pretty: bool, chunk: int
) -> None:
    data = orjson.dumps(content, option=orjson.OPT_INDENT_2 if pretty else None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        if content or data == b"[]":
            assert [value for _line, value in values(io.BytesIO(data), None)] == content


def test_lines_and_objects_over_many_lines_and_utf16_are_read() -> None:
    assert read(b'{"a": 1}\n\n {"a": 2}\r\n') == [{"a": 1}, {"a": 2}]
    assert read(b'{\n"a": 1\n}\n{\n"a": 2\n}') == [{"a": 1}, {"a": 2}]
    assert read('[{"a": "نص"}]'.encode("utf-16")) == [{"a": "نص"}]
    assert read('\ufeff[{"a": "نص"}]'.encode()) == [{"a": "نص"}]
    assert read('{"a": "نص"}'.encode("windows-1256"), "windows-1256") == [{"a": "نص"}]


def test_lines_are_counted_as_an_editor_does() -> None:
    data = b'[\n {"a":\n 1},\n\n {"b": 2}, ]'
    assert [line for line, _value in values(io.BytesIO(data), None)] == [2, 5]


def test_a_broken_line_does_not_harm_the_next_and_a_broken_array_says_so() -> None:
    assert read(b'{"a": "\n{"a": 2}')[1] == {"a": 2}
    assert read(b'[{"a": 1}, {"a": ')[0] == {"a": 1}
    assert len(read(b'[{"a": 1}, {"a": ')) == 2
    assert len(read(b'[{"a": 1}] {"a": 2}')) == 2


def test_what_is_too_long_is_told_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 100)
    monkeypatch.setattr(json_stream, "_CHUNK", 10)
    for data in (b'{"a": "' + b"x" * 500, b'[{"a": "' + b"x" * 500, b"[" + b"1" * 500):
        assert [type(value) for _line, value in values(io.BytesIO(data), None)] == [BadInput]


@given(st.binary(max_size=60) | st.text(alphabet='[]{},":\\ \n0a', max_size=60).map(str.encode))
def test_any_bytes_at_all_are_values_or_trouble_in_words(data: bytes) -> None:
    for line, value in values(io.BytesIO(data), None):
        assert line >= 1
        assert not isinstance(value, BadInput) or str(value)
