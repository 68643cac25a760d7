"""Dividing by time: what is tested with is newer than what is learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from annotator.dataset.stratifying import Unit, drawn
from annotator.dataset.together import Bunch
from annotator.model.split import Split, SplitRule
from annotator.words import _, ngettext


def by_time(units: Iterable[Unit], rule: SplitRule, held: Mapping[str, int], count: int) -> dict[Unit, Split]:
    """Where each unit goes, so that of `count` Articles, with those that splits have `held` before, each split gets its
    share: the oldest units are learnt from, the newest tested with. A unit is as new as its newest Article; of one day
    it is drawn which come first. Units without a day are the oldest."""
    wanted = {split: max(share * count - held.get(split, 0), 0) for split, share in rule.shares.items() if share > 0}
    order = sorted(units, key=lambda unit: (unit.newest, drawn(rule.seed, unit)))
    scale = sum(len(unit.articles) for unit in order) / (sum(wanted.values()) or 1)
    ends = list(zip(wanted, accumulate(room * scale for room in wanted.values()), strict=True))
    placed: dict[Unit, Split] = {}
    done = 0
    for unit in order:
        middle = done + len(unit.articles) / 2
        placed[unit] = next((split for split, end in ends if middle <= end), ends[-1][0])
        done += len(unit.articles)
    return placed


def remarks_on_time(days: Mapping[str, str], found: Mapping[str, str], bunches: Sequence[Bunch]) -> Iterable[str]:
    """What could not go by time, in words. `days` are the days of publication by uid."""
    if undated := sum(not day for day in days.values()):
        yield ngettext(
            "{n} article has no publication date; it counts as the oldest.",
            "{n} articles have no publication date; they count as the oldest.",
            undated,
        )
    newest = {uid: max(days[other] for other in bunch) for bunch in bunches for uid in bunch}
    held = {split: sorted(newest[uid] for uid, name in found.items() if name == split) for split in Split}
    order = [split for split in Split if held[split]]
    for early, later in pairwise(order):
        if held[early][-1] == held[later][0] != "":
            told = _("Articles of {day} are in {first} and in {second}, for the shares.")
            yield told.format(day=held[later][0], first=early.value, second=later.value)
    if newer := sum(day > held[order[-1]][0] for split in order[:-1] for day in held[split]):
        yield ngettext(
            "{n} article is newer than some that are tested with, for articles that had a split keep it "
            "unless all are divided anew.",
            "{n} articles are newer than some that are tested with, for articles that had a split keep it "
            "unless all are divided anew.",
            newer,
        )
    begins = {split.value: held[split][0] for split in order[1:]}
    if late := sum(days[uid] < min(newest[uid], begins.get(name, "")) for uid, name in found.items()):
        yield ngettext(
            "{n} article is in a later split than its day says, for it stays with a newer copy of itself.",
            "{n} articles are in a later split than their day says, for they stay with newer copies of themselves.",
            late,
        )
