"""The shelf of interchange formats: one file each, model in, bytes out, and back."""

from __future__ import annotations

from pathlib import Path

from annotator.formats import (
    brat,
    conll,
    doccano,
    feed,
    huggingface,
    huggingface_parquet,
    jsonl,
    label_studio,
    page,
    plain_text,
    prodigy,
    spacy_docbin,
    table,
    uima,
    w3c,
    webanno,
    webpage,
    wojood,
    word_document,
)
from annotator.formats.bundle import SNIFFED, Format
from annotator.formats.tree import Archive

FORMATS: tuple[Format, ...] = (
    brat.FORMAT,
    uima.XMI,
    uima.JSON,
    w3c.FORMAT,
    spacy_docbin.FORMAT,
    huggingface_parquet.FORMAT,
    huggingface.FORMAT,
    label_studio.FORMAT,
    prodigy.FORMAT,
    doccano.FORMAT,
    webanno.FORMAT,
    jsonl.FORMAT,
    wojood.FORMAT,
    conll.FORMAT,
    plain_text.FORMAT,
    webpage.FORMAT,
    feed.FORMAT,
    word_document.FORMAT,
    table.CSV,
    table.XLSX,
    page.FORMAT,
)
"""Every format that the program reads or writes. Where a file could be of several, the first of them is meant."""

_PLAIN = (jsonl.FORMAT, plain_text.FORMAT)
"""What a file with their ending is where it does not say of itself what it is."""


def by_name(name: str) -> Format | None:
    """The format called `name`, or None."""
    return next((known for known in FORMATS if known.name == name), None)


def by_suffix(suffix: str) -> Format | None:
    """The first format of files that end in `suffix` (with the dot, in any case), and whose ending it is alone; or
    None."""
    ending = suffix.lower()
    readable = (known for known in (*_PLAIN, *FORMATS) if known.reads)
    return next((known for known in readable if ending in known.suffixes and ending not in known.shared), None)


def is_for_reading(path: Path) -> bool:
    """Whether a file is a page that we made to be looked at. Raises OSError."""
    with path.open("rb") as file:
        return page.FORMAT.sniff(file.read(SNIFFED), path.name)


def found_out(path: Path) -> Format | None:
    """The format of a file, by how it begins and what it is called, else by its ending alone; or None. Raises BadInput
    for an archive that cannot be read."""
    with path.open("rb") as file:
        beginning = file.read(SNIFFED)
    if table.XLSX.sniff(beginning, path.name):
        return table.XLSX
    if beginning.startswith(b"PK\x03\x04"):
        return _in_archive(Archive(path))
    sniffed = next((known for known in FORMATS if known.reads and known.sniff(beginning, path.name)), None)
    return sniffed or by_suffix(path.suffix)


def _in_archive(archive: Archive) -> Format | None:
    names = archive.names()
    whole = next((known for known in FORMATS if known.inside and known.inside in names), None)
    tree = whole or of_tree(names)
    if tree is not None or not names:
        return tree
    inside = archive.beginning(names[0], SNIFFED)
    return next((known for known in FORMATS if known.read_tree and known.sniff(inside, names[0])), None)


def of_tree(names: list[str]) -> Format | None:
    """The format of a folder or an archive by the names of the files in it: the one whose first ending is there."""
    trees = [known for known in FORMATS if known.read_tree is not None and known.suffixes]
    return next((known for known in trees if any(name.lower().endswith(known.suffixes[0]) for name in names)), None)
