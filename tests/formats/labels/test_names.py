"""Names of other programs become ours, the same ones each time, and are not lost."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.labels import names
from annotator.formats.labels.names import ascii_name, by_script, former, our_names, titles_of
from annotator.formats.labels.remarks import Remarks
from annotator.model.schema import Kind, Label, Schema
from annotator.model.schema_json import from_json, to_json


def named(*foreign: str) -> list[str]:
    return list(our_names(foreign, "Label", Remarks()).values())


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        ("PERS", "PERS"),
        ("org:founded_by", "org:founded_by"),
        ("Be-born", "Be-born"),
        ("شخص", "shkhs"),
        ("مُنَظَّمة", "mnzma"),
        ("قـــوة", "qwa"),
        ("إعلان", "aalan"),
        ("مؤتمر", "mwtmr"),
        ("Geo Political  Entity", "Geo_Political_Entity"),
        ("Événement", "Evenement"),
        ("٢٤ ساعة", "Label_24_saaa"),
        ("24h", "Label_24h"),
        ("_x_", "x"),
        ("ﷺ", "sla_allh_alyh_wslm"),
        ("؟!", "Label"),
        ("👍", "Label"),
        ("", "Label"),
        ("x" * 101, "x" * 40),
        ("اسم طويل جداً لوسم لا يكفي له مكان في أي قائمة", "asm_twyl_jda_lwsm_la_ykfy_lh_mkan_fy_ay"),
    ],
)
def test_a_name_is_kept_or_made_of_the_nearest_letters(foreign: str, ours: str) -> None:
    assert named(foreign) == [ours]


def test_no_two_names_are_alike_and_good_ones_never_change() -> None:
    assert named("A B", "A_B", "A  B", "A-B", "A/B") == ["A_B_2", "A_B", "A_B_3", "A-B", "A_B_4"]
    assert named("؟", "!", "Label", "Label_2") == ["Label_3", "Label_4", "Label", "Label_2"]


def test_what_was_named_anew_is_told() -> None:
    remarks = Remarks()
    our_names(["شخص", "ORG"], "Label", remarks)
    (remark,) = remarks.told()
    assert "شخص = shkhs" in remark
    assert "ORG" not in remark


def test_titles_are_by_script_the_first_of_each() -> None:
    assert titles_of("PER", "PER", "Person", "شخص", "Human", "إنسان") == {"en": "Person", "ar": "شخص"}
    assert titles_of("شخص", "shkhs", "Person") == {"en": "Person", "ar": "شخص"}
    assert titles_of("شخص", "shkhs") == {"ar": "شخص"}
    assert titles_of("PER", "PER", "PER", " ", "") == {}
    assert by_script(" a\n\tb\0 ", "\ud800") == {"en": "a b"}


def test_a_good_name_is_the_english_title_beside_an_arabic_one() -> None:
    assert titles_of("PER", "PER", "شخص") == {"ar": "شخص", "en": "PER"}


def test_a_former_name_is_one_that_changed() -> None:
    assert (former("شخص", "shkhs"), former("PER", "PER"), former("", "Label")) == (("شخص",), (), ())


@given(st.lists(st.text(max_size=6), max_size=8))
def test_any_names_become_ours_and_the_same_each_time(foreign: list[str]) -> None:
    ours = our_names(foreign, "Label", Remarks())
    assert ours == our_names(foreign, "Label", Remarks())
    assert list(ours) == list(dict.fromkeys(foreign))
    assert len(set(ours.values())) == len(ours)
    labels = tuple(Label(name, Kind.ENTITY, "#000000") for name in ours.values())
    if labels:
        from_json(to_json(Schema("", {}, labels)))


@given(st.text(max_size=200))
def test_a_name_that_is_made_is_short(text: str) -> None:
    assert len(ascii_name(text, "Label")) <= 40 + len("Label_")


def test_the_examples_in_the_documentation_are_true() -> None:
    assert doctest.testmod(names).failed == 0
