"""Watching how the work goes: numbers, figures, and a report of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotator import paths
from annotator.errors import BadInput, DamagedFile, Refused
from annotator.frozen import frozen
from annotator.model.annotation import Status
from annotator.model.roles import GOLD, Role, hidden_names
from annotator.words import _, language
from annotator.workspace.learning import Learning

if TYPE_CHECKING:
    from annotator.review.compared import Agreed, Compared, Side
    from annotator.review.figures import Board
    from annotator.review.progress import Choice, Numbers
    from annotator.review.totals import SpanTotals
    from annotator.store.tallies import Within
    from annotator.workspace.steering import Side as Steered

Steps = Callable[[int, int], None]

_LAST = 200
"""Finished Articles of each annotator, the last ones, by which it is told whether Suggestions steer."""


@frozen
class Findings:
    """What was found for a choice; `compared` is None where nobody was compared."""

    choice: Choice
    numbers: Numbers
    compared: Compared | None = None


class Watching(Learning):
    """The verbs for the dashboard. An annotator sees their own work, the lead that of all."""

    # Who is seen

    def watched(self) -> list[str]:
        """The annotators whose work may be seen, without the one who holds gold: those who have begun anything or are
        to do something, in the order in which they came."""
        if not self.sees_others:
            return [self.annotator]
        busy = self._store.tallies.busy() | set(self._store.tallies.assigned())
        return [name for name, role in self.roles().items() if role is not Role.GOLD and name in busy]

    def _chosen(self, choice: Choice) -> tuple[str, ...]:
        """Those of the annotators who may be seen that are meant. Raises Unknown for one who is not there, and Refused
        for one who may not be seen."""
        if choice.annotators is None:
            return tuple(self.watched())
        for name in choice.annotators:
            if self.known_annotator(name) != self.annotator and not self.sees_others:
                raise Refused(_("Until the review is open you see your own work alone."))
        return tuple(dict.fromkeys(choice.annotators))

    # Numbers

    def numbers(self, choice: Choice | None = None) -> Numbers:
        """How far the work is, summed up by the file itself. Raises BadInput for days that are none, Unknown, Refused
        for annotators who may not be seen, and DamagedFile."""
        from annotator.review.progress import Choice

        asked = choice or Choice()
        within = self._within(asked)
        with self._store.reading():
            try:
                return self._summed(asked, within)
            except (ValueError, TypeError, LookupError) as error:
                raise DamagedFile(self.path, str(error)) from error

    def _summed(self, asked: Choice, within: Within) -> Numbers:
        from annotator.review.progress import Gold, Numbers, days, pace

        tallies, names = self._store.tallies, within.annotators
        done = tallies.done(within)
        statuses: dict[str, dict[Status, int]] = {name: {} for name in names}
        labels: dict[str, dict[str, int]] = {name: {} for name in names}
        seconds = dict.fromkeys(names, 0)
        for name, status, count, spent in tallies.statuses(within):
            statuses[name][Status(status)] = count
            seconds[name] += spent
        for name, label, count in tallies.labels(within):
            labels[name][label] = count
        articles, shares = self._store.articles.count(), tallies.assigned()
        assigned = {name: shares.get(name, articles) for name in names}
        if asked.is_everything:
            for name in names:
                begun = sum(count for status, count in statuses[name].items() if status is not Status.NEW)
                statuses[name][Status.NEW] = max(assigned[name] - begun, 0)
        gold = Gold()
        if self.sees_others:
            decided, open_, spans = tallies.gold(GOLD)
            gold = Gold(decided, open_, tallies.ready(self.watched()), spans)
        return Numbers(
            articles=articles,
            annotators=names,
            assigned=assigned,
            days=days(done.made, done.imported, done.finished),
            statuses=statuses,
            seconds=seconds,
            labels=labels,
            pace=pace(tallies.times(within)),
            gold=gold,
        )

    def _within(self, choice: Choice) -> Within:
        from annotator.store.tallies import Within

        return Within(self._chosen(choice), choice.status, *choice.bounds())

    # Comparing

    def comparison(self, choice: Choice | None = None, progress: Steps = lambda _done, _total: None) -> Compared:
        """How the annotators agree, in what they differ, and whether Suggestions steer them. Which status and which
        days are chosen does not matter: what both of a pair have finished is compared. `progress` is told how much is
        done and how much there is; it may raise to cancel. Raises as `numbers` does."""
        from annotator.model.verdict import Outcome
        from annotator.review.compared import Compared
        from annotator.review.progress import Choice

        asked = choice or Choice()
        within = self._within(asked)
        names = within.annotators
        verdicts = self._store.tallies.verdicts(within)
        agreed: tuple[Agreed, ...] = ()
        classes: dict[str, int] = {}
        parts = len(names) + 1
        if len(names) > 1:
            agreed, classes = self._compare(names, lambda done: progress(int(done * 1000), parts * 1000))
        shown, hidden = self._sides(names, lambda done: progress(1000 + int(done * 1000), parts * 1000))
        return Compared(agreed, classes, {Outcome(one): count for one, count in verdicts.items()}, shown, hidden)

    def _compare(
        self, names: Sequence[str], progress: Callable[[float], None]
    ) -> tuple[tuple[Agreed, ...], dict[str, int]]:
        """How annotators agree, and how many Cases of each class there are, in what two of them have done."""
        from annotator.model.article import Article
        from annotator.review.contested import classes_of
        from annotator.review.totals import SpanTotals

        found, classes = SpanTotals(), Counter[str]()
        with self._store.reading():
            beside = self._store.beside(names, (Status.DONE,))
            for done, (uid, text, layers, alike) in enumerate(beside.differing()):
                progress(done / len(beside))
                found.add(layers, alike)
                classes += classes_of(Article(uid, "", text), layers, self.schema)
        return tuple(_agreed(found)), dict(classes)

    def _sides(self, names: Sequence[str], progress: Callable[[float], None]) -> tuple[Side | None, Side | None]:
        """The finished Articles on which Suggestions were shown, and those on which they were hidden."""
        from annotator.workspace import steering

        if not self.blind_share:
            return None, None
        shown, hidden = steering.Side(), steering.Side()
        for before, name in enumerate(names):
            found = steering.report(
                self,
                self._store,
                lambda done, total, before=before: progress(before + done / max(total, 1)),  # type: ignore[misc]
                name,
                _LAST,
            )
            shown, hidden = shown + found.shown, hidden + found.hidden
        return (_side(shown), _side(hidden)) if hidden.articles else (None, None)

    def findings(
        self,
        choice: Choice | None = None,
        *,
        compare: bool = True,
        progress: Steps = lambda _done, _total: None,
    ) -> Findings:
        """All of it together, as far as it is asked for; raises and tells as `numbers` and `comparison` do."""
        from annotator.review.progress import Choice

        asked = choice or Choice()
        return Findings(asked, self.numbers(asked), self.comparison(asked, progress) if compare else None)

    # Showing

    def board(self, found: Findings, *, hide_names: bool = False) -> Board:
        """The figures of what was found, in the language spoken now. With `hide_names` annotators are called A1, A2
        and so on."""
        from annotator.review.board import board

        numbers, compared = found.numbers, found.compared
        if hide_names:
            names = hidden_names(self.annotators())
            numbers = numbers.called(names)
            compared = compared.called(names) if compared else None
        self._keep_up()
        return board(numbers, compared, self._titles(), is_all=found.choice.is_everything)

    def _titles(self) -> dict[str, str]:
        is_arabic = language() == "ar"
        return {label.name: label.title if is_arabic else label.name for label in self.schema.labels}

    def report_path(self) -> Path:
        """Where a report lands where nobody says otherwise."""
        return paths.exports_folder() / f"{self.path.stem}-report.html"

    def check_report_path(self, out: Path, *, force: bool) -> None:
        """Raise BadInput where there is a folder, or a file that is not to be replaced by `force`, and Refused for the
        name of a project."""
        if self.is_for_a_project(out):
            raise Refused(_("“{path}” is a name for a project; choose another one for the report.").format(path=out))
        if out.is_dir():
            raise BadInput(_("“{path}” is a folder; name a file for the report.").format(path=out))
        if paths.is_file(out) and not force:
            raise BadInput(_("“{path}” is there already; with --force it is replaced.").format(path=out))

    def write_report(
        self, out: Path | BinaryIO, found: Findings, *, hide_names: bool = False, force: bool = False
    ) -> None:
        """Write what was found as one page of HTML, in the language spoken now; the file is either whole or as it was.

        Raises Unwritable, and as `check_report_path` does.
        """
        from annotator.dataset.whole import opened_file
        from annotator.review.page.page import page

        if isinstance(out, Path):
            self.check_report_path(out, force=force)
        board = self.board(found, hide_names=hide_names)
        written = page(board, self.path.stem, _told(found.choice), date.today().isoformat())
        with opened_file(out) as stream:
            stream.write(written.encode())


def _told(choice: Choice) -> str:
    """What a report covers, in words; empty where it covers everything."""
    from annotator.model.status_word import status_word

    told = []
    if choice.status is not None:
        told.append(_("status: {status}").format(status=status_word(choice.status)))
    if choice.since:
        told.append(_("from {day}").format(day=choice.since))
    if choice.until:
        told.append(_("until {day}").format(day=choice.until))
    return " · ".join(told)


def _agreed(found: SpanTotals) -> Iterator[Agreed]:
    """The agreement of all pairs together, and then of each, on all Labels and on each."""
    from annotator.review.compared import EVERY, Agreed

    if found.pairs:
        for label in (None, *found.labels):
            for pair in (None, *found.pairs):
                names = (EVERY, EVERY) if pair is None else pair
                articles = sum(found.articles.values()) if pair is None else found.articles[pair]
                count = found.of(pair, label)
                yield Agreed(*names, label or EVERY, articles, count.f1, count.range_f1, count.overlap_f1)


def _side(side: Steered) -> Side:
    from annotator.review.compared import Side

    return Side(side.articles, side.density, side.pace, side.score.f1)
