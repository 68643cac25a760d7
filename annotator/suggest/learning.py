"""Learning a Model from finished Articles, and finding out how good it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Any

from annotator.arabic.word_by_word import Reading, read
from annotator.errors import AnnotatorError
from annotator.frozen import frozen
from annotator.suggest import features, tagger, word_clusters
from annotator.suggest.calibration import Judged, calibrated, fitted
from annotator.suggest.features import FOLDS, Features, jack_knifed
from annotator.suggest.marks import Edges, Mark, edges_of, groups_of, marks_of, tags_of
from annotator.suggest.memory import Memory
from annotator.suggest.model import THRESHOLD, Model, hash_of
from annotator.suggest.recommender import Example
from annotator.suggest.scores import Score
from annotator.words import _, ngettext

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.suggest.external.encoder import Encoder
    from annotator.suggest.external.vectors import Remembered

FEWEST_SPANS = 100
FEWEST_LABELS, FEWEST_OF_LABEL = 3, 15

Progress = Callable[[int, int, str], None]
"""Told how many steps of how many are done, and what is being done now, in words."""

_POOL = 5_000_000
"""Code points of text from which words are counted and clusters learned; where there is more, every second or third
text and so on counts."""
_KEPT_WORDS = 60_000
_ALL_FOLDS, _TWO_FOLDS = 6_000, 12_000
"""Words of the finished Articles up to which all folds are asked how good the Model is, and up to which two are: then
one tells enough, and more would take longer than learning does."""
_FITTED_ON = 10_000
"""Words from which is learned how to make vectors small."""
_ENOUGH = 20_000
"""Words that are learned from to find out how good the Model is; with more it would be better still."""


class TooLittle(AnnotatorError):
    """There is not enough yet to learn from."""


@frozen
class _Lesson:
    """A finished Article as it is learned from: its marks, and of each sentence the words and their features."""

    reading: Reading
    marks: list[Mark]
    sentences: list[tuple[range, Any]]

    def tagged(self, group: Sequence[str]) -> list[tagger.Sentence]:
        tags = tags_of(len(self.reading.words), self.marks, group)
        return [(items, tags[words.start : words.stop]) for words, items in self.sentences]

    def told(self, by: tagger.Tagger) -> list[tagger.Told]:
        return [told.moved(words.start) for words, items in self.sentences for told in by.tell(items)]


def learn(
    examples: Sequence[Example],
    texts: Iterable[str] = (),
    *,
    labels: Iterable[str] = (),
    earlier: Model | None = None,
    seed: int = 0,
    iterations: int | None = None,
    encoder: Encoder | None = None,
    progress: Progress = lambda _done, _total, _what: None,
) -> Model:
    """What can be learned from finished Articles; `texts` are those of others, `labels` all that might be marked.
    An `encoder` gives the words vectors to learn by. The weights are mended `iterations` times at most; where that is
    not said, more often with an encoder than without.

    What is known of words in general is taken from an `earlier` Model unless there is twice as much text by now: it
    takes longer than all the rest, and changes little. Raises TooLittle, and BadInput where the encoder cannot be used.
    """
    check(examples)
    if iterations is None:
        iterations = tagger.ITERATIONS if encoder is None else tagger.WITH_VECTORS
    progress(0, 1, _("Reading the articles"))
    readings = [read(example.text) for example in examples]
    pool = [text for text in dict.fromkeys([*(example.text for example in examples), *texts]) if text]
    size = sum(map(len, pool))
    if earlier is not None and size < 2 * earlier.pool:
        counts, clusters, size = earlier.counts, earlier.clusters, earlier.pool
    else:
        progress(0, 1, _("Learning which words are alike"))
        lines = [read(text).words for text in pool[:: -(-size // _POOL)]]
        counts, clusters = _counted(lines), word_clusters.learn(lines, seed=seed)
    small = None if encoder is None else _made_small(encoder, earlier, readings, progress)
    lessons = _lessons(examples, readings, Features(counts, clusters, small))
    groups = groups_of(lesson.marks for lesson in lessons)
    edges = edges_of(((lesson.reading, lesson.marks) for lesson in lessons), counts)
    asked = _folds_for(sum(len(reading.words) for reading in readings))
    steps = (asked + 1) * len(groups)
    judged: list[tuple[str, Judged]] = []
    missed: Counter[str] = Counter()
    for fold in range(asked):
        progress(fold * len(groups), steps, _("Trying it on articles that it did not learn from"))
        rest = _some([lesson for at, lesson in enumerate(lessons) if at % FOLDS != fold])
        _judge(lessons[fold::FOLDS], _train(rest, groups, iterations), edges, counts, judged, missed)
    points = fitted([one for _label, one in judged])
    taggers = []
    for at, group in enumerate(groups):
        progress(asked * len(groups) + at, steps, _("Learning from all articles"))
        taggers.append(tagger.train((one for lesson in lessons for one in lesson.tagged(group)), iterations=iterations))
    progress(steps, steps, _("Learning from all articles"))
    return Model(
        tuple(groups),
        tuple(taggers),
        counts,
        clusters,
        edges,
        points,
        _scores(judged, missed),
        _shown(judged, missed),
        tuple(example.article for example in examples),
        hash_of(labels),
        size,
        seed,
        iterations,
        versions(),
        encoder.id if encoder is not None else "",
        small.projection if small is not None else None,
    )


def _made_small(encoder: Encoder, earlier: Model | None, readings: Sequence[Reading], progress: Progress) -> Remembered:
    """The encoder with its vectors made small, by the same projection as in an `earlier` Model: so what was asked then
    need not be asked again. Asks for the words of all texts, which may take a second each."""
    from annotator.suggest.external.vectors import Projection, Remembered

    told = _("Asking the encoder about the articles")
    if earlier is not None and earlier.projection is not None and earlier.encoder == encoder.id:
        projection = earlier.projection
    else:
        some: list[str] = []
        vectors = []
        for at, reading in enumerate(readings):
            progress(at, len(readings), told)
            some += features.written(reading)
            vectors.append(encoder.vectors(features.written(reading)))
            if len(some) >= _FITTED_ON:
                break
        projection = Projection.fitted(_joined(vectors))
    small = Remembered(encoder, projection)
    for at, reading in enumerate(readings):
        progress(at, len(readings), told)
        small.vectors(features.written(reading))
    return small


def _joined(vectors: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    import numpy as np

    return np.concatenate([one for one in vectors if len(one)])


def check(examples: Iterable[Example]) -> None:
    """Raises TooLittle where there are too few Spans to learn anything that would hold."""
    often = Counter(label for example in examples for _start, _end, label in example.marked)
    enough = sum(times >= FEWEST_OF_LABEL for times in often.values())
    if often.total() < FEWEST_SPANS:
        raise TooLittle(
            ngettext(
                "There is {n} span in finished articles; learning begins with {{least}}.",
                "There are {n} spans in finished articles; learning begins with {{least}}.",
                often.total(),
            ).format(least=FEWEST_SPANS)
        )
    if enough < min(FEWEST_LABELS, len(often)):
        raise TooLittle(
            _("Learning begins when {labels} labels have {least} spans each in finished articles.").format(
                labels=min(FEWEST_LABELS, len(often)), least=FEWEST_OF_LABEL
            )
        )


def versions() -> dict[str, str]:
    """What a Model depends on besides the Articles."""
    packages = {name: metadata.version(name) for name in ("python-crfsuite", "scikit-learn", "numpy", "scipy")}
    return {"features": str(features.VERSION), **packages}


def _counted(pool: Iterable[Sequence[str]]) -> dict[str, int]:
    counted = Counter(word for words in pool for word in words if word[0].isalpha())
    often = sorted(((word, n) for word, n in counted.items() if n > 1), key=lambda one: (-one[1], one[0]))
    return dict(often[:_KEPT_WORDS])


def _lessons(examples: Sequence[Example], readings: Sequence[Reading], seen: Features) -> list[_Lesson]:
    memory = Memory(examples)
    of = {example.article: reading for example, reading in zip(examples, readings, strict=True)}
    found = {}
    for example in jack_knifed(memory, examples):
        reading = of[example.article]
        told = seen.of(reading, memory)
        parts = [(words, tagger.sentence(told[words.start : words.stop])) for words in features.sentences(reading)]
        found[example.article] = _Lesson(reading, marks_of(reading, example.marked), parts)
    return [found[example.article] for example in examples]


def _folds_for(words: int) -> int:
    return FOLDS if words <= _ALL_FOLDS else 2 if words <= _TWO_FOLDS else 1


def _some(lessons: Sequence[_Lesson]) -> Sequence[_Lesson]:
    """As many of them, evenly taken, as are enough."""
    words = sum(len(lesson.reading.words) for lesson in lessons)
    return [lesson for at, lesson in enumerate(lessons) if at * _ENOUGH % max(words, 1) < _ENOUGH]


def _train(lessons: Sequence[_Lesson], groups: Sequence[Sequence[str]], iterations: int) -> list[tagger.Tagger]:
    return [
        tagger.Tagger(tagger.train((one for lesson in lessons for one in lesson.tagged(group)), iterations=iterations))
        for group in groups
    ]


def _judge(
    lessons: Sequence[_Lesson],
    taggers: Sequence[tagger.Tagger],
    edges: Edges,
    counts: Mapping[str, int],
    judged: list[tuple[str, Judged]],
    missed: Counter[str],
) -> None:
    """Add what taggers tell of Articles that they did not learn from, and what they do not tell."""
    knowledge = edges.knowledge(counts)
    for lesson in lessons:
        right = {(*edges.exact(lesson.reading, mark), mark.label) for mark in lesson.marks}
        found = set()
        for told in (one for by in taggers for one in lesson.told(by)):
            span = (*edges.range_of(lesson.reading, told.mark, knowledge), told.mark.label)
            found.add(span)
            judged.append((told.mark.label, (told.sureness, span in right)))
        missed.update(label for _start, _end, label in right - found)


def _scores(judged: Sequence[tuple[str, Judged]], missed: Counter[str]) -> dict[str, Score]:
    right = Counter(label for label, (_sure, is_right) in judged if is_right)
    proposed = Counter(label for label, _one in judged)
    return {
        label: Score(right[label], proposed[label], right[label] + missed[label]) for label in sorted(proposed | missed)
    }


def _shown(judged: Sequence[tuple[str, Judged]], missed: Counter[str]) -> Score:
    """The score of what is sure enough to be shown. Each half is calibrated by the other: by itself, whatever is
    calibrated to .70 is right that often."""
    halves = [one for _label, one in judged[::2]], [one for _label, one in judged[1::2]]
    shown = []
    for half, other in (halves, halves[::-1]):
        points = fitted(other)
        shown += [right for sure, right in half if calibrated(sure, points) >= THRESHOLD]
    return Score(sum(shown), len(shown), sum(right for _label, (_sure, right) in judged) + missed.total())
