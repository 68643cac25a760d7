"""How long it takes to find where annotators differ, in a whole project, and to decide: on the projects of
`benchmarks.agreement`.

A Decision is measured from the choice to Gold and Journal on the disk, in an article of 2,000 characters that three
annotators have done with about 30 Spans each.
"""

from __future__ import annotations

from annotator.model.decision import Choice
from annotator.workspace import Workspace
from benchmarks.agreement import FEW, MANY, THREE, TWO, project
from benchmarks.table import Row, below, p95, seconds, took

FRAME = 1 / 60


def rows() -> list[Row]:
    with Workspace.open(project(MANY, TWO)) as workspace:
        classes = took(workspace.class_counts)
        strategy = took(lambda: workspace.adjudicate("majority", dry_run=True))
    with Workspace.open(project(FEW, THREE)) as workspace:
        times = _decisions(workspace)
    return [
        below(f"cases of 2 annotators in {MANY:,} articles, classed", classes, 60.0, seconds),
        below("what a majority would decide there", strategy, 60.0, seconds),
        below("decide about a case, until it is committed (p95)", p95(times), FRAME, seconds, what="one frame"),
    ]


def _decisions(workspace: Workspace) -> list[float]:
    """How long each Decision takes in the first few Articles; they are taken back in the end."""
    times = []
    for article in workspace.article_uids()[:5]:
        for entry in workspace.case_entries(article)[:20]:
            choice = Choice.take(entry.case.answers[0].annotator)
            times.append(took(lambda a=article, c=entry.case, way=choice: workspace.decide(a, c, way)))  # type: ignore[misc]
    while workspace.undo_decision():
        pass
    return times
