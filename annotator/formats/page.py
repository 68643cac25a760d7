"""Annotated articles on one page of HTML, to be looked at and printed: no script, and nothing fetched from anywhere.

Each Span has an underline in a lane of its own, in the colour of its Label, and the Label's name where it begins; gaps
of discontinuous ones are dotted. The names are drawn by the style, so what is copied out of a text is the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import BinaryIO

from annotator.formats.bundle import Format, Options, Pack
from annotator.formats.page_style import DROP, LANE, STYLE
from annotator.model.annotation import Layer, Span, reading_order
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.model.status_word import status_word
from annotator.words import _, is_right_to_left, language

GENERATOR = "Hashiya"
"""What such a page says it was made by."""
_MADE_BY = f'<meta name="generator" content="{GENERATOR}">'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_GREY = "#808890"
_TALL = 2.1
"""Height of a line without lanes, in letters' sizes."""


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """Write the page, an Article at a time; returns the number of Articles."""
    way = "rtl" if is_right_to_left() else "ltr"
    title = _safe(_("Annotated articles"))
    out.write(
        f'<!DOCTYPE html>\n<html lang="{language()}" dir="{way}">\n<head>\n<meta charset="utf-8">\n'
        f"{_MADE_BY}\n"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n{_legend(schema)}".encode()
    )
    written = 0
    for pack in packs:
        out.write("".join(_article(pack, schema)).encode())
        written += 1
    out.write(b"</body>\n</html>\n")
    return written


def _safe(text: str) -> str:
    """The text as HTML that means nothing but it; a CR would otherwise be read as a newline."""
    return escape(text).replace("\r", "&#13;")


def _legend(schema: Schema) -> str:
    shown = "".join(
        f'<span><u style="background:{_colour(label.name, schema)}"></u>{_safe(label.title)}</span>\n'
        for label in schema.labels
    )
    return f'<p class="legend">\n{shown}</p>\n'


def _colour(label: str, schema: Schema) -> str:
    found = schema.label(label)
    return found.color if found and _COLOUR.fullmatch(found.color) else _GREY


def _title(label: str, schema: Schema) -> str:
    found = schema.label(label)
    return found.title if found else label


def _article(pack: Pack, schema: Schema) -> Iterator[str]:
    article = pack.article
    known = (article.published, article.source, article.url, *(f"{name}: {value}" for name, value in article.metadata))
    about = "".join(f"<span>{_safe(one)}</span>\n" for one in known if one)
    yield f'<article>\n<h2 dir="auto">{_safe(article.title)}</h2>\n<p class="about">\n{about}</p>\n'
    for layer in pack.layers or (None,):
        if layer is not None:
            told = f"{layer.id.annotator} ({status_word(layer.status)})"
            yield f'<h3 dir="auto">{_safe(told)}</h3>\n'
        spans = layer.spans if layer else ()
        yield from _text(article, sorted(spans, key=reading_order), schema)
        if layer is not None and spans:
            yield from _table(article, layer, schema)
    yield "</article>\n"


def lanes(spans: Iterable[Span]) -> dict[str, int]:
    """The lane of each Span by its uid, 0 being next to the letters; none shares one with a Span that it overlaps,
    gaps included. Short ones choose first, so inner ones are nearer to the letters."""
    ends: list[list[tuple[int, int]]] = []
    out: dict[str, int] = {}
    for span in sorted(spans, key=lambda one: (one.end - one.start, one.start, one.uid)):
        lane = next(
            (n for n, taken in enumerate(ends) if all(span.end <= start or end <= span.start for start, end in taken)),
            len(ends),
        )
        if lane == len(ends):
            ends.append([])
        ends[lane].append((span.start, span.end))
        out[span.uid] = lane
    return out


def _text(article: Article, spans: list[Span], schema: Schema) -> Iterator[str]:
    """The text, cut where any Span begins or ends."""
    lane_of = lanes(spans)
    most = max(lane_of.values(), default=-1) + 1
    yield f'<div class="text" dir="auto" style="line-height:calc({_TALL}em + {most * LANE + DROP * bool(most)}px)">'
    cuts = sorted({0, len(article.text), *(edge for span in spans for piece in span.fragments for edge in piece)})
    waiting, open_now = 0, list[Span]()
    for start, end in pairwise(cuts):
        open_now = [span for span in open_now if span.end > start]
        begun = waiting
        while waiting < len(spans) and spans[waiting].start == start:
            waiting += 1
        open_now += spans[begun:waiting]
        for span in spans[begun:waiting]:
            yield _chip(span, lane_of[span.uid], schema)
        piece = _safe(article.text[start:end])
        if open_now:
            yield f'<s style="{_underlines(open_now, start, lane_of, most, schema)}">{piece}</s>'
        else:
            yield piece
    yield "</div>\n"


def _chip(span: Span, lane: int, schema: Schema) -> str:
    top = f"calc(1.45em + {lane * LANE + DROP + 3}px)"
    return f'<b data-label="{_safe(_title(span.label, schema))}" style="--top:{top}"></b>'


def _underlines(spans: list[Span], at: int, lane_of: dict[str, int], most: int, schema: Schema) -> str:
    """The style of a piece of text with one underline for each Span that is open there."""
    images, places = [], []
    for span in spans:
        colour = _colour(span.label, schema)
        if span.covers(at):
            images.append(f"linear-gradient({colour},{colour})")
        else:
            images.append(f"repeating-linear-gradient(90deg,{colour} 0 2px,transparent 2px 7px)")
        places.append(f"0 calc(100% - {(most - 1 - lane_of[span.uid]) * LANE + LANE - 3}px)")
    return (
        f"padding-bottom:{most * LANE + DROP}px;background-image:{','.join(images)};background-size:100% 3px;"
        f"background-position:{','.join(places)}"
    )


def _table(article: Article, layer: Layer, schema: Schema) -> Iterator[str]:
    """What the underlines do not show: values, attributes, notes, and where arrows lead."""
    words = {span.uid: span.surface(article.text) for span in layer.spans}
    labels = {span.uid: span.label for span in layer.spans}
    arrows: dict[str, list[str]] = {}
    for arrow in layer.relations:
        found = schema.role(labels[arrow.source], arrow.label) or schema.relation(arrow.label)
        told = f"{found.title if found else arrow.label}: {words[arrow.target]}"
        arrows.setdefault(arrow.source, []).append(told)
    heads = (_("Words"), _("Label"), _("Value"), _("Attributes"), _("Note"), _("Leads to"))
    yield "<table>\n<tr>" + "".join(f"<th>{_safe(head)}</th>" for head in heads) + "</tr>\n"
    for span in sorted(layer.spans, key=reading_order):
        cells = (
            words[span.uid],
            _title(span.label, schema),
            " ".join(filter(None, (span.type, span.value))),
            "; ".join(f"{one.name}: {one.value}" for one in span.attributes),
            span.note,
            "; ".join(arrows.get(span.uid, ())),
        )
        yield "<tr>" + "".join(f'<td dir="auto">{_safe(cell)}</td>' for cell in cells) + "</tr>\n"
    yield "</table>\n"


def cannot_be_read() -> str:
    """Why such a page is not imported."""
    return _("it is a page that Hashiya made for reading; import what it exports as jsonl instead")


def sniff(data: bytes, _name: str) -> bool:
    """Whether a file begins as such pages do."""
    return _MADE_BY.encode() in data


FORMAT = Format("html", (".html",), write=write, sniff=sniff)
