"""brat: a folder or a zip with a .txt and an .ann for each Article, annotation.conf and visual.conf.

Texts are UTF-8, offsets count code points of the whole file, line ends and a byte order mark included. A folder holds
the work of one annotator, so one Layer of an Article goes out and the Spans that come in are those of the annotator
whom the user names; folders inside it are just folders. Files are numbered in the order of the project, so that no
two titles clash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from annotator.errors import BadInput
from annotator.formats.brat_config import Config, Names, Used, annotation_conf, config_of, visual_conf
from annotator.formats.brat_reading import Marked, Reading
from annotator.formats.brat_writing import Lines, with_same
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Note, Options, Pack
from annotator.formats.encoding import decode, fault_of
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.formats.tree import Tree, Writing, title_in
from annotator.formats.units import Unit
from annotator.model.annotation import Layer, LayerId, Status, annotator_name
from annotator.model.article import Article, title_of
from annotator.model.check import unwritable
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.model.schema import Schema
from annotator.words import _

CARRIES = EVERYTHING - {Part.LAYERS, Part.STATUS, Part.ABOUT, Part.METADATA}
_LONGEST = 40
"""Code points of a title in the name of a file: names have at most 255 bytes."""
_NUMBER = re.compile(r"\d{6}-")


def read_tree(tree: Tree, defaults: Defaults) -> Iterator[Found]:
    """An Article for each .txt, with the Layer that the .ann beside it tells."""
    names = tree.names()
    known, configs = set(names), dict[str, Config]()
    if not any(name.endswith(".ann") for name in names):
        yield BadLine(1, _("there is no .ann file in it, so it is not brat's"))
        return
    for name in names:
        if name.endswith(".ann") and name.removesuffix(".ann") + ".txt" not in known:
            yield BadLine(1, _("{name}: the .txt file of this name is missing").format(name=name))
    for name in names:
        if name.endswith(".txt"):
            folder = str(PurePosixPath(name).parent)
            if folder not in configs:
                configs[folder] = _config(tree, known, folder)
            yield from _read(tree, name, known, configs[folder], defaults)


def _config(tree: Tree, known: set[str], folder: str) -> Config:
    """The annotation.conf that is meant in a folder: its own, or that of the nearest folder around it."""
    for place in (PurePosixPath(folder), *PurePosixPath(folder).parents):
        name = str(place / "annotation.conf")
        if name in known:
            return config_of(tree.read(name).decode(errors="replace"))
    return Config()


def _read(tree: Tree, name: str, known: set[str], config: Config, defaults: Defaults) -> Iterator[Found]:
    ann = name.removesuffix(".txt") + ".ann"
    try:
        text = decode(tree.read(name), defaults.encoding or "utf-8")
        lines = decode(tree.read(ann), "utf-8") if ann in known else ""
        if fault := fault_of(text) or unwritable(lines):
            raise BadInput(fault)
    except BadInput as error:
        yield BadLine(1, f"{name}: {error}")
        return
    article = Article(
        new_uid(),
        _title(title_in(name), ours=config.ours is not None) or title_of(text),
        text,
        source=defaults.source,
        published=defaults.published,
        imported_at=now(),
    )
    marked = Reading(text, config, article.imported_at).read(lines.removeprefix("\ufeff"))
    for line, fault in marked.faults:
        yield BadLine(line, _("{name}, line {line}: {reason}").format(name=ann, line=line, reason=fault))
    yield from _notes(ann, marked)
    layer_id = LayerId(article.uid, annotator_name(defaults.annotator))
    layer = Layer(layer_id, Status.IN_PROGRESS, spans=tuple(marked.spans), relations=tuple(marked.relations))
    yield Bundle(article, layer if marked.spans else None, line=1, events=marked.events, chains=marked.chains)


def _notes(name: str, marked: Marked) -> Iterator[Note]:
    told = {
        "comment": _("{name}: comments about nothing that is kept were left out: {count}"),
        "aside": _("{name}: kept as attributes called “brat:…”, for which Hashiya has no place: {count}"),
        "fragments": _("{name}: fragments that touch or are out of order were joined: {count}"),
        "lines": _("{name}: fragments with only the end of a line between them were joined: {count}"),
        "name": _("{name}: names that are not ASCII got new ones: {count}"),
    }
    for kind, text in told.items():
        if count := marked.told[kind]:
            yield Note(0, text.format(name=name, count=count))
    if marked.unit is not Unit.CODE_POINTS:
        yield Note(0, _("{name}: offsets count {unit}").format(name=name, unit=marked.unit.value))


def _title(stem: str, *, ours: bool) -> str:
    return " ".join(_NUMBER.sub("", stem, count=1).replace("_", " ").split()) if ours else stem


def write_tree(packs: Iterable[Pack], schema: Schema, out: Writing, _options: Options) -> int:
    """Write the first Layer of each Article; returns the number of Articles."""
    schema, used, written = with_same(schema), Used(), 0
    names = Names(_all_names(schema))
    for written, pack in enumerate(packs, 1):
        stem = f"{written:06}-{safe(pack.article.title)}".rstrip("-")
        out.write(f"{stem}.txt", pack.article.text.encode())
        told = ""
        if pack.layers:
            layer = kept(pack.layers[0], CARRIES, schema)
            told = Lines(layer, pack.article.text, schema, names, used).told()
        out.write(f"{stem}.ann", told.encode())
    out.write("annotation.conf", annotation_conf(schema, names, used).encode())
    out.write("visual.conf", visual_conf(schema, names).encode())
    return written


def _all_names(schema: Schema) -> Iterator[str]:
    for label in schema.labels:
        yield label.name
    for relation in schema.relations:
        yield relation.name
    for label in schema.labels:
        yield from (role.name for role in label.roles)
        yield from (spec.name for spec in label.attributes)


def safe(title: str) -> str:
    """A title as part of a file's name on any system: letters and digits of any script, and `_` for what is between.

    >>> safe("لقاء/القاهرة: ..\\\\?")
    'لقاء_القاهرة'
    """
    letters = (ch if ch.isalnum() or unicodedata.category(ch) == "Mn" else "_" for ch in title[:200])
    return re.sub("_+", "_", unicodedata.normalize("NFC", "".join(letters)))[:_LONGEST].strip("_")


def sniff(_data: bytes, name: str) -> bool:
    """A single file is never brat's: it takes two."""
    return name.lower().endswith(".ann")


FORMAT = Format("brat", (".ann",), read_tree=read_tree, write_tree=write_tree, carries=CARRIES, sniff=sniff)
