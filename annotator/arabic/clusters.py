"""Grapheme clusters about a place in a text, found without reading the text from its beginning."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# What begins a cluster unless one of the few that stand before others precedes it: no marks, no letters of India,
# whose clusters may hold several letters, and no emoji.
_ALONE = (
    r"[\p{Grapheme_Cluster_Break=Other}--\p{Extended_Pictographic}--\p{M}"
    r"--[\u0900-\u109f\u1700-\u17ff\u1900-\u1cff\ua800-\uaaff\U00010a00-\U00011fff]]"
)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest range of whole clusters that holds `[start, end)`, which is not empty.

    Clusters are the extended ones of Unicode Standard Annex 29.
    """
    if _is_edge(text, start) and _is_edge(text, end):
        return start, end
    at = start
    while not _is_edge(text, at):
        at -= 1
    for cluster in _clusters().finditer(text, at):
        if cluster.end() <= start:
            continue
        start = min(start, cluster.start())
        if cluster.end() >= end:
            return start, cluster.end()
    return start, len(text)


def _is_edge(text: str, at: int) -> bool:
    """Whether a cluster surely begins or ends at a place, as the two characters there tell without the others."""
    return at in (0, len(text)) or (_kind(text[at]) == "alone" and _kind(text[at - 1]) != "before")


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    alone, before, _cluster = _patterns()
    return "alone" if alone.match(char) else "before" if before.match(char) else ""


def _clusters() -> regex.Pattern[str]:
    return _patterns()[2]


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    import regex  # here, for the start: nobody looks for a word before the window stands

    prepended = r"\p{Grapheme_Cluster_Break=Prepend}"
    return regex.compile(_ALONE, regex.V1), regex.compile(prepended), regex.compile(r"\X")
