"""All recommenders outside that one open project asks: connected once, asked beside each other, let go of together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import RLock, Thread
from typing import NamedTuple

from annotator.arabic.clitics import Knowledge
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest.external import allowed
from annotator.suggest.external.dated import dated
from annotator.suggest.external.external import Answer, External, ready
from annotator.suggest.external.gate import Tally
from annotator.suggest.external.outside import Outside
from annotator.suggest.suggestion import Suggestion

_REMEMBERED = 64
"""Articles for which is kept what somebody proposed."""


class Question(NamedTuple):
    """What is asked of everybody: an Article, under which Schema of which version, and on which day weeks start."""

    article: Article
    schema: Schema
    version: int
    week_starts: int

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What an answer is good for."""
        return self.article.uid, self.article.published, self.version, self.week_starts


class _Seat:
    """One of them, what it answered, and what it is to be asked next."""

    def __init__(self, external: External) -> None:
        self.external = external
        self.answers: dict[object, Answer] = {}
        self.failed: tuple[object, str] = (None, "")
        """For which question there was trouble last, and which."""
        self.next: Question | None = None
        self.is_busy = False

    def told(self, question: Question) -> Answer | None:
        """The answer that is there already."""
        return Answer() if self.failed[0] == question.key else self.answers.get(question.key)

    def keep(self, question: Question, answer: Answer) -> None:
        if answer.trouble:
            self.failed = question.key, answer.trouble
            return
        self.failed = None, ""
        for old in list(self.answers)[: 1 - _REMEMBERED]:
            del self.answers[old]
        self.answers[question.key] = answer


class Circle:
    """The recommenders outside of the project at a path. Any thread may ask; nothing of it reads the project.

    While `heard` is None, whoever asks waits for the answers, as long as each may take. With it nobody waits: each is
    asked in a thread of its own, of what waits there only the last question, and `heard` is told the uid of the
    Article when an answer has come. It is called in another thread.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lock = RLock()
        self._seats: list[_Seat] = []
        self._is_closed = False
        self.heard: Callable[[str], None] | None = None
        self.waiting: tuple[Outside, ...] = ()
        """Those that are on and that the user has not allowed yet."""

    def seat(self, outsides: Iterable[Outside], knowledge: Knowledge | None, tallies: Mapping[str, Tally]) -> None:
        """Ask those of them from now on that are on and allowed; what is set up as before stays connected."""
        with self._lock:
            on = [one for one in outsides if one.enabled]
            kept = [one for one in self._seats if one.external.outside in on and self._may(one.external.outside)]
            gone = [one for one in self._seats if one not in kept]
            known = [one.external.outside for one in kept]
            made, waiting = ready([one for one in on if one not in known], self._project, knowledge, tallies)
            self._seats, self.waiting = [*kept, *map(_Seat, made)], tuple(waiting)
            for one in self._seats:
                one.external.knowledge = knowledge
                one.external.tally = tallies.get(one.external.name, Tally())
            for one in gone:
                one.next = None
        for one in gone:
            one.external.close()

    def ask(self, question: Question) -> list[Sequence[Suggestion]]:
        """What each of them proposes, as far as it is known, or can be waited for."""
        with self._lock:
            seats = [one for one in self._seats if not one.external.is_silent]
            if self.heard is not None:
                for one in seats:
                    self._ask_later(one, question)
        if self.heard is None:
            for one in seats:
                if one.told(question) is None:
                    one.keep(question, self._answer(one, question))
        return [answer.suggestions for one in seats if (answer := one.told(question)) is not None]

    def _ask_later(self, seat: _Seat, question: Question) -> None:
        if seat.told(question) is not None or self._is_closed:
            return
        seat.next = question
        if not seat.is_busy:
            seat.is_busy = True
            Thread(target=self._work, args=(seat,), daemon=True, name="outside").start()

    def _work(self, seat: _Seat) -> None:
        """Answer what is asked of one of them until there is nothing more."""
        while True:
            with self._lock:
                question, seat.next = seat.next, None
                if question is None or self._is_closed or seat not in self._seats:
                    seat.is_busy = False
                    break
                if seat.told(question) is not None:
                    continue
            answer = self._answer(seat, question)
            with self._lock:
                seat.keep(question, answer)
                if self.heard is not None and not self._is_closed and seat in self._seats:
                    self.heard(question.article.uid)
        if self._is_closed or seat not in self._seats:
            seat.external.close()  # it may have been started while the others were let go of

    def _answer(self, seat: _Seat, question: Question) -> Answer:
        external = seat.external
        if not self._may(external.outside):  # it was allowed once, and is not any more
            return Answer(trouble=str(allowed.NotAllowed(external.outside)))
        answer = external.answer(question.article, question.schema)
        found = dated(answer.suggestions, question.article, question.schema, question.week_starts)
        return Answer(found, answer.dropped, answer.trouble)

    def _may(self, outside: Outside) -> bool:
        return allowed.is_allowed(outside, self._project)

    def troubles(self) -> dict[str, str]:
        """What is wrong with some of them, a sentence for each by its name."""
        with self._lock:
            told = {one.external.name: one.external.silence or one.failed[1] for one in self._seats}
        return {name: trouble for name, trouble in told.items() if trouble}

    def sending_on(self) -> list[str]:
        """The names of those that say of themselves that they send texts to another machine."""
        with self._lock:
            return [one.external.name for one in self._seats if one.external.sends_on]

    def again(self) -> None:
        """Ask those again that have failed."""
        with self._lock:
            for one in self._seats:
                one.failed = None, ""
                one.external.again()

    def close(self) -> None:
        """Let go of all of them at once."""
        with self._lock:
            self._is_closed = True
            seats, self._seats = self._seats, []
        for one in seats:
            one.external.close()
