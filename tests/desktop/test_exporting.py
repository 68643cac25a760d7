"""Exporting from the window: every choice reaches the file, and what would be left behind is told before."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QProgressBar,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.dataset.losses import part_name, together
from annotator.desktop.background import TURN, Job
from annotator.desktop.dialogs.export.format_list import FormatTable, Offer
from annotator.desktop.dialogs.export_dialog import ExportDialog
from annotator.desktop.plain import one_line
from annotator.formats import FORMATS, presenting
from annotator.formats.bundle import Format
from annotator.model.annotation import Status
from annotator.model.split import SplitRule
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.exporting_hands import MINE, OTHERS, TEXT, Exporter, news
from tests.desktop.hands import Desk, Key, press
from tests.helpers.builders import put_article, text_article

WRITTEN = [known for known in FORMATS if known.writes]


@pytest.fixture
def uid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The first Article of `news.hashiya`; exports land beside it."""
    monkeypatch.setattr(paths, "exports_folder", lambda: tmp_path / "exports")
    return news(tmp_path / "news.hashiya")


@pytest.fixture
def desk(at_desk: Callable[..., Desk], tmp_path: Path, uid: str) -> Desk:
    assert uid
    return at_desk(path=tmp_path / "news.hashiya")


@pytest.fixture
def exporter(desk: Desk, qtbot: QtBot) -> Exporter:
    return Exporter(desk, qtbot)


def name_of(known: Format) -> str:
    return known.name


def read_back(path: Path, tmp_path: Path) -> list[tuple[str, str]]:
    """The words and Labels of the Spans of all annotators in a file, without white space."""
    again = tmp_path / "again.hashiya"
    with Workspace.create(again, annotator="hashiya") as workspace:
        workspace.import_files([path], add_labels=True)
        out = tmp_path / "again.jsonl"
        workspace.export(out)
    lines = [orjson.loads(line) for line in out.read_bytes().splitlines()]
    return sorted(("".join(span["text"].split()), span["label"]) for line in lines for span in line["spans"])


# What is written


@pytest.mark.parametrize("known", WRITTEN, ids=name_of)
def test_every_format_is_written_as_the_command_writes_it(
    known: Format, exporter: Exporter, tmp_path: Path, told: list[str]
) -> None:
    exporter.choose(known.name)
    exporter.press()
    path = exporter.desk.workspace.export_path(known.name)
    assert str(path) in told[0]
    assert ("read back and compared" in told[0]) == (known.reads and known.reads_back)
    assert not exporter.is_open
    assert path.stat().st_size > 0
    other = tmp_path / ("by-command" + path.suffix)
    with Workspace.open(exporter.desk.path) as workspace:
        workspace.export(other, format_name=known.name)
        left = together(workspace.losses(known.name))
    assert ("Left out" in told[0]) == bool(left)
    assert all(f"{part_name(part)}: {count}" in told[0] for part, count in left.items())
    if known.reads and known.reads_back:
        assert read_back(path, tmp_path)
    if path.suffix not in (".zip", ".spacy", ".xlsx", ".jsonld", ".parquet"):  # these have times or new ids in them
        assert path.read_bytes() == other.read_bytes()


def test_one_annotator_and_one_status_go_out(exporter: Exporter, tmp_path: Path, told: list[str]) -> None:
    exporter.choose("jsonl", layers=OTHERS)
    exporter.export(tmp_path / "one.jsonl")
    assert read_back(tmp_path / "one.jsonl", tmp_path) == [("بيروت", "GPE")]
    assert told[0].startswith("1 line was written.")
    (line,) = (tmp_path / "one.jsonl").read_bytes().splitlines()
    assert orjson.loads(line)["annotator"] == OTHERS


def test_one_status_goes_out(exporter: Exporter, tmp_path: Path, told: list[str]) -> None:
    exporter.choose("jsonl", status="done")
    exporter.export(tmp_path / "done.jsonl")
    (line,) = map(orjson.loads, (tmp_path / "done.jsonl").read_bytes().splitlines())
    assert (line["annotator"], line["status"]) == (MINE, "done")
    assert len(told) == 1


