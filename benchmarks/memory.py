"""The peak memory of a process that does one thing with a project, and with one of ten times as many articles (with
`--whole` 10,000 and 100,000): under 200 MiB for both.

Each measurement has a process of its own: `python -m benchmarks.memory VERB ARTICLES` prints the bytes that it held
at its peak, with Python and all libraries that it loaded, as installed here: where pandas is there, sqlite-utils
loads it, which takes 85 MiB when a project is made. Linux alone tells the peak of one process; elsewhere there are no
rows.

What is done with the larger one is done with short articles, of 200 characters with 3 spans, every tenth of which is
nearly the one before it; it would take an hour with those of the reference corpus. Articles are read and written a few
at a time, so what grows with a project grows with their number. The search in `benchmarks/search.py` and the window in
`benchmarks/window.py` have long ones. With `long` behind it, a measurement is made with long ones.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from annotator.model.split import SplitRule
from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.sizes import sizes
from benchmarks.table import Row, mebibytes

LIMIT = 200 * 2**20
CACHE = 16_000 * 1024
"""The bytes that SQLite keeps of any file at most; a small project does not fill them."""

_STATUS = Path("/proc/self/status")

Work = Callable[[int, bool, Path], None]
"""Something done with so many articles, short or not, in a folder for what comes of it."""


def rows() -> list[Row]:
    return [_row(verb) for verb in WORK] if _STATUS.exists() else []


def _row(verb: str) -> Row:
    less, more = sizes().few, sizes().many
    corpus.project(less)
    corpus.project(more, is_short=True)
    few, many = _in_a_process_of_its_own(verb, less, "long"), _in_a_process_of_its_own(verb, more, "short")
    return Row(
        f"memory of {verb}, {more:,} short articles",
        mebibytes(many),
        f"{mebibytes(few)} ({less:,} long ones)",
        f"{many / few:.2f}",
        f"both under {mebibytes(LIMIT)}",
        max(few, many) < LIMIT,
    )


def _in_a_process_of_its_own(verb: str, count: int, length: str) -> int:
    command = [sys.executable, "-m", "benchmarks.memory", verb, str(count), length]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak() -> int:
    """The most memory, in bytes, that this process has held so far."""
    found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text())
    assert found
    return int(found[1]) * 1024


def _import(count: int, is_short: bool, folder: Path) -> None:
    with Workspace.create(folder / "imported.hashiya", annotator="a1") as workspace:
        workspace.import_files([corpus.make(count, is_short=is_short)])


def _import_doccano(count: int, is_short: bool, folder: Path) -> None:
    """The file is written by another process, whose memory does not count."""
    out = folder / "out.jsonl"
    project = corpus.project(count, is_short=is_short)
    command = [sys.executable, "-m", "annotator", "export", project, "--format", "doccano", "-o", out]
    subprocess.run(command, check=True, capture_output=True)
    with Workspace.create(folder / "imported.hashiya", annotator="a1") as workspace:
        workspace.import_files([out], format_name="doccano")


def _export(name: str) -> Work:
    def export(count: int, is_short: bool, folder: Path) -> None:
        with Workspace.open(corpus.project(count, is_short=is_short)) as workspace:
            workspace.export(folder / "exported", format_name=name)

    return export


def _duplicates(count: int, is_short: bool, _folder: Path) -> None:
    with Workspace.open(corpus.project(count, is_short=is_short)) as workspace:
        workspace.duplicates()


def _publish(count: int, is_short: bool, folder: Path) -> None:
    """Divide a copy of the project, and publish that."""
    project = folder / "divided.hashiya"
    shutil.copy(corpus.project(count, is_short=is_short), project)
    with Workspace.open(project) as workspace:
        workspace.split(SplitRule())
        workspace.publish(folder / "dataset", licence="cc-by-4.0")


WORK: dict[str, Work] = {
    "import": _import,
    "export": _export("jsonl"),
    "import of doccano": _import_doccano,
    "export of doccano": _export("doccano"),
    "duplicates": _duplicates,
    "split and publish": _publish,
}


def _measured(verb: str, count: int, *, is_short: bool) -> int:
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        WORK[verb](count, is_short, Path(name))
    return peak()


if __name__ == "__main__":
    print(_measured(sys.argv[1], int(sys.argv[2]), is_short=sys.argv[3:] != ["long"]))
