"""What a project settled: about proclitics, weeks and Suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli import screen
from annotator.cli.session import CLITICS, Session, clitics_option, project
from annotator.words import _
from annotator.workspace import WEEK_STARTS, Workspace

_LIL = ("cut", "whole")
_LEARN_FROM = ("own", "everyone")
_ON_SHARED = ("own", "nothing")


@click.command(
    short_help=_("Show or change what a project settled."),
    help=_("Show what a project settled, a setting and its value a line, or change it."),
)
@project
@clitics_option(_("Whether spans keep the proclitics و ف ب ل ك of their first word (inside) or not."))
@click.option("--lil", type=click.Choice(_LIL), help=_("Whether للـ is cut behind its first letter, or stays whole."))
@click.option("--week", type=click.Choice(tuple(WEEK_STARTS)), help=_("On which day a week starts."))
@click.option(
    "--threshold", metavar=_("NUMBER"), type=click.FloatRange(0, 1), help=_("How sure suggestions that are shown are.")
)
@click.option(
    "--blind",
    metavar=_("NUMBER"),
    type=click.IntRange(0, 100),
    help=_("On how many of a hundred articles suggestions are hidden, to compare."),
)
@click.option("--learn-from", type=click.Choice(_LEARN_FROM), help=_("Whose finished articles suggestions learn from."))
@click.option(
    "--shared",
    type=click.Choice(_ON_SHARED),
    help=_("What is proposed on articles that several annotate: what was learned from one's own work, or nothing."),
)
@click.pass_obj
def settings(
    session: Session,
    project: Path,
    clitics: str | None,
    lil: str | None,
    week: str | None,
    threshold: float | None,
    blind: int | None,
    learn_from: str | None,
    shared: str | None,
) -> None:
    """Show or change settings."""
    with Workspace.open(project) as workspace:
        if clitics or lil:
            workspace.settle_clitics(
                inside=clitics == "inside" if clitics else None, lil_whole=lil == "whole" if lil else None
            )
        if week:
            workspace.set_week_starts(week)
        if threshold is not None:
            workspace.settle_threshold(threshold)
        if blind is not None:
            workspace.settle_blind_share(blind)
        if learn_from or shared:
            workspace.settle_teachers(
                everyone=learn_from == "everyone" if learn_from else None,
                silent_on_shared=shared == "nothing" if shared else None,
            )
        given = (clitics, lil, week, threshold, blind, learn_from, shared)
        session.settled = any(one is not None for one in given)
        screen.show_table((_("Setting"), _("Value")), _settled(workspace), numeric=0)


def _settled(workspace: Workspace) -> Iterator[tuple[str, str]]:
    yield "clitics", CLITICS[workspace.clitics_inside]
    yield "lil", _LIL[workspace.lil_whole]
    yield "week", next(day for day, number in WEEK_STARTS.items() if number == workspace.week_starts)
    yield "threshold", f"{workspace.threshold:.2f}"
    yield "blind", str(workspace.blind_share)
    yield "learn-from", _LEARN_FROM[workspace.learns_from_everyone]
    yield "shared", _ON_SHARED[workspace.silent_on_shared]


VERBS = (settings,)
