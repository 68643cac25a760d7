"""The verb for the encoder: a file on this machine that gives words vectors to learn by."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli import screen
from annotator.cli.session import Session, project
from annotator.errors import BadInput
from annotator.words import _
from annotator.workspace import Workspace


@click.command(
    short_help=_("Choose an encoder to learn with."),
    help=_(
        "Choose the encoder that gives words vectors when this project is learned from: a language model as an ONNX "
        "file, with its tokenizer.json beside it. It is never trained and sends nothing anywhere. Without a file, say "
        "which one is chosen. The choice holds for this project on this machine."
    ),
)
@project
@click.argument("model", metavar=_("[FILE]"), required=False, type=click.Path(path_type=Path))
@click.option(
    "--tokenizer",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("Its tokenizer.json, where it does not lie beside it."),
)
@click.option(
    "--output",
    metavar=_("NAME"),
    default="",
    help=_("The layer that is taken; a middle one knows most about names. Two thirds of the way up if unsaid."),
)
@click.option("--off", is_flag=True, help=_("Learn without an encoder."))
@click.pass_obj
def encoder(
    session: Session, project: Path, model: Path | None, tokenizer: Path | None, output: str, off: bool
) -> None:
    """Choose one, none, or say which."""
    if (off and model) or ((tokenizer or output) and not model):
        raise BadInput(_("Give either a file, with --tokenizer and --output where needed, or --off, or nothing."))
    with Workspace.open(project) as workspace:
        if model:
            size = workspace.choose_encoder(model, tokenizer, output)
            session.settled = True
            screen.say(_("The encoder is chosen; its vectors have {n} numbers.").format(n=size))
            screen.say(_("Learn with it: hashiya train {project}").format(project=project))
        elif off:
            workspace.forget_encoder()
            session.settled = True
            screen.say(_("From now on it is learned without an encoder."))
        else:
            chosen = workspace.encoder()
            screen.say(chosen.model if chosen else _("No encoder is chosen."))
