"""The time spent with each Article, written into the project."""

from __future__ import annotations

from annotator.desktop.pages.desk import Desk
from annotator.desktop.stopwatch import Stopwatch
from annotator.errors import AnnotatorError, Busy, Unknown


def stopwatch_of(desk: Desk) -> Stopwatch:
    """A stopwatch that writes its time into the project of a desk; trouble with that is told once, not every half
    minute."""
    is_kept = True

    def keep(article: str, seconds: int) -> bool:
        nonlocal is_kept
        try:
            desk.workspace.add_seconds(article, seconds)
            is_kept = True
        except Unknown:  # an undone import took the Article away; its time is nobody's
            return True
        except Busy:
            return False
        except AnnotatorError as error:
            if is_kept:
                is_kept = False
                desk.trouble.emit(str(error))
        return True

    return Stopwatch(keep, desk)
