"""Regular expressions over folded texts."""

from __future__ import annotations

import doctest

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic import expressions
from annotator.arabic.expressions import folded_expression
from annotator.arabic.text import Level, fold


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        ("[ً-ْ]+", "أ-ب--ج", []),
        (r"[\u064b-\u0652]+", "أ-ب--ج", []),
        ("اح[ً-ْ]*مد", "قال أَحْمد", ["احمد"]),
        ("ـ*أحمد", "قال أحمد", ["احمد"]),
        ("َ?احمد", "قال أحمد", ["احمد"]),
        (r"\u0623حمد", "قال أحمد", ["احمد"]),
        (r"\U00000623حمد|\N{ARABIC LETTER ALEF WITH HAMZA BELOW}دلب", "أحمد إدلب", ["احمد", "ادلب"]),
        (r"[\u0623]حمد", "قال أحمد", ["احمد"]),
        ("[ا-ي]+", "قال: أحمد-1", ["قال", "احمد"]),
        ("[ء-ي]حمد", "أحمد حمد", ["احمد"]),
        (r"[\u0600-\u06ff]+", "قال: أحمد-1", ["قال", "احمد", "1"]),
        ("[^ً]", "أب", ["ا", "ب"]),
        ("[^أ]", "أب", ["ب"]),
        ("ﻻ{2}", "لالا لاا", ["لالا"]),
        ("[ﻻب]+", "لاب لل", ["لاب"]),
        ("و\u0654+", "ؤؤ و", ["ءء"]),
        ("…", "abc...", ["..."]),
        ("（ا", "(ا", ["(ا"]),
        ("[ا^-]", "^-ا", ["^", "-", "ا"]),
        ("(?P<أَ>ح)(?P=أَ)", "حح", ["حح"]),
        (r"\d+[[:alpha:]ة]", "٢٠ه", ["20ه"]),
    ],
)
def test_an_expression_finds_in_a_folded_text_what_it_means(expression: str, text: str, found: list[str]) -> None:
    pattern = regex.compile(folded_expression(expression, Level.LETTERS))
    assert [match[0] for match in pattern.finditer(fold(text)) if match[0]] == found


@given(st.text(st.characters(), max_size=20))
def test_at_the_exact_level_an_expression_stays(expression: str) -> None:
    assert folded_expression(expression, Level.EXACT) == expression


@given(st.text("اأﻻﷺئ\u064eـ\u0654", min_size=1, max_size=8), st.sampled_from(["", "?", "*", "{1,2}"]))
def test_letters_without_operators_find_themselves(written: str, repeated: str) -> None:
    for level in Level:
        pattern = regex.compile(folded_expression(written + repeated, level))
        assert pattern.fullmatch(fold(written, level))


@given(st.text(st.sampled_from("ab(|)[]-^\\u0623{}?*+ ."), max_size=12))
def test_an_expression_of_ascii_letters_stays(expression: str) -> None:
    if "\\u" not in expression and "\\U" not in expression:
        assert folded_expression(expression, Level.LETTERS) == expression


@given(st.sets(st.sampled_from("ابتثجحخأإةىئـ\u064e"), min_size=1), st.text("ابتثجحخأإةىئ", max_size=8))
def test_a_class_finds_what_one_of_its_letters_folds_to(members: set[str], text: str) -> None:
    pattern = regex.compile(folded_expression(f"[{''.join(sorted(members))}]", Level.LETTERS))
    alike = {fold(member) for member in members} - {""}
    assert [match[0] for match in pattern.finditer(fold(text)) if match[0]] == [c for c in fold(text) if c in alike]


def test_the_example_in_the_docstring_runs() -> None:
    assert doctest.testmod(expressions) == (0, 1)
