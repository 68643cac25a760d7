"""Colours as colour-blind people see them: what is published comes out, and warnings are few and right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.desktop.colour_vision import (
    OTHER_SHAPE,
    SAME_SHAPE,
    Lab,
    Vision,
    alike,
    by_unlikeness,
    difference,
    seen,
    simulated,
    worst,
)
from annotator.desktop.dialogs.schema.colour_faults import of_likeness
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.model.schema import Kind, Label, Schema
from annotator.workspace import schema_named, schema_names

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The test data of Sharma, Wu and Dalal (2005), table 1: pairs 1, 4, 7, 9, 13, 16, 17, 20, 24, 25, 29 and 34.
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
        ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((50.0, 2.5, 0.0), (50.0, 3.2592, 0.3350), 1.0000),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_the_published_one(one: Lab, other: Lab, expected: float) -> None:
    assert difference(one, other) == pytest.approx(expected, abs=5e-5)
    assert difference(other, one) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        # CIELAB of sRGB's corners (D65), as Lindbloom's calculator gives them.
        ("#FFFFFF", (100.0, 0.0, 0.0)),
        ("#000000", (0.0, 0.0, 0.0)),
        ("#FF0000", (53.2408, 80.0925, 67.2032)),
        ("#00FF00", (87.7347, -86.1827, 83.1793)),
        ("#0000FF", (32.2970, 79.1875, -107.8602)),
    ],
)
def test_full_vision_is_cielab(color: str, expected: Lab) -> None:
    assert seen(color, Vision.FULL) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("vision", Vision)
def test_greys_look_the_same_to_all(vision: Vision) -> None:
    for grey in ("#000000", "#7F7F7F", "#FFFFFF"):
        assert difference(seen(grey, vision), seen(grey, Vision.FULL)) < 0.1
        assert simulated(grey, vision) == grey


@pytest.mark.parametrize(
    ("vision", "expected"),
    [  # the first columns of the matrices, encoded as sRGB
        (Vision.PROTANOPIA, "#6D5F00"),
        (Vision.DEUTERANOPIA, "#A39000"),
        (Vision.TRITANOPIA, "#FF000F"),
    ],
)
def test_red_is_seen_as_published(vision: Vision, expected: str) -> None:
    assert simulated("#FF0000", vision) == expected


def test_red_and_green_that_only_differ_in_hue_are_alike_to_those_without_one_kind_of_cones() -> None:
    red, green = "#C2185B", "#038A50"
    assert difference(seen(red, Vision.FULL), seen(green, Vision.FULL)) > 70
    (found,) = alike(red, {"green": green, "white": "#FFFFFF"})
    assert found.name == "green"
    assert found.vision is Vision.DEUTERANOPIA
    assert found.distance == pytest.approx(worst(red, green)[0])


def test_the_nearest_is_named_first() -> None:
    found = alike("#206BB9", {"far": "#DE6C8B", "same": "#206BB9", "near": "#226DBB"})
    assert [one.name for one in found] == ["same", "near"]
    assert found[0].distance == 0


@pytest.mark.parametrize("name", schema_names())
def test_labels_that_travel_with_the_program_do_not_drown_in_warnings(name: str) -> None:
    draft = Draft(schema_named(name))
    labels = draft.held.markable()
    warned = [label.name for label in labels if list(of_likeness(draft, label))]
    assert len(warned) <= len(labels) / 6


def test_a_family_may_share_a_colour_and_others_may_not() -> None:
    def warned(*labels: Label) -> list[bool]:
        draft = Draft(Schema("x", {}, labels))
        return [bool(list(of_likeness(draft, label))) for label in labels]

    head = Label("Justice", Kind.EVENT, "#5772C3", abstract=True)
    subtypes = [Label(name, Kind.EVENT, "#5772C3", parent="Justice") for name in ("Acquit", "Pardon")]
    assert warned(head, *subtypes) == [False] * 3
    assert warned(head, subtypes[0], replace(subtypes[1], color="#5773C3")) == [False, True, True]
    assert warned(*(replace(label, parent="") for label in subtypes)) == [True, True]


def test_labels_of_other_shapes_may_be_a_little_nearer() -> None:
    def warned(kind: Kind) -> bool:
        labels = (Label("GPE", Kind.ENTITY, "#00A38F"), Label("Other", kind, "#059FAF"))
        draft = Draft(Schema("x", {}, labels))
        return bool(list(of_likeness(draft, labels[0])))

    assert OTHER_SHAPE < worst("#00A38F", "#059FAF")[0] < SAME_SHAPE
    assert (warned(Kind.ENTITY), warned(Kind.EVENT)) == (True, False)


def test_a_colour_that_is_like_no_other_is_found() -> None:
    found = by_unlikeness(["#206BB9", "#8D597E", "#DDAA00"], ["#206BB8", "#8D597F"])
    assert found[0] == "#DDAA00"
    assert sorted(found) == ["#206BB9", "#8D597E", "#DDAA00"]
    assert by_unlikeness(["#206BB9", "#000000"], []) == ["#206BB9", "#000000"]
    near = ["#206BB9", "#B9206B"]  # those of another shape may be nearer
    assert by_unlikeness(near, ["#206BC2"], ["#B92074"])[0] == near[1]
    assert by_unlikeness(near, ["#B92074"], ["#206BC2"])[0] == near[0]


@given(COLORS, COLORS)
def test_colours_are_as_far_from_one_another_both_ways(one: str, other: str) -> None:
    assert worst(one, other)[0] == pytest.approx(worst(other, one)[0])
    assert worst(one, one)[0] == 0
    assert worst(one, other)[0] <= difference(seen(one, Vision.FULL), seen(other, Vision.FULL)) + 1e-9
