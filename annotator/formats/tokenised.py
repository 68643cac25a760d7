"""Bundles of sentences that come as tokens with chunks of them, as several formats have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Pack
from annotator.formats.json_parts import Gathered, article_of
from annotator.formats.parts import Part, kept
from annotator.formats.pieces import pieces, rebuilt
from annotator.formats.tags import Chunk
from annotator.frozen import frozen
from annotator.model.annotation import Layer, LayerId, Span, Status, reading_order
from annotator.model.ids import new_uid
from annotator.model.schema import Schema
from annotator.words import _


@frozen
class Sentence:
    """Tokens, and which of them, by number, have a Label; chunks are in reading order, the outer ones first."""

    tokens: list[str]
    chunks: list[Chunk]


def bundle_of(
    sentences: Sequence[Sentence],
    line: int,
    defaults: Defaults,
    gathered: Gathered,
    about: dict[str, Any] | None = None,
) -> Bundle | BadLine:
    """The Article that the sentences make, tokens with spaces between them, and its Spans; or why it is none."""
    text, ranges = rebuilt([sentence.tokens for sentence in sentences])
    spans: list[Span] = []
    before = 0
    try:
        article = article_of(text, about or {}, defaults, ())
        for sentence in sentences:
            for first, last, label in sentence.chunks:
                where = ranges[before + first][0], ranges[before + last - 1][1]
                if where[0] >= where[1]:
                    raise BadInput(_("a span holds empty tokens alone"))
                at = article.imported_at
                name = gathered.ours(label, "Label")
                spans.append(Span(new_uid(), name, (where,), origin="import", created_at=at, updated_at=at))
            before += len(sentence.tokens)
    except BadInput as error:
        return BadLine(line, str(error))
    status = Status.IN_PROGRESS if spans else Status.NEW
    layer = Layer(LayerId(article.uid, defaults.annotator), status, spans=tuple(sorted(spans, key=reading_order)))
    return Bundle(article, None if layer.is_untouched else layer, line)


def sentences_of(
    pack: Pack, schema: Schema, carries: frozenset[Part], *, whole_words: bool
) -> Iterator[tuple[Sentence, list[Span]]]:
    """The sentences of an Article with what `carries` keeps of its first Layer, and the Spans of their chunks."""
    text = pack.article.text
    layer = kept(pack.layers[0], carries, schema) if pack.layers else None
    spans = layer.spans if layer is not None else ()
    try:
        cut = pieces(text, spans, whole_words=whole_words)
    except BadInput as error:
        raise BadInput(
            _("“{title}”: {reason} Nothing was exported").format(title=pack.article.title, reason=error)
        ) from error
    marked = sorted(zip(cut.places, spans, strict=True), key=lambda one: (one[0][0], -one[0][1], reading_order(one[1])))
    number = 0
    for first, last in cut.sentences():
        here: list[tuple[Chunk, Span]] = []
        while number < len(marked) and marked[number][0][0] < last:
            (begin, end), span = marked[number]
            here.append(((begin - first, end - first, span.label), span))
            number += 1
        tokens = [text[start:end] for start, end in cut.tokens[first:last]]
        yield Sentence(tokens, [chunk for chunk, _span in here]), [span for _chunk, span in here]
