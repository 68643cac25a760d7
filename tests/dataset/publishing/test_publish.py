"""A dataset is a whole folder or none, the same bytes each time, and never says two things of one text."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import orjson
import pytest

from annotator.dataset.losses import Loss, together
from annotator.dataset.publishing.publish import is_for_datasets
from annotator.errors import AnnotatorError, BadInput, Unknown, Unwritable
from annotator.formats import FORMATS
from annotator.formats.bundle import Format
from annotator.model.annotation import Status
from annotator.model.roles import GOLD
from annotator.model.schema_json import from_json
from annotator.model.split import SplitRule
from annotator.workspace import Workspace
from tests.dataset.publishing.conftest import SCHEMA, article, tree
from tests.helpers.builders import AUTHOR, OTHER, behind_its_back, put_article

WRITTEN = [known.name for known in FORMATS if known.writes and known.name != "html"]
BESIDE = {"README.md", "croissant.json", "labels.json", "schema.json"}


@pytest.mark.parametrize("format_name", WRITTEN)
def test_the_same_project_makes_the_same_folder_again(divided: Workspace, tmp_path: Path, format_name: str) -> None:
    made = divided.publish(tmp_path / "once", format_name=format_name, annotator=AUTHOR)
    divided.publish(tmp_path / "twice", format_name=format_name, annotator=AUTHOR)
    assert tree(tmp_path / "once") == tree(tmp_path / "twice")
    assert set(tree(tmp_path / "once")) == BESIDE | {file.name for file in made.files}
    assert [file.split.value for file in made.data] == ["train", "dev", "test"]
    for file in made.files:
        content = (tmp_path / "once" / file.name).read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_project_that_is_not_divided_is_all_to_train_with(news: Workspace, tmp_path: Path) -> None:
    made = news.publish(tmp_path / "out")
    assert [(file.name, file.rows) for file in made.data] == [("data/train.jsonl", 13)]


def test_a_split_without_anything_has_no_file(news: Workspace, tmp_path: Path) -> None:
    news.split(SplitRule(50, 0, 50))
    made = news.publish(tmp_path / "out")
    assert [file.name for file in made.data] == ["data/train.jsonl", "data/test.jsonl"]


def test_an_annotated_article_without_a_split_is_asked_for(divided: Workspace, tmp_path: Path) -> None:
    put_article(divided, article(20))
    divided.publish(tmp_path / "unmarked")
    divided.mark("article-20", [(2, 5)], "PERS")
    with pytest.raises(BadInput, match=r"1 annotated article .* \(hashiya split\)"):
        divided.publish(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_one_text_is_never_tagged_in_two_ways(news: Workspace, tmp_path: Path) -> None:
    for known in FORMATS:
        if known.writes and known.name in ("huggingface", "conll", "wojood", "spacy", "doccano"):
            with pytest.raises(BadInput, match=r"3 articles .* several people"):
                news.publish(tmp_path / "out", format_name=known.name)
    for uid in ("article-0", "article-1", "article-2"):
        news.set_status(uid, Status.FLAGGED)
    made = news.publish(tmp_path / "done", format_name="huggingface", status=Status.DONE)
    assert made.survey.articles.total() == 10
    assert made.survey.annotators == {"A1": 7, "A2": 3}


def test_what_was_skipped_and_what_nobody_looked_at_stays_at_home(news: Workspace, tmp_path: Path) -> None:
    news.set_status("article-9", Status.SKIPPED)
    made = news.publish(tmp_path / "out", annotator=AUTHOR)
    assert (made.survey.articles.total(), made.survey.unmarked) == (9, 2)
    asked = news.publish(tmp_path / "asked", status=Status.SKIPPED)
    assert asked.survey.articles.total() == 1


def test_names_are_hidden_unless_they_are_asked_for(news: Workspace, tmp_path: Path) -> None:
    for format_name in ("jsonl", "csv", "label-studio", "w3c"):
        for annotator in (None, AUTHOR):
            folder = tmp_path / f"{format_name}-{annotator}"
            news.publish(folder, format_name=format_name, annotator=annotator)
            told = b"".join((folder / name).read_bytes() for name in tree(folder))
            assert not [name for name in (AUTHOR, OTHER) if name.encode() in told]
    news.publish(tmp_path / "named", with_names=True)
    assert AUTHOR in (tmp_path / "named/README.md").read_text()
    assert OTHER.encode() in (tmp_path / "named/data/train.jsonl").read_bytes()


def unpacked(path: Path) -> bytes:
    """What a file says, and what files in it do."""
    if is_zipfile(path):
        with ZipFile(path) as packed:
            return b"\n".join([*map(str.encode, packed.namelist()), *map(packed.read, packed.namelist())])
    return zlib.decompress(path.read_bytes()) if path.suffix == ".spacy" else path.read_bytes()


@pytest.mark.parametrize("known", [known for known in FORMATS if is_for_datasets(known)], ids=lambda known: known.name)
def test_gold_tells_from_whom_it_is_without_naming_anybody(known: Format, news: Workspace, tmp_path: Path) -> None:
    news.adjudicate("union")
    news.publish(tmp_path / "out", format_name=known.name, annotator=GOLD)
    told = b"\n".join(unpacked(tmp_path / "out" / name) for name in tree(tmp_path / "out"))
    assert not [name for name in (AUTHOR, OTHER) if name.encode() in told]
    assert known.name not in ("jsonl", "csv") or b"from:A1|A2" in told


def test_many_annotators_are_in_order(news: Workspace, tmp_path: Path) -> None:
    for number in range(9):
        with Workspace.open(news.path, f"person {number}") as other:
            other.mark("article-0", [(2, 5)], "PERS")
    made = news.publish(tmp_path / "out")
    assert sorted(made.survey.annotators) == [f"A{number:02}" for number in range(1, 12)]


def test_strict_refuses_what_a_format_cannot_carry(news: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nested and overlapping spans: 10"):
        news.publish(tmp_path / "out", format_name="conll", annotator=AUTHOR, strict=True)
    assert not (tmp_path / "out").exists()
    news.publish(tmp_path / "out", strict=True)


def test_a_project_without_annotations_makes_no_dataset(project: Workspace, tmp_path: Path) -> None:
    put_article(project, article(1))
    with pytest.raises(BadInput, match="no dataset"):
        project.publish(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_is_told_before_anything_is_written(news: Workspace, tmp_path: Path) -> None:
    for wrong, kind in (
        ({"format_name": "html"}, BadInput),
        ({"format_name": "docx"}, BadInput),
        ({"annotator": "nobody"}, Unknown),
        ({"licence": "cc-by"}, BadInput),
        ({"title": "a\0b"}, AnnotatorError),
    ):
        with pytest.raises(kind):
            news.publish(tmp_path / "out", **wrong)  # type: ignore[arg-type]
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").write_bytes(b"x")
    with pytest.raises(BadInput, match="not empty"):
        news.publish(tmp_path / "full")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises((BadInput, Unwritable)):
        news.publish(tmp_path / "file/out")
    assert set(tree(tmp_path / "full")) == {"mine"}
    assert not (tmp_path / "out").exists()


class Cancelled(Exception):
    """What a Cancel button raises."""


@pytest.mark.parametrize("format_name", ["jsonl", "conll", "brat"])
def test_a_cancelled_dataset_is_not_there(divided: Workspace, tmp_path: Path, format_name: str) -> None:
    heard: list[tuple[int, int]] = []
    divided.publish(
        tmp_path / "whole", format_name=format_name, annotator=AUTHOR, progress=lambda *told: heard.append(told)
    )
    assert heard == sorted(heard)
    assert heard[-1] == (33, 33)
    for moment in range(1, len(heard) + 1):
        left = [moment]

        def cancel(_done: int, _total: int, left: list[int] = left) -> None:
            left[0] -= 1
            if not left[0]:
                raise Cancelled

        with pytest.raises(Cancelled):
            divided.publish(tmp_path / "new/out", format_name=format_name, annotator=AUTHOR, progress=cancel)
        assert list((tmp_path / "new").iterdir()) == []


def test_a_span_that_is_not_what_was_marked_makes_no_dataset(news: Workspace, tmp_path: Path) -> None:
    with behind_its_back(news.path) as db:
        db.execute("UPDATE spans SET text = 'دمشق' WHERE label = 'PERS'")
    with pytest.raises(BadInput, match="دمشق"):
        news.publish(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_labels_and_the_schema_are_there_for_programs(divided: Workspace, tmp_path: Path) -> None:
    made = divided.publish(tmp_path / "out", format_name="huggingface", annotator=AUTHOR)
    assert from_json(orjson.loads((tmp_path / "out/schema.json").read_bytes())) == SCHEMA
    told = orjson.loads((tmp_path / "out/labels.json").read_bytes())
    assert (told["schema"]["version"], told["offset_unit"], told["scheme"]) == (1, "token", "IOB2")
    assert told["tags"][:3] == ["O", "B-PERS", "I-PERS"]
    counts = {label["name"]: label["spans"] for label in told["labels"]}
    assert counts["MONEY"] == {"train": 0, "validation": 0, "test": 0}
    assert sum(counts["PERS"].values()) == 10
    assert counts["PERS"]["train"] == made.survey.articles["train"]  # type: ignore[index]


def test_what_a_dataset_would_hold_is_known_before_and_nothing_is_written(news: Workspace, tmp_path: Path) -> None:
    heard: list[Loss] = []
    ahead = news.look_ahead(format_name="brat", annotator=AUTHOR, told=heard.append)
    made = news.publish(tmp_path / "out", format_name="brat", annotator=AUTHOR)
    assert (ahead.articles, ahead.left, ahead.statuses) == (
        made.survey.articles,
        made.survey.left,
        made.survey.statuses,
    )
    assert together(heard) == {part: count for part, count in made.survey.left.items() if count}
    assert [loss.article for loss in heard] == sorted((loss.article for loss in heard), key=news.article_uids().index)
    with pytest.raises(BadInput, match="several people"):
        news.look_ahead(format_name="conll")
    with pytest.raises(BadInput, match="for people to read"):
        news.look_ahead(format_name="html")
    assert [path.name for path in tmp_path.iterdir() if "hashiya" not in path.suffix] == ["out"]
