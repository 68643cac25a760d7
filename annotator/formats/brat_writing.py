"""A Layer as brat's lines: T, E, R, *, A, N and #, numbered anew in each file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

import orjson

from annotator.formats.brat_config import EQUIVALENT, Names, Used
from annotator.formats.brat_lines import across_lines, by_lines, in_one_line, words_of
from annotator.formats.brat_reading import NOTE, OURS
from annotator.model.annotation import Layer, Relation, Span
from annotator.model.attributes import YES
from annotator.model.chains import chains, links
from annotator.model.problems import is_argument
from annotator.model.schema import SAME, Kind, RelationLabel, Schema

_VALUE = re.compile(r"[^\s\x1c-\x1f]+")
_NORMAL = re.compile(r"([^\s:]+:[^\s]+)\t([^\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]*)")
_ENDS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines to some readers that JSON does not escape by itself."""
_OWN = frozenset({"brat:event", "brat:trigger", "brat:relation", "brat:note"})


def with_same(schema: Schema) -> Schema:
    """The Schema with the Relation label `same`, which brat has of itself."""
    if schema.relation(SAME) is not None:
        return schema
    return replace(schema, relations=(*schema.relations, RelationLabel(SAME, symmetric=True, transitive=True)))


class Lines:
    """The lines of one .ann file. `schema` has the label `same`."""

    def __init__(self, layer: Layer, text: str, schema: Schema, names: Names, used: Used) -> None:
        self._layer, self._text, self._schema, self._names, self._used = layer, text, schema, names, used
        self._lines: list[str] = []
        self._counts: Counter[str] = Counter()
        self._triggers: dict[str, str] = {}
        self._last = "", ""
        """Label and ranges of the Span just before, and its T."""
        self._ids: dict[str, str] = {}
        """What stands for a Span in arrows: its E, else its T."""

    def told(self) -> str:
        for span in self._layer.spans:
            self._mark(span)
        joining = links(self._schema, self._layer.relations, self._label)
        chained = {one.uid for one in joining if one.source != one.target}
        leaving: dict[str, list[Relation]] = defaultdict(list)
        for one in self._layer.relations:
            leaving[one.source].append(one)
        events = [span for span in self._layer.spans if self._ids[span.uid].startswith("E")]
        for span in events:
            self._event(span, leaving[span.uid])
        asides = {span.uid: _asides(span) for span in self._layer.spans}
        for span in self._layer.spans:
            seen: Counter[str] = Counter()
            for one in leaving[span.uid]:
                said = asides[span.uid].get((one.label, seen[one.label]), [])
                seen[one.label] += 1
                if one.uid not in chained and not is_argument(self._schema, one, span.label):
                    self._relation(one, said)
        for chain in chains(self._schema, self._layer.spans, self._layer.relations):
            name = EQUIVALENT if chain.label == SAME else self._names.of(chain.label)
            self._lines.append(f"*\t{name} {' '.join(self._ids[span.uid] for span in chain.spans)}")
        for span in self._layer.spans:
            self._say(span)
        return "".join(f"{line}\n" for line in self._lines)

    def _label(self, uid: str) -> str:
        return next((span.label for span in self._layer.spans if span.uid == uid), "")

    def _next(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{letter}{self._counts[letter]}"

    def _mark(self, span: Span) -> None:
        marks = [one.value for one in span.attributes if one.name == "brat:event"]
        label = self._names.of(span.label)
        lines = by_lines(self._text, span.fragments)
        ranges = ";".join(f"{start} {end}" for start, end in lines)
        key = f"{label} {ranges}"
        before, trigger = self._last
        if "shared" not in marks or key != before:
            trigger = self._next("T")
            self._lines.append(f"{trigger}\t{key}\t{words_of(self._text, lines)}")
        self._triggers[span.uid] = trigger
        self._last = key, trigger
        is_event = self._schema.kind(span.label) is Kind.EVENT and "alone" not in marks
        self._ids[span.uid] = self._next("E") if is_event else trigger

    def _event(self, span: Span, arrows: list[Relation]) -> None:
        words = [f"{self._names.of(span.label)}:{self._triggers[span.uid]}"]
        taken = {self._names.role(one.label) for one in arrows} | {
            self._names.role(role.name) for role in self._schema.roles_of(span.label)
        }
        filled: Counter[str] = Counter()
        for one in arrows:
            if is_argument(self._schema, one, span.label):
                role = self._names.role(one.label)
                self._used.roles[span.label].add(one.label)
                filled[role] += 1
                while filled[role] > 1 and f"{role}{filled[role]}" in taken:
                    filled[role] += 1
                number = filled[role] if filled[role] > 1 else ""
                words.append(f"{role}{number}:{self._ids[one.target]}")
        self._lines.append(f"{self._ids[span.uid]}\t{' '.join(words)}")

    def _relation(self, one: Relation, said: list[list[str]]) -> None:
        uid, ends = self._next("R"), ["Arg1", "Arg2"]
        for item in said:
            if item[0] == "ends":
                ends = item[1:3]
        self._used.relations.add(one.label)
        source, target = self._ids[one.source], self._ids[one.target]
        self._lines.append(f"{uid}\t{self._names.of(one.label)} {ends[0]}:{source} {ends[1]}:{target}")
        for item in said:
            self._aside(uid, item)

    def _aside(self, about: str, item: list[str]) -> None:
        match item:
            case ["attribute", name, value]:
                self._attribute(about, name, value)
            case ["note", kind, text]:
                self._comment(kind, about, text)

    def _attribute(self, about: str, name: str, value: str) -> bool:
        """Write it as A or N; False where it fits neither."""
        if not name:
            return False
        if found := _NORMAL.fullmatch(value):
            self._lines.append(f"{self._next('N')}\t{self._names.of(name)} {about} {found[1]}\t{found[2]}")
            return True
        if not _VALUE.fullmatch(value):
            return False
        told = "" if value == YES else f" {value}"
        self._lines.append(f"{self._next('A')}\t{self._names.of(name)} {about}{told}")
        kind = "<EVENT>" if about.startswith("E") else "<ENTITY>"
        self._used.attributes.setdefault((name, kind), set()).update({value} - {YES})
        return True

    def _comment(self, kind: str, about: str, text: str) -> None:
        self._lines.append(f"{self._next('#')}\t{kind} {about}\t{in_one_line(text)}")

    def _say(self, span: Span) -> None:
        about, rest = self._ids[span.uid], list[tuple[int, str, str]]()
        for at, one in enumerate(span.attributes):
            item = _said(one.value) if one.name in _OWN - {"brat:event"} else None
            if (one.name == "brat:event" and one.value in ("shared", "alone")) or (
                item and one.name == "brat:relation"
            ):
                continue
            if item and one.name == "brat:trigger":
                self._aside(self._triggers[span.uid], item)
            elif item and one.name == "brat:note" and len(item) == 2:
                self._comment(item[0], about, item[1])
            elif not self._attribute(about, one.name, one.value):
                rest.append((at, one.name, one.value))
        more: dict[str, object] = {name: getattr(span, name) for name in ("type", "value") if getattr(span, name)}
        if rest:
            more["attributes"] = rest
        if across_lines(self._text, by_lines(self._text, span.fragments)) != span.fragments:
            more["fragments"] = span.fragments
        lines = span.note.split("\n") if span.note else []
        if any(line != in_one_line(line) for line in lines) or (lines and not any(lines)):
            more["note"], lines = span.note, []
        for line in lines:
            self._comment(NOTE, about, line)
        if more:
            told = _ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", orjson.dumps(more).decode())
            self._comment(OURS, about, told)


def _said(value: str) -> list[str] | None:
    """The texts in a list as JSON, or None where it is none."""
    try:
        data = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    return [str(item) for item in data] if isinstance(data, list) and data else None


def _asides(span: Span) -> dict[tuple[str, int], list[list[str]]]:
    """What is said of the Relations that leave a Span, by their label and how many of it come before."""
    found: dict[tuple[str, int], list[list[str]]] = defaultdict(list)
    for one in span.attributes:
        item = _said(one.value) if one.name == "brat:relation" else None
        if item and len(item) > 2 and item[1].isascii() and item[1].isdecimal():
            found[item[0], int(item[1][:9])].append(item[2:])
    return found
