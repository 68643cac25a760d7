"""Expected trouble in the window: it is told in words, while what is a bug flies on to the crash window."""

from __future__ import annotations

from collections.abc import Callable

from annotator.errors import AnnotatorError


def attempt(act: Callable[[], object], tell: Callable[[str], object]) -> bool:
    """Do it, or tell why it could not be done; says whether it was."""
    try:
        act()
    except AnnotatorError as error:
        tell(str(error))
        return False
    return True


def telling(tell: Callable[[str], object]) -> Callable[[Exception], None]:
    """What to do with what work beside the window raised: tell it in words, or raise it again where it is a bug."""

    def failed(error: Exception) -> None:
        if not isinstance(error, AnnotatorError):
            raise error
        tell(str(error))

    return failed
