"""Verbs that look and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from annotator.cli import screen
from annotator.cli.session import LARGEST, as_json, project
from annotator.cli.trouble import Exit
from annotator.errors import DamagedFile
from annotator.model.annotation import Layer, Span, Status
from annotator.model.article import Article, ArticleEntry
from annotator.words import _, ngettext
from annotator.workspace import LogEntry, Workspace, status_word


@click.command(
    "list",
    help=_(
        "List the articles. For programs, a line has number, id, status, spans, day, source and title between tabs."
    ),
)
@project
@as_json
def list_(project: Path, as_json: bool) -> None:
    """List the Articles."""
    with Workspace.open(project, to_read=True) as workspace, workspace.reading():
        entries = workspace.entries()
        if as_json:
            screen.show_json_array(map(_told_entry, entries))
        elif screen.is_terminal():
            headings = (_("No."), _("Spans"), _("Status"), _("Published"), _("Source"), _("Title"))
            rows = (
                (str(e.position), str(e.spans), status_word(Status(e.status)), e.published, e.source, e.title)
                for e in entries
            )
            screen.show_table(headings, rows, numeric=2)
        else:
            screen.show_table(
                (), ((str(e.position), e.uid, e.status, str(e.spans), e.published, e.source, e.title) for e in entries)
            )


def _told_entry(entry: ArticleEntry) -> dict[str, Any]:
    return {
        "id": entry.uid,
        "position": entry.position,
        "title": entry.title,
        "source": entry.source,
        "published": entry.published,
        "status": entry.status,
        "spans": entry.spans,
    }


@click.command(
    short_help=_("Show an article with everyone's spans."),
    help=_("Show an article, named by its number, its id or its title, with everyone's spans."),
)
@project
@click.argument("article", metavar=_("ARTICLE"))
@as_json
def show(project: Path, article: str, as_json: bool) -> None:
    """Show an Article with all its Layers."""
    with Workspace.open(project, to_read=True) as workspace, workspace.reading():
        found = workspace.article(workspace.find_article(article))
        layers = [workspace.layer(found.uid, name) for name in workspace.annotators() if workspace.may_see(name)]
        layers = [layer for layer in layers if not layer.is_untouched]
        if as_json:
            screen.show_json(_told_article(found) | {"layers": [_told_layer(layer, found.text) for layer in layers]})
        else:
            _show(found, layers)


def _show(article: Article, layers: list[Layer]) -> None:
    screen.show_text(screen.flat(article.title), style="bold")
    about = (
        (_("Id"), article.uid),
        (_("Published"), article.published),
        (_("Source"), article.source),
        (_("URL"), article.url),
        *article.metadata,
    )
    for name, value in about:
        if value:
            screen.say(f"{screen.flat(name)}: {screen.flat(value)}")
    screen.say("")
    screen.show_text(article.text)
    for layer in layers:
        screen.say("")
        counted = ngettext("{n} span", "{n} spans", len(layer.spans))
        screen.say(f"{layer.id.annotator} · {status_word(layer.status)} · {counted}")
        if layer.comment:
            screen.say(screen.flat(layer.comment))
        rows = ((_range(span), span.label, span.surface(article.text)) for span in layer.spans)
        screen.show_table((_("Range"), _("Label"), _("Words")), rows)


def _range(span: Span) -> str:
    return ", ".join(f"{start}-{end}" for start, end in span.fragments)


def _told_article(article: Article) -> dict[str, Any]:
    return {
        "id": article.uid,
        "title": article.title,
        "text": article.text,
        "sha256": article.sha256,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "metadata": [{"name": name, "value": value} for name, value in article.metadata],
    }


def _told_layer(layer: Layer, text: str) -> dict[str, Any]:
    return {
        "annotator": layer.id.annotator,
        "status": layer.status.value,
        "comment": layer.comment,
        "seconds": layer.seconds,
        "spans": [
            {
                "id": span.uid,
                "start": span.start,
                "end": span.end,
                "text": span.surface(text),
                "label": span.label,
                "fragments": span.fragments,
                "type": span.type,
                "value": span.value,
                "attributes": [{"name": a.name, "value": a.value} for a in span.attributes],
                "note": span.note,
                "origin": span.origin,
            }
            for span in layer.spans
        ],
        "relations": [{"id": r.uid, "label": r.label, "source": r.source, "target": r.target} for r in layer.relations],
    }


@click.command(
    help=_(
        "List the changes, the newest first. For programs, a line has number, time, annotator, article, step, the "
        "step it takes back, and what it does, between tabs."
    )
)
@project
@click.option("--limit", metavar=_("N"), type=click.IntRange(0, LARGEST), help=_("No more than this many."))
@as_json
def log(project: Path, limit: int | None, as_json: bool) -> None:
    """List the Journal."""
    with Workspace.open(project, to_read=True) as workspace, workspace.reading():
        entries = workspace.log(-1 if limit is None else limit)
        if as_json:
            screen.show_json_array(map(_told_change, entries))
        elif screen.is_terminal():
            headings = (_("No."), _("When"), _("Annotator"), _("Change"))
            screen.show_table(headings, ((str(e.seq), _clock(e.at), e.annotator, e.text) for e in entries))
        else:
            screen.show_table(
                (), ((str(e.seq), e.at, e.annotator, e.article, e.step, e.undoes, e.text) for e in entries)
            )


def _clock(at: str) -> str:
    """The moment `at`, ISO 8601 in UTC, as the clock on the user's wall had it."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _told_change(entry: LogEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "annotator": entry.annotator,
        "article": entry.article,
        "step": entry.step,
        "undoes": entry.undoes,
        "text": entry.text,
    }


@click.command(
    short_help=_("Look whether all is well with a project."),
    help=_(
        "Look the project over: the file, the journal replayed and compared with the tables, each span cut out "
        "again, and what the schema asks of spans and events. Exit status 1 where something is not as it should be."
    ),
)
@project
@as_json
def check(project: Path, as_json: bool) -> None:
    """Look the project over."""
    with screen.progress(_("Checking")) as reporter:
        found = list(_findings(project, reporter))
    if as_json:
        screen.show_json_array({"text": text} for text in found)
    else:
        for text in found:
            screen.say(text)
        if not found:
            screen.say(_("All is well."))
    click.get_current_context().exit(Exit.FOUND if found else Exit.DONE)


def _findings(project: Path, reporter: screen.Reporter) -> Iterator[str]:
    try:
        with Workspace.open(project, to_read=True) as workspace:
            yield from workspace.check(lambda done: reporter(done, 0))
            yield from workspace.shortcomings()
    except DamagedFile as error:
        yield str(error)


VERBS = (list_, show, log, check)
