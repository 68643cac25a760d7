"""Quotes of a language model: how many are found where they were read, when they are spelt in another way.

Mentions of ANERcorp's training part, where `../shared/data` is there, in articles of some 2,000 characters made of its
sentences in order. Every second quote is distorted in one to three of these ways: tashkeel added or taken away,
tatweel, hamzas, ى for ي and back, ة for ه and back, digits, quotation marks, spaces, a proclitic added or left out, ال
for what ل leaves of it. Twenty characters stand on each side of a quote as its context, and which occurrence it is;
with a distorted one fewer, respelt, and always the first. Where a proclitic was left out, the name behind it is meant.
Beside it: looking the quote up as it is, first place first.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.arabic.clitics import is_front
from annotator.arabic.tokens import Words
from annotator.suggest.external.quotes import Quote, Quoted
from benchmarks.real_news import DATA
from benchmarks.table import Row

MENTIONS = 2_110
_LENGTH = 2_000
_AROUND = 20
_TASHKEEL = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_TURNED = str.maketrans("أإآىية٠١٢٣٤0123456789«»", "ااايىه01234٠١٢٣٤٥٦٧٨٩“”")


@dataclass(frozen=True, slots=True)
class Read:
    """A quote of a text, and the range that it means."""

    text: str
    quote: Quote
    start: int
    end: int


def rows() -> list[Row]:
    read = list(quotes())
    if not read:
        return []
    found = [(one, Quoted(one.text).find(one.quote)) for one in read]
    right = sum(place == (one.start, one.end) for one, place in found)
    inside = sum(place is not None and cuts_a_word(one.text, *place) for one, place in found)
    plain = sum(one.text.find(one.quote.words) == one.start for one in read)
    share, bound = right / len(read), plain / len(read)
    return [
        Row(
            f"{len(read):,} quotes, half of them distorted, found exactly",
            f"{share:.1%}",
            f"{bound:.1%} (looked up as they are)",
            f"{share / bound:.2f}",
            "at least 98%",
            share >= 0.98,
        ),
        Row("quotes found inside a word", str(inside), f"{len(read):,} quotes", "-", "none", inside == 0),
    ]


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether an edge lies inside a word, other than behind its proclitics."""
    words = Words(text)
    first, last = words.at(start), words.at(end - 1)
    cut = first is not None and first[0] < start and not is_front(text[first[0] : start])
    return cut or (last is not None and last[1] > end)


def quotes(seed: int = 7) -> Iterator[Read]:
    """What a model would say of the mentions; every second quote is distorted."""
    dice, number = random.Random(seed), 0
    for text, spans in _articles():
        for start, end in spans:
            if number == MENTIONS:
                return
            number += 1
            yield _read(text, start, end, dice, distorted=number % 2 == 0)


def _read(text: str, start: int, end: int, dice: random.Random, *, distorted: bool) -> Read:
    words, occurrence = text[start:end], text.count(text[start:end], 0, start) + 1
    if distorted:
        for way in dice.sample(_WAYS, dice.randint(1, 3)):
            words = way(words, dice)
        if dice.random() < 0.3:
            words, start = _other_front(words, start, dice)
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    if distorted:
        before, after = before[-dice.randint(5, _AROUND) :].strip().translate(_TURNED), _unvoweled(after, dice).strip()
        occurrence = 1  # models count badly
    return Read(text, Quote(words, before, after, occurrence), start, end)


def _articles() -> Iterator[tuple[str, list[tuple[int, int]]]]:
    path = DATA / "ner" / "ner_anercorp_train.jsonl"
    if not path.is_file():
        return
    text, spans = "", list[tuple[int, int]]()
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        spans += [(one["start"] + len(text), one["end"] + len(text)) for one in told["spans"]]
        text += told["text"] + "\n"
        if len(text) >= _LENGTH:
            yield text, spans
            text, spans = "", []


def _other_front(words: str, start: int, dice: random.Random) -> tuple[str, int]:
    """The words with a proclitic more, or with one less where they surely have one."""
    if words.startswith("لل"):
        return "ال" + words[2:], start + 1
    if words.startswith(("وال", "بال", "فال", "كال")):
        return words[1:], start + 1
    if words.startswith("ال"):
        return dice.choice(["لل" + words[2:], "و" + words, "ب" + words]), start
    return dice.choice("وبلف") + words, start


def _voweled(words: str, dice: random.Random) -> str:
    return "".join(c + (dice.choice(_TASHKEEL) if c.isalpha() and dice.random() < 0.4 else "") for c in words)


def _unvoweled(words: str, _dice: random.Random) -> str:
    return "".join(char for char in words if char not in _TASHKEEL)


def _stretched(words: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(words)) if len(words) > 2 else 0
    return words[:at] + "ـ" * bool(at) + words[at:]


def _respelt(words: str, _dice: random.Random) -> str:
    return words.translate(_TURNED)


def _hamza_put_on(words: str, dice: random.Random) -> str:
    return words.replace("ا", dice.choice("أإ"), 1)


def _feminine(words: str, _dice: random.Random) -> str:
    return " ".join(word[:-1] + "ة" if word.endswith("ه") else word for word in words.split(" "))


def _spaced(words: str, _dice: random.Random) -> str:
    return words.replace(" ", "\u00a0 ")


def _in_marks(words: str, dice: random.Random) -> str:
    return dice.choice(["«{}»", "“{}”", '"{}"', "{}،"]).format(words)


_WAYS: list[Callable[[str, random.Random], str]] = [
    _voweled, _unvoweled, _stretched, _respelt, _hamza_put_on, _feminine, _spaced, _in_marks,
]  # fmt: skip

if __name__ == "__main__":
    for one in quotes():
        place = Quoted(one.text).find(one.quote)
        if place != (one.start, one.end):
            print(repr(one.quote.words), one.text[one.start : one.end], place and one.text[slice(*place)])
