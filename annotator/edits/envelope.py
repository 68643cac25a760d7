"""Edits as JSON, the way the Journal keeps them, and back. Names in it are never changed after a release."""

from __future__ import annotations

from typing import Any

import orjson

from annotator.edits.edit import (
    AddArticle,
    AddRelation,
    AddSpan,
    ChangeSpan,
    ClearLayer,
    Edit,
    FillLayer,
    RemoveArticle,
    RemoveRelation,
    RemoveSpan,
    SetPublished,
    SetStatus,
    Several,
)
from annotator.edits.verdict_edit import Judge
from annotator.errors import DamagedJournal
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.model.verdict import Outcome, Verdict


def pack(edit: Edit) -> str:
    """The Edit as one line of JSON. Values that are as by default are left out."""
    return orjson.dumps(_packed(edit)).decode()


def unpack(text: str) -> Edit:
    """The Edit that `pack` made the line from. Raises DamagedJournal for a line that it never made."""
    try:
        return _unpacked(orjson.loads(text))
    except (ValueError, TypeError, LookupError) as error:
        raise DamagedJournal(error) from error


def _packed(edit: Edit) -> dict[str, Any]:
    match edit:
        case AddArticle(article, position):
            told: dict[str, Any] = {"do": "add_article", "article": _article(article)}
            return told if position is None else told | {"position": position}
        case RemoveArticle(uid):
            return {"do": "remove_article", "uid": uid}
        case SetPublished(uid, published):
            return {"do": "set_published", "article": uid, "published": published}
        case Several(edits):
            return {"do": "several", "edits": [_packed(part) for part in edits]}
    return _packed_of_layer(edit)


def _packed_of_layer(edit: Edit) -> dict[str, Any]:
    match edit:
        case FillLayer(content):
            return {
                "do": "fill_layer",
                **_layer(content.id),
                "status": content.status.value,
                "comment": content.comment,
                "spans": [_span(span) for span in content.spans],
                "relations": [_relation(relation) for relation in content.relations],
            }
        case ClearLayer(layer, fingerprint, status, comment):
            state = {"status": status.value, "comment": comment}
            return {"do": "clear_layer", **_layer(layer), "fingerprint": fingerprint, **state}
        case AddSpan(layer, span):
            return {"do": "add_span", **_layer(layer), "span": _span(span)}
        case RemoveSpan(layer, span):
            return {"do": "remove_span", **_layer(layer), "span": _span(span)}
        case ChangeSpan(layer, before, after):
            return {"do": "change_span", **_layer(layer), "before": _span(before), "after": _span(after)}
        case AddRelation(layer, relation):
            return {"do": "add_relation", **_layer(layer), "relation": _relation(relation)}
        case RemoveRelation(layer, relation):
            return {"do": "remove_relation", **_layer(layer), "relation": _relation(relation)}
        case SetStatus(layer, status, comment):
            return {"do": "set_status", **_layer(layer), "status": status.value, "comment": comment}
        case Judge(layer, before, after):
            said = {"before": [_verdict(one) for one in before], "after": [_verdict(one) for one in after]}
            return {"do": "judge", **_layer(layer), **said}
    from annotator.edits import schema_envelope  # here and below: few projects have any of these

    return schema_envelope.packed(edit)


def _unpacked(data: dict[str, Any]) -> Edit:
    if "layer" in data:
        return _unpacked_of_layer(LayerId(data["layer"], data["annotator"]), data)
    match data["do"]:
        case "add_article":
            return AddArticle(_to_article(data["article"]), data.get("position"))
        case "remove_article":
            return RemoveArticle(data["uid"])
        case "set_published":
            return SetPublished(data["article"], data["published"])
        case "several":
            return Several(tuple(_unpacked(part) for part in data["edits"]))
    from annotator.edits import schema_envelope

    return schema_envelope.unpacked(data)


def _unpacked_of_layer(layer: LayerId, data: dict[str, Any]) -> Edit:
    match data["do"]:
        case "fill_layer":
            content = Layer(
                layer,
                Status(data["status"]),
                data["comment"],
                spans=tuple(_to_span(span) for span in data["spans"]),
                relations=tuple(Relation(**relation) for relation in data["relations"]),
            )
            return FillLayer(content)
        case "clear_layer":
            return ClearLayer(layer, data["fingerprint"], Status(data["status"]), data["comment"])
        case "add_span":
            return AddSpan(layer, _to_span(data["span"]))
        case "remove_span":
            return RemoveSpan(layer, _to_span(data["span"]))
        case "change_span":
            return ChangeSpan(layer, _to_span(data["before"]), _to_span(data["after"]))
        case "add_relation":
            return AddRelation(layer, Relation(**data["relation"]))
        case "remove_relation":
            return RemoveRelation(layer, Relation(**data["relation"]))
        case "set_status":
            return SetStatus(layer, Status(data["status"]), data["comment"])
        case "judge":
            before, after = (tuple(_to_verdict(one) for one in data[name]) for name in ("before", "after"))
            return Judge(layer, before, after)
    raise ValueError(data["do"])


def _layer(layer: LayerId) -> dict[str, str]:
    return {"layer": layer.article, "annotator": layer.annotator}


def _article(article: Article) -> dict[str, Any]:
    told = {
        "uid": article.uid,
        "title": article.title,
        "text": article.text,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "metadata": article.metadata,
        "imported_at": article.imported_at,
    }
    return {name: value for name, value in told.items() if value}


def _to_article(data: dict[str, Any]) -> Article:
    pairs = tuple((name, value) for name, value in data.pop("metadata", ()))
    return Article(**({"title": "", "text": ""} | data), metadata=pairs)


def _span(span: Span) -> dict[str, Any]:
    told: dict[str, Any] = {"uid": span.uid, "label": span.label, "fragments": span.fragments}
    if span.attributes:
        told["attributes"] = [(attribute.name, attribute.value) for attribute in span.attributes]
    if span.confidence is not None:
        told["confidence"] = span.confidence
    if span.schema:
        told["schema"] = span.schema
    if span.origin != "manual":
        told["origin"] = span.origin
    for name in ("type", "value", "note", "created_at", "updated_at"):
        if value := getattr(span, name):
            told[name] = value
    return told


def _to_span(data: dict[str, Any]) -> Span:
    fragments = tuple([(start, end) for start, end in data.pop("fragments")])
    attributes = tuple(Attribute(name, value) for name, value in data.pop("attributes", ()))
    return Span(fragments=fragments, attributes=attributes, **data)


def _relation(relation: Relation) -> dict[str, str]:
    return {
        "uid": relation.uid,
        "label": relation.label,
        "source": relation.source,
        "target": relation.target,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    told = {name: getattr(verdict, name) for name in ("label", "start", "end", "origin", "confidence")}
    told["outcome"] = verdict.outcome.value
    if verdict.seconds is not None:
        told["seconds"] = verdict.seconds
    return told | {name: value for name in ("also", "at") if (value := getattr(verdict, name))}


def _to_verdict(data: dict[str, Any]) -> Verdict:
    return Verdict(**(data | {"outcome": Outcome(data["outcome"]), "also": tuple(data.get("also", ()))}))
