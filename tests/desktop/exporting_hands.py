"""What tests do at the export dialog: a project of two annotators, and somebody who exports it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.desktop.dialogs.export.loss_table import ArticleLossTable, PartTable
from annotator.desktop.dialogs.export_dialog import ExportDialog
from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.desktop.hands import Desk
from tests.helpers.builders import put_article, text_article

TEXT = "قالت الرئاسة 🔴 إن محمود عباس وصل إلى بيروت يوم 12 مايو 2024، نقلاً عن لرويترز ."
MINE, OTHERS = "ليلى", "omar"


def news(path: Path) -> str:
    """A project with Layers of two annotators, one of whose Spans nest, have a note, a value and proclitics before
    them; two more Articles are untouched. Returns the uid of the first."""
    with Workspace.create(path, annotator=MINE) as mine:
        first = text_article(TEXT, "لقاء بيروت")
        for article in (first, text_article("خبر آخر"), text_article("<b>خبر</b> ثالث\n", "<b>عنوان</b>\nثانٍ")):
            put_article(mine, article)
        for words, label in (("محمود عباس", "PERS"), ("عباس", "PERS"), ("رويترز", "ORG"), ("12 مايو 2024", "DATE")):
            start = TEXT.index(words)
            span = mine.mark(first.uid, [(start, start + len(words))], label)
            if words == "رويترز":
                mine.note(first.uid, span.uid, "وكالة")
        mine.set_status(first.uid, Status.DONE)
        with Workspace.open(path, OTHERS) as others:
            start = TEXT.index("بيروت")
            others.mark(first.uid, [(start, start + 5)], "GPE")
    return first.uid


class Exporter:
    """Somebody at the export dialog of a desk."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self._qtbot = qtbot
        desk.act("export")
        self.dialog = desk.window.findChildren(ExportDialog)[-1]
        self.wait()

    def wait(self) -> None:
        """Until it is known what would be left behind."""
        counting = self.desk.window.exporting.counting
        self._qtbot.waitUntil(lambda: counting.is_idle, timeout=30_000)

    def choose(self, format_name: str, **boxes: str) -> None:
        """Choose a format, and in boxes by their names what begins with these words."""
        self.dialog.formats.choose(format_name)
        for name, words in boxes.items():
            box = self.box(name)
            assert box.isVisibleTo(self.dialog), name
            found = [at for at in range(box.count()) if words in box.itemText(at)]
            assert found, (words, [box.itemText(at) for at in range(box.count())])
            box.setCurrentIndex(found[0])
        self.wait()

    def box(self, name: str) -> QComboBox:
        found = self.dialog.findChild(QComboBox, name)
        assert found is not None
        return found

    @property
    def target(self) -> QLineEdit:
        found = self.dialog.findChild(QLineEdit, "target")
        assert found is not None
        return found

    @property
    def button(self) -> QPushButton:
        found = self.dialog.findChild(QPushButton, "primary")
        assert found is not None
        return found

    def export(self, target: Path) -> None:
        """Name a file or a folder and press the button; wait for the end."""
        self.target.setText(str(target))
        self.press()

    def press(self) -> None:
        """Press the button; wait for the end."""
        assert self.button.isEnabled()
        self.button.click()
        self._qtbot.waitUntil(lambda: not self.is_writing, timeout=30_000)

    @property
    def is_writing(self) -> bool:
        """Whether a dialog tells how far it is."""
        return bool(self.desk.window.findChildren(QProgressDialog))

    @property
    def is_open(self) -> bool:
        """Whether the dialog still stands there."""
        return isValid(self.dialog) and self.dialog.isVisible()

    @property
    def parts(self) -> list[tuple[str, int]]:
        """The parts that would be left behind with their counts, as they are shown."""
        model = self.dialog.losses.part_view.model()
        assert isinstance(model, PartTable)
        rows = range(1, model.rowCount())
        return [(model.index(row, 0).data(), int(model.index(row, 1).data())) for row in rows]

    @property
    def lines(self) -> list[tuple[str, str, int]]:
        """The Articles, what each would leave behind, and how many of it."""
        model = self.dialog.losses.article_view.model()
        assert isinstance(model, ArticleLossTable)
        told = Qt.ItemDataRole.DisplayRole
        return [
            (model.index(row, 0).data(told), model.index(row, 1).data(told), int(model.index(row, 2).data(told)))
            for row in range(model.rowCount())
        ]
