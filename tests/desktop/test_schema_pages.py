"""The pages of the schema editor: names, keys, colours, guidelines, attributes, roles and relations, by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from annotator.desktop import theme
from annotator.desktop.dialogs.schema.grid import Column, Grid
from annotator.desktop.dialogs.schema.grid_box import GridBox
from annotator.desktop.dialogs.schema.guideline import GuidelinePage
from annotator.desktop.dialogs.schema.key_box import KeyBox
from annotator.desktop.dialogs.schema.places import label_at, relation_at
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Guideline, Kind, Label
from tests.desktop.hands import LEFT, Key, press
from tests.desktop.schema_hands import Lead, at_the_editor


@pytest.fixture
def lead(qapp: QApplication, tmp_path: Path) -> Iterator[Lead]:
    with at_the_editor(qapp, tmp_path) as someone:
        yield someone


def label_of(lead: Lead, name: str) -> Label:
    """A Label in the file."""
    found = lead.schema.label(name)
    assert found is not None
    return found


# Basics


def test_people_s_names_are_typed_in_both_languages(lead: Lead) -> None:
    basics = lead.editor.pages.of_label.basics
    for field, words in ((basics.arabic, "إنسان"), (basics.english, "Human")):
        field.selectAll()
        field.insert(words)
        field.textEdited.emit(field.text())
    assert "Human (PERS)" in lead.editor.tree.texts
    lead.apply()
    assert label_of(lead, "PERS").titles == {"ar": "إنسان", "en": "Human"}


def pick(box: QComboBox, data: str) -> None:
    """Choose in a combo box as a user does."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_a_kind_is_that_of_the_subtypes_too_and_a_subtype_has_its_parent_s(lead: Lead) -> None:
    basics = lead.editor.pages.of_label.basics
    lead.choose("GPE")
    pick(basics.kind, Kind.EVENT.value)
    assert lead.editor.tree.texts[-6:-2] == ["CITY", "Meet", "Dates", "DATE"]
    lead.choose("CITY")
    assert not basics.kind.isEnabled()
    pick(basics.parent_label, "Meet")
    lead.apply()
    assert {label.name: (label.kind, label.parent) for label in lead.schema.labels} == {
        "PERS": (Kind.ENTITY, ""),
        "GPE": (Kind.EVENT, ""),
        "CITY": (Kind.EVENT, "Meet"),
        "Meet": (Kind.EVENT, ""),
        "DATE": (Kind.DATE, ""),
    }


def test_roles_that_would_go_are_told_and_come_back_with_the_kind(lead: Lead) -> None:
    lead.choose("Meet")
    pages = lead.editor.pages.of_label
    pick(pages.basics.kind, Kind.ENTITY.value)
    assert "Only events have roles" in " ".join(label.text() for label in pages.basics.findChildren(QLabel))
    assert not pages.isTabVisible(pages.indexOf(pages.roles))
    pick(pages.basics.kind, Kind.EVENT.value)
    assert pages.isTabVisible(pages.indexOf(pages.roles))
    assert not lead.editor.draft.is_changed


