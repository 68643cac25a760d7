"""What comes from a time when the Schema called things otherwise comes under its name of now: old Edits that are taken
back, and files from before a renaming."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.edits.edit import AddRelation, AddSpan, ChangeSpan, RemoveRelation, Several
from annotator.edits.translating import layer_of_now, relation_of_now, span_of_now
from annotator.errors import Refused
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.model.schema import AttributeSpec, Choice, Kind, Label, RelationLabel, Role, Schema
from annotator.store.naming import Named
from annotator.workspace import Workspace
from annotator.workspace.designing import Rename, renamed_label
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, put_article, tables, where, write_lines
from tests.helpers.events import by_words, check_soundness, meeting, told
from tests.helpers.schemas import event_schema

A = ARTICLE.uid


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Workspace]:
    """The lead, who changes the Schema."""
    with Workspace.create(tmp_path / "news.hashiya", schema=event_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
        yield workspace


@pytest.fixture
def yours(mine: Workspace) -> Iterator[Workspace]:
    """Another annotator, who marked a meeting before."""
    with Workspace.open(mine.path, OTHER) as workspace:
        meeting(workspace, A)
        yield workspace


def with_label(schema: Schema, name: str, change: Callable[[Label], Label]) -> Schema:
    return replace(schema, labels=tuple(change(label) if label.name == name else label for label in schema.labels))


def rename_role(workspace: Workspace, label: str, old: str, new: str, within: tuple[str, ...]) -> None:
    def change(held: Label) -> Label:
        return replace(held, roles=tuple(replace(r, name=new) if r.name == old else r for r in held.roles))

    workspace.change_schema(with_label(workspace.schema, label, change), [Rename(Named.ROLE, old, new, within)])


def change_spec(
    workspace: Workspace, label: str, name: str, rename: Rename, change: Callable[[AttributeSpec], AttributeSpec]
) -> None:
    def changed(held: Label) -> Label:
        return replace(held, attributes=tuple(change(s) if s.name == name else s for s in held.attributes))

    workspace.change_schema(with_label(workspace.schema, label, changed), [rename])


def rename_attribute(workspace: Workspace, label: str, old: str, new: str, within: tuple[str, ...]) -> None:
    change_spec(
        workspace,
        label,
        old,
        Rename(Named.ATTRIBUTE, old, new, within),
        lambda spec: replace(spec, name=new),
    )


def rename_relation(workspace: Workspace, old: str, new: str) -> None:
    relations = tuple(replace(one, name=new) if one.name == old else one for one in workspace.schema.relations)
    workspace.change_schema(replace(workspace.schema, relations=relations), [Rename(Named.RELATION, old, new)])


def rename_all(workspace: Workspace) -> None:
    """Everything that the meeting is told with has another name now."""
    workspace.rename_label("CITY", "TOWN")
    workspace.rename_label("Meet", "Meeting")
    workspace.rename_label("Meeting", "Encounter")
    heirs = ("Happening", "Encounter")
    rename_role(workspace, "Happening", "Place", "Venue", heirs)
    rename_attribute(workspace, "Happening", "Tense", "When", (*heirs, "Trip"))

    def change(spec: AttributeSpec) -> AttributeSpec:
        choices = tuple(replace(one, name=f"in_{one.name}") for one in spec.choices)
        return replace(spec, choices=choices, default=f"in_{spec.default}")

    renames = [Rename(Named.CHOICE, name, f"in_{name}", (*heirs, "Trip"), "When") for name in ("past", "future")]
    schema = with_label(
        workspace.schema, "Happening", lambda one: replace(one, attributes=tuple(map(change, one.attributes)))
    )
    workspace.change_schema(schema, renames)
    rename_relation(workspace, "in", "inside")


NOW = {
    "التقى": ("Encounter", (("When", "in_future"),), ("Chair", "Venue", "Who")),
    "محمود عباس": ("PERS", (("Titles", "Dr"),), ("inside",)),
    "وزير الخارجية": ("PERS", (), ()),
    "القاهرة": ("TOWN", (), ()),
    "الأحد": ("Trip", (("When", "in_past"),), ("Place",)),
}


# Taking back what others did before


@pytest.mark.parametrize("words", ["التقى", "القاهرة", "محمود عباس", "الأحد"])
def test_what_was_deleted_before_everything_was_renamed_comes_back_under_the_names_of_now(
    mine: Workspace, yours: Workspace, words: str
) -> None:
    yours.remove(A, by_words(yours, A, words).uid)
    rename_all(mine)
    yours.undo()
    assert told(yours, A) == NOW
    check_soundness(yours)
    yours.redo()
    assert words not in told(yours, A)
    yours.undo()
    assert told(yours, A) == NOW
    check_soundness(yours)


def test_each_step_of_before_is_taken_back_and_made_again_after_everything_was_renamed(
    mine: Workspace, yours: Workspace
) -> None:
    rename_all(mine)
    steps = 0
    while yours.undo_name:
        yours.undo()
        steps += 1
    assert told(yours, A) == {}
    for _ in range(steps):
        yours.redo()
    assert told(yours, A) == NOW
    assert yours.redo_name == ""
    check_soundness(yours)


def test_a_change_of_before_is_taken_back_to_the_names_of_now(mine: Workspace, yours: Workspace) -> None:
    meet = by_words(yours, A, "التقى")
    yours.say(A, meet.uid, "Tense", ["past"])
    yours.relabel(A, by_words(yours, A, "القاهرة").uid, "ORG")
    rename_all(mine)
    yours.undo()
    assert told(yours, A)["القاهرة"][0] == "TOWN"
    assert told(yours, A)["التقى"][1] == (("When", "in_past"),)
    yours.undo()
    assert told(yours, A) == NOW


def test_an_arrow_of_before_comes_back_under_its_name_of_now(mine: Workspace, yours: Workspace) -> None:
    for arrow in yours.relations(A):
        yours.unrelate(A, arrow.uid)
    rename_all(mine)
    for _ in range(5):
        yours.undo()
    assert told(yours, A) == NOW


def test_an_arrow_takes_its_name_from_the_label_that_its_span_comes_back_with(
    mine: Workspace, yours: Workspace
) -> None:
    """A step of one's own: a trip becomes a meeting, whose Place has another name by now than that of a trip."""
    layer = LayerId(A, OTHER)
    trip = by_words(yours, A, "الأحد")
    (arrow,) = (one for one in yours.relations(A) if one.source == trip.uid)
    yours.relabel(A, trip.uid, "Meet")
    meet = by_words(yours, A, "الأحد")
    yours.do(Several((RemoveRelation(layer, arrow), ChangeSpan(layer, meet, replace(meet, label="Say")))))
    rename_role(mine, "Happening", "Place", "Venue", ("Happening", "Meet"))
    yours.undo()
    assert told(yours, A)["الأحد"] == ("Meet", (("Tense", "past"),), ("Venue",))


