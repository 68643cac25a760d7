"""Dividing: each Article is in one split, copies are never parted, shares come out, and what was divided stays so."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.dataset.splitting import Known, assign
from annotator.model.split import By, Counts, Split, SplitRule

SOURCES = ("سانا", "رويترز", "قنا", "")
DAYS = ("", "2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01")
LABELS = ("PERS", "GPE", "Meet")
Group = tuple[str, ...]


def counts(told: Mapping[str, int]) -> Counts:
    return tuple(sorted(told.items()))


@st.composite
def projects(draw: st.DrawFn) -> tuple[list[Known], list[Group]]:
    """Up to 16 Articles, some of them copies of others."""
    count = draw(st.integers(1, 16))
    known = [
        Known(
            f"a{number:02}",
            draw(st.sampled_from(SOURCES)),
            draw(st.sampled_from(DAYS)),
            counts(draw(st.dictionaries(st.sampled_from(LABELS), st.integers(1, 9), max_size=3))),
        )
        for number in range(count)
    ]
    home = [draw(st.integers(0, count)) for _one in known]
    members: dict[int, list[str]] = {}
    for one, number in zip(known, home, strict=True):
        members.setdefault(number, []).append(one.uid)
    return known, [tuple(uids) for uids in members.values() if len(uids) > 1]


@st.composite
def rules(draw: st.DrawFn, by: By | None = None) -> SplitRule:
    train = draw(st.integers(0, 100))
    dev = draw(st.integers(0, 100 - train))
    return SplitRule(train, dev, 100 - train - dev, by or draw(st.sampled_from(By)), draw(st.integers(0, 5)))


def torn(groups: Sequence[Group], found: Mapping[str, str]) -> list[Group]:
    return [group for group in groups if len({found[uid] for uid in group}) > 1]


@given(projects(), rules())
def test_each_article_is_in_one_split_that_has_a_share_and_no_copies_are_parted(
    project: tuple[list[Known], list[Group]], rule: SplitRule
) -> None:
    known, groups = project
    found, _remarks = assign(known, groups, rule, {})
    assert list(found) == [one.uid for one in known]
    assert set(found.values()) <= {split for split in Split if rule.shares[split]}
    assert torn(groups, found) == []


@given(projects(), rules(), st.randoms(use_true_random=False))
def test_the_order_of_articles_and_groups_makes_no_difference(
    project: tuple[list[Known], list[Group]], rule: SplitRule, dice: random.Random
) -> None:
    known, groups = project
    plain, _remarks = assign(known, groups, rule, {})
    turned = dice.sample(known, len(known))
    others = [tuple(dice.sample(group, len(group))) for group in dice.sample(groups, len(groups))]
    assert assign(turned, others, rule, {})[0] == plain


@given(projects(), rules(), st.data())
def test_an_article_keeps_its_split_when_others_come_and_a_new_copy_follows_it(
    project: tuple[list[Known], list[Group]], rule: SplitRule, data: st.DataObject
) -> None:
    known, groups = project
    early = known[: data.draw(st.integers(1, len(known)))]
    uids = {one.uid for one in early}
    before, _remarks = assign(early, [tuple(uid for uid in group if uid in uids) for group in groups], rule, {})
    after, _remarks = assign(known, groups, rule, before)
    assert {uid: after[uid] for uid in before} == before
    assert torn(groups, after) == [], "what was together is found together when it comes"
    assert assign(known, groups, rule, after)[0] == after


@given(projects(), rules(), st.data())
def test_copies_of_articles_in_two_splits_go_to_one_of_them_and_that_is_told(
    project: tuple[list[Known], list[Group]], rule: SplitRule, data: st.DataObject
) -> None:
    known, groups = project
    kept = {one.uid: data.draw(st.sampled_from(list(Split))).value for one in known if data.draw(st.booleans())}
    found, remarks = assign(known, groups, rule, kept)
    assert {uid: found[uid] for uid in kept} == kept
    for group in groups:
        held = {kept[uid] for uid in group if uid in kept}
        assert not held or {found[uid] for uid in group} == held
    assert bool(torn(groups, found)) == any("near duplicates" in remark for remark in remarks)


@given(projects(), rules(By.TIME))
def test_what_is_tested_with_is_newer_than_what_is_learnt_from(
    project: tuple[list[Known], list[Group]], rule: SplitRule
) -> None:
    known, groups = project
    found, remarks = assign(known, groups, rule, {})
    newest = {one.uid: one.published for one in known}
    for group in groups:
        newest.update(dict.fromkeys(group, max(newest[uid] for uid in group)))
    days = [[newest[uid] for uid, name in found.items() if name == split] for split in Split]
    for early, late in combinations(filter(None, days), 2):
        assert max(early) <= min(late)
    assert any("publication date" in remark for remark in remarks) == any(not one.published for one in known)


@given(projects(), rules(By.SOURCE))
def test_a_source_is_in_one_split_but_for_copies_of_what_others_have(
    project: tuple[list[Known], list[Group]], rule: SplitRule
) -> None:
    known, groups = project
    found, remarks = assign(known, groups, rule, {})
    of = {one.uid: one.source for one in known}
    shared = {uid for group in groups if len({of[uid] for uid in group} - {""}) > 1 for uid in group}
    for source in set(SOURCES) - {""}:
        assert len({found[one.uid] for one in known if one.source == source and one.uid not in shared}) <= 1
    apart = [s for s in SOURCES if s and len({found[one.uid] for one in known if one.source == s}) > 1]
    if apart:
        assert any("not in the split of" in remark for remark in remarks)


def named(count: int, source: str) -> list[Known]:
    return [Known(f"{source}-{number:02}", source) for number in range(count)]


def test_small_sources_that_share_copies_are_kept_together() -> None:
    known = [*named(40, "سانا"), *named(45, "رويترز"), *named(5, "قنا"), *named(4, "واس"), *named(6, "بنا")]
    found, remarks = assign(known, [("قنا-01", "واس-01")], SplitRule(by=By.SOURCE), {})
    assert len({found[one.uid] for one in known if one.source in ("قنا", "واس")}) == 1
    assert any("“قنا”, “واس”" in remark for remark in remarks)


def test_large_sources_that_share_a_copy_are_not_made_one() -> None:
    known = [*named(40, "سانا"), *named(40, "رويترز"), *named(10, "قنا"), *named(10, "واس")]
    chain = [("سانا-01", "سانا-02", "قنا-01"), ("سانا-03", "سانا-04", "واس-01"), ("سانا-05", "سانا-06", "رويترز-01")]
    found, remarks = assign(known, chain, SplitRule(by=By.SOURCE), {})
    assert Counter(found.values()) == {"train": 82, "dev": 9, "test": 9}
    assert torn(chain, found) == []
    assert "3 articles are not in the split of their source, for they stay with copies from another one." in remarks


def test_new_articles_bring_the_shares_to_what_is_wished() -> None:
    first = [Known(f"a{number:03}") for number in range(100)]
    before, _remarks = assign(first, [], SplitRule(90, 5, 5), {})
    more = [*first, *(Known(f"b{number:03}") for number in range(100))]
    after, _remarks = assign(more, [], SplitRule(70, 15, 15), before)
    assert Counter(after.values()) == {"train": 140, "dev": 30, "test": 30}


def test_newer_articles_than_those_tested_with_are_told_where_earlier_ones_keep_their_split() -> None:
    first = [Known(f"a{number:02}", published=f"2026-01-{number + 1:02}") for number in range(20)]
    before, remarks = assign(first, [], SplitRule(by=By.TIME), {})
    assert remarks == []
    more = [*first, *(Known(f"b{number:02}", published=f"2026-02-{number + 1:02}") for number in range(20))]
    _after, remarks = assign(more, [], SplitRule(by=By.TIME), before)
    assert any("newer than some that are tested with" in remark for remark in remarks)


def test_a_day_that_is_in_two_splits_is_told() -> None:
    known = [Known(f"a{number}", published="2026-01-01") for number in range(10)]
    found, remarks = assign(known, [], SplitRule(by=By.TIME), {})
    assert Counter(found.values()) == {"train": 8, "dev": 1, "test": 1}
    assert "Articles of 2026-01-01 are in train and in dev, for the shares." in remarks


# How near the shares come


def skewed(count: int, seed: int) -> tuple[list[Known], list[Group]]:
    """A corpus as news is: of 20 Labels the first is 40 times as frequent as the last, each Article has a topic that
    makes some of them frequent, a tenth has no Spans, and agency texts come in up to forty copies."""
    dice = random.Random(seed)
    known: list[Known] = []
    groups: list[Group] = []
    names = [f"L{number:02}" for number in range(20)]
    while len(known) < count:
        copies = 1 if dice.random() < 0.85 else dice.choice((2, 2, 3, 5, 12, 40))
        topic = dice.randrange(6)
        chances = [(number + 1) ** -1.25 * (5 if number % 6 == topic else 1) for number in range(20)]
        uids = [f"{len(known) + number:06}" for number in range(copies)]
        for uid in uids:
            spans = 0 if dice.random() < 0.1 else int(dice.lognormvariate(3, 0.6))
            known.append(Known(uid, labels=counts(Counter(dice.choices(names, chances, k=spans)))))
        if copies > 1:
            groups.append(tuple(uids))
    return known, groups


def at_random(known: list[Known], groups: list[Group], seed: int) -> dict[str, str]:
    """What a plain random split of whole groups gives: shuffled, and cut where the shares end."""
    inside = {uid for group in groups for uid in group}
    units = [*groups, *((one.uid,) for one in known if one.uid not in inside)]
    random.Random(seed).shuffle(units)
    found: dict[str, str] = {}
    for unit in units:
        done = len(found) / len(known)
        found.update(dict.fromkeys(unit, "train" if done < 0.8 else "dev" if done < 0.9 else "test"))
    return found


def deviation(known: list[Known], found: Mapping[str, str]) -> float:
    """How far, on average over Labels and splits, the share of a Label is from what is wished."""
    totals, parts = Counter[str](), {split: Counter[str]() for split in Split}
    for one in known:
        totals.update(dict(one.labels))
        parts[Split(found[one.uid])].update(dict(one.labels))
    wished = SplitRule().shares
    off = [abs(parts[split][label] / totals[label] - wished[split]) for label in totals for split in Split]
    return sum(off) / len(off)


@pytest.mark.parametrize("seed", range(5))
def test_labels_have_their_shares_far_better_than_by_chance(seed: int) -> None:
    known, groups = skewed(1000, seed)
    found, _remarks = assign(known, groups, SplitRule(seed=seed), {})
    plain = sorted(deviation(known, at_random(known, groups, number)) for number in range(21))
    assert deviation(known, found) < plain[10] / 3
    assert deviation(known, found) < plain[0]
    sizes = Counter(found.values())
    assert abs(sizes["train"] / len(known) - 0.8) < 0.005
    assert abs(sizes["test"] / len(known) - 0.1) < 0.005


def test_another_seed_draws_otherwise_and_the_same_draws_the_same() -> None:
    known, groups = skewed(200, 0)
    first, _remarks = assign(known, groups, SplitRule(seed=1), {})
    assert assign(known, groups, SplitRule(seed=1), {})[0] == first
    assert assign(known, groups, SplitRule(seed=2), {})[0] != first
