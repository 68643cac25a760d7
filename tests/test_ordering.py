"""Which Article comes next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from annotator.cli import hashiya
from annotator.edits.edit import AddArticle, FillLayer, Several
from annotator.errors import BadInput
from annotator.model.annotation import Layer, LayerId, Span, Status
from annotator.model.article import Article
from annotator.workspace import Workspace
from annotator.workspace.ordering import Order
from tests.helpers.builders import AUTHOR, OTHER, put_article

DOUBTFUL = "قال نديم وقال سليم وقالت هند كلاماً."


@pytest.fixture
def many(project: Workspace) -> Workspace:
    """Thirty Articles that are done, in which three names were marked half of the time, and forty that are new: one of
    them has all three names."""
    project.settle_blind_share(0)
    for n in range(30):
        text = f"قال نديم وقال سليم وقالت هند كلاماً {n}."
        spans = tuple(
            Span(f"d{n}-{at}", "PERS", ((at, at + length),))
            for at, length in ((4, 4), (14, 4), (25, 3))
            if (n + at) % 3
        )
        layer = Layer(LayerId(f"d{n}", AUTHOR), Status.DONE, spans=spans)
        project.do(Several((AddArticle(Article(f"d{n}", "خبر", text)), FillLayer(layer))))
    for n in range(39):
        put_article(project, Article(f"n{n}", "خبر", f"لا أسماء هنا {n}."))
    put_article(project, Article("doubtful", "خبر", DOUBTFUL))
    return project


def finish(workspace: Workspace, article: str) -> str:
    workspace.set_status(article, Status.DONE)
    return article


def test_articles_come_as_they_came_in_unless_somebody_says_otherwise(many: Workspace) -> None:
    assert many.order is Order.GIVEN
    assert many.next_article() == "n0"
    assert many.next_article("n5") == "n6"
    assert many.next_article("doubtful") == "n0"
    finish(many, "n0")
    assert many.next_article() == "n1"


def test_by_chance_each_annotator_has_an_order_of_their_own_that_stays(
    many: Workspace, opened: Callable[..., Workspace]
) -> None:
    many.set_order("random")
    mine = [finish(many, many.next_article()) for _n in range(10)]
    assert mine != [f"n{n}" for n in range(10)]
    other = opened(many.path, OTHER)
    other.set_order("random")
    theirs = [finish(other, other.next_article()) for _n in range(10)]
    assert theirs != mine
    assert opened(many.path).order is Order.RANDOM


def test_every_other_article_is_the_one_with_most_doubt(many: Workspace) -> None:
    many.set_order("informative")
    assert many.next_article() == "doubtful"
    finish(many, "n3")
    assert many.next_article() != "doubtful"


def test_an_article_of_the_test_split_is_never_chosen_for_its_doubts(many: Workspace) -> None:
    many.set_order("informative")
    with many._store.atomic():
        many._store.splits.put({"doubtful": "test"})
    assert many.next_article() != "doubtful"


def test_before_thirty_are_done_chance_decides(many: Workspace) -> None:
    many.set_order("informative")
    many.undo()
    many.set_status("d0", Status.FLAGGED)
    many.set_status("d1", Status.FLAGGED)
    by_chance = many.next_article()
    many.set_order("random")
    assert many.next_article() == by_chance


def test_where_all_is_begun_nothing_comes_next(project: Workspace, article: str) -> None:
    for order in Order:
        project.set_order(order)
        assert project.next_article() == article
    project.set_status(article, Status.DONE)
    for order in Order:
        project.set_order(order)
        assert project.next_article() == ""
    with pytest.raises(BadInput, match="given, random, informative"):
        project.set_order("alphabetical")


def test_hashiya_next_prints_it_and_keeps_the_order(many: Workspace) -> None:
    def ran(*options: str) -> str:
        return CliRunner().invoke(hashiya, ["next", str(many.path), *options]).output

    assert ran() == "n0\n"
    assert ran("--order", "informative") == "doubtful\n"
    assert ran() == "doubtful\n"
