"""The columns of the data files that `datasets` loads: told once, for the card, for `datasets` and for Croissant."""

from __future__ import annotations

from typing import Any

from annotator.formats.bundle import Format, Options
from annotator.formats.huggingface import NAMES, TAGS, tag_names
from annotator.formats.units import Unit
from annotator.frozen import frozen
from annotator.model.schema import Schema

TEXT, NUMBER, REAL, TAG = "string", "int64", "float64", "tag"


@frozen
class Column:
    """A column, or a key of the objects in one. `depth` is how many lists lie around its values; a value is a text, a
    number, the number of a tag, or an object with the keys in `inner`."""

    name: str
    about: str
    kind: str = TEXT
    depth: int = 0
    inner: tuple[Column, ...] = ()


_PAIR = (Column("name", "Its name."), Column("value", "Its value."))
_SPAN = (
    Column("id", "The id that relations, events and chains point to."),
    Column("start", "The first code point.", NUMBER),
    Column("end", "The code point behind the last.", NUMBER),
    Column("text", "The marked words; those of fragments are joined by a space."),
    Column("label", "The label."),
    Column("kind", "Its kind: entity, event or date."),
    Column("fragments", "All ranges as [start, end]; several where the span is discontinuous.", NUMBER, 2),
    Column("type", "The TIMEX3 type of a date, else empty."),
    Column("value", "The TIMEX3 value of a date, else empty."),
    Column("attributes", "Named values.", depth=1, inner=_PAIR),
    Column("note", "What the annotator wrote on it."),
    Column("origin", "manual, import, or what proposed it; with /corrected, a person then changed it."),
    Column("confidence", "How sure it was when it was proposed, from 0 to 1; 1 where a person made it.", REAL),
)
_ARGUMENT = (Column("role", "Its role."), Column("span", "The id of the span that fills it."))
_NATIVE = (
    Column("format", "hashiya/1"),
    Column("offset_unit", "codepoint: what offsets count."),
    Column("id", "The id of the article, which several rows may share."),
    Column("title", "The title of the article."),
    Column("text", "The article, letter for letter."),
    Column("sha256", "The SHA-256 of the text in UTF-8."),
    Column("source", "Who published it."),
    Column("url", "Where it was published."),
    Column("published", "The day of publication, as 2026-01-27; empty where unknown."),
    Column("annotator", "Whose annotations these are."),
    Column("status", "How far the annotator was: in_progress, done, flagged, …"),
    Column("spans", "What is marked, in reading order.", depth=1, inner=_SPAN),
    Column(
        "relations",
        "Arrows between spans.",
        depth=1,
        inner=(
            Column("id", "The id of the relation."),
            Column("label", "Its label."),
            Column("source", "The id of the span where it begins."),
            Column("target", "The id of the span where it ends."),
        ),
    ),
    Column(
        "events",
        "Each event with its arguments.",
        depth=1,
        inner=(
            Column("trigger", "The id of the span that names the event."),
            Column("label", "Its label."),
            Column("arguments", "What takes part in it.", depth=1, inner=_ARGUMENT),
        ),
    ),
    Column(
        "chains",
        "Spans that mean the same.",
        depth=1,
        inner=(Column("label", "The label of the relations that say so."), Column("spans", "Their ids.", depth=1)),
    ),
    Column("metadata", "What else is known of the article.", depth=1, inner=_PAIR),
)
_TOKENS = (
    Column("id", "The id of the sentence."),
    Column("article", "The id of its article, which its other sentences share."),
    Column("sentence", "Its number in the article, from 0.", NUMBER),
    Column("tokens", "Its tokens.", depth=1),
    Column(TAGS, "The tag of each token, by number.", TAG, 1),
    Column(NAMES, "The tag of each token, by name.", depth=1),
    Column(
        "spans",
        "All spans, nested ones too, in numbers of tokens; the tags tell the outermost.",
        depth=1,
        inner=(
            Column("start", "The first token.", NUMBER),
            Column("end", "The token behind the last.", NUMBER),
            Column("label", "The label."),
        ),
    ),
)
_UNIT_NAMES = {Unit.CODE_POINTS: "codepoint", Unit.UTF16: "utf16", Unit.GRAPHEMES: "grapheme"}
_KNOWN = {"jsonl": _NATIVE, "huggingface": _TOKENS, "huggingface-parquet": _TOKENS}


def columns_of(format_name: str) -> tuple[Column, ...]:
    """The columns of a format that `datasets` loads by the path of the folder; none for all others."""
    return _KNOWN.get(format_name, ())


def offset_unit(known: Format, options: Options) -> str:
    """What the offsets of Spans count in files of a format: `codepoint`, `utf16`, `grapheme` or `token`."""
    if known.units:
        return _UNIT_NAMES[options.unit or known.units[0]]
    if known.name in ("webanno", "uima-xmi", "uima-json"):
        return "utf16"
    return "token" if known.name in ("conll", "wojood", "huggingface", "huggingface-parquet") else "codepoint"


def features(columns: tuple[Column, ...], schema: Schema, options: Options) -> list[dict[str, Any]]:
    """The columns as `dataset_info` of a card has them."""
    return [{"name": column.name, **_feature(column, schema, options)} for column in columns]


def _feature(column: Column, schema: Schema, options: Options) -> dict[str, Any]:
    inside: Any
    if column.inner:
        inside = features(column.inner, schema, options)
    elif column.kind == TAG:
        told = tag_names(schema, options)
        inside = {"class_label": {"names": {str(number): tag for number, tag in enumerate(told)}}}
    else:
        inside = column.kind
    # `datasets` before 4 takes a “sequence” of objects for an object of lists, and knows no names of tags in a “list”.
    name = "list" if column.inner else "sequence"
    for _level in range(column.depth - 1):
        inside = {name: inside}
    return {name: inside} if column.depth else {"dtype": inside}
