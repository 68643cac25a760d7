"""brat's annotation.conf and visual.conf: what may be marked, how it looks, and what our names are called there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import orjson

from annotator.formats.labels.names import ascii_name, roles_by_name
from annotator.model.schema import SAME, AttributeSpec, AttributeType, Kind, Label, RelationLabel, Role, Schema, Texts

EQUIVALENT = "Equiv"
"""What brat calls the relation of what means the same; ours is `same`."""

_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_CHOICE = re.compile(r"[^\s|,<>]+")
_MOST_CHOICES = 100
_MARK = "# hashiya-names: "
_HEAD = re.compile(r"\s*\[\s*(\w+)\s*\]\s*")
_PLAIN = re.compile(r"[|\s]+")
_MACRO = re.compile(r"\s*<[^<>]+>\s*=")


class Names:
    """brat's names for ours: ASCII letters, digits, `-` and `_`, no two alike, the same one each time it is asked."""

    def __init__(self, first: Iterable[str]) -> None:
        self._brats: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._taken: set[str] = set()
        names = list(dict.fromkeys(first))
        for name in sorted(names, key=lambda one: not _SAFE.fullmatch(one)):  # good names stay as they are
            self.of(name)

    def of(self, name: str) -> str:
        """What `name` is called in brat's files."""
        known = self._brats.get(name)
        if known is None:
            base = name if _SAFE.fullmatch(name) else re.sub(r"[.:]", "_", ascii_name(name, "Name"))
            known, count = base, 1
            while known in self._taken:
                count += 1
                known = f"{base}_{count}"
            self._brats[name] = known
            self._taken.add(known)
        return known

    def role(self, name: str) -> str:
        """What a Role is called: brat counts the fillers of one role with digits, so its name ends in none."""
        known = self.of(name)
        if not known[-1].isdigit():
            return known
        if name not in self._roles:
            made = f"{known}_"
            while made in self._taken:
                made += "_"
            self._roles[name] = made
            self._taken.add(made)
        return self._roles[name]

    def comment(self) -> str:
        """The line of annotation.conf that says which names are other ones with us."""
        every = (*self._brats.items(), *self._roles.items())
        changed = {brats: ours for ours, brats in every if ours != brats}
        return _MARK + orjson.dumps(changed).decode() + "\n"


@dataclass(slots=True)
class Config:
    """What of annotation.conf is needed to read data. `ours` are our names for brat's, None where Hashiya did not write
    it; `events` are the types of events with the roles that are named there."""

    ours: dict[str, str] | None = None
    events: dict[str, set[str]] = field(default_factory=dict)


def config_of(text: str) -> Config:
    """What annotation.conf says; nothing of it is a fault."""
    found, section = Config(), ""
    for line in text.split("\n"):
        if line.startswith(_MARK):
            found.ours = _mapping(line.removeprefix(_MARK))
        elif head := _HEAD.fullmatch(line.rstrip("\r")):
            section = head[1]
        elif section == "events" and line.strip() and not line.lstrip().startswith(("#", "<")):
            name, _space, rest = (
                line.strip().partition(" ") if "\t" not in line.strip() else line.strip().partition("\t")
            )
            if not name.startswith(("-", "!")) and not _MACRO.match(line):
                roles = (re.split(r"[?*+{:]", part.strip(), maxsplit=1)[0] for part in rest.split(",") if ":" in part)
                found.events[name.split("|")[0].strip()] = set(roles)
    return found


def _mapping(text: str) -> dict[str, str]:
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return {k: v for k, v in data.items() if isinstance(v, str) and v} if isinstance(data, dict) else {}


@dataclass(slots=True)
class Used:
    """What the data has and the Schema has not, so that annotation.conf names it too."""

    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    relations: set[str] = field(default_factory=set)
    attributes: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The values of each, by its name with brat's word for what has it: `<ENTITY>` or `<EVENT>`."""

    def of(self, key: tuple[str, str]) -> list[str]:
        """The values of an Attribute that are no flags, where there are not too many to choose from."""
        values = self.attributes.get(key, set())
        return sorted(values) if len(values) <= _MOST_CHOICES else []


def annotation_conf(schema: Schema, names: Names, used: Used) -> str:
    """The labels, roles, relations and attributes in brat's words, subtypes indented."""
    lines = {"entities": [], "events": []}  # type: dict[str, list[str]]
    for label in _top(schema):
        _label(schema, label, names, used, lines, 0)
    relations = [_relation(schema, one, names) for one in schema.relations if one.name != SAME]
    known = {one.name for one in schema.relations} | {SAME}
    anything = "Arg1:<ANY>, Arg2:<ANY>"
    relations += [f"{names.of(name)}\t{anything}" for name in sorted(used.relations - known)]
    relations.append(f"{EQUIVALENT}\t{anything}, <REL-TYPE>:symmetric-transitive")
    attributes = _attributes(schema, names, used)
    sections = {"entities": lines["entities"], "relations": relations, "events": lines["events"]}
    sections["attributes"] = attributes
    body = "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in held) for name, held in sections.items())
    return names.comment() + body


