"""Which encoder was chosen for a project on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import paths
from annotator.errors import BadInput
from annotator.suggest.external.chosen import Choice, choose, chosen, encoder_for
from tests.suggest.external.tiny import tiny_model


def test_a_choice_holds_for_one_project_and_is_kept_beside_the_preferences(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.hashiya", tmp_path / "theirs.hashiya"
    choose(ours, Choice("/models/e5.onnx", output="hidden.8"))
    choose(theirs, Choice("/models/bert.onnx"))
    assert chosen(ours) == Choice("/models/e5.onnx", output="hidden.8")
    choose(ours, None)
    assert (chosen(ours), chosen(theirs)) == (None, Choice("/models/bert.onnx"))


@pytest.mark.parametrize("rubbish", ["", "[]", '{"a": 1}', "nothing"])
def test_a_damaged_file_of_choices_is_no_choice(tmp_path: Path, rubbish: str) -> None:
    paths.encoders_file().parent.mkdir(parents=True, exist_ok=True)
    paths.encoders_file().write_text(rubbish)
    assert chosen(tmp_path / "ours.hashiya") is None


def test_an_encoder_is_used_only_where_it_is_the_one_that_was_learned_with(tmp_path: Path) -> None:
    project, model = tmp_path / "news.hashiya", tiny_model(tmp_path)
    choice = Choice(str(model), output="hidden_states.0")
    choose(project, choice)
    found = encoder_for(project, choice.id)
    assert found is not None
    assert len(found.vectors(["زار", "موسكو"])) == 2
    assert encoder_for(project, Choice(str(model), output="inner").id) is None
    assert encoder_for(project, "") is None
    was = choice.id
    model.unlink()
    assert encoder_for(project, was) is None


def test_the_id_of_a_choice_follows_its_files(tmp_path: Path) -> None:
    choice = Choice(str(tiny_model(tmp_path)), output="hidden_states.0")
    before = choice.id
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text().replace("أمس", "غدا"))
    assert choice.id != before
    tokenizer.unlink()
    with pytest.raises(BadInput, match="There is no file"):
        _ = choice.id
