"""Taking files in: all of it or nothing, and nothing in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.errors import AnnotatorError, BadInput
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.model.schema import Kind, Label, RelationLabel, Role, Schema
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, TEXT, put_article, small_schema, tables, where, write_lines
from tests.helpers.rights import said_to_an_ordinary_user, world_readable_folder

GOOD = {"text": "قمة في دمشق", "spans": [[7, 11, "GPE"]]}
SHA = "0" * 64

BAD_LINES: list[tuple[Any, str]] = [
    (b"{", "not JSON"),
    (b"not json at all", "not JSON"),
    (b'{"text": NaN}', "not JSON"),
    (b'{"text": "\\ud83d"}', "not JSON"),
    (b"[" * 5000, "not JSON"),
    (b'{"text": "\xff\xfe"}', "byte 10 is not UTF-8"),
    (b'"text"', "not a JSON object"),
    ([], "not a JSON object"),
    ({}, "“text” is missing"),
    ({"text": None}, "“text” is missing"),
    ({"text": ["نص"]}, "“text” is missing"),
    ({"text": ""}, "no text in it"),
    ({"text": " \n\u00a0"}, "no text in it"),
    ({"text": "قبل\0بعد"}, "NUL"),
    ({"text": "نص", "title": 5}, "“title” is not a text"),
    ({"text": "نص", "title": "a\0"}, "NUL"),
    ({"text": "نص", "published": "أمس"}, "must be a date"),
    ({"text": "نص", "published": "2024-02-30"}, "must be a date"),
    ({"text": "نص", "status": "eaten"}, "“status” is “eaten”"),
    ({"text": "نص", "annotator": " "}, "“annotator”|needs a name"),
    ({"text": "نص", "annotator": "a\u202eb"}, "needs a name"),
    ({"text": "نص", "metadata": [1]}, "“metadata”"),
    ({"text": "نص", "metadata": "x"}, "“metadata”"),
    ({"text": "نص", "offset_unit": "byte"}, "must be “codepoint”"),
    ({"text": "نص", "format": "hashiya/2"}, "this version reads “hashiya/1”"),
    ({"text": "نص", "format": "hashiya/1"}, "“sha256” does not fit"),
    ({"text": "نص", "format": "hashiya/1", "sha256": SHA}, "“sha256” does not fit"),
    ({"text": "نص", "spans": {}}, "“spans” is not a list"),
    ({"text": "نص", "spans": [1]}, "must be [start, end, label]"),
    ({"text": "نص", "spans": [[0, 1]]}, "must be [start, end, label]"),
    ({"text": "نص", "spans": [[0, 1, 2]]}, "must be [start, end, label]"),
    ({"text": "نص", "spans": [[0, 3, "GPE"]]}, "outside the text"),
    ({"text": "نص", "spans": [[-1, 1, "GPE"]]}, "outside the text"),
    ({"text": "نص", "spans": [[0, 2**63, "GPE"]]}, "outside the text"),
    ({"text": "نص", "spans": [[1, 1, "GPE"]]}, "ends before it starts"),
    ({"text": "نص", "spans": [[2, 0, "GPE"]]}, "ends before it starts"),
    ({"text": "نص", "spans": [["0", "1", "GPE"]]}, "whole numbers"),
    ({"text": "نص", "spans": [[False, True, "GPE"]]}, "whole numbers"),
    ({"text": "نص", "spans": [[0.0, 1.0, "GPE"]]}, "whole numbers"),
    ({"text": "نص", "spans": [[None, 1, "GPE"]]}, "whole numbers"),
    ({"text": "نص", "spans": [[0, 1, "NOSUCH"]]}, "no label “NOSUCH”"),
    ({"text": "نص", "spans": [{"start": 0, "end": 1}]}, "no “label”"),
    ({"text": "نص", "spans": [{"start": 0, "end": 1, "label": ["GPE"]}]}, "no “label”"),
    ({"text": "نص", "spans": [{"start": 0, "end": 1, "label": "GPE", "text": "ص"}]}, "says “ص”"),
    ({"text": "نص", "spans": [{"fragments": [[0, 2], [1, 2]], "label": "GPE"}]}, "overlap"),
    ({"text": "نص", "spans": [{"id": "a", "start": 0, "end": 1, "label": "GPE"}] * 2}, "same id “a”"),
    ({"text": "نص", "relations": {}}, "“relations” is not a list"),
    ({"text": "نص", "relations": [{"label": "x", "source": "a", "target": "b"}]}, "points to a span that is not"),
]


def whole(workspace: Workspace) -> object:
    return tables(workspace.path)


def test_a_line_that_is_there_twice_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "نص قصير", "id": "0"}\n' * 2, encoding="utf-8")
    with Workspace.create(tmp_path / "a.hashiya", annotator="ليلى") as workspace:
        report = workspace.import_files([path])
        assert (report.articles, [remark.line for remark in report.present]) == (1, [2])


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=range(len(BAD_LINES)))
def test_a_bad_line_stops_the_import_before_anything_is_written(
    project: Workspace, tmp_path: Path, line: Any, reason: str
) -> None:
    path = write_lines(tmp_path / "in.jsonl", GOOD, b"", line, {"text": "ثالث"})
    before = whole(project)
    with pytest.raises(BadInput) as refused:
        project.import_files([path])
    assert str(refused.value).startswith(f"{path}:3: ")
    assert any(part in str(refused.value) for part in reason.split("|"))
    assert "Nothing was imported" in str(refused.value)
    assert whole(project) == before


def test_skipping_bad_lines_takes_in_the_rest_and_lists_what_was_left(project: Workspace, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "in.jsonl", *(line for line, _reason in BAD_LINES), GOOD)
    report = project.import_files([path], skip_bad=True)
    assert (report.articles, report.layers, report.spans) == (1, 1, 1)
    assert [remark.line for remark in report.refused] == list(range(1, len(BAD_LINES) + 1))
    assert all(part.path == path for part in report.refused)
    assert list(project.check()) == []


def test_a_bad_file_among_good_ones_stops_them_all(project: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("خبر آخر".encode("windows-1256"))
    with pytest.raises(BadInput, match="--encoding"):
        project.import_files([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert project.article_uids() == []
    report = project.import_files([tmp_path / "b.txt"], encoding="windows-1256")
    assert report.articles == 1
    assert project.article(project.find_article("1")).text == "خبر آخر"


def test_folders_are_taken_in_with_all_that_is_inside_in_order(project: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "أخبار"
    (folder / "ب").mkdir(parents=True)
    (folder / "1.txt").write_text("أول", encoding="utf-8")
    (folder / "ب" / "2.TXT").write_text("ثان", encoding="utf-8")
    write_lines(folder / "ب" / "3.ndjson", {"text": "ثالث"})
    (folder / "readme.md").write_text("لا", encoding="utf-8")
    assert project.import_files([folder], source="وكالة", published="2024-05-12").articles == 3
    assert [(e.title, e.source, e.published) for e in project.entries()] == [
        (title, "وكالة", "2024-05-12") for title in ("أول", "ثان", "ثالث")
    ]


def test_what_cannot_be_imported_at_all_is_named(project: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.docx").write_bytes(b"PK")
    for path in (tmp_path / "empty", tmp_path / "a.docx", tmp_path / "nosuch.txt", tmp_path / ("x" * 400), "a\0.txt"):
        with pytest.raises(BadInput):
            project.import_files([path])


@pytest.mark.parametrize("encoding", ["nosuch", "base64", "rot13", "hex", "undefined", "", "a\0b", "\ud800"])
def test_an_encoding_that_is_none_is_refused(project: Workspace, tmp_path: Path, encoding: str) -> None:
    with pytest.raises(BadInput, match="no encoding called"):
        project.import_files([write_lines(tmp_path / "a.jsonl", GOOD)], encoding=encoding)


@pytest.mark.parametrize("value", ["yesterday", "2024-13-01", "12/05/2024"])
def test_a_publication_date_that_is_none_is_refused(project: Workspace, tmp_path: Path, value: str) -> None:
    with pytest.raises(BadInput, match="no date"):
        project.import_files([write_lines(tmp_path / "a.jsonl", GOOD)], published=value)


def test_words_that_no_file_can_hold_are_refused(project: Workspace, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", GOOD)
    for source in ("a\udcffb", "a\0b"):  # a byte of the command line that is no UTF-8
        with pytest.raises(AnnotatorError):
            project.import_files([path], source=source)
    assert project.article_uids() == []


def test_a_folder_that_may_not_be_looked_into_is_named_and_not_passed_over() -> None:
    with world_readable_folder() as folder:
        (folder / "news" / "shut").mkdir(parents=True)
        (folder / "news" / "a.txt").write_text("خبر", encoding="utf-8")
        (folder / "news" / "shut").chmod(0o700)
        (folder / "open").mkdir()
        (folder / "open").chmod(0o777)
        said = said_to_an_ordinary_user(
            """
            with Workspace.create(path / "open" / "a.hashiya", schema=small_schema(), annotator="a") as workspace:
                try:
                    workspace.import_files([path / "news"])
                finally:
                    print(len(workspace.article_uids()), end=" ")
            """,
            folder,
        )
    assert said.startswith("0 BadInput")
    assert "shut" in said


# What is there already


def test_a_text_that_is_there_already_is_reported_and_not_added_twice(project: Workspace, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", GOOD, {"text": "خبر"}, {"text": "خبر", "title": "مرة أخرى"})
    first = project.import_files([path])
    assert [remark.line for remark in first.present] == [3]
    second = project.import_files([path])
    assert (second.articles, second.layers) == (0, 0)
    assert [remark.line for remark in second.present] == [1, 2, 3]
    assert len(project.article_uids()) == 2


def test_spans_fill_an_empty_layer_and_are_left_out_of_one_with_spans(project: Workspace, tmp_path: Path) -> None:
    article = put_article(project, ARTICLE)
    path = write_lines(
        tmp_path / "a.jsonl",
        {"text": TEXT, "spans": [[*where("القاهرة"), "GPE"]]},
        {"text": TEXT, "spans": [[*where("محمود عباس"), "PERS"]], "annotator": OTHER},
    )
    project.mark(article, [where("الأحد")], "DATE")
    report = project.import_files([path])
    assert [remark.line for remark in report.unfilled] == [1]
    assert (report.layers, report.spans) == (1, 1)
    assert [span.label for span in project.spans(article)] == ["DATE"]
    assert [span.label for span in project.layer(article, OTHER).spans] == ["PERS"]


def test_an_import_without_spans_leaves_what_was_said_of_the_article(project: Workspace, tmp_path: Path) -> None:
    article = put_article(project, ARTICLE)
    project.set_status(article, Status.FLAGGED, "نص ناقص")
    project.import_files([write_lines(tmp_path / "a.jsonl", {"text": TEXT, "status": "in_progress"})])
    layer = project.layer(article)
    assert (layer.status, layer.comment) == (Status.FLAGGED, "نص ناقص")


def test_a_comment_survives_spans_that_are_brought_in(project: Workspace, tmp_path: Path) -> None:
    article = put_article(project, ARTICLE)
    project.set_status(article, Status.FLAGGED, "نص ناقص")
    project.import_files([write_lines(tmp_path / "a.jsonl", {"text": TEXT, "spans": [[0, 5, "PERS"]]})])
    assert project.layer(article).comment == "نص ناقص"
    assert len(project.spans(article)) == 1


# Ids


def test_ids_that_other_tools_count_anew_in_each_article_do_not_clash(project: Workspace, tmp_path: Path) -> None:
    spans = [{"id": "T1", "start": 0, "end": 2, "label": "GPE"}, {"id": "T2", "start": 3, "end": 5, "label": "PERS"}]
    arrows = [{"id": "R1", "label": "in", "source": "T2", "target": "T1"}]
    lines = [{"text": f"نص رقم {n}", "spans": spans, "relations": arrows} for n in range(3)]
    report = project.import_files([write_lines(tmp_path / "a.jsonl", *lines)])
    assert (report.articles, report.spans, report.refused) == (3, 6, [])
    for uid in project.article_uids():
        layer = project.layer(uid)
        ends = {span.uid: span.label for span in layer.spans}
        assert [(ends[r.source], ends[r.target]) for r in layer.relations] == [("PERS", "GPE")]
    assert list(project.check()) == []


def test_the_same_relation_twice_is_a_bad_line_and_not_a_crash(project: Workspace, tmp_path: Path) -> None:
    line = {
        "text": "نص",
        "spans": [{"id": "T1", "start": 0, "end": 2, "label": "GPE"}],
        "relations": [{"id": "R1", "label": "in", "source": "T1", "target": "T1"}] * 2,
    }
    with pytest.raises(BadInput, match="two relations have the same id “R1”"):
        project.import_files([write_lines(tmp_path / "a.jsonl", line)])


def test_an_article_whose_id_is_anothers_gets_a_new_one_and_keeps_its_own_beside(
    project: Workspace, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"id": 7, "text": "أ"}, {"id": 7, "text": "ب"}, {"id": True, "text": "ج"})
    assert project.import_files([path]).articles == 3
    first, second, _third = (project.article(uid) for uid in project.article_uids())
    assert first.uid == "7"
    assert second.metadata == (("id", "7"),)


def test_native_ids_that_belong_to_another_text_are_a_bad_line(project: Workspace, tmp_path: Path) -> None:
    project.import_files([write_lines(tmp_path / "a.jsonl", GOOD)])
    project.export(tmp_path / "out.jsonl")
    with Workspace.create(tmp_path / "b.hashiya", schema=small_schema(), annotator=AUTHOR) as other:
        (uid,) = project.article_uids()
        other.import_files([write_lines(tmp_path / "c.jsonl", {"id": uid, "text": "نص آخر"})])
        with pytest.raises(BadInput, match="another text under the id"):
            other.import_files([tmp_path / "out.jsonl"])


# Cancelling


class Cancelled(Exception):
    """What a Cancel button raises."""


def test_a_cancelled_import_leaves_the_project_as_it_was(project: Workspace, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", *({"text": f"خبر {i}", "spans": [[0, 3, "GPE"]]} for i in range(50)))
    before = whole(project)

    def cancel(done: int, total: int) -> None:
        assert total == path.stat().st_size
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        project.import_files([path], progress=cancel)
    assert whole(project) == before
    assert project.import_files([path]).articles == 50


def test_metadata_of_any_shape_is_kept_as_text(project: Workspace, tmp_path: Path) -> None:
    deep: Any = 1
    for _ in range(100):
        deep = [deep]
    line = {"text": "نص", "metadata": {"a": "ب", "n": 1.5, "none": None, "yes": True, "list": [1, {"x": "ي"}]}}
    project.import_files([write_lines(tmp_path / "a.jsonl", line, {"text": "عميق", "metadata": {"deep": deep}})])
    first = project.article(project.find_article("1"))
    assert first.metadata == (("a", "ب"), ("n", "1.5"), ("none", ""), ("yes", "true"), ("list", '[1,{"x":"ي"}]'))


def test_metadata_nested_without_end_is_a_bad_line(project: Workspace, tmp_path: Path) -> None:
    line = b'{"text": "x", "metadata": {"a": ' + b"[" * 1000 + b"]" * 1000 + b"}}"
    with pytest.raises(BadInput, match="nested too deeply"):
        project.import_files([write_lines(tmp_path / "a.jsonl", line)])


def test_labels_and_relations_of_other_letters_are_added_with_their_names_as_titles(
    project: Workspace, tmp_path: Path
) -> None:
    spans = [
        {"id": "a", "start": 0, "end": 5, "label": "شخص"},
        {"id": "b", "start": 6, "end": 10, "label": "a b"},
    ]
    line = {"text": "محمود عباس", "spans": spans, "relations": [{"label": "صديق", "source": "a", "target": "b"}]}
    report = project.import_files([write_lines(tmp_path / "a.jsonl", line)], add_labels=True)
    assert report.labels == ["shkhs", "a_b", "sdyq"]
    with project.another() as again:  # the schema can be read
        added, arrow = again.schema.label("shkhs"), again.schema.relation("sdyq")
        assert added is not None
        assert (added.titles, added.formerly, arrow and arrow.titles) == ({"ar": "شخص"}, ("شخص",), {"ar": "صديق"})
        (uid,) = again.article_uids()
        layer = again.layer(uid)
        assert [span.label for span in layer.spans] == ["shkhs", "a_b"]
        assert [one.label for one in layer.relations] == ["sdyq"]
        assert list(again.check()) == []


def test_more_labels_than_a_palette_can_show_are_not_added(project: Workspace, tmp_path: Path) -> None:
    lines = [{"text": f"نص {number}", "spans": [[0, 1, f"L{number}"]]} for number in range(1001)]
    before = whole(project)
    with pytest.raises(BadInput, match=r"a.jsonl.*labels that the schema does not have, more than 1000"):
        project.import_files([write_lines(tmp_path / "a.jsonl", *lines)], add_labels=True)
    assert whole(project) == before


def test_spans_that_would_fill_the_disk_are_a_bad_line(project: Workspace, tmp_path: Path) -> None:
    text = "خبر " * 2500
    line = {"text": text, "spans": [[0, 9999, "GPE"]] * 60}
    with pytest.raises(BadInput, match="lie over one another too often"):
        project.import_files([write_lines(tmp_path / "a.jsonl", line)])
    report = project.import_files([write_lines(tmp_path / "b.jsonl", line | {"spans": [[0, 9999, "GPE"]] * 50})])
    assert report.spans == 50


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jsonl", b"", "it is empty"),
        ("a.jsonl", b"\n\n", "there is no article in it that could be read as jsonl"),
        ("a.conll", b"\n", "there is no article in it that could be read as conll"),
    ],
)
def test_a_file_of_which_nothing_comes_says_why(
    name: str, data: bytes, said: str, project: Workspace, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    report = project.import_files([tmp_path / name])
    assert (report.articles, [note.text for note in report.notes]) == (0, [said])


def test_what_is_told_of_a_line_is_short_however_long_the_line_is(project: Workspace, tmp_path: Path) -> None:
    line = {"text": "نص", "published": "x" * 100_000}
    with pytest.raises(BadInput) as raised:
        project.import_files([write_lines(tmp_path / "a.jsonl", line)])
    assert len(str(raised.value)) < 1000


def test_a_page_that_we_made_is_passed_over_in_a_folder_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "مقالات"
    folder.mkdir()
    with Workspace.sample(tmp_path / "sample.hashiya", annotator="a1") as sample:
        sample.export(folder / "a.html", format_name="html")
    (folder / "b.txt").write_text("قمة في دمشق", encoding="utf-8")
    with Workspace.create(tmp_path / "into.hashiya", annotator="a1") as workspace:
        report = workspace.import_files([folder])
        assert report.articles == 1
        assert [note.path.name for note in report.notes] == ["a.html"]
        assert "a page that Hashiya made for reading" in report.notes[0].text
        assert [path.name for path, _name in report.formats] == ["b.txt"]


def test_events_and_joins_of_labels_that_are_added_stay_what_they_are(project: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    lines = "T1\tBuy 0 4\tاشتر\nT2\tFirm 5 8\tنور\nT3\tFirm 9 12\tحلم\nE1\tBuy:T1 Buyer:T2\n"
    lines += "*\tEquiv T2 T3\n*\tAlias T2 T3\n"
    (folder / "1.txt").write_text("اشتر نور حلم", encoding="utf-8")
    (folder / "1.ann").write_text(lines, encoding="utf-8")
    project.import_files([folder], add_labels=True)
    added = project.schema.label("Buy")
    assert added is not None
    assert (added.kind, [role.name for role in added.roles]) == (Kind.EVENT, ["Buyer"])
    assert project.schema.relation("Buyer") is None
    project.export(tmp_path / "out", format_name="brat")
    (told,) = (tmp_path / "out").glob("*.ann")
    assert {line.split("\t", 1)[1] for line in told.read_text("utf-8").splitlines() if line[0] in "E*R"} == {
        "Buy:T1 Buyer:T2",
        "Equiv T2 T3",
        "Alias T2 T3",
    }


def test_events_of_another_project_stay_events(project: Workspace, tmp_path: Path) -> None:
    labels = (Label("Buy", Kind.EVENT, "#112233", roles=(Role("Buyer"),)), Label("Firm", Kind.ENTITY, "#332211"))
    schema = Schema("trade", {}, labels, (RelationLabel("alias", symmetric=True, transitive=True),))
    with Workspace.create(tmp_path / "other.hashiya", schema=schema, annotator=AUTHOR) as other:
        put_article(other, Article("a", "خبر", "اشتر نور حلم"))
        buys, nour, hulm = (
            other.mark("a", [at], name) for at, name in (((0, 4), "Buy"), ((5, 8), "Firm"), ((9, 12), "Firm"))
        )
        other.fill("a", buys.uid, "Buyer", nour.uid)
        other.relate("a", "alias", nour.uid, hulm.uid)
        other.export(tmp_path / "a.jsonl")
    project.import_files([tmp_path / "a.jsonl"], add_labels=True)
    project.export(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()


def test_files_of_other_kinds_in_a_folder_that_is_read_as_a_whole_are_told_of(
    project: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "1.txt").write_text("قمة في دمشق", encoding="utf-8")
    (folder / "1.ann").write_text("T1\tGPE 7 11\tدمشق\n", encoding="utf-8")
    (folder / "README.md").write_text("#", encoding="utf-8")
    for name in "fedcba":
        write_lines(folder / f"{name}.jsonl", {"text": f"نص {name}"})
    report = project.import_files([folder])
    assert (report.articles, report.spans) == (1, 1)
    assert [note.text.partition(": ")[2] for note in report.notes] == [
        "a.jsonl, b.jsonl, c.jsonl, d.jsonl, e.jsonl, …",
    ]
    assert "6 files here are of other kinds and were not read" in report.notes[0].text


def test_a_page_that_we_made_is_refused_where_there_is_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "مقالات"
    folder.mkdir()
    with Workspace.sample(tmp_path / "sample.hashiya", annotator="a1") as sample:
        sample.export(folder / "a.html", format_name="html")
    with Workspace.create(tmp_path / "into.hashiya", annotator="a1") as workspace:
        for named in (folder, folder / "a.html"):
            with pytest.raises(BadInput, match="a page that Hashiya made for reading"):
                workspace.import_files([named])


def test_our_own_export_is_not_read_through_for_boilerplate(tmp_path: Path) -> None:
    mixed, plain = tmp_path / "ours.jsonl", {"text": "قمة في دمشق.\nاقرأ أيضاً"}
    with Workspace.create(tmp_path / "first.hashiya", annotator="a1") as workspace:
        workspace.import_files([write_lines(tmp_path / "one.jsonl", plain)])
        workspace.export(mixed)
        with mixed.open("ab") as out:
            out.write((tmp_path / "one.jsonl").read_bytes())
        told: list[tuple[int, int]] = []
        assert list(workspace.boilerplate_in([mixed], progress=lambda *done: told.append(done))) == []
        assert told[-1][0] == told[-1][1]
        assert len(list(workspace.boilerplate_in([tmp_path / "one.jsonl"]))) == 1
