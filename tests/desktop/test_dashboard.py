"""The dashboard, with mouse and keys: figures, tables, choices, copies and the report."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop import theme
from annotator.desktop.dashboard.axis import beside
from annotator.desktop.dashboard.card import Card
from annotator.desktop.dashboard.chart import Chart
from annotator.desktop.dashboard.dashboard import Dashboard
from annotator.desktop.dashboard.report_dialog import ReportDialog
from annotator.desktop.dashboard.table import FigureTable
from annotator.desktop.dialogs.disagreements import Disagreements
from annotator.desktop.pages import watching
from annotator.desktop.pages.watching import Watching
from annotator.model.annotation import Status
from annotator.review.figures import Column, Figure, Form, Kind, Series, Table
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.hands import LEFT, Desk
from tests.helpers.builders import put_article, small_schema, text_article
from tests.helpers.working import at, mark, seen_by

LEAD, OTHER, HOSTILE = "ليلى", "عمر & co", "=<b>1</b>"
TEXT = "عاد محمود عباس من القاهرة."


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which three have done the same Article."""
    path = tmp_path_factory.mktemp("made") / "team.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=LEAD) as lead:
        uid = put_article(lead, text_article(TEXT))
        put_article(lead, text_article(f"{TEXT} مرة أخرى"))
        for day, (name, label) in enumerate(((LEAD, "GPE"), (OTHER, "PERS"), (HOSTILE, "GPE")), 5):
            with seen_by(lead, name) as own, at(f"2026-01-{day:02}T12:00:00.000Z"):
                mark(own, uid, ("محمود عباس", "PERS"), ("القاهرة", label))
                own.add_seconds(uid, day * 10)
                own.set_status(uid, Status.DONE)
    return path


@pytest.fixture
def team(made_once: Path, tmp_path: Path) -> Path:
    """Such a project for one test alone."""
    return Path(copy(made_once, tmp_path / "team.hashiya"))


@pytest.fixture
def desk(at_desk: Callable[..., Desk], team: Path) -> Desk:
    return at_desk(path=team)


def opened(desk: Desk, qtbot: QtBot) -> Dashboard:
    """The dashboard, once everything is counted."""
    desk.act("dashboard")
    settle(desk, qtbot)
    dialog = desk.window.findChild(Dashboard)
    assert dialog is not None and dialog.isVisible()
    return dialog


def settle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: Watching.on(desk.page).is_idle, timeout=20_000)
    QApplication.processEvents()


def rows(card: Card) -> list[list[str]]:
    model = card.table.model()
    return [
        [str(model.index(row, column).data()).strip("\u2068\u2069") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_name_in_a_table_keeps_its_own_direction() -> None:
    table = FigureTable()
    table.show_table(Table((Column("A", Kind.TEXT), Column("n")), (("Omar K.", 3), ("", None))))
    told = [[table.index(row, column).data() for column in (0, 1)] for row in (0, 1)]
    assert told == [["\u2068Omar K.\u2069", "3"], ["", ""]]
    assert table.headerData(0, Qt.Orientation.Horizontal) == "\u2068A\u2069"


def shown_place(card: Card) -> QPoint:
    return card.copy.rect().center()


def test_the_lead_sees_all_figures_each_with_its_table(desk: Desk, qtbot: QtBot) -> None:
    cards = opened(desk, qtbot).cards
    assert list(cards) == [
        "spans_by_day", "articles_by_day", "statuses", "labels", "article_times", "span_times", "agreement_pairs",
        "agreement", "classes", "gold",
    ]  # fmt: skip
    for card in cards.values():
        QAbstractItemModelTester(card.table.held)
        assert card.table.accessibleName() and card.chart.accessibleName()
        assert card.chart.figure is not None and card.chart.isVisible()
    assert rows(cards["statuses"])[0] == [LEAD, "1", "1"]
    assert rows(cards["spans_by_day"])[1] == ["2026-01-06", OTHER, "2", "0"]
    assert rows(cards["classes"]) == [["Label", "1"]]


def test_a_click_on_a_heading_sorts_numbers_as_numbers(desk: Desk, qtbot: QtBot) -> None:
    table = opened(desk, qtbot).cards["article_times"].table
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(3) + header.sectionSize(3) // 2, header.height() // 2)
    seen = []
    for _time in range(2):
        qtbot.mouseClick(header.viewport(), LEFT, pos=at)
        seen.append([str(table.model().index(row, 0).data()).strip("\u2068\u2069") for row in range(3)])
    assert sorted(seen) == sorted([[LEAD, OTHER, HOSTILE], [HOSTILE, OTHER, LEAD]])


def test_a_table_is_copied_without_formulas(desk: Desk, qtbot: QtBot) -> None:
    card = opened(desk, qtbot).cards["statuses"]
    qtbot.mouseClick(card.copy, LEFT, pos=shown_place(card))
    copied = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text())))
    assert copied[0][0] == "Annotator"
    assert [row[0] for row in copied[1:]] == [LEAD, OTHER, f"'{HOSTILE}"]


