"""Tags of tokens: IOB1, IOB2, IOBES and BILOU, written, read and told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.errors import BadInput
from annotator.words import _

Chunk = tuple[int, int, str]
"""Tokens `[first, last)` and their Label."""

SCHEMES = ("IOB1", "IOB2", "IOBES", "BILOU")
OUTSIDE = "O"
_NOTHING = ("O", "_", "")
_OPENING, _CLOSING, _GOING = "BSU", "SEUL", "IELM"
_WHOLE = {"IOB1": "I", "IOB2": "B", "IOBES": "S", "BILOU": "U"}
_LAST = {"IOB1": "I", "IOB2": "I", "IOBES": "E", "BILOU": "L"}


def check_scheme(scheme: str) -> str:
    """The scheme itself; raises BadInput for one that there is not."""
    if scheme not in SCHEMES:
        raise BadInput(
            _("There is no tag scheme “{scheme}”; known: {known}").format(scheme=scheme, known=", ".join(SCHEMES))
        )
    return scheme


def encode(length: int, chunks: Iterable[Chunk], scheme: str = "IOB2") -> list[str]:
    """The tags of `length` tokens with these chunks, which must not overlap.

    >>> encode(4, [(0, 2, "PERS"), (2, 3, "PERS")], "IOB1")
    ['I-PERS', 'I-PERS', 'B-PERS', 'O']
    """
    tags = [OUTSIDE] * length
    before = (0, 0, "")
    for first, last, label in sorted(chunks):
        letters = ["I"] * (last - first)
        letters[-1] = _LAST[scheme]
        letters[0] = "B" if scheme != "IOB1" or before[1:] == (first, label) else "I"
        if last - first == 1 and (scheme != "IOB1"):
            letters[0] = _WHOLE[scheme]
        tags[first:last] = [f"{letter}-{label}" for letter in letters]
        before = (first, last, label)
    return tags


def decode(tags: Sequence[str]) -> list[Chunk]:
    """The chunks that tags tell, in whichever scheme: no tag of one means another thing in another, and what is broken
    is read as conlleval does it. Tags without a letter and a hyphen are Labels of tokens; equal neighbours are one.

    >>> decode(["I-PERS", "B-PERS", "E-PERS", "O", "U-GPE"])
    [(0, 1, 'PERS'), (1, 3, 'PERS'), (4, 5, 'GPE')]
    """
    out: list[Chunk] = []
    open_label, first = "", 0
    for number, tag in enumerate(tags):
        letter, label = parted(tag)
        if open_label and (letter in _OPENING or label != open_label or not letter):
            out.append((first, number, open_label))
            open_label = ""
        if letter and not open_label:
            open_label, first = label, number
        if letter and letter in _CLOSING:
            out.append((first, number + 1, open_label))
            open_label = ""
    if open_label:
        out.append((first, len(tags), open_label))
    return out


def parted(tag: str) -> tuple[str, str]:
    """The letter and the Label of a tag; two empty texts for one of no Label.

    >>> parted("B-PERS"), parted("O"), parted("PERS"), parted("B-a-b")
    (('B', 'PERS'), ('', ''), ('I', 'PERS'), ('B', 'a-b'))
    """
    if tag in _NOTHING:
        return "", ""
    if len(tag) > 2 and tag[1] == "-" and tag[0] in _OPENING + _GOING:
        return tag[0], tag[2:]
    return "I", tag


def is_tag(word: str) -> bool:
    """Whether a word of a line looks like a tag of one of the schemes."""
    return word == OUTSIDE or (len(word) > 2 and word[1] == "-" and word[0] in _OPENING + _GOING)


class Seen:
    """What was seen of a file's tags, sequence by sequence, to say which scheme they are in."""

    def __init__(self) -> None:
        self._letters: set[str] = set()
        self._bare = self._opens_with_i = self._opens_with_b = False

    def add(self, tags: Iterable[str]) -> None:
        """Look at the tags of one sentence."""
        before = ""
        for tag in tags:
            letter, label = parted(tag)
            if letter:
                self._bare |= not is_tag(tag)
                self._letters.add(letter)
                if label != before:
                    self._opens_with_i |= letter == "I"
                    self._opens_with_b |= letter == "B"
            before = label

    @property
    def scheme(self) -> str:
        """The scheme; “IO” where tags are bare Labels, empty where there are none or they are of no scheme."""
        if self._bare:
            return "IO" if self._letters == {"I"} else ""
        if self._letters & set("LU"):
            return "" if self._letters & set("SEM") else "BILOU"
        if self._letters & set("SE"):
            return "" if "M" in self._letters else "IOBES"
        if self._opens_with_i:
            return "" if self._opens_with_b else "IOB1"
        return "IOB2" if self._letters else ""


def names(labels: Iterable[str], scheme: str) -> list[str]:
    """All tags that sequences of these Labels may have in a scheme, `O` first."""
    letters = {"IOB1": "BI", "IOB2": "BI", "IOBES": "BIES", "BILOU": "BILU"}[scheme]
    return [OUTSIDE, *(f"{letter}-{label}" for label in labels for letter in letters)]
