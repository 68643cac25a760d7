"""The part of the inspector that Suggestions have: which Label, how sure, who proposes it and why, and the decision."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.desktop.plain import escaped, isolated, label, leading, one_line
from annotator.desktop.recommenders import agreeing, because, explained, level_of
from annotator.desktop.theme import Look
from annotator.words import _, ngettext
from annotator.workspace import Suggestion


class SuggestionSection(QWidget):
    """Shows one Suggestion; reports what the annotator decides."""

    accept_asked = Signal(bool)
    """Whether this one alone is meant, and not its group."""
    dismiss_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestion")
        self.setAccessibleName(_("The suggestion"))
        self._swatch = label("", self)
        self._label, self._level = label("", self), label("", self, name="muted")
        self._label.setAlignment(leading())
        self._why, self._also, self._count = (label("", self, name="muted") for _line in range(3))
        for line in (self._why, self._also, self._count):
            line.setWordWrap(True)
            line.setMinimumWidth(40)  # a long word must not widen the panel
        self._count.setObjectName("suggestionCount")
        self.accept = self._button(self.accept_asked, False)
        self.accept.setObjectName("primary")
        self.dismiss = self._button(self.dismiss_asked, False)
        self.accept_one = self._button(self.accept_asked, True)
        self.dismiss_one = self._button(self.dismiss_asked, True)
        head = QHBoxLayout()
        head.addWidget(self._swatch)
        head.addWidget(self._label, 1)
        head.addWidget(self._level)
        buttons = QGridLayout()
        for at, button in enumerate((self.accept, self.dismiss, self.accept_one, self.dismiss_one)):
            buttons.addWidget(button, at // 2, at % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(4)
        column.addLayout(head)
        for line in (self._why, self._also, self._count):
            column.addWidget(line)
        column.addLayout(buttons)

    def _button(self, asked: SignalInstance, single: bool) -> QPushButton:
        button = QPushButton(self)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _on=False: asked.emit(single))
        return button

    def show_suggestion(self, one: Suggestion, count: int, look: Look | None, keys: tuple[str, str]) -> None:
        """Show a Suggestion that is one of `count` in its group; `keys` are those that accept and dismiss."""
        self._swatch.setPixmap(look.swatch() if look is not None else QPixmap())
        self._label.setText(isolated(one_line(look.label.title)) if look is not None else isolated(one_line(one.label)))
        self._level.setText("" if one.type else level_of(one))  # of a date, it stands beside the value
        self._why.setText(because(one))
        self._why.setToolTip(escaped(explained(one.origin)) if explained(one.origin) else "")
        self._also.setText(agreeing(one))
        self._also.setVisible(bool(one.also))
        is_group = count > 1
        self._count.setText(ngettext("{n} place in this article", "{n} places in this article", count))
        self._count.setVisible(is_group)
        accept, dismiss = (isolated(key) for key in keys)
        accept_one, dismiss_one = (isolated(f"Shift+{key}") for key in keys)
        self._tell(self.accept, _("Accept all") if is_group else _("Accept"), accept)
        self._tell(self.dismiss, _("Dismiss all") if is_group else _("Dismiss"), dismiss)
        self._tell(self.accept_one, _("Only this one"), accept_one)
        self._tell(self.dismiss_one, _("Not this one"), dismiss_one)
        for button in (self.accept_one, self.dismiss_one):
            button.setVisible(is_group)
        self.show()

    @staticmethod
    def _tell(button: QPushButton, text: str, key: str) -> None:
        button.setText(text)
        button.setToolTip(escaped(f"{text} ({key})"))
        button.setAccessibleName(text)
