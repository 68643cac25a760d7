"""Values of dates that a person changed, told by the Journal: rows for a regression file of the date finder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.edits import envelope
from annotator.edits.edit import AddSpan, ChangeSpan, Edit, Several
from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.model.schema import Kind, Schema
from annotator.store import Store

_SENTENCE_END = re.compile(r"[.!?؟]+[»”\")\]]*(?=\s)|[\n\r\u2028\u2029]+")


@frozen
class Correction:
    """A date in its sentence. `start` and `end` count code points of the sentence; `dct` is the publication date;
    `proposed` is the value that was offered, empty where there was none."""

    id: str
    dct: str
    sentence: str
    start: int
    end: int
    text: str
    type: str
    value: str
    proposed: str


def corrections(store: Store, schema: Schema, annotator: str) -> Iterator[Correction]:
    """The annotator's date Spans whose value is not what was proposed for it last, in the order of the Articles."""
    offered = _offered(store, annotator)
    for swept in store.sweep():
        for layer in swept.layers:
            for span in layer.spans if layer.id.annotator == annotator else ():
                proposed = offered.get(span.uid)
                settled = schema.kind(span.label) is Kind.DATE and span.confidence is None and span.value
                if proposed is not None and settled and span.value != proposed:
                    yield _row(span, swept.article.text, swept.article.published, proposed)


def _offered(store: Store, annotator: str) -> dict[str, str]:
    """What was proposed last as the value of each Span that the annotator drew or accepted, by uid."""
    offered: dict[str, str] = {}
    for entry in store.journal.each():
        if entry.annotator == annotator and '_span"' in entry.edit:
            for span, is_new in _spans(envelope.unpack(entry.edit)):
                if span.confidence is not None:
                    offered[span.uid] = span.value
                elif is_new:
                    offered.setdefault(span.uid, "")
    return offered


def _spans(edit: Edit) -> Iterator[tuple[Span, bool]]:
    match edit:
        case AddSpan(_layer, span):
            yield span, True
        case ChangeSpan(_layer, _before, after):
            yield after, False
        case Several(edits):
            for part in edits:
                yield from _spans(part)


def _row(span: Span, text: str, published: str, proposed: str) -> Correction:
    start, end = sentence_around(text, span.start, span.end)
    words = text[span.start : span.end]
    return Correction(
        span.uid,
        published,
        text[start:end],
        span.start - start,
        span.end - start,
        words,
        span.type,
        span.value,
        proposed,
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence in which `[start, end)` stands, without the spaces around it.

    >>> sentence_around("جاء أمس. عاد غداً. نام", 13, 17)
    (9, 18)
    """
    first = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    found = _SENTENCE_END.search(text, end)
    last = found.end() if found else len(text)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
