"""Verbs that take changes back and make them again."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.screen import say
from annotator.cli.session import Session, annotator_option, project
from annotator.errors import Refused
from annotator.words import _
from annotator.workspace import Workspace


@click.command(
    short_help=_("Take an annotator's last change back."),
    help=_("Take an annotator's last change back, whenever and wherever it was made."),
)
@project
@annotator_option(_("Whose change; the one the project was made for where nothing is said."))
@click.pass_obj
def undo(session: Session, project: Path, annotator: str | None) -> None:
    """Take the last step back."""
    with Workspace.open(project, annotator) as workspace:
        workspace.known_annotator(workspace.annotator)
        what = workspace.undo_name
        if workspace.undo() is None:
            raise Refused(_("{annotator} has nothing to undo.").format(annotator=workspace.annotator))
        session.settled = True
    say(_("Undone: {what}").format(what=what))


@click.command(
    short_help=_("Make an undone change again."),
    help=_("Make an annotator's change that was undone last again."),
)
@project
@annotator_option(_("Whose change; the one the project was made for where nothing is said."))
@click.pass_obj
def redo(session: Session, project: Path, annotator: str | None) -> None:
    """Make the step that was undone last again."""
    with Workspace.open(project, annotator) as workspace:
        workspace.known_annotator(workspace.annotator)
        what = workspace.redo_name
        if workspace.redo() is None:
            raise Refused(_("{annotator} has nothing to redo.").format(annotator=workspace.annotator))
        session.settled = True
    say(_("Redone: {what}").format(what=what))


VERBS = (undo, redo)
