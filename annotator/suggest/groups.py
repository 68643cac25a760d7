"""Suggestions of an Article that one decision settles: the same name under the same Label, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.arabic.clitics import Knowledge
from annotator.arabic.naming import Name, name_at
from annotator.arabic.occurrences import readings
from annotator.arabic.word_by_word import Reading, read
from annotator.frozen import frozen
from annotator.suggest.suggestion import Suggestion

NOTHING_KNOWN = Knowledge()


@frozen
class Group:
    """The same name with the same Label, in reading order. `name` is folded and without proclitics, for comparing; the
    words to show are those of the first Suggestion."""

    label: str
    name: str
    suggestions: tuple[Suggestion, ...]

    @property
    def first(self) -> Suggestion:
        return self.suggestions[0]

    @property
    def confidence(self) -> float:
        """That of the Suggestion that is least sure."""
        return min(one.confidence for one in self.suggestions)


def groups(text: str, suggestions: Iterable[Suggestion], knowledge: Knowledge | None = None) -> list[Group]:
    """Suggestions for a text in groups, in the order in which the names first stand in it.

    Proclitics are no part of the name, whether the ranges have them or not: one is cut off where the bare name is
    proposed too, or where the clitic model, with what it `knows` of the project, is sure. A date is a group by itself
    unless another one has the same words and the same value.
    """
    reading = read(text)
    ordered = sorted(suggestions, key=lambda one: (one.start, -one.end, one.label))
    known = NOTHING_KNOWN if knowledge is None else knowledge
    written = [_written(reading, one, known) for one in ordered]
    bare = {(name, one.label) for name, one in zip(written, ordered, strict=True)}
    found: dict[tuple[Name, str, str], list[Suggestion]] = {}
    for one, name in zip(ordered, written, strict=True):
        key = next((way for way in _ways(name) if (way, one.label) in bare), name)
        if key == name:
            key = _cut(reading, one, known) or name
        found.setdefault((key, one.label, f"{one.type} {one.value}"), []).append(one)
    return [Group(label, " ".join(name), tuple(ones)) for (name, label, _value), ones in found.items()]


def _written(reading: Reading, one: Suggestion, knowledge: Knowledge) -> Name:
    """The name as it was proposed; where a range cuts through words, what stands in it."""
    named = name_at(reading, one.start, one.end, knowledge, cutting=False)
    return named.words if named else read(reading.text[one.start : one.end]).words


def _ways(name: Name) -> Iterable[Name]:
    """What the name may be without proclitics."""
    return ((first, *name[1:]) for letters, first in readings(name[0]) if letters) if name else ()


def _cut(reading: Reading, one: Suggestion, knowledge: Knowledge) -> Name | None:
    named = name_at(reading, one.start, one.end, knowledge, cutting=True)
    return named.words if named else None
