"""The Edit that writes a Decision down. What it puts into Gold is done by other Edits of the same step."""

from __future__ import annotations

from typing import Any

from annotator.frozen import frozen
from annotator.model.annotation import LayerId
from annotator.model.decision import Decision, from_decision_json, to_decision_json
from annotator.model.roles import GOLD
from annotator.store import Store
from annotator.words import _


@frozen
class Decide:
    """Decide about the Case `key` of an Article, or, with None, forget what was decided."""

    article: str
    key: str
    decision: Decision | None

    @property
    def layer(self) -> LayerId:
        return LayerId(self.article, GOLD)

    def apply(self, store: Store) -> Decide:
        before = store.decisions.get(self.article, self.key)
        if self.decision is None:
            store.decisions.drop(self.article, self.key)
        else:
            store.decisions.put(self.article, self.decision)
        return Decide(self.article, self.key, before)


def packed(edit: Decide) -> dict[str, Any]:
    """The Edit as JSON values."""
    told = to_decision_json(edit.decision) if edit.decision else None
    return {"do": "decide", "article": edit.article, "key": edit.key, "decision": told}


def unpacked(data: dict[str, Any]) -> Decide:
    """The Edit that `packed` made this from."""
    told = data["decision"]
    return Decide(data["article"], data["key"], from_decision_json(told) if told else None)


def told(edit: Decide, quoted: str) -> str:
    """The Edit as a short phrase; `quoted` are the words that it is about."""
    if edit.decision is None:
        return _("Take a decision back")
    if edit.decision.is_skipped:
        return _("Put off deciding about “{text}”").format(text=quoted)
    return _("Decide about “{text}”").format(text=quoted)
