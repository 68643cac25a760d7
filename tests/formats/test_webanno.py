"""WebAnno TSV 3: what its own tool wrote is read as meant, and what Hashiya wrote comes back whole."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import webanno
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note, Options, Pack
from annotator.formats.parts import kept
from annotator.formats.webanno_rows import escape, unescape
from annotator.model.annotation import Layer
from annotator.model.article import Article
from tests.formats.test_brat import Files
from tests.helpers.builders import ANY_TEXT, AUTHOR, contents, small_schema
from tests.helpers.shared import SHARED

SUITE = SHARED / "data" / "tools" / "webanno_tsv"
DEFAULTS = Defaults(AUTHOR)


def found_in(data: str | bytes) -> list[Found]:
    return list(webanno.read(io.BytesIO(data.encode() if isinstance(data, str) else data), DEFAULTS))


def of(name: str) -> tuple[Bundle, list[Found]]:
    """The Bundle of a file of WebAnno's own tests, and what else was said."""
    path = SUITE / name / "reference.tsv"
    if not path.is_file():
        pytest.skip("the files of WebAnno's own tests are not there: 1 test left out")
    found = found_in(path.read_bytes())
    (bundle,) = (one for one in found if isinstance(one, Bundle))
    return bundle, [one for one in found if not isinstance(one, Bundle)]


def words(bundle: Bundle) -> list[tuple[str, str]]:
    spans = bundle.layer.spans if bundle.layer else ()
    return sorted((span.surface(bundle.article.text), span.label) for span in spans)


def arrows(bundle: Bundle) -> list[tuple[str, str, str]]:
    assert bundle.layer is not None
    at = {span.uid: span.surface(bundle.article.text) for span in bundle.layer.spans}
    return sorted((one.label, at[one.source], at[one.target]) for one in bundle.layer.relations)


def said(layer: Layer) -> tuple[object, ...]:
    at = {span.uid: (span.fragments, span.label) for span in layer.spans}
    spans = [(s.fragments, s.label, s.type, s.value, s.note, s.attributes) for s in layer.spans]
    return spans, sorted((one.label, at[one.source], at[one.target]) for one in layer.relations)


@settings(max_examples=80, deadline=None)
@given(contents())
def test_what_is_written_reads_back(content: list[tuple[Article, list[Layer]]]) -> None:
    schema, files = small_schema(), Files()
    packs = [Pack(article, tuple(layers[:1])) for article, layers in content]
    assert webanno.write_tree(packs, schema, files, Options()) == len(content)
    found = list(webanno.read_tree(files, DEFAULTS))
    assert [one for one in found if isinstance(one, BadLine)] == []
    bundles = [one for one in found if isinstance(one, Bundle)]
    assert [one.article.text for one in bundles] == [article.text for article, _layers in content]
    for bundle, pack in zip(bundles, packs, strict=True):
        wanted = kept(pack.layers[0], webanno.CARRIES, schema) if pack.layers else None
        if wanted is None or not wanted.spans:
            assert bundle.layer is None
        else:
            assert bundle.layer is not None
            assert said(bundle.layer) == said(wanted)


