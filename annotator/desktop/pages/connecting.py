"""Setting recommenders outside up in the window: added, changed, tried and taken out. Nothing is started or asked
before the user has allowed just that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.asking import agreed
from annotator.desktop.pages.desk import Desk
from annotator.desktop.plain import isolated, one_line
from annotator.desktop.trouble import telling
from annotator.errors import BadInput
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.dialogs.outside.form import OutsideForm
    from annotator.suggest.external.external import Answer
    from annotator.suggest.external.foreign import Info
    from annotator.suggest.external.outside import Outside
    from annotator.suggest.external.setting_up import Draft

T = TypeVar("T")


class Connecting(QObject):
    """Opens the form, and does what is asked for in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self._form: OutsideForm | None = None
        self._before: Outside | None = None
        """What is changed; None while one is added."""
        self._allowed: list[Outside] = []
        """What was allowed in the form, and is only so for good if it is kept."""

    # Opening

    def add(self, over: QWidget) -> None:
        """Ask for one that is to be added."""
        self._open(None, over)

    def change(self, outside: Outside, over: QWidget) -> None:
        """Ask for what is to be changed of one."""
        self._open(outside, over)

    def remove(self, outside: Outside, over: QWidget) -> None:
        """Take one out, if the user means it."""
        name = isolated(one_line(outside.name))
        sure = agreed(
            over,
            _("Remove"),
            _("Take the recommender {name} out of the project, and forbid it? Spans that came from it stay.").format(
                name=name
            ),
            _("Remove"),
        )
        if sure:
            self._desk.attempt(lambda: self._workspace.remove_outside(outside.name))

    def _open(self, outside: Outside | None, over: QWidget) -> None:
        from annotator.desktop.dialogs.outside.form import OutsideForm
        from annotator.suggest.external import plugins
        from annotator.suggest.external.setting_up import draft_of

        self._before, self._allowed = outside, []
        self._form = form = OutsideForm(
            self._desk.theme,
            self._workspace.schema.markable(),
            plugins.installed(),
            self._faults,
            over,
            draft=draft_of(outside) if outside else None,
        )
        form.save_asked.connect(self._save)
        form.labels_asked.connect(self._ask_for_labels)
        form.trial_asked.connect(self._try)
        form.rejected.connect(lambda: self._forbid_all_but(self._before))
        form.finished.connect(form.deleteLater)
        form.trial.setEnabled(self._desk.article is not None)
        form.open()

    def _faults(self, draft: Draft, pairs: Sequence[tuple[str, str | None]]) -> dict[str, str]:
        from annotator.suggest.external.setting_up import faults

        found = faults(draft, self._workspace.schema)
        if "host" in found:
            found["host"] = _("Tick this if texts may go there, or take another address.")
        theirs = [label for label, _ours in pairs]
        twice = next((label for label in theirs if theirs.count(label) > 1), "")
        if twice:
            found["labels"] = _("“{label}” stands in the table twice.").format(label=one_line(twice))
        if self._before is None and draft.name in [one.name for one in self._workspace.outsides()]:
            found["name"] = _("There is a recommender “{name}” already.").format(name=one_line(draft.name))
        return found

    # Keeping

    def _save(self, draft: Draft) -> None:
        form, outside = self._form, self._made(draft)
        if form is None or outside is None:
            return
        key = "" if form.forgets_key.isChecked() else form.key.text().strip()
        if form.rows["key"].isVisible() and (key or form.forgets_key.isChecked()):
            self._keep_key(form, outside, key)
        else:
            self._put(form, outside)

    def _keep_key(self, form: OutsideForm, outside: Outside, key: str) -> None:
        """Keep the key first, beside the window: the system may ask for a password before."""

        def work(_progress: Progress) -> None:
            with self._workspace.another() as own:
                own.keep_key(outside, key)

        def failed(error: Exception) -> None:
            telling(form.rows["key"].show_fault)(error)
            form.key.setFocus()

        run_beside(form, _("Keeping the key…"), work, lambda _done: self._put(form, outside), failed, is_endless=True)

    def _put(self, form: OutsideForm, outside: Outside) -> None:
        if not self._desk.attempt(lambda: self._workspace.put_outside(outside)):
            return
        former = self._before
        self._forbid_all_but(outside)
        if former is not None and _leave(former) != _leave(outside):
            self._desk.attempt(lambda: self._workspace.forbid(former))  # what it was is asked no more
        form.accept()

    def _made(self, draft: Draft) -> Outside | None:
        from annotator.suggest.external.setting_up import made

        try:
            return made(draft, self._workspace.schema)
        except BadInput as error:  # the form has looked, so the project has changed since
            self._desk.trouble.emit(str(error))
            return None

    # Asking

    def _ask_for_labels(self, draft: Draft) -> None:
        form = self._form

        def ask(outside: Outside, progress: Progress) -> Info:
            with self._workspace.another() as own:
                return own.info_of(outside, progress=progress)

        def told(info: Info) -> None:
            if form is not None:
                form.show_labels(info.labels)

        self._ask(draft, _("Asking {name} for its labels…"), ask, told)

    def _try(self, draft: Draft) -> None:
        article, form = self._desk.article, self._form
        if article is None:
            return

        def ask(outside: Outside, progress: Progress) -> Answer:
            with self._workspace.another() as own:
                return own.try_set_up(outside, article.uid, progress=progress)

        def told(answer: Answer) -> None:
            from annotator.desktop.dialogs.outside.trial import Trial

            if form is not None:
                trial = Trial(draft.name, article, answer, form)
                trial.finished.connect(trial.deleteLater)
                trial.open()

        self._ask(draft, _("Asking {name} about this article…"), ask, told)

    def _ask(
        self,
        draft: Draft,
        title: str,
        ask: Callable[[Outside, Progress], T],
        told: Callable[[T], None],
    ) -> None:
        """Ask one beside the window, after the user has allowed just that."""
        form, outside = self._form, self._made(draft)
        if form is None or outside is None:
            return

        failed = telling(lambda text: form.tell(one_line(text)))

        def go() -> None:
            form.tell("")
            titled = title.format(name=isolated(one_line(draft.name)))
            run_beside(form, titled, partial(ask, outside), told, failed, is_endless=True)

        self._with_leave(outside, form, go)

    def _with_leave(self, outside: Outside, over: QWidget, go: Callable[[], None]) -> None:
        """Go on where it is allowed; where it is not yet, once the user has seen what it means and allows it."""
        if self._workspace.is_allowed(outside):
            go()
            return
        from annotator.desktop.dialogs.outside.leave import Leave

        def allow() -> None:
            if self._desk.attempt(lambda: self._workspace.allow(outside)):
                self._allowed.append(outside)
                go()

        asking = Leave(*self._workspace.asking_leave(outside), over)
        asking.accepted.connect(allow)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _forbid_all_but(self, kept: Outside | None) -> None:
        """Take back what was allowed in the form and is not kept."""
        gone = [one for one in self._allowed if kept is None or _leave(one) != _leave(kept)]
        self._allowed = []
        for one in gone:
            self._desk.attempt(partial(self._workspace.forbid, one))


def _leave(outside: Outside) -> tuple[object, ...]:
    """What the user allows: another table of labels or time needs no other leave."""
    return outside.name, outside.kind, outside.command, outside.address, outside.model
