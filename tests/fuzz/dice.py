"""Where chance comes from. Everything is built on one throw, so that the same seed gives the same file."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

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
