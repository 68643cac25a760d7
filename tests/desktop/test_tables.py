"""The item models keep Qt's rules through real changes, and tell what is in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import words
from annotator.desktop import theme
from annotator.desktop.panels.articles import ArticlePanel
from annotator.desktop.tables import ENTRY, ArticleTable, Column, SpanTable
from annotator.edits.edit import AddArticle, RemoveArticle
from annotator.model.annotation import Span, Status, reading_order
from annotator.model.article import Article, ArticleEntry
from annotator.workspace import Workspace, schema_named
from tests.desktop.hands import Desk, Key

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
TEXT = "قال الرئيس أحمد الشرع في دمشق"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "many.hashiya", annotator="ليلى")
    for number in range(250):
        made.do(
            AddArticle(Article(f"a{number}", f"خبرٌ رقم {number}", f"{TEXT} {number}", "سانا" if number % 2 else ""))
        )
    return made


def titles(table: ArticleTable) -> list[str]:
    return [table.index(row).data() for row in range(table.rowCount())]


@pytest.mark.usefixtures("qapp")
def test_an_article_that_another_window_took_out_just_now_is_an_empty_line_until_the_list_follows(
    workspace: Workspace,
) -> None:
    table = ArticleTable(workspace)
    with workspace.another() as other:
        other.do(RemoveArticle("a249"))
    assert titles(table)[247:] == ["خبرٌ رقم 247", "خبرٌ رقم 248", ""]
    assert table.index(249).data(ENTRY) == ArticleEntry("a249", 250, "", "", "", Status.NEW, 0)
    table.reload()
    assert titles(table)[247:] == ["خبرٌ رقم 247", "خبرٌ رقم 248"]
    workspace.close()


def test_a_list_can_be_painted_when_the_file_cannot_be_read(workspace: Workspace, qtbot: QtBot) -> None:
    panel = ArticlePanel(ArticleTable(workspace), theme.LIGHT)
    qtbot.addWidget(panel)
    workspace.close()
    panel.resize(260, 400)
    panel.grab()
    assert panel.list.model().index(0, 0).data() == ""


@pytest.mark.usefixtures("qapp")
def test_the_list_of_articles_follows_what_is_done(workspace: Workspace) -> None:
    table = ArticleTable(workspace)
    tester = QAbstractItemModelTester(table, FATAL)
    assert table.rowCount() == 250
    assert titles(table)[249] == "خبرٌ رقم 249"
    workspace.mark("a7", [(0, 3)], "PERS")
    before, after = table.refresh("a7")
    assert (before and before.spans, after and after.spans, after and after.status) == (0, 1, Status.IN_PROGRESS)
    assert table.index(7).data(ENTRY).spans == 1
    workspace.do(AddArticle(Article("last", "آخر خبر", TEXT)))
    table.reload()
    assert table.rowCount() == 251
    table.filter("لا شيء كهذا", "")
    assert table.rowCount() == 0
    assert table.refresh("a7")[1] is not None
    table.filter("", "")
    assert table.rowCount() == 251
    del tester
    workspace.close()


@pytest.mark.usefixtures("qapp")
def test_the_filter_passes_by_words_without_tashkeel_by_source_and_by_status(workspace: Workspace) -> None:
    table = ArticleTable(workspace)
    table.filter("خبر رقم 24", "")
    assert titles(table) == [f"خبرٌ رقم {n}" for n in (24, *range(240, 250))]
    table.filter("سانا", "")
    assert table.rowCount() == 125
    workspace.set_status("a9", Status.FLAGGED, "لماذا؟")
    table.filter("", "flagged")
    assert titles(table) == ["خبرٌ رقم 9"]
    assert (table.row_of("a9"), table.row_of("a8"), table.uid_at(0), table.uid_at(1)) == (0, -1, "a9", None)
    workspace.close()


@pytest.mark.usefixtures("qapp")
def test_an_article_without_a_row_has_no_data(workspace: Workspace) -> None:
    table = ArticleTable(workspace)
    assert table.data(QModelIndex()) is None
    assert table.rowCount(table.index(0)) == 0
    assert SpanTable().data(QModelIndex()) is None
    workspace.close()


@st.composite
def some_span(draw: st.DrawFn, uid: str) -> Span:
    start = draw(st.integers(0, 20))
    return Span(uid, draw(st.sampled_from(["PERS", "GPE"])), ((start, start + draw(st.integers(1, 8))),))


CHANGES = st.lists(st.sampled_from("abcdef").flatmap(lambda uid: st.tuples(st.just(uid), st.none() | some_span(uid))))


@pytest.mark.usefixtures("qapp")
@given(CHANGES)
def test_the_table_of_spans_stays_in_reading_order(changes: list[tuple[str, Span | None]]) -> None:
    table = SpanTable()
    tester = QAbstractItemModelTester(table, FATAL)
    table.show(TEXT, [], theme.looks(schema_named("news"), theme.LIGHT))
    held: dict[str, Span] = {}
    for uid, span in changes:
        table.put(uid, span)
        held.pop(uid, None)
        if span is not None:
            held[uid] = span
        shown = [table.index(row, 0).data(ENTRY) for row in range(table.rowCount())]
        assert shown == sorted(held.values(), key=reading_order)
        assert [table.row_of(known.uid) for known in shown] == list(range(len(shown)))
    wanted = {name: sum(s.label == name for s in held.values()) for name in ("PERS", "GPE")}
    assert {name: table.counts.get(name, 0) for name in wanted} == wanted
    del tester


@pytest.mark.usefixtures("qapp")
def test_a_row_tells_words_label_and_note() -> None:
    table = SpanTable()
    table.show(
        TEXT, [Span("u", "PERS", ((4, 10), (16, 21)), note="أول\nثان")], theme.looks(schema_named("news"), theme.LIGHT)
    )
    assert [table.index(0, column).data() for column in Column] == ["الرئيس الشرع", "PERS", "أول ثان"]
    horizontal = Qt.Orientation.Horizontal
    assert [table.headerData(column, horizontal) for column in Column] == ["Words", "Label", "Note"]
    assert table.headerData(0, Qt.Orientation.Vertical) is None


@pytest.mark.usefixtures("qapp")
def test_a_label_that_the_schema_does_not_have_is_shown_by_its_name() -> None:
    table = SpanTable()
    table.show(TEXT, [Span("u", "GONE", ((0, 3),))], {})
    assert table.index(0, Column.LABEL).data() == "GONE"
    assert table.color(table.span_at(0)) == QColor("#888888")
    assert "GONE" in table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_all_columns_of_the_spans_are_in_sight(
    at_desk: Callable[..., Desk], language: words.Language, qtbot: QtBot
) -> None:
    words.use(language)
    desk = at_desk(" ".join(["سوريا"] * 30))
    desk.window.resize(1280, 820)
    (uid,) = desk.workspace.article_uids()
    for n in range(20):
        desk.workspace.mark(uid, [(6 * n, 6 * n + 5)], "GPE")
    panel = desk.page.span_panel
    qtbot.waitUntil(panel.verticalScrollBar().isVisible)
    assert panel.horizontalHeader().length() == panel.viewport().width()
    ends = [panel.columnViewportPosition(at) for at in Column]
    assert all(0 <= left < panel.viewport().width() for left in ends)
    assert panel.columnWidth(Column.TEXT) >= 80
    assert not panel.isColumnHidden(Column.NOTE)


def test_words_can_be_read_in_a_narrow_table_and_notes_come_back_when_it_is_wide(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("سوريا")
    desk.window.resize(1280, 820)
    desk.mark("سوريا", "GPE")
    panel, whole = desk.page.span_panel, desk.page._whole
    for width, has_notes in ((180, False), (300, True), (170, False), (260, True)):
        whole.setSizes([width, 1020 - width, 250])
        QApplication.processEvents()
        assert panel.isColumnHidden(Column.NOTE) is not has_notes
        assert panel.columnWidth(Column.TEXT) >= 60
        assert panel.horizontalHeader().length() == panel.viewport().width()


def test_both_models_keep_qts_rules_at_the_desk(desk: Desk) -> None:
    testers = [
        QAbstractItemModelTester(desk.page.articles.list.model(), FATAL),
        QAbstractItemModelTester(desk.page.span_panel.model(), FATAL),
    ]
    desk.mark("دونالد ترامب", "PERS")
    desk.mark("سوريا", "GPE")
    desk.pointer.click_on("دونالد")
    desk.type("o")
    desk.key(Key.Key_Delete)
    desk.act("undo")
    desk.act("undo")
    desk.act("next")
    desk.act("done")
    desk.act("undo")
    assert len(testers) == 2
