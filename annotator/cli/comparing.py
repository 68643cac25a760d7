"""The options that say who is compared, for the verbs that lay layers side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from annotator.cli.session import names_given, opened
from annotator.model.annotation import Status
from annotator.words import _

_ANY = "any"

_OPTIONS = (
    click.option(
        "--annotators",
        metavar=_("NAMES"),
        multiple=True,
        help=_("Who is compared, with commas between the names; all where nothing is said."),
    ),
    click.option(
        "--status",
        type=click.Choice([*(status.value for status in Status), _ANY]),
        help=_("Only layers with this status (done); any: all that are begun."),
    ),
    click.option(
        "--at-least",
        "least",
        metavar=_("N"),
        type=click.IntRange(min=1),
        help=_("Only articles with so many such layers (2)."),
    ),
    click.option(
        "--lead", metavar=_("NAME"), help=_("As which lead; the one the project was made for where nothing is said.")
    ),
)


def compared_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that say who is compared, which reach it as `workspace`, open, and `compared`."""

    @wraps(verb)
    def comparing(
        *args: Any,
        project: Path,
        annotators: tuple[str, ...],
        status: str | None,
        least: int | None,
        lead: str | None,
        **others: Any,
    ) -> Any:
        with opened(project, lead) as workspace:
            compared = workspace.compared
            if annotators:
                compared = replace(compared, annotators=tuple(names_given(annotators, workspace.annotators())))
            if status is not None:
                compared = replace(compared, status=None if status == _ANY else Status(status))
            if least is not None:
                compared = replace(compared, least=least)
            return verb(*args, workspace=workspace, compared=compared, **others)

    made: Callable[..., Any] = comparing
    for option in reversed(_OPTIONS):
        made = option(made)
    return made
