"""HTML as text: blocks are lines, and letters are letters."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.html_reading import fragment_of
from annotator.formats.html_text import is_blank, lines_of


def lines(html: str) -> list[str]:
    return lines_of(fragment_of(html))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>أول</p><p>ثان</p>", ["أول", "ثان"]),
        ("أول<br>ثان<br/><br>ثالث", ["أول", "ثان", "ثالث"]),
        ("<div>أول<div>داخل</div>بعد</div>", ["أول", "داخل", "بعد"]),
        ("<p>قال\n  <b>محمد</b> <i>إن</i>\tذلك</p>", ["قال محمد إن ذلك"]),
        ("<p>\u00a0</p><p>\u200f</p><p> </p><p>نص</p>", ["نص"]),
        ("<p>\u00a0نص\u00a0آخر\u00a0</p>", ["نص\u00a0آخر"]),
        ("<ul><li>أ<ul><li>ب</li></ul></li><li>ج</li></ul>", ["أ", "ب", "ج"]),
        ("<table><tr><td>أ</td><td>ب</td></tr><tr><th>ج</th></tr></table>", ["أ\tب", "ج"]),
        ("<table><tr><td><p>أ</p><p>ب</p></td><td>ج</td></tr></table>", ["أ", "ب", "ج"]),
        ("<table><tr><td><table><tr><td>أ</td><td>ب</td></tr></table></td></tr></table>", ["أ\tب"]),
        ("<script>لا</script><style>لا</style><p>نعم<noscript>لا</noscript></p>", ["نعم"]),
        ("<p>أ<!-- لا -->ب</p>", ["أب"]),
        ("بلا عناصر", ["بلا عناصر"]),
        ("", []),
    ],
)
def test_blocks_are_lines(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


LINES = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), min_size=1)
    .map(lambda text: " ".join(text.split()).strip())
    .filter(lambda text: not is_blank(text)),
    max_size=6,
)


@given(LINES, st.sampled_from(["p", "div", "li", "h2", "blockquote"]))
def test_what_is_escaped_into_blocks_comes_out_of_them(texts: list[str], tag: str) -> None:
    html = "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
    assert lines(html) == [text for text in texts if "\ufffe" not in text and "\uffff" not in text] or any(
        char in text for text in texts for char in "\ufffe\uffff"
    )
