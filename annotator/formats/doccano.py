"""doccano's JSON lines: sequence labelling, and the variant with relations.

Nothing in a file of doccano says what its offsets count. What was imported counts code points, what was marked in its
window UTF-16 units, and in grapheme mode grapheme clusters, all in one line; so the unit is found out. Lines that we
write say it, with the ranges that they have: doccano keeps both as metadata, and whatever is not among these ranges
afterwards was marked there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Options, Pack
from annotator.formats.json_parts import Gathered, article_of, placed, whole
from annotator.formats.json_stream import values
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.formats.units import Unit, from_code_points, to_code_points
from annotator.model.annotation import Fragment, Layer, LayerId, Relation, Span, Status, annotator_name, reading_order
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.model.schema import Schema
from annotator.words import _

_TEXT = ("text", "data", "column_data")
_LABELS = ("label", "labels", "column_label")
_TAKEN = frozenset(
    (*_TEXT, *_LABELS, "entities", "relations", "annotations", "Comments", "comments", "id", "meta", "offsets")
)
_UNITS = {"utf16": Unit.UTF16, "codepoint": Unit.CODE_POINTS, "grapheme": Unit.GRAPHEMES}
"""The names that units have in a line of ours. The first is the usual one: doccano's window draws by UTF-16 units what
it was given, so that in another unit every span behind an emoji stands beside its words there."""
_TRIPLE = 3

_Mark = tuple[int, int, str, object]
"""Start, end, label and the id that relations name, in no unit yet."""
_Marks = list[_Mark]


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """Each line's Bundle, or why it is none, and at the end what was found out."""
    told = Gathered()
    for line, data in values(stream, defaults.encoding):
        try:
            yield _bundle(data, line, defaults, told)
        except BadInput as error:
            yield BadLine(line, str(error))
    yield from told.notes()


def _bundle(data: object, line: int, defaults: Defaults, told: Gathered) -> Bundle:
    if isinstance(data, BadInput):
        raise data
    if not isinstance(data, dict):
        raise BadInput(_("not a JSON object"))
    text = next((data[name] for name in _TEXT if name in data), None)
    meta = data["meta"] if isinstance(data.get("meta"), dict) else {}
    # doccano's number of a text of others is kept, for it may be known by it.
    article = article_of(text, {**meta, **data}, defaults, _TAKEN if "offsets" in data else _TAKEN - {"id"})
    marks = _marks(data)
    ranges = _ranges(article.text, marks, data.get("offsets"), line, told)
    comments = data.get("Comments") or data.get("comments")
    told.count(_("Comments were left out: {count}."), line, len(comments) if isinstance(comments, list) else 0)
    ids: dict[object, str] = {}
    spans = []
    for (_start, _end, label, foreign), fragment in zip(marks, ranges, strict=True):
        uid = new_uid()
        ids[foreign] = uid
        at = article.imported_at
        name = told.ours(label, "Label")
        spans.append(Span(uid, name, (fragment,), origin="import", created_at=at, updated_at=at))
    relations = tuple(_relations(data.get("relations"), ids, told))
    layer = Layer(
        LayerId(article.uid, annotator_name(defaults.annotator)),
        Status.IN_PROGRESS if spans else Status.NEW,
        spans=tuple(sorted(spans, key=reading_order)),
        relations=relations,
    )
    return Bundle(article, None if layer.is_untouched else layer, line)


def _marks(data: dict[str, Any]) -> _Marks:
    found: object = next(
        (data[name] for name in ("entities", *_LABELS, "annotations") if data.get(name) is not None), []
    )
    if not isinstance(found, list):
        raise BadInput(_("“{name}” is not a list").format(name="label"))
    marks: _Marks = []
    for number, one in enumerate(found):
        foreign: object = ("", number)
        if isinstance(one, list) and len(one) == _TRIPLE:
            start, end, label = one
        elif isinstance(one, dict):
            start, end, label = one.get("start_offset"), one.get("end_offset"), one.get("label")
            foreign = one["id"] if isinstance(one.get("id"), int | str) else foreign
        else:
            raise BadInput(_("a span must be [start, end, label] or an object"))
        if type(label) is int:  # older exports name labels by their numbers
            label = f"Label_{label}"
        if not isinstance(label, str) or not label:
            raise BadInput(_("a span has no “label”"))
        marks.append((whole(start), whole(end), label, foreign))
    return marks


def _relations(found: object, ids: dict[object, str], told: Gathered) -> Iterator[Relation]:
    if not isinstance(found, list | None):
        raise BadInput(_("“relations” is not a list"))
    for one in found or ():
        if not isinstance(one, dict):
            raise BadInput(_("a relation must be an object"))
        ends = one.get("from_id"), one.get("to_id")
        if not all(isinstance(end, int | str) for end in ends) or not all(end in ids for end in ends):
            raise BadInput(_("a relation points to a span that is not there"))
        yield Relation(new_uid(), told.ours(one.get("type"), "Relation"), ids[ends[0]], ids[ends[1]])


