"""How well a recommender that learns would do on Articles that it has not seen, by cross-validation over Articles."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest.recommender import Example, Recommender
from annotator.suggest.scores import Scores, scored
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

Train = Callable[[Sequence[Example]], Recommender]
"""What makes a recommender of finished Articles."""

SIZES = (5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
"""Numbers of Articles after which a learning curve has a point, as far as there are so many."""


@frozen
class Point:
    """A point of a learning curve: the scores after so many Articles."""

    articles: int
    scores: Scores


def out_of_fold(
    examples: Sequence[Example], train: Train, schema: Schema, *, folds: int = 5, seed: int = 0
) -> Iterator[tuple[Example, Sequence[Suggestion]]]:
    """Each Article with what a recommender proposes for it that has learned from the others only.

    The Articles are dealt into folds by chance, the same for the same seed; each fold is proposed for by what was
    trained on the rest. There are as many folds as Articles at most. Raises BadInput where there are fewer than two.
    """
    for learned, asked in _dealt(examples, folds, seed):
        recommender = train(learned)
        for example in asked:
            yield example, recommender.suggest(_article(example), schema)


def cross_validated(
    examples: Sequence[Example], train: Train, schema: Schema, *, folds: int = 5, seed: int = 0, least: float = 0.0
) -> Scores:
    """The scores over all folds together, of the Suggestions with a confidence of at least `least`."""
    found = out_of_fold(examples, train, schema, folds=folds, seed=seed)
    return sum((_scores(example, suggestions, least) for example, suggestions in found), Scores())


def learning_curve(
    examples: Sequence[Example],
    train: Train,
    schema: Schema,
    *,
    sizes: Sequence[int] = SIZES,
    folds: int = 5,
    seed: int = 0,
    least: float = 0.0,
) -> Iterator[Point]:
    """The scores after each number of Articles, and after all that one fold leaves; each point when it is known.

    For each fold, the recommender learns from the first Articles, in the order of chance, of those outside it: every
    point is scored on all Articles, and the last one is that of `cross_validated`.
    """
    dealt = _dealt(examples, folds, seed)
    most = min(len(learned) for learned, _asked in dealt)
    for size in (*(size for size in sizes if size < most), most):
        scores = Scores()
        for learned, asked in dealt:
            recommender = train(learned if size == most else learned[:size])
            for example in asked:
                scores += _scores(example, recommender.suggest(_article(example), schema), least)
        yield Point(size, scores)


def _dealt(examples: Sequence[Example], folds: int, seed: int) -> list[tuple[list[Example], list[Example]]]:
    """For each fold, the Articles to learn from and those to ask for."""
    number = min(folds, len(examples))
    if number < 2:
        raise BadInput(_("There must be two finished articles at least: one to learn from and one to try it on."))
    dealt = random.Random(seed).sample(examples, len(examples))
    return [
        ([one for at, one in enumerate(dealt) if at % number != fold], dealt[fold::number]) for fold in range(number)
    ]


def _article(example: Example) -> Article:
    return Article(example.article, "", example.text)


def _scores(example: Example, suggestions: Sequence[Suggestion], least: float) -> Scores:
    return scored((one for one in suggestions if one.confidence >= least), example.marked)
