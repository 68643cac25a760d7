"""A recommender behind an HTTP service with GET /info, POST /predict and POST /train."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from annotator.errors import BadInput
from annotator.model.article import Article
from annotator.suggest.external import http, wire
from annotator.suggest.external.foreign import Info, OutsideTrouble, Reply, Wanted
from annotator.suggest.external.outside import Outside
from annotator.suggest.recommender import Example
from annotator.words import _

TRAIN = 1800.0
"""Seconds that a service has to learn."""

T = TypeVar("T")


class Service:
    """The connection to an HTTP service. The messages are those of `wire`."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    def info(self) -> Info:
        return self._read(lambda: wire.as_info(http.ask(self._outside, "/info", seconds=self._outside.seconds)))

    def suggest(self, article: Article, wanted: Wanted) -> Reply:
        message = wire.to_suggest(article, wanted)
        return self._read(
            lambda: wire.as_reply(http.ask(self._outside, "/predict", message, seconds=self._outside.seconds))
        )

    def train(self, examples: Sequence[Example], wanted: Wanted) -> str:
        message = wire.to_train(examples, wanted)
        return self._read(lambda: wire.as_trained(http.ask(self._outside, "/train", message, seconds=TRAIN)))

    def close(self) -> None:
        """Nothing is held open between questions."""

    def _read(self, asked: Callable[[], T]) -> T:
        try:
            return asked()
        except BadInput as error:
            raise OutsideTrouble(
                _("The recommender “{name}” did not help: {why}.").format(name=self._outside.name, why=error)
            ) from error
