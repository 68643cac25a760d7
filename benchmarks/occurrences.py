"""Every occurrence of a word: found in a project, and marked in one step."""

from __future__ import annotations

import shutil
import tempfile
from itertools import islice
from pathlib import Path

from benchmarks.table import Row, below, seconds, took

MANY = 10_000


def rows() -> list[Row]:
    from annotator.workspace import Occurrence, Workspace
    from benchmarks import corpus

    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        project = Path(name) / "news.hashiya"
        shutil.copy(corpus.project(1_000), project)
        with Workspace.open(project) as workspace:
            found: list[Occurrence] = []
            finding = took(lambda: found.extend(islice(workspace.occurrences("في"), MANY)))
            assert len(found) == MANY
            marking = took(lambda: workspace.mark_everywhere(found, "GPE"))
            undoing = took(workspace.undo)
    return [
        below(f"{MANY:,} occurrences found", finding, 5.0, seconds),
        below(f"{MANY:,} occurrences marked in one step", marking, 5.0, seconds),
        below("the same taken back", undoing, 5.0, seconds),
    ]
