"""Hugging Face rows, as lines and as Parquet: `datasets` loads them, and they are read back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import huggingface, huggingface_parquet
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Note, Options, Pack
from annotator.formats.parts import kept
from annotator.formats.pieces import bare
from annotator.formats.tags import SCHEMES
from annotator.model.annotation import Layer, LayerId, Span
from annotator.model.article import Article
from tests.formats.test_conll import told, with_letters
from tests.helpers.builders import AUTHOR, contents, small_schema

DEFAULTS = Defaults(AUTHOR)
TOKENS = ["التقى", "رئيس", "شركة", "نور", "ب", "عمّان"]
NAMES = ["O", "B-OCC", "I-OCC", "B-GPE", "I-GPE"]
TEXT = "قال وزير شركة نور بعمّان. ثم التقى"
PACK = Pack(
    Article("uid-1", "ت", TEXT),
    (
        Layer(
            LayerId("uid-1", AUTHOR),
            spans=(
                Span("a", "PERS", ((4, 17),)),
                Span("b", "GPE", ((9, 17),)),
                Span("c", "GPE", ((19, 24),)),
                Span("d", "Meet", ((29, 34),)),
            ),
        ),
    ),
)


def read(*rows: Any) -> list[Found]:
    data = b"\n".join(row if isinstance(row, bytes) else orjson.dumps(row) for row in rows)
    return list(huggingface.read(io.BytesIO(data), DEFAULTS))


def reason(row: Any) -> str:
    (found,) = read(row)
    assert isinstance(found, BadLine)
    return found.reason


def write(known: Format, packs: list[Pack], options: Options | None = None) -> io.BytesIO:
    out = io.BytesIO()
    assert known.write is not None
    assert known.write(packs, small_schema(), out, options or Options()) == len(packs)
    return out


@pytest.mark.parametrize("known", [huggingface.FORMAT, huggingface_parquet.FORMAT], ids=lambda known: known.name)
@settings(max_examples=60)
@given(contents(), st.sampled_from(SCHEMES), st.booleans())
def test_what_is_kept_is_read_back(
    known: Format, content: list[tuple[Article, list[Layer]]], scheme: str, whole: bool
) -> None:
    packs = [Pack(a, tuple(with_letters(a.text, one) for one in layers[:1])) for a, layers in content]
    out = write(known, packs, Options(whole_words=whole, scheme=scheme))
    out.seek(0)
    assert known.sniff(out.getvalue(), "x.jsonl")
    assert known.read is not None
    found = [one for one in known.read(out, DEFAULTS) if not isinstance(one, Note)]
    assert len(found) == len(packs)
    for pack, one in zip(packs, found, strict=True):
        assert isinstance(one, Bundle)
        assert bare(one.article.text) == bare(pack.article.text)
        spans = kept(pack.layers[0], huggingface.CARRIES, small_schema()).spans if pack.layers else ()
        wanted = sorted((span.label, bare(span.surface(pack.article.text))) for span in spans)
        back = sorted((label, bare(words)) for words, label in told(one))
        assert [label for label, _words in back] == [label for label, _words in wanted]
        assert whole or back == wanted


def test_a_sentence_is_a_line_with_names_beside_numbers() -> None:
    lines = [orjson.loads(line) for line in write(huggingface.FORMAT, [PACK]).getvalue().splitlines()]
    names = huggingface.tag_names(small_schema(), Options())
    assert [line["tokens"] for line in lines] == [
        ["قال", "وزير", "شركة", "نور", "ب", "عمّان", "."],
        ["ثم", "التقى"],
    ]
    assert lines[0]["ner_tags_names"] == ["O", "B-PERS", "I-PERS", "I-PERS", "O", "B-GPE", "O"]
    assert lines[0]["spans"] == [
        {"start": 1, "end": 4, "label": "PERS"},
        {"start": 2, "end": 4, "label": "GPE"},
        {"start": 5, "end": 6, "label": "GPE"},
    ]
    for line in lines:
        assert [names[number] for number in line["ner_tags"]] == line["ner_tags_names"]
        assert tuple(line) == tuple(lines[0])
    assert [line["id"] for line in lines] == ["uid-1-0", "uid-1-1"]


def test_datasets_reads_the_lines_and_the_parquet_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    bare_one = Pack(Article("uid-0", "ت", "نص"))
    loaded = {}
    for builder, known in (("json", huggingface.FORMAT), ("parquet", huggingface_parquet.FORMAT)):
        path = tmp_path / f"out.{builder}"
        path.write_bytes(write(known, [bare_one, PACK]).getvalue())
        loaded[builder] = datasets.load_dataset(
            builder, data_files=str(path), split="train", cache_dir=str(tmp_path / "cache")
        )
    assert list(loaded["json"]) == list(loaded["parquet"])
    feature = loaded["parquet"].features["ner_tags"].feature
    assert feature.names == huggingface.tag_names(small_schema(), Options())
    row = loaded["parquet"][1]
    assert [feature.int2str(number) for number in row["ner_tags"]] == row["ner_tags_names"]
    assert row["spans"][1] == {"start": 2, "end": 4, "label": "GPE"}
    assert loaded["parquet"][0]["spans"] == []


def test_what_datasets_writes_is_read_by_the_names_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    features = datasets.Features(
        {
            "tokens": datasets.Sequence(datasets.Value("string")),
            "ner_tags": datasets.Sequence(datasets.ClassLabel(names=NAMES)),
        }
    )
    made = datasets.Dataset.from_dict({"tokens": [TOKENS], "ner_tags": [[0, 1, 2, 2, 0, 3]]}, features=features)
    made.to_parquet(tmp_path / "x.parquet")
    with (tmp_path / "x.parquet").open("rb") as stream:
        (found,) = huggingface_parquet.read(stream, DEFAULTS)
    assert told(found) == [("رئيس شركة نور", "OCC"), ("عمّان", "GPE")]


def test_lines_are_read_by_names_or_by_spans() -> None:
    tags = ["O", "B-OCC", "I-OCC", "I-OCC", "O", "B-GPE"]
    wanted = [("رئيس شركة نور", "OCC"), ("عمّان", "GPE")]
    for row in (
        {"id": "17", "tokens": TOKENS, "ner_tags": tags},
        {"tokens": TOKENS, "ner_tags": [9] * 6, "ner_tags_names": tags},
        {"words": TOKENS, "labels": tags},
    ):
        assert told(read(row)[0]) == wanted
    found = read({"tokens": TOKENS, "ner_tags": [0] * 6, "spans": [[2, 4, "ORG"], [1, 4, "OCC"]]})
    assert told(found[0]) == [("رئيس شركة نور", "OCC"), ("شركة نور", "ORG")]


def test_numbers_without_names_are_refused_in_words() -> None:
    assert "ner_tags_names" in reason({"tokens": TOKENS, "ner_tags": [0, 1, 2, 2, 0, 3]})
    assert "one tag" in reason({"tokens": TOKENS, "ner_tags": ["O"]})
    assert "tokens" in reason({"tokens": [1], "ner_tags": [0]})
    assert "4 tokens" in reason({"tokens": list("abcd"), "spans": [[2, 5, "X"]]})
    assert told(read({"tokens": TOKENS, "ner_tags": [0] * 6})[0]) == []


hostile = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.sampled_from(["", "B-X", "\0", "نص", " "]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["start", "end", "label"]), inner),
    max_leaves=6,
)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "article", "tokens", "ner_tags", "ner_tags_names", "spans"]), hostile, max_size=5
        )
        | st.binary(max_size=30),
        max_size=3,
    )
)
def test_no_line_at_all_makes_the_reader_fail_but_in_words(rows: list[Any]) -> None:
    for one in read(*rows):
        assert isinstance(one, Bundle | BadLine | Note)


@given(st.binary(max_size=40).map(lambda data: b"PAR1" + data) | st.binary(max_size=40), st.integers(0, 5000))
def test_no_bytes_at_all_make_the_parquet_reader_fail_but_in_words(data: bytes, cut: int) -> None:
    good = bytearray(write(huggingface_parquet.FORMAT, [PACK]).getvalue())
    at = cut % len(good)
    good[at : at + len(data)] = data
    for broken in (data, bytes(good)):
        for one in huggingface_parquet.read(io.BytesIO(broken), DEFAULTS):
            assert isinstance(one, Bundle | BadLine | Note)
