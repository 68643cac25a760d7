"""Adjudicating: what a lead decides stands in Gold, is kept, and can be taken back."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import pytest
from hypothesis import given, settings

from annotator.errors import BadInput, Refused, Unknown
from annotator.model.annotation import Attribute, Layer, LayerId, Span, Status
from annotator.model.decision import NONE, SKIP, Choice
from annotator.model.roles import GOLD, Role
from annotator.workspace import Workspace
from annotator.workspace.comparing import Compared
from tests.helpers.builders import AUTHOR, OTHER, TEXT, behind_its_back, where
from tests.helpers.gold import ARTICLE, answers, case, fill, gold, marked, said, schema_with_chains, two

UID = ARTICLE.uid


# What stands in Gold


@settings(max_examples=3, deadline=None)
@given(first=answers("a"), second=answers("b"), third=answers("c"))
def test_gold_is_the_layer_of_whom_all_is_decided_for_and_empty_when_all_is_undone(
    first: Layer, second: Layer, third: Layer
) -> None:
    with (
        TemporaryDirectory() as folder,
        Workspace.create(Path(folder) / "p.hashiya", schema=schema_with_chains(), annotator=AUTHOR) as project,
    ):
        fill(project, ARTICLE, [first, second, third])
        project.adjudicate("first:b")
        assert said(project.gold(UID)) == said(second)
        assert project.case_counts(UID).open == 0 and project.gold(UID).status is Status.DONE
        assert not [told for told in project.check() if "journal" in told]
        while project.undo_decision():
            pass
        assert project.gold(UID).is_untouched
        assert project.decisions(UID) == {}
        while project.redo_decision():
            pass
        assert said(project.gold(UID)) == said(second)
        assert not [told for told in project.check() if "journal" in told]


def test_taking_ones_answer_puts_it_into_gold_and_says_from_whom(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس")], [("PERS", "محمود عباس")])
    project.decide(UID, case(project), Choice.take("b"), "الألقاب  ليست\nمن الاسم")
    (span,) = project.gold(UID).spans
    assert (span.surface(TEXT), span.origin) == ("محمود عباس", "from:b")
    (decision,) = project.decisions(UID).values()
    assert (decision.by, decision.reason, decision.choice) == (AUTHOR, "الألقاب ليست من الاسم", Choice.take("b"))
    assert project.roles()[GOLD] is Role.GOLD


def test_both_none_and_edited_answers(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس")], [("PERS", "محمود عباس")])
    project.decide(UID, case(project), Choice.take("a", "b"))
    assert gold(project) == [("PERS", "الرئيس محمود عباس"), ("PERS", "محمود عباس")]
    project.decide(UID, case(project), NONE)
    assert gold(project) == []
    edited = replace(case(project).answers[0].spans[0], fragments=(where("عباس"),))
    project.decide(UID, case(project), Choice.edited([edited]))
    assert gold(project) == [("PERS", "عباس")]
    assert project.gold(UID).spans[0].origin == "manual"
    assert list(project.check()) == []


def test_an_edited_span_has_to_be_one_that_can_be(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس")], [("PERS", "محمود عباس")])
    with pytest.raises(Refused, match="no label"):
        project.decide(UID, case(project), Choice.edited([Span("", "NOSUCH", (where("عباس"),))]))
    with pytest.raises(Refused, match="take none"):
        project.decide(UID, case(project), Choice.edited([]))
    with pytest.raises(Refused, match="outside"):
        project.decide(UID, case(project), Choice.edited([Span("", "PERS", ((0, 999),))]))
    assert gold(project) == []


def test_what_is_put_off_is_neither_open_nor_decided(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    project.decide(UID, case(project), SKIP)
    counts = project.case_counts(UID)
    assert (counts.open, counts.skipped, counts.decided, counts.total) == (0, 1, 0, 1)
    assert project.gold(UID).status is Status.IN_PROGRESS
    project.decide(UID, case(project), Choice.take("a"))
    assert project.gold(UID).status is Status.DONE


def test_fields_are_taken_from_different_annotators(project: Workspace) -> None:
    first = Span("1", "DATE", (where("الأحد"),), "DATE", "2024-05-12", (Attribute("x", "1"),), note="من أ")
    second = Span("2", "DATE", (where("الأحد"),), "DATE", "2024-05", (Attribute("x", "2"), Attribute("y", "3")))
    two(project, [first], [second])
    assert {kind.value for kind in case(project).kinds} == {"value", "attribute"}
    fields = {"value": "b", "attribute:y": "b"}
    project.decide(UID, case(project), Choice.take("a", fields=fields))
    (span,) = project.gold(UID).spans
    assert (span.value, span.note, span.attributes) == ("2024-05", "من أ", (Attribute("x", "1"), Attribute("y", "3")))
    with pytest.raises(Refused, match="no field"):
        project.decide(UID, case(project), Choice.take("a", fields={"nosuch": "b"}))
    with pytest.raises(Refused, match="not among"):
        project.decide(UID, case(project), Choice.take("omar"))


# What all say alike


def test_what_all_say_is_taken_at_once_with_all_that_they_say_of_it(project: Workspace) -> None:
    date = Span("1", "DATE", (where("الأحد"),), "DATE", "2024-05-12", (Attribute("x", "1"),))
    two(project, [date, ("PERS", "محمود عباس")], [replace(date, uid="2"), ("PERS", "عباس")])
    assert project.take_agreed(UID) == 1
    (span,) = project.gold(UID).spans
    assert (span.value, span.attributes, span.origin) == ("2024-05-12", (Attribute("x", "1"),), "from:a|b")
    assert project.take_agreed(UID) == 0
    project.undo_decision()
    assert project.gold(UID).is_untouched


def test_an_article_in_which_nobody_has_marked_anything_is_done(project: Workspace) -> None:
    two(project, [], [])
    assert project.take_agreed(UID) == 0
    assert project.gold(UID).status is Status.DONE


def test_what_a_lead_has_put_off_is_not_taken_though_all_agree_by_now(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [("PERS", "محمود عباس")])
    project.decide(UID, case(project), SKIP)
    assert project.take_agreed(UID) == 0
    assert gold(project) == []


# Who and what


def test_only_the_chosen_layers_are_compared(project: Workspace) -> None:
    fill(
        project,
        ARTICLE,
        [
            marked("a", ("PERS", "عباس")),
            marked("b", ("PERS", "عباس")),
            marked("c", ("PERS", "محمود"), status=Status.IN_PROGRESS),
        ],
    )
    assert [one.case.is_agreed for one in project.case_entries(UID)] == [True]
    anyone = Compared(("c", "a"), None)
    assert [[a.annotator for a in one.answers] for one in project.cases(UID, anyone)] == [["c", "a"]] * 2
    project.compare(anyone)
    with Workspace.open(project.path, AUTHOR) as again:
        assert again.compared == anyone and len(again.cases(UID)) == 2
    assert project.cases(UID, Compared(("a", "c"))) == ()
    for wrong, trouble in ((("a", "omar"), Unknown), ((GOLD, "a"), Refused), (("a", "a"), BadInput)):
        with pytest.raises(trouble):
            project.compare(Compared(wrong))


def test_only_a_lead_decides_and_others_see_no_cases_until_the_review_is_open(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    with Workspace.open(project.path, OTHER) as other:
        with pytest.raises(Refused, match="review"):
            other.cases(UID)
        project.open_review()
        assert len(other.cases(UID)) == 1
        with pytest.raises(Refused, match="Only a lead"):
            other.decide(UID, other.cases(UID)[0], NONE)
        with pytest.raises(Refused, match="Only a lead"):
            other.undo_decision()


def test_a_project_in_which_somebody_annotates_as_gold_is_told_so(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    with behind_its_back(project.path) as connection:
        connection.execute("INSERT INTO annotators (name, role) VALUES ('gold', 'annotator')")
    with pytest.raises(Refused, match="another name"):
        project.decide(UID, case(project), NONE)
    with pytest.raises(Refused, match="gold version"):
        Workspace.create(project.path.with_name("other.hashiya"), annotator="gold")


def test_a_tampered_decision_is_found(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    project.decide(UID, case(project), Choice.take("a"))
    with behind_its_back(project.path) as connection:
        connection.execute("UPDATE decisions SET reason = 'x'")
    assert [told for told in project.check() if "decisions differ" in told]


# What becomes of it


def test_reasons_are_examples_under_the_label(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس"), ("PERS", "وزير")], [("PERS", "محمود عباس")])
    project.decide(UID, case(project, "محمود"), Choice.take("b"), "بلا لقب")
    project.decide(UID, case(project, "وزير"), NONE, "لقب لا اسم")
    told = [(one.text, one.reason, one.is_marked) for one in project.examples("PERS")][:2]
    assert told == [("وزير", "لقب لا اسم", False), ("محمود عباس", "بلا لقب", True)]
    assert len({one.span.uid for one in project.examples("PERS")}) == len(project.examples("PERS"))
    with Workspace.open(project.path, OTHER) as other:
        assert not [one for one in other.examples("PERS") if one.reason]


def test_gold_goes_out_as_any_layer_and_names_nobody_where_names_are_hidden(project: Workspace, tmp_path: Path) -> None:
    two(project, [("PERS", "محمود عباس")], [("PERS", "محمود عباس")])
    project.take_agreed(UID)
    out = io.BytesIO()
    assert project.export(out, annotator=GOLD) == 1
    (line,) = map(orjson.loads, out.getvalue().splitlines())
    assert (line["annotator"], line["status"], line["spans"][0]["origin"]) == ("gold", "done", "from:a|b")
    made = project.publish(tmp_path / "data", annotator=GOLD)
    (row,) = map(orjson.loads, (tmp_path / "data" / made.data[0].name).read_bytes().splitlines())
    assert (row["annotator"], row["spans"][0]["origin"]) == ("gold", "from:A2|A3")
    assert made.survey.agreement.pairs == [("A2", "A3")]


def test_gold_is_learned_from_in_the_place_of_those_it_came_of(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس")], [("PERS", "محمود عباس")])
    project.decide(UID, case(project), Choice.take("b"))
    with Workspace.open(project.path, "a") as other:
        other.set_status(UID, Status.IN_PROGRESS)
        other.set_status(UID, Status.DONE)
        assert not other.is_shared(UID) or other._store.layers.is_begun_by_others(LayerId(UID, "a"))
    assert [one.marked for one in project.lessons("")] == [((*where("محمود عباس"), "PERS"),)]
