"""Verbs about the proclitics of words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli import screen
from annotator.cli.session import project
from annotator.errors import BadInput
from annotator.words import _
from annotator.workspace import Workspace

_FROM_STDIN = "-"


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


VERBS = (trim,)
