"""The menu Review: what may be done with the Layers of several annotators. Each entry is a line in `entries`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.spec import Spec
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.pages.annotate import AnnotatePage

Deed = Callable[["AnnotatePage"], None]
"""What an entry does on the page of the open project. It loads what it needs when it is called."""


def entries() -> list[tuple[Spec, Deed]]:
    """The entries of the menu in their order, each with what it does. All need an open project."""
    return [
        (Spec("assignments", _("&Who annotates what…"), "Ctrl+T", "team"), _assignments),
        (Spec("open_review", _("&Show annotators one another's work"), "Ctrl+Shift+V", is_switch=True), _open_review),
        (Spec("adjudicate", _("&Adjudicate…"), "Ctrl+J", "adjudicate"), _adjudicate),
        (Spec("disagreements", _("&Disagreements…"), "Ctrl+Shift+J"), _disagreements),
        (Spec("fill_gold", _("Begin with a &rule…"), "Ctrl+Shift+G"), _fill_gold),
        (Spec("compared", _("Who is &compared…"), "Ctrl+Shift+C"), _compared),
        (Spec("dashboard", _("Dash&board…"), "Ctrl+B", "dashboard"), _dashboard),
        (Spec("report", _("Re&port…"), "Ctrl+Shift+H"), _report),
        (Spec("consistency", _("Co&nsistency…"), "Ctrl+Shift+K"), _consistency),
    ]


def specs() -> list[Spec]:
    """What the menu bar shows of them."""
    return [spec for spec, _deed in entries()]


def bench_of(page: AnnotatePage) -> tuple[str, str] | None:
    """What is decided on the bench of a page: an Article's uid and a Case's key; None where the bench is not open."""
    found = page.findChild(QObject, "adjudicating")
    if found is None:
        return None
    from annotator.desktop.pages.adjudicating import Adjudicating

    return Adjudicating.on(page).place


def resume(page: AnnotatePage, bench: tuple[str, str] | None) -> None:
    """Open the bench of a page that was built anew, where it was open on the one before."""
    if bench is not None:
        from annotator.desktop.pages.adjudicating import Adjudicating

        Adjudicating.on(page).open(*bench)


def _assignments(page: AnnotatePage) -> None:
    from annotator.desktop.pages.assigning import Assigning

    Assigning.on(page).open()


def _open_review(page: AnnotatePage) -> None:
    page.attempt(lambda: page.workspace.open_review(is_open=not page.workspace.is_review_open))
    page.state_changed.emit()  # the switch shows what is so, whatever came of it


def _adjudicate(page: AnnotatePage) -> None:
    from annotator.desktop.pages.adjudicating import Adjudicating

    Adjudicating.on(page).open()


def _disagreements(page: AnnotatePage) -> None:
    from annotator.desktop.pages.disagreeing import Disagreeing

    Disagreeing.on(page).open()


def _dashboard(page: AnnotatePage) -> None:
    from annotator.desktop.pages.watching import Watching

    Watching.on(page).open()


def _report(page: AnnotatePage) -> None:
    from annotator.desktop.pages.watching import Watching

    Watching.on(page).ask_for_report()


def _fill_gold(page: AnnotatePage) -> None:
    from annotator.desktop.pages.adjudicating import Adjudicating

    Adjudicating.on(page).ask_rule()


def _compared(page: AnnotatePage) -> None:
    from annotator.desktop.pages.adjudicating import Adjudicating

    Adjudicating.on(page).ask_compared()


def _consistency(page: AnnotatePage) -> None:
    from annotator.desktop.pages.harmonising import Harmonising

    Harmonising.on(page).open()
