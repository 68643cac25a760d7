"""The hands on the text of the bench: what keys and clicks mean there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.desktop.bench.letters import EDIT, KEEP, NONE, REASON, SKIP
from annotator.desktop.bench.window import BenchWindow
from annotator.desktop.text.keyboard import Command
from annotator.desktop.text.lanes import GOLD, bare, letter_of
from annotator.model.decision import KEEP as KEPT
from annotator.model.decision import NONE as NOTHING
from annotator.model.decision import SKIP as LATER

if TYPE_CHECKING:
    from annotator.desktop.bench.sitting import Sitting

_STEPS = {
    Command.WORD_FORWARD: 1,
    Command.WORD_BACK: -1,
    Command.LINE_DOWN: 1,
    Command.LINE_UP: -1,
    Command.NEXT_SPAN: 1,
    Command.PREVIOUS_SPAN: -1,
}


class Hands:
    """Takes what the view reports to the sitting."""

    def __init__(self, sitting: Sitting, window: BenchWindow) -> None:
        self._sitting, self._window = sitting, window
        view, drafting = window.view, sitting.drafting
        view.steer = self._steer
        view.pick = self._pick
        view.key_typed.connect(self._key_typed)
        view.space_pressed.connect(sitting.take_all)
        view.span_reshaped.connect(drafting.reshape)
        view.range_chosen.connect(self._range_chosen)
        view.fragment_chosen.connect(drafting.add_fragment)

    def _key_typed(self, key: str) -> None:
        sitting = self._sitting
        if sitting.drafting.draft is not None:
            sitting.press_label_key(key)
            return
        deeds: dict[str, Callable[[], object]] = {
            EDIT: sitting.edit,
            NONE: lambda: sitting.decide(NOTHING),
            SKIP: lambda: sitting.decide(LATER),
            KEEP: lambda: sitting.decide(KEPT),
            REASON: self._window.panel.focus_reason,
        }
        names = list(sitting.letters)
        by_letter = {letter: name for name, letter in sitting.letters.items()}
        if key in deeds:
            deeds[key]()
        elif key in by_letter:
            sitting.take(by_letter[key])
        elif key.isdigit() and 0 < int(key) <= len(names):
            sitting.take(names[int(key) - 1])

    def _steer(self, command: Command) -> bool:
        """What a key means here before it means anything to the view; says whether it meant anything."""
        if self._sitting.drafting.draft is not None:
            return self._steer_draft(command)
        if command in _STEPS:
            self._sitting.step(_STEPS[command])
        elif command is Command.CHOOSE:
            self._sitting.go_on_or_keep()
        elif command is Command.LET_GO:
            self._sitting.drop_mixture()
        elif command in (Command.PAGE_UP, Command.PAGE_DOWN):
            bar, page = self._window.view.verticalScrollBar(), round(self._window.view.viewport().height() * 0.8)
            bar.setValue(bar.value() + (page if command is Command.PAGE_DOWN else -page))
        return command is not Command.COPY

    def _steer_draft(self, command: Command) -> bool:
        drafting = self._sitting.drafting
        match command:
            case Command.CHOOSE:
                drafting.keep()
            case Command.LET_GO:
                drafting.end()
            case Command.DELETE:
                drafting.delete()
            case Command.NEXT_SPAN | Command.PREVIOUS_SPAN:
                drafting.step(_STEPS[command])
            case _:
                return False
        return True

    def _pick(self, uids: list[str]) -> bool:
        """A click: on a Span of the draft takes that in hand, else it takes a Case where one is over the letter."""
        sitting = self._sitting
        if sitting.drafting.draft is not None:
            own = next((uid for uid in uids if letter_of(uid) == GOLD), None)
            if own is not None:
                sitting.drafting.choose(bare(own))
        else:
            sitting.choose_at(self._window.view.place)
        return True

    def _range_chosen(self, start: int, end: int) -> None:
        if self._sitting.drafting.draft is not None:
            self._sitting.drafting.take_range(start, end)
        else:
            self._window.view.choose_range(())
