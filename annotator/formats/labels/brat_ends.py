"""Which of our Labels a line of brat's annotation.conf means: by their names, by brat's words for many, or any."""

from __future__ import annotations

from annotator.formats.labels.drafts import unknown
from annotator.formats.labels.remarks import Remarks, in_line
from annotator.model.schema import Kind, Label
from annotator.words import _

ANY, _ENTITY, _EVENT = "<ANY>", "<ENTITY>", "<EVENT>"


class Ends:
    """Which Labels are meant where a line names some."""

    def __init__(self, labels: dict[str, Label], remarks: Remarks) -> None:
        self._labels = labels
        self._remarks = remarks
        self._told: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._parents = {label.parent for label in labels.values()}
        roots = [label for label in labels.values() if not label.parent]
        self._groups = {
            _ENTITY: tuple(label.name for label in roots if label.kind is not Kind.EVENT),
            _EVENT: tuple(label.name for label in roots if label.kind is Kind.EVENT),
            ANY: tuple(label.name for label in roots),
        }

    def each(self, values: tuple[str, ...], line: int) -> tuple[str, ...]:
        """Our names of the Labels that `values` name."""
        if values not in self._told:
            self._told[values] = self._each(values, line)
        return self._told[values]

    def _each(self, values: tuple[str, ...], line: int) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for value in values:
            if group := self._groups.get(value):
                names |= dict.fromkeys(group)
            elif label := self._labels.get(value):
                names[label.name] = None
                if label.name in self._parents:
                    self._remarks.add(_("Where these are named, their subtypes are meant too: {names}."), value)
            else:
                self._remarks.add(unknown(), in_line(value, line))
        return tuple(names)

    def any_or_each(self, values: tuple[str, ...], line: int) -> tuple[str, ...]:
        """The same, and nothing where any Label may stand."""
        return () if ANY in values else self.each(values, line)
