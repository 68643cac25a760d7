"""The boilerplate finder: how much of real news it takes for boilerplate, and how long it takes.

Real news is that of `benchmarks.real_news`, where `../shared/data` is there: every sentence is looked at as a line by
itself, which is the harder case, and again behind three others in one paragraph, where its end might be taken for a
tail. All of it is news, so whatever is found there is wrong. Time is beside folding the same text, which no search in
Arabic can do without.
"""

from __future__ import annotations

from annotator.arabic.boilerplate import kinds, passages
from annotator.arabic.text import fold
from benchmarks.corpus import articles
from benchmarks.real_news import sentences
from benchmarks.table import Row, took

_TOGETHER = 4
_ARTICLES = 500
_TURNS = 7


def rows() -> list[Row]:
    return [*_accuracy(), _speed()]


def false_positives() -> tuple[list[str], int]:
    """What of real news is taken for boilerplate, and of how many lines and paragraphs."""
    lines = [" ".join(line.split()) for line in sentences()]
    paragraphs = [" ".join(lines[at : at + _TOGETHER]) for at in range(0, len(lines), _TOGETHER)]
    looked_at = [*lines, *paragraphs]
    return [text[one.start : one.end] for text in looked_at for one in passages(text)], len(looked_at)


def _accuracy() -> list[Row]:
    wrong, number = false_positives()
    if not number:
        return []
    phrases = sum(len(kind.examples) for kind in kinds())
    return [
        Row(
            f"lines and paragraphs of {number:,} of real news taken for boilerplate",
            str(len(wrong)),
            f"{phrases} lines of boilerplate found",
            "-",
            "none",
            not wrong,
        )
    ]


def _speed() -> Row:
    known = [article["text"] for article in articles(_ARTICLES)]
    ours, bound = [], []
    for _turn in range(_TURNS):
        ours.append(took(lambda: [passages(text) for text in known]))
        bound.append(took(lambda: [fold(text) for text in known]))
    time = min(ours) / len(known)
    return Row(
        "boilerplate of an article of 2,000 characters",
        f"{time * 1e6:.0f} µs",
        f"{min(bound) / len(known) * 1e6:.0f} µs (folding it)",
        f"{min(ours) / min(bound):.1f}",
        "at most 1 ms",
        time <= 1e-3,
    )
