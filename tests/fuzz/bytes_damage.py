"""Damage that needs no knowledge of what a file holds."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.fuzz.dice import Dice, a_range, pick

LARGEST = 400_000
"""Bytes that a damaged file may have."""

NASTY: tuple[bytes, ...] = (
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\0\0",
    b"\xed\xa0\x80",
    b"\xc3\x28",
    b"\xf4\x90\x80\x80",
    b"\\ud800",
    b"\\udc00\\ud83d",
    b"\\u0000",
    b"\\x00",
    b"\r",
    b"\r\n",
    b"\n",
    b"\n\n",
    b"\x0b",
    b"\x0c",
    b"\x1a",
    b"\x1b[31m",
    b"\x1c",
    *(char.encode() for char in "\x85\u2028\u2029\u00a0\u200b\u200d\u200f\u202e\u2066\u0640\u064b\ufeff\uffff😀"),
    "👨\u200d👩\u200d👧".encode(),
    "e\u0301".encode(),
    "شركة".encode(),
    *(b"[" * 5000, b'{"a":' * 3000, b"<a>" * 500, b"(" * 3000, b"\\" * 3000, b"|" * 3000, b" " * 5000, b"\t" * 500),
    *(b"NaN", b"Infinity", b"-Infinity", b"1e999", b"null", b"true", b"[]", b"{}", b'""', b'"'),
    *(
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"&b;",
        b"&#0;",
        b"&#xD800;",
        b"]]>",
        b"<![CDATA[",
        b"<?xml encoding='utf-7'?>",
    ),
    *(b"-DOCSTART-", b"\tB-PERS", b" I-PERS", b"O", b"->", b"|", b"[1]", b";", b"_", b"*", b"#", b":", b",", b"="),
    *(b"../../up", b"/etc/passwd", b"C:\\up", b"con", b"%s%n", b"PK\3\4", b"PAR1"),
)
NUMBERS: tuple[bytes, ...] = (
    *(b"0", b"1", b"-1", b"2", b"00", b"127", b"255", b"256", b"32768", b"65535", b"65536", b"1000000"),
    *(str(sign * 2**power + more).encode() for power in (31, 32, 53, 63, 64) for sign in (1, -1) for more in (-1, 0)),
    *(b"1.5", b"1e3", b"1e999", b"-0", b"+1", b"0x10", b"1_000", "١٢".encode(), "²".encode()),
    *(b"9" * 30, b"9" * 5000),
)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_ENDS = (b"\n", b"\r\n", b"\r", "\x85".encode(), "\u2028".encode(), b"\n\n", b"")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "windows-1256", "utf-8-sig", "utf-7")


def damaged(data: bytes, other: bytes, dice: Dice) -> bytes:
    """`data` with one thing wrong with it; `other` is another good file to take pieces from."""
    return pick(dice, _WAYS)(data, other, dice)[:LARGEST]


def _without(data: bytes, _other: bytes, dice: Dice) -> bytes:
    start, end = a_range(dice, len(data))
    return data[:start] + data[end:]


def _cut_off(data: bytes, _other: bytes, dice: Dice) -> bytes:
    return data[: dice.below(len(data) + 1)]


def _flipped(data: bytes, _other: bytes, dice: Dice) -> bytes:
    if not data:
        return data
    at = dice.below(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.below(8)]) + data[at + 1 :]


def _overwritten(data: bytes, _other: bytes, dice: Dice) -> bytes:
    if not data:
        return data
    at = dice.below(len(data))
    return data[:at] + bytes([dice.below(256)]) + data[at + 1 :]


def _with_nasty(data: bytes, _other: bytes, dice: Dice) -> bytes:
    start, end = a_range(dice, len(data), 10)
    return data[:start] + pick(dice, NASTY) + data[end:]


def _with_number(data: bytes, _other: bytes, dice: Dice) -> bytes:
    found = list(_NUMBER.finditer(data[:50_000]))
    if not found:
        return _with_nasty(data, data, dice)
    one = pick(dice, found)
    return data[: one.start()] + pick(dice, NUMBERS) + data[one.end() :]


def _spliced(data: bytes, other: bytes, dice: Dice) -> bytes:
    start, end = a_range(dice, len(data))
    first, last = a_range(dice, len(other), 2000)
    return data[:start] + other[first:last] + data[end:]


def _joined(data: bytes, other: bytes, dice: Dice) -> bytes:
    return data[: dice.below(len(data) + 1)] + other[dice.below(len(other) + 1) :]


def _repeated(data: bytes, _other: bytes, dice: Dice) -> bytes:
    start, end = a_range(dice, len(data))
    times = pick(dice, (1, 2, 10, 300, 3000))
    return data[:end] + data[start:end] * min(times, LARGEST // max(end - start, 1)) + data[end:]


def _with_line_again(data: bytes, _other: bytes, dice: Dice) -> bytes:
    lines = data.split(b"\n")
    one = lines[dice.below(len(lines))]
    at = dice.below(len(lines) + 1)
    return b"\n".join([*lines[:at], *[one] * pick(dice, (1, 2, 100)), *lines[at:]])


def _with_lines_swapped(data: bytes, _other: bytes, dice: Dice) -> bytes:
    lines = data.split(b"\n")
    one, two = dice.below(len(lines)), dice.below(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _with_other_ends(data: bytes, _other: bytes, dice: Dice) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", pick(dice, _ENDS))


def _encoded(data: bytes, _other: bytes, dice: Dice) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(pick(dice, _ENCODINGS), "replace")


def _with_mark(data: bytes, _other: bytes, dice: Dice) -> bytes:
    return pick(dice, NASTY[:5]) + data


_WAYS: tuple[Callable[[bytes, bytes, Dice], bytes], ...] = (
    _without,
    _cut_off,
    _flipped,
    _overwritten,
    _with_nasty,
    _with_nasty,
    _with_number,
    _with_number,
    _spliced,
    _joined,
    _repeated,
    _with_line_again,
    _with_lines_swapped,
    _with_other_ends,
    _encoded,
    _with_mark,
)
