"""The faults of a Schema in words that name labels instead of paths."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.desktop.plain import isolated
from annotator.model.schema import AttributeSpec, Choice, Label, RelationLabel, Role, Schema
from annotator.words import _

_PATH = re.compile(r"\$((?:\.\w+(?:\[\d+\])?)+)")
_STEP = re.compile(r"\.(\w+)(?:\[(\d+)\])?")
_Thing = Schema | Label | RelationLabel | AttributeSpec | Role | Choice


def in_words(fault: str, schema: Schema) -> str:
    """What `annotator.model.schema_json` says of faults, with names in the place of paths.

    >>> news = Schema("news", {}, (Label("PERS", Kind.ENTITY, "#123456"),))
    >>> in_words("$.labels[0].key: x", news).replace("\\u2068", "").replace("\\u2069", "")
    'PERS › Key: x'
    """
    return _PATH.sub(lambda found: isolated(_named(found[1], schema)), fault)


def _named(path: str, schema: Schema) -> str:
    """The names on a path, one within the other; what has none by what it is called in the editor."""
    at: _Thing | None = schema
    told: list[str] = []
    for part, number in _STEP.findall(path):
        items: Sequence[_Thing] = getattr(at, part, ()) if part in ("labels", "relations", *_PARTS) else ()
        at = items[int(number)] if number and int(number) < len(items) else None
        told.append(at.name if at is not None else _called(part))
    return " › ".join(told)


_PARTS = ("attributes", "roles", "choices")


def _called(part: str) -> str:
    known = {
        "labels": _("Labels"),
        "relations": _("Relations"),
        "attributes": _("Attributes"),
        "roles": _("Roles"),
        "choices": _("Choices"),
        "default": _("Default"),
        "name": _("Name"),
        "key": _("Key"),
        "color": _("Colour"),
        "parent": _("Subtype of"),
        "fillers": _("Filled by"),
        "sources": _("From"),
        "targets": _("To"),
    }
    return known.get(part, part)
