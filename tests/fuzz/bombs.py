"""Small files that want much: each would take minutes, gigabytes or the disk from a reader that believes them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from importlib import import_module
from typing import Any

from tests.fuzz.cases import Case

_WORD = "نص " * 20_000
_MANY = 20_000


def bombs() -> dict[str, Case]:
    """Each by what it does."""
    found = {
        "a brat span that names the text over and over": _brat(_WORD, f"T1\tPERS {';'.join(['0 59999'] * _MANY)}\tx\n"),
        "many brat spans over the whole text": _brat(_WORD, "".join(f"T{n}\tPERS 0 59999\n" for n in range(_MANY))),
        "WebAnno sentences far from each other": _webanno("", _far_sentences()),
        "a WebAnno row with many spans and slots": _webanno(
            "#T_SP=a.B|ROLE_a.B:Slot_c|a.C\n",
            f"1-1\t0-3\tabc\t{'|'.join(['x'] * 8_000)}\t{'|'.join(['1-1'] * 8_000)}\t\n",
        ),
        "WebAnno layers with many columns": _webanno(
            f"#T_SP=a.B|{'|'.join('ab' for _n in range(100_000))}\n", "1-1\t0-3\tabc\t_\n" * 20_000
        ),
        "Wojood tokens of many spans": Case("a.wojood", b"".join(_wojood(line) for line in range(3)), "wojood"),
        "spans over the whole text by the thousand": Case("a.jsonl", _over_and_over(), "jsonl"),
        "arrays in arrays": Case("a.json", b"[" * 300_000, "label-studio"),
        "values in values": Case("a.jsonld", b'{"items":' * 100_000, "w3c"),
        "offsets outside of the text of a CAS": Case("a.json", _outside(), "uima-json"),
        "a CAS with a text that is very long": Case("a.json", _long_cas(), "uima-json"),
        "a zip of zeros": Case("a.zip", _zip({"a.ann": b"", "a.txt": b"\0" * 2**27}), "brat"),
        "a zip of many files that are one": Case("a.zip", _zip(_twins()), "brat"),
        "blank lines": Case("a.jsonl", b"\n" * 500_000, "label-studio"),
        "one line of nothing": Case("a.txt", b" " * 900_000, "txt"),
        "a title without end": Case("a.txt", "خبر".encode() * 150_000, "txt"),
    }
    if (spacy := _module("srsly.msgpack")) is not None:
        found["a DocBin whose tokens are one long word"] = Case(
            "a.spacy", _docbin(spacy, spaces=b"\0" * 50_000), "spacy"
        )
        found["a DocBin that makes room for a number"] = Case("a.spacy", _docbin(spacy, spaces=2**33), "spacy")
        found["a DocBin of zeros"] = Case("a.spacy", zlib.compress(b"\xc6\x40\0\0\0" + b"\0" * 2**28), "spacy")
    if (arrow := _module("pyarrow")) is not None and _module("pyarrow.parquet") is not None:
        found["a Parquet file with one text a million times"] = Case(
            "a.parquet", _parquet(arrow), "huggingface-parquet"
        )
    return found


def _brat(text: str, lines: str) -> Case:
    return Case("brat", {"a.txt": text.encode(), "a.ann": lines.encode()}, "brat")


def _webanno(layers: str, rows: str) -> Case:
    text = "" if "#Text" in rows else "\n#Text=abc\n"
    return Case("a.tsv", f"#FORMAT=WebAnno TSV 3.3\n{layers}\n{text}{rows}".encode(), "webanno")


def _far_sentences() -> str:
    return "".join(
        f"\n#Text=a\n{number + 1}-1\t{number * 90_000}-{number * 90_000 + 1}\ta\n" for number in range(20_000)
    )


def _wojood(line: int) -> bytes:
    letter = b"B" if not line else b"I"
    return b"word " + b" ".join(letter + b"-A%d" % number for number in range(20_000)) + b"\n"


def _over_and_over() -> bytes:
    return json.dumps({"text": _WORD, "spans": [[0, len(_WORD), "PERS"]] * _MANY}).encode()


def _cas(text: str, places: list[tuple[int, int]]) -> bytes:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": text}
    marked = [
        {"%ID": number, "%TYPE": "uima.tcas.Annotation", "@sofa": 1, "begin": begin, "end": end}
        for number, (begin, end) in enumerate(places, 2)
    ]
    view = {"_InitialView": {"%SOFA": 1, "%MEMBERS": [one["%ID"] for one in marked]}}
    return json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *marked], "%VIEWS": view}).encode()


def _outside() -> bytes:
    return _cas("a" * 300_000, [(400_000 + number, 500_000) for number in range(4000)])


def _long_cas() -> bytes:
    return _cas("a b " * 300_000, [(0, 1)])


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _twins() -> dict[str, bytes]:
    text = ("خبر " * 100_000).encode()
    return {name: data for number in range(300) for name, data in ((f"{number}.ann", b""), (f"{number}.txt", text))}


def _docbin(msgpack: Any, spaces: object) -> bytes:
    word = "ك" * 400_000
    strings = import_module("spacy.strings").StringStore([word])
    tokens = struct.pack("<Q", strings[word]) * 50_000
    whole = {
        "version": 0.1,
        "attrs": [65],
        "tokens": tokens,
        "spaces": spaces,
        "lengths": struct.pack("<i", 50_000),
        "strings": [word],
        "cats": [{}],
        "flags": [{}],
        "span_groups": [b""],
    }
    return zlib.compress(msgpack.dumps(whole))


def _parquet(arrow: Any) -> bytes:
    many, word = 900_000, "كلمة" * 50_000
    numbers = arrow.array([0] * many, type=arrow.int32())
    tokens = arrow.DictionaryArray.from_arrays(numbers, arrow.array([word]))
    column = arrow.ListArray.from_arrays(arrow.array([0, many], type=arrow.int32()), tokens)
    out = io.BytesIO()
    arrow.parquet.write_table(arrow.table({"tokens": column}), out, compression="zstd", store_schema=False)
    return out.getvalue()


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None
