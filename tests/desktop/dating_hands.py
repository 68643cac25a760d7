"""What tests of dates in the window share: an article with dates, and what can be read off the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.article import Article
from tests.desktop.hands import Desk

TEXT = "يصل الوفد غداً الأربعاء إلى دمشق.\nوقّع الطرفان الاتفاق في 3 مارس 2025.\nأعلن الوزير ذلك الخميس."
NEWS = Article("news", "وفد", TEXT, published="2026-01-27")
SECOND = Article("second", "آخر", "عاد الوفد أمس إلى بيروت.", published="2026-01-27")


def found(desk: Desk, qtbot: QtBot, count: int) -> Desk:
    qtbot.waitUntil(lambda: len(desk.view.suggestions) == count)
    return desk


def proposed(desk: Desk) -> list[str]:
    return [desk.text[one.start : one.end] for one in desk.view.suggestions]


def suggested(desk: Desk) -> str | None:
    one = desk.view.suggested
    return desk.text[one.start : one.end] if one else None


def told(desk: Desk, qtbot: QtBot) -> str:
    """All that the inspector says of the chosen date."""
    section = desk.page.inspector.dating
    qtbot.waitUntil(lambda: not section.isHidden() and not desk.page.dates._telling.isActive())
    parts: list[QWidget] = [*section.findChildren(QLabel), *section.findChildren(QPushButton)]
    return "\n".join(part.text() for part in parts if isinstance(part, QLabel | QPushButton) and not part.isHidden())


def values(desk: Desk) -> list[tuple[str, str, str]]:
    return [(span.surface(desk.text), span.type, span.value) for span in desk.spans]


def write(box: QWidget, text: str) -> None:
    """Type into a field, in any script, as a platform sends it."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(box, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
