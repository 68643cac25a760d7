"""Measuring: an ordinary run is small and says so, and the reference sizes are taken where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as bench
from benchmarks.sizes import USUAL, WHOLE, sizes, take
from benchmarks.table import Row


@pytest.fixture(autouse=True)
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the page is written; every figure tells the sizes of the run alone."""

    def rows() -> list[Row]:
        return [Row(f"of {sizes().many:,} articles", "1", "1", "1.00", "none", True)]

    monkeypatch.setattr(bench, "PAGE", tmp_path / "benchmarks.md")
    monkeypatch.setattr(bench, "import_module", lambda _name: SimpleNamespace(rows=rows))
    yield tmp_path / "benchmarks.md"
    take(USUAL)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", *arguments])
    bench.main()


def test_an_ordinary_run_takes_a_tenth_and_the_page_says_so(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch)
    told = page.read_text()
    assert "of 10,000 articles" in told
    assert "a tenth of the\nreference sizes or less; `make bench WHOLE=1`" in told


def test_the_reference_sizes_are_taken_where_they_are_asked_for(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "--whole")
    assert sizes() is WHOLE
    told = page.read_text()
    assert "of 100,000 articles" in told
    assert "reference sizes (`make bench WHOLE=1`)." in told


def test_single_figures_write_no_page(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "--whole", "formats")
    assert not page.exists()
    with pytest.raises(SystemExit):
        run(monkeypatch, "nothing")
