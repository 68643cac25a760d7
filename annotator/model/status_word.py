"""What statuses are called."""

from __future__ import annotations

from annotator.model.annotation import Status
from annotator.words import pgettext


def status_word(status: Status) -> str:
    """What a status is called, in the user's language."""
    return {
        Status.NEW: pgettext("status", "new"),
        Status.IN_PROGRESS: pgettext("status", "in progress"),
        Status.DONE: pgettext("status", "done"),
        Status.SKIPPED: pgettext("status", "skipped"),
        Status.FLAGGED: pgettext("status", "flagged"),
    }[status]
