"""Files and folders that are either whole or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotator.errors import BadInput, Unwritable
from annotator.formats.tree import NewArchive, NewFolder, Writing
from annotator.words import _


@contextmanager
def opened_file(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself, or a temporary neighbour of the file that takes its place when all went well."""
    if not isinstance(out, Path):
        yield out
        return
    temporary = None
    try:
        if out.exists() and not (out.is_file() or out.is_dir()):  # a pipe or a device stays what it is
            with out.open("wb") as stream:
                yield stream
            return
        out = out.resolve()  # a link keeps pointing at its file
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".hashiya-", suffix=".part", dir=out.parent)
        temporary = Path(name)
        with os.fdopen(handle, "w+b", buffering=1 << 20) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(out)
    except OSError as error:
        raise Unwritable(out, error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with suppress(FileNotFoundError):
                temporary.unlink()


class NewTree:
    """A folder or a zip that is being filled beside the place where it will appear."""

    def __init__(self, inside: Writing, archive: zipfile.ZipFile | None = None) -> None:
        self._inside = inside
        self._archive = archive

    def write(self, name: str, data: bytes) -> None:
        self._inside.write(name, data)

    def done(self) -> None:
        """All files are written: what is there can be read now."""
        if self._archive is not None:
            self._archive.close()


@contextmanager
def opened_tree(out: Path) -> Iterator[tuple[NewTree, Path]]:
    """A folder, or for a name that ends in `.zip` an archive, to fill, and where it stands meanwhile; it takes its
    place when all went well. Raises BadInput where a folder with something in it is there already."""
    if out.suffix.lower() != ".zip":
        with opened_folder(out) as place:
            yield NewTree(NewFolder(place)), place
        return
    out = out.resolve()
    with _beside(out) as place, zipfile.ZipFile(place, "w") as archive:
        yield NewTree(NewArchive(archive), archive), place


@contextmanager
def opened_folder(out: Path) -> Iterator[Path]:
    """A folder to fill, where it stands meanwhile; it takes its place when all went well. Raises BadInput where one
    with something in it is there already."""
    out = out.resolve()
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise BadInput(_("“{path}” is there already and is not empty; name another folder").format(path=out))
    with _beside(out) as place:
        place.mkdir()
        yield place
        if out.exists():
            out.rmdir()


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A place in a folder beside `out`; what is made there is moved to `out` when all went well. Raises Unwritable."""
    temporary: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".hashiya-", suffix=".part", dir=out.parent))
        yield temporary / out.name
        (temporary / out.name).replace(out)
    except OSError as error:
        raise Unwritable(out, error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
