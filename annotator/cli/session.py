"""What one call of the command carries with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.errors import NoWindow
from annotator.words import _

if TYPE_CHECKING:
    from annotator.workspace import Workspace

OpenWindow = Callable[[Path | None, str | None], int]
"""Shows the window on a project (the last one where it is None) as an annotator, and returns its exit status."""


def no_window(_project: Path | None, _annotator: str | None) -> int:
    """Stands in where the command line is used without the window."""
    raise NoWindow(_("There is no window here; start it with: hashiya"))


@dataclass(slots=True)
class Session:
    """One call of the command. `settled` says that what it was to change has been changed for good."""

    open_window: OpenWindow = no_window
    settled: bool = False


LARGEST = 2**63 - 1
"""The largest number that a project can hold."""


class FilePath(click.Path):
    """A path. An empty one, as of a variable that is not set, is refused: it would mean the folder that one is in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if value == "":
            self.fail(_("The name is empty."), param, ctx)
        return super().convert(value, param, ctx)


def _as_meant(_context: click.Context, _param: click.Parameter, path: Path | None) -> Path | None:
    """`news` where only `news.hashiya` is there means that."""
    if path is None or path.suffix or path.exists():
        return path
    whole = path.with_name(f"{path.name}.hashiya")
    return whole if whole.exists() else path


def new_project(_context: click.Context | None, _param: click.Parameter | None, path: Path | None) -> Path | None:
    """The path of a project to be made: a name without an ending gets `.hashiya`."""
    if path is None or path.suffix or path.name in ("", ".."):
        return path
    return path.with_name(f"{path.name}.hashiya")


project = click.argument("project", metavar=_("PROJECT"), type=FilePath(), callback=_as_meant)
as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON, in UTF-8, for other programs."))


CLITICS = ("outside", "inside")
"""Where و ف ب ل ك before a name may be: outside of its span, or inside."""


def clitics_option(help_text: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """The option `--clitics outside|inside`."""
    return click.option("--clitics", type=click.Choice(CLITICS), help=help_text)


def annotator_option(help_text: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """The option `--annotator NAME`."""
    return click.option("--annotator", metavar=_("NAME"), help=help_text)


lead_option = click.option(
    "--lead", metavar=_("NAME"), help=_("Which lead does it, where it is not who the project was made for.")
)


def opened(project: Path, annotator: str | None, *, to_read: bool = False) -> Workspace:
    """The project as an annotator who is known in it sees it, or as the one for whom it was made. Raises Unknown."""
    from annotator.workspace import Workspace

    if annotator is None:
        return Workspace.open(project, to_read=to_read)
    with Workspace.open(project, to_read=to_read) as workspace:
        name = workspace.known_annotator(annotator)
    return Workspace.open(project, name, to_read=to_read)


def names_given(given: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """The names that were given, with commas between them; a name that is known may have a comma in it."""
    for text in given:
        for piece in [text] if text in known else text.replace("،", ",").split(","):
            if tidy := " ".join(piece.split()):
                yield tidy
