"""publish: a dataset by one command, what is told of it, and what is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.cli.conftest import TEXT, Hashiya, jsonl, spawn

BEIRUT = "زار الوفد بيروت."


@pytest.fixture
def news(place: Path, hashiya: Hashiya, tmp_path: Path) -> Path:
    """A project in which a1 has done two Articles and b2 one of them."""
    lines = [
        {"text": TEXT, "spans": [[13, 23, "PERS"], [42, 49, "GPE"]], "annotator": "a1", "status": "done"},
        {"text": BEIRUT, "spans": [[10, 15, "GPE"]], "annotator": "a1", "status": "done"},
    ]
    other = {"text": TEXT, "spans": [[13, 23, "PERS"]], "annotator": "b2", "status": "done"}
    for number, content in enumerate((lines, [other])):
        assert hashiya("import", place, jsonl(tmp_path / f"in{number}.jsonl", *content)).exit_code == 0
    return place


def test_a_dataset_is_made_and_told_of(hashiya: Hashiya, news: Path, tmp_path: Path) -> None:
    told = hashiya("publish", news, "-o", tmp_path / "out", "--licence", "cc-by-4.0", "--title", "أخبار")
    assert told.exit_code == 0, told.stderr
    assert told.stdout.splitlines() == [f"Published 2 articles in “{tmp_path}/out”", "2\t3\t4\tdata/train.jsonl"]
    assert told.stderr.splitlines() == [
        "The project is not divided, so all of it is in one file; divide it with: hashiya split"
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        *["README.md", "croissant.json", "data", "labels.json", "schema.json"]
    ]
    assert 'pretty_name: "أخبار"\n' in (tmp_path / "out/README.md").read_text()


def test_what_others_should_know_goes_where_errors_go(hashiya: Hashiya, news: Path, tmp_path: Path) -> None:
    hashiya("import", news, jsonl(tmp_path / "new.jsonl", {"text": "نص بلا شيء"}))
    told = hashiya("publish", news, "-o", tmp_path / "out", "--format", "brat", "--annotator", "a1")
    assert told.exit_code == 0, told.stderr
    assert "1 article stays out" in told.stderr
    assert "--licence" in told.stderr
    assert "datasets knows no columns of brat" in told.stderr
    assert "Left out, for brat cannot carry it" in told.stderr


def test_the_same_is_told_in_json(hashiya: Hashiya, news: Path, tmp_path: Path) -> None:
    told = hashiya("publish", news, "-o", tmp_path / "out", "--json")
    assert told.exit_code == 0, told.stderr
    found = orjson.loads(told.stdout)
    assert (found["format"], found["loads"], found["divided"], found["licence"]) == ("jsonl", True, False, "unknown")
    (file,) = found["files"]
    assert (file["split"], file["articles"], file["rows"], file["spans"]) == ("train", 2, 3, 4)
    assert found["labels"] == {"GPE": 2, "PERS": 2}
    two_thirds = pytest.approx(2 / 3)
    wanted = {"pairs": 1, "alike": 1, "f1": two_thirds, "range_f1": two_thirds, "overlap_f1": two_thirds}
    assert found["agreement"] == wanted


def test_options_of_tokens_reach_the_files(hashiya: Hashiya, news: Path, tmp_path: Path) -> None:
    args = ("--format", "huggingface", "--annotator", "a1", "--scheme", "BILOU", "--whole-words")
    assert hashiya("publish", news, "-o", tmp_path / "out", *args).exit_code == 0
    line = orjson.loads((tmp_path / "out/data/train.jsonl").read_bytes().splitlines()[0])
    assert line["tokens"] == TEXT.split()
    assert "L-PERS" in line["ner_tags_names"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--format", "huggingface"), "1 article was annotated by several people"),
        (("--format", "conll", "--annotator", "a1", "--strict"), "exact text: 2"),
        (("--licence", "cc-by"), "cc-by-4.0"),
        (("--status", "flagged"), "no dataset"),
        (("--annotator", "nobody"), "nobody"),
        (("--format", "html"), "for people to read"),
    ],
)
def test_what_cannot_be_published_is_refused_in_one_sentence(
    hashiya: Hashiya, news: Path, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    told = hashiya("publish", news, "-o", tmp_path / "out", *args)
    assert told.exit_code == 2
    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_has_to_be_named_and_be_new(hashiya: Hashiya, news: Path, tmp_path: Path) -> None:
    assert hashiya("publish", news).exit_code == 2
    told = hashiya("publish", news, "-o", tmp_path)
    assert told.exit_code == 2
    assert "not empty" in told.stderr


@pytest.mark.slow
def test_ctrl_c_leaves_no_folder(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    import signal

    lines = [{"text": f"{TEXT} {number}", "spans": [[13, 23, "PERS"]]} for number in range(3000)]
    assert hashiya("import", place, jsonl(tmp_path / "many.jsonl", *lines)).exit_code == 0
    with spawn("publish", place, "-o", tmp_path / "new/out", "--format", "uima-xmi") as process:
        while not (tmp_path / "new").exists() and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=60)
    assert (process.returncode, err.decode().strip()) == (130, "Stopped. Nothing was changed.")
    assert list((tmp_path / "new").iterdir()) == []
