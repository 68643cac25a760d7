"""Spreading units over splits so that each Label has its share in each of them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from annotator.frozen import frozen
from annotator.model.split import Counts, Split

ARTICLES = ""
"""Stands among the Labels of a unit for how many Articles it has."""


_ROUNDS = 4
_LEAST_GAIN = 1e-12
"""So that no rounding of numbers moves anything."""


@frozen
class Unit:
    """Articles that go into one split together, by uid; how many Spans of each Label they have, with `ARTICLES` among
    them; and the newest day of publication, which is empty where none is known."""

    articles: tuple[str, ...]
    counts: Counts = field(hash=False)
    newest: str = ""


def drawn(seed: int, unit: Unit) -> bytes:
    """A random draw for a unit, which is the same wherever and whenever it is drawn."""
    return hashlib.sha256(f"{seed} {min(unit.articles)}".encode()).digest()


def spread(
    units: Iterable[Unit], shares: Mapping[Split, float], held: Mapping[Split, Mapping[str, int]], seed: int
) -> dict[Unit, Split]:
    """Where each unit goes, so that Labels and Articles have their shares together with what the splits hold already.

    This is the iterative stratification of Sechidis, Tsoumakas and Vlahavas, “On the Stratification of Multi-Label
    Data” (ECML PKDD 2011), with counts in the place of yes and no: the Label that the fewest units have left goes
    first; its units, the richest first, each go to the split that lacks the most of the Label, of those to the one that
    lacks the most Articles. Units without Labels fill up what Articles are missing. Then units move, one at a time, as
    long as that brings the shares closer to what is wished; so they come several times as close.
    """
    order = sorted(units, key=lambda unit: drawn(seed, unit))
    open_splits = [split for split in Split if shares[split] > 0]
    totals = Counter[str]()
    for counts in held.values():
        totals.update(counts)
    for unit in order:
        for label, count in unit.counts:
            totals[label] += count
    lacking = {
        split: {label: shares[split] * total - held[split].get(label, 0) for label, total in totals.items()}
        for split in open_splits
    }
    having: dict[str, list[Unit]] = defaultdict(list)
    for unit in order:
        for label, _count in unit.counts:
            having[label].append(unit)
    left = Counter({label: len(found) for label, found in having.items() if label != ARTICLES})
    found: dict[Unit, Split] = {}

    def place(unit: Unit, label: str) -> None:
        split = max(open_splits, key=lambda one: (lacking[one][label], lacking[one][ARTICLES]))
        found[unit] = split
        for each, count in unit.counts:
            lacking[split][each] -= count
            if each != ARTICLES:
                left[each] -= 1

    while left:
        label = min(left, key=lambda one: (left[one], one))
        for unit in _richest_first(having[label], label):
            if unit not in found:
                place(unit, label)
        del left[label]
    for unit in _richest_first(having[ARTICLES], ARTICLES):
        if unit not in found:
            place(unit, ARTICLES)
    _settle(found, order, lacking, totals)
    return found


def _settle(
    found: dict[Unit, Split],
    order: Sequence[Unit],
    lacking: Mapping[Split, dict[str, float]],
    totals: Mapping[str, int],
) -> None:
    """Move units to other splits while that makes the sum of squares smaller of how far each share of each Label is
    from its wish; that of the Articles counts as much as those of all Labels together."""
    weights = {label: 1 / total**2 for label, total in totals.items()}
    if ARTICLES in weights:
        weights[ARTICLES] *= max(len(weights) - 1, 1)
    for _round in range(_ROUNDS):
        moved = False
        for unit in order:
            here = found[unit]
            told = [(label, count, weights[label] * count) for label, count in unit.counts]
            lost = sum(weight * (2 * lacking[here][label] + count) for label, count, weight in told)
            gains = {
                there: lost + sum(weight * (count - 2 * lacking[there][label]) for label, count, weight in told)
                for there in lacking
                if there is not here
            }
            there = min(gains, key=gains.__getitem__, default=here)
            if gains and gains[there] < -_LEAST_GAIN:
                moved = True
                found[unit] = there
                for label, count, _weight in told:
                    lacking[here][label] += count
                    lacking[there][label] -= count
        if not moved:
            return


def _richest_first(units: Iterable[Unit], label: str) -> list[Unit]:
    return sorted(units, key=lambda unit: -dict(unit.counts)[label])
