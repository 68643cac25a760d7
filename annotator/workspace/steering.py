"""Whether Suggestions steer the annotator: Articles on which they were hidden beside those on which they were shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from statistics import median

from annotator.frozen import frozen
from annotator.model.annotation import LayerId
from annotator.model.verdict import Outcome
from annotator.store import Store
from annotator.suggest.evaluating import out_of_fold
from annotator.suggest.memory import Memory
from annotator.suggest.scores import Score, scored
from annotator.workspace.knowing import Progress
from annotator.workspace.suggesting import Suggesting

_JUDGED = 10_000
"""The last verdicts that the report counts."""


@frozen
class Side:
    """The finished Articles on one side: how many, how many code points and Spans they have, and how many seconds they
    took. Dates are no part of it.

    `score` compares the Spans with what the memory of all other finished Articles would have proposed, shown or not:
    where annotators are steered, they agree with it more on the side on which it was shown.
    """

    articles: int = 0
    characters: int = 0
    spans: int = 0
    seconds: int = 0
    score: Score = field(default_factory=Score)

    @property
    def density(self) -> float:
        """Spans in a thousand code points."""
        return 1000 * self.spans / self.characters if self.characters else 0.0

    @property
    def pace(self) -> float:
        """Seconds for a thousand code points."""
        return 1000 * self.seconds / self.characters if self.characters else 0.0

    def __add__(self, other: Side) -> Side:
        return Side(
            self.articles + other.articles,
            self.characters + other.characters,
            self.spans + other.spans,
            self.seconds + other.seconds,
            self.score + other.score,
        )


@frozen
class Steering:
    """What there is to know: both sides, how often each verdict was given, the median of the seconds until it was, and
    whether the last ones came faster than anyone reads."""

    shown: Side
    hidden: Side
    verdicts: Mapping[Outcome, int]
    seconds: float | None
    is_hurried: bool


def report(
    workspace: Suggesting, store: Store, progress: Progress, annotator: str | None = None, limit: int = -1
) -> Steering:
    """The report on the finished Articles of an annotator (the one of the workspace where none is named), all of them
    or the last ones. `progress` is told how many of them are done, and may raise."""
    name = workspace.annotator if annotator is None else annotator
    examples = list(workspace.lessons(name, limit))[::-1]
    sides = {False: Side(), True: Side()}
    found = out_of_fold(examples, Memory, workspace.schema) if len(examples) > 1 else ((one, ()) for one in examples)
    for done, (example, suggestions) in enumerate(found, 1):
        sure = [one for one in suggestions if one.confidence >= workspace.threshold]
        layer = LayerId(example.article, name)
        sides[workspace.is_blind(example.article)] += Side(
            1,
            len(example.text),
            len(example.marked),
            store.layers.seconds(layer),
            scored(sure, example.marked).exact,
        )
        progress(done, len(examples))
    said = store.verdicts.latest(name, _JUDGED)
    times = [one.seconds for one in said if one.seconds is not None]
    return Steering(
        sides[False],
        sides[True],
        Counter(one.outcome for one in said),
        median(times) if times else None,
        workspace.is_hurried(),
    )
