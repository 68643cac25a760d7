"""What an export would leave behind is counted before, just as it would go out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.dataset.losses import Loss, together
from annotator.errors import BadInput
from annotator.formats import FORMATS
from annotator.formats.parts import EVERYTHING, Part
from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, put_article, text_article, where


@pytest.fixture
def news(project: Workspace) -> Workspace:
    """Two Articles; in the first one Span lies in another, and a second annotator has worked on it."""
    put_article(project, ARTICLE)
    put_article(project, text_article("خبر آخر"))
    project.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    project.mark(ARTICLE.uid, [where("عباس")], "PERS")
    with Workspace.open(project.path, OTHER) as other:
        other.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
        other.set_status(ARTICLE.uid, Status.DONE)
    return project


def test_losses_are_told_article_by_article(news: Workspace) -> None:
    (loss,) = news.losses("brat")
    assert loss == Loss(ARTICLE.uid, ARTICLE.title, {Part.LAYERS: 1, Part.STATUS: 1, Part.ABOUT: 3})
    assert together(news.losses("conll"))[Part.TEXT] == 2


def test_only_what_is_wanted_is_counted(news: Workspace) -> None:
    assert Part.LAYERS not in together(news.losses("brat", annotator=OTHER))
    assert Part.NESTED not in together(news.losses("conll", status=Status.DONE))
    assert list(news.losses("conll", annotator=OTHER, status=Status.IN_PROGRESS)) == []


def test_a_format_that_carries_everything_loses_nothing_and_looks_at_nothing(news: Workspace) -> None:
    def looked(_done: int, _total: int) -> None:
        pytest.fail("an article was looked at")

    for known in FORMATS:
        if known.writes and known.carries == EVERYTHING:
            assert list(news.losses(known.name, clitics_inside=False, progress=looked)) == []


def test_counting_says_how_far_it_is_and_may_be_stopped(news: Workspace) -> None:
    told: list[tuple[int, int]] = []
    list(news.losses("conll", progress=lambda done, total: told.append((done, total))))
    assert told == [(1, 2), (2, 2)]

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        list(news.losses("conll", progress=stop))
    assert len(list(news.losses("conll"))) == 2


def test_spans_are_counted_where_they_would_go_out(project: Workspace) -> None:
    """A Span on a proclitic and one on the name behind it stand apart until the name takes its proclitic in."""
    article = text_article("نقلاً عن لرويترز")
    put_article(project, article)
    for words in ("ل", "رويترز"):
        start = article.text.index("لرويترز") + (words != "ل")
        project.mark(article.uid, [(start, start + len(words))], "PERS")
    assert Part.NESTED not in together(project.losses("conll"))
    assert together(project.losses("conll", clitics_inside=True))[Part.NESTED] == 1


def test_a_format_that_cannot_be_written_is_refused(project: Workspace) -> None:
    with pytest.raises(BadInput, match="txt"):
        project.losses("txt")


def test_characters_that_xml_cannot_hold_are_told_by_article_and_no_offset_moves(
    project: Workspace, tmp_path: Path
) -> None:
    pytest.importorskip("cassis")
    text = "😀 قال\x0bمحمود\x07عباس في عمّان"
    put_article(project, damaged := text_article(text, "خبر\x01"))
    put_article(project, text_article("خبر آخر"))
    for words, label in (("محمود\x07عباس", "PERS"), ("عمّان", "GPE")):
        project.mark(damaged.uid, [where(words, text)], label)
    assert [loss for loss in project.losses("uima-xmi") if Part.CHARACTERS in loss.parts] == [
        Loss(damaged.uid, damaged.title, {Part.CHARACTERS: 3})
    ]
    assert Part.CHARACTERS not in together(project.losses("uima-json"))
    project.export(tmp_path / "out.zip", format_name="uima-xmi")
    with Workspace.create(tmp_path / "back.hashiya", schema=project.schema, annotator="b") as back:
        assert back.import_files([tmp_path / "out.zip"]).articles == 2
        (again,) = (uid for uid in back.article_uids() if back.article(uid).text.startswith("😀"))
        held = back.article(again)
        assert (held.text, held.title) == (re.sub("[\x01-\x1f]", "\ufffd", text), "خبر\ufffd")
        spans = back.layer(again, AUTHOR).spans
        assert [(span.start, span.end, span.label) for span in spans] == [
            (*where("محمود\x07عباس", text), "PERS"),
            (*where("عمّان", text), "GPE"),
        ]
        assert [span.surface(held.text) for span in spans] == ["محمود\ufffdعباس", "عمّان"]


def test_a_workbook_holds_control_characters_and_says_what_it_does_not_hold(project: Workspace) -> None:
    put_article(project, article := text_article("قال\x0bمحمود\uffff"))
    project.mark(article.uid, [(0, 3)], "PERS")
    assert together(project.losses("xlsx"))[Part.CHARACTERS] == 1
