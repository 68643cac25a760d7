"""Changing the Schema of a project: dated versions, one step for undo, and nothing that is marked is left without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.edits.edit import AddArticle
from annotator.errors import AnnotatorError, BadInput, Refused, Unwritable
from annotator.model import clock
from annotator.model.annotation import Attribute
from annotator.model.article import Article
from annotator.model.schema import Kind, Label, Schema
from annotator.store.naming import Named
from annotator.workspace import Changed, Occurrence, Workspace
from annotator.workspace.designing import Rename, without_label
from tests.helpers.builders import (
    ARTICLE,
    AUTHOR,
    OTHER,
    TEXT,
    behind_its_back,
    put_article,
    tables,
    text_article,
    where,
    write_lines,
)
from tests.helpers.events import by_words, check_soundness, meeting, told
from tests.helpers.schemas import event_schema

A = ARTICLE.uid
LAW = Label("LAW", Kind.ENTITY, "#123456", "W", {"en": "Law"})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "news.hashiya", schema=event_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
        yield workspace


@pytest.fixture
def yours(project: Workspace) -> Iterator[Workspace]:
    """Another annotator's window on the same file."""
    with Workspace.open(project.path, OTHER) as workspace:
        yield workspace


def names(workspace: Workspace) -> list[str]:
    return [label.name for label in workspace.schema.labels]


def with_law(schema: Schema) -> Schema:
    return replace(schema, labels=(*schema.labels, LAW))


def changed(schema: Schema, name: str, **values: object) -> Schema:
    """The Schema with other values of one of its Labels."""
    labels = tuple(replace(one, **values) if one.name == name else one for one in schema.labels)  # type: ignore[arg-type]
    return replace(schema, labels=labels)


def refused(workspace: Workspace, verb: Callable[[], object], words: str, kind: type[AnnotatorError] = Refused) -> None:
    """It is refused with these words, and nothing has changed."""
    before, schema = tables(workspace.path), workspace.schema_versions()
    with pytest.raises(kind, match=words):
        verb()
    assert tables(workspace.path) == before
    assert workspace.schema_versions() == schema


# Versions


