"""The page for annotating: the desk wired to the Workspace."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.desktop.bridge import Bridge
from annotator.desktop.pages.context_menu import ContextMenu
from annotator.desktop.pages.dating import Dates
from annotator.desktop.pages.describing import Describing
from annotator.desktop.pages.designing import Designing
from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.finding import Finding
from annotator.desktop.pages.finishing import Finishing
from annotator.desktop.pages.following import Following
from annotator.desktop.pages.gathering import Gathering
from annotator.desktop.pages.going_on import GoingOn
from annotator.desktop.pages.guiding import Guiding
from annotator.desktop.pages.marking import Marking
from annotator.desktop.pages.noticing import Noticing
from annotator.desktop.pages.noting import Noting
from annotator.desktop.pages.occurring import Occurring
from annotator.desktop.pages.reaching import Reaching
from annotator.desktop.pages.relating import Relating
from annotator.desktop.pages.suggesting import Suggesting
from annotator.desktop.pages.teaching import Teaching
from annotator.desktop.pages.timekeeping import stopwatch_of
from annotator.desktop.pages.undoing import Undoing
from annotator.desktop.preferences import Preferences
from annotator.desktop.text.keyboard import Command
from annotator.desktop.theme import Theme
from annotator.errors import AnnotatorError
from annotator.model.annotation import Fragment, Layer
from annotator.workspace import Changed, Workspace


class AnnotatePage(Desk):
    """One open project."""

    def __init__(
        self, workspace: Workspace, preferences: Preferences, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, preferences, theme, parent)
        self.occurring = Occurring(self)
        self.suggesting = Suggesting(self)
        self.dates = Dates(self, self.suggesting)
        self.menu = ContextMenu(self, self.suggesting, self.occurring)
        self.following = Following(self)
        self.stopwatch = stopwatch_of(self)
        # What stands around an Article follows when the Article itself has been painted.
        self._around = QTimer(self, interval=0, singleShot=True)
        self._around.timeout.connect(self._show_around)
        self.bridge = Bridge(workspace, self)
        self.finding = Finding(self)
        self.undoing = Undoing(self)
        self.relating = Relating(self)
        self.describing = Describing(self)
        self.gathering = Gathering(self, self.relating.ties)
        self.finishing = Finishing(self, self.gathering)
        self.noticing = Noticing(self, self.suggesting)
        self.noting = Noting(self)
        self.going_on = GoingOn(self)
        self.teaching = Teaching(workspace, lambda: self.stopwatch.idle, self)
        self.guiding = Guiding(self)
        self.designing = Designing(self)
        self.reaching = Reaching(self, self.bridge)
        self.marking = Marking(self, self.suggesting, self.relating, self.describing, self.occurring)
        self.trimmer = self.marking.trimmer
        self._wire()
        last = workspace.remembered("article")
        self.open_article(last if self.article_table.row_of(last) >= 0 else self.article_table.uid_at(0))

    def _wire(self) -> None:
        self.bridge.changed.connect(self.relating.follow)
        self.bridge.changed.connect(self._follow)
        self.bridge.changed.connect(self.dates.follow)
        self.bridge.changed.connect(self.suggesting.follow)
        self.bridge.changed.connect(lambda _changed: self.trimmer.follow())
        self.suggesting.chosen.connect(self.choose_span)
        self.relating.chosen.connect(self.choose_span)
        self.guiding.place_asked.connect(self.show_span)
        self.finishing.finishing.connect(self.noticing.finishing)
        self.finishing.finished.connect(self.noticing.finished)
        self.finishing.went_on.connect(self.going_on.go_on)
        self.going_on.article_chosen.connect(self.open_article)
        self.going_on.step_asked.connect(self.step)
        self.bridge.changed.connect(self.teaching.follow)
        self.teaching.told.connect(lambda _words: self.state_changed.emit())
        self.noticing.place_asked.connect(self.show_place)
        self.bridge.changed.connect(self.finding.follow)
        self.occurring.place_asked.connect(self.show_place)
        self.finding.place_asked.connect(self.show_place)
        self.bridge.failed.connect(self.trouble)
        self.undoing.changed_elsewhere.connect(self.bridge.look)
        self.undoing.arrived.connect(self._arrive)
        self.undoing.arrived.connect(self.suggesting.decide_again)
        self.header.status_asked.connect(self.finishing.set_status)
        self.header.step_asked.connect(self.step)
        self.view.range_chosen.connect(self.marking.take_range)
        self.view.fragment_chosen.connect(self.marking.add_fragment)
        self.view.span_clicked.connect(lambda _uid: self._show_chosen())
        self.view.span_reshaped.connect(self.marking.reshape)
        self.view.key_typed.connect(self._key_typed)
        self.view.command_given.connect(self._obey)
        self.view.place_changed.connect(lambda _place: self.state_changed.emit())
        self.view.customContextMenuRequested.connect(self.menu.open)
        self.menu.span_chosen.connect(self.choose_span)
        self.menu.words_chosen.connect(self.choose_words)
        self.menu.label_pressed.connect(self.marking.press_label)
        self.menu.delete_asked.connect(self.marking.delete_span)
        self.marking.chosen.connect(self._show_chosen)
        self.marking.armed.connect(self.guiding.follow)
        self.marking.armed.connect(self.state_changed)
        self.following.shown.connect(self._show_chosen)
        self.following.lost.connect(self._leave)
        self.stopwatch.ticked.connect(lambda _seconds: self.state_changed.emit())
        self.sides_made.connect(self._wire_sides)
        self.sides_made.connect(self.trimmer.prepare_soon)

    def _wire_sides(self) -> None:
        self.articles.article_chosen.connect(self.open_article)
        self.articles.left.connect(self.view.setFocus)
        self.marked.span_chosen.connect(self.choose_span)
        self.span_panel.span_chosen.connect(self.choose_span)
        self.palette_panel.label_pressed.connect(self.marking.press_label)
        self.inspector.relabel_asked.connect(self.marking.relabel)
        self.inspector.note_written.connect(self.noting.write)
        self.inspector.delete_asked.connect(self.marking.delete_span)
        self.inspector.left.connect(self.view.setFocus)
        if self.article is not None:
            self.articles.show_current(self.article.uid)
        self._show_beside()

    # The open Article

    def open_article(self, uid: str | None) -> None:
        """Show an Article with this annotator's Spans, or none."""
        self.keep_note()
        if uid is None:
            self.article = None
            self.stopwatch.start(None, 0)
            self._fill(None)
            return
        if self.article is not None and uid == self.article.uid:
            self.view.setFocus()
            return
        try:
            self.article = self.workspace.article(uid)
            layer = self.workspace.layer(uid)
            self.stopwatch.start(uid, layer.seconds)
        except AnnotatorError as error:
            self.trouble.emit(str(error))
            return
        self._fill(layer)
        if self.has_sides:
            self.articles.show_current(uid)
        self.view.setFocus()

    def _fill(self, layer: Layer | None) -> None:
        article = self.article
        spans = layer.spans if layer else ()
        text = article.text if article else ""
        self.view.show_article(text, spans, self.looks)
        self.trimmer.show_text(text)
        self.relating.show_article()
        self.marking.arm(self.armed)
        self.view.setEnabled(article is not None)
        self.header.show_article(article)
        if layer is not None:
            self.header.show_status(layer.status, layer.comment)
        if self.has_sides:
            self._show_beside()
        self.state_changed.emit()

    def _show_beside(self) -> None:
        """Begin anew with what follows when another Article is shown."""
        self.inspector.show_span(None, "")
        self.suggesting.show_article()
        self.noticing.show_article()
        self._around.start()

    def _show_around_now(self) -> None:
        """Do not wait for it: something else is to be shown in the panels, which are made for that at the latest."""
        if self.sides and self._around.isActive():
            self._show_around()

    def _show_around(self) -> None:
        """Show what the panels tell of the Article that is open."""
        self._around.stop()
        self.span_table.show(self.article.text if self.article else "", self.view.highlights.in_order(), self.looks)
        self.palette_panel.show_counts(self.span_table.counts)
        self.occurring.recount()
        self.finding.follow_article()
        self.gathering.follow()

    def step(self, way: int) -> None:
        """Open the next Article of the list (1) or the one before (-1)."""
        here = self.article_table.row_of(self.article.uid) if self.article else -1
        uid = self.article_table.uid_at(here + way)
        if uid is not None:
            self.open_article(uid)

    # The keyboard

    def _key_typed(self, key: str) -> None:
        takers = (
            self.describing.take_key_in_hand,
            self.relating.take_key,
            self.dates.take_key,
            self.describing.take_key,
            self.suggesting.take_key,
        )
        if any(take(key) for take in takers):
            return
        label = self.workspace.schema.by_key(key)
        if label is not None:
            self.marking.press_label(label.name)
        elif key == "R":
            self.occurring.ask()

    def _obey(self, command: Command) -> None:
        if self.suggesting.obey(command) or self.relating.obey(command):
            return
        match command:
            case Command.NEXT_SPAN:
                self.choose_neighbour(1)
            case Command.PREVIOUS_SPAN:
                self.choose_neighbour(-1)
            case Command.DELETE if self.view.selected:
                self.marking.delete_span()
            case Command.LET_GO:
                self.let_go()
            case Command.TRIM:
                self.marking.trim()

    def let_go(self) -> None:
        """Esc: let go of the range in hand, then of the chosen Span, then of the armed Label."""
        if not self.describing.let_go() and not self.view.let_go():
            self.marking.arm(None)
        self._show_chosen()

    def choose_neighbour(self, way: int) -> None:
        """Choose the next Span or Suggestion in reading order, or the one before; around the corner at the ends."""
        there = self.suggesting.neighbour(way)
        if there is not None:
            self.choose_span(there)

    def resume(self, chosen: str | None, armed: str | None, place: int) -> None:
        """Go on with a chosen Span, a Label in hand and the word cursor, after the window was built anew."""
        self.view.go_on_from(place)
        if armed and armed in self.looks and self.looks[armed].label.is_markable:
            self.marking.arm(armed)
        if chosen and self.view.highlights.get(chosen):
            self.choose_span(chosen)

    def choose_span(self, uid: str) -> None:
        """Choose a Span of the Article or a Suggestion, in all panels; none where it is empty."""
        self.view.choose_span(uid or None)
        self._show_chosen()

    def choose_words(self, fragments: Sequence[Fragment]) -> None:
        """Let go of the chosen Span and take a range in hand, in all panels; an empty one lets go of that too."""
        self.view.choose_span(None)
        self.view.choose_range(fragments)
        self._show_chosen()

    def show_place(self, article: str, start: int, end: int) -> None:
        """Open an Article and take a range of it in hand."""
        self.open_article(article)
        if self.article is not None and self.article.uid == article:
            self.choose_words([(start, end)])
            self.view.bring_into_sight(start, end)

    def show_span(self, article: str, uid: str) -> None:
        """Open an Article and choose a Span of it, or where it is another annotator's take its words in hand."""
        self.open_article(article)
        if self.view.highlights.get(uid) is not None:
            self.choose_span(uid)

    def _show_chosen(self) -> None:
        self._show_around_now()
        self.span_panel.show_chosen(self.view.selected)
        self.inspector.show_span(self.view.chosen, self.article.text if self.article else "")
        self.suggesting.show_chosen()
        self.dates.show_chosen()
        self.relating.show_chosen()
        self.describing.show_chosen()
        self.gathering.show_chosen()
        self.guiding.follow()
        self.fit_inspector()
        self.state_changed.emit()

    def _arrive(self, there: Changed) -> None:
        """Show where a step was undone or made again."""
        if there.article is not None and (self.article is None or there.article != self.article.uid):
            self.open_article(there.article)
        elif there.article is not None and there.spans and len(there.spans) == 1:
            (uid,) = there.spans
            self.view.choose_span(uid if self.view.highlights.get(uid) else None)
            self._show_chosen()

    # Following

    def _follow(self, changed: Changed) -> None:
        """Read again what a change touched."""
        self._show_around_now()
        self.occurring.recount()
        self.gathering.follow()
        if changed.article is None:
            self.designing.follow()
            self.trimmer.articles_changed()
        self.following.follow(changed)

    def _leave(self) -> None:
        """The open Article is not there any more: show the first one."""
        self.article = None
        self.open_article(self.article_table.uid_at(0))

    def close_project(self) -> None:
        """Keep what is not kept yet, and let the file go."""
        self.keep_note()
        self.noting.stop()
        self.forgo_sides()
        self.stopwatch.start(None, 0)
        self.occurring.stop()
        self._around.stop()
        self.bridge.stop()
        self.trimmer.close()
        self.dates.stop()
        self.suggesting.stop()
        self.noticing.stop()
        self.going_on.stop()
        self.teaching.stop()
        self.finding.stop()
        self.gathering.stop()
        self.guiding.stop()
        if self.article is not None:
            with suppress(AnnotatorError):  # where the file has gone there is nothing to come back to
                self.workspace.remember("article", self.article.uid, waits=False)
        self.keep_sizes()
        self.workspace.close()
