"""Looking ahead: the next Article in which something is to be decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.bench.order import Order
from annotator.words import _
from annotator.workspace import Workspace

_AT_ONCE = 25
"""Articles that are looked into before that is done beside the window."""


def is_waiting(workspace: Workspace, article: str) -> bool:
    """Whether anything is to be decided in an Article."""
    order = Order(workspace.case_entries(article))
    return bool(order.waiting or order.offered)


def around(uids: Sequence[str], here: str, way: int) -> list[str]:
    """The Articles behind one (1) or before it (-1) as one comes to them, around the corner at the ends."""
    at = uids.index(here) if here in uids else -1
    behind, before = [*uids[at + 1 :]], [*uids[: max(at, 0)]]
    return [*behind, *before] if way > 0 else [*before[::-1], *behind[::-1]]


def seek(
    workspace: Workspace,
    uids: Sequence[str],
    found: Callable[[str | None], None],
    failed: Callable[[Exception], None],
    window: QWidget,
) -> None:
    """Hand over the first of some Articles in which something is to be decided, None where there is none. A long search
    goes on beside the window, with progress and Cancel. Raises what `Workspace.case_entries` does."""
    first = next((uid for uid in uids[:_AT_ONCE] if is_waiting(workspace, uid)), None)
    if first is not None or len(uids) <= _AT_ONCE:
        found(first)
        return

    def work(progress: Progress) -> str | None:
        with workspace.another() as own:
            for done, uid in enumerate(uids[_AT_ONCE:]):
                progress(done, len(uids))
                if is_waiting(own, uid):
                    return uid
        return None

    run_beside(window, _("Looking for the next article…"), work, found, failed)
