"""What is left of several Layers without all that they plainly agree on, found in rows before they become Spans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

_LABEL, _START, _END = 1, 2, 3
_SAID = slice(_LABEL, 9)
"""What a Span says, of the columns `rows.SPAN_COLUMNS`: Label, place, type, value, attributes and note."""

_start, _annotator = itemgetter(_START), itemgetter(-1)


def differing(layers: Sequence[Sequence[Any]]) -> tuple[list[list[Any]], Counter[str]]:
    """The rows of each Layer without those that all Layers have alike and over which no other one lies, gaps included;
    and how many of these each Layer has, by Label. Behind other columns a row ends with the name of its annotator.

    Attributes in another order are left as if they differed: who looks at the Spans sees that they do not.
    """
    left: defaultdict[str, list[Any]] = defaultdict(list)
    alike: Counter[str] = Counter()
    for group in _groups(sorted(chain.from_iterable(layers), key=_start)):
        if _is_alike(group, len(layers)):
            alike[group[0][_LABEL]] += 1
        else:
            for row in group:
                left[_annotator(row)].append(row)
    return [left[_annotator(held[0])] if held else [] for held in layers], alike


def _groups(held: Iterable[Any]) -> Iterator[list[Any]]:
    """Rows that lie over one another, or over what lies over them."""
    group: list[Any] = []
    reach = 0
    for row in held:
        if row[_START] >= reach and group:
            yield group
            group = []
        group.append(row)
        reach = max(reach, row[_END])
    if group:
        yield group


def _is_alike(group: list[Any], layers: int) -> bool:
    """Whether rows that lie over one another are one of each Layer, and all say the same."""
    if len(group) != layers or len(set(map(_annotator, group))) != layers:
        return False
    said = group[0][_SAID]
    return all(row[_SAID] == said for row in group)
