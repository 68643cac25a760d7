"""The verbs of the program: making, opening, annotating, undoing, taking in and putting out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import orjson

from annotator import paths
from annotator.edits.edit import (
    AddArticle,
    AddSpan,
    Edit,
    SetStatus,
)
from annotator.edits.history import History, Progress, untold
from annotator.edits.story import LogEntry, chronicle, name_of_step
from annotator.errors import BadInput, DamagedFile, Refused, StoppedLate
from annotator.model.annotation import Attribute, Fragment, LayerId, Span, Status, annotator_name, joined
from annotator.model.article import Article
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.model.roles import GOLD, PROGRAM, Role
from annotator.model.schema import Schema
from annotator.store import Store
from annotator.store.presets import schema_named
from annotator.words import _
from annotator.workspace.agreeing import Agreeing
from annotator.workspace.casework import Casework
from annotator.workspace.designing import Designing
from annotator.workspace.dividing import Dividing
from annotator.workspace.finding import Finding
from annotator.workspace.harmonising import Harmonising
from annotator.workspace.making import Changed, check_writable
from annotator.workspace.occurrences import Occurring
from annotator.workspace.ordering import Ordering
from annotator.workspace.parting import Parting
from annotator.workspace.proposing import Proposing
from annotator.workspace.publishing import Publishing
from annotator.workspace.relating import Relating
from annotator.workspace.schooling import Schooling
from annotator.workspace.watching import Watching


class Workspace(
    Schooling,
    Watching,
    Proposing,
    Ordering,
    Publishing,
    Occurring,
    Relating,
    Designing,
    Dividing,
    Harmonising,
    Casework,
    Parting,
    Agreeing,
    Finding,
):
    """One open project, seen by one annotator."""

    # Coming and going

    @classmethod
    def create(cls, path: Path | str, *, schema: Schema | str = "news", annotator: str) -> Workspace:
        """Make a new project. `schema` is one, or the name of one that travels with the program."""
        chosen = schema if isinstance(schema, Schema) else schema_named(schema)
        name = annotator_name(annotator)
        if name == GOLD:
            raise Refused(
                _("“{name}” is the name of the gold version; choose another one for yourself.").format(name=name)
            )
        store = Store.create(Path(path))
        try:
            with store.atomic():
                store.settings.put_schema(chosen, name)
                store.settings.put("annotator", name)
                store.annotators.put(name, Role.LEAD)
            return cls(store, name)
        except BaseException:
            store.discard()
            raise

    @classmethod
    def sample(cls, path: Path | str, *, annotator: str) -> Workspace:
        """Make a new project with the two sample articles in it."""
        about = orjson.loads((paths.seeds() / "metadata.json").read_bytes())
        articles = [
            AddArticle(
                Article(
                    new_uid(),
                    entry["title"],
                    (paths.seeds() / entry["file"]).read_bytes().decode(),
                    entry["source"],
                    entry["url"],
                    entry["published"],
                    imported_at=now(),
                )
            )
            for entry in about
        ]
        workspace = cls.create(path, annotator=annotator)
        try:
            # The program makes this step, not the annotator: whose undo does not take the articles away.
            History(workspace._store, PROGRAM).do_all(articles)
        except BaseException:
            workspace._store.discard()
            raise
        return workspace

    @classmethod
    def open(cls, path: Path | str, annotator: str | None = None, *, to_read: bool = False) -> Workspace:
        """Open a project as `annotator`, or as the one it was made for. One that is only `to_read` may lie where
        nothing can be written. Raises NotAProject, NewerFile, …"""
        store = Store.open(Path(path), to_read=to_read)
        try:
            if annotator is None:
                return cls(store, store.settings.get("annotator"))
            # Who is there already has their name as it is: it may be from before names were composed.
            return cls(store, annotator if store.annotators.role(annotator) else annotator_name(annotator))
        except (BadInput, ValueError, TypeError, LookupError) as error:  # what the schema says makes no sense
            store.close()
            raise DamagedFile(store.path, str(error)) from error
        except BaseException as error:
            store.close()
            if told := store.in_words(error):
                raise told from error
            raise

    def another(self) -> Workspace:
        """The same project opened once more, for work in another thread."""
        return Workspace.open(self.path, self.annotator)

    def close(self) -> None:
        self.let_go_of_outsides()
        self._store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        late = isinstance(error, KeyboardInterrupt) and self._store.has_changed
        self.close()
        if late:
            raise StoppedLate from error
        if told := self._store.in_words(error):
            raise told from error

    # Listening

    def look_for_changes(self) -> None:
        """Announce a change where another window or program has written to the file since the last look.

        Raises Unwritable where the file is not there any more.
        """
        self._store.stand_by()
        version = self._store.data_version()
        if version != self._version:
            self._version = version
            self._store.articles.forget()
            self._keep_up()
            self.judge_anew()
            self.announce(Changed())

    # Annotating

    def mark(
        self, article: str, fragments: Iterable[Fragment], label: str, attributes: Iterable[Attribute] = ()
    ) -> Span:
        """Mark a range, in code points, with a Label; where just that is marked already, that Span is returned.
        A date gets its type and its value at once, Attributes that have a default get that unless they are given.

        Raises Refused for a range or a Label that cannot be.
        """
        made: list[Span] = []

        def edits() -> Iterator[Edit]:
            made.append(self._new_span(article, fragments, label, attributes))
            twin = self._store.layers.like(LayerId(article, self.annotator), made[0])
            if twin is not None:
                made[:] = [twin]
                return
            layer = LayerId(article, self.annotator)
            yield self._begun(layer, AddSpan(layer, made[0]))

        self._make(edits())
        return made[0]

    def relabel(self, article: str, uid: str, label: str) -> None:
        """Give a Span another Label."""
        self._change(article, uid, label=label)

    def reshape(self, article: str, uid: str, fragments: Iterable[Fragment]) -> None:
        """Give a Span another range, in code points."""
        self._change(article, uid, fragments=joined(fragments))

    def note(self, article: str, uid: str, note: str) -> None:
        """Write a note on a Span."""
        check_writable(note)
        self._change(article, uid, note=note)

    def set_status(self, article: str, status: Status, comment: str = "") -> None:
        """Say how far this annotator is with the Article; a flag usually has a comment."""
        check_writable(comment)
        layer = LayerId(article, self.annotator)

        def edits() -> Iterator[Edit]:
            if self._store.layers.state(layer) != (status, comment):
                yield SetStatus(layer, status, comment)

        self._make(edits())

    def add_seconds(self, article: str, seconds: int) -> None:
        """Add to the time that this annotator has spent with the Article open. Raises Busy at once while another window
        writes."""
        with self._store.atomic(waits=False):
            self._store.layers.add_seconds(LayerId(article, self.annotator), seconds)

    def do(self, edit: Edit) -> None:
        """Make a change and announce it."""
        self._make(iter([edit]))

    # Undoing

    @property
    def undo_name(self) -> str:
        """What undo would take back, in words; empty where there is nothing."""
        return name_of_step(self._history.next_undo(), self._store)

    @property
    def redo_name(self) -> str:
        """What redo would make again, in words; empty where there is nothing."""
        return name_of_step(self._history.next_redo(), self._store)

    @property
    def undo_size(self) -> int:
        """How many Edits undo would take back: thousands take a while."""
        entry = self._history.next_undo()
        return self._store.journal.size_of(entry.step) if entry else 0

    @property
    def redo_size(self) -> int:
        """How many Edits redo would make again."""
        entry = self._history.next_redo()
        return self._store.journal.size_of(entry.step) if entry else 0

    def undo(self, progress: Progress = untold) -> Changed | None:
        """Take this annotator's last step back, whenever and wherever it was made; None where there is none.

        `progress` is told how many Edits are done and how many there are; it may raise to cancel.
        """
        return self._announce_edits(self._history.undo(progress))

    def redo(self, progress: Progress = untold) -> Changed | None:
        """Make the step that was undone last again; None where there is none."""
        return self._announce_edits(self._history.redo(progress))

    def log(self, limit: int = -1) -> Iterator[LogEntry]:
        """The Journal in words, the newest first: all of it that this annotator may see."""
        return chronicle(self._store, limit, self._whose)

    # Whether all is well

    @property
    def was_checked(self) -> bool:
        """Whether the file was looked over when it was opened; a large one is to be looked over beside the work."""
        return self._store.was_checked

    def check_file(self, going_on: Callable[[], None]) -> None:
        """Let SQLite look the file over; raises DamagedFile. `going_on` is called often, and may raise to end it."""
        self._store.check_integrity(quick=True, going_on=going_on)

    def check(self, progress: Callable[[int], None] = lambda _done: None) -> Iterator[str]:
        """Everything that is not as it should be, in words. Raises DamagedFile where SQLite cannot read on."""
        from annotator.edits import audit

        self._keep_up()
        return audit.findings(self._store, self.schema, progress)

    def shortcomings(self) -> Iterator[str]:
        """What the Schema asks of all Layers that may be seen and they do not have, in words; see `problems` for one
        Article."""
        from annotator.edits import audit

        self._keep_up()
        return audit.shortcomings(self._store, self.schema, self._whose)
