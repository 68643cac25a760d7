"""WebAnno TSV 3.3, of WebAnno and INCEpTION: a file an Article, in a folder or a zip; a single file is read too.

Offsets count UTF-16 units. Tokens are words and signs; a Span that begins or ends inside one has a row of its own
beneath it. White space belongs to the sentence before it, so that no letter of the text is lost; where a Span begins
or ends on white space, that character is a token. One layer, `webanno.custom.HashiyaSpan`, has the Spans, and one of
relations all arrows; both must be in the project that such files are imported to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.brat import safe
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Note, Options, Pack
from annotator.formats.encoding import all_of, decode, encoding_of
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.formats.stretches import Range, Remembered, digits_to, stretches
from annotator.formats.tree import Tree, Writing, title_in
from annotator.formats.units import Unit, places
from annotator.formats.webanno_reading import FEATURES, OURS, read_file
from annotator.formats.webanno_rows import FORMAT_LINE, escape, escape_text
from annotator.model.annotation import Layer, Relation, Span
from annotator.model.schema import Schema
from annotator.words import _

CARRIES = EVERYTHING - {Part.DISCONTINUOUS, Part.LAYERS, Part.STATUS, Part.ABOUT, Part.METADATA}
_ARROWS = "webanno.custom.HashiyaRelation"
_HEADER = f"{FORMAT_LINE}3\n#T_SP={OURS}|{'|'.join(FEATURES)}\n#T_RL={_ARROWS}|label|BT_{OURS}\n\n"
_TOKEN = re.compile(r"[^\W_]+(?:[\u064b-\u0652\u0670\u0640]+[^\W_]*)*|\S")
_NUMBER = re.compile(r"\d{6}-")

Token = tuple[int, int, str]
"""The range of a token, and the rest of its line where no Span is."""

Row = tuple[int, bool, int, int, str, list[int]]
"""Where Spans are: the number of the token at which the row stands, or beneath which because it is a part of it; its
range; what it is called (sentence, token, and the number of the part); and the numbers of the Spans, from 1."""

_WORDS, _VALUES = Remembered(escape_text), Remembered(escape)
_PARTS = Remembered(lambda stretch: tuple((*one.span(), _rest(one[0])) for one in _TOKEN.finditer(stretch)))
_NO_ARROWS = ("_", "_")
_NO_CELLS = "\t_" * (len(FEATURES) + len(_NO_ARROWS)) + "\t\n"


def read(stream: BinaryIO, defaults: Defaults, title: str = "") -> Iterator[Found]:
    """The one Article of a file."""
    try:
        data = all_of(stream)
    except BadInput as error:
        yield BadLine(1, str(error))
        return
    yield from _read(data, title, defaults)


def read_tree(tree: Tree, defaults: Defaults) -> Iterator[Found]:
    """An Article for each .tsv that is WebAnno's."""
    for name in tree.names():
        if name.lower().endswith(".tsv"):
            for found in _read(tree.read(name), _title(name), defaults):
                if isinstance(found, BadLine):
                    yield BadLine(found.line, f"{name}: {found.reason}")
                elif isinstance(found, Note):
                    yield Note(found.line, f"{name}: {found.text}")
                else:
                    yield found


def _read(data: bytes, title: str, defaults: Defaults) -> Iterator[Found]:
    try:
        encoding, mark = encoding_of(data[:4], defaults.encoding)
        text = decode(data[mark:], encoding)
        if "\0" in text:
            raise BadInput(_("it contains NUL bytes"))
    except BadInput as error:
        yield BadLine(1, str(error))
        return
    yield from read_file(text, title, defaults)


def _title(name: str) -> str:
    stem = title_in(name)
    return " ".join(_NUMBER.sub("", stem, count=1).replace("_", " ").split()) if _NUMBER.match(stem) else stem


def write_tree(packs: Iterable[Pack], schema: Schema, out: Writing, _options: Options) -> int:
    """Write the first Layer of each Article; returns the number of Articles."""
    written = 0
    for written, pack in enumerate(packs, 1):
        layer = kept(pack.layers[0], CARRIES, schema) if pack.layers else None
        name = f"{written:06}-{safe(pack.article.title)}".rstrip("-")
        out.write(f"{name}.tsv", _told(pack.article.text, layer).encode())
    return written


def _told(text: str, layer: Layer | None) -> str:
    """The file of one text."""
    spans = layer.spans if layer else ()
    ranges = [span.fragments[0] for span in spans]  # others are not carried
    tokens = _tokens(text, ranges)
    starts = [token[0] for token in tokens]
    sentences = _sentences(text, tokens, starts)
    rows = list(_rows(tokens, starts, ranges, [bisect_left(starts, start) for start, _end in sentences]))
    own = _own_lines(text, spans, rows, _arrows(layer.relations, spans, rows) if layer and layer.relations else {})
    units = places(text, Unit.UTF16)
    told = tokens if isinstance(units, range) else [(units[start], units[end], rest) for start, end, rest in tokens]
    digits, standing = digits_to(units[-1]), list(own)
    out, at = [_HEADER], 0
    for sentence, (start, end) in enumerate(sentences, 1):
        out.append(f"\n#Text={escape_text(text[start:end])}\n")
        last = bisect_left(starts, end)
        head = f"{sentence}-"
        lines = [
            f"{head}{number}\t{digits[first]}-{digits[stop]}{rest}"
            for number, (first, stop, rest) in zip(islice(digits, 1, None), told[at:last], strict=False)
        ]
        for token in standing[bisect_left(standing, at) : bisect_left(standing, last)]:
            is_beneath, line = own[token]
            lines[token - at] = lines[token - at] + line if is_beneath else line
        out += lines
        at = last
    return "".join(out)


