"""Making a dataset for others to train with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.annotation import Status
from annotator.workspace.dating import WEEK_STARTS, Dating
from annotator.workspace.exchanging import Exchanging
from annotator.workspace.making import check_writable

if TYPE_CHECKING:
    from annotator.dataset.publishing.publication import Publication
    from annotator.formats.bundle import Options


class Publishing(Dating, Exchanging):
    """The verb for datasets."""

    def publish(
        self,
        out: Path,
        *,
        format_name: str = "jsonl",
        annotator: str | None = None,
        status: Status | None = None,
        options: Options | None = None,
        title: str = "",
        licence: str = "",
        with_names: bool = False,
        strict: bool = False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Publication:
        """Write a dataset into the folder `out`, whole or not at all, and return what is told of it; see
        `annotator.dataset.publishing.publish`.

        `title` is the name of the project's file where nothing is said; `licence` is one of the Hub's or of SPDX, or
        an address. Without `with_names` nobody learns who the annotators are. Raises BadInput, Refused, Unknown,
        Unwritable; `progress` may raise to cancel.
        """
        from annotator.dataset.export import Wanted
        from annotator.dataset.publishing.licences import licence_named
        from annotator.dataset.publishing.publication import Wish
        from annotator.dataset.publishing.publish import publish
        from annotator.formats.bundle import Options

        if annotator is not None:
            self.known_annotator(annotator)
        name = " ".join(title.split()) or self.path.stem
        check_writable(name)
        self._keep_up()
        wish = Wish(
            name,
            format_name,
            Wanted(annotator, status, to_learn_from=True),
            options or Options(),
            licence_named(licence),
            with_names,
            strict,
            self.clitics_inside,
            next(day for day, number in WEEK_STARTS.items() if number == self.week_starts),
        )
        return publish(self._store, self.schema, out, wish, progress)