def test_a_renaming_that_was_taken_back_is_followed_back(mine: Workspace, yours: Workspace) -> None:
    """Once a Span came back with a Label that the Schema had only for a while."""
    mine.rename_label("CITY", "TOWN")
    yours.mark(A, [where("في")], "TOWN")
    yours.undo()
    mine.undo()
    yours.redo()
    assert told(yours, A)["في"][0] == "CITY"
    check_soundness(yours)


def test_what_comes_from_after_the_renamings_comes_back_to_the_letter(mine: Workspace, yours: Workspace) -> None:
    """Once an arrow that had a former name of a Role came back as that Role, though nobody had renamed it."""
    rename_role(mine, "Happening", "Place", "Venue", ("Happening", "Meet"))
    yours.look_for_changes()
    trip = by_words(yours, A, "الأحد")
    yours.relabel(A, trip.uid, "Meet")
    (arrow,) = (one for one in yours.relations(A) if one.source == trip.uid)
    assert arrow.label == "Place"
    before = yours.layer(A)
    yours.unrelate(A, arrow.uid)
    yours.undo()
    assert yours.layer(A) == before


# Labels that are gone


def test_what_was_deleted_before_its_label_was_comes_back_under_the_label_that_took_over(
    mine: Workspace, yours: Workspace
) -> None:
    yours.remove(A, by_words(yours, A, "القاهرة").uid)
    mine.delete_label("CITY", relabel="GPE")
    yours.undo()
    assert told(yours, A)["القاهرة"][0] == "GPE"
    assert yours.layer(A).relations
    check_soundness(yours)


def test_who_took_over_knows_the_former_names_of_what_it_took_over(mine: Workspace, yours: Workspace) -> None:
    """Once only its last name, and the Span came back with its first one, which nothing had."""
    yours.remove(A, by_words(yours, A, "القاهرة").uid)
    mine.rename_label("CITY", "TOWN")
    mine.rename_label("TOWN", "PLACE")
    mine.delete_label("PLACE", relabel="GPE")
    mine.rename_label("GPE", "LAND")
    assert mine.schema.now_called("CITY") == mine.schema.now_called("TOWN") == "LAND"
    yours.undo()
    assert told(yours, A)["القاهرة"][0] == "LAND"
    check_soundness(yours)


