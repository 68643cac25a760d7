"""What a person says of a recommender outside: which of it is good, what is told of the rest, and what it makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.model.schema import Kind as LabelKind
from annotator.model.schema import Label, Schema
from annotator.suggest.external import adapters
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.external.setting_up import Draft, Way, draft_of, faults, made

SCHEMA = Schema("s", {}, (Label("PERS", LabelKind.ENTITY, "#336699"), Label("GPE", LabelKind.ENTITY, "#996633")))
GOOD = (
    Draft("news", Way.SPACY, python="/opt/spacy/bin/python", model="ar_news"),
    Draft("own", Way.COMMAND, command="/opt/tagger --fast 'a b'"),
    Draft("near", Way.SERVICE, address="http://127.0.0.1:8000"),
    Draft("far", Way.CHAT, address="https://models.example.org/v1", host="models.example.org", model="qwen"),
)


@pytest.mark.parametrize("draft", GOOD, ids=lambda one: one.name)
def test_a_good_draft_makes_a_recommender_and_is_read_from_it_again(draft: Draft) -> None:
    draft = replace(draft, labels={"PER": "PERS", "MISC": ""}, seconds=60.0, threshold=0.5)
    assert faults(draft, SCHEMA) == {}
    outside = made(draft, SCHEMA)
    assert draft_of(outside) == draft
    assert (outside.labels, outside.seconds, outside.enabled) == ({"PER": "PERS", "MISC": ""}, 60.0, True)


words = st.text(st.characters(min_codepoint=33, max_codepoint=0x64A, exclude_characters="/\\~"), min_size=1, max_size=8)


@settings(max_examples=15)
@given(words, st.lists(st.text(max_size=6).filter(lambda text: "\0" not in text), max_size=3))
def test_any_command_that_a_project_has_is_shown_so_that_it_stays_the_same(program: str, others: list[str]) -> None:
    outside = Outside("x", Kind.PROCESS, (f"/bin/{program}", *others))
    assert made(draft_of(outside), SCHEMA).command == outside.command


def test_an_adapter_with_more_than_its_model_is_a_command() -> None:
    command = adapters.command("gliner", "/opt/python", "m", "--threshold", "0.3")
    draft = draft_of(Outside("x", Kind.PROCESS, command))
    assert (draft.way, draft.command) == (
        Way.COMMAND,
        "/opt/python '{adapters}/gliner_labels.py' m --threshold 0.3",
    )
    assert made(draft, SCHEMA).command == command


@pytest.mark.parametrize(
    ("draft", "wrong", "told"),
    [
        (replace(GOOD[0], name="two words"), "name", "cannot be the name"),
        (replace(GOOD[0], name=""), "name", "Give it a name"),
        (replace(GOOD[2], address=" "), "address", "at which address"),
        (Draft("", Way.PLUGIN), "name", "No plug-in is installed"),
        (replace(GOOD[0], python=" "), "python", "which Python"),
        (replace(GOOD[0], model=""), "model", "which model"),
        (replace(GOOD[1], command="'open"), "command", "is no command"),
        (replace(GOOD[1], command=" "), "command", "Say which command"),
        (replace(GOOD[2], address="localhost"), "address", "is none like"),
        (replace(GOOD[3], host=""), "host", "not this machine"),
        (replace(GOOD[2], seconds=0), "seconds", "3600 seconds"),
        (replace(GOOD[2], threshold=1.5), "threshold", "between 0 and 1"),
        (replace(GOOD[2], labels={"PER": "PERSON"}), "labels", "no label “PERSON”"),
        (Draft("nobody", Way.PLUGIN), "name", "no plug-in “nobody”"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(draft: Draft, wrong: str, told: str) -> None:
    found = faults(draft, SCHEMA)
    assert list(found) == [wrong]
    assert told in found[wrong]
    with pytest.raises(BadInput, match=told):
        made(draft, SCHEMA)


def test_several_faults_are_told_at_once() -> None:
    draft = Draft("", Way.GLINER, labels={"X": "Y"}, seconds=0)
    assert set(faults(draft, SCHEMA)) == {"name", "python", "model", "labels", "seconds"}


def test_a_model_that_is_a_folder_has_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ar_news").mkdir()
    monkeypatch.chdir(tmp_path)
    assert made(GOOD[0], SCHEMA).command[2] == str(tmp_path / "ar_news")
    assert made(replace(GOOD[0], model="other"), SCHEMA).command[2] == "other"
