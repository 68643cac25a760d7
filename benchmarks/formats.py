"""Writing every format, against our own JSONL of the same project, in turns.

`write` is the writer's part of an export: the project read as of one moment, and the file, or the files in a folder,
written and put in their place; packing these into a zip is zlib's work. It is measured in time of the processor without
the system's, which counts neither what else the machine is doing nor how soon it makes a thousand files. `export` is
the whole of it, with what was written packed, read back and compared Span by Span; readers of other tools' files do
that work, so it is told and has no target. Our JSONL cuts each Span out of its line while it writes, and Wojood's
writer decodes each sentence, so theirs are the same twice. Where a library writes the format (spaCy, dkpro-cassis,
pyarrow, XlsxWriter), its time is told and no target is set either.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from annotator.dataset.export import Wanted, packs_of
from annotator.dataset.whole import opened_file, opened_tree
from annotator.formats import FORMATS
from annotator.formats.bundle import Format, Options
from annotator.store import Store
from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.sizes import sizes
from benchmarks.table import Row, against, took

ROUNDS, TOLD_ROUNDS = 5, 2
AT_MOST = 3


def rows() -> list[Row]:
    project = corpus.project(sizes().written)
    known = [one for one in FORMATS if one.writes]
    writing: dict[str, list[float]] = defaultdict(list)
    whole: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        for turn in range(ROUNDS):
            for one in known:
                file = Path(name) / ("out.zip" if one.write is None else f"out{one.suffixes[0]}")
                with tempfile.TemporaryDirectory(dir=name) as folder:
                    writing[one.name].append(_writes(project, one, Path(folder) if one.write is None else file))
                if turn < TOLD_ROUNDS:
                    whole[one.name].append(_exports(project, one, file))
    others = [one for one in known if one.name != "jsonl"]
    return [_row("write", one, writing) for one in others] + [_row("export", one, whole) for one in others]


def _row(verb: str, known: Format, times: dict[str, list[float]]) -> Row:
    figure = f"{verb} {known.name}, {sizes().written:,} articles with {corpus.SPANS} spans"
    row = against(figure, times[known.name], times["jsonl"], what="our JSONL", at_most=AT_MOST)
    if known.needs:
        return Row(row.figure, row.ours, row.bound, row.ratio, f"none: {known.needs} writes it", True)
    if verb == "export":
        return Row(row.figure, row.ours, row.bound, row.ratio, "none: told beside", True)
    return row


def _writes(project: Path, known: Format, out: Path) -> float:
    """Seconds of the processor that the writer takes for itself, with the reading of the project."""
    store = Store.open(project)
    try:
        start = getrusage(RUSAGE_SELF).ru_utime
        _write(store, known, out)
        return getrusage(RUSAGE_SELF).ru_utime - start
    finally:
        store.close()


def _write(store: Store, known: Format, out: Path) -> None:
    with store.reading():
        packs, schema = packs_of(store, Wanted(), known), store.settings.schema()
        if known.write is not None:
            with opened_file(out) as stream:
                known.write(packs, schema, stream, Options())
        elif known.write_tree is not None:
            with opened_tree(out) as (tree, _place):
                known.write_tree(packs, schema, tree, Options())
                tree.done()


def _exports(project: Path, known: Format, out: Path) -> float:
    """Seconds of a whole export."""
    with Workspace.open(project) as workspace:
        return took(lambda: workspace.export(out, format_name=known.name))
