"""Damage to files by what they are made of: lines of JSON, whole JSON, XML, columns."""

from __future__ import annotations

import json
import re

from tests.fuzz.bytes_damage import LARGEST, NASTY, NUMBERS
from tests.fuzz.dice import Dice, a_range, one_in, pick
from tests.fuzz.value_damage import damaged_value, told

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_SAYS = re.compile(rb'=\s*"([^"]*)"')
_XML = (
    b"<!DOCTYPE a [<!ENTITY b0 'aaaaaaaaaa'><!ENTITY b1 '&b0;&b0;&b0;&b0;&b0;&b0;&b0;&b0;'>]>",
    b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
    b"<!-- -- -->",
    b"<?php ?>",
    b"<![CDATA[<a>]]>",
    b"&lt;&amp;&b1;&#x10FFFF;&#0;",
    b"<script>alert(1)</script>",
    b"<a" + b"".join(b' a%d="b"' % number for number in range(2000)) + b">",
    b"<a>" * 100,
    b"</a>" * 100,
)
_CELLS = (
    b"",
    b"_",
    b"*",
    b"O",
    b"B-X",
    b"I-X",
    b"1-1",
    b"1-1.1",
    b"0-0",
    b"9-99",
    b"*[1]",
    b"X[1]|Y[2]",
    b"a->1-1",
    b"PERS",
)


def damaged_json(data: bytes, dice: Dice) -> bytes | None:
    """JSON, or lines of it, with one of its values damaged; None for what is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _damaged_lines(data, dice)
    return told(damaged_value(value, dice), ascii_only=bool(dice.below(2)))


def _damaged_lines(data: bytes, dice: Dice) -> bytes | None:
    lines = data.split(b"\n")
    first = data.lstrip(b"\xef\xbb\xbf \n")[:1]
    if first not in (b"{", b"["):
        return None
    at = dice.below(min(len(lines), 50))
    try:
        value = json.loads(lines[at])
    except (ValueError, RecursionError):
        return None
    lines[at] = told(damaged_value(value, dice), ascii_only=bool(dice.below(2)))
    return b"\n".join(lines)


def damaged_xml(data: bytes, dice: Dice) -> bytes | None:
    """XML with one of its tags damaged; None for what has none."""
    tags = list(_TAG.finditer(data[:200_000]))
    if not tags or not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return None
    one, other = pick(dice, tags), pick(dice, tags)
    before, after = data[: one.start()], data[one.end() :]
    match dice.below(7):
        case 0:
            return before + after
        case 1:
            return before + one[0] * pick(dice, (2, 20, 200)) + after
        case 2:
            return before + other[0] + after
        case 3:
            return before + pick(dice, _XML) + one[0] + after
        case 4:
            return before + one[0] + pick(dice, (*_XML, *NASTY)) + after
    says = list(_SAYS.finditer(one[0]))
    if not says:
        return before + after
    said = pick(dice, says)
    value = pick(dice, (*NUMBERS, *NASTY[:30], *(found[1] for found in _SAYS.finditer(other[0])), b""))
    return before + one[0][: said.start(1)] + value.replace(b'"', b"") + one[0][said.end(1) :] + after


def damaged_rows(data: bytes, dice: Dice) -> bytes:
    """Lines with columns, of which one is damaged."""
    lines = data.split(b"\n")
    at = dice.below(len(lines))
    parting = b"\t" if b"\t" in lines[at] else b" "
    cells = lines[at].split(parting)
    one = dice.below(len(cells))
    match dice.below(6):
        case 0:
            del cells[one]
        case 1:
            cells[one] = pick(dice, (*_CELLS, *NUMBERS))
        case 2:
            cells += [cells[one]] * _times(cells[one], pick(dice, (1, 5, 500)))
        case 3:
            other = lines[dice.below(len(lines))].split(parting)
            cells[one] = other[dice.below(len(other))]
        case 4:
            separator = pick(dice, (b"|", b";", b"-", b",", b":"))
            cells[one] = separator.join([cells[one]] * _times(cells[one], pick(dice, (2, 20, 2000))))
        case _:
            start, end = a_range(dice, len(cells[one]), 5)
            cells[one] = cells[one][:start] + pick(dice, NASTY) + cells[one][end:]
    lines[at] = (parting if not one_in(dice, 10) else pick(dice, (b"\t", b" ", b"\t\t", b"|"))).join(cells)
    return b"\n".join(lines)


def _times(cell: bytes, wanted: int) -> int:
    """So many times, or as many as there is room for."""
    return min(wanted, LARGEST // (len(cell) + 1) + 1)
