"""A text made ready for the grammar: its pieces, and what the tables know of each."""

from __future__ import annotations

import re

from annotator.arabic.dates.grammar import Match, Sentence
from annotator.arabic.dates.spelling import Piece, pieces
from annotator.arabic.dates.tables import Tables
from annotator.arabic.numerals import cardinal_at, number_words, ordinal_at
from annotator.frozen import frozen

_LONGEST_NUMBER = 24
_LONGEST_FEAST = 8
_FAR = "بعيد"
_DAMMA = "\u064f"
_MARKS_AND_TATWEEL = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u200b\u200e\u200f"
_NUMBER = re.compile(r"\d+")


@frozen
class Prepared:
    """The pieces of a text, and the sentence that the grammar reads."""

    text: str
    pieces: list[Piece]
    sentence: Sentence


def prepared(text: str, tables: Tables) -> Prepared:
    """`text` cut into pieces, each with its senses."""
    found = _feasts_apart(pieces(text, tables.known), tables)
    words = [piece.word for piece in found]
    numbers = number_words()
    number_starts = numbers.all
    articleless = [word[2:] if word.startswith("ال") and word[2:] in number_starts else word for word in words]
    senses: list[dict[str, list[Match]]] = []
    for index, piece in enumerate(found):
        if piece.kind != "word":
            senses.append(_numeric_senses(index, piece))
            scale = numbers.scales.get(words[index + 1]) if index + 1 < len(words) else None
            if scale and "num" in senses[-1]:  # 130 ألف سنة
                senses[-1]["num"] = [
                    *senses[-1]["num"],
                    (index + 2, {"n": senses[-1]["num"][0][1]["n"] * (scale // 10 * 10)}),
                ]
            continue
        known = tables.lexical(words, index) if piece.word in tables.entries else {}
        if piece.word in number_starts:
            cardinal = cardinal_at(words, index)
            if cardinal:
                known["cardinal"] = [(cardinal[0], {"n": cardinal[1]})]
            ordinal = ordinal_at(words, index)
            if ordinal:
                known["ordinal"] = [(ordinal[0], {"n": ordinal[1]})]
        if articleless[index] is not piece.word or piece.word in numbers.ordinal_tens:
            counted = cardinal_at(articleless, index)
            if counted:
                known["the-cardinal"] = [(counted[0], {"n": counted[1]})]
        senses.append(known)
    for index, word in enumerate(words):
        if word in tables.literals:
            senses[index][f"={word}"] = [(index + 1, {})]
    for index, piece in enumerate(found):
        _keep_single_letters_honest(found, senses, index, piece)
    return Prepared(text, found, Sentence(words, senses))


def _feasts_apart(found: list[Piece], tables: Tables) -> list[Piece]:
    """بعيد is one word (بعيد ظهر الجمعة); before the name of a feast it is ب and عيد, unless it is written بُعيد."""
    apart: list[Piece] = []
    for at, piece in enumerate(found):
        words = [following.word for following in found[at + 1 : at + _LONGEST_FEAST]] if piece.word == _FAR else []
        if words and piece.raw[1:2] != _DAMMA and "holiday" in tables.lexical(["عيد", *words], 0):
            cut = len(piece.raw) - len(piece.raw[1:].lstrip(_MARKS_AND_TATWEEL))
            apart.append(Piece(piece.start, piece.start + cut, "ب", "word", piece.raw[:cut]))
            apart.append(Piece(piece.start + cut, piece.end, "عيد", "word", piece.raw[cut:]))
        else:
            apart.append(piece)
    return apart


def _keep_single_letters_honest(
    found: list[Piece], senses: list[dict[str, list[Match]]], at: int, piece: Piece
) -> None:
    """م, ص and هـ say something of a time only straight after a number, or a bracket, or هـ by its tatweel."""
    if piece.kind == "word" and len(piece.word) == 1 and piece.word in "مصه" and senses[at]:
        before = found[at - 1] if at else None
        if before is None or before.kind in ("word", "line", "sign"):
            era = senses[at].get("era")
            after_words = before is not None and before.kind == "word" and piece.word == "ه"
            senses[at].clear()
            if era and (after_words or (before is not None and before.word == ")")):
                senses[at]["era"] = era


def _numeric_senses(index: int, piece: Piece) -> dict[str, list[Match]]:
    """What a number may be: a day, a year, a clock, a date, an amount."""
    if len(piece.raw) > _LONGEST_NUMBER:
        return {}
    end = index + 1
    parts = [int(part) for part in _NUMBER.findall(piece.raw)]
    widths = [len(part) for part in _NUMBER.findall(piece.raw)]
    senses: dict[str, list[Match]] = {}
    if piece.kind == "digits" and widths[0] <= 12:
        value = parts[0]
        senses["num"] = [(end, {"n": value})]
        if widths[0] <= 2:
            senses["dd"] = [(end, {"n": value})]
        if widths[0] == 4 and 1000 <= value < 2200:
            senses["yyyy"] = [(end, {"n": value})]
    elif piece.kind == "thousands":
        senses["num"] = [(end, {"n": int("".join(_NUMBER.findall(piece.raw)))})]
    elif piece.kind == "decimal":
        senses["decimal"] = [(end, {"n": (parts[0], parts[1], widths[1])})]
    elif piece.kind == "clock":
        if parts[0] <= 24 and parts[1] < 60:
            senses["clock"] = [(end, {"hour": parts[0], "minute": parts[1]})]
    elif piece.kind == "numdate":
        senses["numdate"] = [(end, {"numbers": tuple(parts), "widths": tuple(widths)})]
    return senses
