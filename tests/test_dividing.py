"""Dividing a project: what the verbs promise."""

from __future__ import annotations

import io
from pathlib import Path

import orjson
import pytest

from annotator.errors import BadInput, Refused
from annotator.model.split import SplitRule
from annotator.workspace import Workspace
from tests.helpers import wire
from tests.helpers.builders import AUTHOR, behind_its_back, put_article, text_article


@pytest.fixture
def news(project: Workspace) -> Workspace:
    """Twenty Articles that have nothing in common."""
    for number in range(20):
        put_article(project, text_article(f"خبر {number} " + " ".join(f"كلمة{number}{n}" for n in range(30))))
    return project


def exported(workspace: Workspace, split: str) -> list[str]:
    out = io.BytesIO()
    workspace.export(out, split=split)
    return [orjson.loads(line)["id"] for line in out.getvalue().splitlines()]


def test_an_undivided_project_has_no_splits_and_says_so(news: Workspace) -> None:
    assert (news.splits(), news.split_rule(), news.without_split()) == ({}, None, 20)
    with pytest.raises(BadInput, match="hashiya split"):
        news.export(io.BytesIO(), split="test")


def test_a_divided_project_keeps_its_splits_and_the_rule(news: Workspace) -> None:
    rule = SplitRule(60, 20, 20, seed=7)
    report = news.split(rule)
    with Workspace.open(news.path, AUTHOR) as again:
        assert again.split_rule() == rule
        assert again.splits() == news.splits()
    assert sorted(news.splits().values()) == ["dev"] * 4 + ["test"] * 4 + ["train"] * 12
    assert {split.value: count.articles for split, count in report.counts.items()} == {"train": 12, "dev": 4, "test": 4}


def test_an_export_of_one_split_has_its_articles_only(news: Workspace) -> None:
    news.split(SplitRule(60, 20, 20))
    told = {name: exported(news, name) for name in ("train", "dev", "test")}
    assert [len(uids) for uids in told.values()] == [12, 4, 4]
    assert sorted(uid for uids in told.values() for uid in uids) == sorted(news.article_uids())


def test_an_article_that_comes_later_is_in_no_export_of_a_split(news: Workspace) -> None:
    news.split(SplitRule())
    put_article(news, text_article("خبر جديد"))
    assert news.without_split() == 1
    assert sum(len(exported(news, name)) for name in ("train", "dev", "test")) == 20


def test_dividing_is_a_step_that_undo_takes_back(news: Workspace) -> None:
    news.split(SplitRule(seed=1))
    first = news.splits()
    news.split(SplitRule(seed=2), anew=True)
    second = news.splits()
    assert first != second
    news.undo()
    assert (news.splits(), news.split_rule()) == (first, SplitRule(seed=1))
    news.undo()
    assert (news.splits(), news.split_rule()) == ({}, None)
    news.redo()
    news.redo()
    assert (news.splits(), news.split_rule()) == (second, SplitRule(seed=2))
    assert list(news.check()) == []


def test_an_article_that_is_taken_out_leaves_no_split_behind(news: Workspace, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text("خبر متأخر جاء بعد غيره")
    news.import_files([tmp_path / "late.txt"])
    late = news.article_uids()[-1]
    with Workspace.open(news.path, "omar") as other:
        other.split(SplitRule())
        news.undo()
        assert late not in other.splits()
        assert other.without_split() == 0
        assert list(other.check()) == []


def test_a_check_finds_splits_that_someone_has_tampered_with(news: Workspace) -> None:
    news.split(SplitRule())
    with behind_its_back(news.path) as db:
        db.execute("UPDATE splits SET name = 'train'")
    (found,) = news.check()
    assert "splits" in found


def wire_copies(workspace: Workspace) -> list[tuple[str, ...]]:
    """Fill a project with made-up news in which there are copies, and return the groups of these."""
    for text in dict.fromkeys(wire.texts(120, seed=3, lengths=(60, 120))):
        put_article(workspace, text_article(text))
    groups = [group.articles for group in workspace.duplicates()]
    assert len(groups) > 10
    return groups


def test_copies_are_in_one_split_and_stay_there_when_the_project_is_divided_again(project: Workspace) -> None:
    groups = wire_copies(project)
    project.split(SplitRule(60, 20, 20))
    first = project.splits()
    assert all(len({first[uid] for uid in group}) == 1 for group in groups)
    report = project.split(SplitRule(60, 20, 20))
    assert (project.splits(), dict(report.added), dict(report.moved)) == (first, {}, {})
    assert project.split(SplitRule(60, 20, 20), anew=True).moved == {}, "the same rule and seed give the same"


def test_what_comes_in_later_follows_its_copies_and_undo_and_redo_of_the_import_change_no_other(
    project: Workspace, tmp_path: Path
) -> None:
    wire_copies(project)
    project.split(SplitRule(60, 20, 20))
    before = project.splits()
    for number, uid in enumerate(list(before)[:6]):
        (tmp_path / f"{number}.txt").write_text(f"نسخة من الخبر {number}: {project.article(uid).text}")
    (tmp_path / "new.txt").write_text("خبر لا يشبه غيره في شيء")
    project.import_files(sorted(tmp_path.glob("*.txt")))
    report = project.split(project.split_rule() or SplitRule())
    after = project.splits()
    assert (sum(report.added.values()), report.moved) == (7, {})
    assert before.items() <= after.items()
    late = [uid for uid in after if uid not in before]
    assert [after[uid] for uid in late[:6]] == list(before.values())[:6]
    project.undo()
    project.undo()
    assert project.splits() == before
    project.redo()
    project.split(SplitRule(60, 20, 20))
    assert project.splits() == after, "the same articles come to the same splits again"
    assert list(project.check()) == []


def test_the_shares_of_labels_are_counted_over_all_layers(news: Workspace) -> None:
    first, *_others = news.article_uids()
    news.mark(first, [(0, 3)], "PERS")
    with Workspace.open(news.path, "omar") as other:
        other.mark(first, [(0, 3)], "GPE")
    report = news.split(SplitRule())
    assert report.labels == {"GPE": 1, "PERS": 1}
    assert sum(count.spans for count in report.counts.values()) == 2


def test_dividing_is_refused_where_another_window_divided_meanwhile(news: Workspace) -> None:
    def meanwhile(done: int, total: int) -> None:
        if done == total:
            with Workspace.open(news.path) as other:
                if not other.splits():
                    other.split(SplitRule(100, 0, 0))

    with pytest.raises(Refused, match="divided otherwise"):
        news.split(SplitRule(), progress=meanwhile)
    assert set(news.splits().values()) == {"train"}


@pytest.mark.parametrize("threshold", [0.2, 1.5, float("nan")])
def test_a_threshold_that_is_none_is_refused(news: Workspace, threshold: float) -> None:
    with pytest.raises(BadInput, match=r"0\.5 to 1"):
        news.duplicates(threshold)


@pytest.mark.parametrize("shares", [(80, 10, 5), (110, -10, 0), (0, 0, 0)])
def test_shares_that_do_not_add_up_are_refused(shares: tuple[int, int, int]) -> None:
    with pytest.raises(BadInput, match="100"):
        SplitRule(*shares)
