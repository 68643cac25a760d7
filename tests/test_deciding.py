"""Whatever is decided on Suggestions, undone and made again: the verdicts are what the Journal tells."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.edits.history import replay
from annotator.model.annotation import LayerId, Status
from annotator.model.article import Article
from annotator.model.verdict import Verdict
from annotator.store import Store
from annotator.store.journal import Entry
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, put_article, where

FIRST = Article("first", "أول", "التقى سلمى نديم وفداً في كنانة.")
SECOND = Article("second", "ثان", "قالت سلمى نديم إن كنانة بعيدة، ثم عادت سلمى نديم ولم تزر كنانة وسلمى نديم لا تعلم.")
LAYER = LayerId("second", AUTHOR)
DEEDS = ("accept", "relabel", "dismiss", "again", "reshape", "rename", "remove", "finish", "undo", "redo")


def is_left(project: Workspace, first: Entry | None) -> bool:
    """Whether there is a step to undo that came after the first one."""
    following = project._history.next_undo()
    return following is not None and first is not None and following.step != first.step


def do(project: Workspace, deed: str, at: int) -> None:
    """Do one thing to the Suggestion or Span of a number, if there is any."""
    proposed, spans = project.suggestions("second"), project.spans("second")
    one = proposed[at : at + 2]
    span = spans[at % len(spans)] if spans else None
    match deed:
        case "accept":
            project.accept("second", one)
        case "relabel":
            project.accept("second", one, label="ORG")
        case "dismiss":
            project.dismiss("second", one)
        case "again":
            project.propose_again("second")
        case "reshape" if span is not None and span.end - span.start > 3:
            project.reshape("second", span.uid, [(span.start, span.end - 1)])
        case "rename" if span is not None:
            project.relabel("second", span.uid, "GPE" if span.label == "PERS" else "PERS")
        case "remove" if span is not None:
            project.remove("second", span.uid)
        case "finish":
            project.finish("second", shown=proposed)
        case "redo":
            project.redo()


def told(store: Store) -> list[Verdict]:
    return store.verdicts.of(LAYER)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 4)), max_size=10))
def test_verdicts_are_what_the_journal_tells_and_go_back_with_it(deeds: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, Workspace.create(Path(folder) / "a.hashiya", annotator=AUTHOR) as project:
        for article in (FIRST, SECOND):
            put_article(project, article)
        project.mark("first", [where("سلمى نديم", FIRST.text)], "PERS")
        project.mark("first", [where("كنانة", FIRST.text)], "GPE")
        project.set_status("first", Status.DONE)
        first = project._history.next_undo()
        for deed, at in deeds:
            if deed != "undo":
                do(project, deed, at)
            elif is_left(project, first):
                project.undo()
        after = told(project._store)
        copy = Store.create(Path(folder) / "b.hashiya")
        replay(project._store, copy)
        assert told(copy) == after
        copy.close()
        undone = 0
        while is_left(project, first):
            project.undo()
            undone += 1
        assert told(project._store) == []
        for _step in range(undone):
            project.redo()
        assert told(project._store) == after
