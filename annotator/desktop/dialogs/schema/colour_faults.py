"""What is wrong with the colour of a Label, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from annotator.desktop.colour_vision import OTHER_SHAPE, SAME_SHAPE, Likeness, Vision, alike
from annotator.desktop.colours import contrast, ink_on
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.places import label_at
from annotator.desktop.plain import isolated
from annotator.model.schema import Label
from annotator.words import _

TEXT, LINES = 4.5, 3.0
"""The least contrast of letters and of lines that WCAG 2.2 asks for (1.4.3 and 1.4.11)."""


def of_chip(color: str) -> Iterator[str]:
    """Whether the name on a chip of the colour can be read."""
    ratio = contrast(ink_on(color), color)
    if ratio < TEXT:
        told = _("The name on the chip is hard to read: the contrast is {ratio}:1, and WCAG 2.2 asks for 4.5:1.")
        yield told.format(ratio=f"{int(ratio * 10) / 10:.1f}")


def of_line(color: str, light: str, dark: str) -> Iterator[str]:
    """Whether a line of the colour can be seen on the light and the dark paper."""
    for paper, told in (
        (light, _("Hard to see on light paper: the contrast is {ratio}:1, and WCAG 2.2 asks for 3:1.")),
        (dark, _("Hard to see on dark paper: the contrast is {ratio}:1, and WCAG 2.2 asks for 3:1.")),
    ):
        ratio = contrast(color, paper)
        if ratio < LINES:
            yield told.format(ratio=f"{int(ratio * 10) / 10:.1f}")


def of_likeness(draft: Draft, label: Label) -> Iterator[str]:
    """Which other Label that is marked with has a colour that is too like it, the most similar one. Subtypes that have
    the very same colour as others of their family are meant to."""
    others = [
        other
        for other in draft.held.markable()
        if other.name != label.name
        and not (other.color == label.color and _family(draft, other) == _family(draft, label))
    ]

    def near(fits: Callable[[Label], bool], limit: float) -> list[Likeness]:
        colors: Mapping[str, str] = {other.name: other.color for other in others if fits(other)}
        return alike(label.color, colors, limit)

    found = [
        *near(lambda other: other.kind is label.kind, SAME_SHAPE),
        *near(lambda other: other.kind is not label.kind, OTHER_SHAPE),
    ]
    if found and label.is_markable:
        worst = min(found, key=lambda one: one.distance)
        yield _told(worst.vision).format(label=isolated(draft.called(label_at(worst.name))))


def _family(draft: Draft, label: Label) -> str:
    """The id of the Label at the top of a Label's lineage."""
    return [one.name for one in draft.held.lineage(label.name)][-1]


def _told(vision: Vision) -> str:
    match vision:
        case Vision.FULL:
            return _("Nearly the same colour as {label}.")
        case Vision.PROTANOPIA:
            return _("Too like {label} for people who are blind to red (protanopia).")
        case Vision.DEUTERANOPIA:
            return _("Too like {label} for people who are blind to green (deuteranopia).")
        case Vision.TRITANOPIA:
            return _("Too like {label} for people who are blind to blue (tritanopia).")
