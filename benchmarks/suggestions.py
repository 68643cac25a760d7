"""Suggestions on real news: how many names the memory finds again after so many sentences, beside a plain list of
strings with the same sentences in the same run; and how long one article more takes.

The news is the training part of ANERcorp, where that is there: its last 900 sentences are asked for, and the others are
learned from, by chance (mean of three samples) and all of them. F1 is exact: range and label. Spans hold whole words in
ANERcorp, with the proclitics before the name; the memory learns that and proposes likewise, so spans are compared as
they stand. The plain list takes each marked string for what it was marked with most often and finds it in whole words,
the longest first. Articles for the time are sentences that follow one another, to 2,000 characters; of five turns for
each of the last 60 the quickest counts, and the median of these, in time of the processor.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import mean, median

from annotator.model.article import Article
from annotator.model.schema import Kind, Label, Schema
from annotator.suggest.evaluating import cross_validated
from annotator.suggest.memory import Memory
from annotator.suggest.recommender import Example, Marked
from annotator.suggest.scores import Scores, scored
from annotator.suggest.suggestion import Suggestion
from annotator.suggest.thresholds import USUAL
from benchmarks.real_news import DATA
from benchmarks.table import Row, below, seconds

SCHEMA = Schema("anercorp", {}, tuple(Label(name, Kind.ENTITY, "#336699") for name in ("PERS", "LOC", "ORG", "MISC")))
HELD_OUT = 900
SAMPLES = 3
_TARGETS = {100: 0.26, 250: 0.36, 1_000: 0.47, 0: 0.53}
_UPDATE = 5e-3
_PROPOSING = 50e-3
_LENGTH = 2_000
_ARTICLES = 60
_TURNS = 5


def rows() -> list[Row]:
    news = sentences()
    if not news:
        return []
    pool, asked = news[:-HELD_OUT], news[-HELD_OUT:]
    return [*(_found(pool, asked, size) for size in _TARGETS), _precision(pool), *_times(articles(news))]


def sentences() -> list[Example]:
    """The sentences of ANERcorp that do not travel with the project; none where they are not there."""
    path = DATA / "ner" / "ner_anercorp_train.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    told = map(json.loads, lines)
    return [
        Example(one["id"], one["text"], tuple((span["start"], span["end"], span["label"]) for span in one["spans"]))
        for one in told
    ]


def articles(news: Sequence[Example]) -> list[Example]:
    """Sentences that follow one another, as articles of about 2,000 characters."""
    made: list[Example] = []
    text, marked = "", list[Marked]()
    for one in news:
        marked += [(start + len(text), end + len(text), label) for start, end, label in one.marked]
        text += f"{one.text}\n"
        if len(text) >= _LENGTH:
            made.append(Example(f"article-{len(made)}", text, tuple(marked)))
            text, marked = "", []
    return made


class Strings:
    """The plain list that the memory is measured against."""

    name = "strings"

    def __init__(self, examples: Sequence[Example]) -> None:
        labels: dict[tuple[str, ...], Counter[str]] = {}
        for one in examples:
            for start, end, label in one.marked:
                labels.setdefault(tuple(one.text[start:end].split(" ")), Counter())[label] += 1
        self._labels = {words: counted.most_common(1)[0][0] for words, counted in labels.items()}
        self._longest = max(map(len, self._labels), default=0)

    def suggest(self, article: Article, _schema: Schema) -> list[Suggestion]:
        return list(self._suggestions(article.text.split(" ")))

    def _suggestions(self, words: list[str]) -> Iterator[Suggestion]:
        at = start = 0
        while at < len(words):
            size = next((n for n in range(self._longest, 0, -1) if tuple(words[at : at + n]) in self._labels), 0)
            told = " ".join(words[at : at + max(size, 1)])
            if size:
                yield Suggestion(self._labels[tuple(words[at : at + size])], start, start + len(told))
            start += len(told) + 1
            at += max(size, 1)


def _found(pool: list[Example], asked: list[Example], size: int) -> Row:
    """What the memory finds after so many sentences; 0 stands for all of them."""
    samples = [random.Random(number).sample(pool, size) for number in range(SAMPLES)] if size else [pool]
    ours = mean(_scores(Memory(sample), asked).exact.f1 for sample in samples)
    plain = mean(_scores(Strings(sample), asked).exact.f1 for sample in samples)
    return Row(
        f"F1 of the memory after {size or len(pool):,} sentences",
        f"{ours:.3f}",
        f"{plain:.3f} (a list of strings)",
        f"{ours / plain:.2f}",
        f"at least {_TARGETS[size]:.2f}",
        ours >= _TARGETS[size],
    )


def _scores(recommender: Memory | Strings, asked: list[Example]) -> Scores:
    found = ((one, recommender.suggest(Article(one.article, "", one.text), SCHEMA)) for one in asked)
    return sum((scored(suggestions, one.marked) for one, suggestions in found), Scores())


def _precision(pool: list[Example]) -> Row:
    sample = random.Random(0).sample(pool, 1_000)
    ours = cross_validated(sample, Memory, SCHEMA, least=USUAL).exact
    plain = cross_validated(sample, Strings, SCHEMA).exact
    return Row(
        f"precision of the memory at confidence {USUAL}, five folds of 1,000 sentences",
        f"{ours.precision:.3f}",
        f"{plain.precision:.3f} (a list of strings)",
        f"{ours.precision / plain.precision:.2f}",
        "at least 0.80",
        ours.precision >= 0.80,
    )


def _times(news: list[Example]) -> list[Row]:
    memory = Memory(news)
    learning, proposing = [], []
    for one in news[-_ARTICLES:]:
        turns = [_turn(memory, one) for _number in range(_TURNS)]
        learning.append(min(learned for learned, _proposed in turns))
        proposing.append(min(proposed for _learned, proposed in turns))
    told = f"articles of 2,000 characters, {len(news)} learned"
    return [
        below(f"one article more in the memory, {told}", median(learning), _UPDATE, seconds),
        below(f"suggestions of the memory, {told}", median(proposing), _PROPOSING, seconds),
    ]


def _turn(memory: Memory, one: Example) -> tuple[float, float]:
    """The seconds of the processor to learn an article that was not known, and to propose for it."""
    memory.forget(one.article)
    learned = _processor(lambda: memory.learn(one))
    article = Article(one.article, "", one.text)
    return learned, _processor(lambda: memory.suggest(article, SCHEMA))


def _processor(work: Callable[[], object]) -> float:
    """How many seconds of the processor `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start
