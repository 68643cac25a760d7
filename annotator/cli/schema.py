"""Verbs for the Schema: what may be marked in a project, and putting another in its place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from annotator import paths
from annotator.cli import screen
from annotator.cli.schema_changes import check_pairs, check_uses, remembering, told
from annotator.cli.schema_tables import show_labels, show_versions
from annotator.cli.session import Session, as_json, project
from annotator.cli.trouble import Exit
from annotator.errors import BadInput, NotAProject
from annotator.model.schema import Schema
from annotator.model.schema_json import to_file, to_json
from annotator.words import _, ngettext
from annotator.workspace import Workspace, schema_named, schema_names
from annotator.workspace.designing import Named, Rename

_TO_STDOUT = "-"


def schema_in(given: str) -> Schema:
    """The Schema that travels with the program under a name, or that a file holds: Hashiya's own, or labels of brat,
    Label Studio or doccano. What could not be carried over is said."""
    path = Path(given)
    if given in schema_names() or not paths.is_file(path):
        return schema_named(given)
    found = Workspace.read_labels(path)
    for remark in found.remarks:
        screen.say(remark)
    return found.schema


@contextmanager
def fault_by_fault() -> Iterator[None]:
    """The faults of a Schema that is read inside are told a line each."""
    try:
        yield
    except BadInput as error:
        first, *others = str(error).splitlines()
        if not others:
            raise
        for line in (_("Error: {message}").format(message=first), *others):
            screen.complain(line)
        click.get_current_context().exit(Exit.MISTAKE)


# Looking


@click.command(
    short_help=_("Show the labels of a project."),
    help=_(
        "Show what may be marked in a project. For programs, a line has what it is (label, attribute, role or "
        "relation), name, whose it is, kind, key, spans, what else is known, and title, between tabs; --json prints "
        "the schema as apply reads it."
    ),
)
@project
@click.option("--versions", is_flag=True, help=_("List the versions of the schema instead, the oldest first."))
@as_json
def show(project: Path, versions: bool, as_json: bool) -> None:
    """Show the Schema, or its versions."""
    with Workspace.open(project, to_read=True) as workspace, workspace.reading():
        if versions:
            show_versions(workspace, as_json=as_json)
        elif as_json:
            screen.show_json(to_json(workspace.schema))
        else:
            show_labels(workspace)


@click.command(
    short_help=_("Look whether a schema is sound."),
    help=_(
        "Look whether the schema of a project or in a file is sound. Each fault is told with its path, and the exit "
        "status is 2 then. The file may be a schema of Hashiya, or labels of brat, Label Studio or doccano."
    ),
)
@click.argument("given", metavar=_("PROJECT|FILE"))
def check(given: str) -> None:
    """Say whether a Schema is sound."""
    path = _meant(given)
    with fault_by_fault():
        if path is not None and _is_project(path):
            Workspace.open(path).close()  # which reads the Schema
        else:
            schema_in(given)
    screen.say(_("The schema is sound."))


def _meant(given: str) -> Path | None:
    """The file that is meant, or None for the name of a Schema that travels with the program."""
    path = Path(given)
    whole = path.with_name(f"{path.name}.hashiya") if path.name and not path.suffix else path
    if not paths.is_file(path) and paths.is_file(whole):
        return whole
    return None if given in schema_names() and not paths.is_file(path) else path


def _is_project(path: Path) -> bool:
    if not paths.is_file(path):
        if path.suffix == ".hashiya":
            raise NotAProject.missing(path)
        return False
    with path.open("rb") as stream:
        return path.suffix == ".hashiya" or stream.read(6) == b"SQLite"


# Changing


def _pairs(_context: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """`OLD=NEW` as often as it was given."""
    pairs: dict[str, str] = {}
    for text in given:
        old, _equals, new = text.partition("=")
        if not (old and new):
            raise click.BadParameter(_("“{text}” is not like OLD=NEW.").format(text=text))
        if pairs.setdefault(old, new) != new:
            raise click.BadParameter(_("“{label}” is to become two things.").format(label=old))
    return pairs


@click.command(
    short_help=_("Put another schema in the place of the project's."),
    help=_(
        "Put the schema in a file in the place of the project's, as a new version and one step for undo. The file may "
        "be a schema of Hashiya, labels of brat, Label Studio or doccano, or one of: {names}. A label that is in use "
        "is not taken away, unless it is said what becomes of its spans."
    ).format(names=", ".join(schema_names())),
)
@project
@click.argument("file", metavar=_("FILE"))
@click.option(
    "--relabel",
    metavar=_("OLD=NEW"),
    multiple=True,
    callback=_pairs,
    help=_("Give the spans of a label that the file does not have another one. May be given several times."),
)
@click.option(
    "--rename",
    metavar=_("OLD=NEW"),
    multiple=True,
    callback=_pairs,
    help=_("Say that a label is only called otherwise in the file. May be given several times."),
)
@click.pass_obj
def apply(session: Session, project: Path, file: str, relabel: dict[str, str], rename: dict[str, str]) -> None:
    """Put another Schema in place."""
    with Workspace.open(project) as workspace:
        before = workspace.schema
        with fault_by_fault():
            wanted = remembering(schema_in(file), before, rename)
        check_pairs(before, wanted, relabel, rename)
        check_uses(workspace, wanted, {*relabel, *rename})
        moved = {old: workspace.uses_of(old)[0] for old in relabel}
        version = workspace.schema_version
        workspace.change_schema(wanted, [Rename(Named.LABEL, old, new) for old, new in rename.items()], relabel)
        session.settled = True
        if workspace.schema_version == version:
            screen.say(_("The project has this schema already; nothing was changed."))
            return
        screen.say(_("Version {number} of the schema is in place.").format(number=workspace.schema_version))
        for line in told(before, workspace.schema):
            screen.say(line)
        for old, count in moved.items():
            counted = ngettext("{n} span", "{n} spans", count)
            screen.say(_("{old} → {new}: {counted}").format(old=old, new=relabel[old], counted=counted))


@click.command(
    short_help=_("Write the schema of a project out."),
    help=_("Write the schema of a project out as JSON, for another project, another program, or a change by hand."),
)
@project
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    default=_TO_STDOUT,
    show_default=True,
    help=_("The file to write; - is standard output."),
)
@click.pass_obj
def export(session: Session, project: Path, output: str) -> None:
    """Write the Schema out."""
    with Workspace.open(project) as workspace:
        if output != _TO_STDOUT:
            path = Path(output)
            workspace.write_labels(path, workspace.schema)
            session.settled = True
            screen.say(_("Wrote the schema to “{path}”.").format(path=path))
            return
        told = to_file(workspace.schema)
    if screen.is_terminal():
        screen.show_text(told.decode())
    else:
        sys.stdout.buffer.write(told)


@click.group(
    short_help=_("Show, check, change or write out the labels."),
    help=_("Show, check, change or write out what may be marked in a project."),
    subcommand_metavar=_("COMMAND …"),
)
def schema() -> None:
    """The verbs for the Schema."""


for _verb in (show, check, apply, export):
    _verb.options_metavar = _("[OPTIONS]")  # click does not look this one up
    schema.add_command(_verb)

VERBS = (schema,)
