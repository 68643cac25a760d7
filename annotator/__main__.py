"""The front door: `hashiya`, and `python -m annotator`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

Door = Callable[[Path | None, str | None], int]


def main() -> None:
    """Open the window where nothing else is asked for; else run the command line, with the window behind it."""
    if getattr(sys, "frozen", False):  # a process that trains is this program once more
        from multiprocessing import freeze_support

        freeze_support()
    opens, project = _only_the_window(sys.argv[1:])
    if not opens:
        _run_commands(open_window)
    try:
        status = open_window(project, None)
    except (Exception, KeyboardInterrupt) as trouble:  # noqa: BLE001  # the command line knows how to tell of it
        _run_commands(_failing(trouble))
    else:
        sys.exit(status)


def _only_the_window(words: Sequence[str]) -> tuple[bool, Path | None]:
    """Whether the arguments say no more than: the window, on this file or on the last project. It comes a tenth of its
    time sooner where the command line is not loaded for that."""
    match words:
        case []:
            return True, None
        case ["open", name] | [name] if name.endswith(".hashiya") and os.path.isfile(name):  # noqa: PTH113
            return True, Path(name)
    return False, None


def _run_commands(door: Door) -> None:
    try:
        with _nothing_collected():
            from annotator.cli import hashiya
            from annotator.cli.session import Session
        hashiya.main(prog_name="hashiya", obj=Session(door))
    except KeyboardInterrupt:  # before the command line was there to say it in words
        sys.exit(130)


def _failing(trouble: BaseException) -> Door:
    """A door behind which it goes wrong once more, in the same way."""

    def fail(_project: Path | None, _annotator: str | None) -> int:
        raise trouble

    return fail


def open_window(project: Path | None, annotator: str | None) -> int:
    """Show the window and return its exit status. Raises NoWindow where none can be shown."""
    # The two faces do not know each other, so the door between them is here.
    from annotator.desktop.display import missing_display
    from annotator.errors import NoWindow

    if sentence := missing_display():
        raise NoWindow(sentence)
    with _nothing_collected():
        import_module("annotator.workspace")
        import_module("annotator.desktop.unswitched")  # before PySide6 takes a hand in each import
        import_module("annotator.desktop.sheltering")  # before the first class of the window is made

        from annotator.desktop.app import run
    return run(project, annotator)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Load modules without looking for rubbish, then and ever after: what they make stays."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


if __name__ == "__main__":
    main()
