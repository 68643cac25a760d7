"""Models as plain files."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.suggest import model_files
from annotator.suggest.learned import Learned
from annotator.suggest.learning import learn
from annotator.suggest.memory import Memory
from annotator.suggest.model import Model
from annotator.suggest.model_files import UnfitModel, folders, load, newest, root_for, save
from annotator.suggest.recommender import Example
from tests.suggest.examples import SCHEMA, article

TEXT = "قال الوزير سامر الحداد في دمشق أمس ."


def test_a_model_comes_back_from_its_files(model: Model, tmp_path: Path) -> None:
    assert load(save(model, tmp_path)) == model


def test_a_model_from_its_files_proposes_the_same(model: Model, learned_from: list[Example], tmp_path: Path) -> None:
    memory = Memory(learned_from)
    back = load(save(model, tmp_path))
    ours, theirs = (Learned(one, memory).suggest(article(TEXT), SCHEMA) for one in (model, back))
    assert ours == theirs
    assert ours


def test_the_same_articles_and_seed_give_the_same_bytes(
    model: Model, learned_from: list[Example], tmp_path: Path
) -> None:
    again = learn(learned_from, labels=("PERS", "GPE", "ORG"))
    one, other = save(model, tmp_path / "a"), save(again, tmp_path / "b")
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }


def test_the_description_says_what_the_model_was_learned_from_and_how_good_it_is(model: Model, tmp_path: Path) -> None:
    meta = json.loads((save(model, tmp_path) / "meta.json").read_text())
    assert meta["articles"] == [f"n{number}" for number in range(40)]
    assert meta["out_of_fold"]["GPE"]["f1"] > 0.9
    assert set(meta["versions"]) == {"features", "python-crfsuite", "scikit-learn", "numpy", "scipy"}
    assert set(meta["files"]) == {"edges.json", "tagger-1.crfsuite", "words.tsv"}
    assert meta["seed"] == 0


def test_the_last_three_models_stay(model: Model, tmp_path: Path) -> None:
    for seed in range(5):
        save(replace(model, seed=seed), tmp_path)
    assert [path.name for path in folders(tmp_path)] == ["0005", "0004", "0003"]
    assert load(tmp_path / "0005").seed == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0003", "0004", "0005"]


def test_models_lie_beside_the_project_and_apart_for_each_annotator() -> None:
    project = Path("work") / "أخبار.hashiya"
    assert root_for(project) == Path("work") / "أخبار.hashiya.models" / "all"
    roots = {root_for(project, name) for name in ("", "ليلى", "../../etc", "omar")}
    assert len(roots) == 4
    assert {root.parent for root in roots} == {Path("work") / "أخبار.hashiya.models"}


def test_where_there_is_no_model_there_is_none(tmp_path: Path) -> None:
    assert newest(tmp_path / "nowhere") == (None, [])
    assert newest(tmp_path) == (None, [])


@pytest.mark.parametrize("name", ["tagger-1.crfsuite", "words.tsv", "edges.json"])
def test_a_file_that_was_changed_is_never_used(model: Model, tmp_path: Path, name: str) -> None:
    path = save(model, tmp_path) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(UnfitModel, match="a file of it was changed or damaged"):
        load(path.parent)


def test_a_damaged_model_is_told_of_and_the_one_before_it_is_used(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path)
    (save(replace(model, seed=9), tmp_path) / "words.tsv").unlink()
    found, troubles = newest(tmp_path)
    assert found == model
    assert len(troubles) == 1
    assert "0002" in troubles[0]
    assert "a file of it is missing" in troubles[0]


@pytest.mark.parametrize(
    "meta",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"format": "hashiya-model/1"}',
        b'{"format": "hashiya-model/9"}',
        b'{"format": "hashiya-model/1", "versions": {"features": "1"}, "files": {}}',
        b'{"format": "hashiya-model/1", "versions": {"features": "1"}, "files": {"../../x": "00"}}',
        b'{"format": "hashiya-model/1", "versions": {"features": "1"}, "files": {"words.tsv": 1}}',
        b"[" * 100_000,
    ],
)
def test_a_description_that_makes_no_sense_is_told_of(model: Model, tmp_path: Path, meta: bytes) -> None:
    folder = save(model, tmp_path)
    (folder / "meta.json").write_bytes(meta)
    found, troubles = newest(tmp_path)
    assert found is None
    assert len(troubles) == 1
    assert troubles[0].endswith("it may be deleted.")


def test_a_tagger_that_only_calls_itself_one_is_not_read(model: Model, tmp_path: Path) -> None:
    for bytes_ in (b"", b"lCRF", b"lCRF" + b"\xff" * 60, model.taggers[0][:-1]):
        with pytest.raises(UnfitModel):
            load(save(replace(model, taggers=(bytes_,)), tmp_path))


def test_features_of_another_version_are_not_mixed(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(model, tmp_path)
    monkeypatch.setattr(model_files.features, "VERSION", 99)
    found, (trouble,) = newest(tmp_path)
    assert found is None
    assert "another version of Hashiya" in trouble


def test_a_disk_that_is_full_leaves_what_was_there(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(model, tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save(replace(model, seed=9), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["0001"]


def test_what_an_interrupted_training_left_is_deleted_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / ".unfinished-old", tmp_path / ".unfinished-new"
    for path in (old, new):
        path.mkdir()
    yesterday = time.time() - 100_000
    os.utime(old, (yesterday, yesterday))
    model_files.forget_old(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".unfinished-new"]
