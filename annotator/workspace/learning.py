"""Learning from finished Articles, and finding out how good what was learned is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.suggest.suggestion import Suggestion
from annotator.words import _
from annotator.workspace.encoding import Encoding
from annotator.workspace.trimming import ARTICLES_READ, CHARACTERS_READ

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.model.schema import Schema
    from annotator.suggest.evaluating import Point, Train
    from annotator.suggest.external.encoder import Encoder
    from annotator.suggest.model import Model
    from annotator.suggest.recommender import Example, Recommender
    from annotator.suggest.scores import Scores
    from annotator.suggest.training import Training
    from annotator.workspace.steering import Steering

NEW_ARTICLES, NEW_SPANS = 10, 100
"""Finished Articles, or Spans in such, that are new to the model when it is time to learn again."""

MOST_LEARNED = 3_000
"""Finished Articles that are learned from, the last ones first."""

_BESIDE = "learning"

WAYS = ("together", "memory", "learned")
"""What can be evaluated: what the window would show of all that learns, or one recommender."""

Steps = Callable[[int, int], None]


class Learning(Encoding):
    """The verbs for what learns. Nothing here needs the window, and nothing that it does holds the window up: training
    has a process of its own."""

    # Training

    def models_folder(self, teacher: str | None = None) -> Path:
        """Where the models lie that were learned from a teacher's work (this annotator's; '' everybody's), beside the
        project. It may be deleted: then it is learned anew."""
        from annotator.suggest.model_files import root_for

        return root_for(self.path, self.annotator if teacher is None else teacher)

    def train(self, *, budget: float | None = None, seed: int = 0, iterations: int | None = None) -> Training:
        """Begin to learn, in a process of its own; see `Training`. When it is done, `take_model` takes it into use.

        `budget` is how many seconds of processor time it may take, `iterations` how often the weights are mended at
        most. Raises TooLittle, and Unwritable where nothing can be written beside the project. Another thread may do
        this with a project of its own (`another`).
        """
        from annotator.errors import Unwritable
        from annotator.suggest import learning, training
        from annotator.suggest.snapshots import Plan
        from annotator.words import language

        examples = list(self.lessons(self.teacher, MOST_LEARNED))[::-1]
        learning.check(examples)
        root = self.models_folder(self.teacher)
        encoder = self.encoder()
        if encoder is not None:
            encoder.opened()  # rather here than in another process
        if budget is None:
            budget = training.BUDGET if encoder is None else training.WITH_ENCODER
        try:
            labels = tuple(label.name for label in self.schema.markable())
            plan = Plan(labels, seed, iterations, language(), encoder)
            snapshot = training.snapshot_in(root, examples, self._some_texts(), plan)
            return training.Training(snapshot, root, budget=budget)
        except OSError as error:
            raise Unwritable(root, error.strerror or str(error)) from error

    def take_model(self) -> None:
        """Go by the newest model from now on."""
        self._forget_learned()

    def model(self) -> tuple[Model | None, list[str]]:
        """The newest model that can be used, if any, and a sentence for each newer one that cannot."""
        from annotator.suggest import model_files

        return model_files.newest(self.models_folder(self.teacher))

    def is_training_due(self, *, idle: bool = False) -> bool:
        """Whether so much was finished since the model was learned that it is time to learn again; while nobody works
        (`idle`), one Article is enough."""
        model, _troubles = self.model()
        if self.goes_by_another_encoder(model):
            return True
        known = frozenset(model.articles) if model else frozenset()
        articles = spans = 0
        for marked in self._sizes_of_lessons(self.teacher, MOST_LEARNED, but=known):
            articles, spans = articles + 1, spans + marked
            if idle or articles >= NEW_ARTICLES or spans >= NEW_SPANS:
                return True
        return False

    @property
    def learns_beside(self) -> bool:
        """Whether the window learns by itself while this annotator works."""
        return self.remembered(_BESIDE) != "off"

    def set_learns_beside(self, on: bool) -> None:
        """Let the window learn by itself, or not; the project remembers it for this annotator."""
        self.remember(_BESIDE, "on" if on else "off")
        self.announce_suggestions()

    def _some_texts(self) -> Iterator[str]:
        with self._store.reading():
            for _done, _total, texts in self._store.articles.some_texts(ARTICLES_READ, CHARACTERS_READ):
                yield from texts

    def steering(self, progress: Steps = lambda _done, _total: None) -> Steering:
        """Whether Suggestions steer this annotator, by their finished Articles; see `workspace.steering`. `progress` is
        told how many of them are done, and may raise."""
        from annotator.workspace.steering import report

        return report(self, self._store, progress)

    # Evaluating

    def evaluate(
        self, way: str = "together", *, folds: int = 5, seed: int = 0, progress: Steps = lambda _done, _total: None
    ) -> Scores:
        """How well Suggestions above the threshold agree with finished Articles that nobody learned from: by
        cross-validation over Articles. `progress` is told which fold of how many is begun, and may raise.

        Raises BadInput for a way that is none, and where fewer than two Articles are finished.
        """
        from annotator.suggest.evaluating import cross_validated

        examples, train = self._examples_and(way, progress, folds)
        return cross_validated(examples, train, self.schema, folds=folds, seed=seed, least=self.threshold)

    def learning_curve(self, way: str = "together", *, folds: int = 5, seed: int = 0) -> Iterator[Point]:
        """The same after 5, 10, 25 … finished Articles and after all; each point when it is known."""
        from annotator.suggest.evaluating import learning_curve

        examples, train = self._examples_and(way, lambda _done, _total: None, folds)
        return learning_curve(examples, train, self.schema, folds=folds, seed=seed, least=self.threshold)

    def _examples_and(self, way: str, progress: Steps, folds: int) -> tuple[list[Example], Train]:
        if way not in WAYS:
            raise BadInput(
                _("“{way}” cannot be evaluated; there are: {known}").format(
                    way=way, known=", ".join((*WAYS, *(one.name for one in self.outsides())))
                )
            )
        examples = list(self.lessons(self.teacher))[::-1]
        pool = None if way == "memory" else self._pool(examples)
        encoder = None if way == "memory" else self._opened_encoder()
        begun = 0

        def train(lessons: Sequence[Example]) -> Recommender:
            nonlocal begun
            progress(begun, max(folds, begun + 1))
            begun += 1
            return _taught(way, lessons, pool, self.threshold, encoder)

        return examples, train

    def _opened_encoder(self) -> Encoder | None:
        choice = self.encoder()
        return choice.opened() if choice is not None else None

    def _pool(self, examples: Sequence[Example]) -> Model | None:
        """What is known of words in general, which needs no marks; None where there is too little to learn."""
        from annotator.suggest import learning

        try:
            # Nothing will go by its weights: to mend them once is enough.
            return learning.learn(examples, list(self._some_texts()), iterations=1, encoder=self._opened_encoder())
        except learning.TooLittle:
            return None


class _Together:
    """The memory and what was learned as one, as the window shows them."""

    name = "together"

    def __init__(self, recommenders: Sequence[Recommender], threshold: float, *, nested: bool = False) -> None:
        self._recommenders = recommenders
        self._threshold = threshold
        self._nested = nested

    def suggest(self, article: Article, schema: Schema) -> Sequence[Suggestion]:
        from annotator.suggest.together import together

        found = (one.suggest(article, schema) for one in self._recommenders)
        return together(found, (), schema, usual=self._threshold, nested=self._nested)


def _taught(
    way: str, lessons: Sequence[Example], pool: Model | None, threshold: float, encoder: Encoder | None
) -> Recommender:
    from annotator.suggest.memory import Memory

    memory = Memory(lessons)
    if way == "memory":
        return memory
    from annotator.suggest import learning
    from annotator.suggest.learned import Learned

    try:
        model = learning.learn(lessons, earlier=pool, encoder=encoder)
    except learning.TooLittle:
        return _Together([] if way == "learned" else [memory], threshold)
    learned = Learned(model, memory, encoder)
    return _Together([learned] if way == "learned" else [memory, learned], threshold, nested=len(model.groups) > 1)
