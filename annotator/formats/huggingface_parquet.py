"""Hugging Face token classification in Parquet, with the names of the tags where `datasets` looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Options, Pack
from annotator.formats.huggingface import CARRIES, NAMES, TAGS, found_in, rows_of, tag_names
from annotator.formats.tags import SCHEMES
from annotator.model.schema import Schema
from annotator.words import _

_AT_ONCE = 1000
"""Rows that are written together, or read together."""
_WANTED = ("id", "article", "tokens", "words", NAMES, TAGS, "tags", "labels", "spans")


def _pyarrow() -> Any:
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError:
        raise BadInput(_('Parquet files need a library; get it with: pip install "hashiya[datasets]"')) from None


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, options: Options) -> int:
    """Write a row a sentence; returns how many Articles."""
    arrow = _pyarrow()
    told = tag_names(schema, options)
    numbers = {tag: number for number, tag in enumerate(told)}
    written = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal written
        for pack in packs:
            yield from rows_of(pack, schema, options, numbers)
            written += 1

    shape = _shape(arrow, told)
    with arrow.parquet.ParquetWriter(_Kept(out), shape) as writer:
        found = rows()
        while batch := list(islice(found, _AT_ONCE)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=shape))
    return written


class _Kept:
    """A stream that pyarrow may write to and not close: what was written is read back from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.write = stream.write
        self.flush = stream.flush
        self.closed = False

    def close(self) -> None:
        self.closed = True


def _shape(arrow: Any, told: list[str]) -> Any:
    """The columns, with what `datasets` wants to know of them."""
    text, number = {"dtype": "string", "_type": "Value"}, {"dtype": "int64", "_type": "Value"}
    features = {
        "id": text,
        "article": text,
        "sentence": number,
        "tokens": {"feature": text, "_type": "Sequence"},
        TAGS: {"feature": {"names": told, "_type": "ClassLabel"}, "_type": "Sequence"},
        NAMES: {"feature": text, "_type": "Sequence"},
        "spans": [{"start": number, "end": number, "label": text}],
    }
    string, whole = arrow.string(), arrow.int64()
    return arrow.schema(
        [
            ("id", string),
            ("article", string),
            ("sentence", whole),
            ("tokens", arrow.list_(string)),
            (TAGS, arrow.list_(whole)),
            (NAMES, arrow.list_(string)),
            ("spans", arrow.list_(arrow.struct([("start", whole), ("end", whole), ("label", string)]))),
        ],
        metadata={"huggingface": orjson.dumps({"info": {"features": features}})},
    )


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """An Article for each row; rows of the same `article` that follow each other make one."""
    arrow = _pyarrow()
    try:
        file = arrow.parquet.ParquetFile(stream)
        names = [name for name in file.schema_arrow.names if name in _WANTED]
        known = _known(file.schema_arrow.metadata or {})
        yield from found_in(_rows(file, names), known, defaults)
    except (arrow.ArrowException, OSError, ValueError) as error:
        detail = (str(error).strip().splitlines() or [""])[0]
        yield BadLine(1, _("it is no Parquet file that can be read: {detail}").format(detail=detail[:200]))


def _rows(file: Any, names: list[str]) -> Iterator[tuple[int, object]]:
    number = 0
    for batch in file.iter_batches(batch_size=_AT_ONCE, columns=names):
        for row in batch.to_pylist():
            number += 1
            yield number, row


def _known(metadata: dict[bytes, bytes]) -> list[str]:
    """The names of the tags by their numbers, where the file was made by `datasets` or for it."""
    try:
        told = orjson.loads(metadata[b"huggingface"])["info"]["features"]
        feature = told.get(TAGS) or told.get("tags") or told["labels"]
        names = feature["feature"]["names"]
    except (KeyError, TypeError, AttributeError, orjson.JSONDecodeError):
        return []
    return names if isinstance(names, list) and all(isinstance(name, str) for name in names) else []


def sniff(data: bytes, _name: str) -> bool:
    """Whether a file begins as Parquet files do."""
    return data.startswith(b"PAR1")


FORMAT = Format(
    "huggingface-parquet",
    (".parquet",),
    read=read,
    write=write,
    carries=CARRIES,
    sniff=sniff,
    needs="datasets",
    schemes=SCHEMES,
)
