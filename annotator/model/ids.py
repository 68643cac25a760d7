"""Names that never clash: UUIDs of version 7, which sort by the time they were made."""

from __future__ import annotations

import os
import sys
import threading
import time

_AT_ONCE = 512
"""Names for which random bits are fetched together: to ask the system for each takes a third of the time."""

_lock = threading.Lock()
_last = 0
_random: list[str] = []
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_random.clear)  # a child has bits of its own


def new_uid() -> str:
    """A new UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 12 + 62 bits.

    Within one process each is greater than the one before: the 12 bits of `rand_a` carry fractions of the
    millisecond (method 3 of section 6.2), moved on by one step where the clock did not move.
    """
    global _last
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    tick = milliseconds << 12 | rest * 4096 // 1_000_000
    with _lock:
        _last = tick = tick if tick > _last else _last + 1
        if not _random:
            bits = os.urandom(8 * _AT_ONCE).hex()
            _random.extend(bits[at : at + 16] for at in range(0, len(bits), 16))
        random = _random.pop()
    when = f"{tick:015x}"
    variant = "89ab"[int(random[0], 16) & 3]  # the bits 10, and two of the random ones
    return f"{when[:8]}-{when[8:12]}-7{when[12:]}-{variant}{random[1:4]}-{random[4:]}"
