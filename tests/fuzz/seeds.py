"""Good files of each format: what our own writers make, and what other tools made, where the shared data are."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats.bundle import Format
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.fuzz.cases import Case
from tests.fuzz.made import made
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, TEXT, small_schema, where
from tests.helpers.shared import SHARED

READING = tuple(known for known in formats.FORMATS if known.reads)
_LARGEST = 16_000
"""Bytes of a seed; of larger files the first lines are taken."""
_MOST = 40
"""Seeds of one format that other tools made."""


def seeds(known: Format) -> list[Case]:
    """Good files of a format, those that are made here first; there is always one."""
    found = [*made(known.name), *ours(known)]
    if not found:  # nobody has made one yet
        found = [Case(f"a{(known.suffixes or ('.json',))[0]}", TEXT.encode(), known.name)]
    return [*found, *theirs().get(known.name, ())]


@cache
def ours(known: Format) -> tuple[Case, ...]:
    """What we write in a format: a file, or a folder."""
    if not known.writes:
        return ()
    from annotator.edits.edit import AddArticle, FillLayer

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Workspace.create(folder / "p.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
            for article, layers in _contents():
                workspace.do(AddArticle(article))
                for layer in layers:
                    workspace.do(FillLayer(layer))
            out = folder / f"ours{known.suffixes[0] if known.write is not None else ''}"
            workspace.export(out, format_name=known.name)
        return (_case(out, known.name),)


def _contents() -> Iterator[tuple[Article, list[Layer]]]:
    article = ARTICLE
    date = Span("s4", "DATE", (where("12 مايو 2024"),), "DATE", "2024-05-12", note="ملاحظة")
    spans = (
        Span("s1", "Meet", (where("التقى"),), attributes=(Attribute("Tense", "past"),)),
        Span("s2", "PERS", (where("محمود عباس"),)),
        Span("s3", "PERS", (where("عباس"),)),
        date,
    )
    arrows = (Relation("r1", "Agent", "s1", "s2"), Relation("r2", "same", "s2", "s3"))
    other = Span("s5", "GPE", (where("القاهرة"),))
    yield (
        article,
        [
            Layer(LayerId(article.uid, AUTHOR), Status.DONE, spans=spans, relations=arrows),
            Layer(LayerId(article.uid, OTHER), Status.IN_PROGRESS, spans=(other,)),
        ],
    )
    text = "🔴 عاجل: قال لرويترز\u200f إنّ 👨\u200d👩\u200d👧 وصلت.\nثم غادرت."
    second = Article("article-2", "عاجل", text, metadata=(("desk", "أخبار"),))
    marked = Span("t1", "GPE", (where("رويترز", text),))
    yield second, [Layer(LayerId(second.uid, AUTHOR), Status.IN_PROGRESS, spans=(marked,))]


@cache
def theirs() -> dict[str, list[Case]]:
    """What other tools made, by the name of the format that it is found out to be; empty without the shared data."""
    found: dict[str, list[Case]] = defaultdict(list)
    data = SHARED / "data"
    folders = set()
    for path in sorted(data.rglob("*")) if data.is_dir() else ():
        if not path.is_file() or path.suffix in (".md", ".py", ".xml") or path.stem in ("SOURCE", "LICENSE"):
            continue
        try:
            known = formats.found_out(path)
        except (AnnotatorError, OSError):
            continue
        if known is None:
            continue
        if known.read is None or path.suffix == ".ann":
            folders.add((path.parent, known))
        else:
            found[known.name].append(_case(path, known.name))
    for folder, known in sorted(folders, key=lambda one: one[0]):
        found[known.name].append(_case(folder, known.name))
    return {name: held[:: max(len(held) // _MOST, 1)][:_MOST] for name, held in found.items()}


def _case(path: Path, name: str) -> Case:
    if not path.is_dir():
        return Case(path.name, _start(path), name)
    files = sorted(one for one in path.rglob("*") if one.is_file())
    small = [one for one in files if one.stat().st_size <= _LARGEST or one.suffix == ".xml"][:8]
    return Case(path.name, {one.relative_to(path).as_posix(): one.read_bytes() for one in small}, name)


def _start(path: Path) -> bytes:
    data = path.read_bytes()
    if len(data) <= _LARGEST or data[:4] in (b"PK\3\4", b"PAR1") or path.suffix not in (".jsonl", ".txt", ".conll"):
        return data
    return data[: data.find(b"\n", _LARGEST) + 1] or data
