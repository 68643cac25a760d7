"""In what two annotators differ who marked, or did not mark, the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from annotator.arabic.clitics import enclitic_of, is_front
from annotator.arabic.text import fold
from annotator.arabic.triggers import kinds_of
from annotator.errors import BadInput
from annotator.model.annotation import Fragment, Span, joined
from annotator.words import _

_ARTICLE = "ال"
_ABBREVIATED = re.compile("[وفبلك]?[دام] ?[./]")
"""Doctor (د.), professor (أ.) and engineer (م.), folded, as they are written before a name."""
_SHORTEST = 2
"""Letters that must be left of a word behind what is taken for a proclitic or for the article."""


class Disagreement(StrEnum):
    """A class of disagreement. Those of the range, `BOUNDARY` to `PUNCTUATION`, say what the one has and the other has
    not; `BOUNDARY` is what none of the others explains."""

    LABEL = "label"
    BOUNDARY = "boundary"
    CLITIC = "clitic"
    """A particle or pronoun that is written with the word: بالقاهرة and القاهرة."""
    TITLE = "title"
    """What a person is called besides the name: الرئيس ترامب and ترامب."""
    ARTICLE = "article"
    """The definite article: العراق and عراق."""
    PUNCTUATION = "punctuation"
    """Signs and spaces only: «داعش» and داعش."""
    NESTING = "nesting"
    """One of them marked something within or around what both marked."""
    MISSED = "missed"
    RELATION = "relation"
    ATTRIBUTE = "attribute"
    """An Attribute or the note."""
    VALUE = "value"
    """The type or the value of a date."""


Kinds = frozenset[Disagreement]


def class_named(name: str) -> Disagreement:
    """The class called `name`; raises BadInput."""
    if name not in set(Disagreement):
        told = _("“{name}” is no class of disagreement; there are: {known}")
        raise BadInput(told.format(name=name, known=", ".join(Disagreement)))
    return Disagreement(name)


def disagreement(text: str, first: Span | None, second: Span | None) -> Kinds:
    """In what two Spans differ that mean the same in `text`, or a Span and none; nothing where they say the same.

    Whether what is missed is nested in something else only `annotator.review.cases` can see, who knows the Layers.
    """
    if first is None or second is None:
        return frozenset() if first is second else frozenset({Disagreement.MISSED})
    found = set(of_ranges(text, first.fragments, second.fragments))
    if first.label != second.label:
        return frozenset(found | {Disagreement.LABEL})  # what they say besides depends on the Label
    if (first.type, first.value) != (second.type, second.value):
        found.add(Disagreement.VALUE)
    if Counter(first.attributes) != Counter(second.attributes) or first.note != second.note:
        found.add(Disagreement.ATTRIBUTE)
    return frozenset(found)


def of_ranges(text: str, first: tuple[Fragment, ...], second: tuple[Fragment, ...]) -> Kinds:
    """In what two ranges differ: each stretch that only one of them has is classed for itself. Where one of these is
    explained by nothing, they differ in their boundaries and in nothing else."""
    if first == second:
        return frozenset()
    found: set[Disagreement] = set()
    for start, end in apart(first, second):
        found |= _of_stretch(text, start, end)
    if Disagreement.BOUNDARY in found or not found:
        return frozenset({Disagreement.BOUNDARY})
    if len(found) > 1:
        found.discard(Disagreement.PUNCTUATION)  # «الرئيس» ترامب and ترامب differ in the title
    return frozenset(found)


def apart(first: tuple[Fragment, ...], second: tuple[Fragment, ...]) -> Iterator[Fragment]:
    """The stretches, in order, that one of two ranges has and the other has not."""
    edges = sorted({edge for fragment in (*first, *second) for edge in fragment})
    only = [(start, end) for start, end in pairwise(edges) if _holds(first, start) is not _holds(second, start)]
    yield from joined(only)


def _holds(fragments: tuple[Fragment, ...], position: int) -> bool:
    return any(start <= position < end for start, end in fragments)


def _of_stretch(text: str, start: int, end: int) -> set[Disagreement]:
    """What a stretch is that one has more than the other; signs and spaces around it say nothing."""
    first, last = start, end
    while start < end and not _is_letter(text[start]):
        start += 1
    while start < end and not _is_letter(text[end - 1]):
        end -= 1
    if start == end:
        return {Disagreement.PUNCTUATION}
    opens = _glued(fold(text[_word_start(text, start) : start])) is not None
    closes = not _in_word(text, end)
    if not closes:
        return _before_a_word(text, start, end) or {Disagreement.BOUNDARY}
    if opens and _is_title(text[start:last]):
        return {Disagreement.TITLE}
    return {Disagreement.CLITIC} if start == first and _is_enclitic(text, start, end) else {Disagreement.BOUNDARY}


def _before_a_word(text: str, start: int, end: int) -> set[Disagreement]:
    """What the letters are that stand before the rest of their word: proclitics, the article, or both, perhaps with a
    title before them; nothing where they are neither."""
    begin = _word_start(text, end)
    found: set[Disagreement] = set()
    if begin > start:
        if _glued(fold(text[_word_start(text, start) : start])) is None or not _is_title(text[start:begin]):
            return found
        found.add(Disagreement.TITLE)
        start = begin
    before, after = _glued(fold(text[begin:start])), _glued(fold(text[begin:end]))
    if before is None or after is None or _letters_behind(text, end) < _SHORTEST:
        return set()
    found |= {Disagreement.CLITIC} if before[0] != after[0] else set()
    return found | ({Disagreement.ARTICLE} if before[1] != after[1] else set())


def _glued(letters: str) -> tuple[str, bool] | None:
    """Folded letters as proclitics and whether the article follows them, which لل has in its second letter; None where
    they are something else.

    >>> _glued("وبال"), _glued("لل"), _glued("بي")
    (('وب', True), ('ل', True), None)
    """
    if not letters or is_front(letters):
        return letters, False
    for article, front in ((_ARTICLE, letters.removesuffix(_ARTICLE)), ("ل", letters[:-1])):
        if letters.endswith(article) and (is_front(front) or not front) and (article == _ARTICLE or front[-1:] == "ل"):
            return front, True
    return None


def _is_title(words: str) -> bool:
    """Whether words are a title, alone or with what belongs to it: الرئيس, ووزير الخارجية."""
    folded = fold(words)
    if _ABBREVIATED.match(folded):
        return True
    first = re.split(r"[\s./،]", folded)[0]
    ways = {first, first[1:] if is_front(first[:1]) else first}
    ways |= {way.removeprefix(_ARTICLE) for way in ways}
    return any("title" in kinds_of(way) for way in ways if len(way) >= _SHORTEST)


def _is_enclitic(text: str, start: int, end: int) -> bool:
    """Whether letters at the end of a word are a pronoun."""
    begin = _word_start(text, start)
    return 0 < start - begin == enclitic_of(text[begin:end])


def _is_letter(char: str) -> bool:
    """Whether something to read stands there, which neither signs nor tatweel nor a mark alone is."""
    return fold(char).isalnum()


def _in_word(text: str, position: int) -> bool:
    """Whether a letter or digit stands at `position`, or a mark or tatweel, which belong to one."""
    if not 0 <= position < len(text):
        return False
    char = text[position]
    return _is_letter(char) or (not char.isspace() and not fold(char).strip())


def _word_start(text: str, position: int) -> int:
    while _in_word(text, position - 1):
        position -= 1
    return position


def _letters_behind(text: str, position: int) -> int:
    """How many letters of the same word stand at `position` and behind it, up to two."""
    found = 0
    while _in_word(text, position) and found < _SHORTEST:
        found += _is_letter(text[position])
        position += 1
    return found
