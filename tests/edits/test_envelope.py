"""Edits as JSON. What is pinned here stands in users' files: it is never changed, only added to."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.edits.edit import (
    AddArticle,
    AddRelation,
    AddSpan,
    ChangeSpan,
    ClearLayer,
    Edit,
    FillLayer,
    RemoveArticle,
    RemoveRelation,
    RemoveSpan,
    SetPublished,
    SetStatus,
    Several,
)
from annotator.edits.envelope import pack, unpack
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from tests.helpers.builders import ARTICLE, UIDS, WORDS, articles, layers, spans

LAYER = LayerId("a-1", "ليلى")
PLAIN = Span("s-1", "PERS", ((0, 4),))
FULL = Span(
    "s-2", "DATE", ((0, 4), (6, 8)), "DATE", "2024-05", (Attribute("mod", "APPROX"),), "؟", "memory", 0.5, "t0", "t1"
)
PLAIN_JSON = '{"uid":"s-1","label":"PERS","fragments":[[0,4]]}'
FULL_JSON = (
    '{"uid":"s-2","label":"DATE","fragments":[[0,4],[6,8]],"attributes":[["mod","APPROX"]],"confidence":0.5,'
    '"origin":"memory","type":"DATE","value":"2024-05","note":"؟","created_at":"t0","updated_at":"t1"}'
)
ARROW = Relation("r-1", "Place", "s-1", "s-2")
ARROW_JSON = '{"uid":"r-1","label":"Place","source":"s-1","target":"s-2"}'
IN_LAYER = '"layer":"a-1","annotator":"ليلى"'

PINNED: list[tuple[Edit, str]] = [
    (
        AddArticle(Article("a-1", "عنوان", "نص", "وكالة", "https://x.org", "2024-05-12", (("desk", "ar"),), "t0")),
        '{"do":"add_article","article":{"uid":"a-1","title":"عنوان","text":"نص","source":"وكالة",'
        '"url":"https://x.org","published":"2024-05-12","metadata":[["desk","ar"]],"imported_at":"t0"}}',
    ),
    (
        AddArticle(Article("a-1", "", "نص"), 3),
        '{"do":"add_article","article":{"uid":"a-1","text":"نص"},"position":3}',
    ),
    (RemoveArticle("a-1"), '{"do":"remove_article","uid":"a-1"}'),
    (SetPublished("a-1", "2024-05-12"), '{"do":"set_published","article":"a-1","published":"2024-05-12"}'),
    (
        FillLayer(Layer(LAYER, Status.DONE, "تم", spans=(PLAIN, FULL), relations=(ARROW,))),
        f'{{"do":"fill_layer",{IN_LAYER},"status":"done","comment":"تم","spans":[{PLAIN_JSON},{FULL_JSON}],'
        f'"relations":[{ARROW_JSON}]}}',
    ),
    (
        ClearLayer(LAYER, "f0f0", Status.NEW, ""),
        f'{{"do":"clear_layer",{IN_LAYER},"fingerprint":"f0f0","status":"new","comment":""}}',
    ),
    (AddSpan(LAYER, FULL), f'{{"do":"add_span",{IN_LAYER},"span":{FULL_JSON}}}'),
    (RemoveSpan(LAYER, PLAIN), f'{{"do":"remove_span",{IN_LAYER},"span":{PLAIN_JSON}}}'),
    (
        ChangeSpan(LAYER, PLAIN, FULL),
        f'{{"do":"change_span",{IN_LAYER},"before":{PLAIN_JSON},"after":{FULL_JSON}}}',
    ),
    (AddRelation(LAYER, ARROW), f'{{"do":"add_relation",{IN_LAYER},"relation":{ARROW_JSON}}}'),
    (RemoveRelation(LAYER, ARROW), f'{{"do":"remove_relation",{IN_LAYER},"relation":{ARROW_JSON}}}'),
    (
        SetStatus(LAYER, Status.IN_PROGRESS, "؟"),
        f'{{"do":"set_status",{IN_LAYER},"status":"in_progress","comment":"؟"}}',
    ),
    (
        Several((RemoveArticle("a-1"), Several((SetStatus(LAYER, Status.NEW),)))),
        f'{{"do":"several","edits":[{{"do":"remove_article","uid":"a-1"}},{{"do":"several","edits":'
        f'[{{"do":"set_status",{IN_LAYER},"status":"new","comment":""}}]}}]}}',
    ),
]


@pytest.mark.parametrize(("edit", "line"), PINNED, ids=lambda value: type(value).__name__)
def test_an_edit_is_written_just_as_it_always_was(edit: Edit, line: str) -> None:
    assert pack(edit) == line
    assert unpack(line) == edit


def test_each_kind_of_edit_is_pinned() -> None:
    assert {type(edit) for edit, _line in PINNED} == set(Edit.__subclasses__() or KINDS)


KINDS = (
    AddArticle,
    RemoveArticle,
    FillLayer,
    ClearLayer,
    AddSpan,
    RemoveSpan,
    ChangeSpan,
    AddRelation,
    RemoveRelation,
    SetPublished,
    SetStatus,
    Several,
)
layer_ids = st.builds(LayerId, UIDS, WORDS.filter(bool))
any_span = spans(60)
any_status = st.sampled_from(Status)
relations = st.builds(Relation, UIDS, WORDS, UIDS, UIDS)
simple: st.SearchStrategy[Edit] = st.one_of(
    st.builds(AddArticle, articles(), st.none() | st.integers(1, 10**9)),
    st.builds(RemoveArticle, UIDS),
    st.builds(SetPublished, UIDS, st.dates().map(str) | st.just("")),
    st.builds(FillLayer, layers(ARTICLE, "a")),
    st.builds(ClearLayer, layer_ids, WORDS, any_status, WORDS),
    st.builds(AddSpan, layer_ids, any_span),
    st.builds(RemoveSpan, layer_ids, any_span),
    st.builds(ChangeSpan, layer_ids, any_span, any_span),
    st.builds(AddRelation, layer_ids, relations),
    st.builds(RemoveRelation, layer_ids, relations),
    st.builds(SetStatus, layer_ids, any_status, WORDS),
)
edits = st.recursive(simple, lambda inner: st.builds(Several, st.lists(inner, min_size=1, max_size=3).map(tuple)))


@given(edits)
def test_any_edit_comes_back_from_json_as_it_was(edit: Edit) -> None:
    line = pack(edit)
    assert "\n" not in line
    assert unpack(line) == edit
    assert pack(unpack(line)) == line


@pytest.mark.parametrize("line", ["{}", '{"do":"fly"}', '{"do":"add_span"}', "[]", "null"])
def test_a_line_that_is_no_edit_is_an_error_not_something_else(line: str) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        unpack(line)


def test_the_journal_does_not_escape_arabic() -> None:
    assert orjson.loads(pack(PINNED[0][0]))["article"]["title"] in pack(PINNED[0][0])
