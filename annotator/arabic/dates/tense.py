"""Which way a bare weekday points, by the verb beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from annotator.arabic.dates.context import Context, is_among, is_definite
from annotator.arabic.dates.spelling import Piece
from annotator.arabic.dates.tables import tables

_LONGEST_CLAUSE = 40
"""So many pieces away a verb is looked for: a text without any full stop takes no longer than one with them."""
_STOPS = frozenset(".!?…")
_PROMISE = re.compile(r"^[وف]?س[يتن]\w{2,}$")
_IMPERFECT = re.compile(r"^[وف]?ي\w{2,}$")
_FEMININE = re.compile(r"^[وف]?(?!ال|[يت])\w{2,5}[^ا]ت$")
_THEY = re.compile(r"^[وف]?(?!ال|[يت])\w{3,}وا$")
# Forms VII, VIII and X of the perfect; their nouns have an alef before the last letter.
_DERIVED = re.compile(r"^[وف]?ا(?:[^ا]ت[^ا]{2,3}|ن[^ا]{3,4}|ست[^ا]{3,4})$")
_SUFFIX = re.compile(r"(?:ه|ها|هم|هما|نا|وا)$")
_NOUN = re.compile("(?:ة|ات)[\u064b-\u0652]*$")
_AHEAD_OF_NOUN = 3
"""So many pieces before a perfect verb a promise makes it a verbal noun: من المقرر عقد الاجتماع."""
_PASSIVE_PAST = re.compile("^[وف]?[أا]ُ")
_PASSIVE_IMPERFECT = re.compile("^[وف]?[تي]ُ(?!و[ُ]?ف[ِّ]*ي)")


def direction(context: Context) -> tuple[int, str]:
    """1 for a weekday to come, -1 for one that has been, 0 where nothing tells; and the word that tells.

    The nearest verb before the expression in its sentence decides, else the nearest one after it.
    """
    leading = by_preposition(context)
    if leading:
        return leading, context.prepared.pieces[context.first - 1].raw
    found = context.prepared.pieces
    for step in (-1, 1):
        at = context.first - 1 if step < 0 else context.last
        while 0 <= at < len(found) and abs(at - context.first) < _LONGEST_CLAUSE:
            piece = found[at]
            if piece.kind == "line" or piece.word in _STOPS:
                break
            if piece.kind == "word":
                told = _told_at(found, at)
                if told:
                    return told, piece.raw
            at += step
    return 0, ""


def _told_at(found: list[Piece], at: int) -> int:
    """What the word at `at` says with the words before it: لم يعلن is past, المقرر عقد is to come."""
    told = told_by(found[at].word, found[at].raw)
    sets = tables().sets
    before = [piece.word for piece in found[max(0, at - _AHEAD_OF_NOUN) : at]]
    if told > 0 and before and is_among(before[-1], sets["negated-past"]):
        return -1
    if told < 0 and _may_be_noun(found[at].word) and _is_promised(before):
        return 1
    return told


def _is_promised(before: list[str]) -> bool:
    """Whether a promise leads up to a word: المقرر عقد, المقرر اليوم عقد; المقرر الأممي is a person."""
    for word in reversed(before):
        if is_among(word, tables().sets["future"]):
            return True
        if word != "اليوم" and is_definite(word):
            return False
    return False


def _may_be_noun(word: str) -> bool:
    """Whether a perfect verb is spelled like its verbal noun: عقد, فتح, تسلم; not قال, قررت."""
    bare = _SUFFIX.sub("", word) or word
    return len(bare) <= 4 and bare[-1] != "ت" and bare[1:2] != "ا" and not is_among(bare, tables().sets["only-verb"])


def by_preposition(context: Context) -> int:
    """What the word straight before the expression says: حتى and بحلول point ahead, منذ back."""
    sets = tables().sets
    before = context.word(-1)
    return 1 if is_among(before, sets["ahead"]) else -1 if is_among(before, sets["behind"]) else 0


@lru_cache(maxsize=1 << 14)
def told_by(word: str, raw: str) -> int:
    """What one word says: 1 ahead, -1 back, 0 nothing."""
    sets = tables().sets
    bare = word[1:] if word[:1] in ("و", "ف") else word
    for form in (word, bare, _SUFFIX.sub("", bare)):
        if form in sets["mute"]:
            return 0
        if form in sets["future"]:
            return 1
        if form in sets["perfect"] and not _PASSIVE_IMPERFECT.match(raw):
            return -1
        if form in sets["imperfect"]:
            return 1
    if _PROMISE.match(word) and not _NOUN.search(raw) and not {word, bare} & sets["no-promise"]:
        return 1
    if _PASSIVE_IMPERFECT.match(raw) or _IMPERFECT.match(word):
        return 1
    if _PASSIVE_PAST.match(raw) or _THEY.match(word) or (_DERIVED.match(word) and "أ" not in raw[:2]):
        return -1
    if _FEMININE.match(word) and not {word, bare} & sets["no-verb"]:
        return -1
    return 0
