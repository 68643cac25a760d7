"""Dividing a project into what is learnt from, tuned on and tested with."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping

from annotator.model.split import Split, SplitCount, SplitReport, SplitRule
from annotator.store import Store


def divide(
    store: Store, rule: SplitRule, held: Mapping[str, str], progress: Callable[[int, int], None]
) -> tuple[dict[str, str], SplitReport]:
    """The split of each Article, and what came of it. Articles in `held` keep theirs."""
    labels: dict[str, Counter[str]] = {}
    total = store.articles.count()
    for done, swept in enumerate(store.sweep(), 1):
        labels[swept.article.uid] = Counter(span.label for layer in swept.layers for span in layer.spans)
        progress(done, total)
    found = dict(held)
    sizes = Counter(found.values())
    waiting = sorted(labels.keys() - held.keys(), key=lambda uid: _drawn(rule.seed, uid))
    for uid in waiting:
        split = max(Split, key=lambda one: rule.shares[one] * len(labels) - sizes[one])
        found[uid] = split.value
        sizes[split] += 1
    counts = {}
    for split in Split:
        inside = [uid for uid, name in found.items() if name == split]
        counts[split] = SplitCount(len(inside), sum((labels[uid] for uid in inside), Counter()))
    return found, SplitReport(rule, counts, len(waiting), 0)


def _drawn(seed: int, uid: str) -> bytes:
    """A random draw for an Article that is the same wherever and whenever it is drawn."""
    return hashlib.sha256(f"{seed} {uid}".encode()).digest()
