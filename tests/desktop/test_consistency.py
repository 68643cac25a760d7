"""Consistency, looked through with mouse and keys: seen in context, made alike, left as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QProgressDialog
from pytestqt.qtbot import QtBot

from annotator.desktop.consistency.window import Consistency
from annotator.desktop.pages import harmonising
from annotator.desktop.pages.harmonising import Harmonising
from annotator.desktop.ticking.table import Heading
from annotator.review.doubts import Doubt, Occurrence
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.hands import CTRL, LEFT, Desk, Key, press
from tests.helpers.builders import AUTHOR, OTHER, small_schema
from tests.helpers.marking import put_marked, told_again

TEXTS = (
    "في [القاهرة|GPE] وإلى [القاهرة|GPE] غدا.",
    "قال ب[القاهرة|PERS] <b>ثم</b> عاد.",
    "زار [عباس،|PERS] القاهرة أمس.",
    "من [دمشق|GPE] و[دمشق|GPE] و[دمشق|GPE] إلى دمشق.",
)


@pytest.fixture
def desk(at_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A city with two Labels, which is missed once, another one that is missed, and a comma in a Span."""
    path = tmp_path / "several.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        put_marked(workspace, *TEXTS)
    return at_desk(path=path)


def settled(desk: Desk, qtbot: QtBot) -> Consistency:
    """The window, once everything is looked at."""
    helper = Harmonising.on(desk.page)
    qtbot.waitUntil(lambda: helper.dialog is not None and helper.dialog.isVisible() and not helper.is_looking)
    assert helper.dialog is not None
    return helper.dialog


def opened(desk: Desk, qtbot: QtBot) -> Consistency:
    desk.act("consistency")
    return settled(desk, qtbot)


def choose(dialog: Consistency, kind: Doubt) -> None:
    """Click on a kind."""
    index = dialog.kinds.index(list(Doubt).index(kind) + 1)
    QTest.mouseClick(dialog.kind_list.viewport(), LEFT, pos=dialog.kind_list.visualRect(index).center())


def row_of(dialog: Consistency, words: str) -> int:
    """The row of a place with these words in it."""
    for row in range(dialog.places.rowCount()):
        if isinstance(dialog.places.row_at(row), Occurrence) and words in str(dialog.places.index(row).data()):
            return row
    raise AssertionError(words)


def tick_box(dialog: Consistency, row: int) -> QPoint:
    box = dialog.place_list.visualRect(dialog.places.index(row))
    is_rtl = dialog.place_list.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return QPoint(box.right() - 15 if is_rtl else box.left() + 15, box.center().y())


def names(dialog: Consistency) -> list[str]:
    return [plain(str(dialog.findings.index(row, 0).data())) for row in range(dialog.findings.rowCount())]


