"""What kinds of files the import dialog offers."""

from __future__ import annotations

from annotator.formats import FORMATS
from annotator.formats.presenting import in_order, presented
from annotator.words import _

ARCHIVE = ".zip"
_READ_TOO = {"csv": (".tsv",)}
"""Endings that files of a format come with, too, though none is written so."""


def kinds() -> str:
    """A filter for a file dialog: all that can be read, then format by format, then everything."""
    readable = [known for known in in_order(FORMATS) if known.reads]
    every = {ending for known in readable for ending in known.suffixes} | {ARCHIVE}
    lines = [_filter(_("All that can be read"), sorted(every))]
    for known in readable:
        if known.suffixes:
            endings = [
                *known.suffixes,
                *_READ_TOO.get(known.name, ()),
                *([ARCHIVE] if known.read_tree is not None else []),
            ]
            lines.append(_filter(presented(known).title, endings))
    return ";;".join([*lines, _("All files (*)")])


def _filter(title: str, endings: list[str]) -> str:
    # What stands in brackets is the pattern, so a title has none.
    plain = title.replace("(", "").replace(")", "")
    return f"{plain} ({' '.join(f'*{ending}' for ending in endings)})"
