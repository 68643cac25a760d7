"""What is left of several Layers without all that they plainly agree on, for who only counts in what they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.model.annotation import Layer, Span

_Held = tuple[int, Span]
"""The number of a Layer, and a Span of it."""


def contested(layers: Sequence[Layer]) -> list[Layer]:
    """The Layers without the Spans that all of them have alike and over which no other one lies. These make Cases in
    which nobody differs, and no other Case is changed by them. Where any Layer has Relations, all stay as they are."""
    if any(layer.relations for layer in layers):
        return list(layers)
    left: list[list[Span]] = [[] for _layer in layers]
    for group in _groups([(number, span) for number, layer in enumerate(layers) for span in layer.spans]):
        if not _is_agreed(group, len(layers)):
            for number, span in group:
                left[number].append(span)
    return [replace(layer, spans=tuple(spans)) for layer, spans in zip(layers, left, strict=True)]


def _groups(held: list[_Held]) -> Iterator[list[_Held]]:
    """Spans that lie over one another, gaps included, or over what lies over them, in the order of the text."""
    group: list[_Held] = []
    end = 0
    for one in sorted(held, key=lambda one: one[1].start):
        if group and one[1].start >= end:
            yield group
            group, end = [], 0
        group.append(one)
        end = max(end, one[1].end)
    if group:
        yield group


def _is_agreed(group: list[_Held], layers: int) -> bool:
    """Whether each Layer has one Span of the group, and all say the same."""
    if len(group) != layers or len({number for number, _span in group}) != layers:
        return False
    first = _said(group[0][1])
    return all(_said(span) == first for _number, span in group[1:])


def _said(span: Span) -> tuple[object, ...]:
    named = sorted((one.name, one.value) for one in span.attributes)
    return span.label, span.fragments, span.type, span.value, named, span.note
