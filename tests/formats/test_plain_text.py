"""Plain text: one Article a file, exactly as it stands."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given

from annotator.formats.bundle import BadLine, Bundle, Defaults
from annotator.formats.plain_text import read
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE_TEXT, GOOD_TEXTS

DEFAULTS = Defaults("a1", published="2024-05-12", source="وكالة")


@given(ARTICLE_TEXT)
def test_a_file_is_one_article_to_the_letter(text: str) -> None:
    (found,) = read(io.BytesIO(b"\xef\xbb\xbf" + text.encode()), DEFAULTS)
    assert isinstance(found, Bundle)
    assert found.article.text == text
    assert (found.article.published, found.article.source, found.layer) == ("2024-05-12", "وكالة", None)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n", b"a\0b", b"\xff", b"\xff\xfea", b"\xff\xfe"])
def test_a_file_without_a_text_is_bad_in_words(data: bytes) -> None:
    (found,) = read(io.BytesIO(data), DEFAULTS)
    assert isinstance(found, BadLine)
    assert (found.line, bool(found.reason)) == (1, True)


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_a_text_is_still_the_same_in_the_project(project: Workspace, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    project.import_files([tmp_path / "a.txt"])
    (uid,) = project.article_uids()
    assert project.article(uid).text == text
    assert list(project.check()) == []
