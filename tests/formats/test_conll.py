"""CoNLL: columns as others have them, found out and told; what is written is read back, by us and by seqeval."""

from __future__ import annotations

import io

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats import conll, wojood
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note, Options, Pack
from annotator.formats.parts import kept
from annotator.formats.pieces import bare
from annotator.formats.tags import SCHEMES
from annotator.model.annotation import Layer, LayerId, Span
from annotator.model.article import Article
from tests.helpers.builders import AUTHOR, contents, small_schema
from tests.helpers.shared import SHARED

DEFAULTS = Defaults(AUTHOR)
NER = SHARED / "data/ner"
EXAMPLE = """🔴 O
عاجل O
: O
التقى B-EVENT
كريم B-PERS
النجار I-PERS
ب O
عمّان B-GPE
. O
"""
WANTED = [("التقى", "EVENT"), ("كريم النجار", "PERS"), ("عمّان", "GPE")]

Told = list[tuple[str, str]]


def read(text: str | bytes) -> list[Found]:
    return list(conll.read(io.BytesIO(text.encode() if isinstance(text, str) else text), DEFAULTS))


def told(found: Found) -> Told:
    assert isinstance(found, Bundle)
    return [(s.surface(found.article.text), s.label) for s in (found.layer.spans if found.layer else ())]


def notes(found: list[Found]) -> str:
    return " ".join(one.text for one in found if isinstance(one, Note))


def written(pack: Pack, options: Options) -> bytes:
    out = io.BytesIO()
    assert conll.write([pack], small_schema(), out, options) == 1
    return out.getvalue()


def with_letters(text: str, layer: Layer) -> Layer:
    """The Layer without Spans on white space, which no token can hold."""
    spans = tuple(span for span in layer.spans if all(text[a:b].strip() for a, b in span.fragments))
    return Layer(layer.id, layer.status, spans=spans)


def test_an_article_of_nothing_but_a_hash_is_no_remark() -> None:
    (found,) = (one for one in read(written(Pack(Article("a", "", "#"), ()), Options())) if isinstance(one, Bundle))
    assert found.article.text == "#"
    assert told(found) == []


@given(contents(), st.sampled_from(SCHEMES), st.booleans())
def test_what_is_kept_is_read_back(content: list[tuple[Article, list[Layer]]], scheme: str, whole: bool) -> None:
    packs = [Pack(a, tuple(with_letters(a.text, one) for one in layers[:1])) for a, layers in content]
    out = io.BytesIO()
    assert conll.write(packs, small_schema(), out, Options(whole_words=whole, scheme=scheme)) == len(packs)
    found = [one for one in read(out.getvalue()) if not isinstance(one, Note)]
    assert len(found) == len(packs)
    for pack, one in zip(packs, found, strict=True):
        assert isinstance(one, Bundle)
        assert bare(one.article.text) == bare(pack.article.text)
        spans = kept(pack.layers[0], conll.CARRIES, small_schema()).spans if pack.layers else ()
        back = [(bare(words), label) for words, label in told(one)]
        if whole:
            assert [label for _words, label in back] == [span.label for span in spans]
        else:
            assert back == [(bare(span.surface(pack.article.text)), span.label) for span in spans]


def test_a_proclitic_is_parted_from_its_name_or_kept_with_it() -> None:
    article = Article("a", "ت", "قال لرويترز.\nثم")
    pack = Pack(article, (Layer(LayerId("a", AUTHOR), spans=(Span("s", "GPE", ((5, 11),)),)),))
    start = "-DOCSTART- -X- -X- O\n\n"
    assert written(pack, Options()).decode() == (
        start + "قال -X- _ O\nل -X- _ O\nرويترز -X- _ B-GPE\n. -X- _ O\n\nثم -X- _ O\n\n"
    )
    assert written(pack, Options(whole_words=True, scheme="IOBES")).decode() == (
        start + "قال -X- _ O\nلرويترز. -X- _ S-GPE\n\nثم -X- _ O\n\n"
    )


def test_the_example_is_read_with_spaces_tabs_and_four_columns() -> None:
    for text, columns in (
        (EXAMPLE, "column 2, spaces"),
        (EXAMPLE.replace(" ", "\t").replace("\n", "\r\n"), "column 2, tabs"),
        ("-DOCSTART- -X- -X- O\n\n" + EXAMPLE.replace(" ", " -X- _ "), "column 4, spaces"),
        ("\ufeff# x\n" + "".join(f"{n}\t{x}\n" for n, x in enumerate(EXAMPLE.replace(" ", "\t").splitlines(), 1)), "3"),
    ):
        found = read(text)
        assert [told(one) for one in found if isinstance(one, Bundle)] == [WANTED]
        assert not any(isinstance(one, BadLine) for one in found)
        assert columns in notes(found)
        assert "IOB2" in notes(found)


