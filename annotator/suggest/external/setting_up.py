"""Setting a recommender outside up: what a person says of it, what is wrong with that, and the `Outside` it makes.

The command line and the window both ask for a `Draft`, so that both accept the same and refuse it in the same words.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.model.schema import Schema
from annotator.suggest.external import adapters, plugins
from annotator.suggest.external.outside import Kind, Outside, faults_of
from annotator.words import _


class Way(StrEnum):
    """The ways to a recommender outside that a person chooses from."""

    SPACY = "spacy"
    HUGGINGFACE = "huggingface"
    GLINER = "gliner"
    COMMAND = "command"
    SERVICE = "service"
    CHAT = "chat"
    PLUGIN = "plugin"

    @property
    def is_adapter(self) -> bool:
        """Whether a library in an environment of its own is spoken for by an adapter."""
        return self.value in adapters.ADAPTERS

    @property
    def has_address(self) -> bool:
        return self in (Way.SERVICE, Way.CHAT)


@frozen
class Draft:
    """What a person says of a recommender outside, good or not; of the fields each way needs only some.

    `command` is as for a shell. `python` is the Python of the environment that has a library, `model` its name or its
    folder. `labels` says what its labels are called here; '' drops one.
    """

    name: str
    way: Way
    command: str = ""
    python: str = ""
    model: str = ""
    address: str = ""
    host: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    enabled: bool = True
    seconds: float = 10.0
    threshold: float = 0.7


def made(draft: Draft, schema: Schema) -> Outside:
    """The recommender that a Draft means. Raises BadInput with the first fault."""
    for _field, fault in _faults(draft, schema):
        raise BadInput(fault)
    return Outside(**_values(draft), labels=dict(draft.labels), enabled=draft.enabled)


def faults(draft: Draft, schema: Schema) -> dict[str, str]:
    """What is wrong with a Draft, a sentence for each field that is not good; empty where it makes a recommender."""
    found: dict[str, str] = {}
    for name, fault in _faults(draft, schema):
        found.setdefault(name, fault)
    return found


def draft_of(outside: Outside) -> Draft:
    """The Draft that makes this recommender, for changing it."""
    way = {Kind.SERVICE: Way.SERVICE, Kind.CHAT: Way.CHAT, Kind.PLUGIN: Way.PLUGIN}.get(outside.kind, Way.COMMAND)
    command, python, model = shlex.join(outside.command), "", outside.model
    if len(outside.command) == 3:
        known = {adapters.command(library, "", "")[1]: library for library in adapters.ADAPTERS}
        library = known.get(outside.command[1])
        if library is not None:
            way, command, (python, _script, model) = Way(library), "", outside.command
    return Draft(
        outside.name,
        way,
        command=command,
        python=python,
        model=model,
        address=outside.address,
        host=outside.host,
        labels=dict(outside.labels),
        enabled=outside.enabled,
        seconds=outside.seconds,
        threshold=outside.threshold,
    )


def _faults(draft: Draft, schema: Schema) -> Iterator[tuple[str, str]]:
    """Each fault with the name of the field that has it; of several in one field the clearest first."""
    if draft.way is Way.PLUGIN:
        yield from _wrong_plugin(draft.name)
    elif not draft.name:
        yield "name", _("Give it a name, such as {example}.").format(example="news")
    if draft.way.has_address and not draft.address.strip():
        yield "address", _("Say at which address.")
    if draft.way.is_adapter:
        if not draft.python.strip():
            yield "python", _("Say which Python has the library: the file of that environment.")
        if not draft.model.strip():
            yield "model", _("Say which model: its name or its folder.")
    try:
        values = _values(draft)
    except BadInput as error:
        yield "command", str(error)
        values = _values(replace(draft, command="x"))
    for name, fault in faults_of(**values):
        yield ("python" if name == "command" and draft.way.is_adapter else name), fault
    yield from (("labels", fault) for fault in wrong_labels(draft.labels, schema))


def _wrong_plugin(name: str) -> Iterator[tuple[str, str]]:
    known = [one.name for one in plugins.installed()]
    if not known and not name:
        yield "name", _("No plug-in is installed beside Hashiya.")
    elif name not in known:
        told = _("There is no plug-in “{name}” installed; there are: {known}")
        yield "name", told.format(name=name, known=", ".join(known) or _("none"))


def wrong_labels(labels: Mapping[str, str], schema: Schema) -> Iterator[str]:
    """What is wrong with a table of labels, a sentence for each that may not be marked in the project."""
    markable = [label.name for label in schema.markable()]
    for ours in labels.values():
        if ours and ours not in markable:
            yield _("The project has no label “{label}” that may be marked; it has: {known}").format(
                label=ours, known=", ".join(markable)
            )


def _values(draft: Draft) -> dict[str, Any]:
    """The fields of an Outside that do not depend on the project. Raises BadInput for a command that is none."""
    values: dict[str, Any] = {"name": draft.name, "seconds": draft.seconds, "threshold": draft.threshold}
    way = draft.way
    if way.is_adapter:
        python, model = whole(draft.python.strip()), _whole_where_it_is(draft.model.strip())
        return values | {"kind": Kind.PROCESS, "command": adapters.command(way.value, python, model)}
    if way is Way.COMMAND:
        return values | {"kind": Kind.PROCESS, "command": words_of(draft.command)}
    if way is Way.PLUGIN:
        return values | {"kind": Kind.PLUGIN}
    values |= {"kind": Kind(way.value), "address": draft.address.strip(), "host": draft.host}
    return values | ({"model": draft.model.strip()} if way is Way.CHAT else {})


def words_of(command: str) -> tuple[str, ...]:
    """The words of a command that is written as for a shell. Raises BadInput where there is none."""
    try:
        first, *others = shlex.split(command)
    except ValueError as error:
        raise BadInput(
            _("“{command}” is no command: {reason}").format(command=command, reason=error)
            if command.strip()
            else _("Say which command is to be run.")
        ) from error
    return whole(first), *others


def whole(given: str) -> str:
    """The path of a program, which holds wherever it is started from; a name alone is looked for when it is started."""
    path = Path(given).expanduser()
    return given if path == Path(path.name) else str(path.absolute())


def _whole_where_it_is(given: str) -> str:
    """The path of a file or folder that is there; the name of a model stays as it is."""
    path = Path(given).expanduser()
    return str(path.absolute()) if given and path.exists() else given
