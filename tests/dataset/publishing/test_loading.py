"""What is published is what the project holds, once the libraries of those who train with it have loaded it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.dataset.publishing.columns import columns_of, features
from annotator.formats.bundle import Options
from annotator.workspace import Workspace
from tests.dataset.publishing.conftest import SCHEMA
from tests.helpers.builders import AUTHOR, OTHER

LOADABLE = ["jsonl", "huggingface", "huggingface-parquet"]
SPLITS = {"train": "train", "dev": "validation", "test": "test"}

Told = Counter[tuple[str, ...]]


def load(folder: Path) -> Any:
    """The dataset that `datasets` makes of the folder's path alone."""
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    return datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "cache"))


def in_project(workspace: Workspace, split: str, annotators: tuple[str, ...], *, whole: bool) -> Told:
    """Article, annotator, Label and words of each Span in a split; `whole` leaves out those of several fragments."""
    told: Told = Counter()
    for uid, name in workspace.splits().items():
        for annotator in annotators if name == split else ():
            for span in workspace.layer(uid, annotator).spans:
                if len(span.fragments) == 1 or not whole:
                    words = span.surface(workspace.article(uid).text)
                    told[uid, annotator, span.label, words.replace(" ", "")] += 1
    return told


def test_every_span_of_every_annotator_is_in_the_split_of_its_article(divided: Workspace, tmp_path: Path) -> None:
    divided.publish(tmp_path / "out", with_names=True)
    loaded = load(tmp_path / "out")
    assert set(loaded) == {"train", "validation", "test"}
    for split, called in SPLITS.items():
        told: Told = Counter()
        for row in loaded[called]:
            for span in row["spans"]:
                words = " ".join(row["text"][start:end] for start, end in span["fragments"])
                assert words == span["text"]
                told[row["id"], row["annotator"], span["label"], words.replace(" ", "")] += 1
        assert told == in_project(divided, split, (AUTHOR, OTHER), whole=False)
        assert told


@pytest.mark.parametrize("format_name", LOADABLE[1:])
def test_tokens_tell_every_span_of_the_annotator_who_was_chosen(
    divided: Workspace, tmp_path: Path, format_name: str
) -> None:
    divided.publish(tmp_path / "out", format_name=format_name, annotator=AUTHOR)
    loaded = load(tmp_path / "out")
    for split, called in SPLITS.items():
        told: Told = Counter()
        outermost: Told = Counter()
        names = loaded[called].features["ner_tags"].feature.names
        for row in loaded[called]:
            for span in row["spans"]:
                words = "".join(row["tokens"][span["start"] : span["end"]])
                told[row["article"], AUTHOR, span["label"], words] += 1
            assert [names[number] for number in row["ner_tags"]] == row["ner_tags_names"]
            outermost.update(tag for tag in row["ner_tags_names"] if tag.startswith("B-"))
        assert told == in_project(divided, split, (AUTHOR,), whole=True)
        assert 0 < outermost.total() < told.total()


@pytest.mark.parametrize("format_name", LOADABLE)
def test_columns_are_known_where_a_split_has_nothing_in_one(
    divided: Workspace, tmp_path: Path, format_name: str
) -> None:
    for uid, split in divided.splits().items():
        if split == "train":
            for relation in divided.layer(uid).relations:
                divided.unrelate(uid, relation.uid)
    divided.publish(tmp_path / "out", format_name=format_name, annotator=AUTHOR)
    loaded = load(tmp_path / "out")
    assert len({repr(split.features) for split in loaded.values()}) == 1
    datasets = pytest.importorskip("datasets")
    wanted = features(columns_of(format_name), SCHEMA, Options())
    assert loaded["train"].features == datasets.Features._from_yaml_list(wanted)


@pytest.mark.parametrize("format_name", ["jsonl", "huggingface"])
def test_the_columns_that_are_told_are_those_of_the_lines(divided: Workspace, tmp_path: Path, format_name: str) -> None:
    divided.publish(tmp_path / "out", format_name=format_name, annotator=AUTHOR)

    def keys(value: object) -> object:
        if isinstance(value, list):
            return keys(value[0]) if value else None
        return {name: keys(inner) for name, inner in value.items()} if isinstance(value, dict) else None

    def told(columns: Any) -> object:
        return {one.name: told(one.inner) for one in columns} if columns else None

    line = orjson.loads((tmp_path / "out/data/train.jsonl").read_bytes().splitlines()[0])
    wanted: Any = told(columns_of(format_name))
    found: Any = keys(line)
    if format_name == "jsonl":  # nothing in this line has one
        found["spans"]["attributes"] = wanted["spans"]["attributes"]
        found["metadata"] = wanted["metadata"]
    assert found == wanted
    assert list(line) == list(wanted)


@pytest.mark.parametrize("format_name", LOADABLE)
def test_the_card_says_how_it_is_loaded(
    divided: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    pytest.importorskip("datasets").disable_progress_bars()
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", str(tmp_path / "cache"))
    divided.publish(tmp_path / "out", format_name=format_name, annotator=AUTHOR)
    snippet = (tmp_path / "out/README.md").read_text().split("```python\n")[1].split("```")[0]
    told: dict[str, Any] = {}
    exec(snippet.replace("PATH/OF/THIS/FOLDER", str(tmp_path / "out")), told)
    assert told["data"]["test"].num_rows
    assert format_name == "jsonl" or told["names"][:2] == ["O", "B-PERS"]


def test_the_number_of_rows_is_told_and_checked(divided: Workspace, tmp_path: Path) -> None:
    divided.publish(tmp_path / "out")
    path = tmp_path / "out/data/train.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    with pytest.raises(Exception, match="Split"):
        load(tmp_path / "out")


@pytest.mark.filterwarnings("ignore")  # those of the libraries that Croissant's own stands on
@pytest.mark.parametrize("format_name", LOADABLE)
def test_croissant_makes_the_same_records_of_it(divided: Workspace, tmp_path: Path, format_name: str) -> None:
    croissant = pytest.importorskip("mlcroissant")
    divided.publish(tmp_path / "out", format_name=format_name, annotator=AUTHOR, licence="cc-by-4.0")
    described = croissant.Dataset(str(tmp_path / "out/croissant.json"))
    issues = described.metadata.ctx.issues
    assert not issues.errors
    assert all("is recommended" in warning for warning in issues.warnings), issues.report()
    loaded = load(tmp_path / "out")
    text = "text" if format_name == "jsonl" else "tokens"
    for name, split in loaded.items():
        records = list(described.records(name))
        assert len(records) == split.num_rows
        for record, row in zip(records, split, strict=True):
            assert record[f"{name}/split"] == name.encode()
            said = record[f"{name}/{text}"]
            assert (said.decode() if isinstance(said, bytes) else [one.decode() for one in said]) == row[text]
            spans = record.get(f"{name}/spans") or []
            told = [(span[f"{name}/spans/start"], span[f"{name}/spans/label"].decode()) for span in spans]
            assert told == [(span["start"], span["label"]) for span in row["spans"]]
