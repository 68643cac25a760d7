"""Whether a window can be shown at all, found out without Qt, which would abort the process instead of saying so."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

from annotator.words import _

_ON_SCREENS = frozenset({"xcb", "wayland", "wayland-egl"})
"""Qt's platforms that need a display server; others, such as `offscreen`, do not."""


def missing_display() -> str | None:
    """Why no window can be shown, in one sentence; None where one can."""
    if sys.platform in ("win32", "darwin"):
        return None
    # Qt takes several platforms, best first, each with parameters after a colon.
    named = [name.split(":")[0] for name in os.environ.get("QT_QPA_PLATFORM", "").split(";") if name]
    if any(name not in _ON_SCREENS for name in named):
        return None
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("DISPLAY", "")
    if not wayland and not x11:
        return _(
            "There is no display to show the window on: neither DISPLAY nor WAYLAND_DISPLAY is set. The other "
            "commands work without one; see: hashiya --help"
        )
    if wayland and named != ["xcb"] and _wayland_answers(wayland):
        return None
    if x11 and not (named and "xcb" not in named) and _x11_answers():
        return None
    return _("The display “{name}” cannot be connected to, so no window can be shown.").format(name=x11 or wayland)


def _wayland_answers(name: str) -> bool:
    import socket

    path = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        try:
            server.connect(str(path))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    """Whether the X server takes a connection, which then stays open as long as the process.

    A server whose last client leaves starts anew, as Xvfb does unless it is told not to, and refuses whoever comes
    meanwhile: this would be Qt.
    """
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # then Qt has nothing to connect with either
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        return False
    return True
