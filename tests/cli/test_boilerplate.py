"""import of web pages, feeds and documents, and what it does about boilerplate: keep, list, remove."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import docx
import orjson
import pytest

from annotator.workspace import Workspace
from tests.cli.conftest import TEXT, Hashiya, jsonl, state
from tests.helpers.pages import PARAGRAPHS, SITE, TITLE, URL, modern

CUE, SHARE = "اقرأ أيضا: الوفد يغادر دمشق", "شارك الخبر"
ARTICLE = f"وصل الوفد إلى دمشق. للمزيد اضغط هنا\n{CUE}\nوالتقى الوزير.\n{SHARE}"
RSS = f"""<rss version="2.0"><channel><title>وكالة</title>
<item><title>خبر</title><link>https://almina.example/1</link><pubDate>Tue, 27 Jan 2026 10:00:00 +0300</pubDate>
<description><![CDATA[<p>غادر الوفد دمشق.</p><p>{SHARE}</p>]]></description></item></channel></rss>"""


def texts(project: Path) -> list[str]:
    with Workspace.open(project) as workspace:
        return [workspace.article(uid).text for uid in workspace.article_uids()]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a page, a feed, a document and a text, each with a share line."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    stated = '<meta property="article:published_time" content="2026-01-27">'
    (folder / "b.html").write_text(modern(stated, (*PARAGRAPHS, SHARE)), encoding="utf-8")
    (folder / "c.xml").write_text(RSS, encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("اجتمع الوزراء.")
    document.add_paragraph(SHARE)
    document.save(str(folder / "d.docx"))
    return folder


def test_a_folder_of_pages_feeds_and_documents_comes_in(hashiya: Hashiya, place: Path, files: Path) -> None:
    told = hashiya("import", place, files)
    assert (told.exit_code, told.stderr) == (0, "")
    assert [line.split(" was read as ")[1] for line in told.stdout.splitlines()[:3]] == ["webpage.", "feed.", "docx."]
    assert "4 articles came in." in told.stdout
    listed = orjson.loads(hashiya("list", place, "--json").stdout)
    assert [(x["title"], x["source"], x["published"]) for x in listed] == [
        ("وصل الوفد إلى دمشق. للمزيد اضغط هنا", "", ""),
        (TITLE, SITE, "2026-01-27"),
        ("خبر", "وكالة", "2026-01-27"),
        ("اجتمع الوزراء.", "", ""),
    ]
    shown = orjson.loads(hashiya("show", place, TITLE, "--json").stdout)
    assert (shown["url"], shown["text"]) == (URL, "\n".join((*PARAGRAPHS, SHARE)))


def test_boilerplate_is_kept_and_counted_where_nothing_is_said(hashiya: Hashiya, place: Path, files: Path) -> None:
    told = hashiya("import", place, files / "a.txt")
    assert "3 passages that look like boilerplate were kept; --boilerplate list shows them" in told.stdout
    assert texts(place) == [ARTICLE]


def test_a_list_of_boilerplate_says_how_many_articles_have_the_same_and_imports_nothing(
    hashiya: Hashiya, place: Path, files: Path
) -> None:
    before = state(place)
    told = hashiya("import", place, files, "--boilerplate", "list")
    assert told.exit_code == 0
    rows = [line.split("\t") for line in told.stdout.splitlines()]
    assert rows[0] == ["4", "Share buttons", f"{files / 'a.txt'}:1", SHARE]
    assert sorted(row[3] for row in rows[1:]) == sorted([CUE, "للمزيد اضغط هنا"])
    assert state(place) == before


def test_a_list_as_json_has_each_place(hashiya: Hashiya, place: Path, files: Path) -> None:
    told = orjson.loads(hashiya("import", place, files, "--boilerplate", "list", "--json").stdout)
    assert [(one["kind"], one["text"]) for one in told if one["path"].endswith("a.txt")] == [
        ("more", "للمزيد اضغط هنا"),
        ("more", CUE),
        ("share", SHARE),
    ]
    assert all(ARTICLE[one["start"] : one["end"]] == one["text"] for one in told if one["path"].endswith("a.txt"))
    assert len(told) == 6


def test_boilerplate_is_left_out_where_that_is_said_and_each_passage_is_told(
    hashiya: Hashiya, place: Path, files: Path
) -> None:
    told = hashiya("import", place, files, "--boilerplate", "remove")
    assert "6 passages of boilerplate were left out:\n" in told.stdout
    for words in ("للمزيد اضغط هنا", CUE, SHARE):
        assert f"  {files / 'a.txt'}:1: {words}\n" in told.stdout
    found = texts(place)
    assert found[0] == "وصل الوفد إلى دمشق.\nوالتقى الوزير."
    assert found[1] == "\n".join(PARAGRAPHS)
    assert found[2:] == ["غادر الوفد دمشق.", "اجتمع الوزراء."]
    with Workspace.open(place) as workspace:
        assert workspace.article(next(iter(workspace.article_uids()))).title == "وصل الوفد إلى دمشق."


def test_what_was_left_out_is_in_the_report(hashiya: Hashiya, place: Path, files: Path) -> None:
    report = orjson.loads(hashiya("import", place, files / "a.txt", "--boilerplate", "remove", "--json").stdout)
    assert ([one["text"] for one in report["removed"]], report["boilerplate"]) == (["للمزيد اضغط هنا", CUE, SHARE], 0)
    assert report["uncleaned"] == 0


def test_articles_with_spans_stay_as_they_are_and_that_is_told(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    text = f"{SHARE}\n{TEXT}"
    with_spans = {"text": text, "spans": [[len(SHARE) + 1 + 13, len(SHARE) + 1 + 23, "PERS"]]}
    path = jsonl(tmp_path / "in.jsonl", with_spans, {"text": ARTICLE})
    told = hashiya("import", place, path, "--boilerplate", "remove")
    assert "3 passages of boilerplate were left out:" in told.stdout
    assert "1 article with spans, or from an export of Hashiya, has boilerplate and came in as it is." in told.stdout
    assert texts(place)[0] == text
    with Workspace.open(place) as workspace:
        uid = next(iter(workspace.article_uids()))
        assert [span.surface(text) for span in workspace.layer(uid, "a1").spans] == ["محمود عباس"]


def test_what_hashiya_exported_comes_back_the_same(hashiya: Hashiya, place: Path, files: Path, tmp_path: Path) -> None:
    hashiya("import", place, files / "a.txt")
    hashiya("export", place, "-o", tmp_path / "out.jsonl")
    second = tmp_path / "second.hashiya"
    Workspace.create(second, annotator="a1").close()
    told = hashiya("import", second, tmp_path / "out.jsonl", "--boilerplate", "remove")
    assert "came in as it is" in told.stdout
    assert texts(second) == [ARTICLE]


def test_nothing_is_left_out_of_a_text_that_is_nothing_else(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(f"{SHARE}\nاقرأ المزيد\n", encoding="utf-8")
    told = hashiya("import", place, "in.txt", "--boilerplate", "remove")
    assert "left out" not in told.stdout
    assert texts(place) == [f"{SHARE}\nاقرأ المزيد\n"]


def test_what_is_there_already_is_not_told_as_cleaned(hashiya: Hashiya, place: Path, files: Path) -> None:
    hashiya("import", place, files / "a.txt", "--boilerplate", "remove")
    again = hashiya("import", place, files / "a.txt", "--boilerplate", "remove")
    assert "1 article was there already" in again.stdout
    assert "left out" not in again.stdout


def test_undo_takes_such_an_import_back(hashiya: Hashiya, place: Path, files: Path) -> None:
    hashiya("import", place, files, "--boilerplate", "remove")
    assert hashiya("undo", place).exit_code == 0
    assert texts(place) == []


def test_a_page_is_converted_without_a_project(hashiya: Hashiya, files: Path, tmp_path: Path) -> None:
    listed = hashiya("convert", files / "b.html", "out.jsonl", "--boilerplate", "list")
    assert (listed.exit_code, (tmp_path / "out.jsonl").exists()) == (0, False)
    assert SHARE in listed.stdout
    assert hashiya("convert", files / "b.html", "out.jsonl", "--boilerplate", "remove").exit_code == 0
    line = orjson.loads((tmp_path / "out.jsonl").read_bytes())
    assert (line["title"], line["text"], line["published"]) == (TITLE, "\n".join(PARAGRAPHS), "2026-01-27")


def test_the_parts_of_a_saved_page_are_no_articles(hashiya: Hashiya, place: Path, files: Path) -> None:
    parts = files / "b_files"
    parts.mkdir()
    (parts / "saved_resource.html").write_text("<html><body>إعلان</body></html>", encoding="utf-8")
    (parts / "note.txt").write_text("ليس خبرا", encoding="utf-8")
    other = files / "mine_files"
    other.mkdir()
    (other / "e.txt").write_text("خبر آخر", encoding="utf-8")
    assert hashiya("import", place, files).exit_code == 0
    assert len(texts(place)) == 5
    assert "خبر آخر" in texts(place)


def test_xml_that_is_no_feed_is_none_of_a_folders_articles(hashiya: Hashiya, place: Path, files: Path) -> None:
    (files / "out.config.xml").write_text("<View><Labels/></View>", encoding="utf-8")
    assert hashiya("import", place, files).exit_code == 0
    assert len(texts(place)) == 4
    alone = hashiya("import", place, files / "out.config.xml")
    assert alone.exit_code == 2
    assert "is of no kind that can be imported" in alone.stderr
    named = hashiya("import", place, files / "out.config.xml", "--format", "feed")
    assert "it is no RSS or Atom feed" in named.stderr


@pytest.mark.parametrize("name", ["b.html", "c.xml", "d.docx"])
def test_a_missing_library_is_named_in_one_sentence(
    name: str, hashiya: Hashiya, place: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def without(wanted: str, package: str | None = None) -> Any:
        if wanted.partition(".")[0] in ("lxml", "trafilatura", "feedparser", "docx"):
            raise ImportError(wanted)
        return real(wanted, package)

    monkeypatch.setattr(importlib, "import_module", without)
    told = hashiya("import", place, files / name)
    assert told.exit_code == 2
    assert 'need libraries; get them with: pip install "hashiya[web]"' in told.stderr
    assert told.stderr.count("\n") == 1
    assert texts(place) == []


def test_a_page_without_an_article_stops_the_import_or_is_left_out(hashiya: Hashiya, place: Path, files: Path) -> None:
    (files / "z.html").write_text("<html><body></body></html>", encoding="utf-8")
    stopped = hashiya("import", place, files)
    assert stopped.exit_code == 2
    assert "z.html:1: no article was found on it. Nothing was imported" in stopped.stderr
    assert hashiya("import", place, files, "--skip-bad").exit_code == 0
    assert len(texts(place)) == 4


def test_what_is_doubtful_about_a_page_is_told(hashiya: Hashiya, place: Path, files: Path) -> None:
    (files / "b.html").write_text(modern().replace(URL, "https://almina.example/2026/01/27/x"), encoding="utf-8")
    told = hashiya("import", place, files / "b.html")
    assert "b.html: it does not say when it was published; 2026-01-27 was taken from its address" in told.stdout
