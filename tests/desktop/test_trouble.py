"""Expected trouble is told in words; a bug is not."""

from __future__ import annotations

import pytest

from annotator.desktop.trouble import attempt, telling
from annotator.errors import Refused


def refuse() -> None:
    raise Refused("not now")


def fail() -> None:
    raise KeyError("bug")


def test_what_could_not_be_done_is_told() -> None:
    told: list[str] = []
    assert not attempt(refuse, told.append)
    assert attempt(lambda: None, told.append)
    telling(told.append)(Refused("nor then"))
    assert told == ["not now", "nor then"]


def test_a_bug_flies_on() -> None:
    told: list[str] = []
    with pytest.raises(KeyError):
        attempt(fail, told.append)
    with pytest.raises(KeyError):
        telling(told.append)(KeyError("bug"))
    assert told == []
