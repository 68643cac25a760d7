"""What a target was tried with, and what was found wrong: each fault once, with the smallest file that shows it."""

from __future__ import annotations

import shutil
import traceback
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.fuzz.cases import Case
from tests.fuzz.limits import Exceeded
from tests.fuzz.promise import Broken, Ground, Outcome
from tests.fuzz.targets import Target

_OWN = f"{Path(__file__).parents[2] / 'annotator'}/"


@dataclass
class Fault:
    """A promise that was not kept: where and how, the file, and the traceback."""

    key: str
    case: Case
    told: str


@dataclass
class Tally:
    """Counts by what came of the files; faults by where and how they showed."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, Fault] = field(default_factory=dict)

    def add(self, target: Target, case: Case, ground: Ground, *, whole: bool) -> str:
        """Try a file and count what came of it. Returns the key of the fault, if one was met."""
        try:
            outcome: Outcome = (target.whole if whole else target.quick)(case, ground)
        except (Exception, Exceeded) as error:
            self.outcomes["faults"] += 1
            fault = Fault(_key(error), case, "".join(traceback.format_exception(error)))
            known = self.faults.get(fault.key)
            if known is None or case.size < known.case.size:
                self.faults[fault.key] = fault
            return fault.key
        self.outcomes[outcome.value] += 1
        return ""

    def keep(self, target: Target, folder: Path) -> None:
        """Write each fault's file, and what was said, into the folder."""
        for fault in self.faults.values():
            place = folder / target.name / sha256(fault.key.encode()).hexdigest()[:8]
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            fault.case.put(place)
            (place / "fault.txt").write_text(
                f"{fault.key}\nformat named: {fault.case.format or 'no'}\n\n{fault.told[-20_000:]}",
                encoding="utf-8",
                errors="backslashreplace",
            )


def _key(error: BaseException) -> str:
    """The same for what is the same fault: its kind, the line of ours where it came up, or the words of the promise."""
    if isinstance(error, Broken):
        return f"Broken: {str(error)[:60]}"
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(_OWN)]
    where = f"{lines[-1].filename.removeprefix(_OWN)}:{lines[-1].lineno}" if lines else ""
    what = " ".join(str(error).split()[:3]) if isinstance(error, Exceeded) else ""
    return f"{type(error).__name__} {what} at {where}"
