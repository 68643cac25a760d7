"""Two Articles beside each other, with the words marked that only one of them has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.dataset.differences import Difference, differences
from annotator.desktop.background import run_beside
from annotator.desktop.dialogs.compared import ComparedPane
from annotator.desktop.dialogs.duplicate_tables import Findings
from annotator.desktop.plain import escaped
from annotator.desktop.theme import Theme
from annotator.words import _

AT_ONCE = 10_000
"""Characters of two Articles that are compared while one waits; longer ones are compared beside the window."""

Read = Callable[[str], str | None]
"""Reads the text of an Article by its uid; None for one that is not there any more."""


class Comparison(QWidget):
    """Shows two Articles and goes from one difference to the next."""

    def __init__(self, read: Read, theme: Theme, font: tuple[str, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._differences: list[Difference] = []
        self._place = -1
        self.panes = (
            ComparedPane(_("First article"), theme, font, self),
            ComparedPane(_("Second article"), theme, font, self),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 0)
        layout.setSpacing(14)
        for pane in self.panes:
            layout.addWidget(pane, 1)
        self.buttons = (
            self._button(_("Previous difference"), "Shift+F3", -1),
            self._button(_("Next difference"), "F3", 1),
        )
        """For those who look at the differences one by one; whoever shows the Articles places them."""

    def _button(self, text: str, keys: str, way: int) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setShortcut(QKeySequence(keys))
        shown = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(escaped(f"{text} ({shown})"))
        button.clicked.connect(lambda: self.step(way))
        return button

    def show_pair(self, pair: tuple[str, ...], findings: Findings) -> None:
        """Show two Articles by uid, and mark what differs; nothing for less than two."""
        if pair == tuple(pane.uid for pane in self.panes):
            return
        texts: list[str] = []
        for pane, uid in zip(self.panes, pair if len(pair) == len(self.panes) else ("", ""), strict=True):
            entry = findings.entry(uid)
            text = self._read(uid) if entry is not None else None
            if entry is None or text is None:
                pane.clear()
            else:
                texts.append(text)
                pane.show_article(uid, text, entry, findings.splits.get(uid, ""))
        self._keep([])
        if len(texts) == len(self.panes):
            self._compare(pair, *texts)

    def tell(self, findings: Findings) -> None:
        """Say again what is known of the Articles."""
        for pane in self.panes:
            entry = findings.entry(pane.uid)
            if entry is not None:
                pane.tell(entry, findings.splits.get(pane.uid, ""))

    def step(self, way: int) -> None:
        """Go to the next place that differs, or the one before; around the corner at the ends."""
        if self._differences:
            before_all = -1 if way > 0 else 0
            self._place = ((self._place if self._place >= 0 else before_all) + way) % len(self._differences)
            for pane in self.panes:
                pane.go_to(self._place)

    def _compare(self, pair: tuple[str, ...], first: str, second: str) -> None:
        def show(found: list[Difference]) -> None:
            if pair == tuple(pane.uid for pane in self.panes):  # and nothing else was chosen meanwhile
                self._keep(found)
                self.panes[0].mark([one.first for one in found])
                self.panes[1].mark([one.second for one in found])

        if len(first) + len(second) <= AT_ONCE:
            show(differences(first, second))
        else:
            run_beside(self, "", lambda _progress: differences(first, second), show, _fly, is_quiet=True)

    def _keep(self, found: list[Difference]) -> None:
        self._differences, self._place = found, -1
        for button in self.buttons:
            button.setEnabled(bool(found))


def _fly(error: Exception) -> None:
    raise error
