"""Whether Suggestions steer the annotator: what the report compares."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from annotator.cli import hashiya
from annotator.edits.edit import AddArticle, FillLayer, Several
from annotator.model.annotation import Layer, LayerId, Span, Status
from annotator.model.article import Article
from annotator.model.verdict import Outcome
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER

TEXT = "وصل نديم إلى كنانة اليوم {n}."
PERSON, PLACE = (4, 8), (13, 18)


@pytest.fixture
def steered(project: Workspace) -> Workspace:
    """Sixty finished Articles: where Suggestions are shown both names are marked, elsewhere one of them."""
    for n in range(60):
        uid = f"a{n}"
        project.do(AddArticle(Article(uid, "خبر", TEXT.format(n=n))))
    for n in range(60):
        uid = f"a{n}"
        ranges = {"PERS": PERSON} if project.is_blind(uid) else {"PERS": PERSON, "GPE": PLACE}
        spans = tuple(Span(f"{uid}-{label}", label, (at,)) for label, at in ranges.items())
        project.do(Several((FillLayer(Layer(LayerId(uid, AUTHOR), Status.DONE, spans=spans)),)))
        project.add_seconds(uid, 10)
    return project


def test_articles_without_suggestions_stand_beside_those_with_them(steered: Workspace) -> None:
    found = steered.steering()
    assert found.hidden.articles == sum(steered.is_blind(f"a{n}") for n in range(60))
    assert found.hidden.articles + found.shown.articles == 60
    assert found.hidden.articles > 0
    assert (found.hidden.spans, found.shown.spans) == (found.hidden.articles, 2 * found.shown.articles)
    assert found.shown.density > 1.9 * found.hidden.density
    assert found.shown.pace == pytest.approx(found.hidden.pace, rel=0.05)
    assert found.shown.score.precision > 0.95
    assert found.hidden.score.precision == pytest.approx(0.5)
    assert found.hidden.score.recall == 1.0


def test_what_became_of_suggestions_is_counted_with_the_time_it_took(steered: Workspace) -> None:
    steered.settle_blind_share(0)
    steered.do(AddArticle(Article("new", "خبر", "قال نديم في كنانة.")))
    person, place = steered.suggestions("new")
    steered.accept("new", person, seconds=1.0)
    steered.dismiss("new", place, seconds=4.0)
    found = steered.steering()
    assert found.verdicts == {Outcome.ACCEPTED: 1, Outcome.REJECTED: 1}
    assert found.seconds == 2.5
    assert not found.is_hurried


def test_a_project_without_finished_articles_has_nothing_to_tell(project: Workspace) -> None:
    found = project.steering()
    assert (found.shown.articles, found.hidden.articles, dict(found.verdicts), found.seconds) == (0, 0, {}, None)
    assert found.shown.density == found.shown.pace == 0.0


def test_hashiya_steering_prints_both_sides(steered: Workspace) -> None:
    path: Path = steered.path
    rows = [line.split("\t") for line in CliRunner().invoke(hashiya, ["steering", str(path)]).output.splitlines()]
    assert [row[0] for row in rows] == ["shown", "hidden"]
    told = orjson.loads(CliRunner().invoke(hashiya, ["steering", str(path), "--json"]).output)
    assert told["hidden"]["agreement"]["precision"] == 0.5
    assert told["hurried"] is False
    assert CliRunner().invoke(hashiya, ["steering", str(path), "--annotator", OTHER]).exit_code == 2
