"""Doing, undoing and redoing, all of it through the Journal: so it reaches across articles, restarts and crashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.edits import envelope
from annotator.edits.edit import (
    AddArticle,
    AddRelation,
    AddSpan,
    ChangeSpan,
    Edit,
    RemoveArticle,
    RemoveRelation,
    RemoveSpan,
    SetPublished,
    SetStatus,
    Several,
)
from annotator.edits.translating import Translator
from annotator.edits.verdict_edit import Judge
from annotator.errors import Refused
from annotator.model.annotation import LayerId
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.model.roles import Role
from annotator.store import Store
from annotator.store.journal import Entry
from annotator.words import _

Progress = Callable[[int, int], None]
"""Told how many Edits are done and how many there are. It may raise to cancel; then nothing was changed."""


def untold(_done: int, _total: int) -> None:
    """The progress of what nobody waits for."""


class History:
    """The changes that one annotator makes in one project."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self._annotator = annotator

    @property
    def annotator(self) -> str:
        """Whose changes these are."""
        return self._annotator

    def do(self, edit: Edit) -> None:
        """Make a change, in one atomic block with its Journal row. Whatever it raises, nothing happened."""
        self.do_all([edit])

    def do_all(self, edits: Iterable[Edit]) -> int:
        """Make changes that are one step for undo; returns how many there were. They may come one at a time."""
        made = 0
        step = ""
        with self._store.atomic():
            parting = self._store.partings.parting()
            for edit in edits:
                if parting is not None:
                    check_of_part(edit, self._annotator, parting.annotator)
                uid = new_uid()
                step = step or uid
                self._run(edit, uid=uid, step=step, undoes=None)
                made += 1
        return made

    def next_undo(self) -> Entry | None:
        """The first Journal row of the step that undo would take back, or None."""
        return self._store.journal.to_undo(self._annotator)

    def next_redo(self) -> Entry | None:
        """The first Journal row of the step that redo would make again, or None."""
        entry = self._store.journal.to_redo(self._annotator)
        return self._store.journal.head(entry.undoes) if entry and entry.undoes else None

    def undo(self, progress: Progress = untold) -> list[Edit]:
        """Take this annotator's last standing step back; returns what was done for it, nothing if there was no step."""
        with self._store.atomic():
            entry = self._store.journal.to_undo(self._annotator)
            return self._take_back(entry.step, progress) if entry else []

    def redo(self, progress: Progress = untold) -> list[Edit]:
        """Make the step that was undone last again; returns what was done for it, nothing if there was no step."""
        with self._store.atomic():
            entry = self._store.journal.to_redo(self._annotator)
            return self._take_back(entry.step, progress) if entry else []

    def bring(self, entry: Entry, edit: Edit) -> None:
        """Make an Edit that was made in a part of this project, and keep its row of the Journal as it was there: the
        uid, the step, the time. `edit` is the row's, in the names of now. Needs an atomic block."""
        self._run(edit, uid=entry.uid, step=entry.step, undoes=entry.undoes, at=entry.at)

    def _take_back(self, taken: str, progress: Progress) -> list[Edit]:
        step = ""
        made: list[Edit] = []
        total = self._store.journal.size_of(taken)
        translator: Translator | None = None
        version = self._store.settings.schema_version()
        for entry in self._store.journal.of_step(taken):
            uid = new_uid()
            step = step or uid
            translator = translator or Translator(self._store, entry.seq)
            inverse = translator.inverse_of(entry.edit, entry.inverse)
            self._run(inverse, uid=uid, step=step, undoes=taken)
            made.append(inverse)
            progress(len(made), total)
        if self._store.settings.schema_version() > version:
            self._refuse_labels_in_use(version)
        return made

    def _refuse_labels_in_use(self, version: int) -> None:
        """Raise Refused where Spans have a Label that the Schema had in its version and does not have now."""
        settings = self._store.settings
        before, after = settings.version(version).schema, settings.schema()
        for label in self._store.naming.labels():
            if before.label(label) is not None and after.label(label) is None:
                told = _("“{label}” is the label of spans that came since; the labels stay as they are.")
                raise Refused(told.format(label=label))

    def _run(self, edit: Edit, *, uid: str, step: str, undoes: str | None, at: str = "") -> None:
        at = at or now()
        inverse = edit.apply(self._store)
        touch(self._store, edit, at)
        self._store.journal.append(
            uid=uid,
            step=step,
            at=at,
            annotator=self._annotator,
            article=about(edit),
            edit=envelope.pack(edit),
            inverse=envelope.pack(inverse),
            undoes=undoes,
        )


def check_of_part(edit: Edit, annotator: str, owner: str) -> None:
    """Raise Refused for an Edit that could not come back from a part of a project: all but those of Layers of the
    annotator whose part it is, and made by that one."""
    if annotator != owner or not _is_of_layers(edit, owner):
        told = _(
            "This file is the part of a project that {annotator} annotates: only the spans of {annotator} come back "
            "from it. Labels, dates of publication, articles and all else are changed in the whole project. "
            "Nothing was changed."
        )
        raise Refused(told.format(annotator=owner))


def _is_of_layers(edit: Edit, owner: str) -> bool:
    """Whether an Edit changes Layers of one annotator and nothing else."""
    if isinstance(edit, Several):
        return bool(edit.edits) and all(_is_of_layers(part, owner) for part in edit.edits)
    return edit.layer is not None and edit.layer.annotator == owner


def about(edit: Edit) -> str | None:
    """The uid of the Article that an Edit is about."""
    match edit:
        case AddArticle(article):
            return article.uid
        case RemoveArticle(uid):
            return uid
        case SetPublished(uid):
            return uid
        case Several(edits):
            return next((found for found in map(about, edits) if found), None)
    return edit.layer.article if edit.layer else None


def touched(edit: Edit) -> list[LayerId]:
    """The Layers that an Edit changes."""
    if isinstance(edit, Several):
        return [layer for part in edit.edits for layer in touched(part)]
    return [edit.layer] if edit.layer else []


def spans_of(edit: Edit) -> frozenset[str] | None:
    """The uids of the Spans that an Edit changes; None where it may change any of the Layer."""
    match edit:
        case AddSpan(_layer, span) | RemoveSpan(_layer, span) | ChangeSpan(_layer, _, span):
            return frozenset({span.uid})
        case Several(edits):
            parts = [spans_of(part) for part in edits]
            return None if None in parts else frozenset[str]().union(*(part for part in parts if part))
        case AddRelation(_layer, relation) | RemoveRelation(_layer, relation):
            return frozenset({relation.source, relation.target})
        case SetStatus() | Judge():
            return frozenset()
    return None


def touch(store: Store, edit: Edit, at: str) -> None:
    """Write the time of a change into the Layers that it changed."""
    for layer in set(touched(edit)):
        store.layers.touch(layer, at)


def replay(source: Store, into: Store, progress: Callable[[int], None] = lambda _done: None) -> None:
    """Make every Edit of the Journal of `source` again in `into`, an empty project."""
    with into.atomic():
        if not into.settings.schema_version():
            first = source.settings.versions()[0]
            into.settings.put_schema(first.schema, first.author)
            maker = source.settings.get("annotator")
            if maker and source.partings.parting() is None:
                into.annotators.put(maker, Role.LEAD)
        for done, entry in enumerate(source.journal.each(), 1):
            edit = envelope.unpack(entry.edit)
            edit.apply(into)
            touch(into, edit, entry.at)
            progress(done)
