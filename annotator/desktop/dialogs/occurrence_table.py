"""The occurrences of a name as rows with tick boxes, in groups: not marked, marked otherwise, marked so already."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from annotator.desktop.plain import one_line
from annotator.desktop.ticking.table import Heading, TickTable
from annotator.words import _, ngettext
from annotator.workspace import Occurrence, Standing

_ORDER = (Standing.FREE, Standing.OTHER, Standing.SAME)


class OccurrenceTable(TickTable[Occurrence]):
    """With a Label, what can be marked with it; without one, what can be deleted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[Occurrence] = []
        self._label = ""

    def show(self, found: Iterable[Occurrence], label: str, own: str = "") -> None:
        """Show occurrences as they stand to a Label; an empty one means that Spans are to be deleted, and then those
        with the Label `own` are ticked."""
        self._found, self._label = list(found), label
        groups: dict[Standing, list[Occurrence]] = {standing: [] for standing in _ORDER}
        for occurrence in self._found:
            groups[occurrence.standing(label)].append(occurrence)
        rows: list[Heading[Occurrence] | Occurrence] = []
        for standing in _ORDER:
            if members := groups[standing]:
                rows += [Heading(self._heading(standing, len(members)), members), *members]
        # What is marked otherwise may be right as it is: nobody's work is changed without being asked for.
        if label:
            ticked = [occurrence for occurrence in groups[Standing.FREE] if occurrence.is_sure]
        else:
            ticked = [occurrence for occurrence in groups[Standing.OTHER] if occurrence.labels == (own,)]
        self.fill(self._found, rows, ticked)

    def relabel(self, label: str, own: str = "") -> None:
        """Show the same occurrences as they stand to another Label."""
        self.show(self._found, label, own)

    def can_be(self, member: Occurrence) -> bool:
        return member.standing(self._label) is not Standing.SAME if self._label else bool(member.labels)

    def words(self, member: Occurrence) -> str:
        return one_line(f"{member.left}{member.words}{member.right}")

    def described(self, member: Occurrence) -> str:
        return one_line(member.title)

    def told(self) -> str:
        """What would be done, in words."""
        number = len(self.ticked)
        if self._label:
            return ngettext("Mark {n} occurrence", "Mark {n} occurrences", number)
        return ngettext("Delete {n} span", "Delete {n} spans", number)

    def _heading(self, standing: Standing, size: int) -> str:
        """What a group is called, with its size."""
        told = {
            Standing.FREE: _("Not marked"),
            Standing.OTHER: _("Marked with another label") if self._label else _("Marked"),
            Standing.SAME: _("Marked so already"),
        }[standing]
        return f"{told} ({size})"
