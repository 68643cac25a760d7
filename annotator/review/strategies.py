"""Rules that decide Cases without anybody looking at them, as a start.

What all say alike is taken by every rule. What a rule cannot decide it leaves open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.model.annotation import Relation, Span
from annotator.model.attributes import values_of
from annotator.model.decision import ATTRIBUTE, NONE, Choice, Field
from annotator.review.cases import Case
from annotator.words import _

T = TypeVar("T")

AGREED = "agreed"
"""What a Decision has in `how` that took what all say."""


class Rule(StrEnum):
    """How a strategy decides."""

    UNANIMOUS = "unanimous"
    """What all say; nothing else is decided."""
    MAJORITY = "majority"
    """What more than half of those who were asked say: the same Spans, or that there are none. Where more than half
    have the same range and Label and differ in what they say of it, each field is what more than half of these say."""
    UNION = "union"
    """Everything that anyone has marked: each range with each Label once. Left open where those who have marked the
    same range with the same Label say different things of it."""
    FIRST = "first"
    """What one annotator says, also where that is nothing. Left open where that one was not asked."""


@frozen
class Strategy:
    """A rule; `annotator` is whose Answers come first, for the rule that asks."""

    rule: Rule
    annotator: str = ""

    def __str__(self) -> str:
        return f"{self.rule}:{self.annotator}" if self.annotator else self.rule.value


def strategy_named(text: str) -> Strategy:
    """The strategy called `unanimous`, `majority`, `union` or `first:NAME`; raises BadInput."""
    rule, colon, name = text.partition(":")
    if rule not in set(Rule) or (rule == Rule.FIRST) is not bool(colon and name.strip()) or (colon and not name):
        told = _("“{name}” is no strategy; there are: unanimous, majority, union and first:NAME")
        raise BadInput(told.format(name=text))
    return Strategy(Rule(rule), " ".join(name.split()))


def choice_of(strategy: Strategy, case: Case) -> Choice | None:
    """What a strategy chooses in a Case; None where it cannot decide."""
    if strategy.rule is Rule.FIRST and case.answer(strategy.annotator):
        return Choice.take(strategy.annotator)
    if case.is_agreed:
        return agreed(case)
    match strategy.rule:
        case Rule.UNANIMOUS | Rule.FIRST:
            return None
        case Rule.MAJORITY:
            return _majority(case)
        case Rule.UNION:
            return _union(case)


def agreed(case: Case) -> Choice:
    """The Choice of what all say: of the first who says it, for in chains some say it by other arrows."""
    return Choice.take(next(answer.annotator for answer in case.answers if not answer.is_empty))


def _majority(case: Case) -> Choice | None:
    ways: dict[object, list[str]] = {}
    for answer in case.answers:
        said = tuple(map(_said, answer.spans)), frozenset((one.label, _ends(case, one)) for one in answer.relations)
        ways.setdefault(said, []).append(answer.annotator)
    names = max(ways.values(), key=len)
    if 2 * len(names) > len(case.answers):
        held = case.answer(names[0])
        return NONE if held is None or held.is_empty else Choice.take(names[0])
    return None if case.is_relation else _by_field(case)


def _ends(case: Case, relation: Relation) -> tuple[str, str]:
    return case.end_of(relation.source), case.end_of(relation.target)


def _by_field(case: Case) -> Choice | None:
    """What a majority has marked with the same range and Label, and a majority of these says of it."""
    marked = {answer.annotator: answer.spans[0] for answer in case.answers if len(answer.spans) == 1}
    place = most((span.label, span.fragments) for span in marked.values())
    held = {name: span for name, span in marked.items() if (span.label, span.fragments) == place}
    if 2 * len(held) <= len(case.answers):
        return None
    base = next(iter(held))
    fields: dict[str, str] = {}
    names = dict.fromkeys(one.name for span in held.values() for one in span.attributes)
    asked: dict[str, Callable[[Span], object]] = {
        Field.VALUE.value: lambda span: (span.type, span.value),
        Field.NOTE.value: lambda span: span.note,
    }
    asked |= {f"{ATTRIBUTE}{name}": _asking(name) for name in names}
    for field, ask in asked.items():
        said = {name: ask(span) for name, span in held.items()}
        answer = most(said.values())
        who = [name for name, value in said.items() if value == answer]
        if 2 * len(who) <= len(held):
            return None
        if base not in who:
            fields[field] = who[0]
    return Choice.take(base, fields=fields)


def _asking(name: str) -> Callable[[Span], object]:
    return lambda span: tuple(sorted(values_of(span.attributes, name)))


def _union(case: Case) -> Choice | None:
    said: dict[object, object] = {}
    for answer in case.answers:
        for span in answer.spans:
            if said.setdefault((span.label, span.fragments), _said(span)) != _said(span):
                return None
    return Choice.take(*(answer.annotator for answer in case.answers if not answer.is_empty))


def _said(span: Span) -> object:
    attributes = frozenset(Counter((one.name, one.value) for one in span.attributes).items())
    return span.label, span.fragments, span.type, span.value, attributes, span.note


def most(values: Iterable[T]) -> T | None:
    """The most frequent value, the first of those that are as frequent; None where there are none."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None
