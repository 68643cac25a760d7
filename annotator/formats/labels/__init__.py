"""Labels that were made for another program, or for Hashiya elsewhere: bytes in, a Schema out."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import orjson

from annotator.errors import BadInput
from annotator.formats.labels import brat, doccano, label_studio
from annotator.formats.labels.brat_lines import HEAD, MACROS, SECTIONS
from annotator.formats.labels.drafts import FoundLabels
from annotator.formats.labels.names import ascii_name, title_of, titles_of
from annotator.formats.labels.remarks import check_number, on_line
from annotator.model.schema_json import from_json
from annotator.words import _

__all__ = ["HASHIYA", "MOST_BYTES", "FoundLabels", "read_labels"]

HASHIYA = "hashiya"

MOST_BYTES = 2**22
"""Labels of the largest projects fill a twentieth of this."""

_XML = re.compile(r"\s*<(?![\w-]+>\s*=)[A-Za-z?!]")
"""How XML begins; a brat configuration may begin with a macro, `<NAME>=`."""

_SECTIONS = frozenset((*SECTIONS, MACROS, "spans"))


def read_labels(data: bytes, name: str) -> FoundLabels:
    """The labels in a file called `name`: Hashiya's own Schema, brat's annotation.conf, Label Studio's labelling
    configuration or doccano's label types. The content tells which it is, and the name where the content does not.

    Raises BadInput that says what is wrong, and on which line or at which path.
    """
    try:
        return _read(_text(data), PurePath(name))
    except BadInput as error:
        raise BadInput(
            _("No labels could be read from “{name}”: {reason}").format(
                name=title_of(PurePath(name).name), reason=error
            )
        ) from error


def _read(text: str, path: PurePath) -> FoundLabels:
    if _XML.match(text):
        read = label_studio.read
    elif _has_sections(text):
        read = brat.read
    elif text.lstrip().startswith(("{", "[")) or path.suffix.casefold() in (".json", ".jsonl"):
        return _read_json(text, path)
    else:
        raise _foreign()
    return _titled(read(text, _name(path)), path)


def _foreign() -> BadInput:
    return BadInput(
        _(
            "it is none of these: a schema of Hashiya, an annotation.conf of brat with a section like [entities], "
            "a configuration of Label Studio in XML, an export of labels from doccano in JSON. Choose one of them"
        )
    )


def _name(path: PurePath) -> str:
    stem = path.stem.strip()
    return stem if stem.isascii() and stem.isprintable() and stem else ascii_name(stem, "labels")


def _titled(found: FoundLabels, path: PurePath) -> FoundLabels:
    """With the file's name as a title where the Schema could not be called by it."""
    return replace(found, schema=replace(found.schema, titles=titles_of(path.stem, found.schema.name)))


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise BadInput(
            _("it is larger than {most} KiB, too large for a file of labels. Choose another file").format(
                most=MOST_BYTES // 1024
            )
        )
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            _("byte {position} is not UTF-8. Save the file in UTF-8 and choose it again").format(position=error.start)
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise on_line(line, _("there is a NUL character. Save the file as plain text in UTF-8 and choose it again"))
    return text


def _has_sections(text: str) -> bool:
    heads = (HEAD.fullmatch(line) for line in text.split("\n"))
    return any(head is not None and head[1].casefold() in _SECTIONS for head in heads)


def _read_json(text: str, path: PurePath) -> FoundLabels:
    data: Any
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        data = doccano.lines_of(text)
        if not data and HEAD.fullmatch(text.strip().partition("\n")[0]):
            raise _foreign() from None  # a configuration of another program, with sections such as [options]
        if not data:
            raise on_line(error.lineno, _("not JSON: {detail}").format(detail=error.msg)) from None
    if isinstance(data, dict) and "text" in data and "format" not in data:
        data = [data]
    if isinstance(data, list):
        return _titled(doccano.read(data, _name(path), relations="relation" in path.stem.casefold()), path)
    if isinstance(data, dict):
        for part, what in (("labels", _("labels")), ("relations", _("relations"))):
            check_number(len(data[part]) if isinstance(data.get(part), list) else 0, what)
    return FoundLabels(from_json(data), HASHIYA)
