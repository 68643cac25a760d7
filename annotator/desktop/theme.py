"""Light and dark: the colours of the window, its fonts, its icons and its style sheet."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import QByteArray, QDir, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.desktop.colours import ink_on, mixed
from annotator.frozen import frozen
from annotator.model.schema import Label, Schema
from annotator.words import language

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")

UI_FONT = "IBM Plex Sans Arabic"
ARTICLE_FONT = "Noto Naskh Arabic"


@frozen
class Theme:
    """The colours of one appearance, `#RRGGBB`. `paper` is the article's ground and `ink` its letters."""

    window: str
    panel: str
    paper: str
    ink: str
    muted: str
    line: str
    hover: str
    accent: str
    accent_soft: str
    on_accent: str
    warning: str
    tint: float
    """How much of a Label's colour is in the ground behind its Spans, 0 to 1."""

    @property
    def is_dark(self) -> bool:
        return ink_on(self.paper) == "#FFFFFF"


LIGHT = Theme(
    window="#F1EFEA",
    panel="#F7F5F1",
    paper="#FDFCFA",
    ink="#1B1D22",
    muted="#67645E",
    line="#DDD9D0",
    hover="#EAE6DE",
    accent="#1F6F78",
    accent_soft="#D6E8E8",
    on_accent="#FFFFFF",
    warning="#A3401F",
    tint=0.17,
)
DARK = Theme(
    window="#16181C",
    panel="#1B1D22",
    paper="#1D1F24",
    ink="#E9E6DF",
    muted="#ACA8A0",
    line="#33363D",
    hover="#282B31",
    accent="#5FB3B8",
    accent_soft="#243F43",
    on_accent="#0F1a1B",
    warning="#E8926F",
    tint=0.30,
)


@frozen
class Look:
    """How a Label is painted: its colour, the soft ground behind words, the ink on a filled chip, the chip's text."""

    color: QColor
    tint: QColor
    ink: QColor
    chip: str
    label: Label

    def swatch(self, side: int = 12) -> QPixmap:
        """A small picture of its colour."""
        picture = QPixmap(side, side)
        picture.fill(self.color)
        return picture


def looks(schema: Schema, theme: Theme) -> dict[str, Look]:
    """The look of each Label by its name."""
    return {label.name: look_of(label, theme) for label in schema.labels}


def look_of(label: Label, theme: Theme) -> Look:
    return Look(
        QColor(label.color),
        QColor(mixed(label.color, theme.paper, theme.tint)),
        QColor(ink_on(label.color)),
        label.title if language() == "ar" else label.name,
        label,
    )


def current(mode: Mode) -> Theme:
    """The appearance that is on: what the user chose, or what the system has."""
    system_is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if mode == "dark" or (mode == "system" and system_is_dark) else LIGHT


def dress(app: QApplication, mode: Mode) -> Theme:
    """Give the whole program the palette, font and style sheet of the appearance that is on, and return it."""
    # Qt draws the frames and buttons of its own dialogs by this.
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(mode, Qt.ColorScheme.Unknown)
    QGuiApplication.styleHints().setColorScheme(scheme)
    theme = current(mode)
    for which in ("IBMPlexSansArabic-*", "NotoNaskhArabic-Regular"):
        load_fonts(which)
    font = QFont(UI_FONT)
    font.setPointSizeF(10.0)
    app.setFont(font)
    app.setPalette(_palette(theme))
    themes = paths.resources() / "themes"
    QDir.setSearchPaths("themes", [str(themes)])  # where the style sheet finds its drawings
    sheet = (themes / "hashiya.qss").read_text(encoding="utf-8")
    colours = {name: value for name, value in asdict(theme).items() if isinstance(value, str)}
    app.setStyleSheet(Template(sheet).substitute(colours, mode="dark" if theme.is_dark else "light"))
    return theme


@cache
def load_fonts(which: str = "*") -> None:
    """Make fonts that travel with the program known to Qt: those whose file names fit the pattern `which`."""
    for path in sorted((paths.resources() / "fonts").glob(f"{which}.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def article_fonts() -> list[str]:
    """Families to read Arabic in: ours first, then those of the system that can write Arabic."""
    load_fonts()
    ours = [ARTICLE_FONT, "Amiri", "Scheherazade New", UI_FONT]
    system = QFontDatabase.families(QFontDatabase.WritingSystem.Arabic)
    return ours + sorted(name for name in system if name not in ours and not name.startswith("."))


@cache
def icon(name: str, color: str, mirrored: bool = False) -> QIcon:
    """The icon `name` drawn in `color`; `mirrored` where reading order runs from right to left."""
    return QIcon(_Drawing(name, color, mirrored))


class _Drawing(QIconEngine):
    """An SVG of ours that is drawn when and as large as it is needed: most icons wait in closed menus."""

    def __init__(self, name: str, color: str, mirrored: bool) -> None:
        super().__init__()
        self._told = (name, color, mirrored)

    def clone(self) -> QIconEngine:
        return _Drawing(*self._told)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        name, color, mirrored = self._told
        painter.save()
        painter.setOpacity(0.38 if mode is QIcon.Mode.Disabled else 1.0)
        if mirrored:
            painter.translate(2 * rect.x() + rect.width(), 0)
            painter.scale(-1, 1)
        _drawing(name, color).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a button that is still being laid out
            return QPixmap()
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made


@cache
def _drawing(name: str, color: str) -> QSvgRenderer:
    data = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("#000000", color)
    return QSvgRenderer(QByteArray(data.encode()))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, color in (
        (role.Window, theme.window),
        (role.WindowText, theme.ink),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.ink),
        (role.Button, theme.panel),
        (role.ButtonText, theme.ink),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.accent),
        (role.BrightText, theme.warning),
        (role.Mid, theme.line),
    ):
        palette.setColor(name, QColor(color))
    for text in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, text, QColor(mixed(theme.muted, theme.window, 0.6)))
    return palette
