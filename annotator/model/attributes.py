"""What the Attributes of a Span say, and whether they may say it.

A Span has one Attribute a value: `several_of` has as many of the same name as choices were made. Yes and no are `yes`
and `no`; a number is written as Python writes it, with ASCII digits and a point; a date is a TIMEX3 value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from annotator.model.annotation import Attribute
from annotator.model.schema import AttributeSpec, AttributeType, Choice
from annotator.words import _

YES, NO = "yes", "no"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
DATE = re.compile(r"\S{1,40}")
"""Anything without white space; what is a TIMEX3 value, `annotator.arabic.timex` knows."""


def values_of(attributes: Iterable[Attribute], name: str) -> tuple[str, ...]:
    """What the Attribute called `name` says, each of its values."""
    return tuple(attribute.value for attribute in attributes if attribute.name == name)


def with_values(attributes: Iterable[Attribute], name: str, values: Iterable[str]) -> tuple[Attribute, ...]:
    """The Attributes with these values of the one called `name`, in the place where it stood, or at the end."""
    before = list(attributes)
    at = next((i for i, attribute in enumerate(before) if attribute.name == name), len(before))
    others = [[attribute for attribute in part if attribute.name != name] for part in (before[:at], before[at:])]
    return tuple(chain(others[0], (Attribute(name, value) for value in values), others[1]))


def split(spec: AttributeSpec, text: str) -> tuple[str, ...]:
    """The values in a text in which those of `several_of` have commas between them."""
    if spec.type is AttributeType.SEVERAL:
        return tuple(value.strip() for value in text.split(",") if value.strip())
    return (text,) if text else ()


def defaults(specs: Iterable[AttributeSpec]) -> tuple[Attribute, ...]:
    """What a new Span gets by itself."""
    return tuple(Attribute(spec.name, value) for spec in specs for value in split(spec, spec.default))


def faults_of(spec: AttributeSpec, values: tuple[str, ...]) -> Iterator[str]:
    """Why an Attribute may not have these values, each reason in words that name what is expected."""
    if len(values) > 1 and spec.type is not AttributeType.SEVERAL:
        yield _("one value")
    if len(set(values)) < len(values):
        yield _("each value once")
    known = {choice.name for choice in spec.choices}
    for value in values:
        match spec.type:
            case AttributeType.ONE | AttributeType.SEVERAL if value not in known:
                yield _("one of {known}").format(known=", ".join(choice.name for choice in spec.choices))
            case AttributeType.YES_NO if value not in (YES, NO):
                yield _("yes or no")
            case AttributeType.NUMBER if not NUMBER.fullmatch(value):
                yield _("a number")
            case AttributeType.DATE if not DATE.fullmatch(value):
                yield _("a date")


def choices_of(spec: AttributeSpec) -> tuple[Choice, ...]:
    """What there is to choose from; yes and no are choices too."""
    if spec.type is AttributeType.YES_NO:
        return Choice(YES, {"ar": "نعم", "en": "Yes"}), Choice(NO, {"ar": "لا", "en": "No"})
    return spec.choices


def toggled(spec: AttributeSpec, values: tuple[str, ...], choice: str) -> tuple[str, ...]:
    """The values after a choice was pressed: one more or fewer of several, else that one or none."""
    if spec.type is not AttributeType.SEVERAL:
        return () if values == (choice,) else (choice,)
    if choice in values:
        return tuple(value for value in values if value != choice)
    order = [known.name for known in spec.choices]
    return tuple(sorted((*values, choice), key=lambda name: order.index(name) if name in order else len(order)))
