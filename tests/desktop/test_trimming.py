"""Names without their proclitics, by the mouse and by one key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.arabic import clitics
from annotator.desktop.dialogs.help import gestures
from annotator.desktop.plain import along
from annotator.workspace import trimming
from tests.desktop.hands import ALT, CTRL, SHIFT, Desk, Key

TEXT = "قال مسؤول لرويترز إن بوتين وصل إلى موسكو. ولرويترز مراسل بالقاهرة وفي لبنان، ثم للأمم المتحدة كتابهم."


@pytest.fixture
def news(at_desk: Callable[..., Desk]) -> Desk:
    return at_desk(TEXT, "خبر آخر عن بوتين.")


def hint(desk: Desk) -> str:
    QApplication.processEvents()
    return desk.page.trimmer.hint.translate(dict.fromkeys([0x2066, 0x2068, 0x2069]))


def cut_otherwise(desk: Desk, times: int = 1) -> None:
    desk.key(Key.Key_Apostrophe, times=times)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("لرويترز", "رويترز"),
        ("ولرويترز", "رويترز"),
        ("بالقاهرة", "القاهرة"),
        ("للأمم المتحدة", "لأمم المتحدة"),
        ("بوتين", "بوتين"),
        ("لبنان", "لبنان"),
    ],
)
def test_a_drag_gives_the_name(news: Desk, words: str, name: str) -> None:
    news.pointer.drag_over(words)
    assert news.in_hand == [name]


def test_a_double_click_gives_the_name(news: Desk) -> None:
    news.pointer.double_click_on("لرويترز")
    assert news.in_hand == ["رويترز"]


@pytest.mark.parametrize("modifiers", [ALT, SHIFT])
def test_a_free_drag_takes_exactly_its_letters(news: Desk, modifiers: object) -> None:
    news.pointer.drag_over("لرويترز", modifiers=modifiers)  # type: ignore[arg-type]
    assert news.in_hand == ["لرويترز"]


def test_a_further_fragment_is_cut_too(news: Desk) -> None:
    news.pointer.drag_over("بوتين")
    news.pointer.drag_over("بالقاهرة", modifiers=CTRL)
    assert news.in_hand == ["بوتين", "القاهرة"]


def test_what_was_cut_off_stands_out_for_a_moment(news: Desk, qtbot: QtBot) -> None:
    start, _end = news.pointer.drag_over("ولرويترز")
    before = news.view.grab().toImage()
    assert news.view._shown.flash == (start, start + 2)
    qtbot.waitUntil(lambda: news.view._shown.flash is None)
    assert news.view.grab().toImage() != before


def test_a_label_marks_the_name_alone(news: Desk) -> None:
    news.pointer.drag_over("لرويترز")
    news.type("O")
    assert news.marked == [("رويترز", "ORG")]


def test_the_word_under_the_word_cursor_is_marked_without_its_proclitic(news: Desk) -> None:
    news.key(Key.Key_Left, times=3)
    news.type("O")
    assert news.marked == [("رويترز", "ORG")]


def test_the_key_puts_back_and_takes_more(news: Desk) -> None:
    news.pointer.drag_over("ولرويترز")
    seen = []
    for _press in range(3):
        cut_otherwise(news)
        seen += news.in_hand
    assert seen == ["ولرويترز", "لرويترز", "رويترز"]


def test_the_choice_is_remembered_for_the_word(news: Desk) -> None:
    news.pointer.drag_over("لرويترز")
    cut_otherwise(news)
    assert news.in_hand == ["لرويترز"]
    news.key(Key.Key_Escape)
    news.pointer.drag_over("لرويترز")
    assert news.in_hand == ["لرويترز"]
    news.reopen()
    news.pointer.drag_over("لرويترز")
    assert news.in_hand == ["لرويترز"]


def test_the_key_reshapes_the_chosen_span_and_undo_takes_it_back(news: Desk) -> None:
    news.pointer.drag_over("لرويترز")
    news.type("O")
    assert news.chosen == "رويترز"
    cut_otherwise(news)
    assert news.marked == [("لرويترز", "ORG")]
    news.act("undo")
    assert news.marked == [("رويترز", "ORG")]


def test_the_key_reshapes_the_span_marked_last_though_nothing_is_chosen(news: Desk) -> None:
    news.type("O")
    news.pointer.drag_over("لرويترز")
    assert (news.marked, news.chosen) == ([("رويترز", "ORG")], None)
    cut_otherwise(news)
    assert news.marked == [("لرويترز", "ORG")]
    assert news.chosen is None


def test_an_arabic_keyboard_has_the_key_as_well(news: Desk) -> None:
    news.pointer.drag_over("لرويترز")
    news.raw_key(0x637, "ط", code=48)
    assert news.in_hand == ["لرويترز"]


def test_the_menu_does_it_too(news: Desk) -> None:
    news.pointer.drag_over("لرويترز")
    news.act("trim")
    assert news.in_hand == ["لرويترز"]
    assert any(key.startswith("'") for _heading, lines in gestures() for key, _meaning in lines)


def test_what_is_not_sure_is_offered_and_not_done(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clitics, "AUTOMATIC", 0.9999)
    news.pointer.drag_over("لرويترز")
    assert news.in_hand == ["لرويترز"]
    assert hint(news) == "' (ط) cuts off ل"
    cut_otherwise(news)
    assert news.in_hand == ["رويترز"]


def test_the_status_bar_tells_what_was_cut(news: Desk) -> None:
    news.pointer.drag_over("لرويترز")
    assert hint(news) == "Cut off: ل; ' (ط) cuts otherwise"
    assert news.window.status_line._hint.text() == along(news.page.trimmer.hint)
    cut_otherwise(news)
    assert hint(news) == "The word is whole again; ' (ط) cuts it"
    news.pointer.drag_over("بوتين")
    assert hint(news) == ""


def test_a_pronoun_at_the_end_is_cut_by_the_key_alone(news: Desk) -> None:
    news.workspace.remember_cut("كتابهم", 0)
    news.pointer.drag_over("المتحدة كتابهم")
    assert news.in_hand == ["المتحدة كتابهم"]
    cut_otherwise(news)
    assert news.in_hand == ["المتحدة كتاب"]
    cut_otherwise(news)
    assert news.in_hand == ["المتحدة كتابهم"]


def test_a_word_with_nothing_to_cut_says_so(news: Desk) -> None:
    news.pointer.drag_over("مسؤول")
    cut_otherwise(news)
    assert news.in_hand == ["مسؤول"]
    assert hint(news) == "There is nothing to cut off this word"


def test_a_project_that_keeps_proclitics_inside_is_left_alone(news: Desk) -> None:
    news.workspace.settle_clitics(inside=True)
    news.pointer.drag_over("لرويترز")
    assert (news.in_hand, hint(news)) == (["لرويترز"], "")
    cut_otherwise(news)
    assert news.in_hand == ["رويترز"]


def test_the_menu_changes_what_the_project_settled(news: Desk) -> None:
    news.action_text("cut_clitics")
    assert news.window.actions_by_name["cut_clitics"].isChecked()
    news.act("cut_clitics")
    assert news.workspace.clitics_inside
    news.pointer.drag_over("لرويترز")
    assert news.in_hand == ["لرويترز"]
    news.reopen()
    assert not news.window.actions_by_name["cut_clitics"].isChecked()
    news.act("cut_clitics")
    news.act("lil_whole")
    news.pointer.drag_over("للأمم المتحدة")
    assert news.in_hand == ["للأمم المتحدة"]
    news.pointer.drag_over("لرويترز")
    assert news.in_hand == ["رويترز"]


def test_with_nothing_in_hand_the_key_does_nothing(news: Desk) -> None:
    cut_otherwise(news)
    assert (news.in_hand, news.marked) == ([], [])
    news.pointer.drag_over("لرويترز")
    news.type("O")
    news.act("next")
    cut_otherwise(news)
    news.act("previous")
    assert news.marked == [("رويترز", "ORG")]


def test_a_large_project_is_counted_beside_the_work(news: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(trimming, "READ_AT_ONCE", 1)
    news.pointer.drag_over("لرويترز")
    assert news.in_hand == ["رويترز"]
    qtbot.waitUntil(lambda: news.workspace.words_known().total > 0)


def test_the_words_are_counted_before_the_first_drag(news: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not news.workspace.is_worth_reading())
    assert news.workspace.words_known().total > 0


def test_a_project_closed_meanwhile_is_not_missed(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trimming, "READ_AT_ONCE", 1)
    news.pointer.drag_over("لرويترز")
    news.act("close")
    QApplication.processEvents()
    assert news.window.page is None


def test_undoing_a_cut_forgets_the_choice(news: Desk) -> None:
    news.pointer.drag_over("ولرويترز")
    news.type("o")
    assert news.marked == [("رويترز", "ORG")]
    cut_otherwise(news)
    assert news.marked == [("ولرويترز", "ORG")]
    assert news.page.workspace.chosen_cut("ولرويترز") == 0
    news.act("undo")
    assert news.marked == [("رويترز", "ORG")]
    assert news.page.workspace.chosen_cut("ولرويترز") is None
