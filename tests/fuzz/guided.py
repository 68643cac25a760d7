"""Searching one target by coverage, with atheris: files that reach new lines of the readers are damaged further.

It runs in a process of its own, which libFuzzer never gives back: `begin` ends it when the time is over.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import atheris

with atheris.instrument_imports(include=["annotator.formats", "annotator.edits", "annotator.model", "cassis"]):
    from tests.fuzz.cases import Case, packed, unpacked
    from tests.fuzz.damage import damaged
    from tests.fuzz.dice import Seeded, pick
    from tests.fuzz.promise import Ground
    from tests.fuzz.tally import Tally
    from tests.fuzz.targets import Target

_WHOLE = 10
"""Every so many files are taken in as a whole; of the others the reading alone is tried."""


def begin(
    target: Target, ground: Ground, *, seconds: float, first_seed: int, done: Callable[[Tally], None]
) -> NoReturn:
    """Search until `seconds` have gone by, call `done` with what was found, and end the process."""
    tally = Tally()
    end = time.monotonic() + seconds
    examples = target.examples()
    names = {isinstance(one.content, dict): one for one in reversed(examples)}
    is_format = bool(examples[0].format)
    count = 0

    def try_one(data: bytes) -> None:
        nonlocal count
        if time.monotonic() > end:
            done(tally)
            sys.stdout.flush()
            os._exit(0)
        count += 1
        content = unpacked(data)
        like = names.get(isinstance(content, dict), examples[0])
        case = Case(like.name, content, target.name if is_format else "")
        tally.add(target, case, ground, whole=count % _WHOLE == 0)

    def mutated(data: bytes, largest: int, seed: int) -> bytes:
        dice = Seeded(seed)
        if dice.below(3):
            found = packed(damaged(unpacked(data), pick(dice, examples).content, dice))
            if len(found) <= largest:
                return found
        out: bytes = atheris.Mutate(data, largest)
        return out

    corpus = _corpus(examples, ground.folder / "corpus")
    given = ["fuzz", str(corpus), f"-seed={first_seed + 1}", "-max_len=200000", "-timeout=900", "-rss_limit_mb=0"]
    atheris.Setup([*given, "-verbosity=0", "-print_final_stats=0"], try_one, custom_mutator=mutated)
    atheris.Fuzz()
    os._exit(1)


def _corpus(examples: list[Case], folder: Path) -> Path:
    folder.mkdir()
    for number, case in enumerate(examples):
        (folder / str(number)).write_bytes(packed(case.content))
    return folder
