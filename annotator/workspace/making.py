"""How a change is made: in one transaction with its Journal row, checked before and announced after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator.edits.edit import ChangeSpan, Edit, SetStatus, Several
from annotator.edits.history import History, spans_of, touched
from annotator.errors import Refused
from annotator.frozen import frozen
from annotator.model.annotation import Attribute, Fragment, LayerId, Span, Status, joined
from annotator.model.attributes import defaults
from annotator.model.check import shortened, span_faults, unwritable
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.store import Store
from annotator.words import _
from annotator.workspace.reading import Reading


@frozen
class Changed:
    """The announcement after a change. `article` is a uid, or None where many may have changed (an import, another
    window); `annotator` likewise. `spans` are the uids of the Spans that changed, None where any may have."""

    article: str | None = None
    annotator: str | None = None
    spans: frozenset[str] | None = None


class Making(Reading):
    """One open project that one annotator changes, and those who listen to the changes."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._schema_version = store.settings.schema_version()
        super().__init__(store, annotator)
        self._history = History(store, annotator)
        self._listeners: list[Callable[[Changed], None]] = []
        self._version = store.data_version()

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Call `listener` after each change, in the thread that made it."""
        self._listeners.append(listener)

    def when_waiting(self, told: Callable[[bool], None]) -> None:
        """Tell in the midst of a change that it waits for another window, again and again, and once that it is over."""
        self._store.waiting = told

    def announce(self, changed: Changed) -> None:
        for listener in self._listeners:
            listener(changed)

    def remember(self, name: str, value: str, *, waits: bool = True) -> None:
        """Keep `value` in the project under `name` for this annotator. While another window writes, this waits for it,
        or raises Busy at once unless it `waits`."""
        if self.remembered(name) != value:
            with self._store.atomic(waits=waits):
                self._store.settings.put(f"{name}/{self.annotator}", value)

    def _make(self, edits: Iterator[Edit], history: History | None = None) -> None:
        """Make changes that are worked out in the very transaction that they are made in, and announce them. They are
        this annotator's, unless another `history` is to tell of them."""
        made: list[Edit] = []

        def noted() -> Iterator[Edit]:
            self._keep_up()
            for edit in edits:
                made.append(edit)
                yield edit

        (history or self._history).do_all(noted())
        self._announce_edits(made)

    def _keep_up(self) -> bool:
        """Go by the Schema that the file has now: another window may have changed it. Whether it has."""
        version = self._store.settings.schema_version()
        if version == self._schema_version:
            return False
        self._schema_version = version
        self.schema = self._store.settings.schema()
        return True

    def _change(self, article: str, uid: str, **values: object) -> None:
        layer = LayerId(article, self.annotator)

        def edits() -> Iterator[Edit]:
            before = self._store.layers.span(layer, uid)
            after = replace(before, **values, updated_at=now())  # type: ignore[arg-type]
            after = self._settled(article, before, after)
            if replace(after, updated_at=before.updated_at) != before:
                self._check(article, after, before)
                self._check_alone(layer, before, after)
                yield ChangeSpan(layer, before, after)

        self._make(edits())

    def _check_alone(self, layer: LayerId, before: Span, after: Span) -> None:
        """Raise Refused where a change would mark the same letters twice with one Label."""
        if (before.fragments, before.label) == (after.fragments, after.label):
            return
        twin = self._store.layers.like(layer, after)
        if twin is not None and twin.uid != after.uid:
            words = shortened(after.surface(self._store.articles.locate(layer.article)[1]))
            raise Refused(_("“{words}” is marked as {label} already.").format(words=words, label=after.label))

    def would_be(self, article: str, fragments: Iterable[Fragment], label: str) -> Span:
        """The Span that marking a range with a Label would make, with what follows for itself; nothing is changed.

        Raises Refused for a range or a Label that cannot be.
        """
        return self._new_span(article, fragments, label)

    def would_become(self, article: str, before: Span, after: Span) -> Span:
        """What changing a Span would make of it, with what follows for itself; nothing is changed. Raises Refused."""
        settled = self._settled(article, before, after)
        self._check(article, settled, before)
        return settled

    def _new_span(
        self, article: str, fragments: Iterable[Fragment], label: str, attributes: Iterable[Attribute] = ()
    ) -> Span:
        """A Span that can be, with all that follows for itself. Raises Refused."""
        at = now()
        span = Span(new_uid(), label, joined(fragments), attributes=tuple(attributes), created_at=at, updated_at=at)
        self._check(article, span)
        return self._with_value(article, span)

    def _with_value(self, _article: str, span: Span) -> Span:
        """A new Span with what its words say for themselves, and the defaults of the Attributes that are not given."""
        given = {one.name for one in span.attributes}
        missing = defaults(spec for spec in self.schema.attributes_of(span.label) if spec.name not in given)
        return replace(span, attributes=(*span.attributes, *missing)) if missing else span

    def _settled(self, _article: str, before: Span, after: Span) -> Span:
        """A changed Span with what follows from the change for itself: under another Label it keeps the Attributes
        that it may have there, and gets the defaults of others."""
        if before.label == after.label or not (before.attributes or self.schema.attributes_of(after.label)):
            return after
        specs = self.schema.attributes_of(after.label)
        kept = [one for one in after.attributes if any(spec.name == one.name for spec in specs)]
        said = {one.name for one in kept}
        return replace(after, attributes=(*kept, *defaults(spec for spec in specs if spec.name not in said)))

    def _begun(self, layer: LayerId, edit: Edit) -> Edit:
        """An Edit of a Layer, which begins the work on its Article where nobody has begun it."""
        status, comment = self._store.layers.state(layer)
        return Several((SetStatus(layer, Status.IN_PROGRESS, comment), edit)) if status is Status.NEW else edit

    def _check(self, article: str, span: Span, before: Span | None = None) -> None:
        """Raise Refused for a Span that cannot be; what was so `before` may stay so."""
        _id, text = self._store.articles.locate(article)
        for fault in span_faults(span, len(text)):
            raise Refused(fault)
        for said in span.attributes:
            check_writable(said.name + said.value)
        if before is None or before.label != span.label:
            self._check_label(span.label)

    def _check_label(self, name: str) -> None:
        """Raise Refused for a Label that nothing is marked with now."""
        label = self.schema.label(name)
        if label is None:
            raise Refused(_("the schema has no label “{label}”").format(label=name))
        if label.abstract:
            raise Refused(_("{name} only groups other labels; choose one of them").format(name=label.title))
        if label.archived:
            raise Refused(_("{name} is archived: nothing more is marked with it").format(name=label.title))

    def _announce_edits(self, edits: list[Edit]) -> Changed | None:
        if not edits:
            return None
        layers = {layer for edit in edits for layer in touched(edit)}
        if len(layers) == 1 and len(edits) == 1:
            (layer,) = layers
            changed = Changed(layer.article, layer.annotator, spans_of(edits[0]))
        else:
            changed = Changed()
        self.announce(changed)
        return changed


def check_writable(text: str) -> None:
    """Raise Refused for a text that can be kept in no project."""
    if fault := unwritable(text):
        raise Refused(fault)
