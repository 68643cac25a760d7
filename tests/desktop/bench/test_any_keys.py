"""Whatever is pressed at the bench, Gold and the Decisions stay what the Journal says."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication

from annotator.workspace import Workspace
from tests.desktop.bench_hands import TEXT, Bench
from tests.desktop.hands import CTRL, NONE, SHIFT, Key, occurrence, press

ON_THE_TEXT = [
    *((key, NONE) for key in (Key.Key_A, Key.Key_B, Key.Key_C, Key.Key_E, Key.Key_N, Key.Key_S, Key.Key_K, Key.Key_P)),
    *((key, NONE) for key in (Key.Key_Space, Key.Key_Left, Key.Key_Right, Key.Key_Tab, Key.Key_Return, Key.Key_Escape)),
    *((key, SHIFT) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Backtab)),
    (Key.Key_Delete, NONE),
    (Key.Key_Left, CTRL),
]
IN_THE_WINDOW = [(Key.Key_Z, CTRL), (Key.Key_Z, CTRL | SHIFT), (Key.Key_Return, CTRL), (Key.Key_H, CTRL)]
WORDS = ("دونالد ترامب", "الرئيس", "القاهرة", "موسكو")


@pytest.mark.parametrize("seed", range(3))
def test_any_keys_leave_a_project_that_is_sound(bench: Bench, seed: int, told: list[str]) -> None:
    choosing = random.Random(seed)
    for _time in range(60):
        view = bench.window.view
        if choosing.random() < 0.1 and bench.sitting.article is not None and bench.sitting.article.text == TEXT:
            bench.pointer.drag(*occurrence(TEXT, choosing.choice(WORDS)))
        elif choosing.random() < 0.2:
            press(bench.window, *choosing.choice(IN_THE_WINDOW))
        else:
            view.setFocus()
            press(view, *choosing.choice(ON_THE_TEXT))
        QApplication.processEvents()
    with Workspace.open(bench.desk.path) as other:
        assert list(other.check()) == []
        while other.undo_decision():
            pass
        assert other.gold("first").is_untouched and other.gold("second").is_untouched
        assert other.decisions("first") == {} == other.decisions("second")
    assert all("gold version" in text or "first" in text for text in told)
