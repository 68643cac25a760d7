"""Verbs for work by file: a part of the project for each annotator, and their work back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.session import FilePath, Session, as_json, lead_option, new_project, opened, project
from annotator.cli.trouble import Exit
from annotator.errors import AnnotatorError, BadInput
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.edits.merging import Merged


@click.command(
    short_help=_("Make a project file of one annotator's articles."),
    help=_(
        "Make a project file of the articles that are assigned to an annotator, with the schema, the guidelines and "
        "their own work, and nothing of anybody else. They open it as any project and send it back; see: hashiya merge"
    ),
)
@project
@click.option("--for", "annotator", metavar=_("NAME"), help=_("Whose articles."))
@click.option("--all", "is_for_all", is_flag=True, help=_("A file for each annotator who has articles."))
@click.option(
    "-o",
    "--out",
    metavar=_("PATH"),
    type=FilePath(),
    help=_("The file, or with --all the folder (beside the project)."),
)
@lead_option
@as_json
@click.pass_obj
def bundle(
    session: Session,
    project: Path,
    annotator: str | None,
    is_for_all: bool,
    out: Path | None,
    lead: str | None,
    as_json: bool,
) -> None:
    """Make parts of a project."""
    if (annotator is None) is not is_for_all:
        raise click.UsageError(_("Say for whom: --for NAME, or --all"))
    with opened(project, lead) as workspace, screen.progress(_("Making files")) as reporter:
        if annotator is None:
            files = workspace.bundle_all(out or project.parent, reporter)
        else:
            path = new_project(None, None, out) or workspace.bundle_path(annotator)
            if path.is_dir():
                path = path / workspace.bundle_path(annotator).name
            workspace.bundle(annotator, path, reporter)
            files = {annotator: path}
        counts = {name: len(uids) for name, uids in workspace.assignments().items()}
    session.settled = True
    if as_json:
        screen.show_json_array(
            {"annotator": name, "path": screen.plain_path(path), "articles": counts[name]}
            for name, path in files.items()
        )
        return
    for name, path in files.items():
        told = ngettext("{n} article", "{n} articles", counts[name])
        screen.say(_("{annotator}: {articles} in “{path}”").format(annotator=name, articles=told, path=path))


@click.command(
    short_help=_("Bring back annotators' work from their files."),
    help=_(
        "Bring back what annotators did in the files that were made for them with bundle, or in all such files of a "
        "folder. What came back before is passed over, so the same files may be merged again. A file that cannot be "
        "merged is named and left out whole; the others are merged. Exit status 2 where there was one."
    ),
)
@project
@click.argument("files", metavar=_("FILE…"), nargs=-1, required=True, type=FilePath())
@lead_option
@as_json
@click.pass_context
def merge(context: click.Context, project: Path, files: tuple[Path, ...], lead: str | None, as_json: bool) -> None:
    """Merge parts of a project."""
    outcome: list[tuple[Path, Merged | AnnotatorError]] = []
    paths = [path for file in files for path in (_parts_in(file) if file.is_dir() else [file])]
    with opened(project, lead) as workspace:
        workspace.check_lead()
        try:
            with screen.progress(_("Merging")) as reporter:
                for path, found in workspace.merged(paths, reporter):
                    outcome.append((path, found))
        except KeyboardInterrupt:
            n = sum(not isinstance(found, AnnotatorError) for _path, found in outcome)
            told = ngettext(
                "Stopped. {n} file was merged before; merge all of them again to go on.",
                "Stopped. {n} files were merged before; merge all of them again to go on.",
                n,
            )
            screen.complain(told)
            context.exit(Exit.STOPPED)
    context.obj.settled = True
    if as_json:
        screen.show_json_array(_told(path, found) for path, found in outcome)
    for path, found in outcome:
        if isinstance(found, AnnotatorError):
            screen.complain(_("Error: {message}").format(message=found))
        elif not as_json:
            screen.say(f"{path}: {summary(found)}")
    if any(isinstance(found, AnnotatorError) for _path, found in outcome):
        context.exit(Exit.MISTAKE)


def _parts_in(folder: Path) -> list[Path]:
    """The projects in a folder; raises BadInput where there is none."""
    found = sorted(folder.glob("*.hashiya"))
    if not found:
        raise BadInput(_("There is no .hashiya file in the folder “{path}”. Nothing was merged.").format(path=folder))
    return found


def summary(merged: Merged) -> str:
    """What came of one file, in words."""
    if not (merged.changes or merged.seconds):
        return _("nothing new of {annotator}").format(annotator=merged.annotator)
    changes = ngettext("{n} change", "{n} changes", merged.changes)
    where = ngettext("in {n} article", "in {n} articles", merged.articles)
    told = _("{changes} of {annotator} {where}").format(changes=changes, annotator=merged.annotator, where=where)
    if merged.known:
        known = ngettext("{n} was here already", "{n} were here already", merged.known)
        told = f"{told}; {known}"
    return told


def _told(path: Path, found: Merged | AnnotatorError) -> dict[str, Any]:
    if isinstance(found, AnnotatorError):
        return {"path": screen.plain_path(path), "error": str(found)}
    return {
        "path": screen.plain_path(path),
        "error": "",
        "annotator": found.annotator,
        "changes": found.changes,
        "known": found.known,
        "articles": found.articles,
        "seconds": found.seconds,
    }


VERBS = (bundle, merge)
