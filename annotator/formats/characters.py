"""Characters that files of a format cannot hold, and what stands for them there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.model.annotation import Attribute, Layer, Span
from annotator.model.article import Article

STAND_IN = "\ufffd"
"""Unicode's own character for one that is not there. It is one code point and one UTF-16 unit, as is what it stands for
here, so that no offset moves."""
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for: control characters, U+FFFE and U+FFFF (its production `Char`)."""


def count_in(article: Article, layers: Sequence[Layer], forbidden: re.Pattern[str]) -> int:
    """How many such characters an Article with its Layers has."""
    return sum(len(forbidden.findall(text)) for text in _texts(article, layers))


def fitted(article: Article, layers: Sequence[Layer], forbidden: re.Pattern[str]) -> tuple[Article, tuple[Layer, ...]]:
    """An Article with its Layers as they can be written: with U+FFFD for each such character."""
    if not any(map(forbidden.search, _texts(article, layers))):
        return article, tuple(layers)

    def fit(text: str) -> str:
        return forbidden.sub(STAND_IN, text)

    def fit_span(span: Span) -> Span:
        attributes = tuple(Attribute(fit(one.name), fit(one.value)) for one in span.attributes)
        return replace(span, type=fit(span.type), value=fit(span.value), note=fit(span.note), attributes=attributes)

    told = replace(
        article,
        uid=fit(article.uid),
        title=fit(article.title),
        text=fit(article.text),
        source=fit(article.source),
        url=fit(article.url),
        metadata=tuple((fit(name), fit(value)) for name, value in article.metadata),
    )

    def fit_layer(layer: Layer) -> Layer:
        arrows = tuple(replace(one, label=fit(one.label)) for one in layer.relations)
        return replace(layer, spans=tuple(map(fit_span, layer.spans)), relations=arrows)

    return told, tuple(map(fit_layer, layers))


def _texts(article: Article, layers: Sequence[Layer]) -> Iterator[str]:
    yield from (article.uid, article.title, article.text, article.source, article.url)
    for pair in article.metadata:
        yield from pair
    for layer in layers:
        for span in layer.spans:
            yield from (span.type, span.value, span.note)
            for one in span.attributes:
                yield from (one.name, one.value)
        yield from (one.label for one in layer.relations)
