"""Edits told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import words
from annotator.edits.edit import AddRelation, RemoveRelation
from annotator.model.annotation import LayerId, Relation, Status
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, put_article, text_article, where, write_lines


def test_undo_is_called_by_what_it_takes_back(project: Workspace, article: str) -> None:
    assert project.undo_name == "Add the article “لقاء القاهرة”"
    name = project.mark(article, [where("محمود عباس")], "PERS")
    assert project.undo_name == "Mark “محمود عباس” as PERS"
    project.relabel(article, name.uid, "GPE")
    assert project.undo_name == "Relabel “محمود عباس” from PERS to GPE"
    project.reshape(article, name.uid, [where("محمود"), where("القاهرة")])
    assert project.undo_name == "Move the edges of GPE “محمود القاهرة”"
    project.note(article, name.uid, "؟")
    assert project.undo_name == "Change the note on “محمود القاهرة”"
    project.set_status(article, Status.FLAGGED, "سؤال")
    assert project.undo_name == "Set the status to “flagged”"
    arrow = Relation("r", "Place", name.uid, name.uid)
    layer = LayerId(article, AUTHOR)
    project.do(AddRelation(layer, arrow))
    assert project.undo_name == "Draw the relation Place"
    project.do(RemoveRelation(layer, arrow))
    assert project.undo_name == "Delete the relation Place"
    project.undo()
    assert (project.undo_name, project.redo_name) == ("Draw the relation Place", "Delete the relation Place")
    project.remove(article, name.uid)
    assert project.undo_name == "Delete GPE “محمود القاهرة”"


def test_an_import_is_called_by_its_size(project: Workspace, tmp_path: Path) -> None:
    project.import_files([write_lines(tmp_path / "a.jsonl", {"text": "أ"}, {"text": "ب", "spans": [[0, 1, "GPE"]]})])
    assert project.undo_name == "Import (3 changes)"
    project.undo()
    assert project.redo_name == "Import (3 changes)"


def test_long_words_are_cut_and_lines_made_one(project: Workspace) -> None:
    article = put_article(project, text_article("سطر\r\nثم " + "كلمة " * 30, "ع" * 90))
    assert project.undo_name == f"Add the article “{'ع' * 39}…”"
    project.mark(article, [(0, 100)], "PERS")
    assert project.undo_name.startswith("Mark “سطر ثم كلمة")
    assert len(project.undo_name) < 70


def test_words_with_braces_and_percents_are_told_as_they_are(project: Workspace) -> None:
    article = put_article(project, text_article("{title} %s {0}", "{n}"))
    assert project.undo_name == "Add the article “{n}”"
    project.mark(article, [(0, 14)], "PERS")
    assert project.undo_name == "Mark “{title} %s {0}” as PERS"


def test_the_log_tells_everything_newest_first(project: Workspace, article: str) -> None:
    project.mark(article, [where("القاهرة")], "GPE")
    project.undo()
    project.redo()
    project.undo()
    told = list(project.log())
    assert [entry.text for entry in told] == [
        "Undo: Mark “القاهرة” as GPE",
        "Redo: Mark “القاهرة” as GPE",
        "Undo: Mark “القاهرة” as GPE",
        "Mark “القاهرة” as GPE",
        "Add the article “لقاء القاهرة”",
    ]
    assert {(entry.annotator, entry.article) for entry in told} == {(AUTHOR, article)}
    assert [entry.undoes for entry in told][::-1] == ["", "", told[3].step, told[2].step, told[3].step]
    assert [entry.text for entry in project.log(limit=1)] == [told[0].text]


def test_the_log_tells_of_articles_that_are_not_there_any_more(project: Workspace, tmp_path: Path) -> None:
    project.import_files([write_lines(tmp_path / "a.jsonl", {"text": "نص", "spans": [[0, 1, "GPE"]]})])
    project.mark(project.find_article("1"), [(0, 2)], "PERS")
    for _ in range(2):
        project.undo()
    assert "Mark “…” as PERS" in [entry.text for entry in project.log()]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_status_has_a_word_in_every_language(language: words.Language) -> None:
    from annotator.model.status_word import status_word

    words.use(language)
    assert all(status_word(status) for status in Status)
