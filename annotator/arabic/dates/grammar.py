"""Patterns of the rule table, read once and matched against the pieces of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any

from annotator.arabic.table_words import fold
from annotator.frozen import frozen

Features = dict[str, Any]
Match = tuple[int, Features]  # the piece after the last one, and what was read
_ATOM = re.compile(r'"(?P<sign>[^"]+)"|(?P<name>[^\s\[\]()|":]+)(?::(?P<key>[\w-]+))?|(?P<bracket>[\[\]()|])')


@frozen
class Sentence:
    """The pieces of a text as the grammar sees them, with what the tables know of each."""

    words: Sequence[str]
    """The folded words, the joining و and other proclitics as words of their own."""
    senses: Sequence[Mapping[str, list[Match]]]
    """By class, where a match of it that begins here ends, and what it means; the word itself after an `=`."""
    memo: dict[tuple[str, int], list[Match]] = field(default_factory=dict)


class _BadPattern(ValueError):
    """A pattern of the rule table that cannot be read: a mistake in the table."""


Node = Callable[[Sentence, int], list[Match]]


@frozen
class Pattern:
    """A pattern that can be matched, and what a match may begin with: classes, and words after an `=`."""

    match: Node
    first: frozenset[str]
    may_be_empty: bool


def joined(left: Features, right: Features) -> Features | None:
    """Both together; None where they say different things of the same."""
    if not left:
        return right
    if not right:
        return left
    for key, value in right.items():
        if key in left and left[key] != value:
            return None
    return left | right


class Grammar:
    """The phrases of the rule table, compiled when first asked for."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = dict(phrases)
        self._compiled: dict[str, Pattern] = {}
        self.literals: set[str] = set()

    def compiled(self, source: str) -> Pattern:
        """The pattern that `source` writes."""
        tokens = list(_ATOM.finditer(source))
        pattern, at = self._alternatives(tokens, 0)
        if at != len(tokens):
            raise _BadPattern(source)
        return pattern

    def _alternatives(self, tokens: list[re.Match[str]], at: int) -> tuple[Pattern, int]:
        choices: list[Pattern] = []
        while True:
            choice, at = self._sequence(tokens, at)
            choices.append(choice)
            if at < len(tokens) and tokens[at]["bracket"] == "|":
                at += 1
            else:
                break
        return (choices[0] if len(choices) == 1 else _either(choices)), at

    def _sequence(self, tokens: list[re.Match[str]], at: int) -> tuple[Pattern, int]:
        parts: list[Pattern] = []
        while at < len(tokens) and tokens[at]["bracket"] not in ("]", ")", "|"):
            token = tokens[at]
            if token["bracket"]:
                inner, at = self._alternatives(tokens, at + 1)
                if at >= len(tokens) or tokens[at]["bracket"] != {"[": "]", "(": ")"}[token["bracket"]]:
                    raise _BadPattern(token.string)
                parts.append(_optional(inner) if token["bracket"] == "[" else inner)
            else:
                parts.append(self._atom(token))
            at += 1
        return _sequence(parts), at

    def _atom(self, token: re.Match[str]) -> Pattern:
        name, sign, key = token["name"], token["sign"], token["key"]
        if sign or not name.isascii():
            word = sign or fold(name)
            self.literals.add(word)
            pattern = Pattern(_of_class(f"={word}"), frozenset({f"={word}"}), may_be_empty=False)
        elif name in self._phrases:
            pattern = self._phrase(name)
        else:
            pattern = Pattern(_of_class(name), frozenset({name}), may_be_empty=False)
        return Pattern(_renamed(pattern.match, key), pattern.first, pattern.may_be_empty) if key else pattern

    def _phrase(self, name: str) -> Pattern:
        known = self._compiled.get(name)
        if known is None:
            inner = self.compiled(self._phrases[name])
            known = self._compiled[name] = Pattern(_remembered(name, inner.match), inner.first, inner.may_be_empty)
        return known


def _of_class(name: str) -> Node:
    def match(sentence: Sentence, at: int) -> list[Match]:
        return sentence.senses[at].get(name, []) if at < len(sentence.senses) else []

    return match


def _remembered(name: str, inner: Node) -> Node:
    def match(sentence: Sentence, at: int) -> list[Match]:
        found = sentence.memo.get((name, at))
        if found is None:
            found = sentence.memo[(name, at)] = inner(sentence, at)
        return found

    return match


def _renamed(inner: Node, key: str) -> Node:
    """What `inner` reads, under one key: its only value, or all that it read. What a part is `of` stays whole."""
    whole = key == "of" or (key.startswith("of-") and key != "of-shift")

    def match(sentence: Sentence, at: int) -> list[Match]:
        return [
            (end, {key: next(iter(read.values())) if len(read) == 1 and not whole else read or True})
            for end, read in inner(sentence, at)
        ]

    return match


def _either(choices: list[Pattern]) -> Pattern:
    nodes = [(choice.match, choice.first, choice.may_be_empty) for choice in choices]

    def match(sentence: Sentence, at: int) -> list[Match]:
        found: list[Match] = []
        if at < len(sentence.senses):
            senses = sentence.senses[at]
            for node, first, may_be_empty in nodes:
                if may_be_empty or not first.isdisjoint(senses):
                    found += node(sentence, at)
        return found

    first = frozenset().union(*(choice.first for choice in choices))
    return Pattern(match, first, any(choice.may_be_empty for choice in choices))


def _optional(inner: Pattern) -> Pattern:
    node, first, may_be_empty = inner.match, inner.first, inner.may_be_empty

    def match(sentence: Sentence, at: int) -> list[Match]:
        if at >= len(sentence.senses) or (not may_be_empty and first.isdisjoint(sentence.senses[at])):
            return [(at, {})]
        return [*node(sentence, at), (at, {})]

    return Pattern(match, inner.first, may_be_empty=True)


def _sequence(parts: list[Pattern]) -> Pattern:
    if len(parts) == 1:
        return parts[0]
    nodes = [(part.match, part.first, part.may_be_empty) for part in parts]

    def match(sentence: Sentence, at: int) -> list[Match]:
        found: list[Match] = [(at, {})]
        size = len(sentence.senses)
        for node, first, may_be_empty in nodes:
            longer: list[Match] = []
            for middle, read in found:
                if not may_be_empty and (middle >= size or first.isdisjoint(sentence.senses[middle])):
                    continue
                for end, more in node(sentence, middle):
                    both = joined(read, more)
                    if both is not None:
                        longer.append((end, both))
            if not longer:
                return []
            found = longer
        return found

    first: frozenset[str] = frozenset()
    for part in parts:
        first |= part.first
        if not part.may_be_empty:
            break
    return Pattern(match, first, all(part.may_be_empty for part in parts))
