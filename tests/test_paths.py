"""Where things are, from a checkout and from an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import paths

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The program as a wheel puts it: no checkout around it."""
    package = tmp_path / "site-packages" / "annotator"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    monkeypatch.setattr(paths, "_CHECKOUT", package.parent)
    return package


def test_in_a_checkout_everything_is_beside_the_package() -> None:
    assert paths.in_checkout()
    assert paths.resources() == CHECKOUT / "resources"
    assert paths.seeds() == CHECKOUT / "seeds"
    assert paths.exports_folder() == CHECKOUT / "exports"
    assert paths.sample_project() == CHECKOUT / "sample.hashiya"


def test_in_a_wheel_what_travels_is_inside_the_package_and_work_in_the_documents(installed: Path) -> None:
    assert not paths.in_checkout()
    assert paths.resources() == installed / "resources"
    assert paths.seeds() == installed / "seeds"
    assert paths.exports_folder() == paths.projects_folder()
    assert paths.sample_project().parent == paths.projects_folder()


def test_preferences_may_be_kept_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HASHIYA_PREFERENCES", str(tmp_path))
    assert paths.preferences_file() == tmp_path / "hashiya.ini"
    monkeypatch.delenv("HASHIYA_PREFERENCES")
    assert paths.preferences_file().name == "hashiya.ini"
    assert "hashiya" in str(paths.preferences_file().parent)


@pytest.mark.parametrize("name", ["", "nosuch", "x" * 5000, "a\0b", "file/inside"])
def test_a_name_that_no_file_has_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    assert paths.is_file(tmp_path / "file")
    assert not paths.is_file(tmp_path / name)
    assert paths.is_there(tmp_path / name) is (name == "")
