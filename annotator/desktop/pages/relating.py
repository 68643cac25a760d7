"""Events, Relations and chains on the annotation page: roles are filled, arrows drawn and taken away.

While something is being picked, the Spans that may be picked are lit up: a click picks one, a drag over words marks
them and picks that, arrows aim at one after the other, Enter picks the one aimed at, Esc lets go.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.desktop.dialogs.asking import agreed
from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.picking import Picking
from annotator.desktop.pages.ties import KEYS, Ties
from annotator.desktop.text.keyboard import Command
from annotator.model.annotation import Span
from annotator.model.events import fillers, partners
from annotator.model.schema import Kind
from annotator.words import _, ngettext
from annotator.workspace import Changed

if TYPE_CHECKING:
    from annotator.desktop.pages.telling import Telling

_STEPS = {
    Command.WORD_FORWARD: 1,
    Command.LINE_DOWN: 1,
    Command.NEXT_SPAN: 1,
    Command.WORD_BACK: -1,
    Command.LINE_UP: -1,
    Command.PREVIOUS_SPAN: -1,
}


class Relating(QObject):
    """Wires what is between Spans to the Workspace."""

    chosen = Signal(str)
    """The uid of a Span that is to be chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self._last_mention: str | None = None
        self.ties = Ties(desk)
        self._is_wired = False
        desk.view.steer = self._steer
        desk.view.pick = self._pick

    @cached_property
    def _telling(self) -> Telling:
        from annotator.desktop.pages.telling import Telling  # here, for the start of the window

        return Telling(self._desk, self.ties)

    @property
    def hint(self) -> str:
        """What the next key would do, in words; empty where there is nothing to say."""
        return self._telling.hint if "_telling" in self.__dict__ else ""

    # Following

    def show_article(self) -> None:
        """Another Article is open."""
        self.ties.picking = None
        self._last_mention = None
        self.ties.read()

    def follow(self, changed: Changed) -> None:
        """Read again what a change may have touched."""
        if self._desk.article is not None and changed.article in (None, self._desk.article.uid):
            self.ties.read()

    def show_chosen(self) -> None:
        """Show what belongs to the chosen Span, and nothing where none is."""
        span = self._desk.view.chosen
        if self.ties.picking is not None and (span is None or span.uid != self.ties.picking.source):
            self._set(None)
        if span is not None or "_telling" in self.__dict__:
            self._telling.tell(span)
        if self._desk.inspector.has_details and not self._is_wired:
            self._wire()

    def _wire(self) -> None:
        self._is_wired = True
        details = self._desk.inspector.details
        details.roles.role_pressed.connect(self.begin_role)
        details.arrows.relation_pressed.connect(self.begin_relation)
        for section in (details.roles, details.arrows):
            section.span_chosen.connect(self.chosen)
            section.removal_asked.connect(self._take_away)

    # Picking

    def take_key(self, key: str) -> bool:
        """What a digit or a Role's key does to the chosen event, or while a Relation is drawn; says whether it did."""
        span = self._desk.view.chosen
        if span is None:
            return False
        if self.ties.picking is not None and not self.ties.picking.is_role:
            offers = self.ties.offers(span)
            if key in KEYS and int(key) <= len(offers):
                self.begin_relation(offers[int(key) - 1].name)
                return True
            return False
        role = next((role for role, known in self.ties.roles_with_keys(span) if known == key), None)
        if role is None:
            return False
        if self.ties.picking is not None and self.ties.picking.name == role.name:
            self._set(self.ties.picking.moved(1))
        else:
            if self.ties.picking is not None:
                self.confirm()
            self.begin_role(role.name)
        return True

    def begin_role(self, name: str) -> None:
        """Let a filler be picked for a Role of the chosen event; the same once more lets go of it."""
        span = self._desk.view.chosen
        if span is None:
            return
        if self.ties.picking is not None and self.ties.picking.name == name:
            self._set(None)
            return
        spans = self._desk.view.highlights.in_order()
        able = fillers(self._workspace.schema, spans, self.ties.relations, span.uid, name)
        self._set(Picking(span.uid, name, True, tuple(one.uid for one in able)))

    def begin_relation(self, name: str = "") -> None:
        """Let the other end of a Relation be picked: of the one called `name`, or the first that may be drawn."""
        span = self._desk.view.chosen
        offers = self.ties.offers(span) if span is not None else []
        if span is None or not offers:
            self._desk.trouble.emit(_("Choose a span first: no relation of these labels begins here."))
            return
        wanted = name or offers[0].name
        able = partners(self._workspace.schema, self._desk.view.highlights.in_order(), span.uid, wanted)
        self._set(Picking(span.uid, wanted, False, tuple(one.uid for one in able)))

    def _set(self, picking: Picking | None) -> None:
        self.ties.picking = picking
        view = self._desk.view
        if picking is None:
            view.aim(None)
        else:
            view.aim(picking.candidates, picking.aimed)
        self._telling.tell(self._desk.view.chosen)
        self._desk.state_changed.emit()

    def _steer(self, command: Command) -> bool:
        if self.ties.picking is None:
            return False
        if command in _STEPS:
            self._set(self.ties.picking.moved(_STEPS[command]))
        elif command is Command.CHOOSE:
            self.confirm()
        elif command is Command.LET_GO:
            self._set(None)
        else:
            return False
        return True

    def _pick(self, uids: list[str]) -> bool:
        """A click while something is being picked: on what may be picked it picks, elsewhere it lets go."""
        if self.ties.picking is None:
            return False
        uid = self.ties.picking.among(uids)
        if uid is None:
            self._set(None)
            return False
        self._take(uid)
        return True

    def confirm(self) -> None:
        """Pick the Span that is aimed at."""
        if self.ties.picking is not None and self.ties.picking.aimed is not None:
            self._take(self.ties.picking.aimed)
        else:
            self._set(None)

    def _take(self, uid: str) -> None:
        picking, article = self.ties.picking, self._desk.article
        self.ties.picking = None
        self._desk.view.aim(None)
        if picking is None or article is None:
            return
        if picking.is_role:
            self._desk.attempt(lambda: self._workspace.fill(article.uid, picking.source, picking.name, uid))
        else:
            self._desk.attempt(lambda: self._workspace.relate(article.uid, picking.name, picking.source, uid))
        self.chosen.emit(picking.source)

    def take_range(self, start: int, end: int) -> bool:
        """Words that were dragged over: while a filler is being picked they are marked and fill the Role."""
        picking, article = self.ties.picking, self._desk.article
        if picking is None or article is None or not picking.is_role:
            return False
        self.ties.picking = None
        self._desk.view.aim(None)
        label = self._label_for(picking, start, end)
        if label:
            self._desk.attempt(
                lambda: self._workspace.fill_with(article.uid, picking.source, picking.name, [(start, end)], label)
            )
        self._desk.view.choose_range(())
        self.chosen.emit(picking.source)
        return True

    def _label_for(self, picking: Picking, start: int, end: int) -> str:
        """The Label for words that are to fill a Role: the one in hand if it may, else what the same words are marked
        with in this Article, else the first that may; a date where the words are one."""
        desk, schema = self._desk, self._workspace.schema
        trigger = desk.view.highlights.get(picking.source)
        role = schema.role(trigger.label, picking.name) if trigger is not None else None
        if role is None or desk.article is None:
            return ""
        able = [label for label in schema.markable() if schema.may_fill(role, label.name)]
        names = [label.name for label in able if label.kind is not Kind.EVENT] or [label.name for label in able]
        if desk.armed in names:
            return desk.armed or ""
        words = desk.article.text[start:end]
        for span in desk.view.highlights.in_order():
            if span.label in names and span.surface(desk.article.text) == words:
                return span.label
        dates = [name for name in names if schema.kind(name) is Kind.DATE]
        if dates and self._workspace.proposal(desk.article.uid, Span("", dates[0], ((start, end),))) is not None:
            return dates[0]
        ranked = [name for name in names if name not in dates] or names
        return next((name for name in role.fillers if name in ranked), ranked[0] if ranked else "")

    # Arrows

    def obey(self, command: Command) -> bool:
        """What =, -, + and / do; says whether the command was one of these."""
        match command:
            case Command.JOIN:
                self.join()
            case Command.LEAVE:
                self.leave()
            case Command.BEGIN_CHAIN:
                self.begin_chain()
            case Command.RELATE:
                self.begin_relation()
            case _:
                return False
        return True

    def join(self) -> None:
        """Add the chosen Span to the last chain; the first one that is added begins it."""
        span, article = self._desk.view.chosen, self._desk.article
        if span is None or article is None:
            return
        last = self._desk.view.highlights.get(self._last_mention) if self._last_mention else None
        same_kind = last is not None and self._kind(last) is self._kind(span)
        if last is not None and last.uid != span.uid and same_kind:
            if self._desk.attempt(lambda: self._workspace.join(article.uid, span.uid, last.uid)):
                self._desk.state_changed.emit()
            return
        self.begin_chain()

    def begin_chain(self) -> None:
        """Let the chosen Span begin a chain, or go on with the one that it is in."""
        span = self._desk.view.chosen
        if span is not None:
            self._last_mention = span.uid
            self._telling.say(_("= on the next span joins it to this one"))

    def leave(self) -> None:
        """Take the chosen Span out of its chain."""
        span, article = self._desk.view.chosen, self._desk.article
        if span is not None and article is not None:
            self._desk.attempt(lambda: self._workspace.leave(article.uid, span.uid))
            if self._last_mention == span.uid:
                self._last_mention = None

    def _kind(self, span: Span) -> Kind:
        return self._workspace.schema.kind(span.label)

    def _take_away(self, relation: str) -> None:
        article = self._desk.article
        if article is not None:
            self._desk.attempt(lambda: self._workspace.unrelate(article.uid, relation))

    def may_delete(self, uid: str) -> bool:
        """Whether a Span may go: where Relations go with it, the user is told how many and asked."""
        count = sum(uid in (one.source, one.target) for one in self.ties.relations)
        if not count:
            return True
        told = ngettext("{n} relation goes with this span.", "{n} relations go with this span.", count)
        return agreed(self._desk, _("Delete span"), told, _("Delete"))

    def switch_all(self) -> None:
        """Draw the arguments of all events, or only those of the chosen one again."""
        self.ties.shows_all = not self.ties.shows_all
        self._telling.tell(self._desk.view.chosen)
