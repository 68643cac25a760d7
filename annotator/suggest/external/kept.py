"""What the user of this machine has settled, as small JSON files in the user's own folder, never in a project."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from annotator.errors import Unwritable


def kept(file: Path) -> dict[str, Any]:
    """What is in a file; nothing where it cannot be read."""
    try:
        told = orjson.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def keep(file: Path, told: Mapping[str, Any]) -> None:
    """Write a file whole or not at all, readable by the user alone. Raises Unwritable."""
    part = ""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as out:
            part = out.name
            out.write(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
        os.replace(part, file)  # noqa: PTH105
    except OSError as error:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()
        raise Unwritable(file, error.strerror or str(error)) from error
