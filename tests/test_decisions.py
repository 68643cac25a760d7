"""What becomes of Decisions when spans at the ends of relations, or the annotators' answers, change afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import Refused
from annotator.model.annotation import Status
from annotator.model.decision import KEEP, NONE, Choice
from annotator.model.roles import GOLD
from annotator.workspace import Workspace
from annotator.workspace.designing import Named, Rename, renamed_label
from tests.helpers.builders import AUTHOR, TEXT, where
from tests.helpers.gold import ARTICLE, case, entry, fill, gold, marked, two

UID = ARTICLE.uid

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
        elsewhere.reshape(UID, held.uid, [where("محمود")])
        assert elsewhere.spans(UID)[0].origin == "from:a"


# Going on later


def test_decisions_are_kept_and_undone_by_a_history_of_their_own(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    project.decide(UID, case(project), Choice.take("a"))
    with Workspace.open(project.path, AUTHOR) as again:
        assert entry(again).state.value == "decided"
        assert again.undo_decision_size == 1
        assert "محمود" not in again.undo_name
        again.undo_decision()
        assert entry(again).is_open and again.redo_decision_size == 1
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
    project.change_schema(renamed_label(project.schema, "PERS", "PER"), [Rename(Named.LABEL, "PERS", "PER")])
    assert entry(project).state.value == "decided" and gold(project) == [("PER", "محمود عباس")]
    assert list(project.check()) == []


def test_a_reason_can_be_given_later(project: Workspace) -> None:
    two(project, [("PERS", "الرئيس محمود عباس")], [("PERS", "محمود عباس")])
    with pytest.raises(Refused, match="Nothing is decided"):
        project.give_reason(UID, case(project), "؟")
    edited = replace(case(project).answers[0].spans[0], fragments=(where("عباس"),))
    project.decide(UID, case(project), Choice.edited([edited]))
    project.give_reason(UID, case(project), " الاسم\nوحده ")
    project.give_reason(UID, case(project), "الاسم وحده")
    assert entry(project).decision is not None and gold(project) == [("PERS", "عباس")]
    assert [one.reason for one in project.decisions(UID).values()] == ["الاسم وحده"]
    project.undo_decision()
    assert [one.reason for one in project.decisions(UID).values()] == [""]
    assert list(project.check()) == []


def test_a_case_is_opened_again(project: Workspace) -> None:
    two(project, [("PERS", "محمود عباس")], [])
    project.decide(UID, case(project), Choice.take("a"))
    project.reopen(UID, case(project))
    assert entry(project).is_open and gold(project) == [] and project.decisions(UID) == {}
