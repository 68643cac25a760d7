"""export: to a file, to standard output, and to places where nothing may be written."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest

from annotator import paths
from annotator.workspace import Workspace
from tests.cli.conftest import TEXT, Hashiya, jsonl, on_a_terminal, run_alone, state


@pytest.fixture
def shared(filled: Path, hashiya: Hashiya, tmp_path: Path) -> Path:
    """A project with Layers of a1 and a2 on the first Article, and a second Article that nobody has touched."""
    lines = ({"text": TEXT, "spans": [[41, 48, "GPE"]], "annotator": "a2", "status": "done"}, {"text": "خبر"})
    assert hashiya("import", filled, jsonl(tmp_path / "more.jsonl", *lines)).exit_code == 0
    return filled


def exported(data: bytes) -> list[tuple[str, str, list[str]]]:
    """Annotator, status and the marked words of each line; each Span is cut out of its text on the way."""
    told = []
    for line in data.splitlines():
        held = orjson.loads(line)
        words = [held["text"][span["start"] : span["end"]] for span in held["spans"]]
        assert words == [span["text"] for span in held["spans"]]
        told.append((held["annotator"], held["status"], words))
    return told


def test_a_project_is_written_to_a_file(hashiya: Hashiya, shared: Path, tmp_path: Path) -> None:
    result = hashiya("export", shared, "-o", "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "“out.jsonl”: 3 lines were written.\n")
    assert exported((tmp_path / "out.jsonl").read_bytes()) == [
        ("a1", "in_progress", ["محمود عباس"]),
        ("a2", "done", ["القاهرة"]),
        ("", "new", []),
    ]


def test_standard_output_gets_the_data_and_nothing_else(hashiya: Hashiya, shared: Path, tmp_path: Path) -> None:
    hashiya("export", shared, "-o", "out.jsonl")
    result = hashiya("export", shared, "-o", "-")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == (tmp_path / "out.jsonl").read_bytes()


def test_one_annotator_or_one_status_may_be_asked_for(hashiya: Hashiya, shared: Path) -> None:
    one = hashiya("export", shared, "-o", "-", "--annotator", "a1").stdout_bytes
    done = hashiya("export", shared, "-o", "-", "--status", "done").stdout_bytes
    neither = hashiya("export", shared, "-o", "-", "--annotator", "a1", "--status", "done").stdout_bytes
    assert [annotator for annotator, _status, _words in exported(one)] == ["a1"]
    assert [annotator for annotator, _status, _words in exported(done)] == ["a2"]
    assert neither == b""


def test_without_a_name_it_lands_among_the_exports_and_says_so(
    hashiya: Hashiya, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "exports_folder", lambda: tmp_path / "exports")
    result = hashiya("export", shared)
    assert str(tmp_path / "exports" / "news.jsonl") in result.stdout
    assert len(exported((tmp_path / "exports" / "news.jsonl").read_bytes())) == 3


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("--format", "docx"), "“docx” is no format to export to; known: "),
        (("--annotator", "a9"), "The project has no annotator “a9”; it has a1, a2."),
        (("--status", "finished"), "'finished' is not one of"),
        (("-o", "file/out.jsonl"), "cannot be written"),
        (("-o", "folder"), "cannot be written"),
        (("-o", "news.hashiya"), "“news.hashiya” is a name for a project"),
        (("-o", "link"), "“link” is a name for a project"),
        (("-o", "other.hashiya"), "“other.hashiya” is a name for a project"),
    ],
)
def test_a_mistake_is_told_and_leaves_everything_as_it_was(
    args: tuple[str, ...], reason: str, hashiya: Hashiya, shared: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("a letter")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(shared)
    before = state(shared)
    files = sorted(tmp_path.rglob("*"))
    result = hashiya("export", shared, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert state(shared) == before
    assert (tmp_path / "file").read_text() == "a letter"
    assert sorted(tmp_path.rglob("*")) == files


def test_an_export_that_cannot_be_proved_leaves_the_old_file(
    hashiya: Hashiya, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.jsonl").write_text("yesterday's")
    monkeypatch.setattr("annotator.model.annotation.Span.surface", lambda _span, _text: "other words")
    result = hashiya("export", shared, "-o", "out.jsonl")
    assert result.exit_code == 2
    assert "Nothing was exported" in result.stderr
    assert (tmp_path / "out.jsonl").read_text() == "yesterday's"
    assert list(tmp_path.glob(".out*")) == []


def test_a_stopped_export_leaves_the_old_file(
    hashiya: Hashiya, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "out.jsonl").write_text("yesterday's")
    monkeypatch.setattr("annotator.dataset.export._prove", stop)
    result = hashiya("export", shared, "-o", "out.jsonl")
    assert (result.exit_code, result.stderr) == (130, "Stopped. Nothing was changed.\n")
    assert (tmp_path / "out.jsonl").read_text() == "yesterday's"
    assert list(tmp_path.glob(".out*")) == []


def test_a_link_keeps_pointing_at_the_file_that_is_written(hashiya: Hashiya, shared: Path, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").touch()
    (tmp_path / "latest.jsonl").symlink_to("real.jsonl")
    assert hashiya("export", shared, "-o", "latest.jsonl").exit_code == 0
    assert (tmp_path / "latest.jsonl").is_symlink()
    assert len(exported((tmp_path / "real.jsonl").read_bytes())) == 3


def test_a_pipe_or_a_device_is_written_to_and_stays(hashiya: Hashiya, shared: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert hashiya("export", shared, "-o", "pipe").exit_code == 0
        assert len(exported(os.read(reader, 1 << 16))) == 3
    finally:
        os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_in_words(shared: Path) -> None:
    status, _out, err = run_alone("export", shared, "-o", "/dev/full")
    assert status == 2
    assert "No space left" in err
    assert Path("/dev/full").is_char_device()


def test_a_terminal_sees_how_far_it_is_and_the_pipe_sees_data_only(hashiya: Hashiya, shared: Path) -> None:
    seen, piped = on_a_terminal("export", shared, "-o", "-", only_errors=True)
    assert "Exporting" in seen
    assert piped == hashiya("export", shared, "-o", "-").stdout_bytes


def test_the_window_may_have_the_project_open_meanwhile(hashiya: Hashiya, shared: Path) -> None:
    with Workspace.open(shared):
        assert hashiya("export", shared, "-o", "-").exit_code == 0
