"""Making a dataset of the open project: what it would hold is counted beside the window, and then it is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator import paths
from annotator.dataset.losses import part_name
from annotator.desktop.background import Progress, Work, run_beside
from annotator.desktop.dialogs.export.choice import Choice
from annotator.desktop.dialogs.export.tally import Tally
from annotator.desktop.dialogs.messages import say
from annotator.desktop.dialogs.publish.order import Order, Outlook
from annotator.desktop.dialogs.publish_dialog import PublishDialog
from annotator.desktop.dialogs.written import say_where
from annotator.desktop.newest import Newest
from annotator.desktop.plain import isolated, joined
from annotator.desktop.trouble import telling
from annotator.formats.presenting import presented
from annotator.model.split import split_word
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.dataset.publishing.publication import Publication
    from annotator.desktop.pages.annotate import AnnotatePage


class Publishing(QObject):
    """Asks what dataset is to be made, and makes it."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page = page
        self.counting = Newest(page.window())

    @classmethod
    def on(cls, page: AnnotatePage) -> Publishing:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    def open(self) -> PublishDialog:
        """Ask what dataset is to be made."""
        page, workspace = self._page, self._page.workspace
        name = workspace.path.stem
        folder = paths.exports_folder() / f"{name}-dataset"
        dialog = PublishDialog(
            workspace.annotators() if workspace.sees_others else [workspace.annotator],
            name,
            folder,
            page.preferences,
            page.theme,
            page.window(),
            of_all=workspace.sees_others,
        )
        counting = self.counting
        counting.progressed.connect(dialog.show_counting)
        counting.done.connect(dialog.show_outlook)
        counting.failed.connect(dialog.show_trouble)
        dialog.choice_changed.connect(lambda choice: counting.begin(None if choice is None else self._look(choice)))
        dialog.asked.connect(lambda order: self._publish(dialog, order))
        dialog.article_asked.connect(lambda uid: self._leave(dialog, uid))
        dialog.finished.connect(counting.stop)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin()
        return dialog

    def _look(self, choice: Choice) -> Work:
        """What looks the project over for what a dataset would hold."""
        workspace = self._page.workspace

        def work(progress: Progress) -> Outlook:
            progress(0, 1)
            tally = Tally()
            with workspace.another() as own:
                survey = own.look_ahead(
                    format_name=choice.format_name,
                    annotator=choice.annotator,
                    status=choice.status,
                    told=tally.add,
                    progress=progress,
                )
                return Outlook(survey, tally, own.split_rule() is not None)

        return work

    def _publish(self, dialog: PublishDialog, order: Order) -> None:
        """Write the dataset, with progress; tell what was written, or what kept it from being."""
        workspace, choice = self._page.workspace, order.choice
        known = dialog.formats.chosen.known

        def work(progress: Progress) -> Publication:
            with workspace.another() as own:
                return own.publish(
                    order.folder,
                    format_name=choice.format_name,
                    annotator=choice.annotator,
                    status=choice.status,
                    options=choice.options_for(known),
                    title=order.title,
                    licence=order.licence,
                    with_names=order.with_names,
                    progress=progress,
                )

        def done(made: Publication) -> None:
            dialog.keep(order)
            dialog.accept()
            say_where(self._page.window(), _("Publish a dataset"), "\n".join(_told(made, order)), order.folder)

        run_beside(dialog, _("Publishing…"), work, done, telling(partial(say, dialog, warns=True)))

    def _leave(self, dialog: PublishDialog, article: str) -> None:
        dialog.reject()
        self._page.open_article(article)


def _told(made: Publication, order: Order) -> Iterator[str]:
    """What was written, where, and what was left out of it."""
    survey = made.survey
    yield ngettext("{n} article was published.", "{n} articles were published.", survey.articles.total())
    yield isolated(str(order.folder))
    for file in made.data:
        articles = ngettext("{n} article", "{n} articles", survey.articles[file.split])
        spans = ngettext("{n} span", "{n} spans", survey.spans(file.split))
        yield joined([split_word(file.split), articles, spans, file.name])
    if survey.left:
        told = _("Left out, for {format} cannot carry it: {parts}")
        parts = [f"• {part_name(part)}: {count}" for part, count in survey.left.items()]
        yield told.format(format=isolated(presented(made.format).title), parts="\n".join(["", *parts]))
    if made.twins and made.twins.torn:
        yield ngettext(
            "{n} group of near duplicates is in several splits; divide all articles anew to keep them together.",
            "{n} groups of near duplicates are in several splits; divide all articles anew to keep them together.",
            made.twins.torn,
        )
