"""What the import dialogs offer: files of every kind that can be read, and folders."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.import_kinds import kinds
from annotator.desktop.dialogs.import_options import ImportOptions
from annotator.formats import FORMATS
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.exporting_hands import news
from tests.desktop.hands import Desk


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ending_that_can_be_read_is_offered(language: Language) -> None:
    use(language)
    lines = kinds().split(";;")
    patterns = [re.findall(r"\*(\.\w+)", line) for line in lines]
    endings = {ending for known in FORMATS if known.reads for ending in known.suffixes} | {".zip", ".tsv"}
    assert set(patterns[0]) == endings
    assert lines[-1].endswith("(*)")
    assert all(line.count("(") == 1 for line in lines)
    assert [".ann", ".zip"] in patterns
    assert [".csv", ".tsv"] in patterns


def answer_with(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> list[QFileDialog]:
    """Let file dialogs give these paths, and import dialogs be accepted."""
    asked: list[QFileDialog] = []

    def choose(dialog: QFileDialog) -> int:
        asked.append(dialog)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: list(map(str, paths)))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose)
    monkeypatch.setattr(ImportOptions, "exec", lambda _dialog: 1)
    return asked


def test_a_folder_is_imported_as_a_whole(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    news(tmp_path / "news.hashiya")
    with Workspace.open(tmp_path / "news.hashiya") as workspace:
        workspace.export(tmp_path / "brat", format_name="brat")
    desk = at_desk("خبر لا صلة له")
    asked = answer_with(monkeypatch, tmp_path / "brat")
    desk.act("import_folder")
    qtbot.waitUntil(lambda: bool(told))
    assert len(asked) == 1
    assert told[0].startswith("3 articles came in with ")
    assert len(desk.workspace.article_uids()) == 4


def test_a_folder_that_is_not_chosen_after_all_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    desk.act("import_folder")
    desk.act("import")
    assert len(desk.workspace.article_uids()) == 2


def test_the_dialog_says_that_a_folder_is_one(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    shown = [label.text() for label in ImportOptions([tmp_path / "corpus"], desk.window).findChildren(QLabel)]
    assert any(text.startswith("Folder: ") and "corpus" in text for text in shown)


@pytest.mark.slow
def test_the_window_starts_without_the_formats() -> None:
    asked = (
        "import sys; import annotator.desktop.main_window; "
        "print([n for n in sys.modules if n.startswith(('annotator.formats', 'annotator.desktop.export'))])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
