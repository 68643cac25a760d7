"""Telling of what is between Spans: the card, the arrows and the drawing of the chosen Span."""

from __future__ import annotations

from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.ties import KEYS, Ties
from annotator.desktop.panels.arrows import ArrowRow, Offer
from annotator.desktop.panels.roles import Filler, RoleRow
from annotator.desktop.text.arguments import Argument, DrawnEvent
from annotator.desktop.theme import Look, look_of
from annotator.model.annotation import Relation, Span, reading_order
from annotator.model.events import Event, event_of
from annotator.model.problems import Problem, ProblemKind, is_argument, problems, told
from annotator.model.schema import Kind, Label, Schema
from annotator.words import _

_MENTIONS = 12
"""Mentions of a chain that the inspector names."""


class Telling:
    """Shows on a desk what is known of its Relations."""

    def __init__(self, desk: Desk, ties: Ties) -> None:
        self._desk = desk
        self._ties = ties
        self._hint = ""
        self._known: tuple[tuple[Relation, ...], list[DrawnEvent]] | None = None

    @property
    def hint(self) -> str:
        """What the next key would do, in words; empty where there is nothing to say."""
        return self._hint

    def say(self, hint: str) -> None:
        self._hint = hint
        self._desk.state_changed.emit()

    @property
    def _schema(self) -> Schema:
        return self._desk.workspace.schema

    def tell(self, span: Span | None) -> None:
        """Show the card, the arrows and the drawing of a Span, or of none."""
        desk = self._desk
        self._hint = self._picking_hint()
        desk.view.show_events(self._drawn(span))
        roles = self._role_rows(span) if span is not None else []
        arrows = self._arrow_rows(span) if span is not None else []
        offers = self._offers(span) if span is not None else []
        if roles or arrows or offers or desk.inspector.has_details:
            desk.inspector.details.roles.show_rows(roles)
            desk.inspector.details.arrows.show_arrows(arrows, offers)

    def _picking_hint(self) -> str:
        picking = self._ties.picking
        if picking is None:
            return ""
        if not picking.candidates:
            return (
                _("Nothing that is marked fits: drag over the words, or Esc") if picking.is_role else _("Nothing fits")
            )
        return _("Enter takes it, arrows go on, a click or a drag takes another, Esc lets go")

    # The drawing

    def _drawn(self, span: Span | None) -> list[DrawnEvent]:
        chosen = [] if span is None else self._drawn_from(span, is_chosen=True)
        if not self._ties.shows_all:
            return chosen
        own = "" if span is None else span.uid
        every = self._all()
        if [event for event in every if event.trigger == own] == chosen:
            return every
        return chosen + [event for event in every if event.trigger != own]

    def _all(self) -> list[DrawnEvent]:
        """What begins at any Span; worked out once for each state of the Relations."""
        if self._known is None or self._known[0] is not self._ties.relations:
            highlights = self._desk.view.highlights
            sources = {one.source for one in self._ties.relations}
            held = sorted((span for uid in sources if (span := highlights.get(uid))), key=reading_order)
            drawn = [event for span in held for event in self._drawn_from(span, is_chosen=False)]
            self._known = self._ties.relations, drawn
        return self._known[1]

    def _drawn_from(self, span: Span, *, is_chosen: bool) -> list[DrawnEvent]:
        arguments: list[Argument] = []
        others: dict[str, list[Argument]] = {}
        for one in self._ties.leaving(span.uid):
            if is_argument(self._schema, one, span.label):
                arguments.append(Argument(self._title(span.label, one.label), one.target))
            else:
                others.setdefault(one.label, []).append(Argument(self._title(span.label, one.label), one.target))
        look = self._desk.looks.get(span.label)
        drawn = [DrawnEvent(span.uid, look, tuple(arguments))] if look is not None and arguments else []
        for name, found in others.items():
            relation = self._schema.relation(name)
            if relation is not None and (is_chosen or not relation.is_chain):
                drawn.append(DrawnEvent(span.uid, self._relation_look(name), tuple(found)))
        return drawn

    def _relation_look(self, name: str) -> Look:
        relation = self._schema.relation(name)
        color = relation.color if relation is not None else "#5B6470"
        return look_of(Label(name, Kind.ENTITY, color), self._desk.theme)

    def _title(self, label: str, name: str) -> str:
        role, relation = self._schema.role(label, name), self._schema.relation(name)
        return role.title if role is not None else relation.title if relation is not None else name

    # The card

    def _role_rows(self, span: Span) -> list[RoleRow]:
        ties = self._ties
        roles = ties.roles_with_keys(span)
        if self._schema.kind(span.label) is not Kind.EVENT:
            return []
        event = self._event(span)
        wrong = self._problems(span)
        missing = {one.name: self._told(one, span) for one in wrong if one.kind is ProblemKind.ROLE_EMPTY}
        faulty = {one.relation: self._told(one, span) for one in wrong if one.relation}
        picked = ties.picking.name if ties.picking is not None and ties.picking.is_role else ""
        rows = [
            RoleRow(
                role.name,
                role.title,
                key,
                role.required,
                self._fillers(event, role.name, faulty),
                missing.get(role.name, ""),
                role.name == picked,
            )
            for role, key in roles
        ]
        strange = dict.fromkeys(
            one.label for one, _span in event.arguments if self._schema.role(span.label, one.label) is None
        )
        rows += [RoleRow(name, name, "", False, self._fillers(event, name, faulty)) for name in strange]
        return rows

    def _event(self, span: Span) -> Event:
        known = self._desk.view.highlights
        arrows = self._ties.leaving(span.uid)
        spans = {one.target: held for one in arrows if (held := known.get(one.target)) is not None}
        return event_of(self._schema, span, arrows, spans)

    def _fillers(self, event: Event, role: str, faulty: dict[str, str]) -> tuple[Filler, ...]:
        return tuple(
            Filler(one.uid, filler.uid, self._words(filler), faulty.get(one.uid, ""))
            for one, filler in event.arguments
            if one.label == role
        )

    def _problems(self, span: Span) -> list[Problem]:
        known = self._desk.view.highlights
        arrows = self._ties.leaving(span.uid)
        ends = [held for one in arrows if (held := known.get(one.target)) is not None and held.uid != span.uid]
        return [one for one in problems(self._schema, [span, *ends], arrows) if one.span == span.uid]

    def _told(self, problem: Problem, span: Span) -> str:
        return told(problem, self._schema, span.label)

    def _words(self, span: Span) -> str:
        article = self._desk.article
        return span.surface(article.text) if article is not None else ""

    # The arrows

    def _arrow_rows(self, span: Span) -> list[ArrowRow]:
        known = self._desk.view.highlights
        faulty = {one.relation: self._told(one, span) for one in self._problems(span) if one.relation}
        rows: list[ArrowRow] = []
        for one in self._ties.leaving(span.uid):
            target = known.get(one.target)
            if target is not None and not self._is_chain(one) and not is_argument(self._schema, one, span.label):
                title = self._title(span.label, one.label)
                rows.append(ArrowRow(title, self._words(target), target.uid, one.uid, faulty.get(one.uid, "")))
        for one in self._ties.arriving(span.uid):
            source = known.get(one.source)
            if source is not None and source.uid != span.uid and not self._is_chain(one):
                title = _("{role} of").format(role=self._title(source.label, one.label))
                rows.append(ArrowRow(title, self._words(source), source.uid, one.uid))
        return rows + self._chain_rows(span)

    def _is_chain(self, one: Relation) -> bool:
        label = self._schema.relation(one.label)
        return label is not None and label.is_chain

    def _chain_rows(self, span: Span) -> list[ArrowRow]:
        own = self._ties.chain_of(span.uid)
        if own is None:
            return []
        others = [one for one in own.spans if one.uid != span.uid][:_MENTIONS]
        return [ArrowRow("=", self._words(one), one.uid) for one in others]

    def _offers(self, span: Span) -> list[Offer]:
        picking = self._ties.picking
        if picking is None or picking.is_role:
            return []
        labels = self._ties.offers(span)
        return [
            Offer(one.name, one.title, KEYS[number] if number < len(KEYS) else "", one.name == picking.name)
            for number, one in enumerate(labels)
        ]
