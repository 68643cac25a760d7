"""Hugging Face token classification in Parquet, with the names of the tags where `datasets` looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched, chain
from typing import Any, BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Options, Pack
from annotator.formats.huggingface import CARRIES, NAMES, TAGS, found_in, rows_of, tag_names
from annotator.model.schema import Schema
from annotator.words import _

_AT_ONCE = 1000
"""Rows that are written or read together."""
_WANTED = ("id", "article", "tokens", "words", NAMES, TAGS, "tags", "labels", "spans")


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise BadInput(_('For Parquet files install: pip install "hashiya[datasets]"')) from None
    return pyarrow
