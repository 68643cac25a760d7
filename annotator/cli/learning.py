"""Verbs for what learns: learning from finished Articles, and how good that is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.session import Session, annotator_option, as_json, opened, project
from annotator.errors import BadInput, Refused
from annotator.words import _, ngettext
from annotator.workspace import Workspace
from annotator.workspace.learning import WAYS

if TYPE_CHECKING:
    from annotator.suggest.model import Model
    from annotator.suggest.scores import Score, Scores
    from annotator.workspace.steering import Side

_WHOSE = _("Whose work it is; without it, that of the annotator for whom the project was made.")


@click.command(
    short_help=_("Learn from the finished articles."),
    help=_(
        "Learn from the finished articles what names look like and where they stand, and say how good that is on "
        "articles that it did not learn from. What was learned lies beside the project, and is used from then on where "
        "it is good enough. With --recommender, have a recommender outside learn, if it can."
    ),
)
@project
@annotator_option(_WHOSE)
@click.option(
    "--budget",
    metavar=_("SECONDS"),
    type=click.FloatRange(1),
    help=_("How much processor time it may take; 60 if unsaid."),
)
@click.option("--seed", metavar=_("NUMBER"), type=int, default=0, help=_("What chance begins with."))
@click.option("--recommender", metavar=_("NAME"), help=_("A recommender outside that learns in its own way."))
@as_json
@click.pass_obj
def train(
    session: Session,
    project: Path,
    annotator: str | None,
    budget: float | None,
    seed: int,
    recommender: str | None,
    as_json: bool,
) -> None:
    """Train, and wait for it."""
    with opened(project, annotator) as workspace:
        if recommender:
            _train_outside(session, workspace, recommender, as_json)
            return
        training = workspace.train(budget=budget, seed=seed)
        with screen.progress(_("Learning"), quiet=as_json) as reporter:
            status = training.wait(lambda now: reporter(now.done, now.total))
        if status.folder is None:
            raise Refused(status.trouble)
        session.settled = True
        model, troubles = workspace.model()
    for trouble in troubles:
        screen.complain(trouble)
    assert model is not None
    if as_json:
        screen.show_json(_told(model, status.folder))
        return
    n = len(model.articles)
    screen.say(ngettext("Learned from {n} article.", "Learned from {n} articles.", n).format(n=n))
    screen.say(
        _("Of what it is sure of, {share} % is right, and that is {found} % of what was marked.").format(
            share=_percent(model.shown.precision), found=_percent(model.shown.recall)
        )
    )
    if not model.is_good:
        screen.say(_("That is not good enough yet to be shown; finish more articles, and learn again."))


def _train_outside(session: Session, workspace: Workspace, name: str, as_json: bool) -> None:
    articles, told = workspace.train_outside(name)
    session.settled = True
    if as_json:
        screen.show_json({"recommender": name, "articles": articles, "told": told})
        return
    screen.say(ngettext("Learned from {n} article.", "Learned from {n} articles.", articles).format(n=articles))
    if told:
        screen.say(_("“{name}” says: {told}").format(name=name, told=told))


def _told(model: Model, folder: Path) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "articles": len(model.articles),
        "good": model.is_good,
        "shown": _scored(model.shown),
        "all": _scored(model.score),
        "labels": {label: _scored(score) for label, score in sorted(model.scores.items())},
    }


@click.command(
    short_help=_("Say how good suggestions would be."),
    help=_(
        "Say how well suggestions agree with the finished articles, by cross-validation over articles: precision, "
        "recall and F1 of exact ranges and labels, of overlapping ranges, and of each label. A recommender outside is "
        "asked for every finished article, and is heard or not by what comes of it."
    ),
)
@project
@annotator_option(_WHOSE)
@click.option(
    "--folds", metavar=_("NUMBER"), type=click.IntRange(2, 50), default=5, help=_("How many folds; 5 if unsaid.")
)
@click.option(
    "--recommender",
    metavar=_("NAME"),
    default=WAYS[0],
    help=_("What is evaluated: {ways}, or a recommender outside.").format(ways=", ".join(WAYS)),
)
@click.option("--seed", metavar=_("NUMBER"), type=int, default=0, help=_("What chance begins with."))
@click.option("--curve", is_flag=True, help=_("Also after 5, 10, 25 … articles, each with its exact score."))
@as_json
@click.pass_obj
def evaluate(
    session: Session,
    project: Path,
    annotator: str | None,
    folds: int,
    recommender: str,
    seed: int,
    curve: bool,
    as_json: bool,
) -> None:
    """Evaluate by cross-validation, or by asking a recommender that does not learn here."""
    with opened(project, annotator) as workspace, screen.progress(_("Evaluating"), quiet=as_json) as reporter:
        if recommender not in WAYS and any(one.name == recommender for one in workspace.outsides()):
            if curve:
                raise BadInput(_("There is no curve of a recommender outside: it does not learn while it is tried."))
            scores = workspace.evaluate_outside(recommender, progress=reporter)
            session.settled = True
        else:
            scores = workspace.evaluate(recommender, folds=folds, seed=seed, progress=reporter)
        points = list(workspace.learning_curve(recommender, folds=folds, seed=seed)) if curve else []
    if as_json:
        told = _all(scores)
        if curve:
            told["curve"] = [{"articles": point.articles, **_all(point.scores)} for point in points]
        screen.show_json(told)
        return
    rows = [("exact", scores.exact), ("overlap", scores.overlap), *sorted(scores.labels.items())]
    headings = (_("What"), _("Precision"), _("Recall"), _("F1"), _("Proposed"), _("Marked"))
    screen.show_table(headings, (_cells(name, score) for name, score in rows), numeric=0)
    if curve:
        screen.say("")
        after = ((str(point.articles), point.scores.exact) for point in points)
        screen.show_table((_("Articles"), *headings[1:]), (_cells(name, score) for name, score in after), numeric=0)


def _all(scores: Scores) -> dict[str, Any]:
    return {
        "exact": _scored(scores.exact),
        "overlap": _scored(scores.overlap),
        "labels": {label: _scored(score) for label, score in sorted(scores.labels.items())},
    }


def _scored(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "proposed": score.proposed,
        "marked": score.marked,
    }


def _cells(name: str, score: Score) -> tuple[str, ...]:
    rates = (f"{rate:.3f}" for rate in (score.precision, score.recall, score.f1))
    return (name, *rates, str(score.proposed), str(score.marked))


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


@click.command(
    short_help=_("Say whether suggestions steer the annotator."),
    help=_(
        "Say whether suggestions steer the annotator: the finished articles on which suggestions were hidden beside "
        "those on which they were shown, and what became of suggestions."
    ),
)
@project
@annotator_option(_WHOSE)
@as_json
def steering(project: Path, annotator: str | None, as_json: bool) -> None:
    """Report on steering."""
    with opened(project, annotator) as workspace, screen.progress(_("Comparing"), quiet=as_json) as reporter:
        found = workspace.steering(reporter)
    sides = (("shown", found.shown), ("hidden", found.hidden))
    if as_json:
        told: dict[str, Any] = {name: _side(side) for name, side in sides}
        told["verdicts"] = {outcome.value: n for outcome, n in sorted(found.verdicts.items())}
        told |= {"median_seconds": found.seconds, "hurried": found.is_hurried}
        screen.show_json(told)
        return
    headings = (
        _("Suggestions"), _("Articles"), _("Spans"), _("Spans in 1,000 characters"), _("Seconds for 1,000 characters"),
        _("Proposed and marked"), _("Marked and proposed"),
    )  # fmt: skip
    rows = (
        (
            name,
            str(side.articles),
            str(side.spans),
            f"{side.density:.1f}",
            f"{side.pace:.0f}",
            f"{side.score.precision:.3f}",
            f"{side.score.recall:.3f}",
        )
        for name, side in sides
    )
    screen.show_table(headings, rows, numeric=0)
    if found.verdicts:
        counted = "; ".join(f"{outcome.value} {n}" for outcome, n in sorted(found.verdicts.items()))
        screen.say(_("What became of suggestions: {counted}").format(counted=counted))
    if found.seconds is not None:
        screen.say(_("Half of them were decided within {seconds} seconds.").format(seconds=f"{found.seconds:.1f}"))
    if found.is_hurried:
        screen.say(_("Nearly all of the last 200 were accepted faster than anyone reads: look at them again."))


def _side(side: Side) -> dict[str, Any]:
    return {
        "articles": side.articles,
        "characters": side.characters,
        "spans": side.spans,
        "seconds": side.seconds,
        "agreement": _scored(side.score),
    }


VERBS = (train, evaluate, steering)
