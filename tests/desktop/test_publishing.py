"""Making a dataset from the window: what it would hold and leave behind is told before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QMessageBox, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import paths
from annotator.dataset.losses import part_name
from annotator.desktop.dialogs.publish.licence_box import LicenceBox
from annotator.desktop.dialogs.publish_dialog import PublishDialog
from annotator.desktop.pages.publishing import Publishing
from annotator.model.annotation import Status
from annotator.model.split import SplitRule
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.exporting_hands import MINE, OTHERS, news
from tests.desktop.hands import LEFT, Desk, Key, press
from tests.helpers.builders import put_article, text_article


class Publisher:
    """Somebody at the dialog that makes a dataset of the project of a desk."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self._qtbot = qtbot
        desk.act("publish")
        self.dialog = desk.window.findChildren(PublishDialog)[-1]
        self.wait()

    def wait(self) -> None:
        """Until it is known what it would hold."""
        self._qtbot.waitUntil(lambda: Publishing.on(self.desk.page).counting.is_idle, timeout=30_000)

    def choose(self, format_name: str, **boxes: str) -> None:
        """Choose a format, and in boxes by their names what has these words in it."""
        self.dialog.formats.choose(format_name)
        for name, words in boxes.items():
            box = self.dialog.findChild(QComboBox, name)
            assert box is not None
            box.setCurrentIndex(next(at for at in range(box.count()) if words in box.itemText(at)))
        self.wait()

    def type_licence(self, words: str) -> None:
        box = self.dialog.licence
        box.setFocus()
        line = box.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, words)

    def publish(self) -> None:
        """Press the button, and wait for the end."""
        assert self.dialog.publish.isEnabled()
        QTest.mouseClick(self.dialog.publish, LEFT)
        self._qtbot.waitUntil(lambda: not self.desk.window.findChildren(QProgressDialog), timeout=30_000)

    @property
    def is_open(self) -> bool:
        return isValid(self.dialog) and self.dialog.isVisible()

    @property
    def shown(self) -> str:
        """All that stands in labels that can be seen."""
        return "\n".join(found.text() for found in self.dialog.findChildren(QLabel) if found.isVisible())


