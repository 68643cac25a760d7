"""Files with a token a line and its tags beside it: which column is which, and where sentences and Articles end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import SNIFFED, BadLine
from annotator.formats.encoding import LONGEST, all_of, decode, encoding_of, too_long, unmarked_utf16
from annotator.formats.tags import is_tag
from annotator.frozen import frozen
from annotator.words import _

DOCSTART = "-DOCSTART-"
_MOST_TOKENS = 1_000_000
"""Tokens of one Article, which are held in memory together."""
_LOOKED_AT = 2000
"""Lines that tell which column is which."""

Row = tuple[str, list[str]]
"""A token and its tags."""


@frozen
class Columns:
    """How the lines of a file are made: what parts the columns, and the numbers of the token's and the tags', from 0.
    `tags` is None where all columns after the token's are tags."""

    tabs: bool
    token: int
    tags: int | None

    def row(self, line: str) -> Row:
        """The token and its tags; raises BadInput for a line that has none."""
        fields = parted(line, tabs=self.tabs)
        tags = fields[self.token + 1 :] if self.tags is None else fields[self.tags : self.tags + 1]
        if len(fields) <= self.token or not fields[self.token] or not tags or not all(tags):
            raise BadInput(_("the line has no token with a tag: “{line}”").format(line=line[:60]))
        return fields[self.token], tags


def parted(line: str, *, tabs: bool) -> list[str]:
    """The columns of a line. No other white space parts them: some tokens have no-break spaces inside."""
    if tabs:
        return [field.strip(" ") for field in line.rstrip("\t ").split("\t")]
    return [field for field in line.replace("\t", " ").split(" ") if field]


def looked_at(stream: BinaryIO, named: str | None) -> list[str]:
    """The first lines of a file, which then stands at its beginning again; raises BadInput as `encoding_of` does."""
    data = stream.read(SNIFFED)
    stream.seek(0)
    return first_lines(data, named)


def first_lines(data: bytes, named: str | None = None) -> list[str]:
    """The whole lines at the beginning of a file, no blank ones."""
    encoding, mark = encoding_of(data[:4], named)
    lines = data[mark:].decode(encoding, "replace").split("\n")
    if len(data) >= SNIFFED:
        lines.pop()
    return [line.rstrip("\r") for line in lines[:_LOOKED_AT] if line.strip()]


def columns_of(lines: Sequence[str]) -> Columns | None:
    """What the columns of these lines are, or None where no column looks like tags. Of several that do the last is
    meant: CoNLL-2003 has phrases before names."""
    lines = [line for line in lines if not line.startswith(DOCSTART)]
    tabs = sum("\t" in line for line in lines) * 2 > len(lines)
    rows = [row for line in lines if (row := parted(line, tabs=tabs)) and not _is_remark(line, row)]
    width = max(map(len, rows), default=0)
    token = int(width > 2 and _are_numbered(rows))
    counts = {
        number: sum(len(row) > number and is_tag(row[number]) for row in rows)
        for number in range(token + 1, min(width, 50))
    }
    best = max(counts, key=lambda number: (counts[number], number), default=0)
    if not best or counts[best] * 2 <= len(rows):
        return None
    return Columns(tabs, token, best)


def _are_numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether tokens are counted from 1 in each sentence, in a column before them."""
    last = 0
    for row in rows:
        if len(row) < 3 or row[0] not in ("1", str(last + 1)):
            return False
        last = int(row[0])
    return len({row[1] for row in rows}) > 1


def _is_remark(line: str, row: Sequence[str]) -> bool:
    """Whether a line says something about the file; a word # has its tag behind it."""
    return line.startswith("# ") and len(row) != 2 and not is_tag(row[-1])


def articles(stream: BinaryIO, named: str | None, columns: Columns) -> Iterator[tuple[int, list[list[Row]]] | BadLine]:
    """The sentences of each Article with the line where it begins. -DOCSTART- begins one; without it each sentence is
    one of its own. Lines that are no good are told and left out. An Article may have no sentences."""
    begun, held, in_article = 1, 0, False
    sentences: list[list[Row]] = []
    sentence: list[Row] = []
    for number, row in _rows(stream, named, columns):
        if isinstance(row, BadLine):
            yield row
        elif isinstance(row, str):
            if sentence:
                sentences.append(sentence)
                sentence = []
            if (sentences and not in_article) or (row and in_article):
                yield begun, sentences
                sentences, held = [], 0
            if row:
                begun, in_article = number, True
        elif held == _MOST_TOKENS:
            yield BadLine(number, _("an article has more than {most} tokens").format(most=_MOST_TOKENS))
            return
        else:
            if not (in_article or sentence):
                begun = number
            sentence.append(row)
            held += 1
    if sentence:
        sentences.append(sentence)
    if sentences or in_article:
        yield begun, sentences


def _rows(stream: BinaryIO, named: str | None, columns: Columns) -> Iterator[tuple[int, Row | BadLine | str]]:
    """What each line is: a token with its tags, one that is no good, -DOCSTART-, or nothing, which ends a sentence."""
    for number, line in numbered_lines(stream, named):
        if isinstance(line, BadLine):
            yield number, line
        elif line.startswith(DOCSTART):
            yield number, DOCSTART
        elif not line.strip():
            yield number, ""
        elif not (columns.token and line.startswith("#")):
            try:
                yield number, columns.row(line)
            except BadInput as error:
                yield number, BadLine(number, str(error))


def numbered_lines(stream: BinaryIO, named: str | None) -> Iterator[tuple[int, str | BadLine]]:
    """The lines, counted from 1, without their ends. Line ends of other kinds stay: tokens may have them inside."""
    encoding, mark = encoding_of(stream.read(4), named)
    stream.seek(mark)
    if "\n".encode(encoding) != b"\n":
        # In UTF-16 the two bytes of a newline may belong to two other letters.
        for number, line in enumerate(decode(all_of(stream), encoding).split("\n"), 1):
            yield number, line.rstrip("\r")
        return
    for number in count(1):
        raw = stream.readline(LONGEST + 1)
        if not raw:
            return
        if len(raw) > LONGEST:
            yield number, BadLine(number, too_long())
            return
        try:
            if b"\0" in raw and named is None:
                raise BadInput(unmarked_utf16())
            yield number, decode(raw, encoding).rstrip("\r\n")
        except BadInput as error:
            yield number, BadLine(number, str(error))
