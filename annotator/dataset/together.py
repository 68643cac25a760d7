"""What has to stay together when a project is divided: near duplicates always, Articles of one source if asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from annotator.words import _, ngettext

Bunch = tuple[str, ...]
"""Uids of Articles that stay together, in the order of the project."""

_NAMED = 5


def by_source(bunches: Sequence[Bunch], sources: Mapping[str, str], most: float) -> tuple[list[list[Bunch]], list[str]]:
    """The bunches of each source, and in words what could not be kept together.

    Sources that share a bunch are kept together; where that would make more than `most` Articles, the bunch stays whole
    and goes with the source of most of its Articles instead. Articles without a source are bound to nothing.
    """
    above: dict[str, str] = {}

    def head(source: str) -> str:
        while above.setdefault(source, source) != source:
            source = above[source]
        return source

    for bunch in bunches:
        named = sorted({head(sources[uid]) for uid in bunch if sources[uid]})
        for other in named[1:]:
            above[other] = named[0]
    sizes = Counter(head(sources[uid]) for bunch in bunches for uid in bunch if sources[uid])
    kin: dict[str, set[str]] = defaultdict(set)
    for source in above:
        kin[head(source)].add(source)
    too_large = {one for one, size in sizes.items() if size > most and len(kin[one]) > 1}
    found: dict[str, list[Bunch]] = defaultdict(list)
    away = 0
    for bunch in bunches:
        counted = Counter(sources[uid] for uid in bunch if sources[uid])
        if not counted:
            found[f"\0{bunch[0]}"].append(bunch)
            continue
        home = min(counted, key=lambda source: (-counted[source], source))
        if head(home) in too_large:
            away += counted.total() - counted[home]
            found[home].append(bunch)
        else:
            found[head(home)].append(bunch)
    return list(found.values()), list(_remarks(kin, too_large, away))


def _remarks(kin: Mapping[str, set[str]], too_large: set[str], away: int) -> Iterable[str]:
    for one in sorted(kin):
        if len(kin[one]) > 1 and one not in too_large:
            names = sorted(kin[one])
            listed = ", ".join(f"“{name}”" for name in names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            yield _("These sources are in one split, for they share copies: {names}").format(names=listed)
    if away:
        yield ngettext(
            "{n} article is not in the split of its source, for it stays with copies from another one.",
            "{n} articles are not in the split of their source, for they stay with copies from another one.",
            away,
        )
