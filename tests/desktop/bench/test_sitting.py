"""Deciding where annotators differ, with keys and with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from annotator.desktop.cut_line import CutLine
from annotator.desktop.text.lanes import GOLD, on_lane
from annotator.model.annotation import Attribute
from annotator.model.article import Article
from annotator.model.schema import Kind, Label, Schema
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.bench_hands import HOSTILE, TEXT, Bench, Said, put, shown
from tests.desktop.hands import CTRL, SHIFT, Desk, Key, press

TRUMP, TITLED = "دونالد ترامب", "الرئيس دونالد ترامب"


def test_the_bench_opens_at_the_first_case_with_the_answers_side_by_side(bench: Bench) -> None:
    assert bench.words == TITLED
    assert bench.place == "Case 1 of 6"
    assert shown(bench.cards) == [(("A",), ["Person"]), (("B", "C"), ["Person"])]
    assert "Title included" in bench.window.panel.told


def test_a_letter_takes_that_answer_into_gold_and_goes_on(bench: Bench) -> None:
    bench.type("B")
    assert bench.gold == [(TRUMP, "PERS")]
    assert bench.place == "Case 2 of 6"
    bench.key(Key.Key_Right)
    assert bench.cards[1].told.is_taken
    assert "Decided: B" in bench.window.panel.told.translate(dict.fromkeys(map(ord, "\u2068\u2069")))


def test_the_letter_is_the_place_of_a_key_under_an_arabic_layout(bench: Bench) -> None:
    bench.raw_key(0x634, "ش", 38)
    assert bench.gold == [(TITLED, "PERS")]


def test_digits_take_answers_too(bench: Bench) -> None:
    bench.type("3")
    decision = bench.decision(TITLED)
    assert decision is not None and decision.choice.annotators == (HOSTILE,)
    assert bench.gold == [(TRUMP, "PERS")]


def test_a_letter_that_no_annotator_has_does_nothing(bench: Bench) -> None:
    bench.type("Z")
    assert (bench.place, bench.gold) == ("Case 1 of 6", [])


def test_space_takes_what_both_say(bench: Bench) -> None:
    bench.key(Key.Key_Space)
    assert bench.gold == [(TITLED, "PERS"), (TRUMP, "PERS")]


def test_space_does_nothing_where_all_mark_the_same_words_under_the_same_label(bench: Bench) -> None:
    bench.go_to("التقى")
    assert not bench.window.panel.all.isEnabled()
    bench.key(Key.Key_Space)
    assert bench.gold == []


def test_n_is_none_of_them_and_s_skips(bench: Bench) -> None:
    bench.type("NS")
    assert bench.gold == []
    assert [entry.state.value for entry in bench.sitting.order.disputed][:2] == ["decided", "skipped"]
    assert bench.place == "Case 3 of 6"


def test_each_button_does_what_its_key_does(bench: Bench) -> None:
    bench.click(bench.cards[1].findChildren(QPushButton, "takeAnswer")[0])
    assert bench.gold == [(TRUMP, "PERS")]
    bench.sitting.step(-1)
    bench.click(bench.window.panel.none)
    assert bench.gold == []
    bench.click(bench.window.panel.skip)
    bench.go_to(TITLED)
    bench.click(bench.window.panel.all)
    assert len(bench.gold) == 2
    bench.click(bench.window.panel.edit)
    assert bench.sitting.drafting.draft is not None


def test_arrows_and_tab_step_through_the_cases_in_reading_order(bench: Bench) -> None:
    bench.key(Key.Key_Left)
    assert bench.place == "Case 2 of 6"
    bench.key(Key.Key_Tab)
    bench.key(Key.Key_Down)
    assert bench.place == "Case 4 of 6"
    bench.key(Key.Key_Right)
    bench.key(Key.Key_Backtab, SHIFT)
    bench.key(Key.Key_Up)
    assert bench.place == "Case 1 of 6"
    bench.key(Key.Key_Right)
    assert bench.place == "Case 1 of 6"


def test_enter_goes_to_the_next_case_that_is_open(bench: Bench) -> None:
    bench.type("B")
    bench.key(Key.Key_Right)
    bench.key(Key.Key_Return)
    assert bench.place == "Case 2 of 6"


def test_a_click_on_words_takes_the_case_over_them(bench: Bench) -> None:
    bench.pointer.click_on("موسكو")
    assert bench.words == "موسكو"
    bench.pointer.click_on(TRUMP)
    assert bench.words == TITLED


def test_undo_takes_a_decision_back_and_shows_it_and_redo_makes_it_again(bench: Bench) -> None:
    bench.type("BB")
    press(bench.window, Key.Key_Z, CTRL)
    assert (bench.place, bench.gold) == ("Case 2 of 6", [(TRUMP, "PERS")])
    press(bench.window, Key.Key_Z, CTRL)
    assert (bench.place, bench.gold) == ("Case 1 of 6", [])
    press(bench.window, Key.Key_Z, CTRL | SHIFT)
    assert bench.gold == [(TRUMP, "PERS")]


def test_what_all_agree_on_is_offered_and_taken_at_once(bench: Bench) -> None:
    assert bench.window.agreed.text == "All agree on 1 case here."
    bench.click(bench.window.agreed.take)
    assert bench.gold == [("أحمد الشرع", "PERS")]
    assert not bench.window.agreed.isVisible()  # a relation waits for the event at its end
    bench.go_to("التقى")
    bench.type("A")
    assert bench.window.agreed.text == "All agree on 1 case here."
    press(bench.window, Key.Key_Return, CTRL)
    assert bench.arrows == [("Participant", "التقى", "أحمد الشرع")]
    assert not bench.window.agreed.isVisible()


def test_the_answer_that_nothing_is_there_is_ticked_too(bench: Bench) -> None:
    bench.go_to("موسكو")
    bench.type("A")
    assert bench.gold == []
    bench.go_to("موسكو")
    assert [card.told.is_taken for card in bench.cards] == [True, False]


# Reasons


def test_a_reason_that_is_typed_first_goes_with_the_decision(bench: Bench) -> None:
    bench.type("R")
    assert bench.window.panel.reason.hasFocus()
    QTest.keyClicks(bench.window.panel.reason, "the title is no part of a name")
    press(bench.window.panel.reason, Key.Key_Return)
    assert bench.window.view.hasFocus()
    bench.type("B")
    decision = bench.decision(TITLED)
    assert decision is not None and decision.reason == "the title is no part of a name"
    assert bench.window.panel.reason.text() == ""


def test_a_reason_can_be_given_to_what_was_decided_before(bench: Bench) -> None:
    bench.type("B")
    bench.key(Key.Key_Right)
    bench.type("R")
    QTest.keyClicks(bench.window.panel.reason, "names only")
    press(bench.window.panel.reason, Key.Key_Return)
    decision = bench.decision(TITLED)
    assert decision is not None and decision.reason == "names only"
    assert (bench.gold, bench.place) == ([(TRUMP, "PERS")], "Case 1 of 6")


# Editing


def test_e_edits_edges_and_label_by_the_ordinary_keys(bench: Bench) -> None:
    bench.type("E")
    assert bench.window.view.selected == on_lane(GOLD, bench.sitting.drafting.draft.chosen)  # type: ignore[union-attr]
    bench.key(Key.Key_Right, SHIFT, times=6)  # the end moves back over «ترامب» and the space
    bench.type("O")
    bench.key(Key.Key_Return)
    assert bench.gold == [("دونالد", "ORG")]
    decision = bench.decision(TITLED)
    assert decision is not None and decision.choice.verb == "edit"
    bench.key(Key.Key_Right)
    assert bench.cards[-1].told.names == ("Gold",)


def test_a_drag_gives_the_edited_span_other_words(bench: Bench) -> None:
    bench.type("E")
    bench.pointer.drag_over("الرئيس")
    bench.key(Key.Key_Return)
    assert bench.gold == [("الرئيس", "PERS")]


def test_escape_leaves_gold_as_it_was(bench: Bench) -> None:
    bench.type("EO")
    bench.key(Key.Key_Escape)
    assert bench.sitting.drafting.draft is None
    assert (bench.gold, bench.place) == ([], "Case 1 of 6")
    assert not bench.window.pane.isVisible()
    bench.type("B")
    assert bench.gold == [(TRUMP, "PERS")]


def test_without_its_spans_an_edited_case_is_decided_as_none(bench: Bench) -> None:
    bench.type("E")
    bench.key(Key.Key_Delete)
    bench.key(Key.Key_Return)
    decision = bench.decision(TITLED)
    assert decision is not None and decision.choice.verb == "none"


def test_a_new_span_is_drafted_by_a_drag_and_a_key_where_none_is_in_hand(bench: Bench) -> None:
    bench.type("E")
    bench.key(Key.Key_Delete)
    bench.pointer.drag_over("الرئيس")
    bench.type("W")
    label = bench.desk.workspace.schema.by_key("W")
    bench.key(Key.Key_Return)
    assert bench.gold == ([("الرئيس", label.name)] if label else [])


def test_the_value_of_a_date_is_edited_in_the_inspector(bench: Bench) -> None:
    bench.go_to("يوم الثلاثاء")
    bench.type("E")
    box = bench.window.pane.inspector.dating.box
    assert box.text() == "2026-01-27"
    box.clear()
    QTest.keyClicks(box, "2026-02-03")
    press(box, Key.Key_Return)
    bench.click(bench.window.pane.bar.keep)
    (span,) = bench.gold_layer.spans
    assert (span.label, span.value) == ("DATE", "2026-02-03")


def test_an_edge_that_moves_gives_a_date_that_nobody_vouched_for_the_value_of_its_words(bench: Bench) -> None:
    bench.go_to("يوم الثلاثاء")
    bench.type("E")
    bench.pointer.drag_over("الثلاثاء")
    span = bench.sitting.drafting.span
    assert span is not None and span.value == "2026-01-27"  # an annotator has vouched for it


# Mixtures


def test_single_fields_are_taken_from_several_answers_by_clicks(bench: Bench) -> None:
    bench.go_to("يوم الثلاثاء")
    bench.click(bench.field(1, "value"))
    assert bench.window.panel.mixing.isVisible()
    assert "value" in bench.cards[1].told.chosen
    assert "range" in bench.cards[0].told.chosen
    bench.key(Key.Key_Return)
    (span,) = bench.gold_layer.spans
    assert (span.surface(TEXT), span.value) == ("يوم الثلاثاء", "2026-01-20")
    decision = bench.decision("يوم الثلاثاء")
    assert decision is not None and dict(decision.choice.fields) == {"value": "باسل"}


def test_a_mixture_is_left_by_escape(bench: Bench) -> None:
    bench.go_to("التقى")
    bench.click(bench.field(1, "attribute:tense"))
    bench.key(Key.Key_Escape)
    assert not bench.window.panel.mixing.isVisible()
    assert bench.gold == []


def test_an_attribute_is_decided_by_a_letter(bench: Bench) -> None:
    bench.go_to("التقى")
    bench.type("B")
    assert bench.gold_layer.spans[0].attributes == (Attribute("tense", "future"),)


def test_a_field_is_taken_into_what_is_edited(bench: Bench) -> None:
    bench.type("E")
    bench.click(bench.field(0, "range"))
    bench.key(Key.Key_Return)
    assert bench.gold == [(TITLED, "PERS")]


# Relations


def test_a_relation_is_decided_once_its_ends_are_and_drawn_meanwhile(bench: Bench, told: list[str]) -> None:
    bench.go_to("", kind="relation")
    assert [(card.told.letters, [arrow.title for arrow in card.told.arrows]) for card in bench.cards] == [
        (("A", "C"), ["Place"]),
        (("B",), []),
    ]
    assert [event.arguments[0].role for event in bench.window.view.drawn_events] == ["A Place", "C Place"]
    bench.type("A")
    assert len(told) == 1 and "first" in told[0]
    for words in ("التقى", "في القاهرة"):
        bench.go_to(words)
        bench.type("A")
    bench.go_to("", kind="relation")
    bench.type("A")
    assert ("Place", "التقى", "القاهرة") in bench.arrows


def test_a_relation_can_be_given_another_role(bench: Bench) -> None:
    for words in ("التقى", "في القاهرة"):
        bench.go_to(words)
        bench.type("A")
    bench.go_to("", kind="relation")
    bench.type("E")
    roles = bench.window.arrow.label
    assert roles.hasFocus()
    other = next(at for at in range(roles.count()) if roles.itemData(at) != "Place")
    roles.setCurrentIndex(other)
    press(roles, Key.Key_Return)
    assert bench.arrows == [(roles.itemData(other), "التقى", "القاهرة")] or bench.arrows[0][0] != "Place"


# Names


def test_names_can_be_hidden_and_stay_so(bench: Bench) -> None:
    assert bench.cards[1].told.names
    press(bench.window, Key.Key_H, CTRL)
    assert all(card.told.names == () for card in bench.cards)
    bench.window.close()
    again = Bench(bench.desk)
    assert all(card.told.names == () for card in again.cards)


def test_hostile_names_are_plain_text(bench: Bench) -> None:
    labels = [label for card in bench.cards for label in card.findChildren(QLabel)]
    lines = [line for card in bench.cards for line in card.findChildren(CutLine)]
    assert any(HOSTILE in line.accessibleName() for line in lines)  # they are painted, as plain text always
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_names_of_annotators_that_are_too_long_end_in_dots_and_are_told_whole(bench: Bench) -> None:
    line = next(line for card in bench.cards for line in card.findChildren(CutLine) if line.accessibleName())
    line.show_text("عبد الرحمن بن محمد " * 8)
    line.resize(160, line.height())
    whole = line.grab().toImage()
    line.show_text("عبد الرحمن بن محمد " * 9)
    assert line.grab().toImage() == whole  # both are cut after the same word
    assert line.minimumSizeHint().width() <= 160
    assert line.accessibleName().count("محمد") == 9


def test_a_label_as_long_as_can_be_leaves_room_for_the_rest_of_the_card(
    at_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    title = ("وسم " * 40).strip()
    label = Label("LONG", Kind.ENTITY, "#336699", titles={"en": title, "ar": title})
    path = tmp_path / "long.hashiya"
    with Workspace.create(path, schema=Schema("long", {}, (label,)), annotator="l") as workspace:
        words = ((TRUMP, label.name),), ((TITLED, label.name),)
        put(workspace, Article("a", "خبر", TEXT), {"a": Said(words[0]), "b": Said(words[1])})
    bench = Bench(at_desk(path=path))
    panel = bench.window.panel
    assert all(card.minimumSizeHint().width() < panel.minimumWidth() for card in bench.cards)


# Languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bench_is_told_in_both_languages(bench: Bench, language: Language) -> None:
    use(language)
    bench.window.close()
    again = Bench(bench.desk)
    assert again.words == TITLED
    assert again.window.told
