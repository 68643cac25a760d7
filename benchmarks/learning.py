"""The learned recommender on real news: what it finds of names after so many sentences, beside the memory with the same
sentences; how far its confidence is from the truth; how long it learns and proposes.

The news is the training part of ANERcorp, where that is there: its last 900 sentences are asked for, and the others are
learned from, by chance (mean of three samples) and all of them. F1 is exact, of all that it proposes. Words are counted
and clusters learned from all texts at hand, 330,000 words without a mark: those of ANERcorp, of the Wojood sample, of
the assault events and of the tweets of IDRISI, the 900 sentences among them, as a project holds the articles that are
still to be annotated. Learning is timed in seconds of one processor, without the clusters, which are learned once.

For the confidence, sentences that follow one another are articles of 2,000 characters, as an annotator meets them: the
first two thirds are learned from, the others asked for. For nested Labels, the Wojood sample: every fourth sentence is
asked for; what can be had without nesting is one CRF for the outermost Spans.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import mean, median

from annotator.model.article import Article
from annotator.model.schema import Kind, Label, Schema
from annotator.suggest.calibration import error
from annotator.suggest.learned import Learned
from annotator.suggest.learning import learn
from annotator.suggest.memory import Memory
from annotator.suggest.model import THRESHOLD, Model
from annotator.suggest.recommender import Example, Recommender
from annotator.suggest.scores import Scores, scored
from annotator.suggest.suggestion import Suggestion
from benchmarks import real_news, suggestions
from benchmarks.suggestions import HELD_OUT, SAMPLES, SCHEMA
from benchmarks.table import Row, below, seconds, took

_TARGETS = {100: 0.39, 250: 0.52, 1_000: 0.61, 0: 0.66}
_LEARNING = {500: 5.0, 2_000: 20.0, 0: 45.0}
_PROPOSING = 50e-3
_TURNS = 5


def rows() -> list[Row]:
    news = suggestions.sentences()
    if not news:
        return []
    pool, asked = news[:-HELD_OUT], news[-HELD_OUT:]
    words = learn(random.Random(9).sample(pool, 150), real_news.unlabelled())
    found, times = [], []
    for size in (100, 250, 500, 1_000, 2_000, 0):
        samples = [random.Random(n).sample(pool, size) for n in range(SAMPLES)] if size else [pool]
        if size not in _TARGETS:
            samples = samples[:1]
        models = []
        for sample in samples:
            start = time.process_time()
            models.append(learn(sample, earlier=words))
            took_it = time.process_time() - start
        if size in _LEARNING:
            told = f"learning from {len(samples[0]):,} sentences, processor time"
            times.append(below(told, took_it, _LEARNING[size], seconds))
        if size in _TARGETS:
            found.append(_f1(size, samples, models, asked))
    return [*found, *_in_order(suggestions.articles(news), words), *_nested(words), *times]


def _f1(size: int, samples: list[list[Example]], models: list[Model], asked: list[Example]) -> Row:
    memories = [Memory(sample) for sample in samples]
    ours = mean(_scores(Learned(model, memory), asked) for model, memory in zip(models, memories, strict=True))
    plain = mean(_scores(memory, asked) for memory in memories)
    return Row(
        f"F1 of what was learned from {size or len(samples[0]):,} sentences",
        f"{ours:.3f}",
        f"{plain:.3f} (the memory)",
        f"{ours / plain:.2f}",
        f"at least {_TARGETS[size]:.2f}",
        ours >= _TARGETS[size],
    )


def _in_order(news: list[Example], words: Model) -> list[Row]:
    """Confidence and time on articles that come one after the other."""
    most = len(news) * 2 // 3
    known, asked = news[:most], news[most:]
    by = Learned(learn(known, earlier=words), Memory(known))
    judged, times = [], []
    for one in asked:
        article = Article(one.article, "", one.text)
        times.append(min(took(lambda article=article: by.suggest(article, SCHEMA)) for _turn in range(_TURNS)))
        judged += [
            (told.confidence, (told.start, told.end, told.label) in one.marked) for told in by.suggest(article, SCHEMA)
        ]
    shown = [right for sure, right in judged if sure >= THRESHOLD]
    precision = sum(shown) / len(shown)
    ours = error(judged)
    told = f"{len(known)} articles learned, {len(asked)} asked"
    return [
        Row(
            f"calibration error of the confidence, {told}",
            f"{ours:.3f}",
            "0.050",
            f"{ours / 0.05:.2f}",
            "at most 0.05",
            ours <= 0.05,
        ),
        Row(
            f"precision of what is learned at confidence {THRESHOLD}, {told}",
            f"{precision:.3f}",
            "0.700 (the gate)",
            f"{precision / 0.7:.2f}",
            "at least 0.70",
            precision >= 0.7,
        ),
        below("suggestions of what was learned, article of 2,000 characters", median(times), _PROPOSING, seconds),
    ]


def _nested(words: Model) -> list[Row]:
    """What groups of Labels give where Spans are nested."""
    path = real_news.DATA / "ner" / "ner_wojood_trainval.jsonl"
    if not path.is_file():
        return []
    all_of_it = [
        Example(one["id"], one["text"], tuple((span["start"], span["end"], span["label"]) for span in one["spans"]))
        for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
    random.Random(3).shuffle(all_of_it)
    known = [one for at, one in enumerate(all_of_it) if at % 4]
    asked = all_of_it[::4]
    labels = sorted({label for one in all_of_it for _start, _end, label in one.marked})
    schema = Schema("wojood", {}, tuple(Label(name, Kind.ENTITY, "#336699") for name in labels))
    ours, flat = (
        _scores(Learned(learn(those, earlier=words), Memory(known)), asked, schema)
        for those in (known, [_outermost(one) for one in known])
    )
    return [
        Row(
            f"F1 of nested spans, {len(labels)} labels, learned from {len(known)} sentences",
            f"{ours:.3f}",
            f"{flat:.3f} (outermost spans alone)",
            f"{ours / flat:.2f}",
            "at least 1.05 x",
            ours >= 1.05 * flat,
        )
    ]


def _outermost(one: Example) -> Example:
    """The Example without the Spans that lie in others."""
    kept = [
        mark
        for mark in one.marked
        if not any(other[0] <= mark[0] and mark[1] <= other[1] and other[:2] != mark[:2] for other in one.marked)
    ]
    return replace(one, marked=tuple({mark[:2]: mark for mark in kept}.values()))


def _scores(recommender: Recommender, asked: Sequence[Example], schema: Schema = SCHEMA) -> float:
    def told() -> Iterable[tuple[Example, Sequence[Suggestion]]]:
        return ((one, recommender.suggest(Article(one.article, "", one.text), schema)) for one in asked)

    return sum((scored(found, one.marked) for one, found in told()), Scores()).exact.f1
