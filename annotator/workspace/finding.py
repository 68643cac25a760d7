"""Finding words in the texts of an open project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from annotator.workspace.reading import Reading

if TYPE_CHECKING:
    from annotator.store.search import GoingOn, Hit, Query


class Finding(Reading):
    """What may be found in one open project. `annotator.workspace.search` has what it is asked and answers with."""

    def find(self, query: Query, going_on: GoingOn | None = None) -> Iterator[Hit]:
        """What `query` finds, one after the other, Article by Article in the order in which they came in.

        Take as many as are wanted; nothing beyond them is searched. `going_on` is told how far it has come, and may
        raise to end it. Raises BadInput for a regular expression that is none, or that takes too long.
        """
        return self._store.find(query, self.annotator, going_on)

    @property
    def has_index(self) -> bool:
        """Whether the full-text index is complete. Without it everything is found as well, but not at once."""
        return self._store.index.is_complete

    def build_index(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Index the Articles of a project that comes from a version without an index; nothing where that is done.

        `progress` is told how many Articles are in it and how many there are; it may raise to cancel, and then what
        is done stays done. Others may write in between.
        """
        while True:
            with self._store.atomic():
                lot = self._store.index.next_lot()
            if lot is None:
                return
            progress(*lot)
