"""brat's lines of one text made a Layer: T, E, R, A and M, N, # and * by their ids.

What brat has and Hashiya has no place for is kept as Attributes whose names begin with `brat:`, so that it can be
written again: `brat:event` (`shared`: its trigger is that of the event Span before it; `alone`: a trigger without an
event), `brat:trigger` (what is said of a trigger and not of its event), `brat:relation` (what is said of a Relation
from this Span), `brat:note` (a comment of another type). The values of the last three are JSON.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import orjson

from annotator.errors import BadInput
from annotator.formats.brat_config import EQUIVALENT, Config
from annotator.formats.brat_lines import across_lines, by_lines, in_one_line
from annotator.formats.labels.names import ascii_name
from annotator.formats.units import Unit, to_code_points, unit_of
from annotator.model.annotation import Attribute, Fragment, Relation, Span, joined, reading_order
from annotator.model.attributes import YES
from annotator.model.check import misplaced, span_faults, unwritable
from annotator.model.ids import new_uid
from annotator.model.schema import SAME
from annotator.words import _

OURS = "Hashiya"
"""The type of comment that carries, as JSON, what has no place in brat's own lines."""
NOTE = "AnnotatorNotes"
_LINE = re.compile(r"([TERAMN#])(\S*)\t([^\t]*)(?:\t(.*))?", re.DOTALL)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")


@dataclass(slots=True)
class Marked:
    """What the lines of one text say, and what is wrong with them: `faults` by line counted from 1, `told` by kind."""

    spans: list[Span] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    unit: Unit = Unit.CODE_POINTS
    told: Counter[str] = field(default_factory=Counter)
    events: dict[str, set[str]] = field(default_factory=dict)
    """The Labels of events, each with the Roles that arguments have."""
    chains: set[str] = field(default_factory=set)
    """The Relation labels of * lines."""


@dataclass(slots=True)
class _Piece:
    """A Span that is being put together; `event` is its id in the file, empty for what is no event."""

    uid: str
    label: str
    fragments: tuple[Fragment, ...]
    event: str = ""
    attributes: list[Attribute] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Row:
    line: int
    kind: str
    id: str
    words: list[str]
    rest: str | None


