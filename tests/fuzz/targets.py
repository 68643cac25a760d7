"""Everything that is fuzzed: each format that is read, as it stands in the list of formats, and what else is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.fuzz import others, promise
from tests.fuzz.cases import Case
from tests.fuzz.promise import Ground, Outcome
from tests.fuzz.seeds import READING, seeds


@dataclass(frozen=True)
class Target:
    """Something that reads. `quick` tries the reading alone, `whole` all that comes of it; both raise what is wrong."""

    name: str
    examples: Callable[[], list[Case]]
    """Good files, those that other tools made among them where they are here."""
    quick: Callable[[Case, Ground], Outcome]
    whole: Callable[[Case, Ground], Outcome]


def _whole(case: Case, ground: Ground) -> Outcome:
    promise.reads(case, ground)
    outcome = promise.comes_in(case, ground, skip_bad=False)
    if outcome is Outcome.REFUSED:
        promise.comes_in(case, ground, skip_bad=True)
    return outcome


TARGETS = (
    *(Target(known.name, partial(seeds, known), promise.reads, _whole) for known in READING),
    Target("labels", others.files_of_labels, others.labels_are_read, others.labels_are_read),
    Target("words", others.words, others.times_are_found, others.times_are_found),
)


def by_name(name: str) -> Target:
    return next(target for target in TARGETS if target.name == name)
