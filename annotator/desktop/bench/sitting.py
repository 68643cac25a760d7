"""Deciding the Cases of one Article: the window wired to the Workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont

from annotator.desktop.bench.answers import leading
from annotator.desktop.bench.card import Ground
from annotator.desktop.bench.drafting import Drafting
from annotator.desktop.bench.letters import EDIT, KEEP, NONE, REASON, SKIP, letters_of
from annotator.desktop.bench.mixture import Mixture
from annotator.desktop.bench.order import Order
from annotator.desktop.bench.telling import Teller
from annotator.desktop.bench.window import BenchWindow
from annotator.desktop.text.keyboard import Command
from annotator.desktop.text.lanes import GOLD, LaneLayer, letter_of, on_lane
from annotator.desktop.text.lanes_view import LanesView
from annotator.desktop.theme import Look, Theme
from annotator.errors import AnnotatorError
from annotator.model.annotation import Layer, LayerId, Span
from annotator.model.article import Article
from annotator.model.decision import KEEP as KEPT
from annotator.model.decision import NONE as NOTHING
from annotator.model.decision import SKIP as LATER
from annotator.model.decision import Choice, Verb
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.review.docket import CaseEntry

_STEPS = {
    Command.WORD_FORWARD: 1,
    Command.WORD_BACK: -1,
    Command.LINE_DOWN: 1,
    Command.LINE_UP: -1,
    Command.NEXT_SPAN: 1,
    Command.PREVIOUS_SPAN: -1,
}
_SMALLER = 0.82
"""The letters of the answers beside those of the text."""


class Sitting(QObject):
    """Shows an Article on the bench and does what is decided about it."""

    trouble = Signal(str)
    finished = Signal()
    """The user goes on, and nothing is left to decide in this Article."""

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
        self.drafting = Drafting(workspace, window.view, window.pane, self)
        self._wire()

    def _wire(self) -> None:
        view, panel, drafting = self._window.view, self._window.panel, self.drafting
        view.steer = self._steer
        view.pick = self._pick
        view.key_typed.connect(self._key_typed)
        view.space_pressed.connect(self.take_all)
        view.span_reshaped.connect(drafting.reshape)
        view.range_chosen.connect(self._range_chosen)
        view.fragment_chosen.connect(drafting.add_fragment)
        panel.answer_taken.connect(self.take)
        panel.field_taken.connect(self.take_field)
        panel.all_taken.connect(self.take_all)
        panel.none_taken.connect(lambda: self.decide(NOTHING))
        panel.skipped.connect(lambda: self.decide(LATER))
        panel.edit_asked.connect(self.edit)
        panel.reason_kept.connect(self.keep_reason)
        panel.left.connect(view.setFocus)
        panel.mixing.kept.connect(self._keep_mixture)
        panel.mixing.dropped.connect(self._drop_mixture)
        drafting.changed.connect(self._show_draft)
        drafting.kept.connect(lambda spans: self.decide(Choice.edited(spans) if spans else NOTHING))
        drafting.trouble.connect(self.trouble)
        self._window.header.names_switched.connect(lambda _on: self._show())

    # What is shown

    @property
    def entry(self) -> CaseEntry | None:
        """The Case in hand."""
        return self.order.get(self._key)

    def open_article(self, uid: str | None, key: str = "") -> None:
        """Show an Article, with a Case in hand: the one called `key`, else the next that is to be decided, else the
        first. None shows nothing."""
        self.drafting.end()
        self._mixture, self._key, self._reasons = None, "", {}
        self.article = self._workspace.article(uid) if uid else None
        self._window.header.show_article(self.article)
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
        self._show()

    def _read(self) -> None:
        entries = self._workspace.case_entries(self.article.uid) if self.article else ()
        self.order = Order(entries)
        names = [answer.annotator for answer in entries[0].case.answers] if entries else []
        self._letters = letters_of(names)
        if self.article is not None:
            self._gold = self._workspace.gold(self.article.uid)
        self._window.agreed.offer(len(self.order.agreed))

    def choose(self, entry: CaseEntry | None) -> None:
        """Take a Case in hand."""
        self.drafting.end()
        self._mixture = None
        self._key = entry.case.key if entry else ""
        self._show()

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
        view, entry, draft = self._window.view, self.entry, self.drafting.draft
        said: dict[str, list[Span]] = {name: [] for name in self._letters}
        for one in self.order.entries:
            for answer in one.case.answers:
                said[answer.annotator] += answer.spans
        gold = self._gold.spans
        own = self._teller().gold_of(entry)[0] if entry and self.article else ()
        if draft is not None:
            gold = (*(span for span in gold if span not in own), *draft.spans)
            own = draft.spans
        layers = [LaneLayer(letter, tuple(said[name])) for name, letter in self._letters.items()]
        view.show_layers([LaneLayer(GOLD, gold), *layers] if layers or gold else ())
        waiting = [(one.case.start, one.case.end) for one in self.order.waiting]
        if entry is None:
            view.show_case(None, waiting, ())
            return
        lit = [on_lane(self._letters[a.annotator], span.uid) for a in entry.case.answers for span in a.spans]
        lit += [on_lane(GOLD, span.uid) for span in (*own, *gold)]
        view.show_case((entry.case.start, entry.case.end), waiting, lit)

    def _tell(self) -> None:
        waiting = len(self.order.waiting)
        if self._mixture is not None:
            self._window.tell(_("Click what is right in each answer; Enter keeps the mixture, Esc leaves it."))
        elif self.order.disputed and not waiting:
            self._window.tell(_("All cases of this article are decided. Enter goes on to the next article."))
        else:
            self._window.tell(
                _("A letter takes an answer, arrows and Tab step through the cases, Enter goes to the next open one.")
            )

    # What is decided

    def decide(self, choice: Choice) -> None:
        """Decide the Case in hand, with the reason that was written for it, and go on to the next."""
        entry = self.entry
        if entry is None or self.article is None:
            return
        reason = self._reason(entry)
        uid = self.article.uid
        if self._attempt(lambda: self._workspace.decide(uid, entry.case, choice, reason)):
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
        if entry is not None and self.drafting.draft is None:
            said = [answer.annotator for answer in entry.case.answers if not answer.is_empty]
            if said:
                self.decide(Choice.take(*said))

    def take_agreed(self) -> None:
        """Take at once what all agree on."""
        if self.article is not None and self.order.agreed:
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
                choice = Choice.edited(self._teller().gold_of(entry)[0])
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
        singles = [answer.annotator for answer in entry.case.answers if len(answer.spans) == 1]
        if annotator not in singles or len(singles) < 2:
            self._show()
            return
        most = leading(entry.case)
        base = most.annotators[0] if most and most.annotators[0] in singles else annotator
        self._mixture = (self._mixture or Mixture(base)).taking(field, annotator)
        self._show()

    def _keep_mixture(self) -> None:
        if self._mixture is not None:
            self.decide(self._mixture.choice())

    def _drop_mixture(self) -> None:
        self._mixture = None
        self._show()
        self._window.view.setFocus()

    # Editing

    def edit(self) -> None:
        """Edit, beginning with what is in Gold, else with the mixture, else with what most say."""
        entry = self.entry
        if entry is None or self.article is None or entry.case.is_relation:
            return
        spans = self._teller().gold_of(entry)[0]
        if self._mixture is not None:
            said = {answer.annotator: answer.spans[0] for answer in entry.case.answers if len(answer.spans) == 1}
            spans = (self._mixture.span(said),)
        elif not spans and (most := leading(entry.case)) is not None:
            spans = most.answer.spans
        self._mixture = None
        self._show()
        self.drafting.begin(self.article, spans)

    def _show_draft(self) -> None:
        self._window.set_editing(self.drafting.draft is not None)
        self._show_lanes()

    # The hands on the text

    def _key_typed(self, key: str) -> None:
        if self.drafting.draft is not None:
            label = self._workspace.schema.by_key(key)
            if label is not None:
                self.drafting.press_label(label.name)
            return
        deeds: dict[str, Callable[[], object]] = {
            EDIT: self.edit,
            NONE: lambda: self.decide(NOTHING),
            SKIP: lambda: self.decide(LATER),
            KEEP: lambda: self.decide(KEPT),
            REASON: self._window.panel.focus_reason,
        }
        names = list(self._letters)
        by_letter = {letter: name for name, letter in self._letters.items()}
        if key in deeds:
            deeds[key]()
        elif key in by_letter:
            self.take(by_letter[key])
        elif key.isdigit() and 0 < int(key) <= len(names):
            self.take(names[int(key) - 1])

    def _steer(self, command: Command) -> bool:
        """What a key means here before it means anything to the view; says whether it meant anything."""
        if self.drafting.draft is not None:
            return self._steer_draft(command)
        if command in _STEPS:
            self.step(_STEPS[command])
        elif command is Command.CHOOSE:
            if self._mixture is not None:
                self._keep_mixture()
            elif self.order.waiting:
                self.go_on()
            else:
                self.finished.emit()
        elif command is Command.LET_GO:
            self._drop_mixture()
        elif command in (Command.PAGE_UP, Command.PAGE_DOWN):
            bar = self._window.view.verticalScrollBar()
            page = round(self._window.view.viewport().height() * 0.8)
            bar.setValue(bar.value() + (page if command is Command.PAGE_DOWN else -page))
        return command is not Command.COPY

    def _steer_draft(self, command: Command) -> bool:
        match command:
            case Command.CHOOSE:
                self.drafting.keep()
            case Command.LET_GO:
                self.drafting.end()
            case Command.DELETE:
                self.drafting.delete()
            case Command.NEXT_SPAN | Command.PREVIOUS_SPAN:
                self.drafting.step(_STEPS[command])
            case _:
                return False
        return True

    def _pick(self, uids: list[str]) -> bool:
        """A click: on a Span of the draft takes that in hand, else a Case where it is over the words."""
        view: LanesView = self._window.view
        if self.drafting.draft is not None:
            own = next((uid for uid in uids if letter_of(uid) == GOLD), None)
            if own is not None:
                self.drafting.choose(own.partition(":")[2])
            return True
        there = self.order.at(view.place, self._key) if uids or self.order.at(view.place) else None
        if there is not None:
            self.choose(there)
        return True

    def _range_chosen(self, start: int, end: int) -> None:
        if self.drafting.draft is not None:
            self.drafting.take_range(start, end)
        else:
            self._window.view.choose_range(())

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except AnnotatorError as error:
            self.trouble.emit(str(error))
            return False
        return True
