"""Handing Articles out: everybody has as many characters to read, what is handed out stays, and the same seed draws the
same.

Articles are taken in an order that the strategy gives, and each goes to who has least to read so far. So no two
annotators differ by more than the longest Article, unless they did before or something else binds the Articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from typing import TypeVar

from annotator.model.assignment import AssignReport, AssignRule, Load, Sized, Strategy

Held = Mapping[str, AbstractSet[str]]
"""The uids of the Articles that each annotator has."""


_T = TypeVar("_T")


def hand_out(articles: Sequence[Sized], rule: AssignRule, held: Held) -> dict[str, set[str]]:
    """What each annotator has when those Articles are handed out that nobody has yet; what somebody has stays."""
    given = _Given(articles, rule, held)
    if rule.strategy is Strategy.ALL:
        for one in sorted(articles, key=_chance(rule)) if rule.most else articles:
            given.to_several(one, len(rule.annotators))
        return given.held
    holders = Counter(uid for uids in held.values() for uid in uids)
    free = sorted((one for one in articles if not holders[one.uid]), key=_order(rule))
    wanted = round(len(articles) * rule.overlap / 100) - sum(holders[one.uid] > 1 for one in articles)
    shared = _spread(free, min(max(wanted, 0), len(free)))
    for one in shared:
        given.to_several(one, rule.copies)
    taken = {one.uid for one in shared}
    rest = [one for one in free if one.uid not in taken]
    if rule.strategy is Strategy.SOURCE:
        _by_source(rest, given)
    elif rule.strategy is Strategy.DATE:
        _by_date(rest, given)
    else:
        for one in rest:
            given.to_one(one)
    return given.held


def report(articles: Iterable[Sized], held: Held, before: Held) -> AssignReport:
    """What is handed out, and what has changed about it."""
    lengths = {one.uid: one.length for one in articles}
    holders = Counter(uid for uids in held.values() for uid in uids)
    loads = {
        name: Load(
            len(uids),
            sum(lengths[uid] for uid in uids),
            sum(holders[uid] > 1 for uid in uids),
            len(uids - before.get(name, set())),
            len(before.get(name, set()) - uids),
        )
        for name, uids in held.items()
    }
    shared = sum(number > 1 for number in holders.values())
    return AssignReport(loads, len(lengths), shared, len(lengths.keys() - holders.keys()))


class _Given:
    """What each annotator has by now, and how much that is to read."""

    def __init__(self, articles: Sequence[Sized], rule: AssignRule, held: Held) -> None:
        lengths = {one.uid: one.length for one in articles}
        self._rule = rule
        self.held = {name: set(uids) for name, uids in held.items()}
        for name in rule.annotators:
            self.held.setdefault(name, set())
        self.loads = {name: sum(lengths.get(uid, 0) for uid in self.held[name]) for name in rule.annotators}

    def open_to(self, one: Sized) -> list[str]:
        """Who may get an Article, those with least to read first."""
        places = {name: number for number, name in enumerate(self._rule.annotators)}
        wanting = (
            name
            for name in places
            if one.uid not in self.held[name] and not 0 < self._rule.most <= len(self.held[name])
        )
        return sorted(wanting, key=lambda name: (self.loads[name], len(self.held[name]), places[name]))

    def to_several(self, one: Sized, copies: int) -> None:
        """Give an Article to so many, or to none where fewer than two have room for it."""
        wanting = self.open_to(one)[:copies]
        has_it = any(one.uid in self.held[name] for name in self._rule.annotators)
        for name in wanting if len(wanting) > 1 or has_it or len(self._rule.annotators) == 1 else ():
            self.give(one, name)

    def to_one(self, one: Sized) -> None:
        """Give an Article to who has least to read, where anybody has room for it."""
        for name in self.open_to(one)[:1]:
            self.give(one, name)

    def give(self, one: Sized, name: str) -> None:
        self.held[name].add(one.uid)
        self.loads[name] += one.length


def _by_source(articles: Sequence[Sized], given: _Given) -> None:
    """All of one source to the same annotator while there is room, the largest source first; what has no source, to
    anybody."""
    sources: defaultdict[str, list[Sized]] = defaultdict(list)
    for one in articles:
        sources[one.source].append(one)
    alone = sources.pop("", [])
    for _source, ones in sorted(sources.items(), key=lambda item: (-sum(one.length for one in item[1]), item[0])):
        chosen = ""
        for one in ones:
            open_to = given.open_to(one)
            chosen = chosen or next(iter(open_to), "")
            if chosen in open_to:
                given.give(one, chosen)
    for one in alone:
        given.to_one(one)


def _by_date(articles: Sequence[Sized], given: _Given) -> None:
    """To each annotator the Articles of a stretch of time, so long that all have as much to read in the end."""
    share = (sum(given.loads.values()) + sum(one.length for one in articles)) / len(given.loads)
    names = list(given.loads)
    for one in articles:
        while len(names) > 1 and given.loads[names[0]] + one.length / 2 > share:
            names.pop(0)
        if names[0] in given.open_to(one):
            given.give(one, names[0])
        else:  # who has as many as they get at most
            given.to_one(one)


def _spread(articles: Sequence[_T], number: int) -> list[_T]:
    """So many of them at even distances."""
    return [articles[(2 * place + 1) * len(articles) // (2 * number)] for place in range(number)]


def _chance(rule: AssignRule) -> Callable[[Sized], bytes]:
    return lambda one: sha256(f"{rule.seed}\n{one.uid}".encode()).digest()


def _order(rule: AssignRule) -> Callable[[Sized], tuple[str | bytes | bool, ...]]:
    """In which order Articles are handed out."""
    chance = _chance(rule)
    match rule.strategy:
        case Strategy.RANDOM:
            return lambda one: (chance(one),)
        case Strategy.DATE:
            return lambda one: (not one.published, one.published, chance(one))
    return lambda one: (one.source, one.published, chance(one))
