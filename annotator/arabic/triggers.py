"""Words that tell of a name beside them: وزير of a person, شركة of an organisation, مدينة of a place.

They stand in `resources/lexicons/triggers.tsv`, whose README says what the kinds are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from annotator import paths
from annotator.arabic.text import fold


def kinds_of(word: str) -> tuple[str, ...]:
    """What a folded word tells: `title`, `org`, `place`, `speech` and so on, in alphabetical order; mostly nothing."""
    return _triggers().get(word, ())


@cache
def _triggers() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in (paths.resources() / "lexicons" / "triggers.tsv").read_text(encoding="utf-8").splitlines():
        word, _tab, kind = line.partition("\t")
        found.setdefault(fold(word), set()).add(kind)
    return {word: tuple(sorted(kinds)) for word, kinds in found.items()}
