"""`hashiya find`."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from annotator.workspace import Workspace
from tests.cli.conftest import TEXT, Hashiya, jsonl, on_a_terminal, run_alone


def test_a_line_says_where_the_words_stand(hashiya: Hashiya, filled: Path) -> None:
    (line,) = hashiya("find", filled, "عبّاس").stdout.splitlines()
    number, uid, start, end, labels, before, words, after = line.split("\t")
    assert (number, start, end, labels, words) == ("1", "19", "23", "PERS", "عباس")
    assert len(uid) == 36
    assert f"{before} {words} {after}" == TEXT


def test_json_has_every_hit(hashiya: Hashiya, filled: Path) -> None:
    (hit,) = orjson.loads(hashiya("find", filled, "زير", "--inside", "--json").stdout)
    assert list(hit) == ["article", "position", "title", "start", "end", "text", "before", "after", "labels"]
    assert TEXT[hit["start"] : hit["end"]] == hit["text"] == "زير"
    assert hashiya("find", filled, "زير", "--json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ("الرئيس", 1),
        ("ال", 0),
        ("ال --inside", 4),
        ("ال --inside --limit 2", 2),
        ("ا[لس] --regex", 5),
        ("القاهره", 1),
        ("القاهره --level marks", 0),
        ("القاهرة --level exact", 1),
        ("محمود --label PERS", 1),
        ("محمود --label GPE", 0),
        ("محمود --unmarked", 0),
        ("القاهرة --unmarked", 1),
        ("القاهرة --source x", 0),
        ("القاهرة --since 2026-01-01", 0),
        ("القاهرة --status in_progress", 1),
        ("القاهرة --status done", 0),
        ("القاهرة --article 1", 1),
        ("القاهرة --annotator a1", 1),
    ],
)
def test_the_options_narrow_what_is_found(hashiya: Hashiya, filled: Path, options: str, count: int) -> None:
    result = hashiya("find", filled, *options.split())
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == count


@pytest.mark.parametrize(
    "options",
    ["( --regex", "x --label NONE", "x --since someday", "x --level loose", "x --article 9", "x --annotator who"],
)
def test_a_mistake_is_told_in_one_sentence(hashiya: Hashiya, filled: Path, options: str) -> None:
    result = hashiya("find", filled, *options.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_project_of_an_older_version_is_indexed_first(hashiya: Hashiya, filled: Path) -> None:
    with Workspace.open(filled) as workspace, workspace._store.atomic():
        workspace._store.settings.put("indexed", "0")
        workspace._store.db.execute("INSERT INTO articles_index (articles_index) VALUES ('delete-all')")
    assert len(hashiya("find", filled, "القاهرة").stdout.splitlines()) == 1
    with Workspace.open(filled) as workspace:
        assert workspace.has_index


def test_hostile_words_are_shown_and_not_obeyed(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    hashiya("import", place, jsonl(tmp_path / "in.jsonl", {"text": "قال \x1b[2J\u202e منطاد [bold]x"}))
    sent, _piped = on_a_terminal("find", place, "منطاد")
    assert "\x1b[2J" not in sent
    assert "[منطاد] [bold]x" in sent
    status, out, err = run_alone("find", place, "منطاد")
    assert (status, err) == (0, "")
    assert "\x1b" not in out
