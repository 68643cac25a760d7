"""Waiting for what may never come."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, in a thread of its own. Raises TimeoutError when it takes longer.

    Nothing stops the work then: whoever calls has to close what it waits for. The program ends without it.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 (it is raised again where it is waited for)
            done.set_exception(error)
        else:
            done.set_result(result)

    Thread(target=run, daemon=True, name="outside").start()
    return done.result(seconds)
