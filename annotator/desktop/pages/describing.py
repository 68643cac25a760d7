"""Attributes on the annotation page: what the chosen Span says, by mouse and by keys, and what new Spans get."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.ties import KEYS
from annotator.model.annotation import Attribute, Span
from annotator.model.attributes import choices_of, toggled, values_of
from annotator.model.problems import ProblemKind, problems, told
from annotator.model.schema import AttributeSpec

if TYPE_CHECKING:
    from annotator.desktop.panels.attributes import Said


class Describing(QObject):
    """Wires the Attributes of the chosen Span to the Workspace."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self._in_hand: str | None = None
        self._subject = ""
        self._pinned: dict[str, dict[str, tuple[str, ...]]] = {}
        self._is_wired = False

    def for_new(self, label: str) -> tuple[Attribute, ...]:
        """What a new Span of a Label says at once, because it was pinned."""
        pinned = self._pinned.get(label, {})
        return tuple(Attribute(name, value) for name, values in pinned.items() for value in values)

    def show_chosen(self) -> None:
        """Show the Attributes of the chosen Span, if it may have any."""
        span = self._desk.view.chosen
        uid = span.uid if span is not None else ""
        if uid != self._subject:
            self._subject, self._in_hand = uid, None
        shown = [self._said(span, spec) for spec in self._specs(span)] if span is not None else []
        shown += self._strays(span) if span is not None else []
        if shown or self._desk.inspector.has_details:
            section = self._desk.inspector.details.attributes
            if not self._is_wired:
                self._is_wired = True
                section.said.connect(self.say)
                section.pinned.connect(self._pin)
                section.left.connect(self._desk.view.setFocus)
                section.read_date = self._read_date
            section.show_attributes(uid, shown)

    def _specs(self, span: Span | None) -> tuple[AttributeSpec, ...]:
        return self._workspace.schema.attributes_of(span.label) if span is not None else ()

    def _said(self, span: Span, spec: AttributeSpec) -> Said:
        from annotator.desktop.panels.attributes import Said  # here and below, for the start of the window

        schema = self._workspace.schema
        wrong = [one for one in problems(schema, [span], []) if one.name == spec.name and one.kind in _OF_ATTRIBUTES]
        return Said(
            spec,
            values_of(span.attributes, spec.name),
            told(wrong[0], schema, span.label) if wrong else "",
            spec.name in self._pinned.get(span.label, {}),
            spec.name == self._taken(span),
        )

    def _strays(self, span: Span) -> list[Said]:
        """Attributes that the Schema does not know: shown, so that they can be taken away."""
        from annotator.desktop.panels.attributes import Said

        known = {spec.name for spec in self._specs(span)}
        strays = dict.fromkeys(one.name for one in span.attributes if one.name not in known)
        return [Said(AttributeSpec(name), values_of(span.attributes, name)[:1], name) for name in strays]

    def say(self, name: str, values: tuple[str, ...]) -> None:
        """Let an Attribute of the chosen Span say this."""
        span, article = self._desk.view.chosen, self._desk.article
        if span is None or article is None:
            return
        done = self._desk.attempt(lambda: self._workspace.say(article.uid, span.uid, name, values))
        if done and name in self._pinned.get(span.label, {}):
            self._pinned[span.label][name] = values

    def _pin(self, name: str, on: bool) -> None:
        span = self._desk.view.chosen
        if span is None:
            return
        pinned = self._pinned.setdefault(span.label, {})
        if on:
            pinned[name] = values_of(span.attributes, name)
        else:
            pinned.pop(name, None)
        self.show_chosen()

    # The keys

    def _choosable(self, span: Span) -> list[str]:
        return [spec.name for spec in self._specs(span) if choices_of(spec)]

    def _taken(self, span: Span) -> str | None:
        """The Attribute that the keys 1 to 9 are about: the one taken in hand, else the first that has choices; none by
        itself where the digits mean Roles or dates."""
        if self._in_hand is not None:
            return self._in_hand
        schema = self._workspace.schema
        if schema.roles_of(span.label) or self._workspace.is_date(span.label):
            return None
        return next(iter(self._choosable(span)), None)

    def next_in_hand(self) -> None:
        """Take the next Attribute with choices in hand; behind the last one none."""
        span = self._desk.view.chosen
        names = self._choosable(span) if span is not None else []
        if span is None or not names:
            return
        at = names.index(self._in_hand) + 1 if self._in_hand in names else 0
        self._in_hand = names[at] if at < len(names) else None
        self.show_chosen()

    def let_go(self) -> bool:
        """Let go of the Attribute in hand; says whether there was one."""
        held, self._in_hand = self._in_hand, None
        if held is not None:
            self.show_chosen()
        return held is not None

    def take_key_in_hand(self, key: str) -> bool:
        """What a digit does where an Attribute was taken in hand: then it means nothing else."""
        return self._in_hand is not None and self.take_key(key)

    def take_key(self, key: str) -> bool:
        """What a digit does to the Attribute in hand; says whether it did anything."""
        span = self._desk.view.chosen
        name = self._taken(span) if span is not None else None
        spec = next((spec for spec in self._specs(span) if spec.name == name), None)
        if span is None or spec is None or key not in KEYS:
            return False
        choices = choices_of(spec)
        if int(key) > len(choices):
            return False
        self.say(spec.name, toggled(spec, values_of(span.attributes, spec.name), choices[int(key) - 1].name))
        return True

    # Within

    def _read_date(self, text: str) -> str:
        from annotator.arabic.readings import typed

        article = self._desk.article
        try:
            published = date.fromisoformat(article.published[:10]) if article is not None else None
        except ValueError:
            published = None
        return typed(text, published, week_starts=self._workspace.week_starts)[1]


_OF_ATTRIBUTES = (ProblemKind.ATTRIBUTE_EMPTY, ProblemKind.ATTRIBUTE_WRONG)