def test_the_articles_of_one_split_go_out_and_those_in_none_are_told_of(
    exporter: Exporter, desk: Desk, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    assert not exporter.box("split").isVisibleTo(exporter.dialog), "the project is not divided yet"
    exporter.dialog.reject()
    desk.workspace.split(SplitRule(100, 0, 0))
    put_article(desk.workspace, late := text_article("خبر جاء بعد التقسيم"))
    exporter = Exporter(desk, qtbot)
    box = exporter.box("split")
    assert [box.itemText(at) for at in range(box.count())] == ["The whole project", "train (3)", "dev (0)", "test (0)"]
    exporter.choose("conll", split="train", layers=MINE)
    assert dict(exporter.parts)["nested and overlapping spans"] == 1
    shown = [found.text() for found in exporter.dialog.findChildren(QLabel)]
    assert "1 article goes out. 1 article is in no split." in shown
    exporter.choose("conll", split="dev")
    assert exporter.dialog.losses.tally.articles == 0
    exporter.choose("jsonl", split="train", layers="Of all")
    exporter.export(tmp_path / "train.jsonl")
    lines = [orjson.loads(line) for line in (tmp_path / "train.jsonl").read_bytes().splitlines()]
    assert len({line["id"] for line in lines}) == 3
    assert late.uid not in {line["id"] for line in lines}
    assert Exporter(desk, qtbot).box("split").currentText() == "train (3)", "it is remembered"
    assert len(told) == 1


@pytest.mark.parametrize(("words", "found"), [("As they are", "رويترز"), ("Outside", "رويترز"), ("Inside", "لرويترز")])
def test_proclitics_go_out_where_they_are_wanted(
    words: str, found: str, exporter: Exporter, tmp_path: Path, told: list[str]
) -> None:
    exporter.choose("jsonl", clitics=words)
    exporter.export(tmp_path / "out.jsonl")
    assert (found, "ORG") in read_back(tmp_path / "out.jsonl", tmp_path)
    assert len(told) == 1


@pytest.mark.parametrize(("words", "token"), [("Parted", "رويترز"), ("Kept whole", "لرويترز")])
@pytest.mark.parametrize(("scheme", "tags"), [("IOB2", ["B", "I"]), ("IOBES", ["B", "E"]), ("IOB1", ["I", "I"])])
def test_words_and_tags_are_as_they_are_chosen(
    words: str, token: str, scheme: str, tags: list[str], exporter: Exporter, tmp_path: Path, told: list[str]
) -> None:
    exporter.choose("conll", layers=MINE, words=words, scheme=scheme)
    exporter.export(tmp_path / "out.conll")
    rows = [line.split() for line in (tmp_path / "out.conll").read_text(encoding="utf-8").splitlines() if line]
    assert [row[0] for row in rows if row[-1].endswith("-ORG")] == [token]
    assert [row[-1][0] for row in rows if row[-1].endswith("-PERS")] == tags
    assert len(told) == 1


def test_offsets_count_what_is_chosen(exporter: Exporter, tmp_path: Path, told: list[str]) -> None:
    starts = []
    for words in ("Code points", "UTF-16"):
        exporter = Exporter(exporter.desk, exporter._qtbot)
        exporter.choose("doccano", layers=MINE, unit=words)
        exporter.export(tmp_path / f"{words}.jsonl")
        line = orjson.loads((tmp_path / f"{words}.jsonl").read_bytes().splitlines()[0])
        starts.append(line["entities"][0]["start_offset"])
    start = TEXT.index("محمود")
    assert starts == [start, start + 1]
    assert len(told) == 2


def test_offsets_of_doccano_count_utf16_units_where_nothing_is_chosen(exporter: Exporter) -> None:
    exporter.choose("doccano")
    assert exporter.box("unit").currentText() == "UTF-16 units, as its window does"


def test_several_files_go_into_an_archive_or_a_folder(exporter: Exporter, tmp_path: Path, told: list[str]) -> None:
    exporter.choose("brat", files="zip")
    assert exporter.target.text().endswith("news-brat.zip")
    exporter.export(tmp_path / "one.zip")
    exporter = Exporter(exporter.desk, exporter._qtbot)
    exporter.choose("brat", files="folder")
    assert exporter.target.text().endswith("news-brat")
    exporter.export(tmp_path / "folder")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        names = sorted(archive.namelist())
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == names
    assert "annotation.conf" in names
    assert [text.splitlines()[0] for text in told] == [
        "3 articles were written. All of it was read back and compared."
    ] * 2


def test_only_what_a_format_has_a_choice_in_is_asked(exporter: Exporter) -> None:
    for known in WRITTEN:
        exporter.choose(known.name)
        shown = {
            name for name in ("words", "scheme", "unit", "files") if exporter.box(name).isVisibleTo(exporter.dialog)
        }
        wanted = {"words", "scheme"} if known.schemes else {"unit"} if known.units else set()
        assert shown == (wanted | {"files"} if known.write_tree else wanted)
    exporter.choose("wojood")
    box = exporter.box("scheme")
    assert [box.itemText(at)[1:6].strip() for at in range(box.count())] == ["IOB2", "IOBES", "BILOU"]


# What would be left behind


def test_the_report_says_what_the_workspace_says(exporter: Exporter) -> None:
    for known in WRITTEN:
        exporter.choose(known.name)
        with Workspace.open(exporter.desk.path) as workspace:
            losses = list(workspace.losses(known.name))
        shown = [found.text() for found in exporter.dialog.losses.findChildren(QLabel) if found.isVisible()]
        assert ("Nothing is left behind." in shown) == (not losses), known.name
        if losses:
            assert exporter.parts == [(part_name(part), count) for part, count in together(losses).items()]
            assert exporter.lines == [
                (one_line(loss.title), part_name(part), count)
                for loss in losses
                for part, count in together([loss]).items()
            ]
        assert exporter.button.isEnabled()


def test_the_report_follows_every_choice(exporter: Exporter) -> None:
    exporter.choose("conll", layers=MINE)
    assert dict(exporter.parts)["nested and overlapping spans"] == 1
    assert "layers of further annotators" not in dict(exporter.parts)
    exporter.choose("conll", layers=OTHERS)
    assert "nested and overlapping spans" not in dict(exporter.parts)
    exporter.choose("conll", layers="Of all")
    assert dict(exporter.parts)["layers of further annotators"] == 1


def test_one_part_can_be_looked_at_alone(exporter: Exporter) -> None:
    exporter.choose("conll")
    view = exporter.dialog.losses.part_view
    everything = exporter.lines
    for row, (name, _count) in enumerate(exporter.parts, 1):
        view.setCurrentIndex(view.model().index(row, 0))
        assert exporter.lines == [line for line in everything if line[1] == name]
        assert exporter.dialog.losses.article_view.isColumnHidden(1)
    view.setCurrentIndex(view.model().index(0, 0))
    assert exporter.lines == everything


def test_enter_on_a_part_goes_on_to_its_articles(exporter: Exporter) -> None:
    exporter.choose("conll")
    losses = exporter.dialog.losses
    losses.part_view.setFocus()
    press(losses.part_view, Key.Key_Down)
    press(losses.part_view, Key.Key_Return)
    assert exporter.dialog.focusWidget() is losses.article_view
    assert losses.article_view.currentIndex().row() == 0
    assert exporter.is_open


def test_nothing_can_be_written_before_it_is_counted(exporter: Exporter, desk: Desk) -> None:
    exporter.choose("jsonl")
    assert exporter.button.isEnabled()
    exporter.dialog.formats.choose("conll")
    assert not exporter.button.isEnabled()
    assert not desk.window.exporting.counting.is_idle
    exporter.wait()
    assert exporter.button.isEnabled()


def test_a_choice_that_loses_nothing_else_is_not_counted_again(exporter: Exporter, desk: Desk) -> None:
    exporter.choose("conll")
    exporter.box("scheme").setCurrentIndex(0)
    assert desk.window.exporting.counting.is_idle
    assert exporter.button.isEnabled()


def test_counting_is_given_up_when_something_else_is_chosen_or_the_dialog_closes(
    at_desk: Callable[..., Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(*(f"خبر رقم {n}" for n in range(5)))
    heard: list[str] = []
    real = Workspace.losses

    def endless(self: Workspace, format_name: str, **choice: object) -> object:
        heard.append(format_name)
        if format_name == "jsonl":
            return real(self, format_name, **choice)  # type: ignore[arg-type]
        while True:  # until it is told to stop
            choice["progress"](1, 2)  # type: ignore[operator]

    monkeypatch.setattr(Workspace, "losses", endless)
    exporter = Exporter(desk, qtbot)
    counting = desk.window.exporting.counting
    exporter.dialog.formats.choose("conll")
    qtbot.waitUntil(lambda: heard[-1:] == ["conll"])
    losses = exporter.dialog.losses
    bar = losses.findChild(QProgressBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.isVisible() and bar.value() == 50)
    assert losses.accessibleName() == "Counting what would be left behind…"
    exporter.choose("jsonl")
    assert exporter.dialog.losses.tally.articles == 0
    assert exporter.button.isEnabled()
    exporter.dialog.formats.choose("brat")
    qtbot.waitUntil(lambda: heard[-1:] == ["brat"])
    exporter.dialog.reject()
    assert counting.is_idle
    qtbot.waitUntil(lambda: not desk.window.findChildren(Job))


def test_what_keeps_it_from_being_counted_is_told_and_nothing_is_written(
    exporter: Exporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.errors import DamagedFile

    def damaged(self: Workspace, *_args: object, **_choice: object) -> object:
        raise DamagedFile(self.path, "bits are missing")

    monkeypatch.setattr(Workspace, "losses", damaged)
    exporter.choose("conll")
    shown = [found.text() for found in exporter.dialog.losses.findChildren(QLabel) if found.isVisible()]
    assert any("bits are missing" in text for text in shown)
    assert not exporter.button.isEnabled()


def test_it_is_told_how_many_articles_go_out(exporter: Exporter) -> None:
    def shown(words: str) -> bool:
        return any(found.text() == words and found.isVisible() for found in exporter.dialog.findChildren(QLabel))

    exporter.choose("jsonl")
    assert shown("3 articles go out.")
    exporter.choose("jsonl", layers=MINE)
    assert shown("1 article goes out.")
    exporter.choose("jsonl", status="skipped")
    assert shown("No article fits: nothing would be in it.")


@pytest.mark.parametrize("by_key", [True, False])
def test_an_article_of_the_report_can_be_opened(by_key: bool, exporter: Exporter, desk: Desk) -> None:
    exporter.choose("conll")
    view = exporter.dialog.losses.article_view
    row = next(row for row, line in enumerate(exporter.lines) if line[0].startswith("<b>عنوان"))
    view.setCurrentIndex(view.model().index(row, 0))
    if by_key:
        press(view, Key.Key_Return)
    else:
        place = view.visualRect(view.currentIndex()).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not exporter.is_open
    assert desk.page.article is not None
    assert desk.page.article.title.startswith("<b>عنوان")


# Formats that cannot be used yet


def test_a_format_whose_library_is_missing_says_what_to_install(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(presenting.LIBRARIES, "uima", "no_such_library")
    exporter = Exporter(desk, qtbot)
    exporter.choose("uima-xmi")
    shown = [found.text() for found in exporter.dialog.losses.findChildren(QLabel) if found.isVisible()]
    assert shown == ['It needs a library: pip install "hashiya[uima]"']
    assert not exporter.button.isEnabled()
    told = exporter.dialog.formats.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "hashiya[uima]" in told
    assert "Not available." in told
    exporter.choose("jsonl")
    assert exporter.button.isEnabled()


def test_what_is_counted_for_another_format_does_not_make_one_available(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(presenting.LIBRARIES, "spacy", "no_such_library")
    exporter = Exporter(desk, qtbot)
    exporter.dialog.formats.choose("conll")
    exporter.dialog.formats.choose("spacy")
    exporter.wait()
    assert not exporter.button.isEnabled()
    assert exporter.dialog.losses.accessibleName() == 'It needs a library: pip install "hashiya[spacy]"'


@pytest.mark.usefixtures("qapp")
def test_the_list_has_every_format_that_can_be_written() -> None:
    table = FormatTable(WRITTEN)
    rows = [table.row_at(row) for row in range(table.rowCount())]
    offers = [row for row in rows if isinstance(row, Offer)]
    assert {offer.known.name for offer in offers} == {known.name for known in WRITTEN}
    assert all(offer.title and offer.purpose and offer.ending.startswith(".") for offer in offers)
    headings = [table.index(row) for row, one in enumerate(rows) if not isinstance(one, Offer)]
    assert len(headings) == 3
    assert all(not index.flags() & Qt.ItemFlag.ItemIsSelectable for index in headings)


# Where to


def test_a_name_that_was_given_keeps_its_beginning_under_another_format(exporter: Exporter, tmp_path: Path) -> None:
    exporter.choose("conll")
    assert exporter.target.text().endswith("news.conll")
    exporter.choose("spacy")
    assert exporter.target.text().endswith("news.spacy")
    exporter.target.setText(str(tmp_path / "mine.spacy"))
    exporter.choose("csv")
    assert exporter.target.text() == str(tmp_path / "mine.csv")
    exporter.choose("brat", files="folder")
    assert exporter.target.text() == str(tmp_path / "mine")


def test_a_name_without_an_ending_gets_one_and_none_is_no_name(
    exporter: Exporter, tmp_path: Path, told: list[str]
) -> None:
    exporter.choose("csv")
    exporter.target.setText("  ")
    assert not exporter.button.isEnabled()
    exporter.export(tmp_path / "spans")
    assert (tmp_path / "spans.csv").is_file()
    assert len(told) == 1


def test_the_file_dialog_starts_from_what_is_offered_and_does_not_ask_twice(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there.conll").touch()
    seen: list[tuple[str, list[str]]] = []

    def choose(dialog: QFileDialog) -> int:
        seen.append((dialog.selectedFiles()[0], dialog.nameFilters()))
        assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(str(tmp_path / "there.conll"))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose)
    exporter.choose("conll")
    (tmp_path / "exports").mkdir(exist_ok=True)
    next(button for button in exporter.dialog.findChildren(QPushButton) if button.text() == "Choose…").click()
    assert seen == [(str(tmp_path / "exports" / "news.conll"), ["CoNLL 2003 (*.conll)"])]
    assert exporter.target.text() == str(tmp_path / "there.conll")


@pytest.mark.parametrize("typed", ["~nobody-at-all/x.conll", "x" * 5000, "a\0b", "/", ".", "..", "\u200f\u202e.conll"])
def test_any_name_can_be_typed(typed: str, exporter: Exporter) -> None:
    for name in ("conll", "label-studio", "brat"):
        exporter.choose(name)
        exporter.target.setText(typed)
        assert exporter.is_open


def test_a_name_alone_is_meant_in_the_folder_that_is_offered(
    exporter: Exporter, tmp_path: Path, told: list[str]
) -> None:
    exporter.choose("conll")
    exporter.target.setText("mine")
    exporter.press()
    assert (tmp_path / "exports" / "mine.conll").is_file()
    assert len(told) == 1


def test_a_file_that_is_there_is_replaced_only_when_the_user_says_so(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    answers = ["Cancel", "Replace", "OK"]

    def answer(box: QMessageBox) -> None:
        heard.append(box.text())
        next(button for button in box.buttons() if button.text().replace("&", "") == answers[len(heard) - 1]).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    exporter.choose("label-studio")
    for name in ("out.json", "out.config.xml"):
        (tmp_path / name).write_text("yesterday's")
    exporter.export(tmp_path / "out.json")
    assert (tmp_path / "out.json").read_text() == "yesterday's"
    assert exporter.is_open
    exporter.press()
    assert heard[0] == heard[1]
    assert "out.json" in heard[0]
    assert "out.config.xml" in heard[0]
    assert heard[0].endswith("Replace them?")
    assert (tmp_path / "out.json").read_text() != "yesterday's"
    assert "<View>" in (tmp_path / "out.config.xml").read_text()


def test_a_second_file_is_told_of_before_and_after(exporter: Exporter, tmp_path: Path, told: list[str]) -> None:
    exporter.choose("label-studio")
    exporter.target.setText(str(tmp_path / "tasks.json"))
    shown = [found.text() for found in exporter.dialog.findChildren(QLabel) if found.isVisible()]
    assert any("tasks.config.xml" in text for text in shown)
    exporter.press()
    assert (tmp_path / "tasks.config.xml").is_file()
    assert "tasks.config.xml" in told[0]


def test_the_folder_is_shown_when_it_is_asked_for(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def answer(box: QMessageBox) -> None:
        next(button for button in box.buttons() if button.text() == "Show the folder").click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    exporter.choose("jsonl")
    exporter.export(tmp_path / "out" / "news.jsonl")
    assert opened == [str(tmp_path / "out")]


# Trouble and second thoughts


def test_an_export_that_fails_is_told_and_the_choices_stay(
    exporter: Exporter, desk: Desk, tmp_path: Path, told: list[str]
) -> None:
    folder = tmp_path / "folder.conll"
    folder.mkdir()
    (folder / "file").touch()
    exporter.choose("brat", files="folder")
    exporter.export(folder)
    exporter.choose("conll")
    exporter.export(folder)
    exporter.export(folder / "file" / ("x" * 300))
    exporter.choose("label-studio")
    exporter.export(tmp_path / ("x" * 300))
    exporter.choose("jsonl")
    exporter.export(tmp_path / "other.hashiya")
    assert "is not empty" in told[0]
    assert all("cannot be written" in text for text in told[1:4])
    assert "is a name for a project" in told[4]
    assert exporter.is_open
    assert exporter.button.isEnabled()
    assert [path.name for path in folder.iterdir()] == ["file"]
    assert desk.workspace.article_uids()


@pytest.mark.parametrize("name", ["jsonl", "brat", "label-studio", "xlsx"])
def test_a_cancelled_export_leaves_nothing_and_the_dialog_stays(
    name: str,
    exporter: Exporter,
    tmp_path: Path,
    qtbot: QtBot,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The work waits, once it has begun, for the Cancel that comes."""
    real = Workspace.export
    begun: list[int] = []

    def slow(self: Workspace, out: Path, **choice: object) -> int:
        report = choice["progress"]

        def progress(done: int, total: int) -> None:
            begun.append(done)
            while True:
                report(done, total)  # type: ignore[operator]

        return real(self, out, **{**choice, "progress": progress})  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "export", slow)
    exporter.choose(name, **({"files": "folder"} if name == "brat" else {}))
    out = tmp_path / "out"
    out.mkdir()
    exporter.target.setText(str(out / "here"))
    exporter.button.click()
    qtbot.waitUntil(lambda: begun == [1])
    (progress,) = exporter.desk.window.findChildren(QProgressDialog)
    progress.canceled.emit()
    qtbot.waitUntil(lambda: not exporter.is_writing)
    assert list(out.iterdir()) == []
    assert told == []
    assert exporter.is_open
    monkeypatch.setattr(Workspace, "export", real)
    exporter.press()
    assert [path.name for path in out.iterdir()] != []
    assert len(told) == 1


def test_closing_the_window_in_the_middle_of_it_waits_and_leaves_nothing(
    exporter: Exporter, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Workspace.export

    def slow(self: Workspace, out: Path, **choice: object) -> int:
        def progress(done: int, total: int) -> None:
            while True:
                choice["progress"](done, total)  # type: ignore[operator]

        return real(self, out, **{**choice, "progress": progress})  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "export", slow)
    exporter.choose("conll")
    exporter.target.setText(str(tmp_path / "out" / "here.conll"))
    exporter.button.click()
    desk.reopen()
    assert not list((tmp_path / "out").glob("*"))


# What is remembered


def test_the_last_choices_are_there_the_next_time(
    exporter: Exporter, at_desk: Callable[..., Desk], qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    exporter.choose("conll", layers=OTHERS, status="in progress", clitics="Inside", words="Kept whole", scheme="BILOU")
    chosen = exporter.dialog.choice
    exporter.export(tmp_path / "exported" / "out.conll")
    exporter.desk.reopen()
    again = Exporter(exporter.desk, qtbot)
    assert again.dialog.choice == chosen
    assert again.target.text() == str(tmp_path / "exported" / "news.conll")
    shown = {name: again.box(name).currentText() for name in ("layers", "status", "clitics", "words", "scheme")}
    assert shown["layers"] == OTHERS
    assert shown["status"] == "in progress"
    assert "BILOU" in shown["scheme"]
    # In a project that does not know this annotator, all of them are meant.
    other = Exporter(at_desk("خبر"), qtbot)
    assert other.dialog.choice.annotator is None
    assert other.dialog.choice.status is Status.IN_PROGRESS
    assert len(told) == 1


def test_a_dialog_that_was_cancelled_is_not_remembered(exporter: Exporter, desk: Desk, qtbot: QtBot) -> None:
    exporter.choose("conll", layers=OTHERS)
    exporter.dialog.reject()
    assert Exporter(desk, qtbot).dialog.choice.format_name == "jsonl"


@pytest.mark.parametrize("value", ["nonsense", "", "Status.DONE", "txt"])
def test_preferences_that_make_no_sense_are_passed_over(value: str, desk: Desk, qtbot: QtBot) -> None:
    for name in ("format", "annotator", "status", "clitics", "whole_words", "scheme", "unit", "as_folder", "folder"):
        desk.window.preferences.put(f"export/{name}", value)
    choice = Exporter(desk, qtbot).dialog.choice
    assert (choice.format_name, choice.annotator, choice.status, choice.clitics_inside) == ("jsonl", None, None, None)


# For everyone


def test_the_keyboard_alone_does_it(exporter: Exporter, qtbot: QtBot, told: list[str]) -> None:
    assert exporter.dialog.focusWidget() is exporter.dialog.formats
    press(exporter.dialog.formats, Key.Key_Down, times=4)  # past no heading
    exporter.wait()
    assert exporter.dialog.formats.chosen.known.name == "conll"
    reached: list[QWidget | None] = []
    for _time in range(14):
        press(exporter.dialog.focusWidget() or exporter.dialog, Key.Key_Tab)
        reached.append(exporter.dialog.focusWidget())
    boxes = [exporter.box(name) for name in ("layers", "status", "clitics", "words", "scheme")]
    losses = exporter.dialog.losses
    wanted = [*boxes, losses.part_view, losses.article_view, exporter.target, exporter.button]
    places = [reached.index(widget) for widget in wanted]
    assert places == sorted(places)
    press(exporter.box("layers"), Key.Key_Down)
    exporter.wait()
    assert exporter.dialog.choice.annotator == OTHERS
    press(exporter.dialog.formats, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert "news.conll" in told[0]
    qtbot.waitUntil(lambda: not exporter.is_writing)


def test_escape_closes_the_dialog_and_writes_nothing(exporter: Exporter) -> None:
    press(exporter.dialog.formats, Key.Key_Escape)
    assert not exporter.is_open


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_in_it_has_a_name_in_both_languages(
    language: Language, at_desk: Callable[..., Desk], qtbot: QtBot, tmp_path: Path, uid: str
) -> None:
    assert uid
    use(language)
    exporter = Exporter(at_desk(path=tmp_path / "news.hashiya"), qtbot)
    exporter.choose("conll")
    dialog = exporter.dialog
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    is_mirrored = dialog.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert is_mirrored == (language == "ar")
    list_is_at_the_right = dialog.formats.x() > exporter.box("layers").mapTo(dialog, exporter.box("layers").pos()).x()
    assert list_is_at_the_right == is_mirrored
    heading = dialog.findChild(QLabel, "title")
    assert heading is not None
    assert bool(heading.alignment() & Qt.AlignmentFlag.AlignRight) == is_mirrored


@pytest.mark.parametrize("size", [(560, 720), (800, 600), (1900, 1000)])
def test_nothing_is_cut_off_in_narrow_and_in_large_windows(size: tuple[int, int], exporter: Exporter) -> None:
    exporter.choose("conll")
    dialog = exporter.dialog
    dialog.resize(*size)
    QApplication.processEvents()
    dialog.resize(*size)  # a layout that was turned allows for less
    QApplication.processEvents()
    assert abs(dialog.width() - size[0]) < 60
    widgets = [exporter.button, exporter.target, dialog.formats, dialog.losses, exporter.box("scheme")]
    for widget in widgets:
        assert dialog.rect().contains(widget.rect().translated(widget.mapTo(dialog, widget.rect().topLeft())))
    boxes = [widget.rect().translated(widget.mapTo(dialog, widget.rect().topLeft())) for widget in widgets]
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    current = dialog.formats.visualRect(dialog.formats.currentIndex())
    assert dialog.formats.viewport().rect().contains(current.center())


def test_titles_and_names_are_plain_text(exporter: Exporter) -> None:
    exporter.choose("conll")
    assert ("<b>عنوان</b> ثانٍ", "exact text", 1) in exporter.lines
    assert all(found.textFormat() is Qt.TextFormat.PlainText for found in exporter.dialog.findChildren(QLabel))


def test_the_models_keep_the_rules_of_models(exporter: Exporter) -> None:
    exporter.choose("conll")
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    losses = exporter.dialog.losses
    models = (losses.part_view.model(), losses.article_view.model(), exporter.dialog.formats.model())
    testers = [QAbstractItemModelTester(model, fatal) for model in models]
    exporter.choose("brat")
    exporter.choose("jsonl")
    exporter.choose("conll")
    losses.part_view.setCurrentIndex(losses.part_view.model().index(2, 0))
    assert len(testers) == 3
    assert losses.article_view.model().index(99, 0) == QModelIndex()


def test_work_beside_the_window_lets_it_have_its_turn_soon(exporter: Exporter) -> None:
    exporter.choose("conll")
    assert sys.getswitchinterval() == pytest.approx(TURN)


def test_the_dialog_goes_when_it_is_done_with(exporter: Exporter, desk: Desk, qtbot: QtBot) -> None:
    exporter.dialog.reject()
    qtbot.waitUntil(lambda: not desk.window.findChildren(ExportDialog))
