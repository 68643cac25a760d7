"""What must stand around words that are times only sometimes."""

from __future__ import annotations

from annotator.arabic.dates.context import Context, is_among, is_definite
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.tables import Rule, tables

_TANWIN = "\u064b"


_QUOTES = frozenset({("«", "»"), ('"', '"'), ("“", "”")})


def is_met(rule: Rule, context: Context) -> bool:
    """Whether the surroundings allow `rule` here."""
    if rule.needs == "year":
        return _is_year(context)
    if context.prepared.sentence.words[context.first] == "العام" and context.word(-1) in tables().sets["title"]:
        return False
    if rule.needs == "period":
        return context.word(-1) in tables().sets["period-cue"] and not is_definite(context.word(0))
    if rule.needs == "newspaper":
        return _is_newspaper(context)
    if rule.needs == "slashed":
        return _is_day_and_month(context)
    if rule.needs == "adverb":
        piece = context.prepared.pieces[context.first]
        return _TANWIN in piece.raw and "و" not in (context.word(0), context.word(-1))
    return _common_month_is_meant(rule, context)


def _is_year(context: Context) -> bool:
    before, after = context.word(-1), context.word(0)
    if before == "(" and after in (")", "-"):
        return True
    if after in ("%", "-", "/", ".") and context.word(1).isdecimal():
        return False
    if after in tables().sets["counted"] or after in ("%",):
        return False
    earlier = context.word(-2)
    if before in ("و", "الي", "حتي", "-", ",") and len(earlier) == 4 and earlier.isdecimal():
        return True
    sets = tables().sets
    if (
        is_definite(before)
        and before not in sets["numbered"]
        and 1950 <= int(context.prepared.pieces[context.first].raw) < 2036
    ):
        return after == "" or after in sets["after-year"] or before in sets["year-cue"]
    if before not in sets["year-cue"]:
        return False
    number = int(context.prepared.pieces[context.first].raw)
    return 1900 <= number < 2100 or before not in ("من", "الي", "و", "بين", "ب", "ل")


def _is_newspaper(context: Context) -> bool:
    """Whether صحيفة stands before a name such as المصري اليوم, or a quotation mark."""
    head, heads = context.word(-1), tables().sets["newspaper-head"]
    is_headed = any(form.removeprefix("ال") in heads for form in (head, head[1:], head[2:]))
    return is_headed or head in {opening for opening, _closing in _QUOTES}


def _is_day_and_month(context: Context) -> bool:
    """Whether two numbers and a slash are a day: after في, and not a share of something (3/4 الحالات)."""
    after = context.word(0)
    month = context.prepared.pieces[context.last - 1].raw
    if int(month) > 12 or after in ("/", "-", "%", "من", "منها", "منهم") or is_definite(after):
        return False
    return is_among(context.word(-1), tables().sets["before-slashed"])


def _common_month_is_meant(rule: Rule, context: Context) -> bool:
    """A month that is also a common word or a name, alone: only after a preposition or شهر."""
    common = tables().sets["common"]
    words = context.prepared.sentence.words[context.first : context.last]
    if rule.reads == "month" and words == ["اب"] and "آ" not in context.prepared.pieces[context.first].raw:
        return False  # إب is a town, أب a father
    if rule.reads != "month" or len(words) != 1 or words[0] not in common:
        return True
    senses, at = context.prepared.sentence.senses, context.first
    before = tables().sets["before-month"]
    if is_among(context.word(-1), before):
        return True
    if context.word(-1) not in ("و", ",", "او") or at < 2 or senses[at - 2].keys().isdisjoint(("month", "hmonth")):
        return False
    earlier = context.word(-2)  # في يناير وفبراير ومارس
    return earlier not in common or is_among(context.word(-3), before)


def is_name(read: Features, context: Context) -> bool:
    """حركة 14 آذار, صحيفة اليوم: a day without a year, or one word with an article, straight after such a head."""
    head = context.word(-1)
    heads = tables().sets["name-head"]
    if "day" in read and ("month" in read or "hmonth" in read):
        if "year" not in read and (head, context.word(0)) in _QUOTES:  # قوى «14 آذار»
            return True
        return "year" not in read and any(form.removeprefix("ال") in heads for form in (head, head[1:], head[2:]))
    words = context.prepared.sentence.words[context.first : context.last]
    if len(words) != 1 or not words[0].startswith("ال"):
        return False
    return any(form in heads for form in (head, head[1:])) and not head.startswith("ال")
