"""What a training learns from, as a file: finished Articles, the texts of others, and how to learn.

A file of JSON lines: first what is common, then an Article a line. So the training, in a process of its own, needs
neither the project nor anything of the process that asked for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from annotator.frozen import frozen
from annotator.suggest.external.chosen import Choice
from annotator.suggest.recommender import Example
from annotator.words import language

FORMAT = "hashiya-training/1"


@frozen
class Plan:
    """How to learn: the Labels that might be marked, the seed, how often the weights are mended at most (None: as often
    as `learn` does by itself), the language in which to tell of it, and the encoder that has a part in it."""

    labels: tuple[str, ...] = ()
    seed: int = 0
    iterations: int | None = None
    language: str = ""
    encoder: Choice | None = None


@frozen
class Snapshot:
    """A plan with finished Articles to learn from, and the texts of Articles that nobody has finished."""

    plan: Plan
    examples: Sequence[Example]
    texts: Sequence[str]


def write(path: Path, examples: Iterable[Example], texts: Iterable[str] = (), plan: Plan | None = None) -> None:
    """Write a snapshot, an Article at a time. Raises OSError where the disk or folder does not take it."""
    plan = plan or Plan(language=language())
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_line({"format": FORMAT, **asdict(plan)}))
        for example in examples:
            file.write(_line(asdict(example)))
        for text in texts:
            file.write(_line({"text": text}))


def read(path: Path) -> Snapshot:
    """A snapshot that `write` wrote."""
    with path.open(encoding="utf-8", newline="\n") as file:
        head = json.loads(next(file))
        rows = [json.loads(line) for line in file]
    encoder = Choice(**head["encoder"]) if head["encoder"] else None
    plan = Plan(tuple(head["labels"]), head["seed"], head["iterations"], head["language"], encoder)
    examples = [Example(row["article"], row["text"], tuple(map(tuple, row["marked"]))) for row in rows if len(row) > 1]
    return Snapshot(plan, examples, [row["text"] for row in rows if len(row) == 1])


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=True) + "\n"
