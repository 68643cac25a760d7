"""All keys and gestures on one page."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.desktop.fitting import open_at
from annotator.desktop.plain import isolated, label, leading
from annotator.words import _


def gestures() -> list[tuple[str, list[tuple[str, str]]]]:
    """Headings, each with keys or gestures and what they do."""
    return [
        (
            _("With the mouse"),
            [
                (_("Drag"), _("take whole words in hand, without punctuation and proclitics")),
                (_("Alt or Shift + drag"), _("take exactly the letters that you drag over")),
                (_("Ctrl + drag"), _("add a fragment to the chosen span, or to the range in hand")),
                (_("Double-click"), _("take a word in hand")),
                (_("Click"), _("choose a span; click again for the span around it")),
            ],
        ),
        (
            _("Labels"),
            [
                (_("A label's key"), _("mark what is in hand, or relabel the chosen span")),
                (_("A label's key, with nothing in hand"), _("take the label in hand: each drag then marks at once")),
                (_("' (ط)"), _("cut و ف ب ل ك off the name, more of them, or put them back")),
                ("Esc", _("let go of the range, then of the span, then of the label")),
            ],
        ),
        (
            _("With the keyboard alone"),
            [
                (_("Arrows"), _("walk from word to word, and from line to line")),
                (_("Shift + arrows"), _("take more words in hand; on a chosen span: move its end by a letter")),
                (_("Ctrl + Shift + arrows"), _("move the end by a letter")),
                (_("Ctrl + arrows"), _("move the beginning by a letter")),
                ("Tab, Shift + Tab", _("choose the next span, the one before")),
                ("Enter", _("choose the span at the word cursor, then the one around it")),
                ("Delete", _("delete the chosen span")),
                ("R", _("show every occurrence of the name")),
                ("Ctrl + M", _("write a note on the chosen span")),
                ("F6", _("go on to the next panel")),
            ],
        ),
        (
            _("Events, relations, attributes"),
            [
                ("1 … 9", _("on a chosen event: pick a filler for that role; the next digit takes it and goes on")),
                (_("Arrows, Enter"), _("aim at another span that fits, take it")),
                (_("Click, drag"), _("take that span; mark these words and take them")),
                ("/", _("draw a relation from the chosen span; digits choose which")),
                ("=, +, -", _("join the span to the last chain, begin a chain, leave it")),
                ("F3, 1 … 9", _("take the next attribute in hand, toggle its choices")),
                ("F2", _("show the guideline of the label in hand")),
                ("Ctrl + Shift + E", _("draw the arguments of all events, or of the chosen one")),
                ("Ctrl + Shift + B", _("change the labels of the project")),
            ],
        ),
        (
            _("Suggestions"),
            [
                ("Enter", _("accept all places of the name; after a mark by hand: mark its other places too")),
                (_("X, or Delete"), _("dismiss all places of the name")),
                (_("A label's key"), _("accept them under that label")),
                (_("Shift + one of these"), _("decide about this place alone")),
                (_("Shift + arrows"), _("accept this place alone and move its end by a letter")),
                ("Tab", _("after a decision: on to the next name that is not decided")),
                ("Ctrl + Shift + U", _("hide or show suggestions")),
                ("Ctrl + Shift + S", _("say who proposes, and how sure suggestions have to be")),
            ],
        ),
        (
            _("Dates"),
            [
                ("1, 2, 3", _("choose another value of the chosen date")),
                ("Ctrl + Shift + A", _("accept all certain dates of the article")),
                ("Ctrl + Shift + T", _("set the publication date")),
            ],
        ),
        (
            _("Adjudication"),
            [
                ("Ctrl + J", _("decide where annotators differ; Ctrl + Shift + J lists where")),
                ("A, B, C …", _("take the answer of that annotator; 1, 2, 3 … do so too")),
                (_("Space"), _("take all answers")),
                ("E, N, S, K", _("edit, nothing, skip, keep what stands in gold")),
                ("R", _("write a reason; Enter keeps it")),
                (_("Arrows, Tab"), _("next case, the case before; Enter: the next open one")),
                ("Ctrl + Enter", _("take what all agree on")),
                ("Ctrl + H", _("show or hide the annotators' names")),
                ("Ctrl + Z", _("take the last decision back")),
            ],
        ),
        (
            _("Articles"),
            [
                ("Ctrl + Down, Ctrl + Up", _("next article, previous article")),
                ("Ctrl + Enter", _("done, and on to the next")),
                ("Ctrl + K, Ctrl + G", _("skip, flag")),
                ("Ctrl + F", _("find words in this article or in the whole project; Enter goes there, Esc closes")),
                ("Ctrl + Z, Ctrl + Shift + Z", _("undo, redo: across articles and days")),
            ],
        ),
    ]


class KeysDialog(QDialog):
    """Shows `gestures`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys and gestures"))
        open_at(self, 640, 620)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for heading, lines in gestures():
            grid.addWidget(label(heading, inside, name="section"), row, 0, 1, 2)
            row += 1
            for key, meaning in lines:
                shown = label(isolated(key), inside)
                # Latin names of keys begin at the right as well where everything else does.
                shown.setAlignment(leading())
                grid.addWidget(shown, row, 0)
                told = label(meaning, inside, name="muted")
                told.setWordWrap(True)
                grid.addWidget(told, row, 1)
                row += 1
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(scroll)
        layout.addWidget(buttons)
