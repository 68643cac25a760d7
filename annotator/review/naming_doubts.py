"""What is doubtful about names, from how they are marked."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from annotator.frozen import frozen
from annotator.model.annotation import LayerId
from annotator.review.doubts import WHOLE, Doubt, Finding, Pattern, Places, Variant, share
from annotator.review.named_places import Front
from annotator.review.naming_habits import Habit, Habits, front_at

MOST_OF_ALL = 0.9
"""The share of all names behind proclitics that has to be marked one way, so that the other way is doubtful of a name
that always has it."""

_ENOUGH = 20
"""Names behind proclitics from which that is known."""
_AS_MUCH = 10
"""Places of a name that count as much as what is done with all names."""

Row = tuple[int, ...]


@frozen
class _Group:
    """A Variant to be, and whether a place (as `Habit.rows` has it) is of it."""

    key: str
    holds: Callable[[Row], bool]
    shown: str = ""
    labels: tuple[str, ...] = ()
    pattern: Pattern = ()
    can_be_model: bool = True


def doubts_of(habits: Habits, kinds: frozenset[Doubt], least: int) -> Iterator[Finding]:
    """What is doubtful about the names that are at `least` places: where it is that one is missed, marked there."""
    ways = {
        Doubt.LABEL: _labels,
        Doubt.CLITIC: lambda habit, layers: _clitics(habit, layers, habits.fronts),
        Doubt.BOUNDARY: _boundaries,
        Doubt.MISSED: _missed,
    }
    if Doubt.BOUNDARY in kinds:
        yield from habits.heads.findings(max(least, 3))
    for name in habits.known:
        habit = habits.known[name]
        for kind in ways.keys() & kinds:
            found = ways[kind](habit, habits.layers)
            held = habit.marked if found is None or kind is Doubt.MISSED else max(habit.marked, len(found.occurrences))
            if found is not None and held >= least:
                yield replace(found, keeps_clitics=habits.keeps_clitics(habit), nests=habits.nests)


def _labels(habit: Habit, layers: Sequence[LayerId]) -> Finding | None:
    if len(habit.labels) < 2:
        return None
    groups = [
        _Group("+".join(labels), _has(5, number), habit.example(number), labels)
        for number, labels in enumerate(habit.labels, 1)
    ]
    return _finding(Doubt.LABEL, habit, layers, groups)


def _clitics(habit: Habit, layers: Sequence[LayerId], everywhere: Counter[Front]) -> Finding | None:
    return _cuts(habit, layers) if habit.fronts[Front.CUT] else _glued(habit, layers, everywhere)


def _glued(habit: Habit, layers: Sequence[LayerId], everywhere: Counter[Front]) -> Finding | None:
    """A name of which Spans have the proclitics before it and leave them out; or always do what is hardly ever done."""
    met, both = habit.fronts, (Front.OUTSIDE, Front.INSIDE)
    all_glued = everywhere[Front.OUTSIDE] + everywhere[Front.INSIDE]
    parts = {one: everywhere[one] / all_glued if all_glued >= _ENOUGH else 0.0 for one in both}
    weights = {one: met[one] + _AS_MUCH * parts[one] for one in both if met[one] or parts[one] >= MOST_OF_ALL}
    if len(weights) < 2:
        return None
    usual = max(weights, key=lambda one: (weights[one], one is Front.OUTSIDE))
    groups = [_of_front(habit, one, one) for one in both]
    found = _finding(Doubt.CLITIC, habit, layers, groups, usual.value)
    return None if found is None else replace(found, doubt=share(weights[usual], sum(weights.values())))


def _cuts(habit: Habit, layers: Sequence[LayerId]) -> Finding | None:
    """A name of which Spans begin within it. One that leaves the letters before it out is as where there are none."""
    groups = [_of_front(habit, Front.OUTSIDE, Front.BARE, Front.OUTSIDE), _of_front(habit, Front.CUT, Front.CUT)]
    if habit.fronts[Front.INSIDE]:
        groups.append(_of_front(habit, Front.INSIDE, Front.INSIDE))
    return _finding(Doubt.CLITIC, habit, layers, groups, Front.OUTSIDE.value)


def _of_front(habit: Habit, key: Front, *fronts: Front) -> _Group:
    shown = next((habit.examples["front", one] for one in fronts if habit.fronts[one]), "")
    return _Group(key.value, _has_any(6, fronts), shown, can_be_model=key is not Front.CUT)


def _boundaries(habit: Habit, layers: Sequence[LayerId]) -> Finding | None:
    known = {label for labels in habit.labels for label in labels}
    patterns = [
        (number, pattern, is_of_words)
        for number, (pattern, is_of_words) in enumerate(habit.patterns, 1)
        if any(label in known for *_words, label in pattern)
    ]
    if not patterns or not habit.labels:
        return None
    usual = habit.labels[max(range(len(habit.labels)), key=lambda at: habit.counts[at + 1])]
    groups = [_Group(WHOLE, lambda row: row[5] > 0, habit.example(1), usual)]
    groups += [
        _Group(
            " ".join(":".join(map(str, one)) for one in pattern) + ("" if is_of_words else " *"),
            _has(7, number),
            habit.examples["pattern", number],
            tuple(label for *_words, label in pattern),
            pattern,
            is_of_words,
        )
        for number, pattern, is_of_words in patterns
    ]
    return _finding(Doubt.BOUNDARY, habit, layers, groups)


def _missed(habit: Habit, layers: Sequence[LayerId]) -> Finding | None:
    missed = habit.counts[0]
    marked = habit.counts.total() - missed
    if not missed or marked <= missed:
        return None
    groups = [
        _Group("+".join(labels), _has(5, number), habit.example(number), labels)
        for number, labels in enumerate(habit.labels, 1)
    ]
    groups.append(_Group("unmarked", lambda row: not row[5] and not row[7], can_be_model=False))
    usual = "+".join(habit.labels[max(range(len(habit.labels)), key=lambda at: habit.counts[at + 1])])
    found = _finding(Doubt.MISSED, habit, layers, groups, usual)
    if found is None:
        return None
    return replace(found, doubt=share(marked, marked + missed))


def _has(column: int, number: int) -> Callable[[Row], bool]:
    return lambda row: row[column] == number


def _has_any(column: int, fronts: Sequence[Front]) -> Callable[[Row], bool]:
    return lambda row: row[column] > 0 and front_at(row[column]) in fronts


def _finding(
    kind: Doubt, habit: Habit, layers: Sequence[LayerId], groups: Sequence[_Group], usual: str = ""
) -> Finding | None:
    """The places of a name that are of any group, with the most frequent Variant as the model, or the `usual` one."""
    rows = [(row, group) for row in habit.rows() if (group := next((one for one in groups if one.holds(row)), None))]
    counts = Counter(group.key for _row, group in rows)
    groups = sorted(groups, key=lambda one: -counts[one.key])
    numbers = {group.key: number for number, group in enumerate(groups)}
    places = array("I")
    for row, group in rows:
        places.extend((*row[:5], numbers[group.key]))
    if len(counts) < 2 and not usual:
        return None
    model = usual or max((one for one in groups if one.can_be_model), key=lambda one: counts[one.key]).key
    if not counts.total() - counts[model]:
        return None
    variants = tuple(
        Variant(one.key, counts[one.key], one.shown, one.labels, one.pattern, one.can_be_model) for one in groups
    )
    doubt = share(counts[model], counts.total())
    return Finding(kind, " ".join(habit.name), variants, numbers[model], doubt, Places(layers, places))
