"""Events at the desk: roles filled by key, by click and by a drag; what is drawn, listed and missing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop.pages import finishing, relating
from annotator.desktop.panels.views import CHAINS, EVENTS, PROBLEMS
from annotator.desktop.panels.words_button import WordsButton
from annotator.desktop.text import arguments
from annotator.model.annotation import Status
from annotator.words import LANGUAGES, Language, use
from tests.desktop.hands import CTRL, LEFT, Desk, Key, press

TEXT = (
    "التقى بوتين أحمد الشرع في موسكو يوم الأربعاء، وقال الكرملين إن اللقاء كان مثمراً.\n"
    "وكان الشرع قد وصل إلى موسكو مع وزير الخارجية أسعد الشيباني، ثم زار بوتين دمشق."
)


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    """An Article with two persons, a place and a date marked, and a meeting that is chosen."""
    desk = at_desk(TEXT)
    for words, label, n in (
        ("بوتين", "PERS", 0),
        ("أحمد الشرع", "PERS", 0),
        ("موسكو", "GPE", 0),
        ("يوم الأربعاء", "DATE", 0),
        ("أسعد الشيباني", "PERS", 0),
        ("دمشق", "GPE", 0),
    ):
        put(desk, words, label, n)
    choose(desk, put(desk, "التقى", "Meet"))
    return desk


def put(desk: Desk, words: str, label: str, n: int = 0) -> str:
    """Mark words without a hand."""
    assert desk.page.article is not None
    return desk.workspace.mark(desk.page.article.uid, [desk.text_range(words, n)], label).uid


def choose(desk: Desk, uid: str) -> None:
    desk.page.choose_span(uid)


def arguments_of(desk: Desk, trigger: str = "التقى") -> list[tuple[str, str]]:
    """The Roles of an event and what fills them, as the file has it."""
    assert desk.page.article is not None
    (event,) = [
        one for one in desk.workspace.events(desk.page.article.uid) if one.trigger.surface(desk.text) == trigger
    ]
    return [(arrow.label, filler.surface(desk.text)) for arrow, filler in event.arguments]


def card(desk: Desk) -> dict[str, list[str]]:
    return {row.name: [one.words for one in row.fillers] for row in desk.page.inspector.details.roles.rows}


# Filling by key


def test_four_keys_fill_three_roles_with_what_is_nearest(desk: Desk) -> None:
    desk.type("145")
    desk.key(Key.Key_Return)
    assert arguments_of(desk) == [("Participant", "بوتين"), ("Place", "موسكو"), ("Time", "يوم الأربعاء")]
    assert desk.chosen == "التقى"


def test_the_same_digit_again_and_arrows_aim_at_what_is_further_away(desk: Desk) -> None:
    desk.type("11")
    desk.key(Key.Key_Return)
    desk.type("1")
    desk.key(Key.Key_Left)
    desk.key(Key.Key_Right)
    desk.key(Key.Key_Return)
    assert arguments_of(desk) == [("Participant", "بوتين"), ("Participant", "أحمد الشرع")]


def test_what_may_be_picked_is_lit_up_and_esc_lets_go(desk: Desk) -> None:
    desk.type("4")
    lit = desk.view._shown.lit
    assert lit is not None
    assert {desk.view.highlights.get(uid).surface(TEXT) for uid in lit} == {"موسكو", "دمشق"}  # type: ignore[union-attr]
    assert desk.view.highlights.get(desk.view._shown.aimed or "").surface(TEXT) == "موسكو"  # type: ignore[union-attr]
    desk.key(Key.Key_Escape)
    assert (desk.view._shown.lit, arguments_of(desk), desk.chosen) == (None, [], "التقى")


def test_an_argument_of_the_event_comes_after_what_is_none_yet(desk: Desk) -> None:
    desk.type("1")
    desk.key(Key.Key_Return)
    desk.type("3")  # a host: the nearest person takes part already
    desk.key(Key.Key_Return)
    assert ("Host", "أحمد الشرع") in arguments_of(desk)


def test_a_label_key_still_relabels_an_event(desk: Desk) -> None:
    desk.type("s")
    assert ("التقى", "Statement") in desk.marked


# Filling by mouse


def test_a_click_on_a_role_and_on_a_span_fills_it(desk: Desk) -> None:
    click_role(desk, "Place")
    desk.pointer.click_on("دمشق")
    assert arguments_of(desk) == [("Place", "دمشق")]
    assert card(desk)["Place"] == ["دمشق"]
    assert desk.chosen == "التقى"


def test_a_click_elsewhere_lets_go_of_the_role(desk: Desk) -> None:
    click_role(desk, "Place")
    desk.pointer.click_on("بوتين")
    assert arguments_of(desk) == []
    assert (desk.page.relating.ties.picking, desk.chosen) == (None, "بوتين")


def test_a_drag_marks_and_fills_in_one_step_for_undo(desk: Desk) -> None:
    click_role(desk, "Participant")
    desk.pointer.drag_over("الكرملين")
    assert arguments_of(desk) == [("Participant", "الكرملين")]
    assert ("الكرملين", "PERS") in desk.marked  # the first label that may fill the role
    desk.act("undo")
    assert arguments_of(desk) == []
    assert "الكرملين" not in [words for words, _label in desk.marked]


def test_a_drag_takes_the_label_that_the_same_words_have(desk: Desk) -> None:
    put(desk, "الكرملين", "ORG")
    click_role(desk, "Participant")
    desk.pointer.drag_over("الكرملين")
    assert arguments_of(desk) == [("Participant", "الكرملين")]
    assert desk.marked.count(("الكرملين", "ORG")) == 1


def test_a_date_that_is_dragged_over_is_marked_as_one(desk: Desk) -> None:
    for span in desk.spans:
        if span.label == "DATE":
            desk.workspace.remove(desk.page.article.uid, span.uid)  # type: ignore[union-attr]
    click_role(desk, "Time")
    desk.pointer.drag_over("يوم الأربعاء")
    assert arguments_of(desk) == [("Time", "يوم الأربعاء")]
    assert ("يوم الأربعاء", "DATE") in desk.marked


def test_a_filler_is_taken_out_of_its_role_by_its_button(desk: Desk) -> None:
    desk.type("4")
    desk.key(Key.Key_Return)
    button = desk.page.inspector.details.roles.findChild(QToolButton, "unfill")
    assert button is not None
    QTest.mouseClick(button, LEFT)
    assert arguments_of(desk) == []
    assert ("موسكو", "GPE") in desk.marked


def test_one_span_serves_several_roles_and_events(desk: Desk) -> None:
    desk.type("1")
    desk.key(Key.Key_Return)
    click_role(desk, "Host")
    desk.pointer.click_on("بوتين")
    choose(desk, put(desk, "زار", "Transport"))
    click_role(desk, "Traveler")
    desk.pointer.click_on("بوتين")
    assert arguments_of(desk) == [("Participant", "بوتين"), ("Host", "بوتين")]
    assert arguments_of(desk, "زار") == [("Traveler", "بوتين")]


# What is drawn


def test_arguments_are_drawn_for_the_chosen_event_only_and_for_all_on_demand(desk: Desk) -> None:
    desk.type("1")
    desk.key(Key.Key_Return)
    choose(desk, put(desk, "زار", "Transport"))
    desk.type("1")
    desk.key(Key.Key_Return)
    assert [event.trigger for event in desk.view.drawn_events] == [desk.view.selected]
    desk.act("arguments")
    assert len(desk.view.drawn_events) == 2
    desk.act("arguments")
    assert len(desk.view.drawn_events) == 1
    choose(desk, "")
    assert desk.view.drawn_events == ()


def test_the_chip_of_a_filler_names_its_role(desk: Desk) -> None:
    desk.type("1")
    desk.key(Key.Key_Return)
    (badge,) = desk.view._shown.badges.values()
    assert badge[0] == "Participant"


def test_connectors_never_run_over_words(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("\n".join([TEXT] * 6))
    trigger = put(desk, "التقى", "Meet", 3)
    article = desk.page.article
    assert article is not None
    for words in ("بوتين", "أحمد الشرع", "الكرملين", "الشيباني", "دمشق"):
        for n in range(6):
            label = "GPE" if words == "دمشق" else "PERS"
            filler = put(desk, words, label, n)
            desk.workspace.fill(article.uid, trigger, "Place" if label == "GPE" else "Participant", filler)
    for width in (700, 1000, 1500):
        desk.window.resize(width, 800)
        choose(desk, trigger)
        QApplication.processEvents()
        (event,) = desk.view.drawn_events
        side = arguments.margin(40.0, desk.view.viewport().width() - 40.0, is_rtl=True)
        shape = desk.view.document().rootFrame().frameFormat()
        side = arguments.margin(shape.leftMargin(), desk.view.viewport().width() - shape.rightMargin(), is_rtl=True)
        lines = desk.view._lines.between(0, 1e6)
        ways = arguments.routes(event, desk.view._anchor_of, side)
        assert len(ways) == 30
        for corners in ways:
            for one, other in pairwise(corners):
                assert not any(crosses(one, other, line) for line in lines)


def crosses(one: QPointF, other: QPointF, line: object) -> bool:
    """Whether a piece of a connector runs over the letters of a line."""
    top, bottom = line.top + 2, line.text_bottom - 1  # type: ignore[attr-defined]
    low, high = sorted((one.y(), other.y()))
    left, right = sorted((one.x(), other.x()))
    return low < bottom and high > top and left < line.right and right > line.left  # type: ignore[attr-defined]


# What is missing


def test_the_card_marks_a_required_role_that_is_empty(desk: Desk) -> None:
    rows = {row.name: row for row in desk.page.inspector.details.roles.rows}
    assert rows["Participant"].problem
    assert not rows["Place"].problem
    desk.type("1")
    desk.key(Key.Key_Return)
    assert not desk.page.inspector.details.roles.rows[0].problem


def test_an_article_with_something_missing_is_done_only_if_one_insists(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [finishing.SHOW, finishing.CANCEL, finishing.FINISH]
    asked: list[int] = []

    def answer(_parent: QWidget, count: int) -> int:
        asked.append(count)
        return answers.pop(0)

    monkeypatch.setattr(finishing, "ask_to_finish", answer)
    uid = desk.page.article.uid  # type: ignore[union-attr]
    desk.act("done")
    assert desk.workspace.status(uid)[0] is Status.IN_PROGRESS
    assert desk.page.marked.view == PROBLEMS
    (line,) = desk.page.marked.list_of(PROBLEMS).lines
    assert "Participant" in line.text
    desk.act("done")
    assert desk.workspace.status(uid)[0] is Status.IN_PROGRESS
    desk.act("done")
    assert desk.workspace.status(uid)[0] is Status.DONE
    assert asked == [1, 1, 1]


def test_the_question_names_the_number_and_its_three_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted, answer in (("Show them", finishing.SHOW), ("Done all the same", finishing.FINISH)):
        told: list[str] = []

        def click(box: QMessageBox, wanted: str = wanted, told: list[str] = told) -> None:
            told.append(box.text())
            next(button for button in box.buttons() if button.text() == wanted).click()

        monkeypatch.setattr(QMessageBox, "exec", click)
        assert finishing.ask_to_finish(desk.window, 2) == answer
        assert told == ["2 things are missing in this article."]


def test_nothing_is_asked_where_nothing_is_missing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "ask_to_finish", lambda *_args: pytest.fail("asked"))
    desk.type("1")
    desk.key(Key.Key_Return)
    desk.act("done")
    assert desk.workspace.status("article-0")[0] is Status.DONE


# The lists


def test_the_list_of_events_tells_each_with_its_arguments_and_leads_there(desk: Desk) -> None:
    desk.type("14")
    desk.key(Key.Key_Return)
    desk.page.marked.show_view(EVENTS)
    shown = desk.page.marked.list_of(EVENTS)
    QAbstractItemModelTester(shown.model())
    (line,) = [line.text.translate({0x2068: None, 0x2069: None}) for line in shown.lines]
    assert line == "التقى (Meeting)  ·  Participant: بوتين  ·  Place: موسكو"
    choose(desk, "")
    QTest.mouseClick(shown.viewport(), LEFT, pos=shown.visualRect(shown.model().index(0, 0)).center())
    assert desk.chosen == "التقى"


def test_the_lists_follow_a_change_and_the_tabs_count(desk: Desk, qtbot: QtBot) -> None:
    desk.page.marked.show_view(EVENTS)
    put(desk, "زار", "Transport")
    qtbot.waitUntil(lambda: len(desk.page.marked.list_of(EVENTS).lines) == 2)
    assert desk.page.marked._tabs.tabText(PROBLEMS) == "Problems 2"


# Deleting


def test_deleting_a_span_with_relations_says_how_many_go_with_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("14")
    desk.key(Key.Key_Return)
    told: list[str] = []
    monkeypatch.setattr(relating, "agreed", lambda _parent, _title, text, _deed: told.append(text) or len(told) > 1)
    desk.key(Key.Key_Delete)
    assert ("التقى", "Meet") in desk.marked
    desk.key(Key.Key_Delete)
    assert ("التقى", "Meet") not in desk.marked
    assert told == ["2 relations go with this span."] * 2
    desk.act("undo")
    assert arguments_of(desk) == [("Participant", "بوتين"), ("Place", "موسكو")]


# Relations and chains


def test_a_slash_draws_a_relation_and_digits_choose_which(desk: Desk) -> None:
    choose(desk, uid_of(desk, "بوتين"))
    put(desk, "الكرملين", "ORG")
    desk.key(Key.Key_Slash)
    offers = [offer.name for offer in desk.page.relating.ties.offers(desk.view.chosen)]  # type: ignore[arg-type]
    assert offers == ["MemberOf", "HasPosition"]
    desk.type("1")
    desk.key(Key.Key_Return)
    (relation,) = desk.workspace.relations("article-0")
    assert (relation.label, relation.target) == ("MemberOf", uid_of(desk, "الكرملين"))
    assert [row.words for row in desk.page.inspector.details.arrows._shown[0]] == ["الكرملين"]  # type: ignore[attr-defined]
    assert [event.arguments[0].role for event in desk.view.drawn_events] == ["member of"]


def test_the_key_of_the_slash_works_under_an_arabic_layout(desk: Desk) -> None:
    choose(desk, uid_of(desk, "بوتين"))
    desk.raw_key(0x638, "ظ", code=61)
    assert desk.page.relating.ties.picking is not None
    assert not desk.page.relating.ties.picking.is_role


def test_one_key_joins_a_chain_and_one_leaves_it(desk: Desk) -> None:
    second = put(desk, "الشرع", "PERS", 1)
    for uid in (uid_of(desk, "أحمد الشرع"), second):
        choose(desk, uid)
        desk.key(Key.Key_Equal)
    (chain,) = desk.workspace.chains("article-0")
    assert [span.surface(TEXT) for span in chain.spans] == ["أحمد الشرع", "الشرع"]
    desk.page.marked.show_view(CHAINS)
    texts = [
        line.text.strip().translate({0x2068: None, 0x2069: None}) for line in desk.page.marked.list_of(CHAINS).lines
    ]
    assert texts == ["أحمد الشرع (2 mentions)", "أحمد الشرع", "الشرع"]
    desk.key(Key.Key_Minus)
    assert desk.workspace.chains("article-0") == []


def test_plus_begins_another_chain(desk: Desk) -> None:
    for uid, key in (
        (uid_of(desk, "أحمد الشرع"), "="),
        (put(desk, "الشرع", "PERS", 1), "="),
        (uid_of(desk, "بوتين"), "+"),
        (put(desk, "بوتين", "PERS", 1), "="),
    ):
        choose(desk, uid)
        if key == "=":
            desk.key(Key.Key_Equal)
        else:
            QApplication.sendEvent(
                desk.view, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier, "+")
            )
    assert [[span.surface(TEXT) for span in chain.spans] for chain in desk.workspace.chains("article-0")] == [
        ["بوتين", "بوتين"],
        ["أحمد الشرع", "الشرع"],
    ]


# Attributes


def test_an_event_has_the_defaults_of_its_attributes_at_once(desk: Desk) -> None:
    assert said(desk) == [("polarity", "Positive"), ("modality", "Asserted")]


def test_f3_takes_an_attribute_in_hand_and_digits_toggle_its_choices(desk: Desk) -> None:
    desk.act("attribute")
    desk.type("2")
    assert said(desk)[0] == ("polarity", "Negative")
    desk.act("attribute")
    desk.type("3")
    assert said(desk)[1] == ("modality", "Possible")
    desk.key(Key.Key_Escape)
    desk.type("1")
    desk.key(Key.Key_Return)
    assert arguments_of(desk) == [("Participant", "بوتين")]


def test_a_click_on_a_choice_says_it_and_a_second_takes_it_back(desk: Desk) -> None:
    for expected in (["Negative"], []):
        QApplication.processEvents()
        (button,) = [
            one
            for one in desk.page.inspector.details.attributes.findChildren(QWidget, "choice")
            if one.property("choice") == "Negative" and one.isVisible()
        ]
        QTest.mouseClick(button, LEFT)
        assert [value for name, value in said(desk) if name == "polarity"] == expected


def test_a_pinned_attribute_is_given_to_new_spans_of_the_label(desk: Desk) -> None:
    desk.act("attribute")
    desk.type("2")
    QApplication.processEvents()
    pin = next(one for one in desk.page.inspector.findChildren(QToolButton, "pin-polarity") if one.isVisible())
    QTest.mouseClick(pin, LEFT)
    desk.key(Key.Key_Escape, times=3)
    made = desk.mark("اللقاء", "Meet")
    assert [(one.name, one.value) for one in made.attributes] == [("polarity", "Negative"), ("modality", "Asserted")]


def said(desk: Desk, words: str = "التقى") -> list[tuple[str, str]]:
    (span,) = [span for span in desk.spans if span.surface(TEXT) == words]
    return [(one.name, one.value) for one in span.attributes]


def uid_of(desk: Desk, words: str) -> str:
    return next(span.uid for span in desk.spans if span.surface(TEXT) == words)


def click_role(desk: Desk, role: str) -> None:
    QApplication.processEvents()
    (head,) = [
        one
        for one in desk.page.inspector.details.roles.findChildren(WordsButton, "roleHead")
        if one.property("role") == role and one.isVisible()
    ]
    QTest.mouseClick(head, LEFT)


def test_undo_after_a_restart_takes_an_argument_back(desk: Desk) -> None:
    desk.type("1")
    desk.key(Key.Key_Return)
    desk.reopen()
    assert "Participant" in desk.action_text("undo")
    desk.act("undo")
    assert desk.workspace.relations("article-0") == ()
    press(desk.view, Key.Key_Z, CTRL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_is_no_wider_than_its_panel_while_a_role_is_picked(desk: Desk, language: Language) -> None:
    uid = next(span.uid for span in desk.spans if span.label == "Meet")
    use(language)
    desk.window.rebuild()
    while not desk.page.has_sides:
        QApplication.processEvents()
    choose(desk, uid)
    desk.page.relating.begin_role("Place")
    for _round in range(5):
        QApplication.processEvents()
    area = desk.page.inspector.findChild(QScrollArea)
    assert area is not None and area.widget() is not None
    assert area.viewport().width() < 260
    assert area.widget().width() == area.viewport().width()
