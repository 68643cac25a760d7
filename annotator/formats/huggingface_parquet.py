"""Hugging Face token classification in Parquet, with the names of the tags where `datasets` looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Options, Pack
from annotator.formats.encoding import LONGEST, too_long
from annotator.formats.huggingface import CARRIES, NAMES, TAGS, found_in, rows_of, tag_names
from annotator.formats.tags import SCHEMES
from annotator.formats.tree import MOST_TIMES
from annotator.model.schema import Schema
from annotator.words import _

_AT_ONCE = 1000
"""Rows that are written together, or read together."""
_MOST_VALUES, _VALUES_A_BYTE = 2**20, 10
"""Numbers and texts that a file may hold, and how many for each of its bytes, where that is more."""
_BYTES_AN_OBJECT = 32
_WANTED = ("id", "article", "tokens", "words", NAMES, TAGS, "tags", "labels", "spans")


def _pyarrow() -> Any:
    try:
        import_module("pyarrow.parquet")
        import_module("pyarrow.compute")
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
        file, most = _opened(arrow, stream)
        known = _known(file.schema_arrow.metadata or {})
    except (arrow.ArrowException, OSError, ValueError) as error:
        yield BadLine(1, _unreadable(error))
    except BadInput as error:
        yield BadLine(1, str(error))
    else:
        yield from found_in(_rows(arrow, file, most), known, defaults)


def _unreadable(error: Exception) -> str:
    detail = (str(error).strip().splitlines() or [""])[0]
    return _("it is no Parquet file that can be read: {detail}").format(detail=detail[:200])


def _opened(arrow: Any, stream: BinaryIO) -> tuple[Any, int]:
    """The file, with texts as numbers of what is in a list of them: in a file of a few hundred bytes one long text may
    stand a million times. Also how many bytes its texts may have in all. Raises BadInput for a file that would unpack
    to too much."""
    size = stream.seek(0, 2)
    described = arrow.parquet.ParquetFile(stream)
    told, shape = described.metadata, described.schema
    columns = [number for number in range(told.num_columns) if shape.column(number).path.split(".")[0] in _WANTED]
    held = [told.row_group(group).column(number) for group in range(told.num_row_groups) for number in columns]
    most = max(LONGEST, MOST_TIMES * size)
    is_large = sum(one.num_values for one in held) > max(_MOST_VALUES, _VALUES_A_BYTE * size)
    if is_large or sum(one.total_uncompressed_size for one in held) > most:
        raise BadInput(_("it would unpack to too much"))
    texts = [shape.column(number) for number in columns if shape.column(number).physical_type == "BYTE_ARRAY"]
    return arrow.parquet.ParquetFile(stream, metadata=told, read_dictionary=[one.path for one in texts]), most


def _rows(arrow: Any, file: Any, most: int) -> Iterator[tuple[int, object] | BadLine]:
    number = told = 0
    names = [name for name in file.schema_arrow.names if name in _WANTED]
    try:
        for batch in file.iter_batches(batch_size=_AT_ONCE, columns=names):
            told += _weight(arrow, batch, 0)
            if told > most:
                yield BadLine(number + 1, _("it would unpack to too much"))
                return
            is_small = _weight(arrow, batch) <= LONGEST
            for start in range(0, batch.num_rows, _AT_ONCE if is_small else 1):
                some = batch.slice(start, _AT_ONCE if is_small else 1)
                if not is_small and _weight(arrow, some) > LONGEST:
                    number += 1
                    yield BadLine(number, too_long())
                    continue
                for row in some.to_pylist():
                    number += 1
                    yield number, row
    except (arrow.ArrowException, OSError, ValueError, OverflowError, ImportError) as error:
        yield BadLine(number + 1, _unreadable(error))


def _weight(arrow: Any, held: Any, each: int = _BYTES_AN_OBJECT) -> int:
    """About how many bytes columns take as objects of Python, each text as often as it stands there, and `each` of
    whatever stands there so many more."""
    kinds = arrow.types
    if isinstance(held, arrow.RecordBatch):
        return sum(_weight(arrow, column, each) for column in held.columns)
    own = len(held) * each
    if kinds.is_dictionary(held.type):
        lengths = arrow.compute.binary_length(held.dictionary)
        return own + (arrow.compute.sum(lengths.take(held.indices)).as_py() or 0)
    if kinds.is_list(held.type) or kinds.is_large_list(held.type):
        return own + _weight(arrow, held.flatten(), each)
    if kinds.is_struct(held.type):
        return own + sum(_weight(arrow, part, each) for part in held.flatten())
    return own + int(held.nbytes)


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
