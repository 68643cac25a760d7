"""Where a name begins in a word that may carry و ف ب ل ك: لرويترز is ل and رويترز, بوتين is whole.

Each way to cut a word gets a score from a handful of facts: how often the word and its rest stand in the project's
articles, alone and behind other proclitics, whether they are known names, their letters. Leaving the word whole has the
score 0, and the probabilities are the shares of `exp(score)`. The weights stand in `resources/clitics.json`;
`benchmarks/fit_clitics.py` fits them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from math import exp, log, log1p
from operator import mul
from typing import NamedTuple

from annotator import paths
from annotator.arabic.known_names import name_beginnings, name_words
from annotator.arabic.text import fold
from annotator.frozen import frozen

AUTOMATIC = 0.8
"""The probability from which a word is cut without asking."""
OFFERED = 0.3
"""The probability from which a cut is offered."""

_CERTAIN = 0.99
_PROCLITICS = "وفبلك"
_FIRST_OF_TWO = "وف"
_SECOND_OF_TWO = "بلك"
_LETTER = {letter: tuple(letter == other for other in _PROCLITICS) for letter in _PROCLITICS}
_MARKS = "[\u064b-\u0655\u0670]*"
_ENCLITIC = re.compile(f"(?:ه{_MARKS}(?:م{_MARKS}ا?|ن|ا)?|ك{_MARKS}م{_MARKS}ا?|ن{_MARKS}ا){_MARKS}$")
_PLAIN = re.compile("[ء-غف-ي]{1,64}")
_LOG = [log1p(number) for number in range(8)]
_PLACES = list(range(64))
_HAMZA_ON_ALEF = frozenset("أإآ")

FEATURES = (
    "waw", "fa", "ba", "lam", "kaf", "two letters",
    "log count of the rest", "log count of the word", "rest against word",
    "proclitics on the word", "rest is unseen", "word is unseen",
    "rest is a name", "word is a name", "both are names", "rest begins like names", "word begins like names",
    "article", "hamza on alef", "same letter twice",
    "short rest", "long rest",
)  # fmt: skip
"""What the weights in `resources/clitics.json` belong to, in the order of `facts`."""


@frozen
class Knowledge:
    """What is known besides the word itself. All words are folded.

    `counts` says how often a word stands in a text and `total` how many words that text has; `names` are words of
    known names, and `beginnings` how many of these begin with each two letters. `amount` is 0 without any text and 1
    with some hundred thousand words of it.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    names: frozenset[str] = field(default_factory=name_words)
    beginnings: Mapping[str, int] = field(default_factory=name_beginnings)
    amount: float = field(init=False)

    def __post_init__(self) -> None:
        # How much it says that a word is not there grows with the text in which it might have been.
        object.__setattr__(self, "amount", min(log1p(self.total / 1000.0) / 6.0, 1.0))

    def known(self, word: str) -> tuple[bool, int]:
        """How well a word is known: of two, the greater is the better known."""
        return word in self.names, self.counts.get(word, 0)

    def is_article(self, rest: str) -> bool:
        """Whether the ل that `rest` begins with, behind another one, is what ل leaves of the article: للأمم, and not
        للندن."""
        return self.known(f"ا{rest}") >= self.known(rest)


class Cut(NamedTuple):
    """One way to cut a word: the name begins at the code point `at` (0: the word is whole), with this probability."""

    at: int
    probability: float


WHOLE = Cut(0, 1.0)
"""A word that is surely not cut."""


def cut_of(word: str, knowledge: Knowledge, *, keeps_lil: bool = False) -> Cut:
    """The likeliest way to cut `word`, which may be not to.

    With `keeps_lil`, ل stays where it stands before the article: للأمم is not cut, and وللأمم only behind و.

    >>> cut_of("لرويترز", Knowledge()).at
    1
    """
    return max(cuts_of(word, knowledge, keeps_lil=keeps_lil), key=lambda cut: cut.probability)


def cuts_of(word: str, knowledge: Knowledge, *, keeps_lil: bool = False) -> list[Cut]:
    """Every way to cut `word`, the longest rest first: the first leaves it whole. The probabilities sum to 1.

    A cut never parts a letter from its marks, and the rest begins with a letter or digit.
    """
    if "ء" <= word[:1] <= "ي" and word[0] not in _PROCLITICS:
        return [WHOLE]
    folded, places = _read(word)
    options = _options(folded, places)
    if not options:
        return [WHOLE]
    n = options[-1]
    if folded[n] < "ء":  # No name begins in Arabic letters and goes on in Latin ones or digits.
        return [Cut(0, 1.0 - _CERTAIN), Cut(places[n], _CERTAIN)]
    weights, hamzas = _weights(), [_has_hamza(word, places[n]) for n in options]
    scores = [exp(sum(map(mul, weights, values))) for values in facts(folded, options, hamzas, knowledge)]
    all_scores = 1.0 + sum(scores)
    cuts = [Cut(0, 1.0 / all_scores)]
    for n, score in zip(options, scores, strict=True):
        if keeps_lil and folded[n - 1] == folded[n] == "ل" and knowledge.is_article(folded[n:]):
            before = cuts.pop()  # the cut one letter less: the probability goes there
            cuts.append(Cut(before.at, before.probability + score / all_scores))
        else:
            cuts.append(Cut(places[n], score / all_scores))
    return cuts


