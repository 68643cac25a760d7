"""One WebAnno TSV 3 file made a Bundle: sentences make the text, rows the Spans, slots and relations the arrows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note
from annotator.formats.encoding import fault_of
from annotator.formats.labels.names import ascii_name
from annotator.formats.units import Unit, to_code_points
from annotator.formats.webanno_rows import FORMAT_LINE, LayerSpec, layers_of, split, unescape, unescape_text, values_in
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status, annotator_name, reading_order
from annotator.model.article import Article, title_of
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.model.schema import SAME
from annotator.words import _

OURS = "webanno.custom.HashiyaSpan"
"""The layer that Hashiya writes, with its features in `FEATURES`."""
FEATURES = ("attributes", "label", "note", "timexType", "timexValue")
_UNIT = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)(?:\[(\d{1,9})(?:_(\d{1,9}))?\])?")
_CHAIN = re.compile(r"(.*)->(\d{1,9})-(\d{1,9})", re.DOTALL)
_ROW = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)\t(\d{1,12})-(\d{1,12})\t")
_NOTHING = frozenset({"_", ""})
"""Cells that say nothing."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
_LABELS = ("value", "label", "PosValue")
_MOST_GAP = 100_000
"""Letters between the sentences of a file, all in all, beyond as many as the sentences have."""


@dataclass(slots=True)
class _Row:
    line: int
    id: str
    begin: int
    end: int
    token: str
    cells: list[str]


