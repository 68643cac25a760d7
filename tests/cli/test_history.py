"""undo and redo, by whom and how far."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, state


@pytest.fixture
def marked(filled: Path) -> Path:
    """A project in which a1 marked القاهرة, and after that a2 marked محمود."""
    for annotator, fragment, label in (("a1", (41, 48), "GPE"), ("a2", (13, 18), "PERS")):
        with Workspace.open(filled, annotator) as workspace:
            workspace.mark(workspace.article_uids()[0], [fragment], label)
    return filled


def test_undo_takes_the_last_change_back_and_names_it(hashiya: Hashiya, marked: Path) -> None:
    result = hashiya("undo", marked)
    assert (result.exit_code, result.stdout) == (0, "Undone: Mark “القاهرة” as GPE\n")
    with Workspace.open(marked) as workspace:
        assert [span.label for span in workspace.spans(workspace.article_uids()[0])] == ["PERS"]


def test_redo_makes_it_again(hashiya: Hashiya, marked: Path) -> None:
    exported, _log = state(marked)
    hashiya("undo", marked)
    result = hashiya("redo", marked)
    assert (result.exit_code, result.stdout) == (0, "Redone: Mark “القاهرة” as GPE\n")
    assert state(marked)[0] == exported


def test_undo_never_takes_back_what_another_did(hashiya: Hashiya, marked: Path) -> None:
    assert hashiya("undo", marked, "--annotator", "a2").stdout == "Undone: Mark “محمود” as PERS\n"
    result = hashiya("undo", marked, "--annotator", "a2")
    assert (result.exit_code, result.stderr) == (2, "Error: a2 has nothing to undo.\n")


def test_an_import_that_others_have_worked_on_stays(hashiya: Hashiya, marked: Path) -> None:
    hashiya("undo", marked)
    before = state(marked)
    result = hashiya("undo", marked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "a2 has worked on it since" in result.stderr
    assert state(marked) == before


@pytest.mark.parametrize("verb", ["undo", "redo"])
@pytest.mark.parametrize(
    ("args", "reason"),
    [((), "a1 has nothing to"), (("--annotator", "a9"), "no annotator “a9”"), (("--annotator", ""), "needs a name")],
)
def test_where_there_is_nothing_to_take_back_nothing_happens(
    verb: str, args: tuple[str, ...], reason: str, hashiya: Hashiya, place: Path
) -> None:
    before = state(place)
    result = hashiya(verb, place, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert state(place) == before
