"""The part of a project that one annotator works on, as a project of its own: nothing in it is from anybody else.

It is a new file, filled through Edits, so that not even its free pages hold what is not meant for the annotator, and
its Journal tells all that is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.edits.edit import AddArticle, Edit, FillLayer
from annotator.edits.history import History
from annotator.edits.schema_edit import ChangeSchema
from annotator.edits.split_edit import Divide
from annotator.errors import AlreadyThere, Refused, Unwritable
from annotator.model.annotation import LayerId
from annotator.model.ids import new_uid
from annotator.model.roles import PROGRAM, Role
from annotator.paths import is_there
from annotator.store import Store
from annotator.store.partings import Base, Parting
from annotator.words import _

SETTINGS = (
    "week_starts",
    "clitics/%",
    "suggestions/threshold",
    "suggestions/blind",
    "suggestions/off",
    "suggestions/shared articles",
)
"""The settings that go with a part, as patterns of SQL. Servers and models outside do not, nor what somebody alone
settled."""

Progress = Callable[[int, int], None]
"""Told how many Articles are in the part and how many will be. It may raise to cancel; then there is no file."""


def write_part(store: Store, annotator: str, out: Path, progress: Progress = lambda _done, _total: None) -> int:
    """Make the file `out` of what is assigned to the annotator, whole or not at all, and return how many Articles are
    in it. Raises Refused where nothing is assigned, AlreadyThere, Unwritable."""
    check_part(store, annotator, out)
    unfinished = out.with_name(f".{new_uid()}.part")
    try:
        part = Store.create(unfinished)
    except Unwritable as error:
        raise error.of(out) from error
    try:
        with store.reading(), part.atomic():
            count = _fill(store, part, annotator, progress)
        part.close()
        if out.exists():
            raise AlreadyThere(out)
        unfinished.replace(out)
    except BaseException as error:
        part.discard()
        if isinstance(error, Unwritable) and error.path == unfinished:
            raise error.of(out) from error
        if isinstance(error, OSError):
            raise Unwritable(out, error.strerror or str(error)) from error
        raise
    return count


def check_part(store: Store, annotator: str, out: Path) -> None:
    """Raise what `write_part` would raise, before anything is written."""
    if store.partings.parting() is not None:
        raise Refused(_("This file is itself the part of a project; parts are made of the whole."))
    if store.annotators.role(annotator) is Role.GOLD:
        raise Refused(_("The gold layers are nobody's to annotate."))
    if not store.assignments.has_any(annotator):
        told = _("No article is assigned to {annotator}; assign some first. No file was made.")
        raise Refused(told.format(annotator=annotator))
    if is_there(out):
        raise AlreadyThere(out)


def _fill(store: Store, part: Store, annotator: str, progress: Progress) -> int:
    versions = store.settings.versions()
    authors = [version.author if version.author == annotator else "" for version in versions]
    part.settings.put_schema(versions[0].schema, authors[0])
    part.settings.put("annotator", annotator)
    part.annotators.put(annotator, Role.ANNOTATOR)
    for name, value in store.settings.like(SETTINGS):
        part.settings.put(name, value)
    part.names.put(store.names.all())
    uids = store.assignments.of(annotator)

    def edits() -> Iterator[Edit]:
        for version, author in zip(versions[1:], authors[1:], strict=True):
            yield ChangeSchema(version.schema, author)
        for done, entry in enumerate(store.articles.entries(annotator, list(uids)), 1):
            yield AddArticle(store.articles.get(entry.uid), entry.position)
            layer = store.layers.read(LayerId(entry.uid, annotator))
            if not layer.is_untouched:
                yield FillLayer(layer)
            progress(done, len(uids))
        rule, splits = store.splits.rule(), store.splits.of(uids)
        if rule is not None or splits:
            yield Divide(rule, tuple(splits.items()))

    History(part, PROGRAM).do_all(edits())
    for uid in uids:
        _put_what_is_not_edited(store, part, LayerId(uid, annotator))
    part.partings.put_parting(Parting(annotator, new_uid(), part.journal.last()))
    return len(uids)


def _put_what_is_not_edited(store: Store, part: Store, layer: LayerId) -> None:
    """Verdicts and time, and from where the Layer goes on."""
    seconds = store.layers.seconds(layer)
    if seconds:
        part.layers.add_seconds(layer, seconds)
    verdicts = store.verdicts.of(layer)
    if verdicts:
        part.layers.ensure(layer)
        part.verdicts.put(layer, verdicts)
    rows = store.journal.of_layer(layer)
    part.partings.put_base(layer.article, Base(rows[-1] if rows else "", seconds))
