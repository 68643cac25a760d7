"""Articles that are the same, nearly the same, or inside one another: copies of one agency text, most of them."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path
from tempfile import gettempdir

from annotator.dataset.shingles import containment, resemblance, shingles_of, words_of
from annotator.dataset.sketches import SLOTS, Sketches, rows_of_a_band
from annotator.errors import Unwritable
from annotator.frozen import frozen
from annotator.words import pgettext

_AT_ONCE = 64
_HELD = 500
"""Articles whose shingles are held while pairs are compared."""

_REMEMBERED = 200_000
"""Pairs that were compared and are not near, of which it is remembered; they turn up in several bands."""

_SLACK = 0.12
"""Four standard errors of an estimate."""

Progress = Callable[[int, int], None]


class Likeness(StrEnum):
    """In what way two Articles are alike: their folded words are the same, or nearly so, or those of the shorter one
    stand in the longer one."""

    SAME = "same"
    NEAR = "near"
    INSIDE = "inside"


@frozen
class Link:
    """Two Articles that are alike, by uid; of one inside another, `first` is the shorter. `similarity` is the Jaccard
    similarity of their shingles, and for one inside another how much of it is there, 0 to 1."""

    first: str
    second: str
    likeness: Likeness
    similarity: float


@frozen
class Group:
    """Articles that are held together by links, by uid, in the order of the project. There are no more links than are
    needed to hold it together, so two Articles of a group may be alike only by way of others."""

    articles: tuple[str, ...]
    links: tuple[Link, ...]

    def closest(self, uid: str) -> Link:
        """The strongest link of one of its Articles."""
        return max((link for link in self.links if uid in (link.first, link.second)), key=lambda link: link.similarity)

    @property
    def likeness(self) -> Likeness:
        """The loosest of the ways in which its Articles are alike."""
        return max((link.likeness for link in self.links), key=list(Likeness).index)

    @property
    def similarity(self) -> float:
        """The weakest of its links."""
        return min(link.similarity for link in self.links)


def find_groups(
    texts: Iterable[tuple[str, str]],
    read: Callable[[str], str],
    *,
    count: int,
    threshold: float = 0.8,
    progress: Progress = lambda _done, _total: None,
) -> list[Group]:
    """The groups among `count` Articles that come as uid and text, in their order, with the largest first.

    Every two Articles that are linked have been compared: their shingles have a Jaccard similarity of `threshold` at
    least, or as much of the shorter one, of 40 words or more, stands in the longer. Of each text some hundred bytes are
    held, and sketches of about a kilobyte lie on the disk; `read` gives one again by its uid. `progress` is told what
    is done of 3 times `count`, and may raise to cancel. Raises Unwritable where the disk is full.
    """
    try:
        with closing(Sketches()) as sketches:
            search = _Search(sketches, read, threshold, progress, count)
            search.take_in(texts)
            search.join_near()
            search.join_inside()
            return search.groups()
    except OSError as error:
        raise Unwritable(Path(gettempdir()), error.strerror or str(error)) from error


class _Search:
    def __init__(
        self, sketches: Sketches, read: Callable[[str], str], threshold: float, progress: Progress, count: int
    ) -> None:
        self._threshold = threshold
        self._progress = progress
        self._count = count
        self._uids: list[str] = []
        self._above = array("I")  # for each Article another of its group, itself for the one that stands for it
        self._unique = array("I")  # without those whose words another has already
        self._links: list[tuple[int, int, Likeness, float]] = []
        self._sketches = sketches
        self._apart: set[int] = set()
        self._compared = 0
        self._stage = (0, 0.0)

        @lru_cache(_HELD)
        def shingles(number: int) -> frozenset[int]:
            return frozenset(map(hash, shingles_of(words_of(read(self._uids[number])))))

        self._shingles = shingles

    # Reading

    def take_in(self, texts: Iterable[tuple[str, str]]) -> None:
        """Sketch each text, and link those whose folded words are the same."""
        first_with: dict[bytes, int] = {}
        coming = iter(texts)
        while batch := list(islice(coming, _AT_ONCE)):
            words = [words_of(text) for _uid, text in batch]
            for (uid, _text), of in zip(batch, words, strict=True):
                number = len(self._uids)
                self._uids.append(uid)
                self._above.append(number)
                key = hashlib.blake2b(" ".join(of).encode(errors="surrogatepass"), digest_size=16).digest()
                twin = first_with.setdefault(key, number)
                if twin == number:
                    self._unique.append(number)
                else:
                    self._join(twin, number, Likeness.SAME, 1.0)
            self._sketches.add(words)
            self._tell(0, len(self._uids) / self._count)

    # Joining

    def join_near(self) -> None:
        """Link those that resemble each other."""
        bands = self._sketches.alike(self._threshold, self._unique)
        for done, band in enumerate(bands, 1):
            for bucket in band:
                self._join_bucket(bucket)
            self._tell(1, done * rows_of_a_band(self._threshold) / SLOTS)

    def _join_bucket(self, bucket: list[int]) -> None:
        """Link what resembles each other among Articles that may; those in one group already are not compared."""
        clusters: list[list[int]] = []
        for number in bucket:
            home = None
            for cluster in clusters:
                if self._head(cluster[0]) == self._head(number) or self._is_near_any(number, cluster):
                    home = cluster if home is None else home
            if home is None:
                clusters.append([number])
            else:
                home.append(number)

    def _is_near_any(self, number: int, others: list[int]) -> bool:
        for other in others:
            pair = other << 32 | number
            if pair in self._apart:
                continue
            if self._sketches.estimate(other, number) >= self._threshold - _SLACK:
                similarity = resemblance(self._shingles(other), self._shingles(number))
                if similarity >= self._threshold:
                    self._join(other, number, Likeness.NEAR, similarity)
                    return True
                if len(self._apart) < _REMEMBERED:
                    self._apart.add(pair)
            self._keep_alive()
        return False

    def join_inside(self) -> None:
        """Link those of which one stands in the other."""
        inside = self._sketches.inside(self._threshold, self._heads, lambda: self._tell(2, 0))
        for done, (inner, longer) in enumerate(inside, 1):
            for outer in longer:
                if self._head(inner) != self._head(outer):
                    held = containment(self._shingles(inner), self._shingles(outer))
                    if held >= self._threshold:
                        self._join(inner, outer, Likeness.INSIDE, held)
                    self._keep_alive()
            if done % _AT_ONCE == 0:
                self._tell(2, done / self._count)
        self._progress(3 * self._count, 3 * self._count)

    # Telling

    def _tell(self, stage: int, part: float) -> None:
        self._stage = stage, part
        self._progress(min(round((stage + part) * self._count), 3 * self._count), 3 * self._count)

    def _keep_alive(self) -> None:
        """Let whoever waits cancel, where one step takes long."""
        self._compared += 1
        if self._compared % _AT_ONCE == 0:
            self._tell(*self._stage)

    # Groups so far

    def _join(self, first: int, second: int, likeness: Likeness, similarity: float) -> None:
        self._links.append((first, second, likeness, similarity))
        heads = sorted((self._head(first), self._head(second)))
        self._above[heads[1]] = heads[0]

    def _head(self, number: int) -> int:
        """The Article that stands for the group of this one."""
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    def _heads(self, numbers: Sequence[int]) -> list[int]:
        """Of these Articles the first of each group."""
        return list({self._head(number): number for number in reversed(numbers)}.values())

    def groups(self) -> list[Group]:
        """The groups of two and more, the largest first, then in the order of the project."""
        self._apart.clear()  # nothing is compared any more, and the groups want room
        members: dict[int, list[int]] = defaultdict(list)
        links: dict[int, list[Link]] = defaultdict(list)
        for number in range(len(self._uids)):
            members[self._head(number)].append(number)
        for first, second, likeness, similarity in self._links:
            links[self._head(first)].append(Link(self._uids[first], self._uids[second], likeness, similarity))
        found = [
            Group(tuple(self._uids[number] for number in numbers), tuple(links[head]))
            for head, numbers in members.items()
            if len(numbers) > 1
        ]
        return sorted(found, key=lambda group: -len(group.articles))


def likeness_word(likeness: Likeness) -> str:
    """What a likeness is called."""
    return {
        Likeness.SAME: pgettext("likeness", "same words"),
        Likeness.NEAR: pgettext("likeness", "nearly the same"),
        Likeness.INSIDE: pgettext("likeness", "one inside the other"),
    }[likeness]
