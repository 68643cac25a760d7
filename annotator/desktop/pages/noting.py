"""Notes on the annotation page: written into the project, and held where they cannot be until they can."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.desktop.pages.desk import Desk
from annotator.errors import AnnotatorError, Unknown
from annotator.words import _


class Noting(QObject):
    """Keeps the notes that are written in the inspector; what it cannot keep stays in the field of its Span."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._held: dict[str, tuple[str, str]] = {}
        self._is_quiet = self._is_over = False
        self.reason = ""
        """Why the last one of them could not be kept, in words."""

    @property
    def held(self) -> dict[str, tuple[str, str]]:
        """The Article and the words of each note that could not be kept, by the uid of its Span."""
        return dict(self._held)

    def write(self, uid: str, note: str) -> None:
        """Write the note of a Span. What keeps it from being kept is told once."""
        open_article = self._desk.article
        if self._is_over or (uid not in self._held and open_article is None):
            return
        article = self._held[uid][0] if uid in self._held or open_article is None else open_article.uid
        was_held = uid in self._held
        try:
            self._desk.workspace.note(article, uid, note)
        except Unknown:
            self._let_go(uid)
            told = _("The span of this note was removed in another window. You had written: “{note}”")
            self._desk.trouble.emit(told.format(note=note))
        except AnnotatorError as error:
            self.reason = str(error)
            self.hold({uid: (article, note)})
            if not (was_held or self._is_quiet):
                self._desk.trouble.emit(self.reason)
        else:
            self._let_go(uid)

    def keep_all(self) -> list[str]:
        """Try once more to write what is held, and what is being written; returns the notes that cannot be kept."""
        self._is_quiet = True
        self._desk.keep_note()
        for uid, (_article, note) in self.held.items():
            self.write(uid, note)
        self._is_quiet = False
        return [note for _article, note in self._held.values()]

    def hold(self, notes: dict[str, tuple[str, str]]) -> None:
        """Hold notes until they can be kept."""
        self._held.update(notes)
        for uid, (_article, note) in notes.items():
            self._desk.inspector.hold_note(uid, note)

    def stop(self) -> None:
        """The project is about to be closed: what is not kept by now cannot be any more."""
        self._is_over = True

    def _let_go(self, uid: str) -> None:
        if self._held.pop(uid, None) is not None:
            self._desk.inspector.hold_note(uid, None)
