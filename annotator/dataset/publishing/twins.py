"""How many near duplicates the splits hold, and whether they are kept together as they should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.dataset.duplicates import find_groups
from annotator.frozen import frozen
from annotator.model.split import SplitRule
from annotator.store import Store


@frozen
class Twins:
    """Groups of near duplicates in the project, and how many Articles are in them. `torn` groups are in several splits,
    since Articles keep a split that they had."""

    groups: int
    articles: int
    torn: int


def twins(store: Store, rule: SplitRule, splits: Mapping[str, str], progress: Callable[[int, int], None]) -> Twins:
    """Look for near duplicates as the rule has them, and where they are."""
    groups = find_groups(
        store.articles.texts(),
        store.articles.text,
        count=store.articles.count(),
        threshold=rule.threshold,
        progress=progress,
    )
    torn = sum(len({splits[uid] for uid in group.articles if uid in splits}) > 1 for group in groups)
    return Twins(len(groups), sum(len(group.articles) for group in groups), torn)
