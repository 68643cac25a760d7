"""The Layers of several annotators, read beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from annotator.edits.edit import AddRelation, AddSpan, SetStatus
from annotator.errors import DamagedFile
from annotator.model.annotation import LayerId, Relation, Span, Status
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import behind_its_back, put_article, text_article

DONE = (Status.DONE,)


@pytest.fixture
def store(project: Workspace) -> Iterator[Store]:
    """Three Articles: a and b have done the first, a, b and c the second, a alone the third."""
    for number, names in enumerate(("ab", "cab", "a")):
        uid = put_article(project, text_article(f"محمود في القاهرة {number}"))
        for name in names:
            layer = LayerId(uid, name)
            for at, label in ((9, "GPE"), (0, "PERS")):
                project.do(AddSpan(layer, Span(f"{number}{name}{at}", label, ((at, at + 5),), value=name)))
            project.do(AddRelation(layer, Relation(f"r{number}{name}", "in", f"{number}{name}0", f"{number}{name}9")))
            project.do(SetStatus(layer, Status.DONE, ""))
    opened = Store.open(project.path)
    yield opened
    opened.close()


def told(store: Store, names: str, statuses: tuple[Status, ...] = DONE) -> list[tuple[str, str]]:
    return [
        (text[-1], "".join(layer.id.annotator for layer in layers))
        for _uid, text, layers in store.beside(names, statuses)
    ]


def test_articles_that_two_of_them_have_done_are_read_in_order(store: Store) -> None:
    assert told(store, "abc") == [("0", "ab"), ("1", "abc")]
    assert told(store, "bc") == [("1", "bc")]
    assert len(store.beside("abc", DONE)) == 2
    assert told(store, "a") == []


def test_layers_come_as_they_are_read_one_by_one(store: Store) -> None:
    for uid, text, layers in store.beside("abc", DONE):
        assert text == store.articles.text(uid)
        for layer in layers:
            assert layer == store.layers.read(layer.id)
            assert (len(layer.spans), len(layer.relations)) == (2, 1)


def test_of_what_differs_alone_articles_with_relations_have_all(store: Store, project: Workspace) -> None:
    whole = [layers for _uid, _text, layers in store.beside("abc", DONE)]
    assert [(layers, alike) for _uid, _text, layers, alike in store.beside("abc", DONE).differing()] == [
        (layers, {}) for layers in whole
    ]
    with behind_its_back(project.path) as file:
        file.execute("DELETE FROM relations")
        file.execute("UPDATE spans SET value = '' WHERE start = 9")
    first, second = store.beside("abc", DONE).differing()
    for uid, _text, layers, alike in (first, second):
        assert alike == {"GPE": 1}
        for layer in layers:
            assert layer.spans == tuple(span for span in store.layers.read(LayerId(uid, layer.id.annotator)).spans[:1])


def test_only_those_of_a_wanted_status_count(store: Store) -> None:
    with store.atomic():
        first = store.articles.uids("")[0]
        store.layers.put_state(LayerId(first, "b"), Status.FLAGGED, "")
    assert told(store, "abc") == [("1", "abc")]
    assert told(store, "abc", (Status.DONE, Status.FLAGGED)) == [("0", "ab"), ("1", "abc")]


def test_a_layer_that_is_done_counts_though_nothing_is_marked_in_it(store: Store) -> None:
    third = store.articles.uids("")[2]
    with store.atomic():
        store.layers.put_state(LayerId(third, "c"), Status.DONE, "")
    assert told(store, "abc")[-1] == ("2", "ac")
    *_rest, (_uid, _text, (_a, empty)) = store.beside("abc", DONE)
    assert replace(empty, status=Status.NEW).is_untouched


def test_gold_is_nobody_to_be_compared_with(store: Store, project: Workspace) -> None:
    assert {"a", "b", "c"} < set(store.layers.compared_annotators()) | {"x"}
    with behind_its_back(project.path) as file:
        file.execute("UPDATE annotators SET role = 'gold' WHERE name = 'b'")
    assert "b" not in store.layers.compared_annotators()


def test_rows_that_make_no_sense_are_a_damaged_file(store: Store, project: Workspace) -> None:
    with behind_its_back(project.path) as file:
        file.execute("UPDATE spans SET fragments = '[[0,1],[3' WHERE annotator = 'b'")
    with pytest.raises(DamagedFile):
        list(store.beside("abc", DONE))
