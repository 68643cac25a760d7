"""What lists say about a word: whose name it may be, and whether a name often stands beside it.

The lists stand in `resources/lexicons/`, whose README says where each is from. All words are folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from annotator import paths
from annotator.arabic.text import fold

Kinds = Mapping[str, tuple[str, ...]]
"""What a word is, in the terms of its list; in alphabetical order."""


@cache
def names() -> Kinds:
    """Words of well-known names: `person`, `place`, `organisation`, `head` or `word`."""
    found = dict(_kinds("names.tsv"))
    for name in places():
        if len(name) == 1:
            found.setdefault(name[0], ("place",))
    return found


@cache
def triggers() -> Kinds:
    """Words that tell of a name beside them: `title` (وزير), `org` (شركة), `place` (مدينة), `speech` (قال), others."""
    return _kinds("triggers.tsv")


@cache
def places() -> frozenset[tuple[str, ...]]:
    """The words of each name of a country, territory or great city."""
    return frozenset(tuple(fold(line).split()) for line in _lines("places-cldr.txt"))


def _kinds(name: str) -> Kinds:
    found: dict[str, set[str]] = {}
    for line in _lines(name):
        word, _tab, kind = line.partition("\t")
        found.setdefault(fold(word), set()).add(kind)
    return {word: tuple(sorted(kinds)) for word, kinds in found.items()}


def _lines(name: str) -> list[str]:
    return (paths.resources() / "lexicons" / name).read_text(encoding="utf-8").splitlines()
