"""Colours of other programs are understood, and those of the palette can be read and told apart."""

from __future__ import annotations

import doctest
from itertools import combinations, islice

import pytest

from annotator.desktop.colours import channels, contrast, ink_on
from annotator.formats.labels import colours
from annotator.formats.labels.colours import GROUP, PALETTE, color_of, unused

PAPER, DARK_PAPER = "#FDFCFA", "#1D1F24"


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        ("#2563eb", "#2563EB"),
        (" #FFF ", "#FFFFFF"),
        ("DarkOrange", "#FF8C00"),
        ("grey", "#808080"),
        ("", ""),
        ("#12345", ""),
        ("#11223344", ""),
        ("rgb(1, 2, 3)", ""),
        ("#١٢٣٤٥٦", ""),
        ("url(javascript:x)", ""),
    ],
)
def test_a_colour_is_six_digits_or_three_or_a_name(foreign: str, ours: str) -> None:
    assert color_of(foreign) == ours


@pytest.mark.parametrize("color", [*PALETTE, GROUP])
def test_a_colour_of_the_palette_can_be_read(color: str) -> None:
    assert contrast(ink_on(color), color) >= 4.5


@pytest.mark.parametrize("color", PALETTE)
def test_a_line_in_a_colour_of_the_palette_stands_out_from_the_paper(color: str) -> None:
    assert contrast(color, PAPER) >= 3
    assert contrast(color, DARK_PAPER) >= 3


@pytest.mark.parametrize(("first", "apart"), [(12, 60), (len(PALETTE), 24)])
def test_the_colours_of_the_palette_are_told_apart_and_the_first_ones_best(first: int, apart: int) -> None:
    for one, other in combinations(PALETTE[:first], 2):
        assert sum(abs(a - b) for a, b in zip(channels(one), channels(other), strict=True)) >= apart, (one, other)


def test_colours_that_are_taken_come_last() -> None:
    assert list(islice(unused([PALETTE[0], ""]), 2)) == [PALETTE[1], PALETTE[2]]
    assert list(islice(unused([]), len(PALETTE) + 1)) == [*PALETTE, PALETTE[0]]
    assert next(unused(PALETTE)) == PALETTE[0]


def test_the_examples_in_the_documentation_are_true() -> None:
    assert doctest.testmod(colours).failed == 0
