"""Finding the near duplicates among articles of 2,000 characters, against reading all and cutting them into shingles
once, which whoever compares them has to do; and how many are found of those that an exact comparison finds.

The articles are made up: words drawn by Zipf's law, every tenth with one to four copies in which 0.5 to 15 % of the
words are changed, every twentieth with one inside a longer article. The exact comparison counts the shingles that each
two articles have in common.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import combinations
from pathlib import Path

import orjson

from annotator.dataset.duplicates import Group
from annotator.dataset.shingles import shingles_of, words_of
from annotator.workspace import Workspace
from benchmarks.corpus import DATA
from benchmarks.sizes import sizes
from benchmarks.table import Row, against, took
from tests.helpers import wire

WORDS = (250, 330, 410)
THRESHOLD = 0.8
ROUNDS = 2


def rows() -> list[Row]:
    number = sizes().compared
    path = _project(number)
    ours, bound = [], []
    groups: list[Group] = []
    shingles: dict[str, frozenset[int]] = {}
    with Workspace.open(path) as workspace:
        for _round in range(ROUNDS):
            bound.append(took(lambda: shingles.update(_read_and_cut(path))))
            ours.append(took(lambda: groups.__setitem__(slice(None), workspace.duplicates(THRESHOLD))))
    wanted = _exactly(shingles)
    home = {uid: number for number, group in enumerate(groups) for uid in group.articles}
    found = sum(first in home and home[first] == home.get(second) for first, second in wanted)
    return [
        against(
            f"find near duplicates in {number:,} articles", ours, bound, what="reading and cutting once", at_most=5
        ),
        Row(
            f"near duplicates found in {number:,} articles",
            f"{found:,} pairs",
            f"{len(wanted):,} pairs (all compared)",
            f"{found / len(wanted):.4f}",
            "at least 0.999",
            found >= 0.999 * len(wanted),
        ),
    ]


def _project(number: int) -> Path:
    """A project with the articles; it is made where it is not there yet."""
    path = DATA / f"wire-{number}.hashiya"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        texts = dict.fromkeys(wire.texts(number, seed=1, lengths=WORDS))
        source, part = path.with_suffix(".jsonl"), DATA / "part-wire.hashiya"
        # With the article each word has six letters, as in news.
        lines = ({"text": " ".join(f"ال{word}" for word in text.split())} for text in texts)
        source.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
        part.unlink(missing_ok=True)
        with Workspace.create(part, annotator="a1") as workspace:
            workspace.import_files([source])
        part.replace(path)
    return path


def _read_and_cut(path: Path) -> dict[str, frozenset[int]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT uid, text FROM articles")
    cut = {uid: frozenset(map(hash, shingles_of(words_of(text)))) for uid, text in found}
    connection.close()
    return cut


def _exactly(shingles: dict[str, frozenset[int]]) -> set[tuple[str, str]]:
    """All pairs of near duplicates, by counting what each two have in common."""
    having: dict[int, list[str]] = {}
    for uid, found in shingles.items():
        for shingle in found:
            having.setdefault(shingle, []).append(uid)
    shared = Counter(pair for uids in having.values() for pair in combinations(uids, 2))
    return {
        (first, second)
        for (first, second), count in shared.items()
        if count >= THRESHOLD * (len(shingles[first]) + len(shingles[second]) - count)
    }
