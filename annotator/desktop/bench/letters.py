"""The letters that stand for annotators, which are also the keys that take their answers.

The keys that decide otherwise keep theirs: E edits, N is none, S skips, K keeps, R goes to the reason. So no annotator
is called by one of these, and what takes several answers at once is the space bar, which is no letter.
"""

from __future__ import annotations

from collections.abc import Iterable

EDIT, NONE, SKIP, KEEP, REASON = "E", "N", "S", "K", "R"
LETTERS = "".join(letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in EDIT + NONE + SKIP + KEEP + REASON)


def letters_of(annotators: Iterable[str]) -> dict[str, str]:
    """The letter of each annotator in their order; where there are more than letters, numbers, which are no keys."""
    return {
        name: LETTERS[number] if number < len(LETTERS) else str(number + 1) for number, name in enumerate(annotators)
    }
