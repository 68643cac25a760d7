"""Krippendorff's alpha of letters: the published example, and an independent program."""

from __future__ import annotations

import math
from collections.abc import Sequence

import krippendorff
import pytest
from hypothesis import given, settings

from annotator.model.annotation import Span
from annotator.review.alpha import alpha, alpha_of_label
from annotator.review.coding import count_codings
from tests.review.layers import LABELS, LENGTH, counted, several, stretches
from tests.review.test_kappa import coded, values_of

NAMES = "abcd"

# Krippendorff 2011, section C: what four observers made of twelve units; “.” where one did not look at it.
OBSERVED = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_krippendorff_2011() -> None:
    units = [[(value,) for value in unit if value != "."] for unit in zip(*OBSERVED, strict=True)]
    sums = coded([unit for unit in units if len(unit) > 1])
    assert alpha(sums, "n", values_of(sums))[0] == pytest.approx(0.743, abs=5e-4)


@settings(max_examples=25)
@given(several)
def test_it_is_that_of_the_other_program(marked: list[list[Span]]) -> None:
    held = stretches(marked)
    sums = counted(lambda counts: count_codings(counts, "n", NAMES[: len(marked)], held.codings))
    said = [[str(sorted(one.label for one in row if one.covers(at))) for at in range(LENGTH)] for row in marked]
    same(alpha(sums, "n", values_of(sums))[0], said)
    for label in LABELS:
        on = [[any(one.label == label and one.covers(at) for one in row) for at in range(LENGTH)] for row in marked]
        same(alpha_of_label(sums, "n", label)[0], [[str(one) for one in row] for row in on])


def same(ours: float, said: Sequence[Sequence[str]]) -> None:
    known = sorted({value for row in said for value in row})
    if len(known) < 2:
        assert math.isnan(ours)
        return
    theirs = krippendorff.alpha([[known.index(value) for value in row] for row in said], level_of_measurement="nominal")
    assert ours == pytest.approx(theirs)
