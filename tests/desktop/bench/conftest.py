"""The bench: a window in which a lead decides, on a real project of three annotators."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.workspace import Workspace
from tests.desktop.bench_hands import Bench, all_articles, put
from tests.desktop.hands import Desk


@pytest.fixture(scope="session")
def three_annotators(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two Articles, the first with the Layers of three annotators, the second with those of two; to be copied."""
    path = tmp_path_factory.mktemp("three") / "three.hashiya"
    with Workspace.create(path, annotator="رئيسة التحرير") as workspace:
        for article, said in all_articles():
            put(workspace, article, said)
    return path


@pytest.fixture
def project_of_three(three_annotators: Path, tmp_path: Path) -> Path:
    """A copy of that project."""
    return Path(shutil.copy(three_annotators, tmp_path / "three.hashiya"))


@pytest.fixture
def bench(at_desk: Callable[..., Desk], project_of_three: Path) -> Bench:
    """The bench on that project."""
    return Bench(at_desk(path=project_of_three))
