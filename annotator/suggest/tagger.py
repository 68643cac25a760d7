"""A linear-chain conditional random field: tags for the words of a sentence, and how sure each is.

CRFsuite (Okazaki 2007) does the work, trained by L-BFGS with a little of both regularisations.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.frozen import frozen
from annotator.suggest.marks import Mark, marks_in

if TYPE_CHECKING:  # for the start: only who trains or proposes needs it
    import pycrfsuite

ITERATIONS = 25
WITH_VECTORS = 50
"""How often the weights are mended where there are vectors, in which everything hangs together."""
_L1 = _L2 = 0.1

Sentence = tuple["pycrfsuite.ItemSequence", list[str]]
"""The features of the words of a sentence, and their tags."""


@frozen
class Told:
    """A mark that a tagger tells, and how sure it is: the least of what it gives the tags of its words, and that it
    does not go on behind them."""

    mark: Mark
    sureness: float

    def moved(self, start: int) -> Told:
        """The same by the words of a text in which the sentence begins with the word `start`."""
        mark = self.mark
        return Told(mark._replace(first=mark.first + start, end=mark.end + start), self.sureness)


def sentence(features: Sequence[Sequence[str] | dict[str, float]]) -> Any:
    """The features of the words of a sentence, with weights or without, as CRFsuite keeps them."""
    import pycrfsuite

    return pycrfsuite.ItemSequence(features)


def train(sentences: Iterable[Sentence], *, iterations: int = ITERATIONS) -> bytes:
    """What is learned from tagged sentences, as a file of CRFsuite. The same sentences give the same bytes."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({
        "c1": _L1, "c2": _L2, "max_iterations": iterations, "feature.possible_transitions": True,
    })  # fmt: skip
    for features, tags in sentences:
        trainer.append(features, tags)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tagger"
        trainer.train(str(path))
        return path.read_bytes()


class Tagger:
    """Tells marks in the words of sentences. One thread at a time may ask it."""

    def __init__(self, learned: bytes) -> None:
        import pycrfsuite

        self._kept = learned  # CRFsuite reads it where it lies
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(learned)
        self._tags = set(self._tagger.labels())

    def tell(self, features: Any) -> list[Told]:
        """The marks of a sentence, in order."""
        tagger = self._tagger
        tagger.set(features)
        tags = tagger.tag()
        found = []
        for mark in marks_in(tags):
            sure = min(tagger.marginal(tags[at], at) for at in range(mark.first, mark.end))
            inner = f"I-{mark.label}"
            if mark.end < len(tags) and inner in self._tags:
                sure = min(sure, 1.0 - tagger.marginal(inner, mark.end))
            found.append(Told(mark, sure))
        return found


def is_whole(learned: bytes) -> bool:
    """Whether bytes look like a whole file of CRFsuite: its name, its own size, and tables that lie inside it."""
    if len(learned) < 48 or learned[:4] != b"lCRF" or learned[8:12] != b"FOMC":
        return False
    size, *tables = (int.from_bytes(learned[at : at + 4], "little") for at in (4, 28, 32, 36, 40, 44))
    return size == len(learned) and all(0 < table < size for table in tables)
