"""hashiya schema: looking at what may be marked, checking it, and putting another in its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import orjson
import pytest

from annotator.cli.schema import schema
from annotator.cli.schema_changes import label_changes, relation_changes, remembering, told
from annotator.edits.edit import AddArticle
from annotator.model.article import Article
from annotator.model.schema import (
    AttributeSpec,
    AttributeType,
    Choice,
    Guideline,
    Kind,
    Label,
    RelationLabel,
    Role,
    Schema,
)
from annotator.model.schema_json import from_json, to_json
from annotator.workspace import Workspace
from tests.cli.conftest import TEXT, Hashiya, on_a_terminal, run_alone
from tests.helpers.builders import small_schema

BRAT = """[entities]
Person
Place
!Group
\tOrg
[relations]
Friend\tArg1:Person, Arg2:Person
[events]
[attributes]
"""
DOCCANO = [{"text": "Person", "suffix_key": "p", "background_color": "#209CEE", "text_color": "#ffffff"}]
LABEL_STUDIO = '<View><Labels name="l" toName="t"><Label value="Person"/></Labels><Text name="t" value="$text"/></View>'


@pytest.fixture
def marked(place: Path) -> Path:
    """Where a project is that has two Spans: a PERS and a GPE."""
    with Workspace.open(place) as workspace:
        workspace.do(AddArticle(Article("a", "لقاء", TEXT)))
        for words, label in (("محمود عباس", "PERS"), ("القاهرة", "GPE")):
            start = TEXT.index(words)
            workspace.mark("a", [(start, start + len(words))], label)
    return place


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Schema], Path]:
    """Writes a Schema into a file."""

    def write(schema: Schema) -> Path:
        path = tmp_path / "other.json"
        path.write_bytes(orjson.dumps(to_json(schema)))
        return path

    return write


@pytest.fixture
def brat(tmp_path: Path) -> Path:
    path = tmp_path / "annotation.conf"
    path.write_text(BRAT)
    return path


def labels_in(path: Path) -> list[tuple[str, str]]:
    """What is marked in the project, with its Labels."""
    with Workspace.open(path) as workspace:
        return [(span.surface(TEXT), span.label) for span in workspace.spans("a")]


def schema_of(path: Path) -> Schema:
    with Workspace.open(path) as workspace:
        return workspace.schema


def version_of(path: Path) -> int:
    with Workspace.open(path) as workspace:
        return workspace.schema_version


def with_labels(*labels: Label) -> Schema:
    return replace(small_schema(), labels=labels)


def renamed(schema: Schema, old: str, new: str) -> Schema:
    return replace(schema, labels=tuple(replace(x, name=new) if x.name == old else x for x in schema.labels))


def without(schema: Schema, *names: str) -> Schema:
    return replace(schema, labels=tuple(label for label in schema.labels if label.name not in names))


RICH = Schema(
    "rich",
    {"en": "Rich"},
    (
        Label("Group", Kind.ENTITY, "#112233", abstract=True),
        Label("PERS", Kind.ENTITY, "#336699", "P", {"en": "Person\t!"}, parent="Group"),
        Label(
            "Meet",
            Kind.EVENT,
            "#993366",
            archived=True,
            attributes=(AttributeSpec("sure", AttributeType.ONE, choices=(Choice("yes"),), required=True),),
            roles=(Role("Who", fillers=("PERS",), required=True, key="W"), Role("Where", many=False)),
        ),
    ),
    (
        RelationLabel("same", symmetric=True, transitive=True),
        RelationLabel("MemberOf", sources=("PERS",), targets=("Group", "PERS")),
    ),
)


# show


def test_a_line_has_what_is_known_of_each_thing(hashiya: Hashiya, marked: Path) -> None:
    lines = [line.split("\t") for line in hashiya("schema", "show", marked).stdout.splitlines()]
    assert lines == [
        ["label", "PERS", "", "entity", "P", "1", "", "Person"],
        ["label", "GPE", "", "entity", "G", "1", "", "GPE"],
        ["label", "Meet", "", "event", "M", "0", "", "Meet"],
        ["label", "DATE", "", "date", "D", "0", "", "DATE"],
    ]


def test_attributes_roles_and_relations_are_listed_too(hashiya: Hashiya, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "rich.hashiya", schema=RICH, annotator="a1").close()
    assert hashiya("schema", "show", "rich").stdout.splitlines() == [
        "label\tGroup\t\tentity\t\t0\tabstract\tGroup",
        "label\tPERS\tGroup\tentity\tP\t0\t\tPerson !",
        "label\tMeet\t\tevent\t\t0\tarchived\tMeet",
        "attribute\tsure\tMeet\tone_of\t\t\trequired\tsure",
        "role\tWho\tMeet\tPERS\tW\t\trequired,many\tWho",
        "role\tWhere\tMeet\t\t\t\t\tWhere",
        "relation\tsame\t\t\t\t\tsymmetric,transitive\tsame",
        "relation\tMemberOf\t\tPERS>Group,PERS\t\t\t\tMemberOf",
    ]


def test_on_a_terminal_what_belongs_to_a_label_stands_further_in(tmp_path: Path) -> None:
    path = tmp_path / "rich.hashiya"
    Workspace.create(path, schema=RICH, annotator="a1").close()
    out, _piped = on_a_terminal("schema", "show", path)
    assert "Spans" in out
    assert "· Who" in out
    assert "role, required, many" in out


def test_as_json_it_is_what_apply_reads(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    printed = hashiya("schema", "show", place, "--json").stdout
    assert from_json(orjson.loads(printed)) == small_schema()
    (tmp_path / "same.json").write_text(printed)
    assert "already" in hashiya("schema", "apply", place, "same.json").stdout


def test_versions_say_what_each_changed(hashiya: Hashiya, place: Path, written: Callable[[Schema], Path]) -> None:
    hashiya("schema", "apply", place, written(without(small_schema(), "Meet", "DATE")))
    first, second = (line.split("\t") for line in hashiya("schema", "show", place, "--versions").stdout.splitlines())
    assert (first[0], first[2:]) == ("1", ["a1", "4", ""])
    assert (second[0], second[2:]) == ("2", ["a1", "2", "Labels removed: Meet, DATE"])
    one, two = orjson.loads(hashiya("schema", "show", place, "--versions", "--json").stdout)
    assert (one["version"], one["labels"]) == (1, ["PERS", "GPE", "Meet", "DATE"])
    assert one["changes"]["labels"] == {"added": [], "removed": [], "renamed": [], "changed": []}
    assert two["changes"]["labels"]["removed"] == ["Meet", "DATE"]


def test_versions_are_shown_on_a_terminal_too(place: Path) -> None:
    assert "Annotator" in on_a_terminal("schema", "show", place, "--versions")[0]


# check


@pytest.mark.parametrize("named", ["news.hashiya", "news", "wojood", "annotation.conf", "small.json"])
@pytest.mark.usefixtures("place", "brat", "schema_file")
def test_a_sound_schema_is_called_so(hashiya: Hashiya, named: str) -> None:
    result = hashiya("schema", "check", named)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "The schema is sound."


def test_a_project_is_known_by_what_is_in_it(hashiya: Hashiya, place: Path) -> None:
    odd = place.rename(place.with_name("project.bin"))
    assert hashiya("schema", "check", odd).stdout == "The schema is sound.\n"


def test_each_fault_is_told_with_its_path(hashiya: Hashiya, tmp_path: Path) -> None:
    data = to_json(small_schema())
    data["labels"][0]["color"] = "red"
    data["labels"][2]["kind"] = "thing"
    (tmp_path / "bad.json").write_bytes(orjson.dumps(data))
    result = hashiya("schema", "check", "bad.json")
    assert (result.exit_code, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()
    assert first.startswith("Error: ")
    assert first.endswith("$.labels[0].color: expected #RRGGBB.")
    assert second == "Schema, $.labels[2].kind: expected entity | event | date."


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("nothing", "There is no schema “nothing”"),
        ("nothing.hashiya", "There is no project at “nothing.hashiya”"),
        ("letter.txt", "letter.txt"),
        ("letter.hashiya", "is not a Hashiya project"),
        ("a\x1b[2J", "There is no schema"),
        ("x" * 300, "There is no schema"),
    ],
)
def test_what_is_no_schema_is_a_mistake_in_one_line(hashiya: Hashiya, tmp_path: Path, named: str, reason: str) -> None:
    for name in ("letter.txt", "letter.hashiya"):
        (tmp_path / name).write_text("Dear Omar")
    result = hashiya("schema", "check", named)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_named(hashiya: Hashiya, schema_file: Path) -> None:
    schema_file.chmod(0)
    result = hashiya("schema", "check", schema_file)
    assert result.exit_code == 2
    assert str(schema_file) in result.stderr


# apply


def test_another_schema_is_a_new_version_and_one_step_for_undo(
    hashiya: Hashiya, marked: Path, written: Callable[[Schema], Path]
) -> None:
    first, *others = small_schema().labels
    advised = replace(first, color="#000000", key="X", guideline=Guideline({"en": "Other"}))
    other = with_labels(advised, *others[:-1], Label("LOC", Kind.ENTITY, "#445566"))
    result = hashiya("schema", "apply", marked, written(other))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Version 2 of the schema is in place.",
        "Labels added: LOC",
        "Labels removed: DATE",
        "Labels changed: PERS (colour, key, guideline)",
    ]
    assert schema_of(marked) == other
    assert hashiya("undo", marked).exit_code == 0
    assert schema_of(marked) == small_schema()
    assert labels_in(marked) == [("محمود عباس", "PERS"), ("القاهرة", "GPE")]


def test_the_same_schema_again_changes_nothing(hashiya: Hashiya, place: Path, schema_file: Path) -> None:
    result = hashiya("schema", "apply", place, schema_file)
    assert result.stdout == "The project has this schema already; nothing was changed.\n"
    assert result.exit_code == 0
    assert version_of(place) == 1


def test_a_label_in_use_does_not_vanish(hashiya: Hashiya, marked: Path, written: Callable[[Schema], Path]) -> None:
    result = hashiya("schema", "apply", marked, written(without(small_schema(), "PERS", "GPE", "DATE")))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "PERS (1 span), GPE (1 span)." in result.stderr
    assert "--relabel PERS=NEW" in result.stderr
    assert "--rename PERS=NEW" in result.stderr
    assert version_of(marked) == 1


def test_spans_of_a_label_that_vanishes_get_another(
    hashiya: Hashiya, marked: Path, written: Callable[[Schema], Path]
) -> None:
    result = hashiya("schema", "apply", marked, written(without(small_schema(), "GPE")), "--relabel", "GPE=PERS")
    assert result.stdout.splitlines() == [
        "Version 2 of the schema is in place.",
        "Labels removed: GPE",
        "GPE → PERS: 1 span",
    ]
    assert labels_in(marked) == [("محمود عباس", "PERS"), ("القاهرة", "PERS")]
    assert hashiya("undo", marked).exit_code == 0
    assert labels_in(marked) == [("محمود عباس", "PERS"), ("القاهرة", "GPE")]


def test_a_label_that_is_called_otherwise_takes_its_spans_along(
    hashiya: Hashiya, marked: Path, written: Callable[[Schema], Path]
) -> None:
    other = renamed(renamed(small_schema(), "PERS", "PERSON"), "GPE", "Place")
    pairs = ("--rename", "PERS=PERSON", "--rename", "GPE=Place")
    result = hashiya("schema", "apply", marked, written(other), *pairs)
    assert result.stdout.splitlines() == [
        "Version 2 of the schema is in place.",
        "Labels renamed: PERS → PERSON, GPE → Place",
    ]
    assert labels_in(marked) == [("محمود عباس", "PERSON"), ("القاهرة", "Place")]
    assert schema_of(marked).now_called("PERS") == "PERSON"
    assert hashiya("check", marked).exit_code == 0


def test_a_file_that_does_not_know_former_names_takes_none_away(
    hashiya: Hashiya, marked: Path, written: Callable[[Schema], Path]
) -> None:
    once, twice = renamed(small_schema(), "PERS", "PERSON"), renamed(small_schema(), "PERS", "Human")
    hashiya("schema", "apply", marked, written(once), "--rename", "PERS=PERSON")
    assert "already" in hashiya("schema", "apply", marked, written(once)).stdout
    hashiya("schema", "apply", marked, written(twice), "--rename", "PERSON=Human")
    assert labels_in(marked)[0] == ("محمود عباس", "Human")
    assert [schema_of(marked).now_called(name) for name in ("PERS", "PERSON")] == ["Human", "Human"]


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        (("--relabel", "X=PERS"), "The project has no label “X”"),
        (("--rename", "X=PERS"), "The project has no label “X”"),
        (("--relabel", "PERS=GPE"), "The new schema has the label “PERS” too"),
        (("--relabel", "DATE=X"), "The new schema has no label “X”"),
        (("--rename", "DATE=X"), "The new schema has no label “X”"),
        (("--relabel", "DATE=GPE", "--rename", "DATE=GPE"), "“DATE” is to become two things."),
        (("--relabel", "DATE=GPE", "--relabel", "DATE=PERS"), "“DATE” is to become two things."),
        (("--relabel", "DATE"), "“DATE” is not like OLD=NEW."),
        (("--rename", "=DATE"), "“=DATE” is not like OLD=NEW."),
        (("--rename", "DATE="), "“DATE=” is not like OLD=NEW."),
    ],
)
def test_what_cannot_become_another_is_refused(
    hashiya: Hashiya, marked: Path, written: Callable[[Schema], Path], pairs: tuple[str, ...], reason: str
) -> None:
    result = hashiya("schema", "apply", marked, written(without(small_schema(), "DATE")), *pairs)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert version_of(marked) == 1


def test_a_name_that_is_in_use_is_no_new_name(
    hashiya: Hashiya, marked: Path, written: Callable[[Schema], Path]
) -> None:
    result = hashiya("schema", "apply", marked, written(without(small_schema(), "GPE")), "--rename", "GPE=PERS")
    assert result.exit_code == 2
    assert "“PERS” is in use already" in result.stderr
    assert labels_in(marked) == [("محمود عباس", "PERS"), ("القاهرة", "GPE")]


def test_a_schema_that_travels_with_the_program_is_applied_by_its_name(hashiya: Hashiya, place: Path) -> None:
    assert hashiya("schema", "apply", place, "wojood").exit_code == 0
    assert schema_of(place).name == "wojood"


@pytest.mark.parametrize(
    ("name", "content"),
    [("annotation.conf", BRAT), ("labels.json", orjson.dumps(DOCCANO).decode()), ("config.xml", LABEL_STUDIO)],
)
def test_labels_of_other_programs_are_applied(
    hashiya: Hashiya, marked: Path, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content)
    pairs = ("--rename", "PERS=Person", "--relabel", "GPE=Person")
    result = hashiya("schema", "apply", marked, name, *pairs)
    assert (result.exit_code, result.stderr) == (0, "")
    assert labels_in(marked) == [("محمود عباس", "Person"), ("القاهرة", "Person")]


def test_what_cannot_be_carried_over_is_said(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text(BRAT + "Odd\tArg:Nobody\n")
    checked = hashiya("schema", "check", "annotation.conf")
    *remarks, verdict = checked.stdout.splitlines()
    assert verdict == "The schema is sound."
    assert any("Odd" in remark or "Nobody" in remark for remark in remarks)
    applied = hashiya("schema", "apply", place, "annotation.conf").stdout.splitlines()
    assert applied[: len(remarks)] == remarks


def test_faults_in_the_file_leave_the_project_as_it_was(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    data = to_json(small_schema())
    data["labels"] = [{"name": 1}, {"name": "x y"}]
    (tmp_path / "bad.json").write_bytes(orjson.dumps(data))
    result = hashiya("schema", "apply", place, "bad.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) > 2
    assert "␊" not in result.stderr
    assert version_of(place) == 1


# export


def test_what_is_exported_is_what_apply_reads(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    result = hashiya("schema", "export", place, "-o", "folder/out.json")
    assert "out.json" in result.stdout
    out = tmp_path / "folder" / "out.json"
    assert from_json(orjson.loads(out.read_bytes())) == small_schema()
    assert "شخص" in out.read_text(encoding="utf-8")
    assert list(out.parent.iterdir()) == [out]
    assert hashiya("schema", "export", place).stdout_bytes == out.read_bytes()
    assert hashiya("schema", "export", place, "-o", "-").stdout_bytes == out.read_bytes()


def test_an_export_takes_the_place_of_a_file(hashiya: Hashiya, place: Path, schema_file: Path) -> None:
    schema_file.write_text("old")
    schema_file.chmod(0o600)
    assert hashiya("schema", "export", place, "-o", schema_file).exit_code == 0
    assert from_json(orjson.loads(schema_file.read_bytes())) == small_schema()


@pytest.mark.parametrize("name", ["new.hashiya", "news.hashiya", "link.json", "folder", "news.hashiya/x.json"])
def test_no_export_takes_the_place_of_a_project(hashiya: Hashiya, place: Path, name: str) -> None:
    place.with_name("link.json").symlink_to(place)
    place.with_name("folder").mkdir()
    before = place.read_bytes()
    result = hashiya("schema", "export", place, "-o", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert place.read_bytes() == before


def test_on_a_terminal_no_text_drives_it(tmp_path: Path) -> None:
    odd = replace(small_schema(), titles={"en": "a\u202eb\x1b[2J"})
    Workspace.create(tmp_path / "odd.hashiya", schema=odd, annotator="a1").close()
    out, _piped = on_a_terminal("schema", "export", tmp_path / "odd.hashiya")
    assert '"hashiya-schema/2"' in out
    assert "\u202e" not in out
    assert "\x1b[2J" not in out


# The group


def test_the_group_says_what_it_can_do(hashiya: Hashiya) -> None:
    assert "show" in hashiya("schema", "--help").stdout
    assert hashiya("schema", "nonsense").exit_code == 2
    assert "--relabel" in hashiya("schema", "apply", "-h").stdout


def test_no_help_is_left_in_english_where_arabic_is_spoken() -> None:
    status, out, _err = run_alone("schema", "show", "--help", HASHIYA_LANGUAGE="ar")
    assert status == 0
    assert "[خيارات]" in out
    assert "[OPTIONS]" not in out


def test_each_verb_of_the_group_has_help_for_all_it_takes() -> None:
    for verb in schema.commands.values():
        assert verb.help
        assert verb.get_short_help_str()
        assert all(option.help for option in verb.params if isinstance(option, click.Option))


# What changes


def test_what_became_of_relations_and_order_is_told() -> None:
    other = replace(
        RICH,
        labels=RICH.labels[::-1],
        relations=(RelationLabel("isSame", symmetric=True, formerly=("same",)), RelationLabel("near")),
    )
    assert told(RICH, other) == [
        "Relations added: near",
        "Relations removed: MemberOf",
        "Relations renamed: same → isSame",
        "Relations changed: isSame (transitivity)",
    ]
    assert relation_changes(RICH, RICH) == label_changes(RICH, RICH) == type(label_changes(RICH, RICH))()
    assert told(RICH, replace(RICH, labels=RICH.labels[::-1])) == [
        "The name of the schema, the order in it, or former names changed."
    ]
    assert told(RICH, RICH) == []


def test_what_takes_the_place_of_several_is_none_of_them() -> None:
    both = replace(small_schema().labels[0], name="Name", formerly=("PERS", "GPE"))
    changes = label_changes(small_schema(), with_labels(both, *small_schema().labels[2:]))
    assert (changes.added, changes.removed, changes.renamed) == (("Name",), ("PERS", "GPE"), ())


def test_former_names_of_everything_in_a_schema_are_remembered() -> None:
    def schema(former: tuple[str, ...]) -> Schema:
        spec = AttributeSpec("sure", AttributeType.ONE, choices=(Choice("yes", formerly=former),), formerly=former)
        meet = Label("Meet", Kind.EVENT, "#993366", attributes=(spec,), roles=(Role("Who", formerly=former),))
        return Schema("s", {}, (replace(meet, formerly=former),), (RelationLabel("same", formerly=former),))

    assert remembering(schema(()), schema(("old",)), {}) == schema(("old",))
    assert remembering(schema(("new",)), schema(("old",)), {}) == schema(("new", "old"))
    renamed_there = replace(schema(()), labels=(replace(schema(()).labels[0], name="Encounter"),))
    (label,) = remembering(renamed_there, schema(("old",)), {"Meet": "Encounter"}).labels
    assert (label.formerly, label.roles[0].formerly) == (("old",), ("old",))
