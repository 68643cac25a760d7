"""Making a dataset for others to train with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.annotation import Status
from annotator.workspace.dating import WEEK_STARTS, Dating
from annotator.workspace.exchanging import Exchanging
from annotator.workspace.making import check_writable

if TYPE_CHECKING:
    from annotator.dataset.losses import Loss
    from annotator.dataset.publishing.publication import Publication, Wish
    from annotator.dataset.publishing.survey import Survey
    from annotator.formats.bundle import Options


class Publishing(Dating, Exchanging):
    """The verbs for datasets."""

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
        from annotator.dataset.publishing.publish import publish

        wish = self._wish(
            format_name, annotator, status, title=title, licence=licence, options=options, with_names=with_names
        )
        return publish(self._store, self.schema, out, replace(wish, strict=strict), progress)

    def look_ahead(
        self,
        *,
        format_name: str = "jsonl",
        annotator: str | None = None,
        status: Status | None = None,
        told: Callable[[Loss], None] = lambda _loss: None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Survey:
        """What such a dataset would hold; nothing is written. `told` hears of each Article that would lose something,
        in their order. Raises BadInput where there would be no dataset; `progress` may raise to cancel."""
        from annotator.dataset.publishing.publish import look_ahead

        wish = self._wish(format_name, annotator, status)
        return look_ahead(self._store, self.schema, wish, told, progress)

    def _wish(
        self,
        format_name: str,
        annotator: str | None,
        status: Status | None,
        *,
        title: str = "",
        licence: str = "",
        options: Options | None = None,
        with_names: bool = False,
    ) -> Wish:
        """How a dataset is to be made, with what the project settled. Raises BadInput, Refused and Unknown."""
        from annotator.dataset.export import Wanted
        from annotator.dataset.publishing.licences import licence_named
        from annotator.dataset.publishing.publication import Wish
        from annotator.formats.bundle import Options

        if annotator is not None:
            self.known_annotator(annotator)
        name = " ".join(title.split()) or self.path.stem
        check_writable(name)
        self._keep_up()
        return Wish(
            name,
            format_name,
            Wanted(annotator, status, to_learn_from=True, beside_others=annotator is None or self.sees_others),
            options or Options(),
            licence_named(licence),
            with_names,
            clitics_inside=self.clitics_inside,
            week_starts=next(day for day, number in WEEK_STARTS.items() if number == self.week_starts),
        )