def test_each_change_is_a_version_with_its_day_and_its_author(
    project: Workspace, yours: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = iter(["2026-01-27T09:00:00.000Z", "2026-01-28T09:00:00.000Z"])
    monkeypatch.setattr("annotator.store.settings.now", lambda: next(days))
    project.change_schema(with_law(project.schema))
    yours.look_for_changes()
    yours.archive_label("LAW")
    first, second, third = project.schema_versions()
    assert (first.number, first.author, first.schema) == (1, AUTHOR, event_schema())
    assert (second.number, second.at, second.author) == (2, "2026-01-27T09:00:00.000Z", AUTHOR)
    assert second.schema == with_law(event_schema())
    assert (third.number, third.at, third.author) == (3, "2026-01-28T09:00:00.000Z", OTHER)
    assert project.schema_version == yours.schema_version == 3
    assert first.at < clock.now()


def test_a_change_is_one_step_and_announced(project: Workspace) -> None:
    heard: list[tuple[Changed, list[str]]] = []
    project.listen(lambda told: heard.append((told, names(project))))
    before = names(project)
    project.change_schema(with_law(project.schema))
    assert project.undo_name == "Change the labels"
    project.undo()
    project.redo()
    assert heard == [(Changed(), [*before, "LAW"]), (Changed(), before), (Changed(), [*before, "LAW"])]
    check_soundness(project)


def test_without_a_change_there_is_no_step(project: Workspace) -> None:
    heard: list[Changed] = []
    project.listen(heard.append)
    project.change_schema(event_schema())
    project.archive_label("PERS", archived=False)
    assert (project.schema_version, heard) == (1, [])
    assert project.undo_name == "Add the article “لقاء القاهرة”"


def test_a_schema_with_faults_is_refused_with_their_places(project: Workspace) -> None:
    twice = replace(project.schema, labels=(*project.schema.labels, project.schema.labels[0]))
    refused(project, lambda: project.change_schema(twice), r"\$\.labels: two have the same name: “PERS”", BadInput)
    lost = changed(project.schema, "CITY", parent="NOSUCH")
    refused(project, lambda: project.change_schema(lost), "there is no label “NOSUCH”", BadInput)
    assert project.schema == event_schema()


def test_a_span_remembers_the_version_under_which_it_was_made(project: Workspace, tmp_path: Path) -> None:
    first = project.mark(A, [where("القاهرة")], "GPE")
    project.change_schema(with_law(project.schema))
    second = project.mark(A, [where("محمود عباس")], "PERS")
    third = project.accept(A, project.suggestions(A)[:1])[0]
    project.archive_label("LAW")

    def versions() -> dict[str, int]:
        with behind_its_back(project.path) as db:
            return dict(db.execute("SELECT uid, schema FROM spans").fetchall())

    made = {first.uid: 1, second.uid: 2, third.uid: 2}
    assert versions() == made == {span.uid: span.schema for span in project.spans(A)}
    project.relabel(A, first.uid, "CITY")
    project.note(A, first.uid, "؟")
    project.remove(A, second.uid)
    project.undo()
    project.rename_label("CITY", "TOWN")
    assert versions() == made
    project.import_files([write_lines(tmp_path / "in.jsonl", {"text": "قمة في دمشق", "spans": [[7, 11, "GPE"]]})])
    assert sorted(versions().values()) == [1, 2, 2, 4]
    project.undo()
    project.redo()
    assert sorted(versions().values()) == [1, 2, 2, 4]
    check_soundness(project)


# Renaming


def test_a_label_is_renamed_in_the_schema_and_for_all_annotators_in_one_step(
    project: Workspace, yours: Workspace
) -> None:
    mine, theirs = meeting(project, A), meeting(yours, A)
    project.rename_label("GPE", "LAND")
    project.rename_label("CITY", "TOWN")
    assert project.undo_name == "Rename the label CITY to TOWN"
    town, meet = project.schema.label("TOWN"), project.schema.label("Happening")
    assert town is not None
    assert meet is not None
    assert (town.parent, town.formerly, meet.roles[0].fillers) == ("LAND", ("CITY",), ("LAND",))
    for workspace, uids in ((project, mine), (yours, theirs)):
        span = workspace.span(A, uids["CITY"])
        assert span is not None
        assert span.label == "TOWN"
    assert project.problems(A) == []
    project.undo()
    assert {span.label for name in (AUTHOR, OTHER) for span in project.layer(A, name).spans} >= {"CITY"}
    assert project.schema.label("CITY") == replace(event_schema().labels[2], parent="LAND")
    check_soundness(project)


def test_a_renamed_label_remembers_all_its_names(project: Workspace) -> None:
    for old, new in (("ORG", "CO"), ("CO", "FIRM"), ("FIRM", "ORG")):
        project.rename_label(old, new)
    label = project.schema.label("ORG")
    assert label is not None
    assert label.formerly == ("ORG", "CO", "FIRM")
    assert [project.schema.now_called(name) for name in ("ORG", "CO", "FIRM")] == ["ORG"] * 3


def test_a_name_that_is_taken_or_no_name_is_refused(project: Workspace) -> None:
    refused(project, lambda: project.rename_label("ORG", "PERS"), "same name: “PERS”", BadInput)
    refused(project, lambda: project.rename_label("ORG", "منظمة"), "ASCII letters", BadInput)
    refused(project, lambda: project.rename_label("NOSUCH", "X"), "no label “NOSUCH”")
    refused(project, lambda: project.change_schema(project.schema, [Rename(Named.LABEL, "ORG", "X")]), "no label “X”")


def test_a_label_is_renamed_to_another_one_only_while_that_has_no_spans(project: Workspace, yours: Workspace) -> None:
    merged = [Rename(Named.LABEL, "ORG", "PERS")]
    yours.mark(A, [(0, 3)], "ORG")
    person = yours.mark(A, [(4, 7)], "PERS")
    refused(project, lambda: project.change_schema(without_label(project.schema, "ORG"), merged), "in use already")
    yours.remove(A, person.uid)
    project.change_schema(without_label(project.schema, "ORG"), merged)
    assert [span.label for span in yours.spans(A)] == ["PERS"]
    assert project.schema.now_called("ORG") == "PERS"
    check_soundness(project)


def test_roles_attributes_choices_and_relations_remember_their_names(project: Workspace) -> None:
    meeting(project, A)
    happening = project.schema.label("Happening")
    relations = project.schema.relations
    assert happening is not None
    (role,), (tense,) = happening.roles, happening.attributes
    choices = (replace(tense.choices[0], name="before"), tense.choices[1])
    schema = changed(
        project.schema,
        "Happening",
        roles=(replace(role, name="Venue"),),
        attributes=(replace(tense, name="When", choices=choices, default="before"),),
    )
    schema = replace(schema, relations=(relations[0], replace(relations[1], name="inside"), relations[2]))
    heirs = ("Happening", "Meet", "Trip")
    project.change_schema(
        schema,
        [
            Rename(Named.ATTRIBUTE, "Tense", "When", heirs),
            Rename(Named.CHOICE, "past", "before", heirs, "When"),
            Rename(Named.ROLE, "Place", "Venue", ("Happening", "Meet")),
            Rename(Named.RELATION, "in", "inside", ("Say",)),
        ],
    )
    after = project.schema.label("Happening")
    assert after is not None
    assert after.roles[0].formerly == ("Place",)
    assert after.attributes[0].formerly == ("Tense",)
    assert [choice.formerly for choice in after.attributes[0].choices] == [("past",), ()]
    assert [one.formerly for one in project.schema.relations] == [(), ("in",), ()]
    assert project.problems(A) == []
    assert told(project, A)["الأحد"] == ("Trip", (("When", "before"),), ("Place",))
    assert told(project, A)["محمود عباس"][2] == ("inside",)
    project.undo()
    assert project.schema == event_schema()
    assert told(project, A)["التقى"] == ("Meet", (("Tense", "future"),), ("Chair", "Place", "Who"))
    check_soundness(project)


# Deleting


def test_a_label_that_is_in_use_is_not_deleted_unless_it_is_said_what_its_spans_get(
    project: Workspace, yours: Workspace
) -> None:
    for workspace in (project, yours):
        workspace.mark(A, [where("القاهرة")], "CITY")
    far = put_article(project, text_article("خبر من حلب"))
    project.mark(far, [(7, 10)], "CITY")
    assert project.uses_of("CITY") == (3, 2)
    assert project.uses_of("ORG") == (0, 0)
    refused(project, lambda: project.delete_label("CITY"), "“CITY” is the label of 3 spans. Say which label they get")
    refused(project, lambda: project.delete_label("CITY", relabel="NOSUCH"), "is the label of 3 spans")
    refused(project, lambda: project.delete_label("CITY", relabel="CITY"), "is the label of 3 spans")
    refused(project, lambda: project.delete_label("NOSUCH"), "no label “NOSUCH”")
    project.delete_label("CITY", relabel="GPE")
    assert project.undo_name == "Relabel 3 spans from CITY to GPE"
    assert project.schema.label("CITY") is None
    assert project.uses_of("GPE") == (3, 2)
    assert [span.label for span in yours.spans(A)] == ["GPE"]
    project.undo()
    assert project.uses_of("CITY") == (3, 2)
    assert project.schema == event_schema()
    project.redo()
    assert project.uses_of("GPE") == (3, 2)
    check_soundness(project)


def test_a_label_that_nobody_uses_is_deleted_and_comes_back(project: Workspace) -> None:
    project.delete_label("ORG")
    assert "ORG" not in names(project)
    meet, related = project.schema.label("Meet"), project.schema.relation("near")
    assert meet is not None
    assert related is not None
    assert (meet.roles[0].fillers, related.targets) == (("PERS",), ("GPE",))
    project.undo()
    assert project.schema == event_schema()


def test_the_subtypes_of_a_deleted_label_go_up_to_its_parent() -> None:
    below = replace(event_schema().labels[2], name="TOWN", parent="CITY")
    schema = replace(event_schema(), labels=(*event_schema().labels, below))
    town = without_label(schema, "CITY").label("TOWN")
    assert town == replace(below, parent="GPE")
    assert without_label(without_label(schema, "CITY"), "GPE").label("TOWN") == replace(below, parent="")


def test_redoing_a_deletion_is_refused_where_the_label_is_in_use_again(project: Workspace, yours: Workspace) -> None:
    project.mark(A, [where("القاهرة")], "CITY")
    project.delete_label("CITY", relabel="GPE")
    project.undo()
    yours.mark(A, [where("القاهرة")], "CITY")
    refused(project, project.redo, "“CITY” is the label of spans that came since")  # once those had no Label any more
    yours.undo()
    project.redo()
    check_soundness(project)


def test_spans_may_get_a_label_that_comes_with_the_change(project: Workspace) -> None:
    project.mark(A, [where("القاهرة")], "CITY")
    project.change_schema(with_law(without_label(project.schema, "CITY")), relabel={"CITY": "LAW"})
    assert [span.label for span in project.spans(A)] == ["LAW"]
    assert project.schema.now_called("CITY") == "LAW"


# Archiving


def test_an_archived_label_stays_on_its_spans_and_is_marked_with_no_more(project: Workspace) -> None:
    span = project.mark(A, [where("القاهرة")], "CITY")
    project.archive_label("CITY")
    assert project.schema.by_key("C") is None
    assert "CITY" not in [label.name for label in project.schema.markable()]
    assert project.spans(A) == (span,)
    assert project.problems(A) == list(project.check()) == []
    with pytest.raises(Refused, match="is archived"):
        project.mark(A, [(0, 3)], "CITY")
    project.archive_label("CITY", archived=False)
    assert project.schema == event_schema()
    assert project.mark(A, [(0, 3)], "CITY").label == "CITY"
    with pytest.raises(Refused, match="no label “NOSUCH”"):
        project.archive_label("NOSUCH")


def test_the_key_of_an_archived_label_is_free_until_it_comes_back(project: Workspace) -> None:
    project.archive_label("CITY")
    project.change_schema(changed(project.schema, "ORG", key="C"))
    found = project.schema.by_key("C")
    assert found is not None
    assert found.name == "ORG"
    refused(project, lambda: project.archive_label("CITY", archived=False), "same key: “C”", BadInput)


def test_dates_are_proposed_under_the_labels_of_now(project: Workspace) -> None:
    """Once under the former name, which was then refused."""
    assert {one.label for one in project.suggestions(A)} == {"DATE"}
    project.rename_label("DATE", "WHEN")
    project.archive_label("WHEN")
    assert project.suggestions(A) == []
    project.undo()
    assert {one.label for one in project.suggestions(A)} == {"WHEN"}
    assert project.accept(A, project.suggestions(A))[0].label == "WHEN"


# Examples


def test_examples_are_the_gold_ones_and_then_the_newest_in_context(project: Workspace, yours: Workspace) -> None:
    with Workspace.open(project.path, "gold") as gold:
        gold.mark(A, [where("القاهرة")], "CITY")
    with behind_its_back(project.path) as db:
        db.execute("UPDATE annotators SET role = 'gold' WHERE name = 'gold'")
    far = put_article(project, Article("far", "حلب", "عاد من حلب أمس. " + "كلمة " * 30))
    project.mark(A, [where("القاهرة")], "CITY")
    yours.mark(far, [(7, 10)], "CITY")
    yours.mark(far, [(0, 3)], "ORG")
    found = project.examples("CITY")
    assert [(one.annotator, one.text) for one in found] == [("gold", "القاهرة"), (OTHER, "حلب"), (AUTHOR, "القاهرة")]
    start, end = where("القاهرة")
    assert (found[0].article, found[0].title) == (A, "لقاء القاهرة")
    assert (found[0].before, found[0].after) == (TEXT[:start], TEXT[end:])
    assert (found[1].before, found[1].after) == ("عاد من ", (" أمس. " + "كلمة " * 30)[:60])
    assert (found[1].title, found[1].span) == ("حلب", yours.spans(far)[1])
    assert [one.annotator for one in project.examples("CITY", 2)] == ["gold", OTHER]
    assert project.examples("CITY", 1)[0].annotator == "gold"
    assert project.examples("Meet") == project.examples("NOSUCH") == []


def test_a_long_context_is_cut_and_pieces_are_joined(project: Workspace) -> None:
    article = put_article(project, text_article("س" * 100 + " قمة في دمشق " + "ش" * 100))
    project.mark(article, [(101, 104), (108, 112)], "GPE")
    (example,) = project.examples("GPE")
    assert example.text == "قمة دمشق"
    assert (len(example.before), len(example.after)) == (60, 60)


# Two windows


def test_another_window_sees_the_schema_once_it_looks(project: Workspace, yours: Workspace) -> None:
    heard: list[tuple[Changed, list[str]]] = []
    yours.listen(lambda told: heard.append((told, names(yours))))
    project.rename_label("CITY", "TOWN")
    assert "CITY" in names(yours)
    yours.look_for_changes()
    assert [told for told, _names in heard] == [Changed()]
    assert "TOWN" in heard[0][1]
    assert yours.mark(A, [where("القاهرة")], "TOWN").label == "TOWN"


def test_a_window_that_has_not_looked_marks_with_nothing_that_is_gone(project: Workspace, yours: Workspace) -> None:
    """Once its Spans had a Label that the Schema did not have any more."""
    project.rename_label("CITY", "TOWN")
    refused(yours, lambda: yours.mark(A, [where("القاهرة")], "CITY"), "no label “CITY”")
    assert yours.mark(A, [where("القاهرة")], "TOWN").label == "TOWN"
    project.archive_label("TOWN")
    refused(yours, lambda: yours.mark_everywhere(yours.occurrences("محمود"), "TOWN"), "is archived")
    project.change_schema(with_law(project.schema))
    assert yours.mark_everywhere(yours.occurrences("محمود"), "LAW") == 1
    check_soundness(yours)


def test_a_label_that_is_archived_while_occurrences_are_looked_for_is_not_marked_with(
    project: Workspace, yours: Workspace
) -> None:
    def found_meanwhile() -> Iterator[Occurrence]:
        yield from yours.occurrences("محمود")
        project.archive_label("PERS")

    with pytest.raises(Refused, match="is archived"):
        yours.mark_everywhere(found_meanwhile(), "PERS")
    assert yours.spans(A) == ()


def test_a_window_that_has_not_looked_imports_and_exports_by_the_schema_of_now(
    project: Workspace, yours: Workspace, tmp_path: Path
) -> None:
    project.rename_label("CITY", "TOWN")
    yours.import_files([write_lines(tmp_path / "in.jsonl", {"text": "قمة في دمشق", "spans": [[7, 11, "CITY"]]})])
    assert [span.label for span in yours.spans(yours.article_uids()[-1])] == ["TOWN"]
    with Workspace.open(project.path, OTHER) as stale:
        project.rename_label("Meet", "Meeting")
        project.mark(A, [where("التقى")], "Meeting")
        stale.export(tmp_path / "out.jsonl")
    assert '"label":"Meeting","kind":"event"' in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("second", [AUTHOR, OTHER])
def test_a_change_made_from_a_former_schema_is_refused_and_loses_nothing(project: Workspace, second: str) -> None:
    """Once the last one to write took away what the other had added."""
    with Workspace.open(project.path, second) as other:
        mine, theirs = with_law(project.schema), changed(other.schema, "ORG", key="")
        project.change_schema(mine)
        refused(other, lambda: other.change_schema(theirs), "changed otherwise meanwhile")
        other.look_for_changes()
        refused(other, lambda: other.change_schema(theirs, base=event_schema()), "changed otherwise meanwhile")
        other.archive_label("ORG")
    project.archive_label("PERS")  # these look for themselves
    assert {label.name for label in project.schema.labels if label.archived} == {"ORG", "PERS"}
    assert "LAW" in names(project)


def test_the_same_change_from_two_windows_is_one(project: Workspace, yours: Workspace) -> None:
    schema = with_law(project.schema)
    project.change_schema(schema)
    yours.change_schema(schema)
    assert project.schema_version == 2


# Files of labels


def test_labels_that_cannot_be_read_are_refused_in_words(project: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        project.read_labels(tmp_path / "nosuch.json")
    found = project.read_labels(write_lines(tmp_path / "doccano.json", [{"text": "PERS"}, {"text": "بلد"}]))
    assert len(found.schema.labels) == 2


def test_labels_are_written_whole_and_over_no_project(project: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "new" / "labels.json"
    project.write_labels(out, with_law(project.schema))
    assert project.read_labels(out).schema == with_law(project.schema)
    link = tmp_path / "link.json"
    link.symlink_to(project.path)
    before = project.path.read_bytes()
    for name in (project.path, link, tmp_path / "other.hashiya"):
        with pytest.raises(Refused, match="is a name for a project"):
            project.write_labels(name, project.schema)
    with pytest.raises(Unwritable, match="cannot be written"):
        project.write_labels(out / "labels.json", project.schema)
    assert project.path.read_bytes() == before
    assert list(out.parent.iterdir()) == [out]


# In the middle of work


def test_what_required_roles_ask_follows_the_schema_at_once(project: Workspace, yours: Workspace) -> None:
    meeting(yours, A)
    yours.unrelate(A, next(one.uid for one in yours.relations(A) if one.label == "Who"))
    assert yours.problems(A) == []
    meet = project.schema.label("Meet")
    assert meet is not None
    roles = tuple(replace(role, required=role.name == "Who", many=role.name != "Who") for role in meet.roles)
    project.change_schema(changed(project.schema, "Meet", roles=roles))
    yours.look_for_changes()
    assert [(one.kind.value, one.name) for one in yours.problems(A)] == [("role_empty", "Who")]
    project.change_schema(changed(project.schema, "Meet", roles=()))
    yours.look_for_changes()
    assert [(one.kind.value, one.name) for one in yours.problems(A)] == [("role_unknown", "Chair")]
    project.undo()
    project.undo()
    yours.look_for_changes()
    assert yours.problems(A) == []


def test_a_label_that_becomes_a_group_is_told_and_its_spans_can_be_given_another(project: Workspace) -> None:
    span = project.mark(A, [where("التقى")], "Say", [Attribute("x", "y")])
    project.say(A, span.uid, "x", [])
    project.change_schema(changed(project.schema, "Say", abstract=True))
    assert [one.kind.value for one in project.problems(A)] == ["group_marked"]
    project.relabel(A, by_words(project, A, "التقى").uid, "Trip")
    assert project.problems(A) == []


def test_an_article_that_came_in_meanwhile_hinders_nothing(project: Workspace) -> None:
    project.change_schema(with_law(project.schema))
    project.do(AddArticle(text_article("خبر")))
    project.undo()
    project.undo()
    assert project.schema == event_schema()
