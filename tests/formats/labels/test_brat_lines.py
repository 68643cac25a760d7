"""The lines of brat's annotation.conf: what is read, what is passed over, and which line is wrong."""

from __future__ import annotations

import time

import pytest

from annotator.errors import BadInput
from annotator.formats.labels.brat_lines import Entry, entries_of
from annotator.formats.labels.remarks import Remarks


def entries(text: str) -> list[Entry]:
    return list(entries_of(text, Remarks()))


def names(text: str) -> list[str]:
    return [entry.name for entry in entries(text)]


def test_comments_blank_lines_and_separators_are_passed_over() -> None:
    assert names("# x\n\n[entities]\n  # [events]\nA\n-----\n \n\t--\nB\r\n") == ["A", "B"]


def test_an_entry_knows_its_line_its_section_and_its_parent() -> None:
    (first, second) = entries("[entities]\nA|a thing\n\n[events]\n!E\tX?:A|B, <NORM>:w")
    assert first == Entry("entities", 2, "A", ("a thing",), (), "", False)
    assert second == Entry("events", 5, "E", (), (("X?", ("A", "B")), ("<NORM>", ("w",))), "", True)


def test_sections_may_be_called_as_in_old_files_and_come_twice() -> None:
    assert [(e.section, e.parent) for e in entries("[spans]\nA\n[Events]\nE\n[ entities ]\n\tB")] == [
        ("entities", ""),
        ("events", ""),
        ("entities", ""),
    ]


def test_arguments_may_be_set_apart_by_any_white_space() -> None:
    for line in ("R Arg1:A,Arg2:B", "R\tArg1:A,\tArg2:B", "R    Arg1:A ,   Arg2:B ,", "R\tArg1: A | A, Arg2 : B"):
        (entry,) = entries(f"[relations]\n{line}")
        assert [key for key, _values in entry.arguments] == ["Arg1", "Arg2"]


def test_names_with_spaces_end_at_a_tab_or_with_the_line() -> None:
    assert names("[entities]\nGeo Political\nA B|عام خاص\n[relations]\nis part of\tArg1:A B, Arg2:A B") == [
        "Geo Political",
        "A B",
        "is part of",
    ]


def test_macros_hold_from_their_line_on_and_may_hold_others() -> None:
    text = "<P>=Person\n[events]\n<POG>=<P>|Org\n<EMPTY-ONE>=\nE\tX:<POG>, <EMPTY-ONE>\n<P>=People\nF\tX:<P>"
    assert [entry.arguments for entry in entries(text.replace("<POG>=<P>", "<POG>=Person"))] == [
        (("X", ("Person", "Org")),),
        (("X", ("People",)),),
    ]


def test_inherited_arguments_are_those_of_the_line_above_it() -> None:
    *_others, last = entries("[events]\nE\tX:A\n\tF\t<INHERIT>, Y:A\n\t\tG\t<INHERIT>")
    assert last.arguments == (("X", ("A",)), ("Y", ("A",)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A\n[entities]", "line 1: “A” stands in no section"),
        ("[macros]\nPOG=A", "line 2: “POG=A” stands in no section"),
        ("[entities]\n|", "line 2: there is no name in “|”"),
        ("[entities]\n!", "line 2: there is no name in “!”"),
        ("[entities]\nA, B", "line 2: “B” should be an argument such as Place?:Location"),
        ("[entities]\nA # comment", "line 2: “# comment” should be an argument"),
        ("[events]\nE\tPlace", "line 2: “Place” should be an argument"),
        ("[events]\nE\tPlace:", "line 2: “Place:” should be an argument"),
        ("[events]\nE\t:A", "line 2: “:A” should be an argument"),
        ("[events]\nE\tX:<POG>\n<POG>=A", "line 2: <POG> is not defined above it. Define it in a line such as <POG>="),
        ("[events]\n<ENTITY>=A", "line 2: <ENTITY> has a meaning of its own"),
        ("[events]\nE\t<INHERIT>", "line 2: there is nothing above it"),
        ("[entities]\n" + "\n".join("\t" * i + f"L{i}" for i in range(40)), "line 32: it is indented too deeply"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_number(text: str, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        entries(text)
    assert reason in str(refused.value)


def test_macros_that_double_themselves_end_before_the_memory_does() -> None:
    """Thirty lines that would become a thousand million names."""
    bomb = "\n".join(f"<M{i}>=<M{i + 1}>|<M{i + 1}>" for i in range(30))
    began = time.perf_counter()
    with pytest.raises(BadInput, match="line 32: its macros make it too long"):
        entries(f"{bomb}\n[events]\nE\tX:<M0>")
    assert time.perf_counter() - began < 2


def test_many_lines_with_long_macros_end_too() -> None:
    long = "|".join(["A"] * 10_000)
    with pytest.raises(BadInput, match="its macros make it too long"):
        entries(f"<M>={long}\n[events]\n" + "\n".join(f"E{i}\tX:<M>" for i in range(200)))
