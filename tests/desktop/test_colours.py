"""Colours can be read: contrast as WCAG 2.2 counts it, in both appearances."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from annotator.desktop.colours import contrast, ink_on, mixed
from annotator.desktop.theme import DARK, LIGHT, Theme, look_of
from annotator.model.schema import Label
from annotator.workspace import schema_named

LABELS = schema_named("news").labels
THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def name_of(color: QColor) -> str:
    return color.name().upper()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_the_name_on_a_chip_can_be_read(label: Label, theme: Theme) -> None:
    look = look_of(label, theme)
    assert contrast(name_of(look.ink), name_of(look.color)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_the_words_on_a_ground_can_be_read(label: Label, theme: Theme) -> None:
    look = look_of(label, theme)
    assert contrast(theme.ink, name_of(look.tint)) >= 4.5
    chosen = mixed(label.color, name_of(look.tint), 0.48 if theme.is_dark else 0.32)
    assert contrast(theme.ink, chosen) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_an_underline_stands_out_from_the_paper(label: Label, theme: Theme) -> None:
    assert contrast(label.color, theme.paper) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_words_of_the_window_can_be_read(theme: Theme) -> None:
    for ground in (theme.window, theme.panel, theme.paper, theme.hover, theme.accent_soft):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.warning, ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.accent, theme.paper) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_ink_is_light_on_dark_and_dark_on_light() -> None:
    assert ink_on("#000000") == "#FFFFFF"
    assert ink_on("#FFEE88") == "#16181D"


def test_mixing_goes_from_paper_to_colour() -> None:
    assert mixed("#FF0000", "#FFFFFF", 0) == "#FFFFFF"
    assert mixed("#FF0000", "#FFFFFF", 1) == "#FF0000"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
