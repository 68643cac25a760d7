"""An encoder in a project: chosen on this machine, learned with, and told of where it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import hashiya
from annotator.errors import BadInput
from annotator.workspace import Workspace
from tests.suggest.external.tiny import tiny_model
from tests.test_learning import project_of_news


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    with project_of_news(tmp_path / "news.hashiya", 40) as workspace:
        return workspace.path


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(hashiya, ["recommenders", "encoder", *map(str, words)])
    return result.exit_code, " ".join(result.output.split())


def test_a_training_takes_the_encoder_that_was_chosen_and_is_due_when_that_changes(
    project_file: Path, tmp_path: Path
) -> None:
    model = tiny_model(tmp_path)
    with Workspace.open(project_file) as workspace:
        assert workspace.choose_encoder(model, output="hidden_states.0") == 4
        assert workspace.train(iterations=3).wait().trouble == ""
        learned, troubles = workspace.model()
        assert learned is not None
        assert learned.projection is not None
        assert troubles == []
        assert workspace.lacks_encoder(learned) == ""
        assert not workspace.goes_by_another_encoder(learned)
        assert not workspace.is_training_due(idle=True)
        assert {one.name for one in workspace.recommenders()} >= {"learned"}
        workspace.suggestions("new")
        workspace.forget_encoder()
        assert "not chosen here" in workspace.lacks_encoder(learned)
        assert workspace.is_training_due()
        assert all("learned" not in (one.origin, *one.also) for one in workspace.suggestions("new"))


def test_what_learns_is_evaluated_with_the_encoder(project_file: Path, tmp_path: Path) -> None:
    with Workspace.open(project_file) as workspace:
        workspace.choose_encoder(tiny_model(tmp_path))
        assert workspace.evaluate("learned", folds=4).exact.f1 > 0.9  # with each, more than a hundred spans are left


def test_files_that_are_gone_are_told_of_and_nothing_is_due_for_them(project_file: Path, tmp_path: Path) -> None:
    with Workspace.open(project_file) as workspace:
        model = tiny_model(tmp_path)
        workspace.choose_encoder(model)
        model.unlink()
        with pytest.raises(BadInput, match="There is no file"):
            workspace.train()
        with pytest.raises(BadInput, match="There is no file"):
            workspace.choose_encoder(tmp_path / "none.onnx")
        assert workspace.encoder() is not None


def test_on_the_command_line_an_encoder_is_chosen_shown_and_let_go(project_file: Path, tmp_path: Path) -> None:
    assert run(project_file) == (0, "No encoder is chosen.")
    model = tiny_model(tmp_path)
    status, told = run(project_file, model, "--output", "inner")
    assert status == 0
    assert told.startswith("The encoder is chosen; its vectors have 4 numbers.")
    assert run(project_file) == (0, str(model))
    assert run(project_file, "--off") == (0, "From now on it is learned without an encoder.")
    assert run(project_file) == (0, "No encoder is chosen.")


def test_what_cannot_be_an_encoder_is_refused_in_one_sentence(project_file: Path, tmp_path: Path) -> None:
    assert run(project_file, "--output", "inner")[0] == 2
    (tmp_path / "model.onnx").write_bytes(b"rubbish")
    (tmp_path / "tokenizer.json").write_text("{}")
    status, told = run(project_file, tmp_path / "model.onnx")
    assert status == 2
    assert "cannot use" in told
    assert run(project_file) == (0, "No encoder is chosen.")
