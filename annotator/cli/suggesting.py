"""Verbs for Suggestions: what is proposed, and lists of names that help to propose."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from annotator.cli import screen
from annotator.cli.session import Session, annotator_option, as_json, opened, project
from annotator.errors import BadInput
from annotator.model.article import Article
from annotator.words import _, ngettext
from annotator.workspace import Suggestion, Workspace
from annotator.workspace.ordering import Order

Found = tuple[Article, Suggestion]


@click.command(
    short_help=_("List what is proposed, or accept what is sure."),
    help=_(
        "List what is proposed in the articles that are not done, or in some of them. For programs, a line has "
        "article, start, end, text, label, confidence, recommenders and reason between tabs. With --accept-above, "
        "what is as sure as that is accepted, in one step that undo takes back."
    ),
)
@project
@click.argument("articles", metavar=_("[ARTICLE]…"), nargs=-1)
@annotator_option(_("Whose work it is; without it, that of the annotator for whom the project was made."))
@click.option("--recommender", "recommenders", metavar=_("NAME"), multiple=True, help=_("Only what this one proposes."))
@click.option(
    "--accept-above", metavar=_("NUMBER"), type=click.FloatRange(0, 1), help=_("Accept from this confidence on.")
)
@as_json
@click.pass_obj
def suggest(
    session: Session,
    project: Path,
    articles: tuple[str, ...],
    annotator: str | None,
    recommenders: tuple[str, ...],
    accept_above: float | None,
    as_json: bool,
) -> None:
    """List Suggestions or accept them."""
    with opened(project, annotator) as workspace:
        _check_names(workspace, recommenders)
        if accept_above is not None:
            if articles:
                raise BadInput(_("--accept-above goes through the whole project; name no article with it."))
            with screen.progress(_("Accepting suggestions")) as reporter:
                made = workspace.accept_above(accept_above, recommenders=recommenders, progress=reporter)
            session.settled = True
            _complain(workspace)
            if as_json:
                screen.show_json({"accepted": made})
            else:
                screen.say(ngettext("{n} span was made.", "{n} spans were made.", made).format(n=made))
            return
        uids = [workspace.find_article(name) for name in articles] or workspace.article_uids()
        found = _found(workspace, uids, recommenders)
        if as_json:
            screen.show_json_array(_told(*one) for one in found)
            _complain(workspace)
            return
        headings = (
            _("Start"), _("End"), _("Article"), _("Label"), _("Confidence"), _("Recommenders"), _("Reason"), _("Words"),
        )  # fmt: skip
        on_screen = screen.is_terminal()
        screen.show_table(headings, (_cells(*one, on_screen) for one in found), numeric=2)
        _complain(workspace)


def _complain(workspace: Workspace) -> None:
    """Say which recommenders outside were not heard, and why."""
    for outside in workspace.waiting_outsides():
        screen.complain(
            _("“{name}” was not asked, as you have not allowed it: hashiya recommenders allow {project} {name}").format(
                name=outside.name, project=shlex.quote(str(workspace.path))
            )
        )
    for trouble in workspace.outside_troubles().values():
        screen.complain(trouble)


def _check_names(workspace: Workspace, recommenders: tuple[str, ...]) -> None:
    known = workspace.recommender_names()
    for name in recommenders:
        if name not in known:
            raise BadInput(
                _("There is no recommender “{name}”; there are: {known}").format(name=name, known=", ".join(known))
            )


def _found(workspace: Workspace, uids: list[str], recommenders: tuple[str, ...]) -> Iterator[Found]:
    for uid in uids:
        article = workspace.article(uid)
        for one in workspace.proposed_by(recommenders, workspace.suggestions(uid)):
            yield article, one


def _told(article: Article, one: Suggestion) -> dict[str, Any]:
    return {
        "uid": article.uid,
        "start": one.start,
        "end": one.end,
        "text": article.text[one.start : one.end],
        "label": one.label,
        "type": one.type,
        "value": one.value,
        "confidence": round(one.confidence, 4),
        "recommenders": [one.origin, *one.also],
        "reason": one.reason,
    }


def _cells(article: Article, one: Suggestion, on_screen: bool) -> tuple[str, ...]:
    words, sure, who = article.text[one.start : one.end], f"{one.confidence:.2f}", ", ".join((one.origin, *one.also))
    if on_screen:
        return str(one.start), str(one.end), article.title, one.label, sure, who, one.reason, words
    return article.uid, str(one.start), str(one.end), words, one.label, sure, who, one.reason


@click.command(
    "names",
    short_help=_("Take in a list of names that help to propose."),
    help=_(
        "Take in a list of names: in each line a name, a tab and its label; - reads standard input. They are proposed "
        "wherever they stand. Without a file, print the names that are known; --forget forgets them."
    ),
)
@project
@click.argument("file", metavar=_("[FILE]"), required=False)
@click.option("--forget", is_flag=True, help=_("Forget the names of all lists."))
@click.pass_obj
def names(session: Session, project: Path, file: str | None, forget: bool) -> None:
    """Take names in, print or forget them."""
    if forget and file:
        raise BadInput(_("Give either a file or --forget."))
    with Workspace.open(project) as workspace:
        if forget:
            workspace.forget_names()
            session.settled = True
        elif file is None:
            screen.show_table((_("Name"), _("Label")), iter(workspace.names()), numeric=0)
        else:
            taken = workspace.take_in_names(_text(file))
            session.settled = True
            for fault in taken.faults:
                screen.complain(fault)
            n = len(taken.names)
            screen.say(ngettext("{n} name was taken in.", "{n} names were taken in.", n).format(n=n))
            if taken.faults:
                raise BadInput(
                    ngettext(
                        "{n} line was left out; mend it and take the list in again.",
                        "{n} lines were left out; mend them and take the list in again.",
                        len(taken.faults),
                    ).format(n=len(taken.faults))
                )


def _text(file: str) -> str:
    from annotator.suggest.name_list import decoded, text_of

    return decoded(screen.standard_input().read(), file) if file == "-" else text_of(Path(file))


@click.command(
    "next",
    short_help=_("Say which article to annotate next."),
    help=_(
        "Print the id of the article to annotate next, or nothing where all are begun: in the order in which they "
        "came, by chance, or by turns where recommenders are least sure and by chance. Articles of the test split "
        "are never chosen by what recommenders say. With --order the choice is kept."
    ),
)
@project
@annotator_option(_("For whom; without it, for the annotator for whom the project was made."))
@click.option("--order", type=click.Choice([order.value for order in Order]), help=_("How it is chosen from now on."))
@click.pass_obj
def next_(session: Session, project: Path, annotator: str | None, order: str | None) -> None:
    """Print the next Article."""
    with opened(project, annotator) as workspace:
        if order is not None:
            workspace.set_order(order)
            session.settled = True
        if uid := workspace.next_article():
            screen.say(uid)


VERBS = (suggest, names, next_)