def test_a_group_that_spans_have_already_is_told_of(lead: Lead) -> None:
    basics = lead.editor.pages.of_label.basics
    texts = [label.text() for label in basics.findChildren(QLabel)]
    assert "In use: 1 span in 1 article." in texts
    QTest.mouseClick(basics.abstract, LEFT, pos=QPoint(8, basics.abstract.height() // 2))
    assert "told as problems" in " ".join(label.text() for label in basics.findChildren(QLabel))
    assert "Person (PERS), a group" in lead.editor.tree.texts
    lead.apply()
    assert label_of(lead, "PERS").abstract


# Keys


def raw(field: QWidget, key: int, text: str, code: int) -> None:
    """A key as a platform sends it under a layout: its text and its scan code."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, code, 0, 0, text)
        QApplication.sendEvent(field, event)


def told(box: KeyBox) -> str:
    return " ".join(label.text() for label in box.findChildren(QLabel)).replace("\u2068", "").replace("\u2069", "")


def test_a_key_is_the_physical_one_under_an_arabic_layout(lead: Lead) -> None:
    box = lead.editor.pages.of_label.basics.key
    raw(box.field, 0x642, "ق", 26 + 0)  # the scan code of E is 18, and 8 more under X11
    assert box.field.text() == "E"
    assert not box.take.isVisible()
    lead.apply()
    assert label_of(lead, "PERS").key == "E"


def test_who_has_a_key_is_said_at_once_and_it_changes_hands_only_on_demand(lead: Lead) -> None:
    box = lead.editor.pages.of_label.basics.key
    press(box.field, Key.Key_G)
    assert "G is the key of Country (GPE)." in told(box)
    assert box.take.isVisible()
    assert not lead.editor.draft.is_changed
    QTest.mouseClick(box.take, LEFT)
    assert not box.take.isVisible()
    assert lead.editor.draft.name(label_at("GPE")) == "GPE"
    lead.apply()
    assert (label_of(lead, "PERS").key, label_of(lead, "GPE").key) == ("G", "")


def test_a_conflict_that_nobody_settles_changes_nothing(lead: Lead) -> None:
    box = lead.editor.pages.of_label.basics.key
    press(box.field, Key.Key_G)
    lead.choose("GPE")
    assert box.field.text() == "G"
    lead.choose("PERS")
    assert box.field.text() == "P"
    assert not box.take.isVisible()
    assert not lead.editor.draft.is_changed


def test_r_is_the_program_s_and_backspace_clears(lead: Lead) -> None:
    box = lead.editor.pages.of_label.basics.key
    press(box.field, Key.Key_R)
    assert "every occurrence" in told(box)
    assert box.field.text() == "P"
    assert not box.take.isVisible()
    press(box.field, Key.Key_Backspace)
    assert box.field.text() == ""
    lead.apply()
    assert label_of(lead, "PERS").key == ""


def test_tab_and_shortcuts_pass_the_key_field(lead: Lead) -> None:
    box = lead.editor.pages.of_label.basics.key
    box.field.setFocus()
    press(box.field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert box.field.text() == "P"
    press(box.field, Key.Key_Tab)
    assert not box.field.hasFocus()


# Colours


def test_a_chip_that_cannot_be_read_is_warned_of(lead: Lead) -> None:
    color = lead.editor.pages.of_label.basics.color
    assert color.told == ""
    color.chosen.emit("#77777F")
    assert "4.4:1" in color.told
    assert "4.5:1" in color.told
    color.chosen.emit("#FFFF66")
    assert "light paper" in color.told
    color.chosen.emit("#101010")
    assert "dark paper" in color.told


def test_a_colour_that_is_too_like_another_s_for_the_colour_blind_is_warned_of(lead: Lead) -> None:
    color = lead.editor.pages.of_label.basics.color
    draft = lead.editor.draft
    draft.put(replace(draft.label("GPE"), color="#C2185B"))
    color.chosen.emit("#008850")
    assert color.told == "Too like \u2068Country (GPE)\u2069 for people who are blind to green (deuteranopia)."
    draft.put(replace(draft.label("GPE"), archived=True))
    color.chosen.emit("#008850")
    assert color.told == ""  # nothing is marked with that one any more
    color.chosen.emit("#B9865D")
    assert "CITY" in color.told


def test_another_colour_is_proposed_that_is_unlike_the_others(lead: Lead) -> None:
    basics = lead.editor.pages.of_label.basics
    seen = {basics.color.button.text()}
    for _time in range(3):
        basics.color.other_asked.emit()
        assert "Too like" not in basics.color.told
        seen.add(basics.color.button.text())
    assert len(seen) == 4


def test_a_colour_is_tried_live_and_cancelling_brings_the_old_one_back(lead: Lead) -> None:
    basics = lead.editor.pages.of_label.basics
    QTest.mouseClick(basics.color.button, LEFT)
    dialog = basics.findChild(QColorDialog)
    assert dialog is not None
    dialog.setCurrentColor(QColor("#112233"))
    assert lead.editor.preview.looks()["PERS"].color == QColor("#112233")
    assert "dark paper" in basics.color.told
    dialog.reject()
    assert lead.editor.preview.looks()["PERS"].color == QColor("#206BB9")
    assert not lead.editor.draft.is_changed


# Guideline


def write(page: GuidelinePage, told: str, text: str) -> QPlainTextEdit:
    (field,) = [one for one in page.findChildren(QPlainTextEdit) if one.accessibleName() == told]
    field.setFocus()
    field.insertPlainText(text)
    return field


def test_a_guideline_is_written_in_both_languages(lead: Lead) -> None:
    pages = lead.editor.pages.of_label
    pages.setCurrentWidget(pages.guideline)
    arabic = write(pages.guideline, "Definition (Arabic)", "اسم **شخص**\u00a0كامل")
    english = write(pages.guideline, "Definition (English)", "A *name*\n- in full")
    write(pages.guideline, "Include (Arabic)", "الكنية\n\n  اسم العائلة ")
    write(pages.guideline, "Exclude (English)", "titles")
    write(pages.guideline, "Examples", "التقى «محمود عباس» نظيره")
    write(pages.guideline, "Counter-examples", "«الرئيس» وصل\n«هو» قال")
    assert arabic.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert english.layoutDirection() is Qt.LayoutDirection.LeftToRight
    lead.choose("GPE")
    assert english.toPlainText() == ""
    lead.choose("PERS")
    assert english.toPlainText() == "A *name*\n- in full"
    lead.apply()
    assert label_of(lead, "PERS").guideline == Guideline(
        {"ar": "اسم **شخص**\u00a0كامل", "en": "A *name*\n- in full"},
        {"ar": ("الكنية", "اسم العائلة")},
        {"en": ("titles",)},
        ("التقى «محمود عباس» نظيره",),
        ("«الرئيس» وصل", "«هو» قال"),
    )


# Tables


def type_in(box: GridBox, row: int, column: int, text: str) -> None:
    """Type in a cell, which may be open already, and go on with Enter."""
    field = box.table.viewport().findChild(QLineEdit) or opened(box, row, column)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    field.insert(text)
    press(field, Key.Key_Return)
    settle()


def choose_in(box: GridBox, row: int, column: int, data: str) -> None:
    """Choose in a cell."""
    choice = opened(box, row, column)
    assert isinstance(choice, QComboBox)
    pick(choice, data)
    settle()


def settle() -> None:
    """Let Qt write what was typed, which it does a moment later, and take the field away."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(box: GridBox, row: int, column: int) -> QWidget | None:
    """The field of a cell after F2."""
    box.table.setFocus()
    box.table.setCurrentIndex(box.grid.index(row, column))
    press(box.table, Key.Key_F2)
    return box.table.viewport().findChild(QLineEdit) or box.table.viewport().findChild(QComboBox)


def shown(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount(QModelIndex()))]
        for row in range(model.rowCount(QModelIndex()))
    ]


