"""Recommenders outside at the desk: nobody waits for them, and whoever gets a text is named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs import asking
from annotator.desktop.dialogs.outsides import Outsides
from annotator.desktop.panels.hosts import HostsBanner
from annotator.edits.edit import AddArticle
from annotator.model.article import Article
from annotator.suggest.external.outside import Kind, Outside
from annotator.workspace import Workspace
from tests.desktop.hands import Desk
from tests.helpers.outside import child

TEXT = "زار الوفد قرية تلمسين ثم عاد من تلمسين مساء."
START = TEXT.index("تلمسين")
FINDS = f'say(id=asked["id"], spans=[{{"start": {START}, "end": {START + 6}, "label": "GPE", "score": 0.9}}])'
FAR = Outside("far", Kind.CHAT, address="https://models.example.org/v1", host="models.example.org", seconds=1)

AtDesk = Callable[..., Desk]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two Articles."""
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, annotator="ليلى") as workspace:
        for uid, text in (("first", TEXT), ("second", "خبر آخر")):
            workspace.do(AddArticle(Article(uid, uid, text)))
    return path


def set_up(project: Path, outside: Outside, *, allowed: bool = True) -> Outside:
    outside = replace(outside, enabled=True)
    with Workspace.open(project) as workspace:
        workspace.put_outside(outside)
        if allowed:
            workspace.allow(outside)
    return outside


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def banner(desk: Desk) -> HostsBanner:
    assert desk.page.reaching.banner is not None
    return desk.page.reaching.banner


def dialog(desk: Desk) -> Outsides:
    (found,) = desk.window.findChildren(Outsides)
    return found


def shown(desk: Desk) -> list[tuple[str, str]]:
    text = desk.text
    return [(text[one.start : one.end], one.origin) for one in desk.view.suggestions if one.origin != "dates"]


def test_a_window_without_anybody_outside_has_no_line_over_the_article(at_desk: AtDesk, project: Path) -> None:
    assert at_desk(path=project).page.reaching.banner is None


def test_what_one_outside_proposes_appears_when_it_has_come(
    at_desk: AtDesk, project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    go = tmp_path / "go"
    set_up(project, child(tmp_path, f"while not os.path.exists({str(go)!r}): time.sleep(0.01)\n{FINDS}", seconds=60))
    desk = at_desk(path=project)
    qtbot.waitUntil(lambda: desk.page.workspace._circle is not None)
    desk.pointer.click_on("الوفد")  # the window goes on
    assert shown(desk) == []
    go.touch()
    qtbot.waitUntil(lambda: shown(desk) == [("تلمسين", "small")], timeout=30_000)


def test_the_line_names_the_host_and_its_button_turns_it_off(at_desk: AtDesk, project: Path) -> None:
    set_up(project, FAR)
    desk = at_desk(path=project)
    line = banner(desk)
    assert line.isVisible()
    assert "\u2068models.example.org\u2069" in line.text
    assert not line.shut.isVisible()
    click(line.stop)
    assert not line.isVisible()
    assert desk.workspace.leaving() == []
    with Workspace.open(project) as workspace:
        assert [one.enabled for one in workspace.outsides()] == [False]


def test_one_that_waits_is_told_of_and_allowed_in_the_dialog(
    at_desk: AtDesk, project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    outside = set_up(project, child(tmp_path, FINDS), allowed=False)
    desk = at_desk(path=project)
    line = banner(desk)
    assert "you have not allowed: \u2068small\u2069" in line.text
    assert not line.stop.isVisible()
    click(line.look)
    (card,) = dialog(desk).cards
    assert card.exactly.toPlainText() == " ".join(outside.command)
    assert card.may.text() == "Allow"
    click(card.may)
    (card,) = dialog(desk).cards
    assert card.may.text() == "Forbid"
    assert not line.isVisible()
    qtbot.waitUntil(lambda: shown(desk) == [("تلمسين", "small")], timeout=30_000)
    click(card.may)
    qtbot.waitUntil(lambda: shown(desk) == [])
    assert desk.workspace.waiting_outsides() == [outside]
    (card,) = dialog(desk).cards
    QTest.mouseClick(card.on, Qt.MouseButton.LeftButton, pos=card.on.rect().center())
    assert desk.workspace.waiting_outsides() == []
    dialog(desk).close()


def test_the_line_can_be_closed_where_no_text_leaves(at_desk: AtDesk, project: Path, tmp_path: Path) -> None:
    set_up(project, child(tmp_path, FINDS), allowed=False)
    desk = at_desk(path=project)
    click(banner(desk).shut)
    assert not banner(desk).isVisible()
    desk.page.reaching.follow()
    assert not banner(desk).isVisible()


def test_one_that_fails_is_told_of_and_asked_again(
    at_desk: AtDesk, project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    well = tmp_path / "well"
    set_up(project, child(tmp_path, f"if not os.path.exists({str(well)!r}): sys.exit('not well')\n{FINDS}"))
    desk = at_desk(path=project)
    qtbot.waitUntil(lambda: desk.page.reaching.banner is not None, timeout=30_000)
    assert "its last words were “not well”" in banner(desk).text
    desk.act("outsides")
    well.touch()
    click(dialog(desk).again)
    qtbot.waitUntil(lambda: shown(desk) == [("تلمسين", "small")], timeout=30_000)
    assert not banner(desk).isVisible()
    dialog(desk).close()


def test_a_project_without_any_says_how_to_set_one_up(at_desk: AtDesk, project: Path) -> None:
    desk = at_desk(path=project)
    desk.act("outsides")
    assert dialog(desk).cards == []
    assert dialog(desk)._none.isVisible()
    dialog(desk).close()


@pytest.mark.parametrize("is_wanted", [False, True])
def test_a_set_up_that_nobody_can_read_is_told_and_can_be_taken_out(
    at_desk: AtDesk, project: Path, told: list[str], monkeypatch: pytest.MonkeyPatch, is_wanted: bool
) -> None:
    with Workspace.open(project) as workspace, workspace._store.atomic():
        workspace._store.settings.put("suggestions/outside", "[1]")
    desk = at_desk(path=project)
    assert "no JSON object" in banner(desk).text
    asked: list[str] = []
    monkeypatch.setattr(asking, "agreed", lambda _over, _title, text, _deed: asked.append(text) or is_wanted)
    desk.act("outsides")
    assert asked[0].startswith("Recommender 1 of the project is no JSON object.")
    assert told == ([] if is_wanted else ["Recommender 1 of the project is no JSON object."])
    assert dialog(desk).isVisible() is is_wanted
    assert desk.workspace.outside_troubles() == ({} if is_wanted else {"": told[0]})
    dialog(desk).close()


def test_a_hostile_name_of_a_host_or_command_is_plain_text(at_desk: AtDesk, project: Path) -> None:
    set_up(project, Outside("x", Kind.PROCESS, ("rm", "<b>x</b>", "\u202egnp.exe", "a\nb")), allowed=False)
    desk = at_desk(path=project)
    desk.act("outsides")
    (card,) = dialog(desk).cards
    assert card.exactly.toPlainText() == "rm '<b>x</b>' '�gnp.exe' 'a�b'"
    dialog(desk).close()


def test_the_window_starts_without_loading_anything_of_this() -> None:
    program = (
        "import sys, annotator.desktop.app, annotator.desktop.main_window; "
        "print([n for n in sys.modules if 'outside' in n.split('.')[-1] and 'workspace' not in n "
        "or n.startswith('annotator.suggest.external') or n == 'annotator.desktop.panels.hosts'])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