def _ranges(text: str, marks: _Marks, offsets: object, line: int, told: Gathered) -> list[Fragment]:
    """Where the marks are. Those that a line of ours says it came with count what it says; the rest is found out, and
    where there are such, it was most likely marked in doccano's window."""
    name, _space, known = offsets.partition(" ") if isinstance(offsets, str) else ("", "", "")
    unit, left = _UNITS.get(name), Counter(known.split())
    ours, others = list[int](), list[int]()
    for at, mark in enumerate(marks):
        is_known = unit is not None and left[_range(mark)] > 0
        left[_range(mark)] -= 1
        (ours if is_known else others).append(at)
    usual = (Unit.CODE_POINTS, Unit.UTF16, Unit.GRAPHEMES)
    likely = usual if unit is None else (Unit.UTF16, Unit.GRAPHEMES, Unit.CODE_POINTS)
    found: dict[int, Fragment] = {}
    for held, units, certain in ((ours, usual, unit), (others, likely, None)):
        mentions = [(marks[at][0], marks[at][1], None) for at in held]
        where = placed(text, mentions, units, certain)
        if where.unit is not Unit.CODE_POINTS and any(
            one != mention[:2] for one, mention in zip(where.ranges, mentions, strict=True)
        ):
            told.unit(where.unit, line)
        told.rough(where, line)
        found |= dict(zip(held, where.ranges, strict=True))
    return [found[at] for at in range(len(marks))]


def _range(mark: _Mark) -> str:
    return f"{mark[0]}-{mark[1]}"


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, options: Options) -> int:
    """One line an Article, in the variant with relations where the Schema (or the line) has any. Raises BadInput for a
    Span that cannot be told in the unit wanted."""
    related = bool(schema.relations) or any(label.roles for label in schema.labels)
    unit = options.unit or FORMAT.units[0]
    name = next((name for name, known in _UNITS.items() if known is unit), "")
    if not name:
        raise BadInput(_("doccano has no offsets in {unit}").format(unit=unit.value))
    written = 0
    for pack in packs:
        layer = kept(pack.layers[0], FORMAT.carries, schema) if pack.layers else None
        line = _line(pack.article, layer, unit, name, related=related)
        out.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        written += 1
    return written


def _line(article: Article, layer: Layer | None, unit: Unit, name: str, *, related: bool) -> dict[str, Any]:
    marks: _Marks = []
    numbers: dict[str, int] = {}
    for number, span in enumerate(layer.spans if layer else (), 1):
        numbers[span.uid] = number
        start, end = (_offset(article, place, unit) for place in (span.start, span.end))
        marks.append((start, end, span.label, number))
    line: dict[str, Any] = {"text": article.text}
    arrows = layer.relations if layer else ()
    if related or arrows:
        line["entities"] = [
            {"id": number, "label": label, "start_offset": start, "end_offset": end}
            for start, end, label, number in marks
        ]
        line["relations"] = [
            {"id": number, "from_id": numbers[one.source], "to_id": numbers[one.target], "type": one.label}
            for number, one in enumerate(arrows, 1)
        ]
    else:
        line["label"] = [[start, end, label] for start, end, label, _number in marks]
    return {**line, **_about(article), "offsets": " ".join([name, *map(_range, marks)])}


def _about(article: Article) -> dict[str, Any]:
    """What is known about an Article, by the same names in each line: doccano makes one table of all lines, and its
    database takes no empty cell of it."""
    known = {name: getattr(article, name) for name in ("title", "source", "url", "published")}
    return {**known, "metadata": [{"name": name, "value": value} for name, value in article.metadata]}


def _offset(article: Article, place: int, unit: Unit) -> int:
    offset = from_code_points(article.text, place, unit)
    if to_code_points(article.text, offset, unit) != place:
        raise BadInput(
            _(
                "“{title}”: a span begins or ends inside the letter at position {position}, where offsets in grapheme "
                "clusters cannot point. Nothing was exported"
            ).format(title=article.title, position=place)
        )
    return offset


_KEYS = re.compile(rb'"(?:label|labels|column_label|entities)"\s*:\s*\[\s*(?:\]|\[\s*-?\d|\{)')


def sniff(data: bytes, name: str) -> bool:
    """Whether the first object has a list of labels as doccano writes it."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not name.lower().endswith((".jsonl", ".json")) or not first.startswith(b"{") or b'"hashiya/' in first[:200]:
        return False
    foreign = (b'"_task_hash"', b'"_input_hash"', b'"annotations":', b'"annotation_id":', b'"ner_tags"')
    line = first.partition(b"\n")[0] if first.partition(b"\n")[0].strip() != b"{" else first
    return _KEYS.search(line) is not None and not any(key in line for key in foreign)


FORMAT = Format(
    "doccano",
    (".jsonl", ".json"),
    read=read,
    write=write,
    carries=EVERYTHING - {Part.DISCONTINUOUS, Part.ATTRIBUTES, Part.VALUES, Part.NOTES, Part.LAYERS, Part.STATUS},
    sniff=sniff,
    units=tuple(_UNITS.values()),
)
