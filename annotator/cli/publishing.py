"""The verb that makes a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.exporting import scheme_option, strict_option, whole_words_option
from annotator.cli.session import Session, annotator_option, as_json, project
from annotator.model.annotation import Status
from annotator.words import _, ngettext
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.dataset.publishing.publication import Publication


@click.command(
    short_help=_("Make a dataset to train with."),
    help=_(
        "Make a dataset: a folder with the data by split, the labels, a card (README.md) and a Croissant file, which "
        "Hugging Face's datasets loads by its path. The folder is whole or not there."
    ),
)
@project
@click.option(
    "-o",
    "--output",
    metavar=_("FOLDER"),
    required=True,
    type=click.Path(path_type=Path),
    help=_("The folder to make; one that is there has to be empty."),
)
@click.option(
    "--format",
    "format_name",
    metavar=_("NAME"),
    default="jsonl",
    show_default=True,
    help=_("The format of the data; datasets loads jsonl, huggingface and huggingface-parquet."),
)
@annotator_option(_("Only what this annotator did."))
@click.option(
    "--status",
    type=click.Choice([status.value for status in Status]),
    help=_("Only what has this status. Without it: everything but what was skipped."),
)
@whole_words_option
@scheme_option
@click.option(
    "--licence",
    metavar=_("NAME"),
    default="",
    help=_("The licence, as the Hub or SPDX call it (cc-by-4.0), or its address; unknown where nothing is said."),
)
@click.option("--title", metavar=_("TEXT"), default="", help=_("The title; the project's name where nothing is said."))
@click.option("--with-names", is_flag=True, help=_("Name the annotators, who are A1, A2 and so on otherwise."))
@strict_option
@as_json
@click.pass_obj
def publish(
    session: Session,
    *,
    project: Path,
    output: Path,
    format_name: str,
    annotator: str | None,
    status: str | None,
    whole_words: bool,
    scheme: str,
    licence: str,
    title: str,
    with_names: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Make a dataset, and tell what others should know of it."""
    from annotator.formats.bundle import Options

    with Workspace.open(project, to_read=True) as workspace, screen.progress(_("Publishing")) as reporter:
        made = workspace.publish(
            output,
            format_name=format_name,
            annotator=annotator,
            status=Status(status) if status else None,
            options=Options(whole_words=whole_words, scheme=scheme),
            title=title,
            licence=licence,
            with_names=with_names,
            strict=strict,
            progress=reporter,
        )
    session.settled = True
    if as_json:
        screen.show_json(_told(made, output))
        return
    n = made.survey.articles.total()
    told = ngettext("Published {n} article in", "Published {n} articles in", n)
    screen.say(f"{told} “{output}”")
    screen.show_table(
        [_("Articles"), _("Rows"), _("Spans"), _("File")],
        [
            [
                str(made.survey.articles[file.split]),
                "" if file.rows is None else str(file.rows),
                str(made.survey.spans(file.split)),
                file.name,
            ]
            for file in made.data
        ],
        numeric=3,
    )
    for remark in _remarks(made):
        screen.complain(remark)


def _remarks(made: Publication) -> Iterator[str]:
    """What is as it should not be, or may be otherwise than one thinks."""
    from annotator.dataset.losses import told_parts

    name, survey = made.format.name, made.survey
    if survey.left:
        yield _("Left out, for {format} cannot carry it: {parts}").format(format=name, parts=told_parts(survey.left))
    if survey.unmarked:
        yield ngettext(
            "{n} article stays out, for nothing in it is annotated as it is wanted.",
            "{n} articles stay out, for nothing in them is annotated as it is wanted.",
            survey.unmarked,
        )
    unfinished = survey.statuses.total() - survey.statuses[Status.DONE.value]
    if unfinished and made.wish.wanted.status is None:
        yield ngettext(
            "{n} piece of work in it is not done yet; leave such out with: --status done",
            "{n} pieces of work in it are not done yet; leave such out with: --status done",
            unfinished,
        )
    if made.rule is None:
        yield _("The project is not divided, so all of it is in one file; divide it with: hashiya split")
    if made.twins and made.twins.torn:
        yield ngettext(
            "{n} group of near duplicates is in several splits; see: hashiya split --anew",
            "{n} groups of near duplicates are in several splits; see: hashiya split --anew",
            made.twins.torn,
        )
    if not made.wish.licence.is_known:
        yield _("No licence was named, and nobody may use a dataset without one; name it with: --licence cc-by-4.0")
    if not made.columns:
        yield _("datasets knows no columns of {format}; README.md says how it is read.").format(format=name)


def _told(made: Publication, output: Path) -> dict[str, Any]:
    survey = made.survey
    count = survey.agreement.of()
    return {
        "folder": str(output).encode(errors="backslashreplace").decode(),
        "title": made.wish.title,
        "format": made.format.name,
        "loads": bool(made.columns),
        "licence": made.wish.licence.hub,
        "schema_version": made.schema_version,
        "divided": made.rule is not None,
        "duplicates": {"groups": made.twins.groups, "articles": made.twins.articles, "torn": made.twins.torn}
        if made.twins
        else {},
        "files": [
            {
                "name": file.name,
                "split": file.split.value,
                "articles": survey.articles[file.split],
                "rows": file.rows,
                "spans": survey.spans(file.split),
                "bytes": file.size,
                "sha256": file.sha256,
            }
            for file in made.data
        ],
        "labels": {label: count.total() for label, count in sorted(survey.labels.items())},
        "left_out": {part.value: count for part, count in survey.left.items()},
        "stayed_out": survey.unmarked,
        "statuses": dict(sorted(survey.statuses.items())),
        "agreement": {
            "pairs": len(survey.agreement.pairs),
            "alike": count.both,
            "f1": count.f1,
            "range_f1": count.range_f1,
            "overlap_f1": count.overlap_f1,
        },
    }


VERBS = (publish,)
