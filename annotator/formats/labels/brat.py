"""Labels from brat's annotation.conf."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from annotator.errors import BadInput
from annotator.formats.labels.brat_ends import ANY, Ends
from annotator.formats.labels.brat_lines import Entry, entries_of
from annotator.formats.labels.drafts import (
    Draft,
    FoundLabels,
    choices_of,
    found,
    labels_of,
    misfitting,
    nothing_like_it,
    relations_of,
    twice,
    unowned,
)
from annotator.formats.labels.names import former, our_names, titles_of
from annotator.formats.labels.remarks import Remarks, check_number, in_line, on_line
from annotator.model.attributes import NO, YES
from annotator.model.schema import AttributeSpec, AttributeType, Kind, Label, RelationLabel, Role, Schema
from annotator.words import _

NAME = "brat"
_RELATION = "<RELATION>"
_TYPE, _DEFAULT = "<REL-TYPE>", "<DEFAULT>"
_OVERLAPS = ("<OVERLAP>", "ENTITY-NESTING")
"""Names in the section of relations that are none: they say which spans may overlap."""

_SYMMETRIC, _TRANSITIVE = "symmetric", "transitive"
_EQUIVALENT = "Equiv"
"""The relation that is symmetric and transitive without saying so, as brat's older files have it."""

_COUNTED = re.compile(r"(.+?)([?*+]|\{(\d{1,4})(?:-(\d{1,4}))?\})?")


def read(text: str, name: str) -> FoundLabels:
    """The labels in `text` as a Schema called `name`. Raises BadInput with the line that is wrong."""
    remarks = Remarks()
    sections: dict[str, list[Entry]] = {"entities": [], "events": [], "relations": [], "attributes": []}
    for entry in entries_of(text, remarks):
        sections[entry.section].append(entry)
    named = [*sections["entities"], *sections["events"]]
    if not named:
        raise BadInput(_("neither its section [entities] nor [events] names a label. Add one"))
    labels = labels_of((_draft(entry) for entry in named), remarks)
    first = {entry.name: entry for entry in reversed(named)}
    _check_arguments(sections["entities"], remarks)
    ends = Ends(labels, remarks)
    relations = _relations(sections["relations"], ends, remarks)
    events = [entry for entry in sections["events"] if first[entry.name] is entry]
    labels |= _with_roles(events, labels, ends, remarks)
    labels |= _with_attributes(sections["attributes"], labels, ends, remarks)
    return found(Schema(name, {}, tuple(labels.values()), tuple(relations.values())), NAME, remarks)


def _draft(entry: Entry) -> Draft:
    kind = Kind.EVENT if entry.section == "events" else None
    return Draft(entry.name, entry.shown, kind, parent=entry.parent, abstract=entry.abstract)


def _check_arguments(entities: Iterable[Entry], remarks: Remarks) -> None:
    for entry in entities:
        for key, _values in entry.arguments:
            remarks.add(nothing_like_it(), in_line(key, entry.line))


# Relations


def _relations(entries: Iterable[Entry], ends: Ends, remarks: Remarks) -> dict[str, RelationLabel]:
    kept: list[Entry] = []
    for entry in entries:
        if entry.parent:
            remarks.add(
                _("Relations have no groups; what stood under these now stands by itself: {names}."), entry.parent
            )
        if entry.name in _OVERLAPS:
            remarks.add(_("Rules about spans that overlap were left out: any spans may."))
        elif not entry.abstract:
            kept.append(entry)
    check_number(len(kept), _("relations"))
    first = {entry.name: entry for entry in reversed(kept)}
    relations = relations_of((Draft(e.name, e.shown) for e in kept if first[e.name] is e), remarks)
    for entry in kept:
        before = relations[entry.name]
        told = _told_ends(entry, before, ends, remarks)
        relations[entry.name] = told if first[entry.name] is entry else _mixed(before, told, remarks)
    return relations


def _told_ends(entry: Entry, relation: RelationLabel, ends: Ends, remarks: Remarks) -> RelationLabel:
    """The relation as one line has it."""
    sides = [(key, values) for key, values in entry.arguments if not key.startswith("<")]
    properties = {_SYMMETRIC, _TRANSITIVE} if entry.name == _EQUIVALENT else set[str]()
    for key, values in entry.arguments:
        if key == _TYPE:
            properties = {part for value in values for part in value.split("-")}
        elif key.startswith("<"):
            remarks.add(nothing_like_it(), in_line(key, entry.line))
    for other in sorted(properties - {_SYMMETRIC, _TRANSITIVE}):
        remarks.add(nothing_like_it(), in_line(other, entry.line))
    if sides and [key for key, _values in sides] != ["Arg1", "Arg2"]:
        keys = ", ".join(key for key, _values in sides)
        remarks.add(
            _("A relation leads from one source to one target; the names of these ends were left out: {names}."),
            f"{entry.name} ({keys})",
        )
    first, second = [*(values for _key, values in sides), (ANY,), (ANY,)][:2]
    return replace(
        relation,
        sources=ends.any_or_each(first, entry.line),
        targets=ends.any_or_each(second, entry.line),
        symmetric=_SYMMETRIC in properties,
        transitive=_TRANSITIVE in properties,
    )


def _mixed(before: RelationLabel, more: RelationLabel, remarks: Remarks) -> RelationLabel:
    """A relation that several lines tell, with every end that one of them allows."""
    sides = []
    for one, other in ((before.sources, more.sources), (before.targets, more.targets)):
        sides.append(tuple(dict.fromkeys(one + other)) if one and other else ())
    if (before.sources, before.targets) != (more.sources, more.targets):
        remarks.add(
            _("These are on several lines with different ends. Now any of the sources goes with any target: {names}."),
            before.name,
        )
    return replace(
        before,
        sources=sides[0],
        targets=sides[1],
        symmetric=before.symmetric or more.symmetric,
        transitive=before.transitive or more.transitive,
    )


