"""Where a name stands in the project, and marking, relabelling or deleting it everywhere in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from annotator.edits.edit import AddSpan, ChangeSpan, Edit, SetStatus, Several, without_spans
from annotator.frozen import frozen
from annotator.model.annotation import Fragment, LayerId, Span, Status
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.model.offsets import around
from annotator.workspace.making import Making
from annotator.workspace.trimming import Trimming

if TYPE_CHECKING:
    from annotator.arabic.occurrences import Place
    from annotator.arabic.text import Folded

CONTEXT = 60
"""Code points shown on either side of an occurrence."""

_TOLD = 50
"""Occurrences after which it is told how far the work has come, within one Article too."""

Progress = Callable[[int, int], None]
"""Told what is done and how much there is in all; it may raise to cancel."""


class Standing(StrEnum):
    """How an occurrence stands to the Label in question."""

    FREE = "free"
    """Not marked."""
    SAME = "same"
    """Marked with this very Label."""
    OTHER = "other"
    """Marked with another Label."""


@frozen
class Occurrence:
    """A name at one place: `[start, end)` in code points of the Article called `article`, with what stands around it.

    `labels` are the Labels of this annotator's Spans on just these letters, `around` those of Spans that overlap them
    otherwise. `is_sure` is False where the name may be part of another word, or lies in what is marked already.
    """

    article: str
    position: int
    title: str
    start: int
    end: int
    left: str
    words: str
    right: str
    labels: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    is_sure: bool = True

    def standing(self, label: str) -> Standing:
        """How it stands to `label`."""
        if label in self.labels:
            return Standing.SAME
        return Standing.OTHER if self.labels else Standing.FREE


class Occurring(Making, Trimming):
    """What a project knows of one name in all its Articles."""

    def occurrences(
        self, name: str, article: str | None = None, progress: Progress = lambda _done, _all: None
    ) -> Iterator[Occurrence]:
        """Each place where `name` stands, in one Article or in all: whole words, spelled alike when folded, a proclitic
        glued to them or not. In reading order. `progress` is told up to which Article it has come."""
        from annotator.arabic.text import fold  # here, for the start
        from annotator.store.search import Manner, Query

        wanted = " ".join(fold(name).split())
        if not wanted:
            return
        # Behind ل a name with ال has no ا.
        query = Query(wanted[wanted.startswith("ال") :], Manner.INSIDE, article=article or "")
        for _id, uid, number, title, text in self._store.candidates(query, self.annotator, progress):
            yield from self._occurrences_in(uid, number, title, text, wanted)

    def _occurrences_in(self, uid: str, position: int, title: str, text: str, wanted: str) -> Iterator[Occurrence]:
        from annotator.arabic.occurrences import places
        from annotator.arabic.text import folded

        known: list[Span] | None = None
        seen = folded(text)
        for place in places(seen.text, wanted):
            start, end, is_name = self._edges(seen, place)
            if known is None:  # most Articles do not hold the name, and their Layers need not be read
                known = list(self.spans(uid))
            exact = [span for span in known if span.fragments == ((start, end),)]
            others = [span for span in known if span not in exact and span.start < end and start < span.end]
            before, behind = around(text, start, end, CONTEXT)
            yield Occurrence(
                uid,
                position,
                title,
                start,
                end,
                before,
                text[start:end],
                behind,
                tuple(span.label for span in exact),
                tuple(span.label for span in others),
                is_sure=is_name and not others,
            )

    def _edges(self, seen: Folded, place: Place) -> tuple[int, int, bool]:
        """Where the Span of a name begins and ends, as the project has its proclitics, and whether it is a name."""
        from annotator.arabic.clitics import OFFERED

        start, end = seen.origin(place.start, place.end)
        if not place.is_glued:
            return start, end, True
        word, _end = seen.origin(place.word, place.end)
        is_lil = seen.text[place.start - 1 : place.start + 1] == "لل"
        if self.clitics_inside or (self.lil_whole and is_lil):
            return word, end, True
        written = seen.original[word:end].split()[0]
        likely = {cut.at: cut.probability for cut in self.cuts(written)}
        return start, end, likely.get(start - word, 0.0) >= OFFERED

    def mark_everywhere(
        self, occurrences: Iterable[Occurrence], label: str, progress: Progress = lambda _done, _all: None
    ) -> int:
        """Mark the occurrences with a Label: one step for undo. Those that are marked otherwise are relabelled, and
        those that are marked so already stay. Returns how many were changed. Raises Refused for an unknown Label."""
        self._keep_up()
        self._check_label(label)

        def change(layer: LayerId, known: list[Span], occurrence: Occurrence) -> Edit | None:
            fragments: tuple[Fragment, ...] = ((occurrence.start, occurrence.end),)
            exact = [span for span in known if span.fragments == fragments]
            if any(span.label == label for span in exact):
                return None
            self._check_label(label)  # once more: another window may have changed the Labels a moment ago
            if exact:
                after = replace(exact[0], label=label, updated_at=now())
                return ChangeSpan(layer, exact[0], self._settled(occurrence.article, exact[0], after))
            at = now()
            span = Span(new_uid(), label, fragments, created_at=at, updated_at=at)
            return AddSpan(layer, self._with_value(occurrence.article, span))

        return self._everywhere(occurrences, change, progress)

    def delete_everywhere(
        self, occurrences: Iterable[Occurrence], progress: Progress = lambda _done, _all: None
    ) -> int:
        """Delete the Spans on just these letters, with their Relations: one step for undo. Returns how many."""

        wanted = list(occurrences)
        deleted = 0

        def edits() -> Iterator[Edit]:
            nonlocal deleted
            done = 0
            for uid, group in groupby(wanted, attrgetter("article")):
                layer = LayerId(uid, self.annotator)
                ranges = {((one.start, one.end),) for one in group}
                gone = [span.uid for span in self._store.layers.read(layer).spans if span.fragments in ranges]
                done += len(ranges)
                progress(done, len(wanted))
                if gone:
                    deleted += len(gone)
                    yield without_spans(self._store, layer, gone)

        self._make(edits())
        return deleted

    def _everywhere(
        self,
        occurrences: Iterable[Occurrence],
        change: Callable[[LayerId, list[Span], Occurrence], Edit | None],
        progress: Progress,
    ) -> int:
        wanted = list(occurrences)
        changed = 0

        def edits() -> Iterator[Edit]:
            nonlocal changed
            done = 0
            for uid, group in groupby(wanted, attrgetter("article")):
                layer = LayerId(uid, self.annotator)
                held = self._store.layers.read(layer)
                parts: list[Edit] = []
                for occurrence in group:
                    if done % _TOLD == 0:
                        progress(done, len(wanted))
                    done += 1
                    edit = change(layer, list(held.spans), occurrence)
                    if edit is not None:
                        parts.append(edit)
                progress(done, len(wanted))
                if not parts:
                    continue
                changed += len(parts)
                begun = [SetStatus(layer, Status.IN_PROGRESS, held.comment)] if held.status is Status.NEW else []
                whole = (*begun, *parts)
                yield Several(whole) if len(whole) > 1 else whole[0]

        self._make(edits())
        return changed
