"""What the learned recommender sees of each word of a text.

Of the word itself: as it is written, folded, without what may be glued to its front, its first and last letters, its
shape, what lists say of it, its cluster; its vector, where there is an encoder. Of its neighbours less. And where the
memory knows a name to stand. What the memory knows must not come from the text itself, or learning would lean on it:
see `jack_knifed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.arabic.known_names import name_words
from annotator.arabic.occurrences import readings
from annotator.arabic.triggers import kinds_of
from annotator.arabic.word_by_word import Reading
from annotator.frozen import frozen
from annotator.suggest.lexicon import evidence
from annotator.suggest.memory import Memory
from annotator.suggest.recommender import Example

if TYPE_CHECKING:
    from annotator.suggest.external.encoder import Encoder

VERSION = 1
"""Grows whenever a word no longer has the same features: what was learned with others is of no use then."""

FOLDS = 5
"""How many parts the Articles are dealt into where something must not be asked about what it was learned from."""

Seen = list[str] | dict[str, float]
"""The features of a word; with their weights where these are not all 1."""

_LONGEST = 150
"""Words after which a sentence is cut, whatever it is."""

_ENDS = frozenset(".!?؟")
_SURE = ((0.85, "3"), (0.6, "2"), (0.3, "1"), (0.0, "0"))
_BESIDE = (-1, 0, 1)
_DIGIT = re.compile(r"\d")
_ARTICLE = "ال"
_MET = 20_000
"""Words that are kept with their clues, some kilobytes each."""


@frozen
class Clues:
    """What a word says by itself: of its own place, and of the places one and two words before and behind it."""

    stem: str
    own: list[str]
    as_last: list[str]
    as_next: list[str]
    as_last_but_one: list[str]
    as_next_but_one: list[str]


_OUTSIDE = Clues("", [], ["-1:#"], ["1:#"], ["-2:#"], ["2:#"])
"""What stands before a sentence and behind it."""


class Features:
    """Tells the features of texts. `counts` says how often each folded word stands in the project's texts, and
    `clusters` in which cluster it is; an `encoder` gives a vector for each word. It remembers words that it met."""

    def __init__(self, counts: Mapping[str, int], clusters: Mapping[str, int], encoder: Encoder | None = None) -> None:
        self._counts = counts
        self._clusters = clusters
        self._encoder = encoder
        self._met: dict[tuple[str, str], Clues] = {}

    def of(self, reading: Reading, memory: Memory) -> Sequence[Seen]:
        """The features of every word, in reading order. Raises BadInput where the encoder cannot be used."""
        told = self._told(reading, memory)
        if self._encoder is None or not told:
            return told
        vectors = self._encoder.vectors(written(reading)).tolist()
        return [
            dict.fromkeys(features, 1.0) | {f"e{axis}": number for axis, number in enumerate(vector)}
            for features, vector in zip(told, vectors, strict=True)
        ]

    def _told(self, reading: Reading, memory: Memory) -> list[list[str]]:
        clues = [self._clues(reading.written(at), word) for at, word in enumerate(reading.words)]
        remembered = _remembered(reading, memory)
        listed = [sorted({kind.removeprefix("+") for kind in kinds}) for kinds in evidence(reading.words)]
        found: list[list[str]] = []
        for sentence in sentences(reading):
            those = [_OUTSIDE, _OUTSIDE, *clues[sentence.start : sentence.stop], _OUTSIDE, _OUTSIDE]
            found += [
                [*here.own, *before.as_last, *behind.as_next, *long_before.as_last_but_one, *far_behind.as_next_but_one]
                for long_before, before, here, behind, far_behind in zip(
                    those, those[1:], those[2:], those[3:], those[4:], strict=False
                )
            ]
        for at, told in remembered.items():
            for step in _BESIDE:
                if 0 <= at - step < len(found):
                    found[at - step] += [f"m{step}={one}" for one in told]
        for at, kinds in enumerate(listed):
            for step in _BESIDE if kinds else ():
                if 0 <= at - step < len(found):
                    found[at - step] += [f"l{step}={kind}" for kind in kinds]
        return found

    def _clues(self, written: str, folded: str) -> Clues:
        clues = self._met.get((written, folded))
        if clues is None:
            if len(self._met) >= _MET:
                self._met.clear()
            clues = self._met[written, folded] = self._worked_out(written, folded)
        return clues

    def _worked_out(self, written: str, folded: str) -> Clues:
        stem = self.stem(folded)
        bare = stem[2:] if stem.startswith(_ARTICLE) and len(stem) > 3 else stem
        shape = _shape(written)
        own = [f"f={folded}", f"s={stem}", f"sh={shape}", *_letters(folded, stem, shape)]
        if written != folded:
            own.append(f"w={written}")
        told = [f"t={kind}" for kind in sorted({kind for way in (folded, stem, bare) for kind in kinds_of(way)})]
        cluster = next((self._clusters[way] for way in (folded, stem, bare) if way in self._clusters), None)
        if cluster is not None:
            told.append(f"c={cluster}")
        far = [f"s={stem}", *told]
        near = [f"sh={shape}", *far]
        around = ([f"{step}:{one}" for one in beside] for step, beside in ((-1, near), (1, near), (-2, far), (2, far)))
        return Clues(stem, [*own, *told], *around)

    def stem(self, folded: str) -> str:
        """A folded word without what is likely glued to its front: a rest that is better known than the word."""
        names = name_words()
        rests = [rest for letters, rest in readings(folded) if letters]
        if not rests or folded in names:
            return folded
        best = max(rests, key=lambda rest: (rest in names, self._counts.get(rest, 0)))
        is_better = best in names or self._counts.get(best, 0) > self._counts.get(folded, 0)
        return best if is_better else folded


def written(reading: Reading) -> list[str]:
    """The words of a text as they are written: what an encoder is asked for."""
    return [reading.written(at) for at in range(len(reading.words))]


def sentences(reading: Reading) -> Iterator[range]:
    """The numbers of the words of each sentence; together all words of the text."""
    start = 0
    words, ranges = reading.words, reading.ranges
    for at in range(len(words)):
        last = at + 1 == len(words)
        if (
            last
            or words[at] in _ENDS
            or at + 1 - start >= _LONGEST
            or _is_cut(reading.text, ranges[at], ranges[at + 1])
        ):
            yield range(start, at + 1)
            start = at + 1


def jack_knifed(memory: Memory, examples: Sequence[Example]) -> Iterator[Example]:
    """Each Example, while the memory, which learned all of them, knows nothing of it and of those in its fold."""
    for fold in range(FOLDS):
        held_out = examples[fold::FOLDS]
        for example in held_out:
            memory.forget(example.article)
        yield from held_out
        for example in held_out:
            memory.learn(example)


def _is_cut(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a line ends between two words."""
    between = text[one[1] : other[0]]
    return between not in ("", " ") and len(f"{between}.".splitlines()) > 1