@given(ANY_TEXT)
def test_what_is_escaped_comes_back_and_holds_nothing_that_means_something(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not set("\t\n\r") & set(escape(text))


EXAMPLE = """#FORMAT=WebAnno TSV 3.3
#T_SP=custom.Span|value|timex


#Text=🔴 التقى كريم النجار رئيس شركة نور بعمّان
1-1\t0-2\t🔴\t_\t_\t
1-2\t3-8\tالتقى\tEVENT\t*\t
1-3\t9-13\tكريم\tPERS[1]\t2024[1]\t
1-4\t14-20\tالنجار\tPERS[1]\t2024[1]\t
1-5\t21-25\tرئيس\tOCC[2]\t*[2]\t
1-6\t26-30\tشركة\tOCC[2]|ORG[3]\t*[2]|*[3]\t
1-7\t31-34\tنور\tOCC[2]|ORG[3]\t*[2]|*[3]\t
1-8\t35-41\tبعمّان\t_\t_\t
1-8.1\t36-41\tعمّان\tGPE\t*\t
"""


def test_stacks_and_letters_inside_words_are_read_in_utf16() -> None:
    (bundle,) = found_in(EXAMPLE)
    assert isinstance(bundle, Bundle) and bundle.layer is not None
    assert [(span.surface(bundle.article.text), span.label) for span in bundle.layer.spans] == [
        ("التقى", "EVENT"),
        ("كريم النجار", "PERS"),
        ("رئيس شركة نور", "OCC"),
        ("شركة نور", "ORG"),
        ("عمّان", "GPE"),
    ]
    assert [(one.name, one.value) for one in bundle.layer.spans[1].attributes] == [("timex", "2024")]


def test_a_row_whose_words_do_not_stand_there_is_named() -> None:
    (fault,) = found_in(EXAMPLE.replace("\tرئيس\t", "\tزعيم\t"))
    assert isinstance(fault, BadLine)
    assert "زعيم" in fault.reason and "رئيس" in fault.reason and "line 10" in fault.reason


def test_offsets_in_code_points_are_found_out_and_told() -> None:
    lower = re.sub(r"(?<=\t)(\d+)-(\d+)(?=\t)", lambda one: f"{max(int(one[1]) - 1, 0)}-{int(one[2]) - 1}", EXAMPLE)
    note, bundle = found_in(lower)
    assert isinstance(note, Note) and isinstance(bundle, Bundle) and bundle.layer is not None
    assert bundle.layer.spans[-1].surface(bundle.article.text) == "عمّان"


@pytest.mark.real_data
def test_every_file_of_webannos_own_tests_is_read_with_its_text() -> None:
    """The text is that of the tool's own XMI beside it, but for white space between sentences, which TSV does not
    have."""
    if not SUITE.is_dir():
        pytest.skip("the files of WebAnno's own tests are not there: 1 test left out")
    read = 0
    for path in sorted(SUITE.glob("*/reference.tsv")):
        bundle, others = of(path.parent.name)
        assert [one for one in others if isinstance(one, BadLine)] == [], path
        xmi = path.with_suffix(".xmi")
        if xmi.is_file():
            told = re.search(r'sofaString="([^"]*)"', xmi.read_text("utf-8"))
            assert told is not None
            plain = re.sub("&#(\\d+);", lambda one: chr(int(one[1])), told[1]).rstrip()
            assert bundle.article.text.split() == plain.split(), path
        read += 1
    assert read == 37


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("testMultiTokenSpanWithFeatureValue", [("This is a test .", "PERSON")]),
        ("testCrossSentenceSpanWithFeatureValue", [("He loves her .\nShe loves him not .", "PERSON")]),
        ("testSubTokenPrefix", [("T", "OTH")]),
        ("testMultiTokenStackedSpanWithoutFeatureValue", [("This is a test .", "Span")] * 2),
        ("testSubMultiTokenSpanWithoutFeatureValue2", [("his i", "Span")]),
        ("testSentenceWithTab", [("This", "Span")]),
        ("testMultiTokenChain", [("This is", "SimpleLink"), ("a test", "SimpleLink")]),
    ],
)
def test_spans_are_read_as_webanno_means_them(name: str, expected: list[tuple[str, str]]) -> None:
    bundle, _others = of(name)
    assert words(bundle) == sorted(expected)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("testSimpleSlotFeature", [("p1", "This", "is"), ("p2", "This", "a")]),
        ("testSimpleCrossSenenceSlotFeature", [("p1", "He", "loves"), ("p2", "He", "him")]),
        ("testMultiTokenStackedSlotFeature", [("p1", "This", "is a"), ("p2", "This", "is a")]),
        ("testStackedSimpleSlotFeatureWithoutValues", [("links", "This", "a")] * 2 + [("links", "This", "is")] * 2),
        ("testSubTokenRelation2", [("Relation", "T", "again")]),
        ("testSingleNonMultiTokenRelationWithMultipleFeatureValues", [("nsubj", "This is", "a test")]),
        ("testDependencyWithValues", [("Dependency", "This", "is")]),
        ("testMultiTokenChain", [("same", "This is", "a test")]),
    ],
)
def test_slots_relations_and_chains_become_arrows(name: str, expected: list[tuple[str, str, str]]) -> None:
    bundle, _others = of(name)
    assert arrows(bundle) == expected


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "word"),
    [("testZeroLengthSpansWithoutFeatureValues", "2"), ("testSingleTokenRelationWithFeatureValue", "1")],
)
def test_what_is_left_out_is_counted(name: str, word: str) -> None:
    _bundle, others = of(name)
    assert any(isinstance(one, Note) and word in one.text for one in others)


rows = st.lists(
    st.from_regex(r"1-[1-3](\.1)?\t[0-9]-[0-9]\t(نص)?(\t[*_|;\[\]\\0-9a-](\[[12]\])?){0,4}\t", fullmatch=True)
    | st.sampled_from(["#Text=نص نص", "1-1\t0-2\tنص\tA|B[1]\t*->1-1\t1-1[0_1]\t", "", "#T_SP=a.B|ROLE_a:b_c|d"])
    | st.text(max_size=10),
    max_size=6,
).map("\n".join)


@settings(max_examples=150)
@given(st.binary(max_size=40) | rows.map(lambda text: text.encode(errors="replace")))
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|value\n#T_CH=a.C|r|t\n#T_RL=a.R|BT_a.B\n\n\n"
    head += "#Text=نص نص\n1-1\t0-2\tنص\tA\t_\t_\t_\n"
    for found in (*found_in(data), *found_in(head.encode() + data)):
        assert isinstance(found, Bundle | BadLine | Note)


def test_what_joins_the_links_of_a_chain_is_kept_with_the_span_that_it_leaves() -> None:
    found = found_in(
        "#FORMAT=WebAnno TSV 3.3\n#T_CH=a.CorefLink|referenceRelation|referenceType\n\n\n#Text=هو هي هم\n"
        "1-1\t0-2\tهو\tanaphoric->1-1\tnam[1]\t\n1-2\t3-5\tهي\t*->1-2\t*[1]\t\n1-3\t6-8\tهم\t_\t_\t\n"
    )
    (bundle,) = (one for one in found if isinstance(one, Bundle))
    assert bundle.layer is not None
    assert arrows(bundle) == [("same", "هو", "هي")]
    told = [(span.label, [(one.name, one.value) for one in span.attributes]) for span in bundle.layer.spans]
    assert told == [("nam", [("referenceRelation", "anaphoric")]), ("CorefLink", [])]


def test_sentences_stand_apart_as_far_as_blank_lines_do_and_no_further() -> None:
    head = "#FORMAT=WebAnno TSV 3.3\n\n"
    found = found_in(f"{head}\n#Text=a\n1-1\t0-1\ta\n\n#Text=b\n2-1\t50000-50001\tb\n")
    assert [len(one.article.text) for one in found if isinstance(one, Bundle)] == [50_001]
    rows = "".join(f"\n#Text=a\n{n + 1}-1\t{n * 50_000}-{n * 50_000 + 1}\ta\n" for n in range(10))
    (fault,) = found_in(head + rows)
    assert isinstance(fault, BadLine)
    assert "does not stand where its first token says" in fault.reason
