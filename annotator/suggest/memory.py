"""The recommender that remembers: names as they were marked in finished Articles, wherever they stand again.

A name is its words, folded, without what is glued to its front. How sure it is under a Label is
`(marked so + 0.5) / (seen + 1)`: of the places where the name stood by itself in the finished Articles, the share that
was marked with the Label, drawn towards a half while there are few (a half added to what is counted for and against,
the prior of Jeffreys). What nobody marked counts against a name, and so does each rejection. What is a part of a longer
name that was marked does not, unless names are marked within others in that Article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import RLock
from typing import NamedTuple

from annotator.arabic.clitics import Knowledge
from annotator.arabic.names_in_text import Names, Place, longest, range_of
from annotator.arabic.naming import Name
from annotator.arabic.occurrences import readings, writings
from annotator.arabic.word_by_word import Reading, read, words_of
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest.lesson import Lesson, lesson_of
from annotator.suggest.parts import Part
from annotator.suggest.recommender import Example
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

LEAST = 0.5
"""The confidence from which `Memory.suggest` proposes: what was more often marked so than not."""

_KEPT = 0.1
"""The share of glued names marked with their proclitics from which a marked word is cut to find its name."""


class Match(NamedTuple):
    """A name that stands again: `[start, end)` in code points, the Label it had most often, and how sure that is."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(slots=True)
class _Entry:
    """What is known of a name: how often it was marked with each Label, and at how many places it stood."""

    labels: Counter[str] = field(default_factory=Counter)
    seen: int = 0