def test_attributes_and_their_choices_are_made_in_tables(lead: Lead) -> None:
    pages = lead.editor.pages.of_label
    lead.choose("Meet")
    pages.setCurrentWidget(pages.attributes)
    box, choices = pages.attributes.box, pages.attributes.choices
    QTest.mouseClick(box.add, LEFT)
    type_in(box, 0, 0, "tense")
    type_in(box, 0, 1, "الزمن")
    type_in(box, 0, 2, "Tense")
    assert not choices.isVisible()
    choose_in(box, 0, 3, "one_of")
    assert choices.isVisible()
    assert shown(box.table)[0][4] == "none yet"
    lead.apply()
    assert "no choices yet" in lead.editor.fault.text
    for row, (name, arabic) in enumerate((("past", "ماض"), ("future", "آت"))):
        QTest.mouseClick(choices.box.add, LEFT)
        type_in(choices.box, row, 0, name)
        type_in(choices.box, row, 1, arabic)
    box.table.setCurrentIndex(box.grid.index(0, 5))
    press(box.table, Key.Key_Space)
    choose_in(box, 0, 6, lead.editor.draft.label("Meet").attributes[0].choices[1].name)
    assert shown(box.table) == [["tense", "الزمن", "Tense", "One choice", "past, future", "", "future"]]
    type_in(choices.box, 1, 0, "coming")
    lead.apply()
    assert label_of(lead, "Meet").attributes == (
        AttributeSpec(
            "tense",
            AttributeType.ONE,
            {"ar": "الزمن", "en": "Tense"},
            (Choice("past", {"ar": "ماض"}), Choice("coming", {"ar": "آت"})),
            required=True,
            default="coming",
        ),
    )


