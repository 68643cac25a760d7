"""What is known of the Relations of the open Article, and what is being done with them."""

from __future__ import annotations

from collections import defaultdict

from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.picking import Picking
from annotator.model.annotation import Relation, Span
from annotator.model.chains import Chain, chains
from annotator.model.schema import RelationLabel, Role

KEYS = "123456789"
"""The digits that choose Roles and Relations."""


class Ties:
    """The Relations of the Article on a desk. `picking` is what is being picked now; `shows_all` says that the
    arguments of all events are drawn, not only those of the chosen one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._leaving: dict[str, list[Relation]] = {}
        self._arriving: dict[str, list[Relation]] = {}
        self._chains: dict[str, Chain] | None = None
        self.relations: tuple[Relation, ...] = ()
        self.picking: Picking | None = None
        self.shows_all = False

    def read(self) -> None:
        """Read the Relations of the open Article again."""
        article, workspace = self._desk.article, self._desk.workspace
        known = article is not None and workspace.has_article(article.uid)
        self.relations = workspace.relations(article.uid) if article is not None and known else ()
        self._leaving, self._arriving, self._chains = defaultdict(list), defaultdict(list), None
        for relation in self.relations:
            self._leaving[relation.source].append(relation)
            self._arriving[relation.target].append(relation)

    def leaving(self, uid: str) -> list[Relation]:
        """The Relations that begin at a Span."""
        return self._leaving.get(uid, [])

    def arriving(self, uid: str) -> list[Relation]:
        """The Relations that end at a Span."""
        return self._arriving.get(uid, [])

    def chain_of(self, uid: str) -> Chain | None:
        """The chain that a Span is in, or None. They are found when they are asked for after a change."""
        if self._chains is None:
            schema, spans = self._desk.workspace.schema, self._desk.view.highlights.in_order()
            names = {label.name for label in schema.relations if label.is_chain}
            held = [one for one in self.relations if one.label in names]
            self._chains = {span.uid: one for one in chains(schema, spans, held) for span in one.spans} if held else {}
        return self._chains.get(uid)

    def roles_with_keys(self, span: Span) -> list[tuple[Role, str]]:
        """The Roles of an event with their keys: those that they have, else digits in their order."""
        roles = self._desk.workspace.schema.roles_of(span.label)
        free = (digit for digit in KEYS if digit not in {role.key for role in roles})
        return [(role, role.key or next(free, "")) for role in roles]

    def offers(self, span: Span) -> list[RelationLabel]:
        """The Relations that may be drawn from a Span, but for those that make chains."""
        schema = self._desk.workspace.schema
        return [
            label
            for label in schema.relations
            if not label.is_chain
            and (schema.is_a(span.label, label.sources) or (label.symmetric and schema.is_a(span.label, label.targets)))
        ]
