"""Each Edit changes what it says and returns the Edit that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

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
    without_spans,
)
from annotator.errors import AnnotatorError, Refused, Unknown
from annotator.model.annotation import Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.store import Store
from tests.helpers.builders import ARTICLE, layers, small_schema, where

MINE, YOURS = LayerId(ARTICLE.uid, "mine"), LayerId(ARTICLE.uid, "yours")
NAME = Span("name", "PERS", (where("محمود عباس"),))
PLACE = Span("place", "GPE", (where("القاهرة"),))
ARROW = Relation("arrow", "Place", "name", "place")
OTHER = Article("article-2", "آخر", "نص آخر")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One Article; in `mine` a Span."""
    with closing(Store.create(tmp_path / "news.hashiya")) as store:
        with store.atomic():
            store.settings.put_schema(small_schema(), "mine")
            AddArticle(ARTICLE).apply(store)
            AddSpan(MINE, NAME).apply(store)
        yield store


def apply(store: Store, edit: Edit) -> Edit:
    with store.atomic():
        return edit.apply(store)


def everything(store: Store) -> object:
    return [(swept.article, swept.layers) for swept in store.sweep()]


EDITS: list[Edit] = [
    AddArticle(OTHER),
    SetPublished(ARTICLE.uid, "2024-05-13"),
    SetPublished(ARTICLE.uid, ""),
    AddSpan(MINE, PLACE),
    AddSpan(YOURS, PLACE),
    RemoveSpan(MINE, NAME),
    ChangeSpan(MINE, NAME, replace(NAME, label="GPE", note="؟", fragments=((0, 3), (5, 9)))),
    SetStatus(MINE, Status.FLAGGED, "سؤال"),
    FillLayer(Layer(YOURS, Status.DONE, "تم", spans=(PLACE,), relations=(Relation("r", "Self", "place", "place"),))),
    Several((AddSpan(MINE, PLACE), AddRelation(MINE, ARROW), SetStatus(MINE, Status.DONE))),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_an_edit_returns_what_takes_it_back_and_that_what_makes_it_again(store: Store, edit: Edit) -> None:
    before = everything(store)
    inverse = apply(store, edit)
    after = everything(store)
    assert after != before
    again = apply(store, inverse)
    assert everything(store) == before
    apply(store, again)
    assert everything(store) == after


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layer=layers(ARTICLE, "yours"))
def test_any_layer_can_be_filled_emptied_and_filled_again(store: Store, layer: Layer) -> None:
    before = everything(store)
    clear = apply(store, FillLayer(layer))
    assert store.layers.read(YOURS) == layer
    fill = apply(store, clear)
    assert everything(store) == before
    assert fill == FillLayer(layer)


def test_a_span_goes_together_with_its_relations_and_they_come_back_together(store: Store) -> None:
    apply(store, Several((AddSpan(MINE, PLACE), AddRelation(MINE, ARROW))))
    before = everything(store)
    inverse = apply(store, without_spans(store, MINE, [PLACE.uid]))
    assert store.layers.read(MINE).spans == (NAME,)
    assert store.layers.read(MINE).relations == ()
    apply(store, inverse)
    assert everything(store) == before


def test_a_span_without_relations_goes_alone(store: Store) -> None:
    assert without_spans(store, MINE, [NAME.uid]) == RemoveSpan(MINE, NAME)


@pytest.mark.parametrize(
    ("edit", "trouble"),
    [
        (AddArticle(replace(OTHER, text=ARTICLE.text)), Refused),
        (AddArticle(replace(OTHER, uid=ARTICLE.uid)), Refused),
        (AddArticle(replace(OTHER, text="\0")), Refused),
        (RemoveArticle("gone"), Unknown),
        (RemoveArticle(ARTICLE.uid), Refused),
        (SetPublished("gone", "2024-05-13"), Unknown),
        (AddSpan(LayerId("gone", "mine"), PLACE), Unknown),
        (AddSpan(YOURS, NAME), Refused),
        (AddSpan(MINE, NAME), Refused),
        (RemoveSpan(MINE, PLACE), Unknown),
        (RemoveSpan(YOURS, NAME), Unknown),
        (ChangeSpan(YOURS, NAME, replace(NAME, label="GPE")), Unknown),
        (AddRelation(MINE, ARROW), Unknown),
        (RemoveRelation(MINE, ARROW), Unknown),
        (FillLayer(Layer(MINE, spans=(PLACE,))), Refused),
        (FillLayer(Layer(YOURS, spans=(NAME,))), Refused),
        (ClearLayer(MINE, "other content", Status.NEW, ""), Refused),
        (SetStatus(LayerId("gone", "mine"), Status.DONE), Unknown),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_done_is_refused_in_words_and_changes_nothing(
    store: Store, edit: Edit, trouble: type[AnnotatorError]
) -> None:
    before = everything(store)
    with pytest.raises(trouble):
        apply(store, Several((SetStatus(MINE, Status.DONE), edit)))
    assert everything(store) == before


@pytest.mark.parametrize(
    "work",
    [
        lambda: ChangeSpan(YOURS, PLACE, replace(PLACE, label="PERS")),
        lambda: RemoveSpan(YOURS, PLACE),
        lambda: AddSpan(YOURS, replace(PLACE, uid="new")),
        lambda: AddRelation(YOURS, Relation("r", "Self", "place", "place")),
        lambda: SetStatus(YOURS, Status.DONE),
        lambda: SetStatus(YOURS, Status.IN_PROGRESS, "تعليق"),
    ],
    ids=["relabel", "remove", "add", "relate", "done", "comment"],
)
def test_a_layer_that_was_filled_is_not_emptied_once_it_was_worked_on(store: Store, work: Callable[[], Edit]) -> None:
    clear = apply(store, FillLayer(Layer(YOURS, Status.IN_PROGRESS, spans=(PLACE,))))
    back = apply(store, work())
    with pytest.raises(Refused, match="yours has worked"):
        apply(store, clear)
    apply(store, back)
    apply(store, clear)
    assert store.layers.is_empty(YOURS)


def test_reading_a_layer_for_a_while_does_not_keep_it_filled(store: Store) -> None:
    clear = apply(store, FillLayer(Layer(YOURS, spans=(PLACE,))))
    with store.atomic():
        store.layers.add_seconds(YOURS, 60)
    apply(store, clear)
    assert store.layers.is_empty(YOURS)
