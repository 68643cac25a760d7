"""The lists beside the table of Spans, filled when the hands rest: events, chains, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.ties import Ties
from annotator.desktop.panels.views import CHAINS, EVENTS, PROBLEMS
from annotator.desktop.plain import isolated, one_line
from annotator.model.annotation import Span
from annotator.model.chains import Chain, chains
from annotator.model.events import Event, events
from annotator.model.problems import Problem, problems, told
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.panels.gathered import Line

_RESTED = 120
"""Milliseconds after the last change until the lists follow."""


class Gathering(QObject):
    """Tells the lists what is in the open Article."""

    def __init__(self, desk: Desk, ties: Ties) -> None:
        super().__init__(desk)
        self._desk = desk
        self._ties = ties
        self._resting = QTimer(self, interval=_RESTED, singleShot=True)
        self._resting.timeout.connect(self.gather)
        desk.sides_made.connect(lambda: desk.marked.view_changed.connect(self.gather))
        self.found: list[Problem] = []
        """What was missing when the lists were filled last."""

    def follow(self) -> None:
        """Something may have changed; the lists follow soon."""
        self._resting.start()

    def stop(self) -> None:
        self._resting.stop()

    def problems_now(self) -> list[Problem]:
        """What is missing in the open Article."""
        return problems(self._desk.workspace.schema, self._spans, self._ties.relations)

    @property
    def _spans(self) -> list[Span]:
        return self._desk.view.highlights.in_order()

    def gather(self) -> None:
        """Fill the list that is looked at, and the counts of all."""
        self._resting.stop()
        schema, spans, relations = self._desk.workspace.schema, self._spans, self._ties.relations
        told_events = events(schema, spans, relations)
        told_chains = chains(schema, spans, relations)
        self.found = self.problems_now()
        marked = self._desk.marked
        marked.show_counts(len(told_events), len(told_chains), len(self.found))
        match marked.view:
            case view if view == EVENTS:
                marked.list_of(EVENTS).show_lines([self._event(event) for event in told_events])
            case view if view == CHAINS:
                marked.list_of(CHAINS).show_lines([line for chain in told_chains for line in self._chain(chain)])
            case view if view == PROBLEMS:
                known = {span.uid: span for span in spans}
                marked.list_of(PROBLEMS).show_lines([self._problem(one, known[one.span]) for one in self.found])
        self.show_chosen()

    def show_chosen(self) -> None:
        """Mark the line of the chosen Span in the list that is looked at."""
        marked = self._desk.marked
        if marked.view in (EVENTS, CHAINS, PROBLEMS):
            marked.list_of(marked.view).show_chosen(self._desk.view.selected)

    def _event(self, event: Event) -> Line:
        from annotator.desktop.panels.gathered import Line

        schema = self._desk.workspace.schema
        parts = [f"{self._words(event.trigger)} ({self._title(event.trigger)})"]
        for one, filler in event.arguments:
            role = schema.role(event.trigger.label, one.label)
            parts.append(f"{role.title if role else one.label}: {self._words(filler)}")
        return Line("  ·  ".join(parts), event.trigger.uid, self._color(event.trigger))

    def _chain(self, chain: Chain) -> list[Line]:
        from annotator.desktop.panels.gathered import Line

        first = chain.spans[0]
        named = max(chain.spans, key=lambda span: span.end - span.start)
        heading = _("{words} ({n} mentions)").format(words=self._words(named), n=len(chain.spans))
        return [
            Line(heading, first.uid, self._color(first), is_heading=True),
            *(Line(f"    {self._words(span)}", span.uid) for span in chain.spans),
        ]

    def _problem(self, problem: Problem, span: Span) -> Line:
        from annotator.desktop.panels.gathered import Line

        sentence = told(problem, self._desk.workspace.schema, span.label)
        return Line(f"{self._words(span)}: {sentence}", span.uid, self._color(span), warns=True)

    def _words(self, span: Span) -> str:
        article = self._desk.article
        return isolated(one_line(span.surface(article.text))) if article is not None else ""

    def _title(self, span: Span) -> str:
        look = self._desk.looks.get(span.label)
        return look.label.title if look is not None else span.label

    def _color(self, span: Span) -> str:
        look = self._desk.looks.get(span.label)
        return look.color.name() if look is not None else "#888888"
