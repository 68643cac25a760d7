"""The recommender of what an annotator has just marked: the same names at the other places of the same Article, and
parts of them that stand for the whole.

That a name means the same throughout an Article is nearly certain (Gale, Church and Yarowsky 1992, One Sense Per
Discourse), unless its words are common ones: as in the recommender of known names, places where they stood unmarked
before count against them.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.arabic.clitics import Knowledge
from annotator.arabic.names_in_text import range_of
from annotator.arabic.naming import name_at
from annotator.arabic.word_by_word import read
from annotator.suggest import parts
from annotator.suggest.memory import Memory
from annotator.suggest.parts import Standing
from annotator.suggest.recommender import Marked
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

NAME = "repeats"

SURE = 0.95
"""How sure it is that a name of which nothing is known means the same throughout an Article."""
_WEIGHT = 4
"""What this is worth, in places seen before."""

_NOTHING_KNOWN = Knowledge()


def repeats(
    text: str,
    marked: Iterable[Marked],
    *,
    keeps_proclitics: bool = False,
    lil_whole: bool = False,
    knowledge: Knowledge | None = None,
    memory: Memory | None = None,
) -> list[Suggestion]:
    """Where what is `marked` in a text stands once more, in reading order, the longest where names overlap; places
    that are marked already are among them. A name that is marked with several Labels is proposed with none.

    Parts are proposed where the `memory` knows that such parts stand for their names.
    """
    reading = read(text)
    known = _NOTHING_KNOWN if knowledge is None else knowledge
    names = []
    for start, end, label in marked:
        named = name_at(reading, start, end, known, cutting=keeps_proclitics)
        if named is not None:
            names.append(parts.Marked(named.first, named.last, label, named.words))
    found = []
    for one in parts.standing(reading.words, names):
        around = range_of(reading, one.place, keeps=keeps_proclitics, lil_whole=lil_whole)
        if around and (one.is_whole or memory is not None):
            why = _("marked so in this article") if one.is_whole else _("a part of a name in this article")
            sure = _confidence(one, memory)
            found.append(Suggestion(one.label, *around, confidence=sure, reason=why, origin=NAME))
    return found


def _confidence(one: Standing, memory: Memory | None) -> float:
    if memory is None:
        return SURE
    sure = SURE if one.part is None or one.is_whole else memory.share_of(one.part)
    marked, seen = memory.experience(one.place.name, one.label)
    return (marked + sure * _WEIGHT) / (seen + _WEIGHT)
