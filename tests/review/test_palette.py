"""The colours of figures are told apart, also by people who see fewer of them."""

from __future__ import annotations

from itertools import combinations

import pytest

from annotator.desktop import theme
from annotator.desktop.colour_vision import worst
from annotator.desktop.colours import contrast, mixed
from annotator.review.figures import MOST_TONES
from annotator.review.page.svg import HEAT_STEPS
from annotator.review.palette import DARK, HALF, LIGHT, Palette, heat_share

PAPERS = [pytest.param(LIGHT, theme.LIGHT, id="light"), pytest.param(DARK, theme.DARK, id="dark")]


@pytest.mark.parametrize(("palette", "paper"), PAPERS)
def test_series_are_told_apart_by_everybody_and_from_the_paper(palette: Palette, paper: theme.Theme) -> None:
    assert len(palette.tones) == MOST_TONES
    assert min(worst(one, other)[0] for one, other in combinations(palette.tones, 2)) >= 10
    assert min(contrast(color, paper.paper) for color in palette.tones) >= 3


@pytest.mark.parametrize(("palette", "paper"), PAPERS)
def test_numbers_on_heat_can_be_read(palette: Palette, paper: theme.Theme) -> None:
    for step in range(HEAT_STEPS + 1):
        value = step / HEAT_STEPS
        ground = mixed(palette.heat, paper.paper, heat_share(value))
        assert contrast(paper.paper if value >= HALF else paper.ink, ground) >= 4.5


def test_heat_grows() -> None:
    shares = [heat_share(step / 100) for step in range(101)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
