"""A simulated annotator, who knows at once what is to be marked, and counts what their hands do to get it marked.

One action each, as in the window: accepting a group of Suggestions, or one alone; rejecting likewise; giving a group or
one another Label; moving an edge of a Suggestion to where it belongs, which accepts it; dragging over a name; the key
of a Label; accepting the other places of a name that was marked by hand.

Whatever wrong is shown has to be put right, though it would vanish by itself when the Article is done. The annotator
first decides what is shown, a group after the other, then marks the first name that is missing, decides what that
brings, and so on. A group is decided in the way that takes the fewest actions: one action for as many members as it
suits, after each of the others was put right by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.model.annotation import Status
from annotator.suggest.recommender import Marked
from annotator.workspace import Suggestion, Workspace

ACCEPT, REJECT, RELABEL, EDGE, DRAG, LABEL, REST = "accept", "reject", "relabel", "edge", "drag", "label", "rest"
_BY_HAND = (DRAG, LABEL)


@dataclass
class Shown:
    """What was shown, and how much of it was right as it stood."""

    right: int = 0
    all: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.all if self.all else 0.0


@dataclass
class Hands:
    """Annotates one Article after the other. `actions` counts them by kind; `opened` is what was shown when Articles
    were opened, `later` what came up in them afterwards."""

    workspace: Workspace
    actions: Counter[str] = field(default_factory=Counter)
    opened: Shown = field(default_factory=Shown)
    later: Shown = field(default_factory=Shown)
    _article: str = ""
    _wanted: set[Marked] = field(default_factory=set)
    _seen: set[Marked] = field(default_factory=set)

    def annotate(self, article: str, gold: Iterable[Marked]) -> int:
        """Mark all of `gold` and nothing else, and finish the Article. Returns how many actions that took."""
        before = self.actions.total()
        self._article, self._wanted, self._seen = article, set(gold), set()
        self._decide(self.opened)
        while self._wanted:
            self._mark(min(self._wanted))
            self._decide(self.later)
        self.workspace.set_status(article, Status.DONE)
        return self.actions.total() - before

    def _decide(self, shown: Shown) -> None:
        """Decide about everything that is proposed, until nothing is."""
        while found := self.workspace.suggestions(self._article):
            self._look_at(found, shown)
            shown = self.later
            self._decide_group(self.workspace.groups(self._article, found)[0].suggestions)

    def _look_at(self, found: Iterable[Suggestion], shown: Shown) -> None:
        for one in found:
            if _marked(one) not in self._seen:
                self._seen.add(_marked(one))
                shown.all += 1
                shown.right += _marked(one) in self._wanted

    def _decide_group(self, group: Sequence[Suggestion]) -> None:
        ways = {(how, label) for how, label, _target in map(self._right_way, group) if how in (ACCEPT, REJECT, RELABEL)}
        at_once = min(sorted(ways), key=lambda way: self._cost(group, *way), default=None)
        for one in group:
            how, label, target = self._right_way(one)
            if (how, label) != at_once:
                self._settle([one], how, label, target)
        if at_once is not None:
            those = [one for one in group if self._right_way(one)[:2] == at_once]
            if those:
                self._settle(those, *at_once, None)

    def _cost(self, group: Iterable[Suggestion], how: str, label: str) -> int:
        rest = [way for way in map(self._right_way, group) if way[:2] != (how, label)]
        return 1 + sum(2 if way[0] == DRAG else 1 for way in rest)

    def _right_way(self, one: Suggestion) -> tuple[str, str, Marked | None]:
        """What puts a Suggestion right: how, under which Label, and what it becomes."""
        if _marked(one) in self._wanted:
            return ACCEPT, one.label, _marked(one)
        near = sorted(gold for gold in self._wanted if gold[0] < one.end and one.start < gold[1])
        for start, end, label in near:
            if (start, end) == (one.start, one.end):
                return RELABEL, label, (start, end, label)
        for start, end, label in near:
            if label == one.label and (start == one.start or end == one.end):
                return EDGE, label, (start, end, label)
        return (DRAG, "", near[0]) if near else (REJECT, "", None)

    def _settle(self, those: Sequence[Suggestion], how: str, label: str, target: Marked | None) -> None:
        workspace, article = self.workspace, self._article
        if how == DRAG and target is not None:
            self._mark(target)
            return
        is_rest = how == ACCEPT and all(one.origin == "repeats" for one in those)
        self.actions[REST if is_rest else how] += 1
        if how == REJECT:
            workspace.dismiss(article, those)
            return
        if how == ACCEPT:
            workspace.accept(article, those)
        elif how == RELABEL:
            workspace.accept(article, those, label=label)
        elif target is not None:
            (span,) = workspace.accept(article, those)
            workspace.reshape(article, span.uid, [target[:2]])
        self._wanted -= {target} if target else {(one.start, one.end, label) for one in those}

    def _mark(self, gold: Marked) -> None:
        """Drag over a name, and give it its Label."""
        start, end, label = gold
        self.actions.update(_BY_HAND)
        self.workspace.mark(self._article, [(start, end)], label)
        self._wanted.discard(gold)


def _marked(one: Suggestion) -> Marked:
    return one.start, one.end, one.label
