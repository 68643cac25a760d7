"""A draft of a Schema: what is renamed stays known, what is deleted is relabelled; a project follows at one stroke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.families import children
from annotator.desktop.dialogs.schema.places import (
    Place,
    attribute_at,
    choice_at,
    label_at,
    places_in,
    relation_at,
    role_at,
)
from annotator.desktop.dialogs.schema.taking_in import take_in
from annotator.errors import BadInput, Refused
from annotator.model.annotation import Attribute
from annotator.model.article import Article
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Label, RelationLabel, Role, Schema
from annotator.model.schema_json import from_json, to_json
from annotator.workspace import Workspace
from annotator.workspace.designing import Named, Rename
from tests.helpers.builders import AUTHOR, TEXT, put_article, where

TENSE = AttributeSpec("tense", AttributeType.ONE, {"en": "Tense"}, (Choice("past"), Choice("future")), default="past")
PLACE, WHO = Role("Place", fillers=("GPE",)), Role("Who", fillers=("PERS",), key="W")
EVENT = Label("Event", Kind.EVENT, "#993366", abstract=True, attributes=(TENSE,), roles=(PLACE, WHO))
SCHEMA = Schema(
    "news",
    {"en": "News"},
    (
        Label("PERS", Kind.ENTITY, "#336699", "P", {"ar": "شخص", "en": "Person"}),
        Label("GPE", Kind.ENTITY, "#996633", "G"),
        Label("CITY", Kind.ENTITY, "#669933", "C", parent="GPE"),
        EVENT,
        Label("Meet", Kind.EVENT, "#993366", "M", parent="Event"),
        Label("Trip", Kind.EVENT, "#339933", "T", parent="Event", roles=(Role("Place", fillers=("CITY",)),)),
        Label("DATE", Kind.DATE, "#339966", "D"),
    ),
    (RelationLabel("Place", sources=("PERS",), targets=("GPE",)), RelationLabel("same", symmetric=True)),
)


@pytest.fixture
def draft() -> Draft:
    return Draft(SCHEMA)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "news.hashiya", schema=SCHEMA, annotator=AUTHOR) as workspace:
        yield workspace


@pytest.fixture
def article(project: Workspace) -> str:
    """An Article with a meeting in a city, a trip, and a person who is there."""
    uid = put_article(project, Article("article-1", "لقاء", TEXT))
    place = project.mark(uid, [where("القاهرة")], "CITY")
    person = project.mark(uid, [where("محمود عباس")], "PERS")
    meeting = project.mark(uid, [where("التقى")], "Meet")
    trip = project.mark(uid, [where("الأحد")], "Trip", [Attribute("tense", "future")])
    project.fill(uid, meeting.uid, "Place", place.uid)
    project.fill(uid, trip.uid, "Place", place.uid)
    project.relate(uid, "Place", person.uid, place.uid)
    return uid


def told(workspace: Workspace, article: str) -> dict[str, tuple[str, tuple[Attribute, ...], tuple[str, ...]]]:
    """What is said of each Span by its words: its Label, its Attributes and the labels of arrows that begin there."""
    layer = workspace.layer(article)
    return {
        span.surface(TEXT): (
            span.label,
            span.attributes,
            tuple(arrow.label for arrow in layer.relations if arrow.source == span.uid),
        )
        for span in layer.spans
    }


def apply(workspace: Workspace, draft: Draft) -> None:
    workspace.change_schema(draft.schema(), draft.renames(), draft.relabels())


# Without changes


def test_a_draft_that_nobody_touched_is_the_schema_of_the_project(draft: Draft) -> None:
    assert draft.schema() == SCHEMA
    assert not draft.is_changed
    assert draft.renames() == []
    assert draft.faults() == []


def test_what_was_changed_and_changed_back_is_no_change(draft: Draft) -> None:
    draft.rename(label_at("PERS"), "PERSON")
    assert draft.is_changed
    draft.rename(label_at("PERS"), "PERS")
    assert not draft.is_changed
    assert draft.renames() == []


# Names


def test_a_renamed_label_is_known_wherever_the_schema_speaks_of_it(draft: Draft) -> None:
    draft.rename(label_at("GPE"), "PLACE")
    draft.rename(label_at("PERS"), "PERSON")
    schema = draft.schema()
    assert schema.label("GPE") is None
    assert schema.labels[2].parent == "PLACE"
    assert [role.fillers for role in schema.labels[3].roles] == [("PLACE",), ("PERSON",)]
    assert (schema.relations[0].sources, schema.relations[0].targets) == (("PERSON",), ("PLACE",))
    assert draft.renames() == [Rename(Named.LABEL, "PERS", "PERSON"), Rename(Named.LABEL, "GPE", "PLACE")]


def test_deleting_and_adding_is_no_renaming(draft: Draft) -> None:
    draft.remove(label_at("DATE"))
    draft.rename(draft.add_label(Kind.DATE, "#339966"), "WHEN")
    assert draft.schema().label("WHEN") is not None
    assert draft.renames() == []


def test_roles_and_attributes_are_renamed_for_all_who_inherit_them_and_nobody_else(draft: Draft) -> None:
    draft.rename(label_at("Meet"), "Meeting")
    draft.rename(role_at("Event", "Place"), "Venue")
    draft.rename(attribute_at("Event", "tense"), "when")
    draft.rename(choice_at("Event", "tense", "past"), "before")
    within = ("Event", "Meeting", "Trip")
    assert draft.renames() == [
        Rename(Named.LABEL, "Meet", "Meeting"),
        Rename(Named.ATTRIBUTE, "tense", "when", within),
        Rename(Named.CHOICE, "past", "before", within, "when"),
        Rename(Named.ROLE, "Place", "Venue", ("Event", "Meeting")),  # a trip has a place of its own
    ]
    (spec,) = draft.schema().labels[3].attributes
    assert spec.default == "before"


def test_a_label_that_leaves_the_family_keeps_its_arrows_as_they_are(draft: Draft) -> None:
    draft.set_parent("Meet", "")
    draft.rename(role_at("Event", "Place"), "Venue")
    assert draft.renames() == [Rename(Named.ROLE, "Place", "Venue", ("Event",))]


def test_a_renamed_relation_leaves_arguments_of_that_name_alone(draft: Draft, project: Workspace, article: str) -> None:
    draft.rename(relation_at("Place"), "near")
    assert draft.renames() == [Rename(Named.RELATION, "Place", "near", ("Event", "Meet", "Trip"))]
    apply(project, draft)
    assert [arrows for _label, _said, arrows in told(project, article).values()] == [
        ("Place",),
        ("near",),
        (),
        ("Place",),
    ]
    project.undo()
    assert [arrows for _label, _said, arrows in told(project, article).values()] == [
        ("Place",),
        ("Place",),
        (),
        ("Place",),
    ]


def test_everything_is_renamed_in_the_project_in_one_step(draft: Draft, project: Workspace, article: str) -> None:
    before = told(project, article)
    draft.rename(label_at("PERS"), "PERSON")
    draft.rename(label_at("Trip"), "Travel")
    draft.rename(role_at("Event", "Place"), "Venue")
    draft.rename(role_at("Trip", "Place"), "Goal")
    draft.rename(attribute_at("Event", "tense"), "when")
    draft.rename(choice_at("Event", "tense", "future"), "after")
    draft.rename(relation_at("Place"), "near")
    apply(project, draft)
    assert told(project, article) == {
        "القاهرة": ("CITY", (), ()),
        "محمود عباس": ("PERSON", (), ("near",)),
        "التقى": ("Meet", (Attribute("when", "past"),), ("Venue",)),
        "الأحد": ("Travel", (Attribute("when", "after"),), ("Goal",)),
    }
    assert project.problems(article) == []
    project.undo()
    assert told(project, article) == before
    assert project.schema == SCHEMA
    project.redo()
    assert project.schema.label("PERSON") is not None


@pytest.mark.parametrize("name", ["", "شخص", "a b", "1st", "_x", "a\n"])
def test_a_name_that_is_none_is_told(draft: Draft, name: str) -> None:
    draft.rename(label_at("PERS"), name)
    assert "ASCII letters" in draft.name_fault(label_at("PERS"))
    assert [fault.place for fault in draft.faults()] == [label_at("PERS")]
    with pytest.raises(BadInput):
        from_json(to_json(draft.schema()))


def test_nothing_may_be_called_like_what_stands_beside_it(draft: Draft) -> None:
    for place, name in (
        (label_at("PERS"), "GPE"),
        (relation_at("same"), "Place"),
        (role_at("Event", "Who"), "Place"),
        (choice_at("Event", "tense", "past"), "future"),
    ):
        draft.rename(place, name)
        assert "already" in draft.name_fault(place)
    draft.rename(label_at("PERS"), "Who")  # a role of this name is something else
    assert draft.name_fault(label_at("PERS")) == ""


def test_a_name_that_is_only_just_becoming_free_has_to_wait(draft: Draft) -> None:
    draft.rename(label_at("PERS"), "PERSON")
    draft.rename(label_at("GPE"), "PERS")
    assert "Apply that first" in draft.name_fault(label_at("GPE"))
    draft.remove(label_at("DATE"), "PERS")
    fresh = draft.add_label(Kind.DATE, "#339966")
    draft.rename(fresh, "DATE")
    assert "deleted" in draft.name_fault(fresh)


def test_an_attribute_needs_its_choices(draft: Draft) -> None:
    spec = draft.new_attribute("PERS")
    draft.put(replace(draft.label("PERS"), attributes=(replace(spec, type=AttributeType.ONE),)))
    assert [fault.text for fault in draft.faults()] == ["The attribute “\u2068attribute\u2069” has no choices yet."]
    draft.put(replace(draft.label("PERS"), attributes=(replace(spec, choices=(Choice("left over"),)),)))
    assert draft.faults() == []
    assert draft.schema().labels[0].attributes == (AttributeSpec("attribute"),)


# Adding, copying, moving, deleting


def test_new_things_have_names_that_nothing_else_has(draft: Draft) -> None:
    names = [draft.name(draft.add_label(Kind.ENTITY, "#112233")) for _time in range(3)]
    assert names == ["Label", "Label2", "Label3"]
    first = draft.new_role("Meet")
    draft.put(replace(draft.label("Meet"), roles=(first,)))
    second = draft.new_role("Meet")
    assert [draft.name(role_at("Meet", role.name)) for role in (first, second)] == ["Role", "Role2"]
    assert draft.faults() == []


def test_a_copy_has_everything_but_the_name_and_the_key(draft: Draft) -> None:
    draft.rename(attribute_at("Event", "tense"), "when")
    twin = draft.duplicate(label_at("Event"), "#123456")
    schema = draft.schema()
    names = [label.name for label in schema.labels]
    assert names == ["PERS", "GPE", "CITY", "Event", "Meet", "Trip", "Event2", "DATE"]
    copy = schema.label("Event2")
    assert copy is not None
    assert copy == replace(EVENT, name="Event2", color="#123456", attributes=(replace(TENSE, name="when"),))
    draft.rename(attribute_at(twin.id, draft.label(twin.id).attributes[0].name), "other")
    assert [spec.name for spec in draft.schema().attributes_of("Meet")] == ["when"]
    assert draft.duplicate(label_at("PERS"), "#123456").is_new
    assert [label.key for label in draft.schema().labels][:2] == ["P", ""]
    draft.duplicate(relation_at("same"), "#123456")
    assert [relation.name for relation in draft.schema().relations] == ["Place", "same", "same2"]
    assert draft.faults() == []


def test_a_subtype_stands_behind_its_parent_and_is_of_its_kind(draft: Draft) -> None:
    draft.add_label(Kind.DATE, "#112233", parent="GPE")
    schema = draft.schema()
    assert [(label.name, label.kind.value) for label in schema.labels[:4]] == [
        ("PERS", "entity"),
        ("GPE", "entity"),
        ("CITY", "entity"),
        ("Label", "entity"),
    ]
    from_json(to_json(schema))


def test_labels_move_among_those_beside_them_with_all_that_is_under_them(draft: Draft) -> None:
    def names() -> list[str]:
        return [label.name for label in draft.held.labels]

    draft.move(label_at("PERS"), 1)
    assert names() == ["GPE", "CITY", "PERS", "Event", "Meet", "Trip", "DATE"]
    draft.move(label_at("Trip"), -1)
    assert names()[3:6] == ["Event", "Trip", "Meet"]
    for place, step in ((label_at("CITY"), 1), (label_at("Event"), -1), (label_at("DATE"), 1)):
        before = names()
        draft.move(place, step)
        assert names() == before
    draft.move(relation_at("same"), -1)
    assert [one.name for one in draft.held.relations] == ["same", "Place"]


def test_a_kind_is_that_of_the_whole_family_and_roles_go_where_there_is_no_event(draft: Draft) -> None:
    draft.set_kind("Event", Kind.ENTITY)
    schema = draft.schema()
    assert {label.name: label.kind for label in schema.labels}["Trip"] is Kind.ENTITY
    assert all(label.roles == () for label in schema.labels)
    assert draft.renames() == []
    from_json(to_json(schema))
    draft.set_kind("Event", Kind.EVENT)
    assert draft.schema() == SCHEMA


def test_a_label_is_put_under_any_of_its_kind_but_its_own_subtypes(draft: Draft) -> None:
    assert [label.name for label in draft.parents_for("GPE")] == ["PERS"]
    assert [label.name for label in draft.parents_for("CITY")] == ["PERS", "GPE"]


def test_subtypes_of_a_deleted_label_go_up(draft: Draft) -> None:
    draft.remove(label_at("GPE"))
    schema = draft.schema()
    assert [label.parent for label in schema.labels if label.name == "CITY"] == [""]
    assert schema.relations[0].targets == ()
    from_json(to_json(schema))


def test_spans_of_a_deleted_label_get_another_one_under_the_name_that_it_has_then(
    draft: Draft, project: Workspace, article: str
) -> None:
    draft.remove(label_at("PERS"), "CITY")
    draft.rename(label_at("CITY"), "TOWN")
    assert draft.relabels() == {"PERS": "TOWN"}
    apply(project, draft)
    assert told(project, article)["محمود عباس"][0] == "TOWN"
    project.undo()
    assert told(project, article)["محمود عباس"][0] == "PERS"


def test_spans_that_were_promised_to_a_deleted_label_go_on_to_the_next(draft: Draft) -> None:
    draft.remove(label_at("PERS"), "CITY")
    assert draft.taken_over("CITY") == ["PERS"]
    draft.remove(label_at("CITY"), "GPE")
    assert draft.relabels() == {"PERS": "GPE", "CITY": "GPE"}


def test_a_label_in_use_cannot_just_vanish(draft: Draft, project: Workspace, article: str) -> None:
    draft.remove(label_at("CITY"))
    with pytest.raises(Refused):
        apply(project, draft)
    assert project.schema == SCHEMA
    assert told(project, article)["القاهرة"][0] == "CITY"


# Keys


def test_a_key_is_taken_from_whoever_had_it(draft: Draft) -> None:
    holder = draft.holder_of_key("G", "PERS")
    assert holder is not None
    assert holder.name == "GPE"
    draft.take_key("PERS", "G")
    assert [label.key for label in draft.held.labels[:2]] == ["G", ""]
    assert draft.holder_of_key("") is None


def test_an_archived_label_lends_its_key_and_comes_back_without_it(draft: Draft) -> None:
    assert draft.archive("PERS", archived=True)
    assert draft.holder_of_key("P") is None
    draft.take_key("GPE", "P")
    assert not draft.archive("PERS", archived=False)
    assert [(label.key, label.archived) for label in draft.held.labels[:2]] == [("", False), ("P", False)]
    assert draft.archive("CITY", archived=True)
    assert draft.archive("CITY", archived=False)
    assert draft.label("CITY").key == "C"


def test_the_key_of_a_role_is_one_s_of_all_that_an_event_may_have(draft: Draft) -> None:
    role = draft.new_role("Meet")
    draft.put(replace(draft.label("Meet"), roles=(role,)))
    assert draft.holder_of_role_key("Meet", role.name, "W") == role_at("Event", "Who")
    assert draft.holder_of_role_key("Trip", "Place", "W") == role_at("Event", "Who")
    assert draft.holder_of_role_key("Event", "Who", "W") is None
    assert draft.holder_of_role_key("Meet", role.name, "") is None
    draft.take_role_key("Meet", role.name, "W")
    assert [one.key for one in (*draft.label("Event").roles, *draft.label("Meet").roles)] == ["", "", "W"]
    assert draft.holder_of_role_key("Event", "Place", "W") == role_at("Meet", role.name)
    assert draft.holder_of_role_key("Trip", "Place", "W") is None  # no event has both
    from_json(to_json(draft.schema()))


# Taking in

FOUND = Schema(
    "other",
    {},
    (
        Label("PERS", Kind.ENTITY, "#000001", "P", roles=()),
        Label("ORG", Kind.ENTITY, "#000002", "P"),
        Label("Bank", Kind.ENTITY, "#000003", "R", parent="ORG"),
        Label("Village", Kind.ENTITY, "#000004", "V", parent="GPE"),
        Label("GPE", Kind.ENTITY, "#000005"),
        Label("Sale", Kind.EVENT, "#000006", attributes=(TENSE,), roles=(Role("Who", fillers=("PERS", "ORG")),)),
    ),
    (RelationLabel("same"), RelationLabel("owns", sources=("PERS",), targets=("Bank",))),
)


def test_labels_of_a_file_come_in_where_their_names_are_free(draft: Draft) -> None:
    draft.rename(label_at("PERS"), "PERSON")
    taken = take_in(draft, FOUND)
    assert taken.added == ("ORG", "Bank", "Village", "Sale", "owns")
    assert taken.skipped == ("PERS", "GPE", "same")
    assert taken.keyless == ("ORG", "Bank")
    schema = from_json(to_json(draft.schema()))
    (village, sale) = (schema.label("Village"), schema.label("Sale"))
    assert village is not None
    assert sale is not None
    assert (village.parent, village.key) == ("GPE", "V")
    assert sale.attributes == (TENSE,)
    assert sale.roles[0].fillers == ("PERSON", "ORG")
    assert schema.relations[-1] == RelationLabel("owns", sources=("PERSON",), targets=("Bank",))
    assert [rename.old for rename in draft.renames()] == ["PERS"]
    assert draft.faults() == []
    assert take_in(draft, FOUND).added == ()


def test_a_parent_of_another_kind_is_none(draft: Draft) -> None:
    labels = (Label("Meet", Kind.ENTITY, "#000001"), Label("Summit", Kind.ENTITY, "#000002", parent="Meet"))
    take_in(draft, Schema("other", {}, labels))
    summit = from_json(to_json(draft.schema())).label("Summit")
    assert summit is not None
    assert summit.parent == ""


# Whatever is done

STEPS = st.lists(
    st.tuples(st.sampled_from(["rename", "remove", "add", "copy", "move", "archive", "under"]), st.integers(0, 99)),
    max_size=12,
)


def do(draft: Draft, what: str, number: int) -> None:
    """One of the things that a lead may do, to one of the Labels or the parts of them."""
    labels = [label.name for label in draft.held.labels]
    one, other = labels[number % len(labels)], labels[number // 7 % len(labels)]
    match what:
        case "rename":
            places = list(places_in(draft.held))
            draft.rename(places[number % len(places)], f"N{number}")
        case "remove" if one != other:
            draft.remove(label_at(one), other)
        case "add":
            draft.add_label(list(Kind)[number % 3], "#123456", "" if number % 2 else one)
        case "copy":
            draft.duplicate(label_at(one), "#123456")
        case "move":
            draft.move(label_at(one), 1 if number % 2 else -1)
        case "archive":
            draft.archive(one, archived=bool(number % 2))
        case "under":
            fitting = ["", *(label.name for label in draft.parents_for(one))]
            draft.set_parent(one, fitting[number // 7 % len(fitting)])


@settings(max_examples=30)
@given(STEPS)
def test_a_draft_without_faults_is_applied_and_one_undo_takes_it_back(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, Workspace.create(f"{folder}/a", schema=SCHEMA, annotator=AUTHOR) as workspace:
        uid = put_article(workspace, Article("article-1", "لقاء", TEXT))
        words = {"القاهرة": "CITY", "محمود عباس": "PERS", "التقى": "Meet", "الأحد": "DATE"}
        for word, label in words.items():
            workspace.mark(uid, [where(word)], label)
        before = told(workspace, uid)
        draft = Draft(SCHEMA)
        for what, number in steps:
            do(draft, what, number)
        heads = [label for kind in Kind for label in children(draft.held, "", kind)]
        below = [label for label in draft.held.labels for label in children(draft.held, label.name)]
        assert len(heads) + len(below) == len(draft.held.labels)
        if draft.faults():
            return
        moved = draft.moved_spans
        apply(workspace, draft)
        for word, label in words.items():
            expected = draft.name(Place(Named.LABEL, moved.get(label, label)))
            assert told(workspace, uid)[word][0] == expected
        for found in workspace.check():
            pytest.fail(found)
        if draft.is_changed:
            workspace.undo()
        assert told(workspace, uid) == before
        assert workspace.schema == SCHEMA
