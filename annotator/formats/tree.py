"""Folders of files as some tools have them, on the disk or in a zip, read and written the same way and never beyond."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from annotator.errors import BadInput
from annotator.words import _

MOST_FILES = 200_000
MOST_BYTES = 2**31
"""What all files of an archive may take when they are unpacked."""
MOST_TIMES = 200
"""How many times its own size a file in an archive may unpack to; text seldom packs to less than a tenth."""
DESCRIBING = ("annotation.conf", "TypeSystem.xml")
"""Files that say of all files of a folder what is in them."""
_SMALL = 2**20


class Tree(Protocol):
    """Files by their names, which are relative and have `/` between folders."""

    def names(self) -> list[str]:
        """The names of all files, in order."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises BadInput for one that is not there, or unpacks to too much."""
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
        return path.read_bytes()


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
        return (self._folder / name).read_bytes()


class Archive:
    """A zip file. Nothing is unpacked to the disk; names that lead out of it are refused."""

    def __init__(self, path: Path | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise BadInput(_("“{path}” is no zip archive that can be read").format(path=path)) from error
        self._infos = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        if len(self._infos) > MOST_FILES or self.size > MOST_BYTES:
            raise BadInput(_("“{path}” would unpack to too much").format(path=path))
        for name in self._infos:
            if leads_out(name):
                raise BadInput(
                    _("“{path}” holds the name “{name}”, which leads out of it").format(path=path, name=name)
                )

    @property
    def size(self) -> int:
        """What all files in it take, in bytes, when they are unpacked."""
        return sum(info.file_size for info in self._infos.values())

    def names(self) -> list[str]:
        return sorted(self._infos)

    def read(self, name: str) -> bytes:
        info = self._infos.get(name)
        if info is None:
            raise BadInput(_("there is no file “{name}”").format(name=name))
        if info.file_size > max(_SMALL, MOST_TIMES * info.compress_size):
            raise BadInput(_("“{name}” would unpack to too much").format(name=name))
        try:
            with self._zip.open(info) as file:
                data = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise BadInput(_("“{name}” cannot be unpacked").format(name=name)) from error
        if len(data) > info.file_size:  # it says less than it has
            raise BadInput(_("“{name}” would unpack to too much").format(name=name))
        return data


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
        self._zip.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED)


def leads_out(name: str) -> bool:
    """Whether a name in an archive could mean a place outside of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0] or "\0" in name


def pairs(tree: Tree, ending: str, other: str) -> Iterator[tuple[str, str]]:
    """The names of files that belong together: each that ends in `ending`, with the one that ends in `other`."""
    known = set(tree.names())
    for name in tree.names():
        if name.endswith(ending) and (partner := name.removesuffix(ending) + other) in known:
            yield name, partner
