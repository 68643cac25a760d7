"""How long it takes to say how far annotators agree: all measures but gamma, with intervals of 1,000 resamples, through
the program's own code from the file on; and gamma.

The articles are those of the reference corpus, of 2,000 characters with 30 Spans. Each annotator leaves out one Span of
ten, moves an edge of one of ten by a letter, and gives one of twenty another Label.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.table import Row, below, seconds, took

FEW, MANY = 100, 10_000
THREE, TWO = ("a1", "a2", "a3"), ("a1", "a2")


def rows() -> list[Row]:
    few, many = project(FEW, THREE), project(MANY, TWO)
    told: list[tuple[int, int]] = []
    with Workspace.open(few) as workspace:
        three = took(workspace.agreement)
        gamma = took(lambda: workspace.agreement(TWO, with_gamma=True))
    with Workspace.open(many) as workspace:
        two = took(lambda: workspace.agreement(progress=lambda done, total: told.append((done, total))))
    assert told[-1] == (MANY, MANY)
    return [
        below(f"agreement of 3 annotators in {FEW} articles", three, 2.0, seconds),
        below(f"the same of 2 annotators, with gamma, in {FEW} articles", gamma, 10.0, seconds),
        below(f"agreement of 2 annotators in {MANY:,} articles", two, 60.0, seconds),
    ]


def project(count: int, names: tuple[str, ...]) -> Path:
    """A project with so many Articles that all of these have done; it is made where it is not there yet."""
    path = corpus.DATA / f"agreement-{count}-{len(names)}.hashiya"
    if not path.exists():
        corpus.DATA.mkdir(exist_ok=True)
        source, part = path.with_suffix(".jsonl"), path.with_name(f"part-{path.name}")
        part.unlink(missing_ok=True)
        source.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in _lines(count, names)))
        with Workspace.create(part, annotator=names[0]) as workspace:
            workspace.import_files([source])
        source.unlink()
        part.replace(path)
    return path


def _lines(count: int, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, article in enumerate(corpus.articles(count)):
        for name in names:
            spans = list(_seen(article["spans"], random.Random(f"{name} {number}")))
            yield {**article, "annotator": name, "status": "done", "spans": spans}


def _seen(spans: list[tuple[int, int, str]], dice: random.Random) -> Iterator[tuple[int, int, str]]:
    labels = sorted({label for _start, _end, label in spans})
    for start, end, label in spans:
        if dice.random() < 0.1:
            continue
        moved = start + 1 if dice.random() < 0.1 and end - start > 1 else start
        yield moved, end, dice.choice(labels) if dice.random() < 0.05 else label
