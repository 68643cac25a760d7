"""A dataset in a folder: data files by split, and beside them what those need to know who train with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from annotator.dataset.export import Progress, companion_of, export, format_to_write
from annotator.dataset.losses import told_parts
from annotator.dataset.publishing.card import card
from annotator.dataset.publishing.columns import columns_of
from annotator.dataset.publishing.croissant import croissant
from annotator.dataset.publishing.labels_file import labels_file, schema_file
from annotator.dataset.publishing.publication import HUB_SPLITS, DataFile, Publication, Wish
from annotator.dataset.publishing.survey import Survey, Told, named, survey
from annotator.dataset.publishing.twins import twins
from annotator.dataset.whole import opened_folder
from annotator.errors import BadInput
from annotator.formats.bundle import Format
from annotator.formats.parts import Part
from annotator.model.roles import GOLD, hidden_names
from annotator.model.schema import Schema
from annotator.model.split import Split
from annotator.store import Store
from annotator.words import _, ngettext

_TO_READ = ("html",)
"""Formats that are written for people to read."""
_PIECE = 1 << 20


def publish(
    store: Store, schema: Schema, out: Path, wish: Wish, progress: Progress = lambda _done, _total: None
) -> Publication:
    """Write a dataset into the folder `out`, which appears when all of it is written and proved.

    The project is read as of one moment, and the same project makes the same bytes again. `progress` may raise to
    cancel. Raises Unwritable, and BadInput where nothing would go out, where a format without Layers would get several
    of one Article, and where what should go out belongs to no split.
    """
    known = format_to_publish(wish.format_name)
    with store.reading(), opened_folder(out) as place:
        rule = store.splits.rule()
        splits = None if rule is None else store.splits.all()
        stage = _Stages(store.articles.count(), 2 if rule is None else 3, progress)
        names = _names(store.layers.annotators_as_they_came(), wish)
        found = survey(store, schema, known, wish.wanted, splits, names, stage.next())
        _refuse(found, known, wish)
        alike = twins(store, rule, splits, stage.next()) if rule and splits else None
        files: list[DataFile] = []
        for split in (split for split in Split if found.articles[split]):
            size = store.articles.count() if rule is None else store.splits.size(split)
            chosen = replace(wish, wanted=wish.wanted if rule is None else replace(wish.wanted, split=split))
            files += _written(store, schema, place, chosen, split, names, stage.next(size))
        last = next(store.journal.each(newest_first=True, limit=1), None)
        made = Publication(
            wish,
            known,
            schema,
            store.settings.schema_version(),
            found,
            tuple(files),
            rule,
            alike,
            last.at[:10] if last else "",
        )
        for name, content in (
            ("labels.json", labels_file(made)),
            ("schema.json", schema_file(made)),
            ("croissant.json", croissant(made)),
            ("README.md", card(made).encode()),
        ):
            (place / name).write_bytes(content)
    return made


def look_ahead(store: Store, schema: Schema, wish: Wish, told: Told, progress: Progress) -> Survey:
    """What `publish` would find; nothing is written. `told` hears what each Article would lose. Raises BadInput where
    there would be no dataset."""
    known = format_to_publish(wish.format_name)
    with store.reading():
        splits = None if store.splits.rule() is None else store.splits.all()
        found = survey(
            store,
            schema,
            known,
            wish.wanted,
            splits,
            _names(store.layers.annotators_as_they_came(), wish),
            progress,
            told,
        )
    _refuse(found, known, wish)
    return found


def format_to_publish(name: str) -> Format:
    """The format called `name`; raises BadInput for one that is not there, cannot be written, or is for people."""
    known = format_to_write(name)
    if not is_for_datasets(known):
        raise BadInput(_("“{name}” is for people to read; take another format for a dataset").format(name=known.name))
    return known


def is_for_datasets(known: Format) -> bool:
    """Whether the data of a dataset can be in a format."""
    return known.writes and known.name not in _TO_READ


class _Stages:
    """The progress of work that goes over all Articles several times, told as one."""

    def __init__(self, articles: int, times: int, progress: Progress) -> None:
        self._articles = articles
        self._total = articles * times
        self._progress = progress
        self._before = 0

    def next(self, articles: int | None = None) -> Progress:
        """Of the next pass, over all Articles or as many as are told."""
        before, size = self._before, self._articles if articles is None else articles
        self._before += size
        return lambda done, total: self._progress(before + done * size // max(total, 1), self._total)


def _names(people: list[str], wish: Wish) -> dict[str, str]:
    """What the annotators are called: their names, or A1, A2 and so on, in an order that letters have too. Gold is
    nobody, and keeps its name."""
    names = {name: name for name in people} if wish.with_names else hidden_names(people)
    return {name: GOLD if name == GOLD else called for name, called in names.items()}


def _refuse(found: Survey, known: Format, wish: Wish) -> None:
    if found.undivided:
        raise BadInput(
            ngettext(
                "{n} annotated article belongs to no split; divide the project again (hashiya split)",
                "{n} annotated articles belong to no split; divide the project again (hashiya split)",
                found.undivided,
            )
        )
    if not found.articles:
        raise BadInput(_("Nothing in the project is annotated as it is wanted, so there is no dataset to publish"))
    if found.crowded and Part.LAYERS not in known.carries:
        raise BadInput(
            ngettext(
                "{n} article was annotated by several people, which this format cannot tell apart; name one annotator, "
                "or take jsonl",
                "{n} articles were annotated by several people, which this format cannot tell apart; name one "
                "annotator, or take jsonl",
                found.crowded,
            )
        )
    if wish.strict and found.left:
        told = _("Nothing was written, for {format} cannot carry all of it: {parts}")
        raise BadInput(told.format(format=known.name, parts=told_parts(found.left)))


def _written(
    store: Store,
    schema: Schema,
    place: Path,
    wish: Wish,
    split: Split,
    names: Mapping[str, str],
    progress: Progress,
) -> Iterator[DataFile]:
    """Write the data of one split, and yield the files that it is in."""
    known = format_to_write(wish.format_name)
    path = place / "data" / f"{HUB_SPLITS[split]}{known.suffixes[0] if known.write else '.zip'}"
    export(
        store,
        schema,
        path,
        format_name=known.name,
        wanted=wish.wanted,
        options=wish.options,
        refit=lambda _text, layer: named(layer, names),
        progress=progress,
    )
    yield _look_at(path, place, split, known)
    beside = companion_of(known, path)
    if beside is not None:
        yield replace(_look_at(beside, place, split, known), rows=None, is_beside=True)


def _look_at(path: Path, place: Path, split: Split, known: Format) -> DataFile:
    """What there is to tell of a file, which may be larger than memory."""
    from hashlib import sha256  # here, for the start of the window: OpenSSL is large

    digest, lines = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            lines += piece.count(b"\n")
    rows: int | None = None
    if path.suffix == ".parquet":
        rows = int(import_module("pyarrow.parquet").read_metadata(path).num_rows)
    elif columns_of(known.name):
        rows = lines
    return DataFile(path.relative_to(place).as_posix(), split, path.stat().st_size, digest.hexdigest(), rows)
