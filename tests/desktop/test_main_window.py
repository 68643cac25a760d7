"""The window around the Article: projects, menus, languages, appearance, articles and their status, and neighbours."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QAction, QDropEvent, QFontInfo, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator import paths, words
from annotator.desktop import theme
from annotator.desktop.actions import menus
from annotator.desktop.dialogs.import_options import ImportOptions
from annotator.desktop.exchange import Said
from annotator.desktop.main_window import MainWindow
from annotator.desktop.pages import finishing
from annotator.desktop.pages.start import StartPage
from annotator.desktop.plain import escaped
from annotator.errors import AnnotatorError
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.desktop.hands import CTRL, SHIFT, Desk, Key, bury, press

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def start(qapp: QApplication) -> MainWindow:
    """A window without a project."""
    assert qapp.platformName() == "offscreen"
    window = MainWindow(None)
    window.show()
    QApplication.processEvents()
    yield window  # type: ignore[misc]
    bury(window)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The path of a project with the sample articles."""
    path = tmp_path / "عينة.hashiya"
    Workspace.sample(path, annotator="ليلى").close()
    return path


def shortcuts_of(window: MainWindow) -> list[tuple[str, QAction]]:
    """The actions of a window that have a key, with their names."""
    actions = [action for action in window.findChildren(QAction) if action.objectName().startswith("action-")]
    return [(action.objectName().removeprefix("action-"), action) for action in actions if action.shortcuts()]


def button(parent: QWidget, text: str) -> QAbstractButton:
    return next(known for known in parent.findChildren(QAbstractButton) if known.text() == text)


def when_asked(answer: Callable[[QDialog], None]) -> None:
    """Answer the dialog that is going to open; it is closed in any case."""
    timer = QTimer(QApplication.instance(), interval=5)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        timer.stop()
        timer.deleteLater()
        try:
            answer(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    timer.timeout.connect(act)
    timer.start()


def naming(path: Path) -> Callable[[QDialog], None]:
    """An answer to a file dialog."""

    def answer(dialog: QDialog) -> None:
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(path))
        dialog.accept()

    return answer


def drop(window: MainWindow, *files: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)
    assert event.isAccepted()


# The start page and projects


def test_without_a_project_there_is_a_start_page_and_what_needs_one_is_off(start: MainWindow) -> None:
    assert start.findChild(StartPage) is not None
    assert start.workspace is None
    assert start.windowTitle() == "Hashiya"
    on = {
        spec.name
        for _title, specs in menus()
        for spec in specs
        if spec.name and start.actions_by_name[spec.name].isEnabled()
    }
    assert on == {spec.name for _title, specs in menus() for spec in specs if spec.name and not spec.needs_project}


def test_the_start_page_says_all_that_can_be_dropped(start: MainWindow) -> None:
    told = " ".join(found.text() for found in start.findChildren(QLabel))
    for kind in ("a project", "texts", "tables", "web pages", "feeds", "Word documents", "other tools", "folders"):
        assert kind in told, kind


def test_the_start_page_opens_the_sample(start: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "sample_project", lambda: tmp_path / "sample.hashiya")
    QTest.mouseClick(button(start, "Look at the sample"), LEFT)
    assert start.workspace is not None
    assert start.workspace.path == tmp_path / "sample.hashiya"
    assert start.page is not None
    assert start.page.article is not None


def test_the_start_page_makes_a_project(start: MainWindow, tmp_path: Path) -> None:
    def fill(dialog: QDialog) -> None:
        path, name = dialog.findChildren(QLineEdit)[:2]
        path.setText(str(tmp_path / "جديد"))
        name.setText("  سلمى  ")
        QTest.mouseClick(button(dialog, "Make the project"), LEFT)

    when_asked(fill)
    QTest.mouseClick(button(start, "New project…"), LEFT)
    assert start.workspace is not None
    assert start.workspace.path == tmp_path / "جديد.hashiya"
    assert start.workspace.annotator == "سلمى"
    assert start.page is not None
    assert start.page.article is None
    assert not start.page.view.isEnabled()


