"""Finding words from the window."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QProgressDialog
from pytestqt.qtbot import QtBot

from annotator.desktop.pages import finding
from annotator.desktop.panels.find import FindPanel
from annotator.desktop.panels.hits import Column, Order
from annotator.errors import AnnotatorError
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.desktop.hands import CTRL, NONE, Desk, Key, press

FIRST = "قال أَحْمَدُ لرويترز في القاهرة، ثم زار أحمد بغداد."
SECOND = "تنفي رويترز أن أحمد في دمشق."


class Finder:
    """The find panel at a desk, and the hands at it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.qtbot = qtbot
        press(desk.window, Key.Key_F, CTRL)

    @property
    def panel(self) -> FindPanel:
        return self.desk.page.finding.panel

    def type(self, words: str) -> None:
        """Type words into an empty field and wait for what is found."""
        self.panel.words.clear()
        self.keys(words)
        self.wait()

    def keys(self, letters: str) -> None:
        """Type letters, Arabic ones too, which QTest cannot."""
        for letter in letters:
            QApplication.sendEvent(self.panel.words, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))

    def wait(self) -> None:
        """Search now, and wait for the end."""
        press(self.panel.words, Key.Key_Return) if self.panel._resting.isActive() else self.panel.search()
        self.qtbot.waitUntil(lambda: self.desk.page.finding.is_idle)

    @property
    def found(self) -> list[str]:
        return [hit.text for hit in self.panel.table.hits]

    def row(self, row: int) -> list[str]:
        """What a line of the concordance shows."""
        table = self.panel.table
        return [table.index(row, column).data() for column in Column]

    def click(self, row: int) -> None:
        view = self.panel.concordance
        box = view.visualRect(self.panel.table.index(row, Column.FOUND))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


@pytest.fixture
def two(at_desk: Callable[..., Desk]) -> Desk:
    return at_desk(FIRST, Article("b", "من دمشق", SECOND, "رويترز", "", "2026-01-27"))


@pytest.fixture
def finder(two: Desk, qtbot: QtBot) -> Finder:
    return Finder(two, qtbot)


def test_ctrl_f_opens_the_panel_and_escape_closes_it(finder: Finder, two: Desk) -> None:
    assert finder.panel.objectName() == "findPanel"
    assert finder.panel.isVisible()
    assert finder.panel.words.hasFocus()
    press(finder.panel.words, Key.Key_Escape)
    assert not finder.panel.isVisible()
    assert two.view.hasFocus()
    two.act("find")
    assert finder.panel.isVisible()


def test_words_are_found_in_the_whole_project_however_they_are_spelt(finder: Finder) -> None:
    finder.type("احمد")
    assert finder.found == ["أَحْمَدُ", "أحمد", "أحمد"]
    assert finder.row(0) == ["قال", "أَحْمَدُ", "لرويترز في القاهرة، ثم زار أحمد بغداد.", "1 · خبر 0"]
    assert finder.panel.state.text() == "3 places"


def test_the_search_begins_by_itself_after_a_rest(finder: Finder, qtbot: QtBot) -> None:
    finder.keys("بغداد")
    qtbot.waitUntil(lambda: finder.found == ["بغداد"])


def test_the_options_say_what_is_meant(finder: Finder) -> None:
    panel = finder.panel
    finder.type("رويترز")
    assert len(finder.found) == 2
    QTest.mouseClick(panel.inside, Qt.MouseButton.LeftButton, pos=panel.inside.rect().center())
    finder.wait()
    assert [hit.article for hit in panel.table.hits] == ["b"]
    panel.scope.setCurrentIndex(1)
    finder.wait()
    assert finder.found == []
    assert panel.state.text() == "Nothing was found."
    finder.type("أحمد")
    assert finder.found == ["أَحْمَدُ", "أحمد"]
    panel.level.setCurrentIndex(2)
    finder.wait()
    assert finder.found == ["أحمد"]
    panel.regex.click()
    finder.type("أح.*د")
    assert finder.found == ["أحمد بغداد"]


def test_filters_narrow_what_is_found(finder: Finder, two: Desk) -> None:
    two.mark("أحمد", "PERS", 0)
    two.workspace.set_status("b", Status.DONE)
    filters = finder.panel.filters
    finder.panel.more_filters.click()
    assert filters.isVisible()
    for choose, count in (
        (lambda: filters.label.setCurrentIndex(filters.label.findData("PERS")), 1),
        (lambda: filters.label.setCurrentIndex(1), 2),
        (lambda: filters.label.setCurrentIndex(0), 3),
        (lambda: filters.source.setText("رويترز"), 1),
        (filters.source.clear, 3),
        (lambda: filters.since.setText("2026-01-01"), 1),
        (lambda: filters.until.setText("2026-01-26"), 0),
        (lambda: (filters.since.clear(), filters.until.clear()), 3),
        (lambda: filters.status.setCurrentIndex(filters.status.findData("done")), 1),
    ):
        choose()
        finder.type("احمد")
        assert len(finder.found) == count


