"""How a recommender outside is set up, and how a project keeps that: as JSON, with nothing secret in it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, field, fields
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import urlsplit

import orjson

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _

_NAME = re.compile(r"[\w.-]{1,40}")
_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?(?:/[\w./~%-]*)?", re.ASCII)
_TAKEN = frozenset({"dates", "memory", "lexicon", "learned", "repeats", "manual"})


class Kind(StrEnum):
    """How a recommender outside is reached."""

    PROCESS = "process"
    """A command that is started, and speaks JSON lines on its standard input and output."""
    SERVICE = "service"
    """An HTTP service with /info, /predict and /train."""
    CHAT = "chat"
    """A language model behind an address that OpenAI's clients understand: Ollama, llama.cpp and many more."""
    PLUGIN = "plugin"
    """A Python package that is installed beside Hashiya and names itself as a recommender."""


@frozen
class Outside:
    """One recommender outside. Its Suggestions have `name` as their origin; of a plug-in it is that of its entry point.

    `labels` says what its labels are called here; '' drops one. `host` is the host that may be asked although it is
    another machine. `seconds` is what it has for one Article, and `threshold` how often it must be right, out of 1, to
    be heard. A `command` is never run, nor an `address` asked, before the user has allowed it: see `allowed`.
    """

    name: str
    kind: Kind
    command: tuple[str, ...] = ()
    address: str = ""
    host: str = ""
    model: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    enabled: bool = False
    seconds: float = 10.0
    threshold: float = 0.7

    def __post_init__(self) -> None:
        for _field, fault in faults_of(
            name=self.name,
            kind=self.kind,
            command=self.command,
            address=self.address,
            host=self.host,
            seconds=self.seconds,
            threshold=self.threshold,
        ):
            raise BadInput(fault)


def faults_of(
    *,
    name: str,
    kind: Kind,
    command: Sequence[str] = (),
    address: str = "",
    host: str = "",
    model: str = "",  # noqa: ARG001 (any will do)
    seconds: float,
    threshold: float,
) -> Iterator[tuple[str, str]]:
    """What would be wrong with an Outside of these values: the field, and a sentence about it."""
    if not _NAME.fullmatch(name) or name in _TAKEN:
        yield (
            "name",
            _("“{name}” cannot be the name of a recommender: take up to 40 letters, digits, “-”, “_” and “.”, and "
              "none of {taken}.").format(name=name[:60], taken=", ".join(sorted(_TAKEN))),
        )  # fmt: skip
    if kind is Kind.PROCESS:
        yield from _wrong_command(name, command)
    if kind in (Kind.SERVICE, Kind.CHAT):
        yield from _wrong_address(name, address, host)
    for wrong, is_good in (("seconds", 0 < seconds <= 3600), ("threshold", 0 <= threshold <= 1)):
        if not is_good:
            yield (
                wrong,
                _("The recommender “{name}” takes up to 3600 seconds, and a threshold between 0 and 1.").format(
                    name=name
                ),
            )


def _wrong_command(name: str, command: Sequence[str]) -> Iterator[tuple[str, str]]:
    program = command[0] if command else ""
    if not program:
        yield "command", _("The recommender “{name}” has no command.").format(name=name)
    elif not is_absolute(program) and ("/" in program or "\\" in program):
        yield (
            "command",
            _("The command of the recommender “{name}” begins with “{program}”: give the whole path, or a name "
              "alone.").format(name=name, program=program[:80]),
        )  # fmt: skip


def _wrong_address(name: str, address: str, allowed: str) -> Iterator[tuple[str, str]]:
    host = host_of(address)
    if not host:
        yield (
            "address",
            _("The address “{address}” of the recommender “{name}” is none like http://127.0.0.1:8000.").format(
                address=address[:80], name=name
            ),
        )
    elif not is_this_machine(host) and host != allowed:
        yield (
            "host",
            _("The recommender “{name}” would send texts to {host}, which is not this machine. "
              "Name that host beside its address if that is meant.").format(name=name, host=host),
        )  # fmt: skip


def leaves_machine(outside: Outside) -> str:
    """The host that texts go to, '' while they stay on this machine. What a command or a plug-in does with them is
    for itself to say."""
    if outside.kind not in (Kind.SERVICE, Kind.CHAT):
        return ""
    host = host_of(outside.address)
    return "" if is_this_machine(host) else host


def hosts(outsides: Iterable[Outside]) -> list[str]:
    """The other machines that texts go to while all that is on is asked, in order: what a banner names."""
    return sorted({host for one in outsides if one.enabled and (host := leaves_machine(one))})


def host_of(address: str) -> str:
    """The host in an address, in small letters; '' where it is no plain http or https address."""
    if not _ADDRESS.fullmatch(address):
        return ""
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return ""
    return parts.hostname or ""


def is_this_machine(host: str) -> bool:
    """Whether a host can only be this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_absolute(program: str) -> bool:
    """Whether a path is a whole one on some system: a project goes from one to another."""
    return PurePosixPath(program).is_absolute() or PureWindowsPath(program).is_absolute()


def to_json(outsides: tuple[Outside, ...]) -> str:
    """What a project keeps of its recommenders outside."""
    return orjson.dumps([_told(one) for one in outsides], option=orjson.OPT_INDENT_2).decode()


def from_json(text: str) -> tuple[Outside, ...]:
    """The recommenders that a project keeps. Raises BadInput, which names what is wrong, and where."""
    try:
        told = orjson.loads(text or "[]")
    except orjson.JSONDecodeError as error:
        raise BadInput(_("The recommenders of the project are no JSON: {error}.").format(error=error)) from error
    if not isinstance(told, list):
        raise BadInput(_("The recommenders of the project are not a list."))
    found = tuple(_outside(one, number) for number, one in enumerate(told, 1))
    names = [one.name for one in found]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise BadInput(_("Two recommenders of the project are called “{name}”.").format(name=twice))
    return found


def _told(outside: Outside) -> dict[str, object]:
    return asdict(outside) | {"labels": dict(sorted(outside.labels.items()))}


def _outside(told: object, number: int) -> Outside:
    if not isinstance(told, dict):
        raise BadInput(_("Recommender {number} of the project is no JSON object.").format(number=number))
    known = {each.name for each in fields(Outside)}
    for key, value in told.items():
        if key not in known or not _fits(key, value):
            raise BadInput(
                _("Recommender {number} of the project cannot have {value} as its “{key}”.").format(
                    number=number, value=repr(value)[:60], key=str(key)[:40]
                )
            )
    missing = {"name", "kind"} - told.keys()
    if missing:
        raise BadInput(_("Recommender {number} of the project has no “{key}”.").format(number=number, key=min(missing)))
    made: dict[str, Any] = told | {"kind": Kind(told["kind"]), "command": tuple(told.get("command", ()))}
    return Outside(**made)


def _fits(key: str, value: object) -> bool:
    match key:
        case "kind":
            return value in list(Kind)
        case "command":
            return isinstance(value, list) and all(isinstance(each, str) and "\0" not in each for each in value)
        case "labels":
            return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
        case "enabled":
            return isinstance(value, bool)
        case "seconds" | "threshold":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)
