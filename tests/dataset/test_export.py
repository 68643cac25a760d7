"""An export is whole or not there, and every Span in it was cut out of its text again."""

from __future__ import annotations

import io
import os
import stat
from itertools import product
from pathlib import Path

import orjson
import pytest

from annotator.errors import AnnotatorError, BadInput, Refused, Unknown, Unwritable
from annotator.formats import FORMATS
from annotator.model.annotation import Status
from annotator.model.split import Split, SplitRule
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, behind_its_back, put_article, text_article, where
from tests.helpers.rights import said_to_an_ordinary_user, world_readable_folder

OLD = b"the export of yesterday\n"


@pytest.fixture
def news(project: Workspace) -> Workspace:
    """Two Articles; one with Layers of two annotators."""
    put_article(project, ARTICLE)
    put_article(project, text_article("خبر آخر"))
    project.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    project.set_status(ARTICLE.uid, Status.DONE)
    with Workspace.open(project.path, OTHER) as other:
        other.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    return project


def lines(workspace: Workspace, **choice: object) -> list[tuple[str, str, int]]:
    out = io.BytesIO()
    count = workspace.export(out, **choice)  # type: ignore[arg-type]
    found = [orjson.loads(line) for line in out.getvalue().splitlines()]
    assert count == len(found)
    return [(line["annotator"], line["status"], len(line["spans"])) for line in found]


def test_each_layer_has_a_line_and_an_article_without_one_too(news: Workspace) -> None:
    assert lines(news) == [(OTHER, "in_progress", 1), (AUTHOR, "done", 1), ("", "new", 0)]


def test_one_annotator_or_one_status_can_be_asked_for(news: Workspace) -> None:
    assert lines(news, annotator=AUTHOR) == [(AUTHOR, "done", 1)]
    assert lines(news, status=Status.IN_PROGRESS) == [(OTHER, "in_progress", 1)]
    assert lines(news, annotator=OTHER, status=Status.DONE) == []


def test_it_is_known_beforehand_how_many_articles_go_out(news: Workspace) -> None:
    put_article(news, looked_at := text_article("خبر ثالث"))
    news.add_seconds(looked_at.uid, 30)
    put_article(news, flagged := text_article("خبر رابع"))
    news.set_status(flagged.uid, Status.NEW, "a comment alone")
    news.split(SplitRule(50, 0, 50))
    put_article(news, text_article("خبر خامس جاء بعد التقسيم"))
    assert news.split_sizes() == {Split.TRAIN: 2, Split.DEV: 0, Split.TEST: 2}
    for annotator, status, split in product((None, AUTHOR, OTHER), (None, *Status), (None, *Split)):
        out = io.BytesIO()
        news.export(out, annotator=annotator, status=status, split=split)
        articles = {orjson.loads(line)["id"] for line in out.getvalue().splitlines()}
        going_out = news.going_out(annotator=annotator, status=status, split=split)
        assert going_out == len(articles), (annotator, status, split)


def test_an_annotator_or_a_format_that_is_not_there_is_named(news: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="nobody"):
        news.export(tmp_path / "out.jsonl", annotator="nobody")
    with pytest.raises(BadInput, match="jsonl"):
        news.export(tmp_path / "out.jsonl", format_name="docx")
    assert not (tmp_path / "out.jsonl").exists()


def test_an_empty_project_is_an_empty_file(project: Workspace, tmp_path: Path) -> None:
    assert project.export(tmp_path / "out.jsonl") == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


TAMPERING = [
    "UPDATE spans SET text = 'دمشق' WHERE label = 'PERS'",
    "UPDATE spans SET start = start + 1 WHERE label = 'PERS'",
    "UPDATE spans SET \"end\" = 9999 WHERE label = 'PERS'",
    "UPDATE spans SET start = 9998, \"end\" = 9999, text = '' WHERE label = 'PERS'",
    "UPDATE articles SET text = 'x' || text",
    "UPDATE spans SET attributes = 'nonsense'",
]


@pytest.mark.parametrize("tampering", TAMPERING)
def test_an_export_refuses_to_finish_on_a_mismatch_and_leaves_the_old_file(
    news: Workspace, tmp_path: Path, tampering: str
) -> None:
    out = tmp_path / "out" / "news.jsonl"
    out.parent.mkdir()
    out.write_bytes(OLD)
    with behind_its_back(news.path) as db:
        db.execute(tampering)
    with pytest.raises(AnnotatorError):
        news.export(out)
    assert out.read_bytes() == OLD
    assert list(out.parent.iterdir()) == [out]


