"""The shelf of interchange formats: one file each, model in, bytes out, and back."""

from annotator.formats import jsonl, plain_text
from annotator.formats.bundle import Format

FORMATS: tuple[Format, ...] = (jsonl.FORMAT, plain_text.FORMAT)
"""Every format that the program reads or writes."""


def by_name(name: str) -> Format | None:
    """The format called `name`, or None."""
    return next((known for known in FORMATS if known.name == name), None)


def by_suffix(suffix: str) -> Format | None:
    """The format of files that end in `suffix` (with the dot, in any case), or None."""
    return next((known for known in FORMATS if suffix.lower() in known.suffixes), None)
