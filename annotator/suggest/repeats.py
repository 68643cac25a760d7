"""The recommender of what an annotator has just marked: the same names at the other places of the same Article."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.arabic.clitics import Knowledge
from annotator.suggest.finding import Names, longest, range_of
from annotator.suggest.naming import name_at
from annotator.suggest.reading import read
from annotator.suggest.recommender import Marked
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

NAME = "repeats"

SURE = 0.9
"""How sure it is that a name means the same throughout an Article: one sense per discourse."""

_NOTHING_KNOWN = Knowledge()


def repeats(
    text: str,
    marked: Iterable[Marked],
    *,
    keeps_proclitics: bool = False,
    lil_whole: bool = False,
    knowledge: Knowledge | None = None,
) -> list[Suggestion]:
    """Where what is `marked` in a text stands once more, in reading order, the longest where names overlap; places
    that are marked already are among them. A name that is marked with several Labels is proposed with none.

    Source of the idea: Gale, Church and Yarowsky, One Sense Per Discourse, 1992.
    """
    reading = read(text)
    known = _NOTHING_KNOWN if knowledge is None else knowledge
    names: Names[set[str]] = Names()
    for start, end, label in marked:
        named = name_at(reading, start, end, known, cutting=keeps_proclitics)
        if named is not None and any(len(word) > 1 for word in named.words):
            (names.get(named.words) or names.put(named.words, set())).add(label)
    found = []
    for place in longest(names.places(reading.words)):
        labels = names[place.name]
        around = range_of(reading, place, keeps=keeps_proclitics, lil_whole=lil_whole)
        if len(labels) == 1 and around:
            (label,) = labels
            found.append(
                Suggestion(label, *around, confidence=SURE, reason=_("marked so in this article"), origin=NAME)
            )
    return found
