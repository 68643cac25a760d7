"""Spans, Relations and the Layer that holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum
from unicodedata import normalize

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _

Fragment = tuple[int, int]
"""A half-open range of code points, `(start, end)` with `start < end`."""


@frozen
class Attribute:
    """A named value on a Span, such as tense or certainty."""

    name: str
    value: str


@frozen
class Span:
    """A labelled range of an Article's text, in one or several fragments.

    Fragments count code points, are in reading order, and neither touch nor overlap. Times are ISO 8601 in UTC.
    `origin` says who proposed it (`manual`, `import`, or a recommender); `confidence` is None where a person did.
    `schema` is the version of the project's Schema under which it was made, 0 where it is not stored yet; it is no part
    of what the Span says.
    """

    uid: str
    label: str
    fragments: tuple[Fragment, ...]
    type: str = ""
    value: str = ""
    attributes: tuple[Attribute, ...] = ()
    note: str = ""
    origin: str = "manual"
    confidence: float | None = None
    created_at: str = ""
    updated_at: str = ""
    schema: int = field(default=0, compare=False)

    @property
    def start(self) -> int:
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        return self.fragments[-1][1]

    def surface(self, text: str) -> str:
        """The marked words; a discontinuous Span's fragments are joined by a space."""
        if len(self.fragments) == 1:
            start, end = self.fragments[0]
            return text[start:end]
        return " ".join([text[start:end] for start, end in self.fragments])

    def covers(self, position: int) -> bool:
        """Whether the letter at `position` is marked by this Span."""
        return any(start <= position < end for start, end in self.fragments)


@frozen
class Relation:
    """A labelled arrow from one Span to another in the same Layer; both ends are Span uids."""

    uid: str
    label: str
    source: str
    target: str


class Status(StrEnum):
    """How far an annotator is with an Article."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


def annotator_name(name: str) -> str:
    """An annotator's name with its spaces tidied and its letters composed (NFC), since two names that look the same are
    one, whichever system wrote them; raises BadInput for one that cannot be read."""
    tidy = " ".join(normalize("NFC", name).split())
    if not tidy or not tidy.isprintable():
        raise BadInput(_("An annotator needs a name of letters or digits."))
    return tidy


@frozen
class LayerId:
    """Which Layer: the Article's uid and the annotator's name, in the order of these."""

    article: str
    annotator: str

    def __lt__(self, other: LayerId) -> bool:
        return (self.article, self.annotator) < (other.article, other.annotator)


@frozen
class Layer:
    """One annotator's annotations on one Article. `seconds` is the time spent with it open."""

    id: LayerId
    status: Status = Status.NEW
    comment: str = ""
    seconds: int = 0
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def is_untouched(self) -> bool:
        """Whether there is nothing in it that anyone has said."""
        return self.status is Status.NEW and not (self.comment or self.spans or self.relations)


def reading_order(span: Span) -> tuple[int, int, str]:
    """Sort key: by first letter, the longer first, so that an outer Span comes before those nested in it."""
    return span.start, -span.end, span.uid


def joined(fragments: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """`fragments` in reading order, with those that touch or overlap made one.

    >>> joined([(8, 9), (0, 4), (4, 6)])
    ((0, 6), (8, 9))
    """
    out: list[Fragment] = []
    for start, end in sorted(fragments):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


def fingerprint(layer: Layer) -> str:
    """A short name for exactly what is said in a Layer: it changes with each Span, Relation, status or comment."""
    import hashlib  # here, for the start of the window: OpenSSL is large

    told = sorted(
        f"{s.uid} {s.label} {s.fragments} {s.type} {s.value} {s.attributes} {s.note} {s.updated_at}"
        for s in layer.spans
    )
    told += sorted(f"{r.uid} {r.label} {r.source} {r.target}" for r in layer.relations)
    told += layer.status.value, layer.comment
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]
