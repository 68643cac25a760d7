"""Adjudicating: a lead decides in Cases, and Gold fills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.edits.history import History, Progress, untold
from annotator.errors import Refused, Unknown
from annotator.model.clock import now
from annotator.model.roles import GOLD
from annotator.store import Store
from annotator.words import _
from annotator.workspace.comparing import Compared, Comparing
from annotator.workspace.making import Changed, check_writable

if TYPE_CHECKING:
    from annotator.edits.edit import Edit
    from annotator.edits.gold import Gold
    from annotator.model.decision import Choice
    from annotator.review.cases import Case


class Adjudicating(Comparing):
    """The verbs for Decisions, which only a lead may use. They have a History of their own: `undo_decision`."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._gold_history = History(store, GOLD)

    def decide(
        self,
        article: str,
        case: Case | str,
        choice: Choice,
        reason: str = "",
        *,
        compared: Compared | None = None,
    ) -> None:
        """Decide about a Case, or about the one with this key, as one step for undo; also where it is decided already.

        Raises Refused for a Choice that cannot be, and where the annotators have changed meanwhile what they say in
        the Case; Unknown where there is no such Case.
        """
        tidy = " ".join(reason.split())
        check_writable(tidy)

        def edits() -> Iterator[Edit]:
            from annotator.edits.gold import Deciding
            from annotator.model.decision import Verb

            page = self._decidable(article, compared)
            entry = page.docket.entry(self._key_of(page, case))
            if choice.verb is Verb.EDIT:
                if not (choice.spans or choice.relations):
                    raise Refused(_("There is nothing to put into the gold version; take none instead."))
                known = {span.uid: span for answer in entry.case.answers for span in answer.spans}
                for span in choice.spans:
                    self._check(article, span, known.get(span.uid))
            page.decide(entry, choice, Deciding(self.annotator, now(), reason=tidy))
            if (edit := page.edit()) is not None:
                yield edit

        self._make(edits(), self._gold_history)

    def give_reason(self, article: str, case: Case | str, reason: str, *, compared: Compared | None = None) -> None:
        """Say why it was decided so in a Case, or with an empty text no longer: the Decision stays, and so does Gold.

        Raises Refused where nothing is decided.
        """
        tidy = " ".join(reason.split())
        check_writable(tidy)

        def edits() -> Iterator[Edit]:
            page = self._decidable(article, compared)
            if page.give_reason(page.docket.entry(self._key_of(page, case)), tidy):
                edit = page.edit(settles=False)
                assert edit is not None
                yield edit

        self._make(edits(), self._gold_history)

    def reopen(self, article: str, case: Case | str, *, compared: Compared | None = None) -> None:
        """Forget what was decided about a Case, as one step for undo: what that has put into Gold goes."""

        def edits() -> Iterator[Edit]:
            page = self._decidable(article, compared)
            page.reopen(page.docket.entry(self._key_of(page, case)))
            if (edit := page.edit(settles=False)) is not None:
                yield edit

        self._make(edits(), self._gold_history)

    def take_agreed(self, article: str, *, compared: Compared | None = None) -> int:
        """Take what all say alike in an Article, as one step for undo; returns how many Cases that decided. Where the
        lead has decided before, or put off deciding, nothing is done."""
        decided = 0

        def edits() -> Iterator[Edit]:
            nonlocal decided
            from annotator.edits.gold import Deciding
            from annotator.edits.settling import settle
            from annotator.review.strategies import AGREED, Rule, Strategy

            page = self._decidable(article, compared)
            found = settle(page, Strategy(Rule.UNANIMOUS), Deciding(self.annotator, now(), AGREED))
            decided = found.decided
            if (edit := page.edit()) is not None:
                yield edit

        self._make(edits(), self._gold_history)
        return decided

    # Undoing

    @property
    def undo_decision_size(self) -> int:
        """How many Edits `undo_decision` would take back: a strategy makes one for each Article."""
        entry = self._gold_history.next_undo()
        return self._store.journal.size_of(entry.step) if entry else 0

    @property
    def redo_decision_size(self) -> int:
        """How many Edits `redo_decision` would make again."""
        entry = self._gold_history.next_redo()
        return self._store.journal.size_of(entry.step) if entry else 0

    def undo_decision(self, progress: Progress = untold) -> Changed | None:
        """Take the last step of adjudicating back, whichever lead made it; None where there is none. `progress` may
        raise to cancel."""
        self._check_lead()
        return self._announce_edits(self._gold_history.undo(progress))

    def redo_decision(self, progress: Progress = untold) -> Changed | None:
        """Make the step of adjudicating that was undone last again; None where there is none."""
        self._check_lead()
        return self._announce_edits(self._gold_history.redo(progress))

    def _decidable(self, article: str, compared: Compared | None) -> Gold:
        """The Gold of an Article, to decide in."""
        self._check_lead()
        self._check_gold()
        page = self._page(article, compared)
        if page is None:
            raise Refused(_("Too few annotators are done with this article to compare what they say."))
        return page

    def _key_of(self, page: Gold, case: Case | str) -> str:
        """The key of a Case that is still as it was seen."""
        key = case if isinstance(case, str) else case.key
        if not page.docket.has(key):
            raise Unknown(_("There is no such case any more; the annotators have changed what they say."))
        if not isinstance(case, str) and page.docket.entry(key).case.fingerprint != case.fingerprint:
            told = _("The annotators have changed what they say here meanwhile; look at it again. Nothing was changed.")
            raise Refused(told)
        return key
