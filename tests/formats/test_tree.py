"""Archives and folders: what cannot be read is told, nothing leads out, and nothing grows without end."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import BadInput
from annotator.formats import tree
from annotator.formats.tree import Archive, Beside, Folder, title_in
from annotator.workspace import Workspace
from tests.helpers.builders import tables

FILES = {"a.ann": b"T1\tPERS 0 3\n", "a.txt": "خبر".encode() * 50}


def packed(path: Path, files: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", way) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def patched(path: Path, signature: bytes, offset: int, kind: str, value: int) -> Path:
    """The archive with one number of its first header of this signature changed."""
    data = bytearray(path.read_bytes())
    struct.pack_into(kind, data, data.index(signature) + offset, value)
    path.write_bytes(data)
    return path


def read_all(path: Path) -> list[bytes]:
    archive = Archive(path)
    return [archive.read(name) for name in archive.names()]


DIRECTORY, LOCAL = b"PK\1\2", b"PK\3\4"


@pytest.mark.parametrize(
    ("signature", "offset", "kind", "value"),
    [
        pytest.param(DIRECTORY, 8, "<H", 1, id="encrypted"),
        pytest.param(DIRECTORY, 10, "<H", 99, id="packed in no known way"),
        pytest.param(DIRECTORY, 16, "<I", 7, id="another checksum"),
        pytest.param(DIRECTORY, 24, "<I", 3, id="a smaller size"),
        pytest.param(DIRECTORY, 24, "<I", 2**32 - 2, id="a size without end"),
        pytest.param(DIRECTORY, 28, "<H", 60_000, id="a name without end"),
        pytest.param(DIRECTORY, 42, "<I", 2**31, id="behind the end"),
        pytest.param(LOCAL, 26, "<H", 9, id="another name in the file"),
        pytest.param(LOCAL, 0, "<I", 0, id="no file where one should be"),
        pytest.param(LOCAL, 30, "<I", 0xFFFFFFFF, id="a name that is no UTF-8"),
    ],
)
def test_an_archive_that_lies_is_refused_in_words(
    signature: bytes, offset: int, kind: str, value: int, tmp_path: Path
) -> None:
    path = patched(packed(tmp_path / "a.zip", FILES), signature, offset, kind, value)
    with pytest.raises(BadInput):
        read_all(path)


def test_a_name_that_is_marked_as_utf8_and_is_none_is_refused_in_words(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", FILES)
    data = path.read_bytes().replace(b"a.ann", b"\xff.ann")
    at = data.index(DIRECTORY)
    path.write_bytes(data[: at + 8] + b"\0\x08" + data[at + 10 :])
    with pytest.raises(BadInput, match="no zip archive"):
        read_all(path)


@pytest.mark.parametrize("length", [0, 4, 40, 90, 200])
def test_an_archive_that_is_cut_off_is_refused_in_words(length: int, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", FILES)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(BadInput, match="no zip archive"):
        read_all(path)


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_as_no_tool_packs_texts_is_not_unpacked(way: int, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"“a.ann” cannot be unpacked"):
        read_all(packed(tmp_path / "a.zip", FILES, way))


def test_an_archive_unpacks_to_a_hundred_times_its_size_at_most(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"“a.txt” would unpack to too much"):
        read_all(packed(tmp_path / "one.zip", {"a.txt": b"\0" * 2**21}))
    many = {f"{number}.txt": b"\0" * 2**20 for number in range(70)}
    with pytest.raises(BadInput, match="it would unpack to too much"):
        read_all(packed(tmp_path / "many.zip", many))


def test_a_file_without_a_name_in_an_archive_leads_nowhere(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = ""
        archive.writestr(info, b"")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    with pytest.raises(BadInput, match="leads out"):
        Archive(tmp_path / "a.zip")


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("سر")
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, str(tmp_path / "secret.txt"))
    assert read_all(tmp_path / "a.zip") == [str(tmp_path / "secret.txt").encode()]


def test_an_archive_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Archive(tmp_path / "a.zip")


def test_a_damaged_archive_is_named_and_changes_nothing(project: Workspace, tmp_path: Path) -> None:
    before = tables(project.path)
    for number, offset in enumerate((8, 10, 42)):
        path = patched(packed(tmp_path / f"{number}.zip", FILES), DIRECTORY, offset, "<H", 99)
        with pytest.raises(BadInput, match=path.name):
            project.import_files([path], add_labels=True)
    path = tmp_path / "cut.zip"
    path.write_bytes(packed(tmp_path / "a.zip", FILES).read_bytes()[:50])
    with pytest.raises(BadInput, match=r"“.*cut.zip”: it is no zip archive"):
        project.import_files([path])
    assert tables(project.path) == before


def test_the_format_of_an_archive_with_nothing_in_it_is_not_known(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {})
    path.write_bytes(b"PK\3\4" + path.read_bytes())
    assert formats.found_out(path) is None


def test_a_file_that_is_too_large_for_one_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 2000)
    monkeypatch.setattr(tree, "LONGEST", 1000)
    for held in (Folder(tmp_path), Beside(tmp_path / "a.txt")):
        with pytest.raises(BadInput, match=r"“a.txt” is larger than"):
            held.read("a.txt")


def test_a_name_that_is_no_utf8_still_gives_a_title() -> None:
    assert title_in("a/خبر\udcff.txt") == "خبر?"
