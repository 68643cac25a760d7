"""The schema editor as a whole: a draft, real widgets, and a project that changes at one stroke and goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolButton, QWidget

from annotator.desktop import theme
from annotator.desktop.dialogs.schema import transfer
from annotator.desktop.dialogs.schema.deleting import Deleting
from annotator.desktop.dialogs.schema.places import label_at, relation_at
from annotator.desktop.dialogs.schema_editor import SchemaEditor
from annotator.edits.schema_edit import ChangeSchema
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Label, Schema
from annotator.model.schema_json import from_json, to_json
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.hands import ALT, CTRL, LEFT, Key, bury, press
from tests.desktop.schema_hands import MARKED, SCHEMA, Lead, at_the_editor
from tests.helpers.builders import AUTHOR, behind_its_back


@pytest.fixture
def lead(qapp: QApplication, tmp_path: Path) -> Iterator[Lead]:
    with at_the_editor(qapp, tmp_path) as someone:
        yield someone


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Press the button with these words in the next box that asks."""

    def pressed(box: QMessageBox) -> None:
        (button,) = [one for one in box.buttons() if one.text() == words]
        button.click()

    monkeypatch.setattr(QMessageBox, "exec", pressed)


# What is there


def test_labels_stand_by_kind_with_their_subtypes_and_relations_below(lead: Lead) -> None:
    assert lead.editor.tree.texts == [
        "Entities", "Person (PERS)", "Country (GPE)", "CITY", "Events", "Meet", "Dates", "DATE", "Relations", "near",
    ]  # fmt: skip
    keys = lead.editor.tree.findItems("Person", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    assert keys[0].text(1) == "P"
    assert lead.editor.pages.of_label.basics.name.field.text() == "PERS"


def test_the_version_is_told(lead: Lead) -> None:
    version = lead.workspace.schema_versions()[-1]
    shown = [label.text() for label in lead.editor.findChildren(QLabel, "meta")]
    assert shown == [f"Version 1, \u2068{version.at[:10]}\u2069, by \u2068{AUTHOR}\u2069"]


def test_without_a_change_there_is_nothing_to_apply(lead: Lead) -> None:
    assert not lead.editor.apply.isEnabled()
    lead.type_name("PERSON")
    assert lead.editor.apply.isEnabled()
    lead.type_name("PERS")
    assert not lead.editor.apply.isEnabled()


# Applying


def test_a_renamed_label_takes_its_spans_with_it_in_one_step_that_undo_takes_back(lead: Lead) -> None:
    lead.type_name("PERSON")
    assert lead.labels["محمود عباس"] == "PERS"
    assert lead.schema == SCHEMA
    lead.apply()
    assert lead.editor.result() == SchemaEditor.DialogCode.Accepted
    assert lead.labels["محمود عباس"] == "PERSON"
    assert [label.name for label in lead.schema.labels] == ["PERSON", "GPE", "CITY", "Meet", "DATE"]
    assert [version.number for version in lead.workspace.schema_versions()] == [1, 2]
    lead.workspace.undo()
    assert lead.labels == MARKED
    assert lead.schema == lead.workspace.schema == SCHEMA
    lead.workspace.undo()
    assert "التقى" not in lead.labels  # the step before


def test_listeners_find_the_new_schema_and_after_undo_the_old_one(lead: Lead) -> None:
    heard: list[bool] = []
    lead.workspace.listen(lambda _changed: heard.append(lead.workspace.schema.label("PERS") is None))
    lead.type_name("PERSON")
    lead.apply()
    lead.workspace.undo()
    assert heard == [True, False]


def test_cancelling_asks_before_work_is_lost_and_changes_nothing(lead: Lead, monkeypatch: pytest.MonkeyPatch) -> None:
    lead.type_name("PERSON")
    answer(monkeypatch, "Go on editing")
    press(lead.editor, Key.Key_Escape)
    assert lead.editor.isVisible()
    assert lead.editor.draft.is_changed
    answer(monkeypatch, "Discard them")
    lead.editor.close()
    assert not lead.editor.isVisible()
    assert lead.schema == SCHEMA
    assert lead.workspace.schema_version == 1


def test_cancelling_without_a_change_does_not_ask(lead: Lead, told: list[str]) -> None:
    press(lead.editor, Key.Key_Escape)
    assert not lead.editor.isVisible()
    assert told == []


def test_enter_in_a_field_applies_nothing_and_ctrl_enter_does(lead: Lead) -> None:
    lead.type_name("PERSON")
    press(lead.editor.pages.of_label.basics.name.field, Key.Key_Return)
    assert lead.schema == SCHEMA
    press(lead.editor, Key.Key_Return, CTRL)
    assert lead.labels["محمود عباس"] == "PERSON"


# Faults


def test_a_name_is_checked_while_it_is_typed(lead: Lead) -> None:
    fault = lead.editor.pages.of_label.basics.name.findChild(QLabel, "warning")
    assert fault is not None
    assert not fault.isVisible()
    lead.type_name("a b")
    assert "ASCII letters" in fault.text()
    assert fault.isVisible()
    lead.type_name("GPE")
    assert "already" in fault.text()
    lead.type_name("PERSON")
    assert not fault.isVisible()


def test_a_fault_is_told_in_words_and_nothing_is_lost(lead: Lead) -> None:
    lead.type_name("GPE")
    lead.choose("DATE")
    lead.type_name("WHEN")
    lead.apply()
    assert lead.editor.isVisible()
    assert "Something else here is called" in lead.editor.fault.text
    assert lead.editor.tree.place == label_at("PERS")  # there it is to be mended
    assert lead.schema == SCHEMA
    lead.type_name("PERSON")
    assert lead.editor.fault.text == ""
    lead.apply()
    assert [label.name for label in lead.schema.labels] == ["PERSON", "GPE", "CITY", "Meet", "WHEN"]


def test_faults_that_the_project_finds_name_labels_instead_of_paths(lead: Lead) -> None:
    choices = (Choice("sure"), Choice("unsure"))
    spec = AttributeSpec("certainty", AttributeType.SEVERAL, choices=choices, default="perhaps")
    lead.editor.draft.put(replace(lead.editor.draft.label("DATE"), attributes=(spec,)))
    lead.type_name("PERSON")
    lead.apply()
    assert lead.editor.isVisible()
    assert "\u2068DATE › certainty › Default\u2069: expected one of sure, unsure" in lead.editor.fault.text
    assert lead.schema == SCHEMA
    assert lead.editor.draft.name(label_at("PERS")) == "PERSON"


def test_what_the_project_refuses_is_told_and_the_draft_stays(lead: Lead) -> None:
    with behind_its_back(lead.workspace.path) as connection:  # as an import of unknown labels may leave it
        connection.execute("UPDATE spans SET label = 'GHOST' WHERE label = 'CITY'")
    lead.type_name("GHOST")
    lead.apply()
    assert lead.editor.isVisible()
    assert "in use already" in lead.editor.fault.text
    assert lead.labels["محمود عباس"] == "PERS"
    assert lead.schema == SCHEMA
    lead.type_name("PERSON")
    lead.apply()
    assert lead.labels["محمود عباس"] == "PERSON"


def test_labels_that_were_changed_elsewhere_are_not_overwritten(lead: Lead) -> None:
    lead.type_name("PERSON")
    with Workspace.open(lead.workspace.path) as other:
        other.archive_label("DATE")
    lead.apply()
    assert lead.editor.isVisible()
    assert "changed elsewhere" in lead.editor.fault.text
    assert lead.schema.label("PERS") is not None


def test_the_newest_labels_are_shown_though_another_window_made_them(lead: Lead) -> None:
    bury(lead.editor)
    with Workspace.open(lead.workspace.path) as other:
        other.rename_label("DATE", "WHEN")
    assert "WHEN" in lead.opened().tree.texts


# Deleting and archiving


def deleting(lead: Lead) -> Deleting:
    dialog = lead.editor.findChild(Deleting)
    assert dialog is not None
    return dialog


def test_a_label_in_use_is_deleted_when_its_spans_have_another(lead: Lead) -> None:
    lead.choose("PERS")
    lead.press("deleteLabelButton")
    dialog = deleting(lead)
    assert "1 span in 1 article" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert not dialog.relabel.isEnabled()
    assert dialog.choice.findData("PERS") < 0
    dialog.choice.setCurrentIndex(dialog.choice.findData("GPE"))
    QTest.mouseClick(dialog.relabel, LEFT)
    assert "Person (PERS)" not in lead.editor.tree.texts
    assert lead.schema == SCHEMA
    lead.apply()
    assert lead.schema.label("PERS") is None
    assert lead.labels["محمود عباس"] == "GPE"
    lead.workspace.undo()
    assert (lead.labels, lead.schema) == (MARKED, SCHEMA)


def test_a_label_in_use_may_be_archived_instead(lead: Lead) -> None:
    lead.choose("PERS")
    press(lead.editor.tree, Key.Key_Delete)
    QTest.mouseClick(deleting(lead).archive, LEFT)
    assert "Person (PERS), archived" in lead.editor.tree.texts
    lead.apply()
    label = lead.schema.label("PERS")
    assert label is not None
    assert label.archived
    assert lead.labels == MARKED


def test_thinking_better_of_it_keeps_the_label(lead: Lead) -> None:
    lead.choose("PERS")
    lead.press("deleteLabelButton")
    press(deleting(lead), Key.Key_Escape)
    assert not lead.editor.draft.is_changed


def test_a_subtype_offers_its_parent_first(lead: Lead) -> None:
    lead.choose("CITY")
    lead.press("deleteLabelButton")
    assert deleting(lead).choice.currentData() == "GPE"


def test_a_label_that_nothing_has_goes_at_once(lead: Lead) -> None:
    lead.choose("DATE")
    lead.press("deleteLabelButton")
    assert lead.editor.findChild(Deleting) is None
    assert "DATE" not in lead.editor.tree.texts
    lead.editor.tree.choose(relation_at("near"))
    lead.press("deleteLabelButton")
    lead.apply()
    assert [label.name for label in lead.schema.labels] == ["PERS", "GPE", "CITY", "Meet"]
    assert lead.schema.relations == ()


def test_deleting_the_label_that_spans_were_promised_asks_again(lead: Lead) -> None:
    lead.choose("PERS")
    lead.press("deleteLabelButton")
    dialog = deleting(lead)
    dialog.choice.setCurrentIndex(dialog.choice.findData("DATE"))
    QTest.mouseClick(dialog.relabel, LEFT)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    lead.choose("DATE")
    lead.press("deleteLabelButton")
    again = deleting(lead)
    again.choice.setCurrentIndex(again.choice.findData("GPE"))
    QTest.mouseClick(again.relabel, LEFT)
    lead.apply()
    assert lead.labels["محمود عباس"] == "GPE"


def test_an_archived_label_is_muted_and_comes_back(lead: Lead) -> None:
    lead.choose("PERS")
    lead.press("archiveLabel")
    item = lead.editor.tree.currentItem()
    assert item.foreground(0).color() == QColor(theme.LIGHT.muted)
    button = lead.editor.findChild(QToolButton, "archiveLabel")
    assert button is not None
    assert button.text() == "Bring back"
    lead.choose("GPE")
    lead.editor.draft.take_key("GPE", "P")
    lead.choose("PERS")
    lead.press("archiveLabel")
    assert "Person (PERS)" in lead.editor.tree.texts
    assert "without its key" in " ".join(label.text() for label in lead.editor.findChildren(QLabel))


# Adding and moving


def test_a_new_label_is_named_at_once_and_unlike_the_others(lead: Lead) -> None:
    lead.choose("Meet")
    lead.press("addLabel")
    QTest.keyClicks(QApplication.focusWidget(), "Attack")
    assert lead.editor.pages.of_label.basics.color.told == ""
    lead.apply()
    made = lead.schema.label("Attack")
    assert made is not None
    assert made.kind is Kind.EVENT


def test_subtypes_relations_and_copies_are_added(lead: Lead) -> None:
    lead.choose("GPE")
    lead.press("addSubtype")
    QTest.keyClicks(QApplication.focusWidget(), "STATE")
    lead.press("addRelation")
    QTest.keyClicks(QApplication.focusWidget(), "part-of")
    lead.choose("Meet")
    lead.press("duplicateLabel")
    QTest.keyClicks(QApplication.focusWidget(), "Summit")
    lead.apply()
    schema = lead.schema
    assert [label.name for label in schema.labels] == ["PERS", "GPE", "CITY", "STATE", "Meet", "Summit", "DATE"]
    assert schema.labels[3].parent == "GPE"
    assert schema.labels[5].roles == SCHEMA.labels[3].roles
    assert [one.name for one in schema.relations] == ["near", "part-of"]


def test_labels_move_by_buttons_and_by_keys(lead: Lead) -> None:
    lead.choose("GPE")
    lead.press("labelUp")
    assert lead.editor.tree.texts[1:4] == ["Country (GPE)", "CITY", "Person (PERS)"]
    press(lead.editor.tree, Key.Key_Down, ALT)
    assert lead.editor.tree.texts[1:4] == ["Person (PERS)", "Country (GPE)", "CITY"]
    press(lead.editor.tree, Key.Key_F2)
    assert QApplication.focusWidget() is lead.editor.pages.of_label.basics.name.field


# The preview


def test_the_preview_follows_the_draft(lead: Lead) -> None:
    looks = lead.editor.preview.looks
    assert looks()["PERS"].color == QColor("#206BB9")
    lead.type_name("PERSON")
    lead.editor.pages.of_label.basics.color.chosen.emit("#DD2222")
    assert looks()["PERS"].color == QColor("#DD2222")
    assert looks()["PERS"].chip == "PERSON"
    before = lead.editor.preview.page.viewport().grab().toImage()
    lead.editor.pages.of_label.basics.color.chosen.emit("#2222DD")
    assert lead.editor.preview.page.viewport().grab().toImage() != before
    lead.editor.draft.remove(label_at("PERS"), "GPE")
    assert looks()["PERS"].color == QColor("#00A38F")


def test_the_spans_of_the_label_in_hand_stand_out(lead: Lead) -> None:
    lead.choose("CITY")
    page = lead.editor.preview.page
    span = page.highlights.get(page.selected or "")
    assert span is not None
    assert span.label == "CITY"
    lead.choose("DATE")
    assert page.selected is None


def test_without_an_article_there_is_no_preview(lead: Lead) -> None:
    bury(lead.editor)
    lead.editor = SchemaEditor(lead.workspace, theme.LIGHT, ("", []))
    lead.editor.show()
    assert not lead.editor.preview.isVisible()


# Files


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Lets the dialogs for files answer with a path."""

    def naming(path: Path) -> None:
        for ask in ("ask_for_existing", "ask_for_new"):
            monkeypatch.setattr(transfer, ask, lambda *_args: path)

    return naming


def test_labels_are_imported_and_those_that_are_here_are_named(
    lead: Lead, tmp_path: Path, named: Callable[[Path], None], told: list[str]
) -> None:
    path = tmp_path / "labels.json"
    here = (replace(SCHEMA.labels[0], key=""), SCHEMA.labels[1])
    more = Schema("more", {}, (*here, Label("ORG", Kind.ENTITY, "#8D597E", "P")), SCHEMA.relations)
    path.write_bytes(orjson.dumps(to_json(more)))
    named(path)
    lead.press("importLabels")
    assert lead.editor.fault.text == ""
    assert told[0].startswith("1 label came in.")
    assert "\u2068PERS, GPE, near\u2069" in told[0]
    assert "keys" in told[0]
    assert "ORG" in lead.editor.tree.texts
    assert lead.schema == SCHEMA
    lead.apply()
    assert [label.name for label in lead.schema.labels] == ["PERS", "GPE", "CITY", "Meet", "DATE", "ORG"]


def test_a_file_without_labels_is_told_of(lead: Lead, tmp_path: Path, named: Callable[[Path], None]) -> None:
    path = tmp_path / "labels.json"
    path.write_text("{")
    named(path)
    lead.type_name("PERSON")
    lead.press("importLabels")
    assert "labels.json" in lead.editor.fault.text
    assert lead.editor.draft.name(label_at("PERS")) == "PERSON"


def test_the_draft_is_exported_as_it_is(lead: Lead, tmp_path: Path, named: Callable[[Path], None]) -> None:
    path = tmp_path / "labels.json"
    named(path)
    lead.type_name("PERSON")
    lead.press("exportLabels")
    assert from_json(orjson.loads(path.read_bytes())) == lead.editor.draft.schema()
    lead.type_name("GPE")
    lead.press("exportLabels")
    assert "two have the same name" in lead.editor.fault.text
    named(lead.workspace.path)
    lead.type_name("PERSON")
    lead.press("exportLabels")
    assert "name for a project" in lead.editor.fault.text
    named(path / "labels.json")
    lead.press("exportLabels")
    assert "cannot be written" in lead.editor.fault.text
    (tmp_path / "folder.json").mkdir()
    named(tmp_path / "folder.json")
    lead.press("exportLabels")
    assert "cannot be written" in lead.editor.fault.text
    assert lead.labels == MARKED
    assert sorted(one.name for one in tmp_path.iterdir() if "json" in one.name) == ["folder.json", "labels.json"]


# In both languages, plain and reachable


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_mirrored_and_speaks_the_language(lead: Lead, language: Language, qapp: QApplication) -> None:
    bury(lead.editor)
    use(language)
    is_rtl = language == "ar"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
    try:
        editor = lead.opened(theme.DARK)
        assert editor.tree.texts[1] == ("شخص (PERS)" if is_rtl else "Person (PERS)")
        left, right = editor.tree.mapTo(editor, editor.tree.rect().center()), editor.rect().center()
        assert (left.x() > right.x()) is is_rtl
        basics = editor.pages.of_label.basics
        assert basics.name.field.layoutDirection() is Qt.LayoutDirection.LeftToRight
        assert basics.arabic.layoutDirection() is Qt.LayoutDirection.RightToLeft
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_labels_are_shown_as_they_are_whatever_they_contain(lead: Lead) -> None:
    nasty = "<img src=x><b>&nbsp;\u202e"
    schema = SCHEMA
    labels = tuple(replace(label, titles={"en": nasty}) for label in schema.labels)
    lead.workspace.do(ChangeSchema(replace(schema, labels=labels), AUTHOR))
    bury(lead.editor)
    editor = lead.opened()
    assert editor.tree.texts[1] == "<img src=x><b>&nbsp; (PERS)"
    lead.press("deleteLabelButton")
    for label in editor.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or nasty not in label.text()
    for widget in editor.findChildren(QWidget):
        assert "<b>&nbsp;" not in widget.toolTip()
    editor.pages.of_label.basics.name.typed.emit("<b>x</b>")
    assert "<b>x</b>" in editor.pages.of_label.basics.name.field.accessibleDescription()


def test_everything_that_can_be_used_has_a_name_and_is_reached_by_tab(lead: Lead) -> None:
    lead.choose("Meet")
    for page in range(4):
        lead.editor.pages.of_label.setCurrentIndex(page)
        QApplication.processEvents()
        nameless = [
            widget
            for widget in lead.editor.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not widget.accessibleName()
            and not getattr(widget, "text", str)()
            and type(widget).__name__ not in {"QTabBar", "QScrollArea", "Basics", "GuidelinePage", "QHeaderView"}
        ]
        assert nameless == []