class Memory:
    """What was marked before. One Article more takes milliseconds, whatever was learned before it.

    Whether names are marked with their proclitics (`وإسرائيل`) or without is learned too, and proposed likewise. With
    `lil_whole`, ل before the article is in the Spans in any case. What one thread teaches it another one may ask.
    """

    name = "memory"

    def __init__(self, examples: Iterable[Example] = (), *, least: float = LEAST, lil_whole: bool = False) -> None:
        self.least, self.lil_whole = least, lil_whole
        self._articles: dict[str, Lesson] = {}
        self._entries: Names[_Entry] = Names()
        self._rejected: Counter[tuple[Name, str]] = Counter()
        self._where: defaultdict[str, set[str]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._total = 0
        self._inside = self._outside = 0
        self._parts: Counter[tuple[Part, bool]] = Counter()
        self._lock = RLock()
        for example in examples:
            self.learn(example)

    @property
    def keeps_proclitics(self) -> bool:
        """Whether what was learned has names marked with the proclitics before them, more often than without."""
        return self._inside > self._outside

    def learn(self, example: Example) -> None:
        """Remember a finished Article, instead of what was learned of it before."""
        reading = read(example.text)
        with self._lock:
            self.forget(example.article)
            self._add(example, reading)

    def forget(self, article: str) -> bool:
        """Take back what was learned of an Article; whether anything was."""
        with self._lock:
            if (learned := self._articles.get(article)) is not None:
                self._remove(article, learned)
            return learned is not None

    def reject(self, name: str, label: str) -> None:
        """Count against a name that it was proposed under a Label and rejected."""
        self._count_rejection(name, label, 1)

    def unreject(self, name: str, label: str) -> None:
        """Take back that a name was rejected under a Label once."""
        self._count_rejection(name, label, -1)

    def _count_rejection(self, name: str, label: str, times: int) -> None:
        words = words_of(name)
        if not words:
            return
        with self._lock:
            known = (key for _letters, first in readings(words[0]) if self._entries.get(key := (first, *words[1:])))
            counted = next(known, words), label
            self._rejected[counted] = max(self._rejected[counted] + times, 0)

    def experience(self, name: Name, label: str) -> tuple[int, int]:
        """How often a name was marked with a Label, and at how many places it was seen, rejections included; of any
        name, marked before or not."""
        with self._lock:
            entry = self._entries.get(name) or self._new(name)  # from now on its places are counted as they come
            return entry.labels[label], entry.seen + self._rejected[name, label]

    def share_of(self, part: Part) -> float:
        """How often such a part of a name stood for it, in the Articles learned so far; a half before anything is
        known."""
        with self._lock:
            right, wrong = self._parts[part, True], self._parts[part, False]
        return (right + 0.5) / (right + wrong + 1)

    def suggest(self, article: Article, schema: Schema) -> Sequence[Suggestion]:
        """Where names of the memory stand again, under Labels that may be marked with now; the longest of them where
        they overlap."""
        allowed = {label.name for label in schema.markable()}

        def proposable(label: str) -> str:
            now = schema.now_called(label)
            return now if now in allowed else ""

        found = self._matches(read(article.text), proposable, self.least)
        return [
            Suggestion(match.label, match.start, match.end, confidence=match.confidence, reason=why, origin=self.name)
            for match, why in found
        ]

    def matches(self, text: str) -> list[Match]:
        """Where names of the memory stand in a text, in reading order, however sure; the longest where they overlap."""
        return [match for match, _why in self._matches(read(text), str, 0.0)]

    def _add(self, example: Example, reading: Reading) -> None:
        self._counts.update(reading.words)
        self._total += len(reading.words)
        for word in set(reading.words):
            self._where[word].add(example.article)
        knowledge = Knowledge(self._counts, self._total)
        cutting = (self._inside + 1) > _KEPT * (self._inside + self._outside + 2)
        learned = lesson_of(reading, example.marked, knowledge, cutting=cutting, lil_whole=self.lil_whole)
        self._articles[example.article] = learned
        self._inside += learned.inside
        self._outside += learned.outside
        self._parts += learned.parts
        for place in self._counted(learned):
            self._entries[place.name].seen += 1
        for name, label in learned.marked:
            entry = self._entries.get(name) or self._new(name)
            entry.labels[label] += 1

    def _remove(self, article: str, learned: Lesson) -> None:
        for place in self._counted(learned):
            self._entries[place.name].seen -= 1
        del self._articles[article]
        for name, label in learned.marked:
            labels = self._entries[name].labels
            labels[label] -= 1
            if not labels[label]:
                del labels[label]
        for name in {name for name, _label in learned.marked}:
            if not self._entries[name].labels:
                self._entries.drop(name)
        self._inside -= learned.inside
        self._outside -= learned.outside
        self._parts -= learned.parts
        self._total -= len(learned.words)
        for word, times in Counter(learned.words).items():
            self._counts[word] -= times
            self._where[word].discard(article)
            if not self._counts[word]:
                del self._counts[word], self._where[word]

    def _matches(self, reading: Reading, called: Callable[[str], str], least: float) -> list[tuple[Match, str]]:
        told = _("marked so: {marked} of {seen}")
        best: dict[Name, tuple[str, float, int, int]] = {}
        likely = []
        with self._lock:
            for place in self._entries.places(reading.words):
                if place.name not in best:
                    best[place.name] = self._best(place.name, called)
                label, confidence, _marked, _seen = best[place.name]
                if label and confidence >= least:
                    likely.append(place)
            keeps = self.keeps_proclitics
        found = []
        for place in longest(likely):
            label, confidence, marked, seen = best[place.name]
            around = range_of(reading, place, keeps=keeps, lil_whole=self.lil_whole)
            if around is not None:
                found.append((Match(*around, label, confidence), told.format(marked=marked, seen=seen)))
        return found

    def _best(self, name: Name, called: Callable[[str], str]) -> tuple[str, float, int, int]:
        """The likeliest Label of a name as it is `called` now, how sure it is, how often it was marked with it, and at
        how many places it was seen."""
        entry = self._entries[name]
        best = ("", 0.0, 0, 0)
        for label in sorted(entry.labels):
            marked, seen = entry.labels[label], entry.seen + self._rejected[name, label]
            confidence = (marked + 0.5) / (seen + 1)
            if confidence > best[1] and (now := called(label)):
                best = now, confidence, marked, seen
        return best

    def _counted(self, learned: Lesson) -> Iterator[Place]:
        """The places of names in an Article that count as seen."""
        return (place for place in self._entries.places(learned.words) if learned.is_seen(place.first, place.last))

    def _new(self, name: Name) -> _Entry:
        """Make room for a name, and count where it stood in the Articles learned so far."""
        return self._entries.put(name, _Entry(seen=self._stood(name)))

    def _stood(self, name: Name) -> int:
        """At how many places a name stood in the Articles learned so far."""
        first, *rest = name
        behind = [self._where.get(word, set()) for word in rest]
        stood = 0
        for word in writings(first):
            for article in self._where.get(word, set()).intersection(*behind):
                learned = self._articles[article]
                for at in _indexes(learned.words, word):
                    last = at + len(rest)
                    stood += learned.words[at + 1 : last + 1] == name[1:] and learned.is_seen(at, last)
        return stood


def _indexes(words: tuple[str, ...], wanted: str) -> Iterator[int]:
    """Where a word stands."""
    at = -1
    with suppress(ValueError):  # it stands nowhere behind that place
        while True:
            at = words.index(wanted, at + 1)
            yield at
