"""What makes a Layer valid: each fault in words."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.annotation import Layer, Span
from annotator.model.schema import Schema
from annotator.words import _


def unwritable(text: str) -> str | None:
    """Why `text` can be kept in no project and no file, or None where it can."""
    if "\0" in text:
        return _("the text contains a NUL character at position {position}").format(position=text.index("\0"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return _("half of a surrogate pair stands alone at position {position}").format(position=error.start)
    return None


def span_faults(span: Span, length: int) -> Iterator[str]:
    """What is wrong with a Span's fragments on a text of `length` code points."""
    if not span.fragments:
        yield _("a span has no range")
        return
    last = -1
    for start, end in span.fragments:
        if start < 0 or end > length:
            yield _("span [{start}, {end}] lies outside the text, which has {length} characters").format(
                start=start, end=end, length=length
            )
        elif start >= end:
            yield _("span [{start}, {end}] ends before it starts").format(start=start, end=end)
        elif start <= last:
            yield _("the fragments of span [{start}, {end}] overlap or are out of order").format(
                start=span.start, end=span.end
            )
        last = end


def layer_faults(layer: Layer, text: str, schema: Schema | None) -> Iterator[str]:
    """What is wrong with a Layer on `text`; label names are checked where a Schema is given."""
    labels = None if schema is None else {label.name for label in schema.labels}
    uids: set[str] = set()
    for span in layer.spans:
        yield from span_faults(span, len(text))
        if labels is not None and span.label not in labels:
            yield _("the schema has no label “{label}”").format(label=shortened(span.label))
        if span.uid in uids:
            yield _("two spans have the same id “{uid}”").format(uid=span.uid)
        uids.add(span.uid)
    arrows: set[str] = set()
    for relation in layer.relations:
        if relation.uid in arrows:
            yield _("two relations have the same id “{uid}”").format(uid=relation.uid)
        arrows.add(relation.uid)
        if relation.source not in uids or relation.target not in uids:
            missing = relation.target if relation.source in uids else relation.source
            yield _("relation “{label}” points to a span that is not there: “{uid}”").format(
                label=relation.label, uid=missing
            )


def misplaced(span: Span, told: str, found: str) -> str:
    """The sentence for a Span whose words are not what the text has at its place."""
    return _("span [{start}, {end}] says “{told}”, but the text has “{found}” there").format(
        start=span.start, end=span.end, told=shortened(told), found=shortened(found)
    )


def shortened(words: str, most: int = 80) -> str:
    """Words for a sentence, which is to stay one: the first of them where there are many.

    >>> shortened("شركة نور", 5)
    'شركة …'
    """
    return words if len(words) <= most else f"{words[:most]}…"
