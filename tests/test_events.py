"""Events, Relations, chains, Attributes and schema changes through the Workspace, each undone as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.errors import BadInput, Refused
from annotator.model.annotation import LayerId, Span
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Label, RelationLabel, Role, Schema
from annotator.store.naming import Named
from annotator.workspace import Workspace
from annotator.workspace.designing import Rename, renamed_label
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, TEXT, behind_its_back, put_article, where, write_lines

TENSE = AttributeSpec("tense", AttributeType.ONE, choices=(Choice("Past"), Choice("Future")), default="Past")


def event_schema() -> Schema:
    return Schema(
        "events",
        {},
        (
            Label("PERS", Kind.ENTITY, "#336699", "P"),
            Label("GPE", Kind.ENTITY, "#996633", "G"),
            Label("CITY", Kind.ENTITY, "#996633", parent="GPE"),
            Label("Contact", Kind.EVENT, "#993366", abstract=True, attributes=(TENSE,)),
            Label(
                "Meet",
                Kind.EVENT,
                "#993366",
                "M",
                parent="Contact",
                roles=(Role("Who", fillers=("PERS",), required=True), Role("Place", fillers=("GPE",), many=False)),
            ),
            Label("DATE", Kind.DATE, "#339966", "D"),
        ),
        (
            RelationLabel("same", symmetric=True, transitive=True),
            RelationLabel("LivesIn", sources=("PERS",), targets=("GPE",)),
        ),
    )


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, schema=event_schema(), annotator="archive") as archive:
        put_article(archive, ARTICLE)
    with Workspace.open(path, AUTHOR) as workspace:
        yield workspace


def mark(project: Workspace, words: str, label: str) -> Span:
    return project.mark(ARTICLE.uid, [where(words)], label)


def arguments(project: Workspace) -> list[tuple[str, str, str]]:
    return [
        (event.trigger.label, one.label, filler.surface(TEXT))
        for event in project.events(ARTICLE.uid)
        for one, filler in event.arguments
    ]


# Events


def test_filling_a_role_draws_an_arrow_and_undo_takes_it_back(project: Workspace) -> None:
    meet, man = mark(project, "التقى", "Meet"), mark(project, "محمود عباس", "PERS")
    project.fill(ARTICLE.uid, meet.uid, "Who", man.uid)
    assert arguments(project) == [("Meet", "Who", "محمود عباس")]
    assert project.fill(ARTICLE.uid, meet.uid, "Who", man.uid) == project.relations(ARTICLE.uid)[0]
    project.undo()
    assert arguments(project) == []


def test_a_role_that_one_may_fill_changes_its_filler_in_one_step(project: Workspace) -> None:
    meet, first, second = (
        mark(project, "التقى", "Meet"),
        mark(project, "القاهرة", "GPE"),
        mark(project, "الخارجية", "CITY"),
    )
    project.fill(ARTICLE.uid, meet.uid, "Place", first.uid)
    project.fill(ARTICLE.uid, meet.uid, "Place", second.uid)  # a subtype may fill it too
    assert arguments(project) == [("Meet", "Place", "الخارجية")]
    project.undo()
    assert arguments(project) == [("Meet", "Place", "القاهرة")]


def test_a_span_is_marked_and_fills_a_role_in_one_step(project: Workspace) -> None:
    meet = mark(project, "التقى", "Meet")
    project.fill_with(ARTICLE.uid, meet.uid, "Who", [where("محمود عباس")], "PERS")
    assert arguments(project) == [("Meet", "Who", "محمود عباس")]
    project.undo()
    assert [span.uid for span in project.spans(ARTICLE.uid)] == [meet.uid]


@pytest.mark.parametrize(
    ("role", "filler", "reason"),
    [("Host", "محمود عباس", "has no role"), ("Place", "محمود عباس", "may not fill"), ("Who", "التقى", "may not fill")],
)
def test_what_may_not_fill_a_role_is_refused_in_words(project: Workspace, role: str, filler: str, reason: str) -> None:
    meet, man = mark(project, "التقى", "Meet"), mark(project, "محمود عباس", "PERS")
    with pytest.raises(Refused, match=reason):
        project.fill(ARTICLE.uid, meet.uid, role, (man if filler == "محمود عباس" else meet).uid)
    assert project.relations(ARTICLE.uid) == ()


def test_fillers_come_nearest_first_and_those_that_are_arguments_last(project: Workspace) -> None:
    meet = mark(project, "التقى", "Meet")
    far, near = mark(project, "وزير", "PERS"), mark(project, "الرئيس", "PERS")
    assert [one.uid for one in project.fillers(ARTICLE.uid, meet.uid, "Who")] == [near.uid, far.uid]
    project.fill(ARTICLE.uid, meet.uid, "Who", near.uid)
    assert [one.uid for one in project.fillers(ARTICLE.uid, meet.uid, "Who")] == [far.uid]


def test_deleting_a_span_takes_its_relations_with_it_in_one_step(project: Workspace) -> None:
    meet, man = mark(project, "التقى", "Meet"), mark(project, "محمود عباس", "PERS")
    project.fill(ARTICLE.uid, meet.uid, "Who", man.uid)
    project.remove(ARTICLE.uid, man.uid)
    assert project.relations(ARTICLE.uid) == ()
    project.undo()
    assert arguments(project) == [("Meet", "Who", "محمود عباس")]


# Relations and chains


def test_a_relation_leads_only_where_the_schema_lets_it(project: Workspace) -> None:
    man, town = mark(project, "محمود عباس", "PERS"), mark(project, "القاهرة", "CITY")
    project.relate(ARTICLE.uid, "LivesIn", man.uid, town.uid)
    for source, target in ((town, man), (man, man)):
        with pytest.raises(Refused, match="may not lead"):
            project.relate(ARTICLE.uid, "LivesIn", source.uid, target.uid)
    assert len(project.relations(ARTICLE.uid)) == 1


def test_a_chain_holds_together_when_a_mention_in_its_middle_is_deleted(project: Workspace) -> None:
    mentions = [mark(project, words, "PERS") for words in ("الرئيس", "محمود", "عباس")]
    for one, other in ((0, 1), (1, 2)):
        project.relate(ARTICLE.uid, "same", mentions[one].uid, mentions[other].uid)
    project.remove(ARTICLE.uid, mentions[1].uid)
    (chain,) = project.chains(ARTICLE.uid)
    assert [span.surface(TEXT) for span in chain.spans] == ["الرئيس", "عباس"]
    project.undo()
    assert len(project.chains(ARTICLE.uid)[0].spans) == 3
    project.leave(ARTICLE.uid, mentions[1].uid)
    assert len(project.chains(ARTICLE.uid)[0].spans) == 2


def test_what_is_of_another_kind_is_never_the_same(project: Workspace) -> None:
    with pytest.raises(Refused):
        project.join(ARTICLE.uid, mark(project, "القاهرة", "GPE").uid, mark(project, "التقى", "Meet").uid)


# Attributes


def test_a_new_span_says_the_defaults_and_another_label_has_its_own(project: Workspace) -> None:
    meet = mark(project, "التقى", "Meet")
    assert [(one.name, one.value) for one in meet.attributes] == [("tense", "Past")]
    project.relabel(ARTICLE.uid, meet.uid, "PERS")
    assert project.spans(ARTICLE.uid)[0].attributes == ()


def test_an_attribute_says_only_what_it_may(project: Workspace) -> None:
    meet = mark(project, "التقى", "Meet")
    project.say(ARTICLE.uid, meet.uid, "tense", ["Future"])
    for name, values in (("tense", ["Never"]), ("tense", ["Past", "Future"]), ("mood", ["good"])):
        with pytest.raises(Refused):
            project.say(ARTICLE.uid, meet.uid, name, values)
    assert [one.value for one in project.spans(ARTICLE.uid)[0].attributes] == ["Future"]
    project.undo()
    assert [one.value for one in project.spans(ARTICLE.uid)[0].attributes] == ["Past"]


def test_what_only_groups_labels_cannot_be_marked_with(project: Workspace) -> None:
    with pytest.raises(Refused, match="groups"):
        mark(project, "التقى", "Contact")


# The Schema


def test_a_label_is_renamed_everywhere_in_one_step_for_everyone(project: Workspace) -> None:
    mark(project, "محمود عباس", "PERS")
    with Workspace.open(project.path, OTHER) as other:
        other.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    project.rename_label("PERS", "Person")
    layers = [project.layer(ARTICLE.uid, name) for name in (AUTHOR, OTHER)]
    assert [layer.spans[0].label for layer in layers] == ["Person", "Person"]
    assert project.schema.role("Meet", "Who").fillers == ("Person",)  # type: ignore[union-attr]
    project.undo()
    assert [project.layer(ARTICLE.uid, name).spans[0].label for name in (AUTHOR, OTHER)] == ["PERS", "PERS"]
    assert list(project.check()) == []


def test_an_old_step_of_another_is_undone_under_the_new_name(project: Workspace) -> None:
    with Workspace.open(project.path, OTHER) as other:
        span = other.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
        other.remove(ARTICLE.uid, span.uid)
        project.rename_label("PERS", "Person")
        other.undo()
        assert [one.label for one in other.spans(ARTICLE.uid)] == ["Person"]
        assert list(other.check()) == []


def test_a_file_from_before_the_renaming_comes_in_under_the_new_name(project: Workspace, tmp_path: Path) -> None:
    project.rename_label("PERS", "Person")
    lines = write_lines(tmp_path / "old.jsonl", {"text": "قال عباس", "spans": [[4, 8, "PERS"]]})
    project.import_files([lines])
    assert [span.label for span in project.spans(project.article_uids()[-1])] == ["Person"]


@pytest.mark.parametrize("what", ["role", "attribute", "choice", "relation"])
def test_what_else_has_a_name_is_renamed_everywhere_too(project: Workspace, what: str) -> None:
    meet, man, town = (
        mark(project, "التقى", "Meet"),
        mark(project, "محمود عباس", "PERS"),
        mark(project, "القاهرة", "GPE"),
    )
    project.fill(ARTICLE.uid, meet.uid, "Who", man.uid)
    project.relate(ARTICLE.uid, "LivesIn", man.uid, town.uid)
    schema = project.schema
    labels = {label.name: label for label in schema.labels}
    match what:
        case "role":
            roles = (replace(labels["Meet"].roles[0], name="Person"), labels["Meet"].roles[1])
            labels["Meet"] = replace(labels["Meet"], roles=roles)
            rename = Rename(Named.ROLE, "Who", "Person", ("Meet",))
        case "attribute":
            labels["Contact"] = replace(labels["Contact"], attributes=(replace(TENSE, name="time"),))
            rename = Rename(Named.ATTRIBUTE, "tense", "time", ("Contact", "Meet"))
        case "choice":
            spec = replace(TENSE, choices=(Choice("Before"), Choice("Future")), default="Before")
            labels["Contact"] = replace(labels["Contact"], attributes=(spec,))
            rename = Rename(Named.CHOICE, "Past", "Before", ("Contact", "Meet"), "tense")
        case _:
            rename = Rename(Named.RELATION, "LivesIn", "Home", ("Meet",))
    relations = tuple(
        replace(one, name="Home") if what == "relation" and one.name == "LivesIn" else one for one in schema.relations
    )
    before = [project.spans(ARTICLE.uid), project.relations(ARTICLE.uid)]
    project.change_schema(replace(schema, labels=tuple(labels.values()), relations=relations), [rename])
    assert project.problems(ARTICLE.uid) == []
    assert [project.spans(ARTICLE.uid), project.relations(ARTICLE.uid)] != before
    assert list(project.check()) == []
    project.undo()
    assert [project.spans(ARTICLE.uid), project.relations(ARTICLE.uid)] == before


def test_a_label_in_use_is_deleted_only_if_it_is_said_what_its_spans_become(project: Workspace) -> None:
    mark(project, "القاهرة", "CITY")
    with pytest.raises(Refused, match="archive"):
        project.delete_label("CITY")
    project.delete_label("CITY", relabel="GPE")
    assert [span.label for span in project.spans(ARTICLE.uid)] == ["GPE"]
    project.undo()
    assert [span.label for span in project.spans(ARTICLE.uid)] == ["CITY"]
    project.archive_label("CITY")
    assert [span.label for span in project.spans(ARTICLE.uid)] == ["CITY"]
    assert "CITY" not in [label.name for label in project.schema.markable()]


def test_a_new_name_that_is_in_use_is_refused_and_nothing_changes(project: Workspace) -> None:
    mark(project, "القاهرة", "CITY")
    with pytest.raises((Refused, BadInput)):
        project.change_schema(renamed_label(project.schema, "PERS", "CITY"), [Rename(Named.LABEL, "PERS", "CITY")])
    assert project.schema == event_schema()
    assert project.schema_version == 1


def test_each_version_has_a_day_and_an_author_and_each_span_remembers_its_own(project: Workspace) -> None:
    mark(project, "محمود عباس", "PERS")
    project.archive_label("CITY")
    mark(project, "القاهرة", "GPE")
    assert [(one.number, one.author, bool(one.at)) for one in project.schema_versions()] == [
        (1, "archive", True),
        (2, AUTHOR, True),
    ]
    with behind_its_back(project.path) as db:
        assert db.execute("SELECT label, schema FROM spans ORDER BY start").fetchall() == [("PERS", 1), ("GPE", 2)]


def test_examples_are_gold_first_and_then_the_newest(project: Workspace) -> None:
    for words in ("الرئيس", "محمود", "عباس"):
        mark(project, words, "PERS")
    with Workspace.open(project.path, OTHER) as other:
        other.mark(ARTICLE.uid, [where("وزير")], "PERS")
    with behind_its_back(project.path) as db:
        db.execute("UPDATE annotators SET role = 'gold' WHERE name = ?", (OTHER,))
    assert [one.text for one in project.examples("PERS", 3)] == ["عباس", "محمود", "الرئيس"]
    with Workspace.open(project.path) as lead:
        lead.open_review()
    assert [one.text for one in project.examples("PERS", 3)] == ["وزير", "عباس", "محمود"]


def test_shortcomings_name_article_annotator_words_and_what_is_missing(project: Workspace) -> None:
    mark(project, "التقى", "Meet")
    (told,) = project.shortcomings()
    assert all(part in told for part in (ARTICLE.title, AUTHOR, "التقى", "Meet", "Who"))


def test_the_export_tells_arguments_apart_from_other_arrows_and_names_chains(
    project: Workspace, tmp_path: Path
) -> None:

    meet, man, town = (
        mark(project, "التقى", "Meet"),
        mark(project, "محمود عباس", "PERS"),
        mark(project, "القاهرة", "GPE"),
    )
    second = mark(project, "الرئيس", "PERS")
    project.fill(ARTICLE.uid, meet.uid, "Who", man.uid)
    project.relate(ARTICLE.uid, "LivesIn", man.uid, town.uid)
    project.join(ARTICLE.uid, second.uid, man.uid)
    project.export(tmp_path / "out.jsonl")
    line = orjson.loads((tmp_path / "out.jsonl").read_bytes())
    assert line["events"] == [{"trigger": meet.uid, "label": "Meet", "arguments": [{"role": "Who", "span": man.uid}]}]
    assert line["chains"] == [{"label": "same", "spans": [second.uid, man.uid]}]
    assert len(line["relations"]) == 3
    with Workspace.create(tmp_path / "again.hashiya", schema=event_schema(), annotator="x") as again:
        again.import_files([tmp_path / "out.jsonl"])
        again.export(tmp_path / "again.jsonl")
        assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
        assert again.layer(ARTICLE.uid, AUTHOR).id == LayerId(ARTICLE.uid, AUTHOR)
