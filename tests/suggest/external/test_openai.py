"""A language model: what it is asked, and what becomes of its quotes. The model is a web server on this machine."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import keyring
import keyring.backend
import keyring.errors
import pytest

from annotator.errors import BadInput
from annotator.suggest.external import keys
from annotator.suggest.external.duties import wanted
from annotator.suggest.external.external import External
from annotator.suggest.external.foreign import OutsideTrouble, Reason
from annotator.suggest.external.openai import PIECE, Chat, located, pieces, question
from annotator.suggest.external.outside import Kind, Outside
from tests.helpers.builders import ARTICLE, small_schema, text_article
from tests.helpers.outside import served

MODEL = Outside("model", Kind.CHAT, address="http://127.0.0.1:1/v1", model="qwen3:4b", labels={"person": "PERS"})
ALL = wanted(MODEL, small_schema())


class Drawer(keyring.backend.KeyringBackend):
    """A key store in memory."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture(autouse=True)
def drawer() -> Any:
    before, mine = keyring.get_keyring(), Drawer()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def says(content: str | list[dict[str, Any]]) -> dict[str, Any]:
    told = content if isinstance(content, str) else json.dumps({"entities": content})
    return {"choices": [{"message": {"role": "assistant", "content": told}}]}


def entity(quote: str, label: str, **told: Any) -> dict[str, Any]:
    return {"quote": quote, "label": label, "occurrence": 1, "before": "", "after": ""} | told


def test_the_quotes_of_a_model_become_suggestions() -> None:
    entities = [entity("محمود عبّاس", "person", before="الرئيس "), entity("القاهره", "GPE"), entity("دمشق", "GPE")]
    with served(lambda _path, _message: (200, says(entities))) as asked:
        external = External(
            replace(MODEL, address=asked.address + "/v1"), Chat(replace(MODEL, address=asked.address + "/v1"))
        )
        found = external.suggest(ARTICLE, small_schema())
    assert [(one.label, ARTICLE.text[one.start : one.end], one.confidence) for one in found] == [
        ("PERS", "محمود عباس", 0.6),
        ("GPE", "القاهرة", 0.6),
    ]
    assert external.last.dropped == {Reason.NOT_FOUND: 1}
    ((method, path, message, headers),) = asked
    assert (method, path) == ("POST", "/v1/chat/completions")
    assert (message["model"], message["temperature"]) == ("qwen3:4b", 0)
    assert "Authorization" not in headers


def test_it_is_asked_for_quotes_under_the_labels_in_the_shape_of_a_schema() -> None:
    asked: Any = question("m", "نص", ALL)
    entities = asked["response_format"]["json_schema"]["schema"]["properties"]["entities"]["items"]
    assert list(entities["properties"]) == ["quote", "label", "occurrence", "before", "after"]
    assert entities["properties"]["label"]["enum"] == ["person", "GPE", "Meet", "DATE"]
    assert "person: Person. A name\nGPE: GPE" in asked["messages"][1]["content"]
    assert asked["messages"][1]["content"].endswith("<article>\nنص\n</article>")


def test_what_an_article_makes_a_model_say_becomes_no_more_than_suggestions_under_the_labels() -> None:
    entities = [
        entity("محمود عباس", "ADMIN"),
        entity("القاهرة", "GPE", start=0, end=3, command="rm -rf /", label2="x"),
        {"label": "GPE"},
        {"quote": ["القاهرة"], "label": "GPE"},
        "القاهرة",
        entity("", "GPE"),
        entity("القاهرة", "GPE", occurrence="first", before=7, after=None),
    ]
    with served(lambda _path, _message: (200, says(entities))) as asked:
        external = External(MODEL, Chat(replace(MODEL, address=asked.address)))
        found = external.suggest(ARTICLE, small_schema())
    assert [(one.label, ARTICLE.text[one.start : one.end]) for one in found] == [("GPE", "القاهرة")]
    assert external.last.dropped == {Reason.UNKNOWN_LABEL: 1, Reason.MALFORMED: 4, Reason.OVERLAPPING: 1}


