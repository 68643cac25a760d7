"""Whether the same things are marked the same way in a project, and what is right as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import orjson

from annotator.errors import Refused
from annotator.frozen import frozen
from annotator.model.annotation import Layer, Status
from annotator.model.offsets import around
from annotator.model.roles import Role
from annotator.words import _
from annotator.workspace.aligning import Aligning, Progress
from annotator.workspace.occurrences import CONTEXT

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.review.doubts import Doubt, Finding, Occurrence

_RIGHT = "consistency/right"


@frozen
class InContext:
    """A place of a Finding with what stands around it. `pieces` are its words in reading order, each with whether it is
    in a Span; `labels` are those of the Spans."""

    place: Occurrence
    position: int
    title: str
    left: str
    pieces: tuple[tuple[str, bool], ...]
    right: str
    labels: tuple[str, ...]

    @property
    def words(self) -> str:
        """The words without the edges of Spans."""
        return "".join(text for text, _marked in self.pieces)

    @property
    def bracketed(self) -> str:
        """The words with the edges of Spans as square brackets."""
        return "".join(f"[{text}]" if marked else text for text, marked in self.pieces)


class Harmonising(Aligning):
    """The verbs for consistency."""

    def doubts(
        self,
        kinds: Iterable[Doubt] = (),
        *,
        annotator: str | None = None,
        everyone: bool = False,
        status: Status | None = None,
        least: int = 2,
        progress: Progress = lambda _done, _all: None,
    ) -> list[Finding]:
        """What is doubtful in this annotator's Layers, in another one's, or in those of `everyone` together but gold
        ones: of some kinds or of all, in Articles with a `status` or in all that are not skipped, and of names that are
        at `least` places. The most doubtful of each kind come first; what was said to be right is among it, see
        `right_among`.

        `progress` is told how much is read and how much there is; it may raise to cancel. Raises Refused for what this
        annotator may not see.
        """
        from annotator.review.consistency import Asked, findings
        from annotator.review.doubts import NAMED, Doubt

        self._keep_up()
        whose = self._looked_at(annotator, everyone=everyone)
        wanted = frozenset(kinds) or frozenset(Doubt)
        total = self._store.articles.count() * (2 if wanted & NAMED else 1)
        done = 0

        def read() -> Iterator[tuple[Article, tuple[Layer, ...]]]:
            nonlocal done
            for swept in self._store.sweep():
                done += 1
                progress(done, total)
                layers = tuple(one for one in swept.layers if one.id.annotator in whose)
                kept = tuple(one for one in layers if _is_meant(one, status))
                if kept:
                    yield swept.article, kept

        with self._store.reading():
            if wanted & NAMED and self.is_worth_reading():
                self.know(self.read_words())
            asked = Asked(wanted, least, self.lil_whole)
            return findings(read, asked, self.words_known(), self._said, self.is_date)

    def _looked_at(self, annotator: str | None, *, everyone: bool) -> frozenset[str]:
        """The names of those whose Layers are looked at."""
        if everyone and self.sees_others:
            return frozenset(name for name, role in self.roles().items() if role is not Role.GOLD)
        name = self.annotator if everyone or annotator is None else annotator
        if not self.may_see(name):
            told = _("A lead has not opened the review yet: until then {annotator} sees no others’ work.")
            raise Refused(told.format(annotator=self.annotator))
        return frozenset({name})

    # In context

    def in_context(
        self,
        finding: Finding,
        places: Iterable[Occurrence] | None = None,
    ) -> Iterator[InContext]:
        """Some places of a Finding as they are now, or all of them, in reading order."""
        for layer_id, group in groupby(finding.occurrences if places is None else places, lambda one: one.layer):
            if not self.has_article(layer_id.article):
                continue
            (entry,) = self.entries([layer_id.article])
            _id, text = self._store.articles.locate(layer_id.article)
            held = self._store.layers.read(layer_id)
            for place in group:
                yield _in_context(place, entry.position, entry.title, text, held)

    # What is right as it is

    def right_among(self, findings: Iterable[Finding]) -> set[tuple[str, str]]:
        """The keys of those of which this annotator has said that they are right so, and to which nothing has come
        since."""
        rights = self._rights()
        held = ((one, rights.get(one.kind.value, {}).get(one.surface)) for one in findings)
        return {one.key for one, claims in held if claims is not None and one.claims <= frozenset(claims)}

    def say_right(self, findings: Iterable[Finding], *, is_right: bool = True) -> None:
        """Say that Findings are right as they are, so that they are not shown again; or take that back."""
        with self._store.atomic():
            rights = self._rights()
            for one in findings:
                of_kind = rights.setdefault(one.kind.value, {})
                of_kind.pop(one.surface, None)
                if is_right:
                    of_kind[one.surface] = sorted(one.claims)
            self.remember(_RIGHT, orjson.dumps({kind: said for kind, said in rights.items() if said}).decode())

    def _rights(self) -> dict[str, dict[str, list[str]]]:
        told = self.remembered(_RIGHT)
        rights: dict[str, dict[str, list[str]]] = orjson.loads(told) if told else {}
        return rights


def _is_meant(layer: Layer, status: Status | None) -> bool:
    return layer.status is not Status.SKIPPED if status is None else layer.status is status


def _in_context(place: Occurrence, position: int, title: str, text: str, held: Layer) -> InContext:
    start, end = min(place.start, place.first), max(place.end, place.last)
    spans = [span for span in held.spans if start <= span.start and span.end <= end]
    spans = [span for span in spans if (span.start, span.end) == (place.start, place.end)] or spans
    edges = sorted({start, end, *(edge for span in spans for part in span.fragments for edge in part)})
    pieces = tuple((text[first:last], any(span.covers(first) for span in spans)) for first, last in pairwise(edges))
    labels = tuple(dict.fromkeys(span.label for span in spans))
    before, behind = around(text, start, end, CONTEXT)
    return InContext(place, position, title, before, pieces, behind, labels)
