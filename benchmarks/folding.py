"""Folding news at the level of letters, the way back included, against one bare `str.translate` without it.

Both run on one core over the texts of the reference corpus, held in memory, in turns; sizes are bytes of UTF-8.
"""

from __future__ import annotations

from statistics import median

import orjson

from annotator.arabic.text import folded
from benchmarks import corpus
from benchmarks.table import Row, took

ROUNDS = 3
AT_LEAST = 10.0
"""Megabytes a second."""

_BARE = str.maketrans("أإآٱىة", "اااايه", "ـًٌٍَُِّْ")


def rows() -> list[Row]:
    with corpus.make().open("rb") as lines:
        texts = [orjson.loads(line)["text"] for line in lines]
    size = sum(len(text.encode()) for text in texts) / 1e6
    ours, bound = [], []
    for _round in range(ROUNDS):
        bound.append(size / took(lambda: [text.translate(_BARE) for text in texts]))
        ours.append(size / took(lambda: [_there_and_back(text) for text in texts]))
    speed, bare = median(ours), median(bound)
    return [
        Row(
            f"fold {corpus.ARTICLES:,} articles with the way back",
            f"{speed:.0f} MB/s",
            f"{bare:.0f} MB/s (str.translate)",
            f"{speed / bare:.2f}",
            f"at least {AT_LEAST:g} MB/s",
            speed >= AT_LEAST,
        )
    ]


def _there_and_back(text: str) -> tuple[int, int]:
    found = folded(text)
    return found.origin(0, len(found.text))  # the map is made when it is first asked for
