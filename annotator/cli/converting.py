"""The verb that takes files from one format to another without a project of one's own."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from annotator import paths
from annotator.cli import screen
from annotator.cli.boilerplate import LIST, boilerplate_option, leaving_out, show_boilerplate
from annotator.cli.exchange import tell, with_advice
from annotator.cli.exporting import (
    left_out,
    offsets_option,
    options_of,
    scheme_option,
    strict_option,
    tell_written,
    whole_words_option,
)
from annotator.cli.session import FilePath, Session, annotator_option
from annotator.cli.tables import table_options
from annotator.errors import BadInput
from annotator.formats.fields import TableReading
from annotator.words import _
from annotator.workspace import Workspace


@click.command(
    short_help=_("Take files from one format to another."),
    help=_(
        "Take files from one format to another. Labels stay as they are; what the format of OUT cannot carry is told."
    ),
)
@click.argument("files", metavar=_("IN…"), nargs=-1, required=True, type=FilePath())
@click.argument("out", metavar=_("OUT"), type=FilePath())
@click.option("--from", "source", metavar=_("NAME"), help=_("The format of IN; found out where nothing is said."))
@click.option("--to", "target", metavar=_("NAME"), help=_("The format of OUT; else that of its ending."))
@click.option("--encoding", metavar=_("NAME"), help=_("The encoding of IN, where it is not UTF-8."))
@annotator_option(_("Whose the spans are that come without a name."))
@table_options
@click.option("--skip-bad", is_flag=True, help=_("Leave bad lines out, list them, and take in the rest."))
@boilerplate_option
@whole_words_option
@scheme_option
@offsets_option
@strict_option
@click.pass_obj
def convert(
    session: Session,
    *,
    files: tuple[Path, ...],
    out: Path,
    source: str | None,
    target: str | None,
    encoding: str | None,
    annotator: str | None,
    skip_bad: bool,
    table: TableReading,
    boilerplate: str,
    whole_words: bool,
    scheme: str,
    offsets: str | None,
    strict: bool,
) -> None:
    """Convert files, by way of a project that is gone afterwards."""
    name = target or _by_ending(out)
    with (
        tempfile.TemporaryDirectory(prefix="hashiya-") as folder,
        Workspace.create(Path(folder, "convert.hashiya"), annotator=annotator or paths.login_name()) as workspace,
    ):
        if boilerplate == LIST:
            show_boilerplate(workspace, files, encoding=encoding, format_name=source, table=table, as_json=False)
            return
        with screen.progress(_("Importing")) as reporter, with_advice():
            report = workspace.import_files(
                files,
                encoding=encoding,
                format_name=source,
                add_labels=True,
                skip_bad=skip_bad,
                table=table,
                leave_out=leaving_out(boilerplate),
                progress=reporter,
            )
        left = left_out(workspace, name, strict=strict)
        with screen.progress(_("Exporting")) as reporter:
            how = options_of(whole_words=whole_words, scheme=scheme, offsets=offsets)
            written = workspace.export(out, format_name=name, options=how, progress=reporter)
    session.settled = True
    tell(report)
    tell_written(written, out, name, left)


def _by_ending(out: Path) -> str:
    """The name of the format that files like OUT have. Raises BadInput where that is not certain."""
    from annotator import formats

    suffix = out.suffix.lower()
    if suffix == ".jsonl":
        return "jsonl"
    known = [one.name for one in formats.FORMATS if one.write is not None and suffix in one.suffixes]
    if len(known) != 1:
        names = ", ".join(one.name for one in formats.FORMATS if one.writes)
        told = _("The ending of “{path}” does not say which format is meant; name it with --to: {names}")
        raise BadInput(told.format(path=out, names=names))
    return known[0]


VERBS = (convert,)
