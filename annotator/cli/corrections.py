"""The verb that puts corrected dates out as regression rows."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli import screen
from annotator.cli.session import annotator_option, project
from annotator.words import _
from annotator.workspace import Workspace


@click.command(
    short_help=_("Print the date values that people corrected, as JSON lines."),
    help=_(
        "Print the dates whose value a person corrected, one JSON object a line: the sentence, the publication date, "
        "what was proposed and what is right."
    ),
)
@project
@annotator_option(_("Whose corrections; those of everyone where nothing is said."))
def corrections(project: Path, annotator: str | None) -> None:
    """Print corrected dates."""
    with Workspace.open(project) as workspace:
        names = [workspace.known_annotator(annotator)] if annotator else workspace.annotators()
    for name in names:
        with Workspace.open(project, name) as workspace, workspace.reading():
            for row in workspace.corrections():
                screen.show_json(asdict(row))


VERBS = (corrections,)
