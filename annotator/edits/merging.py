"""The work of an annotator comes back from their part of a project.

What comes back are the rows of the part's Journal that were written since it was made, each with its uid: those that
are here already are passed over, so that the same file may be merged again, and an older copy of it after a newer one.
Nobody else writes those Layers, so the order of several files does not matter.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from annotator.edits.edit import Edit
from annotator.edits.envelope import unpack
from annotator.edits.history import History, check_of_part, touched
from annotator.edits.translating import edit_of_now
from annotator.errors import AnnotatorError, Refused, Unwritable
from annotator.frozen import frozen
from annotator.model.annotation import LayerId, fingerprint
from annotator.model.article import Article
from annotator.model.check import layer_faults
from annotator.model.roles import Role
from annotator.model.schema_json import fingerprint as schema_fingerprint
from annotator.paths import is_file
from annotator.store import Store, TableError
from annotator.store.journal import Entry
from annotator.store.partings import Base, Parting
from annotator.words import _

_NAMED = 5
"""Articles that are named where more cannot be merged."""

Progress = Callable[[int, int], None]
"""Told how much is done and how much there is. It may raise to cancel; then nothing of the file was merged."""


@frozen
class Merged:
    """What came of one file: `changes` rows of the Journal that are new, in so many `articles`, and `known` ones that
    were there already; `seconds` of time that are new."""

    path: Path
    annotator: str
    changes: int
    known: int
    articles: int
    seconds: int


def merge(store: Store, path: Path, progress: Progress = lambda _done, _total: None) -> Merged:
    """Take in what an annotator did in their part of this project, all of it or nothing.

    Raises Refused, with the file's name and the reason, where it is no part of this project, a text is another, an
    Article or a Label is not here, or somebody else has changed the same Layer.
    """
    with _opened(path) as part, part.reading(), store.atomic():
        return _Merge(store, part, path).run(progress)


@contextmanager
def _opened(path: Path) -> Iterator[Store]:
    """The part; a copy of it where it cannot be written, such as on a disk that is read-only: SQLite cannot share the
    files beside it then."""
    with ExitStack() as stack:
        try:
            part = Store.open(path)
        except Unwritable:
            if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
                raise
            part = Store.open(_copied(path, Path(stack.enter_context(TemporaryDirectory()))))
        stack.callback(part.close)
        yield part


def _copied(path: Path, folder: Path) -> Path:
    """A copy of a project that nobody can be writing to, with what waits in the file beside it."""
    for file in (path, path.with_name(f"{path.name}-wal")):
        if is_file(file):
            shutil.copyfile(file, folder / file.name)
    return folder / path.name


class _Merge:
    """One file on its way into the project."""

    def __init__(self, store: Store, part: Store, path: Path) -> None:
        self._store = store
        self._part = part
        self._path = path
        parting = part.partings.parting()
        if parting is None or store.partings.parting() is not None:
            self._refuse(_("it is not the part of a project, made with: hashiya bundle"))
        self._parting: Parting = parting
        self._bases = part.partings.bases()
        self._titles = {entry.uid: entry.title for entry in part.articles.entries(parting.annotator)}

    def run(self, progress: Progress) -> Merged:
        annotator = self._parting.annotator
        role = self._store.annotators.role(annotator)
        if role is None:
            self._refuse(_("the project has no annotator “{name}”").format(name=annotator))
        if role is Role.GOLD:
            self._refuse(_("The gold layers are nobody's to annotate."))
        missing = self._check_texts()
        is_renamed = self._check_schema()
        rows = list(self._part.journal.after(self._parting.last))
        self._check_steps(rows)
        known = self._store.journal.known([row.uid for row in rows])
        new = [(row, self._edit(row)) for row in rows if row.uid not in known]
        layers = {layer: None for _row, edit in new for layer in touched(edit)}
        self._refuse_articles(_("the project has no such article"), (one.article for one in layers), missing)
        self._check_writers(layers, {row.uid for row in rows})
        history = History(self._store, annotator)
        for done, (row, edit) in enumerate(new):
            progress(done, len(new))
            try:
                history.bring(row, edit_of_now(self._store, row.edit, row.inverse) if is_renamed else edit)
            except (AnnotatorError, TableError) as error:
                self._refuse(str(error))
            except (ValueError, TypeError, LookupError):
                self._refuse(_("its journal cannot be read"))
        self._check_outcome(layers, is_renamed=is_renamed)
        seconds = self._bring_time(missing)
        progress(1, 1)
        return Merged(self._path, annotator, len(new), len(known), len(layers), seconds)

    def _check_texts(self) -> set[str]:
        """The uids of the part's Articles that are not here. Raises Refused where a text is another."""
        here = self._store.partings.texts(list(self._titles))
        others = {
            uid
            for uid, text in self._part.articles.texts()
            if uid in here and Article("", "", text).sha256 != here[uid]
        }
        self._refuse_articles(_("the text is not that of the project"), others, others)
        return self._titles.keys() - here.keys()

    def _check_schema(self) -> bool:
        """Whether the project has changed its Labels since. Raises Refused where it never had those of the part."""
        ours, theirs = self._store.settings, schema_fingerprint(self._part.settings.schema())
        if theirs == schema_fingerprint(ours.schema()):
            return False
        if theirs not in (schema_fingerprint(version.schema) for version in ours.versions()):
            self._refuse(_("its labels are not those of this project, nor former ones of it"))
        return True

    def _check_steps(self, rows: list[Entry]) -> None:
        """Raise Refused for rows that belong to a step, or take one back, which is not among them."""
        steps = {row.uid for row in rows if row.uid == row.step}
        if any(row.step not in steps or (row.undoes is not None and row.undoes not in steps) for row in rows):
            self._refuse(_("its journal cannot be read"))

    def _edit(self, row: Entry) -> Edit:
        """What a row tells. Raises Refused for what an annotator may not change, and for what cannot be read."""
        try:
            edit = unpack(row.edit)
            check_of_part(edit, row.annotator, self._parting.annotator)
            set(touched(edit))
        except Refused:
            self._refuse(
                _("it holds changes that are not of the spans of {annotator}").format(annotator=self._parting.annotator)
            )
        except (ValueError, TypeError, LookupError):
            self._refuse(_("its journal cannot be read"))
        return edit

    def _check_writers(self, layers: Iterable[LayerId], brought: set[str]) -> None:
        """Raise Refused for Layers that were changed here too since the part was made, and not by what it brings."""
        changed, lost = [], []
        for layer in layers:
            rows = self._store.journal.of_layer(layer)
            head = self._bases.get(layer.article, Base("", 0)).head
            if head and head not in rows:
                lost.append(layer.article)
                continue
            since = rows[rows.index(head) + 1 :] if head else rows
            if not brought.issuperset(since):
                changed.append(layer.article)
        told = _("the layer of {annotator} was changed elsewhere too since the file was made")
        self._refuse_articles(told.format(annotator=self._parting.annotator), changed, set(changed))
        self._refuse_articles(_("the project is older than what the file was made of"), lost, set(lost))

    def _check_outcome(self, layers: Iterable[LayerId], *, is_renamed: bool) -> None:
        """Raise Refused where a Layer cannot be, or is not what it is in the part after all."""
        others, schema = [], self._store.settings.schema()
        for layer in layers:
            held = self._store.layers.read(layer)
            for fault in layer_faults(held, self._store.articles.text(layer.article), schema):
                self._refuse(f"{fault}: “{self._titles.get(layer.article, layer.article)}”")
            if not is_renamed and fingerprint(held) != fingerprint(self._part.layers.read(layer)):
                others.append(layer.article)
        self._refuse_articles(_("its journal does not tell what is in it"), others, set(others))

    def _bring_time(self, missing: set[str]) -> int:
        """The time that was spent, which no Journal has: how many seconds are new."""
        partings = self._store.partings
        merged = partings.merged_seconds(self._parting.uid)
        seconds = 0
        for uid in self._titles.keys() - missing:
            layer = LayerId(uid, self._parting.annotator)
            spent = self._part.layers.seconds(layer) - self._bases.get(uid, Base("", 0)).seconds
            new = spent - merged.get(uid, 0)
            if new > 0:
                self._store.layers.add_seconds(layer, new)
                partings.put_merged_seconds(self._parting.uid, uid, spent)
                seconds += new
        return seconds

    def _refuse_articles(self, reason: str, uids: Iterable[str], bad: set[str]) -> None:
        """Raise Refused where some of the Articles are bad, and name them."""
        named = [f"“{self._titles.get(uid, uid)}”" for uid in dict.fromkeys(uids) if uid in bad]
        if named:
            more = ["…"] if len(named) > _NAMED else []
            self._refuse(f"{reason}: {', '.join(named[:_NAMED] + more)}")

    def _refuse(self, reason: str) -> NoReturn:
        told = _("“{name}” was not merged, and nothing of it was changed here: {reason}.")
        raise Refused(told.format(name=self._path.name, reason=reason.rstrip(".")))
