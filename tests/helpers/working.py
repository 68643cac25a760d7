"""A project with work in it: who did what on which day, by a clock that tests set."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.helpers.builders import put_article, text_article


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Let it be this moment (UTC, as the project writes it) for whatever is annotated inside."""
    with patch("annotator.edits.history.now", lambda: moment), patch("annotator.workspace.making.now", lambda: moment):
        yield


@contextmanager
def seen_by(workspace: Workspace, name: str) -> Iterator[Workspace]:
    """The same project as another annotator sees it."""
    with Workspace.open(workspace.path, name) as other:
        yield other


def mark(workspace: Workspace, article: str, *labelled: tuple[str, str]) -> None:
    """Mark words, each with a Label."""
    text = workspace.article(article).text
    for words, label in labelled:
        start = text.index(words)
        workspace.mark(article, [(start, start + len(words))], label)


def busy_project(path: Path, people: tuple[str, ...], *, articles: int = 24, seed: int = 7) -> Workspace:
    """A project in which several people have annotated for some weeks, much alike; the first of them made it."""
    draw = random.Random(seed)
    names = ["دمشق", "القاهرة", "بيروت", "الرباط", "تونس", "الأمم المتحدة", "محمود عباس", "وزارة الخارجية"]
    labels = ["GPE", "GPE", "GPE", "GPE", "GPE", "ORG", "PERS", "ORG"]
    workspace = Workspace.create(path, annotator=people[0])
    with at("2026-01-02T08:00:00.000Z"):
        uids = [
            put_article(
                workspace, text_article(f"{number} " + " و".join(draw.sample(names, 6)) + " اجتماع.", f"خبر {number}")
            )
            for number in range(articles)
        ]
    for turn, name in enumerate(people):
        with seen_by(workspace, name) as own:
            for number, uid in enumerate(uids[: articles - 3 * turn]):
                day = 4 + (number * (2 + turn)) // 3 % 24
                with at(f"2026-01-{day:02}T{9 + turn:02}:{number % 60:02}:00.000Z"):
                    text = own.article(uid).text
                    for word, label in zip(names, labels, strict=True):
                        if word in text and draw.random() < 0.9:
                            start = text.index(word)
                            chosen = label if draw.random() < 0.9 else "ORG"
                            own.mark(uid, [(start, start + len(word))], chosen)
                    own.add_seconds(uid, draw.randint(40, 400) + 60 * turn)
                    if number % 8 != 7:
                        own.set_status(uid, Status.DONE)
                    elif number % 16 == 7:
                        own.set_status(uid, Status.FLAGGED, "؟")
    return workspace
