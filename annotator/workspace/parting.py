"""Parts of a project: made for annotators, and merged when they come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, BadInput
from annotator.words import _
from annotator.workspace.making import Changed
from annotator.workspace.suggesting import Suggesting
from annotator.workspace.teaming import Teaming

if TYPE_CHECKING:
    from annotator.edits.merging import Merged

Progress = Callable[[int, int], None]


class Parting(Teaming, Suggesting):
    """The verbs for work by file. They are a lead's."""

    def bundle(self, annotator: str, out: Path | str, progress: Progress = lambda _done, _total: None) -> int:
        """Make a project file of what is assigned to an annotator: its Articles, the Schema with its versions, what the
        project settled, and the annotator's own work so far; nothing of anybody else. Returns how many Articles.

        `progress` is told how many are in it and how many will be; it may raise to cancel, and then there is no file.
        Raises Unknown, Refused, AlreadyThere, Unwritable.
        """
        from annotator.edits.parting import write_part

        self._check_lead()
        return write_part(self._store, self.known_annotator(annotator), Path(out), progress)

    def bundle_path(self, annotator: str) -> Path:
        """Where the file of an annotator is made where nobody says otherwise: beside the project."""
        return self.path.parent / _file_names([annotator])[annotator]

    def bundle_all(
        self,
        folder: Path | str,
        progress: Progress = lambda _done, _total: None,
        annotators: Iterable[str] | None = None,
    ) -> dict[str, Path]:
        """Make a file for each annotator to whom anything is assigned, or for some, in a folder; returns them. Where
        one of them is there already none is made."""
        from annotator.edits.parting import check_part, write_part

        self._check_lead()
        chosen = None if annotators is None else set(annotators)
        assigned = {name: uids for name, uids in self.assignments().items() if chosen is None or name in chosen}
        if not assigned:
            raise BadInput(_("No article is assigned to anybody; assign some first."))
        wanted = {name: Path(folder) / file for name, file in _file_names(assigned).items()}
        for name, out in wanted.items():
            check_part(self._store, name, out)
        total, before = sum(map(len, assigned.values())), 0
        for name, out in wanted.items():
            so_far = before
            write_part(self._store, name, out, lambda done, _total, so_far=so_far: progress(so_far + done, total))  # type: ignore[misc]
            before += len(assigned[name])
        return wanted

    def merge(self, path: Path | str, progress: Progress = lambda _done, _total: None) -> Merged:
        """Bring back what an annotator did in their file, all of it or nothing; see `annotator.edits.merging`. What
        came back before is passed over.

        `progress` may raise to cancel. Raises NotAProject, NewerFile, DamagedFile, Unwritable, Refused.
        """
        from annotator.edits.merging import merge

        self._check_lead()
        merged = merge(self._store, Path(path), progress)
        self.follow_merge()
        return merged

    def follow_merge(self) -> None:
        """Go by what has come back, here or beside the work, and announce it."""
        self._forget_lessons()
        self.judge_anew()
        self._tallies.clear()
        self.announce(Changed())

    def merged(
        self, paths: list[Path], progress: Progress = lambda _done, _total: None
    ) -> Iterator[tuple[Path, Merged | AnnotatorError]]:
        """Merge several files one after the other and tell what came of each: what cannot be merged keeps no other
        from it. Where `progress` raises, those files stay merged that were done."""
        self._check_lead()
        for number, path in enumerate(paths):

            def told(done: int, total: int, number: int = number) -> None:
                progress(int(1000 * (number + done / max(total, 1))), 1000 * len(paths))

            try:
                yield path, self.merge(path, told)
            except AnnotatorError as error:
                yield path, error


_LONGEST = 120
"""Bytes of an annotator's name that are the name of a file; systems take 255, and a number and an ending follow."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?![^.])", re.IGNORECASE)
"""What Windows takes for a device, whatever ending it has."""


def _file_names(annotators: Iterable[str]) -> dict[str, str]:
    """A name for the file of each annotator, on any system."""
    names: dict[str, str] = {}
    for annotator in annotators:
        short = annotator.encode()[:_LONGEST].decode(errors="ignore")
        safe = "".join("_" if letter in '<>:"/\\|?*' else letter for letter in short).strip(". ") or "_"
        if _DEVICES.match(safe):
            safe = f"_{safe}"
        taken = {name.casefold() for name in names.values()}
        tries = chain([safe], (f"{safe} {number}" for number in count(2)))
        names[annotator] = next(f"{name}.hashiya" for name in tries if f"{name}.hashiya".casefold() not in taken)
    return names
