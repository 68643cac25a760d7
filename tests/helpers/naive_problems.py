"""A second checker of what a Schema asks, written from the rules alone: slow, and in another way than the first."""

from __future__ import annotations

from itertools import combinations

from annotator.model.annotation import Relation, Span
from annotator.model.schema import AttributeSpec, AttributeType, Label, Role, Schema

Told = tuple[str, str, str]
"""The Span's uid, the kind of the problem, and the name that it is about."""


def naive_problems(schema: Schema, spans: list[Span], relations: list[Relation]) -> set[Told]:
    labels = {label.name: label for label in schema.labels}
    found: set[Told] = set()
    for span in spans:
        family = _family(labels, span.label)
        if labels[span.label].abstract:
            found.add((span.uid, "group_marked", span.label))
        specs = {spec.name: spec for label in reversed(family) for spec in label.attributes}
        said = {one.name for one in span.attributes}
        found |= {(span.uid, "attribute_unknown", name) for name in said - set(specs)}
        for spec in specs.values():
            values = [one.value for one in span.attributes if one.name == spec.name]
            if spec.required and not "".join(values):
                found.add((span.uid, "attribute_empty", spec.name))
            if not _may_say(spec, values):
                found.add((span.uid, "attribute_wrong", spec.name))
        roles = {role.name: role for label in reversed(family) for role in label.roles}
        found |= _of_arrows(schema, labels, roles, span, spans, relations)
    return found


def _of_arrows(
    schema: Schema,
    labels: dict[str, Label],
    roles: dict[str, Role],
    span: Span,
    spans: list[Span],
    relations: list[Relation],
) -> set[Told]:
    found: set[Told] = set()
    arrows = [one for one in relations if one.source == span.uid]
    is_event = labels[span.label].kind == "event"
    for role in roles.values() if is_event else ():
        count = len([one for one in arrows if one.label == role.name])
        if count == 0 and role.required:
            found.add((span.uid, "role_empty", role.name))
        if count > 1 and not role.many:
            found.add((span.uid, "role_full", role.name))
    known = {label.name: label for label in schema.relations}
    for one in arrows:
        target = next(other for other in spans if other.uid == one.target)
        if target.uid == span.uid:
            found.add((span.uid, "loop", one.label))
        reach = {label.name for label in _family(labels, target.label)}
        own = {label.name for label in _family(labels, span.label)}
        if is_event and one.label in roles:
            wanted = roles[one.label].fillers
            if wanted and not reach & set(wanted):
                found.add((span.uid, "filler_wrong", one.label))
        elif one.label in known:
            label = known[one.label]
            sources, targets = set(label.sources), set(label.targets)
            there = (not sources or own & sources) and (not targets or reach & targets)
            back = label.symmetric and (not sources or reach & sources) and (not targets or own & targets)
            same_kind = labels[span.label].kind == labels[target.label].kind
            if not (there or back) or (label.symmetric and label.transitive and not same_kind):
                found.add((span.uid, "ends_wrong", one.label))
        elif is_event:
            found.add((span.uid, "role_unknown", one.label))
        else:
            found.add((span.uid, "relation_unknown", one.label))
    return found


def _family(labels: dict[str, Label], name: str) -> list[Label]:
    out: list[Label] = []
    while name in labels and labels[name] not in out:
        out.append(labels[name])
        name = labels[name].parent
    return out


def _may_say(spec: AttributeSpec, values: list[str]) -> bool:
    if len(values) > 1 and (spec.type is not AttributeType.SEVERAL or len(set(values)) < len(values)):
        return False
    choices = {choice.name for choice in spec.choices}
    match spec.type:
        case AttributeType.ONE | AttributeType.SEVERAL:
            return all(value in choices for value in values)
        case AttributeType.YES_NO:
            return all(value in ("yes", "no") for value in values)
        case AttributeType.NUMBER:
            return all(_is_number(value) for value in values)
    return (
        all(value and not any(char.isspace() for char in value) for value in values) or spec.type is AttributeType.TEXT
    )


def _is_number(value: str) -> bool:
    whole, _point, rest = value.removeprefix("-").partition(".")
    digits = set("0123456789")
    return bool(whole) and set(whole) <= digits and (not _point or (bool(rest) and set(rest) <= digits))


def naive_chains(spans: list[Span], relations: list[Relation], names: set[str]) -> set[frozenset[str]]:
    """What is the same, by going on joining until nothing changes."""
    groups = [{one.source, one.target} for one in relations if one.label in names and one.source != one.target]
    merging = True
    while merging:
        merging = False
        for here, there in combinations(groups, 2):
            if here & there:
                groups.remove(there)
                here.update(there)
                merging = True
                break
    uids = {span.uid for span in spans}
    return {frozenset(group & uids) for group in groups if len(group & uids) > 1}
