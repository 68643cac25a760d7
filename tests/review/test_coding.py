"""What annotators say of each letter and of each word."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from annotator.arabic.tokens import Words
from annotator.model.annotation import Span
from annotator.review.coding import Stretches, Tokens
from tests.helpers.builders import ANY_TEXT
from tests.review.layers import LENGTH, several, span, stretches


def test_the_labels_of_all_spans_that_lie_on_a_letter_are_its_value() -> None:
    nested = [span("ORG", (0, 6)), span("GPE", (4, 6))]
    assert stretches([nested, []], 8).codings == {
        (("ORG",), ()): 4,
        (("GPE", "ORG"), ()): 2,
        ((), ()): 2,
    }


def test_what_is_marked_twice_is_said_twice() -> None:
    assert stretches([[span("ORG", (0, 2)), span("ORG", (0, 2))], [span("ORG", (0, 2))]], 2).codings == {
        (("ORG", "ORG"), ("ORG",)): 2
    }


def test_between_the_fragments_of_a_span_nothing_is_said() -> None:
    assert stretches([[span("ORG", (0, 1), (3, 4))]], 4).codings == {(("ORG",),): 2, ((),): 2}


def test_an_empty_text_has_no_places() -> None:
    assert stretches([[], []], 0).codings == {}


def test_tokens_are_words_and_each_sign_outside_of_words() -> None:
    text = "قال «محمود» 😀!"
    assert [text[start:end] for start, end in Tokens(text).ranges] == ["قال", "«", "محمود", "»", "😀", "!"]


@settings(max_examples=25)
@given(ANY_TEXT)
def test_tokens_are_the_words_of_the_window_and_what_is_left(text: str) -> None:
    words = Words(text).ranges
    inside = {place for start, end in words for place in range(start, end)}
    signs = [(at, at + 1) for at, sign in enumerate(text) if at not in inside and not sign.isspace()]
    assert Tokens(text).ranges == sorted([*words, *signs])


def test_a_token_has_a_label_where_any_of_its_letters_has_it() -> None:
    text = "زار القاهرة، أمس"
    held = Tokens(text)
    inside = span("GPE", (5, 11))  # without the article's first letter
    assert held.marks([inside]) == [([(1, 2)], "GPE")]
    assert held.marks([span("GPE", (0, 5), (13, 16))]) == [([(0, 2), (3, 4)], "GPE")]
    assert held.marks([span("GPE", (3, 4))]) == [([], "GPE")]  # a space


@settings(max_examples=25)
@given(several)
def test_it_is_what_one_finds_who_looks_at_each_letter(marked: list[list[Span]]) -> None:
    def said(spans: list[Span], at: int) -> tuple[str, ...]:
        return tuple(sorted(one.label for one in spans if one.covers(at)))

    found = Counter(tuple(said(spans, at) for spans in marked) for at in range(LENGTH))
    held: Stretches = stretches(marked)
    assert +held.codings == found
    assert sum(held.lengths) == LENGTH
