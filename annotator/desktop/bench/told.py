"""What the panel and its cards are told to show. No Qt."""

from __future__ import annotations

from annotator.frozen import frozen
from annotator.model.annotation import Fragment, Span


@frozen
class ArrowTold:
    """A Relation as it is shown: what it is called, and the words at its ends."""

    title: str
    source: str
    target: str


@frozen
class Told:
    """What a card shows: who says it (letters with names, which are empty where they are hidden), of how many who were
    asked (0 for Gold), and what. `is_taken` says that Gold has just this; `chosen` are the fields that a mixture takes
    from here."""

    letters: tuple[str, ...]
    names: tuple[str, ...]
    asked: int
    spans: tuple[Span, ...] = ()
    arrows: tuple[ArrowTold, ...] = ()
    is_taken: bool = False
    chosen: frozenset[str] = frozenset()


@frozen
class CaseTold:
    """What the panel shows of a Case: its place among the Cases of the Article in words, its classes, what was decided,
    with what reason, and the answers, each with the annotator in whose name it is taken (empty for Gold). `has_several`
    says that all may be taken together."""

    place: str
    kinds: tuple[str, ...]
    state: str
    reason: str
    fragment: Fragment
    answers: tuple[tuple[str, Told], ...]
    differing: frozenset[str] = frozenset()
    has_several: bool = False
