"""Verbs about the proclitics of words, and what a project settled about them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli import screen
from annotator.cli.session import CLITICS, Session, clitics_option, project
from annotator.errors import BadInput
from annotator.words import _
from annotator.workspace import WEEK_STARTS, Workspace

_FROM_STDIN = "-"
_LIL = ("cut", "whole")


@click.command(
    short_help=_("Say where the name begins in words."),
    help=_(
        "Say where the name begins in words that may carry و ف ب ل ك, as the project would cut them. A line has the "
        "word, what is cut off, the rest and the probability, between tabs; - reads words from standard input, one a "
        "line."
    ),
)
@project
@click.argument("words", metavar=_("WORD…"), nargs=-1, required=True)
def trim(project: Path, words: tuple[str, ...]) -> None:
    """Print the cut of each word."""
    with Workspace.open(project) as workspace, workspace.reading():
        with screen.progress(_("Counting words")) as reporter:
            workspace.know(workspace.read_words(reporter))
        screen.show_table((_("Word"), _("Cut off"), _("Rest"), _("Probability")), _cuts(workspace, words), numeric=0)


def _cuts(workspace: Workspace, words: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
    for word in _asked(words):
        cut = workspace.cut(word)
        yield word, word[: cut.at], word[cut.at :], f"{cut.probability:.3f}"


def _asked(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        yield from _read() if word == _FROM_STDIN else (word.strip(),)


def _read() -> Iterator[str]:
    """The lines of standard input that are not empty."""
    try:
        for line in io.TextIOWrapper(screen.standard_input(), encoding="utf-8-sig"):
            if word := line.strip():
                yield word
    except UnicodeDecodeError:
        raise BadInput(_("Standard input is not UTF-8.")) from None


@click.command(
    short_help=_("Show or change what a project settled."),
    help=_("Show what a project settled about its spans, a setting and its value a line, or change it."),
)
@project
@clitics_option(_("Whether spans keep the proclitics و ف ب ل ك of their first word (inside) or not."))
@click.option("--lil", type=click.Choice(_LIL), help=_("Whether للـ is cut behind its first letter, or stays whole."))
@click.option("--week", type=click.Choice(tuple(WEEK_STARTS)), help=_("On which day a week starts."))
@click.pass_obj
def settings(session: Session, project: Path, clitics: str | None, lil: str | None, week: str | None) -> None:
    """Show or change settings."""
    with Workspace.open(project) as workspace:
        if clitics or lil:
            workspace.settle_clitics(
                inside=clitics == "inside" if clitics else None, lil_whole=lil == "whole" if lil else None
            )
            session.settled = True
        if week:
            workspace.set_week_starts(week)
            session.settled = True
        first_day = next(day for day, number in WEEK_STARTS.items() if number == workspace.week_starts)
        rows = (("clitics", CLITICS[workspace.clitics_inside]), ("lil", _LIL[workspace.lil_whole]), ("week", first_day))
        screen.show_table((_("Setting"), _("Value")), rows, numeric=0)


VERBS = (trim, settings)
