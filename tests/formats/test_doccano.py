"""doccano's lines in both variants and in each of the units that its offsets may count."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats import doccano
from annotator.formats.bundle import BadLine, Bundle, Defaults, Note, Options, Pack
from annotator.formats.labels.names import ascii_name
from annotator.formats.parts import kept
from annotator.formats.units import Unit
from annotator.model.annotation import Layer, LayerId, Relation, Span, reading_order
from annotator.model.article import Article
from annotator.model.offsets import OffsetMap
from annotator.model.schema import RelationLabel, Schema
from tests.helpers.builders import ARTICLE, AUTHOR, contents, small_schema, where
from tests.helpers.shared import SHARED

DEFAULTS = Defaults(AUTHOR)
SENTENCE = "🔴 عاجل: التقى كريم النجار رئيس شركة نور بعمّان يوم 12 مارس 2024."
WORDS = [("التقى", "EVENT"), ("كريم النجار", "PERS"), ("شركة نور", "ORG"), ("عمّان", "GPE"), ("12 مارس 2024", "DATE")]
PEERS = SHARED / "data/tools/peers/doccano"
Contents = list[tuple[Article, list[Layer]]]


def read(*lines: Any) -> list[Any]:
    data = b"\n".join(line if isinstance(line, bytes) else orjson.dumps(line) for line in lines)
    return list(doccano.read(io.BytesIO(data), DEFAULTS))


def marked(found: Bundle) -> list[tuple[str, str]]:
    assert found.layer is not None
    return [(span.surface(found.article.text), span.label) for span in found.layer.spans]


def written(packs: list[Pack], unit: Unit = Unit.CODE_POINTS, schema: Schema | None = None) -> list[Any]:
    out = io.BytesIO()
    assert doccano.write(packs, schema or small_schema(), out, Options(unit=unit)) == len(packs)
    return [orjson.loads(line) for line in out.getvalue().splitlines()]


def clusters(article: Article, layer: Layer) -> Layer:
    """The Layer with its edges moved between letters."""
    moved = OffsetMap(article.text)
    spans = [
        replace(span, fragments=(moved.snapped(span.start, span.end),)) if len(span.fragments) == 1 else span
        for span in layer.spans
    ]
    return replace(layer, spans=tuple(sorted(spans, key=reading_order)))


@settings(max_examples=60)
@given(contents(), st.sampled_from([Unit.CODE_POINTS, Unit.UTF16, Unit.GRAPHEMES]))
def test_what_is_written_reads_back_in_each_unit(content: Contents, unit: Unit) -> None:
    packs = [Pack(article, tuple(clusters(article, layer) for layer in layers[:1])) for article, layers in content]
    found = [one for one in read(*written(packs, unit)) if not isinstance(one, Note)]
    assert len(found) == len(packs)
    for pack, one in zip(packs, found, strict=True):
        assert isinstance(one, Bundle)
        assert (one.article.text, one.article.title) == (pack.article.text, pack.article.title)
        assert sorted(one.article.metadata) == sorted(pack.article.metadata)
        assert (one.article.source, one.article.url) == (pack.article.source, pack.article.url)
        wanted = kept(pack.layers[0], doccano.FORMAT.carries, small_schema()) if pack.layers else None
        told = [(s.start, s.end, s.label) for s in wanted.spans] if wanted else []
        assert [(s.start, s.end, s.label) for s in one.layer.spans] == told if one.layer else told == []
        if wanted and one.layer:
            assert arrows(one.layer) == arrows(wanted)


def arrows(layer: Layer) -> list[Any]:
    at = {span.uid: (span.start, span.end, span.label) for span in layer.spans}
    return sorted((ascii_name(one.label, "Relation"), at[one.source], at[one.target]) for one in layer.relations)


@given(contents())
def test_any_edges_are_told_in_code_points(content: Contents) -> None:
    packs = [Pack(article, tuple(layers[:1])) for article, layers in content]
    for pack, one in zip(packs, read(*written(packs)), strict=False):
        assert isinstance(one, Bundle)
        wanted = kept(pack.layers[0], doccano.FORMAT.carries, small_schema()).spans if pack.layers else ()
        assert [s.fragments for s in (one.layer.spans if one.layer else ())] == [s.fragments for s in wanted]


@pytest.mark.parametrize(("unit", "shift"), [("codepoint", 0), ("utf16", 1)])
def test_the_unit_is_found_out_line_by_line(unit: str, shift: int) -> None:
    marks = [[SENTENCE.index(w) + shift, SENTENCE.index(w) + len(w) + shift, label] for w, label in WORDS]
    found = read({"id": 17, "text": SENTENCE, "date": "2024-03-13", "label": marks, "Comments": ["x"]}, {"text": "نص"})
    assert marked(found[0]) == WORDS
    assert found[0].article.published == "2024-03-13"
    assert found[0].article.metadata == (("id", "17"),)
    told = [note.text for note in found[2:]]
    assert any("UTF-16" in text for text in told) == (unit == "utf16")
    assert any(text.startswith("Comments were left out: 1") for text in told)


def test_grapheme_clusters_are_found_out_where_nothing_else_fits() -> None:
    text = "عَمَّان ثم دمشق"
    clusters_before = len(OffsetMap(text[: text.index("دمشق")]).boundaries) - 1
    found = read({"text": text, "label": [[0, 4, "GPE"], [clusters_before, clusters_before + 4, "GPE"]]})
    assert marked(found[0]) == [("عَمَّان", "GPE"), ("دمشق", "GPE")]
    assert "grapheme" in found[1].text


def test_relations_come_in_with_entities() -> None:
    entities = [
        {"id": 2, "label": "PERS", "start_offset": 15, "end_offset": 26},
        {"id": 4, "label": "ORG", "start_offset": 32, "end_offset": 40},
    ]
    line = {"text": SENTENCE, "entities": entities, "relations": [{"from_id": 2, "to_id": 4, "type": "works_for"}]}
    found = read(line)[0]
    assert marked(found) == [("كريم النجار", "PERS"), ("شركة نور", "ORG")]
    first, second = found.layer.spans
    assert [(r.label, r.source, r.target) for r in found.layer.relations] == [("works_for", first.uid, second.uid)]


def test_the_variant_with_relations_is_written_where_the_schema_has_any() -> None:
    spans = (Span("a", "Meet", (where("التقى"),)), Span("b", "GPE", (where("القاهرة"),)))
    bare = Pack(ARTICLE, (Layer(LayerId("article-1", AUTHOR), spans=spans),))
    related = Pack(ARTICLE, (replace(bare.layers[0], relations=(Relation("r", "Place", "a", "b"),)),))
    assert written([bare])[0]["label"] == [[0, 5, "Meet"], [41, 48, "GPE"]]
    schema = replace(small_schema(), relations=(RelationLabel("near"),))
    assert written([bare], schema=schema)[0]["relations"] == []
    assert written([related])[0]["relations"] == [{"id": 1, "from_id": 1, "to_id": 2, "type": "Place"}]


def test_what_we_said_of_the_unit_counts_only_while_the_spans_are_the_same() -> None:
    line = written([Pack(ARTICLE, (Layer(LayerId("article-1", AUTHOR), spans=(Span("a", "GPE", ((40, 48),)),)),))])[0]
    assert line["label"] == [[40, 48, "GPE"]]
    assert read(line)[0].layer.spans[0].fragments == ((40, 48),)
    assert len(read(line)) == 1
    assert "white space" in read({**line, "label": [[40, 49, "GPE"]]})[1].text


def test_an_edge_inside_a_letter_is_refused_in_grapheme_clusters() -> None:
    article = Article("x", "t", "عَمّ")
    pack = Pack(article, (Layer(LayerId("x", AUTHOR), spans=(Span("a", "GPE", ((0, 1),)),)),))
    with pytest.raises(BadInput, match="inside the letter"):
        written([pack], Unit.GRAPHEMES)


def test_trouble_is_told_with_its_line() -> None:
    found = read(
        {"text": "نص", "label": [[0, 9, "A"]]}, {"label": []}, b"{]", {"text": "نص", "label": [[0, True, "A"]]}
    )
    assert [(type(one), one.line) for one in found] == [(BadLine, 1), (BadLine, 2), (BadLine, 3), (BadLine, 4)]


@given(
    st.binary(max_size=60) | st.sampled_from([b'{"text":"a","label":[[0,1,"A"]],"relations":[1]}', b'[[[1,2,"x"]]]'])
)
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    for one in doccano.read(io.BytesIO(data), DEFAULTS):
        assert isinstance(one, Bundle | BadLine | Note)


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["نص", 0, 1, "\0"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3), max_leaves=6)
ENTITY = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "label", "start_offset", "end_offset"), VALUES))
LINE = st.fixed_dictionaries(
    {"text": st.just("نص قصير") | VALUES},
    optional={
        "label": VALUES,
        "entities": st.lists(ENTITY, max_size=2),
        "relations": st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(("from_id", "to_id", "type"), VALUES))),
        "Comments": VALUES,
        "meta": VALUES,
        "metadata": VALUES,
        "offsets": VALUES,
        "title": VALUES,
        "date": VALUES,
    },
)


@settings(max_examples=200)
@given(LINE)
def test_no_line_at_all_makes_the_reader_fail_but_in_words(line: Any) -> None:
    try:
        data = orjson.dumps(line)
    except TypeError:  # a number that is too long, or half a character
        return
    for one in read(data):
        assert isinstance(one, Bundle | BadLine | Note)


def test_its_own_lines_are_known_and_ours_are_not() -> None:
    assert doccano.sniff(b'{"id":1,"text":"x","label":[[0,1,"A"]]}\n', "a.jsonl")
    assert doccano.sniff(b'{"text":"x","entities":[{"id":0}]}\n', "a.jsonl")
    assert not doccano.sniff(b'{"format":"hashiya/1","label":[]}\n', "a.jsonl")
    assert not doccano.sniff(b'{"text":"x","spans":[{"label":"A"}]}\n', "a.jsonl")


@pytest.mark.real_data
def test_exports_of_doccano_itself_are_read_to_the_letter() -> None:
    if not PEERS.is_dir():
        pytest.skip(f"3 exports left out: {PEERS} is not there")
    for name, spans in (("p20", 206), ("rel20", 206), ("c-doccano", 15)):
        with (PEERS / f"{name}.JSONL.admin.jsonl").open("rb") as stream:
            found = list(doccano.read(stream, DEFAULTS))
        assert not any(isinstance(one, BadLine) for one in found)
        bundles = [one for one in found if isinstance(one, Bundle)]
        assert sum(len(marked(one)) for one in bundles) == spans
        if name == "c-doccano":
            assert marked(bundles[0]) == [("اليوم الثلاثاء", "PER")]
            assert bundles[2].layer is not None
            assert bundles[2].layer.spans[0].fragments == ((52, 57),)
            assert bundles[14].layer is not None
            assert bundles[14].layer.spans[0].fragments == ((14, 18),)


def test_every_line_has_the_same_keys_for_doccano_takes_no_line_without_one() -> None:
    """It makes a table of the lines, and what is missing in one is no JSON there: the whole import fails."""
    bare = replace(ARTICLE, uid="b", text="نص", title="", source="", url="", published="", metadata=())
    full = replace(ARTICLE, source="وكالة", metadata=(("desk", "war"), ("uuid", "7")))
    lines = written([Pack(bare), Pack(full)])
    assert lines[0].keys() == lines[1].keys()
    found = [one.article for one in read(*lines) if isinstance(one, Bundle)]
    assert [one.metadata for one in found] == [(), (("desk", "war"), ("uuid", "7"))]


def test_what_was_dragged_in_doccano_beside_our_spans_counts_utf16_and_ours_does_not() -> None:
    """The window of doccano counts an emoji as two; one exported line then has both."""
    text = "🔴🔴 أحمد يصل إلى موسكو 🇷🇺 غداً"
    span = Span("a", "PERS", ((3, 7),))
    layer = Layer(LayerId("x", AUTHOR), spans=(span,))
    (line,) = written([Pack(Article("x", "t", text), (layer,))], schema=Schema("s", {}, small_schema().labels))
    start = text.index("موسكو")
    dragged = [start + 2, start + 7, "GPE"]
    key = "label" if "label" in line else "entities"
    if key == "label":
        line["label"].append(dragged)
    else:
        line["entities"].append({"id": 9, "start_offset": dragged[0], "end_offset": dragged[1], "label": "GPE"})
    found, note = read(line)
    assert marked(found) == [("أحمد", "PERS"), ("موسكو", "GPE")]
    assert "UTF-16" in note.text


def test_where_nothing_is_said_offsets_count_what_doccano_draws_by() -> None:
    text = "🔴 عمّان"
    span = Span("span-1", "GPE", ((2, 7),))
    out = io.BytesIO()
    pack = Pack(Article("a", "", text), (Layer(LayerId("a", "a1"), spans=(span,)),))
    doccano.write([pack], small_schema(), out, Options())
    ((start, end, _label),) = orjson.loads(out.getvalue())["label"]
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "عمّان"
    assert Options().unit is None
