"""Remarks are short sentences, each once, however much they are true of."""

from __future__ import annotations

from annotator.formats.labels.remarks import Remarks


def test_a_sentence_is_told_once_with_all_that_it_is_true_of() -> None:
    remarks = Remarks()
    for sentence, name in [("Lost: {names}.", "a"), ("Any may.", ""), ("Lost: {names}.", "b"), ("Lost: {names}.", "a")]:
        remarks.add(sentence, name)
    assert remarks.told() == ("Lost: a, b.", "Any may.")


def test_a_sentence_stays_short_whatever_the_file_holds() -> None:
    remarks = Remarks()
    for number in range(40):
        remarks.add("Lost: {names}.", f"{number}{'x' * 1000}")
    (told,) = remarks.told()
    assert told.endswith("… (+28).")
    assert len(told) < 1100


def test_names_may_hold_anything() -> None:
    remarks = Remarks()
    remarks.add("Lost: {names}.", "{names} {0} {")
    assert remarks.told() == ("Lost: {names} {0} {.",)
