"""Labels from the JSON in which doccano exports its label types: of spans, or of relations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.errors import BadInput
from annotator.formats.labels.drafts import Draft, FoundLabels, found, labels_of, relations_of
from annotator.formats.labels.remarks import Remarks, on_line
from annotator.model.schema import Schema
from annotator.words import _

NAME = "doccano"
_OF_DATA = frozenset({"label", "labels", "entities", "spans", "annotations", "data"})
"""What is in lines of annotated texts, and in no label."""

_LONGEST = 1000
"""Characters of a name; doccano itself allows 100."""


def lines_of(text: str) -> list[Any] | None:
    """What stands in a file of JSON lines, which older versions of doccano write; None where its first line shows that
    it is none. Raises BadInput with a later line that is wrong."""
    found: list[Any] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(orjson.loads(line))
        except orjson.JSONDecodeError as error:
            if not found:
                return None
            raise on_line(number, _("not JSON: {detail}").format(detail=error.msg)) from None
        if not isinstance(found[0], dict):
            return None
    return found


def read(data: list[Any], name: str, *, relations: bool) -> FoundLabels:
    """The label types in `data` as a Schema called `name`. Raises BadInput with the path to what is wrong."""
    remarks = Remarks()
    drafts = list(_drafts(data))
    if not drafts:
        raise BadInput(_("there are no labels in it. Choose another file"))
    if not relations:
        return found(Schema(name, {}, tuple(labels_of(drafts, remarks).values())), NAME, remarks)
    told = relations_of(drafts, remarks)
    remarks.add(_("The file has relations only. A schema needs a label, so one was added: {names}."), "Entity")
    labels = labels_of([Draft("Entity", ("كيان",))], remarks)
    return found(Schema(name, {}, tuple(labels.values()), tuple(told.values())), NAME, remarks)


def _drafts(data: list[Any]) -> Iterator[Draft]:
    for i, value in enumerate(data):
        at = f"$[{i}]"
        if not isinstance(value, dict):
            raise BadInput(_("{path}: expected {wanted}").format(path=at, wanted=_("an object")))
        if value.keys() & _OF_DATA:
            raise BadInput(
                _(
                    "{path}: this is an annotated text and not a label. Export the labels themselves from doccano"
                ).format(path=at)
            )
        text = value.get("text")
        if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
            raise BadInput(_("{path}: expected {wanted}").format(path=f"{at}.text", wanted=_("the name of a label")))
        keys = [_told(value, name) for name in ("prefix_key", "suffix_key")]
        yield Draft(
            text.strip(),
            color=_told(value, "background_color"),
            key="+".join(key for key in keys if key),
            advice=_told(value, "description"),
        )


def _told(value: dict[str, Any], name: str) -> str:
    """What the label says for `name`, which some versions of doccano write in camelCase."""
    first, *rest = name.split("_")
    found = value.get(name, value.get(first + "".join(part.capitalize() for part in rest)))
    return "" if found is None or isinstance(found, (dict, list, bool)) else str(found).strip()
