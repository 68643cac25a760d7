"""Label Studio's tasks: several annotators, predictions, answers about regions, relations, and the XML beside them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import label_studio
from annotator.formats.bundle import BadLine, Bundle, Defaults, Note, Options, Pack
from annotator.formats.json_parts import OURS
from annotator.formats.label_studio_config import TIMEX_TYPE, TIMEX_VALUE, configuration
from annotator.formats.labels import read_labels
from annotator.formats.labels.names import ascii_name
from annotator.formats.parts import kept
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.model.schema import AttributeSpec, AttributeType, Choice, RelationLabel, Role, Schema
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, contents, small_schema, where
from tests.helpers.shared import SHARED

DEFAULTS = Defaults(AUTHOR)
SENTENCE = "🔴 عاجل: التقى كريم النجار رئيس شركة نور بعمّان يوم 12 مارس 2024."
PEERS = SHARED / "data/tools/peers/label_studio"
Contents = list[tuple[Article, list[Layer]]]


def read(data: Any) -> list[Any]:
    return list(label_studio.read(io.BytesIO(data if isinstance(data, bytes) else orjson.dumps(data)), DEFAULTS))


def written(packs: list[Pack], schema: Schema | None = None) -> bytes:
    out = io.BytesIO()
    assert label_studio.write(packs, schema or small_schema(), out, Options()) == len(packs)
    return out.getvalue()


def region(uid: str, words: str, label: str, shift: int = 0) -> dict[str, Any]:
    start = SENTENCE.index(words) + shift
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": uid, "from_name": "ner", "to_name": "text", "type": "labels", "value": value}


def ours(name: str, otherwise: str) -> str:
    return name if OURS.fullmatch(name) else ascii_name(name, otherwise)


@settings(max_examples=60)
@given(contents())
def test_what_is_written_reads_back(content: Contents) -> None:
    found = iter(one for one in read(written([Pack(a, tuple(ls)) for a, ls in content])) if not isinstance(one, Note))
    for article, layers in content:
        left = [kept(layer, label_studio.FORMAT.carries, small_schema()) for layer in layers]
        touched = [layer for layer in left if layer.spans or layer.status is not Status.NEW]
        for layer in sorted(touched, key=lambda one: one.id.annotator) or [None]:
            one = next(found)
            assert isinstance(one, Bundle)
            assert (one.article.text, one.article.title) == (article.text, article.title)
            assert sorted(one.article.metadata) == sorted(article.metadata)
            if layer is None:
                assert one.layer is None
                continue
            assert one.layer is not None
            assert (one.layer.id.annotator, one.layer.status) == (layer.id.annotator, layer.status)
            told = [(s.start, s.end, s.label, s.type, s.value, s.note) for s in one.layer.spans]
            assert told == [(s.start, s.end, s.label, s.type, s.value, s.note) for s in layer.spans]
            values = [sorted(a.value for a in s.attributes) for s in one.layer.spans]
            assert values == [sorted(a.value for a in s.attributes) for s in layer.spans]
            assert len(one.layer.relations) == len(layer.relations)
    assert next(found, None) is None


@pytest.mark.parametrize("shift", [0, 1])
def test_annotations_and_predictions_are_layers_in_either_unit(shift: int) -> None:
    date = region("r6", "12 مارس 2024", "DATE", shift)
    timex = {"id": "r6", "from_name": "timex", "to_name": "text", "type": "textarea"}
    choice = {"id": "r2", "from_name": "نوع", "type": "choices", "value": {"start": 0, "end": 1, "choices": ["a", "b"]}}
    task = {
        "id": 501,
        "data": {"text": SENTENCE, "source": "وكالة تجريبية"},
        "annotations": [
            {
                "completed_by": 3,
                "result": [
                    region("r2", "كريم النجار", "PERS", shift),
                    region("r4", "شركة نور", "ORG", shift),
                    date,
                    {**timex, "value": {"start": 0, "end": 1, "text": ["2024-03-12"]}},
                    choice,
                    {"type": "relation", "from_id": "r2", "to_id": "r4", "direction": "left", "labels": ["works_for"]},
                ],
            },
            {"completed_by": {"id": 4, "email": "a@example.org"}, "was_cancelled": True, "result": []},
        ],
        "predictions": [{"model_version": "rules-1", "score": 0.71, "result": [region("p1", "عمّان", "GPE", shift)]}],
    }
    found = read([task])
    bundles = {one.layer.id.annotator: one for one in found if isinstance(one, Bundle)}
    assert list(bundles) == ["a@example.org", "rules-1", "user-3"]
    assert len({one.article.uid for one in bundles.values()}) == 1
    assert bundles["a@example.org"].layer.status is Status.SKIPPED
    person, firm, day = bundles["user-3"].layer.spans
    assert [one.surface(SENTENCE) for one in (person, firm, day)] == ["كريم النجار", "شركة نور", "12 مارس 2024"]
    assert (day.value, person.attributes) == ("2024-03-12", (Attribute("nwa", "a"), Attribute("nwa", "b")))
    (arrow,) = bundles["user-3"].layer.relations
    assert (arrow.label, arrow.source, arrow.target) == ("works_for", firm.uid, person.uid)
    (guess,) = bundles["rules-1"].layer.spans
    assert (guess.surface(SENTENCE), guess.origin, guess.confidence) == ("عمّان", "rules-1", 0.71)
    assert any("UTF-16" in one.text for one in found if isinstance(one, Note)) == bool(shift)


def test_json_min_is_read_and_rows_of_one_text_are_one_article() -> None:
    marks = [{"start": 15 - 1, "end": 25, "text": "كريم  النجار", "labels": ["PERS"]}]
    rows = [{"text": SENTENCE, "id": 501, "label": marks, "annotator": n, "lead_time": 1.5} for n in (3, 4)]
    found = read(rows)
    assert [one.layer.id.annotator for one in found] == ["user-3", "user-4"]
    assert found[0].article.uid == found[1].article.uid
    assert found[0].layer.spans[0].surface(SENTENCE) == "كريم النجار"


def test_a_region_whose_words_stand_elsewhere_is_named_and_not_moved() -> None:
    wrong = region("r", "عمّان", "GPE", 9)
    found = read([{"data": {"text": SENTENCE}, "annotations": [{"result": [wrong]}]}])
    assert isinstance(found[0], BadLine)
    assert "“عمّان”" in found[0].reason


def test_what_has_no_label_or_is_no_text_is_counted() -> None:
    bare = region("r", "عمّان", "GPE")
    del bare["value"]["labels"]
    picture = {"id": "x", "type": "rectanglelabels", "value": {"x": 1, "rectanglelabels": ["Car"]}}
    found = read([{"data": {"text": SENTENCE}, "annotations": [{"result": [bare, picture]}]}])
    assert [one.text for one in found[1:]] == [
        "What is not about words of the text was left out: 1.",
        "Regions without a label were left out: 1.",
    ]


def test_a_layer_of_a_model_goes_out_as_a_prediction() -> None:
    guess = Span("a", "GPE", (where("القاهرة"),), origin="memory", confidence=0.5)
    layers = (
        Layer(LayerId("article-1", "memory"), Status.IN_PROGRESS, spans=(guess,)),
        Layer(LayerId("article-1", OTHER), Status.SKIPPED),
    )
    (task,) = orjson.loads(written([Pack(ARTICLE, layers)]))
    assert [one["model_version"] for one in task["predictions"]] == ["memory"]
    assert [(one["id"], one["was_cancelled"]) for one in task["annotations"]] == [(1, True)]
    assert task["meta"] == {"hashiya": {"1": {"annotator": OTHER, "status": "skipped"}}}
    found = read([task])
    assert [one.layer.id.annotator for one in found] == ["memory", OTHER]
    assert found[0].layer.spans[0].confidence == 0.5


def full_schema() -> Schema:
    """Attributes of every type, one of which two Labels have, roles and relations."""
    small = small_schema()
    tense = AttributeSpec(
        "tense", AttributeType.ONE, {"ar": "الزمن"}, (Choice("past", {"ar": "ماض"}), Choice("other")), default="past"
    )
    several = AttributeSpec("mods", AttributeType.SEVERAL, choices=(Choice("a"), Choice("b")), required=True)
    sure = AttributeSpec("sure", AttributeType.YES_NO)
    text, number, day = (AttributeSpec(n, t) for n, t in (("why", AttributeType.TEXT), ("n", AttributeType.NUMBER),
                                                          ("day", AttributeType.DATE)))  # fmt: skip
    added = {"PERS": (tense, text), "GPE": (tense, number, replace(text, required=True)), "Meet": (several, sure, day)}
    labels = [replace(label, attributes=added.get(label.name, ())) for label in small.labels]
    labels[2] = replace(labels[2], roles=(Role("Place", {"ar": "المكان"}),))
    return replace(small, labels=tuple(labels), relations=(RelationLabel("near", {"ar": "قرب"}, symmetric=True),))


def test_attributes_of_every_type_come_back() -> None:
    schema = full_schema()
    said = {
        "PERS": (Attribute("tense", "past"), Attribute("why", "سبب"), Attribute("why", "آخر")),
        "GPE": (Attribute("tense", "other"), Attribute("n", "3.5"), Attribute("why", "لأن")),
        "Meet": (
            Attribute("mods", "a"),
            Attribute("mods", "b"),
            Attribute("sure", "yes"),
            Attribute("day", "2024-05-12"),
        ),
    }
    words = {"PERS": "محمود عباس", "GPE": "القاهرة", "Meet": "التقى"}
    spans = tuple(Span(name, name, (where(words[name]),), attributes=said[name]) for name in ("Meet", "PERS", "GPE"))
    arrows = (Relation("r", "near", "PERS", "GPE"), Relation("s", "Place", "Meet", "GPE"))
    layer = Layer(LayerId("article-1", AUTHOR), Status.DONE, spans=spans, relations=arrows)
    (found,) = read(written([Pack(ARTICLE, (layer,))], schema))
    assert {one.label: one.attributes for one in found.layer.spans} == said
    assert [one.label for one in found.layer.relations] == ["near", "Place"]


def test_the_configuration_has_the_same_labels_attributes_and_relations() -> None:
    schema = full_schema()
    found = read_labels(configuration(schema), "config.xml").schema
    assert [(x.name, x.color, x.key, x.titles) for x in found.labels] == [
        (x.name, x.color, x.key, x.titles or {"en": x.name} if x.titles else {}) if x.name != "PERS" else
        (x.name, x.color, x.key, {"ar": "شخص", "en": "PERS"}) for x in schema.labels
    ]  # fmt: skip
    for label in schema.labels:
        specs = {one.name: one for one in found.attributes_of(label.name) if one.name not in (TIMEX_TYPE, TIMEX_VALUE)}
        for spec in schema.attributes_of(label.name):
            same = specs.pop("why_GPE" if (label.name, spec.name) == ("GPE", "why") else spec.name)
            wanted = AttributeType.ONE if spec.type is AttributeType.YES_NO else spec.type
            assert (same.type, same.required, same.default) == (wanted, spec.required, spec.default)
            assert [one.name for one in same.choices] == [one.name for one in spec.choices] or same.name == "sure"
        assert specs == {}
    assert [one.name for one in found.relations] == ["near", "Place"]
    assert TIMEX_VALUE in [one.name for one in found.attributes_of("DATE")]


def test_titles_are_no_markup() -> None:
    small = small_schema()
    nasty = replace(small.labels[0], titles={"ar": 'ش"<&>\x00\ufffe\n', "en": "x"})
    found = read_labels(configuration(replace(small, labels=(nasty,))), "config.xml").schema
    assert found.labels[0].name == "PERS"


LEAVES = st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=3)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner), max_leaves=6
)
VALUE = st.fixed_dictionaries(
    {"start": st.integers(0, 4) | VALUES, "end": st.integers(0, 7) | VALUES},
    optional=dict.fromkeys(("text", "labels", "choices", "number", "datetime"), VALUES),
)
RESULT = st.fixed_dictionaries(
    {"type": st.sampled_from(["labels", "choices", "textarea", "number", "relation", "datetime"]) | VALUES},
    optional={
        "value": VALUE | VALUES,
        **dict.fromkeys(("id", "from_name", "from_id", "to_id", "labels", "meta"), VALUES),
    },
)
ANNOTATION = st.fixed_dictionaries(
    {"result": st.lists(RESULT, max_size=3) | VALUES},
    optional=dict.fromkeys(("completed_by", "was_cancelled", "created_username", "model_version", "score"), VALUES),
)
TASK = st.fixed_dictionaries(
    {"data": st.fixed_dictionaries({"text": st.just("نص قصير") | VALUES}, optional={"x": VALUES}) | VALUES},
    optional={
        "annotations": st.lists(ANNOTATION, max_size=2) | VALUES,
        "predictions": st.lists(ANNOTATION, max_size=2) | VALUES,
        "text": st.just("نص قصير") | VALUES,
        "label": st.lists(VALUE, max_size=2),
        "annotator": VALUES,
    },
)


@settings(max_examples=250)
@given(TASK)
def test_no_task_at_all_makes_the_reader_fail_but_in_words(task: Any) -> None:
    for one in read([task]):
        assert isinstance(one, Bundle | BadLine | Note)


@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_the_reader_fail_but_in_words(data: bytes) -> None:
    for one in read(data):
        assert isinstance(one, Bundle | BadLine | Note)


def test_its_own_files_are_known() -> None:
    assert label_studio.sniff(written([Pack(ARTICLE)]), "a.json")
    assert label_studio.sniff(b'[{"text":"x","id":1,"label":[],"annotation_id":2,"lead_time":1}]', "a.json")
    assert not label_studio.sniff(b'[{"text": "x"}]', "a.json")


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["JSON", "JSON_MIN"])
def test_exports_of_label_studio_itself_are_read_to_the_letter(name: str) -> None:
    if not PEERS.is_dir():
        pytest.skip(f"20 texts left out: {PEERS} is not there")
    path = PEERS / f"file_import_20.{name}.json"
    with path.open("rb") as stream:
        found = list(label_studio.read(stream, DEFAULTS))
    assert [type(one) for one in found] == [Bundle] * 20
    tasks = orjson.loads(path.read_bytes())
    for one, task in zip(found, tasks, strict=True):
        assert isinstance(one, Bundle)
        assert one.layer is not None
        told = [x["value"] for x in task["annotations"][0]["result"]] if name == "JSON" else task["label"]
        assert sorted((s.start, s.end, s.label) for s in one.layer.spans) == sorted(
            (x["start"], x["end"], x["labels"][0]) for x in told
        )


def test_annotations_that_label_studio_gave_back_are_of_whom_they_were() -> None:
    """Label Studio gives all to the account that imported them; an annotation that somebody saved again is done."""
    mine = Span("a", "GPE", (where("القاهرة"),))
    layers = (
        Layer(LayerId("article-1", AUTHOR), Status.FLAGGED, spans=(mine,)),
        Layer(LayerId("article-1", OTHER), Status.IN_PROGRESS, spans=(replace(mine, uid="b"),)),
    )
    (task,) = orjson.loads(written([Pack(ARTICLE, layers)]))
    for one in task["annotations"]:
        one |= {"import_id": one["id"], "id": 70 + one["id"], "completed_by": 4, "updated_by": None}
    task["annotations"][1]["updated_by"] = 4
    task["annotations"].append({"import_id": None, "id": 1, "completed_by": 4, "result": []})
    told = {(one.layer.id.annotator, one.layer.status.value) for one in read([task]) if isinstance(one, Bundle)}
    assert told == {(AUTHOR, "flagged"), (OTHER, "done"), ("user-4", "done")}


def test_rows_of_json_min_by_one_annotator_are_layers_of_their_own() -> None:
    row = {"text": SENTENCE, "id": 1, "annotator": 3, "label": [{"start": 14, "end": 18, "labels": ["PERS"]}]}
    found = [one for one in read([row, row, {**row, "text": SENTENCE[1:]}]) if isinstance(one, Bundle)]
    assert [one.layer and one.layer.id.annotator for one in found] == ["user-3", "user-3 (2)", "user-3"]


def test_the_text_runs_from_right_to_left_in_label_studio() -> None:
    assert b'<View style="direction: rtl; text-align: right"><Text name="text"' in configuration(small_schema())
