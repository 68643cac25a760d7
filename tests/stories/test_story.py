"""A whole tale: the real program on a real display, worked with mouse and keys, killed, started again, exported."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson
import pytest

from annotator.model.annotation import Span
from annotator.workspace import Workspace

CHECKOUT = Path(__file__).parents[2]
NAMES = ("دونالد ترامب", "أحمد الشرع")
KEY_OF_P = "33"
"""The X key code of the key that has P on a US keyboard, and ح on an Arabic one."""
KEY_OF_Z = "52"
"""That of the key that has Z on a US keyboard, and ئ on an Arabic one."""

PATIENCE = 60.0
"""Seconds within which anything has to happen, on a slow machine too."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a tale of X11")]


def ran(*command: str | Path, env: dict[str, str]) -> str:
    """What a command prints; it has to end well."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, env=env, check=False, timeout=PATIENCE)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


@pytest.fixture
def display(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a person at an X11 display of their own."""
    for tool, package in (("Xvfb", "xvfb"), ("xdotool", "xdotool"), ("setxkbmap", "x11-xkb-utils")):
        assert shutil.which(tool), f"{tool} is missing; install it, on Debian: apt-get install {package}"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-dpi", "96", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        number = server.stdout.readline().decode().strip()
        env = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        env |= {"DISPLAY": f":{number}", "HASHIYA_LANGUAGE": "en", "HASHIYA_PREFERENCES": str(tmp_path / "preferences")}
        env |= {"PYTHONUTF8": "1"}
        yield env
        server.terminate()


class Program:
    """The running program, and the person at it."""

    def __init__(self, process: subprocess.Popen[bytes], env: dict[str, str]) -> None:
        self._process = process
        self._env = env
        self._window = ""
        self.wait_for(self._is_up)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so, as long as the program lives."""
        for _time in range(round(PATIENCE / 0.1)):
            if condition():
                return
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.1)
                pytest.fail(f"the program ended with {self._process.returncode}")
        pytest.fail("it did not come to pass")

    def _is_up(self) -> bool:
        command = ["xdotool", "search", "--onlyvisible", "--pid", str(self._process.pid), "--name", "Hashiya"]
        found = subprocess.run(command, capture_output=True, text=True, env=self._env, check=False).stdout.split()
        self._window = found[0] if found else ""
        return bool(found)

    def drag_and_press(self, first: list[int], last: list[int], key: str) -> None:
        """Drag from one point of the window to another, then press a key by its code."""
        geometry = ran("xdotool", "getwindowgeometry", "--shell", self._window, env=self._env)
        at = dict(line.split("=") for line in geometry.split())
        left, top = int(at["X"]), int(at["Y"])
        steps = [first, [(a + b) // 2 for a, b in zip(first, last, strict=True)], last]
        begin, middle, end = [(str(left + x), str(top + y)) for x, y in steps]
        gesture = ["mousemove", *begin, "mousedown", "1", "mousemove", *middle, "mousemove", *end, "mouseup", "1"]
        ran("xdotool", "windowfocus", "--sync", self._window, *gesture, "key", key, env=self._env)

    def press(self, keys: str) -> None:
        """Press keys, the last of them by its code."""
        ran("xdotool", "key", keys, env=self._env)


@contextmanager
def running(project: Path, env: dict[str, str]) -> Iterator[Program]:
    """The program from its window's first sight to a sudden death."""
    command = [sys.executable, "-m", "annotator", "open", str(project)]
    with subprocess.Popen(command, cwd=CHECKOUT, env=env) as process:
        try:
            yield Program(process, env)
        finally:
            process.send_signal(signal.SIGKILL)


def test_names_marked_by_mouse_and_key_outlive_a_killed_program(tmp_path: Path, display: dict[str, str]) -> None:
    project = tmp_path / "sample.hashiya"
    ran(sys.executable, "-m", "annotator", "sample", project, env=display)
    twin = display | {"HASHIYA_PREFERENCES": str(tmp_path / "twin")}
    points = orjson.loads(ran(sys.executable, "-m", "tests.stories.twin", project, *NAMES, env=twin))

    def kept() -> list[Span]:
        with Workspace.open(project) as workspace:
            return list(workspace.spans(workspace.article_uids()[0]))

    for number, layout in enumerate(("us", "ara")):
        ran("setxkbmap", layout, env=display)
        with running(project, display) as program:
            assert len(kept()) == number
            program.drag_and_press(*points[number], KEY_OF_P)
            program.wait_for(lambda: len(kept()) == number + 1)  # noqa: B023
            program.press(f"ctrl+{KEY_OF_Z}")
            program.wait_for(lambda: len(kept()) == number)  # noqa: B023
            program.press(f"ctrl+shift+{KEY_OF_Z}")
            program.wait_for(lambda: len(kept()) == number + 1)  # noqa: B023
    with running(project, display):
        exported = ran(sys.executable, "-m", "annotator", "export", project, "-o", "-", env=display)

    first = orjson.loads(exported.splitlines()[0])
    wanted = sorted((first["text"].index(name), first["text"].index(name) + len(name), name) for name in NAMES)
    assert [(span["start"], span["end"], span["text"]) for span in first["spans"]] == wanted
    assert {(span["label"], span["kind"], span["origin"]) for span in first["spans"]} == {("PERS", "entity", "manual")}
    assert all(first["text"][span["start"] : span["end"]] == span["text"] for span in first["spans"])
    assert first["status"] == "in_progress"
    assert ran(sys.executable, "-m", "annotator", "check", project, env=display)
