"""The verb that puts training data out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import screen
from annotator.cli.session import Session, annotator_option, clitics_option, project
from annotator.cli.trouble import Exit
from annotator.errors import BadInput
from annotator.model.annotation import Status
from annotator.model.split import Split
from annotator.words import _, ngettext
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.dataset.losses import Loss
    from annotator.formats.bundle import Options

_TO_STDOUT = "-"
UNITS = {"utf16": "UTF16", "codepoint": "CODE_POINTS", "grapheme": "GRAPHEMES"}
"""Units of offsets by the names that they have in files, and in the program."""

whole_words_option = click.option(
    "--whole-words", is_flag=True, help=_("In formats of tokens: widen spans to whole words.")
)
scheme_option = click.option(
    "--scheme",
    type=click.Choice(["IOB1", "IOB2", "IOBES", "BILOU"], case_sensitive=False),
    default="IOB2",
    show_default=True,
    help=_("In formats of tokens: the scheme of the tags."),
)
offsets_option = click.option(
    "--offsets",
    type=click.Choice(list(UNITS)),
    help=_("In doccano's format: what offsets count; utf16, as its window does, where nothing is said."),
)
strict_option = click.option(
    "--strict", is_flag=True, help=_("Write nothing where the format would leave something out.")
)


@click.command(
    help=_("Write the project out as training data. The file is whole or not there, and each span is cut out again.")
)
@project
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    help=_(
        "The file to write; - is standard output. Without it: a file named after the project in the exports folder."
    ),
)
@click.option(
    "--format", "format_name", metavar=_("NAME"), default="jsonl", show_default=True, help=_("The format to write.")
)
@annotator_option(_("Only what this annotator did."))
@clitics_option(_("Write spans with و ف ب ل ك of their first word (inside) or without; else as they are."))
@click.option("--status", type=click.Choice([status.value for status in Status]), help=_("Only what has this status."))
@click.option(
    "--split", type=click.Choice([split.value for split in Split]), help=_("Only the articles of this split.")
)
@whole_words_option
@scheme_option
@offsets_option
@strict_option
@click.option(
    "--losses",
    is_flag=True,
    help=_(
        "Write nothing: list what the format would leave out, article by article. For programs, a line has the "
        "article's id, the part, how many of it, and the title between tabs. Exit status 1 where there is something."
    ),
)
@click.pass_obj
def export(
    session: Session,
    *,
    project: Path,
    output: str | None,
    format_name: str,
    annotator: str | None,
    clitics: str | None,
    status: str | None,
    split: str | None,
    whole_words: bool,
    scheme: str,
    offsets: str | None,
    strict: bool,
    losses: bool,
) -> None:
    """Write a project out, and tell what the format could not carry."""
    to_stdout = output == _TO_STDOUT
    wanted = Status(status) if status else None
    with Workspace.open(project, to_read=True) as workspace:
        path = Path(output) if output else workspace.export_path(format_name)
        inside = clitics == "inside" if clitics else None
        if losses:
            found = workspace.losses(
                format_name, annotator=annotator, status=wanted, split=split, clitics_inside=inside
            )
            session.settled = True
            click.get_current_context().exit(Exit.FOUND if _list_losses(found) else Exit.DONE)
        left = left_out(
            workspace,
            format_name,
            strict=strict,
            annotator=annotator,
            status=wanted,
            split=split,
            clitics_inside=inside,
        )
        with screen.progress(_("Exporting"), quiet=to_stdout and screen.is_terminal()) as reporter:
            written = workspace.export(
                sys.stdout.buffer if to_stdout else path,
                format_name=format_name,
                annotator=annotator,
                status=wanted,
                split=split,
                clitics_inside=inside,
                options=options_of(whole_words=whole_words, scheme=scheme, offsets=offsets),
                progress=reporter,
            )
        session.settled = True
        missing = workspace.without_split() if split else 0
    tell_written(written, None if to_stdout else path, format_name, left)
    if missing:
        told = ngettext(
            "{n} article has come in since the project was divided and is in no split.",
            "{n} articles have come in since the project was divided and are in no split.",
            missing,
        )
        screen.complain(told + " " + _("Add what is new with: hashiya split"))


def _list_losses(found: Iterable[Loss]) -> bool:
    """Print what each Article would lose; returns whether any would lose anything."""
    from annotator.dataset.losses import part_name

    any_lost = False

    def rows() -> Iterator[tuple[str, ...]]:
        nonlocal any_lost
        for loss in found:
            any_lost = True
            for part, count in loss.parts.items():
                if screen.is_terminal():
                    yield str(count), part_name(part), loss.title
                else:
                    yield loss.article, part.value, str(count), loss.title

    screen.show_table([_("Count"), _("What would be left behind"), _("Article")], rows())
    if not any_lost and screen.is_terminal():
        screen.say(_("Nothing is left behind."))
    return any_lost


def options_of(*, whole_words: bool, scheme: str, offsets: str | None) -> Options:
    """What the command line says of formats that leave a choice."""
    from annotator.formats.bundle import Options
    from annotator.formats.units import Unit

    return Options(whole_words, scheme, Unit[UNITS[offsets]] if offsets else None)


def tell_written(written: int, path: Path | None, format_name: str, left: str) -> None:
    """Print how much a file has in it, and where errors go what was left out of it."""
    if path is not None:
        from annotator.dataset.export import format_to_write
        from annotator.formats.presenting import written_words

        screen.say(f"“{path}”: {written_words(format_to_write(format_name), written)}")
    if left:
        screen.complain(_("Left out, for {format} cannot carry it: {parts}").format(format=format_name, parts=left))


def left_out(
    workspace: Workspace,
    format_name: str,
    *,
    strict: bool,
    annotator: str | None = None,
    status: Status | None = None,
    split: str | None = None,
    clitics_inside: bool | None = None,
) -> str:
    """What the format will leave out, counted, or nothing. Raises BadInput for any of it where `strict` is wanted."""
    from annotator.dataset.losses import together, told_parts

    found = workspace.losses(
        format_name, annotator=annotator, status=status, split=split, clitics_inside=clitics_inside
    )
    left = together(found)
    parts = told_parts(left)
    if strict and left:
        told = _("Nothing was written, for {format} cannot carry all of it: {parts}")
        raise BadInput(told.format(format=format_name, parts=parts))
    return parts


VERBS = (export,)
