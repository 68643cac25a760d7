"""How the work goes, against projects whose every step is known."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput, DamagedFile, Refused, Unknown
from annotator.model.annotation import Status
from annotator.model.roles import GOLD, Role
from annotator.review.progress import Choice, Day
from annotator.words import spoken
from annotator.workspace import Workspace
from annotator.workspace.watching import Findings
from tests.helpers.builders import AUTHOR, OTHER, behind_its_back, put_article, small_schema, text_article, write_lines
from tests.helpers.working import at, mark, seen_by

TEXTS = ("التقى محمود عباس وفداً في القاهرة.", "زار محمود عباس بيروت.", "عاد محمود عباس من القاهرة.")


@pytest.fixture(params=["UTC", "Asia/Riyadh", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The time zone of the computer."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Workspace]:
    """Three Articles. The lead has done two of them on two days, the other annotator one and a half."""
    with Workspace.create(tmp_path / "team.hashiya", schema=small_schema(), annotator=AUTHOR) as lead:
        uids = [put_article(lead, text_article(text, f"خبر {number}")) for number, text in enumerate(TEXTS)]
        with at("2026-01-05T09:00:00.000Z"):
            mark(lead, uids[0], ("محمود عباس", "PERS"), ("القاهرة", "GPE"))
            lead.add_seconds(uids[0], 100)
            lead.set_status(uids[0], Status.DONE)
        with at("2026-01-05T22:30:00.000Z"):
            mark(lead, uids[1], ("محمود عباس", "PERS"))
            lead.add_seconds(uids[1], 300)
            lead.set_status(uids[1], Status.DONE)
        with seen_by(lead, OTHER) as other, at("2026-01-06T10:00:00.000Z"):
            mark(other, uids[0], ("محمود عباس", "PERS"), ("القاهرة", "PERS"))
            other.add_seconds(uids[0], 50)
            other.set_status(uids[0], Status.DONE)
            mark(other, uids[1], ("بيروت", "GPE"))
        yield lead


def by_day(workspace: Workspace, choice: Choice | None = None) -> list[tuple[str, str, int, int, int]]:
    return [tuple(day) for day in workspace.numbers(choice).days]  # type: ignore[misc]


def test_each_day_has_what_was_done_on_it_by_the_clock_here(team: Workspace, zone: str) -> None:
    evening = {"UTC": "2026-01-05", "Asia/Riyadh": "2026-01-06", "America/New_York": "2026-01-05"}[zone]
    found = by_day(team)
    assert (OTHER, "2026-01-06", 3, 0, 1) in found
    if evening == "2026-01-05":
        assert (AUTHOR, "2026-01-05", 3, 0, 2) in found
    else:
        assert (AUTHOR, "2026-01-05", 2, 0, 1) in found
        assert (AUTHOR, "2026-01-06", 1, 0, 1) in found


def test_a_range_of_days_is_of_the_days_here(team: Workspace, zone: str) -> None:
    found = team.numbers(Choice(since="2026-01-06", until="2026-01-06"))
    late = zone == "Asia/Riyadh"
    assert found.labels[AUTHOR] == ({"PERS": 1} if late else {})
    assert found.labels[OTHER] == {"PERS": 2, "GPE": 1}
    assert found.statuses[AUTHOR].get(Status.DONE, 0) == late
    assert {day.day for day in found.days} == {"2026-01-06"}


def test_what_was_undone_counts_no_more_and_what_was_redone_for_its_first_day(team: Workspace) -> None:
    before = team.numbers()
    with at("2026-01-09T10:00:00.000Z"):
        team.undo()  # done
        team.undo()  # the Span of the second Article
        assert sum(day.added for day in team.numbers().days if day.annotator == AUTHOR) == 2
        assert team.numbers().statuses[AUTHOR][Status.DONE] == 1
        team.redo()
        team.redo()
    assert team.numbers() == before
    with at("2026-01-09T11:00:00.000Z"):
        team.undo()
        team.redo()
        team.undo()
        team.undo()
        team.redo()
        team.redo()
    assert team.numbers() == before


def test_an_article_that_is_taken_up_again_is_not_finished(team: Workspace) -> None:
    (uid, *_rest) = team.article_uids()
    team.set_status(uid, Status.IN_PROGRESS)
    assert sum(day.finished for day in team.numbers().days if day.annotator == AUTHOR) == 1
    with at("2026-01-20T12:00:00.000Z"):
        team.set_status(uid, Status.DONE)
    assert Day(AUTHOR, "2026-01-20", 0, 0, 1) in team.numbers().days


def test_statuses_count_the_articles_that_are_an_annotators_to_do(team: Workspace) -> None:
    found = team.numbers()
    assert found.statuses[AUTHOR] == {Status.DONE: 2, Status.NEW: 1}
    assert found.statuses[OTHER] == {Status.DONE: 1, Status.IN_PROGRESS: 1, Status.NEW: 1}
    uids = team.article_uids()
    team.reassign({OTHER: {uids[0], uids[1]}}, {})
    assert team.numbers().statuses[OTHER] == {Status.DONE: 1, Status.IN_PROGRESS: 1, Status.NEW: 0}
    assert team.numbers().assigned == {AUTHOR: 3, OTHER: 2}


def test_times_have_their_quartiles(team: Workspace) -> None:
    pace = team.numbers().pace[AUTHOR]
    assert tuple(pace.article) == (2, 150.0, 200.0, 250.0)
    assert pace.span is not None and tuple(pace.span) == (2, 112.5, 175.0, 237.5)
    assert tuple(team.numbers().pace[OTHER].article) == (1, 50.0, 50.0, 50.0)
    assert team.numbers().seconds == {AUTHOR: 400, OTHER: 50}


def test_spans_that_came_in_with_a_file_are_told_apart(team: Workspace, tmp_path: Path) -> None:
    line = {"text": "وصل محمود عباس إلى عمّان.", "spans": [[4, 14, "PERS"]], "annotator": "c", "status": "done"}
    with at("2026-02-01T12:00:00.000Z"):
        team.import_files([write_lines(tmp_path / "in.jsonl", line)])
    assert [day[2:4] for day in team.numbers().days if day.day == "2026-02-01"] == [(0, 1)]


def test_a_choice_of_status_and_annotator_leaves_the_others_out(team: Workspace) -> None:
    found = team.numbers(Choice((OTHER,), Status.IN_PROGRESS))
    assert found.annotators == (OTHER,)
    assert found.labels == {OTHER: {"GPE": 1}}
    assert found.statuses == {OTHER: {Status.IN_PROGRESS: 1}}


def test_annotators_are_compared_over_what_both_have_done(team: Workspace) -> None:
    found = team.comparison()
    assert found.f1 == 0.5
    (every, pair) = (one for one in found.agreed if one.label == "PERS")
    assert (every.articles, pair.pair, pair.f1) == (1, (OTHER, AUTHOR), pytest.approx(2 / 3))
    assert found.classes == {"label": 1}
    assert team.comparison(Choice((AUTHOR,))).agreed == ()


def test_comparing_can_be_cancelled(team: Workspace) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        team.comparison(progress=stop)


def test_an_annotator_sees_their_own_work_until_the_review_is_open(team: Workspace) -> None:
    with seen_by(team, OTHER) as other:
        assert other.watched() == [OTHER]
        assert other.numbers().annotators == (OTHER,)
        assert other.comparison().agreed == ()
        with pytest.raises(Refused, match="your own work"):
            other.numbers(Choice((AUTHOR,)))
        team.open_review()
        assert other.watched() == [AUTHOR, OTHER]
        assert other.numbers() == team.numbers()


def test_gold_is_counted_by_itself(team: Workspace) -> None:
    assert team.numbers().gold.ready == 1
    team.add_annotator(GOLD, Role.GOLD)
    with seen_by(team, GOLD) as gold:
        uid = gold.article_uids()[0]
        mark(gold, uid, ("محمود عباس", "PERS"))
        gold.set_status(uid, Status.DONE)
    found = team.numbers()
    assert (found.gold.done, found.gold.begun, found.gold.ready, found.gold.spans) == (1, 0, 1, 1)
    assert found.annotators == (AUTHOR, OTHER)


@pytest.mark.parametrize("wrong", [Choice(since="2026-13-01"), Choice(since="2026-02-02", until="2026-02-01")])
def test_days_that_are_none_are_refused(team: Workspace, wrong: Choice) -> None:
    with pytest.raises(BadInput):
        team.numbers(wrong)


def test_somebody_who_is_not_there_is_refused(team: Workspace) -> None:
    with pytest.raises(Unknown):
        team.numbers(Choice(("nobody",)))


@settings(max_examples=15)
@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12).filter(str.isprintable))
def test_any_name_is_counted_whatever_is_in_it(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    name = normalize("NFC", f'{name}","span":{{"annotator":"\\')
    with Workspace.create(tmp_path_factory.mktemp("p") / "p.hashiya", schema=small_schema(), annotator=name) as project:
        uid = put_article(project, text_article(TEXTS[0]))
        mark(project, uid, ("القاهرة", "GPE"))
        mark(project, uid, ("محمود عباس", "PERS"))
        assert [day[:1] + day[2:4] for day in project.numbers().days] == [(name, 2, 0)]


@pytest.mark.parametrize("edit", ['{"do":"several"', '{"do":"fill_layer","spans":3}', '{"do":"set_status"}'])
def test_a_journal_that_makes_no_sense_is_told_of(team: Workspace, edit: str) -> None:
    with behind_its_back(team.path) as other:
        other.execute("UPDATE journal SET edit = ? WHERE seq = (SELECT max(seq) FROM journal)", (edit,))
    with pytest.raises(DamagedFile):
        team.numbers()


# Reports


def found(team: Workspace) -> Findings:
    return team.findings()


def test_a_report_never_replaces_what_is_there_unless_it_is_told_to(team: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text("mine")
    with pytest.raises(BadInput, match="there already"):
        team.write_report(out, found(team))
    assert out.read_text() == "mine"
    team.write_report(out, found(team), force=True)
    assert out.read_text().startswith("<!DOCTYPE html>")
    assert not list(tmp_path.glob(".hashiya-*"))


def test_a_report_has_no_name_of_a_project_or_a_folder(team: Workspace, tmp_path: Path) -> None:
    for wrong in (team.path, tmp_path / "new.hashiya", tmp_path):
        with pytest.raises((BadInput, Refused)):
            team.write_report(wrong, found(team), force=True)
    with Workspace.open(team.path) as still:
        assert len(still.article_uids()) == len(TEXTS)


def test_a_report_without_names_has_none(team: Workspace) -> None:
    out = io.BytesIO()
    team.write_report(out, found(team), hide_names=True)
    written = out.getvalue().decode()
    assert AUTHOR not in written and OTHER not in written
    assert "A1" in written and "A2" in written


def test_a_report_is_in_the_language_that_is_spoken(team: Workspace) -> None:
    out = io.BytesIO()
    with spoken("ar"):
        team.write_report(out, found(team))
    assert b'<html lang="ar" dir="rtl">' in out.getvalue()


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(["mark", "done", "again", "undo", "redo"]), st.integers(1, 20)), max_size=14))
def test_what_is_counted_is_what_stands(tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int]]) -> None:
    """Against a stack of what was done, from which undo takes and to which redo gives back."""
    stack: list[tuple[str, str]] = []
    undone: list[tuple[str, str]] = []
    with Workspace.create(tmp_path_factory.mktemp("p") / "p.hashiya", schema=small_schema(), annotator="a") as project:
        uid = put_article(project, text_article("س " * 30))
        with at("2026-01-01T12:00:00.000Z"):
            project.mark(uid, [(0, 1)], "PERS")
        places = iter(range(2, 60, 2))
        for deed, number in deeds:
            day = f"2026-01-{number:02}"
            with at(f"{day}T12:00:00.000Z"):
                status = project.status(uid)[0]
                if deed == "undo" and stack:
                    project.undo()
                    undone.append(stack.pop())
                elif deed == "redo" and undone:
                    project.redo()
                    stack.append(undone.pop())
                elif deed == "mark":
                    start = next(places)
                    project.mark(uid, [(start, start + 1)], "PERS")
                    stack, undone = [*stack, ("mark", day)], []
                elif deed in ("done", "again"):
                    wanted = Status.DONE if deed == "done" else Status.IN_PROGRESS
                    project.set_status(uid, wanted)
                    if wanted is not status:
                        stack, undone = [*stack, (deed, day)], []
        made = Counter(day for deed, day in [("mark", "2026-01-01"), *stack] if deed == "mark")
        last = next((one for one in reversed(stack) if one[0] in ("done", "again")), ("again", ""))
        counted = project.numbers().days
        assert {local: made for _name, local, made, _imported, _finished in counted if made} == made
        assert [day.day for day in counted if day.finished] == ([last[1]] if last[0] == "done" else [])


def test_work_that_comes_back_from_an_annotators_file_counts_for_its_own_days(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "team.hashiya", schema=small_schema(), annotator=AUTHOR) as lead:
        uids = [put_article(lead, text_article(text)) for text in TEXTS]
        lead.add_annotator(OTHER)
        lead.reassign({OTHER: set(uids)}, {})
        lead.bundle(OTHER, tmp_path / "other.hashiya")
        with Workspace.open(tmp_path / "other.hashiya") as own, at("2026-01-07T12:00:00.000Z"):
            mark(own, uids[0], ("محمود عباس", "PERS"))
            own.set_status(uids[0], Status.DONE)
            mark(own, uids[1], ("محمود عباس", "PERS"))
            own.undo()
            kept = own.numbers()
        lead.merge(tmp_path / "other.hashiya")
        assert lead.numbers().days == kept.days == (Day(OTHER, "2026-01-07", 1, 0, 1),)
        assert lead.numbers().statuses == {OTHER: {Status.DONE: 1, Status.NEW: 2}}


def test_figures_that_do_not_follow_status_and_days_say_so(team: Workspace) -> None:
    said = "make no difference here"
    assert not any(said in figure.note for figure in team.board(team.findings()).figures)
    found = team.board(team.findings(Choice(since="2026-01-01")))
    assert [figure.key for figure in found.figures if said in figure.note] == ["agreement", "classes", "gold"]
