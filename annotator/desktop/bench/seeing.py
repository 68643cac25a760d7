"""Seeing the Cases of one Article on the bench: which is in hand, what is said in it, what stands in Gold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont

from annotator.desktop.bench.card import Ground
from annotator.desktop.bench.drafting import Drafting
from annotator.desktop.bench.letters import letters_of
from annotator.desktop.bench.mixture import Mixture
from annotator.desktop.bench.order import Order
from annotator.desktop.bench.stage import Stage
from annotator.desktop.bench.telling import Teller
from annotator.desktop.bench.window import BenchWindow
from annotator.desktop.text.lanes import GOLD
from annotator.desktop.theme import Look, Theme
from annotator.desktop.trouble import attempt
from annotator.model.annotation import Layer, LayerId
from annotator.model.article import Article
from annotator.words import _, ngettext
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.review.docket import CaseEntry

_SMALLER = 0.82
"""The letters of the answers beside those of the text."""


class Seeing(QObject):
    """Shows an Article, one of its Cases in hand."""

    trouble = Signal(str)

    def __init__(self, workspace: Workspace, window: BenchWindow, looks: dict[str, Look], theme: Theme) -> None:
        super().__init__(window)
        self._workspace, self._window, self._looks, self._theme = workspace, window, looks, theme
        self.article: Article | None = None
        self.order = Order()
        self._gold = Layer(LayerId("", GOLD))
        self._letters: dict[str, str] = {}
        self._key = ""
        self._mixture: Mixture | None = None
        self._reasons: dict[str, str] = {}
        self._is_deciding = False  # then what comes next is shown, and not what was decided
        self._stage = Stage(window.view, looks)
        self.drafting = Drafting(workspace, window.view, window.pane, self)
        self.drafting.changed.connect(self._show_draft)
        self.drafting.trouble.connect(self.trouble)
        window.header.names_switched.connect(lambda _on: self._show())

    @property
    def entry(self) -> CaseEntry | None:
        """The Case in hand."""
        return self.order.get(self._key)

    @property
    def letters(self) -> dict[str, str]:
        """The letters of the annotators who are compared here."""
        return self._letters

    def open_article(self, uid: str | None, key: str = "") -> None:
        """Show an Article, with a Case in hand: the one called `key`, else the next that is to be decided, else the
        first. None shows nothing."""
        self.drafting.end()
        self._mixture, self._key, self._reasons = None, "", {}
        self.article = self._workspace.article(uid) if uid else None
        self._window.show_article(self.article)
        self._window.view.show_text(self.article.text if self.article else "", self._looks)
        self._read()
        wanted = self.order.get(key) or self.order.going_on() or next(iter(self.order.disputed), None)
        self.choose(wanted)
        self._window.view.setFocus()

    def follow(self) -> None:
        """Something has changed in this Article: read again what is said and what was decided."""
        if self.article is None:
            return
        if not self._workspace.has_article(self.article.uid):
            self.open_article(None)
            return
        self._read()
        if self.entry is None:
            self._key, self._mixture = "", None
            self.drafting.end()
        if not self._is_deciding:
            self._show()

    def _read(self) -> None:
        entries = self._workspace.case_entries(self.article.uid) if self.article else ()
        self.order = Order(entries)
        names = [answer.annotator for answer in entries[0].case.answers] if entries else []
        self._letters = letters_of(names)
        if self.article is not None:
            self._gold = self._workspace.gold(self.article.uid)
        self._window.agreed.offer(len(self.order.offered))

    def choose(self, entry: CaseEntry | None) -> None:
        """Take a Case in hand."""
        self.drafting.end()
        self._mixture = None
        self._key = entry.case.key if entry else ""
        self._show()

    def choose_at(self, position: int) -> None:
        """Take the Case over a letter in hand; the next one of several where the first is in hand already."""
        there = self.order.at(position, self._key)
        if there is not None:
            self.choose(there)

    def step(self, way: int) -> None:
        """Take the next Case in hand, or the one before, whether it is decided or not."""
        there = self.order.beside(self._key, way)
        if there is not None:
            self.choose(there)

    def go_on(self) -> None:
        """Take the next Case that is to be decided in hand; where none is left, say so."""
        there = self.order.going_on(self._key)
        if there is not None:
            self.choose(there)
        else:
            self._mixture = None
            self._show()

    def _show(self) -> None:
        entry, panel = self.entry, self._window.panel
        self._show_lanes()
        panel.mixing.setVisible(self._mixture is not None)
        if entry is None or self.article is None:
            panel.show_case(None, None)
        else:
            told = self._teller().tell(entry, self._mixture)
            panel.show_case(told, self._ground())
            if entry.case.key in self._reasons:
                panel.reason.setText(self._reasons[entry.case.key])
        self._tell()

    def _teller(self) -> Teller:
        assert self.article is not None
        names = self._window.header.names.isChecked()
        return Teller(self.article.text, self._workspace.schema, self.order, self._letters, names, self._gold)

    def _ground(self) -> Ground:
        assert self.article is not None
        font = QFont(self._window.view.document().defaultFont())
        font.setPointSizeF(max(font.pointSizeF() * _SMALLER, 9.0))
        return Ground(self.article.text, self._workspace.schema, self._looks, font, self._theme)

    def _show_lanes(self) -> None:
        """Show the Layers, Gold nearest to the words, and light up the Case in hand."""
        entry, draft = self.entry, self.drafting.draft
        own = self._teller().gold_of(entry)[0] if entry and self.article else ()
        gold = self._gold.spans
        if draft is not None:
            gold = (*(span for span in gold if span not in own), *draft.spans)
        self._stage.show(self.order, entry, self._letters, gold, self._workspace.schema)

    def _tell(self) -> None:
        waiting = len(self.order.waiting)
        if self.drafting.draft is not None:
            self._window.tell(
                _(
                    "Drag over words or nudge with Shift and the arrows; a label's key relabels; Tab: the next one; "
                    "Enter keeps it, Esc leaves it."
                )
            )
        elif self._mixture is not None:
            self._window.tell(_("Click what is right in each answer; Enter keeps the mixture, Esc leaves it."))
        elif self.order.offered and not waiting:
            self._window.tell(_("What annotators differ in is decided. Enter takes what all agree on."))
        elif not waiting and self.order.put_off:
            told = ngettext(
                "{n} case of this article is put off; all others are decided. Enter goes on to the next article.",
                "{n} cases of this article are put off; all others are decided. Enter goes on to the next article.",
                self.order.put_off,
            )
            self._window.tell(told)
        elif not waiting:
            self._window.tell(_("All cases of this article are decided. Enter goes on to the next article."))
        else:
            self._window.tell(
                _("A letter takes an answer, arrows and Tab step through the cases, Enter goes to the next open one.")
            )

    def _show_draft(self) -> None:
        self._window.set_editing(self._window.pane if self.drafting.draft is not None else None)
        self._show_lanes()
        self._tell()

    def _attempt(self, act: Callable[[], object]) -> bool:
        return attempt(act, self.trouble.emit)
