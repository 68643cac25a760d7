"""Recommenders outside by name: trying one on an Article, finding out how often it is right, having it learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator.errors import Refused
from annotator.words import _
from annotator.workspace.learning import MOST_LEARNED, Learning

if TYPE_CHECKING:
    from annotator.suggest.external.external import Answer, External
    from annotator.suggest.recommender import Example
    from annotator.suggest.scores import Scores

Steps = Callable[[int, int], None]


class Schooling(Learning):
    """The verbs for one recommender outside. All of them wait for it, raise Unknown where there is none of the name,
    and NotAllowed where the user has not allowed it."""

    def try_outside(self, name: str, article: str) -> Answer:
        """What one of them proposes for an Article, whether it is on or not, and however often it was right."""
        from annotator.suggest.external.dated import dated
        from annotator.suggest.external.external import Answer

        whole = self.article(article)
        with self._connected(name) as external:
            answer = external.unguarded(whole, self.schema)
        return Answer(dated(answer.suggestions, whole, self.schema, self.week_starts), answer.dropped, answer.trouble)

    def evaluate_outside(self, name: str, *, progress: Steps = lambda _done, _total: None) -> Scores:
        """How well all that one of them proposes agrees with the finished Articles, but those that it has learned from
        here; from then on its precision gate goes by this, and by what people make of its proposals afterwards.

        Raises Refused where there is no such Article, and where it fails at one.
        """
        from annotator.model.article import Article
        from annotator.suggest.scores import Scores, scored

        outside = self.outside(name)
        taught = self._measured(outside.name)[3]
        examples = [one for one in self._finished() if one.article not in set(taught)]
        if not examples:
            raise Refused(
                _("“{name}” has learned from all finished articles; finish others to see how good it is.").format(
                    name=name
                )
                if taught
                else _("There is no finished article to try “{name}” on.").format(name=name)
            )
        scores = Scores()
        with self._connected(name) as external:
            for done, one in enumerate(examples):
                progress(done, len(examples))
                answer = external.unguarded(Article(one.article, "", one.text), self.schema)
                if answer.trouble:
                    raise Refused(answer.trouble)
                scores += scored(answer.suggestions, one.marked)
        with self._store.atomic():
            self._measure(name, scores.exact.right, scores.exact.proposed, taught)
        return scores

    def train_outside(self, name: str) -> tuple[int, str]:
        """Have one of them learn from the finished Articles; returns how many there were and what it says of that.
        How often it was right before counts no more. Raises OutsideTrouble, and Refused where nothing is finished."""
        examples = self._finished()[::-1]
        if not examples:
            raise Refused(_("There is no finished article to learn from."))
        with self._connected(name) as external:
            told = external.train(examples, self.schema)
        with self._store.atomic():
            self._measure(name, 0, 0, [one.article for one in examples])
        return len(examples), told

    def _finished(self) -> list[Example]:
        """Finished Articles with all that was marked in them, dates too, the last one first."""
        from annotator.suggest.recommender import Example

        return [Example(*one) for one in self._store.finished(self.teacher or None, MOST_LEARNED)]

    @contextmanager
    def _connected(self, name: str) -> Iterator[External]:
        from annotator.suggest.external.external import connected

        knowledge = None if self.clitics_inside else self.words_known()
        external = connected(self.outside(name), self.path, knowledge)
        try:
            yield external
        finally:
            external.close()
