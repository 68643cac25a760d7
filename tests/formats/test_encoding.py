"""Bytes to text, once, and never by guessing."""

from __future__ import annotations

import codecs
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats.encoding import all_of, decode, encoding_of, fault_of
from annotator.workspace import Workspace
from tests.helpers.builders import ANY_TEXT, GOOD_TEXTS, write_lines


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
@pytest.mark.parametrize("named", [None, "windows-1256", "nosuch"])
def test_a_byte_order_mark_decides_whatever_was_named(mark: bytes, encoding: str, named: str | None) -> None:
    assert encoding_of(mark + "نص".encode(encoding), named) == (encoding, len(mark))


def test_without_a_mark_it_is_what_was_named_or_utf8() -> None:
    assert encoding_of("نص".encode(), None) == ("utf-8", 0)
    assert encoding_of("نص".encode("cp1256"), "Windows-1256") == ("cp1256", 0)


@given(ANY_TEXT)
def test_any_text_survives_every_encoding_that_can_hold_it(text: str) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding), encoding) == text


@given(st.binary(max_size=40), st.sampled_from(["utf-8", "utf-16-le", "cp1256", "cp1252", "ascii", "utf-7", "idna"]))
def test_bytes_that_are_no_text_end_in_words(data: bytes, encoding: str) -> None:
    try:
        decode(data, encoding)
    except BadInput as refused:
        assert "--encoding" in str(refused)


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0\u3000", "a\0b", "\0", "\ud83d", "نص\udcff"])
def test_what_no_article_can_hold_has_a_reason(text: str) -> None:
    assert fault_of(text)


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_every_other_text_has_none(text: str) -> None:
    assert fault_of(text) is None


@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
@pytest.mark.parametrize(
    ("mark", "encoding", "named"),
    [
        (b"", "utf-8", None),
        (codecs.BOM_UTF8, "utf-8", None),
        (codecs.BOM_UTF16_LE, "utf-16-le", None),
        (codecs.BOM_UTF16_BE, "utf-16-be", None),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "cp1256", "windows-1256"),
        (b"", "iso8859-6", "iso-8859-6"),
        (b"", "utf-32-le", "utf-32-le"),
    ],
)
def test_files_in_every_usual_encoding_come_in_alike(
    project: Workspace, tmp_path: Path, suffix: str, mark: bytes, encoding: str, named: str | None
) -> None:
    text = "قمة في دمشق، ثم في ਊ".replace("ਊ", "بيروت")
    plain = write_lines(tmp_path / "plain.jsonl", {"text": text}).read_bytes().decode() if suffix != ".txt" else text
    path = tmp_path / f"in{suffix}"
    path.write_bytes(mark + plain.encode(encoding))
    project.import_files([path], encoding=named)
    (uid,) = project.article_uids()
    assert project.article(uid).text == text


def test_utf16_letters_made_of_newline_bytes_do_not_cut_a_line(project: Workspace, tmp_path: Path) -> None:
    text = "\u0a0a\u0d0aا\u0a00"
    path = tmp_path / "in.jsonl"
    path.write_bytes(codecs.BOM_UTF16_LE + f'{{"text": "{text}"}}\r\n{{"text": "آخر"}}\r\n'.encode("utf-16-le"))
    assert project.import_files([path]).articles == 2
    assert project.article(project.find_article("1")).text == text


@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_a_wrong_encoding_is_refused_with_the_option_that_names_the_right_one(
    project: Workspace, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"in{suffix}"
    path.write_bytes('{"text": "خبر"}'.encode("windows-1256"))
    with pytest.raises(BadInput, match=r"in\.(txt|jsonl):1: byte .* is not UTF-8.*--encoding.*windows-1256"):
        project.import_files([path])


@pytest.mark.parametrize(
    "name", ["utf-7", "UTF7", "punycode", "idna", "unicode_escape", "raw-unicode-escape", "undefined"]
)
def test_encodings_that_are_for_other_things_are_none(name: str) -> None:
    with pytest.raises(BadInput, match="no encoding called"):
        encoding_of(b"", name)


def test_a_file_that_is_read_as_a_whole_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.encoding.LONGEST", 5)
    assert all_of(io.BytesIO(b"12345")) == b"12345"
    with pytest.raises(BadInput, match="larger than"):
        all_of(io.BytesIO(b"123456"))
