"""What the Schema asks of a Layer and the Layer does not have yet, or has and may not: told, never forbidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from annotator.frozen import frozen
from annotator.model.annotation import Relation, Span, reading_order
from annotator.model.attributes import faults_of, values_of
from annotator.model.schema import AttributeSpec, Kind, Label, RelationLabel, Role, Schema
from annotator.words import _


class ProblemKind(StrEnum):
    """What is missing or forbidden."""

    GROUP_MARKED = "group_marked"
    ROLE_EMPTY = "role_empty"
    ROLE_FULL = "role_full"
    ROLE_UNKNOWN = "role_unknown"
    FILLER_WRONG = "filler_wrong"
    ATTRIBUTE_EMPTY = "attribute_empty"
    ATTRIBUTE_WRONG = "attribute_wrong"
    ATTRIBUTE_UNKNOWN = "attribute_unknown"
    RELATION_UNKNOWN = "relation_unknown"
    ENDS_WRONG = "ends_wrong"
    LOOP = "loop"


@frozen
class Problem:
    """One thing about the Span called `span`: `name` is that of a Role, an Attribute, a Relation label or the Label,
    `more` what else the sentence needs, `relation` the uid of the arrow that is wrong, if it is one."""

    span: str
    kind: ProblemKind
    name: str
    more: str = ""
    relation: str = ""


def is_argument(schema: Schema, relation: Relation, source_label: str) -> bool:
    """Whether a Relation from a Span of this Label is an event's argument: its label is a Role of the event, or the
    Schema has no Relation label of that name."""
    if schema.kind(source_label) is not Kind.EVENT:
        return False
    return schema.role(source_label, relation.label) is not None or schema.relation(relation.label) is None


def problems(schema: Schema, spans: Iterable[Span], relations: Iterable[Relation]) -> list[Problem]:
    """Everything of a Layer that is not as the Schema asks, in the reading order of the Spans; Spans with a Label that
    the Schema does not have are passed over, for `annotator.model.check` names them."""
    marked = sorted(spans, key=reading_order)
    labels = {span.uid: span.label for span in marked}
    leaving: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        leaving[relation.source].append(relation)
    found: list[Problem] = []
    for span in marked:
        if schema.label(span.label) is not None:
            found += _of_label(schema, span)
            found += _of_attributes(schema.attributes_of(span.label), span)
            found += _of_arrows(schema, span, leaving[span.uid], labels)
    return found


def _of_label(schema: Schema, span: Span) -> Iterator[Problem]:
    label = schema.label(span.label)
    if label is not None and label.abstract:
        yield Problem(span.uid, ProblemKind.GROUP_MARKED, span.label)


def _of_attributes(specs: tuple[AttributeSpec, ...], span: Span) -> Iterator[Problem]:
    for spec in specs:
        values = values_of(span.attributes, spec.name)
        if spec.required and not any(values):
            yield Problem(span.uid, ProblemKind.ATTRIBUTE_EMPTY, spec.name)
        for wanted in dict.fromkeys(faults_of(spec, values)):
            yield Problem(span.uid, ProblemKind.ATTRIBUTE_WRONG, spec.name, wanted)
    known = {spec.name for spec in specs}
    for name in dict.fromkeys(one.name for one in span.attributes if one.name not in known):
        yield Problem(span.uid, ProblemKind.ATTRIBUTE_UNKNOWN, name)


def _of_arrows(schema: Schema, span: Span, arrows: list[Relation], labels: dict[str, str]) -> Iterator[Problem]:
    arguments = {one.uid for one in arrows if is_argument(schema, one, span.label)}
    filled = Counter(one.label for one in arrows if one.uid in arguments)
    for role in schema.roles_of(span.label):
        yield from _of_role(role, span, filled[role.name])
    for one in arrows:
        if one.target == span.uid:
            yield Problem(span.uid, ProblemKind.LOOP, one.label, relation=one.uid)
        target = labels.get(one.target, "")
        if one.uid in arguments:
            yield from _of_argument(schema, span, one, target)
        else:
            yield from _of_relation(schema, span, one, target)


def _of_role(role: Role, span: Span, filled: int) -> Iterator[Problem]:
    if role.required and not filled:
        yield Problem(span.uid, ProblemKind.ROLE_EMPTY, role.name)
    if filled > 1 and not role.many:
        yield Problem(span.uid, ProblemKind.ROLE_FULL, role.name, str(filled))


def _of_argument(schema: Schema, span: Span, one: Relation, target: str) -> Iterator[Problem]:
    role = schema.role(span.label, one.label)
    if role is None:
        yield Problem(span.uid, ProblemKind.ROLE_UNKNOWN, one.label, span.label, one.uid)
    elif not schema.may_fill(role, target):
        yield Problem(span.uid, ProblemKind.FILLER_WRONG, one.label, target, one.uid)


def _of_relation(schema: Schema, span: Span, one: Relation, target: str) -> Iterator[Problem]:
    label = schema.relation(one.label)
    if label is None:
        yield Problem(span.uid, ProblemKind.RELATION_UNKNOWN, one.label, relation=one.uid)
    elif not schema.may_relate(label, span.label, target):
        yield Problem(span.uid, ProblemKind.ENDS_WRONG, one.label, target, one.uid)


def told(problem: Problem, schema: Schema, label: str) -> str:
    """The Problem of a Span with this Label, in a sentence."""
    name, more = _title(problem, schema, label), problem.more
    match problem.kind:
        case ProblemKind.GROUP_MARKED:
            text = _("{name} only groups other labels; choose one of them")
        case ProblemKind.ROLE_EMPTY:
            text = _("“{name}” is not filled yet")
        case ProblemKind.ROLE_FULL:
            text = _("“{name}” is filled {more} times; once is allowed")
        case ProblemKind.ROLE_UNKNOWN:
            text = _("{more} has no role “{name}”")
        case ProblemKind.FILLER_WRONG:
            text = _("{more} may not fill “{name}”")
        case ProblemKind.ATTRIBUTE_EMPTY:
            text = _("“{name}” is not said yet")
        case ProblemKind.ATTRIBUTE_WRONG:
            text = _("“{name}” must be: {more}")
        case ProblemKind.ATTRIBUTE_UNKNOWN:
            text = _("the schema has no attribute “{name}” here")
        case ProblemKind.RELATION_UNKNOWN:
            text = _("the schema has no relation “{name}”")
        case ProblemKind.ENDS_WRONG:
            text = _("“{name}” may not lead from here to {more}")
        case ProblemKind.LOOP:
            text = _("“{name}” leads back to where it begins")
    return text.format(name=name, more=more)


def _title(problem: Problem, schema: Schema, label: str) -> str:
    """What people call that which the Problem names; an Attribute, a Role and a Relation label may share a name."""
    name = problem.name
    match problem.kind:
        case ProblemKind.GROUP_MARKED:
            found: Label | AttributeSpec | Role | RelationLabel | None = schema.label(name)
        case ProblemKind.ATTRIBUTE_EMPTY | ProblemKind.ATTRIBUTE_WRONG | ProblemKind.ATTRIBUTE_UNKNOWN:
            found = next((spec for spec in schema.attributes_of(label) if spec.name == name), None)
        case ProblemKind.LOOP:
            found = schema.role(label, name) or schema.relation(name)
        case ProblemKind.RELATION_UNKNOWN | ProblemKind.ENDS_WRONG:
            found = schema.relation(name)
        case _:
            found = schema.role(label, name)
    return found.title if found else name