def test_a_project_is_not_made_over_a_file_that_is_there(start: MainWindow, project: Path) -> None:
    before = project.read_bytes()
    faults: list[str] = []

    def fill(dialog: QDialog) -> None:
        path, name = dialog.findChildren(QLineEdit)[:2]
        path.setText(str(project))
        name.setText("سلمى")
        QTest.mouseClick(button(dialog, "Make the project"), LEFT)
        faults.append(next(w.text() for w in dialog.findChildren(QWidget, "warning")))  # type: ignore[attr-defined]
        press(dialog, Key.Key_Escape)

    when_asked(fill)
    QTest.mouseClick(button(start, "New project…"), LEFT)
    assert "عينة.hashiya" in faults[0]
    assert start.workspace is None
    assert project.read_bytes() == before


def test_the_start_page_asks_for_a_project_and_opens_it(start: MainWindow, project: Path) -> None:
    when_asked(naming(project))
    QTest.mouseClick(button(start, "Open a project…"), LEFT)
    assert start.workspace is not None
    assert start.workspace.path == project


def test_recent_projects_are_listed_the_newest_first_and_opened_by_a_click(start: MainWindow, tmp_path: Path) -> None:
    for name in ("one", "two", "gone"):
        Workspace.sample(tmp_path / f"{name}.hashiya", annotator="a").close()
        start.projects.open(tmp_path / f"{name}.hashiya")
    (tmp_path / "gone.hashiya").unlink()
    start.show_project(None)
    listed = start.findChild(QListWidget, "recentProjects")
    assert listed is not None
    assert [listed.item(row).text().split("\n")[0] for row in range(listed.count())] == ["two", "one"]
    QTest.mouseClick(listed.viewport(), LEFT, pos=listed.visualItemRect(listed.item(1)).center())
    assert start.workspace is not None
    assert start.workspace.path.stem == "one"


def test_the_list_of_recent_projects_is_as_tall_as_what_it_holds(qtbot: QtBot, tmp_path: Path) -> None:
    heights = []
    for count in (1, 3, 6, 9):
        page = StartPage([tmp_path / f"{number}.hashiya" for number in range(count)], theme.LIGHT)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        listed = page.findChild(QListWidget, "recentProjects")
        assert listed is not None
        heights.append(listed.height())
        assert listed.verticalScrollBar().isVisible() is (count > 6)
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_closing_the_project_leads_back_to_the_start_page(desk: Desk) -> None:
    path = desk.path
    desk.act("close")
    assert desk.window.workspace is None
    assert desk.window.findChild(StartPage) is not None
    sqlite3.connect(path).execute("BEGIN EXCLUSIVE").connection.close()


def test_a_file_that_is_no_project_is_told_in_words(start: MainWindow, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "odd.hashiya").write_bytes(b"not a database at all" * 100)
    start.projects.open(tmp_path / "odd.hashiya")
    start.projects.open(tmp_path / "missing.hashiya")
    assert len(told) == 2
    assert "odd.hashiya" in told[0]
    assert "missing.hashiya" in told[1]
    assert start.workspace is None


def test_a_newer_project_is_told_in_words_and_left_alone(start: MainWindow, project: Path, told: list[str]) -> None:
    connection = sqlite3.connect(project, isolation_level=None)
    (table,) = connection.execute(
        "SELECT name FROM sqlite_master WHERE name LIKE '%migrations%' AND type='table'"
    ).fetchone()
    row = connection.execute(f"SELECT * FROM {table} LIMIT 1")
    columns = [column[0] for column in row.description]
    values = [
        "m999_of_tomorrow" if column == "name" else value for column, value in zip(columns, row.fetchone(), strict=True)
    ]
    values = [None if column == "id" else value for column, value in zip(columns, values, strict=True)]
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    connection.close()
    start.projects.open(project)
    assert len(told) == 1
    assert "newer" in told[0]
    assert start.workspace is None


def test_a_project_that_is_dropped_is_opened(start: MainWindow, project: Path) -> None:
    drop(start, project)
    assert start.workspace is not None
    assert start.workspace.path == project


# Import


def finished(window: MainWindow) -> bool:
    """Whether no work goes on beside the window."""
    return not window.findChildren(QProgressDialog)


def test_files_that_are_dropped_come_in(desk: Desk, tmp_path: Path, qtbot: QtBot, told: list[str]) -> None:
    (tmp_path / "خبر.txt").write_text("وصل بوتين إلى دمشق.", encoding="utf-8")
    drop(desk.window, tmp_path / "خبر.txt")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["1 article came in."]
    assert desk.page.articles.list.model().rowCount() == 3
    assert "0 of 3 finished" in [
        label.text() for label in desk.window.status_line.findChildren(QWidget) if hasattr(label, "text")
    ]
    qtbot.waitUntil(lambda: finished(desk.window))


