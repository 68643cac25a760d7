"""WebAnno TSV 3.3, of WebAnno and INCEpTION: a file an Article, in a folder or a zip; a single file is read too.

Offsets count UTF-16 units. Tokens are words and signs; a Span that begins or ends inside one has a row of its own
beneath it. White space belongs to the sentence before it, so that no letter of the text is lost; where a Span begins
or ends on white space, that character is a token. One layer, `webanno.custom.HashiyaSpan`, has the Spans, and one of
relations all arrows; both must be in the project that such files are imported to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.brat import safe
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Note, Options, Pack
from annotator.formats.encoding import all_of, decode, encoding_of
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.formats.stretches import Range, Remembered
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

_WORDS = Remembered(escape_text)
_NO_CELLS = "\t".join(["_"] * (len(FEATURES) + 2))


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
    tokens = _tokens(text, spans)
    sentences = _sentences(text, tokens)
    rows = _rows(tokens, spans)
    ids = _ids(sentences, tokens, rows)
    beneath: dict[Range, list[Range]] = defaultdict(list)
    for place in ids:
        beneath[tokens[_above(tokens, place)]].append(place)
    said = [_said(span, number) for number, span in enumerate(spans, 1)]
    arrows = _Arrows(layer.relations if layer else (), spans, ids, rows)
    units = places(text, Unit.UTF16)
    out, at = [_HEADER], 0
    for sentence, (start, end) in enumerate(sentences, 1):
        out.append(f"\n#Text={escape_text(text[start:end])}\n")
        last = bisect_left(tokens, (end,))
        for number, token in enumerate(tokens[at:last], 1):
            held = beneath.get(token, ())
            if not held or held[0] != token:
                begin, stop = token
                word = _WORDS[text[begin:stop]]
                out.append(f"{sentence}-{number}\t{units[begin]}-{units[stop]}\t{word}\t{_NO_CELLS}\t\n")
            for place in held:
                begin, stop = place
                stacks = map("|".join, zip(*(said[number - 1] for number in rows[place]), strict=True))
                cells, word = "\t".join([*stacks, *arrows.at(place)]), _WORDS[text[begin:stop]]
                out.append(f"{ids[place]}\t{units[begin]}-{units[stop]}\t{word}\t{cells}\t\n")
        at = last
    return "".join(out)


class _Arrows:
    """The relations of a file by the row where each stands: the first one of its target."""

    def __init__(
        self,
        relations: Iterable[Relation],
        spans: Iterable[Span],
        ids: dict[Range, str],
        rows: dict[Range, list[int]],
    ) -> None:
        first: dict[int, Range] = {}
        for place in ids:
            for number in rows.get(place, ()):
                first.setdefault(number, place)
        numbers = {span.uid: number for number, span in enumerate(spans, 1)}
        self._standing: dict[Range, list[tuple[int, str, str]]] = defaultdict(list)
        for one in relations:
            source, target = numbers[one.source], numbers[one.target]
            end = f"{ids[first[source]]}[{source}_{target}]"
            self._standing[first[target]].append((target, escape(one.label), end))

    def at(self, place: Range) -> tuple[str, str]:
        """The cells of the relations in a row: their labels, and where they come from."""
        standing = sorted(self._standing.get(place, ()), key=lambda one: one[0])
        labels = "|".join(label for _target, label, _end in standing)
        ends = "|".join(end for _target, _label, end in standing)
        return labels or "_", ends or "_"


def _tokens(text: str, spans: Iterable[Span]) -> list[Range]:
    """Words and signs, and the white space at which the text or a Span begins or a Span ends."""
    found = [one.span() for one in _TOKEN.finditer(text)]
    edges = {edge for span in spans for edge in (span.start, span.end - 1)} | {0}
    blanks = {(edge, edge + 1) for edge in edges if text[edge : edge + 1].isspace()}
    return sorted({*found, *blanks}) if blanks else found


def _above(tokens: list[Range], place: Range) -> int:
    """The token that a row stands at or beneath."""
    return bisect_right(tokens, (place[0], 2**62)) - 1


def _rows(tokens: list[Range], spans: Iterable[Span]) -> dict[Range, list[int]]:
    """Where there are rows with Spans, and the numbers of these, from 1."""
    out: dict[Range, list[int]] = defaultdict(list)
    for number, span in enumerate(spans, 1):
        at = max(_above(tokens, (span.start, 0)), 0)
        while at < len(tokens) and tokens[at][0] < span.end:
            start, end = max(tokens[at][0], span.start), min(tokens[at][1], span.end)
            if start < end:
                out[start, end].append(number)
            at += 1
    return out


def _sentences(text: str, tokens: list[Range]) -> list[Range]:
    """Lines, each with the white space behind it; a sentence begins with a token."""
    cuts = [0]
    for one in re.finditer(r"\n", text):
        at = bisect_left(tokens, (one.end(), 0))
        if at < len(tokens) and tokens[at][0] > cuts[-1] and (at == 0 or tokens[at - 1][1] <= tokens[at][0]):
            cuts.append(tokens[at][0])
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _ids(sentences: list[Range], tokens: list[Range], rows: Iterable[Range]) -> dict[Range, str]:
    """What each row with Spans is called, from the first to the last: sentence, token, and the number of the part of
    it."""
    begins = [bisect_left(tokens, (start,)) for start, _end in sentences]
    parts: Counter[int] = Counter()
    ids: dict[Range, str] = {}
    standing = ((_above(tokens, place), place) for place in rows)
    for at, is_part, place in sorted((at, place != tokens[at], place) for at, place in standing):
        sentence = bisect_right(begins, at)
        parts[at] += is_part
        ids[place] = f"{sentence}-{at - begins[sentence - 1] + 1}" + (f".{parts[at]}" if is_part else "")
    return ids


def _said(span: Span, number: int) -> list[str]:
    """What the cells of the features say of a Span in each of its rows."""
    pairs = [[one.name, one.value] for one in span.attributes]
    told = (orjson.dumps(pairs).decode() if pairs else "", span.label, span.note, span.type, span.value)
    return [f"{escape(value) if value else '*'}[{number}]" for value in told]


def sniff(data: bytes, _name: str) -> bool:
    """Whether the first line is that of WebAnno TSV 3."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(FORMAT_LINE.encode())


FORMAT = Format(
    "webanno", (".tsv",), read=read, read_tree=read_tree, write_tree=write_tree, carries=CARRIES, sniff=sniff
)
