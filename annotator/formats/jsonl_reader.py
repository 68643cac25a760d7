"""One JSON object as a Bundle, every part of it looked at before it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import Bundle, Defaults
from annotator.formats.encoding import fault_of
from annotator.formats.json_parts import clean
from annotator.model.annotation import (
    Attribute,
    Fragment,
    Layer,
    LayerId,
    Relation,
    Span,
    Status,
    annotator_name,
    reading_order,
)
from annotator.model.article import Article, title_of
from annotator.model.check import misplaced, span_faults
from annotator.model.clock import iso_day, now
from annotator.model.ids import new_uid
from annotator.words import _

_PAIR, _TRIPLE = 2, 3
_NAMES = (str, int)


def bundle_of(data: object, line: int, defaults: Defaults, *, native: str) -> Bundle:
    """The Bundle that `data` describes; raises BadInput with the reason where it describes none."""
    if not isinstance(data, dict):
        raise BadInput(_("not a JSON object"))
    is_native = data.get("format") == native
    family = native.partition("/")[0] + "/"
    if not is_native and _text(data, "format").startswith(family):
        raise BadInput(
            _("“format” is “{format}”; this version reads “{known}”").format(format=data["format"], known=native)
        )
    text = data.get("text")
    if not isinstance(text, str):
        raise BadInput(_("“text” is missing or is not a text"))
    if fault := fault_of(text):
        raise BadInput(fault)
    if data.get("offset_unit", "codepoint") != "codepoint":
        raise BadInput(_("“offset_unit” must be “codepoint”"))
    article = Article(
        _identity(data.get("id")),
        _text(data, "title") or title_of(text),
        text,
        _text(data, "source") or defaults.source,
        _text(data, "url"),
        _date(data, defaults),
        _metadata(data.get("metadata")),
        now(),
    )
    if is_native and data.get("sha256") != article.sha256:
        raise BadInput(_("“sha256” does not fit the text: one of them was changed"))
    layer = _layer(data, article, defaults)
    if not is_native:
        return Bundle(article, layer, line)
    chains = frozenset(_texts(data.get("chains"), "label"))
    return Bundle(article, layer, line, keeps_ids=True, events=_events(data.get("events")), chains=chains)


def _events(told: object) -> dict[str, set[str]]:
    """The Labels of events with the Roles of their arguments, as far as that is told; it is also in the Relations."""
    out: dict[str, set[str]] = {}
    for one in told if isinstance(told, list) else ():
        for label in _texts([one], "label"):
            out.setdefault(label, set()).update(_texts(one.get("arguments"), "role"))
    return out


def _texts(found: object, name: str) -> Iterator[str]:
    """What objects in a list have of a name, where that is a text."""
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(told := one.get(name), str):
            yield told


def _layer(data: dict[str, Any], article: Article, defaults: Defaults) -> Layer | None:
    found = data.get("spans")
    if not isinstance(found, list | None):
        raise BadInput(_("“spans” is not a list"))
    spans = tuple(sorted((_span(value, article.text, article.imported_at) for value in found or ()), key=reading_order))
    arrows = data.get("relations")
    if not isinstance(arrows, list | None):
        raise BadInput(_("“relations” is not a list"))
    relations = tuple(sorted((_relation(value) for value in arrows or ()), key=lambda arrow: arrow.uid))
    status = _text(data, "status") or ("in_progress" if spans else "new")
    if status not in set(Status):
        raise BadInput(_("“status” is “{status}”; it may be {known}").format(status=status, known=", ".join(Status)))
    layer = Layer(
        LayerId(article.uid, annotator_name(_text(data, "annotator") or defaults.annotator)),
        Status(status),
        spans=spans,
        relations=relations,
    )
    return None if layer.is_untouched else layer


def _span(data: object, text: str, at: str) -> Span:
    if isinstance(data, list):
        if len(data) != _TRIPLE or not isinstance(data[2], str):
            raise BadInput(_("a span in a list must be [start, end, label]"))
        data = {"start": data[0], "end": data[1], "label": data[2]}
    if not isinstance(data, dict):
        raise BadInput(_("a span must be [start, end, label] or an object"))
    label = data.get("label")
    if not isinstance(label, str) or not label:
        raise BadInput(_("a span has no “label”"))
    attributes = data.get("attributes")
    span = Span(
        _identity(data.get("id")),
        clean(label, "label"),
        _fragments(data),
        _text(data, "type"),
        _text(data, "value"),
        () if attributes is None or attributes == [] else tuple(Attribute(*pair) for pair in _metadata(attributes)),
        _text(data, "note"),
        _text(data, "origin") or "import",
        _confidence(data.get("confidence")),
        at,
        at,
    )
    for fault in span_faults(span, len(text)):
        raise BadInput(fault)
    told = data.get("text")
    if isinstance(told, str) and told != span.surface(text):
        raise BadInput(misplaced(span, told, span.surface(text)))
    return span


def _confidence(told: object) -> float | None:
    """How sure a Span was when it was proposed; None where a person made it, which is written as 1."""
    if told is None or told == 1:
        return None
    if not isinstance(told, float | int) or isinstance(told, bool) or not 0 <= told <= 1:
        raise BadInput(_("a span's confidence must be a number between 0 and 1"))
    return float(told)


def _fragments(data: dict[str, Any]) -> tuple[Fragment, ...]:
    pieces = data.get("fragments") or [[data.get("start"), data.get("end")]]
    if not isinstance(pieces, list):
        raise BadInput(_("“fragments” is not a list of [start, end]"))
    out = []
    for piece in pieces:
        # By type, as true and false are whole numbers to isinstance.
        if not (isinstance(piece, list) and len(piece) == _PAIR and type(piece[0]) is type(piece[1]) is int):
            raise BadInput(_("a span's start and end must be whole numbers"))
        out.append((piece[0], piece[1]))
    return tuple(out)


def _relation(data: object) -> Relation:
    if not isinstance(data, dict):
        raise BadInput(_("a relation must be an object"))
    label, source, target = (_text(data, name) for name in ("label", "source", "target"))
    if not (label and source and target):
        raise BadInput(_("a relation needs “label”, “source” and “target”"))
    return Relation(_identity(data.get("id")), label, source, target)


def _identity(value: object) -> str:
    """An id as text; a new one where there is none."""
    if isinstance(value, _NAMES) and not isinstance(value, bool) and str(value).strip():
        return clean(str(value), "id")
    return new_uid()


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise BadInput(_("“{name}” is not a text").format(name=name))
    return clean(value, name)


def _date(data: dict[str, Any], defaults: Defaults) -> str:
    value = _text(data, "published")
    if not value:
        return defaults.published
    try:
        return iso_day(value)
    except ValueError:
        raise BadInput(
            _("“published” is “{value}”; it must be a date such as 2026-01-27").format(value=value)
        ) from None


def _metadata(value: object) -> tuple[tuple[str, str], ...]:
    """Names and values from a list of `{"name", "value"}` or from an object."""
    if value is None:
        return ()
    if isinstance(value, dict):
        return tuple((clean(str(name), "metadata"), clean(_plain(held), "metadata")) for name, held in value.items())
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return tuple((_text(item, "name"), _text(item, "value")) for item in value)
    raise BadInput(_("“metadata” and “attributes” must be lists of objects with “name” and “value”"))


def _plain(value: object) -> str:
    """A value as text; what is no text stays as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        raise BadInput(_("“metadata” is nested too deeply")) from None
