"""Reading durations, sets and offsets from publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from annotator.arabic.dates.context import Context, Reading, is_definite, unpublished
from annotator.arabic.dates.days import month_after
from annotator.arabic.dates.expression import Alternative, Confidence
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.periods import week_value
from annotator.arabic.dates.tables import tables
from annotator.arabic.dates.tense import told_by
from annotator.arabic.numerals import number_words
from annotator.words import _

_FACTOR = {"E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3)}
_HALVES = ("نصف", "ربع", "ثلث")
_VAGUE = {"E": "DE", "C": "CE", "Q": "Q"}


def _count(read: Features) -> float | None:
    """How many; None where the text does not say."""
    if "fraction" in read:
        return float(read["fraction"])
    if read.get("some"):
        return None
    count = read.get("count")
    if isinstance(count, tuple):
        return float(f"{count[0]}.{count[1]:0{count[2]}}")
    if count is not None:
        return float(count)
    return {"one": 1.0, "two": 2.0}.get(read["form"])


def iso_amount(read: Features) -> str:
    """The parts of a duration without its P: `15M`, `TXH`, `T30M`."""
    unit, count = read["unit"], _count(read)
    sign, letter = ("T", unit[1]) if unit.startswith("T") else ("", unit)
    if "fraction" in read:
        whole = {"TH": ("T", "M", 60), "Y": ("", "M", 12), "C": ("", "Y", 100), "D": ("T", "H", 24), "E": ("", "Y", 10)}
        if unit in whole:
            sign, letter, size = whole[unit]
            return f"{sign}{round(read['fraction'] * size)}{letter}"
    if letter in _FACTOR and not sign:
        letter, size = _FACTOR[letter]
        return f"{_number(count * size)}{letter}" if count is not None else f"X{_VAGUE[unit]}"
    return f"{sign}{_number(count) if count is not None else 'X'}{letter}"


def _number(count: float) -> str:
    return str(int(count)) if count == int(count) else f"{count:g}"


def duration(read: Features, context: Context) -> Reading | None:
    """ستة أيام is P6D, سنوات is PXY, ساعة ونصف is PT1H30M."""
    if not _is_amount(read, context):
        return None
    value = iso_amount(read)
    if "fraction-more" in read:
        value = _with_fraction(value, read)
    elif "more" in read:
        value = _with_more(value, read["more"])
        if value and "most" in read:
            value = _with_more(value, read["most"])
        if not value:
            return None
    return Reading("DURATION", f"P{value}")


def _with_fraction(value: str, read: Features) -> str:
    halves = {"TH": f"{round(60 * read['fraction-more'])}M", "Y": f"{round(12 * read['fraction-more'])}M"}
    if read["unit"] in halves:
        return value + halves[read["unit"]]
    count = _count(read)
    return f"{_number((count or 0) + read['fraction-more'])}{value[-1]}" if count is not None else value


def _with_more(value: str, more: Any) -> str:
    order = "CEYQMWDTHTMTS"
    if not isinstance(more, dict) or "unit" not in more:
        return ""
    tail = iso_amount(more)
    if "T" in value:
        tail = tail.replace("T", "") if tail.startswith("T") else ""
    return value + tail if tail and order and "X" not in value + tail else ""


def _is_amount(read: Features, context: Context) -> bool:
    """Whether unit words without a number are a time at all: عام is general, أيام is days, ساعات العمل are hours."""
    if any(key in read for key in ("count", "some", "fraction")) or read["form"] == "two":
        return bool(read.get("count", 1)) and _count_is_plausible(read)
    if context.given:
        return True
    if _is_holding(read, context):
        return False
    before, after = context.word(-1), context.word(0)
    if read.get("unit") in ("Q",) or (read.get("unit") == "TS" and read["form"] == "one"):
        return False
    width = context.last - context.first
    if read["form"] == "one":
        if width > 1:
            return True
        following = context.prepared.pieces[context.last].kind if context.last < len(context.prepared.pieces) else ""
        if following in ("digits",):
            return False
        return before in tables().sets["before-length"]
    if width > 1:
        return True
    if is_definite(after):  # ساعات الفجر, أيام الحرب
        return False
    if read["unit"] in ("E", "D", "C"):
        return before in tables().sets["before-lengths"]
    return True


def _is_holding(read: Features, context: Context) -> bool:
    """بعد عقد اتفاقية is no decade: عقد alone is one before من, على or the end."""
    is_alone = read["form"] == "one" and not any(key in read for key in ("count", "some", "fraction"))
    return read["unit"] == "E" and is_alone and context.word(0) not in ("من", "علي", ".", ",", "", ")", "و")


def _count_is_plausible(read: Features) -> bool:
    count = read.get("count")
    return not (isinstance(count, int) and (count == 0 or (count > 500_000 and read["unit"] in ("Y", "E", "C"))))


def dozens(read: Features, _context: Context) -> Reading | None:
    """عشرات السنين."""
    return (
        Reading("DURATION", f"P{iso_amount({'unit': read['unit'], 'form': 'many'})}")
        if read["form"] == "many"
        else None
    )


def duration_range(read: Features, _context: Context) -> Reading | None:
    """3 إلى 5 أيام."""
    if not read["low"] < read["high"] or read["form"] == "two":
        return None
    low, high = (iso_amount({"unit": read["unit"], "form": "many", "count": read[key]}) for key in ("low", "high"))
    return Reading("DURATION", f"P{low}/P{high}", Confidence.MEDIUM)


def definite_duration(read: Features, _context: Context) -> Reading | None:
    """الساعات الـ24 الماضية, السنوات الخمس المقبلة, الأيام القليلة المقبلة."""
    if read["form"] == "one" and "count" not in read:
        return None
    if read["form"] == "two" and "count" in read:
        return None
    if abs(read.get("shift", 1)) > 1:
        return None
    return Reading("DURATION", f"P{iso_amount(read)}")


def offset(read: Features, context: Context) -> Reading | None:
    """قبل ثلاثة أيام is a day; before something else than publication it is a length, and read without قبل."""
    after = context.word(0)
    if _is_holding(read, context) or _half_is_left(read, context):
        return None
    if after == "فقط" and context.word(1) == "من" and context.word(2) not in tables().sets["after-from"]:
        return None
    other_anchor = (after == "من" and context.word(1) not in tables().sets["after-from"]) or (
        after == "علي" and "sign" in read and read["sign"] > 0
    )
    if other_anchor and not _from_now(context):
        return None
    if read.get("form") == "one" and not any(key in read for key in ("count", "fraction", "some")):
        following = context.prepared.pieces[context.last].kind if context.last < len(context.prepared.pieces) else ""
        if following == "digits" or is_definite(after):
            return None
    count = _count(read)
    lasting = "since" in read and (_lasts(context) or count is None or _is_bound(context))
    ahead = "now" in read or read.get("sign", -1) > 0
    told = _told(context) or _told_after(context)
    is_short = read["unit"] in ("TH", "TM", "TS") and (count is None or count < 24)
    if lasting or (ahead and not _from_now(context) and (told < 0 or (is_short and told == 0))):
        return None
    if count is None:
        if not ahead and not _is_amount(read, context) and read["unit"] not in ("D", "E", "C"):
            return None
        return Reading("DATE", "FUTURE_REF" if ahead else "PAST_REF", Confidence.MEDIUM)
    if context.published is None:
        return unpublished("DATE")
    signed = count if ahead else -count
    reading = moved(context.published, read["unit"], signed)
    reading = _and_more(reading, read, 1 if ahead else -1)
    if reading is None:
        return None
    if "since" in read:
        other = Alternative(f"P{iso_amount(read)}", _("The length of time rather than its beginning."))
        return reading.unsure(other)
    return reading


def _and_more(reading: Reading | None, read: Features, way: int) -> Reading | None:
    """With what is added to an offset: بعد ساعة وعشر دقائق, بعد عام ونصف."""
    if reading is None or reading.day is None:
        return reading
    if isinstance(read.get("more"), dict):
        return moved(reading.day, read["more"]["unit"], (_count(read["more"]) or 0) * way) or reading
    if "fraction-more" in read:
        return moved(reading.day, read["unit"], read["fraction-more"] * way) or reading
    return reading


def _half_is_left(read: Features, context: Context) -> bool:
    """Whether ونصف is the rest of what is read, or a read one belongs to the words behind: ونصف مليون."""
    words = (context.word(0), context.word(1), context.word(2))
    if "fraction-more" in read:
        return words[0] in number_words().scales
    return "more" not in read and words[0] == "و" and words[1] in _HALVES and words[2] not in number_words().scales


def _from_now(context: Context) -> bool:
    words = [context.word(0), context.word(1)]
    return (words[0] == "من" and words[1] in ("الان", "اليوم")) or context.prepared.sentence.words[
        context.last - 1
    ] in (
        "الان",
        "اليوم",
    )


def moved(published: date, unit: str, count: float) -> Reading | None:
    """The time that lies `count` units from publication, as precise as its unit."""
    try:
        if unit in ("TH", "TM", "TS"):
            hours = count / {"TH": 1, "TM": 60, "TS": 3600}[unit]
            if abs(hours) < 24:
                return Reading("DATE", published.isoformat(), Confidence.CHECK, day=published)
            found = published + timedelta(days=round(hours / 24))
            return Reading("DATE", found.isoformat(), Confidence.MEDIUM, day=found)
        if unit in ("D", "W"):
            found = published + timedelta(days=round(count * (7 if unit == "W" else 1)))
            reading = Reading("DATE", found.isoformat(), Confidence.MEDIUM, day=found)
            if unit == "W":
                told = Alternative(week_value(found), _("The week rather than the day."))
                return replace(reading, alternatives=(told,))
            return reading
        if unit == "M" and 0 < abs(count) < 1:
            found = published + timedelta(days=round(30 * count))
            return Reading("DATE", f"{found.year:04}-{found.month:02}", Confidence.MEDIUM, day=found)
        if unit == "M" or (unit == "Y" and count != int(count)):
            months = round(count * {"M": 1, "Y": 12}[unit])
            year, month = month_after(published, months)
            found = date(year, month, min(published.day, 28))
            return Reading("DATE", f"{year:04}-{month:02}", Confidence.MEDIUM, day=found)
        year = published.year + round(count * {"Y": 1, "E": 10, "C": 100}.get(unit, 0))
        if unit in ("Y", "E", "C") and year >= 1:
            return Reading(
                "DATE", f"{year:04}", Confidence.MEDIUM, day=date(year, published.month, min(published.day, 28))
            )
    except (ValueError, OverflowError):
        return None
    return None


def _lasts(context: Context) -> bool:
    """Whether the clause speaks of something that goes on, or of a record."""
    lasting = tables().sets["lasting"]
    words = context.prepared.sentence.words[max(0, context.first - 8) : context.first]
    return any(word in lasting for word in words) or _told(context) > 0


def _is_bound(context: Context) -> bool:
    """منذ أكثر من عشر سنوات says how long, not when."""
    return bool({"اكثر", "اقل", "يزيد"} & set(context.prepared.sentence.words[context.first : context.last]))


def _told_after(context: Context) -> int:
    """وبعد أسبوعين أكدت السلطات: what the verb straight after says."""
    following = context.prepared.pieces[context.last : context.last + 3]
    return next((told for piece in following if piece.kind == "word" and (told := told_by(piece.word, piece.raw))), 0)


def _told(context: Context) -> int:
    found = context.prepared.pieces
    for at in range(context.first - 1, max(-1, context.first - 12), -1):
        if found[at].kind == "line" or found[at].word in (".", "!", "?"):
            break
        if found[at].kind == "word":
            told = told_by(found[at].word, found[at].raw)
            if told:
                return told
    return 0


def every(read: Features, _context: Context) -> Reading | None:
    """كل يوم جمعة is XXXX-WXX-5, كل أربع سنوات is P4Y, 8 مارس من كل عام is XXXX-03-08."""
    if "day" in read:
        if read.get("unit") != "Y" or "month" not in read or not 1 <= read["day"] <= 31:
            return None
        return Reading("SET", f"XXXX-{read['month']:02}-{read['day']:02}")
    if "weekday" in read:
        part_of_day = f"T{read['part']}" if "part" in read else ""
        return Reading("SET", f"XXXX-WXX-{read['weekday']}{part_of_day}")
    if "part" in read:
        return Reading("SET", f"XXXX-XX-XXT{read['part']}")
    if "season" in read:
        return Reading("SET", f"XXXX-{read['season']}")
    if "month" in read:
        return Reading("SET", f"XXXX-{read['month']:02}")
    if read["form"] == "many" and not read.keys() & {"count", "some"}:
        return None
    return Reading("SET", f"P{iso_amount(read)}")


def adverb_set(read: Features, _context: Context) -> Reading | None:
    """أسبوعيا; with how many times before it."""
    return Reading("SET", read["set"])


def times_set(read: Features, _context: Context) -> Reading | None:
    """مرتين في الأسبوع."""
    if read["form"] == "many" and "count" not in read:
        return None
    return Reading("SET", f"P{iso_amount(read)}")


def vague(read: Features, context: Context) -> Reading | None:
    """مؤخرا, قريبا, الآن; حتى وقت قريب is past."""
    words = context.prepared.sentence.words[context.first : context.last]
    if words == ["وقت", "قريب"] and context.word(-1) in ("حتي", "منذ", "الي"):
        return Reading("DATE", "PAST_REF", Confidence.MEDIUM)
    return Reading("DATE", read["ref"], Confidence.MEDIUM)