def _top(schema: Schema) -> list[Label]:
    return [label for label in schema.labels if schema.label(label.parent) is None]


def _label(schema: Schema, label: Label, names: Names, used: Used, lines: dict[str, list[str]], depth: int) -> None:
    is_event = label.kind is Kind.EVENT
    line = "\t" * depth + "!" * label.abstract + names.of(label.name)
    if is_event:
        roles = list(schema.roles_of(label.name))
        known = {role.name for role in roles}
        roles += [Role(name) for name in sorted(used.roles.get(label.name, set()) - known)]
        if roles:
            line += "\t" + ", ".join(_role(role, names) for role in roles)
    lines["events" if is_event else "entities"].append(line)
    if depth < 20:
        for child in schema.labels:
            if child.parent == label.name and child.kind is label.kind:
                _label(schema, child, names, used, lines, depth + 1)


def _role(role: Role, names: Names) -> str:
    fillers = "|".join(map(names.of, role.fillers)) or "<ANY>"
    number = ("+" if role.required else "*") if role.many else ("" if role.required else "?")
    return f"{names.role(role.name)}{number}:{fillers}"


def _relation(schema: Schema, label: RelationLabel, names: Names) -> str:
    def ends(found: tuple[str, ...]) -> str:
        return "|".join(names.of(name) for name in found if schema.label(name)) or "<ANY>"

    kinds = "-".join(["symmetric"] * label.symmetric + ["transitive"] * label.transitive)
    line = f"{names.of(label.name)}\tArg1:{ends(label.sources)}, Arg2:{ends(label.targets)}"
    return f"{line}, <REL-TYPE>:{kinds}" if kinds else line


def _attributes(schema: Schema, names: Names, used: Used) -> list[str]:
    """One line an Attribute and kind of what has it: brat knows them by their name alone. Values in use are among those
    that may be chosen, for brat's window drops others when a span is saved."""
    found: dict[tuple[str, str], tuple[AttributeSpec, list[str]]] = {}
    for label in schema.labels:
        for spec in label.attributes:
            key = spec.name, "<EVENT>" if label.kind is Kind.EVENT else "<ENTITY>"
            found.setdefault(key, (spec, []))[1].append(label.name)
    lines = []
    for key, (spec, owners) in found.items():
        choices = () if spec.type is AttributeType.YES_NO else (choice.name for choice in spec.choices)
        lines.append(_attribute(key[0], "|".join(map(names.of, owners)), (*choices, *used.of(key)), names))
    lines += [_attribute(key[0], key[1], used.of(key), names) for key in sorted(set(used.attributes) - set(found))]
    return lines


def _attribute(name: str, owners: str, values: Iterable[str], names: Names) -> str:
    line = f"{names.of(name)}\tArg:{owners}"
    known = [value for value in dict.fromkeys(values) if _CHOICE.fullmatch(value)]
    return f"{line}, Value:{'|'.join(known)}" if known else line


def visual_conf(schema: Schema, names: Names) -> str:
    """Arabic names to show, colours, and the text from right to left."""
    shown = [(names.of(label.name), label.titles) for label in schema.labels]
    shown += [(names.role(name), role.titles) for name, role in roles_by_name(schema).items()]
    shown += [(names.of(one.name), one.titles) for one in schema.relations if one.name != SAME]
    shown += [(names.of(spec.name), spec.titles) for label in schema.labels for spec in label.attributes]
    labels: dict[str, str] = {}  # one a name, for brat keeps the last one alone and complains
    for name, titles in shown:
        if _title(titles):
            labels.setdefault(name, f"{name} | {_title(titles)}\n")
    drawn = [f"{names.of(label.name)}\tbgColor:{label.color}, fgColor:{_ink(label.color)}\n" for label in schema.labels]
    drawn += [f"{names.of(one.name)}\tcolor:{one.color}\n" for one in schema.relations if one.name != SAME]
    drawing = "SPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken\nARC_DEFAULT\tcolor:black\n"
    return (
        "[options]\nText direction:rtl\n\n[labels]\n"
        + "".join(labels.values())
        + "\n[drawing]\n"
        + drawing
        + "".join(drawn)
    )


def _title(titles: Texts) -> str:
    return _PLAIN.sub(" ", titles.get("ar") or titles.get("en") or "").strip()


def _ink(color: str) -> str:
    """Black or white, whichever is easier to read on `#RRGGBB`."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5)) if len(color) == 7 else (255, 255, 255)
    return "black" if 299 * red + 587 * green + 114 * blue > 128_000 else "white"
