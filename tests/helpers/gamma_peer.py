"""Gamma by another program. It is told not to compile itself, which would take longer than all that is asked of it."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

Unit = tuple[int, int, str]
"""Start, end and label."""


def disorder(rows: Sequence[Sequence[Unit]]) -> float:
    """What the best alignment of the units of these annotators costs."""
    with _quietly():
        continuum, combined = _held(rows)
        found = continuum.get_best_alignment(combined)
        return float(found.disorder * continuum.avg_num_annotations_per_annotator)


def gamma(rows: Sequence[Sequence[Unit]], length: int, samples: int) -> float:
    """Gamma of a text of so many letters, with the random annotations of the paper."""
    with _quietly():
        from pygamma_agreement import ShuffleContinuumSampler

        continuum, combined = _held(rows)
        continuum.bound_inf, continuum.bound_sup = 0.0, float(length)
        np.random.seed(3)
        return float(continuum.compute_gamma(combined, n_samples=samples, sampler=ShuffleContinuumSampler()).gamma)


def _held(rows: Sequence[Sequence[Unit]]) -> tuple[Any, Any]:
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

    continuum = Continuum()
    for name, row in enumerate(rows):
        continuum.add_annotator(str(name))
        for start, end, label in row:
            continuum.add(str(name), Segment(start, end), label)
    return continuum, CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)


@contextmanager
def _quietly() -> Iterator[None]:
    """It warns of the solver that it takes, and of numbers that it has not set yet."""
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
