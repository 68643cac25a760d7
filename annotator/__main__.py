"""The front door: `hashiya`, and `python -m annotator`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def main() -> None:
    """Run the command line, with the window behind it."""
    try:
        with _nothing_collected():
            from annotator.cli import hashiya
            from annotator.cli.session import Session
        hashiya.main(prog_name="hashiya", obj=Session(open_window))
    except KeyboardInterrupt:  # before the command line was there to say it in words
        sys.exit(130)


def open_window(project: Path | None, annotator: str | None) -> int:
    """Show the window and return its exit status. Raises NoWindow where none can be shown."""
    # The two faces do not know each other, so the door between them is here.
    from annotator.desktop.display import missing_display
    from annotator.errors import NoWindow

    if sentence := missing_display():
        raise NoWindow(sentence)
    with _nothing_collected():
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
