"""The recommender that learned from finished Articles what names look like and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.suggest import tagger
from annotator.suggest.calibration import calibrated
from annotator.suggest.features import Features, sentences
from annotator.suggest.memory import Memory
from annotator.suggest.model import Model
from annotator.suggest.reading import read
from annotator.suggest.suggestion import Suggestion
from annotator.words import ngettext

if TYPE_CHECKING:
    from annotator.suggest.external.encoder import Encoder

LEAST = 0.3
"""The confidence from which something is proposed at all; what is shown is for others to decide."""


class Learned:
    """Proposes what a Model tells. The memory is the one of the project, with what was marked since the Model was
    learned: what it knows is among what the Model looks at. The encoder is the one that had a part in the Model."""

    name = "learned"

    def __init__(self, model: Model, memory: Memory, encoder: Encoder | None = None) -> None:
        self.model = model
        self._memory = memory
        self._features = Features(model.counts, model.clusters, _small(model, encoder))
        self._taggers = [tagger.Tagger(learned) for learned in model.taggers]
        self._knowledge = model.edges.knowledge(model.counts)
        self._turn = Lock()  # any thread may ask, and CRFsuite tells one at a time

    def suggest(self, article: Article, schema: Schema) -> Sequence[Suggestion]:
        """What it proposes, in reading order. A Label that was renamed since is proposed no more until the next
        Model: what a Label of the same name means now may be another thing."""
        allowed = {label.name for label in schema.markable()}
        n = len(self.model.articles)
        why = ngettext("learned from {n} article", "learned from {n} articles", n).format(n=n)
        found = {}
        for told in self._told(article.text):
            label, start, end, confidence = told
            if label in allowed and confidence >= LEAST:
                found[start, end, label] = Suggestion(
                    label, start, end, confidence=confidence, reason=why, origin=self.name
                )
        return sorted(found.values(), key=lambda one: (one.start, -one.end, one.label))

    def _told(self, text: str) -> list[tuple[str, int, int, float]]:
        reading = read(text)
        with self._turn:
            features = self._features.of(reading, self._memory)
            told = [
                one.moved(words.start)
                for words in sentences(reading)
                for items in [tagger.sentence(features[words.start : words.stop])]
                for by in self._taggers
                for one in by.tell(items)
            ]
        points = self.model.calibration
        return [
            (
                one.mark.label,
                *self.model.edges.range_of(reading, one.mark, self._knowledge),
                round(calibrated(one.sureness, points), 3),
            )
            for one in told
        ]


def _small(model: Model, encoder: Encoder | None) -> Encoder | None:
    """The encoder as it had a part in the Model."""
    if encoder is None or model.projection is None:
        return None
    from annotator.suggest.external.vectors import Remembered

    return Remembered(encoder, model.projection)
