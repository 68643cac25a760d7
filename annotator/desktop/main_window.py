"""The window: a start page or an open project, with menus, a tool bar and a status bar around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar, QWidget

from annotator import words
from annotator.desktop import theme
from annotator.desktop.actions import Actions
from annotator.desktop.dialogs.messages import say
from annotator.desktop.fitting import open_at
from annotator.desktop.leaving import end_work, is_amidst, leave, may_leave
from annotator.desktop.pages import reviewing
from annotator.desktop.pages.annotate import AnnotatePage
from annotator.desktop.plain import isolated, one_line
from annotator.desktop.preferences import Preferences
from annotator.desktop.projects import Projects
from annotator.desktop.speech import speak
from annotator.desktop.status import StatusLine
from annotator.errors import AnnotatorError
from annotator.model.annotation import Status
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.exchange import Exchange
    from annotator.desktop.exporting import Exporting
    from annotator.desktop.parting import Parts

_ON_THE_TOOL_BAR = ("undo", "redo", None, "import", "export", None, "zoom_out", "zoom_in", "font", "marks")
_AT_ITS_END = ("language", "theme", "keys")

_PATIENCE = 200
"""Milliseconds after which it is looked again whether the window can be built anew."""


class MainWindow(QMainWindow):
    """One window on one project, or on none. Needs a QApplication."""

    def __init__(self, workspace: Workspace | None = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        open_at(self, 1280, 820)
        self.preferences = Preferences()
        self.projects = Projects(self, self.preferences, self.show_project)
        # Several things may change at one stroke; they are told once, after it.
        self._tell_soon = QTimer(self, interval=0, singleShot=True)
        self._tell_soon.timeout.connect(self._tell)
        self._rebuild_soon = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._rebuild_soon.timeout.connect(self.rebuild)
        self.page: AnnotatePage | None = None
        self._workspace: Workspace | None = None
        self._show(workspace)
        self._look_over()
        self.restoreGeometry(self.preferences.state("window/geometry"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def workspace(self) -> Workspace | None:
        """The project that is open."""
        return self._workspace

    @cached_property
    def exchange(self) -> Exchange:
        """What brings files in; loaded when one is to come in, not for the start."""
        from annotator.desktop.exchange import Exchange

        return Exchange(self, lambda: self._workspace, lambda: self._theme)

    @cached_property
    def exporting(self) -> Exporting:
        """What puts files out; loaded when one is to go out, not for the start."""
        from annotator.desktop.exporting import Exporting

        made = Exporting(self, lambda: self._workspace, self.preferences)
        made.article_asked.connect(lambda uid: None if self.page is None else self.page.open_article(uid))
        return made

    @cached_property
    def parts(self) -> Parts:
        """What makes files for annotators and brings their work back; loaded when it is wanted."""
        from annotator.desktop.parting import Parts

        return Parts(self, lambda: self._workspace, lambda: self._theme)

    # Building

    def _show(self, workspace: Workspace | None) -> None:
        """Show a project, or the start page: build everything anew, in the language and colours of now."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._theme = theme.dress(app, self.preferences.mode)
        speak(app)
        self._workspace = workspace
        self.actions_by_name = Actions(self, self._handlers(), self._theme)
        self._build_tool_bar()
        self.status_line = StatusLine(self._theme, self)
        self.setStatusBar(self.status_line)
        old = self.takeCentralWidget()
        if workspace is None:
            self.page = None
            self.setCentralWidget(self._start_page())
        else:
            workspace.when_waiting(self.status_line.show_waiting)
            self.page = AnnotatePage(workspace, self.preferences, self._theme, self)
            self.page.trouble.connect(lambda text: say(self, text, warns=True))
            self.page.state_changed.connect(self._tell_soon.start)
            self.page.designing.schema_changed.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)
            self.page.occurring.counted.connect(self.status_line.offer_more)
            self.setCentralWidget(self.page)
        if old is not None:
            old.hide()  # otherwise Qt may still show it, as a window of its own, on a project that is closed
            old.deleteLater()
        self.actions_by_name.follow_project(workspace is not None)
        self._tell()
        if self.page is not None:
            self.page.view.setFocus()

    def _start_page(self) -> QWidget:
        from annotator.desktop.pages.start import StartPage

        start = StartPage(self.preferences.recent, self._theme, self)
        start.new_asked.connect(self.projects.make)
        start.open_asked.connect(self.projects.ask_for_one)
        start.sample_asked.connect(self.projects.open_sample)
        start.project_chosen.connect(self.projects.open)
        return start

    def _build_tool_bar(self) -> None:
        for bar in self.findChildren(QToolBar):
            self.removeToolBar(bar)
            bar.deleteLater()
        bar = QToolBar(_("Tools"), self)
        bar.setObjectName("toolBar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in _ON_THE_TOOL_BAR:
            if name is None:
                bar.addSeparator()
            else:
                bar.addAction(self.actions_by_name[name])
        space = QWidget(bar)
        space.setSizePolicy(space.sizePolicy().Policy.Expanding, space.sizePolicy().Policy.Preferred)
        bar.addWidget(space)
        for name in _AT_ITS_END:
            bar.addAction(self.actions_by_name[name])
        self.addToolBar(bar)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        """What each action does. Those that need a project are off while there is none."""

        def on_page(act: Callable[[AnnotatePage], None]) -> Callable[[], None]:
            return lambda: None if self.page is None else act(self.page)

        def show_duplicates(page: AnnotatePage) -> None:
            from annotator.desktop.pages.duplicating import Duplicating

            Duplicating.on(page).open()

        def divide(page: AnnotatePage) -> None:
            from annotator.desktop.pages.dividing import Dividing

            Dividing.on(page).open()

        def publish(page: AnnotatePage) -> None:
            from annotator.desktop.pages.publishing import Publishing

            Publishing.on(page).open()

        return {
            "new": lambda: (self.projects.make(), None)[1],
            "open": self.projects.ask_for_one,
            "sample": self.projects.open_sample,
            "import": lambda: self.exchange.ask_for_files(),  # noqa: PLW0108  # loaded when it is wanted
            "import_folder": lambda: self.exchange.ask_for_folder(),  # noqa: PLW0108  # the same
            "export": lambda: (self.exporting.ask(), None)[1],
            "divide": on_page(divide),
            "publish": on_page(publish),
            "bundle": lambda: self.parts.ask_for_whom(),  # noqa: PLW0108  # loaded when it is wanted
            "merge": lambda: self.parts.ask_for_files(),  # noqa: PLW0108  # the same
            "close": lambda: self.show_project(None),
            "quit": self.close_and_quit,
            "undo": on_page(lambda page: page.undoing.undo()),
            "redo": on_page(lambda page: page.undoing.redo()),
            "copy": on_page(lambda page: page.view.copy_words()),
            "note": on_page(lambda page: page.inspector.focus_note()),
            "delete": on_page(lambda page: page.marking.delete_span()),
            "find": on_page(lambda page: page.finding.open()),
            "filter": on_page(lambda page: page.articles.focus_filter()),
            "next_span": on_page(lambda page: page.choose_neighbour(1)),
            "previous_span": on_page(lambda page: page.choose_neighbour(-1)),
            "let_go": on_page(lambda page: page.let_go()),
            "trim": on_page(lambda page: page.marking.trim()),
            "everywhere": on_page(lambda page: page.occurring.ask()),
            "attribute": on_page(lambda page: page.describing.next_in_hand()),
            "relation": on_page(lambda page: page.relating.begin_relation()),
            "join": on_page(lambda page: page.relating.join()),
            "begin_chain": on_page(lambda page: page.relating.begin_chain()),
            "leave": on_page(lambda page: page.relating.leave()),
            "arguments": on_page(lambda page: page.relating.switch_all()),
            "guideline": on_page(lambda page: page.guiding.switch()),
            "schema": on_page(lambda page: page.designing.open()),
            "duplicates": on_page(show_duplicates),
            "accept": on_page(lambda page: page.suggesting.accept()),
            "dismiss": on_page(lambda page: page.suggesting.dismiss()),
            "accept_one": on_page(lambda page: page.suggesting.accept(single=True)),
            "dismiss_one": on_page(lambda page: page.suggesting.dismiss(single=True)),
            "suggestion_settings": on_page(lambda page: page.suggesting.settle()),
            "accept_certain": on_page(lambda page: page.suggesting.accept_certain()),
            "propose_again": on_page(lambda page: page.suggesting.propose_again()),
            "suggestions": on_page(lambda page: page.suggesting.switch()),
            "outsides": on_page(lambda page: page.reaching.open()),
            "published": on_page(lambda page: page.dates.ask_published()),
            "week": on_page(lambda page: page.dates.ask_week()),
            "cut_clitics": on_page(lambda page: page.trimmer.settle(inside=not page.workspace.clitics_inside)),
            "lil_whole": on_page(lambda page: page.trimmer.settle(lil_whole=not page.workspace.lil_whole)),
            "done": on_page(lambda page: page.finishing.set_status(Status.DONE)),
            "skip": on_page(lambda page: page.finishing.set_status(Status.SKIPPED)),
            "flag": on_page(lambda page: page.finishing.set_status(Status.FLAGGED)),
            "next": on_page(lambda page: page.step(1)),
            "previous": on_page(lambda page: page.step(-1)),
            "zoom_in": lambda: self._zoom(1.12),
            "zoom_out": lambda: self._zoom(1 / 1.12),
            "zoom_reset": lambda: self._zoom(None),
            "font": self._choose_font,
            "marks": on_page(lambda page: page.view.show_hidden_marks(self.actions_by_name["marks"].isChecked())),
            "language": self._switch_language,
            "theme": self._switch_theme,
            "theme_system": lambda: self._choose_theme("system"),
            "next_panel": on_page(lambda page: page.focus_next_panel()),
            "fullscreen": self._switch_full_screen,
            "keys": self._show_keys,
            "about": self._about,
            **{spec.name: on_page(deed) for spec, deed in reviewing.entries()},
        }

    # Projects

    def show_project(self, workspace: Workspace | None) -> None:
        """Close the open project, if there is one, and show another, or the start page. Nothing happens where the user
        would lose a note by it and thinks better of it."""
        if not may_leave(self.page):
            if workspace is not None:
                workspace.close()
            return
        leave(self, self.page)
        if workspace is not None:
            self.preferences.opened(workspace.path)
        self._show(workspace)
        self._look_over()

    def _look_over(self) -> None:
        """Have the file looked over beside the work, when the window is on the screen."""
        if self.page is not None:
            workspace = self.page.workspace
            self.page.sides_made.connect(lambda: self.projects.check_beside(workspace))

    def rebuild(self) -> None:
        """Build everything anew on the same project, where the language, the colours or the Labels have changed; once
        nothing is asked or done any more that would be lost by it."""
        if is_amidst(self):
            self._rebuild_soon.start()
            return
        if self._workspace is None or self.page is None:
            self._show(None)
            return
        page, place, cursor = self.page, self.page.view.verticalScrollBar().value(), self.page.view.place
        page.noting.keep_all()
        try:
            again = Workspace.open(self._workspace.path, self._workspace.annotator)
        except AnnotatorError as error:
            say(self, str(error), warns=True)
            return
        notes = page.noting.held
        chosen, armed, searched = page.view.selected, page.armed, page.finding.open_with
        guided, benched = page.guiding.is_open, reviewing.bench_of(page)
        leave(self, self.page)
        self._show(again)
        if self.page is not None:
            if notes:
                self.page.noting.hold(notes)
            self.page.resume(chosen, armed, cursor)
            self.page.finding.resume(searched)
            if guided:
                self.page.guiding.open()
            self.page.view.verticalScrollBar().setValue(place)
            reviewing.resume(self.page, benched)

    def close_and_quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not may_leave(self.page):
            event.ignore()
            return
        self.preferences.put_state("window/geometry", self.saveGeometry())
        self.hide()  # what is given up now need not be waited for
        end_work(self)
        leave(self, self.page)
        self.page = None
        self._workspace = None
        self.preferences.sync()
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        projects = [path for path in dropped if path.suffix == ".hashiya"]
        if len(projects) > 1 and self.page is not None:
            self.parts.merge(projects)  # nobody opens several at once
        elif projects:
            self.projects.open(projects[0])
        elif self.page is not None or self.projects.make():
            self.exchange.take_in(dropped)

    # Telling

    def _tell(self) -> None:
        """Bring the title, the status bar and what undo is called up to date."""
        self._tell_soon.stop()
        actions, page = self.actions_by_name, self.page
        parts = [_("Hashiya")]
        if page is not None:
            parts.insert(0, isolated(page.workspace.path.stem))
            if page.article is not None:
                parts.insert(0, isolated(one_line(page.article.title)[:60]))
            for name, what in (("undo", page.workspace.undo_name), ("redo", page.workspace.redo_name)):
                actions.retell(name, one_line(what), enabled=bool(what))
            actions["cut_clitics"].setChecked(not page.workspace.clitics_inside)
            actions["lil_whole"].setChecked(page.workspace.lil_whole)
            actions["guideline"].setChecked(page.guiding.is_open)
            actions["open_review"].setChecked(page.workspace.is_review_open)
            actions["arguments"].setChecked(page.relating.ties.shows_all)
            for name in ("delete", "note"):
                actions[name].setEnabled(page.view.selected is not None)
            for name in ("accept", "dismiss"):
                actions[name].setEnabled(page.view.suggested is not None)
                actions[f"{name}_one"].setEnabled(len(page.view.group) > 1)
        self.setWindowTitle(" — ".join(parts))
        self.status_line.show_page(page)

    def _show_keys(self) -> None:
        from annotator.desktop.dialogs.help import KeysDialog

        KeysDialog(self).open()

    def _about(self) -> None:
        from annotator import __version__

        text = _("Hashiya {version}: the margin note of Arabic manuscripts, for Arabic news.").format(
            version=__version__
        )
        licence = _("Free software under the GNU General Public License, version 3 or later.")
        say(self, f"{text}\n\n{licence}")

    # Appearance

    def _zoom(self, factor: float | None) -> None:
        family, points = self.preferences.reading_font
        self._read_in(family, 16.0 if factor is None else min(max(points * factor, 9.0), 48.0))

    def _choose_font(self) -> None:
        from annotator.desktop.dialogs.reading_font import ReadingFont

        dialog = ReadingFont(*self.preferences.reading_font, self)
        if dialog.exec():
            self._read_in(*dialog.chosen)

    def _read_in(self, family: str, points: float) -> None:
        self.preferences.put_reading_font(family, points)
        if self.page is not None:
            self.page.view.set_reading_font(family, points)

    def _switch_language(self) -> None:
        other: words.Language = "en" if words.language() == "ar" else "ar"
        self.preferences.put("language", other)
        words.use(other)
        self.rebuild()

    def _switch_theme(self) -> None:
        self._choose_theme("light" if self._theme.is_dark else "dark")

    def _choose_theme(self, mode: theme.Mode) -> None:
        self.preferences.put("theme", mode)
        self.rebuild()

    def _follow_system(self) -> None:
        """The system has turned from light to dark, or back."""
        if theme.current(self.preferences.mode) != self._theme:
            self.rebuild()

    def _switch_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
