"""CoNLL-2003: a token a line with its tag at the end, blank lines between sentences, -DOCSTART- before Articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import Defaults, Format, Found, Options, Pack
from annotator.formats.column_reading import read_columns
from annotator.formats.columns import DOCSTART, Columns, Row, columns_of, first_lines
from annotator.formats.json_parts import Gathered
from annotator.formats.parts import Part
from annotator.formats.tags import SCHEMES, Seen, check_scheme, decode, encode
from annotator.formats.tokenised import Sentence, sentences_of
from annotator.model.schema import Schema
from annotator.words import _

CARRIES = frozenset({Part.ALIKE, Part.CHARACTERS})
_FEWEST = 3
"""Lines that a file must have for its columns alone to tell what it is."""


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """An Article for each -DOCSTART-, or for each sentence where there is none. The last Note says how it was read."""
    seen = Seen()

    def sentence_of(rows: Sequence[Row], _line: int, _gathered: Gathered) -> Sentence:
        tags = [told[0] for _token, told in rows]
        seen.add(tags)
        return Sentence([token for token, _tags in rows], decode(tags))

    return read_columns(stream, defaults, _columns, sentence_of, lambda columns: _told(columns, seen.scheme))


def _columns(lines: list[str]) -> Columns:
    return columns_of(lines) or Columns(any("\t" in line for line in lines), 0, 1)


def _told(columns: Columns, scheme: str) -> str:
    assert columns.tags is not None
    told = _("Read as: tokens in column {token}, tags in column {tag}, {separator} between them; tag scheme: {scheme}.")
    return told.format(
        token=columns.token + 1,
        tag=columns.tags + 1,
        separator=_("tabs") if columns.tabs else _("spaces"),
        scheme=scheme or _("none that is known in pure form"),
    )


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, options: Options) -> int:
    """Write Articles in four columns, the two in the middle empty; returns how many."""
    scheme = check_scheme(options.scheme)
    written = 0
    for pack in packs:
        out.write(f"{DOCSTART} -X- -X- O\n\n".encode())
        for sentence, _spans in sentences_of(pack, schema, CARRIES, whole_words=options.whole_words):
            tags = encode(len(sentence.tokens), sentence.chunks, scheme)
            rows = (f"{token} -X- _ {tag}\n" for token, tag in zip(sentence.tokens, tags, strict=True))
            out.write(("".join(rows) + "\n").encode())
        written += 1
    return written


def sniff(data: bytes, _name: str) -> bool:
    """Whether a file begins with -DOCSTART- or its lines end in tags."""
    try:
        lines = first_lines(data)
    except BadInput:
        return False
    if lines and lines[0].startswith(DOCSTART):
        return True
    columns = columns_of(lines)
    if columns is None or len(lines) < _FEWEST:
        return False
    try:
        tags = [columns.row(line)[1][0] for line in lines if not (columns.token and line.startswith("#"))]
    except BadInput:
        return False
    return any(decode(tags))


FORMAT = Format(
    "conll",
    (".conll", ".iob", ".iob2", ".bio"),
    read=read,
    write=write,
    carries=CARRIES,
    sniff=sniff,
    schemes=SCHEMES,
)
