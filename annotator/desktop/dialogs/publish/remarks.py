"""What one should know of a dataset before it is made: what stays out, and what others will miss."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.dataset.publishing.columns import columns_of
from annotator.desktop.dialogs.export.choice import Choice
from annotator.desktop.dialogs.publish.order import Outlook
from annotator.desktop.plain import isolated, joined
from annotator.formats.bundle import Format
from annotator.formats.presenting import presented
from annotator.model.annotation import Status
from annotator.model.split import Split, split_word
from annotator.words import _, ngettext


def remarks(outlook: Outlook, choice: Choice, known: Format, licence: str) -> Iterator[str]:
    """Sentences, the gravest first."""
    survey = outlook.survey
    if not outlook.is_divided:
        yield _("The project is not divided, so all of it goes into one file; File > Divide (Ctrl+Shift+Q) parts it.")
    if not licence:
        yield _("No licence is named, and nobody may use a dataset without one.")
    unfinished = survey.statuses.total() - survey.statuses[Status.DONE.value]
    if unfinished and choice.status is None:
        yield ngettext(
            "{n} piece of work in it is not done yet; choose the status “done” to leave such out.",
            "{n} pieces of work in it are not done yet; choose the status “done” to leave such out.",
            unfinished,
        )
    if survey.unmarked:
        yield ngettext(
            "{n} article stays out, for nothing in it is annotated as it is wanted.",
            "{n} articles stay out, for nothing in them is annotated as it is wanted.",
            survey.unmarked,
        )
    if not columns_of(known.name):
        told = _("datasets knows no columns of {format}; README.md says how it is read.")
        yield told.format(format=isolated(presented(known).title))


def going_out(outlook: Outlook) -> str:
    """How many Articles each file would hold, in a line."""
    survey = outlook.survey
    told = ngettext("{n} article goes out.", "{n} articles go out.", survey.articles.total())
    if not outlook.is_divided:
        return told
    return joined([told, *(f"{split_word(split)} {survey.articles[split]:,}" for split in Split)])
