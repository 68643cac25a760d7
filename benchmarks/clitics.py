"""The clitic model: how many words of the gold set it cuts rightly, how many names wrongly, and how long a word takes.

The gold words are `tests/data/clitics_gold_dev.tsv`, on which the weights were fitted too: `benchmarks.fit_clitics`
says what cross-validation finds. They are the hard ones, as every one begins with و ف ب ل or ك. Counts of words are of
the two sample articles, and of real news where `../shared/data` is there. Time is that of the quickest of some turns,
beside folding the same words, which no way of looking a word up can do without.
"""

from __future__ import annotations

from annotator.arabic.clitics import Knowledge, cut_of, place_behind
from annotator.arabic.text import fold
from benchmarks.fit_clitics import gold
from benchmarks.real_news import knowledge, samples, sentences
from benchmarks.table import Row, took

_TURNS = 25
_LIMIT = 20e-6


def rows() -> list[Row]:
    found = _accuracy("the two samples", knowledge(samples()), 0.85, 0.05)
    texts = sentences()
    known = knowledge(texts)
    if texts:
        found += _accuracy(f"{known.total // 1000},000 words of news", known, 0.93, 0.06)
    return [*found, _speed(known)]


def _accuracy(told: str, known: Knowledge, least: float, most: float) -> list[Row]:
    judged = [(letters, cut_of(word, known).at == place_behind(word, letters)) for word, letters in gold()]
    right = sum(is_right for _letters, is_right in judged) / len(judged)
    whole = [is_right for letters, is_right in judged if letters == 0]
    wrongly = 1.0 - sum(whole) / len(whole)
    never = len(whole) / len(judged)
    return [
        Row(
            f"words cut rightly, knowing {told}",
            f"{right:.3f}",
            f"{never:.3f} (never cutting)",
            f"{right / never:.2f}",
            f"at least {least:.2f}",
            right >= least,
        ),
        Row(
            f"whole names cut, knowing {told}",
            f"{wrongly:.1%}",
            "86% (cutting each one)",
            f"{wrongly / 0.86:.2f}",
            f"at most {most:.0%}",
            wrongly <= most,
        ),
    ]


def _speed(known: Knowledge) -> Row:
    words = [word for word, _letters in gold()]
    ours, bound = [], []
    for _turn in range(_TURNS):
        ours.append(took(lambda: [cut_of(word, known) for word in words]) / len(words))
        bound.append(took(lambda: [fold(word) for word in words]) / len(words))
    time = min(ours)
    return Row(
        "cutting one word",
        f"{time * 1e6:.1f} µs",
        f"{min(bound) * 1e6:.1f} µs (folding it)",
        f"{time / min(bound):.1f}",
        "at most 20 µs",
        time <= _LIMIT,
    )
