"""Verbs that make a project ready to learn from: what is there twice, and what to learn from, tune on and test with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.session import LARGEST, Session, annotator_option, as_json, project
from annotator.cli.trouble import Exit
from annotator.model.annotation import Status
from annotator.model.split import By, Split, SplitReport, SplitRule, to_rule_json
from annotator.words import _, ngettext
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.dataset.duplicates import Group
    from annotator.model.article import ArticleEntry


@click.command(
    short_help=_("Divide the articles into train, dev and test."),
    help=_(
        "Divide the articles into train, dev and test, so that labels have their share in each and near duplicates "
        "stay together. Articles that have a split keep it; run it again after an import to add what is new."
    ),
)
@project
@click.option("--train", type=float, metavar=_("N"), help=_("Percent of the articles to learn from (80)."))
@click.option("--dev", type=float, metavar=_("N"), help=_("Percent of the articles to tune on (10)."))
@click.option("--test", type=float, metavar=_("N"), help=_("Percent of the articles to test with (10)."))
@click.option(
    "--by",
    type=click.Choice([by.value for by in By]),
    help=_("random: by chance; time: the newest in test; source: each source in one split."),
)
@click.option(
    "--seed",
    type=click.IntRange(-LARGEST, LARGEST),
    metavar=_("N"),
    help=_("Another number draws otherwise; the same one draws the same."),
)
@click.option(
    "--threshold", type=float, metavar=_("N"), help=_("The similarity from which articles are near duplicates (0.8).")
)
@click.option("--anew", is_flag=True, help=_("Divide everything again, whatever split an article has."))
@as_json
@click.pass_obj
def split(
    session: Session,
    /,
    *,
    project: Path,
    anew: bool,
    as_json: bool,
    by: str | None,
    **given: float | None,
) -> None:
    """Divide a project. What is not said is as it was last time."""
    with Workspace.open(project) as workspace:
        said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if by is not None:
            said["by"] = By(by)
        rule = replace(workspace.split_rule() or SplitRule(), **said)
        with screen.progress(_("Comparing articles")) as reporter:
            report = workspace.split(rule, anew=anew, progress=reporter)
    session.settled = True
    if as_json:
        screen.show_json(_told(report))
        return
    headings = (_("Count"), *(f"{split.value} ({share:.3g} %)" for split, share in rule.percentages.items()))
    screen.show_table(headings, _lines(report), numeric=0)
    for line in (*_changes(report), *report.remarks):
        screen.complain(line)


def _lines(report: SplitReport) -> Iterator[Sequence[str]]:
    """What is counted, and how much of it each split has: on a terminal with its share, else the number alone."""
    counts = [report.counts[split] for split in Split]
    names = (_("Articles"), _("Spans")) if screen.is_terminal() else ("articles", "spans")
    yield names[0], *_parts([count.articles for count in counts])
    yield names[1], *_parts([count.spans for count in counts])
    for label in report.labels:
        yield label, *_parts([count.labels.get(label, 0) for count in counts])


def _parts(numbers: Sequence[int]) -> list[str]:
    total = sum(numbers)
    if not screen.is_terminal():
        return [str(number) for number in numbers]
    return [f"{number} ({number / total:.1%})" if total else str(number) for number in numbers]


def _changes(report: SplitReport) -> Iterator[str]:
    def counted(number: int) -> str:
        return ngettext("{n} article", "{n} articles", number)

    for split in Split:
        if number := report.added.get(split):
            yield _("Added to {split}: {articles}").format(split=split.value, articles=counted(number))
    for (old, new), number in sorted(report.moved.items()):
        told = _("Moved from {old} to {new}: {articles}")
        yield told.format(old=old.value, new=new.value, articles=counted(number))
    if not (report.added or report.moved):
        yield _("No article has another split than before.")


def _told(report: SplitReport) -> dict[str, Any]:
    return {
        "rule": to_rule_json(report.rule),
        "splits": {
            split.value: {"articles": count.articles, "spans": count.spans, "labels": dict(count.labels)}
            for split, count in report.counts.items()
        },
        "added": {split.value: report.added.get(split, 0) for split in Split},
        "moved": [
            {"from": old.value, "to": new.value, "articles": number} for (old, new), number in report.moved.items()
        ],
        "remarks": list(report.remarks),
    }


@click.command(
    short_help=_("List articles that are there twice, or nearly so."),
    help=_(
        "List groups of articles that are the same, nearly the same, or inside one another. For programs, a line has "
        "the number of the group, the article's number and id, likeness, similarity, split, status, day, source and "
        "title between tabs. Exit status 1 where a group has two articles that are not skipped."
    ),
)
@project
@click.option(
    "--threshold",
    type=float,
    metavar=_("N"),
    default=0.8,
    show_default=True,
    help=_("How much two articles have in common at least, from 0.5 to 1."),
)
@annotator_option(_("Whose skipped articles count as settled."))
@as_json
def duplicates(project: Path, threshold: float, annotator: str | None, as_json: bool) -> None:
    """List duplicates."""
    with Workspace.open(project, to_read=True) as workspace, workspace.reading():
        if annotator is not None:
            workspace.annotator = workspace.known_annotator(annotator)
        with screen.progress(_("Comparing articles")) as reporter:
            groups = workspace.duplicates(threshold, progress=reporter)
        uids = [uid for group in groups for uid in group.articles]
        entries = {entry.uid: entry for entry in workspace.entries(uids)}
        splits = workspace.splits()
    if as_json:
        screen.show_json_array(_told_group(group, entries, splits) for group in groups)
    elif screen.is_terminal():
        headings = (
            _("Group"),
            _("No."),
            _("Similarity"),
            _("Kind"),
            _("Split"),
            _("Published"),
            _("Source"),
            _("Title"),
        )
        screen.show_table(headings, _shown(groups, entries, splits), numeric=3)
        if not groups:
            screen.say(_("No article is there twice."))
    else:
        screen.show_table((), _rows(groups, entries, splits))
    settled = {uid for uid, entry in entries.items() if entry.status == Status.SKIPPED}
    found = any(len(set(group.articles) - settled) > 1 for group in groups)
    click.get_current_context().exit(Exit.FOUND if found else Exit.DONE)


def _shown(
    groups: Sequence[Group], entries: dict[str, ArticleEntry], splits: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    from annotator.dataset.duplicates import likeness_word

    for number, group in enumerate(groups, 1):
        for uid in group.articles:
            entry, link = entries[uid], group.closest(uid)
            likeness = f"{link.similarity:.0%}", likeness_word(link.likeness)
            about = splits.get(uid, ""), entry.published, entry.source, entry.title
            yield str(number), str(entry.position), *likeness, *about


def _rows(
    groups: Sequence[Group], entries: dict[str, ArticleEntry], splits: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    for number, group in enumerate(groups, 1):
        for uid in group.articles:
            entry, link = entries[uid], group.closest(uid)
            likeness = link.likeness.value, f"{link.similarity:.3f}"
            about = splits.get(uid, ""), entry.status, entry.published, entry.source, entry.title
            yield str(number), str(entry.position), uid, *likeness, *about


def _told_group(group: Group, entries: dict[str, ArticleEntry], splits: dict[str, str]) -> dict[str, Any]:
    return {
        "likeness": group.likeness.value,
        "similarity": group.similarity,
        "articles": [
            {
                "id": uid,
                "position": entries[uid].position,
                "title": entries[uid].title,
                "source": entries[uid].source,
                "published": entries[uid].published,
                "status": entries[uid].status,
                "split": splits.get(uid, ""),
            }
            for uid in group.articles
        ],
        "links": [
            {
                "first": link.first,
                "second": link.second,
                "likeness": link.likeness.value,
                "similarity": link.similarity,
            }
            for link in group.links
        ],
    }


VERBS = (split, duplicates)
