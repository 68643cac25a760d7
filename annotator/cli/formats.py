"""The verb that tells what files can be read and written, and what each format can carry."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click

from annotator.cli import screen
from annotator.cli.session import Session, as_json
from annotator.words import _

if TYPE_CHECKING:
    from annotator.formats.bundle import Format


@click.command(
    short_help=_("List the formats of files."),
    help=_("List the formats: what people call them, which are read and written, and what they cannot carry."),
)
@as_json
@click.pass_obj
def formats(session: Session, *, as_json: bool) -> None:
    """What can be imported and exported."""
    from annotator.formats import FORMATS
    from annotator.formats.parts import Part
    from annotator.formats.presenting import presented

    session.settled = True
    known = sorted(FORMATS, key=lambda one: one.name)
    if as_json:
        screen.show_json(
            [
                {
                    "name": one.name,
                    "title": presented(one).title,
                    "purpose": presented(one).purpose,
                    "reads": one.reads,
                    "writes": one.writes,
                    "endings": list(one.suffixes),
                    "lacks": [part.value for part in Part if part not in one.carries] if one.writes else [],
                    "needs": one.needs,
                }
                for one in known
            ]
        )
        return
    if screen.is_terminal():
        screen.show_table([_("Format"), _("What it is")], chain.from_iterable(map(_told_format, known)), numeric=0)
    else:
        screen.show_table((), map(_format_row, known))


def _told_format(known: Format) -> Iterator[tuple[str, str]]:
    """A format for people: its name, and beside it what they call it, what it is for, whether it is read and written
    and with which endings, and what it cannot carry."""
    from annotator.formats.presenting import presented

    about = presented(known)
    yield known.name, about.title
    yield "", about.purpose
    ways = {(True, True): _("read and written"), (True, False): _("read"), (False, True): _("written")}
    yield "", ": ".join(filter(None, (ways[known.reads, known.writes], " ".join(known.suffixes))))
    if lacks := _lacks(known):
        yield "", _("cannot carry: {parts}").format(parts=lacks)


def _format_row(known: Format) -> tuple[str, ...]:
    from annotator.formats.presenting import presented

    about = presented(known)
    reads, writes = (_("yes") if one else _("no") for one in (known.reads, known.writes))
    return known.name, about.title, reads, writes, " ".join(known.suffixes), _lacks(known), about.purpose


def _lacks(known: Format) -> str:
    from annotator.dataset.losses import part_name
    from annotator.formats.parts import Part

    return ", ".join(part_name(part) for part in Part if part not in known.carries) if known.writes else ""


VERBS = (formats,)