def test_the_first_import_opens_its_first_article(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    desk = at_desk()
    assert desk.page.article is None
    (tmp_path / "a.jsonl").write_text('{"text": "قال الشرع", "spans": [[4, 9, "PERS"]]}\n', encoding="utf-8")
    desk.window.exchange.take_in([tmp_path / "a.jsonl"])
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["1 article came in with 1 span."]
    assert desk.text == "قال الشرع"
    assert desk.marked == [("الشرع", "PERS")]
    desk.mark("قال", "Statement")
    assert len(desk.spans) == 2
    desk.act("undo")
    desk.act("undo")
    assert desk.page.article is None


def test_the_import_dialog_knows_where_proclitics_are(desk: Desk, tmp_path: Path) -> None:
    dialog = ImportOptions([tmp_path / "a.jsonl"], desk.window)
    box = next(box for box in dialog.findChildren(QComboBox) if "ف" in box.accessibleName())
    found = []
    for choice in ("Taken as they are", "Outside of the spans", "Inside the spans"):
        box.setCurrentText(choice)
        found.append(dialog.clitics_inside)
    assert found == [None, False, True]


def test_spans_that_keep_their_proclitics_are_moved_as_they_come_in(
    desk: Desk, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "نقلاً عن لرويترز", "spans": [[9, 16, "ORG"]]}\n', encoding="utf-8")
    desk.window.exchange.take_in([tmp_path / "a.jsonl"], Said(clitics_inside=True))
    qtbot.waitUntil(lambda: bool(told))
    uid = desk.workspace.article_uids()[-1]
    assert [span.start for span in desk.workspace.spans(uid)] == [10]


def test_a_bad_file_changes_nothing_and_may_be_taken_in_without_its_bad_lines(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mixed.jsonl").write_text('{"text": "خبر"}\n{"nothing": 1}\n', encoding="utf-8")
    heard: list[str] = []

    def answer(box: QMessageBox) -> None:
        heard.append(box.text())
        assert len(desk.workspace.article_uids()) == 2 or len(heard) > 1
        for known in box.buttons():
            if known.text() == "Leave bad ones out":
                known.click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    desk.window.exchange.take_in([tmp_path / "mixed.jsonl"])
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert "mixed.jsonl" in heard[0]
    assert "2" in heard[0]
    assert heard[1].startswith("1 article came in")
    assert len(desk.workspace.article_uids()) == 3


def test_labels_that_the_schema_lacks_may_be_added_with_the_files_that_have_them(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.conll").write_text("زار O\nبيروت B-City\n", encoding="utf-8")
    heard: list[str] = []

    def answer(box: QMessageBox) -> None:
        heard.append(box.text())
        for known in box.buttons():
            if known.text() == "Add the labels":
                known.click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    desk.window.exchange.take_in([tmp_path / "a.conll"])
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert "City" in heard[0]
    assert "Labels that were added: City" in heard[1]
    assert desk.workspace.schema.label("City") is not None
    assert [span.label for span in desk.workspace.spans(desk.workspace.article_uids()[-1])] == ["City"]


def test_windows_arabic_is_offered_for_a_file_that_is_not_utf8(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.txt").write_bytes("وصل بوتين إلى دمشق".encode("windows-1256"))
    heard: list[str] = []

    def answer(box: QMessageBox) -> None:
        heard.append(box.text())
        for known in box.buttons():
            if known.text() == "Read as Windows Arabic":
                known.click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    desk.window.exchange.take_in([tmp_path / "old.txt"])
    qtbot.waitUntil(lambda: len(heard) == 2)
    newest = desk.workspace.article_uids()[-1]
    assert desk.workspace.article(newest).text == "وصل بوتين إلى دمشق"


def test_cancelling_an_import_leaves_the_project_as_it_was(
    desk: Desk, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    lines = "".join(f'{{"text": "خبر رقم {n} {"كلمة " * 50}"}}\n' for n in range(20_000))
    (tmp_path / "many.jsonl").write_text(lines, encoding="utf-8")
    before = len(list(desk.workspace.log()))
    desk.window.exchange.take_in([tmp_path / "many.jsonl"])

    def on_the_way() -> list[QProgressDialog]:  # the files are looked through first, then brought in
        return [dialog for dialog in desk.window.findChildren(QProgressDialog) if dialog.value() > 0]

    qtbot.waitUntil(lambda: on_the_way() != [], timeout=20_000)
    on_the_way()[0].canceled.emit()
    qtbot.waitUntil(lambda: finished(desk.window), timeout=20_000)
    assert told == []
    assert len(desk.workspace.article_uids()) == 2
    assert len(list(desk.workspace.log())) == before
    assert desk.page.articles.list.model().rowCount() == 2
    desk.mark("سوريا", "GPE")
    assert desk.marked == [("سوريا", "GPE")]


def test_closing_the_window_in_the_middle_of_an_import_waits_for_it(desk: Desk, tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "خبر رقم {n} {"كلمة " * 50}"}}\n' for n in range(5_000))
    (tmp_path / "many.jsonl").write_text(lines, encoding="utf-8")
    desk.window.exchange.take_in([tmp_path / "many.jsonl"])
    desk.reopen()
    assert len(desk.workspace.article_uids()) == 2


# Languages and appearance


def texts_of(window: MainWindow) -> set[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {known.text() for known in window.findChildren(QAbstractButton)} | {
        action.text() for action in window.menuBar().actions()
    }


def test_the_language_switches_at_run_time_and_everything_is_mirrored(desk: Desk) -> None:
    desk.act("next")
    text = desk.text
    desk.mark("حمزة المصطفى", "PERS")
    articles = desk.page.articles
    before = articles.mapTo(desk.window, QPoint(0, 0)).x()
    english = texts_of(desk.window)
    desk.act("language")
    QApplication.processEvents()
    assert words.language() == "ar"
    assert desk.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert desk.page.articles.mapTo(desk.window, QPoint(0, 0)).x() > before + 400
    assert desk.text == text
    assert desk.marked == [("حمزة المصطفى", "PERS")]
    assert desk.view.letter_rects(0, 1)[0].left() > desk.view.viewport().width() / 2
    assert len(texts_of(desk.window) & english) < 5
    desk.pointer.drag_over("سوريا")
    desk.type("g")
    assert len(desk.spans) == 2
    desk.act("language")
    assert desk.window.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert texts_of(desk.window) == english


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_window_in_either_language_has_words_for_everything(
    at_desk: Callable[..., Desk], language: words.Language
) -> None:
    words.use(language)
    desk = at_desk("التقى الشرع بوتين في موسكو.")
    desk.mark("بوتين", "PERS")
    desk.pointer.click_on("بوتين")
    assert desk.marked == [("بوتين", "PERS")]
    QApplication.processEvents()
    for widget in desk.window.findChildren(QWidget):
        for told in (widget.toolTip(), widget.accessibleName(), getattr(widget, "text", str)()):
            assert "{" not in told
    if language == "ar":
        assert any("\u0600" <= letter <= "\u06ff" for letter in desk.action_text("done"))


def test_the_language_that_was_chosen_is_remembered(desk: Desk) -> None:
    desk.act("language")
    assert desk.window.preferences.language == "ar"


def test_light_turns_dark_and_back_and_the_article_stays(desk: Desk) -> None:
    desk.act("next")
    desk.mark("سوريا", "GPE")
    text = desk.text
    light = desk.view.palette().base().color().lightness()
    desk.act("theme")
    assert desk.view.palette().base().color().lightness() < 60 < light
    assert desk.text == text
    assert len(desk.view.highlights) == 1
    desk.reopen()
    assert desk.view.palette().base().color().lightness() < 60
    desk.act("theme")
    assert desk.view.palette().base().color().lightness() == light
    desk.act("theme_system")
    assert desk.window.preferences.mode == "system"


@pytest.mark.parametrize("switch", ["theme", "language"])
def test_the_keyboard_goes_on_where_it_was_when_the_window_is_dressed_anew(desk: Desk, switch: str) -> None:
    desk.key(Key.Key_Left, times=3)
    place = desk.view.place
    assert place > 0
    desk.act(switch)
    assert desk.view.place == place
    desk.key(Key.Key_Left)
    desk.key(Key.Key_Left, SHIFT)
    assert desk.in_hand == [desk.text[place:][: len(" ".join(desk.text[place:].split()[:2]))]]


def test_letters_are_made_larger_and_smaller_and_stay_so(desk: Desk) -> None:
    def height() -> float:
        return desk.view.letter_rects(0, 1)[0].height()

    usual = height()
    desk.act("zoom_in")
    larger = height()
    assert larger > usual
    desk.reopen()
    assert height() == larger
    desk.act("zoom_reset")
    assert height() == usual
    desk.act("zoom_out")
    assert height() < usual
    for _time in range(30):
        desk.act("zoom_out")
    assert desk.window.preferences.reading_font[1] == 9
    for _time in range(30):
        desk.act("zoom_in")
    assert desk.window.preferences.reading_font[1] == 48


def test_the_font_of_the_article_is_chosen(desk: Desk) -> None:
    def fill(dialog: QDialog) -> None:
        dialog.findChildren(QComboBox)[0].setCurrentText("Amiri")
        dialog.findChildren(QSpinBox)[0].setValue(21)
        dialog.accept()

    when_asked(fill)
    desk.act("font")
    assert desk.window.preferences.reading_font == ("Amiri", 21.0)
    assert QFontInfo(desk.view.document().defaultFont()).family() == "Amiri"
    desk.mark("دونالد ترامب", "PERS")
    assert desk.marked == [("دونالد ترامب", "PERS")]


def test_hidden_marks_are_shown_and_hidden_and_letters_stay_where_they_are(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("رجب\u00a0طيب \u202bأردوغان\u202c\u200f في\nأنقرة")
    before = [desk.view.letter_rects(n, n + 1) for n in (0, 5, 12)]
    plain = desk.view.grab().toImage()
    desk.act("marks")
    shown = desk.view.grab().toImage()
    assert shown != plain
    desk.pointer.drag_over("أردوغان")
    assert desk.in_hand == ["أردوغان"]
    desk.key(Key.Key_Escape, times=2)
    desk.act("marks")
    assert [desk.view.letter_rects(n, n + 1) for n in (0, 5, 12)] == before


def test_the_state_of_the_window_is_remembered(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(700, 600)
    qtbot.waitUntil(lambda: desk.window.width() >= desk.window.minimumSizeHint().width())
    size = desk.window.size()
    desk.page._before.setSizes([100, 300])
    sizes = desk.page._before.sizes()
    desk.act("next")
    text = desk.text
    desk.reopen()
    qtbot.waitUntil(lambda: desk.window.size() == size)
    assert desk.page._before.sizes() == sizes
    assert desk.text == text


# Actions


def test_the_filter_is_entered_used_and_left_by_the_keyboard_alone(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk(
        *(Article(f"a{n}", title, f"نص عن {title}") for n, title in enumerate(["حلب", "حمص", "حماة", "دمشق"]))
    )

    def filter_by(words: str) -> QWidget:
        desk.act("filter")
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.insert(words)
        return field

    press(filter_by("حم"), Key.Key_Return)
    assert desk.page.article is not None
    assert desk.page.article.title == "حمص"
    assert desk.view.hasFocus()
    press(filter_by("حما"), Key.Key_Down)
    assert desk.page.articles.list.hasFocus()
    press(desk.page.articles.list, Key.Key_Return)
    assert desk.page.article.title == "حماة"
    press(filter_by("لا شيء"), Key.Key_Down)
    press(QApplication.focusWidget(), Key.Key_Return)
    assert desk.page.article.title == "حماة"
    press(QApplication.focusWidget(), Key.Key_Escape)
    assert desk.view.hasFocus()
    assert desk.page.articles.list.model().rowCount() == 4
    desk.page.articles.list.setFocus()
    press(desk.page.articles.list, Key.Key_Escape)
    assert desk.view.hasFocus()


def test_wherever_the_keyboard_can_stop_there_is_a_name_to_be_read_out(desk: Desk) -> None:
    span = desk.mark("الثلاثاء", "DATE")
    desk.mark("زيارة", "Meet")
    for uid in ("", span.uid):
        desk.page.choose_span(uid)
        QApplication.processEvents()
        stops = [known for known in desk.window.findChildren(QWidget) if known.isVisible() and known.isEnabled()]
        stops = [known for known in stops if known.focusPolicy() & Qt.FocusPolicy.TabFocus]
        told = [QAccessible.queryAccessibleInterface(known).text(QAccessible.Text.Name) for known in stops]
        assert len(stops) > 30
        assert [known for known, name in zip(stops, told, strict=True) if not name] == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_label_in_hand_is_seen_whole_above_its_advice(desk: Desk, qtbot: QtBot, language: words.Language) -> None:
    desk.window.resize(1280, 760)

    def is_whole(name: str) -> bool:
        button, port = desk.page.palette_panel._buttons[name], desk.page.palette_panel._scroll.viewport()
        top = button.mapTo(port, QPoint(0, 0)).y()
        return button.isVisible() and top >= 0 and top + button.height() <= port.height()

    words.use(language)
    for name in ("DATE", "PERS"):
        desk.page.marking.press_label(name)
        desk.window.rebuild()
        QApplication.processEvents()
        qtbot.waitUntil(lambda: is_whole(name), timeout=2000)  # noqa: B023
    for label in desk.workspace.schema.markable():
        desk.page.palette_panel.arm(label.name)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: is_whole(label.name), timeout=2000)  # noqa: B023


def test_shortcuts_are_also_those_of_a_keyboard_with_arabic_letters_alone(desk: Desk) -> None:
    told = {name: [keys.toString() for keys in action.shortcuts()] for name, action in shortcuts_of(desk.window)}
    assert told["undo"] == ["Ctrl+Z", "Ctrl+ئ"]
    assert told["redo"] == ["Ctrl+Shift+Z", "Ctrl+Shift+ئ"]
    assert told["done"] == ["Ctrl+Return"]
    assert max(Counter(keys for several in told.values() for keys in several).values()) == 1


def test_every_action_has_words_a_tip_and_a_key_and_stands_in_a_menu(desk: Desk) -> None:
    tops = [top.menu() for top in desk.window.menuBar().actions()]
    in_menus = [action for menu in tops for action in menu.actions() if not action.isSeparator()]
    keys: Counter[str] = Counter()
    for _title, specs in menus():
        for spec in specs:
            if not spec.name:
                continue
            action = desk.window.actions_by_name[spec.name]
            assert action in in_menus, spec.name
            assert spec.text
            assert action.toolTip()
            assert spec.key or spec.told_key, spec.name
            keys[action.shortcut().toString() or spec.told_key] += 1
    assert [key for key, times in keys.items() if times > 1] == []
    assert len(keys) == len(in_menus)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_menu_is_taller_than_a_small_screen(desk: Desk, language: words.Language) -> None:
    words.use(language)
    desk.window.rebuild()
    for action in desk.window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        assert menu.sizeHint().height() <= 700


def test_keys_keep_their_order_in_an_arabic_menu(desk: Desk) -> None:
    desk.act("language")
    for name, shown in (("zoom_in", "Ctrl++\u200e"), ("zoom_out", "Ctrl+-\u200e"), ("cut_clitics", "Ctrl+'\u200e")):
        assert desk.action_text(name).partition("\t")[2] == shown
    down = desk.window.actions_by_name["next"].shortcut()
    assert down.toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+↓\u200e"
    assert down == QKeySequence("Ctrl+Down")


def test_buttons_that_qt_makes_say_what_the_others_say(desk: Desk) -> None:
    desk.act("language")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Close)
    assert {button.text().replace("&", "") for button in buttons.buttons()} == {words._("Cancel"), words._("Close")}
    assert words._("Cancel") != "Cancel"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_menu_has_two_entries_with_the_same_letter(language: words.Language) -> None:
    words.use(language)
    for _title, specs in menus():
        letters = [spec.text[spec.text.index("&") + 1].casefold() for spec in specs if "&" in spec.text]
        assert [letter for letter, times in Counter(letters).items() if times > 1] == []


def test_what_can_be_pressed_or_filled_in_has_an_accessible_name(desk: Desk) -> None:
    desk.mark("سوريا", "GPE")
    desk.pointer.click_on("سوريا")
    nameless = [
        widget
        for kind in (QToolButton, QPushButton, QComboBox, QLineEdit)
        for widget in desk.window.findChildren(kind)
        if widget.isVisible()
        and not (widget.accessibleName() or widget.toolTip() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QLineEdit | QComboBox)
    ]
    assert nameless == []
    for name in ("articleView", "articleList", "labelPalette", "spanTable", "inspector"):
        found = desk.window.findChild(QWidget, name)
        assert found is not None, name
        assert found.accessibleName(), name


def test_shortcuts_reach_their_actions_from_the_article(desk: Desk) -> None:
    first = desk.text
    desk.key(Key.Key_Down, CTRL)
    assert desk.text != first
    desk.key(Key.Key_Up, CTRL)
    assert desk.text == first


def test_f6_goes_from_panel_to_panel_and_back_to_the_article(desk: Desk) -> None:
    desk.mark("سوريا", "GPE")
    desk.pointer.click_on("سوريا")
    stops = []
    while not stops or stops[-1] is not desk.view:
        desk.act("next_panel")
        stops.append(QApplication.focusWidget())
    panels = [desk.page.articles, desk.page.span_panel, desk.page.palette_panel, desk.page.inspector]
    assert [stop in panels or stop.parent() is not None for stop in stops if stop] == [True] * 5
    for panel in panels:
        assert any(stop is panel or (stop and panel.isAncestorOf(stop)) for stop in stops)


def test_the_keys_are_listed_and_the_program_tells_about_itself(desk: Desk, told: list[str]) -> None:
    desk.act("keys")
    dialog = desk.window.findChildren(QDialog)[-1]
    assert dialog.isVisible()
    dialog.close()
    desk.act("about")
    assert "GNU General Public License" in told[0]


# Articles


def status_of(desk: Desk, number: int) -> tuple[Status, str]:
    return desk.workspace.status(desk.workspace.article_uids()[number])


def test_done_and_skip_go_on_to_the_next_article_and_the_same_again_takes_it_back(desk: Desk) -> None:
    desk.act("done")
    assert status_of(desk, 0) == (Status.DONE, "")
    assert desk.page.article is not None
    assert desk.page.article.uid == desk.workspace.article_uids()[1]
    desk.act("skip")
    assert status_of(desk, 1) == (Status.SKIPPED, "")
    desk.act("previous")
    desk.act("done")
    assert status_of(desk, 0) == (Status.NEW, "")
    desk.mark("سوريا", "GPE")
    desk.act("done")
    desk.act("previous")
    desk.act("done")
    assert status_of(desk, 0) == (Status.IN_PROGRESS, "")


def test_a_flag_has_a_comment_and_thinking_better_of_it_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str | None] = [None, "النص مبتور"]
    asked: list[str] = []

    def ask(_parent: QWidget, before: str) -> str | None:
        asked.append(before)
        return answers.pop(0)

    monkeypatch.setattr(finishing, "ask_comment", ask)
    desk.act("flag")
    assert status_of(desk, 0) == (Status.NEW, "")
    desk.act("flag")
    assert status_of(desk, 0) == (Status.FLAGGED, "النص مبتور")
    flag = button(desk.page.header, "Flag")
    assert flag.isChecked()
    assert flag.toolTip() == escaped("النص مبتور")
    desk.act("undo")
    assert status_of(desk, 0) == (Status.NEW, "")
    assert not flag.isChecked()


def test_the_buttons_of_the_header_do_what_the_menu_does(desk: Desk) -> None:
    QTest.mouseClick(button(desk.page.header, "Done"), LEFT)
    assert status_of(desk, 0)[0] is Status.DONE
    QTest.mouseClick(button(desk.page.header, "Previous"), LEFT)
    assert button(desk.page.header, "Done").isChecked()
    QTest.mouseClick(button(desk.page.header, "Next"), LEFT)
    assert not button(desk.page.header, "Done").isChecked()


def test_next_stops_at_the_last_article_and_previous_at_the_first(desk: Desk) -> None:
    first = desk.text
    desk.act("previous")
    assert desk.text == first
    desk.act("next")
    last = desk.text
    desk.act("next")
    assert desk.text == last != first


def test_a_click_in_the_list_opens_an_article(desk: Desk) -> None:
    listed = desk.page.articles.list
    QTest.mouseClick(listed.viewport(), LEFT, pos=listed.visualRect(listed.model().index(1, 0)).center())
    assert desk.page.article is not None
    assert desk.page.article.uid == desk.workspace.article_uids()[1]
    assert desk.view.hasFocus()


def test_the_list_is_filtered_by_words_and_by_status_and_keeps_the_open_article(desk: Desk) -> None:
    listed = desk.page.articles.list
    (field,) = desk.page.articles.findChildren(QLineEdit)
    text = desk.text
    desk.act("filter")
    assert field.hasFocus()
    QTest.keyClicks(field, "zzz")
    assert listed.model().rowCount() == 0
    assert desk.text == text
    field.clear()
    assert listed.model().rowCount() == 2
    assert listed.currentIndex().row() == 0
    box = desk.page.articles.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.findData("done"))
    assert listed.model().rowCount() == 0
    box.setCurrentIndex(0)
    desk.act("next")
    assert listed.currentIndex().row() == 1


def test_the_filter_finds_a_title_without_its_tashkeel(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk(Article("a", "مُحَمَّدٌ في دِمَشْق", "نص أول"), Article("b", "بوتين في موسكو", "نص ثان"))
    (field,) = desk.page.articles.findChildren(QLineEdit)
    field.setText("محمد")
    listed = desk.page.articles.list.model()
    assert [listed.index(row, 0).data() for row in range(listed.rowCount())] == ["مُحَمَّدٌ في دِمَشْق"]


def test_time_spent_is_counted_and_kept(desk: Desk, qtbot: QtBot) -> None:
    desk.key(Key.Key_Left)
    qtbot.waitUntil(lambda: desk.page.stopwatch.seconds >= 1, timeout=5000)
    uid = desk.workspace.article_uids()[0]
    desk.reopen()
    assert desk.workspace.layer(uid).seconds >= 1


# Two windows, two programs


def test_what_another_program_writes_is_seen_within_a_second(desk: Desk, qtbot: QtBot) -> None:
    article = desk.workspace.article_uids()[0]
    start, end = desk.text_range("سوريا")
    with Workspace.open(desk.path) as other:
        other.mark(article, [(start, end)], "GPE")
        qtbot.waitUntil(lambda: len(desk.view.highlights) == 1, timeout=1000)
        desk.mark("موسكو", "GPE")
        assert len(other.spans(article)) == 2
        other.set_status(article, Status.DONE)
        done = button(desk.page.header, "Done")
        qtbot.waitUntil(done.isChecked, timeout=1000)
    assert desk.page.span_panel.model().rowCount() == 2


def test_two_windows_on_one_file_both_write_and_see_each_other(
    desk: Desk, at_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    other = at_desk(path=desk.path)
    desk.mark("سوريا", "GPE")
    other.mark("موسكو", "GPE")
    qtbot.waitUntil(lambda: len(desk.view.highlights) == len(other.view.highlights) == 2, timeout=1000)
    other.pointer.click_on("سوريا")
    other.key(Key.Key_Delete)
    qtbot.waitUntil(lambda: len(desk.view.highlights) == 1, timeout=1000)
    desk.act("undo")
    qtbot.waitUntil(lambda: len(other.view.highlights) == 2, timeout=1000)
    assert sorted(desk.marked) == sorted(other.marked) == [("سوريا", "GPE"), ("موسكو", "GPE")]


def test_two_annotators_do_not_see_each_others_spans(desk: Desk, at_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    other = at_desk(path=desk.path, annotator="عمر")
    desk.mark("سوريا", "GPE")
    other.mark("موسكو", "GPE")
    other.act("done")
    qtbot.waitUntil(lambda: desk.workspace.annotators() == ["عمر", "ليلى"] or len(desk.workspace.annotators()) == 2)
    assert desk.marked == [("سوريا", "GPE")]
    desk.act("undo")
    assert desk.spans == []
    other.act("previous")
    assert other.marked == [("موسكو", "GPE")]


def test_a_span_that_another_window_deleted_is_told_in_words_where_it_is_changed(desk: Desk, told: list[str]) -> None:
    span = desk.mark("سوريا", "GPE")
    desk.pointer.click_on("سوريا")
    article = desk.workspace.article_uids()[0]
    with Workspace.open(desk.path) as other:
        other.remove(article, span.uid)
    desk.type("l")
    assert len(told) == 1
    assert desk.spans == []


def test_a_file_that_cannot_be_looked_at_is_told_once(
    desk: Desk, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise AnnotatorError("the disk is gone")

    monkeypatch.setattr(desk.workspace, "look_for_changes", fails)
    desk.page.bridge.look()
    desk.page.bridge.look()
    assert told == ["the disk is gone"]
    monkeypatch.undo()
    desk.page.bridge.look()