@pytest.fixture
def desk(at_desk: Callable[..., Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A window on the project of two annotators; what goes out lands beside it."""
    monkeypatch.setattr(paths, "exports_folder", lambda: tmp_path / "exports")
    news(tmp_path / "news.hashiya")
    return at_desk(path=tmp_path / "news.hashiya")


@pytest.fixture
def publisher(desk: Desk, qtbot: QtBot) -> Publisher:
    return Publisher(desk, qtbot)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exports" / "news-dataset"


def told_in(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


def test_a_dataset_is_made_as_the_command_makes_it_and_the_folder_is_told(
    publisher: Publisher, folder: Path, tmp_path: Path, told: list[str]
) -> None:
    publisher.type_licence("cc-by-4.0")
    publisher.dialog.title.insert("أخبار")
    publisher.publish()
    assert not publisher.is_open
    assert str(folder) in told[0]
    assert told[0].startswith("1 article was published.")
    with Workspace.open(publisher.desk.path) as workspace:
        workspace.publish(tmp_path / "by-command", title="أخبار", licence="cc-by-4.0")
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(tmp_path / "by-command") for path in (tmp_path / "by-command").rglob("*.*"))
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / "by-command" / name).read_bytes(), name


def test_what_the_format_leaves_behind_is_listed_by_article_before(publisher: Publisher, folder: Path) -> None:
    publisher.choose("conll", layers=MINE)
    tally = publisher.dialog.losses.tally
    with Workspace.open(publisher.desk.path) as workspace:
        left = workspace.look_ahead(format_name="conll", annotator=MINE).left
    assert dict(tally.parts) == dict(left)
    assert {tally.line(number).title for number in tally.lines()} == {"لقاء بيروت"}
    assert any(part_name(part) == "nested and overlapping spans" for part, _count in tally.parts)
    assert not folder.exists()


def test_what_one_should_know_is_told_before(publisher: Publisher, desk: Desk, qtbot: QtBot) -> None:
    assert "The project is not divided" in publisher.shown
    assert "No licence is named" in publisher.shown
    assert "1 piece of work in it is not done yet" in publisher.shown
    assert "2 articles stay out" in publisher.shown
    publisher.type_licence("odc-by")
    assert "No licence is named" not in publisher.shown
    publisher.choose("jsonl", status="done")
    assert "not done yet" not in publisher.shown
    publisher.choose("brat", layers=MINE)
    assert "datasets knows no columns of" in publisher.shown
    publisher.dialog.reject()
    desk.workspace.split(SplitRule(100, 0, 0))
    again = Publisher(desk, qtbot)
    assert "The project is not divided" not in again.shown
    assert "train 1" in "".join(char for char in again.shown if char not in "\u2068\u2069")


def test_why_there_would_be_no_dataset_is_told_and_nothing_can_be_made(
    publisher: Publisher, desk: Desk, qtbot: QtBot
) -> None:
    publisher.choose("conll")
    assert "annotated by several people" in publisher.shown
    assert not publisher.dialog.publish.isEnabled()
    publisher.choose("conll", layers=OTHERS)
    assert publisher.dialog.publish.isEnabled()
    publisher.choose("jsonl", status="flagged", layers="Of all")
    assert "Nothing in the project is annotated as it is wanted" in publisher.shown
    publisher.dialog.reject()
    desk.workspace.split(SplitRule())
    put_article(desk.workspace, late := text_article("خبر جاء بعد التقسيم"))
    desk.workspace.mark(late.uid, [(0, 3)], "PERS")
    assert "1 annotated article belongs to no split" in Publisher(desk, qtbot).shown


def test_a_licence_is_found_by_any_part_of_its_name_with_the_keyboard(publisher: Publisher, qtbot: QtBot) -> None:
    publisher.type_licence("share")
    found = publisher.dialog.licence.completer().popup()
    qtbot.waitUntil(found.isVisible)
    offered = [found.model().index(row, 0).data() for row in range(found.model().rowCount())]
    assert "cc-by-sa-4.0 — Creative Commons Attribution-ShareAlike 4.0" in offered
    assert all("share" in one.lower() for one in offered)
    assert isinstance(found, QAbstractItemView)
    press(found, Key.Key_Down)
    press(found, Key.Key_Return)
    assert publisher.dialog.licence.licence == offered[0].split(" — ")[0]
    assert publisher.is_open


def test_a_licence_that_nobody_knows_is_refused_with_those_that_are_meant_perhaps(publisher: Publisher) -> None:
    publisher.type_licence("cc-by-5")
    assert "is no licence that the Hub knows; perhaps cc-by-" in publisher.shown
    assert not publisher.dialog.publish.isEnabled()
    publisher.type_licence("https://example.org/licence")
    assert publisher.dialog.publish.isEnabled()
    assert publisher.dialog.licence.licence == "https://example.org/licence"


@pytest.mark.usefixtures("qapp")
def test_every_licence_of_the_list_is_one() -> None:
    box = LicenceBox()
    for at in range(box.count()):
        box.setCurrentIndex(at)
        assert (box.fault, box.licence) == ("", box.itemData(at))
    box.choose("https://example.org/l")
    assert box.licence == "https://example.org/l"
    box.deleteLater()


@pytest.mark.parametrize("named", [False, True])
def test_annotators_are_named_only_where_that_is_ticked(
    named: bool, publisher: Publisher, folder: Path, told: list[str]
) -> None:
    box = publisher.dialog.names
    if named:
        QTest.mouseClick(box, LEFT, pos=QPoint(10, box.height() // 2))
    publisher.publish()
    lines = (folder / "data" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    assert {orjson.loads(line)["annotator"] for line in lines} == ({MINE, OTHERS} if named else {"A1", "A2"})
    assert (OTHERS in told_in(folder)) == named
    assert len(told) == 1


def test_an_annotator_publishes_their_own_work_alone_until_the_review_is_open(
    at_desk: Callable[..., Desk], desk: Desk, folder: Path, qtbot: QtBot, told: list[str]
) -> None:
    path = desk.page.workspace.path
    own = Publisher(at_desk(path=path, annotator=OTHERS), qtbot)
    layers = own.dialog.findChild(QComboBox, "layers")
    assert layers is not None
    assert [layers.itemText(at) for at in range(layers.count())] == [OTHERS]
    own.publish()
    lines = (folder / "data" / "train.jsonl").read_bytes().splitlines()
    assert [orjson.loads(line)["annotator"] for line in lines] == ["A2"]
    assert len(told) == 1
    assert "did not see one another's work" in told_in(folder)
    assert "Alike" not in told_in(folder)
    desk.page.workspace.open_review()
    layers = Publisher(at_desk(path=path, annotator=OTHERS), qtbot).dialog.findChild(QComboBox, "layers")
    assert layers is not None
    assert layers.count() == 3


def test_a_folder_with_something_in_it_is_left_alone(publisher: Publisher, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").touch()
    publisher.dialog.target._path.setText(str(tmp_path / "full"))
    publisher.publish()
    assert "is there already and is not empty" in told[0]
    assert publisher.is_open
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


def test_a_dataset_that_is_cancelled_leaves_nothing_behind(
    publisher: Publisher, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Workspace.publish
    ended: list[bool] = []

    def slow(self: Workspace, out: Path, **wish: object) -> object:
        def stop(_done: int, _total: int) -> None:
            while True:  # until Cancel is pressed
                wish["progress"](1, 2)  # type: ignore[operator]

        try:
            return real(self, out, **wish | {"progress": stop})  # type: ignore[arg-type]
        finally:
            ended.append(True)

    monkeypatch.setattr(Workspace, "publish", slow)
    QTest.mouseClick(publisher.dialog.publish, LEFT)
    dialog = publisher.desk.window.findChild(QProgressDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.canceled.emit()
    qtbot.waitUntil(lambda: ended == [True] and not publisher.desk.window.findChildren(QProgressDialog))
    assert publisher.is_open
    assert not list(folder.parent.glob("*")) + list(folder.parent.glob(".*"))


def test_the_folder_can_be_shown(publisher: Publisher, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(
        QMessageBox,
        "clickedButton",
        lambda box: box.buttons()[0] if "folder" in box.buttons()[0].text() else box.buttons()[1],
    )
    publisher.publish()
    assert opened == [str(folder)]


def test_an_article_that_would_lose_something_can_be_opened(publisher: Publisher, desk: Desk) -> None:
    publisher.choose("conll", layers=OTHERS)
    view = publisher.dialog.losses.article_view
    view.setCurrentIndex(view.model().index(0, 0))
    press(view, Key.Key_Return)
    assert not publisher.is_open
    assert desk.page.article is not None
    assert desk.page.article.title == "لقاء بيروت"


def test_the_last_choices_are_there_the_next_time_but_not_those_of_an_export(
    publisher: Publisher, desk: Desk, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    publisher.choose("huggingface", layers=MINE, status="done", scheme="BILOU")
    publisher.type_licence("odbl")
    publisher.dialog.target._path.setText(str(tmp_path / "sets" / "one"))
    publisher.publish()
    again = Publisher(desk, qtbot).dialog
    assert (again.choice.format_name, again.choice.annotator, again.choice.status) == ("huggingface", MINE, Status.DONE)
    assert (again.choice.options.scheme, again.licence.licence) == ("BILOU", "odbl")
    assert again.target.path == tmp_path / "sets" / "news-dataset"
    assert desk.window.preferences.text("export/format") == ""
    assert len(told) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_in_it_has_a_name_in_both_languages(
    language: Language, at_desk: Callable[..., Desk], qtbot: QtBot, tmp_path: Path
) -> None:
    use(language)
    news(tmp_path / "news.hashiya")
    dialog = Publisher(at_desk(path=tmp_path / "news.hashiya"), qtbot).dialog
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and widget is not dialog.licence.lineEdit()
    ]
    assert nameless == []
    is_mirrored = dialog.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert is_mirrored == (language == "ar")
    assert (dialog.formats.x() > dialog.publish.x()) == is_mirrored
    assert all(found.textFormat() is Qt.TextFormat.PlainText for found in dialog.findChildren(QLabel))


def test_escape_closes_it_and_enter_makes_the_dataset(
    publisher: Publisher, desk: Desk, qtbot: QtBot, folder: Path, told: list[str]
) -> None:
    press(publisher.dialog.formats, Key.Key_Escape)
    assert not publisher.is_open
    assert not folder.exists()
    again = Publisher(desk, qtbot)
    press(again.dialog.formats, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert (folder / "README.md").is_file()
