"""What is done with every proposal from outside before anybody sees it, whoever sends it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from annotator.arabic.clitics import AUTOMATIC, Knowledge, cut_of, is_front
from annotator.arabic.tokens import Words
from annotator.model.schema import Label, Schema
from annotator.suggest.external.foreign import Dropped, Foreign, Reason, Wanted
from annotator.suggest.external.outside import Outside
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

UNSCORED = 0.6
"""The confidence of what comes without a score, before anything was judged."""


def wanted(outside: Outside, schema: Schema) -> Wanted:
    """The labels that are asked for: those in the table, and each Label of the Schema that the table does not make
    of another one. Their descriptions are what the Labels mean."""
    markable = {label.name: label for label in schema.markable()}
    table = {theirs: ours for theirs, ours in outside.labels.items() if ours in markable}
    own = {name: name for name in markable if name not in table.values() and name not in outside.labels}
    return Wanted({theirs: _meaning(markable[ours]) for theirs, ours in (table | own).items()}, schema)


def _meaning(label: Label) -> str:
    """What a Label means, in English where that is told, so that it does not depend on the language of the window."""
    title, advice = (texts.get("en", "") for texts in (label.titles, label.guideline.text))
    return ". ".join(filter(None, (title or label.title, advice or label.advice)))


def settled(
    text: str,
    found: Sequence[Foreign],
    outside: Outside,
    schema: Schema,
    knowledge: Knowledge | None = None,
    *,
    unscored: float = UNSCORED,
) -> tuple[list[Suggestion], Dropped]:
    """Suggestions, in reading order, of what came for a text, and what was dropped.

    Labels go through the table, ranges are clipped to the text and widened to whole words, a proclitic is cut off
    where `knowledge` is sure of it, and of two that overlap the surer one stays. What has no score is as sure as
    `unscored`.
    """
    words, kept, dropped = Words(text), [], Dropped()
    markable = {label.name for label in schema.markable()}
    for one in found:
        label = outside.labels.get(one.label, one.label)
        if label not in markable:
            dropped[Reason.UNKNOWN_LABEL if label else Reason.LEFT_OUT] += 1
            continue
        start, end = max(one.start, 0), min(one.end, len(text))
        if start >= end:
            dropped[Reason.OUTSIDE_TEXT] += 1
            continue
        edges = _edges(text, words, start, end, knowledge)
        if edges is None:
            dropped[Reason.NO_WORD] += 1
            continue
        confidence = unscored if one.score is None else one.score
        kept.append(Suggestion(label, *edges, confidence=confidence, reason=one.note, origin=outside.name))
    return _apart(kept, len(text), dropped), dropped


def told(reason: Reason) -> str:
    """What was wrong with proposals that were dropped, to be shown beside their number."""
    return {
        Reason.MALFORMED: _("could not be read"),
        Reason.NOT_FOUND: _("quote is not in the article"),
        Reason.UNKNOWN_LABEL: _("label that the project does not have"),
        Reason.LEFT_OUT: _("label that is not wanted"),
        Reason.OUTSIDE_TEXT: _("outside of the text"),
        Reason.NO_WORD: _("no word in it"),
        Reason.OVERLAPPING: _("overlaps a surer one"),
    }[reason]


def _edges(text: str, words: Words, start: int, end: int, knowledge: Knowledge | None) -> tuple[int, int] | None:
    """The whole words that a range means, without their proclitics; None where it touches none."""
    first, last = words.index_at(start), words.index_at(end - 1)
    if first == last and words.at(start) is None and words.at(end - 1) is None:
        return None
    first_letter, end = words.snapped(start, end)
    while start < end and unicodedata.combining(text[start]):
        start += 1  # a mark belongs to the letter before it
    if first_letter < start < end and is_front(text[first_letter:start]):
        return start, end  # it begins behind a proclitic already
    word = words.at(first_letter)
    if knowledge is not None and word is not None:
        cut = cut_of(text[first_letter : word[1]], knowledge)
        if cut.probability >= AUTOMATIC:
            first_letter += cut.at
    return first_letter, end


def _apart(found: list[Suggestion], length: int, dropped: Dropped) -> list[Suggestion]:
    """The surest of what overlaps, in reading order; of equally sure ones the first, and the longer."""
    taken, kept = bytearray(length), []
    for one in sorted(found, key=lambda one: (-one.confidence, one.start, -one.end)):
        if taken.find(1, one.start, one.end) >= 0:
            dropped[Reason.OVERLAPPING] += 1
            continue
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
        kept.append(one)
    return sorted(kept, key=lambda one: one.start)
