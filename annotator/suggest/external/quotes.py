"""Where a quote stands in an Article: language models are asked for words and a little context, never for offsets.

A model spells as it likes: tashkeel, hamzas, ى and ي, ة and ه, digits, quotation marks and spaces come out differently,
and a proclitic is there or not. So a quote is looked for in the folded text, as whole words or behind a proclitic, as
it is and without a proclitic of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.arabic.occurrences import Place, places
from annotator.arabic.text import Folded, fold
from annotator.frozen import frozen

CONTEXT = 8
"""Letters and digits before and after a quote that are compared."""

_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»‹›″〝〞＂'‘’‚‛′`´", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"،": ",", "؛": ";", "؟": "?", "٫": ".", "٬": ","}
)
"""Signs that models put for each other: one character for one, so that places stay where they are."""
_EDGES = ' \t\r\n"-,;:.!?…'
_FIRST, _SECOND = "وف", "بكل"
_LEAST = 3
"""Letters that are left at least when a proclitic is taken off: بن is no word without its ب."""


@frozen
class Quote:
    """What a model says that it read: the words, what stands `before` and `after` them, and which of several equal
    places is meant, counted from 1."""

    words: str
    before: str = ""
    after: str = ""
    occurrence: int = 1


@frozen
class _Found:
    """One place where a quote may be, in the folded text. `way` says how far its words had to be bent."""

    way: int
    place: Place


class Quoted:
    """An Article's text, in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self._folded = Folded(text)
        self._text = _alike(self._folded.text)

    def find(self, quote: Quote) -> tuple[int, int] | None:
        """The range `[start, end)`, in code points of the text, that the quote means; None where it is not there.

        It begins where a word begins or behind a proclitic, and ends where a word ends. Of several places the one
        whose neighbours agree best with `before` and `after` is meant, then the one whose spelling does, then the one
        with the number `occurrence`.

        >>> Quoted("وصل إلى القاهرة، ثم غادر القاهره.").find(Quote("القاهرة", before="ثم غادر "))
        (25, 32)
        """
        found = self._places(_alike(fold(quote.words)))
        if not found:
            return None
        before, after = _letters(_alike(fold(quote.before)))[-CONTEXT:], _letters(_alike(fold(quote.after)))[:CONTEXT]
        agreeing = [self._agreement(one.place, before, after) for one in found]
        best = max(agreeing)
        closest = min(one.way for one, n in zip(found, agreeing, strict=True) if n == best)
        left = [one for one, n in zip(found, agreeing, strict=True) if n == best and one.way == closest]
        counted = [one for one in found if one.way == closest]
        meant = counted[quote.occurrence - 1] if 0 < quote.occurrence <= len(counted) else left[0]
        chosen = (meant if meant in left else left[0]).place
        return self._folded.origin(chosen.start, chosen.end)

    def _places(self, words: str) -> list[_Found]:
        """Every place where the folded words may be, in the order of the text; none twice."""
        held: dict[tuple[int, int], _Found] = {}
        for way, spelling in enumerate(_spellings(words)):
            for place in places(self._text, spelling):
                held.setdefault((place.start, place.end), _Found(way + place.is_glued, place))
        return sorted(held.values(), key=lambda one: (one.place.start, one.place.end))

    def _agreement(self, place: Place, before: str, after: str) -> int:
        """How many letters beside a place are those that the model says, from its edges on."""
        # What a model says stands before may end with the proclitic, or before the word that has it.
        ends = {place.start, place.word}
        front = max(_common(_letters(self._text[max(end - 6 * CONTEXT, 0) : end])[::-1], before[::-1]) for end in ends)
        return front + _common(_letters(self._text[place.end : place.end + 6 * CONTEXT]), after)


def _spellings(words: str) -> Iterator[str]:
    """What to look for, the likeliest first: the quote as it is, without its marks of punctuation, and without one or
    two proclitics of its own."""
    yield words
    bare = words.strip(_EDGES)
    if bare != words:
        yield bare
    for letters in _own(bare):
        rest = bare[letters:].strip(_EDGES)  # و«المستقبل»: its marks stand behind the proclitic
        yield ("ا" if bare.startswith("لل", letters - 1) else "") + rest
        yield rest


def _own(words: str) -> Iterator[int]:
    """How many letters of folded words may be proclitics, such that enough is left to be a name."""
    left = len(words) - 1
    if left >= _LEAST and words[0] in _FIRST + _SECOND:
        yield 1
    if left > _LEAST and words[0] in _FIRST and words[1] in _SECOND:
        yield 2


def _alike(folded: str) -> str:
    return folded.translate(_ALIKE)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))
