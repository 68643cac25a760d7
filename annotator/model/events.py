"""Events of a Layer with their arguments, and which Spans may fill a Role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotator.frozen import frozen
from annotator.model.annotation import Relation, Span, reading_order
from annotator.model.problems import is_argument
from annotator.model.schema import Kind, Schema


@frozen
class Event:
    """A trigger with its arguments: the arrows and the Spans that they lead to, in the order of the Roles."""

    trigger: Span
    arguments: tuple[tuple[Relation, Span], ...]


def events(schema: Schema, spans: Iterable[Span], relations: Iterable[Relation]) -> list[Event]:
    """All events of a Layer in the reading order of their triggers."""
    known = {span.uid: span for span in spans}
    leaving: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        leaving[relation.source].append(relation)
    triggers = (span for span in known.values() if schema.kind(span.label) is Kind.EVENT)
    return [event_of(schema, span, leaving[span.uid], known) for span in sorted(triggers, key=reading_order)]


def event_of(schema: Schema, trigger: Span, arrows: Iterable[Relation], spans: Mapping[str, Span]) -> Event:
    """The event of a trigger. `arrows` are the Relations that begin at it, `spans` the Spans of the Layer by uid."""
    order = {role.name: number for number, role in enumerate(schema.roles_of(trigger.label))}
    found = [
        (one, spans[one.target]) for one in arrows if one.target in spans and is_argument(schema, one, trigger.label)
    ]
    found.sort(key=lambda pair: (order.get(pair[0].label, len(order)), reading_order(pair[1])))
    return Event(trigger, tuple(found))


def fillers(
    schema: Schema, spans: Iterable[Span], relations: Iterable[Relation], trigger: str, role: str
) -> list[Span]:
    """The Spans that may fill a Role of an event and do not yet: those that are no argument of it before those that
    are, each nearest to the trigger first (in code points between them), the earlier one where two are as near."""
    held = list(spans)
    event = next((span for span in held if span.uid == trigger), None)
    wanted = schema.role(event.label, role) if event else None
    if event is None or wanted is None:
        return []
    arrows = [one for one in relations if one.source == trigger and is_argument(schema, one, event.label)]
    taken = {one.target for one in arrows}
    here = {one.target for one in arrows if one.label == role} | {trigger}
    able = [span for span in held if span.uid not in here and schema.may_fill(wanted, span.label)]
    return sorted(able, key=lambda span: (span.uid in taken, distance(event, span), reading_order(span)))


def partners(schema: Schema, spans: Iterable[Span], source: str, relation: str) -> list[Span]:
    """The Spans to which a Relation may lead from the Span `source`, the nearest first."""
    held = list(spans)
    here, label = next((span for span in held if span.uid == source), None), schema.relation(relation)
    if here is None or label is None:
        return []
    able = [span for span in held if span.uid != source and schema.may_relate(label, here.label, span.label)]
    return sorted(able, key=lambda span: (distance(here, span), reading_order(span)))


def distance(one: Span, other: Span) -> int:
    """How many code points lie between two Spans; 0 where they touch or overlap."""
    return max(other.start - one.end, one.start - other.end, 0)