def test_a_span_whose_label_is_gone_does_not_come_back(mine: Workspace, yours: Workspace) -> None:
    """Once it came back with a Label that the Schema did not have."""
    law = yours.mark(A, [where("يوم")], "ORG")
    yours.remove(A, law.uid)
    mine.delete_label("ORG")
    before = tables(yours.path)
    with pytest.raises(Refused, match="the schema has no label “ORG”"):
        yours.undo()
    assert tables(yours.path) == before
    mine.undo()
    yours.undo()
    assert told(yours, A)["يوم"][0] == "ORG"
    check_soundness(yours)


# Imports


LINE = {
    "text": ARTICLE.text,
    "spans": [
        {"id": "meet", "start": 0, "end": 5, "label": "Meet", "attributes": [{"name": "Tense", "value": "future"}]},
        {"id": "city", "start": 41, "end": 48, "label": "CITY"},
        {"id": "abbas", "start": where("محمود عباس")[0], "end": where("محمود عباس")[1], "label": "PERS"},
    ],
    "relations": [
        {"label": "Place", "source": "meet", "target": "city"},
        {"label": "in", "source": "abbas", "target": "city"},
    ],
}


def test_an_import_of_before_is_taken_back_after_everything_was_renamed(mine: Workspace, tmp_path: Path) -> None:
    """Once it was refused: another had “worked on the spans”, by renaming their Label."""
    with Workspace.open(mine.path, OTHER) as yours:
        yours.import_files([write_lines(tmp_path / "in.jsonl", {**LINE, "text": ARTICLE.text + " نعم."})])
        uid = yours.article_uids()[-1]
        rename_all(mine)
        yours.undo()
        assert yours.article_uids() == [A]
        yours.redo()
        found = {span.label for span in yours.spans(uid)}
        assert found == {"Encounter", "TOWN", "PERS"}
        assert {one.label for one in yours.relations(uid)} == {"Venue", "inside"}
        yours.undo()
        assert yours.article_uids() == [A]
        check_soundness(yours)


def test_an_import_that_someone_has_worked_on_stays_all_the_same(mine: Workspace, tmp_path: Path) -> None:
    with Workspace.open(mine.path, OTHER) as yours:
        yours.import_files([write_lines(tmp_path / "in.jsonl", LINE)], annotator=AUTHOR)
        mine.rename_label("CITY", "TOWN")
        mine.note(A, by_words(mine, A, "القاهرة").uid, "؟")
        with pytest.raises(Refused, match="has worked on the spans"):
            yours.undo()


@pytest.mark.parametrize("format_key", [{}, {"format": "hashiya/1", "sha256": ARTICLE.sha256, "id": A}])
def test_a_file_from_before_the_renamings_comes_in_under_the_names_of_now(
    mine: Workspace, tmp_path: Path, format_key: dict[str, str]
) -> None:
    rename_all(mine)
    report = mine.import_files([write_lines(tmp_path / "in.jsonl", LINE | format_key)])
    assert report.spans == 3
    assert told(mine, A) == {
        "التقى": ("Encounter", (("When", "in_future"),), ("Venue",)),
        "القاهرة": ("TOWN", (), ()),
        "محمود عباس": ("PERS", (), ("inside",)),
    }
    assert mine.problems(A) == []
    check_soundness(mine)


def test_a_file_from_before_a_deletion_comes_in_under_the_label_that_took_over(mine: Workspace, tmp_path: Path) -> None:
    mine.delete_label("CITY", relabel="GPE")
    mine.import_files([write_lines(tmp_path / "in.jsonl", LINE)])
    assert told(mine, A)["القاهرة"][0] == "GPE"


def test_an_export_of_before_comes_into_the_project_of_now(mine: Workspace, yours: Workspace, tmp_path: Path) -> None:
    yours.export(tmp_path / "old.jsonl")
    rename_all(mine)
    with Workspace.create(tmp_path / "new.hashiya", schema=mine.schema, annotator=AUTHOR) as fresh:
        fresh.archive_label("ORG")  # from its second version on, a project looks for former names
        fresh.import_files([tmp_path / "old.jsonl"])
        assert told(fresh, A, OTHER) == NOW


# One thing at a time


TENSE = AttributeSpec(
    "When", choices=(Choice("before", formerly=("past", "gone")), Choice("past_perfect")), formerly=("Tense",)
)
SCHEMA = Schema(
    "s",
    {},
    (
        Label("PLACE", Kind.ENTITY, "#000000", formerly=("GPE",)),
        Label("Meet", Kind.EVENT, "#000000", attributes=(TENSE,), roles=(Role("Venue", formerly=("Place", "At")),)),
        Label("Fair", Kind.EVENT, "#000000", parent="Meet"),
    ),
    (
        RelationLabel("Place", sources=("PLACE",), targets=("PLACE",)),
        RelationLabel("At"),
        RelationLabel("within", formerly=("in", "Venue", "Place")),
        RelationLabel("beside", sources=("PLACE",), targets=("Meet",), symmetric=True, formerly=("by",)),
    ),
)


