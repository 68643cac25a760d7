"""Learning in a project: a model beside it that proposes, and what is said of how good it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from annotator.cli import hashiya
from annotator.edits.edit import AddArticle, FillLayer, Several
from annotator.errors import BadInput
from annotator.model.annotation import Layer, LayerId, Span, Status
from annotator.model.article import Article
from annotator.suggest.learning import TooLittle
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, put_article
from tests.suggest.news import news

NEW = Article("new", "جديد", "قال الوزير سليم العطار في نابلس أمس .\nأعلنت شركة المدار اليوم فتح فرع جديد في نابلس .\n")


def project_of_news(path: Path, articles: int) -> Workspace:
    """A project whose first Articles are done, with an Article that is not."""
    workspace = Workspace.create(path, annotator=AUTHOR)
    for example in news(articles):
        spans = tuple(
            Span(f"{example.article}-{at}", label, ((a, b),)) for at, (a, b, label) in enumerate(example.marked)
        )
        layer = Layer(LayerId(example.article, AUTHOR), Status.DONE, spans=spans)
        workspace.do(Several((AddArticle(Article(example.article, "خبر", example.text)), FillLayer(layer))))
    put_article(workspace, NEW)
    workspace.settle_blind_share(0)
    return workspace


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of forty finished Articles, learned from once."""
    path = tmp_path_factory.mktemp("learning") / "news.hashiya"
    with project_of_news(path, 40) as workspace:
        status = workspace.train().wait()
        assert status.folder == workspace.models_folder() / "0001"
    return path