def test_articles_begin_at_docstart_and_without_it_each_sentence_is_one() -> None:
    found = read("-DOCSTART- -X- O O\n\nنور I-ORG\nعباس I-PERS\nعلي B-PERS\n\nثم O\n\n-DOCSTART- O\n\nقال O\n")
    assert [one.article.text for one in found if isinstance(one, Bundle)] == ["نور عباس علي\nثم", "قال"]
    assert told(found[0]) == [("نور", "ORG"), ("عباس", "PERS"), ("علي", "PERS")]
    assert "IOB1" in notes(found)
    found = read("نور B-ORG\n\n\nثم O\n")
    assert [(one.article.text, one.line) for one in found if isinstance(one, Bundle)] == [("نور", 1), ("ثم", 4)]
    assert "no -DOCSTART-" in notes(found)


def test_the_last_of_two_tag_columns_is_meant_and_bad_lines_are_named() -> None:
    found = read("EU NNP B-NP B-ORG\nrejects VBZ B-VP O\nword\nNour NNP B-NP B-PER\n")
    assert [(one.line, "word" in one.reason) for one in found if isinstance(one, BadLine)] == [(3, True)]
    assert [told(one) for one in found if isinstance(one, Bundle)] == [[("EU", "ORG"), ("Nour", "PER")]]


def test_labels_of_other_letters_get_ascii_names_and_it_is_said() -> None:
    found = read("نور B-منظمة\nقال O\nعلي B-شخص\n")
    assert [label for _words, label in told(found[0])] == ["mnzma", "shkhs"]
    assert "منظمة = mnzma" in notes(found)


def test_no_break_spaces_stay_inside_tokens() -> None:
    assert told(read("د.\u00a0علي B-PERS\n")[0]) == [("د.\u00a0علي", "PERS")]


def test_files_are_found_out_by_what_is_in_them() -> None:
    assert conll.sniff(EXAMPLE.encode(), "x.txt")
    assert conll.sniff(b"-DOCSTART- -X- O\n", "x")
    assert conll.sniff(b"EU NNP B-NP B-ORG\nsays VBZ B-VP O\n. . O O\n", "x")
    for other in (
        b"",
        b"{}",
        "نص خبر عادي\nثم آخر\nوآخر\n".encode(),
        b"O\nO\nO\n",
        b"\xff\xfe\0\0",
        b"a O\nb O\nc O\n",
    ):
        assert not conll.sniff(other, "x.txt")
        assert not wojood.sniff(other, "x.txt")
    assert not wojood.sniff(EXAMPLE.encode(), "x.txt")


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(BadInput, match="IOB9"):
        written(Pack(Article("a", "ت", "نص")), Options(scheme="IOB9"))


@given(
    st.binary(max_size=60)
    | st.lists(
        st.sampled_from(["-DOCSTART- O", "a B-X", "a\tI-X", "", " ", "\r", "B-X", "\ufeff", "a O B-", "1 a O", "a\0 O"])
    ).map(lambda lines: "\n".join(lines).encode())
)
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    conll.sniff(data, "x")
    for one in read(data):
        assert isinstance(one, Bundle | BadLine | Note)


@pytest.mark.real_data
def test_three_thousand_real_sentences_are_read_back_and_seqeval_agrees() -> None:
    path = NER / "ner_anercorp_train.jsonl"
    if not path.exists():
        pytest.skip("the news texts of the shared data are not here: 1 test left out")
    metrics = pytest.importorskip("seqeval.metrics.sequence_labeling")
    packs = []
    for number, data in enumerate(map(orjson.loads, path.read_bytes().splitlines())):
        spans = tuple(
            Span(f"{number}-{n}", span["label"], ((span["start"], span["end"]),))
            for n, span in enumerate(data["spans"])
        )
        article = Article(data["id"], "ت", data["text"])
        packs.append(Pack(article, (Layer(LayerId(article.uid, AUTHOR), spans=spans),)))
    out = io.BytesIO()
    assert conll.write(packs, small_schema(), out, Options()) == len(packs) > 3000
    found = [one for one in read(out.getvalue()) if isinstance(one, Bundle)]
    for pack, one in zip(packs, found, strict=True):
        layer = kept(pack.layers[0], conll.CARRIES, small_schema())
        wanted = [(bare(span.surface(pack.article.text)), span.label) for span in layer.spans]
        assert [(bare(words), label) for words, label in told(one)] == wanted
    lines = out.getvalue().decode().split("\n")
    sequences = [[]]
    for line in lines:
        if not line:
            sequences.append([])
        elif not line.startswith("-DOCSTART-"):
            sequences[-1].append(line.split(" ")[3])
    count = sum(len(kept(pack.layers[0], conll.CARRIES, small_schema()).spans) for pack in packs)
    assert len(metrics.get_entities([one for one in sequences if one])) == count


def test_an_article_that_is_too_long_to_be_held_is_told_where_it_becomes_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.columns._MOST_TOKENS", 5)
    found = read("-DOCSTART- O\n\n" + "a O\nb O\n\n" * 3)
    assert [(one.line, one.reason) for one in found if isinstance(one, BadLine)] == [
        (10, "an article has more than 5 tokens")
    ]
    assert len([one for one in read("a O\nb O\n\n" * 3) if isinstance(one, Bundle)]) == 3


def test_a_line_that_is_too_long_is_told_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.columns.LONGEST", 100)
    assert any(isinstance(one, BadLine) and one.line == 2 for one in read("a O\n" + "b" * 200 + " O\n"))
