"""Who works in a project, as what, and on which Articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, BadInput, Refused
from annotator.model.article import Article
from annotator.model.assignment import AssignRule, Strategy
from annotator.model.roles import GOLD, Role
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, behind_its_back, put_article, small_schema


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """Twelve Articles of three sources, led by AUTHOR."""
    workspace = Workspace.create(tmp_path / "team.hashiya", schema=small_schema(), annotator=AUTHOR)
    for number in range(12):
        text = "خبر " * (number + 3) + str(number)
        day = f"2026-01-{number + 1:02}"
        put_article(workspace, Article(f"n{number:02}", f"خبر {number}", text, f"s{number % 3}", "", day))
    return workspace


def held(workspace: Workspace) -> dict[str, set[str]]:
    return {name: set(uids) for name, uids in workspace.assignments().items()}


# Roles


def test_who_makes_a_project_leads_it_and_others_annotate(project: Workspace) -> None:
    assert project.role is Role.LEAD
    assert Workspace.open(project.path, OTHER).role is Role.ANNOTATOR


def test_roles_are_changed_undone_and_told(project: Workspace) -> None:
    project.add_annotator("  a1 ")
    project.set_role("a1", Role.LEAD)
    assert project.roles() == {AUTHOR: Role.LEAD, "a1": Role.LEAD}
    assert project.undo_name == "Let a1 be lead here"
    project.undo()
    project.undo()
    assert project.roles() == {AUTHOR: Role.LEAD}
    project.redo()
    assert project.roles() == {AUTHOR: Role.LEAD, "a1": Role.ANNOTATOR}
    assert list(project.check()) == []


def test_somebody_always_leads(project: Workspace) -> None:
    project.add_annotator("a1")
    with pytest.raises(Refused, match="Somebody has to lead"):
        project.set_role(AUTHOR, Role.ANNOTATOR)
    project.set_role("a1", Role.LEAD)
    project.set_role(AUTHOR, Role.ANNOTATOR)
    with pytest.raises(Refused, match="Only a lead of the project may do that: a1;"):
        project.set_role(AUTHOR, Role.LEAD)


def test_gold_is_a_name_of_its_own(project: Workspace) -> None:
    project.add_annotator(GOLD, Role.GOLD)
    for name, role in ((GOLD, Role.LEAD), (AUTHOR, Role.GOLD)):
        with pytest.raises(Refused, match="gold"):
            project.set_role(name, role)
    with pytest.raises(Refused, match="gold"):
        project.proposed_assignments(AssignRule((GOLD,)))


def test_a_name_that_is_known_is_not_added_again(project: Workspace) -> None:
    with pytest.raises(Refused, match="already"):
        project.add_annotator(AUTHOR)
    with pytest.raises(BadInput):
        project.add_annotator(" ")


def test_names_that_look_the_same_are_one_annotator(project: Workspace) -> None:
    project.add_annotator("أمل")
    with pytest.raises(Refused, match="already"):
        project.add_annotator("ا\u0654مل")
    with Workspace.open(project.path, "ا\u0654مل") as other:
        assert other.annotator == "أمل"


def test_who_had_another_name_for_the_system_before_keeps_it(project: Workspace) -> None:
    with project._store.atomic():
        project._store.annotators.put("ا\u0654مل", Role.LEAD)
    with Workspace.open(project.path, "ا\u0654مل") as other, other.another() as again:
        assert again.role is Role.LEAD


def test_an_annotator_hands_nothing_out(project: Workspace) -> None:
    with Workspace.open(project.path, OTHER) as other:
        for act in (
            lambda: other.assign(AssignRule((OTHER,))),
            lambda: other.add_annotator("a9"),
            other.open_review,
        ):
            with pytest.raises(Refused, match="Only a lead"):
                act()


def test_who_a_project_of_before_was_made_for_leads_it(project: Workspace) -> None:
    project.close()
    with behind_its_back(project.path) as db:
        db.execute("UPDATE annotators SET role = 'annotator'")
        for table in ("assignments", "bases", "merges"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DROP INDEX idx_journal_article")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm007_team'")
    with Workspace.open(project.path) as again:
        assert again.roles() == {AUTHOR: Role.LEAD}
        assert list(again.check()) == []


# Handing out


def test_a_fifth_is_shared_and_the_rest_is_as_much_to_read_for_each(project: Workspace) -> None:
    report = project.assign(AssignRule(("a1", "a2"), overlap=25))
    first, second = held(project)["a1"], held(project)["a2"]
    assert len(first & second) == 3 == report.shared
    assert len(first | second) == 12
    assert report.unassigned == 0
    loads = report.loads
    assert abs(loads["a1"].characters - loads["a2"].characters) <= max(one.length for one in project.sizes())
    assert loads["a1"].articles == len(first) == loads["a1"].added
    assert list(project.check()) == []


def test_handing_out_is_one_step_for_undo(project: Workspace) -> None:
    project.assign(AssignRule(("a1", "a2")))
    before = held(project)
    assert project.undo_name == "Say who annotates what (a1, a2)"
    project.undo()
    assert held(project) == {}
    project.redo()
    assert held(project) == before
    assert list(project.check()) == []


def test_what_came_later_is_handed_out_and_the_rest_stays(project: Workspace) -> None:
    project.assign(AssignRule(("a1", "a2"), overlap=25))
    before = held(project)
    for number in range(4):
        put_article(project, Article(f"late{number}", "متأخر", f"نص جديد {number}" * 5))
    report = project.assign(AssignRule(("a1", "a2"), overlap=25))
    after = held(project)
    assert all(before[name] <= after[name] for name in before)
    assert report.shared == 4
    assert sum(load.added for load in report.loads.values()) == 5
    assert sum(load.removed for load in report.loads.values()) == 0


def test_anew_everything_is_drawn_again_but_what_was_begun(project: Workspace) -> None:
    project.assign(AssignRule(("a1", "a2")))
    begun = min(held(project)["a1"])
    with Workspace.open(project.path, "a1") as other:
        other.mark(begun, [(0, 3)], "GPE")
    project.assign(AssignRule(("a2", "a3"), seed=5), anew=True)
    assert held(project)["a1"] == {begun}
    assert held(project)["a2"] | held(project)["a3"] | {begun} == set(project.article_uids())


def test_nobody_gets_more_than_they_get_at_most(project: Workspace) -> None:
    report = project.assign(AssignRule(("a1", "a2"), most=4))
    assert [load.articles for load in report.loads.values()] == [4, 4]
    assert report.unassigned == 4


def test_by_source_each_source_goes_to_one(project: Workspace) -> None:
    project.assign(AssignRule(("a1", "a2"), Strategy.SOURCE))
    sources = [{project.article(uid).source for uid in uids} for uids in held(project).values()]
    assert not sources[0] & sources[1]


def test_by_date_each_gets_a_stretch_of_time(project: Workspace) -> None:
    project.assign(AssignRule(("a1", "a2"), Strategy.DATE))
    days = [sorted(project.article(uid).published for uid in uids) for uids in held(project).values()]
    assert days[0][-1] < days[1][0]


def test_all_get_everything_also_who_comes_later(project: Workspace) -> None:
    project.assign(AssignRule(("a1", "a2"), Strategy.ALL))
    project.assign(AssignRule(("a1", "a2", "a3"), Strategy.ALL))
    assert [len(uids) for uids in held(project).values()] == [12, 12, 12]


def test_shared_articles_may_go_to_two_of_three(project: Workspace) -> None:
    report = project.assign(AssignRule(("a1", "a2", "a3"), overlap=50, together=2))
    assert report.shared == 6
    assert sum(load.articles for load in report.loads.values()) == 18


def test_what_was_handed_out_otherwise_meanwhile_is_not_overwritten(project: Workspace) -> None:
    before = held(project)
    project.assign(AssignRule(("a1",)))
    with pytest.raises(AnnotatorError, match="meanwhile"):
        project.reassign({"a1": {"n00"}}, before)
    project.reassign({"a1": {"n00"}, "a2": {"n00", "n01"}}, held(project))
    assert held(project) == {"a1": {"n00"}, "a2": {"n00", "n01"}}
