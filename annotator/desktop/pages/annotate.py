"""The page for annotating: the desk wired to the Workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.desktop.bridge import Bridge
from annotator.desktop.pages.context_menu import WithMenu
from annotator.desktop.pages.describing import Describing
from annotator.desktop.pages.designing import Designing
from annotator.desktop.pages.finding import Finding
from annotator.desktop.pages.finishing import Finishing
from annotator.desktop.pages.gathering import Gathering
from annotator.desktop.pages.going_on import GoingOn
from annotator.desktop.pages.guiding import Guiding
from annotator.desktop.pages.noticing import Noticing
from annotator.desktop.pages.reaching import Reaching
from annotator.desktop.pages.relating import Relating
from annotator.desktop.pages.teaching import Teaching
from annotator.desktop.pages.timekeeping import stopwatch_of
from annotator.desktop.pages.trimming import Trimmer
from annotator.desktop.pages.undoing import Undoing
from annotator.desktop.preferences import Preferences
from annotator.desktop.text.keyboard import Command
from annotator.desktop.theme import Look, Theme
from annotator.errors import AnnotatorError
from annotator.model.annotation import Fragment, Layer, Span
from annotator.workspace import Changed, Workspace


class AnnotatePage(WithMenu):
    """One open project."""

    def __init__(
        self, workspace: Workspace, preferences: Preferences, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, preferences, theme, parent)
        self.progress: dict[str, int] = workspace.progress()
        """How many Articles have each status."""
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
        self.going_on = GoingOn(self)
        self.teaching = Teaching(workspace, lambda: self.stopwatch.idle, self)
        self.guiding = Guiding(self)
        self.designing = Designing(self)
        self.reaching = Reaching(self, self.bridge)
        self.trimmer = Trimmer(self.view, workspace, self._reshape, self.attempt)
        self._wire()
        last = workspace.remembered("article")
        self.open_article(last if self._articles.row_of(last) >= 0 else self._articles.uid_at(0))

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
        self.view.range_chosen.connect(self._range_chosen)
        self.view.fragment_chosen.connect(self._add_fragment)
        self.view.span_clicked.connect(lambda _uid: self._show_chosen())
        self.view.span_reshaped.connect(self._reshape)
        self.view.key_typed.connect(self._key_typed)
        self.view.command_given.connect(self._obey)
        self.view.place_changed.connect(lambda _place: self.state_changed.emit())
        self.view.customContextMenuRequested.connect(self.open_menu)
        self.stopwatch.ticked.connect(lambda _seconds: self.state_changed.emit())
        self.sides_made.connect(self._wire_sides)
        self.sides_made.connect(self.trimmer.prepare_soon)

    def _wire_sides(self) -> None:
        self.articles.article_chosen.connect(self.open_article)
        self.marked.span_chosen.connect(self.choose_span)
        self.span_panel.span_chosen.connect(self.choose_span)
        self.palette_panel.label_pressed.connect(self.press_label)
        self.inspector.relabel_asked.connect(self._relabel)
        self.inspector.note_written.connect(self._write_note)
        self.inspector.delete_asked.connect(self.delete_span)
        self.inspector.left.connect(self.view.setFocus)
        if self.article is not None:
            self.articles.show_current(self.article.uid)
        self._show_beside()

    # The open Article

    @property
    def armed_look(self) -> Look | None:
        """The Label that marks at once what is dragged over, or None."""
        return self.looks.get(self.armed or "")

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
        self._arm(self.armed)
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
        """Do not wait for it: something else is to be shown in the panels."""
        if self._around.isActive():
            self._show_around()

    def _show_around(self) -> None:
        """Show what the panels tell of the Article that is open."""
        self._around.stop()
        self._spans.show(self.article.text if self.article else "", self.view.highlights.in_order(), self.looks)
        self.palette_panel.show_counts(self._spans.counts)
        self.occurring.recount()
        self.finding.follow_article()
        self.gathering.follow()

    def step(self, way: int) -> None:
        """Open the next Article of the list (1) or the one before (-1)."""
        here = self._articles.row_of(self.article.uid) if self.article else -1
        uid = self._articles.uid_at(here + way)
        if uid is not None:
            self.open_article(uid)

    # Marking

    def press_label(self, name: str, _on: bool = False) -> None:
        """What a Label's key or button does: accept the group of the chosen Suggestion under this Label, else mark the
        range in hand, else relabel the chosen Span, else take the Label in hand for all that is dragged over next (and
        let go of it when it is pressed again)."""
        target = self.view.target
        if self.view.suggested:
            self.suggesting.relabel(name)
        elif target:
            self._mark(target if self.view.pending else list(map(self.trimmer.fitted, target)), name)
        elif self.view.selected:
            self._relabel(self.view.selected, name)
        else:
            self._arm(None if self.armed == name else name)
        self.view.setFocus()

    def _arm(self, name: str | None) -> None:
        if name or self.armed:
            self.palette_panel.arm(name)
        self.view.arm(self.looks.get(name) if name else None)
        self.guiding.follow()
        self.state_changed.emit()

    def _range_chosen(self, start: int, end: int) -> None:
        if self.relating.take_range(start, end):
            return
        if self.armed:
            self._mark([(start, end)], self.armed, stay_chosen=False)
        else:
            self._show_chosen()

    def _mark(self, fragments: Sequence[Fragment], label: str, *, stay_chosen: bool = True) -> None:
        if self.article is None:
            return
        uid = self.article.uid
        made: list[Span] = []
        if self.attempt(
            lambda: made.append(self.workspace.mark(uid, fragments, label, self.describing.for_new(label)))
        ):
            self.view.choose_span(made[0].uid if stay_chosen else None)
            self.trimmer.marked(made[0].uid)
            self._show_chosen()
            self.occurring.remember(made[0])
            self.suggesting.marked(made[0])

    def _add_fragment(self, start: int, end: int) -> None:
        """Ctrl-drag: one more fragment for the chosen Span, or for the range in hand."""
        if self.article is None:
            return
        uid, chosen = self.article.uid, self.view.selected
        span = self.view.highlights.get(chosen) if chosen else None
        if span is not None:
            fragments = (*span.fragments, (start, end))
            self.attempt(lambda: self.workspace.reshape(uid, span.uid, fragments))
        else:
            self.view.choose_range((*self.view.pending, (start, end)))
            self._show_chosen()

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
            self.press_label(label.name)
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
                self.delete_span(self.view.selected)
            case Command.LET_GO:
                self.let_go()
            case Command.TRIM:
                self.trim()

    def let_go(self) -> None:
        """Esc: let go of the range in hand, then of the chosen Span, then of the armed Label."""
        if not self.describing.let_go() and not self.view.let_go():
            self._arm(None)
        self._show_chosen()

    def trim(self) -> None:
        """Cut the word in hand otherwise; see `Trimmer.cycle`."""
        self.trimmer.cycle()
        self._show_chosen()

    def choose_neighbour(self, way: int) -> None:
        """Choose the next Span or Suggestion in reading order, or the one before; around the corner at the ends."""
        there = self.suggesting.neighbour(way)
        if there is not None:
            self.choose_span(there)

    def resume(self, chosen: str | None, armed: str | None) -> None:
        """Go on with a chosen Span and a Label in hand, after the window was built anew."""
        if armed and armed in self.looks and self.looks[armed].label.is_markable:
            self._arm(armed)
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
        uid = self.view.selected
        self.span_panel.show_chosen(uid)
        span = self.view.highlights.get(uid) if uid else None
        self.inspector.show_span(span, self.article.text if self.article else "")
        self.suggesting.show_chosen()
        self.dates.show_chosen()
        self.relating.show_chosen()
        self.describing.show_chosen()
        self.gathering.show_chosen()
        self.guiding.follow()
        self.fit_inspector()
        self.state_changed.emit()

    def _reshape(self, uid: str, fragments: tuple[Fragment, ...]) -> None:
        self._change(lambda article: self.workspace.reshape(article, uid, fragments))

    def _relabel(self, uid: str, label: str) -> None:
        self._change(lambda article: self.workspace.relabel(article, uid, label))

    def _write_note(self, uid: str, note: str) -> None:
        self._change(lambda article: self.workspace.note(article, uid, note))

    def delete_span(self, uid: str | None = None) -> None:
        """Delete a Span, or the chosen one."""
        chosen = uid or self.view.selected
        if chosen and self.relating.may_delete(chosen):
            self._change(lambda article: self.workspace.remove(article, chosen))

    def _change(self, change: Callable[[str], None]) -> None:
        if self.article is not None:
            uid = self.article.uid
            self.attempt(lambda: change(uid))

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
            self._articles.reload()
            self.progress = self.workspace.progress()
            self.trimmer.articles_changed()
            self._reload_article()
            return
        if changed.annotator != self.workspace.annotator:
            return
        before, after = self._articles.refresh(changed.article)
        if before is None or after is None or before.status != after.status:
            self.progress = self.workspace.progress()
        if self.article is not None and changed.article == self.article.uid:
            if changed.spans is None:
                self._reload_spans()
            else:
                for uid in changed.spans:
                    self._put_span(uid)
            self.header.show_status(*self.workspace.status(changed.article))
            self.palette_panel.show_counts(self._spans.counts)
            self._show_chosen()

    def _put_span(self, uid: str) -> None:
        assert self.article is not None
        span = self.workspace.span(self.article.uid, uid)
        self.view.put_span(uid, span)
        self._spans.put(uid, span)

    def _reload_article(self) -> None:
        if self.article is not None and self.workspace.has_article(self.article.uid):
            self._reload_spans()
            self.articles.show_current(self.article.uid)
            self.header.show_status(*self.workspace.status(self.article.uid))
            self.palette_panel.show_counts(self._spans.counts)
            self._show_chosen()
        else:
            self.article = None
            self.open_article(self._articles.uid_at(0))

    def _reload_spans(self) -> None:
        assert self.article is not None
        spans = self.workspace.spans(self.article.uid)
        if list(spans) != self.view.highlights.in_order():
            self._spans.show(self.article.text, list(spans), self.looks)
            self.view.set_spans(spans)

    def close_project(self) -> None:
        """Keep what is not kept yet, and let the file go."""
        self.keep_note()
        self.stopwatch.start(None, 0)
        self.occurring.stop()
        self.stop()
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
                self.workspace.remember("article", self.article.uid)
        self.keep_sizes()
        self.workspace.close()
