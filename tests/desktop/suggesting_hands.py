"""What tests of Suggestions in the window share: a project in which names were marked before."""

from __future__ import annotations

from pathlib import Path

from annotator.edits.edit import AddArticle
from annotator.model.annotation import LayerId, Status
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.desktop.hands import Desk, occurrence

TAUGHT = "وصل محمود درويش إلى رام الله. وقال محمود درويش إنه باق في رام الله. وعاد محمود درويش."
"""What was annotated before: the poet three times, the city twice."""
TEXT = "تحدث محمود درويش عن رام الله أمس.\nوكتب محمود درويش إلى سميح القاسم.\nزار سميح القاسم رام الله مع محمود درويش."
POET, CITY, OTHER = "محمود درويش", "رام الله", "سميح القاسم"


def taught(path: Path, *texts: str) -> Path:
    """A project with one finished Article, which teaches two names, and Articles of the given texts."""
    with Workspace.create(path, annotator="ليلى") as workspace:
        for number, text in enumerate((*(texts or (TEXT,)), TAUGHT)):
            workspace.do(AddArticle(Article(f"a{number}", f"خبر {number}", text, published="2026-01-27")))
        last = f"a{len(texts or (TEXT,))}"
        for words, label, times in ((POET, "PERS", 3), (CITY, "GPE", 2)):
            for n in range(times):
                workspace.mark(last, [occurrence(TAUGHT, words, n)], label)
        workspace.set_status(last, Status.DONE)
    return path


def places(desk: Desk) -> list[tuple[str, str]]:
    """The words and Labels of what is proposed, names alone."""
    return [(desk.text[one.start : one.end], one.label) for one in desk.view.suggestions if not one.type]


def grouped(desk: Desk) -> list[str]:
    """The words of the group that is chosen."""
    return [desk.text[one.start : one.end] for one in desk.view.group]


def verdicts(desk: Desk) -> list[tuple[str, str, str, float | None]]:
    """What was said of Suggestions in the open Article: words, Label, outcome, seconds."""
    assert desk.page.article is not None
    with Workspace.open(desk.path, desk.annotator) as other:
        said = other._store.verdicts.of(LayerId(desk.page.article.uid, other.annotator))
    return [(desk.text[one.start : one.end], one.label, str(one.outcome), one.seconds) for one in said]