def test_without_words_all_that_has_a_label_is_shown(finder: Finder, two: Desk) -> None:
    two.mark("القاهرة", "GPE")
    filters = finder.panel.filters
    filters.label.setCurrentIndex(filters.label.findData("GPE"))
    finder.wait()
    assert finder.found == ["القاهرة"]


def test_a_wrong_expression_is_said_in_the_panel(finder: Finder) -> None:
    finder.panel.regex.click()
    finder.type("(")
    assert "regular expression" in finder.panel.state.text()


def test_a_click_goes_to_the_hit_and_takes_it_in_hand(finder: Finder, two: Desk) -> None:
    finder.type("دمشق")
    finder.click(0)
    assert two.text == SECOND
    assert two.in_hand == ["دمشق"]
    two.type("g")
    assert ("دمشق", "GPE") in two.marked


def test_enter_goes_to_the_hit(finder: Finder, two: Desk) -> None:
    finder.type("بغداد")
    press(finder.panel.words, Key.Key_Return)
    assert two.in_hand == ["بغداد"]
    two.key(Key.Key_Escape)
    finder.panel.concordance.setFocus()
    press(finder.panel.concordance, Key.Key_Return)
    assert two.in_hand == ["بغداد"]


def test_a_label_in_hand_does_not_mark_what_is_gone_to(finder: Finder, two: Desk) -> None:
    two.type("p")
    finder.type("بغداد")
    finder.click(0)
    assert two.marked == []


def test_the_words_in_hand_are_looked_for(two: Desk, qtbot: QtBot) -> None:
    two.pointer.drag_over("القاهرة")
    assert Finder(two, qtbot).panel.words.text() == "القاهرة"


