"""What is given to an importer: one file, or a folder of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

Files = dict[str, bytes]
"""The files of a folder by their names, `/` between folders."""


@dataclass(frozen=True)
class Case:
    """A file called `name`, or a folder. `format` is the format that is named for it, empty where it is found out."""

    name: str
    content: bytes | Files
    format: str = ""

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(map(len, self.content.values())) if isinstance(self.content, dict) else len(self.content)

    def put(self, folder: Path) -> Path:
        """Write it into `folder`, but for names that no file can have there, and return where it is."""
        place = folder / self.name
        if not isinstance(self.content, dict):
            place.write_bytes(self.content)
            return place
        place.mkdir()
        for name, data in self.content.items():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or not path.name or "\0" in name:
                continue
            try:
                (place / path).parent.mkdir(parents=True, exist_ok=True)
                (place / path).write_bytes(data)
            except (OSError, UnicodeEncodeError):
                continue
        return place


_FILE, _NAME = b"\x1c\x1e", b"\x1c\x1f"


def packed(content: bytes | Files) -> bytes:
    """A file, or a folder in one piece, for a fuzzer that knows one piece only."""
    if not isinstance(content, dict):
        return content
    return b"".join(_FILE + name.encode("utf-8", "surrogateescape") + _NAME + data for name, data in content.items())


def unpacked(data: bytes) -> bytes | Files:
    """What `packed` was given, or what has become of it."""
    if not data.startswith(_FILE):
        return data
    parts = (one.partition(_NAME) for one in data.split(_FILE)[1:])
    return {name.decode("utf-8", "surrogateescape"): held for name, _sep, held in parts}
