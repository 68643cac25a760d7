"""Suggestions on the annotation page: what is proposed is shown, and one decision settles a group of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.offering import Offering
from annotator.desktop.pages.seeking import Seeking
from annotator.desktop.text.keyboard import Command
from annotator.model.annotation import Fragment, Span
from annotator.words import _, ngettext
from annotator.workspace import Changed, Proposed, Suggestion

REJECT_KEY = "X"
"""The key that rejects, unless a Label has it."""

Stop = tuple[int, int, str]
"""A place where Tab stops: its start, its end (negative, so that longer ones come first), its uid or key."""


class Suggesting(QObject):
    """Wires the Suggestions of the open Article to the Workspace."""

    chosen = Signal(str)
    """The uid of a Span, or the key of a Suggestion, that is to be chosen; empty for none."""
    looked = Signal()
    """What is proposed is shown as it is now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self._decided: tuple[int, str] | None = None
        """Where the last decision was made, and what is chosen as long as nothing else was done since."""
        self._returns_to: int | None = None
        """Where the last decision was made, when a step was undone: it may have been that."""
        self.taken = 0
        """How many decisions were to accept."""
        self.seeking = Seeking(desk)
        self.seeking.found.connect(self._show)
        self._offering = Offering(desk)
        self._offering.changed.connect(desk.state_changed)
        desk.view.awaits_enter = self._awaits_enter
        desk.view.suggestion_reshaped.connect(self._nudge)
        desk.view.single_key_typed.connect(self._take_single_key)
        desk.sides_made.connect(self._wire_sides)

    def _wire_sides(self) -> None:
        inspector = self._desk.inspector
        inspector.offer_taken.connect(self._take_offer)
        inspector.accept_asked.connect(lambda single: self.accept(single=single))
        inspector.dismiss_asked.connect(lambda single: self.dismiss(single=single))

    def stop(self) -> None:
        """The project is about to be closed."""
        self._offering.drop()
        self.seeking.stop()

    # Showing

    def show_article(self) -> None:
        """Another Article is open; what is proposed in it is looked for when the hands rest."""
        self._decided = self._returns_to = None
        self._offering.drop()
        self.seeking.seek_in_new()

    def follow(self, changed: Changed) -> None:
        """Read again what a change may have touched."""
        if self._desk.article is not None and changed.article in (None, self._desk.article.uid):
            self._offering.drop()
            self.seeking.seek_soon()

    def marked(self, span: Span) -> None:
        """This was marked by hand just now: offer the other places of the name at once."""
        if len(span.fragments) == 1 and not self._workspace.is_date(span.label):
            self._offering.wait_for(span)
            self.seeking.seek_rest_of(span)

    def decide_again(self) -> None:
        """A step was undone or made again: where it was the last decision, its Suggestion is to be chosen again."""
        self._returns_to = self._decided[0] if self._decided else None

    def _show(self, proposed: Proposed) -> None:
        view = self._desk.view
        was_suggested = view.suggested is not None
        view.show_suggestions(proposed)
        self._offering.offer(proposed.rest)
        if was_suggested and view.suggested is None:
            self.chosen.emit("")
        elif was_suggested:
            self.show_chosen()
            self._desk.state_changed.emit()
        self._return()
        self.looked.emit()

    def _return(self) -> None:
        """Choose the Suggestion again on which a decision was taken back."""
        view, start = self._desk.view, self._returns_to
        self._returns_to = None
        back = next((one for one in view.suggestions if one.start == start), None)
        if back is not None and view.suggested is None and not view.selected:
            self.chosen.emit(back.key)

    def show_chosen(self) -> None:
        """Show the chosen Suggestion in the inspector."""
        view, article = self._desk.view, self._desk.article
        one = view.suggested
        if one is not None and article is not None:
            look = self._desk.looks.get(one.label)
            self._desk.inspector.show_suggestion(one, article.text, len(view.group), look, self.keys)

    @property
    def keys(self) -> tuple[str, str]:
        """What accepts and what rejects, as it is told."""
        return "Enter", "Delete" if self._workspace.schema.by_key(REJECT_KEY) else REJECT_KEY

    @property
    def hint(self) -> str:
        """What the next key would do, in words; empty where there is nothing to say."""
        count = len(self._desk.view.group)
        if not count:
            return self._offering.hint
        if count == 1:
            return _("{accept} accepts, {reject} dismisses").format(accept=self.keys[0], reject=self.keys[1])
        told = ngettext(
            "{n} place: {{accept}} accepts, {{reject}} dismisses; with Shift only this one",
            "{n} places: {{accept}} accepts, {{reject}} dismisses all; with Shift only this one",
            count,
        )
        return told.format(accept=self.keys[0], reject=self.keys[1])

    # Walking

    def neighbour(self, way: int) -> str | None:
        """Where Tab goes (1), or Shift+Tab (-1): the uid of a Span or the key of a Suggestion, around the corner at
        the ends; None where there is nothing.

        It stops at Spans and at the first place of each group. After a decision it goes on to the next group that is
        not decided yet, as long as nothing else is done.
        """
        view = self._desk.view
        here = view.suggested.key if view.suggested else view.selected or ""
        groups = [_stop(group[0], group[0].key) for group in view.groups]
        spans = [_stop(span, span.uid) for span in view.highlights.in_order()]
        if self._decided is not None and here == self._decided[1]:
            there = _next(sorted(groups) or sorted(spans), (self._decided[0], 0, ""), way)
            self._decided = (there[0], there[2]) if there and groups else None
        else:
            self._decided = None
            subject = view.suggested or view.highlights.get(here)
            there = _next(sorted(groups + spans), _stop(subject, here) if subject else None, way)
        return there[2] if there else None

    # Deciding

    def obey(self, command: Command) -> bool:
        """What Enter, Delete and Esc do to a chosen Suggestion, with Shift or without, and Enter to what is offered;
        says whether they did it."""
        if self._desk.view.suggested is None:
            return command is Command.CHOOSE and self._take_offer()
        match command:
            case Command.CHOOSE | Command.CHOOSE_ONE:
                self.accept(single=command is Command.CHOOSE_ONE)
            case Command.DELETE | Command.DELETE_ONE:
                self.dismiss(single=command is Command.DELETE_ONE)
            case Command.LET_GO:
                self.chosen.emit("")
            case _:
                return False
        return True

    def take_key(self, key: str) -> bool:
        """What a Label's key and X do to the group of the chosen Suggestion; says whether they did it."""
        return self._take(key, single=False)

    def _take_single_key(self, key: str) -> None:
        self._take(key, single=True)

    def _take(self, key: str, *, single: bool) -> bool:
        label = self._workspace.schema.by_key(key)
        if self._desk.view.suggested is None or (label is None and key != REJECT_KEY):
            return False
        if label is not None:
            self.relabel(label.name, single=single)
        else:
            self.dismiss(single=single)
        return True

    def _meant(self, *, single: bool) -> list[Suggestion]:
        one = self._desk.view.suggested
        return [one] if one is not None and single else list(self._desk.view.group)

    def accept(self, *, single: bool = False) -> None:
        """Make the group of the chosen Suggestion Spans, or it alone."""
        self.take(self._meant(single=single))

    def relabel(self, label: str, *, single: bool = False) -> None:
        """Make the group of the chosen Suggestion Spans under another Label, or it alone."""
        self.take(self._meant(single=single), label=label)

    def accept_certain(self) -> None:
        """Make all dates that are certain Spans, as one step."""
        sure = [one for one in self._desk.view.suggestions if one.level == "high" and one.value and not one.warning]
        if sure:
            self.take(sure, choose=False)

    def take(
        self,
        wanted: Sequence[Suggestion],
        *,
        label: str = "",
        settled: tuple[str, str] | None = None,
        choose: bool = True,
    ) -> Span | None:
        """Make Suggestions Spans, in one step, and choose the one that was chosen before. Returns that."""
        article, view = self._desk.article, self._desk.view
        if article is None or not wanted:
            return None
        one = view.suggested or wanted[0]
        seconds, made = view.time_for(wanted), list[Span]()
        if not self._desk.attempt(
            lambda: made.extend(
                self._workspace.accept(article.uid, wanted, label=label, settled=settled, seconds=seconds)
            )
        ):
            return None
        self.taken += 1
        view.drop_suggestions(wanted)
        span = next((span for span in made if (span.start, span.end) == (one.start, one.end)), None)
        if choose:
            self._decided = one.start, span.uid if span else ""
            self.chosen.emit(span.uid if span else "")
        return span

    def dismiss(self, *, single: bool = False) -> None:
        """Do not propose the group of the chosen Suggestion any more, or it alone."""
        article, view, wanted = self._desk.article, self._desk.view, self._meant(single=single)
        one = view.suggested
        if article is None or one is None:
            return
        seconds = view.time_for(wanted)
        if self._desk.attempt(lambda: self._workspace.dismiss(article.uid, wanted, seconds=seconds)):
            view.drop_suggestions(wanted)
            self._decided = one.start, ""
            self.chosen.emit("")

    def _nudge(self, start: int, end: int) -> None:
        """Accept the chosen Suggestion alone, with an edge that the keyboard moved."""
        article, fragments = self._desk.article, ((start, end),)
        span = self.take(self._meant(single=True))
        if span is not None and article is not None:
            self._reshape(article.uid, span.uid, fragments)

    def _reshape(self, article: str, uid: str, fragments: tuple[Fragment, ...]) -> None:
        self._desk.attempt(lambda: self._workspace.reshape(article, uid, fragments))

    def propose_again(self) -> None:
        """Show again what was dismissed in this Article."""
        article = self._desk.article
        if article is not None:
            self._desk.attempt(lambda: self._workspace.propose_again(article.uid))
            self.seeking.seek()

    def switch(self) -> None:
        """Hide the Suggestions, or show them again; the project remembers it for this annotator."""
        self.seeking.is_on = not self.seeking.is_on
        self._desk.attempt(lambda: self._workspace.remember("suggestions", "on" if self.seeking.is_on else "off"))
        self.seeking.seek()

    def settle(self) -> None:
        """Let it be settled how Suggestions are made in this project."""
        from annotator.desktop.dialogs.suggestions import SuggestionSettings

        dialog = SuggestionSettings(self._workspace, self._desk, is_on=self.seeking.is_on)
        dialog.changed.connect(self.seeking.seek)
        dialog.accepted.connect(lambda: self.switch() if dialog.is_on.isChecked() != self.seeking.is_on else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # What is offered after a mark by hand

    def _awaits_enter(self) -> bool:
        if self._offering.is_waiting:  # the key may come faster than the offer
            self.seeking.seek_now()
        return bool(self._desk.view.offered)

    def _take_offer(self) -> bool:
        offered = list(self._desk.view.offered)
        if offered:
            self._offering.drop()
            self.take(offered, choose=False)
        return bool(offered)


def _stop(subject: Span | Suggestion, name: str) -> Stop:
    return subject.start, -subject.end, name


def _next(stops: Sequence[Stop], here: Stop | None, way: int) -> Stop | None:
    """The stop after a place (1) or before it (-1), around the corner at the ends."""
    if not stops:
        return None
    after = [stop for stop in stops if here is None or stop > here]
    before = [stop for stop in stops if here is not None and stop < here]
    if way > 0:
        return (after or stops)[0]
    return (before or stops)[-1]
