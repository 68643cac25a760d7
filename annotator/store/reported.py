"""What SQLite reports of a file, as the user should hear it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from annotator.errors import Busy, DamagedFile, NotAProject, Unwritable
from annotator.words import _

_UNDECODED = "Could not decode to UTF-8"
"""How Python's sqlite3 begins what it says of a text that is none."""


def in_words(path: Path, error: sqlite3.DatabaseError | UnicodeDecodeError) -> Exception:
    """The trouble in words; the error itself where it is a fault of ours."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_UNDECODED):
        return DamagedFile(path, _("a text in it is not UTF-8"))
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_NOTADB"):
        return NotAProject.foreign(path)
    if name.startswith("SQLITE_CORRUPT"):
        return DamagedFile(path, str(error))
    if name.startswith("SQLITE_BUSY"):
        return Busy(path, _("another window or program is writing to it; try again"))
    reasons = {
        "SQLITE_FULL": _("the disk is full; make room and try again"),
        "SQLITE_READONLY": _("the file or its folder is read-only"),
        "SQLITE_CANTOPEN": _("the file or its folder is read-only"),
        "SQLITE_IOERR": _("the disk reports an error"),
    }
    for code, reason in reasons.items():
        if name.startswith(code):
            return Unwritable(path, reason)
    return error
