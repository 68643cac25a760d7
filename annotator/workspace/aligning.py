"""Making places of a Finding like one of its Variants, in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from annotator.edits.edit import AddSpan, ChangeSpan, Edit, SetStatus, Several, without_spans
from annotator.errors import Refused
from annotator.model.annotation import Layer, Span, Status
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.words import _
from annotator.workspace.dating import Dating
from annotator.workspace.trimming import Trimming

if TYPE_CHECKING:
    from annotator.review.alike import Change, Wanted
    from annotator.review.doubts import Finding, Occurrence, Variant

Progress = Callable[[int, int], None]
"""Told what is done and how much there is in all; it may raise to cancel."""


class Aligning(Dating, Trimming):
    """The verb that changes what is doubtful. Only this annotator's own Layers are ever changed."""

    def make_alike(
        self,
        finding: Finding,
        model: Variant,
        places: Iterable[Occurrence],
        progress: Progress = lambda _done, _all: None,
    ) -> int:
        """Make places of a Finding like one of its Variants: one step for undo. A date gets the value that its words
        say, a Span with stray signs is trimmed. What has changed since it was found stays as it is. Returns how many
        places were changed. Raises Refused where one is another annotator's, or a Label is not to be marked with now.
        """
        from annotator.review.doubts import Doubt

        chosen = list(places)
        if any(one.layer.annotator != self.annotator for one in chosen):
            raise Refused(_("Only your own spans can be changed here; those of others are shown to be read."))
        changed = 0

        def edits() -> Iterator[Edit]:
            nonlocal changed
            done = 0
            for label in model.labels if finding.kind not in (Doubt.CLITIC, Doubt.DATE, Doubt.PUNCTUATION) else ():
                self._check_label(label)
            for layer_id, group in groupby(chosen, lambda one: one.layer):
                here = list(group)
                held = self._store.layers.read(layer_id)
                if finding.kind is Doubt.DATE:
                    whole = list(self._dated(held, here))
                    changed += len(whole)
                else:
                    changes = self._changes(finding, model, held, here)
                    whole = self._all_edits(held, changes)
                    changed += len(changes) if whole else 0
                done += len(here)
                progress(done, len(chosen))
                if whole:
                    begun = [SetStatus(layer_id, Status.IN_PROGRESS, held.comment)] if held.status is Status.NEW else []
                    yield Several((*begun, *whole)) if len(whole) + len(begun) > 1 else whole[0]

        self._make(edits())
        return changed

    def _changes(self, finding: Finding, model: Variant, held: Layer, places: Sequence[Occurrence]) -> list[Change]:
        from annotator.review.alike import changes

        _id, text = self._store.articles.locate(held.id.article)
        return changes(finding, model, text, held.spans, places, lil_whole=self.lil_whole)

    def _dated(self, held: Layer, places: Sequence[Occurrence]) -> Iterator[Edit]:
        at = {(one.start, one.end) for one in places}
        for span in held.spans:
            if (span.start, span.end) in at and len(span.fragments) == 1:
                said = self._said(held.id.article, span)
                if said is not None and said != (span.type, span.value):
                    after = replace(span, type=said[0], value=said[1], confidence=None, updated_at=now())
                    yield ChangeSpan(held.id, span, after)

    def _all_edits(self, held: Layer, changes: Iterable[Change]) -> list[Edit]:
        made: list[Edit] = []
        gone: list[str] = []
        for change in changes:
            edits, left = self._edits(held, change)
            made += edits
            gone += [span.uid for span in left]
        return [*made, without_spans(self._store, held.id, gone)] if gone else made

    def _edits(self, held: Layer, change: Change) -> tuple[list[Edit], list[Span]]:
        """The Edits of one change, and the Spans that are to go. A Span is kept, relabelled or moved where it can be,
        for what hangs on it."""
        article, there = held.id.article, {(span.fragments, span.label) for span in held.spans}
        left = list(change.spans)
        mine = {(span.fragments, span.label) for span in left}
        open_ = [one for one in change.wanted if one in mine or one not in there]
        made: list[Edit] = []
        pairs: list[tuple[Span, Wanted]] = []
        for is_like in (_is_same, _has_range, _has_label, lambda _span, _one: True):
            for one in list(open_):
                span = next((span for span in left if is_like(span, one)), None)
                if span is not None:
                    left.remove(span)
                    open_.remove(one)
                    pairs.append((span, one))
        for span, one in pairs:
            if not _is_same(span, one):
                after = replace(span, label=one.label, fragments=one.fragments, updated_at=now())
                after = self._settled(article, span, after)
                self._check(article, after, span)
                made.append(ChangeSpan(held.id, span, after))
        for one in open_:
            at = now()
            span = Span(new_uid(), one.label, one.fragments, created_at=at, updated_at=at)
            self._check(article, span)
            made.append(AddSpan(held.id, self._with_value(article, span)))
        return made, left

    def _said(self, article: str, span: Span) -> tuple[str, str] | None:
        """The type and value that the words of a date say."""
        found = self.proposal(article, span)
        return None if found is None or not found.value else (found.type, found.value)


def _is_same(span: Span, one: Wanted) -> bool:
    return _has_range(span, one) and _has_label(span, one)


def _has_range(span: Span, one: Wanted) -> bool:
    return span.fragments == one.fragments


def _has_label(span: Span, one: Wanted) -> bool:
    return span.label == one.label
