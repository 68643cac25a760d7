"""All that is proposed in an Article as a window shows it, worked out beside the work; and who proposes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotator.errors import BadInput
from annotator.model.annotation import Span
from annotator.suggest.suggestion import Suggestion
from annotator.words import _
from annotator.workspace.deciding import Deciding
from annotator.workspace.knowing import LEAST
from annotator.workspace.suggesting import is_among

_OFF = "suggestions/off"


class Proposed(NamedTuple):
    """Suggestions of an Article in reading order; the same in the groups that one decision settles; and of the name
    that was marked just now, the other places under the same Label."""

    suggestions: tuple[Suggestion, ...] = ()
    groups: tuple[tuple[Suggestion, ...], ...] = ()
    rest: tuple[Suggestion, ...] = ()


NOTHING_PROPOSED = Proposed()


class RecommenderInUse(NamedTuple):
    """A recommender of the project by its name, and whether it is asked."""

    name: str
    is_on: bool


class Proposing(Deciding):
    """The verbs for those who show Suggestions."""

    def proposing(
        self, article: str, spans: Iterable[Span], fresh: Span | None = None, *, as_before: bool = False
    ) -> Callable[[], Proposed]:
        """What tells all that is proposed in an Article; another thread may call it. `spans` are this annotator's
        Spans, `fresh` the one that was marked just now; `as_before` goes by what was answered when there was time."""
        found, knowledge = self._proposing(article, False, spans, as_before=as_before), self.words_known()
        text = self.article(article).text

        def propose() -> Proposed:
            from annotator.suggest.groups import groups

            suggestions = found()
            marked = [] if fresh is None else [Suggestion(fresh.label, fresh.start, fresh.end, origin=fresh.uid)]
            held = groups(text, [*suggestions, *marked], knowledge)
            rest = next((one.suggestions for one in held if marked and marked[0] in one.suggestions), ())
            in_groups = (tuple(one for one in group.suggestions if one not in marked) for group in held)
            return Proposed(
                tuple(suggestions),
                tuple(group for group in in_groups if group),
                tuple(one for one in rest if one not in marked),
            )

        return propose

    def just_below(self, article: str) -> list[Suggestion]:
        """What was not shown because nobody was sure enough of it, for a last look when the Article is done."""
        return self._below(article)()

    def _below(self, article: str) -> Callable[[], list[Suggestion]]:
        """What answers `just_below`, in any thread."""
        low = self._together(article, self.spans(article), {}, LEAST)
        asked, usual, rejected = self.thresholds(), self.threshold, self._rejected(article)
        is_blind = self.is_blind(article)
        return lambda: [
            one
            for one in low()
            if not one.type
            and (is_blind or one.confidence < asked.get(one.label, usual))
            and not is_among(one, rejected)
        ]

    def last_look(self, article: str) -> Callable[[], list[tuple[Suggestion, ...]]]:
        """What tells in groups what was not shown because nobody was sure enough of it; another thread may call it."""
        found, text, knowledge = self._below(article), self.article(article).text, self.words_known()

        def look() -> list[tuple[Suggestion, ...]]:
            from annotator.suggest.groups import groups

            return [group.suggestions for group in groups(text, found(), knowledge)]

        return look

    # Who proposes

    def recommenders(self) -> list[RecommenderInUse]:
        """Who proposes something in this project, and who of them is asked."""
        off, outside = self._off(), {one.name: one.enabled for one in self._readable()}
        return [RecommenderInUse(name, outside.get(name, name not in off)) for name in self.recommender_names()]

    def switch_recommender(self, name: str, on: bool) -> None:
        """Let a recommender propose something in this project, or not. Raises BadInput for one that it has not."""
        if name not in self.recommender_names():
            raise BadInput(_("This project has no recommender “{name}”.").format(name=name))
        if any(one.name == name for one in self._readable()):
            self.switch_outside(name, on)
            return
        off = self._off() - {name} if on else self._off() | {name}
        with self._store.atomic():
            self._store.settings.put(_OFF, ",".join(sorted(off)))
        self.announce_suggestions()

    def _off(self) -> frozenset[str]:
        return frozenset(filter(None, self._store.settings.get(_OFF, "").split(",")))
