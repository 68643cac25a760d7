"""Wojood: all tags of a token, the outermost first; what columns cannot tell apart is never written."""

from __future__ import annotations

import io

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats import conll, wojood
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note, Options, Pack
from annotator.formats.parts import Part, kept, lost, outermost
from annotator.formats.pieces import bare
from annotator.formats.wojood import decode_nested, encode_nested
from annotator.model.annotation import Layer, LayerId, Span
from annotator.model.article import Article
from tests.formats.test_conll import told, with_letters
from tests.helpers.builders import AUTHOR, contents, small_schema
from tests.helpers.shared import SHARED

NER = SHARED / "data/ner"
EXAMPLE = """🔴 O
عاجل O
: O
التقى B-EVENT
كريم B-PERS
النجار I-PERS
رئيس B-OCC
شركة I-OCC B-ORG
نور I-OCC I-ORG
ب O
عمّان B-GPE
"""


def read(text: str | bytes) -> list[Found]:
    data = text.encode() if isinstance(text, str) else text
    return list(wojood.read(io.BytesIO(data), Defaults(AUTHOR)))


def written(text: str, *spans: tuple[str, int, int], options: Options | None = None) -> str:
    marked = tuple(Span(f"s{n}", label, ((a, b),)) for n, (label, a, b) in enumerate(spans))
    out = io.BytesIO()
    pack = Pack(Article("a", "ت", text), (Layer(LayerId("a", AUTHOR), spans=marked),))
    assert wojood.write([pack], small_schema(), out, options or Options()) == 1
    return out.getvalue().decode()


def test_the_example_is_read_with_what_is_nested() -> None:
    (found,) = read(EXAMPLE)
    assert told(found) == [
        ("التقى", "EVENT"),
        ("كريم النجار", "PERS"),
        ("رئيس شركة نور", "OCC"),
        ("شركة نور", "ORG"),
        ("عمّان", "GPE"),
    ]
    assert wojood.sniff(EXAMPLE.encode(), "x.txt")


def test_a_proclitic_is_split_off_or_stays_as_in_the_corpus() -> None:
    spans = ("OCC", 0, 11), ("GPE", 6, 11)
    assert written("رئيس بعمان", ("OCC", 0, 10), ("GPE", 6, 10)) == "رئيس B-OCC\nب I-OCC\nعمان I-OCC B-GPE\n\n"
    whole = written("رئيس بعمان.", *spans, options=Options(whole_words=True))
    assert whole == "رئيس B-OCC\nبعمان. I-OCC B-GPE\n\n"


def test_each_segment_is_an_article_and_docstart_joins_segments() -> None:
    found = read("نور B-ORG\n\nقال O\n")
    assert [one.article.text for one in found if isinstance(one, Bundle)] == ["نور", "قال"]
    (found_one,) = read("-DOCSTART- O\n\nنور B-ORG\n\nقال O\n")
    assert isinstance(found_one, Bundle)
    assert found_one.article.text == "نور\nقال"


def test_one_label_in_itself_is_read_outer_first_and_it_is_said() -> None:
    text = "رابطة B-ORG\nشركة I-ORG B-ORG\nنور I-ORG I-ORG\nهنا I-ORG\n"
    found = read(text)
    assert told(found[0]) == [("رابطة شركة نور هنا", "ORG"), ("شركة نور", "ORG")]
    assert [("2" in one.text, "lie in each other" in one.text) for one in found if isinstance(one, Note)] == [
        (True,) * 2
    ]


def test_spans_of_one_label_that_overlap_are_refused_in_words() -> None:
    with pytest.raises(BadInput, match="ORG"):
        written("نور قال ثم", ("ORG", 0, 7), ("ORG", 4, 10))
    assert written("نور قال ثم", ("ORG", 0, 7), ("GPE", 4, 10)) == "نور B-ORG\nقال I-ORG B-GPE\nثم I-GPE\n\n"


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9), st.sampled_from("ABC")), max_size=5),
    st.sampled_from(["IOB2", "IOBES", "BILOU"]),
)
def test_nested_chunks_of_one_label_decode_unless_they_cross(drawn: list[tuple[int, int, str]], scheme: str) -> None:
    chunks = sorted(((a, b, x) for a, b, x in drawn if a < b), key=lambda one: (one[0], -one[1]))
    crossing = any(a[0] < b[0] < a[1] < b[1] and a[2] == b[2] for a in chunks for b in chunks)
    if not crossing:
        assert decode_nested(encode_nested(9, chunks, scheme)) == chunks


