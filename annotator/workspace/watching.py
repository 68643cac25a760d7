"""Watching how the work goes: numbers, figures, and a report of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotator import paths
from annotator.errors import BadInput, Refused
from annotator.model.annotation import Status
from annotator.words import _, language
from annotator.workspace.learning import Learning

if TYPE_CHECKING:
    from annotator.review.compared import Agreed, Compared, Side
    from annotator.review.figures import Board
    from annotator.review.progress import Choice, Numbers
    from annotator.store.tallies import Within
    from annotator.workspace.steering import Side as Steered

Steps = Callable[[int, int], None]

_LAST = 300
"""Finished Articles of each annotator, the last ones, by which it is told whether Suggestions steer."""


class Watching(Learning):
    """The verbs for the dashboard. An annotator sees their own work, the lead that of all."""

    # Who is seen

    @property
    def sees_everyone(self) -> bool:
        """Whether this annotator may see how others are getting on."""
        return True

    def watched(self) -> list[str]:
        """The annotators whose work may be seen, without those who write gold: those who have begun anything, in the
        order in which they came."""
        if not self.sees_everyone:
            return [self.annotator]
        roles = self._store.tallies.roles()
        busy = self._store.tallies.busy()
        return [name for name, role in roles.items() if role != "gold" and name in busy]

    def _chosen(self, choice: Choice) -> tuple[str, ...]:
        """Those of the annotators who may be seen that are meant. Raises Unknown for one who is not there, and Refused
        for one who may not be seen."""
        watched = self.watched()
        if choice.annotators is None:
            return tuple(watched)
        for name in choice.annotators:
            if self.known_annotator(name) not in watched and not self.sees_everyone:
                raise Refused(_("Until the review is open you see your own work alone."))
        return tuple(dict.fromkeys(choice.annotators))

    # Numbers

    def numbers(self, choice: Choice | None = None) -> Numbers:
        """How far the work is, summed up by the file itself. Raises BadInput for days that are none, Unknown, and
        Refused for annotators who may not be seen."""
        from annotator.review.progress import Choice, Gold, Numbers, days, pace

        asked = choice or Choice()
        within = self._within(asked)
        names = within.annotators
        with self._store.reading():
            tallies = self._store.tallies
            done = tallies.done(within)
            statuses: dict[str, dict[Status, int]] = {name: {} for name in names}
            seconds = dict.fromkeys(names, 0)
            for name, status, count, spent in tallies.statuses(within):
                statuses[name][Status(status)] = count
                seconds[name] += spent
            labels: dict[str, dict[str, int]] = {name: {} for name in names}
            for name, label, count in tallies.labels(within):
                labels[name][label] = count
            articles = self._store.articles.count()
            assigned = dict.fromkeys(names, articles)
            if asked.is_everything:
                for name in names:
                    begun = sum(count for status, count in statuses[name].items() if status is not Status.NEW)
                    statuses[name][Status.NEW] = max(assigned[name] - begun, 0)
            gold = Gold()
            if self.sees_everyone:
                finished, begun, spans = tallies.gold(self._gold_writers())
                gold = Gold(finished, begun, tallies.ready(self.watched()), spans)
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

    def _gold_writers(self) -> list[str]:
        return [name for name, role in self._store.tallies.roles().items() if role == "gold"]

    # Comparing

    def compared(self, choice: Choice | None = None, progress: Steps = lambda _done, _total: None) -> Compared:
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
        parts = len(names) + 2
        agreed: tuple[Agreed, ...] = ()
        classes: dict[str, int] = {}
        if len(names) > 1:
            agreed = self._agreed(names, lambda done, total: progress(done * 1000 // max(total, 1), parts * 1000))
            classes = self._classes(
                names, lambda done, total: progress(1000 + done * 1000 // max(total, 1), parts * 1000)
            )
        shown, hidden = self._sides(names, lambda done: progress(2000 + int(done * 1000), parts * 1000))
        return Compared(agreed, classes, {Outcome(one): count for one, count in verdicts.items()}, shown, hidden)

    def _agreed(self, names: Sequence[str], progress: Steps) -> tuple[Agreed, ...]:
        from annotator.review.agreement import Agreement
        from annotator.review.compared import EVERY, Agreed

        found, total = Agreement(), self._store.articles.count()
        with self._store.reading():
            for done, swept in enumerate(self._store.sweep()):
                progress(done, total)
                found.add(layer for layer in swept.layers if layer.id.annotator in names)
        articles = sum(found.articles.values())
        pairs = [(None, (EVERY, EVERY), articles), *((pair, pair, found.articles[pair]) for pair in found.pairs)]
        if not found.pairs:
            return ()
        return tuple(
            Agreed(*told, label or EVERY, found.of(pair, label).f1, count)
            for pair, told, count in pairs
            for label in (None, *found.labels)
        )

    def _classes(self, _names: Sequence[str], _progress: Steps) -> dict[str, int]:
        return {}

    def _sides(self, names: Sequence[str], progress: Callable[[float], None]) -> tuple[Side | None, Side | None]:
        """The finished Articles on which Suggestions were shown, and those on which they were hidden."""
        from annotator.workspace import steering

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

    # Showing

    def board(
        self,
        choice: Choice | None = None,
        *,
        hide_names: bool = False,
        compare: bool = True,
        progress: Steps = lambda _done, _total: None,
    ) -> Board:
        """The figures of the dashboard. With `hide_names` annotators are called A1, A2 and so on. Without `compare`
        those are missing for which Spans have to be read. Raises as `numbers` does; `progress` may raise to cancel."""
        from annotator.review.board import board

        self._keep_up()
        numbers = self.numbers(choice)
        compared = self.compared(choice, progress) if compare else None
        if hide_names:
            names = hidden_names(self.annotators())
            numbers = numbers.called(names)
            compared = compared.called(names) if compared else None
        return board(numbers, compared, self._titles())

    def _titles(self) -> dict[str, str]:
        is_arabic = language() == "ar"
        return {label.name: label.title if is_arabic else label.name for label in self.schema.labels}

    def report_path(self) -> Path:
        """Where a report lands where nobody says otherwise."""
        return paths.exports_folder() / f"{self.path.stem}-report.html"

    def write_report(
        self,
        out: Path | BinaryIO,
        choice: Choice | None = None,
        *,
        hide_names: bool = False,
        force: bool = False,
        progress: Steps = lambda _done, _total: None,
    ) -> None:
        """Write the dashboard as one page of HTML, in the language spoken now; the file is either whole or as it was.

        Raises BadInput where there is a file already, unless it is to be replaced by `force`; Refused for the name of
        a project; Unwritable; and as `numbers` does. `progress` may raise to cancel.
        """
        from annotator.dataset.whole import opened_file
        from annotator.review.page.page import page

        if isinstance(out, Path):
            if out.suffix == ".hashiya" or (paths.is_file(out) and out.samefile(self.path)):
                raise Refused(
                    _("“{path}” is a name for a project; choose another one for the report.").format(path=out)
                )
            if out.is_dir():
                raise BadInput(_("“{path}” is a folder; name a file for the report.").format(path=out))
            if paths.is_file(out) and not force:
                raise BadInput(_("“{path}” is there already; with --force it is replaced.").format(path=out))
        found = self.board(choice, hide_names=hide_names, progress=progress)
        written = page(found, self.path.stem, self._told(choice), date.today().isoformat())
        with opened_file(out) as stream:
            stream.write(written.encode())

    def _told(self, choice: Choice | None) -> str:
        """What a report covers, in words; empty where it covers everything."""
        from annotator.model.status_word import status_word

        if choice is None:
            return ""
        told = []
        if choice.status is not None:
            told.append(_("status: {status}").format(status=status_word(choice.status)))
        if choice.since:
            told.append(_("from {day}").format(day=choice.since))
        if choice.until:
            told.append(_("until {day}").format(day=choice.until))
        return " · ".join(told)


def hidden_names(people: Iterable[str]) -> dict[str, str]:
    """What annotators are called whose names are hidden: A1, A2 and so on, in an order that letters have too."""
    names = list(people)
    width = len(str(len(names)))
    return {name: f"A{number:0{width}}" for number, name in enumerate(names, 1)}


def _side(side: Steered) -> Side:
    from annotator.review.compared import Side

    return Side(side.articles, side.density, side.pace, side.score.f1)
