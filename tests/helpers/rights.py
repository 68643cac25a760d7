"""What happens to a person who may not write everywhere; tests often run as root, who may."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]

_BEFORE = """
import os, sys
from pathlib import Path
import annotator.dataset.export, annotator.edits.audit, annotator.edits.intake  # afterwards they might not be readable
from annotator.errors import AnnotatorError
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import small_schema
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
try:
{work}
except AnnotatorError as error:
    print(type(error).__name__, error)
"""


def said_to_an_ordinary_user(work: str, path: Path) -> str:
    """What a program prints that does `work` on `path` with no more rights than any user has."""
    script = _BEFORE.format(work=textwrap.indent(textwrap.dedent(work).strip(), "    "))
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env={**os.environ, "HASHIYA_LANGUAGE": "en", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@contextmanager
def world_readable_folder() -> Iterator[Path]:
    """A temporary folder that every user may look into, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for inner in (folder, *folder.rglob("*")):
            inner.chmod(0o755)
