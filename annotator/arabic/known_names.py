"""The names that travel with the program: words of people's, places' and organisations' names.

They stand in `resources/lexicons/`, whose README says where each list is from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from annotator import paths
from annotator.arabic.text import fold


@cache
def name_words() -> frozenset[str]:
    """Every word of the names in the lexicons, folded; read once, when a word is first asked about."""
    folder = paths.resources() / "lexicons"
    places = (folder / "places-cldr.txt").read_text(encoding="utf-8").split()
    others = (folder / "names.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(map(fold, [*places, *(line.partition("\t")[0] for line in others)]))


@cache
def name_beginnings() -> Mapping[str, int]:
    """How many of `name_words` begin with each two letters."""
    return beginnings(name_words())


def beginnings(names: Iterable[str]) -> Mapping[str, int]:
    """How many of some names begin with each two letters."""
    return Counter(name[:2] for name in names)
