"""Whatever strangers wrote, in a card it is read as that, and the card around it stays as it is."""

from __future__ import annotations

import re
from typing import Any

import yaml as library
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotator.dataset.publishing import markdown
from tests.helpers.builders import ANY_CHARACTER, TRICKY

MARKUP = [*TRICKY, *"|*_`#>-+=~![]()&;:/.<>$@\\1", "---", "```", "](x)", "</div>", "&lt;", "www.", "http://", "1. "]
WORDS = st.text(ANY_CHARACTER, max_size=12) | st.lists(st.sampled_from(MARKUP), max_size=8).map("".join)
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS
    | st.sampled_from(["yes", "No", "null", "1", "1.5", "2024-05-12", "~", "", "- a", "on", "0x1F", "1e3"])
    | st.integers(-(2**63), 2**63),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
READER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")


def words_of(tokens: list[Token]) -> str:
    """What a reader sees of it."""
    return "".join(
        words_of(token.children) if token.children else "\n" if token.type == "softbreak" else token.content
        for token in tokens
    )


def shown(text: str) -> str:
    """A text as a card shows it on one line: what drives a terminal or a line is written out."""
    flat = " ".join(text.split())
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]",
        lambda found: f"<U+{ord(found[0]):04X}>",
        flat,
    )


@given(st.dictionaries(WORDS, VALUES, max_size=4))
def test_yaml_is_read_as_it_was_meant(told: dict[str, Any]) -> None:
    written = markdown.yaml(told)
    assert (library.safe_load(written) or {}) == told
    assert len(written.splitlines()) == written.count("\n")
    assert not [line for line in written.splitlines() if line.rstrip() == "---"]


@given(WORDS, WORDS)
def test_a_table_has_the_cells_that_it_was_given(first: str, second: str) -> None:
    written = markdown.table(["a", "b"], [[markdown.cell(first), markdown.cell(second)], ["c", "d"]])
    tokens = READER.parse(written + "\nThe end")
    cells = [words_of([token]) for at, token in enumerate(tokens) if tokens[at - 1].type == "td_open"]
    assert cells == [shown(first), shown(second), "c", "d"]
    assert tokens[-2].content == "The end"


@given(WORDS)
def test_a_line_and_an_item_are_their_words_alone(text: str) -> None:
    for before in ("", "- "):
        tokens = READER.parse(f"{before}{markdown.line_of(text)}\n\nThe end")
        assert words_of(tokens[:-3]) == shown(text)
        kinds = {"paragraph_open", "paragraph_close", "inline", "bullet_list_open", "bullet_list_close"}
        kinds |= {"list_item_open", "list_item_close"}
        assert {token.type for token in tokens} <= kinds
        for token in tokens:
            assert {child.type for child in token.children or ()} <= {"text", "text_special"}


@given(st.lists(WORDS, max_size=5).map("\n".join))
def test_prose_is_paragraphs_and_lists_and_ends(text: str) -> None:
    tokens = READER.parse(f"{markdown.prose(text)}\n\nThe end")
    assert {token.tag for token in tokens} <= {"p", "ul", "li", ""}
    assert tokens[-2].content.splitlines()[-1] == "The end"
    assert tokens[-3].level == 0
    for token in tokens:
        assert {child.type for child in token.children or ()} <= {"text", "text_special", "softbreak"}


@given(WORDS)
def test_html_is_its_words_alone(text: str) -> None:
    assert not re.search("[<>]", markdown.html(text))
    tokens = READER.parse(f"<details>\n\n<summary>{markdown.html(text)}</summary>\n\nx\n\n</details>")
    assert [token.content for token in tokens if token.type == "inline"] == ["x"]


def test_names_of_data_are_code_and_others_are_not() -> None:
    assert markdown.name("WORK_OF_ART") == "`WORK_OF_ART`"
    assert markdown.name("| `x`") == "&#124; \\`x\\`"
