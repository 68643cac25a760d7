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
    nanoseconds = time.time_ns()
    tick = (nanoseconds // 1_000_000) << 12 | (nanoseconds % 1_000_000) * 4096 // 1_000_000
    with _lock:
        _last = tick = max(tick, _last + 1)
    random = int.from_bytes(os.urandom(8)) & (1 << 62) - 1
    digits = f"{(tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64 | 2 << 62 | random:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
