"""Fuzzing for as long as there is time: `python -m tests.fuzz --seconds 300`, as `make fuzz` does it.

Each target gets its share of the time: half with Hypothesis, half guided by coverage where atheris is installed. The
exit status is 1 where a promise was not kept; the files that show it are in `.fuzz/`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.child import DRAWN, GUIDED
from tests.fuzz.promise import memory
from tests.fuzz.seeds import theirs
from tests.fuzz.targets import TARGETS

OUT = Path(__file__).parents[2] / ".fuzz"
_PATIENCE = 300
"""Seconds that a process may take beyond its time before it is ended: one input may still be made small."""


def main() -> int:
    """Search every target, print a line for each, and say whether all is well."""
    given = _arguments()
    names = given.only or [target.name for target in TARGETS]
    ways = [DRAWN, GUIDED]
    if find_spec("atheris") is None:
        ways.remove(GUIDED)
        print('atheris is not installed (pip install "hashiya[fuzz]"): nothing is guided by coverage; the rest runs.')
    if not theirs():
        print("The files of other tools are not here: only what our own writers make is damaged.")
    first_seed = given.seed if given.seed is not None else int(time.time())
    print(f"{given.seconds} s for {len(names)} targets, seed {first_seed}")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    share = given.seconds / (len(names) * len(ways))
    wrong = [_searched(way, name, share, first_seed) for name in names for way in ways]
    print("Every promise was kept." if not any(wrong) else f"Promises were broken; the files are in {OUT.name}/.")
    return int(any(wrong))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Feed damaged files to every importer.")
    parser.add_argument("--seconds", type=float, default=300, help="for all targets together (300)")
    parser.add_argument("--only", action="append", choices=[target.name for target in TARGETS], help="this target")
    parser.add_argument("--seed", type=int, help="to try the same again; another one each time by default")
    return parser.parse_args()


def _searched(way: str, name: str, seconds: float, first_seed: int) -> bool:
    """Search one target in a process of its own; returns whether something is wrong."""
    with tempfile.TemporaryDirectory(prefix="hashiya-fuzz-", dir=memory()) as folder:
        command = [sys.executable, "-m", "tests.fuzz.child", way, name, str(seconds), str(first_seed), str(OUT)]
        told, status = "", 0
        try:
            ran = subprocess.run(
                command,
                env={**os.environ, "TMPDIR": folder, "LANGUAGE": "en"},
                timeout=seconds + _PATIENCE,
                capture_output=True,
                check=False,
            )
            told, status = ran.stderr.decode(errors="replace"), ran.returncode
        except subprocess.TimeoutExpired:
            told, status = "it did not end", 1
        result = OUT / f"{way}-{name}.json"
        if status or not result.exists():
            shutil.copytree(folder, OUT / f"{way}-{name}-died", dirs_exist_ok=True)
            print(f"{name:20} {way:7} the process died ({status}): {told[-3000:]}")
            return True
    found = json.loads(result.read_text(encoding="utf-8"))
    counts = ", ".join(f"{count:,} {what}" for what, count in sorted(found["outcomes"].items(), reverse=True))
    print(f"{name:20} {way:7} {counts}", *found["faults"], sep="\n    ", flush=True)
    return bool(found["faults"])


if __name__ == "__main__":
    sys.exit(main())
