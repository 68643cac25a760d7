"""What news sites put around and between the paragraphs of an article: found, and never more than proposed.

The phrases are `resources/boilerplate/kinds.toml`. Whole lines are found, and tails of paragraphs behind the end of a
sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import Any

from annotator import paths
from annotator.arabic.phrases import END, Phrases, spelt, tokens, words_of
from annotator.arabic.text import fold
from annotator.frozen import frozen
from annotator.words import by_language

_LONGEST = 500
"""Characters of a line that can be boilerplate as a whole."""
_MOST_WORDS = 60
"""Words of a tail."""
_HEADLINE = range(3, 17)
"""Words of a headline that another article is announced with."""
_MOST_HEADLINES = 10
_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_ENDS}]*(?:\r\n|[{_ENDS}]|\Z)")
_CLOSING = re.compile(r"[.!؟?…»”’\"')\]\s]*")
_DRESSING = f":{END}"


@frozen
class Passage:
    """A part of a text that is likely to be none of the article: its range `[start, end)` in code points without the
    white space around it, the kind by its name, and what it folds to, by which those that say the same are known."""

    start: int
    end: int
    kind: str
    folded: str


@frozen
class Kind:
    """A kind of boilerplate as the table has it."""

    name: str
    title: dict[str, str]
    leads_on: bool
    examples: tuple[str, ...]
    never: tuple[str, ...]


@frozen
class _Tables:
    kinds: dict[str, Kind]
    lines: re.Pattern[str]
    first_of_lines: re.Pattern[str]
    tails: re.Pattern[str]
    first_of_tails: re.Pattern[str]
    names: tuple[str, ...]
    """The kind of each group of the expressions."""


def passages(text: str) -> list[Passage]:
    """What in `text` is likely to be no part of the article, in reading order, without overlaps.

    >>> [(found.kind, text[found.start:found.end]) for text in ["وصل الوفد.\\nاقرأ أيضاً"] for found in passages(text)]
    [('more', 'اقرأ أيضاً')]
    """
    found: list[Passage] = []
    kinds = _tables().kinds
    ends = list(accumulate(map(len, text.splitlines(keepends=True))))
    lines = list(zip([0, *ends], ends, strict=False))
    folded = fold(text).splitlines()  # no line end is folded away, but a last line of marks alone is
    folded += [""] * (len(lines) - len(folded))
    at = 0
    while at < len(lines):
        start, end = lines[at]
        whole = _whole_line(text, start, end, folded[at])
        tail = _tail(text, start, end, folded[at]) if whole is None else None
        at += 1
        if whole is None:
            found += [tail] if tail else []
            continue
        found.append(whole)
        if kinds[whole.kind].leads_on:
            headlines = _headlines(text, lines[at:], after_colon=text[whole.end - 1] in ":：")
            found += [_passage(text, *lines[at + n], whole.kind) for n in headlines]
            at += headlines[-1] + 1 if headlines else 0
    return found


def kind_title(name: str) -> str:
    """What the kind is called in the language spoken now."""
    kind = _tables().kinds.get(name)
    return by_language(kind.title) if kind else name


def kinds() -> Iterable[Kind]:
    """Every kind, in the order of the table."""
    return _tables().kinds.values()


def without(text: str, leave_out: Iterable[Passage]) -> str:
    """The text without some of its passages. A line that is left out goes with its end, a tail with the space before
    it; everything else stays as it is."""
    kept, at = list[str](), 0
    for passage in leave_out:
        start, end = _cut(text, passage)
        kept.append(text[at:start])
        at = max(at, end)
    out = "".join([*kept, text[at:]])
    # Where the last line goes, the one before it needs no end any more.
    return out if text[-1:] in _ENDS else out.rstrip(_ENDS)


def _cut(text: str, passage: Passage) -> tuple[int, int]:
    """What goes with a passage."""
    start, end = _line_at(text, passage.start)
    if text[start : passage.start].strip():  # a tail
        before = text[start : passage.start]
        return start + len(before.rstrip()), passage.end
    above = _line_at(text, start - 1) if start else (0, 0)
    below = _line_at(text, end)
    # Of two blank lines around it one stays.
    if not text[slice(*above)].strip() and not text[slice(*below)].strip():
        end = below[1]
    return start, end


def _line_at(text: str, position: int) -> tuple[int, int]:
    """The line with the character at a position, with its end."""
    behind = position - (text[position - 1 : position + 1] == "\r\n")  # the two end one line
    start = max(text.rfind(end, 0, behind) for end in _ENDS) + 1
    line = _LINE.match(text, start)
    return start, line.end() if line else len(text)


def _whole_line(text: str, start: int, end: int, folded: str) -> Passage | None:
    if end - start > _LONGEST or not _tables().first_of_lines.match(folded):
        return None
    match = _tables().lines.fullmatch(spelt(words_of(folded)))
    return _passage(text, start, end, _tables().names[match.lastindex - 1]) if match and match.lastindex else None


def _tail(text: str, start: int, end: int, folded: str) -> Passage | None:
    if not _tables().first_of_tails.search(folded):
        return None
    line = text[start:end]
    found = list(tokens(line))
    for at in range(max(1, len(found) - _MOST_WORDS), len(found)):
        if found[at - 1][0] != END or found[at][0] == END:
            continue
        match = _tables().tails.fullmatch(spelt([word for word, _start, _end in found[at:]]))
        if match and match.lastindex:
            closing = _CLOSING.match(line, found[at - 1][1])
            begins = closing.end() if closing else found[at][1]
            return _passage(text, start + min(begins, found[at][1]), end, _tables().names[match.lastindex - 1])
    return None


def _headlines(text: str, lines: list[tuple[int, int]], *, after_colon: bool) -> list[int]:
    """Which of the next lines are headlines that a cue before them announces: all to the end of the text where none of
    them is a sentence, else the next one where the cue ends in a colon."""
    found: list[int] = []
    for at, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        if not line:
            continue
        is_headline = (
            line[-1] not in ".!؟?…" and len(line.split()) in _HEADLINE and not _whole_line(text, start, end, fold(line))
        )
        if not is_headline or len(found) == _MOST_HEADLINES:
            return found[:1] if after_colon else []
        found.append(at)
    return found


def _passage(text: str, start: int, end: int, kind: str) -> Passage:
    whole = text[start:end]
    start, end = start + len(whole) - len(whole.lstrip()), start + len(whole.rstrip())
    folded = " ".join(word for word, _start, _end in tokens(text[start:end]) if word not in _DRESSING)
    return Passage(start, max(start, end), kind, folded)


@cache
def _tables() -> _Tables:
    table = tomllib.loads((paths.resources() / "boilerplate" / "kinds.toml").read_text("utf-8"))
    phrases = Phrases(table["words"])
    lines, first_of_lines = _compiled(table["kind"], "lines", phrases)
    tails, first_of_tails = _compiled(table["kind"], "tails", phrases)
    return _Tables(
        {entry["name"]: _kind(entry) for entry in table["kind"]},
        lines,
        re.compile(rf"[^\w©]*{first_of_lines}"),
        tails,
        re.compile(rf"[.!؟?…][^\w©]*{first_of_tails}"),
        tuple(entry["name"] for entry in table["kind"]),
    )


def _kind(entry: dict[str, Any]) -> Kind:
    return Kind(
        entry["name"], entry["title"], entry.get("leads_on", False), tuple(entry["examples"]), tuple(entry["never"])
    )


def _compiled(entries: list[dict[str, Any]], which: str, phrases: Phrases) -> tuple[re.Pattern[str], str]:
    """The expression of all phrases, a group a kind, and one for the words that they can begin with."""
    every = [[phrases.read(phrase, entry["most"]) for phrase in entry.get(which, ())] for entry in entries]
    groups = [f"({'|'.join(phrase.expression for phrase in choices) or '(?!)'})" for choices in every]
    begins = {begin for choices in every for phrase in choices for begin in phrase.begins}
    return re.compile(
        f"(?:{'|'.join(groups)})(?:[{_DRESSING}] )*"
    ), f"(?:{'|'.join(sorted(begins, key=len, reverse=True))})(?!\\w)"
