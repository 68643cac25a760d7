"""Rows with tick boxes under headings: what is ticked, by mouse, keys and headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.desktop.ticking.table import Heading, TickTable
from annotator.desktop.ticking.view import TickView
from tests.desktop.hands import CTRL, LEFT, Key, bury, press

ROYAL, FREE = Heading("Royal", ["ملك", "أمير"]), Heading("Others", ["وزير", "كاتب"])
NAMES = ["كاتب", "ملك", "وزير", "أمير"]
"""As they are read; in the rows they stand by their groups."""


class Names(TickTable[str]):
    """Names, of which a prince cannot be ticked."""

    def can_be(self, member: str) -> bool:
        return member != "أمير"

    def words(self, member: str) -> str:
        return member

    def described(self, member: str) -> str:
        return f"a name: {member}"


@pytest.fixture
def names() -> Names:
    table = Names()
    table.fill(NAMES, [ROYAL, *ROYAL.members, FREE, *FREE.members], ["ملك"])
    return table


@pytest.fixture
def view(names: Names, qapp: QApplication) -> Iterator[TickView]:
    assert qapp.platformName() == "offscreen"
    around = QWidget()
    around.resize(300, 300)
    view = TickView(names, "names", "Names", around)
    view.clicked.connect(lambda index: names.toggle(index.row()))
    around.show()
    yield view
    bury(around)


def state(names: Names, row: int) -> Qt.CheckState:
    return cast(Qt.CheckState, names.index(row).data(Qt.ItemDataRole.CheckStateRole))


def test_the_box_of_a_heading_is_that_of_all_that_can_be_ticked(names: Names) -> None:
    QAbstractItemModelTester(names)
    assert [state(names, row) for row in (0, 1, 2, 3)] == [
        Qt.CheckState.Checked,
        Qt.CheckState.Checked,
        Qt.CheckState.Unchecked,
        Qt.CheckState.Unchecked,
    ]
    names.toggle(0)
    assert names.ticked == []
    names.toggle(3)
    assert names.ticked == ["كاتب", "وزير"]
    names.toggle(4)
    assert names.ticked == ["كاتب"]
    assert state(names, 3) is Qt.CheckState.Unchecked


def test_what_cannot_be_ticked_stays_as_it_is(names: Names) -> None:
    names.toggle(2)
    names.toggle(17)
    assert names.ticked == ["ملك"]
    assert not names.can_be_ticked("أمير")
    assert names.can_be_ticked(ROYAL)


def test_all_are_ticked_or_none_and_told_in_reading_order(names: Names) -> None:
    names.tick_all()
    assert names.ticked == ["كاتب", "ملك", "وزير"]
    names.tick_all(on=True)
    assert len(names.ticked) == 3
    names.tick_all()
    assert names.ticked == []
    names.tick_all(on=False)
    assert (names.ticked, names.size) == ([], 4)


def test_rows_say_what_they_are_to_those_who_cannot_see_them(names: Names) -> None:
    told = [names.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(names.rowCount())]
    assert told == ["Royal", "ملك", "أمير", "Others", "وزير", "كاتب"]
    described = [names.index(row).data(Qt.ItemDataRole.AccessibleDescriptionRole) for row in (0, 1)]
    assert described == [None, "a name: ملك"]


def test_mouse_and_keys_tick(names: Names, view: TickView) -> None:
    box = view.visualRect(names.index(5))
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(box.left() + 10, box.center().y()))
    assert names.ticked == ["كاتب", "ملك"]
    press(view, Key.Key_Space)
    assert names.ticked == ["ملك"]
    press(view, Key.Key_A, CTRL)
    assert len(names.ticked) == 3
    press(view, Key.Key_Down)
    press(view, Key.Key_Home)
    press(view, Key.Key_Space)
    assert names.ticked == ["كاتب", "وزير"]
