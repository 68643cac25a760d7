"""spaCy's DocBin: the text to the letter, the outermost Spans in `doc.ents`, all of them in `doc.spans["sc"]`.

What spaCy has no place for stands in `doc.user_data["hashiya"]`, as plain texts and lists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Options, Pack
from annotator.formats.json_parts import Gathered
from annotator.formats.jsonl_reader import bundle_of
from annotator.formats.parts import Part, kept, outermost
from annotator.formats.pieces import pieces
from annotator.formats.spacy_reading import GROUP, OURS, Doc, docs_in, library
from annotator.model.annotation import Layer, Span
from annotator.model.schema import Schema
from annotator.words import _

CARRIES = frozenset(Part) - {Part.DISCONTINUOUS, Part.LAYERS}
_ABOUT = ("title", "source", "url", "published", "metadata", "status", "relations")
_OF_SPAN = ("id", "type", "value", "attributes", "note")
_ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """Write a Doc for each Article; returns how many. The format holds all of them at once, and so does this."""
    tokens = library("spacy.tokens")
    vocab = library("spacy.vocab").Vocab()
    docs = tokens.DocBin(attrs=_ATTRIBUTES, store_user_data=True)
    for pack in packs:
        docs.add(_doc(pack, schema, tokens, vocab))
    out.write(docs.to_bytes())
    return len(docs)


def _doc(pack: Pack, schema: Schema, tokens: Any, vocab: Any) -> Any:
    text = pack.article.text
    layer = kept(pack.layers[0], CARRIES, schema) if pack.layers else None
    spans = layer.spans if layer is not None else ()
    starts, spaces = _tokens(text, spans)
    words = [text[a : b - space] for (a, b), space in zip(pairwise([*starts, len(text)]), spaces, strict=True)]
    doc = tokens.Doc(vocab, words=words, spaces=spaces)
    made = {}
    for span in spans:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        made[span.uid] = found = tokens.Span(doc, first, last, label=span.label, span_id=span.uid)
        if found.text != span.surface(text):
            raise BadInput(
                _("“{title}”: the offsets of span {uid} do not give its words. Nothing was exported").format(
                    title=pack.article.title, uid=span.uid
                )
            )
    doc.set_ents([made[span.uid] for span in outermost(spans)])
    doc.spans[GROUP] = [made[span.uid] for span in spans]
    doc.user_data[OURS] = _extras(pack, layer)
    return doc


def _tokens(text: str, spans: Sequence[Span]) -> tuple[list[int], list[bool]]:
    """Where tokens begin, and whether the last letter of each is a space that spaCy takes for no token: one after a
    word, at which no Span begins or ends. Together they are the whole text."""
    edges = {0, len(text), *(edge for one in pieces(text, ()).tokens for edge in one)}
    begins, ends = {span.start for span in spans}, {span.end for span in spans}
    starts: list[int] = []
    spaces: list[bool] = []
    for start, end in pairwise(sorted(edges | begins | ends)):
        is_free = start not in begins and not (end == start + 1 and end in ends)
        if text[start] == " " and starts and not spaces[-1] and is_free:
            spaces[-1] = True
            start += 1  # noqa: PLW2901
        if start < end:
            starts.append(start)
            spaces.append(False)
    return starts, spaces


def _extras(pack: Pack, layer: Layer | None) -> dict[str, Any]:
    """What spaCy has no place for; Spans are in the order of the group."""
    article = pack.article
    return {
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "metadata": [{"name": name, "value": value} for name, value in article.metadata],
        "status": layer.status.value if layer else "",
        "spans": [
            {
                "id": span.uid,
                "type": span.type,
                "value": span.value,
                "attributes": [{"name": one.name, "value": one.value} for one in span.attributes],
                "note": span.note,
            }
            for span in (layer.spans if layer else ())
        ],
        "relations": [
            {"id": one.uid, "label": one.label, "source": one.source, "target": one.target}
            for one in (layer.relations if layer else ())
        ],
    }


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """An Article for each Doc; its Spans are those of `doc.ents` and of all groups, each once."""
    gathered = Gathered()
    try:
        for number, doc in enumerate(docs_in(stream.read()), 1):
            if isinstance(doc, str):
                yield BadLine(number, doc)
                continue
            try:
                yield bundle_of(_data(doc, gathered), number, defaults, native="hashiya/1")
            except BadInput as error:
                yield BadLine(number, str(error))
    except BadInput as error:
        yield BadLine(1, str(error))
    yield from gathered.notes()


def _data(doc: Doc, gathered: Gathered) -> dict[str, Any]:
    """The Doc as the JSON object that Hashiya's own reader looks through."""
    extras = doc.extras if isinstance(doc.extras, dict) else {}
    data: dict[str, Any] = {name: extras[name] for name in _ABOUT if name in extras}
    more = extras.get("spans")
    known = more if isinstance(more, list) and len(more) == len(doc.group) else None
    marked = doc.group if known is not None else dict.fromkeys((*doc.ents, *doc.group))
    data["spans"] = [
        {"start": start, "end": end, "label": gathered.ours(label, "Label")} for start, end, label in marked
    ]
    for span, told in zip(data["spans"], known or (), strict=False):
        span.update({name: told[name] for name in _OF_SPAN if isinstance(told, dict) and name in told})
    return {**data, "text": doc.text}


def sniff(data: bytes, name: str) -> bool:
    """Whether a file is named as spaCy's are and begins as what zlib packs."""
    return name.lower().endswith(".spacy") and data[:1] == b"x"


FORMAT = Format("spacy", (".spacy",), read=read, write=write, carries=CARRIES, sniff=sniff, needs="spacy")
