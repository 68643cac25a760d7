"""The tables of Layers, Spans and Relations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.errors import Refused, Unknown
from annotator.model.annotation import Layer, LayerId, Relation, Span, Status
from annotator.store import Store
from tests.helpers.builders import ARTICLE, TEXT, layers, where

MINE, YOURS = LayerId(ARTICLE.uid, "mine"), LayerId(ARTICLE.uid, "yours")
SPAN = Span("s1", "PERS", (where("محمود عباس"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.create(tmp_path / "news.hashiya")) as store:
        with store.atomic():
            store.articles.put(ARTICLE)
        yield store


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layer=layers(ARTICLE, "mine"))
def test_a_layer_comes_back_as_it_went_in(store: Store, layer: Layer) -> None:
    with store.atomic():
        store.layers.clear(MINE)
        store.layers.put_state(MINE, layer.status, layer.comment)
        store.layers.add_spans(MINE, layer.spans)
        store.layers.add_relations(MINE, layer.relations)
    assert store.layers.read(MINE) == layer
    (swept,) = store.sweep()
    assert swept.layers == (() if layer.is_untouched else (layer,))
    kept = dict(store.db.execute("SELECT uid, text FROM spans").fetchall())
    assert kept == {span.uid: span.surface(TEXT) for span in layer.spans}


def test_a_layer_that_nobody_began_reads_as_untouched(store: Store) -> None:
    assert store.layers.read(MINE) == Layer(MINE)
    assert store.layers.is_empty(MINE)
    assert store.layers.state(MINE) == (Status.NEW, "")


def test_a_span_is_seen_only_in_its_own_layer(store: Store) -> None:
    with store.atomic():
        store.layers.add_spans(MINE, (SPAN,))
    assert store.layers.span(MINE, SPAN.uid) == SPAN
    assert store.layers.read(YOURS).spans == ()
    with pytest.raises(Unknown):
        store.layers.span(YOURS, SPAN.uid)


def test_a_span_of_another_layer_is_never_overwritten(store: Store) -> None:
    with store.atomic():
        store.layers.add_spans(MINE, (SPAN,))
    stolen = replace(SPAN, label="GPE")
    with pytest.raises(Refused), store.atomic():  # once it took the place of the other's
        store.layers.add_spans(YOURS, (stolen,))
    with store.atomic():
        store.layers.change_span(YOURS, stolen)
    assert store.layers.read(MINE).spans == (SPAN,)
    assert store.layers.read(YOURS).spans == ()


def test_a_relation_comes_in_only_once(store: Store) -> None:
    arrow = Relation("r1", "Place", "s1", "s1")
    with store.atomic():
        store.layers.add_spans(MINE, (SPAN,))
        store.layers.add_relations(MINE, (arrow,))
    with pytest.raises(Refused), store.atomic():
        store.layers.add_relations(MINE, (arrow,))
    assert store.layers.relations_of("s1") == [arrow]


def test_time_adds_up_and_belongs_to_the_layer(store: Store) -> None:
    for seconds in (30, 12):
        with store.atomic():
            store.layers.add_seconds(MINE, seconds)
    assert (store.layers.seconds(MINE), store.layers.seconds(YOURS)) == (42, 0)