def _remembered(reading: Reading, memory: Memory) -> dict[int, tuple[str, str]]:
    """What the memory tells of each word that is in a name it knows."""
    found: dict[int, tuple[str, str]] = {}
    for match in memory.matches(reading.text):
        place = reading.words_at(match.start, match.end)
        if place is None:
            continue
        sure = next(step for least, step in _SURE if match.confidence >= least)
        for at in range(place[0], place[1] + 1):
            told = f"{'B' if at == place[0] else 'I'}-{match.label}"
            found[at] = told, f"{told}-{sure}"
    return found


def _shape(written: str) -> str:
    first = written[0]
    if first.isdecimal():
        return "9" + _DIGIT.sub("9", written[:8])
    if not first.isalnum():
        return "p" + first
    if first.isascii():
        return "AA" if written.isupper() else "Aa" if first.isupper() else "a"
    return "x"


def _letters(folded: str, stem: str, shape: str) -> list[str]:
    """What the letters of a word in Arabic tell."""
    if shape != "x":
        return []
    size = len(folded)
    found = [f"p{n}={folded[:n]}" for n in (1, 2, 3) if size >= n]
    found += [f"x{n}={folded[-n:]}" for n in (1, 2, 3, 4) if size > n]
    found += [f"q{n}={stem[:n]}" for n in (2, 3, 4) if len(stem) >= n]
    found.append(f"n={min(size, 9)}")
    if len(stem) < size:
        found.append(f"cut={folded[: size - len(stem)]}")
    if stem.startswith(_ARTICLE):
        found.append("al")
    return found
