"""A name everywhere in a project: found, marked, relabelled, deleted, each in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.arabic import dates
from annotator.edits.edit import AddArticle
from annotator.errors import Refused
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.workspace import Changed, Occurrence, Standing, Workspace

TEXTS = (
    "قالت رويترز: أَحْمَدُ في موسكو. وكتبت لرويترز.",
    "لا شيء هنا.",
    "وأحمد واحمد أيضاً، ومحمد لا. ولرويترز رأي.",
)


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "news.hashiya", annotator="ليلى") as workspace:
        for number, text in enumerate(TEXTS):
            workspace.do(AddArticle(Article(f"article-{number}", f"خبر {number}", text)))
        yield workspace


def told(found: list[Occurrence]) -> list[tuple[str, str]]:
    return [(occurrence.article, occurrence.words) for occurrence in found]


def marked(workspace: Workspace) -> list[tuple[str, str]]:
    return [
        (span.surface(text), span.label)
        for number, text in enumerate(TEXTS)
        for span in workspace.spans(f"article-{number}")
    ]


def test_a_name_is_found_however_it_is_spelled_and_whatever_is_glued_to_it(news: Workspace) -> None:
    found = list(news.occurrences("أحمد"))
    assert told(found) == [("article-0", "أَحْمَدُ"), ("article-2", "أحمد"), ("article-2", "احمد")]
    assert [occurrence.left[-2:] for occurrence in found] == [": ", "و", " و"]
    assert list(news.occurrences("أحمد", "article-1")) == []
    assert list(news.occurrences(" \n")) == []


def test_an_occurrence_knows_how_it_is_marked(news: Workspace) -> None:
    news.mark("article-0", [(13, 21)], "PERS")
    news.mark("article-2", [(0, 11)], "ORG")
    first, second, third = news.occurrences("أحمد")
    assert (first.labels, first.standing("PERS"), first.standing("ORG")) == (("PERS",), Standing.SAME, Standing.OTHER)
    assert (second.labels, second.around, second.is_sure) == ((), ("ORG",), False)
    assert third.standing("PERS") is Standing.FREE


def test_marking_everywhere_is_one_step(news: Workspace) -> None:
    heard: list[Changed] = []
    news.listen(heard.append)
    news.mark("article-0", [(5, 11)], "ORG")
    heard.clear()
    assert news.mark_everywhere(news.occurrences("رويترز"), "ORG") == 2
    assert heard == [Changed()]
    assert marked(news) == [("رويترز", "ORG")] * 3
    assert news.status("article-2")[0] is Status.IN_PROGRESS
    assert news.mark_everywhere(news.occurrences("رويترز"), "ORG") == 0
    news.undo()
    assert marked(news) == [("رويترز", "ORG")]
    assert news.status("article-2")[0] is Status.NEW
    news.redo()
    assert news.mark_everywhere(news.occurrences("رويترز"), "PERS") == 3
    assert marked(news) == [("رويترز", "PERS")] * 3
    assert news.delete_everywhere(news.occurrences("رويترز")) == 3
    assert marked(news) == []
    for wanted in ("PERS", "ORG"):
        news.undo()
        assert marked(news) == [("رويترز", wanted)] * 3


def test_what_cannot_be_or_is_cancelled_changes_nothing(news: Workspace) -> None:
    with pytest.raises(Refused):
        news.mark_everywhere(news.occurrences("رويترز"), "NOTHING")

    def stop(done: int, _all: int) -> None:
        if done > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        news.mark_everywhere(list(news.occurrences("رويترز")), "ORG", stop)
    assert marked(news) == []
    assert news.undo_name == "Add the article “خبر 2”"


def test_the_step_is_named_by_what_it_did(news: Workspace) -> None:
    news.mark_everywhere(news.occurrences("أحمد", "article-2"), "PERS")
    assert news.undo_name == "Mark “احمد” as PERS (and 1 more)"
    news.mark_everywhere(news.occurrences("رويترز"), "ORG")
    assert news.undo_name.endswith("(in 2 articles)")


def test_progress_tells_how_far_it_has_come(news: Workspace) -> None:
    seen: list[tuple[int, int]] = []
    list(news.occurrences("رويترز", progress=lambda done, total: seen.append((done, total))))
    assert seen
    assert all(done <= total == 3 for done, total in seen)


def test_what_may_be_another_word_is_not_sure_and_what_the_project_keeps_inside_stays_inside(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "clitics.hashiya", annotator="ليلى") as workspace:
        workspace.do(AddArticle(Article("a", "خبر", "في لبنان، بنان سعيدة. وكتبت لرويترز، للأمم المتحدة.")))
        glued, plain = workspace.occurrences("بنان")
        assert (glued.words, glued.is_sure, plain.is_sure) == ("بنان", False, True)
        assert [(found.words, found.is_sure) for found in workspace.occurrences("رويترز")] == [("رويترز", True)]
        assert [found.words for found in workspace.occurrences("الأمم المتحدة")] == ["لأمم المتحدة"]
        workspace.settle_clitics(lil_whole=True)
        assert [found.words for found in workspace.occurrences("الأمم المتحدة")] == ["للأمم المتحدة"]
        workspace.settle_clitics(inside=True)
        assert [found.words for found in workspace.occurrences("رويترز")] == ["لرويترز"]


DAYS = "وصل الوفد اليوم إلى دمشق، وكان قد غادر في 3 مارس 2025. وقال اليوم إنه يعود صباح اليوم.\nوزار اليوم حلب."


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "dated.hashiya", annotator="ليلى") as workspace:
        for number, published in enumerate(("2026-01-27", "2026-01-28", "")):
            text = f"{DAYS} {number}"
            workspace.do(AddArticle(Article(f"article-{number}", f"خبر {number}", text, published=published)))
        yield workspace


def test_dates_marked_everywhere_have_the_values_that_each_has_when_it_is_marked_alone(dated: Workspace) -> None:
    def values() -> list[tuple[object, ...]]:
        return [
            (article, span.fragments, span.label, span.type, span.value, span.confidence)
            for article in dated.article_uids()
            for span in dated.spans(article)
        ]

    found = list(dated.occurrences("اليوم"))
    assert dated.mark_everywhere(found, "DATE") == len(found) == 12
    together = values()
    assert {value for _article, _at, _label, _type, value, _sure in together} >= {"2026-01-27", "2026-01-28"}
    dated.undo()
    for one in found:
        dated.mark(one.article, [(one.start, one.end)], "DATE")
    assert values() == together


def test_an_article_is_read_once_for_all_its_dates(dated: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noting(name: str, ask: Callable[..., object]) -> None:
        def noted(*asked: object, **more: object) -> object:
            read.append(name)
            return ask(*asked, **more)

        monkeypatch.setattr(dates, name, noted)

    noting("find", dates.find)
    noting("read", dates.read)
    found = [one for one in dated.occurrences("اليوم") if not one.left.endswith("صباح ")]
    assert dated.mark_everywhere(found, "DATE") == 9
    assert read == ["find"] * 3


def test_progress_is_told_within_a_long_article_too(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "long.hashiya", annotator="ليلى") as workspace:
        workspace.do(AddArticle(Article("long", "طويل", "قال أحمد. " * 120)))
        told_of: list[int] = []
        workspace.mark_everywhere(
            workspace.occurrences("أحمد"), "PERS", lambda done, total: told_of.append(done) if total == 120 else None
        )
        assert told_of == [0, 50, 100, 120]
