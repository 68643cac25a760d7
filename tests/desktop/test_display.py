"""Whether a window can be shown, found out before Qt is asked."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.desktop.display import missing_display

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display here")


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR", "XAUTHORITY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def x11() -> Iterator[str]:
    """The name of a display that answers."""
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb here")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "64x64x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().decode().strip()}"
        server.terminate()


def test_without_any_display_it_names_what_is_missing() -> None:
    told = missing_display()
    assert told is not None
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in told


def test_a_display_that_answers_is_none_missing(x11: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", x11)
    assert missing_display() is None
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert missing_display() is None
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    assert missing_display() is not None


def test_being_asked_does_not_make_a_display_start_anew(x11: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it would when its last client left, refusing Qt meanwhile."""
    monkeypatch.setenv("DISPLAY", x11)
    assert [missing_display() for _time in range(50)] == [None] * 50


def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    assert missing_display() == "The display “:987” cannot be connected to, so no window can be shown."
    monkeypatch.setenv("DISPLAY", "nonsense")
    assert "“nonsense”" in (missing_display() or "")


def test_a_wayland_display_answers_or_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert "“wayland-7”" in (missing_display() or "")
    monkeypatch.chdir(tmp_path)  # the path of a socket has little room
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind("wayland-7")
        server.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", ".")
        assert missing_display() is None
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        assert missing_display() is not None


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "xcb;offscreen", "vnc:size=800x600"])
def test_a_platform_without_a_screen_needs_no_display(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert missing_display() is None


def test_qt_is_not_loaded_to_find_out() -> None:
    program = "import sys, annotator.desktop.display as d; d.missing_display(); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