def test_a_mark_at_the_beginning_of_a_text_is_not_taken_for_that_of_the_file() -> None:
    (found,) = read(written("\ufeff", ("ORG", 0, 1)))
    assert told(found) == [("\ufeff", "ORG")]


@given(contents(), st.booleans())
def test_what_is_kept_is_read_back(content: list[tuple[Article, list[Layer]]], whole: bool) -> None:
    for article, layers in content:
        pack = Pack(article, tuple(with_letters(article.text, one) for one in layers[:1]))
        out = io.BytesIO()
        try:
            wojood.write([pack], small_schema(), out, Options(whole_words=whole))
        except BadInput as refused:
            assert "overlap" in str(refused)
            continue
        found = [one for one in read(out.getvalue()) if not isinstance(one, Note)]
        back = [(bare(words), label) for one in found for words, label in told(one)]
        spans = kept(pack.layers[0], wojood.CARRIES, small_schema()).spans if pack.layers else ()
        wanted = [(bare(span.surface(article.text)), span.label) for span in spans]
        if whole:
            assert sorted(label for _words, label in back) == sorted(label for _words, label in wanted)
        else:
            assert sorted(back) == sorted(wanted)


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from(["-DOCSTART- O", "a B-X I-X", "a I-X", "", "\r", "B-X", "a E-X S-X U-", "a\0 O"])).map(
        lambda lines: "\n".join(lines).encode()
    )
)
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    wojood.sniff(data, "x")
    for one in read(data):
        assert isinstance(one, Bundle | BadLine | Note)


@pytest.mark.real_data
@pytest.mark.parametrize("whole", [True, False])
def test_the_real_corpus_is_written_and_read_back(whole: bool) -> None:
    path = NER / "ner_wojood_trainval.jsonl"
    if not path.exists():
        pytest.skip("the news texts of the shared data are not here: 2 tests left out")
    refused = 0
    data = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    for line in data:
        spans = [(span["label"], span["start"], span["end"]) for span in line["spans"]]
        try:
            text = written(line["text"], *spans, options=Options(whole_words=whole))
        except BadInput:
            refused += 1
            continue
        back = [one for found in read(text) if isinstance(found, Bundle) for one in told(found)]
        wanted = sorted((bare(line["text"][a:b]), label) for label, a, b in spans)
        assert sorted((bare(words), label) for words, label in back) == wanted
        if whole:
            assert [row.split(" ")[0] for row in text.split("\n") if row] == line["text"].split()
    assert refused == 0
    assert len(data) > 1000


def test_conll_reads_the_outermost_of_it() -> None:
    found = list(conll.read(io.BytesIO(EXAMPLE.encode()), Defaults(AUTHOR)))
    assert ("رئيس شركة نور", "OCC") in told(found[0])
    assert ("شركة نور", "ORG") not in told(found[0])


def test_spans_of_one_label_in_each_other_are_counted_as_lost_and_others_are_not() -> None:
    spans = [Span("1", "ORG", ((0, 9),)), Span("2", "ORG", ((4, 9),)), Span("3", "GPE", ((4, 9),))]
    article = Article("a", "ت", "شركة نور قال ذلك")
    told = lost(article, [Layer(LayerId("a", AUTHOR), spans=tuple(spans))], wojood.CARRIES, small_schema())
    assert told[Part.ALIKE] == 1
    told = lost(article, [Layer(LayerId("a", AUTHOR), spans=(spans[0], spans[2]))], wojood.CARRIES, small_schema())
    assert Part.ALIKE not in told
    told = lost(article, [Layer(LayerId("a", AUTHOR), spans=tuple(spans))], conll.CARRIES, small_schema())
    assert (told[Part.ALIKE], told[Part.NESTED]) == (0, 2)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=12))
def test_the_outermost_of_spans_are_the_longest_that_none_before_them_touches(drawn: list[tuple[int, int]]) -> None:
    spans = [Span(f"{number:02}", "ORG", ((at, at + size),)) for number, (at, size) in enumerate(drawn)]
    wanted: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start, one.uid)):
        if all(span.end <= other.start or other.end <= span.start for other in wanted):
            wanted.append(span)
    assert outermost(spans) == sorted(wanted, key=lambda one: one.start)
