"""What a project knows, settles and remembers about proclitics."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.arabic.clitics import Knowledge
from annotator.edits.edit import AddArticle
from annotator.model.article import Article
from annotator.workspace import Workspace, trimming


def put_articles(workspace: Workspace, *texts: str) -> None:
    for text in texts:
        workspace.do(AddArticle(Article(f"uid-{text}", text[:20], text)))


def rest(workspace: Workspace, word: str) -> str:
    return word[workspace.cut(word).at :]


def test_a_word_is_cut_before_the_name(project: Workspace) -> None:
    assert [rest(project, word) for word in ("لرويترز", "بوتين", "للأمم")] == ["رويترز", "بوتين", "لأمم"]


def test_the_articles_tell_of_names_that_no_list_has(project: Workspace) -> None:
    assert rest(project, "بزفتان") == "بزفتان"
    put_articles(project, "زفتان مدينة. زار زفتان وفد", "إلى زفتان", "في زفتان ومن زفتان وزفتان")
    project.know(project.read_words())
    assert rest(project, "بزفتان") == "زفتان"


def test_a_choice_is_remembered_for_the_word_however_it_is_vocalised(
    project: Workspace, opened: Callable[..., Workspace]
) -> None:
    project.remember_cut("بلال", 1)
    assert rest(project, "بلال") == "لال"
    assert rest(project, "بِلال") == "لال"
    assert rest(opened(project.path), "بلال") == "لال"
    project.remember_cut("بلال", 0)
    assert rest(project, "بلال") == "بلال"
    assert project.cut("بلال").probability == 1.0


def test_a_project_may_keep_proclitics_inside(project: Workspace) -> None:
    project.settle_clitics(inside=True)
    assert rest(project, "لرويترز") == "لرويترز"
    project.settle_clitics(inside=False)
    assert rest(project, "لرويترز") == "رويترز"


def test_a_project_may_keep_lam_with_the_article(project: Workspace) -> None:
    project.settle_clitics(lil_whole=True)
    assert (rest(project, "للأمم"), rest(project, "لرويترز")) == ("للأمم", "رويترز")


def test_a_large_project_goes_by_the_names_until_it_was_read(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "READ_AT_ONCE", 1)
    put_articles(project, "زفتان زفتان زفتان", "زفتان وزفتان", "إلى زفتان")
    assert project.words_known().total == 0
    assert project.is_worth_reading()
    project.know(project.read_words())
    assert project.words_known().total == 7
    assert not project.is_worth_reading()
    put_articles(project, "خبر آخر")
    assert project.is_worth_reading()


def test_no_more_is_read_than_the_model_needs(project: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    put_articles(project, *(f"خبر رقم {n}" for n in range(10)))
    monkeypatch.setattr(trimming, "ARTICLES_READ", 4)
    told: list[tuple[int, int]] = []
    known = project.read_words(lambda done, total: told.append((done, total)))
    assert told == [(4, 4)]
    assert {word for word in known.counts if word.isdecimal()} == {"0", "3", "6", "9"}
    monkeypatch.setattr(trimming, "CHARACTERS_READ", 100)
    assert project.read_words().total <= 12


def test_an_empty_project_knows_the_names(project: Workspace) -> None:
    assert project.read_words() == Knowledge()
    assert rest(project, "وموسكو") == "موسكو"


def test_reading_can_be_stopped(project: Workspace) -> None:
    put_articles(project, "خبر")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.read_words(stop)
    project.settle_clitics(inside=True)
    assert project.clitics_inside


def test_a_corpus_that_keeps_proclitics_inside_comes_in_without_them(project: Workspace, tmp_path: Path) -> None:
    text = "قال لرويترز إن بوتين في لبنان وصل لموسكو وكالة"
    marked = ["لرويترز", "بوتين", "لبنان", "لموسكو وكالة"]
    places = [[text.index(words), text.index(words) + len(words), "PERS"] for words in marked]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"text": text, "title": "خبر", "spans": places}))
    project.import_files([corpus], clitics_inside=True)
    (article,) = project.article_uids()
    assert [span.surface(text) for span in project.spans(article)] == ["رويترز", "بوتين", "لبنان", "موسكو وكالة"]


def test_what_is_said_to_fit_comes_in_as_it_is(project: Workspace, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"text": "قال لرويترز", "title": "خبر", "spans": [[4, 11, "PERS"]]}))
    project.import_files([corpus], clitics_inside=False)
    (article,) = project.article_uids()
    assert [(span.start, span.end) for span in project.spans(article)] == [(4, 11)]


def test_an_export_may_take_the_proclitics_in_and_back_out(project: Workspace, tmp_path: Path) -> None:
    text = "قال ولرويترز إن بوتين"
    put_articles(project, text)
    (article,) = project.article_uids()
    for words in ("رويترز", "وتين"):
        project.mark(article, [(text.index(words), text.index(words) + len(words))], "PERS")
    project.export(tmp_path / "inside.jsonl", clitics_inside=True)
    assert words_of(tmp_path / "inside.jsonl") == ["ولرويترز", "بوتين"]
    project.export(tmp_path / "as-it-is.jsonl")
    assert words_of(tmp_path / "as-it-is.jsonl") == ["رويترز", "وتين"]
    with Workspace.create(tmp_path / "other.hashiya", schema=project.schema, annotator="a1") as other:
        other.settle_clitics(inside=True)
        other.import_files([tmp_path / "inside.jsonl"], clitics_inside=False)
        other.export(tmp_path / "outside.jsonl", clitics_inside=False)
    assert words_of(tmp_path / "outside.jsonl") == ["رويترز", "بوتين"]


def test_only_proclitics_are_taken_in(project: Workspace, tmp_path: Path) -> None:
    text = "المسؤول والشرع"
    put_articles(project, text)
    (article,) = project.article_uids()
    for words in ("مسؤول", "شرع"):
        project.mark(article, [(text.index(words), text.index(words) + len(words))], "PERS")
    project.export(tmp_path / "inside.jsonl", clitics_inside=True)
    assert words_of(tmp_path / "inside.jsonl") == ["مسؤول", "شرع"]


def words_of(export: Path) -> list[str]:
    return [span["text"] for line in export.read_text().splitlines() for span in json.loads(line)["spans"]]
