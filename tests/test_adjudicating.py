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
from annotator.model.decision import KEEP, NONE, SKIP, Choice
from annotator.model.roles import GOLD, Role
from annotator.review.cases import Case
from annotator.review.docket import CaseEntry
from annotator.workspace import Workspace
from annotator.workspace.comparing import Compared
from tests.helpers.builders import AUTHOR, OTHER, TEXT, behind_its_back, where
from tests.helpers.gold import ARTICLE, Mark, answers, fill, marked, said, schema_with_chains

UID = ARTICLE.uid


def entry(project: Workspace, words: str = "", *, relation: bool = False) -> CaseEntry:
    """The Case about these words, or the only one."""
    found = [
        one
        for one in project.case_entries(UID)
        if one.case.is_relation is relation and words in TEXT[one.case.start : one.case.end]
    ]
    (one,) = found
    return one


def case(project: Workspace, words: str = "", *, relation: bool = False) -> Case:
    return entry(project, words, relation=relation).case


def gold(project: Workspace) -> list[tuple[str, str]]:
    return [(span.label, span.surface(TEXT)) for span in project.gold(UID).spans]


def two(project: Workspace, first: list[Mark], second: list[Mark]) -> Workspace:
    fill(project, ARTICLE, [marked("a", *first), marked("b", *second)])
    return project


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


# Relations


def arrows(project: Workspace) -> list[tuple[str, str, str]]:
    layer = project.gold(UID)
    words = {span.uid: span.surface(TEXT) for span in layer.spans}
    return [(one.label, words[one.source], words[one.target]) for one in layer.relations]


@pytest.fixture
def meeting(project: Workspace) -> Workspace:
    """One says who was met, and the other has marked another range and has drawn another arrow."""
    fill(
        project,
        ARTICLE,
        [
            marked("a", ("Meet", "التقى"), ("PERS", "الرئيس محمود عباس"), arrows=[("Who", 0, 1)]),
            marked("b", ("Meet", "التقى"), ("PERS", "محمود عباس"), arrows=[("Whom", 0, 1)]),
        ],
    )
    return project


def test_a_relation_waits_for_the_spans_at_its_ends(meeting: Workspace) -> None:
    with pytest.raises(Refused, match="Decide about “التقى” first"):
        meeting.decide(UID, case(meeting, relation=True), Choice.take("a"))
    meeting.take_agreed(UID)
    with pytest.raises(Refused, match="عباس” first"):
        meeting.decide(UID, case(meeting, relation=True), Choice.take("a"))
    meeting.decide(UID, case(meeting, "محمود"), Choice.take("b"))
    meeting.decide(UID, case(meeting, relation=True), Choice.take("a"))
    assert arrows(meeting) == [("Who", "التقى", "محمود عباس")]


def test_a_relation_whose_end_is_not_in_gold_is_settled_by_that(meeting: Workspace) -> None:
    meeting.take_agreed(UID)
    meeting.decide(UID, case(meeting, "محمود"), NONE)
    assert entry(meeting, relation=True).state.value == "void"
    assert meeting.gold(UID).status is Status.DONE
    with pytest.raises(Refused, match="not in the gold version"):
        meeting.decide(UID, case(meeting, relation=True), Choice.take("a"))
    meeting.decide(UID, case(meeting, "محمود"), Choice.take("a"))
    assert entry(meeting, relation=True).is_open


def test_relations_stay_when_their_ends_are_decided_otherwise_and_go_with_them(meeting: Workspace) -> None:
    meeting.adjudicate("first:a")
    meeting.decide(UID, case(meeting, "محمود"), Choice.take("b"))
    assert arrows(meeting) == [("Who", "التقى", "محمود عباس")]
    meeting.decide(UID, case(meeting, "محمود"), NONE)
    assert arrows(meeting) == []
    assert entry(meeting, relation=True).decision is None
    assert not [told for told in meeting.check() if "journal" in told]
    meeting.undo_decision()
    assert arrows(meeting) == [("Who", "التقى", "محمود عباس")]
    assert entry(meeting, relation=True).decision is not None


