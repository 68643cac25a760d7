"""What an import tells when it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one line of one file that the user should know."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(slots=True)
class Report:
    """What an import did. `present`: Articles that were there already; `refused`: lines left out; `unfilled`:
    Layers left out because the annotator has Spans there."""

    articles: int = 0
    layers: int = 0
    spans: int = 0
    present: list[Remark] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    unfilled: list[Remark] = field(default_factory=list)
