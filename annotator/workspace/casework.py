"""The Cases of a whole project: how many are open, of which class, which is next, and deciding by a strategy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotator.model.clock import now
from annotator.model.offsets import around
from annotator.words import _
from annotator.workspace.adjudicating import Adjudicating
from annotator.workspace.comparing import Compared, Progress, untold

if TYPE_CHECKING:
    from annotator.edits.edit import Edit
    from annotator.edits.gold import Gold
    from annotator.review.classes import Disagreement
    from annotator.review.docket import CaseEntry
    from annotator.review.strategies import Strategy
    from annotator.workspace.case_reports import Adjudicated, CaseCounts, CaseInContext

_AROUND = 60
"""Code points that are told of what stands around a Case."""


class Casework(Adjudicating):
    """The verbs for the Cases of a whole project. The Articles come by and go again, so that memory does not grow;
    `progress` is told how many were looked at and how many there are, and may raise to cancel."""

    def case_counts(self, article: str | None = None, *, compared: Compared | None = None) -> CaseCounts:
        """How many Cases an Article has, or the whole project."""
        if article is not None:
            return _counted(self.case_entries(article, compared))
        from annotator.workspace.case_reports import CaseCounts

        total = CaseCounts()
        for _uid, counts in self.case_progress(compared=compared):
            total.add(counts)
        return total

    def case_progress(
        self, *, compared: Compared | None = None, progress: Progress = untold
    ) -> Iterator[tuple[str, CaseCounts]]:
        """The uid of each Article that is compared, in order, with how many Cases it has."""
        with self._store.reading():
            for page in self._pages(compared, progress):
                yield page.article.uid, _counted(page.entries())

    def class_counts(self, *, compared: Compared | None = None, progress: Progress = untold) -> dict[Disagreement, int]:
        """How many Cases there are of each class of disagreement, decided or not, in the order of the classes; one of
        two classes counts in both."""
        from annotator.review.classes import Disagreement

        counted: Counter[Disagreement] = Counter()
        with self._store.reading():
            for page in self._pages(compared, progress):
                for case in page.cases:
                    counted.update(case.kinds)
        return {kind: counted[kind] for kind in Disagreement}

    def disagreements(
        self,
        kind: Disagreement | None = None,
        *,
        label: str = "",
        compared: Compared | None = None,
        progress: Progress = untold,
    ) -> Iterator[CaseInContext]:
        """The Cases in which annotators differ, in the order of the Articles, decided or not: all, or those of one
        class, or of one Label."""
        from annotator.edits.choosing import labels_of

        numbers = {entry.uid: entry.position for entry in self.entries()}
        with self._store.reading():
            for page in self._pages(compared, progress):
                for entry in page.entries():
                    wanted = kind in entry.case.kinds if kind else not entry.case.is_agreed
                    if wanted and (not label or label in labels_of(entry.case)):
                        yield _in_context(entry, page, numbers.get(page.article.uid, 0))

    def adjudicate(
        self,
        strategy: Strategy | str,
        *,
        compared: Compared | None = None,
        labels: Iterable[str] = (),
        anew: bool = False,
        dry_run: bool = False,
        progress: Progress = untold,
    ) -> Adjudicated:
        """Decide by a strategy (`unanimous`, `majority`, `union`, `first:NAME`) in all Cases that it can decide, as one
        step for undo; see `annotator.review.strategies`. What a lead has decided by hand, or put off, is left as it
        is, and so is what a strategy decided before, unless everything of that kind is to be decided `anew`. With
        `labels` only Cases are decided in which one of these is at issue. A dry run changes nothing.

        Raises BadInput for a strategy that there is none of, Unknown for an annotator or a Label.
        """
        from annotator.edits.settling import Settled
        from annotator.review.strategies import strategy_named
        from annotator.workspace.case_reports import Adjudicated

        named = strategy_named(strategy) if isinstance(strategy, str) else strategy
        if named.annotator:
            self.known_annotator(named.annotator)
        chosen = set(labels)
        self._check_labels(chosen)
        told = Adjudicated(str(named), 0, Settled())

        def settled(pages: Iterable[Gold]) -> Iterator[Edit]:
            from annotator.edits.gold import Deciding
            from annotator.edits.settling import settle

            deciding = Deciding(self.annotator, now(), str(named))
            for page in pages:
                told.articles += 1
                told.cases.add(settle(page, named, deciding, chosen, anew=anew))
                if (edit := page.edit()) is not None:
                    told.changed.append(page.article.uid)
                    yield edit

        if dry_run:
            with self._store.reading():
                for _edit in settled(self._pages(compared, progress)):
                    pass
            return told
        self._check_lead()
        self._check_gold()
        self._make_many(settled(self._one_by_one(compared, progress)))
        return told

    def _make_many(self, edits: Iterator[Edit]) -> None:
        """Make Edits of Gold that are too many to be held all at once, as one step."""
        from annotator.edits.decide_edit import Decide

        layers: list[Edit] = []

        def noted() -> Iterator[Edit]:
            self._keep_up()
            for edit in edits:
                if edit.layer is not None:
                    layers.append(Decide(edit.layer.article, "", None))
                yield edit

        self._gold_history.do_all(noted())
        self._announce_edits(layers)

    def _one_by_one(self, compared: Compared | None, progress: Progress) -> Iterator[Gold]:
        """The pages of all Articles, each read when it is asked for: for use while Gold is written."""
        chosen = compared or self.compared
        self._check_compared(chosen)
        uids = self.article_uids()
        for done, uid in enumerate(uids, 1):
            page = self._page(uid, chosen)
            if page is not None:
                yield page
            progress(done, len(uids))

    def _check_labels(self, labels: Iterable[str]) -> None:
        from annotator.errors import Unknown

        for name in labels:
            known = self.schema.label(name) or self.schema.relation(name)
            if known is None and not any(self.schema.role(label.name, name) for label in self.schema.labels):
                raise Unknown(_("the schema has no label “{label}”").format(label=name))


def _counted(entries: Iterable[CaseEntry]) -> CaseCounts:
    from annotator.workspace.case_reports import CaseCounts

    states: Counter[str] = Counter()
    agreed = 0
    for entry in entries:
        states[entry.state.value] += 1
        agreed += entry.is_open and entry.case.is_agreed
    return CaseCounts(states["open"], agreed, states["decided"], states["skipped"], states["void"])


def _in_context(entry: CaseEntry, page: Gold, number: int) -> CaseInContext:
    from annotator.workspace.case_reports import CaseInContext

    text, start, end = page.article.text, entry.case.start, entry.case.end
    before, behind = around(text, start, end, _AROUND)
    ends = dict(entry.case.ends)
    about = [page.docket.entry(key).case for key in set(ends.values())]
    spans = [span for case in about for answer in case.answers for span in answer.spans if span.uid in ends]
    words = {span.uid: span.surface(text) for span in spans}
    return CaseInContext(entry, number, page.article.title, before, text[start:end], behind, words)