def test_what_is_in_gold_from_elsewhere_is_taken_over_and_not_doubled(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [("PERS", "محمود")])
    with Workspace.open(project.path, GOLD) as elsewhere:
        span = elsewhere.mark(UID, [where("محمود عباس")], "PERS")
    project.decide(UID, case(project), Choice.take("a"))
    (held,) = project.gold(UID).spans
    assert (held.uid, held.origin) == (span.uid, "from:a")


# Going on later


def test_decisions_are_kept_and_undone_by_a_history_of_their_own(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    project.decide(UID, case(project), Choice.take("a"))
    with Workspace.open(project.path, AUTHOR) as again:
        assert entry(again).state.value == "decided"
        assert again.undo_decision_name == "Decide about “محمود عباس”"
        assert "محمود" not in again.undo_name
        again.undo_decision()
        assert entry(again).is_open and again.redo_decision_name == "Decide about “محمود عباس”"
        again.redo_decision()
        assert gold(again) == [("PERS", "محمود عباس")]
        assert [row.annotator for row in again.log(2)] == [GOLD, GOLD]


def test_a_decision_is_out_of_date_when_an_answer_changes_and_names_itself(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس")], [("PERS", "محمود عباس")])
    before = case(project)
    project.decide(UID, before, Choice.take("b"), "بلا لقب")
    with Workspace.open(project.path, "a") as other:
        (span,) = other.spans(UID)
        other.relabel(UID, span.uid, "GPE")
    now = entry(project)
    assert now.is_open and [one.reason for one in now.former] == ["بلا لقب"]
    assert gold(project) == [("PERS", "محمود عباس")]
    with pytest.raises(Refused, match="meanwhile"):
        project.decide(UID, before, Choice.take("a"))
    project.decide(UID, now.case, Choice.take("a"))
    assert gold(project) == [("GPE", "الرئيس محمود عباس")]
    assert len(project.decisions(UID)) == 1


def test_a_decision_finds_its_case_again_where_the_range_has_changed(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس")], [("PERS", "محمود عباس")])
    project.decide(UID, case(project), Choice.take("b"))
    with Workspace.open(project.path, "a") as other:
        other.reshape(UID, other.spans(UID)[0].uid, [where("محمود")])
    now = entry(project)
    assert now.is_open and len(now.former) == 1
    project.decide(UID, now.case, Choice.take("a"))
    assert gold(project) == [("PERS", "محمود")]
    assert list(project.decisions(UID)) == [now.case.key]


def test_what_only_gold_still_has_is_a_case_to_take_out_or_to_keep(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس"), ("GPE", "القاهرة")], [("GPE", "القاهرة")])
    project.decide(UID, case(project, "محمود"), Choice.take("a"))
    with Workspace.open(project.path, "a") as other:
        other.remove(UID, next(span.uid for span in other.spans(UID) if span.label == "PERS"))
    now = entry(project, "محمود")
    assert now.is_open and len(now.former) == 1 and all(answer.is_empty for answer in now.case.answers)
    project.decide(UID, now.case, KEEP)
    assert entry(project, "محمود").state.value == "decided" and ("PERS", "محمود عباس") in gold(project)
    project.decide(UID, now.case, NONE)
    assert gold(project) == []
    assert [one.case.key for one in project.case_entries(UID)] == [case(project, "القاهرة").key]
    assert list(project.check()) == []


def test_an_annotator_who_comes_later_and_says_the_same_opens_nothing_again(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    project.decide(UID, case(project), Choice.take("a"))
    with Workspace.open(project.path, "c") as third:
        third.mark(UID, [where("محمود عباس")], "PERS")
        third.set_status(UID, Status.DONE)
    assert len(case(project).answers) == 3 and entry(project).state.value == "decided"


def test_a_renamed_label_opens_nothing_again(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [("GPE", "محمود عباس")])
    project.decide(UID, case(project), Choice.take("a"))
    from annotator.workspace.designing import Named, Rename, renamed_label

    project.change_schema(renamed_label(project.schema, "PERS", "PER"), [Rename(Named.LABEL, "PERS", "PER")])
    assert entry(project).state.value == "decided" and gold(project) == [("PER", "محمود عباس")]
    assert list(project.check()) == []


def test_a_case_is_opened_again(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    project.decide(UID, case(project), Choice.take("a"))
    project.reopen(UID, case(project))
    assert entry(project).is_open and gold(project) == [] and project.decisions(UID) == {}


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
