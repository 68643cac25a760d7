"""Damage inside of what is packed, and to the packing: zip, zlib with msgpack, Parquet."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from importlib import import_module
from typing import Any

from tests.fuzz.bytes_damage import NASTY
from tests.fuzz.cases import Files
from tests.fuzz.dice import Dice, one_in, pick
from tests.fuzz.value_damage import damaged_value

ZIP, PARQUET = b"PK\3\4", b"PAR1"
_NAMES = (
    *("../up.txt", "/up.ann", "C:/up.txt", "..\\up.txt", "a/../../up.txt", "", ".", "/", "a/", "a//b.txt", "./a.ann"),
    *("a\nb.ann", "\x1b[31m.ann", "\u202e.txt", "شركة.txt", "x" * 300 + ".txt", "con.txt", "a\0b.txt", "😀.tsv"),
    *("annotation.conf", "TypeSystem.xml", "a.txt", "a.ann", "a.tsv", "a.xmi", "a.json", "a.html", "a.zip"),
)
_MOST_INSIDE = 2**20


def files_in(data: bytes) -> Files:
    """What is in an archive; nothing of what cannot be read."""
    out: Files = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.filename[-1:] not in ("", "/") and info.file_size <= _MOST_INSIDE:
                    out[info.filename] = archive.read(info)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, zlib.error, EOFError):
        pass
    return out


def zipped(files: Files, dice: Dice) -> bytes:
    """An archive of files, with something about it that may not be as it should."""
    out = io.BytesIO()
    way = dice.below(14)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            _put(archive, name, data)
        first = next(iter(files), "a.txt")
        match way:
            case 1:
                _put(archive, pick(dice, _NAMES), pick(dice, (b"", *files.values(), *NASTY)))
            case 2:
                link = zipfile.ZipInfo(f"link{len(files)}{first[-4:]}")
                link.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(link, "/etc/passwd")
            case 3:
                _put(archive, first, pick(dice, (b"", *files.values())))
            case 4:
                inner = zipped(files, dice) if not one_in(dice, 2) else b"PK\3\4"
                _put(archive, "inner.zip", inner)
            case 5:
                unit = pick(dice, (b"\0", b" ", "خبر ".encode(), *files.values()))[:5000] or b"\0"
                much = unit * (pick(dice, (2**20, 2**24, 3 * 2**25)) // len(unit))
                _put(archive, pick(dice, (first, "big.txt", "big.ann")), much)
            case 6:
                for number in range(pick(dice, (10, 100))):
                    _put(archive, f"{number}-{first}", files.get(first, b""))
            case 7:
                archive.comment = b"PK\5\6" * 100
    data = out.getvalue()
    if way == 8:
        return _lying(data, dice)
    if way == 9:
        return data[: dice.below(len(data) + 1)]
    if way == 10:
        return NASTY[dice.below(len(NASTY))] + data
    return data


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name  # as it is: the constructor would tidy it
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there already
        try:
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
        except (UnicodeEncodeError, ValueError):
            return


_FIELDS = ((8, "H"), (10, "H"), (16, "I"), (20, "I"), (24, "I"), (28, "H"), (30, "H"), (38, "I"), (42, "I"))
"""Flags, method, checksum, sizes, lengths, attributes and place of a file in the central directory."""


def _lying(data: bytes, dice: Dice) -> bytes:
    """An archive whose directory says something wrong."""
    entries = [at for at in range(len(data) - 46) if data.startswith(b"PK\1\2", at)]
    if not entries:
        return data
    at, (offset, kind) = pick(dice, entries), pick(dice, _FIELDS)
    said = struct.unpack_from(f"<{kind}", data, at + offset)[0]
    most = 2 ** (8 * struct.calcsize(f"<{kind}")) - 1
    value = pick(dice, (0, 1, most, said + 1, said ^ 1, said * 2, 0x0800, 9, 12, 14, 99)) & most
    return data[: at + offset] + struct.pack(f"<{kind}", value) + data[at + offset + struct.calcsize(f"<{kind}") :]


def damaged_zlib(data: bytes, dice: Dice) -> bytes | None:
    """What zlib packed, damaged and packed again: a value of msgpack where it is one."""
    try:
        inside = zlib.decompressobj().decompress(data, 2**22)
    except zlib.error:
        return None
    msgpack = _module("srsly.msgpack")
    if msgpack is None or one_in(dice, 6):
        at = dice.below(len(inside) + 1)
        return zlib.compress(inside[:at] + pick(dice, NASTY) + inside[at + dice.below(5) :])
    try:
        value = damaged_value(_loaded(msgpack, inside), dice)
        return zlib.compress(_dumped(msgpack, value))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None


def _loaded(msgpack: Any, data: bytes) -> Any:
    """A value, with what is packed once more inside of it, as its spans and extras are."""

    def opened(one: Any) -> Any:
        if isinstance(one, list | tuple):
            return [opened(held) for held in one]
        if isinstance(one, dict):
            return {name: opened(held) for name, held in one.items()}
        if isinstance(one, bytes) and one[:1] and (one[0] & 0xF0 in (0x80, 0x90) or one[0] in (0xDC, 0xDE)):
            try:
                return _Inner({"inside": opened(msgpack.loads(one, object_pairs_hook=dict, strict_map_key=False))})
            except Exception:
                return one
        return one

    return opened(msgpack.loads(data, object_pairs_hook=dict, strict_map_key=False))


class _Inner(dict[str, Any]):
    """What was packed inside of another value."""


def _dumped(msgpack: Any, value: Any) -> bytes:
    def closed(one: Any) -> Any:
        if isinstance(one, _Inner) and set(one) == {"inside"}:
            return msgpack.dumps(closed(one["inside"]))
        if isinstance(one, dict):
            return {name: closed(held) for name, held in one.items()}
        return [closed(held) for held in one] if isinstance(one, list) else one

    packed: bytes = msgpack.dumps(closed(value))
    return packed


def damaged_parquet(data: bytes, dice: Dice) -> bytes | None:
    """A table with rows damaged, of whatever columns come of that; None where they make none."""
    parquet, arrow = _module("pyarrow.parquet"), _module("pyarrow")
    if parquet is None or arrow is None:
        return None
    out = io.BytesIO()
    try:
        table = parquet.read_table(io.BytesIO(data))
        rows = damaged_value(table.to_pylist(), dice)
        keeps = one_in(dice, 2)
        made = arrow.Table.from_pylist(rows, schema=table.schema if keeps else None)
        if not keeps:
            made = made.replace_schema_metadata(table.schema.metadata)
        parquet.write_table(made, out, compression=pick(dice, ("none", "snappy", "zstd", "gzip")))
    except (
        arrow.ArrowException,
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
        OSError,
        RecursionError,
        KeyError,
    ):
        return None
    return out.getvalue()


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None
