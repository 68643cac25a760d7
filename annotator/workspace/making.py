"""How a change is made: in one transaction with its Journal row, checked before and announced after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from annotator.edits.edit import ChangeSpan, Edit, SetStatus, Several
from annotator.edits.history import History, spans_of, touched
from annotator.errors import Refused
from annotator.model.annotation import LayerId, Span, Status
from annotator.model.check import span_faults
from annotator.model.clock import now
from annotator.store import Store
from annotator.words import _
from annotator.workspace.reading import Reading


@dataclass(frozen=True, slots=True)
class Changed:
    """The announcement after a change. `article` is a uid, or None where many may have changed (an import, another
    window); `annotator` likewise. `spans` are the uids of the Spans that changed, None where any may have."""

    article: str | None = None
    annotator: str | None = None
    spans: frozenset[str] | None = None


class Making(Reading):
    """One open project that one annotator changes, and those who listen to the changes."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._history = History(store, annotator)
        self._listeners: list[Callable[[Changed], None]] = []
        self._version = store.data_version()

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Call `listener` after each change, in the thread that made it."""
        self._listeners.append(listener)

    def announce(self, changed: Changed) -> None:
        for listener in self._listeners:
            listener(changed)

    def remember(self, name: str, value: str) -> None:
        """Keep `value` in the project under `name` for this annotator."""
        if self.remembered(name) != value:
            with self._store.atomic():
                self._store.settings.put(f"{name}/{self.annotator}", value)

    def _make(self, edits: Iterator[Edit]) -> None:
        """Make changes that are worked out in the very transaction that they are made in, and announce them."""
        made: list[Edit] = []

        def noted() -> Iterator[Edit]:
            for edit in edits:
                made.append(edit)
                yield edit

        self._history.do_all(noted())
        self._announce_edits(made)

    def _change(self, article: str, uid: str, **values: object) -> None:
        layer = LayerId(article, self.annotator)

        def edits() -> Iterator[Edit]:
            before = self._store.layers.span(layer, uid)
            after = replace(before, **values, updated_at=now())  # type: ignore[arg-type]
            after = self._settled(article, before, after)
            if replace(after, updated_at=before.updated_at) != before:
                self._check(article, after)
                yield ChangeSpan(layer, before, after)

        self._make(edits())

    def _with_value(self, _article: str, span: Span) -> Span:
        """A new Span with what its words say for themselves."""
        return span

    def _settled(self, _article: str, _before: Span, after: Span) -> Span:
        """A changed Span with what follows from the change for itself."""
        return after

    def _begun(self, layer: LayerId, edit: Edit) -> Edit:
        """An Edit of a Layer, which begins the work on its Article where nobody has begun it."""
        status, comment = self._store.layers.state(layer)
        return Several((SetStatus(layer, Status.IN_PROGRESS, comment), edit)) if status is Status.NEW else edit

    def _check(self, article: str, span: Span) -> None:
        _id, text = self._store.articles.locate(article)
        for fault in span_faults(span, len(text)):
            raise Refused(fault)
        if self.schema.label(span.label) is None:
            raise Refused(_("the schema has no label “{label}”").format(label=span.label))

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
