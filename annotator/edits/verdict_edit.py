"""The Edit that writes down what an annotator made of Suggestions, so that undo takes that back too."""

from __future__ import annotations

from annotator.frozen import frozen
from annotator.model.annotation import LayerId
from annotator.model.verdict import Verdict
from annotator.store import Store


@frozen
class Judge:
    """Put the verdicts `after` in the place of those `before`. Of what is named in `before` alone, nothing is said any
    more."""

    layer: LayerId
    before: tuple[Verdict, ...]
    after: tuple[Verdict, ...]

    def apply(self, store: Store) -> Judge:
        places = dict.fromkeys(one.place for one in (*self.before, *self.after))
        held = tuple(store.verdicts.at(self.layer, places))
        store.layers.ensure(self.layer)
        store.verdicts.drop(self.layer, places)
        store.verdicts.put(self.layer, self.after)
        return Judge(self.layer, self.after, held)
