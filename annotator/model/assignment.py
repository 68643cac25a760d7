"""How Articles are handed out to annotators: who annotates what, and what several annotate."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _, pgettext


class Sized(NamedTuple):
    """What is known of an Article that is to be assigned: how many code points it has, where it is from, its day, its
    title and its number in the list."""

    uid: str
    length: int
    source: str
    published: str
    title: str = ""
    number: int = 0


class Strategy(StrEnum):
    """What decides who gets an Article, besides that all get as much to read."""

    OVERLAP = "overlap"
    """Everybody gets the same mixture of sources and days."""
    ALL = "all"
    """Everybody gets everything."""
    RANDOM = "random"
    """Chance alone."""
    SOURCE = "source"
    """All Articles of one source go to the same annotator."""
    DATE = "date"
    """Each annotator gets a stretch of time."""


def strategy_word(strategy: Strategy) -> str:
    """What a strategy is called."""
    return {
        Strategy.OVERLAP: pgettext("assignment", "A like mixture for each"),
        Strategy.ALL: pgettext("assignment", "Everything to everybody"),
        Strategy.RANDOM: pgettext("assignment", "By chance"),
        Strategy.SOURCE: pgettext("assignment", "By source"),
        Strategy.DATE: pgettext("assignment", "By date"),
    }[strategy]


@frozen
class AssignRule:
    """How Articles are to be handed out to `annotators`. `overlap` is the percentage of the Articles that several get:
    `together` of them, or all where that is 0. `most` is how many Articles one annotator gets at most, 0 for any
    number. Another `seed` draws otherwise. Raises BadInput for what cannot be.
    """

    annotators: tuple[str, ...]
    strategy: Strategy = Strategy.OVERLAP
    overlap: float = 0
    together: int = 0
    most: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.annotators:
            raise BadInput(_("Say who is to annotate, such as: --annotators a1,a2"))
        if len(set(self.annotators)) < len(self.annotators):
            raise BadInput(_("An annotator is named twice."))
        if not 0 <= self.overlap <= 100:
            raise BadInput(
                _("What several annotate is a share from 0% to 100%, not {share}%.").format(share=f"{self.overlap:g}")
            )
        if self.overlap and len(self.annotators) < 2:
            raise BadInput(_("Nothing can be shared by one annotator alone; name a second one."))
        if self.together and not 2 <= self.together <= len(self.annotators):
            raise BadInput(
                _("A shared article goes to 2 to {n} of these annotators, not to {given}.").format(
                    n=len(self.annotators), given=self.together
                )
            )
        if self.most < 0:
            raise BadInput(_("An annotator gets at most a number of articles that is 1 or more."))

    @property
    def copies(self) -> int:
        """How many annotators get a shared Article."""
        return self.together or len(self.annotators)


@frozen
class Load:
    """What one annotator has to do: Articles and their code points, how many of the Articles others have as well, how
    many came just now and how many went."""

    articles: int = 0
    characters: int = 0
    shared: int = 0
    added: int = 0
    removed: int = 0


@frozen
class AssignReport:
    """Who annotates how much. `shared` Articles have several annotators, `unassigned` have none."""

    loads: Mapping[str, Load]
    articles: int
    shared: int
    unassigned: int