def test_annotators_days_and_status_are_chosen(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    filters = dialog.filters
    (one,) = (action for action in filters.people.menu().actions() if action.text() == OTHER.replace("&", "&&"))
    one.trigger()
    settle(desk, qtbot)
    assert [row[0] for row in rows(dialog.cards["statuses"])] == [OTHER]
    assert "agreement" not in dialog.cards
    filters.people.menu().actions()[0].trigger()
    filters.days.setCurrentIndex(3)
    filters.since.setDate(QDate(2026, 1, 7))
    filters.until.setDate(QDate(2026, 1, 6))
    settle(desk, qtbot)
    assert {row[0] for row in rows(dialog.cards["spans_by_day"])} == {"2026-01-06", "2026-01-07"}
    filters.status.setCurrentIndex(filters.status.findData(Status.FLAGGED.value))
    settle(desk, qtbot)
    assert "labels" not in dialog.cards


def test_it_follows_what_is_done(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    before = sum(int(row[1]) for row in rows(dialog.cards["labels"]))
    desk.page.open_article(desk.workspace.article_uids()[1])
    desk.mark("القاهرة", "GPE")
    settle(desk, qtbot)
    assert sum(int(row[1]) for row in rows(dialog.cards["labels"])) == before + 1
    with Workspace.open(desk.path, OTHER) as other:
        mark(other, other.article_uids()[1], ("محمود عباس", "PERS"))
    desk.page.bridge.look()
    settle(desk, qtbot)
    assert sum(int(row[1]) for row in rows(dialog.cards["labels"])) == before + 2


def test_comparing_is_cancelled_and_asked_for_again(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    going_on = []

    def endless(_self: Workspace, _choice: object, progress: Callable[[int, int], None]) -> None:
        while True:
            going_on.append(1)
            progress(1, 2)

    monkeypatch.setattr(Workspace, "comparison", endless)
    desk.act("dashboard")
    dialog = desk.window.findChild(Dashboard)
    assert dialog is not None
    told = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert "Counting…" in told and not dialog.again.isVisible()
    qtbot.waitUntil(lambda: bool(going_on) and dialog.cancel.isVisible())
    qtbot.mouseClick(dialog.cancel, LEFT)
    monkeypatch.undo()
    settle(desk, qtbot)
    assert "labels" in dialog.cards and "agreement" not in dialog.cards
    assert not dialog.cancel.isVisible() and dialog.again.isVisible()
    qtbot.mouseClick(dialog.again, LEFT)
    settle(desk, qtbot)
    assert "agreement" in dialog.cards and not dialog.again.isVisible()


def test_an_annotator_sees_themselves_alone(at_desk: Callable[..., Desk], team: Path, qtbot: QtBot) -> None:
    dialog = opened(at_desk(path=team, annotator=OTHER), qtbot)
    assert not dialog.filters.people.isVisible()
    assert "agreement" not in dialog.cards
    assert [row[0] for row in rows(dialog.cards["statuses"])] == [OTHER]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_run_the_way_the_language_does(
    at_desk: Callable[..., Desk], team: Path, qtbot: QtBot, language: Language
) -> None:
    use(language)
    cards = opened(at_desk(path=team), qtbot).cards
    chart = cards["statuses"].chart
    near, far = (chart.plotItem.vb.mapViewToScene(QPointF(x, 0)).x() for x in (0, 1))
    assert (near > far) is (language == "ar")
    names = chart.plotItem.getAxis("right" if language == "ar" else "left")
    assert names.isVisible()
    assert (names.sceneBoundingRect().center().x() > near) is (language == "ar")
    days = cards["spans_by_day"].chart
    first, last = (days.plotItem.vb.mapViewToScene(QPointF(x, 0)).x() for x in (0, 2))
    assert (first > last) is (language == "ar")
    keys = cards["labels"].legend.findChildren(QLabel)
    assert [key.text().strip("\u2068\u2069") for key in keys] == [LEAD, OTHER, HOSTILE]
    lefts = [key.mapTo(cards["labels"], QPoint()).x() for key in keys]
    assert lefts == sorted(lefts, reverse=language == "ar")


def test_a_tooltip_tells_numbers_and_takes_no_name_for_markup(desk: Desk, qtbot: QtBot) -> None:
    chart = opened(desk, qtbot).cards["statuses"].chart
    point = chart.plotItem.vb.mapViewToScene(QPointF(0.4, 2))
    assert chart.told_at(point) == f"{HOSTILE}\ndone: 1\nnew: 1"
    at = chart.mapFromScene(point)
    QApplication.sendEvent(chart.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, chart.viewport().mapToGlobal(at)))
    assert "&lt;b&gt;" in QToolTip.text()
    QToolTip.hideText()
    assert chart.told_at(QPointF(-500, -500)) == ""


def test_a_report_is_written_from_the_window(desk: Desk, qtbot: QtBot, tmp_path: Path, told: list[str]) -> None:
    dialog = opened(desk, qtbot)
    qtbot.mouseClick(dialog.report, LEFT)
    asking = dialog.findChild(ReportDialog)
    assert asking is not None
    out = tmp_path / "out" / "report.html"
    asking.path.setText(str(out))
    asking.language.setCurrentIndex(asking.language.findData("ar"))
    asking.hides.click()
    qtbot.mouseClick(asking.write, LEFT)
    qtbot.waitUntil(lambda: bool(told))
    assert '<html lang="ar" dir="rtl">' in out.read_text() and OTHER not in out.read_text()
    assert str(out) in told[0]
    qtbot.waitUntil(lambda: dialog.findChild(ReportDialog) is None)


def test_a_report_asks_before_it_replaces_a_file(desk: Desk, qtbot: QtBot, tmp_path: Path, told: list[str]) -> None:
    out = tmp_path / "mine.html"
    out.write_text("mine")
    desk.act("report")
    asking = desk.window.findChild(ReportDialog)
    assert asking is not None
    asking.path.setText(str(out))
    qtbot.mouseClick(asking.write, LEFT)
    assert told == [f"“{out}” is there already."]
    assert out.read_text() == "mine"
    asking.path.setText(str(desk.path))
    QTest.keyClick(asking, Qt.Key.Key_Escape)
    assert not asking.isVisible()


def test_a_class_of_disagreement_lists_its_cases(desk: Desk, qtbot: QtBot) -> None:
    table = opened(desk, qtbot).cards["classes"].table
    at = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=at)
    qtbot.mouseDClick(table.viewport(), LEFT, pos=at)

    def is_listed() -> bool:
        found = desk.window.findChild(Disagreements)
        return found is not None and found.isVisible() and found.place is not None

    qtbot.waitUntil(is_listed)


def test_it_goes_with_the_page_and_comes_again_in_another_language(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    dialog.compare_asked.emit()  # so that something is being counted
    desk.act("language")
    assert not dialog.isVisible()
    QApplication.processEvents()
    again = opened(desk, qtbot)
    assert again.windowTitle() and again is not dialog
    assert next(iter(again.cards)) == "spans_by_day"
    desk.act("language")


def test_a_large_project_keeps_what_it_compared_until_it_is_asked(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_AT_ONCE", 0.0)
    dialog = opened(desk, qtbot)
    desk.page.open_article(desk.workspace.article_uids()[1])
    desk.mark("القاهرة", "GPE")
    settle(desk, qtbot)
    assert dialog.again.isVisible() and "agreement" in dialog.cards
    qtbot.mouseClick(dialog.again, LEFT)
    settle(desk, qtbot)
    assert not dialog.again.isVisible()


@pytest.mark.parametrize("name", ["موسم 1", "عمر الخطيب"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_on_axes_are_as_wide_as_qt_writes_them(
    qtbot: QtBot, qapp: QApplication, name: str, language: Language
) -> None:
    use(language)
    dressed = theme.dress(qapp, "light")
    around = QWidget()
    qtbot.addWidget(around)
    chart = Chart(dressed, around)
    table = Table((Column("", Kind.TEXT),), (("",),))
    chart.show_figure(Figure("k", "", "", Form.BARS, table, (name,), (Series("s", (1,)),)))
    chart.resize(500, chart.height())
    around.show()
    axis = chart.plotItem.getAxis(beside())
    place = chart.mapFromScene(axis.mapRectToScene(axis.mapRectFromParent(axis.geometry()))).boundingRect()
    image = chart.grab().toImage().copy(place)
    ground = image.pixelColor(0, 0)
    inked = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in range(image.height()))]
    inked = [x for x in inked if 3 < x < image.width() - 3]  # without the bar beside it
    wanted = QFontMetricsF(axis.style["tickFont"]).tightBoundingRect(name).width()
    assert max(inked) - min(inked) + 1 == pytest.approx(wanted, abs=3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_of_many_days_is_named_in_full(qtbot: QtBot, qapp: QApplication, language: Language) -> None:
    use(language)
    around = QWidget()
    qtbot.addWidget(around)
    chart = Chart(theme.dress(qapp, "light"), around)
    days = tuple(f"2026-{1 + at // 28:02}-{1 + at % 28:02}" for at in range(84))
    table = Table((Column("", Kind.TEXT),), (("",),))
    chart.show_figure(Figure("k", "", "", Form.DAYS, table, days, (Series("s", (1,) * 84),)))
    chart.resize(520, chart.height())
    around.show()
    chart.grab()
    middle = chart.mapFromScene(chart.plotItem.vb.mapViewToScene(QPointF(83, 0))).x()
    half = QFontMetricsF(chart.plotItem.getAxis("bottom").style["tickFont"]).horizontalAdvance("03-28") / 2
    assert half < middle < chart.width() - half
