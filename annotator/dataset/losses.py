"""What an export to a format would leave behind, Article by Article, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from annotator.dataset.export import Progress, Refit, Wanted, count_of, layers_of, split_of
from annotator.formats.bundle import Format
from annotator.formats.parts import EVERYTHING, Part, lost
from annotator.frozen import frozen
from annotator.model.schema import Schema
from annotator.store import Store
from annotator.words import _


@frozen
class Loss:
    """What one Article would lose: how many of each part."""

    article: str
    title: str
    parts: dict[Part, int]


def losses(
    store: Store,
    schema: Schema,
    known: Format,
    wanted: Wanted,
    *,
    refit: Refit | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Loss]:
    """The Articles that would lose something, in their order. A format that carries everything needs no look at any.

    `progress` is told how many Articles were looked at and how many there are; it may raise to cancel.
    """
    if known.carries == EVERYTHING:
        return
    with store.reading():
        total = count_of(store, wanted)
        for done, swept in enumerate(store.sweep(split_of(store, wanted)), 1):
            layers = layers_of(swept, wanted)
            if layers or wanted.bare:
                fitted = [refit(swept.article.text, layer) for layer in layers] if refit else layers
                found = lost(swept.article, fitted, known.carries, schema, known.forbidden)
                if found:
                    yield Loss(swept.article.uid, swept.article.title, dict(found))
            progress(done, total)


def together(found: Iterable[Loss]) -> dict[Part, int]:
    """How many of each part all Articles would lose, in the order in which parts are told."""
    counts: Counter[Part] = Counter()
    for loss in found:
        counts.update(loss.parts)
    return {part: counts[part] for part in Part if counts[part]}


def told_parts(counts: Mapping[Part, int]) -> str:
    """Counted parts in words, in the order in which parts are told."""
    return _("; ").join(f"{part_name(part)}: {counts[part]}" for part in Part if counts.get(part))


def part_name(part: Part) -> str:
    """What a part is called, where it is counted: “nested spans: 3”."""
    return {
        Part.TEXT: _("exact text"),
        Part.NESTED: _("nested and overlapping spans"),
        Part.ALIKE: _("which of nested spans of one label goes on"),
        Part.DISCONTINUOUS: _("discontinuous spans"),
        Part.RELATIONS: _("relations"),
        Part.ARGUMENTS: _("arguments of events"),
        Part.ATTRIBUTES: _("attributes"),
        Part.VALUES: _("values of dates"),
        Part.NOTES: _("notes"),
        Part.LAYERS: _("layers of further annotators"),
        Part.STATUS: _("statuses"),
        Part.ABOUT: _("sources, addresses and dates of publication"),
        Part.METADATA: _("metadata"),
        Part.CHARACTERS: _("characters that its files cannot hold, with � in their place"),
    }[part]
