"""The Schema: what may be marked in a project, and how it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from annotator.errors import BadInput
from annotator.words import _, by_language

FORMAT = "hashiya-schema/1"
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_T = TypeVar("_T")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")


class Kind(StrEnum):
    """What a Label marks."""

    ENTITY = "entity"
    EVENT = "event"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Label:
    """One thing that may be marked. `name` is what the data carries; the rest is for people.

    `color` is `#RRGGBB`, `key` the physical key that marks with it (one Latin letter or digit, or empty);
    `titles` and `guideline` are by language (`ar`, `en`).
    """

    name: str
    kind: Kind
    color: str
    key: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    guideline: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name to show in the language spoken now."""
        return by_language(self.titles) or self.name

    @property
    def advice(self) -> str:
        """The guideline in the language spoken now."""
        return by_language(self.guideline)


@dataclass(frozen=True, slots=True)
class Schema:
    """The Labels of a project, in the order in which the palette shows them."""

    name: str
    titles: dict[str, str]
    labels: tuple[Label, ...]

    def label(self, name: str) -> Label | None:
        """The Label called `name`, or None where the Schema has none."""
        return next((label for label in self.labels if label.name == name), None)

    def by_key(self, key: str) -> Label | None:
        """The Label bound to the physical key `key`, or None."""
        return next((label for label in self.labels if label.key == key), None) if key else None

    def kind(self, name: str) -> Kind:
        """The kind of the Label called `name`; a name that is not in the Schema counts as an entity."""
        label = self.label(name)
        return label.kind if label else Kind.ENTITY


def to_json(schema: Schema) -> dict[str, Any]:
    """The Schema as plain JSON values, the shape of the files in `resources/schemas`."""
    return {
        "format": FORMAT,
        "name": schema.name,
        "titles": dict(schema.titles),
        "labels": [
            {
                "name": label.name,
                "kind": label.kind.value,
                "titles": dict(label.titles),
                "color": label.color,
                "key": label.key,
                "guideline": dict(label.guideline),
            }
            for label in schema.labels
        ],
    }


def from_json(data: object) -> Schema:
    """Read a Schema. Raises BadInput with the path to the first fault."""
    top = _expect(data, dict, "$")
    if top.get("format") != FORMAT:
        raise BadInput(_("The schema's “format” must be “{format}”.").format(format=FORMAT))
    labels = tuple(
        _label(value, f"$.labels[{i}]") for i, value in enumerate(_expect(top.get("labels"), list, "$.labels"))
    )
    for what, values in (("name", [x.name for x in labels]), ("key", [x.key for x in labels if x.key])):
        doubled = next((value for value in values if values.count(value) > 1), None)
        if doubled:
            raise BadInput(
                _("Two labels of the schema have the same {what}: “{value}”.").format(what=what, value=doubled)
            )
    if not labels:
        raise BadInput(_("The schema has no labels."))
    return Schema(_expect(top.get("name"), str, "$.name"), _texts(top.get("titles", {}), "$.titles"), labels)


def _label(data: object, at: str) -> Label:
    value = _expect(data, dict, at)
    name = _expect(value.get("name"), str, f"{at}.name")
    color = _expect(value.get("color"), str, f"{at}.color")
    key = _expect(value.get("key", ""), str, f"{at}.key").upper()
    kind = _expect(value.get("kind"), str, f"{at}.kind")
    faults = (
        (_NAME.fullmatch(name), f"{at}.name", _("ASCII letters, digits and _ . : -, a letter first")),
        (_COLOR.fullmatch(color), f"{at}.color", "#RRGGBB"),
        (re.fullmatch("[A-Z0-9]?", key), f"{at}.key", _("one Latin letter or digit, or nothing")),
        (kind in set(Kind), f"{at}.kind", " | ".join(Kind)),
    )
    for good, where, wanted in faults:
        if not good:
            raise BadInput(_("Schema, {path}: expected {wanted}.").format(path=where, wanted=wanted))
    return Label(
        name,
        Kind(kind),
        color,
        key,
        _texts(value.get("titles", {}), f"{at}.titles"),
        _texts(value.get("guideline", {}), f"{at}.guideline"),
    )


def _texts(data: object, at: str) -> dict[str, str]:
    return {_expect(key, str, at): _expect(value, str, f"{at}.{key}") for key, value in _expect(data, dict, at).items()}


def _expect(data: object, kind: type[_T], at: str) -> _T:
    if not isinstance(data, kind):
        names: dict[type, str] = {dict: _("an object"), list: _("a list"), str: _("a text")}
        raise BadInput(_("Schema, {path}: expected {wanted}.").format(path=at, wanted=names[kind]))
    return data
