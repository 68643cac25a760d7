"""What is said between and about Spans: events and their arguments, Relations, chains, Attributes, and what is
missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.edits.edit import AddRelation, AddSpan, ChangeSpan, Edit, RemoveRelation, Several, without_spans
from annotator.errors import Refused
from annotator.model.annotation import Attribute, Fragment, LayerId, Relation, Span
from annotator.model.attributes import faults_of, with_values
from annotator.model.chains import Chain, bridges, chains, links
from annotator.model.clock import now
from annotator.model.events import Event, events, fillers
from annotator.model.ids import new_uid
from annotator.model.problems import Problem, problems
from annotator.model.schema import RelationLabel, Role
from annotator.words import _
from annotator.workspace.making import Making, check_writable


class Relating(Making):
    """The verbs for events, Relations, chains and Attributes of this annotator's Layer."""

    def relations(self, article: str) -> tuple[Relation, ...]:
        """This annotator's Relations in the Article."""
        return self._store.layers.relations(LayerId(article, self.annotator))

    def chains(self, article: str) -> list[Chain]:
        """Which Spans of the Article mean the same, in the order of first mentions."""
        layer = self.layer(article)
        return chains(self.schema, layer.spans, layer.relations)

    def problems(self, article: str) -> list[Problem]:
        """What the Schema asks and this annotator's Layer does not have, in reading order."""
        layer = self.layer(article)
        return problems(self.schema, layer.spans, layer.relations)

    # Events

    def fill(self, article: str, trigger: str, role: str, filler: str) -> Relation:
        """Let a Span fill a Role of an event; a Role that only one may fill changes its filler.

        Raises Refused for a Role that the event does not have or that the Span may not fill.
        """
        layer = LayerId(article, self.annotator)
        made: list[Relation] = []

        def edits() -> Iterator[Edit]:
            event, wanted = self._role(layer, trigger, role)
            arrow, changes = self._filled(layer, event, wanted, self._store.layers.span(layer, filler))
            made.append(arrow)
            if changes:
                yield Several(changes) if len(changes) > 1 else changes[0]

        self._make(edits())
        return made[0]

    def fill_with(
        self,
        article: str,
        trigger: str,
        role: str,
        fragments: Iterable[Fragment],
        label: str,
        attributes: Iterable[Attribute] = (),
    ) -> Span:
        """Mark a range with a Label and let it fill a Role of an event, in one step; what is marked just so already is
        taken as it is. Raises Refused as `mark` and `fill` do."""
        layer = LayerId(article, self.annotator)
        made: list[Span] = []

        def edits() -> Iterator[Edit]:
            event, wanted = self._role(layer, trigger, role)
            span = self._new_span(article, fragments, label, attributes)
            twin = self._store.layers.like(layer, span)
            made.append(twin or span)
            changes = self._filled(layer, event, wanted, made[0])[1]
            whole = changes if twin else (AddSpan(layer, span), *changes)
            if whole:
                yield self._begun(layer, Several(whole) if len(whole) > 1 else whole[0])

        self._make(edits())
        return made[0]

    def fillers(self, article: str, trigger: str, role: str) -> list[Span]:
        """The Spans that may fill a Role of an event and do not yet; see `annotator.model.events.fillers`."""
        layer = self.layer(article)
        return fillers(self.schema, layer.spans, layer.relations, trigger, role)

    def events(self, article: str) -> list[Event]:
        """This annotator's events in the Article, in reading order."""
        layer = self.layer(article)
        return events(self.schema, layer.spans, layer.relations)

    def _role(self, layer: LayerId, trigger: str, role: str) -> tuple[Span, Role]:
        event = self._store.layers.span(layer, trigger)
        wanted = self.schema.role(event.label, role)
        if wanted is None:
            raise Refused(_("{label} has no role “{role}”.").format(label=event.label, role=role))
        return event, wanted

    def _filled(self, layer: LayerId, event: Span, role: Role, filler: Span) -> tuple[Relation, tuple[Edit, ...]]:
        """The arrow from an event to a filler, and what has to be done so that it is there."""
        if filler.uid == event.uid or not self.schema.may_fill(role, filler.label):
            raise Refused(_("{label} may not fill “{role}”.").format(label=filler.label, role=role.title))
        there = [
            one
            for one in self._store.layers.relations_of(event.uid)
            if one.source == event.uid and one.label == role.name
        ]
        known = next((one for one in there if one.target == filler.uid), None)
        others = [] if role.many else [RemoveRelation(layer, one) for one in there if one is not known]
        if known is not None:
            return known, tuple(others)
        arrow = Relation(new_uid(), role.name, event.uid, filler.uid)
        return arrow, (*others, AddRelation(layer, arrow))

    # Relations

    def relate(self, article: str, label: str, source: str, target: str) -> Relation:
        """Draw a Relation from one Span to another; one that is there already is returned.

        Raises Refused where the Schema has no such Relation, or not between these.
        """
        layer = LayerId(article, self.annotator)
        made: list[Relation] = []

        def edits() -> Iterator[Edit]:
            wanted = self._relation_label(label)
            ends = [self._store.layers.span(layer, uid) for uid in (source, target)]
            if source == target or not self.schema.may_relate(wanted, ends[0].label, ends[1].label):
                told = _("“{relation}” may not lead from {source} to {target}.")
                raise Refused(told.format(relation=wanted.title, source=ends[0].label, target=ends[1].label))
            ways = [(source, target), (target, source)] if wanted.symmetric else [(source, target)]
            arrows = [one for one in self._store.layers.relations_of(source) if one.label == label]
            known = next((one for one in arrows if (one.source, one.target) in ways), None)
            made.append(known or Relation(new_uid(), label, source, target))
            if known is None:
                yield AddRelation(layer, made[0])

        self._make(edits())
        return made[0]

    def unrelate(self, article: str, uid: str) -> None:
        """Take a Relation away: an argument, or another arrow."""
        layer = LayerId(article, self.annotator)
        self._make(RemoveRelation(layer, one) for one in (self._store.layers.relation(layer, uid),))

    def remove(self, article: str, uid: str) -> None:
        """Take a Span away, with the Relations that begin or end at it; a chain that it was in holds together."""
        layer = LayerId(article, self.annotator)
        self._make(without_spans(self._store, layer, [gone]) for gone in (uid,))

    def relations_of(self, uid: str) -> list[Relation]:
        """The Relations that begin or end at a Span."""
        return list(self._store.layers.relations_of(uid))

    # Chains

    @property
    def chain_label(self) -> RelationLabel | None:
        """The Relation label that makes chains in this project, the first where there are several; None without."""
        return next((label for label in self.schema.relations if label.is_chain), None)

    def join(self, article: str, uid: str, chain: str) -> Relation | None:
        """Say that a Span means the same as the Span `chain` and all in the chain of that; None where it is in it.

        Raises Refused where the project has no chains, or these two can be in none together.
        """
        label = self._chain_label()
        held = [one for one in self.chains(article) if one.label == label.name]
        known = next((one for one in held if chain in {span.uid for span in one.spans}), None)
        if known is not None and uid in {span.uid for span in known.spans}:
            return None
        return self.relate(article, label.name, known.spans[0].uid if known else chain, uid)

    def leave(self, article: str, uid: str) -> None:
        """Take a Span out of its chain; the others stay together."""
        layer = LayerId(article, self.annotator)
        label = self._chain_label().name

        def edits() -> Iterator[Edit]:
            held = links(self.schema, self._store.layers.relations(layer), self._store.layers.label_of)
            own = [one for one in held if one.label == label and uid in (one.source, one.target)]
            if own:
                whole: list[Edit] = [
                    AddRelation(layer, Relation(new_uid(), label, *pair))
                    for pair in bridges(held, frozenset({uid}), label)
                ]
                whole += [RemoveRelation(layer, one) for one in own]
                yield Several(tuple(whole)) if len(whole) > 1 else whole[0]

        self._make(edits())

    def _chain_label(self) -> RelationLabel:
        label = self.chain_label
        if label is None:
            raise Refused(_("The labels of this project have no relation that joins what is the same."))
        return label

    def _relation_label(self, name: str) -> RelationLabel:
        label = self.schema.relation(name)
        if label is None:
            raise Refused(_("the schema has no relation “{name}”").format(name=name))
        return label

    # Attributes

    def say(self, article: str, uid: str, name: str, values: Iterable[str]) -> None:
        """Give an Attribute of a Span these values, or none; an empty one says nothing. Raises Refused for what the
        Attribute may not say."""
        layer = LayerId(article, self.annotator)
        said = tuple(value for value in values if value)

        def edits() -> Iterator[Edit]:
            before = self._store.layers.span(layer, uid)
            spec = next((spec for spec in self.schema.attributes_of(before.label) if spec.name == name), None)
            if spec is None and said:
                raise Refused(_("{label} has no attribute “{name}”.").format(label=before.label, name=name))
            for wanted in faults_of(spec, said) if spec else ():
                raise Refused(_("“{name}” must be: {wanted}.").format(name=spec.title if spec else name, wanted=wanted))
            for value in said:
                check_writable(value)
            attributes = with_values(before.attributes, name, said)
            if attributes != before.attributes:
                yield ChangeSpan(layer, before, replace(before, attributes=attributes, updated_at=now()))

        self._make(edits())
