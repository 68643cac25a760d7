"""Edits of the Schema: each does what it says wherever a Layer uses a name, and its inverse takes just that back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import words
from annotator.edits.edit import AddRelation, AddSpan, Edit, Several
from annotator.edits.envelope import pack, unpack
from annotator.edits.schema_edit import ChangeSchema, RelabelSpans, Rename
from annotator.errors import Refused
from annotator.model.annotation import Attribute, LayerId, Relation, Span
from annotator.model.ids import new_uid
from annotator.model.schema import Kind, Label, RelationLabel, Schema
from annotator.model.schema_json import fingerprint
from annotator.store.naming import Named
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, UIDS, put_article, tables, where
from tests.helpers.events import Told, check_soundness, meeting, rows, told
from tests.helpers.schemas import event_schema, schemas

A = ARTICLE.uid
LAYER = LayerId(A, AUTHOR)
MORE = replace(event_schema(), labels=(*event_schema().labels, Label("LAW", Kind.ENTITY, "#000000")))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """Two annotators have marked the same meeting; a Relation called Place leads from a person to a city."""
    schema = event_schema()
    schema = replace(schema, relations=(*schema.relations, RelationLabel("Place", sources=("PERS",))))
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, schema=schema, annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
        for name in (AUTHOR, OTHER):
            with Workspace.open(path, name) as each:
                uids = meeting(each, A)
                each.relate(A, "Place", uids["PERS"], uids["CITY"])
        yield workspace


def both(workspace: Workspace) -> list[Told]:
    return [told(workspace, A, name) for name in (AUTHOR, OTHER)]


BEFORE: Told = {
    "التقى": ("Meet", (("Tense", "future"),), ("Chair", "Place", "Who")),
    "محمود عباس": ("PERS", (("Titles", "Dr"),), ("Place", "in")),
    "وزير الخارجية": ("PERS", (), ()),
    "القاهرة": ("CITY", (), ()),
    "الأحد": ("Trip", (("Tense", "past"),), ("Place",)),
}
EDITS: list[tuple[Edit, Told]] = [
    (Rename(Named.LABEL, "CITY", "TOWN"), {"القاهرة": ("TOWN", (), ())}),
    (
        Rename(Named.ROLE, "Place", "Venue", ("Meet", "Happening")),  # a trip has a Place of its own
        {"التقى": ("Meet", (("Tense", "future"),), ("Chair", "Venue", "Who"))},
    ),
    (
        Rename(Named.ROLE, "Place", "Venue", ("Meet", "Happening", "Trip")),
        {
            "التقى": ("Meet", (("Tense", "future"),), ("Chair", "Venue", "Who")),
            "الأحد": ("Trip", (("Tense", "past"),), ("Venue",)),
        },
    ),
    (
        Rename(Named.RELATION, "Place", "At", ("Meet", "Happening", "Trip")),
        {"محمود عباس": ("PERS", (("Titles", "Dr"),), ("At", "in"))},
    ),
    (Rename(Named.RELATION, "in", "inside"), {"محمود عباس": ("PERS", (("Titles", "Dr"),), ("Place", "inside"))}),
    (
        Rename(Named.ATTRIBUTE, "Tense", "When", ("Happening", "Meet", "Trip")),
        {
            "التقى": ("Meet", (("When", "future"),), ("Chair", "Place", "Who")),
            "الأحد": ("Trip", (("When", "past"),), ("Place",)),
        },
    ),
    (
        Rename(Named.CHOICE, "future", "later", ("Happening", "Meet", "Trip"), "Tense"),
        {"التقى": ("Meet", (("Tense", "later"),), ("Chair", "Place", "Who"))},
    ),
    (
        Rename(Named.CHOICE, "Dr", "Doctor", ("PERS",), "Titles"),
        {"محمود عباس": ("PERS", (("Titles", "Doctor"),), ("Place", "in"))},
    ),
    (Rename(Named.ATTRIBUTE, "Tense", "When", ("PERS",)), {}),
    (Rename(Named.LABEL, "ORG", "COMPANY"), {}),
    (ChangeSchema(MORE, AUTHOR), {}),
]


@pytest.mark.parametrize(("edit", "changed"), EDITS, ids=lambda value: str(getattr(value, "what", "")))
def test_an_edit_changes_what_it_names_in_all_layers_and_its_inverse_takes_just_that_back(
    project: Workspace, edit: Edit, changed: Told
) -> None:
    before = rows(project.path)
    project.do(edit)
    assert both(project) == [BEFORE | changed] * 2
    check_tables(project)
    project.undo()
    after = rows(project.path)
    assert {name: after[name] for name in ("spans", "relations", "layers")} == {
        name: before[name] for name in ("spans", "relations", "layers")
    }
    assert after["schema"][-1][2] == before["schema"][-1][2]
    project.redo()
    assert both(project) == [BEFORE | changed] * 2
    check_tables(project)


def check_tables(project: Workspace) -> None:
    """The Journal gives the tables. Such an Edit alone may leave Layers with other names than the Schema has."""
    assert [one for one in project.check() if "the schema has no label" not in one] == []


def test_the_names_of_spans_that_nobody_meant_stay(project: Workspace) -> None:
    """A Relation label and a Role of one name are told apart, and so are Attributes of several Labels."""
    project.do(Rename(Named.ROLE, "Place", "Venue", ("Meet",)))
    assert both(project)[0]["محمود عباس"][2] == ("Place", "in")
    assert both(project)[0]["الأحد"][2] == ("Place",)
    project.do(Rename(Named.RELATION, "Place", "At", ("Meet", "Trip")))
    assert both(project)[0]["الأحد"][2] == ("Place",)


TAKEN: list[tuple[Edit, Callable[[Workspace], object]]] = [
    (Rename(Named.LABEL, "CITY", "PERS"), lambda _workspace: None),
    (Rename(Named.LABEL, "CITY", "TOWN"), lambda w: w.do(AddSpan(LAYER, Span(new_uid(), "TOWN", ((0, 1),))))),
    (Rename(Named.ROLE, "Place", "Who", ("Meet",)), lambda _workspace: None),
    (Rename(Named.RELATION, "in", "Place", ("Meet", "Trip")), lambda _workspace: None),
    (
        Rename(Named.ATTRIBUTE, "Titles", "Age", ("PERS",)),
        lambda w: w.say(A, next(s.uid for s in w.spans(A) if s.label == "PERS"), "Age", ["7"]),
    ),
    (Rename(Named.CHOICE, "future", "past", ("Happening", "Meet", "Trip"), "Tense"), lambda _workspace: None),
]


@pytest.mark.parametrize(("edit", "before"), TAKEN, ids=lambda value: str(getattr(value, "what", "")))
def test_a_name_that_is_in_use_is_refused_and_nothing_is_renamed(
    project: Workspace, edit: Edit, before: Callable[[Workspace], object]
) -> None:
    before(project)
    there = tables(project.path)
    with pytest.raises(Refused, match="is in use already; nothing was renamed"):
        project.do(edit)
    assert tables(project.path) == there


def test_a_name_that_is_in_use_elsewhere_is_free(project: Workspace) -> None:
    """Who is a Role of meetings only, and nothing keeps a Relation from being called so."""
    project.do(Rename(Named.RELATION, "in", "Who", ("Meet",)))
    assert both(project)[0]["محمود عباس"][2] == ("Place", "Who")
    project.do(Rename(Named.ROLE, "Place", "Who", ("Trip",)))
    assert both(project)[0]["الأحد"][2] == ("Who",)


# Relabelling


def test_relabelling_reaches_the_spans_of_all_and_leaves_the_others(project: Workspace) -> None:
    gone = [span.uid for name in (AUTHOR, OTHER) for span in project.layer(A, name).spans if span.label == "CITY"]
    before = both(project)
    project.do(RelabelSpans("CITY", "GPE", tuple(gone)))
    assert both(project) == [BEFORE | {"القاهرة": ("GPE", (), ())}] * 2
    project.undo()
    assert both(project) == before
    check_tables(project)


def test_what_has_another_label_by_now_is_not_relabelled(project: Workspace) -> None:
    """Once taking a relabelling back gave Spans their former Label that their annotator had relabelled since."""
    city = next(span.uid for span in project.layer(A, OTHER).spans if span.label == "CITY")
    mine = next(span.uid for span in project.spans(A) if span.label == "CITY")
    project.do(RelabelSpans("CITY", "GPE", (city, mine, "gone")))
    with Workspace.open(project.path, OTHER) as yours:
        yours.relabel(A, city, "ORG")
    project.undo()
    assert [told["القاهرة"][0] for told in both(project)] == ["CITY", "ORG"]
    project.redo()
    assert [told["القاهرة"][0] for told in both(project)] == ["GPE", "ORG"]
    check_tables(project)


# The Schema


def test_each_change_is_a_version_and_taking_it_back_another(project: Workspace) -> None:
    first = project.schema
    project.do(ChangeSchema(MORE, AUTHOR))
    assert (project.schema, project.schema_version) == (MORE, 2)
    project.undo()
    assert (project.schema, project.schema_version) == (first, 3)
    assert [version.author for version in project.schema_versions()] == [AUTHOR] * 3
    check_soundness(project)


def test_a_change_that_others_have_built_upon_is_not_taken_back(project: Workspace) -> None:
    """Once the whole former Schema came back, and what another had added since was gone."""
    project.do(ChangeSchema(MORE, AUTHOR))
    with Workspace.open(project.path, OTHER) as yours:
        yours.archive_label("ORG")
        before = tables(project.path)
        with pytest.raises(Refused, match="changed otherwise since"):
            project.undo()
        assert tables(project.path) == before
        yours.undo()
    project.undo()
    assert project.schema.label("LAW") is None
    project.redo()
    assert project.schema == MORE


def test_a_label_that_others_use_by_now_is_not_taken_back(project: Workspace) -> None:
    """Once their Spans were left with a Label that the Schema did not have."""
    project.do(ChangeSchema(MORE, AUTHOR))
    with Workspace.open(project.path, OTHER) as yours:
        law = yours.mark(A, [where("يوم")], "LAW")
        before = tables(project.path)
        with pytest.raises(Refused, match="“LAW” is the label of spans that came since"):
            project.undo()
        assert tables(project.path) == before
        assert project.schema == MORE
        yours.remove(A, law.uid)
    project.undo()
    check_soundness(project)


def test_a_schema_is_taken_back_however_it_was_written(project: Workspace) -> None:
    """A key in small letters is stored as a capital one."""
    small = replace(MORE, labels=tuple(replace(label, key=label.key.lower()) for label in MORE.labels))
    project.do(ChangeSchema(small, AUTHOR))
    assert project.undo() is not None


# In the Journal


PINNED: list[tuple[Edit, str]] = [
    (
        ChangeSchema(Schema("s", {}, (Label("GPE", Kind.ENTITY, "#996633"),)), "ليلى"),
        '{"do":"change_schema","schema":{"format":"hashiya-schema/2","name":"s","titles":{},"labels":[{"name":"GPE",'
        '"kind":"entity","titles":{},"color":"#996633","key":""}]},"author":"ليلى"}',
    ),
    (Rename(Named.LABEL, "GPE", "PLACE"), '{"do":"rename","what":"label","old":"GPE","new":"PLACE"}'),
    (
        Rename(Named.CHOICE, "past", "before", ("Meet", "Trip"), "Tense"),
        '{"do":"rename","what":"choice","old":"past","new":"before","within":["Meet","Trip"],"of":"Tense"}',
    ),
    (
        RelabelSpans("GPE", "ORG", ("s-1", "s-2")),
        '{"do":"relabel_spans","old":"GPE","new":"ORG","uids":["s-1","s-2"]}',
    ),
]


@pytest.mark.parametrize(("edit", "line"), PINNED, ids=lambda value: type(value).__name__)
def test_an_edit_of_the_schema_is_written_just_as_it_always_was(edit: Edit, line: str) -> None:
    assert pack(edit) == line
    assert unpack(line) == edit


names = st.sampled_from(["GPE", "Place", "past", "é"])
simple: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        ChangeSchema, schemas(most=2), st.sampled_from([AUTHOR, OTHER]), st.just("") | schemas(most=1).map(fingerprint)
    ),
    st.builds(
        Rename, st.sampled_from(Named), names, names, st.lists(names, max_size=2).map(tuple), st.just("") | names
    ),
    st.builds(RelabelSpans, names, names, st.lists(UIDS, max_size=3).map(tuple)),
)
edits = simple | st.builds(Several, st.lists(simple, min_size=1, max_size=3).map(tuple))


@given(edits)
def test_any_edit_of_the_schema_comes_back_from_json_as_it_was(edit: Edit) -> None:
    line = pack(edit)
    assert unpack(line) == edit
    assert pack(unpack(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        '{"do":"rename"}',
        '{"do":"rename","what":"colour","old":"a","new":"b"}',
        '{"do":"relabel_spans","old":"a","new":"b"}',
        '{"do":"change_schema","author":"a"}',
    ],
)
def test_a_line_that_is_no_edit_of_the_schema_is_an_error(line: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        unpack(line)


def test_what_is_no_edit_at_all_is_not_written() -> None:
    with pytest.raises((TypeError, AttributeError)):
        pack(object())  # type: ignore[arg-type]


def test_the_inverse_stands_in_the_journal_with_what_it_was_made_for(project: Workspace) -> None:
    project.do(ChangeSchema(MORE, AUTHOR))
    (inverse,) = (row[7] for row in tables(project.path)["journal"][-1:])
    assert orjson.loads(inverse)["instead_of"] == fingerprint(MORE)


# In words


TOLD: list[tuple[Edit, str]] = [
    (ChangeSchema(MORE, AUTHOR), "Change the labels"),
    (Rename(Named.LABEL, "CITY", "TOWN"), "Rename the label CITY to TOWN"),
    (Rename(Named.RELATION, "in", "inside"), "Rename the relation in to inside"),
    (Rename(Named.ROLE, "Who", "Party", ("Meet",)), "Rename the role Who to Party"),
    (Rename(Named.ATTRIBUTE, "Tense", "When", ("Meet",)), "Rename the attribute Tense to When"),
    (Rename(Named.CHOICE, "past", "before", ("Meet",), "Tense"), "Rename the choice past to before"),
    (RelabelSpans("CITY", "GPE", ()), "Relabel 2 spans from CITY to GPE"),
    (Several((ChangeSchema(MORE, AUTHOR), Rename(Named.LABEL, "CITY", "TOWN"))), "Rename the label CITY to TOWN"),
    (
        Several((ChangeSchema(MORE, AUTHOR), Rename(Named.LABEL, "ORG", "CO"), Rename(Named.LABEL, "CITY", "TOWN"))),
        "Rename the label CITY to TOWN (and 1 more)",
    ),
    (
        Several((ChangeSchema(MORE, AUTHOR), RelabelSpans("CITY", "GPE", ()))),
        "Relabel 2 spans from CITY to GPE",
    ),
]


def with_cities(project: Workspace, edit: Edit) -> Edit:
    """The Edit, which relabels all cities that there are, where it relabels."""
    if isinstance(edit, Several):
        return Several(tuple(with_cities(project, part) for part in edit.edits))
    held = [span.uid for name in (AUTHOR, OTHER) for span in project.layer(A, name).spans if span.label == "CITY"]
    return replace(edit, uids=tuple(held)) if isinstance(edit, RelabelSpans) else edit


@pytest.mark.parametrize(("edit", "text"), TOLD)
def test_undo_the_log_and_redo_call_an_edit_of_the_schema_by_what_it_does(
    project: Workspace, edit: Edit, text: str
) -> None:
    project.do(with_cities(project, edit))
    assert project.undo_name == text
    project.undo()
    assert project.redo_name == text
    assert [entry.text for entry in project.log(limit=2)] == [f"Undo: {text}", text]


@pytest.mark.parametrize("what", Named)
def test_every_renaming_has_its_words_in_every_language(project: Workspace, what: Named) -> None:
    project.do(Rename(what, "ORG", "X", ("Say",), "Tense"))
    told_in = set()
    for language in words.LANGUAGES:
        words.use(language)
        told_in.add(project.undo_name)
    assert len(told_in) == len(words.LANGUAGES)


def test_only_arrows_that_begin_at_the_labels_are_theirs(project: Workspace) -> None:
    city, meet = (next(s.uid for s in project.spans(A) if s.label == name) for name in ("CITY", "Meet"))
    project.do(AddRelation(LAYER, Relation(new_uid(), "Place", city, meet)))
    project.do(Rename(Named.ROLE, "Place", "Venue", ("Meet",)))
    assert both(project)[0]["القاهرة"][2] == ("Place",)


def test_a_choice_is_renamed_in_the_one_attribute_that_has_it(project: Workspace) -> None:
    person = next(span for span in project.spans(A) if span.label == "PERS")
    project.say(A, person.uid, "Remark", ["Dr"])
    project.do(Rename(Named.CHOICE, "Dr", "Doctor", ("PERS",), "Titles"))
    after = next(span for span in project.spans(A) if span.uid == person.uid)
    assert after.attributes == (Attribute("Titles", "Doctor"), Attribute("Remark", "Dr"))
