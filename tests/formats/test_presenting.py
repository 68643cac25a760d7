"""Every format has a human name, and whoever lacks a library is told what to install."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from annotator.formats import FORMATS, presenting
from annotator.formats.presenting import LIBRARIES, Family, in_order, lacking, presented
from annotator.words import LANGUAGES, use


def test_every_format_says_what_it_is_for() -> None:
    for language in LANGUAGES:
        use(language)
        told = [presented(known) for known in FORMATS]
        assert all(one.title and one.purpose for one in told)
        assert len({one.title for one in told}) == len(told)


def test_formats_stand_family_by_family_and_none_is_left_out() -> None:
    found = in_order(FORMATS)
    assert sorted(known.name for known in found) == sorted(known.name for known in FORMATS)
    families = [presented(known).family for known in found]
    assert families == sorted(families, key=list(Family).index)
    assert found[0].name == "jsonl"


def test_what_an_extra_needs_is_known_and_is_in_the_project_file() -> None:
    extras = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    for known in FORMATS:
        if known.needs:
            assert known.needs in LIBRARIES
            assert known.needs in extras


def test_a_library_that_is_not_there_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(presenting.LIBRARIES, "uima", "no_such_library")
    told = {known.name: lacking(known) for known in FORMATS}
    assert 'pip install "hashiya[uima]"' in told["uima-xmi"]
    assert told["jsonl"] == told["spacy"] == ""
