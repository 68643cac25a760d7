"""Edits: each changes the project and returns the Edit that takes the change back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from annotator.errors import Refused
from annotator.frozen import frozen
from annotator.model.annotation import Layer, LayerId, Relation, Span, Status, fingerprint
from annotator.model.article import Article
from annotator.model.chains import bridges, links
from annotator.model.ids import new_uid
from annotator.store import Store
from annotator.words import _


class Edit(Protocol):
    """One undoable change. `apply` raises AnnotatorError where the project does not allow it any more."""

    def apply(self, store: Store) -> Edit: ...

    @property
    def layer(self) -> LayerId | None:
        """The Layer that it changes; None where it changes no Layer."""
        ...


@frozen
class AddArticle:
    """Take an Article in, at the end of the list or at a position (counted from 1)."""

    article: Article
    position: int | None = None

    layer = None

    def apply(self, store: Store) -> RemoveArticle:
        store.articles.put(self.article, self.position)
        return RemoveArticle(self.article.uid)


@frozen
class RemoveArticle:
    """Take back that an Article came in; refused once anyone has worked on it."""

    uid: str

    layer = None

    def apply(self, store: Store) -> AddArticle:
        article = store.articles.get(self.uid)
        return AddArticle(article, store.articles.drop(self.uid))


@frozen
class SetPublished:
    """Say when an Article was published: an ISO date, or empty where it is not known. Its text stays as it is."""

    article: str
    published: str

    layer = None

    def apply(self, store: Store) -> SetPublished:
        before = store.articles.get(self.article).published
        store.articles.put_published(self.article, self.published)
        return SetPublished(self.article, before)


@frozen
class FillLayer:
    """Put a whole Layer's content where there are no Spans yet."""

    content: Layer

    @property
    def layer(self) -> LayerId:
        return self.content.id

    def apply(self, store: Store) -> ClearLayer:
        layer = self.content.id
        if not store.layers.is_empty(layer):
            raise Refused(_("{annotator} has spans in this article already.").format(annotator=layer.annotator))
        status, comment = store.layers.state(layer)
        store.layers.put_state(layer, self.content.status, self.content.comment)
        store.layers.add_spans(layer, self.content.spans)
        store.layers.add_relations(layer, self.content.relations)
        return ClearLayer(layer, fingerprint(self.content), status, comment)


@frozen
class ClearLayer:
    """Empty a Layer again, provided that it still holds just what was put there (its `fingerprint`)."""

    layer: LayerId
    fingerprint: str
    status: Status
    comment: str

    def apply(self, store: Store) -> FillLayer:
        content = store.layers.read(self.layer)
        if fingerprint(content) != self.fingerprint:
            raise Refused(
                _("{annotator} has worked on the spans that came with “{title}” since; they stay.").format(
                    annotator=self.layer.annotator, title=store.articles.get(self.layer.article).title
                )
            )
        store.layers.clear(self.layer)
        store.layers.put_state(self.layer, self.status, self.comment)
        return FillLayer(content)


@frozen
class AddSpan:
    """Mark a range."""

    layer: LayerId
    span: Span

    def apply(self, store: Store) -> RemoveSpan:
        store.layers.add_spans(self.layer, (self.span,))
        return RemoveSpan(self.layer, self.span)


@frozen
class RemoveSpan:
    """Take a Span away. Its Relations must be gone before; `without_spans` makes the Edit that does both."""

    layer: LayerId
    span: Span

    def apply(self, store: Store) -> AddSpan:
        stored = store.layers.span(self.layer, self.span.uid)
        store.layers.drop_span(stored.uid)
        return AddSpan(self.layer, stored)


@frozen
class ChangeSpan:
    """Put `after` in the place of `before`; both have the same uid."""

    layer: LayerId
    before: Span
    after: Span

    def apply(self, store: Store) -> ChangeSpan:
        stored = store.layers.span(self.layer, self.after.uid)
        store.layers.change_span(self.layer, self.after)
        return ChangeSpan(self.layer, self.after, stored)


@frozen
class AddRelation:
    """Draw an arrow between two Spans of the Layer."""

    layer: LayerId
    relation: Relation

    def apply(self, store: Store) -> RemoveRelation:
        for end in (self.relation.source, self.relation.target):
            store.layers.span(self.layer, end)
        store.layers.add_relations(self.layer, (self.relation,))
        return RemoveRelation(self.layer, self.relation)


@frozen
class RemoveRelation:
    """Take an arrow away."""

    layer: LayerId
    relation: Relation

    def apply(self, store: Store) -> AddRelation:
        stored = store.layers.relation(self.layer, self.relation.uid)
        store.layers.drop_relation(stored.uid)
        return AddRelation(self.layer, stored)


@frozen
class SetStatus:
    """Say how far the annotator is with the Article, with a comment."""

    layer: LayerId
    status: Status
    comment: str = ""

    def apply(self, store: Store) -> SetStatus:
        status, comment = store.layers.state(self.layer)
        store.layers.put_state(self.layer, self.status, self.comment)
        return SetStatus(self.layer, status, comment)


@frozen
class Several:
    """Edits that are made, and taken back, together."""

    edits: tuple[Edit, ...]

    @property
    def layer(self) -> LayerId | None:
        return next((edit.layer for edit in reversed(self.edits) if edit.layer), None)

    def apply(self, store: Store) -> Several:
        return Several(tuple(edit.apply(store) for edit in self.edits)[::-1])


def without_spans(store: Store, layer: LayerId, uids: Iterable[str]) -> Edit:
    """The Edit that takes Spans away together with the Relations that begin or end at them; chains that they were in
    are joined over the gaps."""
    gone = tuple(dict.fromkeys(uids))
    held = store.layers.relations(layer)
    arrows = [one for one in held if one.source in gone or one.target in gone]
    parts: list[Edit] = [RemoveRelation(layer, arrow) for arrow in arrows]
    parts += [RemoveSpan(layer, store.layers.span(layer, uid)) for uid in gone]
    joining = links(store.settings.schema(), held, store.layers.label_of) if arrows else []
    for label in dict.fromkeys(one.label for one in joining):
        pairs = bridges(joining, frozenset(gone), label)
        parts += [AddRelation(layer, Relation(new_uid(), label, *pair)) for pair in pairs]
    return Several(tuple(parts)) if len(parts) > 1 else parts[0]
