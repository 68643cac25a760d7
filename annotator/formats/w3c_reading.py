"""Web Annotations made Bundles: from Hashiya's own documents, and from lists, pages and collections of other tools."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note
from annotator.formats.encoding import fault_of
from annotator.formats.labels.names import ascii_name
from annotator.formats.units import Mention, Unit, to_code_points, unit_of
from annotator.model.annotation import (
    Attribute,
    Fragment,
    Layer,
    LayerId,
    Relation,
    Span,
    Status,
    annotator_name,
    joined,
    reading_order,
)
from annotator.model.article import Article, title_of
from annotator.model.check import span_faults, unwritable
from annotator.model.clock import iso_day, now
from annotator.model.ids import new_uid
from annotator.words import _

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
_PLACES = "items", "first", "hashiya:pages", "annotations"
_MOST_DEEP = 8


@dataclass(slots=True)
class _Layer:
    spans: list[Span] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    status: Status = Status.IN_PROGRESS


def bundles_of(data: object, defaults: Defaults) -> Iterator[Found]:
    """What a document holds. Its parts are counted as lines: each Article, else each Annotation, from 1."""
    articles = data.get("hashiya:articles") if isinstance(data, dict) else None
    if isinstance(articles, list):
        for number, one in enumerate(articles, 1):
            yield from _article(one, _list(_get(one, "hashiya:pages")), number, defaults)
        return
    found = list(_annotations(data, 0))
    if not found:
        yield BadLine(1, _("there is no annotation in it"))
        return
    texts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in found:
        if text := _text_of(_get(one, "target")):
            texts[text].append(one)
    for number, (text, held) in enumerate(texts.items(), 1):
        yield from _article({"value": text}, [{"items": held}], number, defaults)
    if missing := len(found) - sum(map(len, texts.values())):
        yield BadLine(
            1,
            _(
                "the text that is annotated is not in the file (as “value” of a target's “source”): {count} annotations"
            ).format(count=missing),
        )


def _annotations(data: object, depth: int) -> Iterator[dict[str, Any]]:
    """Annotations in lists, pages and collections."""
    if depth > _MOST_DEEP:
        return
    if isinstance(data, list):
        for one in data:
            yield from _annotations(one, depth + 1)
    elif isinstance(data, dict):
        if "Annotation" in _strings(data.get("type")) or "target" in data:
            yield data
        for name in _PLACES:
            yield from _annotations(data.get(name), depth + 1)


def _text_of(target: object) -> str:
    """The text in a target whose source is a textual resource."""
    source = _get(target, "source") if isinstance(target, dict) else None
    value = _get(source, "value") if isinstance(source, dict) else None
    return value if isinstance(value, str) else ""


def _article(one: object, pages: list[Any], number: int, defaults: Defaults) -> Iterator[Found]:
    try:
        if not isinstance(one, dict) or not isinstance(one.get("value"), str):
            raise BadInput(_("a text has no “value”"))
        article = _about(one, defaults)
        reading = _Reading(article, number, defaults)
        layers = reading.layers(pages)
    except BadInput as error:
        yield BadLine(number, str(error))
        return
    yield from reading.told()
    filled = [
        Layer(
            LayerId(article.uid, name),
            one.status,
            spans=tuple(sorted(one.spans, key=reading_order)),
            relations=tuple(sorted(one.relations, key=lambda arrow: arrow.uid)),
        )
        for name, one in layers.items()
    ]
    for layer in filled or (None,):
        yield Bundle(article, layer if layer is None or not layer.is_untouched else None, number)


def _about(one: dict[str, Any], defaults: Defaults) -> Article:
    text = one["value"]
    if fault := fault_of(text):
        raise BadInput(fault)
    published = _said(one, "hashiya:published")
    try:
        published = iso_day(published) if published else defaults.published
    except ValueError:
        raise BadInput(
            _("“published” is “{value}”; it must be a date such as 2026-01-27").format(value=published)
        ) from None
    return Article(
        new_uid(),
        _said(one, "hashiya:title") or title_of(text),
        text,
        _said(one, "hashiya:source") or defaults.source,
        _said(one, "hashiya:url"),
        published,
        tuple((_said(item, "name"), _said(item, "value")) for item in _list(one.get("hashiya:metadata"))),
        now(),
    )


class _Reading:
    """The Annotations of one Article."""

    def __init__(self, article: Article, number: int, defaults: Defaults) -> None:
        self._article, self._number, self._defaults = article, number, defaults
        self._unit = Unit.CODE_POINTS
        self._out: list[Found] = []
        self._left_out = 0

    def told(self) -> Iterator[Found]:
        if self._unit is not Unit.CODE_POINTS:
            yield Note(self._number, _("the offsets count {unit}").format(unit=self._unit.value))
        if self._left_out:
            yield Note(
                self._number,
                _("bodies that are no tag, attribute, value or comment were left out: {count}").format(
                    count=self._left_out
                ),
            )
        yield from self._out

    def layers(self, pages: list[Any]) -> dict[str, _Layer]:
        found: dict[str, _Layer] = defaultdict(_Layer)
        held: list[tuple[str, dict[str, Any]]] = []
        for page in pages:
            name = self._annotator(page)
            if isinstance(page, dict) and "hashiya:status" in page:
                status = _said(page, "hashiya:status")
                if status not in set(Status):
                    raise BadInput(
                        _("“status” is “{status}”; it may be {known}").format(status=status, known=", ".join(Status))
                    )
                found[name].status = Status(status)
            held += [(self._annotator(one, name), one) for one in _annotations(page, 0)]
        self._unit = self._unit_of(one for _name, one in held)
        spans: dict[tuple[str, str], str] = {}
        links = []
        for name, one in held:
            if "linking" in _strings(one.get("motivation")):
                links.append((name, one))
                continue
            try:
                span = self._span(one)
            except BadInput as error:
                self._out.append(BadLine(self._number, f"{str(one.get('id', ''))[:80]}: {error}"))
                continue
            found[name].spans.append(span)
            spans[name, str(one.get("id"))] = span.uid
        for name, one in links:
            self._link(one, name, found[name], spans)
        return found

    def _annotator(self, one: object, otherwise: str = "") -> str:
        creator = _get(one, "creator")
        for name in ("nickname", "name", "id"):
            if isinstance(value := _get(creator, name), str) and value.strip() and not unwritable(value):
                return annotator_name(value)
        return otherwise or annotator_name(self._defaults.annotator)

    def _unit_of(self, annotations: Iterator[dict[str, Any]]) -> Unit:
        mentions: list[Mention] = []
        for one in annotations:
            for place, quote in _pairs(_get(one.get("target"), "selector")):
                if place and quote and isinstance(_get(quote, "exact"), str):
                    mentions.append((*place, quote["exact"]))
        return unit_of(self._article.text, mentions, usual=Unit.CODE_POINTS) or Unit.CODE_POINTS

    def _span(self, one: dict[str, Any]) -> Span:
        text = self._article.text
        label, kind, value, note = "", "", "", ""
        attributes: list[Attribute] = []
        body = one.get("body", one.get("bodyValue"))
        for item in body if isinstance(body, list) else [body]:
            said = item if isinstance(item, dict) else {"value": item, "purpose": "tagging"}
            purpose = next(iter(_strings(said.get("purpose"))), "tagging")
            told = _said(said, "value") if isinstance(said.get("value"), str) else ""
            if purpose == "tagging" and told and not label:
                label = told
            elif purpose == "classifying" and "hashiya:timex" in said:
                kind, value = _said(said, "hashiya:timex"), told
            elif purpose == "describing" and "hashiya:name" in said:
                attributes.append(Attribute(_said(said, "hashiya:name"), told))
            elif purpose == "commenting":
                note = f"{note}\n{told}" if note else told
            else:
                self._left_out += 1
        if not label:
            raise BadInput(_("an annotation has no tag"))
        fragments = [self._place(*pair) for pair in _pairs(_get(one.get("target"), "selector"))]
        if not fragments:
            raise BadInput(_("an annotation says no place in the text"))
        name = label if _NAME.fullmatch(label) else ascii_name(label, "Label")
        made, at = _said(one, "created"), self._article.imported_at
        span = Span(
            new_uid(),
            name,
            joined(fragments),
            kind,
            value,
            tuple(attributes),
            note,
            "import",
            None,
            made or at,
            _said(one, "modified") or made or at,
        )
        for fault in span_faults(span, len(text)):
            raise BadInput(fault)
        return span

    def _place(self, place: tuple[int, int] | None, quote: dict[str, Any] | None) -> Fragment:
        """Where a pair of selectors points to: the position, if the words of the quote stand there, else the quote."""
        text = self._article.text
        exact = _get(quote, "exact")
        if place:
            start, end = (to_code_points(text, at, self._unit) for at in place)
            if start is not None and end is not None and start < end and exact in (None, text[start:end]):
                return start, end
        if not isinstance(exact, str) or not exact:
            raise BadInput(
                _("the range {start}-{end} lies outside the text").format(start=place[0], end=place[1])
                if place
                else _("an annotation says no place in the text")
            )
        found = _places(text, exact, _get(quote, "prefix"), _get(quote, "suffix"))
        if len(found) != 1:
            raise BadInput(
                _("“{words}” does not stand where it should, and elsewhere {count} times").format(
                    words=exact[:60], count=len(found)
                )
            )
        at = found[0]
        if place:
            self._out.append(
                Note(
                    self._number,
                    _("“{words}” did not stand at {start}; the only place where it does is {found}").format(
                        words=exact[:60], start=place[0], found=at
                    ),
                )
            )
        return at, at + len(exact)

    def _link(self, one: dict[str, Any], name: str, layer: _Layer, spans: dict[tuple[str, str], str]) -> None:
        label = target = ""
        for item in _list(one.get("body")):
            purposes = _strings(_get(item, "purpose"))
            if "tagging" in purposes:
                label = _said(item, "value")
            elif "linking" in purposes:
                target = str(_get(item, "source"))
        source, end = spans.get((name, str(one.get("target")))), spans.get((name, target))
        if not label or source is None or end is None:
            self._out.append(
                BadLine(self._number, _("a link needs a tag, and two annotations of the file as its ends"))
            )
        else:
            layer.relations.append(Relation(new_uid(), label, source, end))


def _places(text: str, exact: str, prefix: object, suffix: object) -> list[int]:
    """Where `exact` stands with what is before and after it, up to two places."""
    before, after = (part if isinstance(part, str) else "" for part in (prefix, suffix))
    whole, at = before + exact + after, -1
    found: list[int] = []
    while len(found) < 2 and (at := text.find(whole, at + 1)) >= 0:
        found.append(at + len(before))
    return found


def _pairs(selector: object) -> list[tuple[tuple[int, int] | None, dict[str, Any] | None]]:
    """Positions with the quotes that follow them; either may be missing."""
    out: list[tuple[tuple[int, int] | None, dict[str, Any] | None]] = []
    waiting: dict[str, Any] | None = None
    ones: list[Any] = selector if isinstance(selector, list) else [selector]
    for one in ones:
        kinds = _strings(_get(one, "type"))
        if "TextPositionSelector" in kinds:
            start, end = _get(one, "start"), _get(one, "end")
            if type(start) is type(end) is int and 0 <= start < 2**40 and 0 <= end < 2**40:
                out.append(((start, end), waiting))
                waiting = None
        elif "TextQuoteSelector" in kinds:
            if out and out[-1][1] is None:
                out[-1] = out[-1][0], one
            elif waiting is None:
                waiting = one
            else:
                out.append((None, waiting))
                waiting = one
    return [*out, (None, waiting)] if waiting is not None else out


def _get(data: object, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _said(data: object, name: str) -> str:
    value = _get(data, name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(_("“{name}” is not a text").format(name=name))
    if fault := unwritable(value):
        raise BadInput(f"“{name}”: {fault}")
    return value
