"""Strangers' words in Markdown and in YAML, where they mean nothing but themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

# Controls, line and paragraph separators, bidi embeddings, overrides and isolates, and what is no character.
_UNSEEN = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
_DRIVING = re.compile(f"[\x00-\x1f{_UNSEEN}]")
_RAW_IN_JSON = re.compile(f"[{_UNSEEN}]")  # the others stand escaped in it
_MARKUP = re.compile(r"[\\`*_{}\[\]#!]")
_ENTITY = re.compile(r"[<>&|~$@\"]|(?<=www)\.|:(?=//)")
_OPENING = re.compile(r"(?:[-+=]|\d+[.)])")
_ITEM = re.compile(r"[-*+•]\s+")
_PLAIN_WORD = re.compile("[A-Za-z][A-Za-z0-9_./-]*")
_NO_TEXT = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null"])
"""Words that YAML takes for something else than a text, in any case of letters."""
_NAME = re.compile("[A-Za-z0-9_.:-]+")


def cell(text: str) -> str:
    """A text on one line, for a cell of a table or the midst of a sentence.

    >>> cell("a|b *c* \\n<i>")
    'a&#124;b \\\\*c\\\\* &#60;i&#62;'
    """
    return _escaped(" ".join(text.split()))


def name(text: str) -> str:
    """A name that the data carries, as code where it may stand so.

    >>> name("WORK_OF_ART")
    '`WORK_OF_ART`'
    """
    return f"`{text}`" if _NAME.fullmatch(text) else cell(text)


def prose(text: str) -> str:
    """A text of several paragraphs and lists, without anything else that Markdown knows."""
    lines: list[str] = []
    for line in text.splitlines():
        told = " ".join(line.split())
        item = _ITEM.match(told)
        if item:
            told = told[item.end() :]
        told = line_of(told)
        if item and (not lines or not lines[-1].startswith("- ")):
            lines.append("")
        lines.append(f"- {told}" if item else told)
    return "\n".join(lines).strip("\n")


def line_of(text: str) -> str:
    """A text on one line of its own, or as one item of a list.

    >>> line_of("1. - a")
    '1\\\\. - a'
    """
    told = cell(text)
    if opening := _OPENING.match(told):
        return f"{told[: opening.end() - 1]}\\{told[opening.end() - 1 :]}"
    return told


def html(text: str) -> str:
    """A text on one line of HTML."""
    return _ENTITY.sub(_numbered, _visible(" ".join(text.split())))


def _escaped(text: str) -> str:
    return _ENTITY.sub(_numbered, _MARKUP.sub(r"\\\g<0>", _visible(text)))


def _visible(text: str) -> str:
    return _DRIVING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def _numbered(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: int = 0) -> str:
    """A table out of cells that are Markdown already; the last `numeric` columns are of numbers."""
    words = len(heads) - numeric
    rule = [":--" if number < words else "--:" for number in range(len(heads))]
    return "".join(f"| {' | '.join(row)} |\n" for row in (heads, rule, *rows))


def yaml(told: dict[str, Any]) -> str:
    """Dictionaries, lists, texts and numbers as YAML: blocks whose texts are JSON, which YAML takes as they are.

    >>> print(yaml({"language": ["ar"], "pretty_name": "أخبار: 1", "configs": [{"split": "train"}]}), end="")
    language:
    - ar
    pretty_name: "أخبار: 1"
    configs:
    - split: train
    """
    return "".join(f"{line}\n" for line in _mapping(told))


def _mapping(told: dict[str, Any]) -> Iterator[str]:
    for key, value in told.items():
        inside = list(_block(value))
        if isinstance(value, dict) and value:
            yield f"{_scalar(key)}:"
            yield from (f"  {line}" for line in inside)
        elif isinstance(value, list) and value:
            yield f"{_scalar(key)}:"
            yield from inside
        else:
            yield f"{_scalar(key)}: {inside[0]}"


def _block(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield from _mapping(value)
    elif isinstance(value, list) and value:
        for one in value:
            mark = "- "
            for line in _block(one):
                yield mark + line
                mark = "  "
    else:
        yield _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN_WORD.fullmatch(value) and value.lower() not in _NO_TEXT:
        return value
    return _RAW_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", orjson.dumps(value).decode())
