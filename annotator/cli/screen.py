"""What is printed: tables for eyes on a terminal, plain lines for programs, JSON where it is asked for.

Article text, titles and labels are strangers' words: they are never read as markup, and characters that could drive
the terminal are shown instead of sent.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click
import orjson

from annotator.cli import stopping
from annotator.errors import BadInput
from annotator.words import _

_AT_ONCE = 1000
"""Rows of a table that are measured together; so the first lines of a long one appear at once."""

# Delete and C1 controls, line and paragraph separators, bidi embeddings, overrides and isolates.
_DRIVING_ABOVE = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_DRIVING = re.compile(f"[\x00-\x1f{_DRIVING_ABOVE}\ud800-\udfff]")
_DRIVING_BUT_LAYOUT = re.compile(f"[\x00-\x08\x0b-\x1f{_DRIVING_ABOVE}\ud800-\udfff]")
_RAW_IN_JSON = re.compile(f"[{_DRIVING_ABOVE}]")  # the others stand escaped in it

Reporter = Callable[[int, int], None]
"""Told how much is done and how much there is; 0 where that is not known."""


def prepare() -> None:
    """Make output UTF-8 wherever it goes to a program, and never fail on a letter that a terminal does not have.

    Output that was closed before the start is a pipe whose reader has gone; closed errors go nowhere.
    """
    if sys.stdout is None:
        sys.stdout = _unheard()
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # it is open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _unheard() -> TextIO:
    reader, writer = os.pipe()
    os.close(reader)
    return os.fdopen(writer, "w", encoding="utf-8")


def standard_input() -> BinaryIO:
    """What comes in, in bytes. Raises BadInput where it was closed before the start."""
    if sys.stdin is None:
        raise BadInput(_("Standard input is closed."))
    return sys.stdin.buffer


def is_terminal() -> bool:
    """Whether a person reads the output."""
    return sys.stdout.isatty()


def visible(text: str) -> str:
    """`text` on one line, with each control character shown as a picture or a number.

    >>> visible("a\\x1b[2J\\u202eb")
    'a␛[2J<U+202E>b'
    """
    return _DRIVING.sub(_picture, text)


def flat(text: str) -> str:
    """`text` as one tidy line: white space of any kind and length is one space."""
    return visible(" ".join(text.split()))


def plain_path(path: Path) -> str:
    """A path for JSON, which cannot hold bytes that are no UTF-8, as a path may."""
    return str(path).encode(errors="backslashreplace").decode()


def lines(text: str) -> str:
    """`text` with its lines and tabs, and nothing else that moves the cursor."""
    return _DRIVING_BUT_LAYOUT.sub(_picture, text.replace("\r\n", "\n"))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else f"<U+{code:04X}>"


def say(sentence: str) -> None:
    """Print one line."""
    click.echo(visible(sentence))


def complain(sentence: str) -> None:
    """Print one line where errors go."""
    click.echo(visible(sentence), err=True)


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: int = 1) -> None:
    """Print rows. On a terminal they stand in columns under `headings`, the first `numeric` ones flush right, with
    the words of articles in the last, so that a right-to-left line moves nothing else. Elsewhere each row is a line
    with tabs between its values, without headings."""
    if not is_terminal():
        for row in rows:
            sys.stdout.write("\t".join(flat(value) for value in row) + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    coming = iter(rows)
    first = True
    while batch := list(islice(coming, _AT_ONCE)):
        table = Table(box=None, pad_edge=False, show_header=first, header_style="bold")
        for number, heading in enumerate(headings):
            last = number == len(headings) - 1
            table.add_column(heading, justify="right" if number < numeric else "left", no_wrap=not last)
        for row in batch:
            table.add_row(*(Text(flat(value)) for value in row))
        console.print(table)
        first = False


def show_text(text: str, *, style: str = "") -> None:
    """Print the words of an article, broken between words on a terminal."""
    if not is_terminal():
        click.echo(lines(text))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    console.print(Text(lines(text), style=style))


def show_json(value: object) -> None:
    """Print one JSON value on one line."""
    click.echo(_json(value))


def show_json_array(values: Iterable[dict[str, Any]]) -> None:
    """Print one JSON array, an element a line, as they come."""
    opening = "["
    for value in values:
        sys.stdout.write(f"{opening}\n{_json(value)}")
        opening = ","
    sys.stdout.write("[]\n" if opening == "[" else "\n]\n")


def _json(value: object) -> str:
    text = orjson.dumps(value).decode()
    return _RAW_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@contextmanager
def progress(title: str, *, quiet: bool = False) -> Iterator[Reporter]:
    """A bar where errors go, if a person is there to see it. What is reported to raises KeyboardInterrupt where Ctrl-C
    was lost."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: stopping.check()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def told(done: int, total: int) -> None:
            stopping.check()
            bar.update(task, completed=done, total=total or None)

        yield told
