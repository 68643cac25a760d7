"""Taking files in and putting the project out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotator import paths
from annotator.edits.report import Report
from annotator.errors import Refused
from annotator.model.annotation import Status, annotator_name
from annotator.model.clock import day_given
from annotator.words import _
from annotator.workspace.making import Changed, Making, check_writable
from annotator.workspace.trimming import Trimming

if TYPE_CHECKING:
    from annotator.dataset.losses import Loss
    from annotator.edits.cleaning import Alike, LeaveOut, Place
    from annotator.formats.bundle import Defaults, Format, Options
    from annotator.formats.fields import TableReading
    from annotator.workspace.trimming import Refit


class Exchanging(Making, Trimming):
    """The verbs for files of other tools and of our own."""

    def import_files(
        self,
        files: Iterable[Path | str],
        *,
        published: str = "",
        source: str = "",
        encoding: str | None = None,
        annotator: str | None = None,
        format_name: str | None = None,
        add_labels: bool = False,
        skip_bad: bool = False,
        clitics_inside: bool | None = None,
        table: TableReading | None = None,
        tables: Mapping[Path, TableReading] | None = None,
        leave_out: LeaveOut | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Report:
        """Take files and folders in, as one step. Raises BadInput, and then nothing was changed.

        The format of each file is found out unless `format_name` says it; `add_labels` adds Labels that the Schema does
        not have to it. `annotator` names the Layer of Spans that come without one; `published` is an ISO date.
        `progress` is told the bytes that are done and all of them; it may raise to cancel. `clitics_inside` says if
        the files' Spans keep their proclitics: where the project has it otherwise, they are moved; None takes them as
        they are. `table` says how tables are read, `tables` how single ones are. `leave_out` says which boilerplate is
        left out of the texts of Articles without Spans (see `boilerplate_in`); None keeps all of it.
        """
        from annotator.edits.intake import take_in

        self._keep_up()
        defaults = self._defaults(published, source, encoding, annotator, table, tables)
        differs = clitics_inside not in (None, self.clitics_inside)
        report = take_in(
            self._store,
            self._history,
            self.schema,
            map(Path, files),
            defaults,
            format_name=format_name,
            add_labels=add_labels,
            skip_bad=skip_bad,
            refit=self.refitting(inside=self.clitics_inside) if differs else None,
            leave_out=leave_out,
            progress=progress,
        )
        self._keep_up()
        self.announce(Changed())
        return report

    def boilerplate_in(
        self,
        files: Iterable[Path | str],
        *,
        encoding: str | None = None,
        format_name: str | None = None,
        table: TableReading | None = None,
        tables: Mapping[Path, TableReading] | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Iterator[Place]:
        """What could be left out of the Articles that files hold: cues to other articles, share lines, credits and so
        on. Nothing is imported. Raises BadInput."""
        from annotator.edits.cleaning import places_in
        from annotator.edits.sources import sources_of

        defaults = self._defaults("", "", encoding, None, table, tables)
        return places_in(sources_of(map(Path, files), format_name), defaults, progress)

    def alike_boilerplate_in(
        self,
        files: Iterable[Path | str],
        *,
        encoding: str | None = None,
        format_name: str | None = None,
        table: TableReading | None = None,
        tables: Mapping[Path, TableReading] | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> list[Alike]:
        """The same by what it says, what stands in most Articles first. Raises BadInput."""
        from annotator.edits.cleaning import gathered

        found = self.boilerplate_in(
            files, encoding=encoding, format_name=format_name, table=table, tables=tables, progress=progress
        )
        return gathered(found)

    def _defaults(
        self,
        published: str,
        source: str,
        encoding: str | None,
        annotator: str | None,
        table: TableReading | None,
        tables: Mapping[Path, TableReading] | None,
    ) -> Defaults:
        """What the user said about files. Raises BadInput and Refused for what means nothing."""
        check_writable(source)
        from annotator.formats.bundle import Defaults
        from annotator.formats.encoding import encoding_of
        from annotator.formats.fields import TableReading

        encoding_of(b"", encoding)  # a name that means nothing is no fault of the files
        return Defaults(
            annotator=self.annotator if annotator is None else annotator_name(annotator),
            published=day_given(published),
            source=source,
            encoding=encoding,
            table=table or TableReading(),
            tables=tables or {},
        )

    def export(
        self,
        out: Path | BinaryIO,
        *,
        format_name: str = "jsonl",
        annotator: str | None = None,
        status: Status | None = None,
        split: str | None = None,
        clitics_inside: bool | None = None,
        options: Options | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> int:
        """Write the project out and return how many lines it wrote; see `annotator.dataset.export`.

        `split` is train, dev or test, for the Articles of one split alone. `clitics_inside` says whether Spans are to
        keep their proclitics there; None writes them as they are.
        """
        if annotator is not None:
            self.known_annotator(annotator)
        if isinstance(out, Path) and self.is_for_a_project(out):
            raise Refused(_("“{path}” is a name for a project; export to another one.").format(path=out))
        from annotator.dataset.export import Wanted, export

        self._keep_up()
        return export(
            self._store,
            self.schema,
            out,
            format_name=format_name,
            wanted=Wanted(annotator, status, split),
            options=options,
            refit=self._fitting(clitics_inside, progress),
            progress=progress,
        )

    def going_out(self, *, annotator: str | None = None, status: Status | None = None, split: str | None = None) -> int:
        """How many Articles such an export would have in it."""
        if annotator is None and status is None:
            return self._store.articles.count() if split is None else self._store.splits.size(split)
        return self._store.layers.articles_with(annotator, status, split)

    def losses(
        self,
        format_name: str,
        *,
        annotator: str | None = None,
        status: Status | None = None,
        split: str | None = None,
        clitics_inside: bool | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Iterator[Loss]:
        """What such an export to a format would leave behind, Article by Article; see `annotator.dataset.losses`.
        Raises BadInput for an unknown format."""
        from annotator.dataset.export import Wanted, format_to_write
        from annotator.dataset.losses import losses
        from annotator.formats.parts import EVERYTHING

        known = format_to_write(format_name)
        refit = None if known.carries == EVERYTHING else self._fitting(clitics_inside, progress)
        wanted = Wanted(annotator, status, split)
        return losses(self._store, self.schema, known, wanted, refit=refit, progress=progress)

    def _fitting(self, clitics_inside: bool | None, progress: Callable[[int, int], None]) -> Refit | None:
        """What moves Spans as they go out, if anything does; `progress` may cancel that words are read for it."""
        if clitics_inside is None:
            return None
        return self.refitting(inside=clitics_inside, progress=lambda _done, _total: progress(0, 1))

    def export_path(self, format_name: str = "jsonl") -> Path:
        """Where an export lands where nobody says otherwise. The name says the format where its ending alone would be
        that of several."""
        from annotator.dataset.export import format_to_write
        from annotator.formats import FORMATS

        known = format_to_write(format_name)
        ending = ending_of(known)
        others = [one for one in FORMATS if one.writes and one is not known and ending_of(one) == ending]
        stem = f"{self.path.stem}-{known.name}" if others and known.name != "jsonl" else self.path.stem
        return paths.exports_folder() / f"{stem}{ending}"


def ending_of(known: Format) -> str:
    """How the name of a file of a format ends, with the dot; several files go into a zip."""
    return known.suffixes[0] if known.write is not None else ".zip"
