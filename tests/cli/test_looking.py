"""list, show, log and check: for eyes, for programs, and against hostile words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.cli.conftest import TEXT, Hashiya, jsonl, on_a_terminal, state

HOSTILE = "عاجل\x1b]0;owned\x07\x9b2J [bold]x[/bold] :smile: \u202eabc\tو\r\nسطر"


@pytest.fixture
def hostile(place: Path, hashiya: Hashiya, tmp_path: Path) -> Path:
    """A project with an Article whose every word wants to drive the terminal."""
    line = {
        "text": f"قال {HOSTILE}\rانتهى",
        "title": HOSTILE,
        "source": HOSTILE,
        "metadata": {HOSTILE: HOSTILE},
        "spans": [[0, 40, "PERS"]],
    }
    assert hashiya("import", place, jsonl(tmp_path / "in.jsonl", line)).exit_code == 0
    return place


def test_a_list_for_programs_has_a_line_for_each_article(hashiya: Hashiya, filled: Path) -> None:
    number, uid, status, spans, published, source, title = hashiya("list", filled).stdout.rstrip("\n").split("\t")
    assert (number, status, spans, published, source, title) == ("1", "in_progress", "1", "", "", "لقاء")
    assert len(uid) == 36


def test_a_list_as_json_is_one_array(hashiya: Hashiya, filled: Path) -> None:
    result = hashiya("list", filled, "--json")
    (entry,) = orjson.loads(result.stdout)
    assert "لقاء" in result.stdout  # not escaped
    assert list(entry) == ["id", "position", "title", "source", "published", "status", "spans"]
    assert (entry["position"], entry["status"], entry["spans"]) == (1, "in_progress", 1)


@pytest.mark.parametrize("verb", ["list", "log"])
def test_an_empty_project_has_an_empty_list(verb: str, hashiya: Hashiya, place: Path) -> None:
    assert hashiya(verb, place).stdout == ""
    assert hashiya(verb, place, "--json").stdout == "[]\n"


def test_show_tells_an_article_with_everyones_spans(hashiya: Hashiya, filled: Path, tmp_path: Path) -> None:
    second = {"text": TEXT, "annotator": "a2", "status": "done", "spans": [[41, 48, "GPE"]]}
    hashiya("import", filled, jsonl(tmp_path / "in.jsonl", second))
    shown = hashiya("show", filled, "1").stdout
    assert shown.startswith("لقاء\nId: ")
    assert f"\n\n{TEXT}\n" in shown
    assert "\na1 · in progress · 1 span\n13-23\tPERS\tمحمود عباس\n" in shown
    assert "\na2 · done · 1 span\n41-48\tGPE\tالقاهرة\n" in shown


def test_show_tells_what_a_flag_is_about(hashiya: Hashiya, filled: Path) -> None:
    with Workspace.open(filled) as workspace:
        workspace.set_status(workspace.article_uids()[0], Status.FLAGGED, "من هو؟")
    assert "a1 · flagged · 1 span\nمن هو؟\n" in hashiya("show", filled, "1").stdout


def test_show_as_json_gives_the_text_exactly(hashiya: Hashiya, hostile: Path) -> None:
    shown = orjson.loads(hashiya("show", hostile, "1", "--json").stdout)
    assert (shown["text"], shown["title"]) == (f"قال {HOSTILE}\rانتهى", HOSTILE)
    assert shown["metadata"] == [{"name": HOSTILE, "value": HOSTILE}]
    (layer,) = shown["layers"]
    (span,) = layer["spans"]
    assert shown["text"][span["start"] : span["end"]] == span["text"]


def test_an_article_is_known_by_its_number_its_id_and_its_title(hashiya: Hashiya, filled: Path) -> None:
    uid = orjson.loads(hashiya("list", filled, "--json").stdout)[0]["id"]
    told = {hashiya("show", filled, name).stdout for name in ("1", uid, uid[:30], "لقاء")}
    assert len(told) == 1


@pytest.mark.parametrize("name", ["2", "0", "-", "لا أحد", ""])
def test_an_article_that_is_not_there_is_a_mistake(name: str, hashiya: Hashiya, filled: Path) -> None:
    result = hashiya("show", filled, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"The project has no article “{name}”" in result.stderr


def test_the_journal_is_told_newest_first(hashiya: Hashiya, filled: Path) -> None:
    hashiya("undo", filled)
    rows = [line.split("\t") for line in hashiya("log", filled).stdout.splitlines()]
    assert [row[0] for row in rows] == ["4", "3", "2", "1"]
    assert [row[2] for row in rows] == ["a1"] * 4
    assert rows[0][-1] == "Undo: Add the article “لقاء”"
    assert rows[-1][-1] == "Add the article “لقاء”"
    assert rows[0][5] == rows[-1][4]  # the step it takes back


def test_the_journal_as_json_is_one_array_and_may_be_limited(hashiya: Hashiya, filled: Path) -> None:
    entries = orjson.loads(hashiya("log", filled, "--json").stdout)
    assert [list(entry) for entry in entries] == [["seq", "at", "annotator", "article", "step", "undoes", "text"]] * 2
    assert orjson.loads(hashiya("log", filled, "--json", "--limit", "1").stdout) == entries[:1]
    assert hashiya("log", filled, "--limit", "-1").exit_code == 2
    assert hashiya("log", filled, "--limit", "many").exit_code == 2


def test_a_sound_project_passes_the_check(hashiya: Hashiya, filled: Path) -> None:
    result = hashiya("check", filled)
    assert (result.exit_code, result.stdout) == (0, "All is well.\n")
    assert hashiya("check", filled, "--json").stdout == "[]\n"


def test_a_check_that_finds_something_ends_with_status_one(hashiya: Hashiya, filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as database, database:
        database.execute("UPDATE spans SET start = start - 1")
    result = hashiya("check", filled)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "article “لقاء”" in result.stdout
    told = hashiya("check", filled, "--json")
    assert told.exit_code == 1
    assert [finding["text"] for finding in orjson.loads(told.stdout)] == result.stdout.splitlines()


def test_a_damaged_file_is_a_finding_of_the_check_and_a_mistake_elsewhere(hashiya: Hashiya, filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    data[4096 * 2 : 4096 * 6] = b"\xff" * 4096 * 4
    filled.write_bytes(data)
    found, listed = hashiya("check", filled), hashiya("list", filled)
    assert (found.exit_code, found.stderr) == (1, "")
    assert "“news.hashiya” is damaged" in found.stdout
    assert (listed.exit_code, listed.stdout) == (2, "")
    assert "“news.hashiya” is damaged" in listed.stderr
    assert filled.read_bytes() == data


@pytest.mark.parametrize("args", [("list",), ("show", "1"), ("log",), ("check",)])
def test_looking_changes_nothing(args: tuple[str, ...], hashiya: Hashiya, filled: Path) -> None:
    before = state(filled)
    for form in ((), ("--json",)):
        assert hashiya(args[0], filled, *args[1:], *(() if args == ("check",) else form)).exit_code == 0
    assert state(filled) == before


@pytest.mark.parametrize("verb", ["list", "log", "check", "undo", "redo", "export"])
def test_what_is_no_project_is_a_mistake(verb: str, hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not a project at all, though rather long " * 40)
    for name, reason in (("none.hashiya", "There is no project"), ("letter.txt", "is not a Hashiya project")):
        result = hashiya(verb, name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr


DRIVING = [chr(code) for code in (0x07, 0x1B, 0x9B, 0x202E)]


@pytest.mark.parametrize("args", [("list",), ("show", "1"), ("log",)])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_hostile_words_are_shown_and_never_drive_the_terminal(
    args: tuple[str, ...], form: tuple[str, ...], hashiya: Hashiya, hostile: Path
) -> None:
    printed = hashiya(args[0], hostile, *args[1:], *form).stdout
    assert not [ch for ch in (*DRIVING, "\r") if ch in printed]
    if not form:
        assert "␛]0;owned␇<U+009B>2J" in printed or args == ("log",)


@pytest.mark.parametrize("args", [("list",), ("show", "1"), ("log",)])
def test_hostile_words_on_a_terminal_are_plain_text(args: tuple[str, ...], hostile: Path) -> None:
    seen, _piped = on_a_terminal(args[0], hostile, *args[1:])
    assert "\x1b]" not in seen
    assert not [ch for ch in ("\x07", "\x9b", "\u202e") if ch in seen]
    assert "␛]0;owned␇" in seen
    assert "[bold]x[/bold]" in seen or args == ("log",)
    assert "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}" not in seen


def test_a_terminal_gets_columns_with_headings(filled: Path) -> None:
    seen, _piped = on_a_terminal("list", filled)
    assert "Title" in seen
    assert "in progress" in seen
    assert "لقاء" in seen
    assert "\t" not in seen


def test_whoever_may_only_read_a_project_can_look_at_it_and_take_its_data(
    hashiya: Hashiya, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    opened = Workspace.open.__func__  # type: ignore[attr-defined]

    def told(_cls: object, *args: object, to_read: bool = False) -> Workspace:
        asked.append(to_read)
        found = opened(Workspace, *args, to_read=to_read)
        assert isinstance(found, Workspace)
        return found

    monkeypatch.setattr(Workspace, "open", classmethod(told))
    for verb in ("list", "show 1", "log", "check", "find محمود", "export -o -", "progress", "dates", "duplicates"):
        name, *rest = verb.split()
        assert hashiya(name, filled, *rest).exit_code == 0
    assert all(asked)
