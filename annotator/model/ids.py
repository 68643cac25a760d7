"""Names that never clash: UUIDs of version 7, which sort by the time they were made."""

from __future__ import annotations

import os
import threading
import time

_lock = threading.Lock()
_last = 0


def new_uid() -> str:
    """A new UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 12 + 62 bits.

    Within one process each is greater than the one before: the 12 bits of `rand_a` carry fractions of the
    millisecond (method 3 of section 6.2), moved on by one step where the clock did not move.
    """
    global _last
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    tick = milliseconds << 12 | rest * 4096 // 1_000_000
    with _lock:
        _last = tick = max(tick, _last + 1)
    when = f"{tick:015x}"
    random = os.urandom(8).hex()
    variant = "89ab"[int(random[0], 16) & 3]  # the bits 10, and two of the random ones
    return f"{when[:8]}-{when[8:12]}-7{when[12:]}-{variant}{random[1:4]}-{random[4:]}"
