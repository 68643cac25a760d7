"""Searching a project: from the question to the first page of results, and the memory it takes.

The questions are drawn from the texts themselves, with their tashkeel and hamzas taken off: whole words, words from
their second letter on (which stand inside words only), two words that follow one another, and words that stand
nowhere. A page has 50 hits with what stands around them and their Spans. The limit stands by itself. The memory of a
search through everything is measured in a process of its own, beside that in a tenth of the project:
`python -m benchmarks.search ARTICLES` prints the bytes by which its peak grew.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from itertools import islice

import orjson

from annotator.workspace import Workspace
from annotator.workspace.search import Manner, Query
from benchmarks import corpus
from benchmarks.memory import CACHE, peak
from benchmarks.sizes import sizes
from benchmarks.table import Row, below, mebibytes, p95, seconds, took

PAGE = 50
QUESTIONS = 100
LIMIT = 0.05

_WORD = re.compile(r"[\u0621-\u0652]{3,}")
_NOWHERE = ("زنبرك", "قسطنطينوبل", "xylophone", "ظظ", "هيدروجين سائل")


def rows() -> list[Row]:
    questions = _questions()
    less, more = sizes().few, sizes().many
    with _project(more) as workspace:
        for query in questions[:: len(questions) // 10]:
            # The file's first pages are in memory then, as they are after a minute's work.
            _first_page(workspace, query)
        times = [took(lambda query=query: _first_page(workspace, query)) for query in questions]
    few, many = (_in_a_process_of_its_own(count) for count in (less, more))
    return [
        below(f"first page of a search in {more:,} articles, p95", p95(times), LIMIT, seconds),
        Row(
            f"memory that a search takes, {more:,} articles",
            mebibytes(many),
            f"{mebibytes(few)} ({less:,} articles)",
            f"{many / few:.2f}",
            f"at most {mebibytes(CACHE)} more",
            many <= few + CACHE,
        ),
    ]


def _first_page(workspace: Workspace, query: Query) -> None:
    for _hit in islice(workspace.find(query), PAGE):
        pass


def _questions() -> list[Query]:
    dice = random.Random(3)
    among = sizes().few
    with corpus.make(among).open("rb") as lines:
        texts = [orjson.loads(line)["text"] for line in islice(lines, 0, among, among // QUESTIONS)]
    questions = [Query(words, Manner.INSIDE) for words in _NOWHERE]
    for text in texts:
        words = list(_WORD.finditer(text))
        at = dice.randrange(len(words) - 1)
        word, after = words[at], words[at + 1]
        questions.append(Query(word.group()))
        questions.append(Query(word.group()[1:], Manner.INSIDE))
        questions.append(Query(text[word.start() : after.end()]))
    return questions


def _project(count: int) -> Workspace:
    workspace = Workspace.open(corpus.project(count))
    workspace.build_index()
    return workspace


def _in_a_process_of_its_own(count: int) -> int:
    command = [sys.executable, "-m", "benchmarks.search", str(count)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _growth(count: int) -> int:
    with _project(count) as workspace:
        _first_page(workspace, Query("الرئيس"))
        before = peak()
        for _hit in workspace.find(Query("الرئيس", Manner.INSIDE)):
            pass
        return peak() - before


if __name__ == "__main__":
    print(_growth(int(sys.argv[1])))
