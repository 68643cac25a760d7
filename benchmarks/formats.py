"""Exporting to every format, against our own JSONL of the same project, in turns.

Each is a whole export: the project read as of one moment, the file written beside its place, read back and compared
Span by Span, and renamed. Where a library writes the format (spaCy, dkpro-cassis, pyarrow, XlsxWriter), its time is
told and no target is set.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from annotator.formats import FORMATS
from annotator.formats.bundle import Format
from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.table import Row, against, took

ARTICLES = 2_000
ROUNDS = 3
AT_MOST = 3


def rows() -> list[Row]:
    project = corpus.project(ARTICLES)
    others = [known for known in FORMATS if known.writes and known.name != "jsonl"]
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        for _round in range(ROUNDS):
            times.setdefault("jsonl", []).append(_takes(project, "jsonl", Path(name) / "out.jsonl"))
            for known in others:
                times.setdefault(known.name, []).append(_takes(project, known.name, Path(name) / _file(known)))
    return [_row(known, times) for known in others]


def _row(known: Format, times: dict[str, list[float]]) -> Row:
    row = against(_figure(known), times[known.name], times["jsonl"], what="our JSONL", at_most=AT_MOST)
    if not known.needs:
        return row
    return Row(row.figure, row.ours, row.bound, row.ratio, f"none: {known.needs} writes it", True)


def _figure(known: Format) -> str:
    return f"export {known.name}, {ARTICLES:,} articles with {corpus.SPANS} spans"


def _file(known: Format) -> str:
    return "out.zip" if known.write is None else f"out{known.suffixes[0]}"


def _takes(project: Path, name: str, out: Path) -> float:
    """Seconds of a whole export."""

    def export() -> None:
        with Workspace.open(project) as workspace:
            workspace.export(out, format_name=name)

    return took(export)
