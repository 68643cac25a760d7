"""Tag schemes: read back as written, told apart, and read as seqeval reads them."""

from __future__ import annotations

import warnings
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats.tags import SCHEMES, Chunk, Seen, check_scheme, decode, encode, is_tag, names


@st.composite
def chunks(draw: st.DrawFn) -> tuple[int, list[Chunk]]:
    cuts = sorted(draw(st.sets(st.integers(0, 12), max_size=8)))
    pairs = pairwise(cuts)
    labels = st.sampled_from(["PERS", "ORG", "a-b", "B-x", ""])
    return 12, [(first, last, label) for first, last in pairs if (label := draw(labels))]


schemes = st.sampled_from(SCHEMES)


@given(chunks(), schemes)
def test_what_is_encoded_decodes_to_the_same_chunks(given_: tuple[int, list[Chunk]], scheme: str) -> None:
    length, wanted = given_
    tags = encode(length, wanted, scheme)
    assert len(tags) == length
    assert all(map(is_tag, tags))
    assert set(tags) <= set(names(["PERS", "ORG", "a-b", "B-x"], scheme))
    assert decode(tags) == wanted


@given(chunks(), schemes)
def test_seqeval_reads_the_same_chunks(given_: tuple[int, list[Chunk]], scheme: str) -> None:
    seqeval = pytest.importorskip("seqeval.scheme")
    length, wanted = given_
    told = seqeval.Entities([encode(length, wanted, scheme)], getattr(seqeval, scheme))
    assert [(one.start, one.end, one.tag) for one in told.entities[0]] == wanted


@given(st.lists(st.sampled_from(["O", "B-PERS", "I-PERS", "B-ORG", "I-ORG"]), max_size=9))
def test_broken_sequences_are_read_as_conlleval_and_seqeval_do(tags: list[str]) -> None:
    labeling = pytest.importorskip("seqeval.metrics.sequence_labeling")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert decode(tags) == [(first, last + 1, label) for label, first, last in labeling.get_entities(tags)]


@given(st.lists(chunks(), max_size=4), schemes)
def test_the_scheme_is_found_where_it_shows(given_: list[tuple[int, list[Chunk]]], scheme: str) -> None:
    seen = Seen()
    for length, wanted in given_:
        seen.add(encode(length, wanted, scheme))
    if not any(wanted for _length, wanted in given_):
        assert seen.scheme == ""
    elif scheme in ("IOB1", "IOB2"):
        assert seen.scheme == scheme
    else:
        assert seen.scheme in (scheme, "IOB2")  # without a single token or an end nothing tells


@given(st.lists(st.text(max_size=5), max_size=6))
def test_any_words_at_all_are_read_as_tags(tags: list[str]) -> None:
    for first, last, label in decode(tags):
        assert 0 <= first < last <= len(tags)
        assert label
    Seen().add(tags)


def test_bare_labels_are_tags_of_their_own() -> None:
    seen = Seen()
    seen.add(["PERS", "PERS", "O", "ORG"])
    assert seen.scheme == "IO"
    assert decode(["PERS", "PERS", "O", "ORG"]) == [(0, 2, "PERS"), (3, 4, "ORG")]


def test_an_unknown_scheme_is_refused_in_words() -> None:
    with pytest.raises(BadInput, match="IOB9"):
        check_scheme("IOB9")
