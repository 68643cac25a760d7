"""Dividing from the window: what would come of it is shown for each choice, and then it is one step for undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.desktop.dialogs.divide.shares import balanced
from annotator.desktop.dialogs.divide_dialog import DivideDialog
from annotator.desktop.pages.dividing import Dividing
from annotator.edits.edit import AddArticle
from annotator.model.article import Article
from annotator.model.split import By, Split, SplitRule
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.hands import LEFT, Desk, Key, press

STORY = " ".join(f"كلمة{number}" for number in range(60))


class Divider:
    """Somebody at the dialog that divides the project of a desk."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self._desk, self._qtbot = desk, qtbot
        desk.act("divide")
        self.dialog = desk.window.findChildren(DivideDialog)[-1]
        self.wait()

    def wait(self) -> None:
        """Until it is known what would come of it."""
        self._qtbot.waitUntil(lambda: Dividing.on(self._desk.page).planning.is_idle, timeout=30_000)

    def type_share(self, split: Split, digits: str) -> None:
        box = self.dialog.shares.boxes[split]
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, digits)
        press(box, Key.Key_Tab)
        self.wait()

    def click(self, widget: QWidget) -> None:
        assert widget.isEnabled()
        QTest.mouseClick(widget, LEFT, pos=QPoint(10, widget.height() // 2))
        self.wait()

    def divide(self) -> None:
        """Press the button, and wait until it is done."""
        QTest.mouseClick(self.dialog.divide, LEFT)
        self._qtbot.waitUntil(lambda: not self.is_open, timeout=30_000)

    @property
    def is_open(self) -> bool:
        return isValid(self.dialog) and self.dialog.isVisible()

    @property
    def rows(self) -> list[list[str]]:
        """What is shown of each split, as it is written there, without what keeps directions apart."""
        model = self.dialog.table
        return [
            [str(model.index(row, column).data()).strip("\u2068\u2069") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    @property
    def told(self) -> list[str]:
        """What is said below the table, without what keeps directions apart."""
        text = self.dialog.told.text()
        return ["".join(char for char in line if char not in "\u200e\u200f\u2068\u2069") for line in text.split("\n")]


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    """A window on ten Articles, of which two are nearly the same and the first has two Spans."""
    texts = [f"خبر {number} " + " ".join(f"ك{number}و{n}" for n in range(30)) for number in range(8)]
    desk = at_desk(*texts, STORY, STORY.replace("كلمة30", "غيرها"))
    desk.workspace.mark("article-0", [(0, 3)], "PERS")
    desk.workspace.mark("article-0", [(4, 5)], "GPE")
    return desk


@pytest.fixture
def divider(desk: Desk, qtbot: QtBot) -> Divider:
    return Divider(desk, qtbot)


def stored(desk: Desk) -> tuple[dict[str, str], SplitRule | None]:
    """The splits and the rule, as a second reader of the file finds them."""
    with Workspace.open(desk.path) as other:
        return other.splits(), other.split_rule()


def test_what_each_split_would_hold_is_shown_before_anything_is_changed(divider: Divider, desk: Desk) -> None:
    assert divider.rows[:2] == [
        ["Articles", "8 (80.0%)", "1 (10.0%)", "1 (10.0%)"],
        ["Spans", *divider.rows[1][1:]],
    ]
    assert sorted(row[0] for row in divider.rows[2:]) == ["GPE", "PERS"]
    assert divider.told == [
        "Added to train: 8 articles · Added to dev: 1 article · Added to test: 1 article",
        "Near duplicates stay together: 1 group of 2 articles in all.",
    ]
    assert stored(desk) == ({}, None)


def test_how_much_others_have_marked_is_not_told_before_the_review_is_open(
    desk: Desk, at_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    own = Divider(at_desk(path=desk.path, annotator="a2"), qtbot)
    assert own.rows == [["Articles", "8 (80.0%)", "1 (10.0%)", "1 (10.0%)"]]


def test_dividing_does_what_was_shown_as_one_step_that_undo_takes_back(
    divider: Divider, desk: Desk, told: list[str]
) -> None:
    divider.type_share(Split.TEST, "30")
    shown = divider.rows[0]
    assert shown == ["Articles", "6 (60.0%)", "1 (10.0%)", "3 (30.0%)"]
    divider.divide()
    splits, rule = stored(desk)
    assert rule == SplitRule(60, 10, 30)
    assert [list(splits.values()).count(split) for split in Split] == [6, 1, 3]
    assert splits["article-8"] == splits["article-9"], "copies are never parted"
    assert told[0].startswith("10 articles are divided.\n")
    desk.act("undo")
    assert stored(desk) == ({}, None)
    desk.act("redo")
    assert stored(desk) == (splits, rule)


def test_another_seed_draws_otherwise_and_the_same_one_the_same(divider: Divider, desk: Desk, told: list[str]) -> None:
    divider.click(divider.dialog.again)
    assert divider.dialog.seed.value() == 1
    assert divider.dialog.rule == SplitRule(seed=1)
    divider.divide()
    with Workspace.open(desk.path) as other:
        other.undo()
        other.split(SplitRule(seed=1))
        again = other.splits()
        other.undo()
        other.redo()
        assert other.splits() == again
    assert len(told) == 1


def test_what_decides_is_chosen_by_keyboard_and_explained(divider: Divider) -> None:
    box = divider.dialog.by
    box.setFocus()
    press(box, Key.Key_Down)
    divider.wait()
    assert divider.dialog.rule.by is By.TIME
    assert not divider.dialog.seed.isEnabled()
    shown = [found.text() for found in divider.dialog.findChildren(QLabel) if found.isVisible()]
    assert any(text.startswith("The newest articles are tested with") for text in shown)
    press(box, Key.Key_Down)
    divider.wait()
    assert divider.dialog.rule.by is By.SOURCE
    assert divider.dialog.again.isEnabled()


def test_another_similarity_looks_for_other_duplicates_and_a_known_one_is_not_looked_for_again(
    divider: Divider, monkeypatch: pytest.MonkeyPatch
) -> None:
    divider.dialog.threshold.setValue(100)
    divider.wait()
    assert divider.told[-1] == "No two articles are so much alike."
    monkeypatch.setattr(Workspace, "duplicates", None)
    divider.dialog.threshold.setValue(80)
    divider.wait()
    assert divider.told[-1] == "Near duplicates stay together: 1 group of 2 articles in all."


def test_articles_keep_their_split_unless_all_are_divided_anew(desk: Desk, qtbot: QtBot, told: list[str]) -> None:
    desk.workspace.split(SplitRule(100, 0, 0))
    desk.workspace.do(AddArticle(Article("late", "متأخر", "خبر متأخر لا صلة له بغيره")))
    divider = Divider(desk, qtbot)
    title = divider.dialog.findChild(QLabel, "title")
    assert title is not None
    assert "1 of them in no split" in title.text()
    assert divider.told[0] == "Added to train: 1 article"
    divider.type_share(Split.TEST, "50")
    assert divider.told[0] == "Added to test: 1 article"
    assert any("keep it" in line for line in divider.told)
    divider.click(divider.dialog.anew)
    assert divider.rows[0][1:] == ["6 (54.5%)", "0 (0.0%)", "5 (45.5%)"]
    divider.divide()
    assert sorted(stored(desk)[0].values()).count("test") == 5
    assert len(told) == 1


def test_where_nothing_would_change_nothing_can_be_done(desk: Desk, qtbot: QtBot) -> None:
    desk.workspace.split(SplitRule())
    divider = Divider(desk, qtbot)
    assert divider.told[0] == "No article has another split than before."
    assert not divider.dialog.divide.isEnabled()
    divider.dialog.threshold.setValue(90)
    divider.wait()
    assert divider.dialog.divide.isEnabled(), "another rule for what comes later is a change, too"


def test_what_was_divided_otherwise_meanwhile_is_not_overwritten(
    divider: Divider, desk: Desk, qtbot: QtBot, told: list[str]
) -> None:
    with Workspace.open(desk.path, "omar") as other:
        other.split(SplitRule(100, 0, 0))
    QTest.mouseClick(divider.dialog.divide, LEFT)
    qtbot.waitUntil(lambda: bool(told))
    assert "divided otherwise meanwhile" in told[0]
    assert divider.is_open
    assert stored(desk)[1] == SplitRule(100, 0, 0)


def test_looking_for_duplicates_is_given_up_when_the_dialog_closes(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []

    def endless(_workspace: Workspace, _threshold: float, *, progress: Callable[[int, int], None]) -> None:
        try:
            while True:
                progress(1, 2)
        finally:
            ended.append(True)

    monkeypatch.setattr(Workspace, "duplicates", endless)
    desk.act("divide")
    dialog = desk.window.findChildren(DivideDialog)[-1]
    qtbot.waitUntil(lambda: dialog._bar.isVisible() and dialog._bar.value() == 50)
    assert not dialog.divide.isEnabled()
    press(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: ended == [True])
    assert stored(desk) == ({}, None)


@settings(max_examples=25)
@given(st.lists(st.floats(0, 100), min_size=3, max_size=3), st.sampled_from(Split), st.floats(0, 100))
def test_shares_always_add_up_to_a_hundred(raw: list[float], changed: Split, value: float) -> None:
    train, dev = round(raw[0], 1), round(min(raw[1], 100 - round(raw[0], 1)), 1)
    shares = {Split.TRAIN: train, Split.DEV: dev, Split.TEST: round(100 - train - dev, 1)}
    found = balanced({**shares, changed: round(value, 1)}, changed)
    assert found[changed] == round(value, 1)
    assert all(0 <= share <= 100 for share in found.values())
    SplitRule(**{split.value: share for split, share in found.items()})


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_in_it_has_a_name_in_both_languages(
    language: Language, at_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    use(language)
    dialog = Divider(at_desk("خبر", "<b>خبر</b> آخر"), qtbot).dialog
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    assert (dialog.layoutDirection() is Qt.LayoutDirection.RightToLeft) == (language == "ar")
    train, test = (dialog.shares.boxes[split].x() for split in (Split.TRAIN, Split.TEST))
    assert (train > test) == (language == "ar")
    assert all(found.textFormat() is Qt.TextFormat.PlainText for found in dialog.findChildren(QLabel))
    QAbstractItemModelTester(dialog.table, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_keyboard_alone_does_it(divider: Divider, desk: Desk, qtbot: QtBot, told: list[str]) -> None:
    order = [divider.dialog.focusWidget()]
    for _time in range(9):
        press(divider.dialog.focusWidget() or divider.dialog, Key.Key_Tab)
        order.append(divider.dialog.focusWidget())
    wanted = [*divider.dialog.shares.boxes.values(), divider.dialog.by, divider.dialog.seed, divider.dialog.again]
    places = [order.index(widget) for widget in [*wanted, divider.dialog.threshold, divider.dialog.divide]]
    assert places == sorted(places)
    press(divider.dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    QApplication.processEvents()
    assert len(stored(desk)[0]) == 10
