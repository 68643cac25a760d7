"""The native format: to the byte, every key in every line, and readable by what ML people use."""

from __future__ import annotations

import copy
import io
import tempfile
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.edits.edit import AddArticle, FillLayer, Several
from annotator.errors import BadInput
from annotator.formats import jsonl
from annotator.formats.bundle import BadLine, Bundle, Defaults
from annotator.formats.jsonl_reader import bundle_of
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status, reading_order
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, contents, small_schema, where, write_lines
from tests.helpers.naive_problems import naive_chains
from tests.helpers.schemas import event_schema

SPECIAL = Path(__file__).parents[1] / "data" / "special.jsonl"
DEFAULTS = Defaults(AUTHOR)
KEYS = (
    "format",
    "offset_unit",
    "id",
    "title",
    "text",
    "sha256",
    "source",
    "url",
    "published",
    "annotator",
    "status",
    "spans",
    "relations",
    "events",
    "chains",
    "metadata",
)
SPAN_KEYS = (
    "id",
    "start",
    "end",
    "text",
    "label",
    "kind",
    "fragments",
    "type",
    "value",
    "attributes",
    "note",
    "origin",
    "confidence",
)
Contents = list[tuple[Article, list[Layer]]]


def project_of(path: Path, content: Contents) -> Workspace:
    workspace = Workspace.create(path, schema=small_schema(), annotator=AUTHOR)
    for article, layers in content:
        workspace.do(Several((AddArticle(article), *map(FillLayer, layers))))
    return workspace


def exported(workspace: Workspace) -> bytes:
    out = io.BytesIO()
    workspace.export(out)
    return out.getvalue()


HARD_TEXT = "\ufeffقَالَ\r\nد.\u00a0عـــلي \u200fCOVID-19\u200e\u2028👨‍👩‍👧‍👦\rثم\x85🇸🇾\x0b\u2067<b>\u2069"
HARD: Contents = [
    (
        Article("a1", "عنوان\u2028", HARD_TEXT, "وكالة", "", "2024-05-12", (("k", "v"), ("k", "")), "t"),
        [
            Layer(
                LayerId("a1", name),
                status,
                comment,
                spans=(
                    Span(f"{name}1", "PERS", ((0, len(HARD_TEXT)),), attributes=(Attribute("", ""),), note="\r\n"),
                    Span(f"{name}2", "Meet", ((0, 3), (9, 12)), "t", "v", origin="memory", confidence=0.5),
                ),
                relations=(Relation(f"{name}r", "Place", f"{name}2", f"{name}1"),),
            )
            for name, status, comment in ((AUTHOR, Status.DONE, ""), (OTHER, Status.NEW, "تعليق"))
        ],
    ),
    (Article("a2", "بلا طبقات", "نص"), []),
    (Article("a3", "تعليق وحده", "نص آخر"), [Layer(LayerId("a3", AUTHOR), Status.NEW, "تعليق")]),
    (Article("a4", "حالة وحدها", "نص ثالث"), [Layer(LayerId("a4", OTHER), Status.SKIPPED)]),
]


@settings(max_examples=40)
@given(contents())
@example(HARD)
def test_export_import_export_gives_the_same_bytes(content: Contents) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with project_of(folder / "a.hashiya", content) as first:
            out = folder / "out.jsonl"
            first.export(out)
        with Workspace.create(folder / "b.hashiya", schema=small_schema(), annotator="سواه") as second:
            report = second.import_files([out])
            assert report.refused == report.present == report.unfilled == []
            assert exported(second) == out.read_bytes()
            assert list(second.check()) == []
        check_lines(out.read_bytes(), content)


def check_lines(data: bytes, content: Contents) -> None:
    texts = {article.uid: article.text for article, _layers in content}
    lines = data.split(b"\n")
    assert lines.pop() == b""
    for line in map(orjson.loads, lines):
        assert tuple(line) == KEYS
        assert line["text"] == texts[line["id"]]
        no_nulls(line)
        triggers = {}
        for span in line["spans"]:
            assert tuple(span) == SPAN_KEYS
            pieces = [line["text"][start:end] for start, end in span["fragments"]]
            assert span["text"] == " ".join(pieces)
            assert (span["start"], span["end"]) == (span["fragments"][0][0], span["fragments"][-1][1])
            if len(pieces) == 1:
                assert line["text"][span["start"] : span["end"]] == span["text"]
            assert span["kind"] == small_schema().kind(span["label"])
            if span["kind"] == "event":
                triggers[span["id"]] = span["label"]
        assert {event["trigger"]: event["label"] for event in line["events"]} == triggers
        for event in line["events"]:
            assert event["arguments"] == [
                {"role": r["label"], "span": r["target"]} for r in line["relations"] if r["source"] == event["trigger"]
            ]


