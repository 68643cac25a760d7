"""The Cases of a whole project: counted, listed by class, walked through, and decided by a strategy."""

from __future__ import annotations

import pytest

from annotator.errors import BadInput, Refused, Unknown
from annotator.model.annotation import Layer, LayerId, Status
from annotator.model.article import Article
from annotator.model.decision import SKIP, Choice
from annotator.review.classes import Disagreement
from annotator.workspace import Workspace
from annotator.workspace.comparing import Compared
from tests.helpers.builders import ARTICLE, OTHER, text_article
from tests.helpers.gold import fill, marked, said

UID = ARTICLE.uid


@pytest.fixture
def desk(project: Workspace) -> Workspace:
    """Three annotators; an Article that nobody has done, one that one has, and one in which they differ."""
    fill(project, text_article("لا شيء هنا", "أول"), [])
    alone = Article("article-2", "ثان", "وحيد هنا", published="")
    fill(project, alone, [Layer(LayerId("article-2", "a"), Status.DONE)])
    fill(
        project,
        ARTICLE,
        [
            marked("a", ("Meet", "التقى"), ("PERS", "الرئيس محمود عباس"), ("GPE", "القاهرة"), arrows=[("Place", 0, 2)]),
            marked("b", ("Meet", "التقى"), ("PERS", "محمود عباس"), ("GPE", "القاهرة"), arrows=[("Place", 0, 2)]),
            marked("c", ("Meet", "التقى"), ("PERS", "محمود عباس"), ("PERS", "القاهرة")),
        ],
    )
    return project


def test_cases_are_counted_for_an_article_and_for_the_project(desk: Workspace) -> None:
    counts = desk.case_counts()
    assert (counts.open, counts.agreed, counts.decided, counts.total) == (4, 1, 0, 4)
    desk.take_agreed(UID)
    assert [(uid, one.open, one.decided) for uid, one in desk.case_progress()] == [(UID, 3, 1)]
    assert desk.case_counts("article-2").total == 0
    assert desk.case_counts(compared=Compared(least=1)).total == 4


def test_classes_are_counted_and_each_is_listed_in_context(desk: Workspace) -> None:
    counts = desk.class_counts()
    assert {kind.value: n for kind, n in counts.items() if n} == {"title": 1, "label": 1, "relation": 1}
    assert list(counts) == list(Disagreement)
    (found,) = desk.disagreements(Disagreement.TITLE)
    assert (found.number, found.title, found.before, found.text) == (3, "لقاء القاهرة", "التقى ", "الرئيس محمود عباس")
    assert found.after.startswith(" وزير")
    assert len(list(desk.disagreements())) == 3
    assert [one.text for one in desk.disagreements(label="GPE")] == ["القاهرة"]
    (arrow,) = desk.disagreements(Disagreement.RELATION)
    assert sorted(set(arrow.words.values())) == ["التقى", "القاهرة"]


def test_a_strategy_is_one_step_and_leaves_what_was_decided_by_hand(desk: Workspace) -> None:
    title = next(entry.case for entry in desk.case_entries(UID) if Disagreement.TITLE in entry.case.kinds)
    desk.decide(UID, title, Choice.take("a"))
    told = desk.adjudicate("majority")
    assert (told.articles, told.cases.decided, told.cases.agreed, told.cases.left) == (1, 3, 1, 0)
    words = [span.surface(ARTICLE.text) for span in desk.gold(UID).spans]
    assert words == ["التقى", "الرئيس محمود عباس", "القاهرة"]
    assert len(desk.gold(UID).relations) == 1 and desk.gold(UID).status is Status.DONE
    assert [one.how for one in desk.decisions(UID).values()].count("majority") == 3
    assert desk.adjudicate("union").cases.decided == 0
    desk.undo_decision()
    assert [span.surface(ARTICLE.text) for span in desk.gold(UID).spans] == ["الرئيس محمود عباس"]


def test_a_dry_run_tells_the_same_and_changes_nothing(desk: Workspace) -> None:
    dry = desk.adjudicate("majority", dry_run=True)
    assert desk.gold(UID).is_untouched and desk.decisions(UID) == {}
    wet = desk.adjudicate("majority")
    assert (dry.cases, dry.changed) == (wet.cases, wet.changed)


def test_what_a_strategy_cannot_decide_stays_open_and_is_told_by_class(desk: Workspace) -> None:
    told = desk.adjudicate("unanimous")
    assert (told.cases.decided, told.cases.left) == (1, 3)
    assert {kind.value: n for kind, n in told.cases.kinds.items()} == {"title": 1, "label": 1, "relation": 1}
    assert desk.gold(UID).status is Status.IN_PROGRESS


def test_only_some_labels_may_be_decided_and_strategies_may_be_changed(desk: Workspace) -> None:
    desk.adjudicate("majority", labels=["PERS"])
    assert [span.label for span in desk.gold(UID).spans] == ["PERS", "GPE"]
    desk.adjudicate("first:a", labels=["PERS"], anew=True)
    assert [span.surface(ARTICLE.text) for span in desk.gold(UID).spans] == ["الرئيس محمود عباس", "القاهرة"]
    with pytest.raises(Unknown, match="NOSUCH"):
        desk.adjudicate("majority", labels=["NOSUCH"])


def test_what_was_put_off_stays_put_off(desk: Workspace) -> None:
    desk.decide(UID, "0-5", SKIP)
    told = desk.adjudicate("unanimous")
    assert (told.cases.decided, told.cases.left) == (0, 4)


def test_one_layer_is_gold_where_one_is_enough(desk: Workspace) -> None:
    told = desk.adjudicate("unanimous", compared=Compared(("a",), least=1))
    assert told.articles == 2 and told.cases.left == 0
    assert said(desk.gold(UID)) == said(desk.layer(UID, "a"))
    assert desk.gold("article-2").status is Status.DONE


def test_mistakes_are_told_and_cancelling_changes_nothing(desk: Workspace) -> None:
    with pytest.raises(BadInput):
        desk.adjudicate("most")
    with pytest.raises(Unknown):
        desk.adjudicate("first:nobody")

    def cancel(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.adjudicate("majority", progress=cancel)
    assert desk.gold(UID).is_untouched and list(desk.case_progress()) != []
    with Workspace.open(desk.path, OTHER) as other, pytest.raises(Refused):
        other.adjudicate("majority")
