"""How a command ends when it does not end well: never in a traceback, and the project as it was."""

from __future__ import annotations

import errno
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from annotator import paths
from annotator.cli import screen
from annotator.edits.edit import Edit, FillLayer
from annotator.store import Store
from annotator.store.articles import Articles
from annotator.workspace import Workspace
from tests.cli.conftest import LINE, Hashiya, environment, jsonl, run_alone, spawn, state
from tests.helpers.builders import behind_its_back


def raising(error: BaseException) -> object:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("nonsense",), "No such command 'nonsense'"),
        (("list",), "Missing argument 'PROJECT'"),
        (("list", "a", "b"), "Got unexpected extra argument (b)"),
        (("list", "a", "--colour"), "No such option '--colour'"),
        (("log", "a", "--limit"), "Option '--limit' requires an argument"),
        (("log", "a", "--limit", "x"), "Invalid value for '--limit': 'x' is not a valid integer"),
        (("log", "a", "--limit", "9" * 30), "Invalid value for '--limit'"),
        (("find", "a", "b", "--limit", "9" * 30), "Invalid value for '--limit'"),
        (("split", "a", "--seed", "9" * 30), "Invalid value for '--seed'"),
        (("list", ""), "Invalid value for 'PROJECT': The name is empty."),
        (("new", ""), "Invalid value for 'PROJECT': The name is empty."),
        (("import", "a", ""), "Invalid value for 'FILE…': The name is empty."),
        (("convert", "", "b.jsonl"), "Invalid value for 'IN…': The name is empty."),
    ],
)
def test_a_mistake_in_use_has_status_two(args: tuple[str, ...], reason: str, hashiya: Hashiya) -> None:
    result = hashiya(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr.replace("No such option: --colour", "No such option '--colour'")


def test_a_fault_of_the_program_is_one_sentence_and_a_log(
    hashiya: Hashiya, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "entries", raising(ZeroDivisionError("so small")))
    result = hashiya("list", place)
    log = tmp_path / "logs" / "hashiya.log"
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr.startswith("This is a fault of Hashiya, not yours.")
    assert str(log) in result.stderr
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError: so small" in log.read_text(encoding="utf-8")
    assert "Traceback" not in result.stderr


def test_a_fault_is_told_even_where_no_log_can_be_kept(
    hashiya: Hashiya, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    monkeypatch.setattr(Workspace, "entries", raising(ZeroDivisionError()))
    result = hashiya("list", place)
    assert result.exit_code == 70
    assert "could not be written to" in result.stderr


def test_an_unreadable_file_is_named(hashiya: Hashiya, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", str(place))
    monkeypatch.setattr(Workspace, "open", raising(error))
    result = hashiya("list", place)
    assert (result.exit_code, result.stderr) == (2, f"Error: “{place}” cannot be used: Permission denied\n")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE schema SET json = CAST(x'7bff7d' AS TEXT)",
        "UPDATE schema SET json = '{'",
        "UPDATE schema SET json = replace(json, 'entity', 'thing')",
        "UPDATE schema SET json = replace(json, 'hashiya-schema', 'other')",
        "UPDATE articles SET title = CAST(x'ff' AS TEXT)",
        "UPDATE journal SET edit = CAST(x'ff' AS TEXT)",
        "UPDATE journal SET edit = '{', inverse = '[]'",
    ],
)
def test_a_project_with_damaged_rows_is_told_of_in_words(damage: str, hashiya: Hashiya, filled: Path) -> None:
    with behind_its_back(filled) as connection:
        connection.execute(damage)
    found = hashiya("check", filled)
    assert (found.exit_code, found.stderr) == (1, "")
    for verb in (("list",), ("show", "1"), ("log",), ("export", "-o", "-"), ("undo",)):
        told = hashiya(verb[0], filled, *verb[1:])
        assert told.exit_code in (0, 2)
        assert told.exit_code == 0 or "damaged" in told.stderr or "cannot be read" in told.stderr


@pytest.mark.parametrize("name", ["x" * 300, "a\nb", "\x1b[2J"])
def test_a_strange_name_is_a_mistake_in_one_line(name: str, hashiya: Hashiya) -> None:
    for verb in ("list", "check", "open"):
        result = hashiya(verb, f"folder/{name}/p.hashiya")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1
        assert "\x1b" not in result.stderr


def test_ctrl_c_leaves_the_project_as_it_was(
    hashiya: Hashiya, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(filled)
    files = jsonl(tmp_path / "in.jsonl", *({"text": f"خبر {n}", "spans": [[0, 3, "PERS"]]} for n in range(50)))
    monkeypatch.setattr("annotator.edits.edit.FillLayer.apply", raising(KeyboardInterrupt()))
    result = hashiya("import", filled, files)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Stopped. Nothing was changed.\n")
    assert state(filled) == before


def _lost() -> None:
    with suppress(KeyboardInterrupt):  # as Python does while it loads an extension
        signal.raise_signal(signal.SIGINT)


def _mistaken() -> None:
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as pressed:  # as Python does while it makes a class
        raise RuntimeError("Error calling __set_name__") from pressed


@pytest.mark.parametrize("press", [_lost, _mistaken])
def test_ctrl_c_that_python_loses_is_heard_all_the_same(
    hashiya: Hashiya, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press: Callable[[], None]
) -> None:
    before = state(filled)
    files = jsonl(tmp_path / "in.jsonl", *({"text": f"خبر {n}", "spans": [[0, 3, "PERS"]]} for n in range(50)))
    put = FillLayer.apply

    def pressed(edit: FillLayer, store: Store) -> Edit:
        press()
        return put(edit, store)

    monkeypatch.setattr(FillLayer, "apply", pressed)
    result = hashiya("import", filled, files)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Stopped. Nothing was changed.\n")
    assert state(filled) == before
    monkeypatch.undo()
    assert hashiya("import", filled, files).exit_code == 0


def test_ctrl_c_after_the_work_does_not_say_that_nothing_was_done(
    hashiya: Hashiya, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.cli.screen.say", raising(KeyboardInterrupt()))
    result = hashiya("import", place, jsonl(tmp_path / "in.jsonl", LINE))
    assert (result.exit_code, result.stderr) == (130, "Stopped. What you asked for had been done by then.\n")
    with Workspace.open(place) as workspace:
        assert len(workspace.article_uids()) == 1


@pytest.mark.parametrize("verb", ["import", "undo", "redo"])
def test_ctrl_c_right_behind_the_change_says_that_it_stays(
    verb: str, hashiya: Hashiya, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if verb == "redo":
        assert hashiya("undo", filled).exit_code == 0
    files = [jsonl(tmp_path / "in.jsonl", {"text": "خبر"})] if verb == "import" else []
    before = state(filled)
    monkeypatch.setattr(Workspace, "announce", raising(KeyboardInterrupt()))
    result = hashiya(verb, filled, *files)
    told = "Stopped. What had been changed by then stays; undo takes it back.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", told)
    assert state(filled) != before


def test_ctrl_c_that_falls_into_the_commit_itself_tells_the_truth(
    hashiya: Hashiya, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget = Articles.alone

    @contextmanager
    def alone(self: Articles) -> Iterator[None]:
        with forget(self):
            yield
        self._connection.commit()
        raise KeyboardInterrupt  # as where the signal comes while SQLite commits

    monkeypatch.setattr(Articles, "alone", alone)
    result = hashiya("undo", filled)
    assert (result.exit_code, "stays" in result.stderr) == (130, True)


def test_ctrl_c_that_is_pressed_again_does_not_disturb_the_end(
    hashiya: Hashiya, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close, complain = Workspace.close, screen.complain

    def pressed_again(workspace: Workspace) -> None:
        signal.raise_signal(signal.SIGINT)
        close(workspace)

    def pressed_once_more(sentence: str) -> None:
        signal.raise_signal(signal.SIGINT)
        complain(sentence)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Workspace, "announce", lambda *_said: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr(Workspace, "close", pressed_again)
    monkeypatch.setattr(screen, "complain", pressed_once_more)
    result = hashiya("import", filled, jsonl(tmp_path / "in.jsonl", {"text": "خبر"}))
    told = "Stopped. What had been changed by then stays; undo takes it back.\n"
    assert (result.exit_code, result.stderr) == (130, told)
    signal.raise_signal(signal.SIGINT)  # as while Python ends


@pytest.mark.slow
def test_ctrl_c_in_the_middle_of_a_real_import_changes_nothing(filled: Path, tmp_path: Path) -> None:
    before = state(filled)
    files = jsonl(tmp_path / "in.jsonl", *({"text": f"{n} " + "خبر عاجل " * 1000} for n in range(6000)))
    writing = filled.with_name(f"{filled.name}-wal")
    with spawn("import", filled, files) as process:
        while not (writing.exists() and writing.stat().st_size > 1 << 20):  # so it has begun to write
            assert process.poll() is None
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"Stopped. Nothing was changed.\n")
    assert state(filled) == before
    with Workspace.open(filled) as workspace:
        assert list(workspace.check()) == []


def test_a_reader_that_goes_away_is_no_trouble(place: Path, tmp_path: Path) -> None:
    with Workspace.open(place) as workspace:
        workspace.import_files([jsonl(tmp_path / "in.jsonl", *({"text": f"خبر {n}"} for n in range(5000)))])
    for args in (("log", place), ("list", place, "--json"), ("export", place, "-o", "-")):
        with spawn(*args) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(timeout=60) == 141


@pytest.mark.parametrize(
    ("args", "closed", "status", "told"),
    [
        (("date", "--batch", "-"), "<&-", 2, "Error: Standard input is closed.\n"),
        (("trim", "news.hashiya", "-"), "<&-", 2, "Error: Standard input is closed.\n"),
        (("date", "3 مارس 2025"), ">&-", 141, ""),
        (("list", "news.hashiya"), ">&-", 141, ""),
        (("--help",), ">&-", 141, ""),
        (("--version",), ">&-", 141, ""),
        (("nonsense",), "2>&-", 2, ""),
        (("trim", "news.hashiya", "وقال"), "2>&- >/dev/null", 0, ""),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors as a POSIX shell does")
def test_what_was_closed_before_the_start_is_no_fault(
    args: tuple[str, ...], closed: str, status: int, told: str, filled: Path
) -> None:
    line = f"{shlex.join([sys.executable, '-m', 'annotator', *args])} {closed}"
    folder = {"HASHIYA_LOGS": str(filled.parent / "logs"), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run(
        ["sh", "-c", line], cwd=filled.parent, env=environment(**folder), capture_output=True, check=False, timeout=60
    )
    assert (run.returncode, run.stderr.decode()) == (status, told)
    assert not (filled.parent / "logs").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
@pytest.mark.parametrize(
    ("args", "stream", "told"),
    [
        (("--help",), "1", "Error: the output cannot be written: No space left on device\n"),
        (("--version",), "1", "Error: the output cannot be written: No space left on device\n"),
        (("list", "news.hashiya"), "1", "Error: the output cannot be written: No space left on device\n"),
        (
            ("undo", "news.hashiya"),
            "1",
            "Error: the output cannot be written: No space left on device. What you asked for had been done by then.\n",
        ),
        (("nonsense",), "2", ""),
        (("list", "nowhere.hashiya"), "2", ""),
    ],
)
def test_a_full_disk_behind_the_output_is_told_of(args: tuple[str, ...], stream: str, told: str, filled: Path) -> None:
    line = f"{shlex.join([sys.executable, '-m', 'annotator', *args])} {stream}>/dev/full"
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run(
        ["sh", "-c", line], cwd=filled.parent, env=environment(**path), capture_output=True, check=False, timeout=60
    )
    assert (run.returncode, run.stderr.decode()) == (2, told)


def test_output_is_utf8_whatever_the_locale_says(filled: Path) -> None:
    assert run_alone("--help", PYTHONIOENCODING="ascii", HASHIYA_LANGUAGE="ar")[0] == 0
    for encoding in ("ascii", "iso-8859-1", "windows-1256"):
        status, out, err = run_alone("list", filled, PYTHONIOENCODING=encoding)
        assert (status, err) == (0, "")
        assert "لقاء" in out


def test_help_is_there_for_every_verb() -> None:
    _status, out, _err = run_alone("--help")
    for verb in ("open", "sample", "new", "import", "export", "list", "show", "log", "check", "undo", "redo"):
        assert f"\n  {verb} " in out
    assert "..." not in out  # no sentence is cut


@pytest.mark.skipif(
    not (paths.resources() / "locale" / "ar" / "LC_MESSAGES" / "hashiya.mo").exists(), reason="no Arabic catalogue"
)
def test_help_and_mistakes_are_told_in_arabic() -> None:
    for name in ("HASHIYA_LANGUAGE", "LANG"):
        told = {"HASHIYA_LANGUAGE": ""} | {name: "ar_SY.UTF-8"}
        _status, out, _err = run_alone("import", "--help", **told)
        assert "Usage" not in out
        assert "Show this message and exit." not in out
        assert "[OPTIONS]" not in out
        assert "ال" in out
        status, _out, err = run_alone("list", **told)
        assert status == 2
        assert "Missing argument" not in err


def test_ctrl_c_within_an_exec_ends_with_a_status_and_not_by_the_signal(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(
        "import sys\n"
        "from annotator.cli import stopping\n"
        "def press(): raise KeyboardInterrupt\n"
        "try: exec('press()')\n"
        "except KeyboardInterrupt: stopping.answer()\n"
        "sys.exit(130)\n",
        encoding="utf-8",
    )
    there = dict(os.environ) | {"PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))}
    assert subprocess.run([sys.executable, "-m", "stopped"], env=there, check=False).returncode == 130
