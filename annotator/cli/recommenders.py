"""Verbs for recommenders: which there are, and which of those outside may be asked."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import screen
from annotator.cli.encoder import encoder
from annotator.cli.recommender_adding import add, label_table
from annotator.cli.recommender_tables import show_answer, show_labels, show_recommenders, to_allow
from annotator.cli.session import Session, as_json, project
from annotator.errors import BadInput, Refused
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.suggest.external.outside import Outside

name = click.argument("name", metavar=_("NAME"))


@click.command(
    "list",
    short_help=_("List the recommenders of a project."),
    help=_(
        "List the recommenders of a project, Hashiya's own and those outside. For programs, a line has name, kind, on "
        "or off, allowed or not, how much of what it proposed was right and how many proposals that goes by, and what "
        "it starts or asks, between tabs."
    ),
)
@project
@as_json
def list_(project: Path, as_json: bool) -> None:
    """List them."""
    with Workspace.open(project) as workspace:
        show_recommenders(workspace, as_json=as_json)


@click.command(
    short_help=_("Take a recommender out."),
    help=_("Take a recommender outside out of a project, or all of them, and take back that it was allowed."),
)
@project
@click.argument("name", metavar=_("[NAME]"), required=False)
@click.option("--all", "is_all", is_flag=True, help=_("All of them, also where nobody can read how they are set up."))
@click.pass_obj
def remove(session: Session, project: Path, name: str | None, is_all: bool) -> None:
    """Take one out, or all."""
    if is_all == bool(name):
        raise BadInput(_("Give either a name or --all."))
    with Workspace.open(project) as workspace:
        if name:
            workspace.remove_outside(name)
        else:
            workspace.remove_outsides()
        session.settled = True
    screen.say(_("“{name}” is taken out.").format(name=name) if name else _("All of them are taken out."))


def _switch(on: bool) -> Callable[[Session, Path, str], None]:
    def switch(session: Session, project: Path, name: str) -> None:
        with Workspace.open(project) as workspace:
            workspace.switch_recommender(name, on)
            session.settled = True
            screen.say(_("“{name}” is on.").format(name=name) if on else _("“{name}” is off.").format(name=name))
            if on and name in [one.name for one in workspace.waiting_outsides()]:
                screen.say(to_allow(project, name))

    return switch


on = click.command("on", help=_("Ask a recommender from now on."))(project(name(click.pass_obj(_switch(True)))))
off = click.command("off", help=_("Ask a recommender no more, but keep how it is set up."))(
    project(name(click.pass_obj(_switch(False))))
)


@click.command(
    short_help=_("Allow a recommender to be started or asked."),
    help=_(
        "Allow a recommender outside to be started or asked, for this project and on this machine. It is shown exactly "
        "what that means, and then asked whether you want it."
    ),
)
@project
@name
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.pass_obj
def allow(session: Session, project: Path, name: str, yes: bool) -> None:
    """Allow one."""
    with Workspace.open(project) as workspace:
        outside = workspace.outside(name)
        if workspace.is_allowed(outside):
            screen.say(_("“{name}” is allowed already.").format(name=name))
            return
        for line in workspace.asking_leave(outside):
            screen.say(line)
        if not yes and not _is_wanted():
            raise Refused(_("“{name}” is not allowed.").format(name=name))
        workspace.allow(outside)
        session.settled = True
    screen.say(_("“{name}” is allowed now.").format(name=name))
    if not outside.enabled:
        screen.say(
            _("It is off; turn it on with: hashiya recommenders on {project} {name}").format(
                project=shlex.quote(str(project)), name=name
            )
        )


def _is_wanted() -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise BadInput(_("Nobody is there to ask; say --yes if that is what you want. Nothing was allowed."))
    return click.confirm(_("Do you allow that?"), default=False)


@click.command(
    help=_("Take back that a recommender outside was allowed to be started or asked for this project."),
)
@project
@name
@click.pass_obj
def forbid(session: Session, project: Path, name: str) -> None:
    """Forbid one."""
    with Workspace.open(project) as workspace:
        workspace.forbid(workspace.outside(name))
        session.settled = True
    screen.say(_("“{name}” is not allowed any more.").format(name=name))


@click.command(
    short_help=_("Say what a recommender's labels are called here."),
    help=_(
        "Say what the labels of a recommender outside are called in this project: LOC=GPE; LOC= leaves them out. "
        "Without any, print what was said; --forget LOC forgets it."
    ),
)
@project
@name
@click.argument("pairs", metavar=_("[THEIRS=OURS]…"), nargs=-1)
@click.option("--forget", metavar=_("THEIRS"), multiple=True, help=_("Forget what was said of a label."))
@click.pass_obj
def label(session: Session, project: Path, name: str, pairs: tuple[str, ...], forget: tuple[str, ...]) -> None:
    """Change the table of labels, or print it."""
    from dataclasses import replace

    with Workspace.open(project) as workspace:
        outside = workspace.outside(name)
        for theirs in forget:
            if theirs not in outside.labels:
                raise BadInput(_("Nothing was said of the label “{label}”.").format(label=theirs))
        table = {theirs: ours for theirs, ours in outside.labels.items() if theirs not in forget}
        table |= label_table(pairs, workspace.schema)
        if pairs or forget:
            outside = replace(outside, labels=table)
            workspace.put_outside(outside)
            session.settled = True
        show_labels(outside)


@click.command(
    short_help=_("Keep the key of a service."),
    help=_(
        "Keep the key for the host of a recommender's address in the key store of the system, never in the project. It "
        "is asked for without being shown, or read from standard input."
    ),
)
@project
@name
@click.option("--forget", is_flag=True, help=_("Forget the key."))
def key(project: Path, name: str, forget: bool) -> None:
    """Keep a key, or forget it."""
    with Workspace.open(project) as workspace:
        outside = workspace.outside(name)
        workspace.keep_key(outside, "" if forget else _key_given(outside))
    screen.say(_("The key is forgotten.") if forget else _("The key is kept in the key store of this system."))


def _key_given(outside: Outside) -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        given = click.prompt(_("Key for {address}").format(address=outside.address), hide_input=True, err=True)
    else:
        given = screen.standard_input().readline().decode("utf-8", "replace")
    if not str(given).strip():
        raise BadInput(_("There was no key. What was kept before is kept."))
    return str(given)


@click.command(
    "try",
    short_help=_("Show what a recommender proposes for an article."),
    help=_(
        "Show what a recommender outside proposes for an article, what of it was dropped and why, and what went wrong, "
        "whether it is on or not. Nothing is kept."
    ),
)
@project
@name
@click.argument("article", metavar=_("ARTICLE"))
@as_json
def try_(project: Path, name: str, article: str, as_json: bool) -> None:
    """Try one."""
    with Workspace.open(project) as workspace:
        uid = workspace.find_article(article)
        answer = workspace.try_outside(name, uid)
        show_answer(workspace.article(uid), answer, as_json=as_json)
    if answer.trouble:
        raise Refused(answer.trouble)


class Recommenders(click.Group):
    """The verbs for recommenders. A project in the place of one lists them."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and (args[0].endswith(".hashiya") or is_project(args[0])):
            args = ["list", *args]
        return super().resolve_command(ctx, args)


def is_project(given: str) -> bool:
    """Whether a file of that name is there, with its ending or without."""
    path = Path(given)
    return path.is_file() or (bool(path.name) and path.with_name(f"{path.name}.hashiya").is_file())


@click.group(
    cls=Recommenders,
    short_help=_("List recommenders; set those outside up."),
    help=_(
        "List the recommenders of a project: hashiya recommenders PROJECT. Set those outside up: a process, a service, "
        "a language model or a plug-in. None of them is started or asked before you allow it."
    ),
    subcommand_metavar=_("COMMAND …"),
)
def recommenders() -> None:
    """The verbs for recommenders."""


for _verb in (list_, add, remove, on, off, allow, forbid, label, key, try_, encoder):
    _verb.options_metavar = _("[OPTIONS]")  # click does not look this one up
    recommenders.add_command(_verb)

VERBS = (recommenders,)
