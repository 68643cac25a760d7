"""Edits of the Schema, and of what Layers say by its names. Each changes the whole project, not one Layer."""

from __future__ import annotations

from collections.abc import Callable

from annotator.errors import Refused
from annotator.frozen import frozen
from annotator.model.schema import Schema
from annotator.model.schema_json import fingerprint
from annotator.store import Store
from annotator.store.naming import Named
from annotator.words import _


@frozen
class ChangeSchema:
    """Put another Schema in the place of the one of now, as a new version. `instead_of` is the `fingerprint` of the
    Schema that this was made for; empty for any. What takes a change back is made for what the change has made."""

    schema: Schema
    author: str
    instead_of: str = ""

    layer = None

    def apply(self, store: Store) -> ChangeSchema:
        before = store.settings.schema()
        if self.instead_of not in ("", fingerprint(before)):
            raise Refused(_("The labels have been changed otherwise since; they stay as they are now."))
        store.settings.put_schema(self.schema, self.author)
        return ChangeSchema(before, self.author, fingerprint(store.settings.schema()))


@frozen
class Rename:
    """Give something another name, wherever it is used. `within` are the Labels whose Spans are meant (those at which
    an arrow begins; for a Relation label those at which it is a Role); `of` is the Attribute whose choice it is.

    Refused where the new name is in use: then nobody could tell afterwards what had it before.
    """

    what: Named
    old: str
    new: str
    within: tuple[str, ...] = ()
    of: str = ""

    layer = None

    def apply(self, store: Store) -> Rename:
        naming = store.naming
        match self.what:
            case Named.LABEL:
                self._refuse_if(bool(naming.spans_of([self.new])))
                naming.rename_label(self.old, self.new)
            case Named.ROLE | Named.RELATION:
                inside = self.what is Named.ROLE
                self._refuse_if(bool(naming.arrows_of(self.new, self.within, inside=inside)))
                naming.rename_arrows(naming.arrows_of(self.old, self.within, inside=inside), self.new)
            case Named.ATTRIBUTE:
                self._refuse_if(bool(naming.said(self.new, self.within)))
                self._say(store, self.old, lambda name, value: (self.new, value) if name == self.old else (name, value))
            case Named.CHOICE:
                old, new = (self.of, self.old), (self.of, self.new)
                self._refuse_if(any(new in pairs for _uid, pairs in naming.said(self.of, self.within)))
                self._say(store, self.of, lambda name, value: new if (name, value) == old else (name, value))
        return Rename(self.what, self.new, self.old, self.within, self.of)

    def _say(self, store: Store, name: str, now: Callable[[str, str], tuple[str, str]]) -> None:
        said = store.naming.said(name, self.within)
        store.naming.say((uid, [now(held, value) for held, value in pairs]) for uid, pairs in said)

    def _refuse_if(self, taken: bool) -> None:
        if taken:
            raise Refused(_("The name “{name}” is in use already; nothing was renamed.").format(name=self.new))


@frozen
class RelabelSpans:
    """Give Spans of all annotators another Label: those called `uids`, unless they have another than `old` by now."""

    old: str
    new: str
    uids: tuple[str, ...]

    layer = None

    def apply(self, store: Store) -> RelabelSpans:
        held = set(store.naming.spans_of([self.old]))
        moved = tuple(uid for uid in self.uids if uid in held)
        store.naming.relabel(moved, self.new)
        return RelabelSpans(self.new, self.old, moved)
