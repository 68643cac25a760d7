"""W3C Web Annotation: the text travels along, offsets are checked by their quotes, and nothing is moved in silence."""

from __future__ import annotations

import io
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import w3c
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note, Options, Pack
from annotator.formats.parts import kept
from annotator.model.annotation import Layer, Status
from annotator.model.article import Article
from tests.helpers.builders import ARTICLE, AUTHOR, TEXT, contents, small_schema

DEFAULTS = Defaults(AUTHOR)
EXAMPLE = "🔴 عاجل: التقى كريم النجار رئيس شركة نور بعمّان يوم 12 مارس 2024."


def found_in(data: object) -> list[Found]:
    return list(w3c.read(io.BytesIO(data if isinstance(data, bytes) else orjson.dumps(data)), DEFAULTS))


def annotation(start: int, end: int, exact: str, text: str = EXAMPLE, **more: str) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact, **more}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:{start}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"type": "Person", "nickname": "a1"},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "PERS"}],
        "target": {
            "source": {"type": "TextualBody", "value": text},
            "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
        },
    }


def said(layer: Layer) -> tuple[object, ...]:
    at = {span.uid: (span.fragments, span.label) for span in layer.spans}
    spans = [(s.fragments, s.label, s.type, s.value, s.note, s.attributes, s.created_at) for s in layer.spans]
    arrows = sorted((one.label, at[one.source], at[one.target]) for one in layer.relations)
    return layer.id.annotator, layer.status, spans, arrows


def about(article: Article) -> tuple[object, ...]:
    return article.text, article.title, article.source, article.url, article.published, article.metadata


@settings(max_examples=80, deadline=None)
@given(contents())
def test_what_is_written_reads_back(content: list[tuple[Article, list[Layer]]]) -> None:
    schema, out = small_schema(), io.BytesIO()
    packs = [Pack(article, tuple(layers)) for article, layers in content]
    assert w3c.write(packs, schema, out, Options()) == len(content)
    found = found_in(out.getvalue())
    assert all(isinstance(one, Bundle) for one in found)
    bundles = [one for one in found if isinstance(one, Bundle)]
    wanted = [(pack.article, layer) for pack in packs for layer in pack.layers or (None,)]
    assert len(bundles) == len(wanted)
    for bundle, (article, layer) in zip(bundles, wanted, strict=True):
        assert about(bundle.article) == about(article)
        if layer is None or (layer.status is Status.NEW and not layer.spans):
            assert bundle.layer is None
        else:
            assert bundle.layer is not None
            assert said(bundle.layer) == said(kept(layer, w3c.FORMAT.carries, schema))


@given(contents(most=1))
def test_each_position_and_each_quote_gives_the_words(content: list[tuple[Article, list[Layer]]]) -> None:
    out = io.BytesIO()
    w3c.write([Pack(article, tuple(layers)) for article, layers in content], small_schema(), out, Options())
    (one,) = orjson.loads(out.getvalue())["hashiya:articles"]
    text = one["value"]
    for page in one["hashiya:pages"]:
        for item in page["items"]:
            selectors = item["target"]["selector"] if item["motivation"] == "tagging" else []
            for place, quote in zip(selectors[::2], selectors[1::2], strict=True):
                assert text[place["start"] : place["end"]] == quote["exact"]
                assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_a_list_of_annotations_with_the_text_as_their_source_is_read() -> None:
    (bundle,) = found_in([annotation(14, 25, "كريم النجار"), annotation(41, 46, "عمّان")])
    assert isinstance(bundle, Bundle) and bundle.layer is not None
    assert bundle.layer.id.annotator == "a1"
    assert [span.surface(EXAMPLE) for span in bundle.layer.spans] == ["كريم النجار", "عمّان"]


def test_offsets_in_utf16_are_found_out_and_told() -> None:
    note, bundle = found_in([annotation(15, 26, "كريم النجار"), annotation(42, 47, "عمّان")])
    assert isinstance(note, Note) and isinstance(bundle, Bundle) and bundle.layer is not None
    assert [span.start for span in bundle.layer.spans] == [14, 41]


def test_a_quote_is_found_again_where_its_position_does_not_fit_and_that_is_told() -> None:
    wrong = annotation(3, 8, "عمّان", prefix="نور ب", suffix=" يوم")
    note, bundle = found_in([wrong, annotation(14, 25, "كريم النجار")])
    assert isinstance(note, Note) and "عمّان" in note.text and "41" in note.text
    assert isinstance(bundle, Bundle) and bundle.layer is not None
    assert (41, 46) in [(span.start, span.end) for span in bundle.layer.spans]


def test_a_quote_that_stands_in_two_places_or_none_is_refused_by_name() -> None:
    for words in ("ك", "غائب"):
        found = found_in([annotation(0, 1, words), annotation(14, 25, "كريم النجار")])
        assert [type(one) for one in found] == [BadLine, Bundle]
        assert isinstance(found[0], BadLine) and words in found[0].reason


def test_annotations_of_a_text_that_is_elsewhere_are_refused_in_words() -> None:
    one = annotation(0, 1, "x")
    one["target"]["source"] = "urn:doc:17"
    (fault,) = found_in({"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}})
    assert isinstance(fault, BadLine) and "1" in fault.reason


def test_a_document_is_known_by_its_context() -> None:
    out = io.BytesIO()
    w3c.write([Pack(ARTICLE)], small_schema(), out, Options())
    assert w3c.sniff(out.getvalue(), "x.json")
    assert not w3c.sniff(b'{"text": "x"}', "x.json")
    assert TEXT in out.getvalue().decode()


leaves = st.none() | st.integers(-1, 2**64 - 1) | st.sampled_from(["نص", "\0", "Annotation", "linking", "tagging", ""])
names = st.sampled_from(
    [
        "hashiya:articles",
        "hashiya:pages",
        "value",
        "items",
        "target",
        "selector",
        "source",
        "body",
        "type",
        "start",
        "end",
        "exact",
        "purpose",
        "motivation",
        "creator",
        "nickname",
        "hashiya:status",
        "hashiya:metadata",
        "id",
    ]
)
values = st.recursive(leaves, lambda one: st.lists(one, max_size=3) | st.dictionaries(names, one, max_size=5))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=40) | values.map(orjson.dumps) | values.map(lambda one: orjson.dumps({"target": one})))
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    for found in found_in(data):
        assert isinstance(found, Bundle | BadLine | Note)


@pytest.mark.parametrize("part", ["target", "body", "creator", "motivation", "id"])
@given(value=values)
def test_no_part_of_an_annotation_makes_the_reader_fail(part: str, value: Any) -> None:
    for found in found_in([{**annotation(14, 25, "كريم النجار"), part: value}, annotation(14, 25, "كريم النجار")]):
        assert isinstance(found, Bundle | BadLine | Note)