def is_front(letters: str) -> bool:
    """Whether letters can be the proclitics of a name: one of و ف ب ل ك, or و or ف and one of ب ل ك."""
    folded, _places = _read(letters)
    if len(folded) == 2:
        return folded[0] in _FIRST_OF_TWO and folded[1] in _SECOND_OF_TWO
    return len(folded) == 1 and folded in _PROCLITICS


def enclitic_of(word: str) -> int:
    """Where a pronoun at the end of `word` begins (ه ها هم هن هما كم كما نا), 0 where there is none.

    Only to be offered: many names end in such letters.
    """
    found = _ENCLITIC.search(word)
    return found.start() if found and letters_before(word, found.start()) >= 3 else 0


def ways(word: str) -> tuple[str, list[int], list[bool]]:
    """What `facts` asks of a word: its folded letters, how many may be cut off, and whether a hamza follows then."""
    folded, places = _read(word)
    options = _options(folded, places)
    return folded, options, [_has_hamza(word, places[n]) for n in options]


def place_behind(word: str, letters: int) -> int:
    """Where the rest of `word` begins when so many letters are cut off; 0 where no rest can begin there."""
    _folded, places = _read(word)
    return places[letters] if 0 <= letters < len(places) else 0


def letters_before(word: str, at: int) -> int:
    """How many letters stand before the code point `at` of `word`."""
    _folded, places = _read(word)
    return places.index(at) if at in places else 0


def facts(folded: str, options: list[int], hamzas: list[bool], knowledge: Knowledge) -> list[tuple[float, ...]]:
    """The features of cutting each number of letters in `options` off a folded word, in the order of `FEATURES`.

    `hamzas` says for each whether the rest begins with an alef that carries a hamza or madda.
    """
    counts, names, starts = knowledge.counts, knowledge.names, knowledge.beginnings
    amount = knowledge.amount
    of_word = counts.get(folded, 0)
    log_word = log1p(of_word)
    fronts_of_word = _LOG[
        ("و" + folded in counts) + ("ف" + folded in counts) + ("ب" + folded in counts)
        + ("ل" + folded in counts) + ("ك" + folded in counts)
    ]  # fmt: skip
    word_is_name = folded in names
    word_unseen = 0.0 if of_word else amount
    word_begins = log1p(starts.get(folded[:2], 0) - word_is_name)
    found = []
    for n, hamza in zip(options, hamzas, strict=True):
        last, rest = folded[n - 1], folded[n:]
        twice = last == rest[0]
        lil = twice and last == "ل" and knowledge.is_article(rest)
        if lil:
            rest = f"ا{rest}"
        of_rest = counts.get(rest, 0)
        rest_is_name = rest in names
        found.append((
            *_LETTER[last], n > 1, log1p(of_rest), log_word, log((of_rest + 0.5) / (of_word + 0.5)),
            fronts_of_word, 0.0 if of_rest else amount, word_unseen,
            rest_is_name, word_is_name, rest_is_name and word_is_name,
            log1p(starts.get(rest[:2], 0) - rest_is_name), word_begins,
            not lil and rest.startswith("ال"), hamza, twice,
            max(0, 4 - len(rest)), max(0, len(rest) - 5),
        ))  # fmt: skip
    return found


def _options(folded: str, places: list[int]) -> list[int]:
    """How many letters may be cut off a folded word; two letters at least are left."""
    found = []
    if len(folded) > 2 and folded[0] in _PROCLITICS:
        if places[1]:
            found.append(1)
        if len(folded) > 3 and folded[0] in _FIRST_OF_TWO and folded[1] in _SECOND_OF_TWO and places[2]:
            found.append(2)
    return found


def _read(word: str) -> tuple[str, list[int]]:
    """The letters and digits of a word, folded, and where in `word` each of them begins.

    A letter that begins inside a grapheme cluster, as in ﻻ, has the place 0: no name begins there.
    """
    if _PLAIN.fullmatch(word):
        return word.translate(_letters_folded()), _PLACES[: len(word)]
    import regex  # here, for the start: nobody cuts a word before the window stands

    letters: list[str] = []
    places: list[int] = []
    for cluster in regex.finditer(r"\X", word):
        folded = fold(cluster[0])
        if folded[:1].isalnum():
            letters.append(folded)
            places += [cluster.start(), *[0] * (len(folded) - 1)]
        elif folded and letters:
            break  # a space or a hyphen: what follows is another word
    return "".join(letters), places


@cache
def _letters_folded() -> dict[int, str]:
    """What `fold` makes of each letter that `_PLAIN` knows; it folds them one by one."""
    return str.maketrans({letter: fold(letter) for letter in map(chr, range(0x621, 0x64B)) if _PLAIN.match(letter)})


def _has_hamza(word: str, place: int) -> bool:
    letter = word[place]
    if "ء" <= letter <= "ي" and letter != "ا":
        return letter in _HAMZA_ON_ALEF
    return unicodedata.normalize("NFKC", word[place : place + 2])[:1] in _HAMZA_ON_ALEF


@cache
def _weights() -> tuple[float, ...]:
    fitted = json.loads((paths.resources() / "clitics.json").read_text(encoding="utf-8"))
    return tuple(float(fitted["weights"][name]) for name in FEATURES)
