"""Where chance comes from: a seed, Hypothesis, or the bytes of a guided fuzzer. Everything is built on one throw."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice(Protocol):
    """What chooses."""

    def below(self, number: int) -> int:
        """A whole number from 0 on that is less than `number`, which is 1 or more."""
        ...


class Seeded:
    """The same choices for the same seed."""

    def __init__(self, seed: int | str) -> None:
        self._random = random.Random(seed)

    def below(self, number: int) -> int:
        return self._random.randrange(number)


class Drawn:
    """Choices of Hypothesis, which makes them small where something is wrong."""

    def __init__(self, data: Any) -> None:
        self._data = data

    def below(self, number: int) -> int:
        chosen: int = self._data.draw(st.integers(0, number - 1))
        return chosen


def pick(dice: Dice, among: Sequence[T]) -> T:
    return among[dice.below(len(among))]


def one_in(dice: Dice, number: int) -> bool:
    """True once in `number` times; the simplest choice is False."""
    return dice.below(number) == number - 1


def a_range(dice: Dice, length: int, longest: int = 200) -> tuple[int, int]:
    """A range in something of this length, mostly a short one."""
    start = dice.below(length + 1)
    room = min(length - start, longest if not one_in(dice, 8) else length)
    return start, start + dice.below(room + 1)