@pytest.mark.parametrize(
    "content",
    ['```json\n{"entities": []}\n```', '```\n{"entities": []}```\n', ' {"entities": []}\n'],
)
def test_an_answer_may_stand_in_a_fence(content: str) -> None:
    with served(lambda _path, _message: (200, says(content))) as asked:
        assert Chat(replace(MODEL, address=asked.address)).suggest(ARTICLE, ALL).found == ()


@pytest.mark.parametrize(
    "told",
    [
        says("Of course! Here are the entities:"),
        says('{"entities": 7}'),
        says("[]"),
        {"choices": []},
        {},
        {"choices": [7]},
    ],
)
def test_an_answer_without_a_list_of_quotes_is_told_of(told: dict[str, Any]) -> None:
    with served(lambda _path, _message: (200, told)) as asked, pytest.raises(OutsideTrouble, match="a list of quotes"):
        Chat(replace(MODEL, address=asked.address)).suggest(ARTICLE, ALL)


def test_a_long_article_is_asked_about_in_pieces_whose_quotes_land_in_the_whole() -> None:
    text = "كلام كثير عن أمور شتى.\n" * 300 + "وصل إلى القاهرة أمس."
    entities = [entity("القاهرة", "GPE")]
    with served(lambda _path, _message: (200, says(entities))) as asked:
        reply = Chat(replace(MODEL, address=asked.address)).suggest(text_article(text), ALL)
    (found,) = reply.found
    assert text[found.start : found.end] == "القاهرة"
    assert len(asked) == len(list(pieces(text))) == 3
    assert reply.dropped == {Reason.NOT_FOUND: 2}


@pytest.mark.parametrize("text", ["", " \n", "كلمة " * 3_000, "ا" * 10_000, "سطر\n" * 4_000, "جملة. " * 3_000])
def test_pieces_hold_all_of_a_text_in_order(text: str) -> None:
    found = list(pieces(text))
    assert "".join(text[start:end] for start, end in found).strip() == text.strip()
    assert all(0 < end - start <= PIECE for start, end in found)


def test_a_model_that_tells_endlessly_many_quotes_is_heard_up_to_a_limit() -> None:
    reply = located("القاهرة", [entity("القاهرة", "GPE")] * 2_500)
    assert (len(reply.found), reply.dropped) == (2_000, {Reason.MALFORMED: 500})


def test_which_models_there_are_is_looked_up() -> None:
    with served(lambda _path, _message: (200, {"data": [{"id": "llama3"}, {"id": "qwen3:4b"}]})) as asked:
        assert Chat(replace(MODEL, address=asked.address)).info().name == "qwen3:4b"
        with pytest.raises(OutsideTrouble, match="has no model “gpt”; it has llama3, qwen3:4b"):
            Chat(replace(MODEL, address=asked.address, model="gpt")).info()


def test_a_key_stands_in_the_key_store_and_goes_to_its_own_host_alone(drawer: Drawer) -> None:
    with (
        served(lambda _path, _message: (200, says([]))) as asked,
        served(lambda _path, _message: (200, says([]))) as other,
    ):
        keys.keep_key(asked.address + "/v1", "secret")
        Chat(replace(MODEL, address=asked.address + "/v1")).suggest(ARTICLE, ALL)
        Chat(replace(MODEL, address=other.address + "/v1")).suggest(ARTICLE, ALL)
        assert asked[0][3]["Authorization"] == "Bearer secret"
        assert "Authorization" not in other[0][3]
        assert drawer.held == {("hashiya", asked.address): "secret"}
        keys.keep_key(asked.address, "")
        assert keys.key_for(asked.address) == ""


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "مفتاح"])
def test_what_cannot_be_sent_is_no_key(key: str, drawer: Drawer) -> None:
    with pytest.raises(BadInput, match="That is no key"):
        keys.keep_key("https://api.example.org", key)
    drawer.held["hashiya", "https://api.example.org"] = key
    assert keys.key_for("https://api.example.org/v1") == ""


def test_a_key_store_that_is_locked_is_told_of_and_the_model_asked_without_a_key(drawer: Drawer) -> None:
    drawer.locked = True
    with pytest.raises(BadInput, match="The key store of this system cannot be used: locked"):
        keys.keep_key("https://api.example.org/v1", "secret")
    assert keys.key_for("https://api.example.org/v1") == ""