def test_what_has_its_name_of_now_stays_the_very_same() -> None:
    span = Span("s", "Meet", ((0, 1),), attributes=(Attribute("When", "before"), Attribute("Other", "past")))
    assert span_of_now(span, SCHEMA) is span


def test_attributes_and_choices_are_those_of_the_label_or_of_one_above_it() -> None:
    span = Span("s", "Fair", ((0, 1),), attributes=(Attribute("Tense", "gone"), Attribute("Tense", "other")))
    assert span_of_now(span, SCHEMA).attributes == (Attribute("When", "before"), Attribute("When", "other"))
    place = replace(span, label="GPE")
    assert span_of_now(place, SCHEMA) == replace(span, label="PLACE")


@pytest.mark.parametrize(
    ("label", "source", "now"),
    [
        ("Venue", "Meet", "Venue"),
        ("Venue", "PLACE", "within"),
        ("Venue", "gone", "within"),
        ("Place", "Meet", "Venue"),  # no Relation of this name begins at a meeting, so it was the Role
        ("Place", "Fair", "Venue"),
        ("Place", "PLACE", "Place"),
        ("Place", "gone", "Place"),  # wrong there, but a name that there is
        ("At", "Meet", "At"),  # a Relation of this name may begin at a meeting, and has the name now
        ("in", "Meet", "within"),
        ("by", "PLACE", "beside"),
        ("beside", "Meet", "beside"),
        ("nosuch", "Meet", "nosuch"),
    ],
)
def test_an_arrow_is_called_by_where_it_begins(label: str, source: str, now: str) -> None:
    assert relation_of_now(Relation("r", label, "a", "b"), source, SCHEMA) == Relation("r", now, "a", "b")


def test_a_layer_is_renamed_as_a_whole() -> None:
    layer = Layer(
        LayerId("a", "x"),
        spans=(Span("m", "Meet", ((0, 1),)), Span("p", "GPE", ((1, 2),))),
        relations=(Relation("r1", "Place", "m", "p"), Relation("r2", "Place", "p", "p")),
    )
    now = layer_of_now(layer, SCHEMA)
    assert [span.label for span in now.spans] == ["Meet", "PLACE"]
    assert [one.label for one in now.relations] == ["Venue", "Place"]


def test_in_a_project_whose_schema_never_changed_nothing_is_looked_up(mine: Workspace) -> None:
    """Names that it never had come back as they were."""
    layer = LayerId(A, AUTHOR)
    span = Span(new_uid(), "NOSUCH", ((0, 1),))
    mine.do(AddSpan(layer, span))
    mine.do(AddRelation(layer, Relation(new_uid(), "نص", span.uid, span.uid)))
    mine.remove(A, span.uid)
    mine.undo()
    assert mine.spans(A)[0].label == "NOSUCH"


def test_a_long_import_is_taken_back_with_one_look_at_the_schema(
    mine: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [{"text": f"خبر {number}", "spans": [[0, 3, "CITY"]]} for number in range(40)]
    mine.import_files([write_lines(tmp_path / "in.jsonl", *lines)])
    with Workspace.open(mine.path, OTHER) as lead:
        lead.rename_label("CITY", "TOWN")
    asked: list[int] = []
    settings = type(mine._store.settings)
    schema = settings.schema
    monkeypatch.setattr(settings, "schema", lambda self: asked.append(1) or schema(self))
    mine.undo()
    assert mine.article_uids() == [A]
    assert len(asked) < 5


def test_the_schema_is_renamed_wherever_it_speaks_of_a_label() -> None:
    schema = renamed_label(event_schema(), "PERS", "PERSON")
    meet, related = schema.label("Meet"), schema.relation("in")
    assert meet is not None
    assert related is not None
    assert [role.fillers for role in meet.roles] == [("PERSON", "ORG"), ("PERSON",)]
    assert related.sources == ("PERSON", "ORG")
    assert renamed_label(schema, "GPE", "LAND").label("CITY") == replace(schema.labels[2], parent="LAND")


def test_another_article_with_the_same_names_follows(mine: Workspace, yours: Workspace) -> None:
    far = put_article(yours, Article("far", "بعيد", "خبر بعيد"))
    span = yours.mark(far, [(0, 3)], "CITY")
    yours.remove(far, span.uid)
    mine.rename_label("CITY", "TOWN")
    yours.undo()
    assert [one.label for one in yours.spans(far)] == ["TOWN"]
