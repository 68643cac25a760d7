"""What every test stands on: English words, preferences of its own, and real project files in a folder of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from annotator import words
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, put_article, small_schema

settings.register_profile("hashiya", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hashiya")

_MEMORY = Path("/dev/shm")
_ENOUGH = 2 << 30
"""Bytes that the files of all tests together stay well below."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep the files of tests in memory where there is room, unless `--basetemp` says where: every change of a project
    waits until the disk has it, and of ten thousand such waits the tests would spend half of their time."""
    given = config.option.basetemp or hasattr(config, "workerinput")
    if not given and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        folder = tempfile.mkdtemp(prefix="hashiya-tests-", dir=_MEMORY)
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.option.basetemp = folder


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each test begins in English and finds no preferences and nothing kept of the person who runs it."""
    monkeypatch.setenv("HASHIYA_PREFERENCES", str(tmp_path_factory.getbasetemp() / "preferences"))
    monkeypatch.setenv("HASHIYA_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("LANGUAGE", "en")  # `use` sets it for click; put back afterwards
    words.use("en")
    yield
    words.use("en")


@pytest.fixture
def opened() -> Iterator[Callable[..., Workspace]]:
    """Opens project files; all of them are closed at the end."""
    held: list[Workspace] = []

    def opening(path: Path, annotator: str | None = None) -> Workspace:
        held.append(Workspace.open(path, annotator))
        return held[-1]

    yield opening
    for workspace in held:
        workspace.close()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """A new project of one annotator, with nothing in it."""
    with Workspace.create(tmp_path / "news.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
        yield workspace


@pytest.fixture
def article(project: Workspace) -> str:
    """The uid of the one Article in `project`."""
    return put_article(project, ARTICLE)
