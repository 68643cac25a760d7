"""Where names that are marked in an Article stand once more, and where a part of them stands for the whole: `عباس`
after `محمود عباس`.

Which part does depends on what is named: of a person the last word or the first, of a ministry hardly any. So it is
counted for each Label and kind of part how often it did in finished Articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.arabic.names_in_text import Names, Place, longest
from annotator.arabic.naming import Name


class Part(NamedTuple):
    """A part of a name under a Label: its `first` or its `last` word, with a `+` where the name has more than two; of
    such a name also all but the last word (`head`) and all but the first (`tail`)."""

    label: str
    kind: str


class Marked(NamedTuple):
    """A name under a Label at the words from `first` to `last`."""

    first: int
    last: int
    label: str
    name: Name


class Standing(NamedTuple):
    """A place where a name stands under the one Label that it has in the Article, or, after the whole name, a `part` of
    it. A part that was marked by itself is both: `is_whole` says so."""

    place: Place
    label: str
    part: Part | None
    is_whole: bool


@dataclass(slots=True)
class _Known:
    """The Labels of a name, and of what names it is a part, each with the last word of the first such name."""

    labels: set[str] = field(default_factory=set)
    parts: dict[Part, int] = field(default_factory=dict)


def standing(words: Sequence[str], marked: Iterable[Marked]) -> list[Standing]:
    """Where marked names and parts of them stand among some folded words, in reading order, what is marked included;
    the longest where they overlap. Names with several Labels are left out, and parts of names with several; so are
    those of which no word has two letters."""
    names: Names[_Known] = Names()
    for one in sorted(marked):
        if _is_long(one.name):
            _of(names, one.name).labels.add(one.label)
            for kind, words_of_it in _parts(one.name):
                if _is_long(words_of_it):
                    _of(names, words_of_it).parts.setdefault(Part(one.label, kind), one.last)
    found = []
    for place in longest(names.places(words)):
        known = names[place.name]
        before = [part for part, last in known.parts.items() if last < place.first]
        part = before[0] if len({part.label for part in before}) == 1 else None
        if len(known.labels) == 1:
            found.append(Standing(place, next(iter(known.labels)), part, is_whole=True))
        elif not known.labels and part is not None:
            found.append(Standing(place, part.label, part, is_whole=False))
    return found


def told(words: Sequence[str], marked: Sequence[Marked]) -> Counter[tuple[Part, bool]]:
    """How often each kind of part stood for its name in a finished Article, and how often it did not. What was marked
    by itself before the whole name tells nothing."""
    by_place = {(one.first, one.last): one.label for one in marked}
    earlier: set[Name] = set()
    counted: Counter[tuple[Part, bool]] = Counter()
    for one in standing(words, marked):
        if one.part is None:
            earlier.add(one.place.name)
        elif one.place.name not in earlier:
            counted[one.part, by_place.get(one.place[:2]) == one.part.label] += 1
    return counted


def _of(names: Names[_Known], name: Name) -> _Known:
    return names.get(name) or names.put(name, _Known())


def _parts(name: Name) -> Iterator[tuple[str, Name]]:
    more = "+" if len(name) > 2 else ""
    if len(name) > 1:
        yield f"first{more}", name[:1]
        yield f"last{more}", name[-1:]
    if more:
        yield "head", name[:-1]
        yield "tail", name[1:]


def _is_long(name: Name) -> bool:
    return any(len(word) > 1 for word in name)
