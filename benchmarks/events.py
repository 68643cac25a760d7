"""Events in the window: how many keys one takes, and how soon the arguments of one of very many are drawn.

The keys are real key events sent to the article view; what they made is read from the file. A choice is measured from
the click's handler until the page is painted with the event's connectors, badges and card, in one article of 500 events
with 1,500 arguments, with all that is suggested in it in sight. The measurement has a process of its own:
`python -m benchmarks.events FOLDER` prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.table import Row

FRAME = 1 / 60
EVENTS, ROLES = 500, ("Participant", "Place", "Time")
MOST_KEYS = 5
TIMES = 200


def rows() -> list[Row]:
    from benchmarks import corpus
    from benchmarks.table import Row, below, p95, seconds

    with tempfile.TemporaryDirectory(dir=corpus.DATA) as folder:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HASHIYA_PREFERENCES": folder}
        command = [sys.executable, "-m", "benchmarks.events", folder]
        found = json.loads(
            subprocess.run(
                command, check=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            ).stdout
        )
    keys: int = found["keys"]
    many = f"{EVENTS} events with {EVENTS * len(ROLES):,} arguments"
    return [
        Row(
            "keys for an event with three arguments, once its trigger is chosen",
            str(keys),
            f"{2 * len(ROLES)} (a key and Enter a role)",
            f"{keys / (2 * len(ROLES)):.2f}",
            f"at most {MOST_KEYS}",
            keys <= MOST_KEYS,
        ),
        below(
            f"choosing an event of {many}, until painted, p95", p95(found["chosen"]), FRAME, seconds, what="one frame"
        ),
        below(
            f"the same with the arguments of all {EVENTS} drawn, p95",
            p95(found["all"]),
            FRAME,
            seconds,
            what="one frame",
        ),
    ]


def _keys(folder: Path) -> int:
    """How many keys it took to fill three Roles of a chosen event with Spans that were marked before."""
    from PySide6.QtTest import QTest

    from annotator.workspace import Workspace
    from benchmarks.window import _window

    text = "التقى بوتين أحمد الشرع في موسكو يوم الأربعاء لبحث العلاقات."
    lines = folder / "one.jsonl"
    words = (("التقى", "Meet"), ("بوتين", "PERS"), ("موسكو", "GPE"), ("يوم الأربعاء", "DATE"))
    spans = [[text.index(word), text.index(word) + len(word), label] for word, label in words]
    lines.write_text(json.dumps({"text": text, "spans": spans}))
    with Workspace.create(folder / "one.hashiya", annotator="bench") as workspace:
        workspace.import_files([lines])
    window = _window(folder / "one.hashiya")
    page = window.page
    assert page is not None and page.article is not None
    page.choose_span(next(span.uid for span in page.workspace.spans(page.article.uid) if span.label == "Meet"))
    pressed = 0
    for key in ("1", "4", "5", "\r"):
        QTest.keyClick(page.view, key)
        pressed += 1
    (event,) = page.workspace.events(page.article.uid)
    assert {(one.label, span.surface(text)) for one, span in event.arguments} == {
        ("Participant", "بوتين"),
        ("Place", "موسكو"),
        ("Time", "يوم الأربعاء"),
    }
    window.close()
    return pressed


def _make(path: Path) -> None:
    """A project of one Article with `EVENTS` events, each with an argument for each of the `ROLES`."""
    from annotator import paths
    from annotator.workspace import Workspace

    seed = "\n".join(file.read_text(encoding="utf-8") for file in sorted(paths.seeds().glob("*.txt")))
    text = seed * 12
    words = [match.span() for match in re.finditer(r"\w{3,}", text)]
    dice = random.Random(4)
    chosen = sorted(dice.sample(words, EVENTS * (1 + len(ROLES))))
    spans, relations = [], []
    for number in range(EVENTS):
        group = chosen[number * (1 + len(ROLES)) : (number + 1) * (1 + len(ROLES))]
        for part, (place, label) in enumerate(zip(group, ("Meet", "PERS", "GPE", "DATE"), strict=True)):
            spans.append({"id": f"{number}-{part}", "start": place[0], "end": place[1], "label": label})
        relations += [
            {"label": role, "source": f"{number}-0", "target": f"{number}-{part}"} for part, role in enumerate(ROLES, 1)
        ]
    lines = path.with_suffix(".jsonl")
    lines.write_text(json.dumps({"text": text, "spans": spans, "relations": relations}))
    with Workspace.create(path, annotator="bench") as workspace:
        workspace.import_files([lines])


def _choices(folder: Path) -> dict[str, list[float]]:
    from PySide6.QtWidgets import QApplication

    from benchmarks.window import _painted, _window

    _make(folder / "many.hashiya")
    window = _window(folder / "many.hashiya")
    page = window.page
    assert page is not None and page.article is not None
    triggers = [span for span in page.workspace.spans(page.article.uid) if span.label == "Meet"]
    while not page.view.suggestions:  # about 1,000, which are sought beside the window
        QApplication.processEvents()
    dice = random.Random(5)
    found: dict[str, list[float]] = {"chosen": [], "all": []}
    for which, times in found.items():
        if which == "all":
            page.relating.switch_all()
        for span in dice.sample(triggers, TIMES):
            page.view.bring_into_sight(span.start, span.end)
            QApplication.processEvents()
            times.append(_painted(lambda span=span: page.choose_span(span.uid)))  # type: ignore[misc]
    window.close()
    return found


if __name__ == "__main__":
    for absent in ("pandas", "numpy"):
        sys.modules[absent] = None  # type: ignore[assignment]
    place = Path(sys.argv[1])
    print(json.dumps({"keys": _keys(place), **_choices(place)}))
