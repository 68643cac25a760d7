"""The tables of `resources/dates`: words by class, and the rules."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from typing import Any

from annotator import paths
from annotator.arabic.dates.grammar import Features, Grammar, Match, Pattern
from annotator.arabic.dates.spelling import pieces
from annotator.arabic.numerals import number_words
from annotator.arabic.table_words import fold
from annotator.frozen import frozen
from annotator.words import by_language

_WORD_TABLES = ("months", "weekdays", "units", "words", "zones", "holidays", "names")
_ASIDE = ("words", "common", "only", "today", "eve")


@frozen
class Rule:
    """One rule: what it matches, how the match is read, and the examples that test it."""

    name: str
    title: dict[str, str]
    reads: str
    pattern: Pattern
    needs: str
    examples: tuple[dict[str, str], ...]


@frozen
class Tables:
    """Everything that the finder looks up."""

    rules: tuple[Rule, ...]
    by_first: dict[str, tuple[int, ...]]
    entries: dict[str, list[tuple[tuple[str, ...], str, Features]]]  # by first word: the others, class, meaning
    known: frozenset[str]
    literals: frozenset[str]
    sets: dict[str, frozenset[str]]  # name-head, year-cue, counted, and the verbs of cues.toml
    known_days: dict[tuple[int, int], int]  # the year of a famous month and day

    def lexical(self, words: list[str], at: int) -> dict[str, list[Match]]:
        """What the words that begin at `at` are, by class."""
        found: dict[str, list[Match]] = {}
        for others, kind, meaning in self.entries.get(words[at], ()):
            end = at + 1 + len(others)
            if not others or tuple(words[at + 1 : end]) == others:
                found.setdefault(kind, []).append((end, meaning))
        return found


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "dates" / f"{name}.toml").read_text("utf-8"))


def rule_title(name: str) -> str:
    """What the rule called `name` looks for, in a few words of the language spoken now."""
    return next((by_language(rule.title) for rule in tables().rules if rule.name == name), name)


def _words() -> tuple[list[tuple[str, str, Features]], dict[str, set[str]]]:
    """Every word of the tables as (class, spelling, meaning), and the words that only stand around times, by set."""
    sets: dict[str, set[str]] = defaultdict(set)
    rows: list[tuple[str, str, Features]] = []
    for table in _WORD_TABLES:
        for kind, entries in _read(table).items():
            for entry in entries:
                meaning = {key: value for key, value in entry.items() if key not in _ASIDE}
                if kind == "holiday":
                    meaning["feast"] = True
                for word in entry["words"]:
                    if entry.get("common"):
                        sets["common"].add(fold(word))
                    if kind in (
                        "name-head",
                        "year-cue",
                        "counted",
                        "known-head",
                        "title",
                        "period-cue",
                        "numbered",
                        "after-year",
                        "metres",
                    ):
                        sets[kind].add(fold(word))
                    else:
                        rows.append((kind, word, meaning))
                        if kind == "unit" and not word.endswith(("ا", "ً")):
                            rows.append(("the-unit", "ال" + word, meaning))
    for kind, entries in _read("cues").items():
        sets[kind] = {fold(word) for entry in entries for word in entry["words"]}
    return rows, sets


@cache
def tables() -> Tables:
    """The tables, read once in a process."""
    grammar_table = _read("rules")
    grammar = Grammar(grammar_table["phrases"])
    rules = tuple(
        Rule(
            row["name"],
            row["title"],
            row["reads"],
            grammar.compiled(row["pattern"]),
            row.get("needs", ""),
            tuple(row["examples"]),
        )
        for row in grammar_table["rule"]
    )
    by_first: dict[str, list[int]] = defaultdict(list)
    for index, rule in enumerate(rules):
        for first in rule.pattern.first:
            by_first[first].append(index)

    rows, sets = _words()
    known_days = {(row["month"], row["day"]): row["year"] for row in _read("known_days")["known-day"]}
    plain = {fold(word) for _kind, phrase, _meaning in rows for word in phrase.split()}
    numbers = number_words().all
    the_numbers = {"ال" + word for word in numbers if not word.startswith("ال")}
    leads = {word for kind in ("year-cue", "period-cue", "before-length") for word in sets[kind] if len(word) > 3}
    known = frozenset(plain | leads | grammar.literals | numbers | the_numbers)
    by_word: dict[str, list[tuple[tuple[str, ...], str, Features]]] = defaultdict(list)
    for kind, phrase, meaning in rows:
        first, *others = [piece.word for piece in pieces(phrase, known)]
        by_word[first].append((tuple(others), kind, meaning))
    return Tables(
        rules,
        {first: tuple(indexes) for first, indexes in by_first.items()},
        dict(by_word),
        known,
        frozenset(grammar.literals),
        {kind: frozenset(words) for kind, words in sets.items()},
        known_days,
    )
