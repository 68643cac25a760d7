"""Editing on the bench: drags, nudges, keys and the inspector change a draft, and nothing in the project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from annotator.desktop.bench.answers import taking
from annotator.desktop.bench.draft import Draft
from annotator.desktop.bench.draft_pane import DraftPane
from annotator.desktop.text.lanes import GOLD, bare, letter_of, on_lane
from annotator.desktop.text.lanes_view import LanesView
from annotator.desktop.trouble import attempt
from annotator.model.annotation import Fragment, Span, joined
from annotator.model.article import Article
from annotator.model.attributes import values_of, with_values
from annotator.model.decision import Field
from annotator.workspace import Workspace


class Drafting(QObject):
    """Holds the draft of the Case in hand while it is edited."""

    changed = Signal()
    """The draft is another one, or editing has begun or ended."""
    kept = Signal(object)
    """The Spans that are to be Gold, a tuple."""
    day_asked = Signal(object)
    """A day is to be chosen; the `datetime.date` to begin with, or None."""
    trouble = Signal(str)

    def __init__(self, workspace: Workspace, view: LanesView, pane: DraftPane, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._view, self._pane = workspace, view, pane
        self._article: Article | None = None
        self._draft: Draft | None = None
        self._is_wired = False
        inspector = pane.inspector
        pane.span_chosen.connect(self.choose)
        pane.kept.connect(self.keep)
        pane.dropped.connect(self.end)
        inspector.relabel_asked.connect(lambda _uid, label: self.relabel(label))
        inspector.note_written.connect(lambda uid, note: self._change_one(uid, note=note))
        inspector.delete_asked.connect(self.delete)
        inspector.left.connect(view.setFocus)
        inspector.dating.value_given.connect(self._give)
        inspector.dating.alternative_chosen.connect(self._take_alternative)
        inspector.dating.pick_asked.connect(self._pick)
        inspector.dating.left.connect(view.setFocus)

    @property
    def draft(self) -> Draft | None:
        """What is being made; None while nothing is edited."""
        return self._draft

    @property
    def span(self) -> Span | None:
        """The Span in hand."""
        return self._draft.span if self._draft else None

    def begin(self, article: Article, spans: Iterable[Span]) -> None:
        """Edit, beginning with what was said."""
        self._article = article
        self._set(Draft.of(spans))
        self._view.setFocus()

    def end(self) -> None:
        """Leave everything as it was."""
        if self._draft is not None:
            self._draft = None
            self._pane.inspector.show_span(None, "")
            self.changed.emit()
        self._view.setFocus()

    def keep(self) -> None:
        """Report what was made."""
        self._pane.inspector.keep_note()
        if self._draft is not None:
            spans = self._draft.spans
            self.end()
            self.kept.emit(spans)

    def choose(self, uid: str) -> None:
        """Take another Span of the draft in hand."""
        if self._draft is not None:
            self._set(self._draft.choosing(uid))
            self._view.setFocus()

    def step(self, way: int) -> None:
        """Take the next Span of the draft in hand, or the one before."""
        if self._draft is not None:
            self._set(self._draft.stepped(way))

    def delete(self, uid: str = "") -> None:
        """Take a Span out of the draft, or the one in hand."""
        if self._draft is not None:
            self._set(self._draft.without(uid or self._draft.chosen))
            self._view.setFocus()

    # What the hands do on the text

    def press_label(self, name: str) -> None:
        """A Label's key: marks the range in hand, else gives the Span in hand that Label."""
        pending = self._view.pending
        if pending and self._article is not None and self._draft is not None:
            uid = self._article.uid
            made: list[Span] = []
            if attempt(lambda: made.append(self._workspace.would_be(uid, pending, name)), self.trouble.emit):
                self._view.choose_range(())
                self._set(self._draft.put(made[0]))
        else:
            self.relabel(name)

    def relabel(self, name: str) -> None:
        """Give the Span in hand another Label."""
        self._change(label=name)

    def reshape(self, uid: str, fragments: Iterable[Fragment]) -> None:
        """The keyboard moved an edge of a Span on the page."""
        if letter_of(uid) == GOLD:
            self._change_one(bare(uid), fragments=joined(fragments))

    def take_range(self, start: int, end: int) -> None:
        """Words were dragged over: they are what the Span in hand marks now; without one they wait for a Label."""
        if self.span is not None:
            self._view.choose_range(())
            self._change(fragments=((start, end),))

    def add_fragment(self, start: int, end: int) -> None:
        """Words were dragged over with Ctrl held: one more fragment."""
        if self.span is not None:
            self._view.choose_range(())
            self._change(fragments=joined((*self.span.fragments, (start, end))))

    def take_field(self, field: str, source: Span) -> None:
        """Take one field of the Span in hand from what somebody said."""
        span = self.span
        if span is not None and self._draft is not None:
            after = taking(span, field, source)
            if field in (Field.LABEL, Field.RANGE):
                self._change(label=after.label, fragments=after.fragments)
            else:
                self._set(self._draft.put(after))

    # What the inspector says

    def _give(self, kind: str, value: str) -> None:
        span = self.span
        if span is not None:
            self._change(type=kind or span.type, value=value, confidence=None)

    def _take_alternative(self, number: int) -> None:
        from annotator.arabic.timex import type_of

        span = self.span
        found = self._workspace.proposal(self._article.uid, span) if span and self._article else None
        if found is not None and number < len(found.alternatives):
            value = found.alternatives[number].value
            self._give(type_of(value) or found.type, value)

    def _pick(self) -> None:
        from annotator.arabic.timex import day_of

        if self.span is not None:
            self.day_asked.emit(day_of(self.span.value) or self._published)

    def take_day(self, day: date) -> None:
        """Let the date in hand be this day."""
        self._give("DATE", day.isoformat())

    def _say(self, name: str, values: tuple[str, ...]) -> None:
        if self.span is not None:
            self._change(attributes=with_values(self.span.attributes, name, values))

    # Within

    def _change(self, **values: object) -> None:
        if self._draft is not None and self._draft.span is not None:
            self._change_one(self._draft.chosen, **values)

    def _change_one(self, uid: str, **values: object) -> None:
        before = self._draft.get(uid) if self._draft else None
        if before is None or self._draft is None or self._article is None:
            return
        article, after = self._article.uid, replace(before, **values)  # type: ignore[arg-type]
        made: list[Span] = []

        def change() -> None:
            made.append(self._workspace.would_become(article, before, after))

        if after != before and attempt(change, self.trouble.emit):
            self._set(self._draft.put(made[0]))

    def _set(self, draft: Draft) -> None:
        self._draft = draft
        self.changed.emit()
        self._show()

    def _show(self) -> None:
        """Show the draft beside the text, and what is in hand on it."""
        draft, article = self._draft, self._article
        if draft is None or article is None:
            return
        self._pane.show_draft(draft, article.text)
        span = draft.span
        self._view.choose_span(on_lane(GOLD, span.uid) if span else None)
        self._show_date(article, span)
        self._show_attributes(span)

    def _show_date(self, article: Article, span: Span | None) -> None:
        section = self._pane.inspector.dating
        if span is None or not self._workspace.is_date(span.label):
            section.hide()
            return
        found = self._workspace.proposal(article.uid, span)
        section.show_date(span, found, self._published, keys_meet=False, week_starts=self._workspace.week_starts)

    def _show_attributes(self, span: Span | None) -> None:
        from annotator.desktop.panels.attributes import Said

        specs = self._workspace.schema.attributes_of(span.label) if span else ()
        if not specs and not self._pane.inspector.has_details:
            return
        section = self._pane.inspector.details.attributes
        if not self._is_wired:
            self._is_wired = True
            section.can_pin = False
            section.said.connect(self._say)
            section.left.connect(self._view.setFocus)
            section.read_date = self._read_date
        said = [Said(spec, values_of(span.attributes, spec.name)) for spec in specs] if span else []
        section.show_attributes(span.uid if span else "", said)

    def _read_date(self, text: str) -> str:
        from annotator.arabic.readings import typed

        return typed(text, self._published, week_starts=self._workspace.week_starts)[1]

    @property
    def _published(self) -> date | None:
        try:
            return date.fromisoformat(self._article.published) if self._article else None
        except ValueError:
            return None
