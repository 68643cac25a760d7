"""The verb that makes a gold version by a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.comparing import compared_options
from annotator.cli.session import Session, as_json, project
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.workspace import Workspace
    from annotator.workspace.case_reports import Adjudicated
    from annotator.workspace.comparing import Compared


@click.command(
    short_help=_("Make a gold version by a rule."),
    help=_(
        "Decide by a rule where annotators differ, and take what all say alike, as one step for undo. What was decided "
        "by hand stays as it is; what the rule cannot decide is left open."
    ),
)
@project
@click.option(
    "--strategy",
    metavar=_("NAME"),
    required=True,
    help=_(
        "unanimous: what all say; majority: what more than half say; union: all that anyone has marked; first:NAME: "
        "what this annotator says."
    ),
)
@click.option("--label", "labels", metavar=_("LABEL"), multiple=True, help=_("Only where this label is at issue."))
@click.option("--anew", is_flag=True, help=_("Decide again what a rule has decided before."))
@click.option("--dry-run", is_flag=True, help=_("Change nothing; tell what would be decided."))
@compared_options
@as_json
@click.pass_obj
def adjudicate(
    session: Session,
    *,
    workspace: Workspace,
    compared: Compared,
    strategy: str,
    labels: tuple[str, ...],
    anew: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Decide by a strategy."""
    with screen.progress(_("Comparing layers")) as reporter:
        found = workspace.adjudicate(
            strategy, compared=compared, labels=labels, anew=anew, dry_run=dry_run, progress=reporter
        )
    session.settled = not dry_run
    if as_json:
        screen.show_json(_report(found, dry_run=dry_run))
        return
    from annotator.review.class_words import class_word

    terminal = screen.is_terminal()
    names = (_("Articles"), _("Decided"), _("All said the same"), _("Left open"))
    numbers = found.articles, found.cases.decided, found.cases.agreed, found.cases.left
    keys = names if terminal else ("articles", "decided", "agreed", "left")
    rows = [(str(number), name) for number, name in zip(numbers, keys, strict=True)]
    kinds = sorted(found.cases.kinds.items(), key=lambda item: (-item[1], item[0]))
    rows += [
        (str(number), _("Left open") + f": {class_word(kind)}" if terminal else f"left:{kind.value}")
        for kind, number in kinds
    ]
    screen.show_table((_("Count"), _("What")), rows)
    if not found.articles:
        screen.complain(_("No article has layers to compare; see --annotators, --status and --at-least."))
    elif dry_run:
        screen.complain(_("Nothing was changed: this was a dry run."))
    else:
        n = len(found.changed)
        told = ngettext("Gold has changed in {n} article.", "Gold has changed in {n} articles.", n)
        screen.complain(told)


def _report(found: Adjudicated, *, dry_run: bool) -> dict[str, Any]:
    return {
        "strategy": found.strategy,
        "dry_run": dry_run,
        "articles": found.articles,
        "changed": len(found.changed),
        "decided": found.cases.decided,
        "agreed": found.cases.agreed,
        "left": found.cases.left,
        "classes": {kind.value: number for kind, number in sorted(found.cases.kinds.items())},
    }


VERBS = (adjudicate,)
