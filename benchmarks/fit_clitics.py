"""`python -m benchmarks.fit_clitics`: fit the weights of the clitic model and write `resources/clitics.json`.

A conditional logistic regression (each way to cut a word is one choice, leaving it whole is another), with a ridge,
by Newton's method in plain Python; it takes a minute. It learns from `tests/data/clitics_gold_dev.tsv`, each word once
for every mixture of how much text the project holds and which share of the known names it has to do without: so one
model serves a project of two articles and of thousands, and does not lean on the lexicon where that ends. Words that
are to stay whole weigh half as much again: cutting a name wrongly is the worse mistake.

It also prints what ten-fold cross-validation says, with the names complete and with a third of them hidden.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterable
from math import exp
from operator import mul
from pathlib import Path

from annotator import paths
from annotator.arabic.clitics import FEATURES, Knowledge, facts, ways
from annotator.arabic.known_names import beginnings, name_words
from benchmarks.real_news import knowledge, samples, sentences

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "clitics_gold_dev.tsv"
RIDGE = 1.0
WHOLE_WEIGHS = 1.5
HIDDEN = (0.0, 0.2, 0.2, 0.4, 0.4)
"""The shares of the names that are hidden, a different choice of names each time."""
FOLDS = 10
STEPS = 9

Item = tuple[list[tuple[float, ...]], int]
"""The facts of each way to cut a word, and which is right: 0 for none, 1 for the first."""


def gold() -> list[tuple[str, int]]:
    """The words with how many letters are to be cut off each."""
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row[0], int(row[1])) for row in rows]


def situations() -> list[Knowledge]:
    """Projects with much text, less, little and none, each with several choices of known names."""
    texts = sentences()
    random.Random(7).shuffle(texts)
    held = [knowledge(part) for part in (texts, texts[: len(texts) // 2], texts[: len(texts) // 8], samples(), [])]
    return [without_names(one, share, seed) for one in held for seed, share in enumerate(HIDDEN)]


def without_names(known: Knowledge, share: float, seed: int) -> Knowledge:
    """The same with a share of the names hidden; which ones depends on `seed`."""
    names = frozenset(n for n in name_words() if zlib.crc32(f"{seed}{n}".encode()) % 1000 >= share * 1000)
    return Knowledge(known.counts, known.total, names, beginnings(names))


def items(words: Iterable[tuple[str, int]], known: Knowledge) -> list[Item]:
    found: list[Item] = []
    for word, cut in words:
        folded, options, hamzas = ways(word)
        found.append((facts(folded, options, hamzas, known), options.index(cut) + 1 if cut in options else 0))
    return found


def shares(ways_to_cut: list[tuple[float, ...]], weights: list[float]) -> list[float]:
    """The probability of leaving the word whole, and of each way to cut it."""
    scores = [1.0, *(exp(sum(map(mul, weights, values))) for values in ways_to_cut)]
    return [score / sum(scores) for score in scores]


def fit(learnt_from: list[Item], share: float) -> list[float]:
    """The weights that make the right choices likeliest; each item weighs `share`."""
    size = len(FEATURES)
    weights = [0.0] * size
    for _step in range(STEPS):
        slope = [RIDGE * w for w in weights]
        bend = [[RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
        for choices, right in learnt_from:
            weight = share * (1.0 if right else WHOLE_WEIGHS)
            chances = shares(choices, weights)[1:]
            mean = [sum(p * x[k] for p, x in zip(chances, choices, strict=True)) for k in range(size)]
            for k in range(size):
                slope[k] += weight * (mean[k] - (choices[right - 1][k] if right else 0.0))
            for p, x in [*zip(chances, choices, strict=True), (-1.0, tuple(mean))]:
                there = [(k, v) for k, v in enumerate(x) if v]
                for i, a in there:
                    row, b = bend[i], weight * p * a
                    for j, c in there:
                        row[j] += b * c
        weights = [w - d for w, d in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(size):
            if j != i and rows[j][i]:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[-1] for row in rows]


def right_and_wrong(judged: list[tuple[list[float], int]]) -> tuple[float, float]:
    """The share of words cut rightly, and of whole words that were cut."""
    right = [chances.index(max(chances)) == cut for chances, cut in judged]
    wrongly = [chances.index(max(chances)) != 0 for chances, cut in judged if cut == 0]
    return sum(right) / len(right), sum(wrongly) / len(wrongly)


def main() -> None:
    words = gold()
    held = [items(words, known) for known in situations()]
    order = list(range(len(words)))
    random.Random(1).shuffle(order)
    judged: dict[int, list[tuple[list[float], int]]] = {n: [] for n in range(len(held))}
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        weights = fit([one[i] for one in held for i in range(len(words)) if i not in out], 1 / len(held))
        for n, one in enumerate(held):
            judged[n] += [(shares(one[i][0], weights), one[i][1]) for i in out]
    told = (("all the text", 0), ("the two samples", 15))
    for title, first in told:
        for hidden, n in ((0, first), (40, first + 3)):
            accuracy, wrongly = right_and_wrong(judged[n])
            print(f"{title}, {hidden} % of names hidden: accuracy {accuracy:.3f}, wrongly cut {wrongly:.3f}")
    weights = fit([item for one in held for item in one], 1 / len(held))
    fitted = {"about": "Weights of annotator/arabic/clitics.py, fitted by benchmarks/fit_clitics.py"}
    named = {name: round(w, 4) for name, w in zip(FEATURES, weights, strict=True)}
    target = paths.resources() / "clitics.json"
    target.write_text(json.dumps(fitted | {"weights": named}, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target.name}")


if __name__ == "__main__":
    main()
