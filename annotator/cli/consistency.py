"""The verb that tells whether the same things are marked the same way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.session import annotator_option, as_json, project
from annotator.cli.trouble import Exit
from annotator.errors import BadInput
from annotator.model.annotation import Status
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.review.doubts import Finding

KINDS = ("label", "clitic", "boundary", "missed", "date", "punctuation")
"""What may be doubtful, as `annotator.review.doubts` names it; that is loaded when it is needed."""

_TEXTS = 256
"""Texts that are kept while places are told."""


@click.command(
    short_help=_("Say where the same things are marked in several ways."),
    help=_(
        "List what is marked in several ways: the same name under different labels, with different boundaries, or "
        "missed; dates with another value than their words; spans with stray punctuation. The most doubtful come "
        "first. For programs, a line has the number of the finding, its kind, how doubtful it is, the name, how this "
        "place is marked, how most are, the article's number and id, annotator, start, end, labels and words between "
        "tabs. Exit status 1 where something was found."
    ),
)
@project
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help=_("Only this; may be given often."))
@annotator_option(_("Whose spans are looked at."))
@click.option("--everyone", is_flag=True, help=_("Look at the spans of all annotators together."))
@click.option(
    "--status", type=click.Choice([status.value for status in Status]), help=_("Only in articles with this status.")
)
@click.option(
    "--min",
    "least",
    metavar=_("N"),
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help=_("Only names at this many places or more."),
)
@click.option("--right", "with_right", is_flag=True, help=_("Also what was said to be right as it is."))
@as_json
def consistency(
    project: Path,
    kinds: tuple[str, ...],
    annotator: str | None,
    everyone: bool,
    status: str | None,
    least: int,
    with_right: bool,
    as_json: bool,
) -> None:
    """List what is doubtful."""
    from annotator.review.doubts import Doubt

    if annotator is not None and everyone:
        raise BadInput(_("Give either --annotator or --everyone."))
    with Workspace.open(project) as workspace:
        whose = None if annotator is None else workspace.known_annotator(annotator)
        with screen.progress(_("Comparing spans")) as reporter:
            found = workspace.doubts(
                map(Doubt, kinds),
                annotator=whose,
                everyone=everyone,
                status=Status(status) if status else None,
                least=least,
                progress=reporter,
            )
        right = workspace.right_among(found)
        shown = found if with_right else [one for one in found if one.key not in right]
        with workspace.reading():
            if as_json:
                screen.show_json_array(_told(workspace, one, one.key in right) for one in shown)
            elif screen.is_terminal():
                _show(shown)
            else:
                screen.show_table((), _rows(workspace, shown))
    click.get_current_context().exit(Exit.FOUND if any(one.key not in right for one in shown) else Exit.DONE)


def _show(found: list[Finding]) -> None:
    """A table for each kind."""
    from annotator.review.doubts import Doubt
    from annotator.review.words import title_of

    for kind in Doubt:
        of_kind = [one for one in found if one.kind is kind]
        if of_kind:
            screen.say(f"{title_of(kind)} ({len(of_kind)})")
            headings = (_("Doubt"), _("Places"), _("Marked as"), _("Name"))
            screen.show_table(headings, map(_line, of_kind), numeric=2)
            screen.say("")
    if not found:
        screen.say(_("Nothing is marked in several ways."))


def _line(one: Finding) -> tuple[str, ...]:
    from annotator.review.doubts import told

    ways = ", ".join(f"{told(way)} {way.count}" for way in one.variants if way.count)
    return f"{one.doubt:.2f}", str(one.doubtful), ways, one.surface


def _rows(workspace: Workspace, found: list[Finding]) -> Iterator[tuple[str, ...]]:
    for number, one in enumerate(found, 1):
        about = (str(number), one.kind.value, f"{one.doubt:.3f}", one.surface)
        model = one.variants[one.model].key
        for place in workspace.in_context(one, one.doubtful_places):
            at = place.place
            where = (str(place.position), at.layer.article, at.layer.annotator, str(at.start), str(at.end))
            yield (*about, one.variants[at.variant].key, model, *where, ",".join(place.labels), place.words)


def _told(workspace: Workspace, one: Finding, is_right: bool) -> dict[str, Any]:
    texts: dict[str, str] = {}

    def text_of(uid: str) -> str:
        if uid not in texts:
            if len(texts) >= _TEXTS:
                texts.clear()
            texts[uid] = workspace.article(uid).text
        return texts[uid]

    return {
        "kind": one.kind.value,
        "surface": one.surface,
        "doubt": round(one.doubt, 4),
        "doubtful": one.doubtful,
        "right": is_right,
        "variants": [
            {
                "variant": way.key,
                "count": way.count,
                "labels": list(way.labels),
                "example": way.shown,
                "model": number == one.model,
            }
            for number, way in enumerate(one.variants)
        ],
        "occurrences": [
            {
                "article": place.layer.article,
                "annotator": place.layer.annotator,
                "start": place.start,
                "end": place.end,
                "text": text_of(place.layer.article)[place.start : place.end],
                "variant": one.variants[place.variant].key,
                "type": place.given[0],
                "value": place.given[1],
                "said_type": place.said[0],
                "said_value": place.said[1],
            }
            for place in one.occurrences
        ],
    }


VERBS = (consistency,)