def test_hits_are_sorted_by_what_stands_on_either_side(finder: Finder) -> None:
    finder.type("احمد")
    befores = [finder.row(row)[Column.BEFORE].split()[-1] for row in range(3)]
    assert befores == ["قال", "زار", "أن"]
    order = finder.panel.order
    order.setCurrentIndex(order.findData(Order.BEFORE))
    assert [finder.row(row)[Column.BEFORE].split()[-1] for row in range(3)] == ["أن", "زار", "قال"]
    order.setCurrentIndex(order.findData(Order.AFTER))
    assert [finder.row(row)[Column.AFTER].split()[0] for row in range(3)] == ["بغداد.", "في", "لرويترز"]
    finder.type("احمد")
    assert [finder.row(row)[Column.AFTER].split()[0] for row in range(3)] == ["بغداد.", "في", "لرويترز"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_stands_before_is_at_the_right_of_the_middle_in_any_interface(finder: Finder, language: str) -> None:
    if language == "ar":
        finder.desk.act("language")
        press(finder.desk.window, Key.Key_F, CTRL)
    finder.type("احمد")
    view, table = finder.panel.concordance, finder.panel.table
    lefts = [view.visualRect(table.index(0, column)).left() for column in (Column.BEFORE, Column.FOUND, Column.AFTER)]
    assert all(right > left for right, left in pairwise(lefts))


def test_a_hit_shows_the_label_that_it_gets(finder: Finder, two: Desk) -> None:
    finder.type("بغداد")
    assert finder.panel.table.hits[0].labels == ()
    finder.click(0)
    two.type("g")
    assert finder.panel.table.hits[0].labels == ("GPE",)
    two.act("undo")
    assert finder.panel.table.hits[0].labels == ()


def test_a_hit_shows_what_another_window_marks(finder: Finder, two: Desk) -> None:
    finder.type("بغداد")
    with Workspace.open(two.path) as other:
        other.mark("article-0", [two.text_range("بغداد")], "GPE")
    two.page.bridge.look()
    assert finder.panel.table.hits[0].labels == ("GPE",)


def test_the_search_in_this_article_follows_to_the_next(finder: Finder, two: Desk) -> None:
    finder.panel.scope.setCurrentIndex(1)
    finder.type("احمد")
    assert len(finder.found) == 2
    two.act("next")
    finder.qtbot.waitUntil(lambda: [hit.article for hit in finder.panel.table.hits] == ["b"])


def test_f6_comes_by_the_panel_while_it_is_open(finder: Finder, two: Desk) -> None:
    two.view.setFocus()
    for _panel in range(5):
        two.act("next_panel")
    assert finder.panel.words.hasFocus()
    two.act("next_panel")
    assert two.view.hasFocus()


def test_there_is_more_where_there_is_more(
    at_desk: Callable[..., Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "AT_ONCE", 40)
    finder = Finder(at_desk(*(f"خبر رقم {n} من دمشق" for n in range(100))), qtbot)
    finder.type("دمشق")
    assert len(finder.found) == 40
    assert finder.panel.state.text() == "The first 40 places; there are more."
    finder.panel.more.click()
    qtbot.waitUntil(lambda: len(finder.found) == 100)
    qtbot.waitUntil(lambda: finder.panel.state.text() == "100 places")
    assert not finder.panel.more.isVisible()


def test_a_long_search_can_be_cancelled(finder: Finder, two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_self: Workspace, _query: object, going_on: Callable[[int, int], None]) -> object:
        while True:
            going_on(1, 2)
        yield

    monkeypatch.setattr(Workspace, "find", endless)
    finder.keys("دمشق")
    finder.qtbot.waitUntil(finder.panel.cancel.isVisible)
    QTest.mouseClick(finder.panel.cancel, Qt.MouseButton.LeftButton)
    finder.qtbot.waitUntil(lambda: two.page.finding.is_idle)
    assert not finder.panel.cancel.isVisible()


def test_closing_the_project_ends_a_search(finder: Finder, two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_self: Workspace, _query: object, going_on: Callable[[int, int], None]) -> object:
        while True:
            going_on(1, 2)
        yield

    monkeypatch.setattr(Workspace, "find", endless)
    finder.panel.words.setText("دمشق")
    finder.panel.search()
    two.act("close")
    assert two.window.page is None


def test_an_older_project_is_prepared_first(two: Desk, qtbot: QtBot) -> None:
    with two.workspace._store.atomic():
        two.workspace._store.settings.put("indexed", "0")
        two.workspace._store.db.execute("INSERT INTO articles_index (articles_index) VALUES ('delete-all')")
    finder = Finder(two, qtbot)
    qtbot.waitUntil(lambda: two.workspace.has_index)
    qtbot.waitUntil(lambda: not any(box.isVisible() for box in two.window.findChildren(QProgressDialog)))
    finder.type("احمد")
    assert len(finder.found) == 3


def test_a_hit_that_has_gone_is_told_of(finder: Finder, two: Desk, told: list[str]) -> None:
    finder.type("دمشق")
    hit = finder.panel.table.hits[0]
    with Workspace.open(two.path) as other:
        other.undo()
    two.page.bridge.look()
    finder.panel.hit_chosen.emit(hit)
    assert two.in_hand == []
    assert len(told) == 1


def test_the_model_behaves_as_qt_wants(finder: Finder) -> None:
    table: QAbstractItemModel = finder.panel.table
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    finder.type("احمد")
    finder.type("دمشق")
    finder.type("")
    assert table.rowCount() == 0


def test_trouble_is_an_answer_too(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Workspace) -> Workspace:
        raise AnnotatorError("gone")

    monkeypatch.setattr(Workspace, "another", broken)
    finder.type("دمشق")
    assert finder.panel.state.text() == "gone"


def test_another_theme_leaves_the_panel_open_with_its_words_and_options(finder: Finder, two: Desk) -> None:
    finder.type("رويترز")
    before = finder.panel
    before.level.setCurrentIndex(1)
    before.inside.click()
    two.act("theme")
    assert finder.panel is not before
    finder.wait()
    QApplication.processEvents()  # a window built anew shows itself then
    assert finder.panel.isVisible()
    assert (finder.panel.words.text(), finder.panel.level.currentIndex()) == ("رويترز", 1)
    assert [hit.article for hit in finder.panel.table.hits] == ["b"]


def test_a_closed_panel_stays_closed_under_another_theme(finder: Finder, two: Desk) -> None:
    press(finder.panel.words, Key.Key_Escape)
    two.act("theme")
    assert two.page.finding.open_with is None


def test_the_height_of_the_panel_is_remembered(finder: Finder, two: Desk) -> None:
    two.page.tall.setSizes([500, 200])
    sizes = two.page.tall.sizes()
    press(finder.panel.words, Key.Key_Escape)
    two.act("theme")
    two.act("find")
    assert two.page.tall.sizes() == sizes


def test_what_stands_around_a_hit_begins_and_ends_with_whole_words(at_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    finder = Finder(at_desk("كلمةطويلة " * 20 + "هدف" + " كلمةطويلة" * 20), qtbot)
    finder.type("هدف")
    before, _found, after, _article = finder.row(0)
    assert set(before.split()) == set(after.split()) == {"كلمةطويلة"}
