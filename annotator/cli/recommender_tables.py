"""Recommenders and what one of them answers, for eyes and for programs."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.cli import screen
from annotator.model.article import Article
from annotator.words import _
from annotator.workspace import RecommenderInUse, Suggestion, Workspace

if TYPE_CHECKING:
    from annotator.suggest.external.external import Answer
    from annotator.suggest.external.outside import Outside


def to_allow(project: Path, name: str) -> str:
    """What is to be done before it is asked."""
    return _("It is not asked before you allow it: hashiya recommenders allow {project} {name}").format(
        project=shlex.quote(str(project)), name=name
    )


def show_recommenders(workspace: Workspace, *, as_json: bool) -> None:
    """Hashiya's own, and those outside."""
    outsides = {one.name: one for one in workspace.outsides()}
    rows = [_told(workspace, one, outsides.get(one.name)) for one in workspace.recommenders()]
    if as_json:
        screen.show_json_array(rows)
        return
    headings = (_("Name"), _("Kind"), _("State"), _("Allowed"), _("Right"), _("Of"), _("What is started or asked"))
    cells = (
        (
            row["name"],
            row["kind"],
            _("on") if row["on"] else _("off"),
            _("yes") if row["allowed"] else _("no"),
            f"{row['precision']:.2f}" if row["judged"] else "",
            str(row["judged"]) if row["judged"] else "",
            row["reached"],
        )
        for row in rows
    )
    screen.show_table(headings, cells, numeric=0)


def _told(workspace: Workspace, one: RecommenderInUse, outside: Outside | None) -> dict[str, Any]:
    told: dict[str, Any] = {"name": one.name, "kind": "own", "on": one.is_on}
    if outside is None:
        told |= {"allowed": True, "reached": "", "host": "", "labels": {}}
    else:
        from annotator.suggest.external.outside import leaves_machine

        told |= {
            "kind": outside.kind.value,
            "allowed": workspace.is_allowed(outside),
            "reached": workspace.asking_leave(outside)[1],
            "host": leaves_machine(outside),
            "labels": dict(outside.labels),
        }
    tally = workspace.tally(one.name)
    return told | {"precision": round(tally.precision, 4), "judged": tally.all}


def show_labels(outside: Outside) -> None:
    """What its labels are called in the project."""
    screen.show_table((_("Theirs"), _("Ours")), sorted(outside.labels.items()), numeric=0)


def show_answer(article: Article, answer: Answer, *, as_json: bool) -> None:
    """What was proposed, and what was dropped."""
    from annotator.suggest.external.duties import told

    if as_json:
        screen.show_json(
            {
                "suggestions": [_proposed(article, one) for one in answer.suggestions],
                "dropped": {reason.value: count for reason, count in sorted(answer.dropped.items())},
                "trouble": answer.trouble,
            }
        )
        return
    headings = (_("Start"), _("End"), _("Label"), _("Confidence"), _("Value"), _("Reason"), _("Words"))
    rows = (tuple(str(value) for value in _proposed(article, one).values()) for one in answer.suggestions)
    screen.show_table(headings, rows, numeric=2)
    for reason, count in sorted(answer.dropped.items()):
        screen.complain(_("Dropped: {count} ({reason})").format(count=count, reason=told(reason)))


def _proposed(article: Article, one: Suggestion) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "label": one.label,
        "confidence": round(one.confidence, 4),
        "value": one.value,
        "reason": one.reason,
        "text": article.text[one.start : one.end],
    }
