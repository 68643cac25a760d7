"""Every importer keeps its promise for damaged files, for hostile ones, and for those that want too much."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz import promise
from tests.fuzz.bombs import bombs
from tests.fuzz.cases import Case, packed, unpacked
from tests.fuzz.damage import damaged_case
from tests.fuzz.dice import Seeded
from tests.fuzz.limits import Exceeded, limited
from tests.fuzz.promise import Broken, Ground, Outcome, ground_in, memory
from tests.fuzz.seeds import READING, theirs
from tests.fuzz.targets import TARGETS, Target

OURS, THEIRS, WHOLE = 24, 12, 12
"""Damaged files of a target that our own writers made, those of other tools, and every so many that one is taken into
a project."""
BOMBS = bombs()


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with tempfile.TemporaryDirectory(dir=memory()) as folder:
        yield ground_in(Path(folder))


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the time that `make fuzz` gives: tests run on busy machines, with each line counted."""
    monkeypatch.setattr("tests.fuzz.limits.SECONDS", 60)


def name_of(target: Target) -> str:
    return target.name


def keeps_its_promise(target: Target, examples: list[Case], ground: Ground, files: int) -> None:
    for number in range(files):
        case = damaged_case(examples, Seeded(f"{target.name} {number}"))
        try:
            (target.whole if number % WHOLE == 0 else target.quick)(case, ground)
        except (Exception, Exceeded) as error:
            raise AssertionError(f"damaged file {number} of {target.name}: {error!r}") from error


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("target", TARGETS, ids=name_of)
def test_good_files_come_in(target: Target, ground: Ground) -> None:
    outcomes = {case.name: target.whole(case, ground) for case in target.examples()[:2]}
    assert Outcome.READ in outcomes.values(), outcomes


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("target", TARGETS, ids=name_of)
def test_a_damaged_file_gives_a_right_result_or_a_clear_error(target: Target, ground: Ground) -> None:
    keeps_its_promise(
        target, [one for one in target.examples() if one not in theirs().get(target.name, ())], ground, OURS
    )


@pytest.mark.usefixtures("patience")
@pytest.mark.real_data
@pytest.mark.parametrize(
    "target", [one for one in TARGETS if one.name in {known.name for known in READING}], ids=name_of
)
def test_so_do_damaged_files_of_other_tools(target: Target, ground: Ground) -> None:
    found = theirs().get(target.name)
    if not found:
        pytest.skip("no files of other tools are here for this format: 1 test left out")
    keeps_its_promise(target, found, ground, THEIRS)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_takes_little_time_memory_and_room(name: str, ground: Ground) -> None:
    case = BOMBS[name]
    assert case.size < 2**21
    promise.reads(case, ground)
    promise.comes_in(case, ground, skip_bad=False)


# That the promise itself would notice


def test_what_takes_too_long_or_too_much_is_noticed() -> None:
    with pytest.raises(Exceeded, match="processor time"), limited(9000 - 2**19):  # a tenth of a second
        while True:
            pass
    with pytest.raises(Exceeded, match="MiB of memory"), limited(10):
        assert len(bytearray(2**28)) == 2**28


def test_a_format_that_breaks_its_promise_is_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("a.txt", "خبر".encode(), "txt")
    assert promise.comes_in(case, ground, skip_bad=False) is Outcome.READ
    monkeypatch.setattr("annotator.formats.plain_text.title_of", lambda _text: "\ud800")
    with pytest.raises(Broken, match="surrogate"):
        promise.reads(case, ground)


def test_a_folder_is_the_same_when_it_was_in_one_piece() -> None:
    files = {"a/b.txt": b"\x1c\x1e\x1f", "é.ann": b""}
    assert unpacked(packed({"a.txt": b"x", "b/é.ann": b""})) == {"a.txt": b"x", "b/é.ann": b""}
    assert unpacked(packed(b"x")) == b"x"
    assert isinstance(unpacked(packed(files)), dict)
