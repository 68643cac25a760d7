"""Expected trouble, in words that a user understands and can act on. Everything else is a bug and flies."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from annotator.words import _


class AnnotatorError(Exception):
    """Something a user can understand and mend. Its text is shown to them as it is."""


class NotAProject(AnnotatorError):
    """The file is not a Hashiya project, or is not there."""

    @classmethod
    def missing(cls, path: Path) -> NotAProject:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for names that no file can have)
            return cls(_("“{path}” is a folder, not a Hashiya project.").format(path=path))
        return cls(
            _("There is no project at “{path}”. Make one with: hashiya new {name}").format(
                path=path, name=shlex.quote(str(path))
            )
        )

    @classmethod
    def foreign(cls, path: Path) -> NotAProject:
        return cls(_("“{path}” is not a Hashiya project. It was left as it is.").format(path=path))

    @classmethod
    def unfinished(cls) -> NotAProject:
        return cls(
            _("Making this project was interrupted, and there is nothing in it. Delete its file and make it again.")
        )


class NewerFile(AnnotatorError):
    """The project was written by a newer version than this one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” was made by a newer version of Hashiya. It was left as it is; update the program to open it."
            ).format(name=path.name)
        )


class DamagedFile(AnnotatorError):
    """The database of a project does not pass SQLite's own integrity check."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            _(
                "“{name}” is damaged ({detail}). Nothing was written to it. Make a copy of the file first, "
                "then go back to a backup or recover it with: sqlite3 {name} .recover"
            ).format(name=path.name, detail=detail)
        )


class DamagedJournal(AnnotatorError, ValueError):
    """A change that the Journal tells of cannot be read."""

    def __init__(self, detail: object) -> None:
        super().__init__(
            _(
                "A change in the journal of the project cannot be read ({detail}). Nothing was changed. Look the "
                "project over with: hashiya check"
            ).format(detail=detail)
        )


class Unwritable(AnnotatorError):
    """The disk, the folder or another program keeps the project from being written."""

    def __init__(self, path: Path, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(
            _(
                "“{name}” cannot be written: {detail}. The last change was not made; everything before it is safe."
            ).format(name=path.name, detail=detail)
        )

    def of(self, path: Path) -> Unwritable:
        """The same trouble, told of the file that the user knows of."""
        return Unwritable(path, self.detail)


class Busy(Unwritable):
    """Another window or program keeps writing to the project; later it can be written again."""


class AlreadyThere(AnnotatorError):
    """A file that would have to be overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“{path}” is there already and was left as it is. Choose another name.").format(path=path))


class Unknown(AnnotatorError):
    """Something was named that the project does not hold."""


class Refused(AnnotatorError):
    """A change that would break a rule of the project; nothing was changed."""


class BadInput(AnnotatorError):
    """A file that cannot be taken in as it is; says what, where, and what to do."""


class StoppedLate(KeyboardInterrupt):
    """Ctrl-C that came when a change of the project was on the disk already."""


class NoWindow(AnnotatorError):
    """There is no display on which a window could be shown."""
