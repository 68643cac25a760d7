"""Damage to values of JSON, msgpack and tables: something else than expected, something missing, or too much of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.fuzz.dice import Dice, one_in, pick

Value = Any
Place = tuple[Any, Any]
"""A list or an object, and the index or name in it."""

_STRANGE: tuple[Value, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        2,
        3,
        7,
        10,
        100,
        2**31,
        -(2**31),
        2**53,
        2**63 - 1,
        2**63,
        2**64 - 1,
        2**64,
        10**30,
    ),
    *(0.5, -0.0, 1e300, float("nan"), float("inf")),
    *(
        "",
        " ",
        "\n",
        "a",
        "PERS",
        "0",
        "-1",
        "O",
        "_",
        "*",
        "B-",
        "\0",
        "\ud800",
        "\udc00",
        "\ufeff",
        "\u202e",
        "x" * 9000,
    ),
    *("😀", "e\u0301", "شركة نور", "a\tb|c;d", "2024-13-45", "2024-05-12", "same", "related", "__class__", "../up"),
    *([], {}, [[]], [None], [0, 1], [0, 1, "PERS"], [2**63, 2**64, "X"], {"a": None}, {"": ""}, {"start": 0, "end": 3}),
)
_ROOM = 100_000
"""Characters that something repeated may take."""
_MOST = 3000
"""Places of one value that are looked at."""


def damaged_value(value: Value, dice: Dice) -> Value:
    """The value with one thing in it another, gone, doubled, or somewhere else; it may be changed itself."""
    places = [place for place, _number in zip(_places(value), range(_MOST), strict=False)]
    if not places:
        return pick(dice, _STRANGE)
    held, name = pick(dice, places)
    match dice.below(12):
        case 0:
            del held[name]
        case 1 | 2 | 3:
            held[name] = pick(dice, _STRANGE)
        case 4:
            held[name] = _other(held[name], dice)
        case 5:
            there, called = pick(dice, places)
            held[name], there[called] = there[called], held[name]
        case 6:
            there, called = pick(dice, places)
            held[name] = _copied(there[called])
        case 7:
            held[name] = _many(held[name], dice)
        case 8:
            held[name] = pick(dice, ([held[name]], {"a": held[name]}, str(held[name])[:2000]))
        case 9:
            held[name] = _deep(held[name], dice)
        case 10 if isinstance(held, dict):
            names = [name for one in _holders(value) for name in one]
            held[pick(dice, names) if not one_in(dice, 4) else str(pick(dice, _STRANGE))] = held.pop(name)
        case _:
            held[name] = _other(held[name], dice)
    return value


def _places(value: Value) -> Iterator[Place]:
    for held in _holders(value, lists=True):
        yield from ((held, name) for name in (list(held) if isinstance(held, dict) else range(len(held))))


def _holders(value: Value, *, lists: bool = False) -> Iterator[Any]:
    """Every object in the value, and every list where these are wanted too."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            if lists:
                yield one
            waiting += one


def _other(value: Value, dice: Dice) -> Value:
    """Something like the value and yet another."""
    match value:
        case bool():
            return not value
        case int() | float():
            return pick(dice, (value + 1, value - 1, -value, value * 1000, float(value) if abs(value) < 2**60 else 0.5))
        case str():
            at = dice.below(len(value) + 1)
            strange = pick(dice, [one for one in _STRANGE if isinstance(one, str)])
            return pick(dice, (value[:at] + strange + value[at:], value[:at], value * 2, value[at:] + value[:at]))
        case bytes():
            at = dice.below(len(value) + 1)
            return pick(dice, (value[:at], value * 2, value[:at] + bytes([dice.below(256)]) + value[at + 1 :]))
        case list():
            return pick(dice, (value[::-1], value[: len(value) // 2], value + value, {"a": value}))
    return pick(dice, _STRANGE)


def _many(value: Value, dice: Dice) -> Value:
    times = min(pick(dice, (2, 20, 300, 3000)), _ROOM // len(repr(value)) + 1)
    return value * times if isinstance(value, list | str | bytes) and value else [value] * times


def _deep(value: Value, dice: Dice) -> Value:
    for _level in range(pick(dice, (3, 10, 200))):
        value = [value] if dice.below(2) else {"items": value}
    return value


def _copied(value: Value) -> Value:
    if isinstance(value, dict):
        return {name: _copied(held) for name, held in value.items()}
    return [_copied(held) for held in value] if isinstance(value, list) else value


def told(value: Value, *, ascii_only: bool) -> bytes:
    """The value as JSON, halves of surrogate pairs and numbers that are none among it."""
    try:
        return json.dumps(value, ensure_ascii=ascii_only, default=repr).encode("utf-8", "surrogatepass")
    except (RecursionError, ValueError):
        return b"[" * 2000
