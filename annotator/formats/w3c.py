"""W3C Web Annotation: one JSON-LD document, an AnnotationCollection, with its texts in it.

Each Article is a `TextualBody` under `hashiya:texts`, so that a file needs nothing beside it; each Span is an
Annotation with a TextPositionSelector, in code points, and a TextQuoteSelector; one with several fragments has a
selector of either kind for each. Relations are Annotations with the motivation `linking`. Where a position does not
give the words of its quote, the one place where the quote stands with what is before and after it is taken, and
named; where there are several, or none, the Annotation is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO
from uuid import NAMESPACE_OID, uuid5

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Options, Pack
from annotator.formats.encoding import decode, encoding_of
from annotator.formats.parts import kept
from annotator.formats.w3c_reading import bundles_of
from annotator.model.annotation import Layer, Relation, Span
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.words import _

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"hashiya": "urn:hashiya:"}]
AROUND = 16
"""Code points of what is before and after the words of a quote."""


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """A Bundle for each Article and annotator. The document is one JSON value, so it is held whole."""
    data = stream.read()
    try:
        encoding, mark = encoding_of(data[:4], defaults.encoding)
        found = orjson.loads(decode(data[mark:], encoding))
    except BadInput as error:
        yield BadLine(1, str(error))
        return
    except orjson.JSONDecodeError as error:
        yield BadLine(max(error.lineno, 1), _("not JSON: {detail}").format(detail=error.msg))
        return
    yield from bundles_of(found, defaults)


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """Write a document; returns the number of Articles. Annotations follow their text, Article by Article. The id is
    made of all that is in it, so the same content makes the same bytes."""
    from hashlib import sha256  # here, for the start of the window: OpenSSL is large

    out.write(b'{"@context":' + orjson.dumps(CONTEXT))
    out.write(b',\n"type":"AnnotationCollection",\n"hashiya:articles":[')
    written, content = 0, sha256()
    for written, pack in enumerate(packs, 1):
        out.write(b",\n" if written > 1 else b"\n")
        article = _article(pack.article)
        pages = [_page(pack.article, replace(kept(one, FORMAT.carries, schema), id=one.id)) for one in pack.layers]
        piece = orjson.dumps({**article, "hashiya:pages": pages})
        content.update(piece)
        out.write(piece)
    out.write(f'\n],\n"id":"urn:uuid:{uuid5(NAMESPACE_OID, content.hexdigest())}"}}\n'.encode())
    return written


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": _urn(article.uid),
        "type": "TextualBody",
        "format": "text/plain",
        "value": article.text,
        "hashiya:title": article.title,
        "hashiya:source": article.source,
        "hashiya:url": article.url,
        "hashiya:published": article.published,
        "hashiya:metadata": [{"name": name, "value": value} for name, value in article.metadata],
    }


def _page(article: Article, layer: Layer) -> dict[str, Any]:
    creator = {"type": "Person", "nickname": layer.id.annotator}
    leaving: dict[str, list[Relation]] = defaultdict(list)
    for one in layer.relations:
        leaving[one.source].append(one)
    items = [{**_annotation(article, span), "creator": creator} for span in layer.spans]
    items += [{**_link(one), "creator": creator} for span in layer.spans for one in leaving[span.uid]]
    return {
        "type": "AnnotationPage",
        "creator": creator,
        "hashiya:status": layer.status.value,
        "startIndex": 0,
        "items": items,
    }


def _annotation(article: Article, span: Span) -> dict[str, Any]:
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": span.label}]
    if span.type or span.value:
        body.append({"type": "TextualBody", "purpose": "classifying", "hashiya:timex": span.type, "value": span.value})
    for one in span.attributes:
        body.append({"type": "TextualBody", "purpose": "describing", "hashiya:name": one.name, "value": one.value})
    if span.note:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": span.note})
    found: dict[str, Any] = {
        "@context": CONTEXT[0],
        "id": _urn(span.uid),
        "type": "Annotation",
        "motivation": "tagging",
    }
    if span.created_at:
        found["created"] = span.created_at
    if span.updated_at:
        found["modified"] = span.updated_at
    selectors = [item for fragment in span.fragments for item in _selectors(article.text, *fragment)]
    return {**found, "body": body, "target": {"source": _urn(article.uid), "selector": selectors}}


def _selectors(text: str, start: int, end: int) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - AROUND, 0) : start],
            "suffix": text[end : end + AROUND],
        },
    )


def _link(one: Relation) -> dict[str, Any]:
    return {
        "@context": CONTEXT[0],
        "id": _urn(one.uid),
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": one.label},
            {"type": "SpecificResource", "purpose": "linking", "source": _urn(one.target)},
        ],
        "target": _urn(one.source),
    }


def _urn(uid: str) -> str:
    return uid if uid.startswith("urn:") else f"urn:hashiya:{uid}"


def sniff(data: bytes, name: str) -> bool:
    """Whether the beginning of a JSON file names the context of Web Annotations."""
    begins = data.lstrip(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    return begins and (b"http://www.w3.org/ns/anno.jsonld" in data[:4096] or name.lower().endswith(".jsonld"))


FORMAT = Format("w3c", (".jsonld",), read=read, write=write, sniff=sniff)
