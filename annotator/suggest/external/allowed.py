"""What the user of this machine has allowed to be started or asked for a project.

A project may come from a stranger, and so may the commands and addresses in it. None of them does anything before the
user has said yes to exactly that command, address and model for exactly that project: the SHA-256 of all these is kept
in the user's own folder, never in the project. Whoever changes any of them has to ask again.
"""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path

import orjson

from annotator import paths
from annotator.errors import Refused
from annotator.suggest.external import adapters
from annotator.suggest.external.kept import keep, kept
from annotator.suggest.external.outside import Outside
from annotator.words import _


class NotAllowed(Refused):
    """The user has not said yes yet. `outside` is what would be started or asked."""

    def __init__(self, outside: Outside) -> None:
        super().__init__(
            _("The project asks for the recommender “{name}” ({what}). It is left alone until you allow it.").format(
                name=outside.name, what=reached(outside)
            )
        )
        self.outside = outside


def reached(outside: Outside) -> str:
    """What would be started or asked, in one line for the user to judge: the command, the address or the plug-in."""
    told = " ".join(outside.command) or " ".join(filter(None, (outside.address, outside.model))) or outside.name
    return _shown(told)


def _shown(told: str) -> str:
    """Without characters that would show something else than what is there."""
    return "".join(char if char.isprintable() else "�" for char in told)


def exactly(outside: Outside) -> str:
    """What will be started or asked on this machine, word by word, as a shell would have it written."""
    if outside.command:
        return _shown(shlex.join(map(adapters.filled, outside.command)))
    return reached(outside)


def is_allowed(outside: Outside, project: Path) -> bool:
    """Whether the user of this machine has allowed it for the project at this path."""
    return _fingerprint(outside, project) in _allowed()


def allow(outside: Outside, project: Path) -> None:
    """Remember that the user allows it for the project. Ask the user before."""
    _keep({**_allowed(), _fingerprint(outside, project): f"{outside.name}: {reached(outside)}"})


def forbid(outside: Outside, project: Path) -> None:
    """Forget that the user has allowed it."""
    mark = _fingerprint(outside, project)
    _keep({other: told for other, told in _allowed().items() if other != mark})


def _fingerprint(outside: Outside, project: Path) -> str:
    told = [str(project.resolve()), outside.name, outside.kind, outside.command, outside.address, outside.model]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def _allowed() -> dict[str, str]:
    """What is allowed by fingerprint; nothing where the file cannot be read."""
    return kept(paths.allowed_file())


def _keep(allowed: dict[str, str]) -> None:
    keep(paths.allowed_file(), allowed)
