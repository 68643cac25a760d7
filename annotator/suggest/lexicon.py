"""The recommender of known names: countries from the first Article on, and lists of the user's own.

Cities and people's names are evidence for a recommender that learns, and nothing is proposed because of them alone:
too many of them are common words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from annotator import paths
from annotator.arabic.names_in_text import Names, longest, range_of
from annotator.arabic.naming import Name
from annotator.arabic.text import fold
from annotator.arabic.word_by_word import read
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

COUNTRY_LABELS = ("GPE", "LOC")
"""The Labels under which countries are proposed: the first of them that the Schema has."""

_SURE = 0.85
"""What share of the countries and listed names that stand in news is marked. Of the countries in ANERcorp, which has
little else, it is more than nine in ten."""
_WEIGHT = 4
"""What this is worth, in places seen: one rejection or two places left unmarked bring it below .70."""

Experience = Callable[[Name, str], tuple[int, int]]
"""How often a name was marked with a Label, and at how many places it was seen, as `Memory.experience` tells."""


class Lexicon:
    """Countries and the names of some lists, `(name, Label)`, wherever they stand.

    With the `experience` of a memory, what annotators leave unmarked or reject is proposed no more. `keeps_proclitics`
    says that the project's Spans have them inside, `lil_whole` that they have ل before the article.
    """

    name = "lexicon"

    def __init__(
        self,
        lists: Iterable[tuple[str, str]] = (),
        *,
        countries: bool = True,
        experience: Experience | None = None,
        keeps_proclitics: bool = False,
        lil_whole: bool = False,
    ) -> None:
        self._names: Names[str] = Names()
        self._experience = experience
        self._keeps, self._lil_whole = keeps_proclitics, lil_whole
        for country in _countries() if countries else ():
            self._names.put(country, "")
        for name, label in lists:
            if words := read(name).words:
                self._names.put(words, label)

    def suggest(self, article: Article, schema: Schema) -> Sequence[Suggestion]:
        """Where the names stand, under Labels that may be marked with now; the longest where they overlap."""
        allowed = {label.name for label in schema.markable()}
        of_countries = next((label for label in COUNTRY_LABELS if label in allowed), "")
        reading = read(article.text)
        found = []
        for place in longest(self._names.places(reading.words)):
            listed = self._names[place.name]
            label = schema.now_called(listed) if listed else of_countries
            around = range_of(reading, place, keeps=self._keeps, lil_whole=self._lil_whole)
            if label in allowed and around:
                why = _("in a list of names") if listed else _("the name of a country")
                sure = self._confidence(place.name, label)
                found.append(Suggestion(label, *around, confidence=sure, reason=why, origin=self.name))
        return found

    def _confidence(self, name: Name, label: str) -> float:
        marked, seen = self._experience(name, label) if self._experience else (0, 0)
        return (marked + _SURE * _WEIGHT) / (seen + _WEIGHT)


def evidence(words: Sequence[str]) -> list[tuple[str, ...]]:
    """What the lists say of each of some words, folded or not, in reading order: for one that learns.

    `B-` a name of the kind begins with the word, `I-` it goes on. Kinds are `country`, `city` and those of `names.tsv`:
    `person`, `place`, `organisation`, `head` and `word`. A `+` before it: with a proclitic, cut off.
    """
    told: list[set[str]] = [set() for _word in words]
    names = _evidence()
    for place in names.places([fold(word) for word in words]):
        for kind in names[place.name]:
            told[place.first].add(f"{'+' if place.letters else ''}B-{kind}")
            for at in range(place.first + 1, place.last + 1):
                told[at].add(f"I-{kind}")
    return [tuple(sorted(each)) for each in told]


@cache
def _countries() -> tuple[Name, ...]:
    return tuple(_words(line) for line in _lines("countries.txt"))


@cache
def _evidence() -> Names[tuple[str, ...]]:
    """The names of all lists with their kinds, read when they are first asked for."""
    names: Names[tuple[str, ...]] = Names()
    listed = [(line, "country") for line in _lines("countries.txt")]
    listed += [(line, "city") for line in _lines("cities.txt")]
    listed += [(name, kind) for name, _tab, kind in (line.partition("\t") for line in _lines("names.tsv"))]
    for name, kind in listed:
        words = _words(name)
        names.put(words, (*(names.get(words) or ()), kind))
    return names


def _words(line: str) -> Name:
    return tuple(fold(line).split())


def _lines(file: str) -> list[str]:
    return (paths.resources() / "lexicons" / file).read_text(encoding="utf-8").splitlines()
