"""A recommender in a process of its own, which reads JSON lines and answers each with one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock, Thread
from typing import IO, Any, TypeVar

import orjson

from annotator.errors import BadInput
from annotator.model.article import Article
from annotator.suggest.external import adapters, wire
from annotator.suggest.external.foreign import Info, OutsideTrouble, Reply, Wanted
from annotator.suggest.external.outside import Outside
from annotator.suggest.external.waiting import within
from annotator.suggest.recommender import Example
from annotator.words import _

START = 120.0
"""Seconds that a process has to load its model and say what it is."""
TRAIN = 1800.0
"""Seconds that it has to learn."""

T = TypeVar("T")


class Child:
    """The process of a recommender: started when it is first asked, and again after it has failed.

    It gets one question at a time, whichever thread asks. It is never waited for without an end, and what it writes
    is read up to a limit. On Windows and elsewhere it ends with the program, as its input ends then.
    """

    def __init__(self, outside: Outside, *, start: float = START, most: int = wire.MOST_BYTES) -> None:
        self._outside = outside
        self._start, self._most = start, most
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._last_words = b""
        self._hearing: Thread | None = None
        self._info = Info()
        self._number = 0

    def info(self) -> Info:
        with self._turn:
            self._begin()
            return self._info

    def suggest(self, article: Article, wanted: Wanted) -> Reply:
        with self._turn:
            process = self._begin()
            message = wire.to_suggest(article, wanted)
            return self._checked(lambda: wire.as_reply(self._ask(process, message, self._outside.seconds)))

    def train(self, examples: Sequence[Example], wanted: Wanted) -> str:
        with self._turn:
            process = self._begin()
            if not self._info.trainable:
                raise OutsideTrouble(_("“{name}” cannot learn.").format(name=self._outside.name))
            message = wire.to_train(examples, wanted)
            return self._checked(lambda: wire.as_trained(self._ask(process, message, TRAIN)))

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _begin(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        self._process = process = self._started()
        self._last_words = b""
        self._hearing = Thread(target=self._hear, args=(process.stderr,), daemon=True, name="outside")
        self._hearing.start()
        self._info = self._checked(lambda: wire.as_info(self._ask(process, wire.asking("info"), self._start)))
        return process

    def _started(self) -> subprocess.Popen[bytes]:
        command = list(map(adapters.filled, self._outside.command))
        program = shutil.which(command[0])
        # A bare name is looked for in the folders of programs alone: the current one may be that of the project.
        if program is None or (command[0] == Path(command[0]).name and Path(program).absolute().parent == Path.cwd()):
            raise OutsideTrouble(
                _("“{name}” cannot be started: there is no program “{program}”.").format(
                    name=self._outside.name, program=command[0]
                )
            )
        try:
            return subprocess.Popen(
                [program, *command[1:]],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=os.path.expanduser("~"),  # noqa: PTH111 (Path.home raises where there is none)
                env=os.environ | {"PYTHONUTF8": "1"},
                start_new_session=os.name == "posix",  # so that what it starts ends with it
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError) as error:
            raise OutsideTrouble(
                _("“{name}” cannot be started: {detail}.").format(name=self._outside.name, detail=error)
            ) from error

    def _ask(self, process: subprocess.Popen[bytes], message: dict[str, object], seconds: float) -> dict[str, Any]:
        self._number += 1
        line = orjson.dumps(message | {"id": self._number}) + b"\n"
        try:
            answered = within(seconds, lambda: _exchange(process, line, self._most))
        except TimeoutError:
            raise BadInput(_("it did not answer within {seconds:g} seconds").format(seconds=seconds)) from None
        except (OSError, ValueError):  # its input is closed
            answered = b""
        if len(answered) > self._most:
            raise BadInput(_("it answered with more than {size} MB").format(size=self._most >> 20 or 1))
        if not answered.endswith(b"\n"):
            raise BadInput(self._how_it_ended(process))
        answer = wire.read(answered)
        if answer.get("id") != self._number:
            raise BadInput(_("“{line}” is no answer to what it was asked").format(line=wire.shown(answered)))
        return answer

    def _checked(self, asked: Callable[[], T]) -> T:
        try:
            return asked()
        except BadInput as error:
            self.close()
            raise OutsideTrouble(
                _("The recommender “{name}” was stopped: {why}.").format(name=self._outside.name, why=error)
            ) from error

    def _how_it_ended(self, process: subprocess.Popen[bytes]) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        if self._hearing is not None:
            self._hearing.join(2)
        if told := wire.shown(self._last_words):
            return _("it ended, and its last words were “{words}”").format(words=told)
        return _("it ended by itself")

    def _hear(self, errors: IO[bytes]) -> None:
        """Keep the last of what it writes to its standard error, which must not fill up."""
        with contextlib.suppress(OSError, ValueError):
            while line := errors.readline(4096):
                self._last_words = line.strip() or self._last_words


def _exchange(process: subprocess.Popen[bytes], line: bytes, most: int) -> bytes:
    """Write a line and read one, of which no more than a byte above the limit."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line)
    process.stdin.flush()
    return process.stdout.readline(most + 1)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process and what it has started, at once: it keeps nothing that could be lost."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            Thread(target=_closed, args=(stream,), daemon=True, name="outside").start()


def _closed(stream: IO[bytes]) -> None:
    # Closing waits for whoever reads or writes there, which a process that outlives its parent can make long.
    with contextlib.suppress(OSError, ValueError):
        stream.close()
