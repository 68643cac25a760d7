"""The Schema as JSON, the shape of the files in `resources/schemas`, and back with the path to every fault.

`resources/schemas/json-schema/hashiya-schema-2.json` says the same to other programs, as a JSON Schema (draft 2020-12).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import orjson

from annotator.errors import BadInput
from annotator.model.schema import (
    AttributeSpec,
    AttributeType,
    Choice,
    Guideline,
    Kind,
    Label,
    RelationLabel,
    Role,
    Schema,
    Texts,
)
from annotator.words import _

FORMAT = "hashiya-schema/2"
FORMER = "hashiya-schema/1"
"""Without Attributes, Roles, Relation labels and subtypes, and with a guideline of one text; still read."""

_MOST = 20
"""Faults that are told at once."""
_MOST_EACH = 10_000
"""Labels, and Attributes, Roles or choices of one."""
_T = TypeVar("_T")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
_KEY = re.compile("[A-Z0-9]?")


def to_file(schema: Schema) -> bytes:
    """A Schema as a file that people read and change."""
    return orjson.dumps(to_json(schema), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def to_json(schema: Schema) -> dict[str, Any]:
    """The Schema as plain JSON values. What is as it is by default is left out."""
    told: dict[str, Any] = {"format": FORMAT, "name": schema.name, "titles": dict(schema.titles)}
    told["labels"] = [_told_label(label) for label in schema.labels]
    if schema.relations:
        told["relations"] = [_told_relation(relation) for relation in schema.relations]
    return told


def fingerprint(schema: Schema) -> str:
    """A short name for exactly this Schema."""
    import hashlib  # here, for the start of the window: OpenSSL is large

    return hashlib.sha256(orjson.dumps(to_json(schema), option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


def _told_label(label: Label) -> dict[str, Any]:
    return {
        "name": label.name,
        "kind": label.kind.value,
        "titles": dict(label.titles),
        "color": label.color,
        "key": label.key,
        **_given(
            parent=label.parent,
            abstract=label.abstract,
            archived=label.archived,
            formerly=list(label.formerly),
            guideline=_told_guideline(label.guideline),
            attributes=[_told_attribute(spec) for spec in label.attributes],
            roles=[_told_role(role) for role in label.roles],
        ),
    }


def _told_relation(relation: RelationLabel) -> dict[str, Any]:
    return {
        "name": relation.name,
        "titles": dict(relation.titles),
        "color": relation.color,
        **_given(
            sources=list(relation.sources),
            targets=list(relation.targets),
            symmetric=relation.symmetric,
            transitive=relation.transitive,
            formerly=list(relation.formerly),
            guideline=_told_guideline(relation.guideline),
        ),
    }


def _told_guideline(guideline: Guideline) -> dict[str, Any]:
    return _given(
        text=dict(guideline.text),
        include={language: list(texts) for language, texts in guideline.include.items()},
        exclude={language: list(texts) for language, texts in guideline.exclude.items()},
        positive=list(guideline.positive),
        negative=list(guideline.negative),
    )


def _told_attribute(spec: AttributeSpec) -> dict[str, Any]:
    choices = [
        {"name": choice.name, "titles": dict(choice.titles), **_given(formerly=list(choice.formerly))}
        for choice in spec.choices
    ]
    told = _given(choices=choices, required=spec.required, default=spec.default, formerly=list(spec.formerly))
    return {"name": spec.name, "type": spec.type.value, "titles": dict(spec.titles), **told}


def _told_role(role: Role) -> dict[str, Any]:
    told = _given(required=role.required, key=role.key, formerly=list(role.formerly))
    return {"name": role.name, "titles": dict(role.titles), "fillers": list(role.fillers), "many": role.many, **told}


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _roles_with(schema: Schema, label: Label) -> list[Role]:
    """The Roles that an event Label has of its own and from above, each as often as it stands there."""
    own = {role.name for role in label.roles}
    return [*label.roles, *(role for role in schema.roles_of(label.parent) if role.name not in own)]


def from_json(data: object) -> Schema:
    """Read a Schema. Raises BadInput with the paths to its faults, a line each."""
    reader = _Reader()
    schema = reader.schema(data)
    if reader.faults:
        more = [f"… (+{len(reader.faults) - _MOST})"] if len(reader.faults) > _MOST else []
        raise BadInput("\n".join([*reader.faults[:_MOST], *more]))
    return schema


class _Reader:
    """Reads on behind a fault, so that all of them are told at once."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def schema(self, data: object) -> Schema:
        top = self._of(data, dict, "$")
        if top.get("format") not in (FORMAT, FORMER):
            self.faults.insert(0, _("The schema's “format” must be “{format}”.").format(format=FORMAT))
            return Schema("", {}, ())
        labels = self._each(top, "labels", "$", self._label)
        if not labels and not self.faults:
            self.faults.append(_("The schema has no labels."))
        relations = self._each(top, "relations", "$", self._relation) if "relations" in top else ()
        schema = Schema(self._of(top.get("name"), str, "$.name"), self._texts(top, "titles", "$"), labels, relations)
        if not self.faults:
            self._check(schema)
        return schema

    def _label(self, data: object, at: str) -> Label:
        value = self._of(data, dict, at)
        kind = self._one_of(value, "kind", at, list(Kind))
        return Label(
            self._name(value, at),
            Kind(kind or Kind.ENTITY),
            self._fitting(value, "color", at, _COLOR, "#RRGGBB"),
            self._key(value, at),
            self._texts(value, "titles", at),
            self._guideline(value, at),
            self._text(value, "parent", at),
            self._flag(value, "abstract", at),
            self._flag(value, "archived", at),
            self._names(value, "formerly", at),
            self._each(value, "attributes", at, self._attribute) if "attributes" in value else (),
            self._each(value, "roles", at, self._role) if "roles" in value else (),
        )

    def _relation(self, data: object, at: str) -> RelationLabel:
        value = self._of(data, dict, at)
        return RelationLabel(
            self._name(value, at),
            self._texts(value, "titles", at),
            self._fitting(value, "color", at, _COLOR, "#RRGGBB") if "color" in value else "#5B6470",
            self._names(value, "sources", at),
            self._names(value, "targets", at),
            self._flag(value, "symmetric", at),
            self._flag(value, "transitive", at),
            self._guideline(value, at),
            self._names(value, "formerly", at),
        )

    def _guideline(self, value: dict[str, Any], at: str) -> Guideline:
        told, at = self._of(value.get("guideline", {}), dict, at, ".guideline"), f"{at}.guideline"
        if not told.keys() & {"text", "include", "exclude", "positive", "negative"}:
            return Guideline(self._texts({"text": told}, "text", at))
        return Guideline(
            self._texts(told, "text", at),
            self._lists(told, "include", at),
            self._lists(told, "exclude", at),
            self._strings(told, "positive", at),
            self._strings(told, "negative", at),
        )

    def _attribute(self, data: object, at: str) -> AttributeSpec:
        value = self._of(data, dict, at)
        kind = self._one_of(value, "type", at, list(AttributeType)) if "type" in value else AttributeType.TEXT
        choices = self._each(value, "choices", at, self._choice) if "choices" in value else ()
        return AttributeSpec(
            self._name(value, at),
            AttributeType(kind or AttributeType.TEXT),
            self._texts(value, "titles", at),
            choices,
            self._flag(value, "required", at),
            self._text(value, "default", at),
            self._names(value, "formerly", at),
        )

    def _choice(self, data: object, at: str) -> Choice:
        if isinstance(data, str):
            return Choice(self._name({"name": data}, at))
        value = self._of(data, dict, at)
        return Choice(self._name(value, at), self._texts(value, "titles", at), self._names(value, "formerly", at))

    def _role(self, data: object, at: str) -> Role:
        value = self._of(data, dict, at)
        return Role(
            self._name(value, at),
            self._texts(value, "titles", at),
            self._names(value, "fillers", at),
            self._flag(value, "required", at),
            self._flag(value, "many", at, default=True),
            self._key(value, at),
            self._names(value, "formerly", at),
        )

    # What must fit together

    def _check(self, schema: Schema) -> None:
        self._once("$.labels", "name", [label.name for label in schema.labels])
        self._once("$.labels", "key", [label.key for label in schema.labels if label.key and not label.archived])
        self._once("$.relations", "name", [relation.name for relation in schema.relations])
        known = {label.name for label in schema.labels}
        for i, label in enumerate(schema.labels):
            at = f"$.labels[{i}]"
            self._check_parent(schema, label, at)
            for j, spec in enumerate(label.attributes):
                self._check_choices(spec, f"{at}.attributes[{j}]")
            self._once(f"{at}.attributes", "name", [spec.name for spec in label.attributes])
            self._once(f"{at}.roles", "name", [role.name for role in label.roles])
            if label.roles:
                self._once(f"{at}.roles", "key", [role.key for role in _roles_with(schema, label) if role.key])
            if label.roles and label.kind is not Kind.EVENT:
                self._fault(f"{at}.roles", _("nothing: only events have roles"))
            for j, role in enumerate(label.roles):
                self._known(f"{at}.roles[{j}].fillers", role.fillers, known)
        for i, relation in enumerate(schema.relations):
            self._known(f"$.relations[{i}].sources", relation.sources, known)
            self._known(f"$.relations[{i}].targets", relation.targets, known)

    def _check_parent(self, schema: Schema, label: Label, at: str) -> None:
        if not label.parent:
            return
        parent = schema.label(label.parent)
        if parent is None:
            self._known(f"{at}.parent", (label.parent,), {known.name for known in schema.labels})
        elif schema.label(list(schema.lineage(label.name))[-1].parent) is not None:
            self._fault(f"{at}.parent", _("a label that is not its own subtype"))
        elif parent.kind is not label.kind:
            self._fault(f"{at}.parent", _("a label of the same kind"))

    def _check_choices(self, spec: AttributeSpec, at: str) -> None:
        has_choices = spec.type in (AttributeType.ONE, AttributeType.SEVERAL)
        if has_choices and not spec.choices:
            self._fault(f"{at}.choices", _("a list of choices"))
        elif not has_choices and spec.choices:
            self._fault(f"{at}.choices", _("nothing: only one_of and several_of have choices"))
        self._once(f"{at}.choices", "name", [choice.name for choice in spec.choices])
        from annotator.model.attributes import faults_of, split

        for fault in faults_of(spec, split(spec, spec.default)):
            self._fault(f"{at}.default", fault)

    def _once(self, at: str, what: str, values: list[str]) -> None:
        if len(set(values)) == len(values):
            return
        for value in sorted(value for value, count in Counter(values).items() if count > 1):
            self.faults.append(
                _("Schema, {path}: two have the same {what}: “{value}”.").format(path=at, what=what, value=value)
            )

    def _known(self, at: str, names: Iterable[str], known: set[str]) -> None:
        for name in names:
            if name not in known:
                self.faults.append(_("Schema, {path}: there is no label “{label}”.").format(path=at, label=name))

    # Values

    def _fault(self, at: str, wanted: str) -> None:
        self.faults.append(_("Schema, {path}: expected {wanted}.").format(path=at, wanted=wanted))

    def _of(self, data: object, kind: type[_T], *at: object) -> _T:
        """The value at a path, which is put together where there is a fault; an empty value there."""
        if isinstance(data, kind):
            return data
        names: dict[type, str] = {dict: _("an object"), list: _("a list"), str: _("a text"), bool: _("true or false")}
        self._fault("".join(map(str, at)), names[kind])
        return kind()

    def _each(self, value: dict[str, Any], name: str, at: str, read: Callable[[object, str], _T]) -> tuple[_T, ...]:
        found = self._of(value.get(name), list, at, ".", name)
        if len(found) > _MOST_EACH:
            self._fault(f"{at}.{name}", _("a list of at most {most}").format(most=_MOST_EACH))
            return ()
        return tuple(read(one, f"{at}.{name}[{i}]") for i, one in enumerate(found))

    def _text(self, value: dict[str, Any], name: str, at: str) -> str:
        return self._of(value.get(name, ""), str, at, ".", name)

    def _flag(self, value: dict[str, Any], name: str, at: str, *, default: bool = False) -> bool:
        return self._of(value.get(name, default), bool, at, ".", name)

    def _fitting(self, value: dict[str, Any], name: str, at: str, pattern: re.Pattern[str], wanted: str) -> str:
        found = self._of(value.get(name), str, at, ".", name)
        if isinstance(value.get(name), str) and not pattern.fullmatch(found):
            self._fault(f"{at}.{name}", wanted)
        return found

    def _name(self, value: dict[str, Any], at: str) -> str:
        return self._fitting(value, "name", at, _NAME, _("ASCII letters, digits and _ . : -, a letter first"))

    def _key(self, value: dict[str, Any], at: str) -> str:
        found = self._text(value, "key", at).upper()
        if not _KEY.fullmatch(found):
            self._fault(f"{at}.key", _("one Latin letter or digit, or nothing"))
        return found

    def _one_of(self, value: dict[str, Any], name: str, at: str, known: list[Any]) -> str:
        found = self._of(value.get(name), str, at, ".", name)
        if isinstance(value.get(name), str) and found not in known:
            self._fault(f"{at}.{name}", " | ".join(known))
            return ""
        return found

    def _strings(self, value: dict[str, Any], name: str, at: str) -> tuple[str, ...]:
        found = self._of(value.get(name, []), list, at, ".", name)
        return tuple(self._of(one, str, at, ".", name, "[", i, "]") for i, one in enumerate(found))

    def _names(self, value: dict[str, Any], name: str, at: str) -> tuple[str, ...]:
        return self._strings(value, name, at)

    def _texts(self, value: dict[str, Any], name: str, at: str) -> Texts:
        found = self._of(value.get(name, {}), dict, at, ".", name)
        return {
            self._of(language, str, at, ".", name): self._of(text, str, at, ".", name, ".", language)
            for language, text in found.items()
        }

    def _lists(self, value: dict[str, Any], name: str, at: str) -> dict[str, tuple[str, ...]]:
        found = self._of(value.get(name, {}), dict, at, ".", name)
        return {language: self._strings(found, language, f"{at}.{name}") for language in found}