class Reading:
    """One .ann file on its text."""

    def __init__(self, text: str, config: Config, at: str) -> None:
        self._text, self._config, self._at = text, config, at
        self._flat = in_one_line(text)
        self._out = Marked()
        self._rows: dict[str, list[_Row]] = defaultdict(list)
        self._spans: dict[str, _Piece] = {}
        """By T and E ids; the T of a trigger is the Piece of its first event."""
        self._triggers: set[str] = set()
        self._arrows: dict[str, tuple[_Piece, str, int]] = {}
        """By R ids: the Span that it leaves, its label, and how many of that label left it before."""
        self._leaving: Counter[tuple[str, str]] = Counter()

    def read(self, lines: str) -> Marked:
        for number, line in enumerate(lines.split("\n"), 1):
            if line.rstrip("\r").strip():
                self._take(number, line.rstrip("\r"))
        self._read_spans()
        for handle, kinds in (
            (self._event, "E"),
            (self._relation, "R"),
            (self._equal, "*"),
            (self._attribute, "AM"),
            (self._normal, "N"),
            (self._comment, "#"),
        ):
            for row in sorted((row for kind in kinds for row in self._rows[kind]), key=lambda one: one.line):
                try:
                    handle(row)
                except BadInput as error:
                    self._out.faults.append((row.line, str(error)))
        pieces = list({id(piece): piece for piece in self._spans.values()}.values())
        self._out.spans = sorted(map(self._span, pieces), key=reading_order)
        self._out.relations.sort(key=lambda one: one.uid)
        self._out.faults.sort()
        return self._out

    def _take(self, number: int, line: str) -> None:
        if line.startswith("*\t"):
            self._rows["*"].append(_Row(number, "*", "*", line.split("\t")[1].split(), None))
        elif (found := _LINE.fullmatch(line)) and found[2]:
            self._rows[found[1]].append(_Row(number, found[1], found[1] + found[2], found[3].split(), found[4]))
        elif line.startswith("#"):
            self._out.told["comment"] += 1
        else:
            self._out.faults.append((number, _("“{text}” is no line of brat's").format(text=line[:60])))

    # T and E

    def _read_spans(self) -> None:
        found: dict[str, tuple[_Row, str, list[Fragment]]] = {}
        for row in self._rows["T"]:
            numbers = re.fullmatch(r"(\d{1,12} \d{1,12})(?:;\d{1,12} \d{1,12})*", " ".join(row.words[1:]))
            if numbers is None or row.id in found:
                fault = _("its id stands there twice") if numbers else _("it has no label with a range")
                self._out.faults.append((row.line, fault))
                continue
            pairs = [part.split() for part in " ".join(row.words[1:]).split(";")]
            found[row.id] = row, row.words[0], [(int(start), int(end)) for start, end in pairs]
        whole = [
            (*ranges[0], in_one_line(row.rest))
            for row, _label, ranges in found.values()
            if len(ranges) == 1 and row.rest
        ]
        units = (Unit.CODE_POINTS, Unit.UTF16, Unit.BYTES)
        self._out.unit = unit_of(self._flat, whole, usual=Unit.CODE_POINTS, others=units) or Unit.CODE_POINTS
        events: dict[str, list[_Row]] = defaultdict(list)
        for row in self._rows["E"]:
            if row.words and ":" in row.words[0]:
                events[row.words[0].rpartition(":")[2]].append(row)
        for uid, (row, label, ranges) in found.items():
            try:
                fragments = self._fragments(row, label, ranges)
            except BadInput as error:
                self._out.faults.append((row.line, str(error)))
                continue
            name = self._ours(label)
            made = [_Piece(new_uid(), name, fragments, event.id) for event in events.get(uid, ())]
            self._triggers |= {uid} if made else set()
            if not made:
                made = [_Piece(new_uid(), name, fragments)]
                if label in self._config.events:
                    made[0].attributes.append(Attribute("brat:event", "alone"))
            for piece in made[1:]:
                piece.attributes.append(Attribute("brat:event", "shared"))
            self._spans[uid] = made[0]
            for piece in made:
                if piece.event:
                    self._spans[piece.event] = piece

    def _fragments(self, row: _Row, label: str, ranges: list[Fragment]) -> tuple[Fragment, ...]:
        converted = []
        for start, end in ranges:
            first, last = (to_code_points(self._text, place, self._out.unit) for place in (start, end))
            if first is None or last is None:
                raise BadInput(
                    _("span [{start}, {end}] lies outside the text, which has {length} characters").format(
                        start=start, end=end, length=len(self._text)
                    )
                )
            converted.append((first, last))
        for start, end in converted:
            for fault in span_faults(Span("", label, ((start, end),)), len(self._text)):
                raise BadInput(fault)
        if row.rest is not None and not self._says(row.rest, converted):
            start, end = min(converted)
            raise BadInput(misplaced(Span("", label, ((start, end),)), row.rest, self._flat[start:end]))
        if list(joined(converted)) != converted:
            self._out.told["fragments"] += 1
        fragments = across_lines(self._text, converted)
        if len(fragments) < len(converted) and self._config.ours is None:
            self._out.told["lines"] += 1
        return fragments

    def _says(self, words: str, ranges: list[Fragment]) -> bool:
        """Whether these words stand in these ranges; their lengths tell it where a few words name the text over and
        over, which would take much memory to write out."""
        if len(words) != sum(end - start + 1 for start, end in ranges) - 1:
            return False
        return in_one_line(words) == " ".join(self._flat[start:end] for start, end in ranges)

    def _event(self, row: _Row) -> None:
        label, _colon, trigger = (row.words[0] if row.words else "").rpartition(":")
        piece = self._spans.get(row.id)
        if piece is None or trigger not in self._triggers:
            raise BadInput(_("the event has no trigger that could be read"))
        if self._ours(label) != piece.label:
            raise BadInput(
                _("the event is “{label}”, but its trigger is “{other}”").format(label=label, other=piece.label)
            )
        arguments = [(word.rpartition(":")[0], word.rpartition(":")[2]) for word in row.words[1:]]
        names = {role for role, _target in arguments} | self._config.events.get(label, set())
        roles = self._out.events.setdefault(piece.label, set())
        for role, target in arguments:
            base = role.rstrip("0123456789")
            is_counted = base != role and base in names and role not in self._config.events.get(label, set())
            name = self._ours(base if is_counted else role)
            self._arrow(name, piece, self._known(target))
            roles.add(name)

    # Arrows

    def _known(self, uid: str) -> _Piece:
        piece = self._spans.get(uid)
        if piece is None:
            raise BadInput(_("it points to “{uid}”, which is not there or could not be read").format(uid=uid))
        return piece

    def _arrow(self, label: str, source: _Piece, target: _Piece) -> None:
        if not label:
            raise BadInput(_("a name is missing"))
        self._leaving[source.uid, label] += 1
        self._out.relations.append(Relation(new_uid(), label, source.uid, target.uid))

    def _relation(self, row: _Row) -> None:
        ends = [word.partition(":") for word in row.words[1:]]
        if len(ends) != 2:
            raise BadInput(_("a relation needs a label and two ends"))
        label, (source, target) = self._ours(row.words[0]), (self._known(end[2]) for end in ends)
        self._arrows[row.id] = source, label, self._leaving[source.uid, label]
        self._arrow(label, source, target)
        if [ends[0][0], ends[1][0]] != ["Arg1", "Arg2"]:
            self._aside(row.id, ["ends", ends[0][0], ends[1][0]])

    def _equal(self, row: _Row) -> None:
        if len(row.words) < 3:
            raise BadInput(_("it joins fewer than two spans"))
        label = SAME if row.words[0] == EQUIVALENT else self._ours(row.words[0])
        members = [self._known(uid) for uid in row.words[1:]]
        self._out.chains.add(label)
        for one, other in pairwise(members):
            self._arrow(label, one, other)

    # What is said of them

    def _attribute(self, row: _Row) -> None:
        if len(row.words) < 2:
            raise BadInput(_("it names nothing that it is about"))
        self._say(row, self._ours(row.words[0]), " ".join(row.words[2:]) or YES)

    def _normal(self, row: _Row) -> None:
        if len(row.words) < 3:
            raise BadInput(_("it names nothing that it is about"))
        self._say(row, self._ours(row.words[0]), f"{' '.join(row.words[2:])}\t{row.rest or ''}")

    def _say(self, row: _Row, name: str, value: str) -> None:
        about = row.words[1]
        if about in self._arrows or about in self._triggers:
            self._aside(about, ["attribute", name, value])
        else:
            self._known(about).attributes.append(Attribute(name, value))

    def _comment(self, row: _Row) -> None:
        if len(row.words) != 2 or not (row.words[1] in self._spans or row.words[1] in self._arrows):
            self._out.told["comment"] += 1
            return
        (kind, about), text = row.words, row.rest or ""
        if kind == OURS and about in self._spans:
            self._spans[about].more = _object(text)
        elif about in self._arrows or about in self._triggers:
            self._aside(about, ["note", kind, text])
        elif kind == NOTE:
            self._known(about).notes.append(text)
        else:
            self._known(about).attributes.append(_json("brat:note", [kind, text]))

    def _aside(self, about: str, said: list[str | int]) -> None:
        """Keep what Hashiya has no place for with the Span that is nearest to it."""
        self._out.told["aside"] += 1
        if about in self._arrows:
            piece, label, at = self._arrows[about]
            piece.attributes.append(_json("brat:relation", [label, at, *said]))
        else:
            self._spans[about].attributes.append(_json("brat:trigger", said))

    def _span(self, piece: _Piece) -> Span:
        attributes, note = piece.attributes, "\n".join(piece.notes)
        if piece.notes and not note:
            attributes = [*attributes, *(_json("brat:note", [NOTE, ""]) for _each in piece.notes[:1])]
        for item in _list(piece.more.get("attributes")):
            match item:
                case [int(at), str(name), str(value)] if not (unwritable(name) or unwritable(value)):
                    attributes.insert(min(at, len(attributes)), Attribute(name, value))
        more = {name: value for name, value in piece.more.items() if isinstance(value, str) and not unwritable(value)}
        return Span(
            piece.uid,
            piece.label,
            self._exact(piece),
            more.get("type", ""),
            more.get("value", ""),
            tuple(attributes),
            more.get("note", note),
            "import",
            None,
            self._at,
            self._at,
        )

    def _exact(self, piece: _Piece) -> tuple[Fragment, ...]:
        """What was marked, where the lines of it do not tell, unless somebody marked others in brat."""
        told = tuple(_ranges(piece.more.get("fragments"), len(self._text)))
        is_same = across_lines(self._text, by_lines(self._text, told)) == piece.fragments
        return told if told and told == joined(told) and is_same else piece.fragments

    def _ours(self, name: str) -> str:
        known = (self._config.ours or {}).get(name)
        if known is not None:
            return known
        if name and not _NAME.fullmatch(name):
            self._out.told["name"] += 1
            return ascii_name(name, "Label")
        return name


def _json(name: str, value: object) -> Attribute:
    return Attribute(name, orjson.dumps(value).decode())


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _ranges(value: object, length: int) -> Iterator[Fragment]:
    for one in _list(value):
        match one:
            case [int(start), int(end)] if 0 <= start < end <= length:
                yield start, end


def _object(text: str) -> dict[str, object]:
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return data if isinstance(data, dict) else {}
