"""How a command ends when it does not end well: one sentence, and an exit status that scripts can rely on."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

import click
import platformdirs

from annotator.cli import screen, stopping
from annotator.cli.session import Session
from annotator.errors import AnnotatorError, StoppedLate
from annotator.model.clock import now
from annotator.words import _


class Exit(IntEnum):
    """What the exit status says."""

    DONE = 0
    FOUND = 1  # a check found something
    MISTAKE = 2  # in use or in input
    FAULT = 70  # of the program
    STOPPED = 130  # by Ctrl-C
    UNHEARD = 141  # whoever read the output has gone


def log_file() -> Path:
    """Where the traceback of a fault is kept. `HASHIYA_LOGS` in the environment names another folder."""
    folder = os.environ.get("HASHIYA_LOGS") or platformdirs.user_log_dir("hashiya", appauthor=False)
    return Path(folder) / "hashiya.log"


@contextmanager
def in_words(session: Session) -> Iterator[None]:
    """Whatever goes wrong inside ends in one sentence and the exit status that fits; never in a traceback."""
    try:
        yield
        sys.stdout.flush()
    except click.exceptions.Exit:
        raise
    except click.ClickException as mistake:
        with suppress(OSError):
            mistake.show()
        sys.exit(mistake.exit_code)
    except (KeyboardInterrupt, click.Abort) as stop:
        _leave_stopped(session, stop)
    except Exception as error:  # noqa: BLE001  # the last net of the command line
        if stopping.was_asked():  # and something made another error of it
            _leave_stopped(session, error)
        _leave_in_trouble(error, session)


def _leave_stopped(session: Session, stop: BaseException) -> NoReturn:
    stopping.answer()
    told = _("Stopped. Nothing was changed.")
    if session.settled:
        told = _("Stopped. What you asked for had been done by then.")
    elif isinstance(stop, StoppedLate):
        told = _("Stopped. What had been changed by then stays; undo takes it back.")
    _leave(Exit.STOPPED, told)


def _leave_in_trouble(error: Exception, session: Session) -> NoReturn:
    """A mistake is told in its own words; a fault of ours is kept and named, and never shown raw."""
    match error:
        case AnnotatorError():
            _leave(Exit.MISTAKE, _("Error: {message}").format(message=error))
        case BrokenPipeError():
            _let_go_of_output()
            sys.exit(Exit.UNHEARD)
        case OSError():
            _let_go_of_output()
            told = _("Error: {message}").format(message=_reason(error))
            if session.settled:
                told += ". " + _("What you asked for had been done by then.")
            _leave(Exit.MISTAKE, told)
        case _:
            _leave(Exit.FAULT, _keep("".join(traceback.format_exception(error))))


def _leave(status: Exit, sentence: str) -> NoReturn:
    with suppress(OSError):
        screen.complain(sentence)
    sys.exit(status)


def _reason(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename is None:
        return _("the output cannot be written: {reason}").format(reason=reason)
    return _("“{path}” cannot be used: {reason}").format(path=os.fsdecode(error.filename), reason=reason)


def _keep(told: str) -> str:
    """Write a traceback down and return the sentence that says where."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{now()}\n{told}\n")
    except OSError as error:
        return _(
            "This is a fault of Hashiya, not yours; what happened could not be written to “{path}”: {reason}"
        ).format(path=path, reason=error.strerror or error)
    return _("This is a fault of Hashiya, not yours. Please report it; what happened is written in “{path}”.").format(
        path=path
    )


def _let_go_of_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not stumble over it on its way out."""
    with suppress(OSError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
