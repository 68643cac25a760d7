"""One file on disk: making it, opening it, and every way in which that can go wrong."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from annotator.errors import (
    AlreadyThere,
    AnnotatorError,
    Busy,
    DamagedFile,
    NewerFile,
    NotAProject,
    Refused,
    Unwritable,
)
from annotator.model.article import Article
from annotator.store import Store, migrations, store
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, behind_its_back, put_article, small_schema, tables, where
from tests.helpers.rights import said_to_an_ordinary_user, world_readable_folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A finished project, closed."""
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
        workspace.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    return path


@pytest.fixture
def kept(path: Path) -> Iterator[Store]:
    with closing(Store.open(path)) as opened:
        yield opened


# Making


def test_a_new_project_may_stand_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    path = tmp_path / "أخبار" / "يناير" / "مشروع.hashiya"
    Workspace.create(path, schema=small_schema(), annotator=AUTHOR).close()
    with Workspace.open(path) as workspace:
        assert (workspace.annotator, workspace.schema) == (AUTHOR, small_schema())


def test_making_a_project_never_overwrites_a_file_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("مهم")
    for there in (tmp_path / "notes.txt", tmp_path):
        with pytest.raises(AlreadyThere):
            Workspace.create(there, schema=small_schema(), annotator=AUTHOR)
    assert (tmp_path / "notes.txt").read_text() == "مهم"


@pytest.mark.parametrize("name", ["x" * 300 + ".hashiya", "notes.txt/inside.hashiya"])
def test_a_project_that_cannot_be_made_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("مهم")
    with pytest.raises(Unwritable):
        Workspace.create(tmp_path / name, schema=small_schema(), annotator=AUTHOR)


def test_a_project_that_could_not_be_finished_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(db: Database) -> None:
        db.execute("PRAGMA max_page_count = 8")
        migrations.m001_tables(db)

    small_disk = Migrations("hashiya")
    small_disk(name="m001_tables")(full)
    monkeypatch.setattr(migrations, "migrations", small_disk)
    with pytest.raises(Unwritable, match="full"):
        Store.create(tmp_path / "a.hashiya")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "  ", "a\nb\0", "\u200f", "a\ud800"])
def test_an_annotator_without_a_readable_name_is_refused_before_anything_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(AnnotatorError, match="needs a name"):
        Workspace.create(tmp_path / "a.hashiya", schema=small_schema(), annotator=name)
    assert list(tmp_path.iterdir()) == []


# The file itself


def test_the_file_is_kept_in_wal_with_full_synchronisation_and_foreign_keys(kept: Store) -> None:
    def pragma(name: str) -> object:
        return kept.db.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)


def test_the_file_says_in_its_header_whose_it_is(path: Path) -> None:
    assert path.read_bytes()[:16] == b"SQLite format 3\0"
    assert path.read_bytes()[68:72] == b"HSHY"


def test_every_table_of_the_project_is_strict(kept: Store) -> None:
    rows = kept.db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    lax = {name for name, strict in rows if not strict and not name.startswith("sqlite_")}
    assert lax <= {"_sqlite_migrations"}


def test_a_value_of_the_wrong_type_or_without_its_article_cannot_be_stored(kept: Store) -> None:
    for statement in (
        "UPDATE spans SET start = 'zero'",
        "UPDATE spans SET label = NULL",
        "UPDATE spans SET article = 999",
        "UPDATE spans SET annotator = 'nobody'",
        "DELETE FROM articles",
    ):
        with pytest.raises(sqlite3.IntegrityError), kept.db.atomic():
            kept.db.execute(statement)


def test_anyone_can_read_the_marked_words_with_plain_sql(path: Path) -> None:
    with behind_its_back(path) as db:
        found = db.execute(
            'SELECT a.title, s.annotator, s.label, s.text, substr(a.text, s.start + 1, s."end" - s.start) '
            "FROM spans s JOIN articles a ON a.id = s.article"
        ).fetchall()
    assert found == [(ARTICLE.title, AUTHOR, "PERS", "محمود عباس", "محمود عباس")]


# Opening what cannot be opened


@pytest.mark.parametrize("name", ["nosuch.hashiya", "", "x" * 5000, "a\0b", "news.hashiya/inside"])
def test_a_project_that_is_not_there_is_named_in_words_and_not_made(path: Path, name: str) -> None:
    before = sorted(path.parent.iterdir())
    with pytest.raises(NotAProject, match=r"There is no project|is a folder, not a Hashiya project"):
        Workspace.open(path.parent / name)
    assert sorted(path.parent.iterdir()) == before


