"""Made-up news with copies in it: corrected ones, ones under another lead, and ones inside longer articles.

Copies differ by known amounts, and the words are drawn by Zipf's law, so unrelated texts share some phrases as well.
"""

from __future__ import annotations

import random
from itertools import accumulate, combinations, product

from annotator.arabic.text import bare

_LETTERS = "ابتدرسعفكلمنهوي"
_VOCABULARY = ["".join(found) for found in product(_LETTERS, _LETTERS, _LETTERS)]
_CHANCES = list(accumulate(1 / (rank + 2.7) for rank in range(len(_VOCABULARY))))
_CHANGED = (0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.08, 0.15)


def words(dice: random.Random, count: int) -> list[str]:
    return dice.choices(_VOCABULARY, cum_weights=_CHANCES, k=count)


def texts(count: int, *, seed: int, lengths: tuple[int, ...] = (15, 40, 60, 120, 330, 500)) -> list[str]:
    """`count` texts of so many words; every tenth comes with one to four copies in which some words are changed, every
    twentieth with one that stands inside a longer article. Half of them end with one of ten paragraphs."""
    dice = random.Random(seed)
    endings = [words(dice, 25) for _number in range(10)]
    found: list[list[str]] = []
    while len(found) < count:
        text = words(dice, dice.choice(lengths))
        if dice.random() < 0.5:
            text += dice.choice(endings)
        found.append(text)
        fate = dice.random()
        if fate < 0.1:
            for _copy in range(dice.randint(1, 4)):
                changed = dice.choice(_CHANGED)
                found.append([word if dice.random() >= changed else dice.choice(_VOCABULARY) for word in text])
        elif fate < 0.15:
            found.append([*words(dice, dice.choice((10, 50, 200))), *text, *words(dice, dice.choice((0, 30, 100)))])
    dice.shuffle(found)
    return [" ".join(text) for text in found[:count]]


def alike(found: dict[str, str], threshold: float) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """All pairs, by name, that resemble each other by `threshold`, and those of which the shorter, of 40 words or more,
    stands in the longer: by comparing every text with every other."""
    told = {name: bare(text).split() for name, text in found.items()}
    runs = {name: {tuple(each[at : at + 3]) for at in range(max(len(each) - 2, 1))} for name, each in told.items()}
    near, inside = set(), set()
    for first, second in combinations(found, 2):
        shared = len(runs[first] & runs[second])
        if shared >= threshold * (len(runs[first]) + len(runs[second]) - shared):
            near.add(frozenset((first, second)))
        shorter = min(first, second, key=lambda name: len(told[name]))
        if len(told[shorter]) >= 40 and shared >= threshold * len(runs[shorter]):
            inside.add(frozenset((first, second)))
    return near, inside
