"""Whatever comes as a message is read, or refused in words."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.suggest.external import wire
from annotator.suggest.external.openai import located
from annotator.suggest.external.outside import from_json
from tests.helpers.builders import ANY_TEXT

_KEYS = """
    info protocol labels spans start end label score note trained error name kind command address host model seconds
    quote before after occurrence enabled version
"""
KEYS = st.sampled_from(_KEYS.split())
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-9, 99)
    | st.floats()
    | ANY_TEXT
    | st.sampled_from(["process", "chat", "موسكو"])
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=12
)


@given(st.dictionaries(KEYS, ANYTHING, max_size=6))
def test_any_answer_is_read_or_refused_in_words(answer: dict[str, Any]) -> None:
    for reading in (wire.as_info, wire.as_reply, wire.as_trained):
        with suppress(BadInput):
            reading(answer)
    reply = wire.as_reply({"spans": list(answer.values())})
    assert len(reply.found) + reply.dropped.total() == len(answer)
    assert all(one.score is None or 0 <= one.score <= 1 for one in reply.found)


@given(st.binary(max_size=60) | ANYTHING.map(orjson.dumps))
def test_any_line_is_read_or_refused_in_words_that_can_be_shown(line: bytes) -> None:
    try:
        wire.read(line)
    except BadInput as error:
        assert str(error).isprintable()
        assert len(str(error)) < 140


@given(ANYTHING, ANY_TEXT)
def test_any_list_of_quotes_is_read_and_each_one_counted(told: Any, text: str) -> None:
    entities = told if isinstance(told, list) else [told, {"quote": text[:5], "label": "X"}]
    reply = located(text, entities)
    assert len(reply.found) + reply.dropped.total() == len(entities)
    assert all(0 <= one.start < one.end <= len(text) for one in reply.found)


@given(ANYTHING)
def test_any_settings_of_a_project_are_read_or_refused_in_words(told: Any) -> None:
    with suppress(BadInput):
        from_json(orjson.dumps(told).decode())
    with suppress(BadInput):
        from_json(orjson.dumps([told]).decode())


def test_an_answer_says_what_was_learned() -> None:
    assert wire.as_trained({"trained": {"f1": 0.61, "note": "fine\n", "scores": [1]}}) == "f1 0.61, note fine"


@pytest.mark.parametrize("line", [b"[1]", b"7", b"null", b"", b"\xff\xfe", b"[" * 5_000])
def test_a_line_that_is_no_object_is_refused(line: bytes) -> None:
    with pytest.raises(BadInput, match="is no answer in JSON"):
        wire.read(line)
