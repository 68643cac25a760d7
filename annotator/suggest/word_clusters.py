"""Clusters of words that stand among the same neighbours, learned from text that nobody annotated.

A name that was never marked is in one cluster with names that were. What stands one and two words before and after a
word is counted, weighed by positive pointwise mutual information (the counts of neighbours to the power of 0.75, as
Levy, Goldberg and Dagan 2015 have it), reduced to a hundred dimensions by singular value decomposition, and divided by
k-means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for the start: they are large, and only training needs them
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

FEWEST = 20_000
"""Words of text below which nothing is to be learned from it."""

_SEEN = 3
_VOCABULARY, _NEIGHBOURS = 20_000, 3_000
_STEPS = (-2, -1, 1, 2)
_POWER = 0.75
_DIMENSIONS = 100
_CLUSTERS = 300


def learn(texts: Sequence[Sequence[str]], *, seed: int = 0) -> dict[str, int]:
    """The number of the cluster of each word that is not rare; none where there is too little text.

    A text is its words, folded. The same texts in the same order with the same seed give the same clusters.
    """
    if sum(map(len, texts)) < FEWEST:
        return {}
    counted = Counter(word for text in texts for word in text)
    words = [word for word, seen in sorted(counted.items(), key=lambda one: (-one[1], one[0])) if seen >= _SEEN]
    words = words[:_VOCABULARY]
    if len(words) < 2 * _CLUSTERS:
        return {}

    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # sums of several threads come out in another order each time
        return dict(zip(words, _divided(_weighed(texts, words), seed), strict=True))


def _weighed(texts: Iterable[Sequence[str]], words: list[str]) -> Any:
    """A sparse matrix: how much more often each word has each neighbour at each step than chance would have it."""
    import numpy as np
    from scipy.sparse import coo_matrix, csr_matrix

    number = {word: at for at, word in enumerate(words)}
    gap = [-1] * max(_STEPS)
    line = np.array([n for text in texts for n in (*(number.get(word, -1) for word in text), *gap)], dtype=np.int64)
    width = min(_NEIGHBOURS, len(words))
    found = csr_matrix((len(words), width * len(_STEPS)))
    for slot, step in enumerate(_STEPS):
        here, there = (line[:-step], line[step:]) if step > 0 else (line[-step:], line[:step])
        both = (here >= 0) & (there >= 0) & (there < width)
        places = here[both], there[both] + slot * width
        found += csr_matrix((np.ones(int(both.sum())), places), shape=found.shape)
    pairs: Any = coo_matrix(found)
    of_word = np.asarray(found.sum(axis=1)).ravel()
    of_neighbour = np.asarray(found.sum(axis=0)).ravel() ** _POWER
    weights = np.log(pairs.data * of_neighbour.sum() / (of_word[pairs.row] * of_neighbour[pairs.col]))
    kept = weights > 0
    return csr_matrix((weights[kept], (pairs.row[kept], pairs.col[kept])), shape=found.shape)


def _divided(weighed: Any, seed: int) -> list[int]:
    """The number of the cluster of each row."""
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD

    reduction = TruncatedSVD(_DIMENSIONS, n_iter=5, random_state=seed)
    reduced = reduction.fit_transform(weighed) / np.sqrt(np.maximum(reduction.singular_values_, 1e-9))
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True) + 1e-9
    division = KMeans(_CLUSTERS, n_init=1, max_iter=30, random_state=seed).fit(reduced)
    return [int(cluster) for cluster in division.labels_]
