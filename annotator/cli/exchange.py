"""The verb that brings articles in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from annotator.cli import screen
from annotator.cli.boilerplate import (
    LIST,
    boilerplate_option,
    leaving_out,
    show_boilerplate,
    tell_boilerplate,
)
from annotator.cli.session import FilePath, Session, annotator_option, as_json, clitics_option, project
from annotator.cli.tables import table_options
from annotator.errors import BadInput
from annotator.formats.fields import TableReading
from annotator.words import _, ngettext
from annotator.workspace import BadImport, Remark, Report, Workspace


@click.command(
    "import",
    short_help=_("Bring in text, web pages and annotated files."),
    help=_(
        "Bring in .txt files (one article each), saved web pages, feeds, Word documents, files of other tools (see: "
        "hashiya formats), folders and archives of them. It is one step, which undo takes back. A bad line stops it "
        "before anything is written."
    ),
)
@project
@click.argument("files", metavar=_("FILE…"), nargs=-1, required=True, type=FilePath())
@click.option("--published", metavar=_("DATE"), default="", help=_("The day of articles that do not say it."))
@click.option("--source", metavar=_("NAME"), default="", help=_("The source of articles that do not say it."))
@click.option(
    "--encoding",
    metavar=_("NAME"),
    help=_("The encoding of files that are neither UTF-8 nor UTF-16 with its mark; windows-1256 is the usual one."),
)
@annotator_option(_("Whose the spans are that come without a name."))
@clitics_option(_("How the files' spans have و ف ب ل ك; where the project has it otherwise, they are moved."))
@click.option(
    "--format", "format_name", metavar=_("NAME"), help=_("The format of the files; found out where nothing is said.")
)
@click.option("--add-labels", is_flag=True, help=_("Add labels that the files have and the schema lacks to it."))
@table_options
@click.option("--skip-bad", is_flag=True, help=_("Leave bad lines out, list them, and take in the rest."))
@boilerplate_option
@as_json
@click.pass_obj
def import_(
    session: Session,
    *,
    project: Path,
    files: tuple[Path, ...],
    published: str,
    source: str,
    encoding: str | None,
    annotator: str | None,
    clitics: str | None,
    format_name: str | None,
    add_labels: bool,
    skip_bad: bool,
    table: TableReading,
    boilerplate: str,
    as_json: bool,
) -> None:
    """Bring files into a project."""
    with Workspace.open(project) as workspace:
        if boilerplate == LIST:
            show_boilerplate(workspace, files, encoding=encoding, format_name=format_name, table=table, as_json=as_json)
            return
        with screen.progress(_("Importing")) as reporter, with_advice():
            report = workspace.import_files(
                files,
                published=published,
                source=source,
                encoding=encoding,
                annotator=annotator,
                format_name=format_name,
                add_labels=add_labels,
                skip_bad=skip_bad,
                clitics_inside=clitics == "inside" if clitics else None,
                table=table,
                leave_out=leaving_out(boilerplate),
                progress=reporter,
            )
        session.settled = True
        if as_json:
            screen.show_json(_told(report))
        else:
            tell(report)


@contextmanager
def with_advice() -> Iterator[None]:
    """What an option would have helped with is told with its name."""
    try:
        yield
    except BadImport as error:
        if error.is_whole:
            raise
        advice = _("{error}; mend the line, or leave bad lines out with --skip-bad")
        if error.lacks_label:
            advice = _("{error}; add what the schema lacks with --add-labels, or leave bad lines out with --skip-bad")
        raise BadInput(advice.format(error=error)) from error


def tell(report: Report) -> None:
    """Print what came in and what did not."""
    for path, name in report.formats:
        if name not in ("jsonl", "txt"):
            screen.say(_("“{path}” was read as {format}.").format(path=path, format=name))
    screen.say(ngettext("{n} article came in.", "{n} articles came in.", report.articles))
    if report.spans:
        screen.say(ngettext("{n} span came in.", "{n} spans came in.", report.spans))
    if report.labels:
        screen.say(_("Labels that were added: {names}").format(names=", ".join(report.labels)))
    for note in report.notes:
        screen.say(str(note))
    tell_boilerplate(report)
    if report.present:
        n = len(report.present)
        screen.say(ngettext("{n} article was there already and was not added:", "{n} articles were there already:", n))
        _tell_each(report.present)
    if report.unfilled:
        n = len(report.unfilled)
        screen.say(ngettext("The spans of {n} layer were left out:", "The spans of {n} layers were left out:", n))
        _tell_each(report.unfilled)
    if report.refused:
        n = len(report.refused)
        screen.say(ngettext("{n} bad line was left out:", "{n} bad lines were left out:", n))
        _tell_each(report.refused)


def _tell_each(remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        screen.say(f"  {remark}")


def _told(report: Report) -> dict[str, object]:
    return {
        "articles": report.articles,
        "layers": report.layers,
        "spans": report.spans,
        "labels": report.labels,
        "formats": [{"path": screen.plain_path(path), "format": name} for path, name in report.formats],
        "notes": [_remark(remark) for remark in report.notes],
        "present": [_remark(remark) for remark in report.present],
        "unfilled": [_remark(remark) for remark in report.unfilled],
        "refused": [_remark(remark) for remark in report.refused],
        "boilerplate": report.boilerplate,
        "removed": [_remark(remark) for remark in report.removed],
        "uncleaned": report.uncleaned,
    }


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "path": screen.plain_path(remark.path),
        "line": remark.line,
        "text": remark.text.encode(errors="backslashreplace").decode(),
    }


VERBS = (import_,)
