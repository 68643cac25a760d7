"""Plain text: one Article a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format
from annotator.formats.encoding import all_of, decode, encoding_of, fault_of, unmarked_utf16
from annotator.model.article import Article, title_of
from annotator.model.clock import now
from annotator.model.ids import new_uid


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Bundle | BadLine]:
    """The one Article in the file, titled by its first line. Newlines stay as they are."""
    try:
        data = all_of(stream)
        encoding, mark = encoding_of(data[:4], defaults.encoding)
        text = decode(data[mark:], encoding)
    except BadInput as error:
        yield BadLine(1, str(error))
        return
    if "\0" in text and defaults.encoding is None:
        yield BadLine(1, unmarked_utf16())
        return
    if fault := fault_of(text):
        yield BadLine(1, fault)
        return
    yield Bundle(
        Article(
            new_uid(),
            title_of(text),
            text,
            source=defaults.source,
            published=defaults.published,
            imported_at=now(),
        ),
        line=1,
    )


FORMAT = Format("txt", (".txt",), read=read, sniff=lambda _data, name: name.lower().endswith(".txt"))
