"""Recommenders that other Python packages bring: entry points of the group `hashiya.recommenders`.

They run inside the program, as trusted as the program itself, so they are there only where the user has installed them
and set them up. Nothing of them is loaded before they are asked. docs/external.md has an example.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

from annotator.model.article import Article
from annotator.suggest.external import wire
from annotator.suggest.external.foreign import Dropped, Info, OutsideTrouble, Reason, Reply, Wanted
from annotator.suggest.external.outside import Outside
from annotator.suggest.external.waiting import within
from annotator.suggest.recommender import Example
from annotator.suggest.suggestion import Suggestion
from annotator.words import _

GROUP = "hashiya.recommenders"
START, TRAIN = 120.0, 1800.0
"""Seconds that a plug-in has to be loaded and to learn."""

T = TypeVar("T")


def installed() -> list[Info]:
    """The plug-ins that are installed, by name, without loading any."""
    found = [Info(point.name, _version(point)) for point in entry_points(group=GROUP)]
    return sorted(found, key=lambda one: one.name)


class Plugin:
    """The connection to a plug-in. Whatever it raises is told in words; what it returns is looked at like everything
    from outside, and its Suggestions have the name of its entry point as their origin."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._loaded: Any = None

    def info(self) -> Info:
        point = self._point()
        self._recommender(point)
        return Info(point.name, _version(point))

    def suggest(self, article: Article, wanted: Wanted) -> Reply:
        recommender = self._recommender(self._point())
        proposed = self._run(lambda: list(recommender.suggest(article, wanted.schema)), self._outside.seconds)
        told = [_told(one) for one in proposed if isinstance(one, Suggestion)]
        found = [foreign for one in told if (foreign := wire.foreign(one)) is not None]
        return Reply(tuple(found), +Dropped({Reason.MALFORMED: len(proposed) - len(found)}))

    def train(self, examples: Sequence[Example], wanted: Wanted) -> str:
        recommender = self._recommender(self._point())
        if not hasattr(recommender, "train"):
            raise OutsideTrouble(_("“{name}” cannot learn.").format(name=self._outside.name))
        return wire.one_line(str(self._run(lambda: recommender.train(examples, wanted.schema), TRAIN) or ""))

    def close(self) -> None:
        self._loaded = None

    def _point(self) -> EntryPoint:
        for point in entry_points(group=GROUP, name=self._outside.name):
            return point
        raise OutsideTrouble(_("There is no plug-in “{name}” installed.").format(name=self._outside.name))

    def _recommender(self, point: EntryPoint) -> Any:
        if self._loaded is None:
            self._loaded = self._run(lambda: _made(point.load()), START)
            if not callable(getattr(self._loaded, "suggest", None)):
                self._loaded = None
                raise OutsideTrouble(_("The plug-in “{name}” is no recommender.").format(name=self._outside.name))
        return self._loaded

    def _run(self, work: Callable[[], T], seconds: float) -> T:
        """What the plug-in's own code returns. Whatever it raises, even to end the program, is told in words."""
        try:
            return within(seconds, work)
        except (Exception, SystemExit) as error:
            told = wire.shown(f"{type(error).__name__} {error}".strip().encode("utf-8", "replace"))
            raise OutsideTrouble(
                _("The plug-in “{name}” failed: {detail}.").format(name=self._outside.name, detail=told)
            ) from error


def _made(loaded: Any) -> Any:
    return loaded() if callable(loaded) else loaded


def _told(one: Suggestion) -> dict[str, object]:
    return {"label": one.label, "start": one.start, "end": one.end, "score": one.confidence, "note": one.reason}


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist is not None else ""
