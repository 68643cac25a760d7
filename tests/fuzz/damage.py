"""A good file, and another with something wrong with it: by what it holds, or by its bytes alone."""

from __future__ import annotations

from collections.abc import Sequence

from tests.fuzz import bytes_damage
from tests.fuzz.cases import Case, Files
from tests.fuzz.dice import Dice, one_in, pick
from tests.fuzz.packed_damage import PARQUET, ZIP, damaged_parquet, damaged_zlib, files_in, zipped
from tests.fuzz.text_damage import damaged_json, damaged_rows, damaged_xml

_MOST = 5
"""Things that are wrong with one file."""


def damaged_case(examples: Sequence[Case], dice: Dice) -> Case:
    """One of the good files, damaged."""
    which = dice.below(len(examples))
    return case_of(examples, which, [dice] * (1 + dice.below(_MOST)), named=one_in(dice, 2))


def case_of(examples: Sequence[Case], which: int, steps: Sequence[Dice], *, named: bool) -> Case:
    """A good file with one thing wrong with it for each of the steps, and with its format `named` or to be found
    out."""
    seed = examples[which]
    content, name = seed.content, seed.name
    for dice in steps:
        content = damaged(content, pick(dice, examples).content, dice)
        if isinstance(content, dict) and one_in(dice, 6):
            content, name = zipped(content, dice), f"{name}.zip"
    return Case(name, content, seed.format if named else "")


def damaged(content: bytes | Files, other: bytes | Files, dice: Dice) -> bytes | Files:
    """The content of a file or a folder with one thing wrong with it."""
    if isinstance(content, dict):
        return _damaged_files(content, other if isinstance(other, dict) else {"a": other}, dice)
    if isinstance(other, dict):
        other = next(iter(other.values()), b"")
    return _damaged_bytes(content, other, dice)


def _damaged_files(files: Files, others: Files, dice: Dice) -> Files:
    if not files:
        return others
    files = dict(files)
    name = pick(dice, sorted(files))
    other = others[pick(dice, sorted(others))] if others else b""
    match dice.below(16):
        case 13:
            del files[name]
        case 14:
            files[pick(dice, sorted(files))] = files[name]
        case 15:
            stem, dot, ending = name.rpartition(".")
            files[
                pick(dice, (stem + dot, f"{stem}é.{ending}", f"{stem}\udcff.{ending}", f"d/{name}", name.upper()))
            ] = files.pop(name)
        case _:
            files[name] = _damaged_bytes(files[name], other, dice)
    return files


def _damaged_bytes(data: bytes, other: bytes, dice: Dice) -> bytes:
    found: bytes | None = None
    if not one_in(dice, 3):
        if data.startswith(ZIP):
            files = files_in(data)
            found = zipped(_damaged_files(files, files_in(other) or {"a": other}, dice), dice) if files else None
        elif data.startswith(PARQUET):
            found = damaged_parquet(data, dice)
        elif data.startswith(b"\x78"):
            found = damaged_zlib(data, dice)
        else:
            found = damaged_json(data, dice) or damaged_xml(data, dice) or damaged_rows(data, dice)
    return found[: bytes_damage.LARGEST] if found is not None else bytes_damage.damaged(data, other, dice)
