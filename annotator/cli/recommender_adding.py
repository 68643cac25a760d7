"""Adding a recommender outside: of which kind it is, and where."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.recommender_tables import to_allow
from annotator.cli.session import Session, project
from annotator.errors import BadInput, Refused
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.model.schema import Schema
    from annotator.suggest.external.setting_up import Draft

_ADAPTERS = ("spacy", "huggingface", "gliner")


@click.command(
    short_help=_("Add a recommender outside."),
    help=_(
        "Add a recommender outside: a command that speaks JSON lines (--command), a library in an environment of its "
        "own (--adapter, --python, --model), an HTTP service (--service), a language model behind an address of the "
        "kind that OpenAI's clients understand (--chat, --model), or an installed plug-in of the name (--plugin). It "
        "is on then, but not asked before you allow it."
    ),
)
@project
@click.argument("name", metavar=_("NAME"))
@click.option("--command", metavar=_("COMMAND"), help=_("A command, its words quoted as for a shell."))
@click.option("--adapter", type=click.Choice(_ADAPTERS), help=_("The library that an adapter of Hashiya speaks for."))
@click.option("--python", metavar=_("PATH"), help=_("With --adapter: the Python of the environment that has it."))
@click.option("--model", metavar=_("MODEL"), help=_("With --adapter its name or folder, with --chat its name."))
@click.option("--service", metavar=_("ADDRESS"), help=_("The address of a service with /info, /predict and /train."))
@click.option(
    "--chat",
    metavar=_("ADDRESS"),
    help=_("The address of a language model, such as {example}.").format(example="http://127.0.0.1:11434/v1"),
)
@click.option("--plugin", is_flag=True, help=_("A Python package that is installed beside Hashiya."))
@click.option("--host", metavar=_("HOST"), default="", help=_("The host of the address, where it is another machine."))
@click.option(
    "--label",
    "labels",
    metavar=_("THEIRS=OURS"),
    multiple=True,
    help=_("What one of its labels is called here; THEIRS= leaves it out. May be given several times."),
)
@click.option("--seconds", metavar=_("NUMBER"), type=float, default=10.0, help=_("How long it has for an article."))
@click.option(
    "--threshold", metavar=_("NUMBER"), type=float, default=0.7, help=_("How often it must be right to be heard.")
)
@click.option("--replace", is_flag=True, help=_("Put it in the place of the one of that name."))
@click.pass_obj
def add(session: Session, /, project: Path, name: str, labels: tuple[str, ...], replace: bool, **given: Any) -> None:
    """Add one."""
    from annotator.suggest.external.setting_up import made

    draft = _draft(name, **{key: given.pop(key) for key in _WAYS})
    with Workspace.open(project) as workspace:
        if not replace and any(one.name == name for one in workspace.outsides()):
            raise Refused(
                _("There is a recommender “{name}” already; --replace puts this in its place.").format(name=name)
            )
        table = label_table(labels, workspace.schema)
        outside = made(dataclasses.replace(draft, **given, labels=table), workspace.schema)
        workspace.put_outside(outside)
        session.settled = True
        screen.say(_("“{name}” is added.").format(name=name))
        if not workspace.is_allowed(outside):
            screen.say(to_allow(project, name))


_WAYS = ("command", "adapter", "python", "model", "service", "chat", "plugin")


def _draft(name: str, **said: Any) -> Draft:
    """What the options say of it. Raises BadInput where they do not go together."""
    from annotator.suggest.external.setting_up import Draft, Way

    ways = [way for way in ("command", "adapter", "service", "chat", "plugin") if said[way]]
    if len(ways) != 1:
        raise BadInput(_("Give exactly one of --command, --adapter, --service, --chat and --plugin."))
    (way,) = ways
    if (said["python"] and way != "adapter") or (said["model"] and way not in ("adapter", "chat")):
        raise BadInput(_("--python goes with --adapter alone, and --model with --adapter or --chat."))
    if way == "adapter" and not (said["python"] and said["model"]):
        raise BadInput(_("--adapter needs --python PATH and --model MODEL."))
    return Draft(
        name,
        Way(said["adapter"] if way == "adapter" else way),
        command=said["command"] or "",
        python=said["python"] or "",
        model=said["model"] or "",
        address=said["service"] or said["chat"] or "",
    )


def label_table(pairs: Sequence[str], schema: Schema) -> dict[str, str]:
    """The table of labels from `THEIRS=OURS`. Raises BadInput for a Label that may not be marked."""
    from annotator.suggest.external.setting_up import wrong_labels

    table: dict[str, str] = {}
    for text in pairs:
        theirs, equals, ours = text.partition("=")
        if not (theirs and equals):
            raise BadInput(_("“{text}” is not like THEIRS=OURS.").format(text=text))
        table[theirs] = ours
    for fault in wrong_labels(table, schema):
        raise BadInput(fault)
    return table
