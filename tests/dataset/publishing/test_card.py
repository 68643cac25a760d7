"""The card says what is in the folder, in YAML that the Hub's own library reads and in Markdown that nothing breaks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from markdown_it import MarkdownIt

from annotator.dataset.publishing.card_data import _LOST
from annotator.formats.bundle import Options
from annotator.formats.parts import Part
from annotator.formats.units import Unit
from annotator.model.article import Article
from annotator.model.split import By, SplitRule
from annotator.workspace import Workspace
from tests.dataset.publishing.conftest import HOSTILE, article, parted
from tests.helpers.builders import AUTHOR, behind_its_back, put_article

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def published(workspace: Workspace, folder: Path, **choice: object) -> str:
    """The Markdown of the card of what is published."""
    workspace.publish(folder, **choice)  # type: ignore[arg-type]
    return parted(folder)[1]


def table_under(body: str, heading: str) -> list[list[str]]:
    """The first table under a heading, with its head."""
    _before, section = body.split(f"\n## {heading}\n")
    section = section.partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [rows[0], *rows[2:]]


def test_the_front_matter_is_what_the_hub_wants(divided: Workspace, tmp_path: Path) -> None:
    hub = pytest.importorskip("huggingface_hub")
    made = divided.publish(tmp_path / "out", title="أخبار: عيّنة", licence="CC-BY-SA-4.0")
    told, _body = parted(tmp_path / "out")
    card = hub.DatasetCard((tmp_path / "out/README.md").read_text())
    assert card.data.to_dict() == told
    assert (told["language"], told["license"], told["pretty_name"]) == (["ar"], "cc-by-sa-4.0", "أخبار: عيّنة")
    assert told["task_categories"] == ["token-classification"]
    assert told["task_ids"] == ["named-entity-recognition", "coreference-resolution"]
    assert told["size_categories"] == ["n<1K"]
    assert {"event-extraction", "temporal-expressions", "relation-extraction"} < set(told["tags"])
    (config,) = told["configs"]
    assert [(file["split"], file["path"]) for file in config["data_files"]] == [
        ("train", "data/train.jsonl"),
        ("validation", "data/validation.jsonl"),
        ("test", "data/test.jsonl"),
    ]
    assert [split["num_examples"] for split in told["dataset_info"]["splits"]] == [file.rows for file in made.data]


@pytest.mark.parametrize(
    ("named", "told"), [("", "No licence was named"), ("https://example.org/l", "https://example")]
)
def test_a_licence_that_the_hub_does_not_know_is_told_of(
    news: Workspace, tmp_path: Path, named: str, told: str
) -> None:
    body = published(news, tmp_path / "out", licence=named)
    assert told in body.split("## Licence")[1]
    head, _body = parted(tmp_path / "out")
    assert head["license"] == ("other" if named else "unknown")
    assert head.get("license_link") == (named or None)


def test_a_format_that_datasets_cannot_load_has_no_columns_and_a_way_to_read_it(
    news: Workspace, tmp_path: Path
) -> None:
    spacy = pytest.importorskip("spacy")
    assert spacy
    body = published(news, tmp_path / "out", format_name="spacy", annotator=AUTHOR)
    head, _body = parted(tmp_path / "out")
    assert head["viewer"] is False
    assert "dataset_info" not in head
    snippet = body.split("```python\n")[1].split("```")[0].replace("data/", f"{tmp_path}/out/data/")
    names: dict[str, list[object]] = {}
    exec(snippet, names)
    assert len(names["docs"]) == 10


def test_columns_of_tokens_are_read_as_the_card_says(news: Workspace, tmp_path: Path) -> None:
    for format_name in ("conll", "wojood"):
        body = published(news, tmp_path / format_name, format_name=format_name, annotator=AUTHOR)
        snippet = body.split("```python\n")[1].split("```")[0].replace("data/", f"{tmp_path}/{format_name}/data/")
        names: dict[str, list[list[list[str]]]] = {}
        exec(snippet, names)
        words = [line[0] for sentence in names["sentences"] for line in sentence if line]
        assert words.count("التقى") == 10


def test_counts_are_told_by_label_and_by_split(divided: Workspace, tmp_path: Path) -> None:
    made = divided.publish(tmp_path / "out")
    _head, body = parted(tmp_path / "out")
    (heads, *rows) = table_under(body, "Splits")
    assert heads == ["Split", "File", "Articles", "Rows", "Spans"]
    assert sum(int(row[2]) for row in rows) == 10
    assert sum(int(row[3]) for row in rows) == 13
    (heads, *rows) = table_under(body, "Labels")
    told = {row[0]: [int(cell) for cell in row[4:]] for row in rows}
    assert told["`PERS`"][-1] == 12  # one of the thirteen is another annotator's ORG
    assert told["`ORG`"][-1] == 40
    for row in told.values():
        assert row[-1] == sum(row[:-1])
    assert "not marked anywhere: `MONEY`." in body
    assert "`same` 13, arguments of events 13" in body
    for file in made.files:
        assert f"`{file.sha256}`" in body


def test_what_offsets_count_is_told_of_a_format_that_leaves_it_open(news: Workspace, tmp_path: Path) -> None:
    for options, words in ((None, "UTF-16 units"), (Options(unit=Unit.GRAPHEMES), "(grapheme clusters)")):
        folder = tmp_path / words
        body = published(news, folder, format_name="doccano", annotator=AUTHOR, options=options)
        assert words in body
        unit = "grapheme" if options else "utf16"
        assert orjson.loads((folder / "labels.json").read_bytes())["offset_unit"] == unit


def test_the_rule_and_the_duplicates_are_told(news: Workspace, tmp_path: Path) -> None:
    assert "everything is in `train`" in published(news, tmp_path / "undivided")
    for by, words in ((By.RANDOM, "seed 7"), (By.TIME, "the newest to test with"), (By.SOURCE, "of one source")):
        news.split(SplitRule(50, 25, 25, by, 7), anew=True)
        body = published(news, tmp_path / by.value).split("## Splits")[1]
        assert "50 % train, 25 % validation" in body
        assert words in body
        assert "Near duplicates" in body


def test_near_duplicates_in_two_splits_are_told_of(news: Workspace, tmp_path: Path) -> None:
    story = " ".join(f"كلمة{number}" for number in range(60))
    for number, text in ((30, story), (31, f"عاجل {story}")):
        put_article(news, replace(article(number), text=text))
    news.split(SplitRule())
    body = published(news, tmp_path / "out")
    assert "1 group of them with 2 articles" in body
    assert "In several splits" not in body
    splits = news.splits()
    other = next(name for name in ("train", "dev", "test") if name != splits["article-31"])
    with behind_its_back(news.path) as db:
        db.execute(
            "UPDATE splits SET name = ? WHERE article = (SELECT id FROM articles WHERE uid = 'article-31')", (other,)
        )
    assert "In several splits, since articles keep the split that they had: 1 group." in published(
        news, tmp_path / "torn"
    )


def test_agreement_is_told_of_those_who_did_the_same(news: Workspace, tmp_path: Path) -> None:
    body = published(news, tmp_path / "out")
    assert table_under(body, "Agreement")[1] == ["A1, A2", "3", "18", "18", "17", "0.944", "1.000", "1.000"]
    assert "| `ORG` | 9 | 10 | 9 | 0.947 |" in body
    one = published(news, tmp_path / "one", annotator=AUTHOR)
    assert table_under(one, "Agreement") == table_under(body, "Agreement")


def test_without_two_annotators_nothing_is_said_of_agreement(project: Workspace, tmp_path: Path) -> None:
    put_article(project, article(1))
    project.mark("article-1", [(2, 5)], "PERS")
    assert "nothing can be said of their agreement" in published(project, tmp_path / "out")


def test_what_a_format_leaves_out_is_told(news: Workspace, tmp_path: Path) -> None:
    body = published(news, tmp_path / "out", format_name="huggingface", annotator=AUTHOR)
    section = body.split("## What is left out")[1].split("\n## ")[0]
    assert "- discontinuous spans: 10" in section
    assert "- relations: 10" in section
    assert "annotated them as it was wanted: 1." in section
    assert "carries everything" in published(news, tmp_path / "all")


def test_spans_of_one_label_in_each_other_are_told_of_where_columns_mix_them(news: Workspace, tmp_path: Path) -> None:
    put_article(news, Article("city", "مدينة", "جامعة القاهرة في الصباح"))
    news.mark("city", [(0, 13)], "ORG")
    news.mark("city", [(6, 13)], "ORG")
    body = published(news, tmp_path / "out", format_name="wojood", annotator=AUTHOR)
    assert "- spans inside others of the same label, of which it cannot tell which goes on: 1" in body
    assert set(_LOST) == set(Part)


def test_days_and_how_dates_were_read_are_told(news: Workspace, tmp_path: Path) -> None:
    news.set_week_starts("monday")
    body = published(news, tmp_path / "out")
    assert "published from 2024-05-01 to 2024-05-10" in body
    assert "a week begins on Monday" in body
    assert "TIMEX3" not in published(news, tmp_path / "tokens", format_name="conll", annotator=AUTHOR)


def test_guidelines_are_in_both_languages_and_arabic_runs_from_right_to_left(news: Workspace, tmp_path: Path) -> None:
    body = published(news, tmp_path / "out").split("## Guidelines")[1].split("\n## Files")[0]
    blocks = re.findall(r'<div dir="rtl" lang="ar">\n\n(.*?)\n\n</div>', body, re.DOTALL)
    assert blocks[0] == "اسم «فلان»."
    assert len(blocks) == 2


def test_hostile_guidelines_and_titles_break_nothing(news: Workspace, tmp_path: Path) -> None:
    body = published(news, tmp_path / "out", title=HOSTILE.replace("\n", " "))
    tokens = READER.parse(body)
    html = [token.content for token in tokens if token.type == "html_block"]
    opened = sum(one.count("<details>") for one in html)
    assert opened == sum(one.count("</details>") for one in html) == 2
    assert sum(one.count("<div") for one in html) == sum(one.count("</div>") for one in html) == 3
    assert "<script" not in "".join(html)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings[1:] == [
        *["Loading", "Splits", "Labels", "Data", "What is left out", "Annotation", "Agreement"],
        *["Publication and dates", "Guidelines", "Files", "Licence"],
    ]
    assert "\u202e" not in body


def test_the_language_of_the_program_changes_nothing(
    news: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator import words

    monkeypatch.setenv("LANGUAGE", "en")
    told = published(news, tmp_path / "en")
    words.use("ar")
    assert published(news, tmp_path / "ar") == told


def test_an_archived_label_is_told_of_while_spans_have_it(news: Workspace, tmp_path: Path) -> None:
    news.archive_label("DATE")
    news.archive_label("MONEY")
    body = published(news, tmp_path / "out")
    assert "`DATE`" in body
    assert "`MONEY`" not in body
    assert "version 3 of the schema" in body
