"""Folding a regular expression, so that it finds in a folded text what it means in one as it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from annotator.arabic.spelling import Level, pairs
from annotator.arabic.text import fold

_FARTHEST = 0x3000
"""Code points of a range in a class that are folded one by one; of a longer one only the Arabic ones are."""

_ARABIC = (range(0x600, 0x900), range(0xFB50, 0xFF00))
_ANY = r"[\s\S]"

_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|\\N\{[^}]*\}"
_NAMES = r"\(\?P?<(?![=!])[^>]*>|\(\?P[=>][^)]*\)|\(\?&[^)]*\)|\(\?\([^)]*\)|\\[gkL]<[^>]*>|\\[pP]\{[^}]*\}"
_PIECE = re.compile(
    rf"(?P<kept>{_NAMES}|\(\?\#[^)]*\)|\{{[^}}\x80-\U0010ffff]*\}})|(?P<code>{_CODE})|(?P<escape>\\[\s\S])|(?P<opens>\[\^?)|(?P<char>[\s\S])"
)
_MEMBER = re.compile(
    rf"(?P<kept>\[:[^\]]*:\]|\\[pP]\{{[^}}]*\}})|(?P<code>{_CODE})|(?P<escape>\\[\s\S])|(?P<char>[\s\S])"
)


def folded_expression(expression: str, level: Level) -> str:
    """The expression for texts folded at a level.

    Each letter in it, named by itself or by its number, stands for what it folds to; marks that the level leaves out
    stand for nothing, and a class of marks alone does too. What is ASCII stays. A class that is not closed stays.

    >>> folded_expression("[أإ]َ?حمد", Level.LETTERS)
    '[ا](?:)?حمد'
    """
    if level is Level.EXACT:
        return expression
    return "".join(_folded_pieces(expression, level))


def _folded_pieces(expression: str, level: Level) -> Iterator[str]:
    at = 0
    while at < len(expression):
        if expression[at] > "\x7f" and (pair := pairs().match(expression, at)):
            yield _atom(pair.group(), level)
            at = pair.end()
            continue
        piece = _PIECE.match(expression, at)
        if piece is None:
            return
        at = piece.end()
        if piece["opens"]:
            members, at = _class_at(expression, at)
            yield expression[piece.start() :] if members is None else _class(piece[0], members, level)
        else:
            char = _named(piece)
            yield piece[0] if char <= "\x7f" else _atom(char, level)


def _named(piece: re.Match[str]) -> str:
    """The character that a piece of an expression names; '' for an operator and what stays as it is."""
    told = piece[0]
    if piece["char"]:
        return told
    if piece["escape"]:
        return told[1] if told[1] > "\x7f" else ""
    if not piece["code"]:
        return ""
    try:
        return unicodedata.lookup(told[3:-1]) if told[1] == "N" else chr(int(told[2:], 16))
    except (KeyError, ValueError, OverflowError):
        return ""  # the expression is refused for it later


def _atom(chars: str, level: Level) -> str:
    """What a letter becomes, in one piece, so that a repetition behind it means all of it."""
    becomes = fold(chars, level)
    return re.escape(becomes) if len(becomes) == 1 else f"(?:{re.escape(becomes)})"


def _class_at(expression: str, at: int) -> tuple[list[tuple[str, str]] | None, int]:
    """The members of a class that begins at a place, each as it stands there and the character that it names, and
    where the class ends; None where it does not."""
    members: list[tuple[str, str]] = []
    while piece := _MEMBER.match(expression, at):
        at = piece.end()
        if piece[0] == "]" and members:
            return members, at
        members.append((piece[0], _named(piece)))
    return None, len(expression)


def _class(opens: str, members: list[tuple[str, str]], level: Level) -> str:
    """A class of what the members of another one become."""
    if all(char <= "\x7f" for _raw, char in members):
        return opens + "".join(raw for raw, _char in members) + "]"
    kept, single, several, at = "", set[str](), dict[str, None](), 0
    while at < len(members):
        raw, char = members[at]
        if char and members[at + 1 : at + 2] == [("-", "-")] and at + 2 < len(members) and members[at + 2][1]:
            last_raw, last = members[at + 2]
            at += 3
            if last > "\x7f" and ord(last) - ord(char) <= _FARTHEST:
                single.update(_becoming(range(ord(char), ord(last) + 1), level))
            else:
                kept += f"{raw}-{last_raw}"
                for some in _ARABIC if last > "\x7f" else ():
                    single.update(_becoming(range(max(some[0], ord(char)), min(some[-1], ord(last)) + 1), level))
            continue
        at += 1
        if char <= "\x7f":
            kept += re.escape(raw) if len(raw) == 1 else raw
        elif len(becomes := fold(char, level)) > 1:
            several[re.escape(becomes)] = None
        else:
            single.update(becomes)
    return _alternatives(opens, kept + _listed(single), "|".join(several))


def _alternatives(opens: str, inner: str, several: str) -> str:
    if opens == "[^":
        one = f"[^{inner}]" if inner else _ANY
        return f"(?:(?!{several}){one})" if several else one
    if not several:
        return f"[{inner}]" if inner else "(?:)"
    return f"(?:{several}|[{inner}])" if inner else f"(?:{several})"


def _becoming(codes: range, level: Level) -> Iterator[str]:
    """The single characters that a range of them becomes."""
    return (becomes for code in codes if len(becomes := fold(chr(code), level)) == 1)


def _listed(chars: set[str]) -> str:
    """Characters as members of a class, neighbours as a range."""
    listed, codes = "", sorted(map(ord, chars))
    for number, code in enumerate(codes):
        if number and codes[number - 1] == code - 1 and codes[number + 1 : number + 2] == [code + 1]:
            listed += "" if listed.endswith("-") else "-"
        else:
            listed += re.escape(chr(code)) if chr(code) != "-" else r"\-"
    return listed