@pytest.mark.parametrize("content", [b"", b"just text", b"\0" * 5000, b"SQLite format 3\0" + b"\0" * 90])
def test_a_file_of_another_kind_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.hashiya"
    path.write_bytes(content)
    with pytest.raises(AnnotatorError):
        Workspace.open(path)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["a.hashiya"]


def test_a_database_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with behind_its_back(path) as db:
        db.execute("CREATE TABLE spans (x)")
    before = digest(path)
    with pytest.raises(NotAProject, match="not a Hashiya project"):
        Workspace.open(path)
    assert digest(path) == before


def test_a_project_of_a_newer_version_is_refused_in_words_and_left_as_it_was(path: Path) -> None:
    with behind_its_back(path) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('hashiya', 'm999_x', '')")
    before = digest(path)
    with pytest.raises(NewerFile, match="newer version"):
        Workspace.open(path)
    assert digest(path) == before
    assert not list(path.parent.glob("*.bak"))


def test_a_damaged_file_is_refused_with_what_to_do_and_left_as_it_was(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\xde\xad" * 100
    path.write_bytes(data)
    before = digest(path)
    with pytest.raises(DamagedFile, match=r"\.recover"):
        Workspace.open(path)
    assert digest(path) == before


def test_a_file_cut_short_is_refused_in_words(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DamagedFile):
        Workspace.open(path)


def test_a_project_whose_making_was_interrupted_is_refused_in_words(tmp_path: Path) -> None:
    Store.create(tmp_path / "a.hashiya").close()  # killed before the Schema was put in
    with pytest.raises(NotAProject, match="interrupted"):
        Workspace.open(tmp_path / "a.hashiya")


def test_a_large_file_damaged_inside_says_so_when_it_is_read(
    path: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_CHECKED_AT_ONCE", 0)
    page = kept.db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'spans'").fetchone()[0] - 1
    kept.close()
    data = bytearray(path.read_bytes())
    data[page * 4096 : page * 4096 + 200] = b"\xde\xad" * 100
    path.write_bytes(data)
    with closing(Store.open(path)) as damaged:
        with pytest.raises(DamagedFile), damaged.reading():
            list(damaged.sweep())
        with pytest.raises(DamagedFile):
            damaged.check_integrity()


# Read-only and full


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A project that may be read but not written, in such a folder."""
    with world_readable_folder() as folder:
        with Workspace.create(folder / "news.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
            put_article(workspace, ARTICLE)
        (folder / "news.hashiya").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "news.hashiya"


def test_a_project_that_may_not_be_written_says_so_in_words(read_only: Path) -> None:
    said = said_to_an_ordinary_user('Workspace.open(path).mark("article-1", [(0, 5)], "PERS")', read_only)
    assert said.startswith("Unwritable")
    assert "read-only" in said


def test_a_project_in_a_read_only_folder_may_be_read(read_only: Path) -> None:
    said = said_to_an_ordinary_user(
        """
        with Workspace.open(path, to_read=True) as workspace:
            print(workspace.article("article-1").title, list(workspace.check()), list(path.parent.iterdir()) == [path])
            workspace.mark("article-1", [(0, 5)], "PERS")
        """,
        read_only,
    )
    assert said.splitlines()[0] == f"{ARTICLE.title} [] True"
    assert said.splitlines()[1].startswith("Unwritable")


def test_what_waits_beside_a_project_that_may_not_be_written_is_never_passed_over(read_only: Path) -> None:
    read_only.with_name("news.hashiya-wal").write_bytes(b"")
    said = said_to_an_ordinary_user("Workspace.open(path, to_read=True)", read_only)
    assert said.startswith("Unwritable")


def test_making_a_project_in_a_read_only_folder_is_refused_in_words(read_only: Path) -> None:
    assert said_to_an_ordinary_user('Store.create(path.with_name("new"))', read_only).startswith("Unwritable")


def test_a_full_disk_keeps_everything_that_was_there_and_says_so(path: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("نص طويل " * 50_000)
    with Workspace.open(path) as workspace:
        db = workspace._store.db
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(Unwritable, match="disk is full"):
            workspace.import_files([tmp_path / "long.txt"])
        assert workspace.article_uids() == [ARTICLE.uid]
        assert list(workspace.check()) == []
        db.execute("PRAGMA max_page_count = 1000000")
        assert workspace.import_files([tmp_path / "long.txt"]).articles == 1


def test_a_program_that_holds_the_file_is_waited_for_and_then_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.01)
    with Workspace.open(path) as workspace, behind_its_back(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unwritable, match="another window or program"):
            workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
        other.execute("ROLLBACK")
        workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")


def test_who_looks_on_is_told_while_a_change_waits_and_once_it_is_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "GLANCE", 0.01)
    told: list[bool] = []
    with Workspace.open(path) as workspace, behind_its_back(path) as other:
        other.execute("BEGIN IMMEDIATE")

        def hear(is_waiting: bool) -> None:
            told.append(is_waiting)
            if len(told) == 3:
                other.execute("ROLLBACK")

        workspace.when_waiting(hear)
        workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
        assert told == [True, True, True, False]
        workspace.mark(ARTICLE.uid, [where("القاهرة")], "PERS")
        assert len(told) == 4


def test_what_can_be_done_later_does_not_wait_for_another_window(path: Path) -> None:
    told: list[bool] = []
    with Workspace.open(path) as workspace, behind_its_back(path) as other:
        other.execute("BEGIN IMMEDIATE")
        workspace.when_waiting(told.append)
        with pytest.raises(Busy):
            workspace.add_seconds(ARTICLE.uid, 30)
        with pytest.raises(Busy):
            workspace.remember("article", ARTICLE.uid, waits=False)
        other.execute("ROLLBACK")
        assert told == []
        workspace.add_seconds(ARTICLE.uid, 30)
        assert workspace.layer(ARTICLE.uid).seconds == 30


# Blocks that hold


def test_what_fails_inside_a_block_leaves_no_trace(path: Path, kept: Store) -> None:
    before = tables(path)
    with pytest.raises(ZeroDivisionError), kept.atomic():
        kept.articles.put(Article("a2", "ثان", "نص"))
        with kept.atomic():
            kept.articles.put(Article("a3", "ثالث", "نص آخر"))
        raise ZeroDivisionError
    assert tables(path) == before


def test_an_inner_block_that_fails_takes_back_only_itself(kept: Store) -> None:
    with kept.atomic():
        kept.articles.put(Article("a2", "ثان", "نص"))
        with pytest.raises(ZeroDivisionError), kept.atomic():
            kept.articles.put(Article("a3", "ثالث", "نص آخر"))
            raise ZeroDivisionError
    assert kept.articles.uids(AUTHOR) == [ARTICLE.uid, "a2"]


def test_after_a_block_that_failed_its_article_is_unknown_again(kept: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), kept.atomic():  # once the article stayed known, with a row id
        kept.articles.put(Article("a2", "ثان", "نص"))
        kept.articles.locate("a2")
        kept.db.execute("UPDATE articles SET uid = 'a2'")
    with pytest.raises(AnnotatorError):
        kept.articles.locate("a2")


def test_a_change_in_the_midst_of_a_reading_is_a_mistake_of_ours(kept: Store) -> None:
    with kept.reading(), pytest.raises(RuntimeError), kept.atomic():
        pass
    with kept.atomic():
        kept.articles.put(Article("a2", "ثان", "نص"))


def test_a_reading_is_of_one_moment(path: Path, kept: Store) -> None:
    with closing(Store.open(path)) as other, kept.reading():
        assert kept.articles.count() == 1
        with other.atomic():
            other.articles.put(Article("a2", "ثان", "نص"))
        assert kept.articles.count() == 1
    assert kept.articles.count() == 2


def test_another_window_is_noticed_and_ones_own_changes_are_not(path: Path, kept: Store) -> None:
    before = kept.data_version()
    with kept.atomic():
        kept.articles.put(Article("a2", "ثان", "نص"))
    assert kept.data_version() == before
    with closing(Store.open(path)) as other, other.atomic():
        other.articles.put(Article("a3", "ثالث", "نص آخر"))
    assert kept.data_version() != before


def test_a_text_with_nul_never_comes_in(kept: Store) -> None:
    with pytest.raises(Refused, match="NUL"), kept.atomic():
        kept.articles.put(Article("a2", "ثان", "قبل\0بعد"))