def _own_lines(
    text: str, spans: Sequence[Span], rows: Iterable[Row], arrows: dict[Range, tuple[str, str]]
) -> dict[int, tuple[bool, str]]:
    """The lines with Spans by the number of the token that they stand at, or beneath which they do."""
    units = places(text, Unit.UTF16)
    said = [_said(span, number) for number, span in enumerate(spans, 1)]
    alone = ["\t".join((*cells, *_NO_ARROWS)) for cells in said]
    out: dict[int, tuple[bool, str]] = {}
    for token, is_part, start, end, name, numbers in rows:
        told = alone[numbers[0] - 1]
        if len(numbers) > 1 or (start, end) in arrows:
            stacks = map("|".join, zip(*(said[number - 1] for number in numbers), strict=True))
            told = "\t".join((*stacks, *arrows.get((start, end), _NO_ARROWS)))
        is_beneath, before = out.get(token, (is_part, ""))
        line = f"{name}\t{units[start]}-{units[end]}\t{_WORDS[text[start:end]]}\t{told}\t\n"
        out[token] = is_beneath, before + line
    return out


def _arrows(relations: Iterable[Relation], spans: Sequence[Span], rows: Iterable[Row]) -> dict[Range, tuple[str, str]]:
    """The cells of the relations by the row where they stand, the first one of their target: their labels, and where
    they come from."""
    first: dict[int, tuple[Range, str]] = {}
    for _token, _is_part, start, end, name, numbers in rows:
        for number in numbers:
            first.setdefault(number, ((start, end), name))
    number_of = {span.uid: number for number, span in enumerate(spans, 1)}
    standing: dict[Range, list[tuple[int, str, str]]] = defaultdict(list)
    for one in relations:
        source, target = number_of[one.source], number_of[one.target]
        place, _name = first[target]
        standing[place].append((target, escape(one.label), f"{first[source][1]}[{source}_{target}]"))
    cells: dict[Range, tuple[str, str]] = {}
    for place, arrows in standing.items():
        arrows.sort(key=itemgetter(0))
        cells[place] = "|".join(label for _n, label, _end in arrows), "|".join(end for _n, _label, end in arrows)
    return cells


def _tokens(text: str, ranges: Iterable[Range]) -> list[Token]:
    """Words and signs, and the white space at which the text or a Span begins or a Span ends."""
    found = [(at + start, at + end, rest) for at, stretch in stretches(text) for start, end, rest in _PARTS[stretch]]
    edges = {0, *(edge for start, end in ranges for edge in (start, end - 1))}
    blanks = {(edge, edge + 1, _rest(text[edge])) for edge in edges if text[edge : edge + 1].isspace()}
    return sorted({*found, *blanks}) if blanks else found


def _rest(word: str) -> str:
    return f"\t{_WORDS[word]}{_NO_CELLS}"


def _rows(tokens: list[Token], starts: list[int], ranges: Iterable[Range], begins: list[int]) -> Iterator[Row]:
    """The rows with Spans in their order; `begins` are the numbers of the tokens with which sentences begin."""
    found: dict[tuple[int, bool, int, int], list[int]] = defaultdict(list)
    for number, (first, last) in enumerate(ranges, 1):
        at = max(bisect_right(starts, first) - 1, 0)
        while at < len(tokens) and starts[at] < last:
            begin, stop, _rest = tokens[at]
            start, end = max(begin, first), min(stop, last)
            if start < end:
                found[at, start != begin or end != stop, start, end].append(number)
            at += 1
    part, before = 0, -1
    for (token, is_part, start, end), numbers in sorted(found.items()):
        part = (part if token == before else 0) + is_part
        before = token
        sentence = bisect_right(begins, token)
        name = f"{sentence}-{token - begins[sentence - 1] + 1}"
        yield token, is_part, start, end, f"{name}.{part}" if part else name, numbers


def _sentences(text: str, tokens: list[Token], starts: list[int]) -> list[Range]:
    """Lines, each with the white space behind it; a sentence begins with a token."""
    cuts = [0]
    for one in re.finditer(r"\n", text):
        at = bisect_left(starts, one.end())
        if at < len(tokens) and starts[at] > cuts[-1] and (at == 0 or tokens[at - 1][1] <= starts[at]):
            cuts.append(starts[at])
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _said(span: Span, number: int) -> list[str]:
    """What the cells of the features say of a Span in each of its rows."""
    pairs = [[one.name, one.value] for one in span.attributes]
    told = (orjson.dumps(pairs).decode() if pairs else "", span.label, span.note, span.type, span.value)
    nothing = f"*[{number}]"
    return [f"{_VALUES[value]}[{number}]" if value else nothing for value in told]


def sniff(data: bytes, _name: str) -> bool:
    """Whether the first line is that of WebAnno TSV 3."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(FORMAT_LINE.encode())


FORMAT = Format(
    "webanno", (".tsv",), read=read, read_tree=read_tree, write_tree=write_tree, carries=CARRIES, sniff=sniff
)
