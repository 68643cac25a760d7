"""The cards in the inspector: what is alike for the next Span stays, and only its words change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton

from annotator.desktop.panels.attributes import AttributesSection, Said
from annotator.desktop.panels.roles import Filler, RoleRow, RolesSection
from annotator.desktop.panels.words_button import WordsButton
from annotator.desktop.theme import LIGHT
from annotator.model.schema import AttributeSpec, AttributeType, Choice

LEFT = Qt.MouseButton.LeftButton
CERTAINTY = AttributeSpec("certainty", AttributeType.ONE, choices=(Choice("certain"), Choice("possible")))
SOURCE = AttributeSpec("source")


Section = TypeVar("Section", RolesSection, AttributesSection)


def lasting(made: Section, qapp: QApplication) -> Iterator[Section]:
    """A section that is there as long as its test."""
    yield made
    made.deleteLater()
    qapp.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def roles(qapp: QApplication) -> Iterator[RolesSection]:
    yield from lasting(RolesSection(LIGHT), qapp)


@pytest.fixture
def attributes(qapp: QApplication) -> Iterator[AttributesSection]:
    yield from lasting(AttributesSection(LIGHT), qapp)


def row(name: str, *fillers: str, problem: str = "") -> RoleRow:
    """A Role that is filled by some words, whose uids begin with them."""
    held = tuple(Filler(f"{words}-arrow", f"{words}-span", words) for words in fillers)
    return RoleRow(name, name, "1", False, held, problem)


def shown(roles: RolesSection) -> list[str]:
    """The words on the buttons that are there, from top to bottom."""
    column = roles.layout()
    assert column is not None
    boxes = [item.widget() for at in range(column.count()) if (item := column.itemAt(at)) is not None]
    return [button.text() for box in boxes if box is not None for button in box.findChildren(WordsButton)]


def test_the_card_of_an_event_that_is_like_the_one_before_only_changes_its_words(roles: RolesSection) -> None:
    roles.show_rows([row("Place", "موسكو"), row("Who", "بوتين", "الشرع")])
    before = roles.findChildren(WordsButton)
    roles.show_rows([row("Place", "دمشق"), row("Who", "الشيباني", "لافروف")])
    assert roles.findChildren(WordsButton) == before
    assert shown(roles) == ["Place", "دمشق", "Who", "الشيباني", "لافروف"]
    assert [button.accessibleName() for button in before if button.objectName() == "filler"] == [
        "دمشق",
        "الشيباني",
        "لافروف",
    ]


def test_what_is_pressed_there_is_about_the_event_that_is_shown(roles: RolesSection) -> None:
    said: list[str] = []
    roles.span_chosen.connect(said.append)
    roles.removal_asked.connect(said.append)
    roles.show_rows([row("Place", "موسكو")])
    roles.show_rows([row("Place", "دمشق")])
    (gone,) = roles.findChildren(QToolButton)
    QTest.mouseClick(roles.findChildren(WordsButton)[1], LEFT)
    QTest.mouseClick(gone, LEFT)
    assert said == ["دمشق-span", "دمشق-arrow"]
    assert "دمشق" in gone.accessibleName()


def test_rows_that_are_not_alike_are_made_anew_in_their_places(roles: RolesSection) -> None:
    roles.show_rows([row("Place", "موسكو"), row("Who", "بوتين"), row("When")])
    roles.show_rows([row("Place", "دمشق"), row("Who", "الشيباني", "لافروف"), row("When", problem="missing")])
    assert shown(roles) == ["Place", "دمشق", "Who", "الشيباني", "لافروف", "When"]
    roles.show_rows([row("Host", "أنقرة")])
    assert shown(roles) == ["Host", "أنقرة"]
    roles.show_rows([])
    assert (shown(roles), roles.isHidden()) == ([], True)


def test_attributes_that_say_the_same_of_the_next_span_stay_and_forget_what_was_typed(
    attributes: AttributesSection,
) -> None:
    said = [Said(CERTAINTY, ("certain",)), Said(SOURCE, ("وكالة",))]
    attributes.show_attributes("one", said)
    before = attributes.findChildren(QPushButton)
    (field,) = attributes.findChildren(QLineEdit)
    QTest.keyClicks(field, "abc")
    attributes.show_attributes("one", said)
    assert field.text() == "وكالةabc"
    attributes.show_attributes("another", said)
    assert (attributes.findChildren(QPushButton), field.text()) == (before, "وكالة")
