"""How recommenders outside are set up and kept, and that nothing of them runs by itself."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import paths
from annotator.errors import BadInput
from annotator.suggest.external.allowed import NotAllowed, allow, forbid, is_allowed, reached
from annotator.suggest.external.child import Child
from annotator.suggest.external.external import connected, ready
from annotator.suggest.external.foreign import OutsideTrouble
from annotator.suggest.external.gate import Tally
from annotator.suggest.external.outside import Kind, Outside, from_json, host_of, hosts, leaves_machine, to_json
from tests.helpers.builders import ARTICLE, small_schema

SPACY = Outside(
    "spacy", Kind.PROCESS, ("python", "{adapters}/spacy_pipeline.py", "ar"), labels={"PER": "PERS"}, enabled=True
)
LOCAL = Outside("qwen", Kind.CHAT, address="http://127.0.0.1:11434/v1", model="qwen3:4b", seconds=120)
AWAY = Outside("far", Kind.CHAT, address="https://api.example.org/v1", host="api.example.org", model="big")


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HASHIYA_PREFERENCES", str(tmp_path / "own"))


def test_what_is_set_up_comes_back_from_json() -> None:
    assert from_json(to_json((SPACY, LOCAL, AWAY))) == (SPACY, LOCAL, AWAY)
    assert from_json("") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "are no JSON"),
        ("{}", "are not a list"),
        ("[7]", "Recommender 1 of the project is no JSON object"),
        ('[{"name": "a"}]', "Recommender 1 of the project has no “kind”"),
        ('[{"name": "a", "kind": "magic"}]', "cannot have 'magic' as its “kind”"),
        ('[{"name": "a", "kind": ["process"]}]', "as its “kind”"),
        ('[{"name": "a", "kind": "process", "command": "rm -rf"}]', "cannot have 'rm -rf' as its “command”"),
        ('[{"name": "a", "kind": "process", "command": ["a\\u0000b"]}]', "as its “command”"),
        ('[{"name": "a", "kind": "process"}]', "“a” has no command"),
        ('[{"name": "a", "kind": "process", "command": ["./evil"]}]', "begins with “./evil”: give the whole path"),
        ('[{"name": "a", "kind": "process", "command": ["..\\\\evil"]}]', "give the whole path"),
        ('[{"name": "a", "kind": "process", "command": ["x"], "shell": true}]', "as its “shell”"),
        ('[{"name": "a", "kind": "process", "command": ["x"], "seconds": 1e9}]', "takes up to 3600 seconds"),
        ('[{"name": "a", "kind": "process", "command": ["x"], "enabled": "yes"}]', "as its “enabled”"),
        ('[{"name": "a", "kind": "process", "command": ["x"], "labels": {"A": 1}}]', "as its “labels”"),
        ('[{"name": "memory", "kind": "plugin"}]', "“memory” cannot be the name"),
        ('[{"name": "a\\u202eb", "kind": "plugin"}]', "cannot be the name"),
        (
            '[{"name": "a", "kind": "plugin"}, {"name": "a", "kind": "plugin"}]',
            "Two recommenders of the project are called “a”",
        ),
        ('[{"name": "a", "kind": "chat", "address": "file:///etc/passwd"}]', "is none like http://127.0.0.1:8000"),
        ('[{"name": "a", "kind": "chat", "address": "https://api.example.org"}]', "send texts to api.example.org"),
        ('[{"name": "a", "kind": "chat", "address": "https://b.org", "host": "c.org"}]', "send texts to b.org"),
    ],
)
def test_what_cannot_be_set_up_so_is_told_in_words(text: str, told: str) -> None:
    with pytest.raises(BadInput) as error:
        from_json(text)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://127.0.0.1:8000/x", "127.0.0.1"),
        ("http://[::1]:8000", "::1"),
        ("https://API.example.org/v1", "api.example.org"),
        ("http://localhost@evil.org", ""),
        ("http://127.0.0.1\\@evil.org", ""),
        ("http://127.0.0.1#@evil.org/", ""),
        ("http://a.org:99999", ""),
        ("http://a.org/\nHost: b.org", ""),
        ("ftp://a.org", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address_is_the_one_that_would_be_asked(address: str, host: str) -> None:
    assert host_of(address) == host


def test_it_is_told_which_host_texts_go_to_and_this_machine_is_none() -> None:
    assert leaves_machine(AWAY) == "api.example.org"
    assert leaves_machine(LOCAL) == leaves_machine(SPACY) == ""
    assert leaves_machine(replace(LOCAL, address="http://localhost:1/v1")) == ""
    assert hosts((AWAY, LOCAL)) == []
    assert hosts((replace(AWAY, enabled=True), replace(AWAY, name="b", enabled=True), SPACY)) == ["api.example.org"]
    almost = Outside("a", Kind.SERVICE, address="http://127.0.0.1.example.org", host="127.0.0.1.example.org")
    assert leaves_machine(almost) == "127.0.0.1.example.org"


def test_a_command_in_a_project_never_runs_before_the_user_allows_it(tmp_path: Path) -> None:
    ran, project = tmp_path / "ran", tmp_path / "from a stranger.hashiya"
    stranger = from_json(
        to_json((Outside("nice", Kind.PROCESS, (sys.executable, "-c", f"open({str(ran)!r}, 'w')"), enabled=True),))
    )[0]
    with pytest.raises(NotAllowed, match="left alone until you allow it"):
        connected(stranger, project)
    assert not ran.exists()
    allow(stranger, project)
    connected(stranger, project).suggest(ARTICLE, small_schema())
    assert ran.exists()


def test_a_program_in_the_current_folder_is_none_without_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tagger").write_text("#!/bin/sh\n")
    (tmp_path / "tagger").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}.")
    with pytest.raises(OutsideTrouble, match="there is no program “tagger”"):
        Child(Outside("small", Kind.PROCESS, ("tagger",))).info()


def test_whoever_changes_the_command_the_address_or_the_project_has_to_ask_again(tmp_path: Path) -> None:
    allow(SPACY, tmp_path / "news.hashiya")
    allow(LOCAL, tmp_path / "news.hashiya")
    assert is_allowed(replace(SPACY, labels={}, threshold=0.5, enabled=False), tmp_path / "news.hashiya")
    assert not is_allowed(replace(SPACY, command=("python", "-c", "evil")), tmp_path / "news.hashiya")
    assert not is_allowed(replace(LOCAL, address="http://127.0.0.1:1/v1"), tmp_path / "news.hashiya")
    assert not is_allowed(SPACY, tmp_path / "other.hashiya")
    forbid(SPACY, tmp_path / "news.hashiya")
    assert not is_allowed(SPACY, tmp_path / "news.hashiya")
    assert is_allowed(LOCAL, tmp_path / "news.hashiya")


def test_of_a_project_only_what_is_on_and_allowed_is_asked(tmp_path: Path) -> None:
    project = tmp_path / "news.hashiya"
    off, on = replace(SPACY, enabled=False), replace(LOCAL, enabled=True)
    allow(SPACY, project)
    allow(off, project)
    may, waiting = ready((off, on, replace(SPACY, name="other")), project)
    assert (may, waiting) == ([], [on, replace(SPACY, name="other")])
    allow(on, project)
    may, waiting = ready((SPACY, on), project, tallies={"qwen": Tally(1, 100)})
    assert [one.name for one in may] == ["spacy", "qwen"]
    assert waiting == []
    assert "1%" in may[1].answer(ARTICLE, small_schema()).trouble


def test_a_damaged_list_of_what_is_allowed_allows_nothing(tmp_path: Path) -> None:
    allow(SPACY, tmp_path / "news.hashiya")
    for damaged in (b"", b"[]", b"{", b"\xff"):
        paths.allowed_file().write_bytes(damaged)
        assert not is_allowed(SPACY, tmp_path / "news.hashiya")
    allow(SPACY, tmp_path / "news.hashiya")
    assert is_allowed(SPACY, tmp_path / "news.hashiya")


def test_what_is_shown_before_it_is_allowed_hides_nothing() -> None:
    hiding = replace(SPACY, command=("python", "-c", "evil()\u202e\n# nice"))
    assert reached(hiding) == "python -c evil()��# nice"
    assert reached(LOCAL) == "http://127.0.0.1:11434/v1 qwen3:4b"
