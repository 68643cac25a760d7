"""The strips above the text on the bench: the Article, what may be done with it as a whole, and what all agree on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.desktop.plain import escaped, isolated, joined, label, leading, one_line
from annotator.desktop.theme import Theme, icon
from annotator.model.article import Article
from annotator.words import _, is_right_to_left, ngettext

AGREED_KEY = "Ctrl+Return"
NAMES_KEY = "Ctrl+H"
STRATEGIES_KEY = "Ctrl+Shift+G"
COMPARED_KEY = "Ctrl+Shift+C"


class BenchHeader(QWidget):
    """Shows which Article is decided on and how far one is; reports the buttons."""

    article_step_asked = Signal(int)
    """1 for the next Article with something to decide, -1 for the one before."""
    strategies_asked = Signal()
    compared_asked = Signal()
    """The user wants to say who is compared."""
    names_switched = Signal(bool)
    """Whether the annotators' names are shown."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("articleHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("", self, name="title")
        self._about = label("", self, name="meta")
        for line in (self._title, self._about):
            line.setAlignment(leading())
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._theme = theme
        self.names = self._button("", _("Names"), _("Show or hide who gave which answer"), NAMES_KEY)
        self.names.setCheckable(True)
        self.names.toggled.connect(self.names_switched)
        self.strategies = self._button("", _("Begin with…"), _("Fill the gold version by a rule first"), STRATEGIES_KEY)
        self.strategies.clicked.connect(self.strategies_asked)
        self.compared = self._button("", _("Compared…"), _("Say whose layers are compared"), COMPARED_KEY)
        self.compared.clicked.connect(self.compared_asked)
        self.back = self._button("previous", _("Previous article"), _("The article before"), "Ctrl+Up")
        self.next = self._button("next", _("Next article"), _("The next article with something to decide"), "Ctrl+Down")
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.back.clicked.connect(lambda: self.article_step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.article_step_asked.emit(1))
        self._progress = QProgressBar(self)
        self._progress.setObjectName("thin")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(150)
        self._progress.setAccessibleName(_("Articles that are decided"))
        self._counted = label("", self, name="meta")
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._title)
        texts.addWidget(self._about)
        far = QVBoxLayout()
        far.setSpacing(3)
        far.addWidget(self._counted)
        far.addWidget(self._progress)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(6)
        row.addLayout(texts, 1)
        row.addLayout(far)
        for button in (self.names, self.compared, self.strategies, self.back, self.next):
            row.addWidget(button)

    def _button(self, name: str, text: str, tip: str, key: str) -> QToolButton:
        button = QToolButton(self)
        if name:
            button.setIcon(icon(name, self._theme.ink, is_right_to_left()))
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(escaped(f"{tip} ({isolated(key)})"))
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_article(self, article: Article | None) -> None:
        """Tell which Article is shown, or that there is none."""
        title = one_line(article.title) if article else _("Nothing to decide")
        self._title.setText(isolated(title))
        self._title.setToolTip(escaped(title))
        self._about.setText(joined((one_line(article.source), article.published)) if article else "")

    def show_progress(self, done: int, total: int) -> None:
        """Tell how many of the Articles that several annotated are decided."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)
        self._counted.setText(_("{done} of {all} articles decided").format(done=done, all=total))


class AgreedStrip(QWidget):
    """Offers to take at once what all agree on."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hostsBanner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._told = label("", self)
        self._told.setAlignment(leading())
        self.take = QPushButton(_("Take what all agree on"), self)
        self.take.setObjectName("takeAgreed")
        self.take.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tip = _("Put everything on which all agree into the gold version, in one step")
        self.take.setToolTip(escaped(f"{tip} ({isolated(AGREED_KEY)})"))
        self.take.clicked.connect(self.taken)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 12, 3)
        row.addWidget(self._told, 1)
        row.addWidget(self.take)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._told.text()

    def offer(self, count: int) -> None:
        """Say how many Cases there are that all agree on and that are not in Gold yet; nothing for none."""
        told = ngettext("All agree on {n} case here.", "All agree on {n} cases here.", count)
        self._told.setText(told if count else "")
        self.setVisible(count > 0)
