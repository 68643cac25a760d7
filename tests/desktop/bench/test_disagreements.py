"""Where annotators differ: counted by class, listed in context, taken to the bench."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from annotator.desktop.bench import findings
from annotator.desktop.dialogs.disagreements import Disagreements
from annotator.desktop.pages.adjudicating import Adjudicating
from annotator.model.decision import Choice, Verb
from annotator.review.classes import Disagreement
from annotator.workspace import Workspace
from tests.desktop.bench_hands import AMAL, BASIL, HOSTILE, Bench
from tests.desktop.hands import LEFT, NONE, Desk, Key, press


@pytest.fixture
def dialog(at_desk: Callable[..., Desk], project_of_three: Path, qtbot: QtBot) -> Disagreements:
    """The disagreements of the project of three annotators, counted."""
    desk = at_desk(path=project_of_three)
    desk.act("disagreements")
    qtbot.waitUntil(lambda: desk.window.findChild(Disagreements) is not None)
    found = desk.window.findChild(Disagreements)
    assert found is not None
    return found


def counts(dialog: Disagreements) -> dict[str, int]:
    return {kind.value: count for kind, count in dialog.classes.rows}


def words(dialog: Disagreements) -> list[str]:
    return [place.words for row in range(dialog.places.rowCount()) if (place := dialog.places.place_at(row))]


def choose(dialog: Disagreements, kind: Disagreement) -> None:
    """Click on a class."""
    box = dialog.class_list.visualRect(dialog.classes.index(dialog.classes.row_of(kind), 0))
    QTest.mouseClick(dialog.class_list.viewport(), LEFT, NONE, box.center())


def test_each_class_is_counted(dialog: Disagreements) -> None:
    assert counts(dialog) == {
        "title": 1,
        "attribute": 1,
        "boundary": 3,
        "label": 1,
        "value": 1,
        "missed": 1,
        "relation": 1,
    }


def test_a_click_on_a_class_lists_its_cases_in_context(dialog: Disagreements) -> None:
    choose(dialog, Disagreement.BOUNDARY)
    assert words(dialog) == ["في القاهرة", "يوم الثلاثاء", "إلى دمشق"]
    place = dialog.places.place_at(0)
    assert place is not None
    assert place.before.endswith("أحمد الشرع ") and place.after.startswith(" يوم")
    shown = {(label, place.before + place.words) and fragments for label, fragments in place.lines}
    text = place.before + place.words + place.after
    assert {text[start:end] for fragments in shown for start, end in fragments} == {"القاهرة", "في القاهرة"}


def test_counts_are_told_by_label_and_by_pair(dialog: Disagreements) -> None:
    dialog.label.setCurrentIndex(dialog.label.findData("LOC"))
    assert counts(dialog) == {"boundary": 1, "label": 1}
    dialog.label.setCurrentIndex(0)
    pairs = dialog._findings.pairs
    dialog.pair.setCurrentIndex(pairs.index((AMAL, HOSTILE)) + 1)
    assert counts(dialog) == {"title": 1, "label": 1}
    choose(dialog, Disagreement.LABEL)
    assert words(dialog) == ["في القاهرة"]


def test_a_double_click_goes_to_the_case_on_the_bench(dialog: Disagreements) -> None:
    choose(dialog, Disagreement.BOUNDARY)
    box = dialog.place_list.visualRect(dialog.places.index(2))
    QTest.mouseClick(dialog.place_list.viewport(), LEFT, NONE, box.center())
    QTest.mouseDClick(dialog.place_list.viewport(), LEFT, NONE, box.center())
    sitting = Adjudicating.on(dialog.parentWidget()).sitting  # type: ignore[arg-type]
    assert sitting is not None and sitting.article is not None and sitting.entry is not None
    assert (sitting.article.uid, sitting.entry.case.start) == ("second", 10)
    assert not dialog.isVisible()


def test_enter_goes_to_the_case_that_is_chosen(dialog: Disagreements) -> None:
    choose(dialog, Disagreement.TITLE)
    press(dialog.place_list, Key.Key_Return)
    sitting = Adjudicating.on(dialog.parentWidget()).sitting  # type: ignore[arg-type]
    assert sitting is not None and sitting.entry is not None
    assert Disagreement.TITLE in sitting.entry.case.kinds


def test_where_names_are_hidden_pairs_are_not_told(
    at_desk: Callable[..., Desk], project_of_three: Path, qtbot: QtBot
) -> None:
    bench = Bench(at_desk(path=project_of_three))
    bench.window.header.names.setChecked(False)
    bench.desk.act("disagreements")
    qtbot.waitUntil(lambda: bench.desk.window.findChild(Disagreements) is not None)
    found = bench.desk.window.findChild(Disagreements)
    assert found is not None and found.label.isVisible() and not found.pair.isVisible()


def test_what_is_decided_is_ticked(at_desk: Callable[..., Desk], project_of_three: Path, qtbot: QtBot) -> None:
    with Workspace.open(project_of_three) as workspace:
        case = next(one for one in workspace.cases("first") if Disagreement.TITLE in one.kinds)
        workspace.decide("first", case, Choice.take(BASIL))
    desk = at_desk(path=project_of_three)
    desk.act("disagreements")
    qtbot.waitUntil(lambda: desk.window.findChild(Disagreements) is not None)
    found = desk.window.findChild(Disagreements)
    assert found is not None
    choose(found, Disagreement.TITLE)
    assert found.place is not None and found.place.is_settled


def test_what_is_put_off_is_not_ticked(at_desk: Callable[..., Desk], project_of_three: Path, qtbot: QtBot) -> None:
    with Workspace.open(project_of_three) as workspace:
        case = next(one for one in workspace.cases("first") if Disagreement.TITLE in one.kinds)
        workspace.decide("first", case, Choice(Verb.SKIP))
    desk = at_desk(path=project_of_three)
    desk.act("disagreements")
    qtbot.waitUntil(lambda: desk.window.findChild(Disagreements) is not None)
    found = desk.window.findChild(Disagreements)
    assert found is not None
    choose(found, Disagreement.TITLE)
    assert found.place is not None and not found.place.is_settled


def test_the_edges_are_painted_beneath_the_words(dialog: Disagreements) -> None:
    choose(dialog, Disagreement.BOUNDARY)
    dialog.place_list.setCurrentIndex(dialog.places.index(2))
    box = dialog.place_list.visualRect(dialog.places.index(0))
    image = dialog.place_list.viewport().grab(box).toImage()
    place = dialog.places.place_at(0)
    assert place is not None
    wanted = {dialog._looks[label].color.rgb() for label, _fragments in place.lines}
    found = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height() // 2, image.height())}
    assert wanted <= found


def test_all_are_counted_and_only_the_first_of_a_class_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST", 2)
    found = findings.Findings()
    for number in range(5):
        place = findings.Place(
            "a", str(number), 1, "", "", "", "", frozenset({Disagreement.MISSED}), ("PERS",), (), (), is_settled=False
        )
        found.add(place)
    assert found.count(Disagreement.MISSED) == found.count(Disagreement.MISSED, "PERS") == 5
    assert len(found.listed(Disagreement.MISSED)) == 2


def test_the_models_keep_qts_rules(dialog: Disagreements) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, mode) for model in (dialog.classes, dialog.places)]
    choose(dialog, Disagreement.LABEL)
    told = dialog.places.data(dialog.places.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Label" in told
    assert testers
