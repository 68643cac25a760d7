"""What an import does about boilerplate: the option, the list, and what is told in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import screen
from annotator.words import _, ngettext
from annotator.workspace import Report, Workspace

if TYPE_CHECKING:
    from annotator.edits.cleaning import LeaveOut, Place
    from annotator.formats.fields import TableReading

KEEP, LIST, REMOVE = "keep", "list", "remove"


def boilerplate_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option `--boilerplate keep|list|remove`."""
    told = _(
        "What to do about share lines, “اقرأ أيضا” and the like in articles without spans: keep them and say how many "
        "there are, only list them, or leave them out and say which."
    )
    return click.option("--boilerplate", type=click.Choice((KEEP, LIST, REMOVE)), default=KEEP, help=told)(command)


def leaving_out(boilerplate: str) -> LeaveOut | None:
    """What is left out where the option says so."""
    return (lambda _passage: True) if boilerplate == REMOVE else None


def show_boilerplate(
    workspace: Workspace,
    files: Iterable[Path],
    *,
    encoding: str | None,
    format_name: str | None,
    table: TableReading,
    as_json: bool,
) -> None:
    """List the boilerplate in files; nothing is imported. Passages that say the same are one row, unless as JSON."""
    with screen.progress(_("Looking for boilerplate")) as reporter:
        if as_json:
            found = workspace.boilerplate_in(
                files, encoding=encoding, format_name=format_name, table=table, progress=reporter
            )
            screen.show_json_array(map(_told, found))
            return
        groups = workspace.alike_boilerplate_in(
            files, encoding=encoding, format_name=format_name, table=table, progress=reporter
        )
    rows = (
        (str(alike.articles), alike.title, f"{alike.places[0].path}:{alike.places[0].line}", alike.words)
        for alike in groups
    )
    screen.show_table((_("Articles"), _("Kind"), _("First in"), _("Passage")), rows)


def _told(place: Place) -> dict[str, object]:
    passage = place.passage
    return {
        "path": screen.plain_path(place.path),
        "line": place.line,
        "title": place.title,
        "kind": passage.kind,
        "start": passage.start,
        "end": passage.end,
        "text": place.words,
    }


def tell_boilerplate(report: Report) -> None:
    """Print what was done about boilerplate."""
    if report.boilerplate:
        told = ngettext(
            "{n} passage that looks like boilerplate was kept; --boilerplate list shows it, --boilerplate remove "
            "leaves it out.",
            "{n} passages that look like boilerplate were kept; --boilerplate list shows them, --boilerplate remove "
            "leaves them out.",
            report.boilerplate,
        )
        screen.say(told)
    if report.removed:
        n = len(report.removed)
        screen.say(
            ngettext("{n} passage of boilerplate was left out:", "{n} passages of boilerplate were left out:", n)
        )
        for remark in report.removed:
            screen.say(f"  {remark}")
    if report.uncleaned:
        told = ngettext(
            "{n} article with spans, or from an export of Hashiya, has boilerplate and came in as it is.",
            "{n} articles with spans, or from an export of Hashiya, have boilerplate and came in as they are.",
            report.uncleaned,
        )
        screen.say(told)
