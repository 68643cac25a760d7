"""Where a name begins: what is dragged over is cut behind its proclitics, and one key cuts otherwise.

Everything about that in the window is here; the page hands over which text is open, what was marked and the key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.arabic.tokens import Words
from annotator.desktop.background import Progress, run_beside
from annotator.desktop.plain import isolated
from annotator.desktop.text.article_view import ArticleView
from annotator.errors import AnnotatorError
from annotator.model.annotation import Fragment
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.arabic.clitics import Cut, Knowledge


_UNTIL_SETTLED = 1200
"""Milliseconds that a new window is left alone before names are loaded, so that the first drag need not wait."""


class Trimmer(QObject):
    """Cuts proclitics off what an annotator takes in hand."""

    def __init__(
        self,
        view: ArticleView,
        workspace: Workspace,
        reshape: Callable[[str, tuple[Fragment, ...]], None],
        attempt: Callable[[Callable[[], object]], bool],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._workspace = workspace
        self._reshape = reshape
        self._attempt = attempt
        self._text = ""
        self._words = Words("")
        self._fresh: str | None = None
        self._told: tuple[Fragment | None, str] = (None, "")
        self._last_choice: tuple[str, int | None] | None = None
        self._last: tuple[str, tuple[Fragment, ...], str, int | None] | None = None
        self._is_open = self._is_to_read = True
        view.trim = self.fitted

    def prepare_soon(self) -> None:
        """The window is on the screen: load what the first drag will need, when nobody is kept waiting by that."""
        QTimer.singleShot(_UNTIL_SETTLED, self, self._warm_up)

    def show_text(self, text: str) -> None:
        """Another Article is open."""
        self._text = text
        self._words = Words(text)
        self._fresh = None
        self._told = (None, "")

    def marked(self, uid: str) -> None:
        """A Span was marked just now: the key cuts it, though it may not be chosen."""
        self._fresh = uid

    @property
    def hint(self) -> str:
        """What the status bar says of the word in hand: what was cut off, or what the key would cut off."""
        word, text = self._told
        _uid, fragments = self._in_hand()
        return text if word is not None and fragments and self._words.at(fragments[0][0]) == word else ""

    def fitted(self, fragment: Fragment) -> Fragment:
        """A range of whole words, cut behind the proclitics of its first word where they are sure to be some."""
        from annotator.arabic.clitics import AUTOMATIC  # here and below, for the start of the window

        word = self._words.at(fragment[0])
        self._fresh = None
        if word is None or word[0] != fragment[0]:
            return fragment
        self._read_beside()
        cut = self._best(self._text[slice(*word)])
        self._tell(word, cut)
        if not cut.at or cut.probability < AUTOMATIC:
            return fragment
        self._view.flash((word[0], word[0] + cut.at))
        return word[0] + cut.at, fragment[1]

    def _best(self, written: str) -> Cut:
        """The likeliest way to cut something off a word, where it is likely enough to be offered."""
        from annotator.arabic.clitics import OFFERED, WHOLE

        if self._workspace.clitics_inside:
            return WHOLE
        found = max(self._workspace.cuts(written)[1:], key=lambda cut: cut.probability, default=WHOLE)
        return found if found.probability >= OFFERED else WHOLE

    def _tell(self, word: Fragment, cut: Cut, *, again: bool = False) -> None:
        from annotator.arabic.clitics import AUTOMATIC

        letters = isolated(self._text[word[0] : word[0] + cut.at])
        if not cut.at:
            text = _("The word is whole again; ' (ط) cuts it") if again else ""
        elif cut.probability >= AUTOMATIC:
            text = _("Cut off: {letters}; ' (ط) cuts otherwise").format(letters=letters)
        else:
            text = _("' (ط) cuts off {letters}").format(letters=letters)
        # The key's two names in the order of the keyboard, whichever way the sentence around them runs.
        self._told = (word, text.replace("' (ط)", "\u2066' (ط)\u2069"))

    def settle(self, *, inside: bool | None = None, lil_whole: bool | None = None) -> None:
        """Change what the whole project settled about proclitics."""
        self._attempt(lambda: self._workspace.settle_clitics(inside=inside, lil_whole=lil_whole))

    # The key

    def cycle(self) -> None:
        """Cut what is in hand, the chosen Span, or the one that was marked last, in the next of the ways in which its
        first word can be cut, and remember that for the word. Where there is only one way, try the end."""
        uid, fragments = self._in_hand()
        if not fragments:
            return
        self._last_choice = None
        changed = self._with_next_start(fragments) or self._with_next_end(fragments)
        if not changed:
            self._told = (self._words.at(fragments[0][0]), _("There is nothing to cut off this word"))
        elif uid is not None:
            before = self._last_choice
            self._reshape(uid, changed)
            self._last = (uid, tuple(fragments), *before) if before else None
        else:
            self._view.choose_range(changed)

    def follow(self) -> None:
        """The Spans have changed: where the last cut was undone, its choice is forgotten with it."""
        if self._last is None:
            return
        uid, fragments, written, before = self._last
        span = self._view.highlights.get(uid)
        if span is not None and span.fragments == fragments:
            self._last = None
            if before is None:
                self._attempt(lambda: self._workspace.forget_cut(written))
            else:
                self._attempt(lambda: self._workspace.remember_cut(written, before))

    def _in_hand(self) -> tuple[str | None, tuple[Fragment, ...]]:
        """What the key is about: the range in hand, else the chosen Span, else the one marked last (with its uid)."""
        if self._view.target:
            return None, self._view.target
        span = self._view.highlights.get(self._view.selected or self._fresh or "")
        return (span.uid, span.fragments) if span else (None, ())

    def _with_next_start(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        from annotator.arabic.clitics import Cut

        start, end = fragments[0]
        word = self._words.at(start)
        if word is None:
            return ()
        written = self._text[slice(*word)]
        places = [cut.at for cut in self._workspace.cuts(written) if word[0] + cut.at < end]
        if len(places) < 2:
            return ()
        here = start - word[0]
        there = places[(places.index(here) + 1) % len(places)] if here in places else 0
        self._last_choice = written, self._workspace.chosen_cut(written)
        if not self._attempt(lambda: self._workspace.remember_cut(written, there)):
            return ()
        self._tell(word, Cut(there, 1.0), again=True)
        if there > here:
            self._view.flash((start, word[0] + there))
        return (word[0] + there, end), *fragments[1:]

    def _with_next_end(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        """Without the pronoun at the end of the last word, or with it again; never done without being asked."""
        from annotator.arabic.clitics import enclitic_of

        start, end = fragments[-1]
        word = self._words.at(end - 1)
        bare = word[0] + enclitic_of(self._text[slice(*word)]) if word else 0
        if word is None or bare <= max(word[0], start):
            return ()
        return *fragments[:-1], (start, bare if end == word[1] else word[1])

    # What the project's articles tell of words

    def articles_changed(self) -> None:
        """Articles may have come in or gone."""
        self._is_to_read = True

    def close(self) -> None:
        """The project is being closed: what is counted beside the work comes too late."""
        self._is_open = False

    def _warm_up(self) -> None:
        if self._is_open:
            with suppress(AnnotatorError):  # where the project cannot be read, the next step says why
                self._read_beside()
                self._workspace.cut("وموسكو")

    def _read_beside(self) -> None:
        """Count words beside the work, once, where that was not done on the spot."""
        if not self._is_to_read:
            return
        self._is_to_read = False
        self._workspace.words_known()
        if not self._workspace.is_worth_reading():
            return

        def read(progress: Progress) -> Knowledge:
            with self._workspace.another() as own:
                return own.read_words(progress)

        # Without the counts the names still serve, so trouble with them is not told.
        run_beside(self._view.window(), "", read, self._know, lambda _error: None, is_quiet=True)

    def _know(self, knowledge: Knowledge) -> None:
        if self._is_open:
            self._workspace.know(knowledge)
