"""Waiting for what may never come."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, in a thread of its own. Raises TimeoutError when it takes longer.

    Nothing stops the work then: whoever calls has to close what it waits for. The program ends without it.
    """
    return _begun(work).result(seconds)


def while_asked(work: Callable[[], T], look: Callable[[], None], *, every: float = 0.1) -> T:
    """What `work` returns or raises, however long that takes, in a thread of its own. Meanwhile `look` is called again
    and again, and may raise to wait no longer; then the work is left as above."""
    look()
    done = _begun(work)
    while not wait([done], every).done:
        look()
    return done.result()


def _begun(work: Callable[[], T]) -> Future[T]:
    done: Future[T] = Future()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 (it is raised again where it is waited for)
            done.set_exception(error)
        else:
            done.set_result(result)

    Thread(target=run, daemon=True, name="outside").start()
    return done
