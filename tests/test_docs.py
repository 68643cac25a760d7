"""The guides say what is true: their snippets run, and no command or option is missing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from annotator.cli import hashiya
from annotator.model.annotation import Fragment
from annotator.workspace import Workspace

DOCS = Path(__file__).parent.parent / "docs"
DATA = (DOCS / "data.md").read_text()
COMMANDS = (DOCS / "cli.md").read_text()
_CONTEXT = click.Context(hashiya)
VERBS = {name: verb for name in hashiya.list_commands(_CONTEXT) if (verb := hashiya.get_command(_CONTEXT, name))}
VERBS |= {
    f"{name} {below}": verb
    for name, group in VERBS.items()
    if isinstance(group, click.Group)
    for below, verb in group.commands.items()
}


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", DATA, re.DOTALL | re.MULTILINE)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export of the sample articles with some Spans, as `news.jsonl` in the current folder."""
    with Workspace.sample(tmp_path / "news.hashiya", annotator="salma") as workspace:
        first, second = workspace.article_uids()
        for article, words, label in (
            (first, "دونالد ترامب", "PERS"),
            (first, "موسكو", "GPE"),
            (second, "الإثنين", "DATE"),
            (second, "حمزة المصطفى", "PERS"),
        ):
            workspace.mark(article, [place_of(words, workspace.article(article).text)], label)
        text = workspace.article(first).text
        meet = workspace.mark(first, [place_of("محادثة", text)], "Meet")
        workspace.fill(first, meet.uid, "Participant", workspace.spans(first)[0].uid)
        workspace.export(tmp_path / "news.jsonl")
        workspace.publish(tmp_path / "news-dataset")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "news.jsonl"


def place_of(words: str, text: str) -> Fragment:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.slow
@pytest.mark.usefixtures("news")
def test_every_snippet_runs() -> None:
    told: dict[str, object] = {}
    for snippet in snippets("python"):
        exec(compile(snippet, str(DOCS / "data.md"), "exec"), told)
    assert told["labels"] == ["DATE", "GPE", "Meet", "PERS"]
    assert told["counted"][0] == ("PERS", 2)
    assert len(told["spans"]) == 5
    assert told["dataset"]["train"].num_rows == 2
    (example,) = told["examples"]
    (role, start, end) = example["arguments"][0]
    assert (role, example["sentence"][start:end]) == ("Participant", "دونالد ترامب")
    assert example["sentence"][slice(*example["trigger"])] == "محادثة"
    assert told["words"][told["tags"].index("B-PERS") :][:2] == ["دونالد", "ترامب"]


def test_every_key_of_a_line_is_described(news: Path) -> None:
    line = json.loads(news.read_text().splitlines()[0])
    described = set(re.findall(r"`(\w+)`", DATA))
    assert line.keys() | line["spans"][0].keys() <= described


def test_the_example_of_a_plain_line_comes_in(tmp_path: Path) -> None:
    (example,) = snippets("json")
    (tmp_path / "plain.jsonl").write_text(example)
    with Workspace.create(tmp_path / "p.hashiya", annotator="salma") as workspace:
        assert workspace.import_files([tmp_path / "plain.jsonl"]).spans == 2
        (article,) = workspace.article_uids()
        text = workspace.article(article).text
        assert [span.surface(text) for span in workspace.spans(article)] == ["أحمد الشرع", "موسكو"]


@pytest.mark.parametrize("name", VERBS)
def test_every_command_is_in_the_guide_with_its_options(name: str) -> None:
    level = "#" * (2 + name.count(" "))  # a verb of a group has a chapter in that of the group
    chapter = re.search(rf"^{level} `hashiya {name}\b.*?(?=^#{{2,3}} |\Z)", COMMANDS, re.DOTALL | re.MULTILINE)
    assert chapter, name
    options = {flag for p in VERBS[name].params if isinstance(p, click.Option) for flag in p.opts}
    if name == "redo":
        assert "the same option" in chapter[0]
    else:
        assert {option for option in options if f"`{option}" not in chapter[0]} == set()


def test_no_guide_tells_of_a_command_that_is_not_there() -> None:
    told = {name for page in DOCS.glob("*.md") for name in re.findall(r"(?:`|\$ )hashiya ([a-z]+)\b", page.read_text())}
    assert told <= VERBS.keys()
    groups = {name for name, verb in VERBS.items() if isinstance(verb, click.Group)}
    below = rf"(?:`|\$ )hashiya ((?:{'|'.join(groups)}) [a-z]+)\b"
    assert {name for page in DOCS.glob("*.md") for name in re.findall(below, page.read_text())} <= VERBS.keys()
