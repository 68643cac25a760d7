"""Decisions: what the lead answers in a Case, and what of it stands in Gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from annotator.frozen import frozen
from annotator.model.annotation import Relation, Span


class Verb(StrEnum):
    """What is done in a Case."""

    TAKE = "take"
    """What one annotator says, or several, goes into Gold."""
    NONE = "none"
    """Nothing goes into Gold."""
    EDIT = "edit"
    """What the lead has written goes into Gold."""
    KEEP = "keep"
    """What stands in Gold stays."""
    SKIP = "skip"
    """Later: Gold stays as it is, and the Case is not decided."""


class Field(StrEnum):
    """What of a Span may be taken from another annotator than the rest."""

    LABEL = "label"
    RANGE = "range"
    VALUE = "value"
    """The type and the value of a date."""
    NOTE = "note"
    ATTRIBUTES = "attributes"


ATTRIBUTE = "attribute:"
"""How the field begins that is one Attribute; its name follows."""


@frozen
class Choice:
    """What is to be done in a Case. `annotators` are those whose Answers are taken, where one says the same twice the
    first counts. `fields` names for a `Field`, or for one Attribute (`attribute:tense`), from whom it is taken
    instead. `spans` and `relations` are what the lead has written; they are kept in Gold alone. The ends of such a
    Relation are Spans of the annotators."""

    verb: Verb
    annotators: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()

    @classmethod
    def take(cls, *annotators: str, fields: Mapping[str, str] | None = None) -> Choice:
        """Take the Answers of these annotators; with `fields`, that of one, and fields of others."""
        return cls(Verb.TAKE, annotators, tuple(sorted((fields or {}).items())))

    @classmethod
    def edited(cls, spans: Iterable[Span]) -> Choice:
        """Take these Spans, which the lead has written; one that has the uid of an annotator's stands for that."""
        return cls(Verb.EDIT, spans=tuple(spans))


NONE, SKIP, KEEP = Choice(Verb.NONE), Choice(Verb.SKIP), Choice(Verb.KEEP)

Made = tuple[tuple[str, str], ...]
"""For each Span or Relation of Gold its uid, and that of the annotator's from which it was made; empty for none."""


@frozen
class Decision:
    """What was decided in the Case `key`, which reached over `[start, end)` in code points.

    `fingerprint` is that of the Case then: where the Case has another one now, the annotators have changed what they
    say, and the Decision is out of date. `made` is what it has put into Gold. `labels` are all that were at issue.
    `how` names the strategy that decided, empty where the lead did it by hand; `by` is the lead. `at` is ISO 8601.
    """

    key: str
    choice: Choice
    start: int
    end: int
    fingerprint: str
    made: Made = ()
    labels: tuple[str, ...] = ()
    how: str = ""
    by: str = ""
    reason: str = ""
    at: str = ""

    @property
    def is_by_hand(self) -> bool:
        return not self.how

    @property
    def is_about_relation(self) -> bool:
        """Whether its Case is about a Relation; the keys of such name two others."""
        return ">" in self.key

    @property
    def is_skipped(self) -> bool:
        return self.choice.verb is Verb.SKIP


_FROM, _AND = "from:", "|"


def origin_of(annotators: Iterable[str]) -> str:
    """What the `origin` of a Gold Span says: who has marked it so.

    >>> origin_of(["omar", "layla"])
    'from:omar|layla'
    """
    return _FROM + _AND.join(annotators)


def origin_named(origin: str, names: Mapping[str, str]) -> str:
    """An `origin` with the annotators under other names, in the order of these; who has none there is left out."""
    if not origin.startswith(_FROM):
        return origin
    return origin_of(sorted(names[name] for name in origin.removeprefix(_FROM).split(_AND) if name in names))


def to_decision_json(decision: Decision) -> dict[str, Any]:
    """The Decision as JSON values; what is as by default is left out."""
    told: dict[str, Any] = {
        "key": decision.key,
        "choice": to_choice_json(decision.choice),
        "start": decision.start,
        "end": decision.end,
        "fingerprint": decision.fingerprint,
    }
    others = {
        "made": decision.made,
        "labels": decision.labels,
        "how": decision.how,
        "by": decision.by,
        "reason": decision.reason,
        "at": decision.at,
    }
    return told | {name: value for name, value in others.items() if value}


def from_decision_json(told: dict[str, Any]) -> Decision:
    """The Decision that `to_decision_json` made this from."""
    made = tuple((gold, source) for gold, source in told.get("made", ()))
    changed = {"choice": from_choice_json(told["choice"]), "made": made, "labels": tuple(told.get("labels", ()))}
    return Decision(**told | changed)


def to_choice_json(choice: Choice) -> dict[str, Any]:
    """The Choice as JSON values, without what the lead has written, which is in Gold."""
    told: dict[str, Any] = {"verb": choice.verb.value}
    told |= {"annotators": list(choice.annotators)} if choice.annotators else {}
    return told | ({"fields": dict(choice.fields)} if choice.fields else {})


def from_choice_json(told: dict[str, Any]) -> Choice:
    """The Choice that `to_choice_json` made this from."""
    fields = tuple(sorted(told.get("fields", {}).items()))
    return Choice(Verb(told["verb"]), tuple(told.get("annotators", ())), fields)
