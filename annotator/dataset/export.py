"""Writing a project out, article by article, into a file that is either whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from annotator import formats
from annotator.errors import BadInput, Unwritable
from annotator.formats.bundle import Bundle
from annotator.model.annotation import Layer, Status
from annotator.model.check import misplaced
from annotator.model.schema import Schema
from annotator.store import Store
from annotator.store.sweep import Swept
from annotator.words import _

Progress = Callable[[int, int], None]
"""Told how many Articles are done and how many there are. It may raise to cancel; then no file appears."""

Refit = Callable[[str, Layer], Layer]
"""Moves the edges of a Layer's Spans to where those who read the file want them."""


def export(
    store: Store,
    schema: Schema,
    out: Path | BinaryIO,
    *,
    format_name: str = "jsonl",
    annotator: str | None = None,
    status: Status | None = None,
    refit: Refit | None = None,
    progress: Progress = lambda _done, _total: None,
) -> int:
    """Write the Layers of one `annotator` or of all, of one `status` or of all, and return how many lines it wrote.

    The project is read as of one moment. An Article without any Layer has a line of its own with an empty
    annotator, unless an annotator or a status is asked for. Raises BadInput and Unwritable; a file named by a
    path then is as it was before.
    """
    known = formats.by_name(format_name)
    if known is None or known.write is None:
        names = ", ".join(f.name for f in formats.FORMATS if f.write)
        raise BadInput(_("“{name}” is no format to export to; known: {known}").format(name=format_name, known=names))
    with store.reading(), _opened(out) as stream:
        return known.write(_bundles(store, annotator, status, refit, progress), schema, stream)


def _bundles(
    store: Store, annotator: str | None, status: Status | None, refit: Refit | None, progress: Progress
) -> Iterator[Bundle]:
    total = store.articles.count()
    for done, swept in enumerate(store.sweep(), 1):
        # A comment alone is not exported, so a Layer with nothing else in it must not leave a trace.
        layers = [layer for layer in swept.layers if not replace(layer, comment="").is_untouched]
        for layer in layers:
            if annotator in (None, layer.id.annotator) and status in (None, layer.status):
                _prove(swept, layer)
                yield Bundle(swept.article, refit(swept.article.text, layer) if refit else layer)
        if not layers and annotator is None and status is None:
            yield Bundle(swept.article)
        progress(done, total)


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


@contextmanager
def _opened(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself, or a temporary neighbour of the file that takes its place when all went well."""
    if not isinstance(out, Path):
        yield out
        return
    temporary = None
    try:
        if out.exists() and not (out.is_file() or out.is_dir()):  # a pipe or a device stays what it is
            with out.open("wb") as stream:
                yield stream
            return
        out = out.resolve()  # a link keeps pointing at its file
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".hashiya-", suffix=".part", dir=out.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb", buffering=1 << 20) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(out)
    except OSError as error:
        raise Unwritable(out, error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with suppress(FileNotFoundError):
                temporary.unlink()