def plain(text: str) -> str:
    """Without the isolates that keep Arabic and English apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


def article_with(desk: Desk, number: int) -> str:
    return told_again(desk.workspace, desk.workspace.article_uids()[number])


def test_kinds_are_counted_and_findings_listed_the_most_doubtful_first(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    kinds = [str(dialog.kinds.index(row).data()) for row in range(dialog.kinds.rowCount())]
    assert kinds == [
        "All (4)",
        "Different labels (1)",
        "Proclitic inside and outside (0)",
        "Different boundaries (0)",
        "Marked here, missed there (2)",
        "Dates with another value (0)",
        "Stray punctuation (1)",
    ]
    choose(dialog, Doubt.MISSED)
    assert names(dialog) == ["القاهرة", "دمشق"] or names(dialog) == ["دمشق", "القاهرة"]
    dialog.words.setFocus()
    dialog.words.setText("دِمَشق")
    assert names(dialog) == ["دمشق"]


def test_models_keep_what_qt_asks_of_them(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    testers = [QAbstractItemModelTester(one) for one in (dialog.kinds, dialog.findings, dialog.places)]
    for kind in Doubt:
        choose(dialog, kind)
    dialog.with_right.click()
    assert len(testers) == 3


def test_what_is_in_question_is_ticked_and_made_alike_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    assert plain(dialog.alike.text()) == "Make 1 place like GPE"
    QTest.mouseClick(dialog.alike, LEFT)
    assert article_with(desk, 1) == "قال ب[القاهرة|GPE] <b>ثم</b> عاد."
    settled(desk, qtbot)
    assert dialog.findings.rowCount() == 0
    press(dialog, Key.Key_Z, CTRL)
    assert article_with(desk, 1) == TEXTS[1]
    settled(desk, qtbot)
    assert names(dialog) == ["القاهرة"]


def test_another_way_may_be_the_model(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    dialog.models.setFocus()
    press(dialog.models, Key.Key_Down)
    assert len(dialog.places.ticked) == 2
    press(dialog, Key.Key_Return, CTRL)
    assert article_with(desk, 0) == "في [القاهرة|PERS] وإلى [القاهرة|PERS] غدا."


def test_ticks_are_set_with_mouse_and_keys(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.MISSED)
    dialog.words.setText("القاهرة")
    assert [dialog.places.context(one).words for one in dialog.places.ticked] == ["القاهرة"]  # type: ignore[union-attr]
    row = row_of(dialog, "أمس")
    QTest.mouseClick(dialog.place_list.viewport(), LEFT, pos=tick_box(dialog, row))
    assert dialog.places.ticked == []
    assert not dialog.alike.isEnabled()
    dialog.place_list.setFocus()
    dialog.place_list.setCurrentIndex(dialog.places.index(row))
    press(dialog.place_list, Key.Key_Space)
    assert len(dialog.places.ticked) == 1
    press(dialog.place_list, Key.Key_A, CTRL)
    press(dialog.place_list, Key.Key_A, CTRL)
    heading = dialog.places.index(0)
    assert isinstance(dialog.places.row_at(0), Heading)
    QTest.mouseClick(dialog.place_list.viewport(), LEFT, pos=dialog.place_list.visualRect(heading).center())
    assert dialog.alike.isEnabled()


def test_a_name_that_was_missed_is_marked_and_a_sign_trimmed(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.MISSED)
    dialog.words.setText("دمشق")
    QTest.mouseClick(dialog.alike, LEFT)
    assert article_with(desk, 3).endswith("إلى [دمشق|GPE].")
    settled(desk, qtbot)
    dialog.words.clear()
    choose(dialog, Doubt.PUNCTUATION)
    assert dialog.alike.text() == "Trim 1 span"
    QTest.mouseClick(dialog.alike, LEFT)
    assert article_with(desk, 2) == "زار [عباس|PERS]، القاهرة أمس."


def test_what_is_right_is_shown_no_more_until_it_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    press(dialog, Key.Key_K, CTRL)
    assert names(dialog) == []
    dialog.with_right.click()
    assert names(dialog) == ["✓ القاهرة"]
    assert dialog.right.text() == "Show again"
    QTest.mouseClick(dialog.right, LEFT)
    dialog.with_right.click()
    assert names(dialog) == ["القاهرة"]


def test_a_double_click_opens_the_article_there_and_the_window_comes_back_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    row = row_of(dialog, "عاد")
    point = dialog.place_list.visualRect(dialog.places.index(row)).center()
    QTest.mouseClick(dialog.place_list.viewport(), LEFT, pos=point)
    QTest.mouseDClick(dialog.place_list.viewport(), LEFT, pos=point)
    assert desk.page.article is not None
    assert desk.page.article.uid == desk.workspace.article_uids()[1]
    assert desk.chosen == "القاهرة" or desk.in_hand == ["القاهرة"]
    assert not dialog.isVisible()
    desk.workspace.relabel(desk.page.article.uid, desk.spans[0].uid, "GPE")
    assert opened(desk, qtbot) is dialog
    assert dialog.kind_list.currentIndex().row() == 1
    assert names(dialog) == []


def test_an_edit_in_the_article_is_followed(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    uid = desk.workspace.article_uids()[1]
    desk.workspace.relabel(uid, desk.workspace.spans(uid)[0].uid, "GPE")
    settled(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    assert names(dialog) == []


def test_spans_of_others_are_shown_to_the_lead_and_cannot_be_ticked(desk: Desk, qtbot: QtBot) -> None:
    with Workspace.open(desk.path) as workspace:
        put_marked(workspace, "إلى [القاهرة|Meet].", annotator=OTHER)
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    dialog.everyone.click()
    settled(desk, qtbot)
    row = row_of(dialog, "إلى [القاهرة]")
    place = dialog.places.row_at(row)
    assert isinstance(place, Occurrence)
    if place.layer.annotator != OTHER:
        place = next(one for one in dialog.places.finding.occurrences if one.layer.annotator == OTHER)  # type: ignore[union-attr]
    assert not dialog.places.can_be_ticked(place)
    assert all(one.layer.annotator == AUTHOR for one in dialog.places.ticked)


def test_looking_can_be_cancelled(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def endless(_workspace: Workspace, *, progress: Callable[[int, int], None], **_asked: object) -> None:
        try:
            while True:
                progress(1, 2)
        finally:
            ended.append(True)

    monkeypatch.setattr(Workspace, "doubts", endless)
    desk.act("consistency")
    dialog = desk.window.findChild(QProgressDialog)
    assert dialog is not None
    dialog.canceled.emit()
    qtbot.waitUntil(lambda: ended == [True])
    qtbot.waitUntil(lambda: not desk.window.findChildren(QProgressDialog))
    assert Harmonising.on(desk.page).dialog is None


def test_many_places_are_made_alike_beside_the_window(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harmonising, "AT_ONCE", 0)
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    QTest.mouseClick(dialog.alike, LEFT)
    qtbot.waitUntil(lambda: dialog.findings.rowCount() == 0)
    assert article_with(desk, 1) == "قال ب[القاهرة|GPE] <b>ثم</b> عاد."


def test_what_could_not_be_changed_is_told(desk: Desk, qtbot: QtBot, told: list[str]) -> None:
    dialog = opened(desk, qtbot)
    choose(dialog, Doubt.LABEL)
    (place,) = dialog.places.ticked
    with Workspace.open(desk.path) as other:
        other.remove(place.layer.article, other.spans(place.layer.article)[0].uid)
    QTest.mouseClick(dialog.alike, LEFT)
    assert told == ["1 place could not be made so, or has changed meanwhile; it stays as it is."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_painted_in_both_languages(desk: Desk, qtbot: QtBot, language: Language) -> None:
    use(language)
    desk.reopen()
    dialog = opened(desk, qtbot)
    for kind in Doubt:
        choose(dialog, kind)
        QApplication.processEvents()
        assert not dialog.grab().isNull()


def test_the_project_is_closed_while_something_is_looked_for(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    Harmonising.on(desk.page)._search(is_quiet=True)
    desk.window.show_project(None)
    assert desk.window.page is None
