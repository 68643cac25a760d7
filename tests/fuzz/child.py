"""One target searched in a process of its own, in bounded memory.

`python -m tests.fuzz.child WAY TARGET SECONDS SEED OUT`: `OUT` is a folder for the files of faults, and for
`WAY-TARGET.json`, which says what was tried.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from pathlib import Path

from tests.fuzz.limits import cap_memory

GUIDED, DRAWN = "guided", "drawn"


def main(way: str, name: str, seconds: float, first_seed: int, out: Path) -> None:
    """Search, and write down what came of it."""
    warnings.simplefilter("ignore")
    if way == GUIDED:
        from tests.fuzz import guided  # before anything of annotator: it is instrumented as it is imported
    from tests.fuzz.promise import ground_in
    from tests.fuzz.tally import Tally
    from tests.fuzz.targets import by_name

    target = by_name(name)

    def done(tally: Tally) -> None:
        tally.keep(target, out)
        told = {"outcomes": tally.outcomes, "faults": sorted(tally.faults)}
        (out / f"{way}-{name}.json").write_text(json.dumps(told), encoding="utf-8")

    with tempfile.TemporaryDirectory(prefix="hashiya-fuzz-") as folder:
        tempfile.tempdir = folder
        ground = ground_in(Path(folder))
        target.examples()
        cap_memory()
        if way == GUIDED:
            guided.begin(target, ground, seconds=seconds, first_seed=first_seed, done=done)
        from tests.fuzz.search import search

        done(search(target, ground, seconds=seconds, first_seed=first_seed))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
