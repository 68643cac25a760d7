"""DocBin: spaCy reads what is written, to the letter; hostile files are told in words."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import spacy_docbin
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note, Options, Pack
from annotator.formats.parts import kept, outermost
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from tests.formats.test_conll import told
from tests.helpers.builders import AUTHOR, contents, small_schema
from tests.helpers.shared import SHARED

spacy = pytest.importorskip("spacy")

EXAMPLE = SHARED / "formats/train.spacy"
PACK = Pack(
    Article("uid-1", "عنوان", "🔴 قال لرويترز:\u00a0 «نعم»\r\nثم  سكت", "وكالة", "", "2024-05-12", (("k", "v"),)),
    (
        Layer(
            LayerId("uid-1", AUTHOR),
            Status.DONE,
            spans=(
                Span("a", "Meet", ((2, 14),), attributes=(Attribute("Tense", "past"),)),
                Span("b", "GPE", ((7, 13),), "t", "v", note="ملاحظة"),
            ),
            relations=(Relation("r", "Place", "a", "b"),),
        ),
    ),
)


def written(*packs: Pack) -> bytes:
    out = io.BytesIO()
    assert spacy_docbin.write(packs, small_schema(), out, Options()) == len(packs)
    return out.getvalue()


def read(data: bytes) -> list[Found]:
    return list(spacy_docbin.read(io.BytesIO(data), Defaults(AUTHOR)))


@settings(max_examples=60, deadline=None)
@given(contents())
def test_spacy_and_we_read_what_is_kept_to_the_letter(content: list[tuple[Article, list[Layer]]]) -> None:
    packs = [Pack(article, tuple(layers[:1])) for article, layers in content]
    data = written(*packs)
    docs = list(spacy.tokens.DocBin().from_bytes(data).get_docs(spacy.vocab.Vocab()))
    found = read(data)
    assert len(docs) == len(found) == len(packs)
    for pack, doc, one in zip(packs, docs, found, strict=True):
        layer = kept(pack.layers[0], spacy_docbin.CARRIES, small_schema()) if pack.layers else None
        spans = layer.spans if layer else ()
        assert doc.text == pack.article.text
        ranges = [(span.start, span.end, span.label) for span in spans]
        assert [(s.start_char, s.end_char, s.label_) for s in doc.spans["sc"]] == ranges
        outer = [(span.start, span.end, span.label) for span in outermost(spans)]
        assert [(s.start_char, s.end_char, s.label_) for s in doc.ents] == outer
        assert isinstance(one, Bundle)
        assert one.article.text == pack.article.text
        assert one.article.metadata == pack.article.metadata
        assert one.article.published == pack.article.published
        back = one.layer.spans if one.layer else ()
        bare = {"origin": "", "confidence": None, "created_at": "", "updated_at": ""}
        assert [replace(span, **bare) for span in back] == [replace(span, **bare) for span in spans]
        if layer is not None and one.layer is not None:
            assert one.layer.status == layer.status
            assert sorted(one.layer.relations, key=lambda r: r.uid) == sorted(layer.relations, key=lambda r: r.uid)


def test_a_proclitic_is_a_token_of_its_own_and_spaces_are_where_they_were() -> None:
    (doc,) = spacy.tokens.DocBin().from_bytes(written(PACK)).get_docs(spacy.vocab.Vocab())
    words = [token.text for token in doc]
    assert words[:6] == ["🔴", "قال", "ل", "رويترز", ":", "\u00a0 "]
    assert "\r\n" in words
    assert doc.text == PACK.article.text
    assert [span.text for span in doc.spans["sc"]][1] == "رويترز"
    assert doc.user_data["hashiya"]["published"] == "2024-05-12"


def test_spacys_own_docs_are_read_with_ents_and_groups_each_once() -> None:
    doc = spacy.tokens.Doc(spacy.vocab.Vocab(), words=["شركة", "نور", "ب", "عمان"], spaces=[True, True, False, False])
    doc.ents = [spacy.tokens.Span(doc, 0, 2, label="ORG")]
    doc.spans["x"] = [spacy.tokens.Span(doc, 0, 2, label="ORG"), spacy.tokens.Span(doc, 3, 4, label="مكان")]
    doc.user_data["._.", "name", None, None] = 5
    found = read(spacy.tokens.DocBin(docs=[doc], store_user_data=True).to_bytes())
    assert told(found[0]) == [("شركة نور", "ORG"), ("عمان", "mkan")]
    assert any("mkan" in one.text for one in found if isinstance(one, Note))


@pytest.mark.real_data
def test_the_example_file_is_read() -> None:
    if not EXAMPLE.exists():
        pytest.skip("the example files of the shared data are not here: 1 test left out")
    (found,) = read(EXAMPLE.read_bytes())
    assert ("شركة نور", "ORG") in told(found)
    assert ("رئيس شركة نور", "OCC") in told(found)


@given(st.binary(max_size=40))
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    for one in (*read(data), *read(zlib.compress(data))):
        assert isinstance(one, Bundle | BadLine)


GOOD = zlib.decompress(written(PACK))


@settings(max_examples=300)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=12), st.booleans())
def test_a_damaged_file_is_read_or_told_in_words(at: int, data: bytes, cut: bool) -> None:
    broken = GOOD[:at] + data + (b"" if cut else GOOD[at + len(data) :])
    for one in read(zlib.compress(broken)):
        assert isinstance(one, Bundle | BadLine | Note)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.spacy_reading._MOST", 100)
    (found,) = read(zlib.compress(b"\0" * 1000))
    assert isinstance(found, BadLine)
    assert "too much" in found.reason
