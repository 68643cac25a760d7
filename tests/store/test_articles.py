"""The table of Articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import Refused, Unknown
from annotator.model.annotation import LayerId, Status
from annotator.model.article import Article
from annotator.store import Store

ONE = Article("0190-aaaa-1", "قِمّة القاهرة", "نص أول", "وكالة سانا", metadata=(("desk", "عربي"), ("desk", "")))
TWO = Article("0190-bbbb-2", "زيارة موسكو", "نص ثان")
THREE = Article("0191-cccc-3", "2", "نص ثالث")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.create(tmp_path / "news.hashiya")) as store:
        with store.atomic():
            for article in (ONE, TWO, THREE):
                store.articles.put(article)
        yield store


def titles(store: Store) -> list[tuple[int, str]]:
    return [(entry.position, entry.title) for entry in store.articles.entries("a")]


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    assert [store.articles.get(a.uid) for a in (ONE, TWO, THREE)] == [ONE, TWO, THREE]


def test_articles_stay_in_the_order_in_which_they_came(store: Store) -> None:
    assert titles(store) == [(1, ONE.title), (2, TWO.title), (3, THREE.title)]


def test_the_order_is_read_without_the_texts(store: Store) -> None:
    plan = store.db.execute("EXPLAIN QUERY PLAN SELECT uid FROM articles ORDER BY position").fetchall()
    assert "COVERING INDEX idx_articles_order" in plan[0][3]
    assert store.articles.uids("a") == [ONE.uid, TWO.uid, THREE.uid]


@pytest.mark.parametrize(
    ("name", "article"),
    [("1", ONE), ("٣", THREE), ("2", TWO), (ONE.uid, ONE), ("0190-b", TWO), (ONE.title, ONE), ("0191", THREE)],
)
def test_a_person_names_an_article_by_number_id_beginning_or_title(store: Store, name: str, article: Article) -> None:
    assert store.articles.find(name) == article.uid


@pytest.mark.parametrize("name", ["0", "4", "", "0190-", "019", "قمة", "9" * 19, "9" * 400, "²", "%", "\udcff", "-1"])
def test_a_name_that_fits_none_or_several_is_unknown(store: Store, name: str) -> None:
    with pytest.raises(Unknown):
        store.articles.find(name)


@pytest.mark.parametrize("words", ["قمة", "القاهره", "قـمـة", "سانا", "قِمَّة"])
def test_filtering_looks_past_spelling(store: Store, words: str) -> None:
    assert store.articles.uids("a", words=words) == [ONE.uid]


@pytest.mark.parametrize("words", ["%", "_", "'", '"; DROP TABLE articles', "zz"])
def test_filtering_takes_words_as_they_are(store: Store, words: str) -> None:
    assert store.articles.uids("a", words=words) == []


def test_filtering_by_status_counts_untouched_articles_as_new(store: Store) -> None:
    with store.atomic():
        store.layers.put_state(LayerId(TWO.uid, "a"), Status.DONE, "")
        store.layers.put_state(LayerId(ONE.uid, "b"), Status.FLAGGED, "؟")
    assert store.articles.uids("a", status="done") == [TWO.uid]
    assert store.articles.uids("a", status="new") == [ONE.uid, THREE.uid]
    assert store.articles.progress("a") == {"done": 1, "new": 2}
    assert store.articles.progress("b") == {"flagged": 1, "new": 2}


def test_a_list_of_tens_of_thousands_can_be_shown_at_once(store: Store) -> None:
    wanted = [TWO.uid, *(f"not-there-{i}" for i in range(40_000))]
    assert [entry.title for entry in store.articles.entries("a", wanted)] == [TWO.title]
    assert list(store.articles.entries("a", [])) == []


def test_the_same_text_or_id_comes_in_only_once(store: Store) -> None:
    for twin in (Article("new", "آخر", ONE.text), Article(ONE.uid, "آخر", "نص آخر")):
        with pytest.raises(Refused, match="already"), store.atomic():
            store.articles.put(twin)
    assert store.articles.count() == 3


def test_an_article_taken_out_comes_back_to_its_place(store: Store) -> None:
    with store.atomic():
        place = store.articles.drop(TWO.uid)
        assert titles(store) == [(1, ONE.title), (3, THREE.title)]
        store.articles.put(TWO, place)
    assert titles(store) == [(1, ONE.title), (2, TWO.title), (3, THREE.title)]


def test_an_article_whose_place_was_taken_meanwhile_comes_back_at_the_end(store: Store) -> None:
    with store.atomic():
        place = store.articles.drop(THREE.uid)
        store.articles.put(Article("four", "رابع", "نص رابع"))
        store.articles.put(THREE, place)
    assert titles(store) == [(1, ONE.title), (2, TWO.title), (3, "رابع"), (4, THREE.title)]


@pytest.mark.parametrize("status", [Status.DONE, Status.SKIPPED])
def test_an_article_that_someone_has_worked_on_stays(store: Store, status: Status) -> None:
    with store.atomic():
        store.layers.put_state(LayerId(TWO.uid, "سارة"), status, "")
    with pytest.raises(Refused, match="سارة"), store.atomic():
        store.articles.drop(TWO.uid)
    assert store.articles.has(TWO.uid)


def test_time_spent_reading_keeps_no_article(store: Store) -> None:
    with store.atomic():
        store.layers.add_seconds(LayerId(TWO.uid, "a"), 60)
        store.articles.drop(TWO.uid)
    assert not store.articles.has(TWO.uid)


def test_a_row_given_to_another_article_by_another_window_is_not_mistaken(store: Store) -> None:
    newest = Article("newest", "أحدث", "نص أحدث")
    store.articles.locate(THREE.uid)
    with closing(Store.open(store.path)) as other, other.atomic():
        other.articles.drop(THREE.uid)
        other.articles.put(newest)
        row, _text = other.articles.locate(newest.uid)
    with pytest.raises(Unknown):
        store.articles.locate(THREE.uid)
    assert store.articles.locate(newest.uid) == (row, newest.text)


def test_an_article_is_found_by_its_text(store: Store) -> None:
    assert store.articles.with_sha(TWO.sha256) == TWO.uid
    assert store.articles.with_sha("0" * 64) is None
