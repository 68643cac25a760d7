"""Vectors of words from an ONNX file: a model of some numbers, made here, whose vectors can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from annotator.errors import BadInput
from annotator.suggest.external.encoder import PIECES, OnnxEncoder
from annotator.suggest.external.vectors import Projection, Remembered
from tests.suggest.external.tiny import EMBEDDINGS, save, tiny_model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_model(tmp_path)


def test_a_word_has_the_mean_of_its_pieces(model: Path) -> None:
    found = OnnxEncoder(model, output="hidden_states.0").vectors(["زار", "موسكو", "أمس"])
    assert found.tolist() == [list(EMBEDDINGS[3]), list((EMBEDDINGS[4] + EMBEDDINGS[5]) / 2), list(EMBEDDINGS[6])]
    assert found.dtype == np.float32


def test_any_value_inside_the_file_can_be_the_layer(model: Path) -> None:
    inner = OnnxEncoder(model, output="inner")
    assert inner.vectors(["زار"]).tolist() == [list(2 * EMBEDDINGS[3])]
    assert inner.id != OnnxEncoder(model, output="hidden_states.0").id


def test_without_a_name_it_is_the_layer_two_thirds_of_the_way_up(model: Path) -> None:
    assert OnnxEncoder(model)._layer == "hidden_states.1"
    twelve = [f"hidden_states.{n}" for n in range(13)]
    encoder = OnnxEncoder(model)
    encoder.__dict__["_session"] = type(
        "Session",
        (),
        {"get_outputs": lambda _self: [type("Output", (), {"name": n, "shape": ["b", "n", 4]}) for n in twelve]},
    )()
    assert encoder._layer == "hidden_states.8"


def test_a_text_that_is_longer_than_the_model_sees_is_cut_between_words(model: Path) -> None:
    words = ["موسكو", "زار"] * PIECES
    found = OnnxEncoder(model, output="hidden_states.0").vectors(words)
    assert len(found) == len(words)
    assert found[-1].tolist() == list(EMBEDDINGS[3])
    assert (found[::2] == found[0]).all()


def test_a_word_without_pieces_has_no_direction_and_no_words_have_no_rows(model: Path) -> None:
    encoder = OnnxEncoder(model, output="hidden_states.0")
    assert encoder.vectors(["", "زار"]).tolist() == [[0, 0, 0, 0], list(EMBEDDINGS[3])]
    assert len(encoder.vectors([])) == 0


def test_what_is_no_model_is_told_of_in_words(model: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        OnnxEncoder(tmp_path / "gone.onnx")
    with pytest.raises(BadInput, match="gives no vector for each piece of a word; it gives pooled"):
        OnnxEncoder(save(tmp_path / "pooled.onnx", ["pooled"])).vectors(["زار"])
    with pytest.raises(BadInput, match=r"gives no vector for each piece of a word \(pooled\)"):
        OnnxEncoder(model, output="pooled").vectors(["زار"])
    with pytest.raises(BadInput, match="The encoder cannot use"):
        OnnxEncoder(model, output="no such value").vectors(["زار"])
    with pytest.raises(BadInput, match="asks for pixels, which Hashiya does not have"):
        OnnxEncoder(save(tmp_path / "other.onnx", ["hidden_states.0"], asks="pixels")).vectors(["زار"])
    (tmp_path / "rubbish.onnx").write_bytes(b"\x00rubbish")
    with pytest.raises(BadInput, match="The encoder cannot use"):
        OnnxEncoder(tmp_path / "rubbish.onnx").vectors(["زار"])
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(BadInput, match="The encoder cannot use"):
        OnnxEncoder(model, output="inner").vectors(["زار"])


class Counting:
    """An encoder of random vectors that counts how often it is asked."""

    id = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        self.asked += 1
        return np.random.default_rng(len(words)).normal(size=(len(words), 120)).astype(np.float32)


def test_vectors_are_made_once_for_a_text_and_small(tmp_path: Path) -> None:
    counting = Counting()
    words = ["زار", "الرئيس", "موسكو", "أمس"] * 40
    projection = Projection.fitted(counting.vectors(words))
    remembered = Remembered(counting, projection, tmp_path)
    first = remembered.vectors(words)
    assert first.shape == (160, 80)
    assert (Remembered(counting, projection, tmp_path).vectors(words) == first).all()
    assert counting.asked == 2
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < 160 * 80 * 2 + 200
    remembered.vectors(words[:-1])
    Remembered(counting, None, tmp_path).vectors(words)
    assert counting.asked == 4


def test_damaged_files_are_made_again(tmp_path: Path) -> None:
    counting = Counting()
    remembered = Remembered(counting, None, tmp_path)
    first = remembered.vectors(["زار"])
    (file,) = tmp_path.iterdir()
    for damaged in (b"", b"\x93NUMPY rubbish", b"\x80\x04N."):
        file.write_bytes(damaged)
        assert (remembered.vectors(["زار"]) == first).all()
    assert counting.asked == 4


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert len(Remembered(Counting(), None, tmp_path / "file").vectors(["زار"])) == 1


def test_a_projection_keeps_what_differs_most_and_comes_back_from_its_bytes() -> None:
    dice = np.random.default_rng(3)
    vectors = (dice.normal(size=(500, 3)) @ dice.normal(size=(3, 30)) + 5).astype(np.float32)
    projection = Projection.fitted(vectors, 3)
    small = projection.of(vectors)
    weights, *_rest = np.linalg.lstsq(small, vectors - projection.mean, rcond=None)
    assert np.abs(small @ weights + projection.mean - vectors).max() < 1e-2
    spread = small.std(axis=0)
    assert spread == pytest.approx(sorted(spread, reverse=True))
    assert spread[0] == pytest.approx(1, abs=1e-3)
    assert Projection.from_bytes(projection.as_bytes()) == projection == Projection.fitted(vectors, 3)


@pytest.mark.parametrize("damaged", [b"", b"rubbish", b"\x93NUMPY", b"\x80\x04N."])
def test_what_is_no_projection_is_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Projection.from_bytes(damaged)
