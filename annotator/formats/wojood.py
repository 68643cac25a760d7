"""Wojood: a token a line, then the tags of all Spans that it is a part of, the outermost first; blank lines between
segments."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import Defaults, Format, Found, Options, Pack
from annotator.formats.column_reading import read_columns
from annotator.formats.columns import DOCSTART, Columns, Row, first_lines, parted
from annotator.formats.json_parts import Gathered
from annotator.formats.parts import Part
from annotator.formats.tags import OUTSIDE, SCHEMES, Chunk, check_scheme, encode, is_tag
from annotator.formats.tags import parted as tag_parts
from annotator.formats.tokenised import Sentence, sentences_of
from annotator.model.schema import Schema
from annotator.words import _

CARRIES = frozenset({Part.NESTED, Part.CHARACTERS})
_NO_TAGS = [OUTSIDE]
_OUTSIDE = f" {OUTSIDE}\n"


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """An Article for each segment, as the corpus has no bounds of its texts; where -DOCSTART- lines are, for each."""
    return read_columns(stream, defaults, _columns, _sentence)


def _columns(lines: list[str]) -> Columns:
    return Columns(sum("\t" in line for line in lines) * 2 > len(lines), 0, None)


def _sentence(rows: Sequence[Row], line: int, gathered: Gathered) -> Sentence:
    gathered.count(
        _(
            "Spans of one label lie in each other, and columns cannot say for certain which of them goes on; the outer "
            "one was taken to. Tokens: {count}."
        ),
        line,
        sum(_is_unsure(tags) for _token, tags in rows),
    )
    return Sentence([token for token, _tags in rows], decode_nested([tags for _token, tags in rows]))


def _is_unsure(tags: Sequence[str]) -> bool:
    labels = [tag_parts(tag)[1] for tag in tags]
    return len(set(labels)) < len(labels)


def encode_nested(length: int, chunks: Sequence[Chunk], scheme: str = "IOB2") -> list[list[str]]:
    """The tags of each of `length` tokens; chunks are in reading order, the outer ones first.

    >>> encode_nested(2, [(0, 2, "OCC"), (1, 2, "ORG")])
    [['B-OCC'], ['I-OCC', 'B-ORG']]
    """
    rows = [_NO_TAGS] * length
    for first, last, label in chunks:
        for number, tag in enumerate(_tags_of(last - first, label, scheme), first):
            if rows[number] is _NO_TAGS:
                rows[number] = [tag]
            else:
                rows[number].append(tag)
    return rows


@lru_cache(maxsize=512)
def _tags_of(length: int, label: str, scheme: str) -> list[str]:
    return encode(length, [(0, length, label)], scheme)


def decode_nested(rows: Sequence[Sequence[str]]) -> list[Chunk]:
    """The chunks that the tags of tokens tell, in reading order. A tag that goes on does so with the outermost chunk of
    its Label that no tag before it went on with; without one it begins."""
    out: list[tuple[int, int, int, str]] = []
    opened: dict[str, deque[tuple[int, int]]] = {}
    serial = 0
    for number, tags in enumerate([*rows, ()]):
        going: dict[str, deque[tuple[int, int]]] = {}
        if tags == _NO_TAGS and not opened:
            continue
        for letter, label in map(tag_parts, tags):
            if not letter:
                continue
            if letter not in "BSU" and opened.get(label):
                first, which = opened[label].popleft()
            else:
                serial += 1
                first, which = number, serial
            if letter in "ESUL":
                out.append((first, -number - 1, which, label))
            else:
                going.setdefault(label, deque()).append((first, which))
        out += [(first, -number, which, label) for label, held in opened.items() for first, which in held]
        opened = going
    return [(first, -last, label) for first, last, _which, label in sorted(out)]


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, options: Options) -> int:
    """Write a segment a sentence; returns how many Articles. Raises BadInput where the columns would not tell the Spans
    apart: two of one Label that overlap without one of them holding the other."""
    scheme = "IOB2" if check_scheme(options.scheme) == "IOB1" else options.scheme  # the first tag must tell
    written, is_first = 0, True
    for pack in packs:
        for sentence, spans in sentences_of(pack, schema, CARRIES, whole_words=options.whole_words):
            rows = encode_nested(len(sentence.tokens), sentence.chunks, scheme)
            if decode_nested(rows) != sentence.chunks:
                labels = sorted({span.label for span in spans})
                told = _(
                    "“{title}”: two spans of one label ({labels}) overlap, and columns of tags cannot tell them apart "
                    "in the sentence “{sentence}”. Nothing was exported"
                )
                raise BadInput(
                    told.format(
                        title=pack.article.title, labels=", ".join(labels), sentence=" ".join(sentence.tokens)[:80]
                    )
                )
            lines = [
                token + _OUTSIDE if tags is _NO_TAGS else f"{token} {' '.join(tags)}\n"
                for token, tags in zip(sentence.tokens, rows, strict=True)
            ]
            if is_first and lines[0].startswith("\ufeff"):  # else the mark would be taken for the file's own
                out.write(BOM_UTF8)
            is_first = False
            out.write(("".join(lines) + "\n").encode())
        written += 1
    return written


def sniff(data: bytes, _name: str) -> bool:
    """Whether all that stands after tokens are tags, of more than one Span at least once, and O only alone."""
    try:
        lines = first_lines(data)
    except BadInput:
        return False
    rows = [parted(line, tabs="\t" in line)[1:] for line in lines if not line.startswith(DOCSTART)]
    nested = any(len(tags) > 1 for tags in rows)
    return nested and all(tags and all(map(is_tag, tags)) and (len(tags) == 1 or OUTSIDE not in tags) for tags in rows)


FORMAT = Format(
    "wojood",
    (".wojood",),
    read=read,
    write=write,
    carries=CARRIES,
    sniff=sniff,
    proves=True,
    schemes=tuple(scheme for scheme in SCHEMES if scheme != "IOB1"),
)
"""Its writer decodes each sentence that it writes: the file has no bounds of Articles to compare whole ones by."""
