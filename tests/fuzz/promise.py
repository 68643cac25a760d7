"""What an importer promises: a clear error that changes nothing, or a right result; in bounded time and memory."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any

import orjson

from annotator.edits.sources import sources_of
from annotator.errors import AnnotatorError
from annotator.formats.bundle import BadLine, Bundle, Defaults
from annotator.model.annotation import Layer
from annotator.model.check import span_faults, unwritable
from annotator.workspace import Workspace
from tests.fuzz.cases import Case
from tests.fuzz.limits import limited
from tests.helpers.builders import ARTICLE, AUTHOR, behind_its_back, put_article, small_schema, tables, where

ROOM, TIMES = 2**24, 60
"""Bytes that a project may grow by with any file, and for each byte of it: the index takes some for each letter."""


class Outcome(Enum):
    """What came of a file, where the promise was kept."""

    READ = "read"
    REFUSED = "refused"


class Broken(AssertionError):
    """A promise that was not kept, in words."""


@dataclass(frozen=True)
class Ground:
    """A folder to work in, and a small project in it of which each file gets a copy."""

    folder: Path
    project: Path

    @contextmanager
    def place(self) -> Iterator[Path]:
        """An empty folder for one file."""
        place = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def memory() -> str | None:
    """A folder in memory, where there is one: thousands of small projects wear a disk out."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def ground_in(folder: Path) -> Ground:
    """Make the small project, with an Article and a Span."""
    path = folder / "small.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        article = put_article(workspace, ARTICLE)
        workspace.mark(article, [where("محمود عباس")], "PERS")
    return Ground(folder, path)


def reads(case: Case, ground: Ground) -> Outcome:
    """Read it without a project. Raises Broken and Exceeded."""
    with ground.place() as place, limited(case.size):
        path = case.put(place)
        seen = 0
        try:
            for source in sources_of([path], case.format or None):
                for found, _done in source.found(Defaults(AUTHOR)):
                    if isinstance(found, Bundle):
                        _check_bundle(found)
                    seen += not isinstance(found, BadLine)
        except AnnotatorError:
            return Outcome.REFUSED
        return Outcome.READ if seen else Outcome.REFUSED


def comes_in(case: Case, ground: Ground, *, skip_bad: bool) -> Outcome:
    """Import it into a copy of the small project, which is looked over then. Raises Broken and Exceeded."""
    with ground.place() as place:
        project = Path(shutil.copy(ground.project, place / "copy.hashiya"))
        path, before = case.put(place), held_in(project)
        with Workspace.open(project) as workspace:
            try:
                with limited(case.size):
                    report = workspace.import_files(
                        [path], format_name=case.format or None, add_labels=True, skip_bad=skip_bad
                    )
            except AnnotatorError as error:
                check_sentence(str(error), path.name)
                outcome = Outcome.REFUSED
            else:
                outcome = Outcome.READ
                told = report.articles or report.present or report.refused or report.notes
                insist(told, "nothing came in, and nothing was said of it")
        room = sum(one.stat().st_size for one in place.glob("copy.hashiya*")) - ground.project.stat().st_size
        insist(room <= ROOM + TIMES * case.size, f"the project has grown by {room:,} bytes")
        if outcome is Outcome.REFUSED:
            insist(held_in(project) == before, "there was an error, and something was changed")
            return outcome
        with Workspace.open(project) as workspace:  # anew: what was stored must be readable
            insist(not (wrong := list(workspace.check())), f"the project is not sound: {wrong[:3]}")
            out = io.BytesIO()
            workspace.export(out)
            texts = {orjson.loads(line)["text"] for line in out.getvalue().splitlines()}
            insist(len(texts) == report.articles + 1, "the report counts other articles than the project has")
            if len(tables(project)["journal"]) > len(before["journal"]):
                workspace.undo()
        after = held_in(project)
        for name in ("articles", "layers", "spans", "relations"):
            insist(after[name] == before[name], "undo did not take the import back")
        return outcome


def held_in(project: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a project, but for Layers of which nothing is said."""
    found = tables(project)
    with behind_its_back(project) as connection:
        found |= {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in ("schema", "settings")}
    found["layers"] = [row for row in found["layers"] if row[2] != "new"]
    return found


def insist(kept: object, sentence: str) -> None:
    """Raises Broken with the sentence where something was not `kept`."""
    if not kept:
        raise Broken(sentence)


def _check_bundle(bundle: Bundle) -> None:
    article, layer = bundle.article, bundle.layer
    texts = [article.uid, article.title, article.text, article.source, article.url, article.published]
    texts += [text for pair in article.metadata for text in pair]
    if layer is not None:
        texts += _texts(layer)
        for span in layer.spans:  # ids are looked at together with those of the project, when the layer comes in
            for fault in span_faults(span, len(article.text)):
                raise Broken(f"a span is not valid: {fault}")
    for text in texts:
        insist(isinstance(text, str), f"a text is none: {text!r}")
        insist(unwritable(text) is None, f"a text cannot be kept: {unwritable(text)}")


def _texts(layer: Layer) -> Iterator[str]:
    yield from (layer.id.annotator, layer.status, layer.comment)
    for one in (*layer.spans, *layer.relations):
        for field in fields(one):
            value = getattr(one, field.name)
            if field.name not in ("fragments", "confidence", "schema", "attributes"):
                yield value
    for span in layer.spans:
        for said in span.attributes:
            yield from (said.name, said.value)


def check_sentence(told: str, name: str, *, most: int = 2000) -> None:
    """Raises Broken for an error that is no sentence about the file of this name."""
    insist(name in told, f"the error does not name the file: {told[:300]}")
    insist(len(told) <= most, f"the error is {len(told)} characters long: {told[:300]}")
    for word in ("Error:", "Error(", "Traceback", "object has no", "NoneType"):
        insist(word not in told, f"the error is Python's and not a sentence: {told[:300]}")
