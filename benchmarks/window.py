"""The window at work, against one frame of a 60 Hz screen, and its memory.

Each measurement has a process of its own: `python -m benchmarks.window mark|next|memory|compare PROJECT` prints what
it found as JSON. A release is measured from the mouse event until the Span is committed (Journal included,
synchronous=FULL) and its line painted; the next article from the key's action until its page is painted with its
Spans, and until the panels around it have followed. pandas and numpy are hidden, as an ordinary install has none.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.desktop.main_window import MainWindow
    from benchmarks.table import Row

FRAME = 1 / 60
LETTERS, SPANS = 100_000, 5_000
TIMES = 200


def rows() -> list[Row]:
    from benchmarks import corpus
    from benchmarks.sizes import sizes
    from benchmarks.table import below, mebibytes, p95, seconds

    number = sizes().many
    many = corpus.project(number)
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        long = Path(name) / "long.hashiya"
        _make_long(long)
        usual = Path(name) / "usual.hashiya"
        shutil.copy(corpus.project(1_000), usual)
        marks = _measured("mark", usual)
        long_marks = _measured("mark", long)
    nexts = _measured("next", many)
    (memory,) = _measured("memory", many)
    (compared,) = _measured("compare", corpus.project(number, is_short=True))
    limit = 250 * 2**20
    return [
        below("release to painted and committed, p95", p95(marks), FRAME, seconds, what="one frame"),
        below(
            f"the same, {LETTERS:,} characters with {SPANS:,} spans, p95",
            p95(long_marks),
            FRAME,
            seconds,
            what="one frame",
        ),
        below(f"next article of {number:,}, p95", p95(nexts[::2]), FRAME, seconds, what="one frame"),
        below("the same with the panels around it, p95", p95(nexts[1::2]), 2 * FRAME, seconds, what="two frames"),
        below(f"memory of the window with {number:,} articles", memory, limit, mebibytes),
        below(f"the same while {number:,} short ones are compared", compared, limit, mebibytes),
    ]


def _measured(what: str, project: Path) -> list[float]:
    with tempfile.TemporaryDirectory() as preferences:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HASHIYA_PREFERENCES": preferences}
        command = [sys.executable, "-m", "benchmarks.window", what, str(project)]
        found = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    return list(json.loads(found.stdout))


def _make_long(path: Path) -> None:
    """A project of one Article with `LETTERS` characters and `SPANS` Spans."""
    from annotator import paths
    from annotator.workspace import Workspace

    seed = "\n".join(file.read_text(encoding="utf-8") for file in sorted(paths.seeds().glob("*.txt")))
    text = (seed * (LETTERS // len(seed) + 1))[:LETTERS]
    words = [match.span() for match in re.finditer(r"\w{3,}", text)]
    chosen = random.Random(1).sample(words, SPANS)
    lines = path.with_suffix(".jsonl")
    with Workspace.create(path, annotator="bench") as workspace:
        names = [label.name for label in workspace.schema.labels]
        spans = [[start, end, names[i % len(names)]] for i, (start, end) in enumerate(chosen)]
        lines.write_text(json.dumps({"text": text, "spans": spans}))
        workspace.import_files([lines])


def _window(project: Path) -> MainWindow:
    from PySide6.QtWidgets import QApplication

    from annotator.desktop.main_window import MainWindow
    from annotator.workspace import Workspace

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    window = MainWindow(Workspace.open(project))
    window.resize(1280, 820)
    window.show()
    app.processEvents()
    return window


def _painted(act: Callable[[], None], rounds: int = 1) -> float:
    """Seconds from before `act` until what it changed has been painted; each round more paints what followed upon
    the one before."""
    from PySide6.QtWidgets import QApplication

    start = time.perf_counter()
    act()
    for _round in range(rounds):
        QApplication.processEvents()
    return time.perf_counter() - start


def mark(project: Path) -> list[float]:
    """Drag over words with a Label in hand, as an annotator does, and time each release."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    window = _window(project)
    page = window.page
    assert page is not None and page.article is not None
    view, left, none = page.view, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    page.marking.press_label("PERS")
    words = [match.span() for match in re.finditer(r"\w{3,}", page.article.text)]
    times = []
    for start, end in random.Random(2).sample(words, min(TIMES, len(words))):
        view.bring_into_sight(start, end)
        QApplication.processEvents()
        rect = view.letter_rects(start, end)[0]
        first, last = QPointF(rect.right() - 2, rect.center().y()), QPointF(rect.left() + 2, rect.center().y())

        def send(kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
            port = view.viewport()
            QApplication.sendEvent(
                port,
                QMouseEvent(
                    kind, at, QPointF(port.mapToGlobal(at.toPoint())), button, held, Qt.KeyboardModifier.NoModifier
                ),
            )

        send(QEvent.Type.MouseButtonPress, first, left, left)
        send(QEvent.Type.MouseMove, last, none, left)
        QApplication.processEvents()
        times.append(_painted(lambda: send(QEvent.Type.MouseButtonRelease, last, left, none)))  # noqa: B023
    window.close()
    return times


def _next(project: Path) -> list[float]:
    window = _window(project)
    page = window.page
    assert page is not None
    times = []
    for _time in range(TIMES):
        first = _painted(lambda: page.step(1))
        times += [first, first + _painted(lambda: None, 3)]
    window.close()
    return times


def _memory(project: Path) -> list[float]:
    """Bytes that the process holds at its peak after walking through a hundred articles."""
    from benchmarks.memory import peak

    window = _window(project)
    page = window.page
    assert page is not None
    for _time in range(100):
        _painted(lambda: page.step(1))
    window.close()
    return [float(peak())]


def _compare(project: Path) -> list[float]:
    """Bytes that the process holds at its peak while duplicates are looked for beside the window, and shown."""
    from PySide6.QtWidgets import QApplication

    from annotator.desktop.dialogs.duplicates import Duplicates
    from annotator.desktop.pages.duplicating import Duplicating
    from benchmarks.memory import peak

    window = _window(project)
    assert window.page is not None
    Duplicating.on(window.page).open()
    while not window.findChildren(Duplicates):
        QApplication.processEvents()
        time.sleep(0.01)
    window.close()
    return [float(peak())]


if __name__ == "__main__":
    for absent in ("pandas", "numpy"):
        sys.modules[absent] = None  # type: ignore[assignment]
    work = {"mark": mark, "next": _next, "memory": _memory, "compare": _compare}[sys.argv[1]]
    print(json.dumps(work(Path(sys.argv[2]))))
