"""What is chosen for an export, and how it is remembered from one to the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from annotator.desktop.preferences import Preferences
from annotator.formats.bundle import Format, Options
from annotator.formats.tags import SCHEMES
from annotator.formats.units import Unit
from annotator.frozen import frozen
from annotator.model.annotation import Status
from annotator.model.split import Split

_YES, _NO = "yes", "no"
_T = TypeVar("_T")


@frozen
class Choice:
    """What goes out and how: a format by its name, whose Layers, of which status and in which split (None is all),
    whether Spans keep their proclitics (None leaves them as they are), what a format lets one choose, and whether one
    of several files makes a folder rather than a zip."""

    format_name: str = "jsonl"
    annotator: str | None = None
    status: Status | None = None
    clitics_inside: bool | None = None
    options: Options = field(default_factory=Options)
    as_folder: bool = False
    split: Split | None = None

    def loses_as(self, other: Choice | None) -> bool:
        """Whether the same would be left behind with both."""
        return other is not None and self._losing == other._losing

    def options_for(self, known: Format) -> Options:
        """How the format is written: what it has no choice in, or not this one, is as it usually is."""
        usual, wanted = Options(), self.options
        return Options(
            whole_words=wanted.whole_words and bool(known.schemes),
            scheme=wanted.scheme if wanted.scheme in known.schemes else usual.scheme,
            unit=wanted.unit if wanted.unit in known.units else usual.unit,
        )

    @property
    def _losing(self) -> tuple[object, ...]:
        return self.format_name, self.annotator, self.status, self.clitics_inside, self.split


def remembered(
    preferences: Preferences,
    formats: Collection[str],
    annotators: Sequence[str],
    splits: Collection[Split] = (),
    *,
    of: str = "export",
    of_all: bool = True,
) -> Choice:
    """The last choice, as far as there are such formats, annotators and splits here; `of` says of what it was one, and
    `of_all` whether the Layers of all annotators may go out together."""

    def said(name: str, known: Collection[_T], default: _T) -> _T:
        told = preferences.text(f"{of}/{name}")
        return next((one for one in known if str(one) == told), default)

    clitics = preferences.text(f"{of}/clitics")
    return Choice(
        said("format", formats, Choice().format_name),
        said("annotator", [None, *annotators], None) if of_all else said("annotator", annotators, annotators[0]),
        said("status", [None, *Status], None),
        clitics == "inside" if clitics in ("inside", "outside") else None,
        Options(
            whole_words=preferences.text(f"{of}/whole_words") == _YES,
            scheme=said("scheme", SCHEMES, Options().scheme),
            unit=said("unit", [None, *Unit], None),
        ),
        as_folder=preferences.text(f"{of}/as_folder") == _YES,
        split=said("split", [None, *splits], None),
    )


def remember(preferences: Preferences, choice: Choice, folder: Path, *, of: str = "export") -> None:
    """Keep a choice, and where it went, for the next time."""
    clitics = {True: "inside", False: "outside", None: ""}[choice.clitics_inside]
    for name, value in (
        ("format", choice.format_name),
        ("annotator", choice.annotator or ""),
        ("status", choice.status or ""),
        ("split", choice.split or ""),
        ("clitics", clitics),
        ("whole_words", _YES if choice.options.whole_words else _NO),
        ("scheme", choice.options.scheme),
        ("unit", choice.options.unit or ""),
        ("as_folder", _YES if choice.as_folder else _NO),
        ("folder", str(folder)),
    ):
        preferences.put(f"{of}/{name}", str(value))


def last_folder(preferences: Preferences, *, of: str = "export") -> Path | None:
    """Where the last one went, if that folder is still there."""
    told = preferences.text(f"{of}/folder")
    return Path(told) if told and Path(told).is_dir() else None
