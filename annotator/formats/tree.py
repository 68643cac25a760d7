"""Folders of files as some tools have them, on the disk or in a zip, read and written the same way and never beyond."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from annotator.errors import BadInput
from annotator.formats.encoding import LONGEST
from annotator.words import _

MOST_FILES = 200_000
MOST_BYTES = 2**31
"""What all files of an archive may take when they are unpacked."""
MOST_TIMES = 100
"""How many times its own size an archive, or a file in it, may unpack to; text seldom packs to less than a tenth."""
DESCRIBING = ("annotation.conf", "TypeSystem.xml")
"""Files that say of all files of a folder what is in them."""
_SMALL, _SMALL_ARCHIVE = 2**20, 2**26
"""Bytes that a file, and all files of an archive, may unpack to however small they are packed."""
_PACKING = 1
"""How hard zlib packs: texts take less than half the time of its usual 6, and an eighth more room."""
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
)
"""What `zipfile` raises for archives that are damaged, encrypted, or packed in ways that it does not know."""


class Tree(Protocol):
    """Files by their names, which are relative and have `/` between folders."""

    def names(self) -> list[str]:
        """The names of all files, in order."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises BadInput for one that is not there, is too large, or unpacks to too much."""
        ...


class Folder:
    """A folder on the disk; links that lead out of it are not followed."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()

    def names(self) -> list[str]:
        return sorted(
            path.relative_to(self._path).as_posix()
            for path in self._path.rglob("*")
            if path.is_file() and path.resolve().is_relative_to(self._path)
        )

    def read(self, name: str) -> bytes:
        path = (self._path / name).resolve()
        if not path.is_relative_to(self._path) or not path.is_file():
            raise BadInput(_("there is no file “{name}”").format(name=name))
        return _bytes_of(path, name)


class Beside:
    """One file with those of the same folder that belong to it: of the same stem, and what describes them all."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._names = sorted(
            beside.name
            for beside in path.parent.iterdir()
            if beside.is_file()
            and (beside == path or (beside.stem == path.stem and beside.suffix == ".txt") or beside.name in DESCRIBING)
        )

    def names(self) -> list[str]:
        return list(self._names)

    def read(self, name: str) -> bytes:
        if name not in self._names:
            raise BadInput(_("there is no file “{name}”").format(name=name))
        return _bytes_of(self._folder / name, name)


def _bytes_of(path: Path, name: str) -> bytes:
    if path.stat().st_size > LONGEST:
        raise BadInput(_("“{name}” is larger than {most} MiB").format(name=name, most=LONGEST // 2**20))
    return path.read_bytes()


class Archive:
    """A zip file. Nothing is unpacked to the disk; names that lead out of it are refused. Raises BadInput for what
    cannot be read, or would unpack to too much."""

    def __init__(self, path: Path | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except _FAULTS as error:
            if isinstance(error, OSError) and error.filename is not None:  # the file itself cannot be opened
                raise
            raise BadInput(_("it is no zip archive that can be read")) from error
        self._infos = {info.filename: info for info in self._zip.infolist() if info.filename[-1:] != "/"}
        packed = path.stat().st_size if isinstance(path, Path) else path.seek(0, 2)
        most = min(MOST_BYTES, max(_SMALL_ARCHIVE, MOST_TIMES * packed))
        if len(self._infos) > MOST_FILES or self.size > most:
            raise BadInput(_("it would unpack to too much"))
        for name in self._infos:
            if leads_out(name):
                raise BadInput(_("it holds the name “{name}”, which leads out of it").format(name=name[:200]))

    @property
    def size(self) -> int:
        """What all files in it take, in bytes, when they are unpacked."""
        return sum(info.file_size for info in self._infos.values())

    def names(self) -> list[str]:
        return sorted(self._infos)

    def beginning(self, name: str, length: int) -> bytes:
        """The first `length` bytes of a file. Raises BadInput for one that cannot be unpacked."""
        return self._unpacked(name, length)

    def read(self, name: str) -> bytes:
        info = self._infos.get(name)
        if info is None:
            raise BadInput(_("there is no file “{name}”").format(name=name))
        if info.file_size > min(LONGEST, max(_SMALL, MOST_TIMES * info.compress_size)):
            raise BadInput(_("“{name}” would unpack to too much").format(name=name))
        data = self._unpacked(name, info.file_size + 1)
        if len(data) > info.file_size:  # it says less than it has
            raise BadInput(_("“{name}” would unpack to too much").format(name=name))
        return data

    def _unpacked(self, name: str, most: int) -> bytes:
        info = self._infos[name]
        try:
            # Others pack a thousand times smaller; no tool that writes texts takes them.
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise NotImplementedError
            with self._zip.open(info) as file:
                return file.read(most)
        except _FAULTS as error:
            raise BadInput(_("“{name}” cannot be unpacked").format(name=name)) from error


def opened(path: Path) -> Tree:
    """The folder or the zip at a path; one file alone is read with what stands beside it."""
    if path.is_dir():
        return Folder(path)
    return Archive(path) if is_archive(path) else Beside(path)


def is_archive(path: Path) -> bool:
    """Whether it is a zip, or says with its name that it is one."""
    if path.suffix.lower() == ".zip":
        return True
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


class Writing(Protocol):
    """Where a format puts its files."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file there; its name is relative. Raises ValueError for one that leads out."""
        ...


class NewFolder:
    """A folder that is being filled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, name: str, data: bytes) -> None:
        if leads_out(name):
            raise ValueError(name)
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class NewArchive:
    """A zip that is being filled. Files carry no date, so the same content gives the same bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive

    def write(self, name: str, data: bytes) -> None:
        if leads_out(name):
            raise ValueError(name)
        self._zip.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED, compresslevel=_PACKING)


def leads_out(name: str) -> bool:
    """Whether a name in an archive could mean a place outside of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0] or "\0" in name


def title_in(name: str) -> str:
    """What the name of a file says of the Article in it: without its folders and its ending, and without the half of a
    surrogate pair that stands for a byte which is no UTF-8.

    >>> title_in("a/b/لقاء.txt")
    'لقاء'
    """
    return PurePosixPath(name).stem.encode("utf-8", "replace").decode()


def pairs(tree: Tree, ending: str, other: str) -> Iterator[tuple[str, str]]:
    """The names of files that belong together: each that ends in `ending`, with the one that ends in `other`."""
    known = set(tree.names())
    for name in tree.names():
        if name.endswith(ending) and (partner := name.removesuffix(ending) + other) in known:
            yield name, partner
