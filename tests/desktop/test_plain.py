"""What is said runs the way the interface does, whatever it begins with."""

from __future__ import annotations

import pytest

from annotator.desktop.plain import spoken
from annotator.words import use


@pytest.mark.parametrize(
    ("language", "said", "shown"),
    [
        ("ar", "/news/a.ann:1: لا وسم", "\u200f\u200e/news/a.ann:1: لا وسم"),
        ("ar", "لا وسم MISC\n12\nMISC", "لا وسم MISC\n12\n\u200f\u200eMISC"),
        ("en", "“عنوان” is there", "\u200e\u200f“عنوان” is there"),
        ("en", "There is “عنوان”", "There is “عنوان”"),
    ],
)
def test_each_line_runs_as_the_interface_does(language: str, said: str, shown: str) -> None:
    use(language)  # type: ignore[arg-type]
    assert spoken(said) == shown
    use("en")
