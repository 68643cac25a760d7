"""import: what comes in, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import codecs
from pathlib import Path

import orjson
import pytest

from annotator.workspace import Workspace
from tests.cli.conftest import LINE, TEXT, Hashiya, jsonl, state

OTHER = {"text": "وصل الوفد إلى دمشق.", "spans": [{"start": 14, "end": 18, "label": "GPE"}]}


def articles(project: Path) -> list[tuple[str, str]]:
    """Title and text of each Article."""
    with Workspace.open(project) as workspace:
        found = [workspace.article(uid) for uid in workspace.article_uids()]
    return [(article.title, article.text) for article in found]


def spans(project: Path, annotator: str = "a1") -> list[tuple[str, str]]:
    """Label and words of each Span."""
    with Workspace.open(project) as workspace:
        return [
            (span.label, span.surface(workspace.article(uid).text))
            for uid in workspace.article_uids()
            for span in workspace.layer(uid, annotator).spans
        ]


def test_a_line_comes_in_with_its_spans(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    result = hashiya("import", place, jsonl(tmp_path / "in.jsonl", LINE, OTHER))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2 articles came in.\n2 spans came in.\n"
    assert spans(place) == [("PERS", "محمود عباس"), ("GPE", "دمشق")]


def test_what_the_files_do_not_say_is_said_by_options(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    told = {**OTHER, "source": "قناة", "published": "2025-01-02"}
    files = jsonl(tmp_path / "in.jsonl", LINE, told)
    options = ("--published", "2026-01-27", "--source", "وكالة", "--annotator", "a2")
    assert hashiya("import", place, files, *options).exit_code == 0
    listed = orjson.loads(hashiya("list", place, "--json").stdout)
    assert [(x["source"], x["published"]) for x in listed] == [("وكالة", "2026-01-27"), ("قناة", "2025-01-02")]
    assert spans(place, "a2") == [("PERS", "محمود عباس"), ("GPE", "دمشق")]
    assert spans(place) == []


def test_its_own_export_comes_back_as_the_same_bytes(hashiya: Hashiya, filled: Path, schema_file: Path) -> None:
    out = filled.with_name("out.jsonl")
    assert hashiya("export", filled, "-o", out).exit_code == 0
    assert hashiya("new", "second.hashiya", "--schema", schema_file).exit_code == 0
    assert hashiya("import", "second.hashiya", out).exit_code == 0
    assert hashiya("export", "second.hashiya", "-o", "-").stdout_bytes == out.read_bytes()


def test_a_folder_is_read_with_all_its_folders(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "in" / "b.txt").write_text("باء", encoding="utf-8")
    (tmp_path / "in" / "deep" / "deeper" / "a.TXT").write_text("ألف", encoding="utf-8")
    (tmp_path / "in" / "deep" / "notes.md").write_text("لا", encoding="utf-8")
    jsonl(tmp_path / "in" / "c.jsonl", OTHER)
    assert hashiya("import", place, "in").exit_code == 0
    assert [title for title, _text in articles(place)] == ["باء", OTHER["text"], "ألف"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding(
    mark: bytes, encoding: str, hashiya: Hashiya, place: Path, tmp_path: Path
) -> None:
    text = "أوّل\r\nثانٍ ਊ ഊ 🕊\n"  # letters whose UTF-16 has the byte of a newline in it
    (tmp_path / "in.txt").write_bytes(mark + text.encode(encoding))
    (tmp_path / "in.jsonl").write_bytes(mark + (orjson.dumps(LINE).decode() + "\n\n").encode(encoding))
    result = hashiya("import", place, "in.txt", "in.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert articles(place) == [("أوّل", text), ("لقاء", TEXT)]


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16-le", "utf-32"])
def test_another_encoding_comes_in_where_it_is_named(
    encoding: str, hashiya: Hashiya, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.txt").write_bytes("قمة في القاهرة".encode(encoding))
    (tmp_path / "in.jsonl").write_bytes((orjson.dumps(LINE).decode() + "\n").encode(encoding))
    result = hashiya("import", place, "in.txt", "in.jsonl", "--encoding", encoding)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [text for _title, text in articles(place)] == ["قمة في القاهرة", TEXT]


def bad(**changes: object) -> bytes:
    return orjson.dumps({**LINE, "text": f"{TEXT}!", **changes})


BAD_LINES = {
    "not JSON": (b'{"text": ', "not JSON"),
    "not an object": (b'["text"]', "not a JSON object"),
    "text missing": (b'{"title": "x"}', "“text” is missing"),
    "text not a text": (b'{"text": 5}', "“text” is missing or is not a text"),
    "text empty": (b'{"text": " "}', "there is no text in it"),
    "offset outside": (bad(spans=[[0, 4000, "PERS"]]), "span [0, 4000] lies outside the text"),
    "offset negative": (bad(spans=[[-1, 4, "PERS"]]), "span [-1, 4] lies outside the text"),
    "end before start": (bad(spans=[[9, 4, "PERS"]]), "span [9, 4] ends before it starts"),
    "nothing between": (bad(spans=[[4, 4, "PERS"]]), "span [4, 4] ends before it starts"),
    "offset no number": (bad(spans=[["0", 4, "PERS"]]), "a span's start and end must be whole numbers"),
    "offset true": (bad(spans=[[True, 4, "PERS"]]), "a span's start and end must be whole numbers"),
    "unknown label": (bad(spans=[[0, 4, "PLANET"]]), "the schema has no label “PLANET”"),
    "other words": (bad(spans=[{"start": 0, "end": 5, "label": "PERS", "text": "x"}]), "span [0, 5] says “x”"),
    "spans no list": (bad(spans={}), "“spans” is not a list"),
    "NUL": (b'{"text": "a\\u0000b"}', "the text contains a NUL character at position 1"),
    "raw NUL": (b'{"text": "a\0b"}', "it contains NUL bytes"),
    "invalid UTF-8": (b'{"text": "a\xff"}', "byte 11 is not UTF-8"),
    "half a surrogate pair": (b'{"text": "a\\ud83d"}', "not JSON"),
    "no date": (bad(published="yesterday"), "“published” is “yesterday”"),
    "unknown status": (bad(status="finished"), "“status” is “finished”"),
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_stops_the_import_before_anything_is_written(
    line: bytes, reason: str, hashiya: Hashiya, filled: Path, tmp_path: Path
) -> None:
    before = state(filled)
    result = hashiya("import", filled, jsonl(tmp_path / "in.jsonl", OTHER, b"", line))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"in.jsonl:3: {reason}" in result.stderr
    assert "Nothing was imported" in result.stderr
    assert state(filled) == before


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_skip_bad_takes_in_the_rest_and_lists_what_was_left(
    line: bytes, reason: str, hashiya: Hashiya, place: Path, tmp_path: Path
) -> None:
    result = hashiya("import", place, jsonl(tmp_path / "in.jsonl", LINE, line, OTHER), "--skip-bad")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 articles came in.\n2 spans came in.\n1 bad line was left out:\n  ")
    assert f"in.jsonl:2: {reason}" in result.stdout
    assert len(articles(place)) == 2


BAD_FILES = {
    "windows-1256": ("قمة في القاهرة".encode("windows-1256"), "--encoding"),
    "UTF-16 without a mark": ("قمة في القاهرة".encode("utf-16-le"), "--encoding"),
    "NUL": (b"a\0b", "it contains NUL bytes"),
    "invalid UTF-8": (b"abc\xc3(", "byte 3 is not UTF-8"),
    "cut in the middle of a letter": ("قمة".encode()[:-1], "byte 4 is not UTF-8"),
    "empty": (b"", "there is no text in it"),
    "blank": (b" \r\n\t", "there is no text in it"),
    "a mark and nothing else": (codecs.BOM_UTF8, "there is no text in it"),
    "half a unit of UTF-16": (codecs.BOM_UTF16_LE + b"\x27", "is not UTF-16-LE"),
}


@pytest.mark.parametrize(("data", "reason"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_text_file_stops_the_import_or_is_left_out(
    data: bytes, reason: str, hashiya: Hashiya, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("خبر", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(data)
    before = state(filled)
    stopped = hashiya("import", filled, "good.txt", "bad.txt")
    assert (stopped.exit_code, stopped.stdout) == (2, "")
    assert "bad.txt:1: " in stopped.stderr
    assert reason in stopped.stderr
    assert state(filled) == before
    skipped = hashiya("import", filled, "bad.txt", "good.txt", "--skip-bad")
    assert skipped.exit_code == 0
    assert "1 article came in.\n1 bad line was left out:\n" in skipped.stdout
    assert ("خبر", "خبر") in articles(filled)


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("in.txt", "--encoding", "klingon"), "There is no encoding called “klingon”"),
        (("in.txt", "--encoding", "rot13"), "There is no encoding called “rot13”"),
        (("in.txt", "--encoding", "base64"), "There is no encoding called “base64”"),
        (("in.txt", "--encoding", "undefined"), "There is no encoding called “undefined”"),
        (("in.txt", "--published", "27/1/2026"), "“27/1/2026” is no date"),
        (("in.txt", "--published", "2026-02-30"), "“2026-02-30” is no date"),
        (("in.txt", "--annotator", ""), "An annotator needs a name"),
        (("in.txt", "none.txt"), "There is no file “none.txt”"),
        (("in.pdf",), "known endings: .ann, .xmi, "),
        (("hollow",), "The folder “hollow” holds no files that can be imported"),
        ((), "Missing argument 'FILE…'"),
    ],
)
def test_a_mistake_in_use_is_told_and_changes_nothing(
    args: tuple[str, ...], reason: str, hashiya: Hashiya, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.txt").write_text("خبر", encoding="utf-8")
    (tmp_path / "in.pdf").write_bytes(b"%PDF")
    (tmp_path / "hollow").mkdir()
    before = state(filled)
    for more in ((), ("--skip-bad",)):
        result = hashiya("import", filled, *args, *more)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr
    assert state(filled) == before


def test_a_text_that_is_there_already_is_told_and_not_added_twice(
    hashiya: Hashiya, filled: Path, tmp_path: Path
) -> None:
    before = state(filled)
    result = hashiya("import", filled, jsonl(tmp_path / "in.jsonl", {"text": TEXT, "title": "مرة أخرى"}))
    assert result.exit_code == 0
    assert result.stdout.startswith("0 articles came in.\n1 article was there already")
    assert "in.jsonl:1: “مرة أخرى” is in the project already" in result.stdout
    assert state(filled) == before


def test_the_same_text_in_two_files_is_told_as_well(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("خبر", encoding="utf-8")
    result = hashiya("import", place, "one.txt", "two.txt")
    assert "1 article came in.\n1 article was there already" in result.stdout
    assert "two.txt:1: " in result.stdout


def test_spans_of_an_article_that_is_there_go_to_a_layer_that_is_empty(
    hashiya: Hashiya, filled: Path, tmp_path: Path
) -> None:
    files = jsonl(tmp_path / "in.jsonl", {**LINE, "spans": [[41, 48, "GPE"]], "annotator": "a2"})
    assert hashiya("import", filled, files).exit_code == 0
    assert spans(filled) == [("PERS", "محمود عباس")]
    assert spans(filled, "a2") == [("GPE", "القاهرة")]


def test_spans_of_a_layer_that_is_not_empty_are_left_out_and_told(
    hashiya: Hashiya, filled: Path, tmp_path: Path
) -> None:
    before = state(filled)
    result = hashiya("import", filled, jsonl(tmp_path / "in.jsonl", {**LINE, "spans": [[41, 48, "GPE"]]}))
    assert result.exit_code == 0
    assert "The spans of 1 layer were left out:" in result.stdout
    assert "in.jsonl:1: a1 has spans in this article already" in result.stdout
    assert state(filled) == before


def test_the_report_is_json_where_it_is_asked_for(hashiya: Hashiya, filled: Path, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", LINE, b"{", OTHER)
    result = hashiya("import", filled, path, "--skip-bad", "--json")
    report = orjson.loads(result.stdout)
    assert {name: report[name] for name in ("articles", "layers", "spans")} == {"articles": 1, "layers": 1, "spans": 1}
    assert [(x["path"], x["line"]) for x in report["refused"]] == [(str(path), 2)]
    assert [x["line"] for x in report["present"]] == [1]
    assert [x["line"] for x in report["unfilled"]] == [1]


def test_an_import_is_one_step_that_undo_takes_back(hashiya: Hashiya, filled: Path, tmp_path: Path) -> None:
    exported, _log = state(filled)
    assert hashiya("import", filled, jsonl(tmp_path / "in.jsonl", OTHER, {"text": "خبر"})).exit_code == 0
    assert hashiya("undo", filled).stdout == "Undone: Import (3 changes)\n"
    assert state(filled)[0] == exported


def test_an_import_into_nothing_is_refused(hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "letter.hashiya").write_text("not a project")
    for project in ("none.hashiya", "letter.hashiya"):
        assert hashiya("import", project, jsonl(tmp_path / "in.jsonl", LINE)).exit_code == 2
    assert not (tmp_path / "none.hashiya").exists()
    assert (tmp_path / "letter.hashiya").read_text() == "not a project"


def test_hidden_files_of_a_folder_are_passed_over_and_told_of(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "a.txt").write_text("كائن")
    (folder / "a.txt").write_text("خبر")
    (folder / "._a.txt").write_bytes(b"\0\5\x16\7")  # as macOS puts beside it on a stick
    told = hashiya("import", place, folder)
    assert told.exit_code == 0
    assert told.stdout.splitlines() == ["1 article came in.", f"{folder}: 1 hidden file was passed over: ._a.txt"]


def test_a_hidden_file_that_is_named_comes_in(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    (tmp_path / ".a.txt").write_text("خبر")
    assert hashiya("import", place, tmp_path / ".a.txt").stdout == "1 article came in.\n"


def test_what_is_wrong_with_a_line_is_told_in_sentences_of_use(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    spans = [{"id": "q", "start": 0, "end": 1, "label": "PERS"}]
    arrow = {"label": "Place", "source": "q", "target": "nowhere"}
    told = hashiya("import", place, jsonl(tmp_path / "a.jsonl", {"text": "نص", "spans": spans, "relations": [arrow]}))
    assert "relation “Place” points to a span that is not there: “nowhere”" in told.stderr
    told = hashiya("import", place, jsonl(tmp_path / "b.jsonl", {"text": "نص", "annotator": "  "}))
    assert "letters or digits. Nothing was imported; mend" in told.stderr
    told = hashiya("import", place, jsonl(tmp_path / "c.jsonl", {"text": "نص", "spans": [[0, 1, "X" * 5000]]}))
    assert len(told.stderr) < 400
