"""Actions per Span: what a simulated annotator (`benchmarks/hands.py`) has to do with their hands on real articles, one
after the other, in a project of their own, with everything that the program proposes. Without help each Span takes
two: dragging over it and the key of its Label.

The articles are the sentences of ANERcorp's training part in order, to 2,000 characters each, where that is there; its
Spans hold the proclitics of their words, which the project is told. Blind articles are switched off. The program learns
from the finished ones after 10, 25 and then each 25 articles, which is less often than it would, to keep the run short;
words are counted and clusters learned from all texts at hand, as in `benchmarks/learning.py`. What is shown counts as
right if range and Label are those of a Span. The time to find what is proposed is that of the quickest of three turns
for each of the last 25 articles, the median of these, in seconds of one processor.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from annotator.edits.edit import AddArticle
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest import learning, model_files
from annotator.suggest.recommender import Example
from annotator.workspace import Workspace
from benchmarks import real_news, suggestions
from benchmarks.hands import Hands
from benchmarks.table import Row, below, seconds

ARTICLES = 150
LEARNED_AFTER = (10, 25, 50, 75, 100, 125)
BY_HAND = 2.0
"""Actions that a Span takes without help."""
_STEP = 25
_TURNS = 3
_TARGET, _PRECISION, _PROPOSING = 1.0, 0.86, 50e-3


def rows() -> list[Row]:
    news = suggestions.sentences()
    if not news:
        return []
    articles = suggestions.articles(news)
    texts = [*(one.text for one in articles[ARTICLES:]), *real_news.unlabelled()]
    with tempfile.TemporaryDirectory() as folder:
        hands, taken, times = annotated(Path(folder), articles[:ARTICLES], texts)
    spans = [len(one.marked) for one in articles[:ARTICLES]]
    ours = sum(taken) / sum(spans)
    curve = [sum(taken[at : at + _STEP]) / sum(spans[at : at + _STEP]) for at in range(0, ARTICLES, _STEP)]
    precision = hands.opened.precision
    return [
        Row(
            f"actions per span, {ARTICLES} articles with {sum(spans):,} spans",
            f"{ours:.3f}",
            f"{BY_HAND:.2f} (by hand)",
            f"{ours / BY_HAND:.2f}",
            f"at most {_TARGET:.2f}",
            ours <= _TARGET,
        ),
        Row(
            f"the same, {_STEP} articles after {_STEP} articles",
            ", ".join(f"{one:.2f}" for one in curve),
            f"{BY_HAND:.2f} (by hand)",
            f"{max(curve) / BY_HAND:.2f}",
            "each at most 1.25",
            max(curve) <= 1.25,
        ),
        Row(
            f"precision of what is shown in them, {hands.opened.all:,} suggestions",
            f"{precision:.3f}",
            f"{_PRECISION:.2f}",
            f"{precision / _PRECISION:.2f}",
            f"at least {_PRECISION:.2f}",
            precision >= _PRECISION,
        ),
        below(
            "all suggestions of an article of 2,000 characters when it is opened, processor time",
            median(times[-_STEP:]),
            _PROPOSING,
            seconds,
        ),
    ]


def annotated(
    folder: Path,
    articles: Sequence[Example],
    texts: Sequence[str],
    schema: Schema = suggestions.SCHEMA,
    learned_after: Sequence[int] = LEARNED_AFTER,
) -> tuple[Hands, list[int], list[float]]:
    """Annotate articles in a new project. Returns the hands, how many actions each Article took, and how long it took
    to find what is proposed in it."""
    with Workspace.create(folder / "news.hashiya", schema=schema, annotator="a1") as workspace:
        workspace.settle_clitics(inside=True)
        workspace.settle_blind_share(0)
        for one in articles:
            workspace.do(AddArticle(Article(one.article, one.article, one.text)))
        hands = Hands(workspace)
        taken, times = list[int](), list[float]()
        for number, one in enumerate(articles, 1):
            times.append(min(_found(workspace, one.article) for _turn in range(_TURNS)))
            taken.append(hands.annotate(one.article, one.marked))
            if number in learned_after:
                _learn(workspace, texts)
    return hands, taken, times


def _found(workspace: Workspace, article: str) -> float:
    """How long it takes to find what is proposed in an Article after another one was finished."""
    workspace.lessons_learned += 1
    start = time.process_time()
    workspace.suggestions(article)
    return time.process_time() - start


def _learn(workspace: Workspace, texts: Sequence[str]) -> None:
    """What the process that trains does, in this one."""
    earlier, _troubles = workspace.model()
    try:
        model = learning.learn(list(workspace.lessons(workspace.teacher))[::-1], texts, earlier=earlier)
    except learning.TooLittle:
        return
    model_files.save(model, workspace.models_folder())
    workspace.take_model()