def no_nulls(value: Any) -> None:
    assert value is not None
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        no_nulls(inner)


def test_a_line_is_written_just_as_the_design_shows_it(tmp_path: Path) -> None:
    spans = (
        Span("s1", "Meet", (where("التقى"),), origin="manual"),
        Span("s2", "GPE", (where("القاهرة"),), "t", "v", (Attribute("mod", "؟"),), "ملاحظة", "memory", 0.75),
    )
    layer = Layer(LayerId(ARTICLE.uid, AUTHOR), Status.DONE, "", 60, spans, (Relation("r1", "Place", "s1", "s2"),))
    with project_of(tmp_path / "a.hashiya", [(ARTICLE, [layer])]) as workspace:
        line = exported(workspace).decode()
    assert line == (
        '{"format":"hashiya/1","offset_unit":"codepoint","id":"article-1","title":"لقاء القاهرة",'
        f'"text":"{ARTICLE.text}","sha256":"{ARTICLE.sha256}",'
        '"source":"وكالة","url":"https://example.org/1","published":"2024-05-12","annotator":"ليلى","status":"done",'
        '"spans":[{"id":"s1","start":0,"end":5,"text":"التقى","label":"Meet","kind":"event","fragments":[[0,5]],'
        '"type":"","value":"","attributes":[],"note":"","origin":"manual","confidence":1.0},'
        '{"id":"s2","start":41,"end":48,"text":"القاهرة","label":"GPE","kind":"entity","fragments":[[41,48]],'
        '"type":"t","value":"v","attributes":[{"name":"mod","value":"؟"}],"note":"ملاحظة","origin":"memory","confidence":0.75}],'
        '"relations":[{"id":"r1","label":"Place","source":"s1","target":"s2"}],'
        '"events":[{"trigger":"s1","label":"Meet","arguments":[{"role":"Place","span":"s2"}]}],"chains":[],"metadata":[]}\n'
    )


# Events and chains


MEETING = (
    Span("e1", "Meet", ((0, 2),)),
    Span("e2", "Say", ((3, 5),)),
    Span("p1", "PERS", ((6, 8),)),
    Span("p2", "PERS", ((9, 11),)),
    Span("p3", "PERS", ((12, 14),)),
    Span("c1", "CITY", ((15, 17),)),
)
DRAWN = (
    Relation("r1", "Place", "e1", "c1"),
    Relation("r2", "Who", "e1", "p1"),
    Relation("r3", "same", "e1", "e2"),
    Relation("r4", "same", "p3", "p1"),
    Relation("r5", "in", "p1", "c1"),
    Relation("r6", "nosuch", "e1", "p2"),
    Relation("r7", "in", "e2", "c1"),
    Relation("r8", "Who", "p2", "p1"),
)


def told_of(schema: Schema, spans: tuple[Span, ...], relations: tuple[Relation, ...]) -> dict[str, Any]:
    """The line of a Layer under a Schema."""
    article = Article("a1", "عنوان", "x" * 60)
    layer = Layer(LayerId("a1", AUTHOR), spans=tuple(sorted(spans, key=reading_order)), relations=relations)
    out = io.BytesIO()
    jsonl.write([Bundle(article, layer)], schema, out)
    line: dict[str, Any] = orjson.loads(out.getvalue())
    return line


def test_an_event_has_its_arguments_and_no_other_arrow() -> None:
    """What it does not have in the Schema is an argument all the same, unless it is a Relation there."""
    line = told_of(event_schema(), MEETING, DRAWN)
    assert line["events"] == [
        {
            "trigger": "e1",
            "label": "Meet",
            "arguments": [
                {"role": "Place", "span": "c1"},
                {"role": "Who", "span": "p1"},
                {"role": "nosuch", "span": "p2"},
            ],
        },
        {"trigger": "e2", "label": "Say", "arguments": []},
    ]
    assert [relation["id"] for relation in line["relations"]] == [one.uid for one in DRAWN]


def test_what_means_the_same_stands_together_in_reading_order() -> None:
    more = (*DRAWN, Relation("r9", "same", "p2", "p3"))
    assert told_of(event_schema(), MEETING, more)["chains"] == [
        {"label": "same", "spans": ["e1", "e2"]},
        {"label": "same", "spans": ["p1", "p2", "p3"]},
    ]
    assert told_of(event_schema(), MEETING, ())["chains"] == []
    assert told_of(small_schema(), (Span("s", "PERS", ((0, 1),)), Span("t", "PERS", ((1, 2),))), ())["chains"] == []


