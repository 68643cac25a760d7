"""Verbs that open a project or make one."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from annotator import paths
from annotator.cli.screen import say
from annotator.cli.session import (
    FilePath,
    Session,
    annotator_option,
    new_project,
    project,
)
from annotator.errors import NotAProject
from annotator.words import _
from annotator.workspace import Workspace, schema_names


@click.command("open", help=_("Open a project in the window."))
@project
@annotator_option(_("Annotate under this name, rather than the one the project was made for."))
@click.pass_obj
def open_(session: Session, project: Path, annotator: str | None) -> int:
    """Open a project in the window."""
    if not project.is_file():
        raise NotAProject.missing(project)
    status = session.open_window(project, annotator)
    click.get_current_context().exit(status)


@click.command(
    short_help=_("Make a project with the two sample articles."),
    help=_("Make a project with the two sample articles, and say where it is. Without a path it is made once."),
)
@click.argument("project", metavar=_("[PROJECT]"), required=False, type=FilePath(), callback=new_project)
@click.pass_obj
def sample(session: Session, project: Path | None) -> None:
    """Make the sample project."""
    path = project or paths.sample_project()
    if project is None and path.exists():
        Workspace.open(path).close()
        say(_("The sample project is at “{path}”.").format(path=path))
        return
    Workspace.sample(path, annotator=paths.login_name()).close()
    session.settled = True
    say(_("Made the sample project. Open it with: hashiya open {path}").format(path=shlex.quote(str(path))))


@click.command(help=_("Make an empty project."))
@click.argument("project", metavar=_("PROJECT"), type=FilePath(), callback=new_project)
@click.option(
    "--schema",
    metavar=_("NAME"),
    default="news",
    show_default=True,
    help=_(
        "The labels: {names}, or a file with a schema of Hashiya or labels of brat, Label Studio or doccano."
    ).format(names=", ".join(schema_names())),
)
@annotator_option(_("Who annotates in it; your login name where nothing is said."))
@click.pass_obj
def new(session: Session, project: Path, schema: str, annotator: str | None) -> None:
    """Make an empty project."""
    from annotator.cli.schema import fault_by_fault, schema_in

    name = paths.login_name() if annotator is None else annotator
    with fault_by_fault():
        labels = schema_in(schema)
    with Workspace.create(project, schema=labels, annotator=name) as workspace:
        session.settled = True
        say(_("Made the project “{path}” for {annotator}.").format(path=project, annotator=workspace.annotator))


VERBS = (open_, sample, new)
