"""Deciding the Cases of one Article: the window wired to the Workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from annotator.desktop.bench.answers import leading, says_several
from annotator.desktop.bench.arrow_pane import DrawnArrow
from annotator.desktop.bench.mixture import Mixture
from annotator.desktop.bench.seeing import Seeing
from annotator.desktop.bench.window import BenchWindow
from annotator.desktop.theme import Look, Theme
from annotator.model.annotation import Relation, Span
from annotator.model.decision import KEEP as KEPT
from annotator.model.decision import NONE as NOTHING
from annotator.model.decision import SKIP as LATER
from annotator.model.decision import Choice, Verb
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.review.docket import CaseEntry


class Sitting(Seeing):
    """Does what is decided about the Article that is shown."""

    finished = Signal()
    """The user goes on, and nothing is left to decide in this Article."""

    def __init__(self, workspace: Workspace, window: BenchWindow, looks: dict[str, Look], theme: Theme) -> None:
        super().__init__(workspace, window, looks, theme)
        panel = window.panel
        panel.answer_taken.connect(self.take)
        panel.field_taken.connect(self.take_field)
        panel.all_taken.connect(self.take_all)
        panel.none_taken.connect(lambda: self.decide(NOTHING))
        panel.skipped.connect(lambda: self.decide(LATER))
        panel.edit_asked.connect(self.edit)
        panel.reason_kept.connect(self.keep_reason)
        panel.left.connect(window.view.setFocus)
        panel.mixing.kept.connect(self.keep_mixture)
        panel.mixing.dropped.connect(self.drop_mixture)
        window.agreed.taken.connect(self.take_agreed)
        window.arrow.kept.connect(self._keep_arrow)
        window.arrow.dropped.connect(self._leave_arrow)
        self.drafting.kept.connect(lambda spans: self.decide(Choice.edited(spans) if spans else NOTHING))

    def go_on_or_keep(self) -> None:
        """Enter: keeps the mixture, else goes to the next Case that is to be decided, else takes what all agree on,
        else leaves the Article."""
        if self._mixture is not None:
            self.keep_mixture()
        elif self.order.waiting:
            self.go_on()
        elif self.order.offered:
            self.take_agreed()
        else:
            self.finished.emit()

    # What is decided

    def decide(self, choice: Choice) -> None:
        """Decide the Case in hand, with the reason that was written for it, and go on to the next."""
        entry = self.entry
        if entry is None or self.article is None:
            return
        reason = self._reason(entry)
        uid = self.article.uid
        self._is_deciding = True
        is_done = self._attempt(lambda: self._workspace.decide(uid, entry.case, choice, reason))
        self._is_deciding = False
        if is_done:
            self._reasons.pop(entry.case.key, None)
            self.go_on()
            self._window.view.setFocus()

    def _reason(self, entry: CaseEntry) -> str:
        kept = entry.decision.reason if entry.decision else ""
        return self._reasons.get(entry.case.key, kept)

    def take(self, annotator: str) -> None:
        """Take what an annotator says; where none is named, what stands in Gold."""
        self.decide(Choice.take(annotator) if annotator else KEPT)

    def take_all(self) -> None:
        """Take what everybody says."""
        entry = self.entry
        if entry is not None and self.drafting.draft is None and says_several(entry.case):
            self.decide(Choice.take(*(answer.annotator for answer in entry.case.answers if not answer.is_empty)))

    def take_agreed(self) -> None:
        """Take at once what all agree on."""
        if self.article is not None and self.order.offered:
            uid = self.article.uid
            if self._attempt(lambda: self._workspace.take_agreed(uid)):
                self._window.view.setFocus()

    def keep_reason(self, reason: str) -> None:
        """Keep a reason for the Case in hand: with its Decision, or where there is none yet for the one to come."""
        entry = self.entry
        if entry is None or self.article is None:
            return
        self._reasons[entry.case.key] = reason
        decision, uid = entry.decision, self.article.uid
        if decision is not None and decision.reason != " ".join(reason.split()):
            choice = decision.choice
            if choice.verb is Verb.EDIT:  # a Decision knows that it was edited; what was made of it is in Gold
                choice = KEPT if entry.case.is_relation else Choice.edited(self._in_gold(entry))
            self._attempt(lambda: self._workspace.decide(uid, entry.case, choice, reason))

    # Parts of answers

    def take_field(self, field: str, annotator: str, span: Span) -> None:
        """Take one field of what somebody says: into the draft while something is edited, else into a mixture."""
        entry = self.entry
        if self.drafting.draft is not None:
            self.drafting.take_field(field, span)
            return
        if entry is None or not annotator:
            return
        singles = _singles(entry)
        if annotator not in singles or len(singles) < 2:
            self._show()
            return
        most = leading(entry.case)
        base = most.annotators[0] if most and most.annotators[0] in singles else annotator
        self._mixture = (self._mixture or Mixture(base)).taking(field, annotator)
        self._show()

    def keep_mixture(self) -> None:
        """Decide by the mixture."""
        if self._mixture is not None:
            self.decide(self._mixture.choice())

    def drop_mixture(self) -> None:
        """Leave the mixture; nothing is decided."""
        self._mixture = None
        self._show()
        self._window.view.setFocus()

    # Editing

    def edit(self) -> None:
        """Edit, beginning with what is in Gold, else with the mixture, else with what most say."""
        entry = self.entry
        if entry is None or self.article is None or self.drafting.draft is not None:
            return
        if entry.case.is_relation:
            self._edit_arrow(entry)
            return
        spans = self._in_gold(entry)
        if self._mixture is not None:
            spans = (self._mixture.span(_singles(entry)),)
        elif not spans and (most := leading(entry.case)) is not None:
            spans = most.answer.spans
        self._mixture = None
        self._show()
        self.drafting.begin(self.article, spans)

    def _in_gold(self, entry: CaseEntry) -> tuple[Span, ...]:
        """What the Case has put into Gold, by the uids of those from which it was made."""
        made = dict(pair for one in (entry.decision, *entry.former) if one for pair in one.made)
        return tuple(replace(span, uid=made.get(span.uid) or span.uid) for span in self._teller().gold_of(entry)[0])

    def _edit_arrow(self, entry: CaseEntry) -> None:
        """Edit the Relation that most have drawn."""
        most = leading(entry.case)
        if most is None or self.article is None:
            return
        relation = most.answer.relations[0]
        spans = {span.uid: span for one in self.order.entries for a in one.case.answers for span in a.spans}
        arrow = DrawnArrow(relation, spans[relation.source], spans[relation.target])
        self._window.set_editing(self._window.arrow)
        self._window.arrow.edit(arrow, self._workspace.schema, self.article.text)

    def _keep_arrow(self, relation: Relation) -> None:
        self._leave_arrow()
        self.decide(Choice(Verb.EDIT, relations=(relation,)))

    def _leave_arrow(self) -> None:
        self._window.set_editing(None)
        self._window.view.setFocus()

    def press_label_key(self, key: str) -> None:
        """The key of a Label, while something is edited."""
        label = self._workspace.schema.by_key(key)
        if label is not None:
            self.drafting.press_label(label.name)


def _singles(entry: CaseEntry) -> dict[str, Span]:
    """The Spans of those who have marked just one."""
    return {answer.annotator: answer.spans[0] for answer in entry.case.answers if len(answer.spans) == 1}
