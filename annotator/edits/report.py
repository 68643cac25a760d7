"""What an import tells when it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _


@frozen
class Remark:
    """Something about one line of one file, or about all of it (line 0), that the user should know."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


class BadImport(BadInput):
    """A file cannot come in as it is; nothing was changed. `lacks_label` says that only a Label is missing, `is_whole`
    that leaving lines out would not help."""

    def __init__(self, remark: Remark, *, lacks_label: bool) -> None:
        super().__init__(_("{remark}. Nothing was imported").format(remark=str(remark).removesuffix(".")))
        self.lacks_label = lacks_label
        self.is_whole = not remark.line


@dataclass(slots=True)
class Report:
    """What an import did. `present`: Articles that were there already; `refused`: lines left out; `unfilled`:
    Layers left out because the annotator has Spans there; `notes`: what else is to be known of the files; `labels`:
    names that were added to the Schema; `formats`: what each file was read as. Of boilerplate,
    `removed` is what was left out of texts, `boilerplate` how many passages were kept, and `uncleaned` how many
    Articles with Spans have some and were left as they are, where it was to be left out."""

    articles: int = 0
    layers: int = 0
    spans: int = 0
    present: list[Remark] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    unfilled: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    formats: list[tuple[Path, str]] = field(default_factory=list)
    removed: list[Remark] = field(default_factory=list)
    boilerplate: int = 0
    uncleaned: int = 0
