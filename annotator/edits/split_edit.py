"""The Edit that divides a project into what is learnt from, tuned on and tested with."""

from __future__ import annotations

from annotator.frozen import frozen
from annotator.model.split import SplitRule
from annotator.store import Store


@frozen
class Divide:
    """Give Articles their split, and put another rule in force. `splits` are uids and names; an empty name is none.
    An Article that is not there any more is passed over."""

    rule: SplitRule | None
    splits: tuple[tuple[str, str], ...]

    layer = None

    def apply(self, store: Store) -> Divide:
        rule, held = store.splits.rule(), store.splits.all()
        store.splits.put(dict(self.splits))
        store.splits.put_rule(self.rule)
        return Divide(rule, tuple((uid, held.get(uid, "")) for uid, _name in self.splits))
