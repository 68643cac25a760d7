"""The lines of brat's annotation.conf: sections, comments, macros, names and arguments, but not yet what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.formats.labels.remarks import Remarks, check_number, on_line
from annotator.frozen import frozen
from annotator.words import _

SECTIONS = ("entities", "relations", "events", "attributes")
MACROS = "macros"
_ALIASES = {"spans": "entities"}
"""What older versions of brat called a section."""

HEAD = re.compile(r"\s*\[\s*(\S[^\]]*?)\s*\]\s*")
_RULE = re.compile(r"\s*-+\s*")
_MACRO = re.compile(r"\s*<([A-Za-z0-9_-]+)>\s*=(.*)")
_LINE = re.compile(r"(\s*)(\S+)(?:\s+(.*))?")
_TABBED = re.compile(r"(\s*)([^\t]+)(?:\t+(.*))?")
_BRACKETED = re.compile(r"<[^<>]*>")
INHERIT = "<INHERIT>"
_RESERVED = frozenset(
    {"<ANY>", "<ENTITY>", "<RELATION>", "<EVENT>", "<NONE>", "<EMPTY>", "<REL-TYPE>", "<OVERLAP>", "<OVL-TYPE>"}
    | {"<URL>", "<URLBASE>", "<UNICODE>", "<GLYPH-POS>", "<DEFAULT>", "<NORM>", INHERIT}
)

_DEEPEST = 30
_MOST_LETTERS = 2**20
"""Characters of all lines with their macros written out. A macro may hold others, so that a few short lines could
otherwise grow until no memory is left."""

Argument = tuple[str, tuple[str, ...]]
"""What stands before the colon, with what may stand behind it."""


@frozen
class Entry:
    """One line that names something: `name` in files of data, `shown` to people. `parent` is the name of the line that
    it is indented under, or empty; `line` is counted from 1."""

    section: str
    line: int
    name: str
    shown: tuple[str, ...]
    arguments: tuple[Argument, ...]
    parent: str
    abstract: bool


def entries_of(text: str, remarks: Remarks) -> Iterator[Entry]:
    """The lines that name something, in their order. Raises BadInput with the number of a line that cannot be read."""
    section, above = "", list[tuple[int, Entry]]()
    macros, room = _Macros(), _MOST_LETTERS
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if not line.strip() or line.lstrip().startswith("#") or _RULE.fullmatch(line):
            continue
        if head := HEAD.fullmatch(line):
            section, above = _ALIASES.get(head[1].casefold(), head[1].casefold()), []
            if section not in (*SECTIONS, MACROS):
                remarks.add(_("These sections are not about labels and were left out: {names}."), head[1])
        elif macro := _MACRO.fullmatch(line):
            macros.define(macro[1], macro[2].strip(), number)
        elif section in SECTIONS:
            line = macros.written_out(line, number, room)
            room -= len(line)
            entry, indent = _entry(line, number, section, above)
            while above and above[-1][0] >= indent:
                above.pop()
            above.append((indent, entry))
            if len(above) > _DEEPEST:
                raise on_line(number, _("it is indented too deeply. Use fewer levels"))
            yield entry
        elif section in ("", MACROS):
            raise on_line(
                number,
                _("“{text}” stands in no section. Sections begin with a line such as [entities] or [events]").format(
                    text=_short(line)
                ),
            )


class _Macros:
    """What `<NAME>` stands for, from the line on that defines it."""

    def __init__(self) -> None:
        self._macros: dict[str, str] = {}

    def define(self, name: str, value: str, line: int) -> None:
        if f"<{name}>" in _RESERVED:
            raise on_line(line, _("<{name}> has a meaning of its own in brat. Give it another name").format(name=name))
        self._macros[f"<{name}>"] = value
        check_number(len(self._macros), _("macros"))

    def written_out(self, text: str, line: int, room: int) -> str:
        """`text` with the macros in it replaced, in at most `room` characters."""
        if "<" in text:
            for name, value in self._macros.items():
                if len(text) + text.count(name) * len(value) > room:
                    raise on_line(line, _("its macros make it too long. Write out what they stand for"))
                text = text.replace(name, value)
            for name in _BRACKETED.findall(text):
                if name not in _RESERVED:
                    raise on_line(
                        line,
                        _("{name} is not defined above it. Define it in a line such as {name}=Person|GPE").format(
                            name=name
                        ),
                    )
        return text


def _entry(line: str, number: int, section: str, above: list[tuple[int, Entry]]) -> tuple[Entry, int]:
    indent, terms, rest = _parts(line, section)
    names = [term.strip() for term in terms.split("|")]
    abstract = any(name.startswith("!") for name in names)
    names = [name.removeprefix("!").strip() for name in names if name.removeprefix("!").strip()]
    if not names:
        raise on_line(
            number, _("there is no name in “{text}”. Add one, or take the line out").format(text=_short(line))
        )
    parent = next((entry for depth, entry in reversed(above) if depth < indent), None)
    arguments: list[Argument] = []
    for part in _pieces(rest):
        if part == INHERIT:
            if parent is None:
                raise on_line(
                    number, _("there is nothing above it from which it could inherit. Write out its arguments")
                )
            arguments += parent.arguments
        else:
            arguments.append(_argument(part, number))
    check_number(len(arguments), _("arguments"))
    shown = tuple(names[1:])
    return Entry(section, number, names[0], shown, tuple(arguments), parent.name if parent else "", abstract), indent


def _parts(line: str, section: str) -> tuple[int, str, str]:
    """How far a line is indented, its names, and its arguments."""
    loose = _LINE.fullmatch(line)
    assert loose is not None, "the line is not blank"
    indent, terms, rest = len(loose[1]), loose[2], loose[3] or ""
    pieces = _pieces(rest)
    if pieces and not all(_is_argument(piece) for piece in pieces):
        # Names with spaces in them, as old versions of brat allowed: the arguments then stand behind a tab.
        if "\t" in line.strip() and (tabbed := _TABBED.fullmatch(line)):
            return indent, tabbed[2], tabbed[3] or ""
        if section == "entities" and not re.search("[:,#]", line):
            return indent, line.strip(), ""
    return indent, terms, rest


def _pieces(rest: str) -> list[str]:
    return [piece.strip() for piece in rest.split(",") if piece.strip()]


def _is_argument(piece: str) -> bool:
    return piece == INHERIT or (":" in piece and not re.search(r"\s", piece))


def _argument(piece: str, line: int) -> Argument:
    key, _colon, behind = piece.partition(":")
    values = tuple(value.strip() for value in behind.split("|") if value.strip())
    if not key.strip() or not values:
        raise on_line(
            line,
            _("“{text}” should be an argument such as Place?:Location. Names of labels have no spaces in them").format(
                text=_short(piece)
            ),
        )
    return key.strip(), values


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else f"{text[:60]}…"
