"""Dividing the open project: what would come of it is worked out beside the window, and done when it is wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.background import Progress, Work, run_beside
from annotator.desktop.dialogs.divide.preview import Preview
from annotator.desktop.dialogs.divide_dialog import DivideDialog, Standing
from annotator.desktop.dialogs.messages import say
from annotator.desktop.newest import Newest
from annotator.desktop.plain import joined
from annotator.desktop.trouble import telling
from annotator.model.split import Split, SplitRule, split_word
from annotator.words import _, language, ngettext

if TYPE_CHECKING:
    from annotator.dataset.duplicates import Group
    from annotator.dataset.splitting import Plan
    from annotator.desktop.pages.annotate import AnnotatePage


class Dividing(QObject):
    """Shows how a project would be divided, and divides it."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page = page
        self.planning = Newest(page.window())
        self._groups: dict[float, list[Group]] = {}

    @classmethod
    def on(cls, page: AnnotatePage) -> Dividing:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    def open(self) -> DivideDialog:
        """Ask how the project is to be divided."""
        workspace = self._page.workspace
        self._groups.clear()  # other articles may be there by now
        titles = {one.name: one.title if language() == "ar" else one.name for one in workspace.schema.labels}
        without = workspace.without_split()
        standing = Standing(workspace.split_rule(), sum(workspace.split_sizes().values()) + without, without)
        dialog = DivideDialog(standing, titles, self._page.window(), of_all=workspace.sees_others)
        planning = self.planning
        planning.progressed.connect(dialog.show_counting)
        planning.done.connect(dialog.show_preview)
        planning.failed.connect(dialog.show_trouble)
        dialog.wish_changed.connect(lambda rule, anew: planning.begin(self._plan(rule, anew=anew)))
        dialog.asked.connect(lambda plan: self._divide(dialog, plan))
        dialog.finished.connect(planning.stop)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin()
        return dialog

    def _plan(self, rule: SplitRule, *, anew: bool) -> Work:
        """What works out how the project would be divided. Near duplicates are looked for once for each threshold."""
        workspace, known = self._page.workspace, self._groups

        def work(progress: Progress) -> Preview:
            progress(0, 1)
            with workspace.another() as own:
                groups = known.get(rule.threshold)
                if groups is None:
                    groups = known[rule.threshold] = own.duplicates(rule.threshold, progress=progress)
                plan = own.plan_split(rule, anew=anew, groups=groups)
            return Preview(plan, len(groups), sum(len(group.articles) for group in groups))

        return work

    def _divide(self, dialog: DivideDialog, plan: Plan) -> None:
        workspace = self._page.workspace

        def work(_progress: Progress) -> None:
            with workspace.another() as own:
                own.divide(plan)

        def done(_nothing: None) -> None:
            dialog.accept()
            workspace.look_for_changes()
            parts = [f"{split_word(split)} {plan.report.counts[split].articles:,}" for split in Split]
            told = ngettext("{n} article is divided.", "{n} articles are divided.", plan.report.articles)
            say(self._page.window(), "\n".join([told, joined(parts), _("Undo takes it back.")]))

        run_beside(dialog, _("Dividing…"), work, done, telling(partial(say, dialog, warns=True)))