uids = st.sampled_from([span.uid for span in MEETING])
labels = st.sampled_from(["same", "in", "near", "Place", "Who", "What", "nosuch"])


@given(st.lists(st.tuples(labels, uids, uids), max_size=12))
def test_each_arrow_is_in_its_event_in_a_chain_or_neither(drawn: list[tuple[str, str, str]]) -> None:
    arrows = tuple(Relation(f"r{number:02}", *each) for number, each in enumerate(drawn))
    line = told_of(event_schema(), MEETING, arrows)
    relations = {"same", "in", "near"}
    for event in line["events"]:
        own = [one for one in arrows if one.source == event["trigger"] and one.label not in relations]
        assert event["arguments"] == [{"role": one.label, "span": one.target} for one in own]
    together = {frozenset(chain["spans"]) for chain in line["chains"]}
    assert together == naive_chains(list(MEETING), list(arrows), {"same"})
    again = bundle_of(line, 1, DEFAULTS, native=jsonl.NATIVE)  # both are told of the arrows, and not read
    assert again.layer is not None
    assert again.layer.relations == arrows


def test_a_project_with_events_and_chains_comes_back_to_the_byte(tmp_path: Path) -> None:
    layer = Layer(
        LayerId(ARTICLE.uid, AUTHOR), Status.DONE, spans=tuple(sorted(MEETING, key=reading_order)), relations=DRAWN
    )
    out = tmp_path / "out.jsonl"
    with Workspace.create(tmp_path / "a.hashiya", schema=event_schema(), annotator=AUTHOR) as first:
        first.do(Several((AddArticle(ARTICLE), FillLayer(layer))))
        first.export(out)
    with Workspace.create(tmp_path / "b.hashiya", schema=event_schema(), annotator=OTHER) as second:
        second.import_files([out])
        assert exported(second) == out.read_bytes()
        assert second.layer(ARTICLE.uid, AUTHOR).relations == DRAWN


