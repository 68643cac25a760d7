"""Where the same name stands again in a text, whatever is glued to its front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_GLUED = "[وف]?[بكل]?"
"""One of the proclitics و ف, one of ب ك ل, or one of each."""


_SHORTEST = 3
"""Letters that a name with ال has more than, before it is looked for behind ل without its ا."""


@dataclass(frozen=True, slots=True)
class Place:
    """A name in a folded text: `[start, end)`, in a word that begins at `word`."""

    word: int
    start: int
    end: int

    @property
    def is_glued(self) -> bool:
        """Whether something stands before the name in its word."""
        return self.word < self.start


def places(text: str, name: str) -> Iterator[Place]:
    """Each place in `text` where the words of `name` stand whole, both of them folded; in order, never overlapping.

    White space of any kind stands for a space. A proclitic or two may be glued to the front: `وموسكو` holds موسكو.
    A name with ال is found behind ل too, where the ا is not written: `للامم` holds الامم, from its second letter on.

    >>> [text[place.start : place.end] for text in ["ولرويترز"] for place in places(text, "رويترز")]
    ['رويترز']
    """
    words = tuple(name.split())
    if not words:
        return
    for match in _pattern(words).finditer(text):
        yield Place(match.start(), *match.span(match.lastindex or 0))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    rest = "".join(rf"\s+{re.escape(word)}" for word in words[1:])
    # A name may begin or end with what is no letter: «C++». Nothing then marks its edge.
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    ways = [f"{_GLUED}({re.escape(words[0])}{rest})"]
    if words[0].startswith("ال") and len(words[0]) > _SHORTEST:
        ways.append(f"[وف]?ل(ل{re.escape(words[0][2:])}{rest})")
    return re.compile(f"{before}(?:{'|'.join(ways)}){after}")
