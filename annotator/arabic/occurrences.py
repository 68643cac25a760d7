"""Where the same name stands again in a text, whatever is glued to its front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from annotator.frozen import frozen

_GLUED = "[وف]?[بكل]?"
"""One of the proclitics و ف, one of ب ك ل, or one of each."""


_FIRST, _SECOND = tuple("وف"), tuple("بكل")
_FRONTS = (*_FIRST, *_SECOND, *(first + second for first in _FIRST for second in _SECOND))

_LEAST = 2
"""Letters that a name has at least, before it is looked for behind a proclitic by its words alone."""

_SHORTEST = 3
"""Letters that a name with ال has more than, before it is looked for behind ل without its ا."""


@frozen
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


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[tuple[int, str], ...]:
    """What a folded word may be as the first of a name, and how many of its letters stand before that: itself, then
    what follows the proclitics that `places` knows.

    >>> readings("للامم")
    ((0, 'للامم'), (1, 'لامم'), (1, 'الامم'))
    """
    found = [(0, word)]
    if word[:1] in _SECOND and len(word) > _LEAST:
        found += _behind(word, 1)
    elif word[:1] in _FIRST and len(word) > _LEAST:
        found.append((1, word[1:]))
        if word[1] in _SECOND and len(word) > _LEAST + 1:
            found += _behind(word, 2)
    return tuple(found)


def writings(name: str) -> Iterator[str]:
    """The folded words that `readings` reads as `name`: it alone, and with each proclitic."""
    yield name
    if len(name) >= _LEAST:
        yield from (f"{front}{name}" for front in _FRONTS)
    if name.startswith("ال") and len(name) > _SHORTEST:
        yield from (f"{front}ل{name[1:]}" for front in ("", *_FIRST))


def _behind(word: str, letters: int) -> Iterator[tuple[int, str]]:
    yield letters, word[letters:]
    if word[letters - 1] == word[letters] == "ل" and len(word) - letters >= _SHORTEST:
        yield letters, f"ا{word[letters:]}"


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
