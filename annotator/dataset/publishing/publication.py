"""What is wished of a dataset, and all that is told of one."""

from __future__ import annotations

from dataclasses import field

from annotator.dataset.export import Wanted
from annotator.dataset.publishing.columns import Column, columns_of, offset_unit
from annotator.dataset.publishing.licences import Licence
from annotator.dataset.publishing.survey import Survey
from annotator.dataset.publishing.twins import Twins
from annotator.formats.bundle import Format, Options
from annotator.frozen import frozen
from annotator.model.schema import Label, Schema
from annotator.model.split import Split, SplitRule

HUB_SPLITS = {Split.TRAIN: "train", Split.DEV: "validation", Split.TEST: "test"}
"""What the splits are called where `datasets` looks for them."""


@frozen
class Wish:
    """How a dataset is to be made. `with_names` tells who the annotators are, otherwise they are A1, A2 and so on;
    `strict` refuses what the format cannot carry. `clitics_inside` and `week_starts` are what the project settled, and
    are told."""

    title: str
    format_name: str = "jsonl"
    wanted: Wanted = field(default_factory=lambda: Wanted(to_learn_from=True))
    options: Options = field(default_factory=Options)
    licence: Licence = field(default_factory=Licence)
    with_names: bool = False
    strict: bool = False
    clitics_inside: bool = False
    week_starts: str = "saturday"


@frozen
class DataFile:
    """One file of the folder, by its name in it. `rows` is None where nobody counts them; `is_beside` says that it
    holds no data, but what a tool wants to know of the data."""

    name: str
    split: Split
    size: int
    sha256: str
    rows: int | None = None
    is_beside: bool = False


@frozen
class Publication:
    """A dataset: what was wished, what was found in the project, and what was written.

    `rule` and `twins` are None where the project is not divided; `changed` is the day of the project's last change
    (ISO), empty where nothing was ever changed.
    """

    wish: Wish
    format: Format
    schema: Schema
    schema_version: int
    survey: Survey
    files: tuple[DataFile, ...]
    rule: SplitRule | None
    twins: Twins | None
    changed: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that `datasets` finds when it loads the folder by its path; none where it cannot."""
        return columns_of(self.format.name)

    @property
    def offset_unit(self) -> str:
        """What the offsets of Spans count: `codepoint`, `utf16`, `grapheme` or `token`."""
        return offset_unit(self.format, self.wish.options)

    @property
    def data(self) -> list[DataFile]:
        """The files with data, one for each split that has any."""
        return [file for file in self.files if not file.is_beside]

    @property
    def rows(self) -> int:
        """All rows, or all Articles where nobody counts rows."""
        return sum(self.survey.articles[one.split] if one.rows is None else one.rows for one in self.data)

    @property
    def labels(self) -> list[Label]:
        """The Labels to tell of: those that may be marked, and those that are."""
        marked = self.survey.labels
        return [label for label in self.schema.labels if label.is_markable or label.name in marked]


def counted(n: int, noun: str) -> str:
    """A number with its English noun.

    >>> counted(1, "article"), counted(1200, "span")
    ('1 article', '1,200 spans')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