def test_a_mismatch_is_told_with_the_article_and_the_words(news: Workspace, tmp_path: Path) -> None:
    with behind_its_back(news.path) as db:
        db.execute(TAMPERING[0])
    with pytest.raises(BadInput, match=r"لقاء القاهرة.*says “دمشق”, but .* has “محمود عباس”.*Nothing was exported"):
        news.export(tmp_path / "out.jsonl")


class Cancelled(Exception):
    """What a Cancel button raises."""


def test_a_cancelled_export_leaves_the_old_file(news: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out" / "news.jsonl"
    out.parent.mkdir()
    out.write_bytes(OLD)

    def cancel(done: int, total: int) -> None:
        assert 1 <= done <= total == 2
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        news.export(out, progress=cancel)
    assert out.read_bytes() == OLD
    assert list(out.parent.iterdir()) == [out]
    assert news.export(out) == 3


@pytest.mark.parametrize("name", ["conll", "brat", "label-studio", "uima-xmi", "xlsx"])
@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 1.0])
def test_an_export_may_be_cancelled_while_it_is_written_and_while_it_is_read_back(
    news: Workspace, tmp_path: Path, name: str, share: float
) -> None:
    out = tmp_path / "out" / "here"
    out.parent.mkdir()
    told: list[tuple[int, int]] = []

    def cancel(done: int, total: int) -> None:
        told.append((done, total))
        if done >= share * total:
            raise Cancelled

    with pytest.raises(Cancelled):
        news.export(out, format_name=name, progress=cancel)
    assert list(out.parent.iterdir()) == []
    assert {total for _done, total in told} == {2 if name == "xlsx" else 4}
    assert [done for done, _total in told] == list(range(1, len(told) + 1))


def test_a_second_file_that_cannot_be_written_keeps_the_first_from_appearing(news: Workspace, tmp_path: Path) -> None:
    (tmp_path / "news.config.xml").mkdir()
    (tmp_path / "news.json").write_bytes(OLD)
    with pytest.raises(Unwritable):
        news.export(tmp_path / "news.json", format_name="label-studio")
    assert (tmp_path / "news.json").read_bytes() == OLD


def test_names_of_exports_tell_formats_apart_where_endings_do_not(news: Workspace) -> None:
    names = [news.export_path(known.name).name for known in FORMATS if known.writes]
    assert len(set(names)) == len(names)
    assert news.export_path().name == "news.jsonl"
    assert news.export_path("brat").name == "news-brat.zip"
    assert news.export_path("conll").name == "news.conll"


def test_an_export_replaces_the_old_file_and_makes_the_folder(news: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "جديد" / "عميق" / ("ن" * 110 + ".jsonl")
    news.export(out)
    first = out.read_bytes()
    news.export(out)
    assert out.read_bytes() == first
    assert list(out.parent.iterdir()) == [out]


def test_an_export_may_be_read_by_whoever_may_read_new_files(news: Workspace, tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    news.export(tmp_path / "out.jsonl")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "out.jsonl")]
    assert modes[0] == modes[1]


def test_an_export_over_a_folder_ends_in_words(news: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").mkdir()
    with pytest.raises(Unwritable):
        news.export(tmp_path / "out.jsonl")
    assert not list(tmp_path.glob(".*")) + list(tmp_path.glob("*.part"))


def test_an_export_beneath_a_file_ends_in_words(news: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(Unwritable):
        news.export(tmp_path / "file" / "out.jsonl")


def test_an_export_under_a_name_that_cannot_be_ends_in_words(news: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        news.export(tmp_path / ("x" * 300))


def test_an_export_never_overwrites_the_project(news: Workspace) -> None:
    with pytest.raises(Refused):
        news.export(news.path)
    assert list(news.check()) == []


def test_an_export_through_a_link_keeps_the_link(news: Workspace, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_bytes(OLD)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    news.export(tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() != OLD


def test_an_export_to_a_device_leaves_it_a_device(news: Workspace, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert news.export(pipe) == 3
        assert os.read(reading, 100_000).count(b"\n") == 3
    finally:
        os.close(reading)
    assert pipe.is_fifo()


def test_an_export_to_a_read_only_folder_ends_in_words() -> None:
    with world_readable_folder() as folder:
        (folder / "shut").mkdir(mode=0o555)
        (folder / "open").mkdir()
        (folder / "open").chmod(0o777)
        said = said_to_an_ordinary_user(
            """
            with Workspace.create(path / "open" / "a.hashiya", schema=small_schema(), annotator="a") as workspace:
                workspace.export(path / "shut" / "out.jsonl")
            """,
            folder,
        )
        assert said.startswith("Unwritable")
        assert list((folder / "shut").iterdir()) == []