@pytest.fixture
def own(trained: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(trained.parent, tmp_path / "own")
    return tmp_path / "own" / trained.name


def origins(workspace: Workspace) -> set[tuple[str, str]]:
    text = workspace.article("new").text
    return {
        (text[one.start : one.end], name)
        for one in workspace.suggestions("new")
        for name in (one.origin, *one.also)
        if not one.type
    }


def test_what_was_learned_proposes_names_that_nobody_marked_before(own: Path, opened: Callable[..., Workspace]) -> None:
    workspace = opened(own)
    assert ("سليم العطار", "learned") in origins(workspace)
    (person,) = [one for one in workspace.suggestions("new") if one.label == "PERS"]
    (span,) = workspace.accept("new", person)
    assert span.origin == "learned"
    assert span.confidence is not None
    assert span.confidence >= 0.7


def test_a_model_is_used_as_soon_as_it_is_taken(tmp_path: Path, trained: Path) -> None:
    with project_of_news(tmp_path / "news.hashiya", 40) as workspace:
        assert ("سليم العطار", "learned") not in origins(workspace)
        shutil.copytree(trained.with_name(f"{trained.name}.models"), tmp_path / "news.hashiya.models")
        told: list[object] = []
        workspace.listen(told.append)
        workspace.take_model()
        assert told
        assert ("سليم العطار", "learned") in origins(workspace)


def test_deleting_a_model_is_harmless(own: Path, opened: Callable[..., Workspace]) -> None:
    shutil.rmtree(own.with_name(f"{own.name}.models"))
    workspace = opened(own)
    assert {name for _words, name in origins(workspace)} == set()
    assert workspace.model() == (None, [])
    assert workspace.is_training_due()


def test_a_model_that_was_tampered_with_is_not_used_and_that_is_told(
    own: Path, opened: Callable[..., Workspace]
) -> None:
    workspace = opened(own)
    with (workspace.models_folder() / "0001" / "words.tsv").open("a", encoding="utf-8") as file:
        file.write("سليم\t9\t1\n")
    assert {name for _words, name in origins(workspace)} == set()
    model, (trouble,) = workspace.model()
    assert model is None
    assert "a file of it was changed or damaged" in trouble


def test_each_learns_from_their_own_work_unless_the_lead_decides_otherwise(
    own: Path, opened: Callable[..., Workspace]
) -> None:
    other = opened(own, OTHER)
    assert {name for _words, name in origins(other)} == set()
    with pytest.raises(TooLittle):
        other.train()
    other.settle_teachers(everyone=True)
    assert other.teacher == OTHER
    opened(own).open_review()
    assert len(list(other.lessons(""))) == 40
    assert other.models_folder("").name == "all"
    assert other.is_training_due()


def test_it_is_time_to_learn_after_ten_articles_or_a_hundred_spans_or_in_a_quiet_hour(
    own: Path, opened: Callable[..., Workspace]
) -> None:
    workspace = opened(own)
    assert not workspace.is_training_due(idle=True)
    workspace.mark("new", [(11, 22)], "PERS")
    workspace.set_status("new", Status.DONE)
    assert workspace.is_training_due(idle=True)
    assert not workspace.is_training_due()
    for number in range(9):
        workspace.set_status(put_article(workspace, Article(f"e{number}", "", f"خبر {number}")), Status.DONE)
    assert workspace.is_training_due()


def test_asking_whether_it_is_time_reads_no_text_and_counts_names_alone(
    own: Path, opened: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(own)
    workspace.mark("new", [(11, 22)], "PERS")
    workspace.mark("new", [(34, 37)], "DATE")
    workspace.mark("new", [(0, 3), (11, 22)], "ORG")
    workspace.set_status("new", Status.DONE)
    lessons = [(one.article, len(one.marked)) for one in workspace.lessons()]
    assert lessons[0] == ("new", 1)
    assert list(workspace._sizes_of_lessons(AUTHOR, 5, but=())) == [size for _uid, size in lessons[:5]]
    assert list(workspace._sizes_of_lessons(AUTHOR, -1, but={uid for uid, _size in lessons[1:]})) == [1]
    monkeypatch.setattr(workspace, "lessons", lambda *_given: pytest.fail("texts were read"))
    assert not workspace.is_training_due()


def test_too_little_is_told_before_anything_begins(tmp_path: Path) -> None:
    with project_of_news(tmp_path / "few.hashiya", 3) as workspace:
        with pytest.raises(TooLittle, match="learning begins with 100"):
            workspace.train()
        assert not workspace.models_folder().exists()


def test_dates_are_not_learned_for_they_are_found_otherwise(project: Workspace, article: str) -> None:
    project.mark(article, [(54, 71)], "DATE")
    project.mark(article, [(13, 22)], "PERS")
    project.set_status(article, Status.DONE)
    assert [label for _start, _end, label in next(project.lessons()).marked] == ["PERS"]


# How good it is


def test_the_memory_and_what_was_learned_are_tried_on_articles_they_have_not_seen(
    own: Path, opened: Callable[..., Workspace]
) -> None:
    workspace = opened(own)
    folds: list[tuple[int, int]] = []
    memory = workspace.evaluate("memory", folds=4, progress=lambda done, total: folds.append((done, total)))
    assert folds == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert memory.exact.marked == sum(len(one.marked) for one in news(40))
    assert 0.3 < memory.exact.recall < 1
    assert memory.exact.precision > 0.9
    assert set(memory.labels) == {"PERS", "GPE", "ORG"}
    assert memory.overlap.right >= memory.exact.right


def test_what_cannot_be_evaluated_is_told(own: Path, opened: Callable[..., Workspace], project: Workspace) -> None:
    with pytest.raises(BadInput, match="there are: together, memory, learned"):
        opened(own).evaluate("magic")
    with pytest.raises(BadInput, match="two finished articles at least"):
        project.evaluate("memory")


def test_the_curve_rises_with_the_articles(own: Path, opened: Callable[..., Workspace]) -> None:
    points = list(opened(own).learning_curve("memory"))
    assert [point.articles for point in points] == [5, 10, 25, 32]
    assert points[0].scores.exact.recall < points[-1].scores.exact.recall


# On the command line


def ran(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(hashiya, [str(one) for one in arguments])
    return result.exit_code, result.output


def test_hashiya_train_says_how_good_it_is(own: Path) -> None:
    status, output = ran("train", own, "--json")
    told = orjson.loads(output)
    assert (status, told["articles"], told["good"]) == (0, 40, True)
    assert Path(told["folder"]).name == "0002"
    assert set(told["labels"]) == {"PERS", "GPE", "ORG"}
    assert told["shown"]["precision"] >= 0.7


def test_hashiya_train_with_too_little_ends_in_words(tmp_path: Path) -> None:
    project_of_news(tmp_path / "few.hashiya", 3).close()
    status, output = ran("train", tmp_path / "few.hashiya")
    assert status == 2
    assert "learning begins with 100" in output


def test_hashiya_evaluate_has_exact_overlap_and_labels(own: Path) -> None:
    status, output = ran("evaluate", own, "--recommender", "memory", "--folds", "4", "--json", "--curve")
    told = orjson.loads(output)
    assert status == 0
    assert set(told) == {"exact", "overlap", "labels", "curve"}
    assert set(told["exact"]) == {"precision", "recall", "f1", "proposed", "marked"}
    assert told["curve"][-1]["articles"] == 30
    rows = [line.split("\t") for line in ran("evaluate", own, "--recommender", "memory")[1].splitlines()]
    assert [row[0] for row in rows] == ["exact", "overlap", "GPE", "ORG", "PERS"]


def test_all_that_learns_together_finds_more_than_the_memory_alone(own: Path) -> None:
    alone = orjson.loads(ran("evaluate", own, "--recommender", "memory", "--folds", "2", "--json")[1])
    both = orjson.loads(ran("evaluate", own, "--folds", "2", "--json")[1])
    assert both["exact"]["f1"] > alone["exact"]["f1"]
