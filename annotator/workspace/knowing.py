"""What the recommenders of a project know: names that were marked before, lists of names, the model that was learned.

Nothing of it is needed to open a project. It is gathered when something is first to be proposed, by any thread, and
follows the work from then on: an Article that is done teaches at once, one that is taken up again is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.annotation import LayerId, Status
from annotator.model.roles import GOLD
from annotator.model.schema import Kind
from annotator.store import Store
from annotator.workspace.making import Changed, Making
from annotator.workspace.trimming import LIL_WHOLE, Trimming

if TYPE_CHECKING:
    from annotator.edits.edit import Edit
    from annotator.suggest.learned import Learned
    from annotator.suggest.lexicon import Lexicon
    from annotator.suggest.memory import Memory
    from annotator.suggest.name_list import NameList
    from annotator.suggest.recommender import Example, Recommender


Progress = Callable[[int, int], None]


class Asked(NamedTuple):
    """What recommenders are to go by besides the Article: whose work teaches them ('' everybody's, None nobody's),
    whether Spans keep proclitics, whether للـ stays whole, and on which day weeks start."""

    teacher: str | None
    keeps_proclitics: bool
    lil_whole: bool
    week_starts: int


MOST_REMEMBERED = 2_000
"""Finished Articles that the memory learns from when it is gathered, the last ones first: some seconds beside the
work. What is finished later comes on top."""

LEAST = 0.3
"""The confidence from which recommenders tell what they think, and from which a last look lists what was not shown."""

_A_FEW = 8
"""Layers that one change may touch before the memory is rather gathered anew."""

_LEARN_FROM, _SHARED = "suggestions/learn from", "suggestions/shared articles"


class Knowing(Making, Trimming):
    """Who teaches the recommenders, and what they were taught."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._memories: dict[str, Memory] = {}
        """By the name of the annotator whose work it remembers; '' for everybody's."""
        self._learned: dict[str, Learned | None] = {}
        """What was learned from their work; None where there is nothing, or nothing that is good enough."""
        self._names: list[tuple[str, str]] | None = None
        self._lexicons: dict[tuple[str, bool, bool], Lexicon] = {}
        self.lessons_learned = 0
        """Grows whenever what the recommenders know has changed."""

    # Who teaches

    @property
    def learns_from_everyone(self) -> bool:
        """Whether Suggestions are learned from everybody's finished Articles, and not from one's own alone."""
        return self._store.settings.get(_LEARN_FROM) == "everyone"

    @property
    def silent_on_shared(self) -> bool:
        """Whether nothing is proposed on Articles that several annotate, but the other places of what one has marked
        there oneself. Otherwise each of them sees what was learned from their own work."""
        return self._store.settings.get(_SHARED) == "none"

    def settle_teachers(self, *, everyone: bool | None = None, silent_on_shared: bool | None = None) -> None:
        """Change from whom Suggestions are learned; None leaves it as it is."""
        with self._store.atomic():
            if everyone is not None:
                self._store.settings.put(_LEARN_FROM, "everyone" if everyone else "own")
            if silent_on_shared is not None:
                self._store.settings.put(_SHARED, "none" if silent_on_shared else "own")

    def is_shared(self, article: str) -> bool:
        """Whether somebody else is to annotate the Article too, or has begun to."""
        return self._store.assignments.is_shared(article, self.annotator) or self._store.layers.is_begun_by_others(
            LayerId(article, self.annotator)
        )

    def _teacher(self, article: str) -> str | None:
        """Whose work teaches what is proposed in an Article; '' for everybody's, None for nobody's."""
        if self.is_shared(article):
            return None if self.silent_on_shared else self.annotator
        return self.teacher

    @property
    def teacher(self) -> str:
        """From whose finished Articles is learned: this annotator's name, or '' for everybody's; never from what this
        annotator may not see."""
        return "" if self.learns_from_everyone and self.sees_others else self.annotator

    # What they were taught

    def lessons(self, teacher: str | None = None, limit: int = -1) -> Iterator[Example]:
        """What finished Articles teach, the last one first: this annotator's, another one's, or everybody's ('').
        Dates are left out: what they say is known already."""
        return self._lessons(self._store, self.annotator if teacher is None else teacher, limit)

    def _sizes_of_lessons(self, teacher: str, limit: int, *, but: Container[str]) -> Iterator[int]:
        """How much is marked in each Article that teaches, without reading any; `but` are uids of some that do not
        matter."""
        dates = [label.name for label in self.schema.labels if label.kind is Kind.DATE]
        return self._store.sizes_of_finished(teacher or None, limit, but=but, without=dates)

    def gather(self, teacher: str, progress: Progress = lambda _done, _total: None) -> Memory:
        """Remember what was marked before by a teacher, where that was not done yet. Any thread may do this: it opens
        the file once more. `progress` is told how many Articles are remembered, and may raise.

        Who goes on with what is returned need not care that all may be forgotten meanwhile in the window's thread.
        """
        memory = self._memories.get(teacher)
        if self._names is None or memory is None:
            store = Store.open(self.path)
            try:
                self._names = store.names.all()
                if memory is None:
                    memory = self._memories[teacher] = self._gathered(store, teacher, progress)
            finally:
                store.close()
            self.lessons_learned += 1
        if teacher not in self._learned:
            self._learned[teacher] = self._newest(teacher, memory)
            self.lessons_learned += 1
        return memory

    def _newest(self, teacher: str, memory: Memory) -> Learned | None:
        """The newest model where it is good enough to be shown."""
        if not self.path.with_name(f"{self.path.name}.models").exists():
            return None
        from annotator.suggest.learned import Learned
        from annotator.suggest.model_files import newest, root_for

        model, _troubles = newest(root_for(self.path, teacher))
        if model is None or not model.is_good:
            return None
        if not model.encoder:
            return Learned(model, memory)
        from annotator.suggest.external.chosen import encoder_for

        encoder = encoder_for(self.path, model.encoder)
        return Learned(model, memory, encoder) if encoder is not None else None

    def _gathered(self, store: Store, teacher: str, progress: Progress) -> Memory:
        from annotator.suggest.memory import Memory

        memory = Memory(least=LEAST, lil_whole=store.settings.get(LIL_WHOLE) == "yes")
        with store.reading():
            total = min(store.layers.articles_with(teacher or None, Status.DONE), MOST_REMEMBERED)
            for done, example in enumerate(self._lessons(store, teacher, MOST_REMEMBERED), 1):
                memory.learn(example)
                progress(done, total)
            for name in [teacher] if teacher else store.layers.annotators():
                for words, label in store.verdicts.rejected(name):
                    memory.reject(words, self.schema.now_called(label))
        return memory

    def _lessons(self, store: Store, teacher: str, limit: int) -> Iterator[Example]:
        from annotator.suggest.recommender import Example

        schema = self.schema
        for uid, text, marked in store.finished(teacher or None, limit):
            yield Example(uid, text, tuple(one for one in marked if schema.kind(one[2]) is not Kind.DATE))

    def _recommenders(self, teacher: str, memory: Memory, asked: Asked) -> list[Recommender]:
        """Who proposes something besides the finder of dates, after what they know was gathered."""
        learned = self._learned.get(teacher)
        others: list[Recommender] = [memory, self._lexicon(teacher, memory, asked)]
        return others if learned is None else [*others, learned]

    def _nests(self, teacher: str) -> bool:
        """Whether a teacher's Spans lie within others so often that what was learned tells them apart."""
        learned = self._learned.get(teacher)
        return learned is not None and len(learned.model.groups) > 1

    def _lexicon(self, teacher: str, memory: Memory, asked: Asked) -> Lexicon:
        from annotator.suggest.lexicon import Lexicon

        key = (teacher, asked.keeps_proclitics, asked.lil_whole)
        lexicon = self._lexicons.get(key)
        if lexicon is None:
            lexicon = self._lexicons[key] = Lexicon(
                self._names or (),
                experience=memory.experience,
                keeps_proclitics=asked.keeps_proclitics,
                lil_whole=asked.lil_whole,
            )
        return lexicon

    def recommender_names(self) -> tuple[str, ...]:
        """What the recommenders are called that may propose something in this project."""
        return ("dates", "memory", "lexicon", "learned", "repeats")

    def take_in_names(self, text: str) -> NameList:
        """Take in a list of names: in each line a name, a tab and its Label. Returns what was taken, and what is wrong
        with the lines that were left out."""
        from annotator.suggest.name_list import read_names

        found = read_names(text, self.schema)
        with self._store.atomic():
            self._store.names.put(found.names)
        self._forget_names()
        return found

    def names(self) -> list[tuple[str, str]]:
        """The names of the lists that were taken in, with their Labels."""
        return self._store.names.all()

    def forget_names(self) -> None:
        """Forget the names of all lists that were taken in."""
        with self._store.atomic():
            self._store.names.clear()
        self._forget_names()

    def _forget_names(self) -> None:
        self._names = None
        self._lexicons.clear()
        self.lessons_learned += 1
        self.announce(Changed())

    def settle_clitics(self, *, inside: bool | None = None, lil_whole: bool | None = None) -> None:
        super().settle_clitics(inside=inside, lil_whole=lil_whole)
        self._forget_lessons()

    # Following the work

    def _announce_edits(self, edits: list[Edit]) -> Changed | None:
        self._follow(edits)
        return super()._announce_edits(edits)

    def _follow(self, edits: list[Edit]) -> None:
        """Learn of Articles that are done, and forget those that are not any more."""
        if not self._memories or not edits:
            return
        from annotator.edits.history import touched

        layers = {layer for edit in edits for layer in touched(edit)}
        if len(layers) > _A_FEW:
            self._forget_lessons()
            return
        for layer in layers:
            if layer.annotator == GOLD and self._store.layers.state(layer)[0] is not Status.DONE:
                continue  # while a lead decides, the annotators' work goes on to teach
            for teacher, memory in list(self._memories.items()):  # another may be gathered meanwhile
                if teacher in ("", layer.annotator) and self._store.articles.has(layer.article):
                    self.lessons_learned += self._teach(memory, layer)

    def _forget_lessons(self) -> None:
        """What was gathered is to be gathered anew."""
        self._memories.clear()
        self._lexicons.clear()
        self._learned.clear()
        self.lessons_learned += 1

    def _teach(self, memory: Memory, layer: LayerId) -> bool:
        """Let a memory know what a Layer says now; whether it had to learn or to forget something."""
        from annotator.suggest.recommender import Example

        held = self._store.layers.read(layer)
        if held.status is not Status.DONE:
            return memory.forget(layer.article)
        marked = [
            (span.start, span.end, span.label)
            for span in held.spans
            if len(span.fragments) == 1 and self.schema.kind(span.label) is not Kind.DATE
        ]
        memory.learn(Example(layer.article, self._store.articles.text(layer.article), tuple(marked)))
        return True
