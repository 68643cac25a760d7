"""A small language for phrases: what a linguist writes in a table, as an expression over words that are folded.

Words, punctuation aside, are written one after the other; `(a | b)` is either, `[a]` may be absent, `{name}` is any
word of a class, `{number}` is digits, `+` repeats what it stands behind, `:` is a colon, and `…` is any words, up to a
number of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.arabic.text import fold
from annotator.frozen import frozen

_PIECE = re.compile(r"\s*(?:(?P<name>\{[^}]*\})|(?P<sign>[()\[\]|+:…])|(?P<word>[^\s()\[\]{}|+:…]+))")
_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u061c"
_TOKEN = re.compile(rf"[\w{_MARKS}]+|[:：]|[.!؟?…]+|©")
_SIGNS = {"：": ":"}
_ENDS = ".!؟?…"
_CLOSES = {"(": ")", "[": "]"}
END = "."
"""How the end of a sentence stands among words."""


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, with their ranges; a colon, the end of a sentence and © count as words, other
    punctuation as nothing.

    >>> [word for word, _start, _end in tokens("اقرأ أيضاً: «القمّة»…")]
    ['اقرا', 'ايضا', ':', 'القمه', '.']
    """
    for found in _TOKEN.finditer(text):
        told = found[0]
        word = END if told[0] in _ENDS else _SIGNS.get(told) or fold(told)
        if word:
            yield word, found.start(), found.end()


def words_of(folded: str) -> list[str]:
    """The same words of a text that is folded already."""
    return [END if told[0] in _ENDS else _SIGNS.get(told, told) for told in _TOKEN.findall(folded)]


def spelt(words: Iterable[str]) -> str:
    """Words as the expressions of phrases look at them: each with a space behind it."""
    return "".join(f"{word} " for word in words)


@frozen
class Phrase:
    """An expression over what `spelt` makes, and expressions for all words that it can begin with; `may_be_empty` says
    that it matches nothing as well."""

    expression: str
    begins: frozenset[str] = frozenset()
    may_be_empty: bool = True

    def then(self, other: Phrase) -> Phrase:
        begins = self.begins | other.begins if self.may_be_empty else self.begins
        return Phrase(self.expression + other.expression, begins, self.may_be_empty and other.may_be_empty)


class Phrases:
    """Reads phrases. `classes` holds the words of each class."""

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self._classes = {name: _any_of(entries) for name, entries in classes.items()}
        self._classes["number"] = Phrase(r"\d+ ", frozenset({r"\d+"}), may_be_empty=False)

    def read(self, phrase: str, most: int) -> Phrase:
        """The phrase, in which `…` is at most so many words. Raises ValueError for one that is not written as phrases
        are, or that may stand for nothing."""
        pieces = list(_pieces(phrase))
        found, at = self._choices(pieces, 0, most)
        if at != len(pieces) or found.may_be_empty:
            raise ValueError(phrase)
        return found

    def _choices(self, pieces: list[str], at: int, most: int) -> tuple[Phrase, int]:
        choices = [Phrase("")]
        while at < len(pieces) and pieces[at] not in _CLOSES.values():
            if pieces[at] == "|":
                choices.append(Phrase(""))
                at += 1
                continue
            part, at = self._part(pieces, at, most)
            choices[-1] = choices[-1].then(part)
        begins = frozenset[str]().union(*(choice.begins for choice in choices))
        expression = f"(?:{'|'.join(choice.expression for choice in choices)})"
        return Phrase(expression, begins, any(choice.may_be_empty for choice in choices)), at

    def _part(self, pieces: list[str], at: int, most: int) -> tuple[Phrase, int]:
        piece = pieces[at]
        at += 1
        if piece in _CLOSES:
            found, at = self._choices(pieces, at, most)
            if at >= len(pieces) or pieces[at] != _CLOSES[piece]:
                raise ValueError(" ".join(pieces))
            at += 1
            if piece == "[":
                found = Phrase(f"{found.expression}?", found.begins)
        elif piece == "…":
            found = Phrase(rf"(?:\S+ ){{0,{most}}}")
        elif piece.startswith("{"):
            found = self._classes[piece[1:-1]]
        else:
            found = _of_words(piece)
        if at < len(pieces) and pieces[at] == "+":
            found, at = Phrase(f"(?:{found.expression})+", found.begins, found.may_be_empty), at + 1
        return found, at


def _of_words(text: str) -> Phrase:
    words = [word for word, _start, _end in tokens(text)]
    if not words:
        raise ValueError(text)
    return Phrase(re.escape(spelt(words)), frozenset({re.escape(words[0])}), may_be_empty=False)


def _any_of(entries: Iterable[str]) -> Phrase:
    found = [_of_words(entry) for entry in entries]
    expressions = sorted({one.expression for one in found}, key=lambda one: (-len(one), one))
    begins = frozenset[str]().union(*(one.begins for one in found))
    return Phrase(f"(?:{'|'.join(expressions)})", begins, may_be_empty=False)


def _pieces(phrase: str) -> Iterator[str]:
    at, end = 0, len(phrase.rstrip())
    while at < end:
        found = _PIECE.match(phrase, at)
        if found is None:
            raise ValueError(phrase)
        yield found["name"] or found["sign"] or found["word"]
        at = found.end()
