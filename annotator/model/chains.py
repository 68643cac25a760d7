"""Chains: Spans that mean the same person, place or event, joined by Relations of a label that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.frozen import frozen
from annotator.model.annotation import Relation, Span, reading_order
from annotator.model.problems import is_argument
from annotator.model.schema import Schema


@frozen
class Chain:
    """What a Relation label, such as `same`, joins: two Spans or more, in reading order."""

    label: str
    spans: tuple[Span, ...]


def chains(schema: Schema, spans: Iterable[Span], relations: Iterable[Relation]) -> list[Chain]:
    """The chains of a Layer, in the order of their first mentions: the connected parts of the graph that each such
    Relation label draws."""
    known = {span.uid: span for span in spans}
    out: list[Chain] = []
    drawn = links(schema, relations, lambda uid: known[uid].label if uid in known else "")
    for label in schema.relations:
        if label.is_chain:
            pairs = [(one.source, one.target) for one in drawn if one.label == label.name]
            for group in _joined(pair for pair in pairs if pair[0] in known and pair[1] in known):
                members = tuple(sorted((known[uid] for uid in group), key=reading_order))
                if len(members) > 1:
                    out.append(Chain(label.name, members))
    return sorted(out, key=lambda chain: (reading_order(chain.spans[0]), chain.label))


def links(schema: Schema, relations: Iterable[Relation], label_of: Callable[[str], str]) -> list[Relation]:
    """The Relations that join Spans into chains, which events' arguments never do, whatever their Roles are called.
    `label_of` tells the Label of a Span by its uid."""
    joining = {label.name for label in schema.relations if label.is_chain}
    return [one for one in relations if one.label in joining and not is_argument(schema, one, label_of(one.source))]


def bridges(relations: Iterable[Relation], gone: frozenset[str], label: str) -> list[tuple[str, str]]:
    """Which Spans are to be joined by `label` once the Spans `gone` are no longer in their chains, so that what is
    left of each chain holds together: pairs, the first Span that is left and each that it would lose."""
    edges = [_ends(one) for one in relations if one.label == label]
    kept = _joined(edge for edge in edges if not gone.intersection(edge))
    pairs: list[tuple[str, str]] = []
    for chain in _joined(edges):
        left = sorted(chain - gone)
        if not left or len(left) == len(chain):
            continue
        reached = set(_part_of(left[0], kept))
        for uid in left[1:]:
            if uid not in reached:
                pairs.append((left[0], uid))
                reached |= _part_of(uid, kept)
    return pairs


def _ends(relation: Relation) -> tuple[str, str]:
    return relation.source, relation.target


def _part_of(uid: str, parts: list[set[str]]) -> set[str]:
    return next((part for part in parts if uid in part), {uid})


def _joined(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The connected parts of a graph given by its edges."""
    part_of: dict[str, set[str]] = {}
    for one, other in pairs:
        a, b = part_of.setdefault(one, {one}), part_of.setdefault(other, {other})
        if a is not b:
            small, large = sorted((a, b), key=len)
            large |= small
            for uid in small:
                part_of[uid] = large
    return list({id(part): part for part in part_of.values()}.values())
