"""An answer that is put together from several: most from one, single fields from others. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from annotator.desktop.bench.answers import Way, taking
from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.model.decision import Choice


@frozen
class Mixture:
    """`base` is the annotator whose answer it begins with, `fields` says for single fields whose is taken instead."""

    base: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def taking(self, name: str, annotator: str) -> Mixture:
        """With one field of another annotator; of the one it begins with, as it was."""
        rest = {field: who for field, who in self.fields.items() if field != name}
        return replace(self, fields=rest if annotator == self.base else rest | {name: annotator})

    def from_way(self, way: Way, shown: frozenset[str]) -> frozenset[str]:
        """Which of the fields that are `shown` come from an answer."""
        taken = {name for name, who in self.fields.items() if who in way.annotators}
        return frozenset(taken | (shown - set(self.fields) if self.base in way.annotators else set()))

    def span(self, spans: Mapping[str, Span]) -> Span:
        """What it makes of the Spans of the annotators."""
        made = spans[self.base]
        for name, who in self.fields.items():
            made = taking(made, name, spans[who])
        return made

    def choice(self) -> Choice:
        """What is to be decided by it."""
        return Choice.take(self.base, fields=self.fields)
