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
    from annotator.suggest.external.foreign import Info
    from annotator.suggest.external.outside import Outside
    from annotator.suggest.recommender import Example
    from annotator.suggest.scores import Scores

Steps = Callable[[int, int], None]


class Schooling(Learning):
    """The verbs for one recommender outside. All of them wait for it, raise Unknown where there is none of the name,
    and NotAllowed where the user has not allowed it."""

    def try_outside(self, name: str, article: str) -> Answer:
        """What one of them proposes for an Article, whether it is on or not, and however often it was right."""
        return self.try_set_up(self.outside(name), article)

    def try_set_up(self, outside: Outside, article: str, *, progress: Steps = lambda _done, _total: None) -> Answer:
        """The same of one that need not be in the project yet. `progress` is called again and again while it is waited
        for, and may raise: then it is let go of."""
        from annotator.suggest.external.dated import dated
        from annotator.suggest.external.external import Answer
        from annotator.suggest.external.waiting import while_asked

        whole, schema = self.article(article), self.schema
        with self._connected(outside) as external:
            answer = while_asked(lambda: external.unguarded(whole, schema), lambda: progress(0, 1))
        return Answer(dated(answer.suggestions, whole, schema, self.week_starts), answer.dropped, answer.trouble)

    def info_of(self, outside: Outside, *, progress: Steps = lambda _done, _total: None) -> Info:
        """What one that need not be in the project yet says of itself. Raises OutsideTrouble. `progress` as above."""
        from annotator.suggest.external.waiting import while_asked

        with self._connected(outside) as external:
            return while_asked(external.info, lambda: progress(0, 1))

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
        with self._connected(self.outside(name)) as external:
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
        with self._connected(self.outside(name)) as external:
            told = external.train(examples, self.schema)
        with self._store.atomic():
            self._measure(name, 0, 0, [one.article for one in examples])
        return len(examples), told

    def _finished(self) -> list[Example]:
        """Finished Articles with all that was marked in them, dates too, the last one first."""
        from annotator.suggest.recommender import Example

        return [Example(*one) for one in self._store.finished(self.teacher or None, MOST_LEARNED)]

    @contextmanager
    def _connected(self, outside: Outside) -> Iterator[External]:
        from annotator.suggest.external.external import connected

        knowledge = None if self.clitics_inside else self.words_known()
        external = connected(outside, self.path, knowledge)
        try:
            yield external
        finally:
            external.close()
