"""A recommender outside as the program knows it: it proposes, and never makes trouble."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.model.article import Article
from annotator.suggest.external.child import Child
from annotator.suggest.external.external import PATIENCE, External
from annotator.suggest.external.foreign import Foreign, Info, OutsideTrouble, Reply, Wanted
from annotator.suggest.external.gate import LEAST, Tally, tally
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.recommender import Example, Recommender
from tests.helpers.builders import ARTICLE, small_schema, where
from tests.helpers.outside import child

OUTSIDE = Outside("small", Kind.PLUGIN, labels={"PER": "PERS"})
NAME = where("محمود عباس")


class Says:
    """A connection that proposes one name, or fails."""

    def __init__(self) -> None:
        self.fails, self.asked = False, 0
        self.learned: Sequence[Example] = ()
        self.score: float | None = 0.8

    def info(self) -> Info:
        return Info("says")

    def suggest(self, _article: Article, _wanted: Wanted) -> Reply:
        self.asked += 1
        if self.fails:
            raise OutsideTrouble("It fell over.")
        return Reply((Foreign("PER", *NAME, self.score),))

    def train(self, examples: Sequence[Example], _wanted: Wanted) -> str:
        self.learned = examples
        return "done"

    def close(self) -> None:
        pass


def test_it_is_a_recommender_like_any_other() -> None:
    recommender: Recommender = External(OUTSIDE, Says())
    (found,) = recommender.suggest(ARTICLE, small_schema())
    assert (found.label, found.start, found.end, found.confidence, found.origin) == ("PERS", *NAME, 0.8, "small")


def test_a_failure_is_told_and_after_some_in_a_row_it_is_asked_no_more() -> None:
    says = Says()
    external = External(OUTSIDE, says)
    says.fails = True
    for _turn in range(PATIENCE + 2):
        assert external.suggest(ARTICLE, small_schema()) == ()
    assert says.asked == PATIENCE
    assert external.last.trouble == "“small” failed too often and is asked no more."
    says.fails = False
    external.again()
    assert len(external.suggest(ARTICLE, small_schema())) == 1
    assert external.last.trouble == ""


def test_whoever_is_wrong_too_often_is_silent_once_enough_was_judged() -> None:
    says = Says()
    for right, number, heard in ((0, LEAST - 1, 1), (13, LEAST, 0), (14, LEAST, 1), (60, 100, 0)):
        external = External(OUTSIDE, says, tally=Tally(right, number))
        assert len(external.suggest(ARTICLE, small_schema())) == heard
    assert external.last.trouble == "“small” is silent: 60% of what it proposed was right."


def test_what_has_no_score_is_as_sure_as_the_recommender_was_right() -> None:
    says = Says()
    says.score = None
    for right, number, confidence in ((0, 0, 0.6), (9, 10, 0.6), (90, 100, 0.9)):
        (found,) = External(OUTSIDE, says, tally=Tally(right, number)).suggest(ARTICLE, small_schema())
        assert found.confidence == confidence


def test_how_often_it_is_right_is_counted_on_finished_articles() -> None:
    external = External(OUTSIDE, Says())
    examples = [
        Example("1", ARTICLE.text, ((*NAME, "PERS"),)),
        Example("2", ARTICLE.text, ((*NAME, "GPE"),)),
        Example("3", ARTICLE.text, ()),
    ]
    counted = tally(examples, lambda article: external.unguarded(article, small_schema()).suggestions)
    assert (counted.right, counted.all, round(counted.precision, 2)) == (1, 3, 0.33)


def test_it_learns_under_its_own_names_for_the_labels() -> None:
    says = Says()
    told = External(OUTSIDE, says).train([Example("1", "أ ب", ((0, 1, "PERS"), (2, 3, "GPE")))], small_schema())
    assert told == "done"
    assert says.learned[0].marked == ((0, 1, "PER"), (2, 3, "GPE"))


def test_a_process_that_dies_leaves_the_program_as_it_was(tmp_path: Path) -> None:
    external = External(OUTSIDE, Child(child(tmp_path, "sys.exit('no memory left')")))
    try:
        assert external.suggest(ARTICLE, small_schema()) == ()
        assert "no memory left" in external.last.trouble
    finally:
        external.close()