def test_the_special_texts_come_in_and_go_out_to_the_letter(tmp_path: Path) -> None:
    lines = [orjson.loads(line) for line in SPECIAL.read_bytes().splitlines()]
    renamed = {"PER": "PERS", "LOC": "GPE", "ORG": "GPE", "EVENT": "Meet", "DATE": "DATE"}
    for line in lines:
        line["spans"] = [[start, end, renamed[label]] for start, end, label in line["spans"]]
    with Workspace.create(tmp_path / "a.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
        workspace.import_files([write_lines(tmp_path / "in.jsonl", *lines)])
        found = [orjson.loads(line) for line in exported(workspace).splitlines()]
        assert list(workspace.check()) == []
    assert [(f["id"], f["title"], f["text"]) for f in found] == [(x["id"], x["title"], x["text"]) for x in lines]
    assert [[[s["start"], s["end"], s["label"]] for s in f["spans"]] for f in found] == [x["spans"] for x in lines]


# What ML people use


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An export whose first lines have empty lists throughout."""
    bare: Contents = [(Article(f"bare-{i}", "بلا", f"نص {i} 😀"), []) for i in range(20)]
    with project_of(tmp_path / "a.hashiya", bare + HARD) as workspace:
        workspace.export(tmp_path / "out.jsonl")
    return tmp_path / "out.jsonl"


def truth(out: Path) -> list[tuple[str, list[str]]]:
    """Each line's id, and its Spans' words cut out of its text again."""
    lines = map(orjson.loads, out.read_bytes().splitlines())
    return [(line["id"], [line["text"][s["start"] : s["end"]] for s in line["spans"]]) for line in lines]


def test_datasets_reads_an_export(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    loaded = datasets.load_dataset("json", data_files=str(out), split="train", cache_dir=str(tmp_path / "cache"))
    found = [(row["id"], [row["text"][s["start"] : s["end"]] for s in row["spans"]]) for row in loaded]
    assert found == truth(out)
    assert loaded[0]["spans"] == []


def test_pandas_reads_an_export(out: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_json(out, lines=True)
    found = [
        (row["id"], [row["text"][s["start"] : s["end"]] for s in row["spans"]]) for row in frame.to_dict("records")
    ]
    assert found == truth(out)
    assert tuple(frame.columns) == KEYS


def test_duckdb_reads_an_export(out: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.execute("SELECT id, text, spans FROM read_json(?)", [str(out)]).fetchall()
    assert [(uid, [text[s["start"] : s["end"]] for s in spans]) for uid, text, spans in rows] == truth(out)
    (count,) = duckdb.execute("SELECT sum(len(spans)) FROM read_json(?)", [str(out)]).fetchone()
    assert count == sum(len(spans) for _uid, spans in truth(out))


# Hostile input


json_leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["hashiya/1", "codepoint", "PERS", "\0", " ", "2024-01-01", "done", "\ud800", "نص"])
)
json_values = st.recursive(
    json_leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["start", "end", "label", "id", "text", "fragments", "name", "value"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
offsets = st.integers(-1, 5) | json_values
span_like = st.tuples(offsets, offsets, st.sampled_from(["PERS", ""]) | json_values).map(list) | st.fixed_dictionaries(
    {"start": offsets, "end": offsets, "label": st.just("PERS") | json_values},
    optional={
        "id": json_values,
        "fragments": st.lists(st.lists(offsets, max_size=3), max_size=3) | json_values,
        "text": json_values,
        "type": json_values,
        "note": json_values,
        "attributes": json_values,
        "origin": json_values,
        "confidence": json_values | st.floats(),
    },
)
line_like = st.fixed_dictionaries(
    {"text": st.just("نص قصير") | json_values},
    optional={
        "format": json_values,
        "offset_unit": json_values,
        "id": json_values,
        "title": json_values,
        "sha256": json_values,
        "source": json_values,
        "published": json_values,
        "annotator": json_values,
        "status": json_values,
        "spans": st.lists(span_like, max_size=3) | json_values,
        "relations": st.lists(st.dictionaries(st.sampled_from(["id", "label", "source", "target"]), json_values)),
        "metadata": json_values,
    },
)


@settings(max_examples=250)
@given(line_like | json_values)
@example({"text": "نص", "spans": [[0, 2**64 - 1, "PERS"]]})
@example({"text": "نص", "published": "\ud800"})
def test_no_json_at_all_makes_the_reader_fail_but_in_words(data: Any) -> None:
    before = copy.deepcopy(data)
    try:
        bundle = bundle_of(data, 1, DEFAULTS, native=jsonl.NATIVE)
    except BadInput as refused:
        assert str(refused)
    else:
        orjson.dumps(jsonl.line_of(bundle, jsonl.Told(small_schema())))
    assert repr(data) == repr(before)


@settings(max_examples=60)
@given(st.lists(line_like | json_values, max_size=3))
def test_hostile_lines_either_come_in_sound_or_are_left_out_with_a_reason(lines: list[Any]) -> None:
    written = []
    for line in lines:
        try:
            written.append(orjson.dumps(line))
        except orjson.JSONEncodeError:  # a lone surrogate
            written.append(b'{"text": "\\ud800"}')
    with tempfile.TemporaryDirectory() as name:
        path = write_lines(Path(name) / "in.jsonl", *written)
        with Workspace.create(Path(name) / "a.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
            report = workspace.import_files([path], skip_bad=True)
            seen = {remark.line for remark in report.refused + report.present}
            assert report.articles == len(workspace.article_uids()) >= len(lines) - len(seen)
            assert list(workspace.check()) == []
            exported(workspace)


@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: text.encode(errors="replace")))
def test_any_bytes_at_all_are_bundles_or_bad_lines(data: bytes) -> None:
    for found in jsonl.read(io.BytesIO(data), DEFAULTS):
        assert isinstance(found, Bundle | BadLine)
        assert found.line >= 1


def test_blank_lines_are_passed_over_and_lines_are_counted_as_an_editor_does() -> None:
    data = b'\r\n{"text": "\xd9\x86"}\r\n\n   \n{]\n'
    found = list(jsonl.read(io.BytesIO(data), DEFAULTS))
    assert [(type(each), each.line) for each in found] == [(Bundle, 2), (BadLine, 5)]


def test_a_line_that_is_too_long_is_told_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.jsonl.LONGEST", 30)
    found = list(jsonl.read(io.BytesIO(b'{"text": "a"}\n{"text": "' + b"a" * 30 + b'"}\n'), Defaults(AUTHOR)))
    assert [type(one) for one in found] == [Bundle, BadLine]


def test_a_label_that_no_project_can_hold_is_refused() -> None:
    line = rb'{"text": "a", "spans": [[0, 1, "A\u0000"]]}'
    (found,) = jsonl.read(io.BytesIO(line), Defaults(AUTHOR))
    assert isinstance(found, BadLine)
    assert "“label”" in found.reason
