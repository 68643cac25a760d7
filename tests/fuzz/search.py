"""Searching one target for as long as it may take: with Hypothesis, which makes what it finds small, and from seeds."""

from __future__ import annotations

import time
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from tests.fuzz.cases import Case
from tests.fuzz.damage import case_of
from tests.fuzz.dice import Seeded
from tests.fuzz.promise import Ground
from tests.fuzz.tally import Tally
from tests.fuzz.targets import Target

_AT_ONCE = 60
"""Files that Hypothesis makes before the time is looked at."""
_SEEDS = st.integers(0, 2**32 - 1)
"""Each step of damage is made by chance, from a seed; what is wrong is made small by leaving steps out."""
_TO_MAKE_SMALL = 60
"""Seconds more for what was found last."""


class Found(Exception):
    """Something is wrong: what Hypothesis then makes small."""


def search(target: Target, ground: Ground, *, seconds: float, first_seed: int) -> Tally:
    """Try the good files of the target, then damaged ones, until `seconds` have gone by."""
    tally = Tally()
    end = time.monotonic() + seconds
    examples = target.examples()
    for case in examples:
        tally.add(target, case, ground, whole=True)
    round_ = first_seed
    while time.monotonic() < end:
        round_ += 1
        try:
            _one_round(target, examples, ground, tally, round_, end)
        except Exception as error:
            if not _is_found(error):
                raise
    return tally


def _one_round(target: Target, examples: Sequence[Case], ground: Ground, tally: Tally, round_: int, end: float) -> None:
    known = set(tally.faults)
    made_small: set[str] = set()

    @seed(round_)
    @settings(
        max_examples=_AT_ONCE,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(st.sampled_from(range(len(examples))), st.lists(_SEEDS, min_size=1, max_size=6), st.booleans())
    def tried(which: int, steps: list[int], named: bool) -> None:
        if time.monotonic() > end + (_TO_MAKE_SMALL if made_small else 0):
            return
        case = case_of(examples, which, [Seeded(step) for step in steps], named=named)
        fault = tally.add(target, case, ground, whole=True)
        if fault and fault not in known:  # those of former rounds are small already
            made_small.add(fault)
            raise Found(fault)

    tried()


def _is_found(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return all(map(_is_found, error.exceptions))
    return isinstance(error, Found | Flaky)  # time ran out while it was made small, and then it was not met again