def test_rows_are_moved_and_deleted_and_a_default_goes_with_its_choice(lead: Lead) -> None:
    draft, pages = lead.editor.draft, lead.editor.pages.of_label
    choices = (Choice("a"), Choice("b"))
    specs = (AttributeSpec("one", AttributeType.ONE, choices=choices, default="b"), AttributeSpec("two"))
    draft.put(replace(draft.label("PERS"), attributes=specs))
    pages.setCurrentWidget(pages.attributes)
    box, below = pages.attributes.box, pages.attributes.choices.box
    QApplication.processEvents()
    below.table.setCurrentIndex(below.grid.index(1, 0))
    QTest.mouseClick(below.delete, LEFT)
    assert draft.label("PERS").attributes[0].default == ""
    box.move_asked.emit(0, 1)
    assert [row[0] for row in shown(box.table)] == ["two", "one"]
    assert box.row == 1
    QTest.mouseClick(box.delete, LEFT)
    assert [row[0] for row in shown(box.table)] == ["two"]
    lead.apply()
    assert label_of(lead, "PERS").attributes == (AttributeSpec("two"),)


def test_a_bad_name_in_a_table_is_shown_as_one(lead: Lead) -> None:
    pages = lead.editor.pages.of_label
    pages.setCurrentWidget(pages.attributes)
    QTest.mouseClick(pages.attributes.box.add, LEFT)
    type_in(pages.attributes.box, 0, 0, "زمن")
    index = pages.attributes.box.grid.index(0, 0)
    assert index.data(Qt.ItemDataRole.ForegroundRole) == QColor(theme.LIGHT.warning)
    assert "ASCII letters" in index.data(Qt.ItemDataRole.ToolTipRole)
    lead.apply()
    assert "ASCII letters" in lead.editor.fault.text


def test_what_is_inherited_is_told(lead: Lead) -> None:
    draft, pages = lead.editor.draft, lead.editor.pages.of_label
    draft.put(replace(draft.label("GPE"), attributes=(AttributeSpec("capital"),)))
    lead.choose("CITY")
    pages.setCurrentWidget(pages.attributes)
    texts = " ".join(label.text() for label in pages.attributes.findChildren(QLabel))
    assert "capital\u2069 from \u2068Country (GPE)" in texts


def tick(checks: QListWidget, name: str) -> None:
    """Tick a label with the space bar."""
    (item,) = [
        checks.item(row) for row in range(checks.count()) if checks.item(row).data(Qt.ItemDataRole.UserRole) == name
    ]
    checks.setCurrentItem(item)
    press(checks, Key.Key_Space)


