"""How long one file may take, and how much memory: both measured, so that a fault is told and the next file tried."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS, SECONDS_A_MIB = 6, 12
"""Seconds of processor time for any file, and for each MiB of it: some hundred times what good files take."""
MEMORY, TIMES = 96 * 2**20, 64
"""Bytes that the process may grow by at most, for any file, and for each byte of it."""

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Exceeded(BaseException):
    """A limit. Not an Exception, so that nothing on the way takes it for one of its own."""


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Raises Exceeded where what is done for `size` bytes takes too long or too much memory."""
    seconds = SECONDS + SECONDS_A_MIB * size / 2**20
    before = _peak(reset=True)

    def stop(_signal: int, _frame: object) -> None:
        raise Exceeded(f"takes more than {seconds:.0f} s of processor time for {size:,} bytes")

    had = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except MemoryError as error:
        raise Exceeded(f"runs out of memory for {size:,} bytes") from error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, had)
    grown = _peak() - before
    if grown > MEMORY + TIMES * size:
        raise Exceeded(f"takes {grown / 2**20:.0f} MiB of memory for {size:,} bytes")


def cap_memory(more: int = 2**31) -> None:
    """Let this process have at most `more` bytes of addresses besides what it has now, where the system knows how."""
    if sys.platform != "linux":
        return
    import resource

    most = _told("VmSize") + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _peak(*, reset: bool = False) -> int:
    """The most memory that the process has had at a time, since the last reset; 0 where the system does not say."""
    if not _RESET.exists():
        return 0
    if reset:
        _RESET.write_text("5")
    return _told("VmHWM")


def _told(name: str) -> int:
    lines = _STATUS.read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))
