"""How Suggestions are made: the dialog in which a project settles it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.suggestions import SuggestionSettings, outlook_told
from annotator.model.annotation import LayerId
from annotator.model.verdict import Outcome, Verdict
from annotator.suggest.thresholds import Outlook
from tests.desktop.hands import LEFT, Desk
from tests.desktop.suggesting_hands import CITY, OTHER, POET, places, taught


@pytest.fixture
def news(at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot) -> Desk:
    desk = at_desk(path=taught(tmp_path / "news.hashiya"))
    qtbot.waitUntil(lambda: len(places(desk)) == 5)
    return desk


def asked(desk: Desk) -> SuggestionSettings:
    desk.act("suggestion_settings")
    dialog = desk.window.findChild(SuggestionSettings)
    assert isinstance(dialog, SuggestionSettings)
    return dialog


def agree(dialog: SuggestionSettings) -> None:
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)


def decided(desk: Desk, right: int, wrong: int) -> None:
    """Write down that sure Suggestions were right and doubtful ones wrong."""
    store = desk.workspace._store
    verdicts = [
        Verdict("PERS", n, n + 1, "memory", 0.9 if n < right else 0.6, outcome, 2.0, (), "2026-01-01")
        for n in range(right + wrong)
        for outcome in (Outcome.ACCEPTED if n < right else Outcome.REJECTED,)
    ]
    with store.atomic():
        store.verdicts.put(LayerId("a1", desk.workspace.annotator), verdicts)


def test_it_is_honest_where_little_was_decided(news: Desk) -> None:
    assert "Only 0 suggestions have been decided so far" in asked(news).outlook.text()


def test_the_slider_tells_what_each_threshold_would_have_shown(news: Desk) -> None:
    decided(news, right=30, wrong=10)
    dialog = asked(news)
    plain = dialog.outlook.text().replace("\u2068", "").replace("\u2069", "")
    assert plain == (
        "Of the last 40 suggestions that were decided this would have shown 30: "
        "100% of them right, and 100% of all that were right."
    )
    dialog.threshold.setFocus()
    QTest.keyClick(dialog.threshold, Qt.Key.Key_Home)
    assert "would have shown 40: \u206875%\u2069 of them right" in dialog.outlook.text()
    agree(dialog)
    assert news.workspace.threshold == 0.0


def test_nothing_changes_without_ok(news: Desk) -> None:
    dialog = asked(news)
    dialog.threshold.setValue(18)
    dialog.blind.setValue(50)
    dialog.reject()
    assert (news.workspace.threshold, news.workspace.blind_share) == (0.7, 10)


def test_a_threshold_between_two_steps_stays_as_it_is(news: Desk) -> None:
    news.workspace.settle_threshold(0.72)
    agree(asked(news))
    assert news.workspace.threshold == 0.72


def test_a_higher_threshold_shows_fewer_at_once(news: Desk, qtbot: QtBot) -> None:
    dialog = asked(news)
    dialog.threshold.setValue(17)
    agree(dialog)
    qtbot.waitUntil(lambda: places(news) == [(POET, "PERS")] * 3)


def test_what_is_learned_and_hidden_is_settled(news: Desk) -> None:
    dialog = asked(news)
    dialog.learning.teacher.setCurrentIndex(1)
    dialog.learning.silent.click()
    dialog.blind.setValue(25)
    agree(dialog)
    held = news.workspace
    assert (held.learns_from_everyone, held.silent_on_shared, held.blind_share) == (True, True, 25)


def test_a_recommender_can_be_switched_off_and_on(news: Desk, qtbot: QtBot) -> None:
    dialog = asked(news)
    assert {"dates", "memory", "lexicon", "repeats"} <= set(dialog.recommenders)
    QTest.mouseClick(dialog.recommenders["memory"], LEFT, pos=dialog.recommenders["memory"].rect().center())
    dialog.recommenders["memory"].setChecked(False)
    agree(dialog)
    qtbot.waitUntil(lambda: places(news) == [])
    again = [box for box in news.window.findChildren(SuggestionSettings) if box.isVisible()]
    assert again == []
    news.workspace.switch_recommender("memory", True)
    qtbot.waitUntil(lambda: len(places(news)) == 5)


def test_suggestions_are_hidden_and_shown(news: Desk, qtbot: QtBot) -> None:
    dialog = asked(news)
    dialog.is_on.click()
    agree(dialog)
    qtbot.waitUntil(lambda: places(news) == [])
    assert news.workspace.remembered("suggestions") == "off"


def test_a_list_of_names_is_taken_in_and_its_faults_are_listed(
    news: Desk, qtbot: QtBot, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    more: list[str] = []
    plain = QMessageBox.setDetailedText
    monkeypatch.setattr(QMessageBox, "setDetailedText", lambda box, text: (more.append(text), plain(box, text))[1])
    path = tmp_path / "names.tsv"
    path.write_text(f"name\tlabel\n{OTHER}\tPERS\nبلا وسم\n", encoding="utf-8")
    dialog = asked(news)
    dialog.take_in_list(path)
    assert told == ["1 name was taken in.\n1 line was left out; mend it and take the list in again."]
    assert "line 3" in more[0]
    assert dialog.names.text() == "1 name was imported"
    dialog.reject()
    qtbot.waitUntil(lambda: places(news).count((OTHER, "PERS")) == 2)
    assert (CITY, "GPE") in places(news)


def test_a_list_that_is_not_utf_8_is_refused_in_words(news: Desk, tmp_path: Path, told: list[str]) -> None:
    path = tmp_path / "names.tsv"
    path.write_bytes("اسم\tPERS".encode("cp1256"))
    asked(news).take_in_list(path)
    assert "is not UTF-8" in told[0]
    assert news.workspace.names() == []


def test_a_threshold_that_would_have_shown_nothing_has_no_shares() -> None:
    assert outlook_told(40, Outlook(1.0, 0, 0.0, 0.0)).endswith("would have shown 0:")
