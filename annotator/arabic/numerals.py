"""Numbers in Arabic words and digits: cardinals, ordinals, duals, years in words."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache

from annotator import paths
from annotator.arabic.table_words import fold
from annotator.frozen import frozen


@frozen
class NumberWords:
    """The folded number words, by what they add to a number."""

    units: dict[str, int]
    tens: dict[str, int]
    hundreds: dict[str, int]
    scales: dict[str, int]
    teens: frozenset[str]
    ordinals: dict[str, int]
    ordinal_tens: dict[str, int]

    @property
    def all(self) -> set[str]:
        """Every word that may begin or carry on a number."""
        tables = (self.units, self.tens, self.hundreds, self.scales, self.ordinals, self.ordinal_tens)
        return {word for table in tables for word in table} | self.teens


_MOST_DIGITS = 1000
"""Beyond these it is no number that anybody reads, and slow to make one of."""


@cache
def number_words() -> NumberWords:
    """The table of `resources/dates/numbers.toml`, folded."""
    rows = tomllib.loads((paths.resources() / "dates" / "numbers.toml").read_text("utf-8"))

    def table(name: str) -> dict[str, int]:
        return {fold(word): row["number"] for row in rows[name] for word in row["words"]}

    teens = frozenset(fold(word) for row in rows["teen"] for word in row["words"])
    return NumberWords(
        table("unit"), table("ten"), table("hundred"), table("scale"), teens, table("ordinal"), table("ordinal_ten")
    )


def cardinal_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """The longest cardinal that begins at `words[index]`, as (end, number); None where there is none.

    `words` are folded, with the joining و as a word of its own.

    >>> cardinal_at(["الفين", "و", "سته", "و", "عشرين"], 0)
    (5, 2026)
    """
    table = number_words()
    total = 0
    end = index
    ceiling = 10**12
    while True:
        group = _below_thousand(table, words, end)
        at, amount = group or (end, 0)
        scale = table.scales.get(words[at]) if at < len(words) else None
        if scale is not None:
            # Written ألف for one, ألفان for two, ثلاثة آلاف for more.
            one, many = scale % 10 or 1, scale // 10 * 10
            amount, at = (amount or one) * many, at + 1
            if many >= ceiling:
                break
            ceiling = many
        elif group is None or amount >= ceiling:
            break
        total, end = total + amount, at
        if words[end : end + 1] == ["واحد"] and end + 1 < len(words) and words[end + 1] in table.teens:
            return end + 2, total + 11  # الفين واحد عشر, written without hamza
        if scale is None or end + 1 >= len(words) or words[end] != "و":
            break
        end += 1
    while end > index and words[end - 1] == "و":
        end -= 1
    return (end, total) if end > index else None


def _below_thousand(table: NumberWords, words: Sequence[str], index: int) -> tuple[int, int] | None:
    if index >= len(words):
        return None
    end, total = index, 0
    hundreds = table.hundreds.get(words[end])
    unit = table.units.get(words[end])
    if hundreds is None and unit is not None and end + 1 < len(words) and table.hundreds.get(words[end + 1]) == 100:
        hundreds, end = unit * 100, end + 1  # ثلاث مئة, written apart
    if hundreds is not None:
        total, end = hundreds, end + 1
        if not (end + 1 < len(words) and words[end] == "و"):
            return end, total
        rest = _below_hundred(table, words, end + 1)
        return (rest[0], total + rest[1]) if rest else (end, total)
    return _below_hundred(table, words, index)


def _below_hundred(table: NumberWords, words: Sequence[str], index: int) -> tuple[int, int] | None:
    word = words[index]
    if word in table.tens:
        return index + 1, table.tens[word]
    unit = table.units.get(word)
    if unit is None:
        return None
    following = words[index + 1] if index + 1 < len(words) else ""
    if unit < 10 and following in table.teens:
        return index + 2, unit + 10
    if unit < 10 and following == "و" and index + 2 < len(words) and words[index + 2] in table.tens:
        return index + 3, unit + table.tens[words[index + 2]]
    return index + 1, unit


def ordinal_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """The longest ordinal that begins at `words[index]`, as (end, number): الحادي والثلاثين, الثانية عشرة, العاشر.

    >>> ordinal_at(["الحادي", "و", "الثلاثين"], 0)
    (3, 31)
    """
    table = number_words()
    word = words[index]
    unit = table.ordinals.get(word)
    if unit is None:
        ten = table.ordinal_tens.get(word)
        return None if ten is None else (index + 1, ten)
    following = words[index + 1] if index + 1 < len(words) else ""
    if unit < 10 and following in table.teens:
        return index + 2, unit + 10
    if unit < 10 and following == "و" and index + 2 < len(words) and words[index + 2] in table.ordinal_tens:
        return index + 3, unit + table.ordinal_tens[words[index + 2]]
    return None if word in ("الحادي", "الحاديه") else (index + 1, unit)


def number(text: str) -> int | None:
    """The number that `text` is, in digits of any script or in words, cardinal or ordinal; None for anything else.

    >>> number("ألفين وستة وعشرين"), number("الثاني والعشرون"), number("٣١")
    (2026, 22, 31)
    """
    folded = fold(text).strip()
    if folded.isdecimal():
        return int(folded) if len(folded) <= _MOST_DIGITS else None
    known = number_words().all
    words: list[str] = []
    for raw in text.split():
        word = fold(raw)
        # واحد is one, وأحد is "and one".
        is_joined = word[:1] == "و" and word[1:] in known and (word not in known or raw.startswith("وأ"))
        words += ["و", word[1:]] if is_joined else [word]
    for read in (cardinal_at, ordinal_at):
        found = read(words, 0) if words else None
        if found is not None and found[0] == len(words):
            return found[1]
    return None
