"""Verbs that tell how the work goes: its numbers here, its figures in a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator import words
from annotator.cli import screen
from annotator.cli.session import Session, annotator_option, as_json, opened, project
from annotator.model.annotation import Status
from annotator.words import _

if TYPE_CHECKING:
    from annotator.review.compared import Compared
    from annotator.review.figures import Figure
    from annotator.review.progress import Choice, Numbers, Quartiles


def _choosing(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that say what is looked at."""
    for option in (
        click.option("--until", metavar=_("DAY"), default="", help=_("Only what was done until this day.")),
        click.option("--from", "since", metavar=_("DAY"), default="", help=_("Only what was done from this day on.")),
        click.option(
            "--status", type=click.Choice([status.value for status in Status]), help=_("Only what has this status.")
        ),
        click.option(
            "--only",
            "only",
            metavar=_("NAME"),
            multiple=True,
            help=_("Only the work of this annotator; may be given several times."),
        ),
        annotator_option(_("Who asks; an annotator sees others only once the review is open.")),
    ):
        verb = option(verb)
    return verb


def _choice(only: Sequence[str], status: str | None, since: str, until: str) -> Choice:
    from annotator.review.progress import Choice

    return Choice(tuple(only) or None, Status(status) if status else None, since, until)


@click.command(
    short_help=_("Say how far the work is."),
    help=_(
        "Say how far the work is: articles by status, days, spans by label, time, agreement and what annotators differ "
        "in. For programs, a line has the name of a figure and then the cells of its table between tabs."
    ),
)
@project
@_choosing
@click.option("--quick", is_flag=True, help=_("Leave out what has to compare spans: agreement and differences."))
@as_json
def progress(
    project: Path,
    annotator: str | None,
    only: tuple[str, ...],
    status: str | None,
    since: str,
    until: str,
    quick: bool,
    as_json: bool,
) -> None:
    """Print the numbers of the dashboard."""
    choice = _choice(only, status, since, until)
    with (
        opened(project, annotator, to_read=True) as workspace,
        screen.progress(_("Comparing"), quiet=as_json) as reporter,
    ):
        found = workspace.findings(choice, compare=not quick, progress=reporter)
        board = workspace.board(found)
    if as_json:
        screen.show_json(_told(found.numbers, found.compared))
        return
    if screen.is_terminal():
        for tile in board.tiles:
            screen.say(f"{tile.value} {tile.text}")
        for figure in board.figures:
            screen.say("")
            screen.say(figure.title)
            _show(figure)
        if not board.figures:
            screen.say(_("Nobody has begun yet."))
        return
    for figure in board.figures:
        screen.show_table((), ((figure.key, *map(_cell, row)) for row in figure.table.rows))


def _show(figure: Figure) -> None:
    from annotator.review.figures import Kind, shown

    columns = figure.table.columns
    texts = [at for at, column in enumerate(columns) if column.kind is Kind.TEXT]
    order = [*(at for at in range(len(columns)) if at not in texts), *texts]
    rows = (tuple(shown(row[at], columns[at].kind) for at in order) for row in figure.table.rows)
    screen.show_table([columns[at].title for at in order], rows, numeric=len(columns) - len(texts))


def _cell(value: str | float | None) -> str:
    return "" if value is None else str(value)


def _told(numbers: Numbers, compared: Compared | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "articles": numbers.articles,
        "annotators": [
            {
                "annotator": name,
                "assigned": numbers.assigned.get(name, 0),
                "statuses": {status.value: numbers.statuses[name].get(status, 0) for status in Status},
                "seconds": numbers.seconds.get(name, 0),
                "spans": sum(numbers.labels[name].values()),
                "labels": dict(sorted(numbers.labels[name].items())),
                "seconds_per_article": _quartiles(numbers.pace[name].article if name in numbers.pace else None),
                "seconds_per_span": _quartiles(numbers.pace[name].span if name in numbers.pace else None),
            }
            for name in numbers.annotators
        ],
        "days": [
            {
                "day": day.day,
                "annotator": day.annotator,
                "marked": day.made,
                "imported": day.imported,
                "finished": day.finished,
            }
            for day in numbers.days
        ],
        "gold": {
            "done": numbers.gold.done,
            "begun": numbers.gold.begun,
            "ready": numbers.gold.ready,
            "spans": numbers.gold.spans,
        },
    }
    return told if compared is None else told | _compared(compared)


def _compared(compared: Compared) -> dict[str, Any]:
    def side(name: str) -> dict[str, float] | None:
        found = getattr(compared, name)
        return None if found is None else {key: round(value, 4) for key, value in found._asdict().items()}

    return {
        "agreement": [
            {
                "a": one.first,
                "b": one.second,
                "label": one.label,
                "articles": one.articles,
                "f1": {"exact": one.f1, "range": one.range, "overlap": one.overlap},
            }
            for one in compared.agreed
        ],
        "disagreements": dict(sorted(compared.classes.items())),
        "suggestions": {outcome.value: count for outcome, count in sorted(compared.verdicts.items())},
        "steering": {"shown": side("shown"), "hidden": side("hidden")},
    }


def _quartiles(found: Quartiles | None) -> dict[str, float] | None:
    return None if found is None else {key: round(value, 2) for key, value in found._asdict().items()}


@click.command(
    short_help=_("Write the figures of the work as a page."),
    help=_(
        "Write the figures of the dashboard, with their tables, as one page of HTML that needs nothing else, to be "
        "sent and printed."
    ),
)
@project
@click.option("-o", "--output", metavar=_("FILE"), type=click.Path(path_type=Path), help=_("Where the page goes."))
@click.option(
    "--language", type=click.Choice(words.LANGUAGES), help=_("The language of the page; that of the program else.")
)
@click.option("--hide-names", is_flag=True, help=_("Call the annotators A1, A2 and so on."))
@click.option("--force", is_flag=True, help=_("Replace a file that is there already."))
@_choosing
@click.pass_obj
def report(
    session: Session,
    /,
    *,
    project: Path,
    output: Path | None,
    language: words.Language | None,
    hide_names: bool,
    force: bool,
    annotator: str | None,
    only: tuple[str, ...],
    status: str | None,
    since: str,
    until: str,
) -> None:
    """Write the report."""
    choice = _choice(only, status, since, until)
    with opened(project, annotator, to_read=True) as workspace, screen.progress(_("Comparing")) as reporter:
        path = output or workspace.report_path()
        workspace.check_report_path(path, force=force)
        found = workspace.findings(choice, progress=reporter)
        with words.spoken(language or words.language()):
            workspace.write_report(path, found, hide_names=hide_names, force=force)
    session.settled = True
    screen.say(_("Wrote the report to “{path}”").format(path=path))


VERBS = (progress, report)
