"""Recommenders outside on the annotation page: what they propose when it has come, and where texts go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout

from annotator.desktop.bridge import Bridge
from annotator.desktop.pages.desk import Desk
from annotator.desktop.plain import isolated, one_line
from annotator.errors import BadInput
from annotator.words import _
from annotator.workspace import Changed

if TYPE_CHECKING:
    from annotator.desktop.dialogs.outsides import Outsides
    from annotator.desktop.panels.hosts import HostsBanner


class Reaching(QObject):
    """Hears those outside, names the hosts that texts go to, and shows who may be asked."""

    _heard = Signal(str)
    """Somebody outside has answered for an Article; said in another thread."""

    def __init__(self, desk: Desk, bridge: Bridge) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self._dialog: Outsides | None = None
        self.banner: HostsBanner | None = None
        """The line over the Article; made when there is something to tell for the first time."""
        self._heard.connect(self._tell_of)
        self._workspace.answer_outside_later(self._heard.emit)
        bridge.changed.connect(lambda _changed: self.follow())
        self.follow()

    def _tell_of(self, article: str) -> None:
        if self._workspace.has_article(article):
            self._workspace.announce(Changed(article, self._workspace.annotator, frozenset()))

    # The line over the Article

    def follow(self) -> None:
        """Tell where texts go now, and who is not heard."""
        sentence, leaves = self._sentence()
        if sentence or self.banner is not None:
            self._made_banner().tell(sentence, leaves=leaves)
        if self._dialog is not None and self._dialog.isVisible():
            self._show()

    def _sentence(self) -> tuple[str, bool]:
        leaving = self._workspace.leaving()
        if leaving:
            told = (_named(one.host or one.recommender) for one in leaving)
            where = _(", ").join(dict.fromkeys(told))
            return _("The texts of articles go to another machine: {hosts}").format(hosts=where), True
        waiting = self._workspace.waiting_outsides()
        if waiting:
            names = _(", ").join(_named(one.name) for one in waiting)
            return _("The project asks for a recommender outside that you have not allowed: {names}").format(
                names=names
            ), False
        return next((one_line(told) for told in self._workspace.outside_troubles().values()), ""), False

    def _made_banner(self) -> HostsBanner:
        if self.banner is None:
            from annotator.desktop.panels.hosts import HostsBanner  # here, for the start of the window

            middle = self._desk.header.parentWidget()
            assert middle is not None
            self.banner = HostsBanner(self._desk.theme, middle)
            layout = middle.layout()
            assert isinstance(layout, QBoxLayout)
            layout.insertWidget(layout.indexOf(self._desk.header) + 1, self.banner)
            self.banner.stop_asked.connect(self.stop)
            self.banner.look_asked.connect(self.open)
        return self.banner

    def stop(self) -> None:
        """Turn off whoever sends texts to another machine."""
        for one in self._workspace.leaving():
            self._desk.attempt(partial(self._workspace.switch_outside, one.recommender, False))

    # The dialog

    def open(self) -> None:
        """Show the recommenders outside of the project."""
        if self._dialog is None:
            from annotator.desktop.dialogs.outsides import Outsides
            from annotator.desktop.pages.connecting import Connecting

            self._dialog = dialog = Outsides(self._desk.theme, self._desk)
            workspace = self._workspace
            dialog.switch_asked.connect(lambda name, on: self._desk.attempt(lambda: workspace.switch_outside(name, on)))
            dialog.allow_asked.connect(lambda one: self._desk.attempt(lambda: workspace.allow(one)))
            dialog.forbid_asked.connect(lambda one: self._desk.attempt(lambda: workspace.forbid(one)))
            connecting = Connecting(self._desk)
            dialog.add_asked.connect(lambda: connecting.add(dialog))
            dialog.change_asked.connect(lambda one: connecting.change(one, dialog))
            dialog.remove_asked.connect(lambda one: connecting.remove(one, dialog))
            dialog.again_asked.connect(lambda: self._desk.attempt(workspace.ask_outsides_again))
        try:
            self._workspace.outsides()
        except BadInput as error:
            self._ask_to_clear(error)
        if self._show():
            self._dialog.open()

    def _ask_to_clear(self, error: BadInput) -> None:
        """Nobody can read how they are set up: offer to begin anew."""
        from annotator.desktop.dialogs.asking import agreed

        asked = _("Take all recommenders outside out of the project, to set them up anew?")
        text = f"{error}\n\n{asked}"
        if agreed(self._desk, _("Recommenders outside"), text, _("Take them out")):
            self._desk.attempt(self._workspace.remove_outsides)

    def _show(self) -> bool:
        from annotator.desktop.dialogs.outsides import Shown

        workspace, troubles = self._workspace, self._workspace.outside_troubles()

        def told() -> list[Shown]:
            return [
                Shown(
                    one,
                    *workspace.asking_leave(one),
                    is_allowed=workspace.is_allowed(one),
                    tally=workspace.tally(one.name),
                    trouble=troubles.get(one.name, ""),
                )
                for one in workspace.outsides()
            ]

        dialog = self._dialog
        return dialog is not None and self._desk.attempt(lambda: dialog.show_outsides(told()))


def _named(text: str) -> str:
    return isolated(one_line(text))
