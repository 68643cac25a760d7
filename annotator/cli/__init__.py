"""The command line: one file per family of verbs."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from annotator import __version__
from annotator.cli import screen, stopping, trouble
from annotator.cli.session import Session
from annotator.words import _

_ROOMS = {
    "opening": ("open", "sample", "new"),
    "exchange": ("import",),
    "exporting": ("export",),
    "formats": ("formats",),
    "publishing": ("publish",),
    "converting": ("convert",),
    "dividing": ("split", "duplicates"),
    "consistency": ("consistency",),
    "teaming": ("annotators", "assign", "review"),
    "parting": ("bundle", "merge"),
    "watching": ("progress", "report"),
    "cases": ("cases",),
    "adjudicating": ("adjudicate",),
    "agreeing": ("agreement",),
    "looking": ("list", "show", "log", "check"),
    "finding": ("find",),
    "dates": ("dates", "date"),
    "suggesting": ("suggest", "names", "next"),
    "learning": ("train", "evaluate", "steering"),
    "recommenders": ("recommenders",),
    "corrections": ("corrections",),
    "history": ("undo", "redo"),
    "trimming": ("trim",),
    "settling": ("settings",),
    "schema": ("schema",),
}
"""The files beside this one and their verbs, in the order of a working day."""


class Verbs(click.Group):
    """All verbs of the command. A file is loaded when one of its verbs is asked for: the window needs one of them.
    Whatever goes wrong in a verb is told in words."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the words before the verb, among which help and the version are printed."""
        screen.prepare()
        with stopping.heard(), trouble.in_words(extra.get("obj") or Session()):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with stopping.heard(), trouble.in_words(ctx.ensure_object(Session)):
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A project in the place of a command is opened: that is what a file manager's double click says."""
        if args and args[0].endswith(".hashiya"):
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return [name for names in _ROOMS.values() for name in names]

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        room = next((room for room, names in _ROOMS.items() if name in names), None)
        if room is None:
            return None
        verbs: tuple[click.Command, ...] = import_module(f"annotator.cli.{room}").VERBS
        verb = next(verb for verb in verbs if verb.name == name)
        verb.options_metavar = _("[OPTIONS]")  # click does not look this one up
        return verb


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    help=_(
        "Annotate entities, events and dates in Arabic news. Without a command: open the last project, or the start "
        "page."
    ),
    epilog=_("Exit status: 0 done, 1 a check found something, 2 a mistake in use or in input."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("[COMMAND] …"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="hashiya")
@click.pass_context
def hashiya(context: click.Context) -> None:
    """Without a command, open the window."""
    if context.invoked_subcommand is None:
        context.exit(context.obj.open_window(None, None))
