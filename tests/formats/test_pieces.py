"""Tokens: nothing is lost, moved or empty, whatever the text and the Spans."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats.pieces import Pieces, bare, pieces, rebuilt
from annotator.model.annotation import Span
from tests.helpers.builders import ARTICLE_TEXT, GOOD_TEXTS


def span(start: int, end: int, label: str = "ORG") -> Span:
    return Span(f"{start}-{end}-{label}", label, ((start, end),))


def words(text: str, found: Pieces) -> list[str]:
    return [text[start:end] for start, end in found.tokens]


def sentences(text: str, *spans: Span, whole_words: bool = False) -> list[str]:
    found = pieces(text, spans, whole_words=whole_words)
    return [" ".join(words(text, found)[first:last]) for first, last in found.sentences()]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(ARTICLE_TEXT)
    places = st.integers(0, len(text))
    edges = draw(st.lists(st.tuples(places, places).filter(lambda pair: pair[0] < pair[1]), max_size=5))
    return text, [span(*one) for one in edges if text[slice(*one)].strip()]


@given(marked(), st.booleans())
def test_tokens_are_in_order_whole_and_without_white_space(given_: tuple[str, list[Span]], whole: bool) -> None:
    text, spans = given_
    found = pieces(text, spans, whole_words=whole)
    last = 0
    for start, end in found.tokens:
        assert last <= start < end
        assert len(text[start:end].split()) == 1
        assert text[start:end].split()[0] == text[start:end]
        last = end
    assert bare("".join(words(text, found))) == bare(text)
    ends = [0, *found.ends]
    assert ends == sorted(set(ends))
    assert ends[-1] == len(found.tokens) > 0


@given(marked())
def test_a_span_is_exactly_its_tokens(given_: tuple[str, list[Span]]) -> None:
    text, spans = given_
    found = pieces(text, spans)
    for one, (first, last) in zip(spans, found.places, strict=True):
        assert bare("".join(words(text, found)[first:last])) == bare(one.surface(text))
        assert one.start <= found.tokens[first][0]
        assert found.tokens[last - 1][1] <= one.end


def test_each_two_spans_of_one_word_that_do_not_overlap_are_parted() -> None:
    spans = [Span(f"{start}-{end}", "ORG", ((start, end),)) for start, end in ((0, 1), (0, 2), (1, 3), (2, 3))]
    assert pieces("000", spans, whole_words=True).tokens == ((0, 1), (1, 2), (2, 3))


@given(marked())
def test_whole_words_hold_their_spans_and_part_those_that_do_not_overlap(given_: tuple[str, list[Span]]) -> None:
    text, spans = given_
    found = pieces(text, spans, whole_words=True)
    for one, (first, last) in zip(spans, found.places, strict=True):
        held = "".join(words(text, found)[first:last])
        words_ = bare(one.surface(text))
        assert words_ in bare(held) or words_ in held  # a mark alone, inside a word
        for other, (begin, end) in zip(spans, found.places, strict=True):
            apart = one.end <= other.start or other.end <= one.start
            assert not apart or last <= begin or end <= first


@given(marked(), st.booleans())
def test_no_sentence_ends_inside_a_span(given_: tuple[str, list[Span]], whole: bool) -> None:
    text, spans = given_
    found = pieces(text, spans, whole_words=whole)
    assert not any(first < end < last for end in found.ends for first, last in found.places)


@given(st.lists(st.lists(st.sampled_from(["نور", "😀", "د.", "ﷺ"]), min_size=1), min_size=1))
def test_rebuilt_texts_have_their_tokens_where_it_says(given_: list[list[str]]) -> None:
    text, ranges = rebuilt(given_)
    assert [text[start:end] for start, end in ranges] == [token for sentence in given_ for token in sentence]


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_every_text_has_tokens(text: str) -> None:
    assert pieces(text, []).tokens


def test_proclitics_are_parted_from_the_name_that_is_marked() -> None:
    text = "قال لرويترز، أمس."
    assert words(text, pieces(text, [span(5, 11)])) == ["قال", "ل", "رويترز", "،", "أمس", "."]
    assert words(text, pieces(text, [span(5, 11)], whole_words=True)) == ["قال", "لرويترز،", "أمس."]


def test_two_names_in_one_word_are_parted_even_in_whole_words() -> None:
    text = "قمة لندن-باريس-روما."
    found = pieces(text, [span(4, 8), span(9, 14), span(15, 19)], whole_words=True)
    assert words(text, found) == ["قمة", "لندن-", "باريس-", "روما."]
    assert found.places == ((1, 2), (2, 3), (3, 4))
    assert len(pieces(text, [span(4, 8), span(4, 19)], whole_words=True).tokens) == 2


def test_letters_stay_with_their_vowels_and_emoji_together() -> None:
    text = "مُحَمَّد 👨‍👩‍👧‍👦🇸🇾 «COVID-19» 10:30\u00a0ص"
    assert words(text, pieces(text, [])) == ["مُحَمَّد", "👨‍👩‍👧‍👦", "🇸🇾", "«", "COVID-19", "»", "10:30", "ص"]


def test_sentences_end_at_line_ends_and_stops_but_not_after_an_initial() -> None:
    text = "عنوان\nقال د. علي: «نعم.» ثم سأل؟ لا… 3.5 نعم\u2028آخر"
    assert sentences(text, whole_words=True) == ["عنوان", "قال د. علي: «نعم.»", "ثم سأل؟", "لا…", "3.5 نعم", "آخر"]
    assert sentences("نص. آخر", span(0, 7)) == ["نص . آخر"]


def test_a_span_on_white_space_alone_is_refused_in_words() -> None:
    with pytest.raises(BadInput, match="white space alone"):
        pieces("نص  آخر", [span(2, 4)])


@given(st.text(max_size=12))
def test_bare_words_have_no_white_space_and_are_never_nothing_without_need(text: str) -> None:
    assume(text.strip())
    assert bare(text)
    assert not any(map(str.isspace, bare(text)))
