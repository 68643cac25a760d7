"""Adjudicating: what a lead decides stands in Gold, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from annotator.model.annotation import Layer
from annotator.model.decision import Choice
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, small_schema
from tests.helpers.gold import ARTICLE, answers, fill, said


@settings(max_examples=20, deadline=None)
@given(first=answers("a"), second=answers("b"), third=answers("c"))
def test_deciding_everything_for_one_annotator_makes_gold_of_their_layer(
    first: Layer, second: Layer, third: Layer
) -> None:
    with (
        TemporaryDirectory() as folder,
        Workspace.create(Path(folder) / "p.hashiya", schema=small_schema(), annotator=AUTHOR) as project,
    ):
        fill(project, ARTICLE, [first, second, third])
        for entry in project.case_entries(ARTICLE.uid):
            if project.case_entries(ARTICLE.uid):
                state = next(e for e in project.case_entries(ARTICLE.uid) if e.case.key == entry.case.key)
                if state.state.value != "void":
                    project.decide(ARTICLE.uid, entry.case, Choice.take("b"))
        assert said(project.gold(ARTICLE.uid)) == said(second)
        assert list(project.check()) == []
        while project.undo_decision():
            pass
        assert project.gold(ARTICLE.uid).is_untouched
        assert project.decisions(ARTICLE.uid) == {}
        assert list(project.check()) == []
