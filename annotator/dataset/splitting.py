"""Dividing a project into what is learnt from, tuned on and tested with, so that none of it knows of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from sys import intern

from annotator.dataset.chronology import by_time, remarks_on_time
from annotator.dataset.stratifying import ARTICLES, Unit, spread
from annotator.dataset.together import Bunch, by_source
from annotator.frozen import frozen
from annotator.model.split import By, Counts, Split, SplitCount, SplitReport, SplitRule
from annotator.store import Store
from annotator.words import _, ngettext

_NOTABLE = 0.02
"""How far a share may be from its wish without a word about it."""

_ONE = (ARTICLES, 1)


@frozen
class Known:
    """What dividing goes by of an Article: its source, its day of publication, and how many Spans of each Label it has
    in all Layers. Source and day are empty where they are not known."""

    uid: str
    source: str = ""
    published: str = ""
    labels: Counts = field(default=(), hash=False)


@frozen
class Plan:
    """How a project would be divided: the split of each Article by its uid as it is and as it would be, and what would
    come of it."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    report: SplitReport

    @property
    def rule(self) -> SplitRule:
        return self.report.rule

    @property
    def changed(self) -> tuple[tuple[str, str], ...]:
        """The Articles that would come into a split, or from one into another."""
        return tuple((uid, name) for uid, name in self.after.items() if self.before.get(uid) != name)


def plan(store: Store, rule: SplitRule, groups: Iterable[Bunch], *, anew: bool) -> Plan:
    """The split of each Article, and what comes of it; nothing is changed. `groups` are the near duplicates by the
    threshold of the rule. Articles that have a split keep it unless all are divided `anew`."""
    before, former = store.splits.all(), store.splits.rule()
    labels = store.splits.labels()
    known = [
        Known(entry.uid, intern(entry.source), intern(entry.published), labels.pop(entry.uid, ()))
        for entry in store.articles.entries("")
    ]
    kept = {} if anew else before
    found, remarks = assign(known, groups, rule, kept)
    if kept and former != rule:
        remarks.append(_("Articles that have a split keep it, whatever the rule is now, unless all are divided anew."))
    return Plan(before, found, _report(known, found, before, rule, remarks))


def assign(
    known: Sequence[Known], groups: Iterable[Bunch], rule: SplitRule, kept: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The split of each Article in `known`, and in words what could not be as it was wished. `groups` are never parted,
    unless two Articles of one have different splits in `kept`, which is not changed."""
    by_uid = {one.uid: one for one in known}
    grouped = list(filter(None, (tuple(uid for uid in group if uid in by_uid) for group in groups)))
    inside = {uid for group in grouped for uid in group}
    bunches = [*grouped, *((one.uid,) for one in known if one.uid not in inside)]
    found = {uid: name for uid, name in kept.items() if uid in by_uid}
    remarks: list[str] = []
    if torn := sum(_follow(bunch, found) for bunch in bunches):
        told = ngettext(
            "{n} group of near duplicates is in several splits, for articles that had one keep it "
            "unless all are divided anew.",
            "{n} groups of near duplicates are in several splits, for articles that had one keep it "
            "unless all are divided anew.",
            torn,
        )
        remarks.append(told)
    bound: Iterable[Sequence[Bunch]] = ([bunch] for bunch in bunches)
    if rule.by is By.SOURCE:
        sources = {one.uid: one.source for one in known}
        by_sources, told_of_sources = by_source(bunches, sources, (1 - max(rule.shares.values())) * len(known))
        bound = by_sources
        remarks += told_of_sources
        scattered = sum(_follow([uid for bunch in one for uid in bunch], found) for one in by_sources if len(one) > 1)
        if scattered:
            told = ngettext(
                "The articles of {n} source are in several splits, for those that had one keep it "
                "unless all are divided anew.",
                "The articles of {n} sources are in several splits, for those that had one keep it "
                "unless all are divided anew.",
                scattered,
            )
            remarks.append(told)
    free = ([uid for bunch in one for uid in bunch if uid not in found] for one in bound)
    units = [_unit(uids, by_uid) for uids in free if uids]
    if rule.by is By.TIME:
        placed = by_time(units, rule, Counter(found.values()), len(known))
    else:
        placed = spread(units, rule.shares, _held(by_uid, found), rule.seed)
    for unit, split in placed.items():
        found.update(dict.fromkeys(unit.articles, split.value))
    if rule.by is By.TIME:
        remarks += remarks_on_time({one.uid: one.published for one in known}, found, bunches)
    return {one.uid: found[one.uid] for one in known}, remarks + _remarks_on_shares(rule, found)


def _follow(uids: Sequence[str], found: dict[str, str]) -> bool:
    """Send Articles to where most of those are that they belong with; returns whether these are in several splits."""
    held = Counter(found[uid] for uid in uids if uid in found)
    if held:
        name = max(reversed(Split), key=lambda split: held[split])
        found.update({uid: name.value for uid in uids if uid not in found})
    return len(held) > 1


def _unit(uids: Sequence[str], known: Mapping[str, Known]) -> Unit:
    newest = max((known[uid].published for uid in uids), default="")
    if len(uids) == 1:
        return Unit(tuple(uids), (_ONE, *known[uids[0]].labels), newest)
    counts = Counter({ARTICLES: len(uids)})
    for uid in uids:
        counts.update(dict(known[uid].labels))
    return Unit(tuple(uids), tuple(sorted(counts.items())), newest)


def _held(known: Mapping[str, Known], found: Mapping[str, str]) -> dict[Split, Counter[str]]:
    held = {split: Counter[str]() for split in Split}
    for uid, name in found.items():
        held[Split(name)].update(dict((_ONE, *known[uid].labels)))
    return held


def _remarks_on_shares(rule: SplitRule, found: Mapping[str, str]) -> list[str]:
    sizes = Counter(found.values())
    off = {split: sizes[split] / max(len(found), 1) - share for split, share in rule.shares.items()}
    if found and max(map(abs, off.values())) > max(_NOTABLE, 1 / len(found)):
        return [_("The shares are not as wished: articles that belong together, or had a split, stay where they are.")]
    return []


def _report(
    known: Sequence[Known], found: Mapping[str, str], before: Mapping[str, str], rule: SplitRule, remarks: list[str]
) -> SplitReport:
    sizes = Counter(found.values())
    labels = {split: Counter[str]() for split in Split}
    for one in known:
        labels[Split(found[one.uid])].update(dict(one.labels))
    return SplitReport(
        rule,
        {split: SplitCount(sizes[split], dict(labels[split])) for split in Split},
        added=Counter(Split(name) for uid, name in found.items() if uid not in before),
        moved=Counter(
            (Split(before[uid]), Split(name)) for uid, name in found.items() if before.get(uid, name) != name
        ),
        remarks=tuple(remarks),
    )
