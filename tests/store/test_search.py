"""Finding words in a project, and the index that makes it quick."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.edits.edit import AddArticle, RemoveArticle
from annotator.errors import BadInput
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.store import index, search
from annotator.workspace import Workspace
from annotator.workspace.search import Hit, Level, Manner, Query
from tests.helpers.builders import AUTHOR, put_article, small_schema, text_article, where, write_lines

TEXT = "قال أَحْمَدُ لرويترز في القاهرة، وأحمد في بغداد."
TEXTS = (TEXT, "زار أحمد\nبغداد عام ٢٠٢٦", "Reuters: رويترز تنفي")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
        for number, text in enumerate(TEXTS, 1):
            put_article(workspace, Article(f"a{number}", f"خبر {number}", text, f"s{number}", "", f"2026-01-0{number}"))
        yield workspace


def found(workspace: Workspace, words: str, manner: Manner = Manner.WORDS, **more: object) -> list[str]:
    """What a search finds, as `article:text`."""
    hits = workspace.find(Query(words, manner, **more))  # type: ignore[arg-type]
    return [f"{hit.article}:{hit.text}" for hit in hits]


@pytest.mark.parametrize(
    ("words", "manner", "hits"),
    [
        ("احمد", Manner.WORDS, ["a1:أَحْمَدُ", "a2:أحمد"]),
        ("احمد", Manner.INSIDE, ["a1:أَحْمَدُ", "a1:أحمد", "a2:أحمد"]),
        ("رويترز", Manner.WORDS, ["a3:رويترز"]),
        ("رويترز", Manner.INSIDE, ["a1:رويترز", "a3:رويترز"]),
        ("احمد بغداد", Manner.WORDS, ["a2:أحمد\nبغداد"]),
        ("reuters", Manner.WORDS, ["a3:Reuters"]),
        ("2026", Manner.WORDS, ["a2:٢٠٢٦"]),
        ("في", Manner.WORDS, ["a1:في", "a1:في"]),
        ("في", Manner.INSIDE, ["a1:في", "a1:في", "a3:في"]),
        ("26", Manner.INSIDE, ["a2:٢٦"]),
        ("ٱ", Manner.WORDS, []),
        ("ر", Manner.INSIDE, ["a1:ر", "a1:ر", "a1:ر", "a2:ر", "a3:ر", "a3:ر"]),
        ("، وا", Manner.INSIDE, ["a1:، وأ"]),
        ("احمد دمشق", Manner.INSIDE, []),
        ("", Manner.WORDS, []),
        ("  ", Manner.INSIDE, []),
        (r"ا\w+د", Manner.REGEX, ["a1:أَحْمَدُ", "a1:أحمد", "a2:أحمد"]),
        ("^Reu", Manner.REGEX, ["a3:Reu"]),
        (r"[أإ]ح\w*|\d+", Manner.REGEX, ["a1:أَحْمَدُ", "a1:أحمد", "a2:أحمد", "a2:٢٠٢٦"]),
        ("x*", Manner.REGEX, []),
        ("[ً-ْ]+", Manner.REGEX, []),
        (r"َ?\u0623ح\w*", Manner.REGEX, ["a1:أَحْمَدُ", "a1:أحمد", "a2:أحمد"]),
    ],
)
def test_words_are_found_however_they_are_spelt(
    project: Workspace, words: str, manner: Manner, hits: list[str]
) -> None:
    assert found(project, words, manner) == hits


@pytest.mark.parametrize(
    ("level", "hits"),
    [
        (Level.EXACT, ["a1:أحمد", "a2:أحمد"]),
        (Level.MARKS, ["a1:أَحْمَدُ", "a1:أحمد", "a2:أحمد"]),
    ],
)
def test_a_level_says_what_counts_as_the_same(project: Workspace, level: Level, hits: list[str]) -> None:
    assert found(project, "أحمد", Manner.INSIDE, level=level) == hits
    assert found(project, "احمد", Manner.INSIDE, level=level) == []


def test_a_hit_says_where_it_stands_and_what_stands_around_it(project: Workspace) -> None:
    (hit,) = project.find(Query("القاهرة"))
    assert hit == Hit("a1", 1, "خبر 1", *where("القاهرة", TEXT), "القاهرة", *TEXT.split("القاهرة"), ())


def test_hits_are_filtered_by_what_they_are_marked_as(project: Workspace) -> None:
    span = project.mark("a1", [where("أَحْمَدُ", TEXT)], "PERS")
    assert [hit.spans for hit in project.find(Query("احمد", label="PERS"))] == [(span,)]
    assert found(project, "احمد", label="GPE") == []
    assert found(project, "احمد", Manner.INSIDE, unmarked=True) == ["a1:أحمد", "a2:أحمد"]
    (first, *_rest) = project.find(Query("احمد"))
    assert first.labels == ("PERS",)


def test_without_words_all_that_has_a_label_is_found(project: Workspace) -> None:
    project.mark("a1", [where("القاهرة", TEXT)], "GPE")
    project.mark("a1", [where("أَحْمَدُ", TEXT)], "PERS")
    project.mark("a2", [where("بغداد", TEXTS[1])], "GPE")
    assert found(project, "", label="GPE") == ["a1:القاهرة", "a2:بغداد"]
    assert found(project, " ", Manner.REGEX, label="GPE", article="a2") == ["a2:بغداد"]
    assert found(project, "", unmarked=True) == []


def test_hits_are_filtered_by_what_their_article_is(project: Workspace) -> None:
    project.set_status("a2", Status.DONE)
    assert found(project, "احمد", article="a2") == ["a2:أحمد"]
    assert found(project, "احمد", source="s1") == ["a1:أَحْمَدُ"]
    assert found(project, "احمد", since="2026-01-02") == ["a2:أحمد"]
    assert found(project, "احمد", until="2026-01-01") == ["a1:أَحْمَدُ"]
    assert found(project, "احمد", status="done") == ["a2:أحمد"]
    assert found(project, "احمد", status="new") == ["a1:أَحْمَدُ"]


@pytest.mark.parametrize("endless", ["(?R)", "(?P<n>(?&n))"])
def test_an_expression_that_goes_into_itself_without_end_is_given_up(
    project: Workspace, endless: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PATIENCE", 60.0)  # a busy machine takes longer to find it out
    with pytest.raises(BadInput, match="itself"):
        found(project, endless, Manner.REGEX)


@pytest.mark.parametrize("wrong", ["(", "[ا", "a{9,1}", "*"])
def test_what_is_no_expression_is_said_in_words(project: Workspace, wrong: str) -> None:
    with pytest.raises(BadInput, match="regular expression"):
        found(project, wrong, Manner.REGEX)


def test_an_expression_that_takes_too_long_is_given_up(project: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PATIENCE", 0.05)
    put_article(project, text_article("ا" * 5000))
    with pytest.raises(BadInput, match="too long"):
        found(project, "(ا|اا)+ب", Manner.REGEX)


def test_articles_that_go_are_not_found_any_more_and_are_when_they_come_back(project: Workspace) -> None:
    project.do(RemoveArticle("a3"))
    assert found(project, "تنفي") == []
    project.undo()
    assert found(project, "تنفي") == ["a3:تنفي"]
    assert list(project.check()) == []


def test_an_import_and_its_undo_keep_the_index_in_step(project: Workspace, tmp_path: Path) -> None:
    project.import_files([write_lines(tmp_path / "n.jsonl", {"text": "هبط منطاد في حمص"})])
    assert len(found(project, "منطاد")) == 1
    project.undo()
    assert found(project, "منطاد") == []
    assert _matches(project, "منطاد") == 0
    project.redo()
    assert _matches(project, "منطاد") == 1


def test_what_failed_to_come_in_is_not_in_the_index(project: Workspace, tmp_path: Path) -> None:
    bad = write_lines(tmp_path / "n.jsonl", {"text": "هبط منطاد"}, {"text": ""}, {"spans": 3})
    with pytest.raises(BadInput):
        project.import_files([bad])
    assert _matches(project, "منطاد") == 0


def _matches(workspace: Workspace, words: str) -> int:
    """How many rows of the index hold the words; the index itself is asked, for a row without Article shows nowhere."""
    wanted = workspace._store.index.candidates(words, whole=True)
    rows = workspace._store.db.execute("SELECT count(*) FROM articles_index WHERE articles_index MATCH ?", (wanted,))
    return int(rows.fetchone()[0])


_LETTERS = "ابوـَ\u0654\u200c™ﷺ، \n"
_WORD_MANNERS = st.sampled_from([Manner.WORDS, Manner.INSIDE])


@given(st.lists(st.text(_LETTERS, max_size=12), max_size=4), st.text(_LETTERS, max_size=5), _WORD_MANNERS, st.data())
@example(["اا"], " ا ", Manner.INSIDE, None)
@example(["أُحمد و مُحمد", "حمد"], "حمد", Manner.WORDS, None)
def test_the_index_leaves_nothing_out(texts: list[str], words: str, manner: Manner, data: st.DataObject | None) -> None:
    level = data.draw(st.sampled_from(Level)) if data is not None else Level.EXACT
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE articles_index USING fts5("
            "text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')"
        )
        connection.execute("CREATE TABLE settings (name PRIMARY KEY, value)")
        connection.execute("INSERT INTO settings VALUES ('indexed', 'all')")
        ours = index.Index(connection)
        for number, text in enumerate(texts):
            ours.add(number, text)
        ours.flush()
        query = Query(words, manner, level)
        wanted = ours.candidates(words, whole=manner is Manner.WORDS)
        if wanted is None:
            return
        told = {row[0] for row in connection.execute("SELECT rowid FROM articles_index(?)", (wanted,))}
        find = search._finder(query)
        assert {number for number, text in enumerate(texts) if any(find(search.Folded(text, level)))} <= told


_SPELLED = st.text("اب\u064e\u0640\u200c، ", max_size=10)


@settings(max_examples=20)
@given(st.lists(_SPELLED, min_size=1, max_size=3, unique=True), st.text("اب\u064eـ", min_size=1, max_size=3))
@example(["هذا أُحمد و مُحمد"], "حمد")
def test_the_whole_project_gives_what_each_article_gives_and_what_reading_does(texts: list[str], words: str) -> None:
    with TemporaryDirectory() as folder, Workspace.create(Path(folder, "p.hashiya"), annotator=AUTHOR) as workspace:
        for number, text in enumerate(texts):
            put_article(workspace, Article(f"a{number}", "", f"{text}."))
        for level in Level:
            query = Query(words, Manner.WORDS, level)
            everywhere = [(hit.article, hit.start, hit.end) for hit in workspace.find(query)]
            each = [workspace.find(replace(query, article=f"a{number}")) for number in range(len(texts))]
            assert everywhere == [(hit.article, hit.start, hit.end) for hits in each for hit in hits]
            by_reading = {f"a{number}" for number, text in enumerate(texts) if _is_read_in(text, words, level)}
            assert {article for article, _start, _end in everywhere} == by_reading


def _is_read_in(text: str, words: str, level: Level) -> bool:
    """Whether one stretch of letters and marks is the words, but for marks around them."""
    marks = "\u064e\u0640\u200c"
    kept = "" if level is Level.EXACT else marks
    bare = [word.translate(str.maketrans("", "", kept)) for word in re.split("[، .]+", text)]
    wanted = words.translate(str.maketrans("", "", kept))
    return bool(wanted) and any(
        re.fullmatch(f"[{marks}]*{re.escape(wanted)}[{marks}]*", word) is not None for word in bare
    )


def test_a_search_can_be_left_and_reads_no_further(project: Workspace) -> None:
    seen: list[tuple[int, int]] = []

    def going_on(done: int, total: int) -> None:
        seen.append((done, total))

    hits = project.find(Query("احمد", Manner.INSIDE), going_on)
    assert next(hits).article == "a1"
    hits.close()
    assert seen == []
    assert len(list(project.find(Query("احمد", Manner.INSIDE), going_on))) == 3
    assert seen == [(1, 3), (2, 3)]


def test_more_hits_than_are_read_at_once_are_all_found(tmp_path: Path) -> None:
    lines = [{"text": f"الخبر {number} من دمشق"} for number in range(100)]
    with Workspace.create(tmp_path / "p.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
        workspace.import_files([write_lines(tmp_path / "n.jsonl", *lines)])
        assert len(found(workspace, "دمشق")) == 100
        assert [hit.number for hit in workspace.find(Query("خبر", Manner.INSIDE))] == list(range(1, 101))


# A project from a version without the index


@pytest.fixture
def older(project: Workspace) -> Iterator[Workspace]:
    """The project, made one of the first version and opened again."""
    path = project.path
    project.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE articles_index")
        connection.execute("DELETE FROM settings WHERE name = 'indexed'")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_search'")
        connection.commit()
    with Workspace.open(path) as workspace:
        yield workspace


def test_an_older_project_is_searched_without_its_index(older: Workspace) -> None:
    assert not older.has_index
    assert found(older, "احمد") == ["a1:أَحْمَدُ", "a2:أحمد"]


def test_an_older_project_gets_its_index_with_progress(older: Workspace) -> None:
    told: list[tuple[int, int]] = []
    older.build_index(lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]
    assert older.has_index
    assert found(older, "احمد") == ["a1:أَحْمَدُ", "a2:أحمد"]
    assert list(older.check()) == []


def test_building_the_index_can_be_cancelled_and_goes_on_later(
    older: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_AT_ONCE", 1)

    def cancel(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        older.build_index(cancel)
    assert not older.has_index
    older.do(RemoveArticle("a1"))  # which is in the index
    older.do(RemoveArticle("a2"))  # which is not
    older.do(AddArticle(Article("a4", "خبر", "زلزال في أزمير")))
    older.build_index()
    assert older.has_index
    assert [_matches(older, words) for words in ("القاهرة", "بغداد", "تنفي", "ازمير")] == [0, 0, 1, 1]
    assert list(older.check()) == []


def test_more_articles_than_are_gathered_at_once_are_all_in_the_index(
    project: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_GATHERED", 50)
    lines = [{"text": f"هبط منطاد رقم {number}"} for number in range(20)]
    project.import_files([write_lines(tmp_path / "n.jsonl", *lines)])
    assert _matches(project, "منطاد") == 20


def test_an_inner_block_that_fails_leaves_the_index_to_the_outer_one(project: Workspace) -> None:
    store = project._store
    with store.atomic():
        store.articles.put(text_article("هبط منطاد"))
        with pytest.raises(InterruptedError), store.atomic():
            store.articles.put(text_article("طار منطاد"))
            raise InterruptedError
    assert _matches(project, "منطاد") == 1
