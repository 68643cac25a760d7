"""Dates: what the program proposes, what an annotator makes of it, and when an Article was published."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from annotator.edits.edit import ChangeSpan, Edit, SetPublished, Several
from annotator.errors import BadInput, Refused
from annotator.model.annotation import LayerId, Span
from annotator.model.article import Article
from annotator.model.clock import day_given, now
from annotator.model.ids import new_uid
from annotator.model.schema import Kind
from annotator.store import Store
from annotator.suggest.suggestion import Suggestion
from annotator.words import _
from annotator.workspace.making import Making

if TYPE_CHECKING:
    from annotator.arabic.dates import TimeExpression
    from annotator.edits.corrections import Correction

WEEK_STARTS = {"saturday": 5, "sunday": 6, "monday": 0}
"""The days on which a week may start, and their numbers (Monday is 0)."""
_REMEMBERED = 64
"""Articles whose dates are kept in memory after they were found."""
_LONG = 100_000
"""Code points above which an Article is not read as a whole for the value of one Span in it: that takes seconds."""


class Dating(Making):
    """The verbs for dates. A date Span whose `confidence` is a number has a proposed value; None says that a person
    gave it, and then no change of the publication date or of the Span's edges takes it away."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._finds: dict[tuple[str, str], list[Suggestion]] = {}

    def _keep_up(self) -> bool:
        changed = super()._keep_up()
        if changed:  # what was found has the former Labels
            self._finds.clear()
        return changed

    # What is proposed

    def time_expressions(self, article: Article) -> list[TimeExpression]:
        """The times that the Article names, with their values, counted from its publication date."""
        from annotator.arabic.dates import find

        return find(article.text, _day_of(article), week_starts=self.week_starts)

    def proposal(self, article: str, span: Span) -> Suggestion | None:
        """What the program makes of the words of a date Span, whoever gave its value; None where it can make nothing
        of them."""
        if not self.is_date(span.label) or len(span.fragments) != 1:
            return None
        return self._proposed(self.article(article), span)

    def is_date(self, label: str) -> bool:
        """Whether a Label marks dates."""
        return self.schema.kind(label) is Kind.DATE

    # Values

    def set_value(self, article: str, uid: str, type: str, value: str) -> None:  # noqa: A002
        """Give a date Span a value that a person vouches for, or none (both empty). Raises Refused for no TIMEX3."""
        from annotator.arabic import timex

        if value and not timex.type_of(value):
            raise Refused(_("“{value}” is no TIMEX3 value.").format(value=value))
        self._change(article, uid, type=type, value=value, confidence=None)

    def set_published(self, article: str, published: str) -> None:
        """Say when an Article was published (an ISO date, or nothing where it is not known), and propose anew the
        values of this annotator's date Spans that nobody confirmed, all of it in one step.

        Raises BadInput for what is no date.
        """
        day = day_given(published)
        layer = LayerId(article, self.annotator)

        def edits() -> Iterator[Edit]:
            before = self._store.articles.get(article)
            if before.published == day:
                return
            dated = replace(before, published=day)
            changes: list[Edit] = [SetPublished(article, day)]
            for span in self._store.layers.read(layer).spans:
                is_settled = bool(span.value) and span.confidence is None
                after = span if is_settled or not self.is_date(span.label) else self._valued(dated, span)
                if after != span:
                    changes.append(ChangeSpan(layer, span, replace(after, updated_at=now())))
            yield changes[0] if len(changes) == 1 else Several(tuple(changes))

        self._make(edits())

    def corrections(self) -> Iterator[Correction]:
        """The date Spans of this annotator whose value a person changed from what was proposed."""
        from annotator.edits.corrections import corrections

        return corrections(self._store, self.schema, self.annotator)

    # How weeks are counted

    @property
    def week_starts(self) -> int:
        """The day on which a week starts in this project, Monday being 0."""
        return WEEK_STARTS[self._store.settings.get("week_starts", "saturday")]

    def set_week_starts(self, day: str) -> None:
        """Let weeks start on `saturday`, `sunday` or `monday` in this project; raises BadInput for another day."""
        if day not in WEEK_STARTS:
            raise BadInput(
                _("A week starts on one of {days}, not on “{day}”.").format(days=", ".join(WEEK_STARTS), day=day)
            )
        with self._store.atomic():
            self._store.settings.put("week_starts", day)
        self._finds.clear()

    # Within

    def _settled(self, article: str, before: Span, after: Span) -> Span:
        """A Span under another Label or with other edges gets the value that its words have now, unless a person gave
        it one; what is no date any more has none."""
        after = super()._settled(article, before, after)
        if self.is_date(before.label) and not self.is_date(after.label):
            return replace(after, type="", value="", confidence=None)
        moved = (before.label, before.fragments) != (after.label, after.fragments)
        if not moved or (before.value and before.confidence is None):
            return after
        return self._valued(self._store.articles.get(article), after) if self.is_date(after.label) else after

    def _with_value(self, article: str, span: Span) -> Span:
        """A new Span with what its words say, where it is a date and has no value yet."""
        span = super()._with_value(article, span)
        if span.value or not self.is_date(span.label):
            return span
        return self._valued(self._store.articles.get(article), span)

    def _valued(self, article: Article, span: Span) -> Span:
        """The Span with the type and value that its words have, or without any."""
        found = self._proposed(article, span) if len(span.fragments) == 1 else None
        if found is None or not found.value:
            from annotator.suggest.dates import TYPES

            kind = found.type if found else span.label if span.label in TYPES else ""
            return replace(span, type=kind, value="", confidence=None)
        return replace(span, type=found.type, value=found.value, confidence=found.confidence)

    def _proposed(self, article: Article, span: Span) -> Suggestion | None:
        """What the words of a Span say: what is found just there when the whole Article is read, which is done once
        for all its Spans, else what the words say by themselves."""
        from annotator.suggest.dates import under, value_of

        if len(article.text) <= _LONG:
            found = self._found(article, self.week_starts)
            at = bisect_left(found, span.start, key=attrgetter("start"))
            if at < len(found) and (found[at].start, found[at].end) == (span.start, span.end):
                return under(span.label, found[at])
        return value_of(
            article.text,
            span.start,
            span.end,
            _day_of(article),
            span.label,
            self.schema,
            week_starts=self.week_starts,
        )

    def _found(self, article: Article, week_starts: int) -> list[Suggestion]:
        """The dates of an Article; found once for each text and publication date. Reads no file."""
        asked = (article.uid, article.published)
        if asked not in self._finds:
            from annotator.suggest.dates import suggest

            schema = self.schema
            found = suggest(article.text, _day_of(article), schema, week_starts=week_starts)
            if schema is not self.schema:  # another thread looks, and the Labels have changed meanwhile
                return found
            for old in list(self._finds)[: 1 - _REMEMBERED]:
                self._finds.pop(old, None)
            self._finds[asked] = found
            return found
        return self._finds[asked]

    def _span_of(self, one: Suggestion) -> Span:
        at = now()
        return Span(
            new_uid(),
            one.label,
            ((one.start, one.end),),
            one.type,
            one.value,
            origin=one.origin,
            confidence=one.confidence if one.value else None,
            created_at=at,
            updated_at=at,
        )


def _day_of(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published[:10])
    except ValueError:
        return None
