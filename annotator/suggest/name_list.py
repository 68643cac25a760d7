"""Lists of names that a user has: a table with a name and its Label in each line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.arabic.word_by_word import words_of
from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.model.schema import Schema
from annotator.words import _

_HEADINGS = ("name", "names", "الاسم", "اسم")


@frozen
class NameList:
    """Names with their Labels, in the order of the list, and what is wrong with the lines that were left out."""

    names: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def read_names(text: str, schema: Schema) -> NameList:
    """The names in a text of lines: name, tab, Label, and whatever else behind another tab.

    Blank lines, lines that begin with `#` and a first line of headings (`name`) are passed over. A line without a
    Label, with one that the Schema cannot mark, without anything to read in its name, or with another Label for a name
    that was there already is a fault, told with its number; the other lines are taken.
    """
    names: dict[tuple[str, ...], tuple[str, str, int]] = {}
    faults: list[str] = []
    for number, line in _lines(text):
        name, _tab, rest = line.partition("\t")
        name, label = name.strip(), schema.now_called(rest.partition("\t")[0].strip())
        words = words_of(name)
        before = names.get(words)
        if fault := _fault(bool(words), label, schema, before):
            faults.append(_("line {line}: {reason}").format(line=number, reason=fault))
        elif before is None:
            names[words] = name, label, number
    return NameList(tuple((name, label) for name, label, _number in names.values()), tuple(faults))


def text_of(path: Path) -> str:
    """The text of a file with such a list. Raises BadInput where it cannot be read."""
    try:
        return decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise BadInput(_("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)) from error


def decoded(data: bytes, name: str) -> str:
    """The bytes of such a list as text; `name` is what they are called. Raises BadInput where they are no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(_("“{path}” is not UTF-8; save it as UTF-8.").format(path=name)) from error


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, and their numbers, from 1 on."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        is_heading = number == 1 and line.partition("\t")[0].strip().lower() in _HEADINGS
        if line.strip() and not line.startswith("#") and not is_heading:
            yield number, line


def _fault(has_words: bool, label: str, schema: Schema, before: tuple[str, str, int] | None) -> str:
    """What is wrong with a line, '' for nothing."""
    if not has_words:
        return _("there is no name before the tab")
    if not label:
        return _("there is no label behind the name; put a tab between them")
    if label not in {one.name for one in schema.markable()}:
        return _("the schema has no label “{label}”").format(label=label)
    if before is not None and before[1] != label:
        return _("“{name}” has the label “{label}” in line {number} already").format(
            name=before[0], label=before[1], number=before[2]
        )
    return ""