# Events


def _with_roles(events: Iterable[Entry], labels: dict[str, Label], ends: Ends, remarks: Remarks) -> dict[str, Label]:
    """The event Labels with their Roles; a Role that a parent has in the same way is not told again."""
    told = list(events)
    keys = (key for entry in told for key, _values in entry.arguments if not key.startswith("<"))
    names = our_names((_counted(key)[0] for key in keys), "Role", remarks)
    having: dict[str, dict[str, Role]] = {}
    found: dict[str, Label] = {}
    for entry in told:
        label = labels[entry.name]
        own = _roles(entry, names, ends, remarks)
        above = having.get(label.parent, {})
        for name in above:
            if name not in own and not entry.abstract:
                remarks.add(
                    _("A subtype has the roles of its parent too, so these were added: {names}."),
                    f"{entry.name}.{name}",
                )
        having[label.name] = above | own
        found[entry.name] = replace(label, roles=tuple(role for role in own.values() if role != above.get(role.name)))
    return found


def _roles(entry: Entry, names: dict[str, str], ends: Ends, remarks: Remarks) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for key, values in entry.arguments:
        if key.startswith("<"):
            remarks.add(nothing_like_it(), in_line(key, entry.line))
            continue
        told, least, most = _counted(key)
        name = names[told]
        if most == 0 or least > most or "{" in told:
            raise on_line(
                entry.line,
                _("“{text}” should say how many with ?, *, +, {{2}} or {{1-3}}, or with nothing").format(text=key),
            )
        if name in roles:
            raise on_line(entry.line, _("the role “{name}” stands there twice. Take one of them out").format(name=told))
        if least > 1 or 1 < most < _MANY:
            remarks.add(
                _("A role is required or not, and for one or for many; these exact numbers were left out: {names}."),
                f"{entry.name}.{key}",
            )
        fillers = ends.any_or_each(values, entry.line)
        titles = titles_of(told, name)
        roles[name] = Role(name, titles, fillers, least > 0, most > 1, formerly=former(told, name))
    return roles


_MANY = 10_000


def _counted(key: str) -> tuple[str, int, int]:
    """A role without what says how many may fill it, and the fewest and the most of them."""
    match = _COUNTED.fullmatch(key)
    assert match is not None, "keys are not empty"
    name, sign, least, most = match.groups()
    if least is not None:
        return name, int(least), int(most or least)
    return name, *{None: (1, 1), "?": (0, 1), "*": (0, _MANY), "+": (1, _MANY)}[sign]


# Attributes


def _with_attributes(
    entries: Iterable[Entry], labels: dict[str, Label], ends: Ends, remarks: Remarks
) -> dict[str, Label]:
    """The Labels with the Attributes that lines give to them; their subtypes have them too."""
    told = [entry for entry in entries if not entry.abstract]
    check_number(len(told), _("attributes"))
    names = our_names((entry.name for entry in told), "Attribute", remarks)
    specs: dict[str, dict[str, AttributeSpec]] = {label.name: {} for label in labels.values()}
    parents = {label.name: label.parent for label in labels.values()}
    for entry in told:
        spec = _spec(entry, names[entry.name], remarks)
        having = _having(entry, ends, remarks)
        for name in having:
            if any(above in having for above in _above(name, parents)):
                continue
            if specs[name].setdefault(spec.name, spec) is not spec:
                remarks.add(twice(), in_line(entry.name, entry.line))
    return {foreign: replace(label, attributes=tuple(specs[label.name].values())) for foreign, label in labels.items()}


def _having(entry: Entry, ends: Ends, remarks: Remarks) -> dict[str, None]:
    """The Labels whose Spans have the Attribute."""
    values = [value for key, values in entry.arguments if key == "Arg" for value in values]
    if _RELATION in values:
        remarks.add(
            _("Only spans have attributes, so those of relations were left out: {names}."),
            in_line(entry.name, entry.line),
        )
    having = dict.fromkeys(ends.each(tuple(value for value in values if value != _RELATION), entry.line))
    if not having:
        remarks.add(unowned(), in_line(entry.name, entry.line))
    return having


def _above(name: str, parents: dict[str, str]) -> Iterable[str]:
    while name := parents[name]:
        yield name


def _spec(entry: Entry, name: str, remarks: Remarks) -> AttributeSpec:
    titles = titles_of(entry.name, name, *entry.shown)
    told: dict[str, tuple[str, ...]] = {}
    for key, values in entry.arguments:
        if key not in ("Arg", "Value", _DEFAULT):
            remarks.add(nothing_like_it(), in_line(key, entry.line))
        elif key in told and key != "Arg":
            remarks.add(twice(), in_line(key, entry.line))
        told.setdefault(key, values)
    choices = choices_of(map(Draft, told.get("Value", ())), remarks)
    default = told.get(_DEFAULT, ("",))[0]
    known = {foreign: choice.name for foreign, choice in choices.items()} or {YES: YES, NO: NO}
    if default and default not in known:
        remarks.add(misfitting(), in_line(default, entry.line))
    return AttributeSpec(
        name,
        AttributeType.ONE if choices else AttributeType.YES_NO,
        titles,
        tuple(choices.values()),
        default=known.get(default, ""),
        formerly=former(entry.name, name),
    )
