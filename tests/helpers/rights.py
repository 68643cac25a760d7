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
import os, sys, tempfile
from pathlib import Path
from annotator.errors import AnnotatorError
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import small_schema
# What is imported only when it is needed might not be readable afterwards.
with tempfile.TemporaryDirectory() as name, Workspace.create(
    Path(name, "a.hashiya"), schema=small_schema(), annotator="a"
) as workspace:
    Path(name, "a.txt").write_text("x")
    workspace.import_files([name])
    workspace.export(Path(name, "a.jsonl"))
    Workspace.open(workspace.path).close()
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
    assert not done.stderr, done.stderr
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
