"""Writing a project out, article by article, into a file that is either whole or not there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from annotator import formats
from annotator.dataset.proving import can_prove, prove, prove_tree
from annotator.dataset.whole import opened_file, opened_tree
from annotator.errors import BadInput
from annotator.formats.bundle import Format, Options, Pack
from annotator.formats.parts import Part
from annotator.model.annotation import Layer, Status
from annotator.model.check import misplaced
from annotator.model.schema import Schema
from annotator.paths import is_file
from annotator.store import Store
from annotator.store.sweep import Swept
from annotator.words import _

Progress = Callable[[int, int], None]
"""Told how many Articles are done and how many there are, each counted twice where it is read back. It may raise to
cancel; then no file appears."""

Refit = Callable[[str, Layer], Layer]
"""Moves the edges of a Layer's Spans to where those who read the file want them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a project is to go out: the Layers of one annotator or of all, of one status or of all."""

    annotator: str | None = None
    status: Status | None = None


def format_to_write(name: str) -> Format:
    """The format called `name`; raises BadInput for one that is not there or cannot be written."""
    known = formats.by_name(name)
    if known is None or not known.writes:
        names = ", ".join(f.name for f in formats.FORMATS if f.writes)
        raise BadInput(_("“{name}” is no format to export to; known: {known}").format(name=name, known=names))
    return known


def export(
    store: Store,
    schema: Schema,
    out: Path | BinaryIO,
    *,
    format_name: str = "jsonl",
    wanted: Wanted | None = None,
    options: Options | None = None,
    refit: Refit | None = None,
    progress: Progress = lambda _done, _total: None,
) -> int:
    """Write what is `wanted` of a project out, and return how many lines (or Articles) it wrote.

    The project is read as of one moment. An Article without any Layer goes out alone, unless an annotator or a status
    is asked for. What was written is proved: by the writer, or by reading it back and comparing each Span. Raises
    BadInput and Unwritable; what is named by a path then is as it was before.
    """
    known, how = format_to_write(format_name), options or Options()
    with store.reading():
        total = store.articles.count()

        def packs(rounds: int, before: int = 0) -> Iterator[Pack]:
            def told(done: int) -> None:
                progress(before * total + done, rounds * total)

            return _packs(store, wanted or Wanted(), known, refit, told)

        if known.write is not None:
            with opened_file(out) as stream:
                rounds = 2 if can_prove(known, stream) else 1
                written = known.write(packs(rounds), schema, stream, how)
                if rounds > 1:
                    prove(known, stream, packs(rounds, 1), schema, how)
                _write_beside(known, out, schema)
            return written
        assert known.write_tree is not None
        if not isinstance(out, Path):
            raise BadInput(_("“{name}” is several files; name a folder or a .zip with -o").format(name=known.name))
        with opened_tree(out) as (tree, place):
            rounds = 2 if known.read_tree is not None else 1
            written = known.write_tree(packs(rounds), schema, tree, how)
            tree.done()
            prove_tree(known, place, packs(rounds, 1), schema, how)
        return written


def companion_of(known: Format, out: Path | BinaryIO) -> Path | None:
    """Where the second file goes of a format that has one; there is none beside a stream or a device."""
    if known.beside is None or not isinstance(out, Path) or _is_no_file(out):
        return None
    return out.with_suffix(known.beside[0])


def _is_no_file(out: Path) -> bool:
    """Whether something other than a file is there."""
    return os.path.exists(out) and not is_file(out)  # noqa: PTH110 (Path.exists raises for names that no file can have)


def _write_beside(known: Format, out: Path | BinaryIO, schema: Schema) -> None:
    place = companion_of(known, out)
    if place is not None and known.beside is not None:
        with opened_file(place) as stream:
            stream.write(known.beside[1](schema))


def _packs(
    store: Store, wanted: Wanted, known: Format, refit: Refit | None, told: Callable[[int], None]
) -> Iterator[Pack]:
    """What goes out, Article by Article. Formats without Layers get the first of each."""
    for done, swept in enumerate(store.sweep(), 1):
        layers = layers_of(swept, wanted)
        for layer in layers:
            _prove(swept, layer)
        fitted = tuple(refit(swept.article.text, layer) if refit else layer for layer in layers)
        if fitted or wanted == Wanted():
            yield Pack(swept.article, fitted if Part.LAYERS in known.carries else fitted[:1])
        told(done)


def layers_of(swept: Swept, wanted: Wanted) -> list[Layer]:
    """The Layers of an Article that are to go out. A comment alone is not exported, so a Layer with nothing else in it
    must not leave a trace."""
    return [
        layer
        for layer in swept.layers
        if not replace(layer, comment="").is_untouched
        and wanted.annotator in (None, layer.id.annotator)
        and wanted.status in (None, layer.status)
    ]


def _prove(swept: Swept, layer: Layer) -> None:
    """Raise BadInput for a Span that is not what the annotator marked, once it is cut out of the text again."""
    for span in layer.spans if swept.strays else ():
        if span.uid in swept.strays:
            fault = misplaced(span, swept.strays[span.uid], span.surface(swept.article.text))
            raise BadInput(
                _("“{title}”: {fault}. Nothing was exported; see: hashiya check").format(
                    title=swept.article.title, fault=fault
                )
            )
