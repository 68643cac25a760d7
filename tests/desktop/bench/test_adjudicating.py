"""The bench around an Article: opened, led from Article to Article, filled by rules, kept in step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from annotator.desktop.background import Job
from annotator.desktop.bench import retracing
from annotator.desktop.dialogs.comparing import ComparingDialog
from annotator.desktop.dialogs.help import KeysDialog
from annotator.desktop.dialogs.strategies import FIRST, MAJORITY, Strategies
from annotator.model.annotation import Status
from annotator.model.decision import NONE as NOTHING
from annotator.model.decision import Choice
from annotator.workspace import Workspace
from tests.desktop.bench_hands import AMAL, BASIL, HOSTILE, TEXT, Bench, all_articles, put
from tests.desktop.hands import CTRL, SHIFT, Desk, Key, press

TITLED = "الرئيس دونالد ترامب"


def decide_all(bench: Bench, name: str = AMAL) -> None:
    """Decide everything in the Article that is shown for one annotator."""
    assert bench.sitting.article is not None
    for _round in range(30):
        waiting = [*bench.sitting.order.waiting, *bench.sitting.order.agreed]
        if not waiting:
            return
        bench.desk.workspace.decide(bench.sitting.article.uid, waiting[0].case, Choice.take(name))


def test_enter_leaves_an_article_that_is_decided_for_the_next_one(bench: Bench) -> None:
    decide_all(bench)
    assert "All cases of this article are decided" in bench.window.told
    bench.key(Key.Key_Return)
    assert bench.sitting.article is not None and bench.sitting.article.uid == "second"
    assert bench.place == "Case 1 of 1"


def test_enter_takes_what_all_agree_on_when_nothing_else_is_left(bench: Bench) -> None:
    assert bench.sitting.article is not None
    for entry in bench.sitting.order.disputed:
        if not entry.case.is_relation:
            bench.desk.workspace.decide("first", entry.case, Choice.take(AMAL))
    for entry in bench.sitting.order.waiting:
        bench.desk.workspace.decide("first", entry.case, Choice.take(AMAL))
    assert bench.sitting.order.agreed
    bench.key(Key.Key_Return)
    assert not bench.sitting.order.agreed


def test_buttons_and_keys_lead_to_the_next_article_and_back(bench: Bench) -> None:
    press(bench.window, Key.Key_Down, CTRL)
    assert bench.sitting.article is not None and bench.sitting.article.uid == "second"
    bench.click(bench.window.header.back)
    assert bench.sitting.article.uid == "first"
    bench.click(bench.window.header.next)
    assert bench.sitting.article.uid == "second"


def test_when_everything_is_decided_it_is_told(bench: Bench, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bench.adjudicating._progressing.is_idle)
    decide_all(bench)
    bench.key(Key.Key_Return)
    decide_all(bench)
    bench.key(Key.Key_Return)
    assert bench.window.told == "Nothing else is to be decided: the gold version is complete."


def test_what_is_put_off_is_told_and_not_counted_as_decided(bench: Bench, qtbot: QtBot) -> None:
    progressing = bench.adjudicating._progressing
    told: list[tuple[int, int]] = []
    progressing.told.connect(lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: progressing.is_idle)
    bench.type("S")
    decide_all(bench)
    assert (1, 2) not in told
    assert bench.window.told.startswith("1 case of this article is put off")
    bench.key(Key.Key_Return)
    decide_all(bench)
    bench.key(Key.Key_Return)
    assert told[-1] == (1, 2)
    assert bench.window.told.startswith("Nothing else is open, but cases were put off in 1 article;")


def test_a_bench_that_opens_where_everything_is_decided_says_so_once_it_is_counted(
    at_desk: Callable[..., Desk], project_of_three: Path, qtbot: QtBot
) -> None:
    with Workspace.open(project_of_three) as workspace:
        for uid in workspace.article_uids():
            while entry := next((one for one in workspace.case_entries(uid) if one.is_open), None):
                workspace.decide(uid, entry.case, NOTHING)
    bench = Bench(at_desk(path=project_of_three))
    assert "No article has two layers" not in bench.window.told
    qtbot.waitUntil(lambda: bench.adjudicating._progressing.is_idle)
    assert bench.window.told == "Nothing else is to be decided: the gold version is complete."


def test_work_goes_on_where_it_was_left_also_after_a_restart(bench: Bench) -> None:
    press(bench.window, Key.Key_Down, CTRL)
    press(bench.window, Key.Key_Up, CTRL)
    bench.type("B")
    press(bench.window, Key.Key_Down, CTRL)
    bench.desk.reopen()
    again = Bench(bench.desk)
    assert again.sitting.article is not None and again.sitting.article.uid == "second"
    again.type("A")
    bench.desk.reopen()
    third = Bench(bench.desk)
    assert third.sitting.article is not None and third.sitting.article.uid == "first"
    assert third.place == "Case 2 of 6"


def test_how_far_one_is_is_counted_by_articles(bench: Bench, qtbot: QtBot) -> None:
    progressing = bench.adjudicating._progressing
    told: list[tuple[int, int]] = []
    progressing.told.connect(lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: progressing.is_idle)
    decide_all(bench)
    assert told[-1] == (1, 2)


def test_the_bench_turns_to_the_article_that_is_open_on_the_page(bench: Bench) -> None:
    bench.desk.page.open_article("second")
    bench.desk.act("adjudicate")
    assert bench.sitting.article is not None and bench.sitting.article.uid == "second"


def test_the_bench_stays_open_where_language_or_colours_change(bench: Bench) -> None:
    bench.go_to("موسكو")
    bench.desk.act("theme")
    again = bench.adjudicating
    assert again.window is not None and again.window.isVisible()
    assert bench.words == "موسكو"
    bench.type("A")
    assert bench.gold == []


def test_the_bench_is_closed_with_the_project(bench: Bench) -> None:
    window = bench.window
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    bench.desk.window.show_project(None)
    assert closed == [True]


def test_what_an_annotator_changes_meanwhile_is_shown(bench: Bench) -> None:
    bench.type("B")
    with Workspace.open(bench.desk.path, BASIL) as other:
        span = next(one for one in other.spans("first") if one.surface(TEXT) == "دونالد ترامب")
        other.relabel("first", span.uid, "ORG")
    bench.desk.page.bridge.look()
    entry = bench.sitting.order.disputed[0]
    assert entry.is_open and entry.former
    bench.sitting.choose(entry)
    assert "decide anew" in bench.window.panel.told
    assert bench.cards[-1].told.names == ("Gold",)
    bench.type("K")
    assert bench.gold == [("دونالد ترامب", "PERS")]
    assert not bench.sitting.order.disputed[0].is_open


def test_what_gold_has_is_ticked_also_where_annotators_have_changed_places_since(bench: Bench) -> None:
    press(bench.window, Key.Key_Down, CTRL)
    bench.type("A")
    assert bench.gold == [("دمشق", "GPE")]
    for name, words in ((AMAL, "إلى دمشق"), (BASIL, "دمشق")):
        with Workspace.open(bench.desk.path, name) as annotator:
            (span,) = annotator.spans("second")
            start = annotator.article("second").text.index(words)
            annotator.reshape("second", span.uid, [(start, start + len(words))])
    bench.desk.workspace.look_for_changes()
    bench.key(Key.Key_Left)
    assert [(card.told.letters, card.told.is_taken) for card in bench.cards] == [(("A",), False), (("B",), True)]


def test_what_only_gold_still_has_can_be_kept_or_taken_out(bench: Bench) -> None:
    bench.go_to("موسكو")
    bench.type("B")
    with Workspace.open(bench.desk.path, BASIL) as other:
        span = next(one for one in other.spans("first") if one.surface(TEXT) == "موسكو")
        other.remove("first", span.uid)
    bench.desk.page.bridge.look()
    bench.go_to("موسكو")
    assert [card.told.letters for card in bench.cards] == [("A", "B", "C"), ("◆",)]
    bench.type("N")
    assert bench.gold == []


def test_letters_grow_with_the_keys_of_the_window(bench: Bench) -> None:
    before = bench.window.view.document().defaultFont().pointSizeF()
    press(bench.window, Key.Key_Plus, CTRL)
    assert bench.window.view.document().defaultFont().pointSizeF() > before
    press(bench.window, Key.Key_0, CTRL)
    assert bench.window.view.document().defaultFont().pointSizeF() == 16.0


def test_f1_tells_the_keys_and_f6_goes_to_the_panel(bench: Bench) -> None:
    press(bench.window, Key.Key_F6)
    assert bench.window.panel.reason.hasFocus()
    press(bench.window, Key.Key_F6)
    assert bench.window.view.hasFocus()
    press(bench.window, Key.Key_F1)
    (keys,) = bench.window.findChildren(KeysDialog)
    keys.close()


# Who may


def test_an_annotator_is_told_that_the_review_is_not_open(
    at_desk: Callable[..., Desk], project_of_three: Path, told: list[str]
) -> None:
    desk = at_desk(path=project_of_three, annotator=AMAL)
    desk.act("adjudicate")
    desk.act("disagreements")
    assert len(told) == 2 and all("has not opened the review" in text for text in told)


def test_in_an_open_review_an_annotator_may_look_and_not_decide(
    at_desk: Callable[..., Desk], project_of_three: Path, told: list[str]
) -> None:
    with Workspace.open(project_of_three) as lead:
        lead.open_review()
    bench = Bench(at_desk(path=project_of_three, annotator=AMAL))
    assert bench.words == TITLED
    bench.type("A")
    assert len(told) == 1 and "lead" in told[0]
    assert bench.gold == []


# Rules


def counted(qtbot: QtBot, dialog: Strategies) -> str:
    qtbot.waitUntil(lambda: dialog.told != "")
    return dialog.told


def test_what_a_rule_would_do_is_told_before_it_is_done(bench: Bench, qtbot: QtBot) -> None:
    press(bench.window, Key.Key_G, CTRL | SHIFT)
    (dialog,) = bench.window.findChildren(Strategies)
    assert "1 case would be decided in 1 article; 1 of them because all agree." in counted(qtbot, dialog)
    dialog.findChildren(QRadioButton)[1].click()
    assert dialog.strategy == MAJORITY
    assert "6 cases would be decided" in counted(qtbot, dialog)
    assert bench.gold == []
    bench.click(dialog.apply)
    qtbot.waitUntil(lambda: bool(bench.gold))
    assert ("دونالد ترامب", "PERS") in bench.gold
    qtbot.waitUntil(lambda: bench.window.told == "6 cases were decided in 1 article.")
    press(bench.window, Key.Key_Z, CTRL)
    assert bench.gold == []


def test_much_is_taken_back_beside_the_window(bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retracing, "LARGE", 1)
    bench.desk.workspace.adjudicate(MAJORITY)
    assert bench.gold and bench.desk.workspace.undo_decision_size == 1
    press(bench.window, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not bench.gold)
    qtbot.waitUntil(lambda: bool(bench.desk.workspace.redo_decision_size))
    assert bench.sitting.order.waiting


def test_one_annotator_can_come_first(bench: Bench, qtbot: QtBot) -> None:
    bench.click(bench.window.header.strategies)
    (dialog,) = bench.window.findChildren(Strategies)
    dialog.first.setCurrentIndex(dialog.first.findData(BASIL))
    dialog.choose(FIRST)
    assert dialog.strategy == f"first:{BASIL}"
    counted(qtbot, dialog)
    bench.click(dialog.apply)
    qtbot.waitUntil(lambda: ("في القاهرة", "GPE") in bench.gold)


def test_the_menu_leads_to_the_rules_and_to_who_is_compared(bench: Bench) -> None:
    bench.window.close()
    bench.desk.act("compared")
    (comparing,) = bench.desk.window.findChildren(ComparingDialog)
    comparing.boxes[HOSTILE].click()
    bench.click(comparing.save)
    assert bench.desk.workspace.compared.annotators == (AMAL, BASIL, "رئيسة التحرير")
    bench.desk.act("fill_gold")
    (dialog,) = bench.window.findChildren(Strategies)
    assert list(bench.sitting.letters) == [AMAL, BASIL]
    dialog.reject()


def test_rules_that_go_with_their_window_while_they_are_counted_are_told_nothing_any_more(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.desk.act("fill_gold")
    (dialog,) = bench.window.findChildren(Strategies)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not bench.desk.window.findChildren(Job))
    assert not bench.window.findChildren(Strategies)


# Who is compared


def test_without_finished_layers_it_is_told_what_to_do_and_unfinished_ones_can_be_compared(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "begun.hashiya"
    with Workspace.create(path, annotator="رئيسة التحرير") as workspace:
        article, said = all_articles()[0]
        put(workspace, article, said, Status.IN_PROGRESS)
    bench = Bench(at_desk(path=path))
    qtbot.waitUntil(lambda: bench.adjudicating._progressing.is_idle)
    assert "two layers that are done" in bench.window.told
    press(bench.window, Key.Key_C, CTRL | SHIFT)
    (dialog,) = bench.window.findChildren(ComparingDialog)
    dialog.boxes[BASIL].click()
    dialog.begun.click()
    bench.click(dialog.save)
    QApplication.processEvents()
    assert list(bench.sitting.letters) == [AMAL, HOSTILE]
    assert bench.words


def test_two_annotators_at_least_are_compared(bench: Bench) -> None:
    bench.click(bench.window.header.compared)
    (dialog,) = bench.window.findChildren(ComparingDialog)
    for name in (AMAL, BASIL, "رئيسة التحرير"):
        dialog.boxes[name].click()
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog, Key.Key_Escape)
