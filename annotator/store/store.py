"""Opening a project file, and the transactions everything else stands in."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from annotator.errors import AlreadyThere, DamagedFile, NewerFile, NotAProject, Unwritable
from annotator.paths import is_file
from annotator.store import steps
from annotator.store.annotators import Annotators
from annotator.store.articles import Articles
from annotator.store.index import Index
from annotator.store.journal import Journal
from annotator.store.known_names import KnownNames
from annotator.store.layers import Layers
from annotator.store.naming import Naming
from annotator.store.reported import in_words
from annotator.store.settings import Settings
from annotator.store.verdicts import Verdicts
from annotator.words import _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.model.annotation import Status
    from annotator.store.assignments import Assignments
    from annotator.store.beside import SideBySide
    from annotator.store.decisions import Decisions
    from annotator.store.finished import Marked
    from annotator.store.partings import Partings
    from annotator.store.search import GoingOn, Hit, Query
    from annotator.store.splits import Splits
    from annotator.store.sweep import Swept
    from annotator.store.tallies import Tallies

PATIENCE = 15.0
"""Seconds to wait while another window writes."""

GLANCE = 0.3
"""Seconds after which one is told that it is waited for."""

TableError = sqlite3.Error
"""What is raised where values do not fit the tables: a mistake of ours, or a Journal that someone has tampered with."""

_CHECKED_AT_ONCE = 2 * 1024 * 1024
"""Bytes up to which a file is checked while it is opened; a larger one is checked by who opens it, beside the work."""


_OPERATIONS = 20_000
"""Steps of SQLite's machine between two calls of who waits for it."""


