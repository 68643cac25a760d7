"""Verbs of a lead: who works in the project, who annotates what, and whether they see one another's work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.session import Session, as_json, lead_option, names_given, opened, project
from annotator.errors import BadInput
from annotator.model.annotation import annotator_name
from annotator.model.assignment import AssignReport, AssignRule, Strategy
from annotator.model.roles import Role, role_word
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.workspace.teaming import Member


@click.command(
    short_help=_("List the annotators and their roles, or change them."),
    help=_(
        "List the annotators, their roles, and how far they are; add some, or give them another role. A lead sees "
        "everybody's work, an annotator their own. For programs, a line has name, role, articles that are assigned, "
        "begun and done, between tabs."
    ),
)
@project
@click.option(
    "--add", "names", metavar=_("NAME"), multiple=True, help=_("Add an annotator; several times for several.")
)
@click.option(
    "--role",
    type=click.Choice([Role.ANNOTATOR.value, Role.LEAD.value]),
    help=_("The role of who is added, or the new one of who is there already."),
)
@lead_option
@as_json
@click.pass_obj
def annotators(
    session: Session, project: Path, names: tuple[str, ...], role: str | None, lead: str | None, as_json: bool
) -> None:
    """List annotators."""
    if role and not names:
        raise click.UsageError(_("Say whose role it is: --add NAME --role ROLE"))
    with opened(project, lead) as workspace:
        for name in map(annotator_name, names):
            if name in workspace.roles() and role:
                workspace.set_role(name, Role(role))
            else:
                workspace.add_annotator(name, Role(role or Role.ANNOTATOR))
        session.settled = bool(names)
        team = workspace.team()
    if as_json:
        screen.show_json_array(_told_member(member) for member in team)
    elif screen.is_terminal():
        headings = (_("Annotator"), _("Role"), _("Assigned"), _("Begun"), _("Done"))
        screen.show_table(headings, (_shown(member, role_word(member.role)) for member in team), numeric=0)
    else:
        screen.show_table((), (_shown(member, member.role.value) for member in team))


def _shown(member: Member, role: str) -> tuple[str, ...]:
    return screen.flat(member.name), role, str(member.assigned), str(member.begun), str(member.done)


def _told_member(member: Member) -> dict[str, Any]:
    return {
        "name": member.name,
        "role": member.role.value,
        "assigned": member.assigned,
        "begun": member.begun,
        "done": member.done,
    }


def _share(_context: click.Context, _param: click.Parameter, said: str | None) -> float:
    """A percentage such as `20%` or `20`."""
    try:
        return float((said or "0").strip().rstrip("%٪"))
    except ValueError:
        raise BadInput(_("“{said}” is no share; write it as 20%").format(said=said)) from None


@click.command(
    short_help=_("Say who annotates what."),
    help=_(
        "Hand out the articles that nobody has yet, so that all have as much to read, and show who has how much. What "
        "somebody has stays with them; run it again after an import to hand out what is new. Without --annotators, "
        "only show it."
    ),
)
@project
@click.option("--annotators", "names", metavar=_("NAMES"), help=_("Who annotates, with commas between them."))
@click.option("--overlap", metavar=_("N%"), callback=_share, help=_("The share of the articles that several get (0%)."))
@click.option("--together", metavar=_("N"), type=int, default=0, help=_("How many get such an article (all of them)."))
@click.option(
    "--per-annotator", "most", metavar=_("N"), type=click.IntRange(min=1), help=_("No more articles than this each.")
)
@click.option(
    "--strategy",
    type=click.Choice([strategy.value for strategy in Strategy]),
    default=Strategy.OVERLAP.value,
    help=_(
        "overlap: a like mixture of sources and days for each (the default); all: everything to everybody; random: by "
        "chance; source: each source to one; date: a stretch of time to each."
    ),
)
@click.option(
    "--seed",
    type=int,
    metavar=_("N"),
    default=0,
    help=_("Another number draws otherwise; the same one draws the same."),
)
@click.option("--anew", is_flag=True, help=_("Hand everything out again but what somebody has begun."))
@lead_option
@as_json
@click.pass_obj
def assign(
    session: Session,
    /,
    *,
    project: Path,
    names: str | None,
    overlap: float,
    together: int,
    most: int | None,
    strategy: str,
    seed: int,
    anew: bool,
    lead: str | None,
    as_json: bool,
) -> None:
    """Hand Articles out."""
    with opened(project, lead) as workspace:
        if names is None:
            report = workspace.assignment_report()
        else:
            who = tuple(map(annotator_name, names_given([names], workspace.annotators())))
            rule = AssignRule(who, Strategy(strategy), overlap, together, most or 0, seed)
            report = workspace.assign(rule, anew=anew)
            session.settled = True
        assignments = workspace.assignments()
    if as_json:
        told = {name: asdict(load) for name, load in sorted(report.loads.items())}
        held = {name: list(uids) for name, uids in assignments.items()}
        counted = {"articles": report.articles, "shared": report.shared, "unassigned": report.unassigned}
        screen.show_json({"annotators": told, **counted, "assignments": held})
        return
    headings = (_("Annotator"), _("Articles"), _("Characters"), _("Shared"), _("New"), _("Gone"))
    screen.show_table(headings, _loads(report), numeric=0)
    n = report.shared
    screen.complain(ngettext("{n} article has several annotators.", "{n} articles have several annotators.", n))
    if report.unassigned:
        n = report.unassigned
        screen.complain(ngettext("{n} article has no annotator.", "{n} articles have no annotator.", n))


def _loads(report: AssignReport) -> Iterator[tuple[str, ...]]:
    for name, load in sorted(report.loads.items()):
        numbers = (load.articles, load.characters, load.shared, load.added, load.removed)
        yield (screen.flat(name), *map(str, numbers))


@click.command(
    short_help=_("Let annotators see one another's work, or not."),
    help=_("Say whether annotators see one another's work in the window, or change it. A lead always sees it."),
)
@project
@click.option("--open/--shut", "is_open", default=None, help=_("Show others' work to annotators, or hide it."))
@lead_option
@click.pass_obj
def review(session: Session, project: Path, is_open: bool | None, lead: str | None) -> None:
    """Open or shut the review."""
    with opened(project, lead) as workspace:
        if is_open is not None:
            workspace.open_review(is_open=is_open)
            session.settled = True
        told = _("Annotators see their own work alone.")
        if workspace.is_review_open:
            told = _("The review is open: annotators see one another's work.")
        screen.say(told)


VERBS = (annotators, assign, review)
