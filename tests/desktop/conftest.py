"""The desk: a real window on a real project file, on Qt's platform without a screen."""

from __future__ import annotations

import gc
import inspect
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication, QMessageBox

from annotator.desktop import newest, theme
from annotator.desktop.pages import harmonising, watching
from annotator.desktop.rubbish import collect
from annotator.desktop.text.article_view import ArticleView
from annotator.edits.edit import AddArticle
from annotator.model.article import Article
from annotator.workspace import Workspace, schema_named
from tests.desktop.hands import Desk, Pointer, bury

QUIET = "This plugin does not support "
"""What Qt's platform without a screen says of every window it shows and every menu it opens."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore(QUIET))


@pytest.fixture(autouse=True)
def own_preferences(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for the preferences of this test alone."""
    folder = tmp_path / "preferences"
    monkeypatch.setenv("HASHIYA_PREFERENCES", str(folder))
    return folder


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What the window told in dialogs, which nobody is there to close; nothing in a test that does not ask for it."""
    heard: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: heard.append(box.text()))
    yield heard
    if "told" not in inspect.signature(request.function).parameters:
        assert heard == []


@pytest.fixture(autouse=True)
def rubbish() -> Iterator[None]:
    """As in the program, what is not needed any more dies in the window's thread alone."""
    gc.disable()
    yield
    collect()
    gc.enable()


@pytest.fixture(autouse=True)
def resting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody rests here: what waits for the user to rest is done at the next turn."""
    for module, name in ((newest, "RESTED"), (watching, "RESTED"), (harmonising, "_RESTED")):
        monkeypatch.setattr(module, name, 0)


@pytest.fixture
def at_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens windows on projects of the given texts; closes them at the end."""
    assert qapp.platformName() == "offscreen"
    desks: list[Desk] = []

    def opening(*texts: str | Article, path: Path | None = None, annotator: str | None = None) -> Desk:
        project = path or tmp_path / f"news-{len(desks)}.hashiya"
        if path is None:
            with Workspace.create(project, annotator="ليلى") as workspace:
                for number, text in enumerate(texts):
                    known = text if isinstance(text, Article) else Article(f"article-{number}", f"خبر {number}", text)
                    workspace.do(AddArticle(known))
        desks.append(Desk(project, annotator))
        return desks[-1]

    yield opening
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(at_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A window on the sample project."""
    path = tmp_path / "sample.hashiya"
    Workspace.sample(path, annotator="ليلى").close()
    return at_desk(path=path)


@pytest.fixture
def pointer(desk: Desk) -> Pointer:
    """The mouse over the article at the desk."""
    return desk.pointer


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[..., ArticleView]]:
    """Shows texts in article views of their own, without a window around them."""
    assert qapp.platformName() == "offscreen"
    views: list[ArticleView] = []
    theme.load_fonts()
    looks = theme.looks(schema_named("news"), theme.LIGHT)

    def showing(
        text: str, *, width: int = 760, height: int = 640, family: str = "", points: float = 16.0
    ) -> ArticleView:
        view = ArticleView(theme.LIGHT)
        if family or points != 16.0:
            view.set_reading_font(family or theme.ARTICLE_FONT, points)
        view.resize(width, height)
        view.show_article(text, [], looks)
        view.show()
        views.append(view)
        return view

    yield showing
    for view in views:
        bury(view)
