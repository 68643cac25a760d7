"""Whether the same things are marked the same way, in the Layers of one annotator or of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.arabic.clitics import Knowledge
from annotator.frozen import frozen
from annotator.model.annotation import Layer
from annotator.model.article import Article
from annotator.review.dated import Dated, Said
from annotator.review.doubts import NAMED, Doubt, Finding, ranked
from annotator.review.edges import Edges
from annotator.review.naming_doubts import doubts_of
from annotator.review.naming_habits import Habits

Read = Callable[[], Iterable[tuple[Article, tuple[Layer, ...]]]]
"""Reads the Articles and the Layers that are to be looked at, in reading order. It is called twice where names are."""

LEAST = 2
"""Places at which a name stands before anything is doubtful about it; at which it is marked, before one is missed."""


@frozen
class Asked:
    """What is looked for: the kinds, and at how many places a name is at `least`. `lil_whole` says that
    ل before the article is in the Spans of this project."""

    kinds: frozenset[Doubt] = frozenset(Doubt)
    least: int = LEAST
    lil_whole: bool = False


def findings(
    read: Read,
    asked: Asked,
    knowledge: Knowledge,
    said: Said,
    is_date: Callable[[str], bool],
    progress: Callable[[], None] = lambda: None,
) -> list[Finding]:
    """What is doubtful in the Layers that `read` reads, the most doubtful of each kind first.

    `said` tells what the words of a date say, and `is_date` whether a Label marks dates. `progress` is called for each
    Article that is read, and may raise to cancel.
    """
    habits, edges, dated = Habits(knowledge, lil_whole=asked.lil_whole), Edges(), Dated(said, is_date)
    of_names = asked.kinds & NAMED
    for article, layers in read():
        for layer in layers:
            if of_names:
                habits.meet(article.text, layer)
            if Doubt.PUNCTUATION in asked.kinds:
                edges.add(article.text, layer)
            if Doubt.DATE in asked.kinds:
                dated.add(article.text, layer)
        progress()
    found = [*edges.findings(), *dated.findings()]
    if of_names:
        habits.know()
        for article, layers in read():
            habits.watch(article.text, layers)
            progress()
        found += doubts_of(habits, of_names, asked.least)
    return ranked(found)
