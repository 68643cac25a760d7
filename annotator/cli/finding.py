"""The verb that finds words in the texts of a project."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.session import LARGEST, as_json, project
from annotator.errors import Unknown
from annotator.model.annotation import Status
from annotator.model.clock import day_given
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.workspace.search import Hit

_AROUND = 40
"""Code points of the text that a line shows on either side."""


@click.command(
    short_help=_("Find words in the texts."),
    help=_(
        "Find words in the texts, whatever their tashkeel and spelling. For programs, a line has the article's number "
        "and id, start, end, labels, what stands before, the words, and what stands after, between tabs."
    ),
)
@project
@click.argument("words", metavar=_("WORDS"))
@click.option("--inside", is_flag=True, help=_("Inside longer words too: رويترز in لرويترز."))
@click.option("--regex", is_flag=True, help=_("WORDS is a regular expression."))
@click.option(
    "--level",
    type=click.Choice(["exact", "marks", "letters"]),
    default="letters",
    help=_("What must be the same: all, all but tashkeel and other marks, or (the default) the plain letters."),
)
@click.option("--article", metavar=_("ARTICLE"), default="", help=_("Only in this article."))
@click.option("--label", metavar=_("LABEL"), default="", help=_("Only what is marked with this label."))
@click.option("--unmarked", is_flag=True, help=_("Only what is not marked."))
@click.option("--source", metavar=_("NAME"), default="", help=_("Only in articles from this source."))
@click.option("--since", metavar=_("DATE"), default="", help=_("Only in articles published on this day or later."))
@click.option("--until", metavar=_("DATE"), default="", help=_("Only in articles published on this day or earlier."))
@click.option(
    "--status", type=click.Choice([status.value for status in Status]), help=_("Only in articles with this status.")
)
@click.option("--annotator", metavar=_("NAME"), help=_("Whose labels and status are meant."))
@click.option("--limit", metavar=_("N"), type=click.IntRange(0, LARGEST), help=_("No more than this many."))
@as_json
def find(
    project: Path,
    words: str,
    inside: bool,
    regex: bool,
    level: str,
    article: str,
    label: str,
    unmarked: bool,
    source: str,
    since: str,
    until: str,
    status: str | None,
    annotator: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Find words."""
    from annotator.workspace.search import Level, Manner, Query

    with Workspace.open(project, to_read=True) as workspace:
        if annotator is not None:
            workspace.annotator = workspace.known_annotator(annotator)
        if label and workspace.schema.label(label) is None:
            raise Unknown(_("the schema has no label “{label}”").format(label=label))
        query = Query(
            words.encode(errors="replace").decode(),
            Manner.REGEX if regex else Manner.INSIDE if inside else Manner.WORDS,
            Level(level),
            workspace.find_article(article) if article else "",
            label,
            unmarked,
            source,
            day_given(since),
            day_given(until),
            status or "",
        )
        with screen.progress(_("Preparing the project for searching…"), quiet=workspace.has_index) as reporter:
            workspace.build_index(reporter)
        with workspace.reading():
            hits = islice(workspace.find(query), limit)
            if as_json:
                screen.show_json_array(map(_told, hits))
            else:
                headings = (_("No."), _("Range"), _("Labels"), _("Found"))
                screen.show_table(headings, map(_line if screen.is_terminal() else _row, hits))


def _line(hit: Hit) -> tuple[str, ...]:
    shown = f"{hit.before[-_AROUND:]}[{hit.text}]{hit.after[:_AROUND]}"
    return str(hit.number), f"{hit.start}-{hit.end}", ", ".join(hit.labels), shown


def _row(hit: Hit) -> tuple[str, ...]:
    around = (hit.before, hit.text, hit.after)
    return (str(hit.number), hit.article, str(hit.start), str(hit.end), ",".join(hit.labels), *around)


def _told(hit: Hit) -> dict[str, Any]:
    return {
        "article": hit.article,
        "position": hit.number,
        "title": hit.title,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "before": hit.before,
        "after": hit.after,
        "labels": list(hit.labels),
    }


VERBS = (find,)
