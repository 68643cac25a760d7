"""Every action of the window, once: its words, its key, its icon and its place in a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from annotator.desktop.pages import reviewing
from annotator.desktop.plain import escaped
from annotator.desktop.shortcuts import sequences
from annotator.desktop.spec import SEPARATOR, Spec
from annotator.desktop.theme import Theme, icon
from annotator.words import _, is_right_to_left, pgettext

_MIRRORED = {"next", "previous", "skip", "undo", "redo"}


def menus() -> list[tuple[str, list[Spec]]]:
    """The menu bar: titles, each with its actions."""
    return [
        (
            _("&File"),
            [
                Spec("new", _("&New project…"), "Ctrl+N", "new", needs_project=False),
                Spec("open", _("&Open…"), "Ctrl+O", "open", needs_project=False),
                Spec("sample", _("Open the &sample project"), "Ctrl+Shift+O", "article", needs_project=False),
                SEPARATOR,
                Spec("import", _("&Import articles…"), "Ctrl+I", "import"),
                Spec("import_folder", _("Import a &folder…"), "Ctrl+Shift+I"),
                Spec("export", _("&Export…"), "Ctrl+E", "export"),
                SEPARATOR,
                Spec("divide", _("&Divide into train, dev and test…"), "Ctrl+Shift+Q"),
                Spec("publish", _("&Publish a dataset…"), "Ctrl+P"),
                Spec("bundle", _("Make files for &annotators…"), "Ctrl+Shift+N"),
                Spec("merge", _("&Merge annotators' files…"), "Ctrl+U"),
                SEPARATOR,
                Spec("close", _("&Close project"), "Ctrl+W"),
                Spec("quit", _("&Quit"), "Ctrl+Q", needs_project=False),
            ],
        ),
        (
            _("&Edit"),
            [
                Spec("undo", _("&Undo"), "Ctrl+Z", "undo"),
                Spec("redo", _("&Redo"), "Ctrl+Shift+Z", "redo"),
                SEPARATOR,
                Spec("copy", _("&Copy words"), told_key="Ctrl+C"),
                Spec("note", _("Write a &note"), "Ctrl+M", "note"),
                Spec("delete", _("&Delete span"), "", "delete", told_key="Del"),
                SEPARATOR,
                Spec("find", _("F&ind in the texts"), "Ctrl+F", "search"),
                Spec("filter", _("&Filter articles"), "Ctrl+L", "filter"),
                SEPARATOR,
                Spec("schema", _("La&bels of the project…"), "Ctrl+Shift+B", "labels"),
                Spec("duplicates", _("Du&plicates…"), "Ctrl+D", "duplicates"),
            ],
        ),
        (
            _("&Annotate"),
            [
                Spec("next_span", _("&Next span"), told_key="Tab"),
                Spec("previous_span", _("&Previous span"), told_key="Shift+Tab"),
                Spec("let_go", _("&Let go"), told_key="Esc"),
                Spec("trim", _("Cut the procli&tic, or put it back"), told_key="'"),
                Spec("cut_clitics", _("Cut proclitics &off names"), "Ctrl+'", is_switch=True),
                Spec("lil_whole", _("Keep للـ &whole"), "Ctrl+Shift+'", is_switch=True),
                Spec("everywhere", _("&Every occurrence…"), "Ctrl+R", "search"),
                SEPARATOR,
                Spec("accept", _("&Accept suggestion"), "", "suggestion", told_key="Enter"),
                Spec("accept_one", _("Accept onl&y this one"), told_key="Shift+Enter"),
                Spec("dismiss", _("D&ismiss suggestion"), "Ctrl+Shift+X"),
                Spec("dismiss_one", _("Dis&miss only this one"), told_key="Shift+Del"),
                Spec("accept_certain", _("Accept all ce&rtain dates"), "Ctrl+Shift+A"),
                Spec("propose_again", _("Show dismissed suggestions a&gain"), "Ctrl+Shift+P"),
                Spec("suggestions", _("Hide or show s&uggestions"), "Ctrl+Shift+U"),
                Spec("suggestion_settings", _("&How suggestions are made…"), "Ctrl+Shift+S", "settings"),
                Spec("outsides", _("Re&commenders outside…"), "Ctrl+Shift+R"),
                Spec("published", _("Pu&blication date…"), "Ctrl+Shift+T", "calendar"),
                Spec("week", _("Wee&ks start on…"), "Ctrl+Shift+W"),
                SEPARATOR,
                Spec("done", _("&Done"), "Ctrl+Return", "done"),
                Spec("skip", _("&Skip"), "Ctrl+K", "skip"),
                Spec("flag", _("&Flag…"), "Ctrl+G", "flag"),
                SEPARATOR,
                Spec("next", _("Ne&xt article"), "Ctrl+Down", "next"),
                Spec("previous", _("Pre&vious article"), "Ctrl+Up", "previous"),
            ],
        ),
        (
            _("&Relations"),
            [
                Spec("attribute", _("Next &attribute in hand"), "F3"),
                SEPARATOR,
                Spec("relation", _("Draw a &relation"), told_key="/"),
                Spec("arguments", _("Draw the arguments of all &events"), "Ctrl+Shift+E", "event", is_switch=True),
                SEPARATOR,
                Spec("join", _("&Join to the last chain"), told_key="="),
                Spec("begin_chain", _("&Begin a chain here"), told_key="+"),
                Spec("leave", _("&Take out of its chain"), told_key="-"),
            ],
        ),
        (_("Revie&w"), reviewing.specs()),
        (
            pgettext("menu", "&View"),
            [
                Spec("zoom_in", _("&Larger letters"), "Ctrl++", "zoom-in"),
                Spec("zoom_out", _("&Smaller letters"), "Ctrl+-", "zoom-out"),
                Spec("zoom_reset", _("&Usual size"), "Ctrl+0"),
                Spec("font", _("Reading &font…"), "Ctrl+Shift+F", "font"),
                Spec("guideline", _("&Guideline of the label"), "F2", "guideline", is_switch=True),
                Spec("marks", _("Show &invisible characters"), "Ctrl+Shift+M", "hidden-marks", is_switch=True),
                SEPARATOR,
                Spec("language", _("&Arabic / English"), "Ctrl+Shift+L", "language", needs_project=False),
                Spec("theme", _("Light / &dark"), "Ctrl+Shift+D", "theme-dark", needs_project=False),
                Spec("theme_system", _("Follow the s&ystem's appearance"), "Ctrl+Shift+Y", needs_project=False),
                SEPARATOR,
                Spec("next_panel", _("Next &panel"), "F6"),
                Spec("fullscreen", _("Full s&creen"), "F11", needs_project=False, is_switch=True),
            ],
        ),
        (
            _("&Help"),
            [
                Spec("keys", _("&Keys and gestures"), "F1", "keyboard", needs_project=False),
                Spec("about", _("&About Hashiya"), "Shift+F1", needs_project=False),
            ],
        ),
    ]


class Actions:
    """The QActions of a window by name, made from `menus` and connected to `handlers` of the same names."""

    def __init__(self, window: QMainWindow, handlers: dict[str, Callable[[], None]], theme: Theme) -> None:
        self._specs: dict[str, Spec] = {}
        self._actions: dict[str, QAction] = {}
        for old in window.menuBar().findChildren(QMenu):
            old.deleteLater()
        window.menuBar().clear()
        for title, specs in menus():
            menu = window.menuBar().addMenu(title)
            menu.setToolTipsVisible(True)
            for spec in specs:
                if spec is SEPARATOR:
                    menu.addSeparator()
                else:
                    self._add(window, menu, spec, handlers[spec.name], theme)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def follow_project(self, is_open: bool) -> None:
        """Switch off what needs an open project while there is none."""
        for name, spec in self._specs.items():
            self._actions[name].setEnabled(is_open or not spec.needs_project)

    def retell(self, name: str, what: str, *, enabled: bool) -> None:
        """Say in an action's words what it would do now, such as what undo would take back."""
        plain = self._specs[name].text
        action = self._actions[name]
        action.setText(f"{plain}: {what.replace('&', '&&')}" if what else plain)
        self._tip(action, f"{_bare(plain)}: {what}" if what else _bare(plain))
        action.setEnabled(enabled)

    def _add(self, window: QMainWindow, menu: QMenu, spec: Spec, handler: Callable[[], None], theme: Theme) -> None:
        told_key = spec.told_key
        if spec.key and not spec.key[-1].isalnum():  # or the sign would stand before "Ctrl" in an Arabic menu
            told_key = f"{QKeySequence(spec.key).toString(QKeySequence.SequenceFormat.NativeText)}\u200e"
        action = QAction(spec.text + (f"\t{told_key}" if told_key else ""), window)
        action.setObjectName(f"action-{spec.name}")
        if spec.key:
            action.setShortcuts(sequences(spec.key))
        if spec.icon:
            name = "theme-light" if spec.icon == "theme-dark" and theme.is_dark else spec.icon
            action.setIcon(icon(name, theme.ink, is_right_to_left() and spec.icon in _MIRRORED))
        action.setIconText(_bare(spec.text).rstrip("…"))
        action.setCheckable(spec.is_switch)
        action.triggered.connect(lambda _on=False: handler())
        self._specs[spec.name], self._actions[spec.name] = spec, action
        self._tip(action, _bare(spec.text).rstrip("…"))
        menu.addAction(action)

    @staticmethod
    def _tip(action: QAction, text: str) -> None:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(escaped(f"{text} ({key})" if key else text))


def _bare(text: str) -> str:
    """Without the mark of a menu's letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
