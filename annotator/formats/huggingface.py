"""Hugging Face token classification in JSON Lines: a sentence a line, its tokens, their tags as numbers and as names.

A stream has no place for a list of Labels, so the names stand in every line; the numbers are those of all tags that the
Schema can give, `O` first. What is nested stands in `spans`, in numbers of tokens; the tags tell the outermost of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Note, Options, Pack
from annotator.formats.columns import numbered_lines
from annotator.formats.json_parts import Gathered, clean
from annotator.formats.parts import Part, outermost
from annotator.formats.tags import SCHEMES, Chunk, Seen, check_scheme, decode, encode, names
from annotator.formats.tokenised import Sentence, bundle_of, sentences_of
from annotator.model.schema import Schema
from annotator.words import _

CARRIES = frozenset({Part.NESTED, Part.ALIKE, Part.CHARACTERS})
TAGS = "ner_tags"
NAMES = "ner_tags_names"
_TOKENS = ("tokens", "words")
_TAGS = (NAMES, TAGS, "tags", "labels")

Row = dict[str, Any]


def tag_names(schema: Schema, options: Options) -> list[str]:
    """The tags by their numbers."""
    return names((label.name for label in schema.labels), check_scheme(options.scheme))


def rows_of(pack: Pack, schema: Schema, options: Options, numbers: dict[str, int]) -> Iterator[Row]:
    """A row for each sentence of an Article. `numbers` are those of the tags."""
    for number, (sentence, spans) in enumerate(sentences_of(pack, schema, CARRIES, whole_words=options.whole_words)):
        outer = {span.uid for span in outermost(spans)}
        flat = [chunk for chunk, span in zip(sentence.chunks, spans, strict=True) if span.uid in outer]
        tags = encode(len(sentence.tokens), flat, options.scheme)
        if unknown := set(tags) - numbers.keys():
            tag = next(tag for tag in tags if tag in unknown)
            raise BadInput(_("the schema has no label “{label}”").format(label=tag.partition("-")[2]))
        yield {
            "id": f"{pack.article.uid}-{number}",
            "article": pack.article.uid,
            "sentence": number,
            "tokens": sentence.tokens,
            TAGS: [numbers[tag] for tag in tags],
            NAMES: tags,
            "spans": [{"start": first, "end": last, "label": label} for first, last, label in sentence.chunks],
        }


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, options: Options) -> int:
    """Write a line a sentence; returns how many Articles."""
    numbers = {tag: number for number, tag in enumerate(tag_names(schema, options))}
    written = 0
    for pack in packs:
        for row in rows_of(pack, schema, options, numbers):
            out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        written += 1
    return written


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """An Article for each line; lines of the same `article` that follow each other make one."""
    try:
        yield from found_in(_rows(stream, defaults.encoding), (), defaults)
    except BadInput as error:
        yield BadLine(1, str(error))


def _rows(stream: BinaryIO, named: str | None) -> Iterator[tuple[int, object] | BadLine]:
    for number, line in numbered_lines(stream, named):
        if isinstance(line, BadLine):
            yield line
        elif line.strip():
            try:
                yield number, orjson.loads(line)
            except orjson.JSONDecodeError as error:
                yield BadLine(number, _("not JSON: {detail}").format(detail=error.msg))


def found_in(rows: Iterable[tuple[int, object] | BadLine], known: Sequence[str], defaults: Defaults) -> Iterator[Found]:
    """What rows hold; `known` are the names of tags by their numbers, where a file tells them."""
    gathered, seen = Gathered(), Seen()
    open_article, begun = "", 1
    sentences: list[Sentence] = []
    for one in rows:
        if isinstance(one, BadLine):
            yield one
            continue
        line, row = one
        try:
            sentence = _sentence(row, known, seen)
            assert isinstance(row, dict)
            article = row.get("article")
            name = clean(row["id"], "id") if isinstance(row.get("id"), str) else ""
        except BadInput as error:
            yield BadLine(line, str(error))
            continue
        if sentences and article != open_article:
            yield bundle_of(sentences, begun, defaults, gathered)
            sentences = []
        if isinstance(article, str) and article:
            if not sentences:
                begun = line
            sentences.append(sentence)
            open_article = article
        else:
            yield bundle_of([sentence], line, defaults, gathered, {"id": name} if name else None)
    if sentences:
        yield bundle_of(sentences, begun, defaults, gathered)
    if seen.scheme not in ("", "IOB2"):
        yield Note(0, _("The tag scheme is {scheme}.").format(scheme=seen.scheme))
    yield from gathered.notes()


def _sentence(row: object, known: Sequence[str], seen: Seen) -> Sentence:
    if not isinstance(row, dict):
        raise BadInput(_("not a JSON object"))
    tokens = next((row[name] for name in _TOKENS if name in row), None)
    if not isinstance(tokens, list) or not tokens or not all(isinstance(token, str) for token in tokens):
        raise BadInput(_("“tokens” is missing or is not a list of texts"))
    spans = row.get("spans")
    tags = next((row[name] for name in _TAGS if row.get(name) is not None), None)
    if tags is not None:
        tags = _named(tags, known, len(tokens), certain=spans is None)
        seen.add(tags)
    if spans is not None:
        return Sentence(tokens, _chunks(spans, len(tokens)))
    if tags is None:
        raise BadInput(_("there are no tags: “ner_tags” is missing"))
    return Sentence(tokens, decode(tags))


def _named(tags: object, known: Sequence[str], length: int, *, certain: bool) -> list[str]:
    """Tags as names, be they names or numbers; `certain` says that they are needed."""
    if not isinstance(tags, list) or len(tags) != length:
        raise BadInput(_("there must be one tag for each token"))
    if all(isinstance(tag, str) for tag in tags):
        return tags
    if not all(type(tag) is int for tag in tags):
        raise BadInput(_("tags must be texts or whole numbers"))
    if known and all(0 <= tag < len(known) for tag in tags):
        return [known[tag] for tag in tags]
    if any(tags) and certain:
        raise BadInput(
            _("tags are numbers, and the file does not say what they mean. Add their names as “{name}”").format(
                name=NAMES
            )
        )
    return []


def _chunks(spans: object, length: int) -> list[Chunk]:
    """Chunks from `[start, end, label]` or objects of the same; Prodigy's offsets of letters are none of these."""
    if not isinstance(spans, list):
        raise BadInput(_("“spans” is not a list"))
    out: list[Chunk] = []
    for one in spans:
        told = [one.get("start"), one.get("end"), one.get("label")] if isinstance(one, dict) else one
        if not isinstance(told, list) or len(told) != 3 or not isinstance(told[2], str):
            raise BadInput(_("a span must be [start, end, label] or an object"))
        first, last, label = told
        if type(first) is not int or type(last) is not int:
            raise BadInput(_("a span's start and end must be whole numbers"))
        if not 0 <= first < last <= length:
            raise BadInput(
                _("span [{start}, {end}] lies outside the sentence, which has {length} tokens").format(
                    start=first, end=last, length=length
                )
            )
        out.append((first, last, label))
    return sorted(out, key=lambda chunk: (chunk[0], -chunk[1]))


def sniff(data: bytes, name: str) -> bool:
    """Whether the first line is an object with tokens and tags."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    fits = name.lower().endswith((".jsonl", ".ndjson", ".json")) and first.startswith(b"{")
    return fits and b'"tokens"' in first and b'"ner_tags' in first


FORMAT = Format("huggingface", (".jsonl",), read=read, write=write, carries=CARRIES, sniff=sniff, schemes=SCHEMES)
