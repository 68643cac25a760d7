"""How far the memory of a process grows while it imports or exports: the same for ten times the Articles,
but for SQLite's cache of the file, which has a fixed size.

Each measurement has a process of its own: `python -m benchmarks.memory import|export ARTICLES` prints the bytes by
which its peak grew. Linux alone tells the peak of one process; elsewhere there are no rows.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.table import Row, mebibytes

FEW, MANY = 1_000, 10_000
CACHE = 16_000 * 1024
"""The bytes that SQLite keeps of any file at most; a small project does not fill them."""

_STATUS = Path("/proc/self/status")


def rows() -> list[Row]:
    return [_row("import"), _row("export")] if _STATUS.exists() else []


def _row(verb: str) -> Row:
    few, many = (_in_a_process_of_its_own(verb, count) for count in (FEW, MANY))
    return Row(
        f"memory that an {verb} takes, {MANY:,} articles",
        mebibytes(many),
        f"{mebibytes(few)} ({FEW:,} articles)",
        f"{many / few:.2f}",
        f"at most {mebibytes(CACHE)} more",
        many <= few + CACHE,
    )


def _in_a_process_of_its_own(verb: str, count: int) -> int:
    command = [sys.executable, "-m", "benchmarks.memory", verb, str(count)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak() -> int:
    """The most memory, in bytes, that this process has held so far."""
    found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text())
    assert found
    return int(found[1]) * 1024


def _growth(verb: str, count: int) -> int:
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        _warm_up(Path(name))
        if verb == "import":
            source = corpus.make(count)
            before = peak()
            with Workspace.create(Path(name) / "imported.hashiya", annotator="a1") as workspace:
                workspace.import_files([source])
        else:
            project = corpus.project(count)
            before = peak()
            with Workspace.open(project) as workspace:
                workspace.export(Path(name) / "exported.jsonl")
        return peak() - before


def _warm_up(folder: Path) -> None:
    """Load what is loaded once, however large the project is."""
    with Workspace.sample(folder / "sample.hashiya", annotator="a1") as workspace:
        workspace.export(folder / "sample.jsonl")
    with Workspace.create(folder / "again.hashiya", annotator="a1") as workspace:
        workspace.import_files([folder / "sample.jsonl"])


if __name__ == "__main__":
    print(_growth(sys.argv[1], int(sys.argv[2])))
