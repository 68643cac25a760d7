"""The strip above the Article: its title and origin, its status, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.desktop.cut_line import CutLine
from annotator.desktop.plain import escaped, isolated, one_line
from annotator.desktop.theme import Theme, icon
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.words import _, is_right_to_left


class ArticleHeader(QWidget):
    """Shows an Article's title and status, and reports the buttons."""

    status_asked = Signal(object)
    """A `Status` that the annotator gives the Article; asking for the one it has takes it back."""
    step_asked = Signal(int)
    """1 for the next Article, -1 for the one before."""
    published_asked = Signal()
    """The annotator wants to say when the Article was published."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = CutLine("title", self)
        self._about = CutLine("meta", self)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._title)
        texts.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 8)
        row.addLayout(texts, 1)
        self._undated = self._button("calendar", _("Set the publication date"), "Ctrl+Shift+T", theme)
        self._undated.setIcon(icon("calendar", theme.warning))
        self._undated.setObjectName("undated")
        # It comes and goes with the Articles: a narrow window must not grow by its words.
        self._undated.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._undated.setMinimumWidth(34)
        self._undated.hide()
        self._undated.clicked.connect(self.published_asked)
        row.addWidget(self._undated)
        self._buttons: dict[Status, QToolButton] = {}
        for status, name, text, shortcut in (
            (Status.DONE, "done", _("Done"), "Ctrl+Return"),
            (Status.SKIPPED, "skip", _("Skip"), "Ctrl+K"),
            (Status.FLAGGED, "flag", _("Flag"), "Ctrl+G"),
        ):
            button = self._button(name, text, shortcut, theme)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, status=status: self.status_asked.emit(status))
            self._buttons[status] = button
            row.addWidget(button)
        for way, name, text, shortcut in (
            (-1, "previous", _("Previous"), "Ctrl+Up"),
            (1, "next", _("Next"), "Ctrl+Down"),
        ):
            button = self._button(name, text, shortcut, theme)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.clicked.connect(lambda _on=False, way=way: self.step_asked.emit(way))
            row.addWidget(button)

    def _button(self, name: str, text: str, shortcut: str, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        mirrored = is_right_to_left() and name in ("next", "previous", "skip")
        button.setIcon(icon(name, theme.ink, mirrored))
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(f"{text} ({isolated(shortcut)})")
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_article(self, article: Article | None) -> None:
        title = one_line(article.title) if article else ""
        self._title.show_text(title)
        self._title.setToolTip(escaped(title) if title else "")
        about = (one_line(article.source), isolated(article.published) if article.published else "") if article else ()
        self._about.show_text(" · ".join(part for part in about if part))
        self._undated.setVisible(article is not None and not article.published)
        self.setEnabled(article is not None)

    def show_status(self, status: Status, comment: str) -> None:
        for known, button in self._buttons.items():
            button.setChecked(known is status)
        flag = self._buttons[Status.FLAGGED]
        flag.setToolTip(escaped(comment) if comment else _("Flag") + f" ({isolated('Ctrl+G')})")
