"""Prodigy's lines: tokens that begin and end where spans do, relations, and answers."""

from __future__ import annotations

import io
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import prodigy
from annotator.formats.bundle import BadLine, Bundle, Defaults, Note, Options, Pack
from annotator.formats.labels.names import ascii_name
from annotator.formats.parts import kept
from annotator.formats.prodigy_tokens import tokens_of
from annotator.model.annotation import Layer, Status
from annotator.model.article import Article
from tests.helpers.builders import ARTICLE_TEXT, AUTHOR, contents, fragments, small_schema
from tests.helpers.shared import SHARED

DEFAULTS = Defaults(AUTHOR)
REAL = SHARED / "data/tools/prodigy"
SENTENCE = "🔴 عاجل: التقى كريم النجار رئيس شركة نور"
PERS = {"start": 14, "end": 25, "token_start": 4, "token_end": 5, "label": "PERS"}
ORG = {"start": 31, "end": 39, "token_start": 7, "token_end": 8, "label": "ORG"}
Contents = list[tuple[Article, list[Layer]]]


def read(*lines: Any) -> list[Any]:
    data = b"\n".join(line if isinstance(line, bytes) else orjson.dumps(line) for line in lines)
    return list(prodigy.read(io.BytesIO(data), DEFAULTS))


def said(layer: Layer | None) -> tuple[Any, ...]:
    if layer is None:
        return [], []
    spans = [
        (s.start, s.end, s.label, s.type, s.value, [(a.name, a.value) for a in s.attributes], s.note)
        for s in layer.spans
    ]
    at = {s.uid: (s.start, s.end, s.label) for s in layer.spans}
    arrows = sorted((ascii_name(r.label, "Relation"), at[r.source], at[r.target]) for r in layer.relations)
    return spans, arrows


@settings(max_examples=60)
@given(contents())
def test_what_is_written_reads_back(content: Contents) -> None:
    out = io.BytesIO()
    prodigy.write((Pack(a, tuple(layers)) for a, layers in content), small_schema(), out, Options())
    found = iter(one for one in read(out.getvalue()) if not isinstance(one, Note))
    for article, layers in content:
        for layer in layers or [None]:
            one = next(found)
            assert isinstance(one, Bundle)
            assert (one.article.text, one.article.title) == (article.text, article.title)
            assert sorted(one.article.metadata) == sorted(article.metadata)
            wanted = kept(layer, prodigy.FORMAT.carries, small_schema()) if layer else None
            assert said(one.layer) == said(wanted)
            if wanted is not None and one.layer is not None:
                assert (one.layer.status, one.layer.id.annotator) == (wanted.status, wanted.id.annotator)
    assert next(found, None) is None


@given(st.data(), ARTICLE_TEXT)
def test_tokens_give_the_text_and_have_the_edges_of_spans(data: st.DataObject, text: str) -> None:
    ranges = [one for pieces in data.draw(st.lists(fragments(len(text)), max_size=3)) for one in pieces]
    tokens = tokens_of(text, ranges)
    assert "".join(one["text"] + " " * one["ws"] for one in tokens) == text
    assert all(one["text"] == text[one["start"] : one["end"]] for one in tokens)
    assert [one["id"] for one in tokens] == list(range(len(tokens)))
    for start, end in ranges:
        assert start in {one["start"] for one in tokens}
        assert end in {one["end"] for one in tokens}


def test_tokens_are_words_and_signs() -> None:
    text = "قال: «نعم»  بعمّان 👨‍👩‍👧."
    words = [one["text"] for one in tokens_of(text, [(13, 18)])]
    assert words == ["قال", ":", "«", "نعم", "»", " ", "ب", "عمّان", "👨‍👩‍👧", "."]


def test_a_relation_names_the_spans_at_its_ends() -> None:
    relation = {"head": 5, "child": 8, "head_span": PERS, "child_span": ORG, "label": "works_for"}
    line = {
        "text": SENTENCE,
        "meta": {"source": "demo-wire"},
        "spans": [PERS, ORG],
        "relations": [relation],
        "answer": "accept",
        "_annotator_id": "news-a1",
    }
    found = read(line)[0]
    first, second = found.layer.spans
    assert (first.surface(SENTENCE), second.surface(SENTENCE)) == ("كريم النجار", "شركة نور")
    assert [(r.label, r.source, r.target) for r in found.layer.relations] == [("works_for", first.uid, second.uid)]
    assert (found.article.source, found.layer.id.annotator) == ("demo-wire", "news-a1")


