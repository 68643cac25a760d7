"""The menu under the right mouse button: what a Label's key, R, Delete and Ctrl+C do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from annotator.desktop.pages.dating import Dates
from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.occurring import Occurring
from annotator.desktop.pages.suggesting import Suggesting
from annotator.desktop.preferences import Preferences
from annotator.desktop.theme import Theme
from annotator.model.annotation import Fragment
from annotator.words import _
from annotator.workspace import Workspace


class WithMenu(Desk):
    """A desk with a menu over its Article."""

    def __init__(
        self, workspace: Workspace, preferences: Preferences, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, preferences, theme, parent)
        self.occurring = Occurring(self)
        self.suggesting = Suggesting(self)
        self.dates = Dates(self, self.suggesting)

    def choose_span(self, uid: str) -> None:
        """Choose a Span of the Article, in all panels."""
        raise NotImplementedError

    def choose_words(self, fragments: Sequence[Fragment]) -> None:
        """Let go of the chosen Span and take a range in hand, in all panels; an empty one lets go of that too."""
        raise NotImplementedError

    def press_label(self, name: str, _on: bool = False) -> None:
        """What a Label's key does."""
        raise NotImplementedError

    def delete_span(self, uid: str | None = None) -> None:
        """Delete a Span, or the chosen one."""
        raise NotImplementedError

    def open_menu(self, point: QPoint) -> None:
        """Open the menu at a point of the view. It is about what is under the pointer, never a Span elsewhere."""
        view = self.view
        hit = view.hit(point.toPointF())
        spans = view.highlights.at(hit.start) if hit and hit.inside else []
        if spans and not view.pending and view.selected not in [span.uid for span in spans]:
            self.choose_span(spans[0].uid)
        elif not spans and not view.pending and (one := view.suggestion_at(hit.start) if hit and hit.inside else None):
            self.choose_span(one.key)
        elif not spans and not view.pending:
            word = view.word_at(hit) if hit else None
            self.choose_words([word] if word else [])
        from annotator.desktop.panels.palette import in_families  # here, for the start of the window

        menu = QMenu(self)
        if view.suggested:
            self._add_decisions(menu, is_group=len(view.group) > 1)
        for look, _depth in in_families(list(self.looks.values())):
            if look.label.abstract:
                continue
            text = f"{look.label.title}\t{look.label.key}".replace("&", "&&")
            menu.addAction(text).triggered.connect(partial(self.press_label, look.label.name))
        menu.addSeparator()
        everywhere = menu.addAction(_("Every occurrence…"))
        everywhere.triggered.connect(lambda _on: self.occurring.ask())
        everywhere.setEnabled(bool(self.occurring.meant[0]))
        delete = menu.addAction(_("Delete span"))
        delete.triggered.connect(lambda _on: self.delete_span())
        delete.setEnabled(view.selected is not None)
        menu.addAction(_("Copy words")).triggered.connect(lambda _on: view.copy_words())
        menu.exec(view.viewport().mapToGlobal(point))

    def _add_decisions(self, menu: QMenu, *, is_group: bool) -> None:
        """What may be decided of the chosen Suggestion: of all of its group, and of it alone."""
        suggesting = self.suggesting
        accepts, dismisses = suggesting.keys
        for text, key, decide, single in (
            (_("Accept suggestion"), accepts, suggesting.accept, False),
            (_("Dismiss suggestion"), dismisses, suggesting.dismiss, False),
            (_("Accept only this one"), f"Shift+{accepts}", suggesting.accept, True),
            (_("Dismiss only this one"), f"Shift+{dismisses}", suggesting.dismiss, True),
        ):
            if is_group or not single:
                menu.addAction(f"{text}\t{key}").triggered.connect(lambda _on, go=decide, one=single: go(single=one))
        menu.addSeparator()
