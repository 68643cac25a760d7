"""Small files that want much: each would take minutes, gigabytes or the disk from a reader that believes them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from tests.fuzz.cases import Case

_WORD = "نص " * 20_000
_MANY = 20_000
_ARABIC = "نص خبر عن القمة\n".encode()
_SHEET = "xl/worksheets/sheet1.xml"


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
    if _module("openpyxl") is not None:
        found |= {f"a workbook with {what}": Case("a.xlsx", data, "xlsx") for what, data in _workbooks()}
    if _module("docx") is not None:
        found["a document of many elements"] = Case("a.docx", _document("<w:r/>" * 2_000_000), "docx")
        found["a document of tables in tables"] = Case("a.docx", _document(_nested(3000)), "docx")
    if _module("trafilatura") is not None:
        found["a page of many elements"] = Case("a.html", b"<html><body>" + b"<p>x" * 200_000, "webpage")
        found["a page in pages"] = Case("a.html", b"<html><body>" + b"<div>" * 150_000, "webpage")
        found["a feed of many entries"] = Case("a.rss", b"<rss><channel>" + b"<item/>" * 100_000, "feed")
    found["a table with many columns"] = Case("a.csv", b"text" + b",a" * 300_000 + b"\n" + _ARABIC * 100, "csv")
    found["a table that opens quotation marks"] = Case("a.csv", b"text,title\n" + b'"' * 600_001, "csv")
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


def _workbooks() -> Iterator[tuple[str, bytes]]:
    """Workbooks of which one part is hostile, by what it is."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    names = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("text", "note"))
    begin = f"{head}<sheetData><row>{names}</row>"
    ends = "</sheetData></worksheet>"
    row = '<row><c t="inlineStr"><is><t>نص خبر</t></is></c><c t="s"><v>0</v></c></row>'
    yield "a row of a million cells", _book({_SHEET: f"{begin}<row>{'<c/>' * 5_000_000}</row>{ends}"})
    yield "a long text in every row", _book({_SHEET: f"{begin}{row * 20_000}{ends}"}, ["ك" * 30_000])
    far = '<row><c r="XFD{}" t="inlineStr"><is><t>a</t></is></c></row>'
    yield "cells far to the right", _book({_SHEET: begin + "".join(map(far.format, range(2, 30_000))) + ends})
    merged = '<mergeCells><mergeCell ref="B2:B1048576"/></mergeCells></worksheet>'
    one = "<row><c t='inlineStr'><is><t>نص خبر</t></is></c></row>" * 20_000
    yield "a merged cell over every row", _book({_SHEET: f"{begin}{row}{one}</sheetData>{merged}"}, ["ك" * 30_000])
    style = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    yield "styles without end", _book({"xl/styles.xml": f"{style}{'<xf/>' * 3_000_000}</cellXfs></styleSheet>"})
    yield "columns without end", _book({_SHEET: f"{head}<cols>{'<col/>' * 3_000_000}</cols>"})
    yield "runs without end", _book({"xl/sharedStrings.xml": f"<sst><si>{'<r/>' * 3_000_000}</si></sst>"}, ["a"])


def _book(parts: dict[str, str], shared: Sequence[str] = ()) -> bytes:
    """A workbook as openpyxl makes it, with other parts in it."""
    book = import_module("openpyxl").Workbook()
    book.active.append(["text", *shared])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    if shared:
        strings = "".join(f"<si><t>{text}</t></si>" for text in shared)
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        files["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'.encode()
    return _zip(files | {name: text.encode() for name, text in parts.items()})


def _document(inside: str) -> bytes:
    """A Word document with this in its body."""
    out = io.BytesIO()
    import_module("docx").Document().save(out)
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "word/document.xml"
    files[name] = files[name].replace(b"<w:body>", b"<w:body>" + inside.encode())
    return _zip(files)


def _nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


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
