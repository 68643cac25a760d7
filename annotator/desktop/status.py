"""The line at the bottom: where, how many, how far, whether it is safe, how long."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QStatusBar, QWidget

from annotator.desktop.pages.annotate import AnnotatePage
from annotator.desktop.plain import along, isolated, joined, label, one_line
from annotator.desktop.stopwatch import spoken
from annotator.desktop.theme import Theme, icon
from annotator.model.annotation import Status
from annotator.words import _, ngettext


class StatusLine(QStatusBar):
    """Tells what a page is at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setSizeGripEnabled(False)
        self._annotator = label("", self)
        self._armed = label("", self)
        self._more = label("", self)
        self._hint = label("", self)
        self._place = label("", self)
        self._spans = label("", self)
        self._progress = label("", self)
        self._time = label("", self)
        self._saved = label("", self)
        self._saved_mark = label("", self)
        self._saved_mark.setPixmap(icon("saved", theme.accent).pixmap(QSize(16, 16)))
        self.addWidget(self._annotator)
        self.addWidget(self._armed)
        self.addWidget(self._more)
        self.addWidget(self._hint)
        for widget in (self._place, self._spans, self._progress, self._time, self._saved_mark, self._saved):
            self.addPermanentWidget(widget)

    def offer_more(self, name: str, count: int) -> None:
        """Say how often a name stands in the Article without being marked; nothing for none."""
        more = ngettext("{n} more here: press R", "{n} more here: press R", count) if count else ""
        self._more.setText(joined((one_line(name)[:30], more)) if more else "")

    def show_waiting(self, is_waiting: bool) -> None:
        """Say, or say no more, that a change waits; at once, for nothing else is painted meanwhile."""
        if is_waiting:
            self.showMessage(_("Another window or program is writing to the project; this change waits for it…"))
        else:
            self.clearMessage()
        self.repaint()

    def show_page(self, page: AnnotatePage | None) -> None:
        """Tell what the page is at, or nothing."""
        for widget in (self._place, self._spans, self._progress, self._time, self._saved_mark, self._saved):
            widget.setVisible(page is not None)
        if page is None:
            self._annotator.setText("")
            self._armed.setText("")
            self._more.setText("")
            self._hint.setText("")
            return
        self._annotator.setText(isolated(page.workspace.annotator))
        look = page.armed_look
        self._armed.setText(_("Marking: {label} (Esc ends it)").format(label=look.label.title) if look else "")
        hint = page.relating.hint or page.suggesting.hint or page.trimmer.hint or page.teaching.hint
        self._hint.setText(along(hint) if hint else "")  # it may begin with the name of a key
        self._more.setVisible(not page.view.offered)
        article = page.article
        length = len(article.text) if article else 0
        self._place.setText(_("Letter {place} of {length}").format(place=page.view.place, length=length))
        self._spans.setText(ngettext("{n} span", "{n} spans", len(page.view.highlights)))
        progress = page.following.progress
        done = sum(progress.get(status, 0) for status in (Status.DONE, Status.SKIPPED))
        self._progress.setText(_("{done} of {all} finished").format(done=done, all=sum(progress.values())))
        self._time.setText(isolated(spoken(page.stopwatch.seconds)))
        self._saved.setText(_("Saved"))
        if not self.isVisible():
            # Qt finds out too late that words make the line higher: the Article would be laid out twice.
            QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
