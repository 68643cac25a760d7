"""Recommenders outside are added, changed, tried and taken out in the window, and nothing runs before it is allowed."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.outside import fields
from annotator.desktop.dialogs.outside.form import OutsideForm
from annotator.desktop.dialogs.outside.leave import Leave
from annotator.desktop.dialogs.outside.trial import Trial
from annotator.desktop.dialogs.outsides import Outsides
from annotator.desktop.pages import connecting
from annotator.edits.edit import AddArticle
from annotator.model.article import Article
from annotator.suggest.external import keys, plugins
from annotator.suggest.external.foreign import Info
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.external.setting_up import Way
from annotator.workspace import Workspace
from tests.desktop.hands import Desk
from tests.helpers.outside import child, served

TEXT = "زار الوفد قرية تلمسين ثم عاد من تلمسين مساء."
START = TEXT.index("تلمسين")
FINDS = (
    f'say(id=asked["id"], spans=[{{"start": {START}, "end": {START + 6}, "label": "GPE", "score": 0.9, "note": "why"}}'
    ', {"start": 0, "end": 3, "label": "MISC", "score": 0.9}])'
)


@pytest.fixture
def desk(at_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A window on a project of one Article, with the list of recommenders outside open."""
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, annotator="ليلى") as workspace:
        workspace.do(AddArticle(Article("first", "first", TEXT)))
    made = at_desk(path=path)
    made.act("outsides")
    return made


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def tick(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def write(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def choose(box: QComboBox, data: str) -> None:
    """With the keyboard alone."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != data:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before


def outsides(desk: Desk) -> Outsides:
    (found,) = desk.window.findChildren(Outsides)
    return found


def form(desk: Desk) -> OutsideForm:
    """The form that is open."""
    (found,) = [one for one in desk.window.findChildren(OutsideForm) if one.isVisible()]
    return found


def leave(desk: Desk) -> Leave:
    (found,) = [one for one in desk.window.findChildren(Leave) if one.isVisible()]
    return found


def add(desk: Desk, way: Way) -> OutsideForm:
    click(outsides(desk).add)
    opened = form(desk)
    choose(opened.way, way.value)
    return opened


def command_of(tmp_path: Path, body: str, labels: str = "") -> str:
    outside = child(tmp_path, body)
    script = Path(outside.command[1])
    told = script.read_text(encoding="utf-8").replace('"trainable": True', f'"trainable": True, "labels": [{labels}]')
    script.write_text(told, encoding="utf-8")
    return shlex.join(outside.command)


def set_up(desk: Desk) -> list[Outside]:
    with Workspace.open(desk.path) as workspace:
        return list(workspace.outsides())


def allowed(desk: Desk) -> list[str]:
    return [one.name for one in set_up(desk) if desk.workspace.is_allowed(one)]


def test_one_is_added_and_waits_to_be_allowed(desk: Desk, tmp_path: Path) -> None:
    go = tmp_path / "was started"
    opened = add(desk, Way.COMMAND)
    write(opened.name, "small")
    write(opened.command, command_of(tmp_path, f"open({str(go)!r}, 'w')\n{FINDS}"))
    click(opened.save)
    assert [(one.name, one.kind, one.enabled) for one in set_up(desk)] == [("small", Kind.PROCESS, True)]
    (card,) = outsides(desk).cards
    assert card.may.text() == "Allow"
    assert allowed(desk) == []
    assert not go.exists()
    outsides(desk).close()


def test_an_adapter_takes_a_python_and_a_model_from_file_dialogs(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "ask_for_existing", lambda *_asked: Path(sys.executable))
    monkeypatch.setattr(fields, "ask_for_folder", lambda *_asked: tmp_path / "ar_news")
    opened = add(desk, Way.GLINER)
    write(opened.name, "news")
    for row in ("python", "model"):
        click(opened.rows[row].findChildren(QPushButton)[0])
    click(opened.save)
    (outside,) = set_up(desk)
    assert outside.command == (sys.executable, "{adapters}/gliner_labels.py", str(tmp_path / "ar_news"))
    outsides(desk).close()


def test_a_plug_in_is_chosen_from_those_that_are_installed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = add(desk, Way.PLUGIN)
    click(opened.save)
    assert opened.rows["plugin"].fault == "No plug-in is installed beside Hashiya."
    opened.reject()
    monkeypatch.setattr(plugins, "installed", lambda: [Info("cities", "2"), Info("ministers", "1")])
    opened = add(desk, Way.PLUGIN)
    assert [opened.plugin.itemText(at) for at in range(opened.plugin.count())] == ["cities 2", "ministers 1"]
    choose(opened.plugin, "ministers")
    click(opened.save)
    assert [(one.name, one.kind) for one in set_up(desk)] == [("ministers", Kind.PLUGIN)]
    assert allowed(desk) == []
    outsides(desk).close()


def test_what_is_wrong_is_told_beside_its_field_and_goes_when_it_is_mended(desk: Desk) -> None:
    opened = add(desk, Way.SERVICE)
    write(opened.name, "two words")
    write(opened.address, "localhost")
    assert [row.fault for row in opened.rows.values() if row.fault] == []  # nobody is scolded while they write
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert "cannot be the name" in opened.rows["name"].fault
    assert "is none like" in opened.rows["address"].fault
    assert opened.focusWidget() is opened.name
    assert set_up(desk) == []
    write(opened.name, "near")
    assert opened.rows["name"].fault == ""
    write(opened.address, "https://models.example.org/v1")
    assert opened.rows["address"].fault == ""
    assert "Tick this" in opened.rows["host"].fault
    tick(opened.host)
    assert [row.fault for row in opened.rows.values() if row.fault] == []
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert [(one.name, one.host) for one in set_up(desk)] == [("near", "models.example.org")]
    click(outsides(desk).add)
    write(form(desk).name, "near")
    click(form(desk).save)
    assert form(desk).rows["name"].fault == "There is a recommender “near” already."
    QTest.keyClick(form(desk), Qt.Key.Key_Escape)
    outsides(desk).close()


def test_that_texts_may_leave_is_said_of_one_host_alone(desk: Desk) -> None:
    opened = add(desk, Way.CHAT)
    assert not opened.host.isVisible()
    write(opened.address, "https://models.example.org/v1")
    assert opened.host.isVisible()
    tick(opened.host)
    write(opened.address, "https://others.example.org/v1")
    assert not opened.host.isChecked()
    write(opened.address, "http://127.0.0.1:8080/v1")
    assert not opened.host.isVisible()
    assert opened.draft.host == ""
    opened.reject()
    outsides(desk).close()


def test_its_labels_are_asked_for_after_the_user_allows_it_and_are_settled_in_the_table(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    opened = add(desk, Way.COMMAND)
    write(opened.name, "small")
    write(opened.command, command_of(tmp_path, FINDS, '"GPE", "PERSON", "MISC"'))
    click(opened.fetch)
    asked = leave(desk)
    click(next(button for button in asked.findChildren(QPushButton) if button.text() == "Cancel"))
    assert opened.table.pairs == []
    click(opened.fetch)
    click(leave(desk).allow)
    qtbot.waitUntil(lambda: opened.table.rowCount() == 3, timeout=30_000)
    assert opened.table.pairs == [("GPE", None), ("PERSON", "PERS"), ("MISC", None)]
    assert [opened.table.box(row).itemText(0) for row in (0, 2)] == ["Call it so here too", "Nothing (not proposed)"]
    choose(opened.table.box(2), "")
    click(opened.save)
    (outside,) = set_up(desk)
    assert outside.labels == {"PERSON": "PERS", "MISC": ""}
    assert allowed(desk) == ["small"]  # what was allowed in the form stays so where it is kept
    outsides(desk).close()


def test_what_was_allowed_in_a_form_that_is_left_is_forbidden_again(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    opened = add(desk, Way.COMMAND)
    write(opened.name, "small")
    write(opened.command, command_of(tmp_path, FINDS))
    click(opened.fetch)
    click(leave(desk).allow)
    qtbot.waitUntil(lambda: "does not say which" in opened.told.text(), timeout=30_000)
    outside = Outside("small", Kind.PROCESS, tuple(shlex.split(opened.command.text())))
    assert desk.workspace.is_allowed(outside)
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not desk.workspace.is_allowed(outside)
    outsides(desk).close()


def test_trying_shows_what_it_proposes_and_what_was_dropped(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    opened = add(desk, Way.COMMAND)
    write(opened.name, "small")
    write(opened.command, command_of(tmp_path, FINDS))
    click(opened.trial)
    assert leave(desk).isVisible()
    click(leave(desk).allow)
    qtbot.waitUntil(lambda: bool(opened.findChildren(Trial)), timeout=30_000)
    (trial,) = opened.findChildren(Trial)
    row = [trial.table.item(0, column) for column in range(4)]
    assert [item.text() for item in row if item is not None] == ["تلمسين", "GPE", "90%", "why"]
    assert "label that the project does not have" in trial.dropped.text()
    assert desk.spans == []
    assert set_up(desk) == []
    trial.accept()
    opened.reject()
    outsides(desk).close()


def test_cancel_lets_go_of_one_that_does_not_answer(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    number = tmp_path / "number"
    opened = add(desk, Way.COMMAND)
    write(opened.name, "small")
    write(opened.command, command_of(tmp_path, f"open({str(number)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"))
    opened.seconds.setValue(600)
    click(opened.trial)
    click(leave(desk).allow)
    qtbot.waitUntil(lambda: number.exists() and bool(number.read_text()), timeout=30_000)
    (waiting,) = opened.findChildren(QProgressDialog)
    qtbot.waitUntil(waiting.isVisible)
    assert waiting.maximum() == 0  # nobody can tell how far it is
    QTest.keyClick(waiting, Qt.Key.Key_Escape)
    process = Path("/proc") / number.read_text()
    qtbot.waitUntil(lambda: not process.exists(), timeout=10_000)
    assert opened.isVisible()
    assert not opened.told.isVisible()
    opened.reject()
    outsides(desk).close()


def test_trouble_is_told_in_the_form(desk: Desk, qtbot: QtBot) -> None:
    opened = add(desk, Way.SERVICE)
    write(opened.name, "near")
    with served(lambda _path, _message: (500, "no model")) as asked:
        write(opened.address, asked.address)
        click(opened.fetch)
        click(leave(desk).allow)
        qtbot.waitUntil(opened.told.isVisible, timeout=30_000)
    assert "status 500" in opened.told.text()
    opened.reject()
    outsides(desk).close()


def test_one_is_changed_and_has_to_be_allowed_again_where_something_else_is_asked(desk: Desk) -> None:
    outside = Outside("near", Kind.SERVICE, address="http://127.0.0.1:8000", labels={"LOC": "GPE"}, enabled=True)
    desk.workspace.put_outside(outside)
    desk.workspace.allow(outside)
    (card,) = outsides(desk).cards
    click(card.change)
    opened = form(desk)
    assert (opened.draft.way, opened.name.isEnabled()) == (Way.SERVICE, False)
    opened.threshold.setValue(50)
    choose(opened.table.box(0), "")
    click(opened.save)
    assert [(one.threshold, one.labels) for one in set_up(desk)] == [(0.5, {"LOC": ""})]
    assert allowed(desk) == ["near"]
    (card,) = outsides(desk).cards
    click(card.change)
    write(form(desk).address, "http://127.0.0.1:9000")
    click(form(desk).save)
    assert [one.address for one in set_up(desk)] == ["http://127.0.0.1:9000"]
    assert allowed(desk) == []
    assert not desk.workspace.is_allowed(outside)
    outsides(desk).close()


def test_one_is_taken_out_if_the_user_means_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = Outside("near", Kind.SERVICE, address="http://127.0.0.1:8000")
    desk.workspace.put_outside(outside)
    desk.workspace.allow(outside)
    answers = [False, True]
    monkeypatch.setattr(connecting, "agreed", lambda *_asked: answers.pop(0))
    (card,) = outsides(desk).cards
    click(card.remove)
    assert len(set_up(desk)) == 1
    click(card.remove)
    assert set_up(desk) == []
    assert outsides(desk).cards == []
    assert not desk.workspace.is_allowed(outside)
    outsides(desk).close()


def test_a_key_goes_to_the_key_store_and_never_into_the_project(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    kept: list[tuple[str, str]] = []
    monkeypatch.setattr(keys, "keep_key", lambda address, key: kept.append((address, key)))
    opened = add(desk, Way.COMMAND)  # the language model is passed by on the way there
    assert opened.seconds.value() == 10
    choose(opened.way, Way.CHAT.value)
    assert opened.seconds.value() == 120
    write(opened.name, "model")
    write(opened.address, "http://127.0.0.1:11434/v1")
    write(opened.model, "qwen3:8b")
    write(opened.key, "sk-secret")
    click(opened.save)
    qtbot.waitUntil(lambda: bool(set_up(desk)))
    assert kept == [("http://127.0.0.1:11434/v1", "sk-secret")]
    assert [(one.kind, one.model) for one in set_up(desk)] == [(Kind.CHAT, "qwen3:8b")]
    assert b"sk-secret" not in desk.path.read_bytes()
    outsides(desk).close()


def test_a_key_that_cannot_be_kept_is_told_beside_it_and_nothing_is_added(desk: Desk, qtbot: QtBot) -> None:
    opened = add(desk, Way.CHAT)
    write(opened.name, "model")
    write(opened.address, "http://127.0.0.1:11434/v1")
    write(opened.key, "two words")
    click(opened.save)
    qtbot.waitUntil(lambda: bool(opened.rows["key"].fault))
    assert opened.isVisible()
    assert set_up(desk) == []
    opened.reject()
    outsides(desk).close()


def test_rows_of_the_table_are_written_and_taken_out_by_keys(desk: Desk, qtbot: QtBot) -> None:
    opened = add(desk, Way.SERVICE)
    write(opened.name, "near")
    write(opened.address, "http://127.0.0.1:8000")
    for label in ("LOC", "LOC"):
        click(next(button for button in opened.findChildren(QPushButton) if button.text() == "Add a row"))
        (editor,) = opened.table.viewport().findChildren(QLineEdit)
        QTest.keyClicks(editor, label)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not opened.table.viewport().findChildren(QLineEdit))
    click(opened.save)
    assert "twice" in opened.rows["labels"].fault
    opened.table.selectRow(1)
    QTest.keyClick(opened.table, Qt.Key.Key_Delete)
    assert opened.table.pairs == [("LOC", None)]
    assert opened.rows["labels"].fault == ""
    opened.reject()
    outsides(desk).close()


def test_tab_goes_from_field_to_field_through_the_boxes_of_the_table_and_out_of_it(desk: Desk) -> None:
    outside = Outside("near", Kind.SERVICE, address="http://127.0.0.1:8000", labels={"LOC": "GPE", "MISC": ""})
    desk.workspace.put_outside(outside)
    (card,) = outsides(desk).cards
    click(card.change)
    opened = form(desk)
    opened.address.setFocus()
    seen: list[QWidget | None] = []
    for _stop in range(10):
        QTest.keyClick(opened.focusWidget(), Qt.Key.Key_Tab)
        seen.append(opened.focusWidget())
    buttons = [one.text() for one in seen if isinstance(one, QPushButton)]
    assert seen[:5] == [opened.seconds, opened.threshold, opened.table, *opened.table.boxes]
    assert buttons == ["Add a row", "Take the row out", "Ask for its labels", "Try on this article", "Cancel"]
    opened.reject()
    outsides(desk).close()