class Store:
    """One open project file. Each thread opens its own.

    `articles`, `layers`, `verdicts`, `names`, `naming`, `journal`, `settings`, `splits`, `annotators`, `assignments`,
    `partings`, `decisions` and `index` read and write its tables; writing needs an `atomic()` block.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._reads = False
        self._files: tuple[tuple[int, int] | None, ...] | None = None
        self.waiting: Callable[[bool], None] | None = None
        """Told again and again that a change waits until another window has written, and once that it is over."""
        self.index = Index(connection)
        self.articles = Articles(connection, self.index)
        self.layers = Layers(connection, self.articles)
        self.verdicts = Verdicts(connection, self.articles)
        self.names = KnownNames(connection)
        self.naming = Naming(connection)
        self.journal = Journal(connection)
        self.settings = Settings(connection)
        self.annotators = Annotators(connection)

    # Tables that most windows never ask for are loaded when they are.

    @cached_property
    def splits(self) -> Splits:
        from annotator.store.splits import Splits

        return Splits(self._connection, self.settings)

    @cached_property
    def assignments(self) -> Assignments:
        from annotator.store.assignments import Assignments

        return Assignments(self._connection)

    @cached_property
    def partings(self) -> Partings:
        from annotator.store.partings import Partings

        return Partings(self._connection, self.settings)

    @cached_property
    def tallies(self) -> Tallies:
        """Sums over the whole project; loaded when they are asked for."""
        from annotator.store.tallies import Tallies

        return Tallies(self._connection)

    @cached_property
    def db(self) -> Database:
        """The file as sqlite-utils sees it; imported when it is needed, since opening a project seldom needs it."""
        from sqlite_utils import Database

        return Database(self._connection)

    @cached_property
    def decisions(self) -> Decisions:
        """The table of Decisions; imported when it is needed, as most windows only annotate."""
        from annotator.store.decisions import Decisions

        return Decisions(self._connection, self.articles)

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new project file; raises AlreadyThere where there is a file of that name."""
        try:
            if path.exists():
                raise AlreadyThere(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = _connect(path)
        except OSError as error:
            raise Unwritable(path, error.strerror or str(error)) from error
        except sqlite3.OperationalError as error:
            raise in_words(path, error) from error
        store = cls(path, connection)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            store._migrate()
        except BaseException as error:
            store.discard()
            if isinstance(error, sqlite3.OperationalError):
                raise Unwritable(path, str(error)) from error
            raise
        store._files = store._identities()
        return store

    @classmethod
    def open(cls, path: Path, *, to_read: bool = False) -> Store:
        """Open a project. An older one is copied to a file beside it, then brought up to date. One that is only
        `to_read` may lie where nothing can be written.

        Raises NotAProject, NewerFile, DamagedFile or Unwritable; then the file is as it was.
        """
        if not is_file(path):
            raise NotAProject.missing(path)
        connection = None
        try:
            connection = _connect(path, still=to_read and _is_still(path))
            if connection.execute("PRAGMA application_id").fetchone()[0] != steps.APPLICATION_ID:
                raise NotAProject.foreign(path)
            store = cls(path, connection)
            store._bring_up_to_date()
            if store.was_checked:
                store.check_integrity(quick=True)
            store._files = store._identities()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter for a message that SQLite garbled
            _close(connection)
            raise in_words(path, error) from error
        except BaseException:
            _close(connection)
            raise
        return store

    @property
    def has_changed(self) -> bool:
        """Whether a change that was made here is on the disk."""
        return self.journal.added > 0 and not self._connection.in_transaction

    def in_words(self, error: BaseException | None) -> Exception | None:
        """What SQLite reports of this file as the user should hear it; None for any other error."""
        return in_words(self.path, error) if isinstance(error, sqlite3.DatabaseError) else None

    def _bring_up_to_date(self) -> None:
        rows = self._connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'hashiya'")
        applied, known = {name for (name,) in rows}, set(steps.KNOWN)
        if applied - known:
            raise NewerFile(self.path)
        if known - applied:
            backup = self.path.with_name(f"{self.path.name}.before-{min(known - applied)}.bak")
            with sqlite3.connect(backup) as copy:
                self._connection.backup(copy)
            copy.close()
            self._migrate()

    def _migrate(self) -> None:
        from annotator.store.migrations import migrations

        migrations.apply(self.db)

    @contextmanager
    def atomic(self, *, waits: bool = True) -> Iterator[None]:
        """Everything inside happens or nothing does; durable when the block ends. Blocks may be nested.

        While another window writes, this waits for it, and raises Busy where that lasts; at once unless it `waits`.
        Not inside `reading()`: what is written there would wait for the end of the reading.
        """
        if self._reads:
            raise RuntimeError("a change in the midst of reading()")
        if self._connection.in_transaction:
            self.index.flush()  # so that what waits then is of the inner block alone
            with self.index.gathering(), self.db.atomic():
                yield
            return
        added = self.journal.added
        try:
            self._begin(PATIENCE if waits else 0.0)
            self.stand_by()
            with self.articles.alone(), self.index.gathering():
                yield
            self._connection.commit()
        except BaseException as error:
            if self._connection.in_transaction:  # else Ctrl-C came right behind the commit
                self._connection.rollback()
                self.journal.added = added
            self.articles.forget()
            if isinstance(error, sqlite3.DatabaseError):
                raise in_words(self.path, error) from error
            raise

    def _begin(self, patience: float) -> None:
        """Take the write lock first: a reader that becomes a writer later could be refused without waiting."""
        if self.waiting is None and patience:
            self._connection.execute("BEGIN IMMEDIATE")
            return
        began, has_waited = monotonic(), False
        self._connection.execute(f"PRAGMA busy_timeout = {int(GLANCE * 1000) if patience else 0}")
        try:
            while True:
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorname != "SQLITE_BUSY" or monotonic() - began >= patience:
                        raise
                    if self.waiting is not None:
                        self.waiting(True)
                        has_waited = True
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
            if has_waited and self.waiting is not None:
                self.waiting(False)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever other windows write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        try:
            self._connection.execute("BEGIN")
            self._reads = True
            try:
                yield
            finally:
                self._reads = False
                self._connection.rollback()
        except sqlite3.DatabaseError as error:
            raise in_words(self.path, error) from error

    def sweep(self, split: str | None = None) -> Iterator[Swept]:
        """All Articles in order, or those of one split, with their Layers, a few at a time. Raises DamagedFile for rows
        that make no sense."""
        from annotator.store.sweep import sweep

        try:
            yield from sweep(self._connection, split)
        except (ValueError, TypeError) as error:
            raise DamagedFile(self.path, str(error)) from error

    def beside(self, annotators: Collection[str], statuses: Collection[Status]) -> SideBySide:
        """The Layers of these annotators with these statuses, Article by Article: see `store.beside`."""
        from annotator.store.beside import SideBySide

        return SideBySide(self._connection, self.path, annotators, statuses)

    def finished(self, annotator: str | None = None, limit: int = -1) -> Iterator[tuple[str, str, tuple[Marked, ...]]]:
        """What those learn from who learn: see `store.finished`."""
        from annotator.store.finished import finished

        return finished(self._connection, annotator, limit)

    def sizes_of_finished(
        self, annotator: str | None, limit: int, *, but: Container[str], without: Sequence[str]
    ) -> Iterator[int]:
        """How much was marked in each of these: see `store.finished`."""
        from annotator.store.finished import sizes_of_finished

        return sizes_of_finished(self._connection, annotator, limit, but=but, without=without)

    def find(self, query: Query, annotator: str, going_on: GoingOn | None = None) -> Iterator[Hit]:
        """What `query` finds, in the order in which the Articles came in; see `store.search`."""
        from annotator.store.search import search

        return search(self._connection, self.index, query, annotator, going_on)

    def candidates(
        self, query: Query, annotator: str, going_on: GoingOn | None = None
    ) -> Iterator[tuple[int, str, int, str, str]]:
        """Row id, uid, number, title and text of the Articles in which `query` may find something; in order."""
        from annotator.store.search import candidates

        return candidates(self._connection, self.index, query, annotator, going_on)

    def stand_by(self) -> None:
        """Make sure that the file is still the one that was opened; raises Unwritable.

        A project that is moved, deleted or replaced while it is open could be written to without anyone ever
        finding it again: the connection would go on with a file that has no name.
        """
        if self._files is not None and self._identities() != self._files:
            raise Unwritable(
                self.path,
                _("its file was moved, deleted or replaced while it was open; open it again where it is now"),
            )

    def _identities(self) -> tuple[tuple[int, int] | None, ...]:
        """Which files the project's file and its write-ahead log are now; None for one that is not there."""
        found: list[tuple[int, int] | None] = []
        for path in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            try:
                told = path.stat()
                found.append((told.st_dev, told.st_ino))
            except OSError:
                found.append(None)
        return tuple(found)

    @property
    def was_checked(self) -> bool:
        """Whether opening looked the whole file over; for a large one that takes too long."""
        return self.path.stat().st_size <= _CHECKED_AT_ONCE

    def check_integrity(self, *, quick: bool = False, going_on: Callable[[], None] | None = None) -> None:
        """Let SQLite check the whole file; raises DamagedFile. `quick` leaves out comparing indexes with tables.

        `going_on` is called again and again meanwhile; the check ends without a finding where it raises.
        """
        self._connection.set_progress_handler(going_on, _OPERATIONS)
        try:
            answer = self._connection.execute(f"PRAGMA {'quick_check' if quick else 'integrity_check'}(1)")
            found = answer.fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = "ok" if error.sqlite_errorname == "SQLITE_INTERRUPT" else str(error)
        finally:
            self._connection.set_progress_handler(None, 0)
        if found != "ok":
            raise DamagedFile(self.path, found)

    def data_version(self) -> int:
        """A number that changes whenever another connection has written to the file."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def discard(self) -> None:
        """Take away the file of a project that could not be finished."""
        self._connection.close()
        for ending in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(f"{self.path.name}{ending}").unlink(missing_ok=True)

    def close(self) -> None:
        with suppress(sqlite3.DatabaseError):  # a damaged file, or one that is closed already
            if self._connection.total_changes:  # whoever only looked leaves the file as it is
                self._connection.execute("PRAGMA optimize")
        self._connection.close()


def _is_still(path: Path) -> bool:
    """Whether nobody is writing to a file, and we could not: SQLite cannot make the files that readers share."""
    beside = path.with_name(f"{path.name}-wal")
    return not is_file(beside) and not os.access(path.parent, os.W_OK)


def _connect(path: Path, *, still: bool = False) -> sqlite3.Connection:
    name = f"{path.absolute().as_uri()}?immutable=1" if still else path
    connection = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=still)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16000")
    return connection


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()