def test_roles_of_an_event_have_fillers_numbers_and_keys(lead: Lead) -> None:
    pages = lead.editor.pages.of_label
    lead.choose("Meet")
    pages.setCurrentWidget(pages.roles)
    roles = pages.roles
    assert [label.isVisible() for label in (roles.fillers.list, roles.key)] == [True, True]
    tick(roles.fillers.list, "CITY")
    tick(roles.fillers.list, "GPE")
    QTest.mouseClick(roles.box.add, LEFT)
    type_in(roles.box, 1, 0, "Who")
    tick(roles.fillers.list, "PERS")
    roles.box.table.setCurrentIndex(roles.box.grid.index(1, 3))
    press(roles.box.table, Key.Key_Space)
    choose_in(roles.box, 1, 4, "one")
    press(roles.key.field, Key.Key_W)
    roles.box.table.setCurrentIndex(roles.box.grid.index(0, 0))
    press(roles.key.field, Key.Key_W)
    assert "W is the key of Who." in told(roles.key)
    QTest.mouseClick(roles.key.take, LEFT)
    lead.apply()
    made = label_of(lead, "Meet").roles
    assert [(role.name, role.fillers, role.required, role.many, role.key) for role in made] == [
        ("Place", ("CITY",), False, True, "W"),
        ("Who", ("PERS",), True, False, ""),
    ]


def test_only_events_have_a_page_of_roles(lead: Lead) -> None:
    pages = lead.editor.pages.of_label
    at = pages.indexOf(pages.roles)
    assert not pages.isTabVisible(at)
    lead.choose("Meet")
    assert pages.isTabVisible(at)


def test_a_relation_label_has_ends_and_properties(lead: Lead) -> None:
    lead.editor.tree.choose(relation_at("near"))
    basics = lead.editor.pages.of_relation.basics
    basics.name.field.selectAll()
    QTest.keyClicks(basics.name.field, "close-to")
    tick(basics.sources.list, "PERS")
    tick(basics.targets.list, "GPE")
    tick(basics.targets.list, "CITY")
    for box in (basics.symmetric, basics.transitive):
        box.setFocus()
        press(box, Key.Key_Space)
    basics.color.other_asked.emit()
    write(lead.editor.pages.of_relation.guideline, "Definition (English)", "Not far")
    lead.apply()
    (made,) = lead.schema.relations
    assert (made.name, made.sources, made.targets) == ("close-to", ("PERS",), ("GPE", "CITY"))
    assert (made.symmetric, made.transitive, made.formerly) == (True, True, ("near",))
    assert made.color != "#5B6470"
    assert made.guideline == Guideline({"en": "Not far"})


def test_the_table_is_a_model_as_qt_wants_it(qapp: QApplication) -> None:
    assert qapp is not None
    columns = [
        Column("Name", str, lambda _row, _text: None),
        Column("On", lambda row: "yes" if row else "", lambda _row, _text: None, is_tick=True),
        Column("Kind", str, lambda _row, _text: None, options=lambda _row: [("a", "A"), ("b", "B")]),
    ]
    grid = Grid(columns, theme.LIGHT)
    tester = QAbstractItemModelTester(grid, QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid.show(["a", "b"])
    grid.show(["b", "a"])
    grid.show(["b"])
    assert grid.index(0, 2).data() == "B"
    grid.show([])
    assert tester.model() is grid


def test_what_is_being_typed_in_a_cell_is_applied_too(lead: Lead) -> None:
    pages = lead.editor.pages.of_label
    pages.setCurrentWidget(pages.attributes)
    QTest.mouseClick(pages.attributes.box.add, LEFT)
    field = pages.attributes.box.table.viewport().findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "tense")
    press(lead.editor, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert label_of(lead, "PERS").attributes == (AttributeSpec("tense"),)


def test_enter_opens_a_cell_that_can_be_typed_in(lead: Lead) -> None:
    pages = lead.editor.pages.of_label
    lead.choose("Meet")
    pages.setCurrentWidget(pages.roles)
    table = pages.roles.box.table
    for column, opens in ((1, True), (3, False)):
        table.setCurrentIndex(pages.roles.box.grid.index(0, column))
        press(table, Key.Key_Return)
        assert (table.viewport().findChild(QLineEdit) is not None) is opens
        for field in table.viewport().findChildren(QLineEdit):
            press(field, Key.Key_Escape)
        settle()
