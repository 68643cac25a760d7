"""The window at work while a model is learned in its process: releases as in `benchmarks/window.py`, one frame of a
60 Hz screen and the same without learning beside them.

`python -m benchmarks.training PROJECT` prints the seconds of each release as JSON, those without learning first. The
project is the reference corpus of 1,000 articles, 300 of them finished.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from annotator.model.annotation import Status
from annotator.suggest.training import State
from annotator.workspace import Workspace
from benchmarks import corpus, window
from benchmarks.table import Row, p95, seconds

ARTICLES, FINISHED = 1_000, 300


def rows() -> list[Row]:
    made = corpus.project(ARTICLES)
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        project = Path(name) / "usual.hashiya"
        shutil.copy(made, project)
        with Workspace.open(project) as workspace:
            for article in workspace.article_uids()[-FINISHED:]:
                workspace.set_status(article, Status.DONE)
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HASHIYA_PREFERENCES": name}
        command = [sys.executable, "-m", "benchmarks.training", str(project)]
        found = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    alone, beside = json.loads(found.stdout)
    ours, bare = p95(beside), p95(alone)
    return [
        Row(
            "release to painted and committed while a model is learned, p95",
            seconds(ours),
            f"{seconds(bare)} (without learning)",
            f"{ours / bare:.2f}",
            f"under {seconds(window.FRAME)}",
            ours < window.FRAME,
        )
    ]


def _releases(project: Path) -> tuple[list[float], list[float]]:
    copied = project.with_stem("alone")
    shutil.copy(project, copied)
    alone = window.mark(copied)
    with Workspace.open(project) as workspace:
        training = workspace.train()
        try:
            beside = window.mark(project)
            if training.poll().state is not State.RUNNING:
                raise SystemExit("Learning ended before the releases did.")
        finally:
            training.stop()
    return alone, beside


if __name__ == "__main__":
    for absent in ("pandas", "numpy"):
        sys.modules[absent] = None  # type: ignore[assignment]
    print(json.dumps(_releases(Path(sys.argv[1]))))