def test_answers_become_statuses_and_what_was_rejected_is_counted_and_not_taken_in() -> None:
    lines = [
        {"text": f"نص {answer}", "spans": [{"start": 0, "end": 2, "label": "A"}], "answer": answer}
        for answer in ("accept", "reject", "ignore", "reject", None)
    ]
    found = read(*lines)
    bundles = [one for one in found if isinstance(one, Bundle)]
    assert [one.layer.status for one in bundles if one.layer] == [Status.DONE, Status.SKIPPED, Status.IN_PROGRESS]
    assert [one.text for one in found if isinstance(one, Note)] == ["Rejected answers were not taken in: 2."]


def test_lines_of_several_annotators_are_one_article() -> None:
    spans = [{"start": 0, "end": 2, "label": "A"}]
    found = read(*({"text": "نص", "spans": spans, "_annotator_id": name} for name in ("x", "y")))
    assert found[0].article.uid == found[1].article.uid
    assert [one.layer.id.annotator for one in found] == ["x", "y"]


def test_tokens_tell_the_unit() -> None:
    line = {
        "text": "🔴🔴 نور هنا",
        "tokens": [{"text": "نور", "start": 5, "end": 8, "id": 0}],
        "spans": [{"start": 5, "end": 8, "label": "ORG"}],
    }
    found = read(line)
    assert found[0].layer.spans[0].fragments == ((3, 6),)
    assert "UTF-16" in found[1].text


def test_words_that_do_not_stand_there_are_named() -> None:
    found = read({"text": "نص قصير", "spans": [{"start": 0, "end": 2, "label": "A", "text": "قص"}]})
    assert isinstance(found[0], BadLine)
    assert "“قص”" in found[0].reason


LEAVES = st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=3)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3), max_leaves=6)
SPAN = st.fixed_dictionaries(
    {"start": st.integers(0, 4) | VALUES, "end": st.integers(0, 7) | VALUES, "label": st.just("A") | VALUES},
    optional=dict.fromkeys(("text", "id", "attributes", "type", "value", "note"), VALUES),
)
RELATION = st.fixed_dictionaries({}, optional={"head_span": SPAN | VALUES, "child_span": SPAN, "label": VALUES})
LINE = st.fixed_dictionaries(
    {"text": st.just("نص قصير") | VALUES},
    optional={
        "spans": st.lists(SPAN, max_size=2) | VALUES,
        "tokens": st.lists(SPAN, max_size=2) | VALUES,
        "relations": st.lists(RELATION, max_size=2) | VALUES,
        "answer": VALUES,
        "status": VALUES,
        "meta": VALUES | st.dictionaries(st.text(max_size=3), VALUES, max_size=3),
        "_annotator_id": VALUES,
    },
)


@settings(max_examples=200)
@given(LINE)
def test_no_line_at_all_makes_the_reader_fail_but_in_words(line: Any) -> None:
    for one in read(line):
        assert isinstance(one, Bundle | BadLine | Note)


@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    for one in prodigy.read(io.BytesIO(data), DEFAULTS):
        assert isinstance(one, Bundle | BadLine | Note)


def test_its_own_lines_are_known() -> None:
    assert prodigy.sniff(b'{"text":"x","_input_hash":1,"spans":[]}\n', "a.jsonl")
    assert not prodigy.sniff(b'{"format":"hashiya/1","text":"_view_id"}\n', "a.jsonl")


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "texts", "spans"), [("annotated_news", 300, 252), ("bio_events", 100, 299)])
def test_data_sets_of_prodigy_itself_are_read(name: str, texts: int, spans: int) -> None:
    if not REAL.is_dir():
        pytest.skip(f"{texts} texts left out: {REAL} is not there")
    (path,) = REAL.glob(f"{name}*")
    with path.open("rb") as stream:
        found = list(prodigy.read(stream, DEFAULTS))
    bundles = [one for one in found if isinstance(one, Bundle)]
    assert len(bundles) == len(found) == texts
    assert sum(len(one.layer.spans) for one in bundles if one.layer) == spans
