"""UIMA: what is written comes back, offsets are UTF-16 units in the files, and a hostile file does nothing."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import orjson
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from annotator.formats import uima
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Note, Options, Pack
from annotator.formats.characters import NO_XML, fitted
from annotator.formats.parts import kept
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from tests.helpers.builders import AUTHOR, OTHER, contents, small_schema
from tests.helpers.shared import SHARED

pytest.importorskip("cassis")

REAL = SHARED / "data/tools/dkpro_cassis/tests/test_files"
DEFAULTS, SCHEMA = Defaults(AUTHOR), small_schema()
TEXT = "🔴 عاجل: التقى كريم النجار رئيس شركة نور بعمّان يوم 12 مارس 2024."
EXPECTED = [
    ("التقى", "EVENT"),
    ("كريم النجار", "PERS"),
    ("رئيس شركة نور", "OCC"),
    ("شركة نور", "ORG"),
    ("عمّان", "GPE"),
    ("12 مارس 2024", "DATE"),
]
PLACES = [(9, 14), (15, 26), (27, 40), (32, 40), (42, 47), (52, 64)]
TYPES = """<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>custom.Span</name><description/><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>value</name><description/><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>timex</name><description/><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>custom.Relation</name><description/><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>Governor</name><description/><rangeTypeName>custom.Span</rangeTypeName></featureDescription>
<featureDescription><name>Dependent</name><description/><rangeTypeName>custom.Span</rangeTypeName></featureDescription>
<featureDescription><name>value</name><description/><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
</features></typeDescription></types></typeSystemDescription>"""


class Files(dict[str, bytes]):
    """A folder in memory."""

    def names(self) -> list[str]:
        return sorted(self)

    def read(self, name: str) -> bytes:
        return self[name]

    def write(self, name: str, data: bytes) -> None:
        self[name] = data


def xmi(places: list[tuple[int, int]] = PLACES, text: str = TEXT, head: str = "") -> bytes:
    spans = "".join(
        f'<custom:Span xmi:id="{n}" sofa="1" begin="{start}" end="{end}" value="{label}"'
        + (' timex="2024-03-12"/>' if label == "DATE" else "/>")
        for n, ((start, end), (_words, label)) in enumerate(zip(places, EXPECTED, strict=False), 2)
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>{head}"
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:custom="http:///custom.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>'
        f'{spans}<custom:Relation xmi:id="18" sofa="1" begin="32" end="40" Governor="3" Dependent="5" '
        f'value="works_for"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" '
        f'sofaString="{text}"/><cas:View sofa="1" members="2 3 4 5 6 7 18"/></xmi:XMI>'
    ).encode()


def read(known: Format, files: Files) -> list[Found]:
    assert known.read_tree is not None
    return list(known.read_tree(files, DEFAULTS))


def written(known: Format, packs: list[Pack]) -> Files:
    assert known.write_tree is not None
    files = Files()
    known.write_tree(packs, SCHEMA, files, Options())
    return files


def said(layer: Layer | None) -> object:
    """Everything of a Layer that both formats carry, without ids and times."""
    if layer is None:
        return None
    at = {span.uid: n for n, span in enumerate(layer.spans)}
    spans = [(s.label, s.fragments, s.type, s.value, s.attributes, s.note) for s in layer.spans]
    return (
        layer.id.annotator,
        layer.status,
        spans,
        sorted((at[one.source], at[one.target], one.label) for one in layer.relations),
    )


@pytest.mark.parametrize("known", [uima.XMI, uima.JSON], ids=lambda known: known.name)
@settings(max_examples=20, deadline=None)
@given(content=contents())
@example(content=[(Article("a", "t", "نص\r\n\tثان 😀\u00a0\rثالث\x85رابع\u2028"), [Layer(LayerId("a", AUTHOR))])])
def test_what_is_written_comes_back(known: Format, content: list[tuple[Article, list[Layer]]]) -> None:
    if known.forbidden is not None:
        content = [(told, list(some)) for told, some in (fitted(*one, known.forbidden) for one in content)]
        assume(len({article.sha256 for article, _layers in content}) == len(content))
    files = written(known, [Pack(article, tuple(layers)) for article, layers in content])
    found = read(known, files)
    wanted = []
    for article, layers in content:
        for layer in layers or (None,):
            told = layer and kept(layer, known.carries, SCHEMA)
            wanted.append((article, None if told is None or told.is_untouched else told))
    assert [type(one) for one in found if not isinstance(one, Note)] == [Bundle] * len(wanted)
    for one, (article, layer) in zip((one for one in found if isinstance(one, Bundle)), wanted, strict=True):
        assert one.article.text == article.text
        assert (one.article.uid, one.article.title, one.article.source, one.article.url, one.article.published) == (
            article.uid,
            article.title,
            article.source,
            article.url,
            article.published,
        )
        assert one.article.metadata == article.metadata
        if layer is None or not (layer.spans or layer.relations or layer.status is not Status.NEW):
            assert one.layer is None
        else:
            assert said(one.layer) == said(layer)


def test_offsets_in_the_files_are_utf16_units() -> None:
    start = TEXT.index("عمّان")
    layer = Layer(LayerId("a", AUTHOR), Status.DONE, spans=(Span("s", "GPE", ((start, start + 5),)),))
    packs = [Pack(Article("a", "t", TEXT), (layer,))]
    held = orjson.loads(written(uima.JSON, packs)["000001-01.json"])["%FEATURE_STRUCTURES"]
    (span,) = [one for one in held if one["%TYPE"] == "custom.Span"]
    assert (span["begin"], span["end"]) == (42, 47)
    (element,) = ElementTree.fromstring(written(uima.XMI, packs)["000001-01.xmi"]).iter("{http:///custom.ecore}Span")
    assert (element.get("begin"), element.get("end")) == ("42", "47")
    kinds = {one["%TYPE"].rpartition(".")[2] for one in held}
    assert {"Sentence", "Token"} <= kinds


def bundle_of(found: list[Found]) -> Bundle:
    (bundle,) = [one for one in found if isinstance(one, Bundle)]
    return bundle


def check_example(found: list[Found]) -> None:
    bundle = bundle_of(found)
    assert bundle.layer is not None
    assert [(span.surface(TEXT), span.label) for span in bundle.layer.spans] == EXPECTED
    assert [span.value for span in bundle.layer.spans if span.label == "DATE"] == ["2024-03-12"]
    labels = {span.uid: span.label for span in bundle.layer.spans}
    assert [(labels[r.source], r.label, labels[r.target]) for r in bundle.layer.relations] == [
        ("PERS", "works_for", "ORG")
    ]


def test_a_plain_xmi_is_read_with_the_types_beside_it_or_above() -> None:
    check_example(read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": xmi()})))
    check_example(read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "b/c/a.xmi": xmi()})))
    (bad,) = read(uima.XMI, Files({"a.xmi": xmi()}))
    assert isinstance(bad, BadLine)
    assert "TypeSystem.xml" in bad.reason


def test_offsets_that_count_code_points_are_found_out_and_said() -> None:
    places = [(start - 1, end - 1) for start, end in PLACES]
    found = read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": xmi(places)}))
    check_example(found)
    assert any(isinstance(one, Note) and "code points" in one.text for one in found)


def test_a_span_inside_a_character_or_outside_is_named_and_the_rest_comes_in() -> None:
    places = [(1, 14), *PLACES[1:5], (52, 99)]
    found = read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": xmi(places)}))
    bad = [one.reason for one in found if isinstance(one, BadLine)]
    assert ["[1, 14]" in bad[0], "[52, 99]" in bad[1], len(bad)] == [True, True, 2]
    layer = bundle_of(found).layer
    assert layer is not None
    assert len(layer.spans) == 4


def test_slots_with_roles_become_arguments() -> None:
    data = {
        "%TYPES": {
            "custom.Link": {
                "%NAME": "custom.Link",
                "%SUPER_TYPE": "uima.cas.TOP",
                "role": {"%NAME": "role", "%RANGE": "uima.cas.String"},
                "target": {"%NAME": "target", "%RANGE": "uima.tcas.Annotation"},
            },
            "custom.Event": {
                "%NAME": "custom.Event",
                "%SUPER_TYPE": "uima.tcas.Annotation",
                "value": {"%NAME": "value", "%RANGE": "uima.cas.String"},
                "arguments": {"%NAME": "arguments", "%RANGE": "custom.Link[]"},
            },
        },
        "%FEATURE_STRUCTURES": [
            {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "التقى كريم"},
            {"%ID": 2, "%TYPE": "custom.Event", "@sofa": 1, "begin": 6, "end": 10, "value": "شخص"},
            {"%ID": 3, "%TYPE": "custom.Link", "role": "Agent", "@target": 2},
            {"%ID": 4, "%TYPE": "custom.Link[]", "%ELEMENTS": [3]},
            {"%ID": 5, "%TYPE": "custom.Event", "@sofa": 1, "begin": 0, "end": 5, "@arguments": 4},
        ],
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 5]}},
    }
    layer = bundle_of(list(uima.read_json(io.BytesIO(orjson.dumps(data)), DEFAULTS))).layer
    assert layer is not None
    assert [span.label for span in layer.spans] == ["Event", "shkhs"]
    assert [(one.label, one.source, one.target) for one in layer.relations] == [
        ("Agent", layer.spans[0].uid, layer.spans[1].uid)
    ]


def test_a_feature_that_would_become_program_text_is_refused() -> None:
    evil = "x=print(1)"
    types = {"a.B": {"%NAME": "a.B", "%SUPER_TYPE": "uima.tcas.Annotation", evil: {"%RANGE": "uima.cas.String"}}}
    data = orjson.dumps({"%TYPES": types, "%FEATURE_STRUCTURES": [], "%VIEWS": {}})
    (bad,) = uima.read_json(io.BytesIO(data), DEFAULTS)
    assert isinstance(bad, BadLine)
    assert evil in bad.reason
    described = TYPES.replace("timex", evil).encode()
    (bad,) = read(uima.XMI, Files({"TypeSystem.xml": described, "a.xmi": xmi()}))
    assert isinstance(bad, BadLine)
    assert evil in bad.reason


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">',
    ],
)
def test_a_document_type_is_refused_before_anything_is_read_of_it(head: str) -> None:
    for files in (
        Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": xmi(head=head)}),
        Files({"TypeSystem.xml": head.encode() + TYPES.encode(), "a.xmi": xmi()}),
    ):
        (bad,) = read(uima.XMI, files)
        assert isinstance(bad, BadLine)
        assert "DOCTYPE" in bad.reason


def test_what_xml_cannot_hold_has_another_character_in_its_place_and_json_holds_it() -> None:
    article = Article("a", "t", "نص\x01آخر")
    assert bundle_of(read(uima.JSON, written(uima.JSON, [Pack(article)]))).article.text == article.text
    pack = Pack(*fitted(article, (), NO_XML))
    assert bundle_of(read(uima.XMI, written(uima.XMI, [pack]))).article.text == "نص\ufffdآخر"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=80) | st.sampled_from([b"{}", b"[" * 5000, b'{"%FEATURE_STRUCTURES":[1]}', b"<a/>", xmi()[:400]])
)
def test_no_bytes_make_the_readers_fail_but_in_words(data: bytes) -> None:
    for found in (
        list(uima.read_json(io.BytesIO(data), DEFAULTS)),
        read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": data})),
        read(uima.XMI, Files({"TypeSystem.xml": data, "a.xmi": xmi()})),
    ):
        assert found
        assert all(not isinstance(one, BadLine) or one.reason for one in found)


def test_two_annotators_of_one_article_come_in_as_layers_of_it() -> None:
    spans = (
        Span("s", "Meet", ((0, 3),), attributes=(Attribute("a=b%", "c=d"),), note="\r\n"),
        Span("t", "GPE", ((1, 3),)),
    )
    one = Layer(LayerId("a", AUTHOR), Status.DONE, spans=spans, relations=(Relation("r", "Place", "s", "t"),))
    two = Layer(LayerId("a", OTHER), Status.FLAGGED)
    for known in (uima.XMI, uima.JSON):
        found = read(known, written(known, [Pack(Article("a", "t", "نصّ"), (one, two))]))
        layers = [each.layer for each in found if isinstance(each, Bundle)]
        assert [said(layer) for layer in layers] == [said(one), said(two)]


@pytest.mark.real_data
def test_the_files_of_cassis_itself_are_read_or_refused_in_words() -> None:
    if not REAL.exists():
        pytest.skip("the files of dkpro-cassis are not here: 1 test left out")
    texts = 0
    for path in sorted(REAL.rglob("*.json")):
        found = list(uima.read_json(io.BytesIO(path.read_bytes()), DEFAULTS))
        texts += sum(isinstance(one, Bundle) for one in found)
        assert found
    described = sorted((REAL / "typesystems").glob("*.xml"))
    for path in sorted(REAL.rglob("*.xmi")):
        beside = sorted(path.parent.glob("*typesystem.xml")) or described
        reads = [
            read(uima.XMI, Files({"TypeSystem.xml": types.read_bytes(), "a.xmi": path.read_bytes()}))
            for types in beside
        ]
        texts += any(isinstance(one, Bundle) for found in reads for one in found)
        assert all(reads)
    assert texts >= 20


@pytest.mark.real_data
def test_words_around_emoji_are_those_that_cassis_means() -> None:
    if not REAL.exists():
        pytest.skip("the files of dkpro-cassis are not here: 1 test left out")
    place = REAL / "json/fs_as_array/ser-ref/casWithEmojiUnicodeTextAndAnnotations"
    files = Files(
        {"TypeSystem.xml": (place / "debug-typesystem.xml").read_bytes(), "a.xmi": (place / "debug.xmi").read_bytes()}
    )
    for found in (
        read(uima.XMI, files),
        list(uima.read_json(io.BytesIO((place / "data.json").read_bytes()), DEFAULTS)),
    ):
        bundle = bundle_of(found)
        assert bundle.layer is not None
        words = [span.surface(bundle.article.text) for span in bundle.layer.spans]
        assert words == bundle.article.text.split()


CHAIN_TYPES = """<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>webanno.custom.CorefLink</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>next</name><rangeTypeName>webanno.custom.CorefLink</rangeTypeName></featureDescription>
<featureDescription><name>referenceType</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>referenceRelation</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>webanno.custom.CorefChain</name><supertypeName>uima.cas.AnnotationBase</supertypeName><features>
<featureDescription><name>first</name><rangeTypeName>webanno.custom.CorefLink</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS</name>
<supertypeName>uima.tcas.Annotation</supertypeName></typeDescription></types></typeSystemDescription>"""


def in_chains(inside: str, members: str) -> Files:
    whole = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:c="http:///webanno/custom.ecore" '
        'xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore" xmi:version="2.0">'
        f'<cas:NULL xmi:id="0"/>{inside}<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" '
        f'sofaString="هو هي هم"/><cas:View sofa="1" members="{members}"/></xmi:XMI>'
    )
    return Files({"TypeSystem.xml": CHAIN_TYPES.encode(), "a.xmi": whole.encode()})


def test_the_links_of_a_chain_are_joined_as_the_same() -> None:
    links = (
        '<c:CorefLink xmi:id="2" sofa="1" begin="0" end="2" next="3" referenceType="nam" referenceRelation="ana"/>'
        '<c:CorefLink xmi:id="3" sofa="1" begin="3" end="5"/><c:CorefChain xmi:id="4" sofa="1" first="2"/>'
    )
    (bundle,) = read(uima.XMI, in_chains(links, "2 3 4"))
    assert isinstance(bundle, Bundle)
    assert bundle.layer is not None
    first, second = bundle.layer.spans
    assert [(one.label, one.source, one.target) for one in bundle.layer.relations] == [("same", first.uid, second.uid)]
    assert (first.label, second.label) == ("nam", "CorefLink")
    assert Attribute("referenceRelation", "ana") in first.attributes


def test_what_holds_our_own_files_together_is_not_told_as_left_out() -> None:
    layer = Layer(LayerId("a", AUTHOR), Status.DONE, spans=(Span("s", "GPE", ((0, 2),)),))
    for known in (uima.XMI, uima.JSON):
        found = read(known, written(known, [Pack(Article("a", "t", "نص ثان. وثالث"), (layer,))]))
        assert [one for one in found if not isinstance(one, Bundle)] == []


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 annotation of another kind was"), (2, "2 annotations of other kinds")]
)
def test_what_is_left_out_is_counted_in_a_right_plural(count: int, said: str) -> None:
    inside = "".join(f'<pos:POS xmi:id="{n}" sofa="1" begin="0" end="2"/>' for n in range(2, count + 2))
    found = read(uima.XMI, in_chains(inside, " ".join(map(str, range(2, count + 2)))))
    (note,) = (one for one in found if isinstance(one, Note))
    assert said in note.text
    assert f"POS {count}" in note.text


@pytest.mark.parametrize("name", ["utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "nosuch"])
def test_an_encoding_that_is_for_other_things_is_refused_where_a_file_names_it(name: str) -> None:
    data = xmi().replace(b"'UTF-8'", f"'{name}'".encode())
    (found,) = read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": data}))
    assert isinstance(found, BadLine)
    assert "no encoding called" in found.reason


@pytest.mark.parametrize("change", [(b'"%SOFA": 1', b'"%SOFA": 9'), (b'"begin":', b'"begun":'), (b'"%ID":', b'"ID":')])
def test_what_cassis_fails_at_is_told_in_words_and_not_in_pythons(change: tuple[bytes, bytes]) -> None:
    layer = Layer(LayerId("a", AUTHOR), Status.DONE, spans=(Span("s", "GPE", ((0, 2),)),))
    (data,) = written(uima.JSON, [Pack(Article("a", "t", "نص"), (layer,))]).values()
    assert change[0] in data
    found = list(uima.read_json(io.BytesIO(data.replace(*change)), DEFAULTS))
    faults = [one.reason for one in found if isinstance(one, BadLine)]
    layers = [one.layer for one in found if isinstance(one, Bundle) and one.layer is not None]
    assert faults or [one.fragments for one in layers[0].spans] == [((0, 2),)], "neither a sentence nor what was meant"
    assert not any("Error" in fault or "NoneType" in fault for fault in faults), faults


def test_offsets_that_cassis_would_look_for_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.uima_guard._MOST_LOOKED_AT", 100)
    (found,) = read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": xmi([(900, 901)] * 6)}))
    assert isinstance(found, BadLine)
    assert "12 of its offsets lie outside of the text" in found.reason


def test_a_text_that_cassis_would_hold_in_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.uima_guard._MOST_LETTERS", 10)
    (found,) = read(uima.XMI, Files({"TypeSystem.xml": TYPES.encode(), "a.xmi": xmi()}))
    assert isinstance(found, BadLine)
    assert "more than 10 letters" in found.reason


def test_labels_stand_where_the_generic_layers_of_inception_have_them() -> None:
    """A project of INCEpTION has `custom.Span` and `custom.Relation` with a `label`; features it lacks are dropped."""
    files = Files()
    spans = (Span("a", "Meet", ((0, 4),)), Span("b", "PERS", ((5, 8),)))
    layer = Layer(LayerId("x", AUTHOR), spans=spans, relations=(Relation("r", "Participant", "a", "b"),))
    uima.XMI.write_tree([Pack(Article("x", "t", "التق علي"), (layer,))], SCHEMA, files, Options())
    data = files["000001-01.xmi"].decode()
    assert re.search(r'<custom:Span [^>]*label="PERS"', data)
    assert re.search(r'<custom:Relation [^>]*label="Participant"', data)
