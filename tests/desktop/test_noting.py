"""A note that cannot be written is not lost: it waits in its field, and nobody closes the window over it unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit

from annotator.desktop.panels import inspector
from annotator.workspace import Workspace
from tests.desktop.hands import Desk, Key, press

TEXT = "التقى أحمد الشرع وفداً في دمشق."


@pytest.fixture
def small(at_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A window on two short Articles, in the first of which two names are marked."""
    monkeypatch.setattr(inspector, "_RESTED", 600_000)  # a note is kept when it is left, however slow the machine is
    desk = at_desk(TEXT, "وصل بوتين إلى موسكو.")
    desk.mark("أحمد الشرع", "PERS")
    desk.mark("دمشق", "GPE")
    desk.act("suggestions")  # whoever looks for them tells of the file too, as does
    desk.page.suggesting.seeking.stop()
    for looks in desk.page.bridge.findChildren(QTimer):
        looks.stop()
    return desk


@contextmanager
def gone(desk: Desk) -> Iterator[None]:
    """The project's file is elsewhere for a while, as where a disk is pulled out."""
    elsewhere = desk.path.with_suffix(".elsewhere")
    desk.path.rename(elsewhere)
    yield
    elsewhere.rename(desk.path)


def note_of(desk: Desk) -> QPlainTextEdit:
    return desk.page.inspector.findChildren(QPlainTextEdit)[0]


def write(desk: Desk, words: str, note: str) -> None:
    """Choose the Span of some words and write a note, without leaving it."""
    (span,) = [one for one in desk.view.highlights.in_order() if one.surface(desk.text) == words]
    desk.page.choose_span(span.uid)
    desk.act("note")
    QTest.keyClicks(note_of(desk), note)


def notes_in_file(desk: Desk) -> dict[str, str]:
    with Workspace.open(desk.path, desk.annotator) as other:
        return {span.surface(TEXT): span.note for span in other.spans("article-0")}


def answering(monkeypatch: pytest.MonkeyPatch, word: str) -> list[str]:
    """Press the button of this word on every box; returns what the boxes said."""
    said: list[str] = []

    def press_it(box: QMessageBox) -> None:
        said.append(box.text())
        for button in box.buttons():
            if button.text().replace("&", "") in {word, "OK"}:
                button.click()

    monkeypatch.setattr(QMessageBox, "exec", press_it)
    return said


def test_a_note_that_cannot_be_kept_is_told_once_and_waits_in_its_field(small: Desk, told: list[str]) -> None:
    with gone(small):
        write(small, "دمشق", "capital")
        press(note_of(small), Key.Key_Return)
        small.page.choose_neighbour(-1)
        small.page.choose_neighbour(1)
        assert len(set(told)) == len(told) == 1
        assert "cannot be written" in told[0]
        assert note_of(small).toPlainText() == "capital"
    assert small.page.noting.keep_all() == []
    assert notes_in_file(small) == {"أحمد الشرع": "", "دمشق": "capital"}


def test_a_note_waits_while_another_article_is_read(small: Desk, told: list[str]) -> None:
    with gone(small):
        write(small, "دمشق", "capital")
        small.page.step(1)
        small.page.step(-1)
        write(small, "أحمد الشرع", "president")
        small.page.choose_span("")
        assert len(told) == 2
    assert small.window.close()
    assert notes_in_file(small) == {"أحمد الشرع": "president", "دمشق": "capital"}


def test_the_window_is_not_closed_over_a_note_that_cannot_be_kept(small: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said = answering(monkeypatch, "Cancel")
    with gone(small):
        write(small, "دمشق", "capital")
        assert not small.window.close()
        assert small.window.isVisible()
        assert len(said) == 1
        assert said[0].endswith("1 note cannot be kept:\n\ncapital")
        small.act("close")
        assert small.window.page is not None
    assert small.window.close()
    assert len(said) == 2
    assert notes_in_file(small)["دمشق"] == "capital"


def test_who_can_do_without_a_note_that_cannot_be_kept_closes_the_window(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answering(monkeypatch, "Close without them")
    with gone(small):
        write(small, "دمشق", "capital")
        assert small.window.close()
    assert len(said) == 1
    assert notes_in_file(small)["دمشق"] == ""


def test_the_note_of_a_span_that_another_window_removed_is_told(small: Desk, told: list[str]) -> None:
    write(small, "دمشق", "capital")
    with Workspace.open(small.path) as other:
        (span,) = [one for one in other.spans("article-0") if one.surface(TEXT) == "دمشق"]
        other.remove("article-0", span.uid)
    press(note_of(small), Key.Key_Return)
    assert told == ["The span of this note was removed in another window. You had written: “capital”"]
    assert small.window.close()


def test_a_note_that_cannot_be_kept_is_there_in_another_language_too(small: Desk, told: list[str]) -> None:
    with gone(small):
        write(small, "دمشق", "capital")
        press(note_of(small), Key.Key_Return)
        held = small.page.noting.held
    small.page.noting.hold(held)
    small.act("theme")
    assert len(told) == 1
    assert small.page.noting.keep_all() == []
    assert notes_in_file(small)["دمشق"] == "capital"
