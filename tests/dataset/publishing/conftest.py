"""A project of two annotators that has everything a dataset may have to tell of."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.model.schema import Guideline, Kind, Label, RelationLabel, Role, Schema
from annotator.model.split import SplitRule
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, put_article

HOSTILE = "</details>\n---\n| x | `a` <script>alert(1)</script>\n```\n# نص \u202e مقلوب"
SCHEMA = Schema(
    "small",
    {"ar": "صغير"},
    (
        Label("PERS", Kind.ENTITY, "#336699", "P", {"ar": "شخص", "en": "Person | x"}, Guideline({"ar": "اسم «فلان»."})),
        Label("ORG", Kind.ENTITY, "#996633", "G", {"ar": HOSTILE}, Guideline({"ar": HOSTILE, "en": HOSTILE})),
        Label("Meet", Kind.EVENT, "#993366", "M", roles=(Role("Agent"),)),
        Label("DATE", Kind.DATE, "#339966", "D"),
        Label("MONEY", Kind.ENTITY, "#333333"),
    ),
    (RelationLabel("same", symmetric=True, transitive=True),),
)


def article(number: int) -> Article:
    """An Article with a name in a name, a date, an event and an emoji before all of them."""
    text = f"🔴 خبر {number}: التقى رئيس شركة نور بلرويترز يوم 12 مايو 2024. ثم عاد."
    return Article(f"article-{number}", f"خبر {number}", text, "وكالة", published=f"2024-05-{number + 1:02}")


def mark_all(workspace: Workspace, number: int) -> None:
    """What a good annotator marks in the Article of this number."""
    name = f"article-{number}"
    text = workspace.article(name).text

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    person = workspace.mark(name, [at("رئيس شركة نور")], "PERS")
    workspace.mark(name, [at("شركة نور")], "ORG")
    again = workspace.mark(name, [at("رويترز")], "ORG")
    workspace.mark(name, [at("شركة"), at("رويترز")], "ORG")
    meet = workspace.mark(name, [at("التقى")], "Meet")
    workspace.mark(name, [at("12 مايو 2024")], "DATE")
    workspace.fill(name, meet.uid, "Agent", person.uid)
    workspace.relate(name, "same", person.uid, again.uid)
    workspace.set_status(name, Status.DONE)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's file, which each test gets a copy of."""
    path = tmp_path_factory.mktemp("publishing") / "news.hashiya"
    with Workspace.create(path, schema=SCHEMA, annotator=AUTHOR) as workspace:
        for number in range(11):
            put_article(workspace, article(number))
        for number in range(10):
            mark_all(workspace, number)
    with Workspace.open(path, OTHER) as other:
        for number in range(3):
            mark_all(other, number)
        person = next(span for span in other.spans("article-0") if span.label == "PERS")
        other.relabel("article-0", person.uid, "ORG")
    return path


@pytest.fixture
def news(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Ten Articles that the author has done, of which another annotator has done three, and an eleventh that nobody
    looked at. Nothing may go to the network."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with Workspace.open(shutil.copy(made, tmp_path), AUTHOR) as workspace:
        yield workspace


@pytest.fixture
def divided(news: Workspace) -> Workspace:
    """The same, divided into three splits."""
    news.split(SplitRule(60, 20, 20))
    return news


def tree(folder: Path) -> dict[str, str]:
    """The files of a folder and what is in them, in short."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def parted(folder: Path) -> tuple[dict[str, Any], str]:
    """The front matter of a folder's card, read by a library, and the Markdown after it."""
    opening, told, body = (folder / "README.md").read_text().split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(told), body
