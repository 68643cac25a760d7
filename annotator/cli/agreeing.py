"""The verb that tells how far annotators agree."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from annotator.cli import screen
from annotator.cli.session import as_json, names_given, project
from annotator.model.annotation import Status
from annotator.words import _, ngettext
from annotator.workspace import Workspace

_BEGUN = (Status.DONE, Status.IN_PROGRESS, Status.FLAGGED)
"""What is compared where nothing is done by two, as where work has come from files of other programs."""


@click.command(
    short_help=_("Say how far annotators agree."),
    help=_(
        "Say how far annotators agree, over the articles that at least two of them have done: F1 of spans, kappa, "
        "Krippendorff's alpha, gamma, values, attributes and relations, by pair and by label, with intervals. For "
        "programs, a line has whose figure it is, its name, its value and its interval between tabs."
    ),
)
@project
@click.option(
    "--annotators", "names", multiple=True, metavar=_("NAME,NAME"), help=_("Only these; else all, without gold.")
)
@click.option("--label", "labels", multiple=True, metavar=_("LABEL"), help=_("Only spans with this label."))
@click.option(
    "--level", type=click.Choice(["token", "character"]), help=_("What kappa and alpha look at; else at both.")
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help=_("Which articles count, by the status that each annotator gave them (done)."),
)
@click.option(
    "--resamples",
    type=click.IntRange(min=0),
    metavar=_("N"),
    help=_("How often articles are drawn anew for the intervals (1000)."),
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    metavar=_("N"),
    help=_("Another number draws otherwise; the same one draws the same."),
)
@click.option("--gamma", "with_gamma", is_flag=True, help=_("Gamma too, which takes longer."))
@as_json
def agreement(
    project: Path,
    names: tuple[str, ...],
    labels: tuple[str, ...],
    level: str | None,
    statuses: tuple[str, ...],
    resamples: int | None,
    seed: int,
    with_gamma: bool,
    as_json: bool,
) -> None:
    """Say how far annotators agree."""
    from annotator.cli.agreement_json import to_json
    from annotator.cli.agreement_tables import lines, tables
    from annotator.review.agreement import Level
    from annotator.workspace.agreeing import RESAMPLES

    with Workspace.open(project) as workspace, screen.progress(_("Comparing annotators")) as reporter:
        compared = partial(
            workspace.agreement,
            list(names_given(names, workspace.annotators())),
            labels=labels,
            levels=(Level(level),) if level else (),
            resamples=RESAMPLES if resamples is None else resamples,
            seed=seed,
            with_gamma=with_gamma,
            progress=reporter,
        )
        found = compared(statuses=[Status(status) for status in statuses] or (Status.DONE,))
        if not found.articles and not statuses:
            found = compared(statuses=_BEGUN)
    if found.statuses == _BEGUN and found.articles:
        screen.complain(_("No article was done by two annotators, so what they have begun is compared."))
    if as_json:
        screen.show_json(to_json(found))
    elif not found.articles:
        screen.complain(_("No article has the work of two annotators, so there is nothing to compare."))
    elif screen.is_terminal():
        screen.say(
            ngettext(
                "{n} article, by at least two annotators", "{n} articles, by at least two annotators", found.articles
            )
        )
        for title, headings, rows, numeric in tables(found):
            screen.say("")
            screen.say(title)
            screen.show_table(headings, rows, numeric=numeric)
    else:
        screen.show_table((), lines(found))


VERBS = (agreement,)
