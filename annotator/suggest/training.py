"""Training beside everything else: in a process of its own, on one core, behind whatever else the machine does.

The process is spawned, which works on every system and when the program is frozen into one file. It reads a snapshot
(`snapshots.write`) and leaves a folder (`model_files`); nothing else passes between the two but lines that say how far
it is. It ends when its time is up, when it is stopped, or when the process that began it is no more, and leaves
nothing half-made.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from time import monotonic, process_time
from typing import IO, Any
from uuid import uuid4

from annotator import words
from annotator.errors import AnnotatorError
from annotator.frozen import frozen
from annotator.suggest import model_files, snapshots
from annotator.suggest.recommender import Example
from annotator.words import _

BUDGET = 60.0
"""Seconds of processor time after which a training ends, whatever it has: on a machine that has other things to do it
may wait for its turn …"""
WITH_ENCODER = 3600.0
"""The same where an encoder has a part in it, which takes a second for an Article, once."""
_PATIENCE = 20
"""… but not for more than so many times as long."""

_NICE = 10
_BELOW_NORMAL = 0x4000
_TIME_IS_UP, _LEFT_ALONE = 75, 76
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class State(StrEnum):
    """Where a training is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    TOO_LONG = "too long"
    STOPPED = "stopped"


@frozen
class Status:
    """How a training stands: `done` of `total` steps, `what` it is doing, in words; when it is done, the folder of the
    Model; else `trouble`, a sentence that says what went wrong and what to do."""

    state: State = State.RUNNING
    done: int = 0
    total: int = 0
    what: str = ""
    folder: Path | None = None
    trouble: str = ""


def snapshot_in(
    root: Path, examples: Iterable[Example], texts: Iterable[str] = (), plan: snapshots.Plan | None = None
) -> Path:
    """Write a snapshot for `Training` into `root`, where the Models are; the training deletes it.

    Any thread may do this. Raises OSError where the disk or folder does not take it.
    """
    root.mkdir(parents=True, exist_ok=True)
    path = root / f"{model_files.UNFINISHED}{uuid4().hex}.jsonl"
    try:
        snapshots.write(path, examples, texts, plan)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


class Training:
    """One training, begun when it is made. `poll` never waits and may be called from a timer; `wait` waits.

    One at a time trains for a project: another one fails with a sentence that says so.
    """

    def __init__(self, snapshot: Path, root: Path, *, budget: float = BUDGET) -> None:
        context = get_context("spawn")
        self._snapshot, self._root = snapshot, root
        self._own = root / f"{model_files.UNFINISHED}{uuid4().hex}"
        self._own.mkdir()
        self._receiver, sender = context.Pipe(duplex=False)
        self._status = self._told = Status()
        self._process = context.Process(
            target=_work, args=(sender, str(snapshot), str(root), str(self._own), budget), name="training", daemon=True
        )
        self._process.start()
        sender.close()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid or 0

    def poll(self) -> Status:
        """How it stands now. Once it is no longer running, this changes no more and nothing is left behind."""
        if self._status.state is State.RUNNING:
            ended = self._process.exitcode is not None  # before the last line is read, which came before the end
            self._read()
            if not ended:
                return replace(self._told, state=State.RUNNING)
            self._finish(_ending(self._process.exitcode or 0))
        return self._status

    def stop(self) -> Status:
        """End it now. What was there before is there still; a training that is done already stays done."""
        if self.poll().state is State.RUNNING:
            self._process.terminate()
            self._process.join()
            self._read()
            self._finish({"state": State.STOPPED})
        return self._status

    def wait(self, told: Callable[[Status], None] = lambda _status: None) -> Status:
        """Wait until it ends, telling each step of it. An interruption (Ctrl-C) stops it."""
        try:
            while (status := self.poll()).state is State.RUNNING:
                told(status)
                wait([self._process.sentinel, *([] if self._receiver.closed else [self._receiver])])
        except BaseException:
            self.stop()
            raise
        return status

    def _read(self) -> None:
        try:
            while not self._receiver.closed and self._receiver.poll():
                self._told = Status(**self._receiver.recv())
        except (EOFError, OSError):  # there is nothing more to come
            self._receiver.close()

    def _finish(self, ending: dict[str, Any]) -> None:
        """Take what it told last for its end, or `ending` where it told none."""
        is_told = self._told.state is not State.RUNNING
        self._status = self._told if is_told else replace(self._told, **ending)
        self._receiver.close()
        for path in (self._snapshot, self._own, model_files.unfinished(self._root, self.pid)):
            model_files.forget(path)


def _ending(status: int) -> dict[str, Any]:
    """What the exit status of a process says that told no end."""
    if status == _TIME_IS_UP:
        sentence = _("Training took too long and was ended. What was learned before is used still.")
        return {"state": State.TOO_LONG, "trouble": sentence}
    sentence = _("Training ended unexpectedly (status {status}). What was learned before is used still.")
    return {"state": State.FAILED, "trouble": sentence.format(status=status)}


def _work(sender: Connection, snapshot: str, root: str, own: str, budget: float) -> None:
    """What the process does."""
    for name in _THREADS:
        os.environ[name] = "1"
    _step_back()
    leftovers = (Path(snapshot), Path(own), model_files.unfinished(Path(root), os.getpid()))
    Thread(target=_watch, args=(budget, *leftovers), daemon=True).start()
    tempfile.tempdir = own

    def tell(**status: Any) -> None:
        sender.send(status)

    try:
        tell(**_learned(Path(snapshot), Path(root), tell))
    except AnnotatorError as trouble:
        tell(state=State.FAILED, trouble=str(trouble))
    except OSError as trouble:
        sentence = _("Training could not read or write its files: {detail}. What was learned before is used still.")
        tell(state=State.FAILED, trouble=sentence.format(detail=trouble.strerror or trouble))


def _learned(snapshot: Path, root: Path, tell: Callable[..., None]) -> dict[str, Any]:
    read = snapshots.read(snapshot)
    words.use("ar" if read.plan.language == "ar" else "en")
    with (root / ".training").open("a+b") as turn:
        if not _taken(turn):
            return {"state": State.FAILED, "trouble": _("Another training for this project is under way. Wait for it.")}
        from annotator.suggest.learning import learn

        model_files.forget_old(root)
        earlier, _troubles = model_files.newest(root)
        model = learn(
            read.examples,
            read.texts,
            labels=read.plan.labels,
            earlier=earlier,
            seed=read.plan.seed,
            iterations=read.plan.iterations,
            encoder=read.plan.encoder.opened() if read.plan.encoder else None,
            progress=lambda done, total, what: tell(done=done, total=total, what=what),
        )
        folder = model_files.save(model, root)
    return {"state": State.DONE, "done": 1, "total": 1, "folder": folder}


def _taken(turn: IO[bytes]) -> bool:
    """Whether nobody else holds the file; the system takes it back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            turn.seek(0)
            msvcrt.locking(turn.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _step_back() -> None:
    """Let everything else on the machine go first."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_NICE)


def _watch(budget: float, *leftovers: Path) -> None:
    """End the process when its time is up or nobody waits for it any more."""
    parent = parent_process()
    until = monotonic() + _PATIENCE * budget
    is_alone = False
    while not is_alone and (left := min(budget - process_time(), until - monotonic())) > 0:
        is_alone = bool(wait([parent.sentinel] if parent else [], left))
    for path in leftovers if is_alone else ():  # else who waits deletes them
        model_files.forget(path)
    os._exit(_LEFT_ALONE if is_alone else _TIME_IS_UP)
