"""A tale of a team that has a spaCy pipeline: it is set up, allowed, measured, heard, and named in the export."""

from __future__ import annotations

import sys
from pathlib import Path

import orjson
import pytest
import spacy
from click.testing import CliRunner, Result

from annotator.cli import hashiya as command
from annotator.cli.session import Session
from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, put_article, small_schema, text_article

DONE = "التقى محمود عباس نظيره في القاهرة أمس، ثم عاد محمود عباس من القاهرة."
NEW = "وصل محمود عباس إلى القاهرة قادما من تلمسين في لبنان."


def hashiya(*args: object) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args], obj=Session())


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """A pipeline of spaCy that knows four names by its own labels."""
    nlp = spacy.blank("ar")
    patterns = [("PER", "محمود عباس"), ("LOC", "القاهرة"), ("LOC", "لبنان"), ("LOC", "تلمسين")]
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": words} for label, words in patterns])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "pipeline")
    return tmp_path / "pipeline"


@pytest.mark.slow
def test_a_pipeline_of_spacy_proposes_beside_the_others_and_is_named_in_the_export(
    tmp_path: Path, pipeline: Path
) -> None:
    project = tmp_path / "news.hashiya"
    with Workspace.create(project, schema=small_schema(), annotator=AUTHOR) as workspace:
        done, new = (put_article(workspace, text_article(text)) for text in (DONE, NEW))
        for words, label in (("محمود عباس", "PERS"), ("القاهرة", "GPE")):
            for start in (DONE.index(words), DONE.rindex(words)):
                workspace.mark(done, [(start, start + len(words))], label)
        workspace.set_status(done, Status.DONE)

    adapter = ("--adapter", "spacy", "--python", sys.executable, "--model", pipeline)
    labels = ("--label", "PER=PERS", "--label", "LOC=GPE")
    assert hashiya("recommenders", "add", project, "pipeline", *adapter, *labels).exit_code == 0
    assert "you have not allowed it" in hashiya("suggest", project).stderr
    assert hashiya("recommenders", "allow", project, "pipeline", "--yes").exit_code == 0

    told = orjson.loads(hashiya("suggest", project, "--json").stdout)
    heard = {one["text"]: (one["label"], one["recommenders"], one["confidence"]) for one in told}
    assert heard["محمود عباس"][:2] == ("PERS", ["memory", "pipeline"])
    assert heard["لبنان"][:2] == ("GPE", ["lexicon", "pipeline"])
    with Workspace.open(project) as workspace:
        workspace.switch_outside("pipeline", False)
        alone = {one.origin: one.confidence for one in workspace.suggestions(new) if one.label == "PERS"}
        workspace.switch_outside("pipeline", True)
    assert heard["محمود عباس"][2] > alone["memory"]

    scores = orjson.loads(hashiya("evaluate", project, "--recommender", "pipeline", "--json").stdout)
    assert scores["exact"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "proposed": 4, "marked": 4}
    assert hashiya("recommenders", project).stdout.splitlines()[-1].split("\t")[4:6] == ["1.00", "4"]

    assert "تلمسين" not in heard  # 0.6 is what is said without a score, and 0.7 is asked for
    assert hashiya("settings", project, "--threshold", "0.6").exit_code == 0
    accepted = hashiya("suggest", project, "--accept-above", "0.6", "--recommender", "pipeline")
    assert accepted.stdout == "4 spans were made.\n"
    out = tmp_path / "news.jsonl"
    assert hashiya("export", project, "-o", out).exit_code == 0
    spans = [span for line in out.read_text().splitlines() for span in orjson.loads(line)["spans"]]
    assert [(span["text"], span["origin"]) for span in spans if span["origin"] != "manual"] == [
        ("محمود عباس", "memory"), ("القاهرة", "memory"), ("تلمسين", "pipeline"), ("لبنان", "lexicon"),
    ]  # fmt: skip
