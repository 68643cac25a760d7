"""Proclitics in a project: where a name begins in a word, what the annotators chose, and what the project settled.

How often words stand in the project's articles is counted when it is first needed, over no more than some thousand
articles spread over the whole project: more text makes the model no better. The counts live as long as the project is
open; nothing about them is stored, so that taking articles in costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.model.annotation import Layer, Span
from annotator.store import Store
from annotator.workspace.reading import Reading

if TYPE_CHECKING:
    from annotator.arabic.clitics import Cut, Knowledge
    from annotator.arabic.tokens import Words

ARTICLES_READ = 2500
"""How many articles are counted at most, and …"""
CHARACTERS_READ = 8_000_000
"""… how many characters of them."""
READ_AT_ONCE = 40
"""Up to so many articles are counted while someone waits: some hundredths of a second."""

Refit = Callable[[str, Layer], Layer]
"""Makes a Layer, of an Article with this text, fit another convention."""

_INSIDE = "clitics/inside"
LIL_WHOLE = "clitics/lil whole"
_CHOICE = "clitics/cut/"


class Trimming(Reading):
    """What is asked and remembered about the proclitics of words. Choices and settings are the project's."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._knowledge: Knowledge | None = None
        self._articles_known = 0

    # Settings

    @property
    def clitics_inside(self) -> bool:
        """Whether Spans keep the proclitics of their first word, as Wojood and ANERcorp have it: nothing is cut."""
        return self._store.settings.get(_INSIDE) == "yes"

    @property
    def lil_whole(self) -> bool:
        """Whether للـ stays whole, where ل stands before the article: للأمم المتحدة from its first letter on."""
        return self._store.settings.get(LIL_WHOLE) == "yes"

    def settle_clitics(self, *, inside: bool | None = None, lil_whole: bool | None = None) -> None:
        """Change what the project settled about proclitics; None leaves it as it is."""
        with self._store.atomic():
            for name, value in ((_INSIDE, inside), (LIL_WHOLE, lil_whole)):
                if value is not None:
                    self._store.settings.put(name, "yes" if value else "no")

    # Words

    def cuts(self, word: str) -> list[Cut]:
        """Every way to cut a word, the longest rest first; see `annotator.arabic.clitics.cuts_of`.

        What was chosen for the word before is certain.
        """
        from annotator.arabic import (
            clitics,  # here and below, for the start: nobody cuts a word before the window stands
        )

        found = clitics.cuts_of(word, self.words_known(), keeps_lil=self.lil_whole)
        chosen = self.chosen_cut(word)
        if chosen is None:
            return found
        places = sorted({*(cut.at for cut in found), chosen})
        return [clitics.Cut(at, 1.0 if at == chosen else 0.0) for at in places]

    def cut(self, word: str) -> Cut:
        """The likeliest way to cut a word. It stays whole where the project keeps proclitics inside."""
        if self.clitics_inside:
            from annotator.arabic.clitics import WHOLE

            return WHOLE
        return max(self.cuts(word), key=lambda cut: cut.probability)

    def remember_cut(self, word: str, at: int) -> None:
        """Cut the word at the code point `at` from now on, wherever it stands and however it is vocalised."""
        from annotator.arabic.clitics import letters_before

        if self.chosen_cut(word) != at:
            with self._store.atomic():
                self._store.settings.put(_key(word), str(letters_before(word, at)))

    def forget_cut(self, word: str) -> None:
        """Go by what is likely again for the word."""
        if self.chosen_cut(word) is not None:
            with self._store.atomic():
                self._store.settings.put(_key(word), "")

    def chosen_cut(self, word: str) -> int | None:
        """Where it was chosen to cut the word, if anybody chose."""
        from annotator.arabic.clitics import place_behind

        letters = self._store.settings.get(_key(word))
        return place_behind(word, int(letters)) if letters.isdecimal() else None

    # Other people's conventions

    def refitting(self, *, inside: bool, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Refit:
        """Gives the Spans of a Layer the proclitics of their first words, or takes them off where that is sure.

        What is no proclitic is never taken in: only و ف ب ل ك between the beginning of a word and that of a Span.
        `progress` is that of `read_words`, where words have to be read first.
        """
        from annotator.arabic.tokens import Words

        if not inside and self.is_worth_reading():
            self.know(self.read_words(progress))

        def refit(text: str, layer: Layer) -> Layer:
            words = Words(text)
            return replace(layer, spans=tuple(self._refitted(words, text, span, inside) for span in layer.spans))

        return refit

    def _refitted(self, words: Words, text: str, span: Span, inside: bool) -> Span:
        from annotator.arabic.clitics import AUTOMATIC, is_front

        (start, end), *others = span.fragments
        word = words.at(start)
        if word is None:
            return span
        moved = start
        if inside and is_front(text[word[0] : start]):
            moved = word[0]
        elif not inside and start == word[0]:
            cut = max(self.cuts(text[slice(*word)]), key=lambda cut: cut.probability)
            moved = start + cut.at if cut.probability >= AUTOMATIC else start
        return replace(span, fragments=((moved, end), *others)) if moved < end and moved != start else span

    # What the project's articles tell about words

    def words_known(self) -> Knowledge:
        """What is known of words. A project of a few articles is read on the spot; in a larger one nothing but the
        names is known until `read_words` was called."""
        if self._knowledge is None and self._store.articles.count() <= READ_AT_ONCE:
            self.know(self.read_words())
        if self._knowledge is None:
            from annotator.arabic.clitics import Knowledge

            return Knowledge()
        return self._knowledge

    def is_worth_reading(self) -> bool:
        """Whether `read_words` would find much that is not known yet: the project is new to us, or has grown."""
        there = self._store.articles.count()
        return self._knowledge is None or abs(there - self._articles_known) * 10 > self._articles_known

    def read_words(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Knowledge:
        """Count the words of the articles; `progress` is told how many are read and are to be read, and may raise."""
        from annotator.arabic.clitics import Knowledge
        from annotator.arabic.frequencies import Frequencies

        met = Frequencies()
        with self._store.reading():
            for done, total, texts in self._store.articles.some_texts(ARTICLES_READ, CHARACTERS_READ):
                met.add(texts)
                progress(done, total)
        return Knowledge(*met.folded())

    def know(self, knowledge: Knowledge) -> None:
        """Go by what was read, here or beside the work."""
        self._knowledge = knowledge
        self._articles_known = self._store.articles.count()


def _key(word: str) -> str:
    from annotator.arabic.text import fold

    return f"{_CHOICE}{fold(word)}"