@dataclass(slots=True)
class _Found:
    """A Span that is being put together from rows; places count what the file counts."""

    uid: str
    spec: LayerSpec
    begin: int
    end: int
    values: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Role, the type at its end, and the place there."""


class Reading:
    """One file."""

    def __init__(self, data: str, title: str, defaults: Defaults) -> None:
        self._title, self._defaults = title, defaults
        self._sentences: list[tuple[str, list[_Row]]] = []
        header: list[str] = []
        lines = data.split("\n")
        if not lines[0].startswith(FORMAT_LINE):
            raise BadInput(_("it does not begin with “{line}”").format(line=f"{FORMAT_LINE}x"))
        for number, raw in enumerate(lines, 1):
            line = raw.removesuffix("\r")
            if line.startswith("#T_"):
                header.append(line)
            elif line.startswith("#Text="):
                self._text_line(line.removeprefix("#Text="))
            elif not line.startswith("#") and line.strip():
                self._take(number, line)
        self._specs = layers_of(header)
        self._left: Counter[str] = Counter()
        self._spans: list[_Found] = []
        self._by_place: dict[tuple[str, str, int], _Found] = {}
        self._relations: list[Relation] = []

    def _text_line(self, text: str) -> None:
        if self._sentences and not self._sentences[-1][1]:  # a sentence of several lines, as older files have it
            text = f"{self._sentences.pop()[0]}\n{text}"
        self._sentences.append((text, []))

    def _take(self, number: int, line: str) -> None:
        found = _ROW.match(line)
        if found is None:
            raise BadInput(_("line {line}: {reason}").format(line=number, reason=_("it is no row of a token")))
        if not self._sentences:
            raise BadInput(_("line {line}: {reason}").format(line=number, reason=_("no #Text= stands before it")))
        token, *cells = line[found.end() :].split("\t")
        self._sentences[-1][1].append(_Row(number, found[1], int(found[2]), int(found[3]), token, cells))

    def read(self) -> Iterator[Found]:
        text, unit = self._text()
        if fault := fault_of(text):
            raise BadInput(fault)
        article = Article(
            new_uid(),
            self._title or title_of(text),
            text,
            source=self._defaults.source,
            published=self._defaults.published,
            imported_at=now(),
        )
        rows = [row for _sentence, held in self._sentences for row in held if not _NOTHING.issuperset(row.cells)]
        for row in rows:
            for spec in self._specs:
                if spec.kind == "SP":
                    self._read_spans(spec, row)
        for spec in self._specs:
            if spec.kind == "CH":
                self._read_chains(spec, rows)
        self._read_links()
        for row in rows:
            for spec in self._specs:
                if spec.kind == "RL":
                    self._read_relations(spec, row)
        spans = [span for one in self._spans if (span := self._span(one, text, unit, article.imported_at))]
        there = {span.uid for span in spans}
        arrows = tuple(one for one in self._relations if one.source in there and one.target in there)
        self._left["relation"] += len(self._relations) - len(arrows)
        yield from self._notes(unit)
        layer = Layer(
            LayerId(article.uid, annotator_name(self._defaults.annotator)),
            Status.IN_PROGRESS,
            spans=tuple(sorted(spans, key=reading_order)),
            relations=arrows,
        )
        yield Bundle(article, layer if spans else None, line=1)

    def _notes(self, unit: Unit) -> Iterator[Note]:
        told = {
            "empty": _("spans without any letter were left out: {count}"),
            "relation": _("relations and links whose ends are no spans were left out: {count}"),
            "feature": _("values of relations beside their label were left out: {count}"),
            "name": _("names that are not ASCII got new ones: {count}"),
        }
        for kind, text in told.items():
            if self._left[kind]:
                yield Note(0, text.format(count=self._left[kind]))
        if unit is not Unit.UTF16:
            yield Note(0, _("the offsets count {unit}").format(unit=unit.value))

    # The text

    def _text(self) -> tuple[str, Unit]:
        """The text that the sentences make, and the unit in which each token's words stand where its row says."""
        fault = ""
        for unit in (Unit.UTF16, Unit.CODE_POINTS, Unit.BYTES):
            try:
                text = self._joined(unit)
                for _sentence, rows in self._sentences:
                    for row in rows:
                        self._check(text, row, unit)
            except BadInput as error:
                fault = fault or str(error)
                continue
            return text, unit
        raise BadInput(fault)

    def _joined(self, unit: Unit) -> str:
        parts: list[str] = []
        length = gaps = shown = 0
        for raw, rows in self._sentences:
            sentence = unescape_text(raw)
            if rows:
                at = max(sentence.find(unescape_text(rows[0].token)), 0)
                gap = rows[0].begin - _length(sentence[:at], unit) - length
                gaps += gap
                if gap < 0 or gaps > _MOST_GAP + shown:
                    raise BadInput(
                        _("line {line}: {reason}").format(
                            line=rows[0].line, reason=_("the sentence does not stand where its first token says")
                        )
                    )
                filling = " " * gap if not parts or not gap else "\n" + " " * (gap - 1)
                parts.append(filling)
                length += gap
            parts.append(sentence)
            shown += len(sentence)
            length += _length(sentence, unit)
        return "".join(parts)

    def _check(self, text: str, row: _Row, unit: Unit) -> None:
        start, end = to_code_points(text, row.begin, unit), to_code_points(text, row.end, unit)
        found = text[start:end] if start is not None and end is not None else ""
        if found != row.token and found not in (unescape_text(row.token), unescape(row.token)):
            raise BadInput(
                _("line {line}: the row says “{told}”, but the text has “{found}” there").format(
                    line=row.line, told=row.token[:60], found=found[:60]
                )
            )

    # Spans

    def _read_spans(self, spec: LayerSpec, row: _Row) -> None:
        columns = [_at(row.cells, spec.first + at) for at in range(len(spec.features))]
        targets = {slot + 1 for slot in spec.slots}
        ends = {slot: split(_at(columns, slot + 1), "|") for slot in spec.slots}
        values = [values_in(cell) if at not in targets else [] for at, cell in enumerate(columns)]
        for index in range(max(map(len, values), default=0)):
            stack = next((held[index].stack for held in values if index < len(held) and held[index].stack), 0)
            one = self._found(spec, row, stack, index)
            is_first = (one.begin, one.end) == (row.begin, row.end)
            one.begin, one.end = min(one.begin, row.begin), max(one.end, row.end)
            for at, held in enumerate(values):
                value = held[index] if index < len(held) else None
                if value is None or at in targets:
                    continue
                if at in spec.slots:
                    if is_first:
                        self._slot(one, spec, at, value.raw, ends[at], index)
                elif value.text is not None:
                    one.values.setdefault(spec.features[at], value.text)

    def _found(self, spec: LayerSpec, row: _Row, stack: int, index: int) -> _Found:
        """The Span of a stack's number, or the one that stands in this row alone."""
        key = (spec.name, "", stack) if stack else (spec.name, row.id, -index)
        one = self._by_place.get(key)
        if one is None:
            one = self._by_place[key] = _Found(new_uid(), spec, row.begin, row.end)
            self._spans.append(one)
        return one

    def _slot(self, one: _Found, spec: LayerSpec, at: int, raw: str, places: list[str], index: int) -> None:
        roles, ends = split(raw, ";"), split(_at(places, index), ";")
        otherwise = spec.features[at].partition(":")[2].partition("_")[0] or "link"
        kind = spec.features[at + 1] if at + 1 < len(spec.features) else ""
        for role, place in zip(roles, ends, strict=False):
            if place not in ("*", "_", ""):
                one.links.append((otherwise if role in ("*", "_", "") else unescape(role), kind, place))

    def _read_links(self) -> None:
        for one in list(self._spans):
            for role, kind, place in one.links:
                found = _UNIT.fullmatch(place)
                end = self._end(kind, found[1], int(found[2] or 0)) if found else None
                self._arrow(role, one, end)

    def _end(self, kind: str, row: str, stack: int) -> _Found | None:
        """The Span of a type at a row; of any layer where the type has none of its own."""
        names = [kind] if any(spec.name == kind for spec in self._specs) else [spec.name for spec in self._specs]
        keys = [(name, "", stack) if stack else (name, row, 0) for name in names]
        return next((self._by_place[key] for key in keys if key in self._by_place), None)

    def _arrow(self, label: str, source: _Found | None, target: _Found | None) -> None:
        if source is None or target is None:
            self._left["relation"] += 1
        else:
            name = label if source.spec.name == OURS else self._name(label)
            self._relations.append(Relation(new_uid(), name, source.uid, target.uid))

    # Relations and chains

    def _read_relations(self, spec: LayerSpec, row: _Row) -> None:
        """A relation stands at its target's row; its last column says where it comes from."""
        columns = [values_in(_at(row.cells, spec.first + at)) for at in range(len(spec.features))]
        places = _at(row.cells, spec.first + len(spec.features))
        for index, place in enumerate(split(places, "|") if places not in ("_", "") else ()):
            found = _UNIT.fullmatch(place)
            told = [held[index].text for held in columns if index < len(held) and held[index].text]
            named = {
                name: held[index].text for name, held in zip(spec.features, columns, strict=True) if index < len(held)
            }
            label = named.get("label") or named.get("value") or next(iter(told), None) or _short(spec.name)
            if found is None or not any(one.name == spec.base and one.kind == "SP" for one in self._specs):
                self._left["relation"] += 1
                continue
            self._left["feature"] += max(len(told) - 1, 0)
            source = self._end(spec.base, found[1], int(found[2] or 0))
            self._arrow(label, source, self._end(spec.base, row.id, int(found[3] or 0)))

    def _read_chains(self, spec: LayerSpec, rows: list[_Row]) -> None:
        links: dict[tuple[int, int], _Found] = {}
        for row in rows:
            types = values_in(_at(row.cells, spec.first + 1))
            for index, part in enumerate(split(_at(row.cells, spec.first), "|")):
                if not (found := _CHAIN.fullmatch(part)):
                    continue
                key = int(found[2]), int(found[3])
                one = links.get(key)
                if one is None:
                    one = links[key] = _Found(new_uid(), spec, row.begin, row.end)
                    self._spans.append(one)
                one.begin, one.end = min(one.begin, row.begin), max(one.end, row.end)
                if index < len(types) and types[index].text:
                    one.values["value"] = types[index].text or ""
                if found[1] not in ("*", ""):
                    one.values[spec.features[0] or "referenceRelation"] = unescape(found[1])
        chains: dict[int, list[int]] = defaultdict(list)
        for chain, link in sorted(links):
            chains[chain].append(link)
        for chain, held in chains.items():
            for before, after in pairwise(held):
                self._arrow(SAME, links[chain, before], links[chain, after])

    def _span(self, one: _Found, text: str, unit: Unit, at: str) -> Span | None:
        start, end = to_code_points(text, one.begin, unit), to_code_points(text, one.end, unit)
        if start is None or end is None or start >= end:
            self._left["empty"] += 1
            return None
        values = dict(one.values)
        kind = value = note = ""
        if one.spec.name == OURS:
            label = values.get("label", "")
            kind, value, note = (values.get(name, "") for name in ("timexType", "timexValue", "note"))
            attributes = _attributes(values.get("attributes", ""))
        else:
            names = ("value",) if one.spec.kind == "CH" else (*_LABELS, *values)
            name = next((name for name in names if values.get(name)), "")
            label = values.pop(name, "")
            attributes = tuple(Attribute(name, told) for name, told in values.items())
        label = self._name(label or _short(one.spec.name))
        return Span(one.uid, label, ((start, end),), kind, value, attributes, note, "import", None, at, at)

    def _name(self, name: str) -> str:
        if _NAME.fullmatch(name):
            return name
        self._left["name"] += 1
        return ascii_name(name, "Label")


def _attributes(text: str) -> tuple[Attribute, ...]:
    try:
        data = orjson.loads(text or "[]")
    except orjson.JSONDecodeError:
        return (Attribute("attributes", text),)
    pairs = data if isinstance(data, list) else []
    return tuple(
        Attribute(*pair)
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) and "\0" not in one for one in pair)
    )


def _length(text: str, unit: Unit) -> int:
    match unit:
        case Unit.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case Unit.BYTES:
            return len(text.encode())
    return len(text)


def _at(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else "_"


def _short(name: str) -> str:
    return name.rpartition(".")[2] or name


def read_file(data: str, title: str, defaults: Defaults) -> Iterator[Found]:
    """What a file holds, or the one line that is wrong with it."""
    try:
        yield from Reading(data, title, defaults).read()
    except BadInput as error:
        yield BadLine(1, str(error))
