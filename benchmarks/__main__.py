"""`python -m benchmarks`: measure every figure, print one table, and write it to `docs/benchmarks.md`.

`python -m benchmarks import_jsonl …` measures only the figures of those files, and writes nothing. A new figure is a
module beside this one with a function `rows() -> list[Row]`, named in `FIGURES`.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.table import Row

FIGURES = (
    "start", "window", "training", "events", "folding", "search", "occurrences", "clitics", "dates", "boilerplate",
    "import_jsonl", "export_jsonl", "formats", "memory", "duplicates", "suggestions", "learning", "actions", "quotes",
    "agreement", "adjudication",
)  # fmt: skip
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_HEADINGS = ("Figure", "Hashiya", "Measured against", "Ratio", "Target", "Met")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the figures of the program.")
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=f"only these of: {', '.join(FIGURES)}")
    wanted = parser.parse_args().figures
    if unknown := set(wanted) - set(FIGURES):
        parser.error(f"there is no figure {', '.join(sorted(unknown))}; there are {', '.join(FIGURES)}")
    console = Console()
    found: list[Row] = []
    for name in wanted or FIGURES:
        with console.status(f"Measuring {name} …"):
            found += import_module(f"benchmarks.{name}").rows()
    console.print(_table(found))
    if not wanted:
        PAGE.write_text(_page(found))


def _table(rows: list[Row]) -> Table:
    table = Table(*_HEADINGS)
    for row in rows:
        table.add_row(*_cells(row), style="" if row.met else "bold red")
    return table


def _page(rows: list[Row]) -> str:
    lines = [_HEADINGS, ("---",) * len(_HEADINGS), *map(_cells, rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return _PAGE.format(table=table, python=platform.python_version(), sqlite=sqlite3.sqlite_version)


def _cells(row: Row) -> tuple[str, ...]:
    return row.figure, row.ours, row.bound, row.ratio, row.target, "yes" if row.met else "no"


_PAGE = """\
# Figures

`make bench` measures these and writes this page. Every figure stands beside a lower bound or a peer that is measured in
the same run, in turns with it, so the ratio tells more than the time: times change with the machine. Times are medians.
The articles are the reference corpus that `benchmarks/corpus.py` makes from the two in `seeds/`. What exactly the
program and its bound do is said at the top of each script in `benchmarks/`.

{table}

Measured with Python {python} and SQLite {sqlite}.
"""

if __name__ == "__main__":
    main()
