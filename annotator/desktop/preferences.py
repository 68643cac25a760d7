"""What the window remembers between two days: its state, the language, the recent projects."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from annotator import paths
from annotator.desktop.theme import ARTICLE_FONT, MODES, Mode
from annotator.words import LANGUAGES, Language

_RECENT = 12


class Preferences:
    """The user's preferences, in an INI file that a person can read."""

    def __init__(self) -> None:
        self._settings = QSettings(str(paths.preferences_file()), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def put(self, name: str, value: str) -> None:
        self._settings.setValue(name, value)

    def state(self, name: str) -> QByteArray:
        """Something that Qt saved of itself, such as the sizes of a splitter; empty where there is nothing."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put_state(self, name: str, value: QByteArray) -> None:
        self._settings.setValue(name, value)

    def sync(self) -> None:
        """Write everything to the file now."""
        self._settings.sync()

    @property
    def language(self) -> Language | None:
        """The language that the user chose, or None where the system decides."""
        chosen = self.text("language")
        return next((known for known in LANGUAGES if known == chosen), None)

    @property
    def mode(self) -> Mode:
        chosen = self.text("theme", "system")
        return next((known for known in MODES if known == chosen), "system")

    @property
    def reading_font(self) -> tuple[str, float]:
        """The family and the size in points of the article's letters."""
        try:
            points = float(self.text("reading/points", "16"))
        except ValueError:
            points = 16.0
        return self.text("reading/family", ARTICLE_FONT), min(max(points, 9.0), 48.0)

    def put_reading_font(self, family: str, points: float) -> None:
        self.put("reading/family", family)
        self.put("reading/points", f"{points:g}")

    @property
    def recent(self) -> list[Path]:
        """The projects that were open last and are still there, the newest first."""
        lines = self.text("recent").split("\n")
        return [path for path in map(Path, filter(None, lines)) if path.is_file()]

    def opened(self, path: Path) -> None:
        """Note that a project was opened."""
        others = [known for known in self.recent if known != path.resolve()]
        self.put("recent", "\n".join(map(str, [path.resolve(), *others][:_RECENT])))
