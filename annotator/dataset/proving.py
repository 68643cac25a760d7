"""Reading back what was written, and comparing each Span with the one that was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Options, Pack
from annotator.formats.parts import Part, kept
from annotator.formats.pieces import bare
from annotator.formats.tree import opened
from annotator.model.annotation import Layer
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.words import _

Told = list[tuple[int, int, str, str]]


def can_prove(known: Format, stream: BinaryIO) -> bool:
    """Whether a file has to be read back and can be: not where its writer proves it, where what is read is something
    else, or from a stream that cannot go back."""
    reads_back = known.read is not None and known.reads_back
    return not known.proves and reads_back and stream.readable() and stream.seekable()


def prove(known: Format, stream: BinaryIO, packs: Iterable[Pack], schema: Schema, options: Options) -> None:
    """Read a file back that was written just now; raises BadInput where a Span is not what was meant."""
    assert known.read is not None
    stream.flush()
    stream.seek(0)
    _compare(known, known.read(stream, Defaults("hashiya")), packs, schema, options)
    stream.seek(0, 2)


def prove_tree(known: Format, place: Path, packs: Iterable[Pack], schema: Schema, options: Options) -> None:
    """The same for a folder or a zip."""
    if known.read_tree is not None:
        _compare(known, known.read_tree(opened(place), Defaults("hashiya")), packs, schema, options)


def _compare(known: Format, found: Iterator[Found], packs: Iterable[Pack], schema: Schema, options: Options) -> None:
    back = iter(_layers(found))
    for pack in packs:
        for layer in pack.layers or (None,):
            read = next(back, None)
            wanted = _told(pack.article, kept(layer, known.carries, schema), known, options) if layer else []
            if read is None or _told(*read, known, options) != wanted:
                told = _("“{title}”: what was written in {name} does not read back as it was. Nothing was exported")
                raise BadInput(told.format(title=pack.article.title, name=known.name))


def _layers(found: Iterator[Found]) -> Iterator[tuple[Article, Layer | None]]:
    for one in found:
        if isinstance(one, BadLine):
            raise BadInput(_("line {line}: {reason}").format(line=one.line, reason=one.reason))
        if isinstance(one, Bundle):
            yield one.article, one.layer


def _told(article: Article, layer: Layer | None, known: Format, options: Options) -> Told:
    """What is compared of a Layer: ranges, words and Labels; where a format has tokens only, words and Labels in any
    order, and of whole tokens only the Labels."""
    exact = Part.TEXT in known.carries
    out: Told = []
    for span in layer.spans if layer is not None else ():
        words = bare(span.surface(article.text))
        if exact:
            out.append((span.start, span.end, words, span.label))
        else:
            out.append((0, 0, "" if options.whole_words else words, span.label))
    return out if exact else sorted(out)
