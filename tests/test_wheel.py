"""The wheel is complete: installed into a clean environment, the program works and finds all that travels with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parent.parent
TRAVELS = (
    "resources/boilerplate",
    "resources/external",
    "resources/fonts",
    "resources/icons",
    "resources/locale",
    "resources/schemas",
    "seeds",
)


def run(*command: str | Path, **environment: str) -> str:
    # Away from the checkout, and with nothing that could lead back to it.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(command[0]).anchor,
        env=clean | {"HASHIYA_LANGUAGE": "en"} | environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, CHECKOUT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it. What the wheel depends on is lent by the one that runs the tests, so
    that nothing is downloaded; the wheel itself comes first."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    installing = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install")
    run(*installing, "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", wheel)
    # A folder named in a .pth comes last on the path, and its own .pth files (the checkout's) are not followed.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def test_the_wheel_holds_all_that_travels(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder in TRAVELS:
        here = {path for path in (CHECKOUT / folder).rglob("*") if path.is_file()}
        assert here, folder
        assert {f"annotator/{path.relative_to(CHECKOUT).as_posix()}" for path in here} <= held
    fonts = {Path(name).stem.partition("-")[0] for name in held if name.endswith(".ttf")}
    licences = {Path(name).stem.removeprefix("OFL-") for name in held if "/OFL-" in name}
    assert fonts
    assert fonts == licences
    assert any(name.endswith(".mo") for name in held)
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0].rpartition(".")[2] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"annotator", "dist-info"}


def test_the_program_runs_from_the_wheel_alone(environment: Path, tmp_path: Path) -> None:
    python, hashiya = environment / "python", environment / "hashiya"
    where = run(python, "-c", "import annotator, annotator.paths as p; print(annotator.__file__, p.in_checkout())")
    assert Path(where.split()[0]).is_relative_to(environment.parent)
    assert where.split()[1] == "False"

    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DOCUMENTS_DIR": str(tmp_path)}
    assert run(hashiya, "--version", **home).startswith("hashiya, version ")
    project = tmp_path / "sample.hashiya"
    run(hashiya, "sample", project, **home)
    lines = [json.loads(line) for line in run(hashiya, "export", project, "-o", "-", **home).splitlines()]
    seeds = json.loads((CHECKOUT / "seeds" / "metadata.json").read_text())
    assert [line["title"] for line in lines] == [seed["title"] for seed in seeds]
    assert [line["text"] for line in lines] == [
        (CHECKOUT / "seeds" / seed["file"]).read_bytes().decode() for seed in seeds
    ]
    run(hashiya, "new", tmp_path / "new.hashiya", "--schema", "news", "--annotator", "a1", **home)


def test_the_program_from_the_wheel_speaks_arabic(environment: Path) -> None:
    assert "مشروع" in run(environment / "hashiya", "--help", HASHIYA_LANGUAGE="ar")
