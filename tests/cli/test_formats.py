"""formats: what is known, what an export leaves out, and every format's way out and back by the command alone."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import orjson
import pytest

from annotator.cli import screen
from annotator.formats import FORMATS
from annotator.formats.bundle import Format
from annotator.formats.parts import Part
from annotator.words import use
from annotator.workspace import Workspace
from tests.cli.conftest import TEXT, Hashiya, jsonl

BOTH = [known for known in FORMATS if known.reads and known.writes and known.reads_back]
ONE_WAY = {"txt", "html", "webpage", "feed", "docx"}


@pytest.fixture
def nested(hashiya: Hashiya, tmp_path: Path) -> Path:
    """A project with an Article of a1 in which one Span lies in another, and one that only has a day."""
    path = tmp_path / "nested.hashiya"
    lines = (
        {"text": TEXT, "spans": [[13, 23, "PERS"], [19, 23, "PERS"], [42, 49, "GPE"]], "annotator": "a1"},
        {"text": "زار الوفد بيروت.", "published": "2026-01-27", "spans": [[10, 15, "GPE"]], "annotator": "a1"},
    )
    assert hashiya("new", path, "--annotator", "a1").exit_code == 0
    assert hashiya("import", path, jsonl(tmp_path / "in.jsonl", *lines)).exit_code == 0
    return path


def name_of(known: Format) -> str:
    return known.name


def marked(path: Path) -> list[list[tuple[str, str]]]:
    """The marked words and Labels of each Article, without white space, which formats of tokens do not keep."""
    out = io.BytesIO()
    with Workspace.open(path) as workspace:
        workspace.export(out)
    told = [orjson.loads(line)["spans"] for line in out.getvalue().splitlines()]
    return sorted(sorted(("".join(span["text"].split()), span["label"]) for span in spans) for spans in told)


@pytest.mark.parametrize("known", BOTH, ids=name_of)
def test_what_a_format_carries_comes_back_through_the_command(
    known: Format, hashiya: Hashiya, nested: Path, tmp_path: Path
) -> None:
    out = tmp_path / ("out" + (known.suffixes[0] if known.write is not None else ".zip"))
    written = hashiya("export", nested, "--format", known.name, "-o", out)
    assert (written.exit_code, out.exists()) == (0, True), written.stderr
    assert ("Left out" in written.stderr) == bool({Part.TEXT, Part.STATUS} - known.carries), written.stderr
    back = tmp_path / "back.hashiya"
    hashiya("new", back, "--annotator", "a1")
    told = hashiya("import", back, out)
    assert told.exit_code == 0, told.stderr
    if known.name != "jsonl":
        assert f"was read as {known.name}" in told.stdout
    lost = set() if Part.NESTED in known.carries else {("عباس", "PERS")}
    assert marked(back) == [[one for one in spans if one not in lost] for spans in marked(nested)]


@pytest.mark.parametrize("known", [one for one in BOTH if one.write_tree is not None], ids=name_of)
def test_a_folder_is_written_and_read_like_the_archive(
    known: Format, hashiya: Hashiya, nested: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    assert hashiya("export", nested, "--format", known.name, "-o", folder).exit_code == 0
    back = tmp_path / "back.hashiya"
    hashiya("new", back, "--annotator", "a1")
    told = hashiya("import", back, folder)
    assert told.exit_code == 0, told.stderr
    assert marked(back) == marked(nested)


def test_one_file_of_a_folder_is_read_with_what_stands_beside_it(
    hashiya: Hashiya, nested: Path, tmp_path: Path
) -> None:
    hashiya("export", nested, "--format", "brat", "-o", tmp_path / "brat")
    back = tmp_path / "back.hashiya"
    hashiya("new", back, "--annotator", "a1")
    told = hashiya("import", back, sorted((tmp_path / "brat").glob("*.ann"))[1])
    assert (told.exit_code, marked(back)) == (0, [[("بيروت", "GPE")]])


def test_a_strict_export_writes_nothing_where_something_would_be_left_out(
    hashiya: Hashiya, nested: Path, tmp_path: Path
) -> None:
    refused = hashiya("export", nested, "--format", "conll", "--strict", "-o", "out.conll")
    assert (refused.exit_code, refused.stdout, (tmp_path / "out.conll").exists()) == (2, "", False)
    assert "nested and overlapping spans: 1" in refused.stderr
    assert hashiya("export", nested, "--strict", "-o", "out.jsonl").exit_code == 0


def test_what_would_be_left_out_is_listed_by_article_and_nothing_is_written(
    hashiya: Hashiya, nested: Path, tmp_path: Path
) -> None:
    told = hashiya("export", nested, "--format", "brat", "--losses", "-o", "out.zip")
    rows = [line.split("\t") for line in told.stdout.splitlines()]
    assert [(row[1], row[2]) for row in rows] == [("status", "1"), ("status", "1"), ("about", "1")]
    assert len({row[0] for row in rows}) == 2
    assert (told.exit_code, (tmp_path / "out.zip").exists()) == (1, False)
    nothing = hashiya("export", nested, "--losses")
    assert (nothing.exit_code, nothing.stdout) == (0, "")


def test_whole_words_are_written_where_they_are_asked_for(hashiya: Hashiya, tmp_path: Path) -> None:
    path = tmp_path / "inside.hashiya"
    hashiya("new", path, "--annotator", "a1")
    hashiya("import", path, jsonl(tmp_path / "in.jsonl", {"text": "قال لرويترز", "spans": [[5, 11, "ORG"]]}))
    parted = hashiya("export", path, "--format", "conll", "-o", "-").stdout
    whole = hashiya("export", path, "--format", "conll", "-o", "-", "--whole-words").stdout
    assert [line.split()[0] for line in parted.splitlines() if line.endswith("B-ORG")] == ["رويترز"]
    assert [line.split()[0] for line in whole.splitlines() if line.endswith("B-ORG")] == ["لرويترز"]


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [("IOB1", ["I", "I"]), ("IOB2", ["B", "I"]), ("iobes", ["B", "E"]), ("BILOU", ["B", "L"])],
)
def test_tags_are_of_the_scheme_that_is_asked_for(
    scheme: str, tags: list[str], hashiya: Hashiya, tmp_path: Path
) -> None:
    jsonl(tmp_path / "in.jsonl", {"text": "محمود عباس", "spans": [[0, 10, "PERS"]]})
    assert hashiya("convert", "in.jsonl", "out.conll", "--scheme", scheme).exit_code == 0
    lines = (tmp_path / "out.conll").read_text(encoding="utf-8").splitlines()
    assert [line.split()[-1] for line in lines if line.endswith("PERS")] == [f"{tag}-PERS" for tag in tags]


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        (["--offsets", "codepoint"], [2, 7]),
        (["--offsets", "utf16"], [3, 8]),
        (["--offsets", "grapheme"], [2, 6]),
        ([], [3, 8]),
    ],
)
def test_offsets_of_doccano_count_what_is_asked_for_and_else_what_its_window_counts(
    unit: list[str], place: list[int], hashiya: Hashiya, tmp_path: Path
) -> None:
    jsonl(tmp_path / "in.jsonl", {"text": "🔴 عمّان", "spans": [[2, 7, "GPE"]]})
    assert hashiya("convert", "in.jsonl", "out.jsonl", "--to", "doccano", *unit).exit_code == 0
    line = orjson.loads((tmp_path / "out.jsonl").read_bytes())
    assert [[one["start_offset"], one["end_offset"]] for one in line["entities"]] == [place]


def test_several_files_do_not_go_to_standard_output(hashiya: Hashiya, nested: Path) -> None:
    refused = hashiya("export", nested, "--format", "brat", "-o", "-")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "“brat” is several files; name a folder or a .zip with -o" in refused.stderr


@pytest.mark.parametrize("name", ["../../up.txt", "/etc/up.ann", "C:/up.txt"])
def test_an_archive_with_a_name_that_leads_out_of_it_is_refused(
    name: str, hashiya: Hashiya, nested: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "up.zip", "w") as archive:
        archive.writestr("a.ann", "")
        archive.writestr("a.txt", "خبر")
        archive.writestr(name, "")
    refused = hashiya("import", nested, "up.zip")
    assert refused.exit_code == 2
    assert "leads out of it" in refused.stderr


def test_the_configuration_that_label_studio_needs_stands_beside_what_is_written_for_it(
    hashiya: Hashiya, nested: Path, tmp_path: Path
) -> None:
    assert hashiya("export", nested, "--format", "label-studio", "-o", "out.json").exit_code == 0
    assert b'alias="PERS"' in (tmp_path / "out.config.xml").read_bytes()


def test_formats_lists_all_of_them(hashiya: Hashiya) -> None:
    told = hashiya("formats", "--json")
    listed = {one["name"]: one for one in orjson.loads(told.stdout_bytes)}
    assert (told.exit_code, set(listed)) == (0, {known.name for known in FORMATS})
    assert {name for name, one in listed.items() if not (one["reads"] and one["writes"])} == ONE_WAY
    assert listed["jsonl"]["lacks"] == []
    assert "nested" in listed["conll"]["lacks"]
    assert all(one["title"] and one["purpose"] for one in listed.values())
    rows = [line.split("\t") for line in hashiya("formats").stdout.splitlines()]
    (page,) = (row for row in rows if row[0] == "html")
    assert page[1:5] == ["Page to read", "no", "yes", ".html"]
    (wojood,) = (row for row in rows if row[0] == "wojood")
    assert wojood[1] == "Wojood"
    assert "relations" in wojood[5]
    assert wojood[6] == "A token and all its nested tags a line"


def test_formats_have_arabic_names_in_arabic(hashiya: Hashiya) -> None:
    use("ar")
    listed = {one["name"]: one["title"] for one in orjson.loads(hashiya("formats", "--json").stdout_bytes)}
    assert {name for name, title in listed.items() if re.search("[\u0621-\u064a]", title)} >= {
        "html",
        "csv",
        "xlsx",
        "webpage",
        "feed",
        "docx",
        "txt",
        "w3c",
    }
    assert listed["brat"] == "brat"


def test_on_a_terminal_each_format_says_what_it_is_and_what_it_cannot_carry(
    hashiya: Hashiya, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    told = hashiya("formats").stdout.splitlines()
    at = next(number for number, line in enumerate(told) if line.startswith("wojood"))
    assert [" ".join(line.split()) for line in told[at : at + 3]] == [
        "wojood Wojood",
        "A token and all its nested tags a line",
        "read and written: .wojood",
    ]
    assert told[at + 3].strip().startswith("cannot carry: exact text, ")
    assert any(line.split() == ["written:", ".html"] for line in told)


def test_a_file_is_converted_without_a_project(hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "in.conll").write_text("زار O\nالوفد O\nبيروت B-City\n. O\n", encoding="utf-8")
    told = hashiya("convert", "in.conll", "out.jsonl")
    assert told.exit_code == 0, told.stderr
    assert "“in.conll” was read as conll." in told.stdout
    assert "“out.jsonl”: 1 line was written." in told.stdout
    spans = orjson.loads((tmp_path / "out.jsonl").read_bytes())["spans"]
    assert [(span["text"], span["label"]) for span in spans] == [("بيروت", "City")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.conll", "out.jsonl"]


def test_a_conversion_tells_what_it_leaves_out_and_a_strict_one_is_not_made(hashiya: Hashiya, tmp_path: Path) -> None:
    jsonl(tmp_path / "in.jsonl", {"text": "محمود عباس", "spans": [[0, 10, "PERS"], [6, 10, "PERS"]]})
    told = hashiya("convert", "in.jsonl", "out.conll")
    assert (told.exit_code, "nested and overlapping spans: 1" in told.stderr) == (0, True)
    refused = hashiya("convert", "in.jsonl", "strict.conll", "--strict")
    assert (refused.exit_code, (tmp_path / "strict.conll").exists()) == (2, False)


@pytest.mark.parametrize("out", ["out", "out.json", "out.zip"])
def test_an_ending_that_could_mean_several_formats_is_asked_about(out: str, hashiya: Hashiya, tmp_path: Path) -> None:
    jsonl(tmp_path / "in.jsonl", {"text": "خبر"})
    refused = hashiya("convert", "in.jsonl", out)
    assert (refused.exit_code, (tmp_path / out).exists()) == (2, False)
    assert "name it with --to: brat, " in refused.stderr
