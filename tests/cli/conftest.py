"""The real command, run in this process or in one of its own, on real project files."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from annotator.cli import hashiya as command
from annotator.cli.session import Session
from annotator.model.schema_json import to_json
from annotator.workspace import Workspace
from tests.helpers.builders import small_schema

TEXT = "التقى الرئيس محمود عباس وزير الخارجية في القاهرة."
LINE = {"text": TEXT, "title": "لقاء", "spans": [[13, 23, "PERS"]]}

Hashiya = Callable[..., Result]


class Window:
    """Stands where the window would be, and remembers on what it was opened."""

    def __init__(self) -> None:
        self.opened: list[tuple[Path | None, str | None]] = []
        self.status = 0

    def __call__(self, project: Path | None, annotator: str | None) -> int:
        self.opened.append((project, annotator))
        return self.status


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def hashiya(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hashiya]:
    """Runs the command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HASHIYA_LOGS", str(tmp_path / "logs"))

    def run(*args: object) -> Result:
        return CliRunner().invoke(command, [str(arg) for arg in args], obj=Session(window))

    before = signal.getsignal(signal.SIGINT)
    yield run
    signal.signal(signal.SIGINT, before)  # which a command that was stopped leaves unheard


@pytest.fixture
def schema_file(tmp_path: Path) -> Path:
    path = tmp_path / "small.json"
    path.write_bytes(orjson.dumps(to_json(small_schema())))
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a project of the annotator a1 is, with nothing in it."""
    path = tmp_path / "news.hashiya"
    Workspace.create(path, schema=small_schema(), annotator="a1").close()
    return path


@pytest.fixture
def filled(place: Path, hashiya: Hashiya) -> Path:
    """Where a project is that has one Article with one Span of a1."""
    assert hashiya("import", place, jsonl(place.with_name("first.jsonl"), LINE)).exit_code == 0
    return place


def jsonl(path: Path, *lines: object) -> Path:
    """A file of these lines; bytes as they are, everything else as JSON."""
    path.write_bytes(b"".join((x if isinstance(x, bytes) else orjson.dumps(x)) + b"\n" for x in lines))
    return path


def state(project: Path) -> tuple[bytes, list[object]]:
    """All that a project holds: what it exports, and its Journal."""
    out = project.with_name("state.jsonl")
    with Workspace.open(project) as workspace:
        workspace.export(out)
        return out.read_bytes(), list(workspace.log())


def environment(**values: str) -> dict[str, str]:
    """The environment of a process of its own: English, without any display."""
    gone = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANGUAGE", "LC_ALL", "LC_MESSAGES"}
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    return kept | {"HASHIYA_LANGUAGE": "en", "COLUMNS": "100", "TERM": "xterm"} | values


def spawn(*args: object, **values: str) -> subprocess.Popen[bytes]:
    """Start the command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "annotator", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(**values),
    )


def run_alone(*args: object, **values: str) -> tuple[int, str, str]:
    """The exit status, the output and the errors of the command as a process of its own."""
    with spawn(*args, **values) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()


def on_a_terminal(*args: object, only_errors: bool = False) -> tuple[str, bytes]:
    """What the command sends to a terminal; with `only_errors` its output goes to a pipe and comes second."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", *map(str, args)],
        stdin=theirs,
        stdout=subprocess.PIPE if only_errors else theirs,
        stderr=theirs,
        env=environment(),
    )
    os.close(theirs)
    sent = b""
    try:
        while piece := os.read(ours, 4096):
            sent += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    finally:
        os.close(ours)
    with process:
        piped = process.stdout.read() if process.stdout else b""
        process.wait(timeout=60)
    return sent.decode(), piped
