"""Writing a project out, article by article, into a file that is either whole or not there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from annotator import formats
from annotator.dataset.proving import can_prove, prove, prove_tree
from annotator.dataset.whole import opened_file, opened_tree
from annotator.errors import BadInput
from annotator.formats import characters
from annotator.formats.bundle import Format, Options, Pack
from annotator.formats.parts import Part
from annotator.frozen import frozen
from annotator.model.annotation import Layer, Status
from annotator.model.article import Article
from annotator.model.check import misplaced
from annotator.model.schema import Schema
from annotator.model.split import Split
from annotator.paths import is_file
from annotator.store import Store
from annotator.store.sweep import Swept
from annotator.words import _

Progress = Callable[[int, int], None]
"""Told how many Articles are done and how many there are, each counted twice where it is read back. It may raise to
cancel; then no file appears."""

Refit = Callable[[str, Layer], Layer]
"""What becomes of a Layer, of an Article with this text, on its way out: other edges, another name of its annotator."""


@frozen
class Wanted:
    """What of a project is to go out: the Layers of one annotator or of all, of one status or of all, in the Articles
    of one split or in all. `to_learn_from` leaves Articles without a Layer out, and Layers that were skipped unless
    their status is asked for: a model would learn from them that nothing is to be marked. `beside_others` says whether
    it may be told how far one annotator agrees with those whose Layers stay at home."""

    annotator: str | None = None
    status: Status | None = None
    split: str | None = None
    to_learn_from: bool = False
    beside_others: bool = True

    @property
    def bare(self) -> bool:
        """Whether Articles without any Layer go out as well."""
        return self.annotator is None and self.status is None and not self.to_learn_from


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
        total = count_of(store, wanted or Wanted())

        def packs(rounds: int, before: int = 0) -> Iterator[Pack]:
            def told(done: int) -> None:
                progress(before * total + done, rounds * total)

            return packs_of(store, wanted or Wanted(), known, refit, told)

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


def packs_of(
    store: Store,
    wanted: Wanted,
    known: Format,
    refit: Refit | None = None,
    told: Callable[[int], None] = lambda _done: None,
) -> Iterator[Pack]:
    """What goes out, Article by Article; `told` is told how many of them were looked at. Formats without Layers get the
    first of each, and those that cannot hold some characters U+FFFD for them. Raises BadInput for a Span that is not
    what the annotator marked."""
    for done, swept in enumerate(store.sweep(split_of(store, wanted)), 1):
        layers = layers_of(swept, wanted)
        for layer in layers:
            _prove(swept, layer)
        fitted = [refit(swept.article.text, layer) if refit else layer for layer in layers]
        fitted.sort(key=lambda layer: layer.id.annotator)  # who may have another name by now
        if fitted or wanted.bare:
            yield _pack(swept.article, fitted if Part.LAYERS in known.carries else fitted[:1], known)
        told(done)


def _pack(article: Article, layers: list[Layer], known: Format) -> Pack:
    if known.forbidden is None:
        return Pack(article, tuple(layers))
    return Pack(*characters.fitted(article, layers, known.forbidden))


def count_of(store: Store, wanted: Wanted) -> int:
    """How many Articles are looked at for what is wanted."""
    split = split_of(store, wanted)
    return store.articles.count() if split is None else store.splits.size(split)


def split_of(store: Store, wanted: Wanted) -> Split | None:
    """The split that is wanted. Raises BadInput where there is none of that name, or the project was never divided."""
    if wanted.split is None:
        return None
    if wanted.split not in tuple(Split):
        raise BadInput(_("“{name}” is no split; there are {known}").format(name=wanted.split, known=", ".join(Split)))
    if store.splits.rule() is None:
        raise BadInput(_("The project has no splits yet; make them with: hashiya split"))
    return Split(wanted.split)


def layers_of(swept: Swept, wanted: Wanted) -> list[Layer]:
    """The Layers of an Article that are to go out. A comment alone is not exported, so a Layer with nothing else in it
    must not leave a trace."""
    return [
        layer
        for layer in swept.layers
        if not replace(layer, comment="").is_untouched
        and wanted.annotator in (None, layer.id.annotator)
        and wanted.status in (None, layer.status)
        and not (wanted.to_learn_from and wanted.status is None and layer.status is Status.SKIPPED)
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
