"""Events, Relations, chains and Attributes on a real file: what is said, what is refused, and one undo for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.edits.edit import AddRelation
from annotator.errors import Refused, Unknown
from annotator.model.annotation import Attribute, LayerId, Relation, Status
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.model.problems import ProblemKind
from annotator.model.problems import told as sentence_of
from annotator.model.schema import Kind, Label, RelationLabel
from annotator.workspace import Changed, Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, TEXT, put_article, tables, text_article, where
from tests.helpers.events import check_soundness
from tests.helpers.schemas import event_schema

A = ARTICLE.uid
LAYER = LayerId(A, AUTHOR)
MORE = (RelationLabel("twin", symmetric=True, transitive=True), RelationLabel("Place", sources=("PERS",)))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    schema = event_schema()
    schema = replace(schema, relations=(*schema.relations, *MORE))
    with Workspace.create(tmp_path / "news.hashiya", schema=schema, annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
        yield workspace


def mark(workspace: Workspace, words: str, label: str) -> str:
    return workspace.mark(A, [where(words)], label).uid


@pytest.fixture
def meet(project: Workspace) -> str:
    return mark(project, "التقى", "Meet")


@pytest.fixture
def abbas(project: Workspace) -> str:
    return mark(project, "محمود عباس", "PERS")


@pytest.fixture
def minister(project: Workspace) -> str:
    return mark(project, "وزير الخارجية", "PERS")


@pytest.fixture
def cairo(project: Workspace) -> str:
    return mark(project, "القاهرة", "CITY")


def arguments(workspace: Workspace, number: int = 0) -> list[tuple[str, str]]:
    """The Roles of an event and the words that fill them."""
    event = workspace.events(A)[number]
    return [(arrow.label, span.surface(TEXT)) for arrow, span in event.arguments]


def arrows(workspace: Workspace) -> list[tuple[str, str, str]]:
    words = {span.uid: span.surface(TEXT) for span in workspace.spans(A)}
    return [(one.label, words[one.source], words[one.target]) for one in workspace.relations(A)]


def chains(workspace: Workspace) -> list[list[str]]:
    return [[span.surface(TEXT) for span in chain.spans] for chain in workspace.chains(A)]


def refused(workspace: Workspace, verb: Callable[[], object], words: str, kind: type[Exception] = Refused) -> None:
    """It is refused with these words, and nothing has changed."""
    before = tables(workspace.path)
    with pytest.raises(kind, match=words):
        verb()
    assert tables(workspace.path) == before


# Events


def test_a_span_fills_a_role_and_undo_takes_it_out_again(project: Workspace, meet: str, abbas: str) -> None:
    arrow = project.fill(A, meet, "Who", abbas)
    assert (arrow.label, arrow.source, arrow.target) == ("Who", meet, abbas)
    assert project.relations(A) == (arrow,)
    assert arguments(project) == [("Who", "محمود عباس")]
    project.undo()
    assert arguments(project) == []
    project.redo()
    assert project.relations(A) == (arrow,)
    check_soundness(project)


def test_filling_a_role_is_told_to_those_who_listen(project: Workspace, meet: str, abbas: str) -> None:
    heard: list[Changed] = []
    project.listen(heard.append)
    project.fill(A, meet, "Who", abbas)
    assert heard == [Changed(A, AUTHOR, frozenset({meet, abbas}))]


def test_several_may_fill_a_role_for_many(project: Workspace, meet: str, abbas: str, minister: str) -> None:
    project.fill(A, meet, "Who", abbas)
    project.fill(A, meet, "Who", minister)
    assert arguments(project) == [("Who", "محمود عباس"), ("Who", "وزير الخارجية")]


def test_a_role_for_one_changes_its_filler_in_one_step(
    project: Workspace, meet: str, abbas: str, minister: str
) -> None:
    first = project.fill(A, meet, "Chair", abbas)
    project.fill(A, meet, "Chair", minister)
    assert arguments(project) == [("Chair", "وزير الخارجية")]
    project.undo()
    assert project.relations(A) == (first,)


def test_a_role_for_one_that_several_fill_keeps_the_one_that_is_chosen(
    project: Workspace, meet: str, abbas: str, minister: str
) -> None:
    """An import may bring such; once the others stayed."""
    for filler in (abbas, minister):
        project.do(AddRelation(LAYER, Relation(new_uid(), "Chair", meet, filler)))
    kept = project.relations(A)[0]
    assert project.fill(A, meet, "Chair", kept.target) == kept
    assert project.relations(A) == (kept,)
    project.undo()
    assert len(project.relations(A)) == 2


def test_filling_a_role_again_is_no_step(project: Workspace, meet: str, abbas: str) -> None:
    first = project.fill(A, meet, "Who", abbas)
    before = tables(project.path)
    assert project.fill(A, meet, "Who", abbas) == first
    assert tables(project.path) == before


def test_one_span_may_fill_two_roles(project: Workspace, meet: str, abbas: str) -> None:
    project.fill(A, meet, "Who", abbas)
    project.fill(A, meet, "Chair", abbas)
    assert arguments(project) == [("Who", "محمود عباس"), ("Chair", "محمود عباس")]


def test_an_event_may_fill_a_role_of_another_one(project: Workspace, meet: str) -> None:
    say = mark(project, "وزير", "Say")
    project.fill(A, say, "What", meet)
    assert arguments(project, 1) == [("What", "التقى")]
    project.fill(A, say, "What", mark(project, "2024", "DATE"))
    assert project.problems(A) == []


def test_a_role_that_the_event_does_not_have_is_refused(project: Workspace, meet: str, abbas: str, cairo: str) -> None:
    refused(project, lambda: project.fill(A, meet, "What", abbas), "Meet has no role “What”")
    refused(project, lambda: project.fill(A, abbas, "Who", cairo), "PERS has no role “Who”")
    refused(project, lambda: project.fill_with(A, meet, "What", [(0, 3)], "PERS"), "Meet has no role “What”")


def test_a_filler_of_another_label_is_refused(project: Workspace, meet: str, abbas: str, cairo: str) -> None:
    refused(project, lambda: project.fill(A, meet, "Who", cairo), "CITY may not fill “Who”")
    refused(project, lambda: project.fill(A, meet, "Place", abbas), "PERS may not fill “Where”")
    refused(project, lambda: project.fill_with(A, meet, "Place", [(0, 3)], "PERS"), "PERS may not fill “Where”")
    project.fill(A, meet, "Place", cairo)  # a city is a subtype of what may


def test_an_event_does_not_take_part_in_itself(project: Workspace) -> None:
    say = mark(project, "وزير", "Say")
    refused(project, lambda: project.fill(A, say, "What", say), "Say may not fill “What”")
    refused(project, lambda: project.fill_with(A, say, "What", [where("وزير")], "Say"), "Say may not fill “What”")


def test_what_is_not_there_any_more_fills_nothing(project: Workspace, meet: str, abbas: str) -> None:
    refused(project, lambda: project.fill(A, meet, "Who", "gone"), "another window", Unknown)
    refused(project, lambda: project.fill(A, "gone", "Who", abbas), "another window", Unknown)
    with Workspace.open(project.path, OTHER) as yours:
        refused(yours, lambda: yours.fill(A, meet, "Who", abbas), "another window", Unknown)


def test_a_range_is_marked_and_fills_a_role_in_one_step(project: Workspace, meet: str) -> None:
    before = project.layer(A)
    span = project.fill_with(A, meet, "Who", [where("محمود عباس")], "PERS", [Attribute("Titles", "Dr")])
    assert (span.surface(TEXT), span.attributes) == ("محمود عباس", (Attribute("Titles", "Dr"),))
    assert arguments(project) == [("Who", "محمود عباس")]
    assert project.undo_name == "Mark “محمود عباس” as PERS"
    project.undo()
    assert project.layer(A) == before
    project.redo()
    assert arguments(project) == [("Who", "محمود عباس")]
    check_soundness(project)


def test_what_is_marked_just_so_already_is_taken_as_it_is(project: Workspace, meet: str, abbas: str) -> None:
    assert project.fill_with(A, meet, "Who", [where("محمود عباس")], "PERS").uid == abbas
    assert len(project.spans(A)) == 2
    assert arguments(project) == [("Who", "محمود عباس")]
    before = tables(project.path)
    assert project.fill_with(A, meet, "Who", [where("محمود عباس")], "PERS").uid == abbas
    assert tables(project.path) == before


def test_a_range_takes_the_place_of_the_one_filler(project: Workspace, meet: str, abbas: str) -> None:
    project.fill(A, meet, "Chair", abbas)
    before = project.layer(A)
    project.fill_with(A, meet, "Chair", [where("وزير الخارجية")], "PERS")
    assert arguments(project) == [("Chair", "وزير الخارجية")]
    project.undo()
    assert project.layer(A) == before


def test_a_refused_range_leaves_no_mark(project: Workspace, meet: str) -> None:
    refused(project, lambda: project.fill_with(A, meet, "Who", [(3, 3)], "PERS"), "ends before it starts")
    refused(project, lambda: project.fill_with(A, meet, "Who", [(0, 3)], "NOSUCH"), "no label “NOSUCH”")
    refused(project, lambda: project.fill_with(A, meet, "Who", [(0, 3)], "Happening"), "only groups other labels")


def test_a_range_begins_the_work_on_an_article(project: Workspace, meet: str) -> None:
    project.set_status(A, Status.NEW)
    project.fill_with(A, meet, "Who", [where("محمود عباس")], "PERS")
    assert project.status(A)[0] is Status.IN_PROGRESS
    project.undo()
    assert project.status(A)[0] is Status.NEW


def test_those_who_may_fill_a_role_come_nearest_first_and_the_unused_before_the_used(
    project: Workspace, meet: str, abbas: str, minister: str, cairo: str
) -> None:
    office = mark(project, "الرئيس", "ORG")
    assert [span.uid for span in project.fillers(A, meet, "Who")] == [office, abbas, minister]
    project.fill(A, meet, "Chair", abbas)
    assert [span.uid for span in project.fillers(A, meet, "Who")] == [office, minister, abbas]
    project.fill(A, meet, "Who", office)
    assert [span.uid for span in project.fillers(A, meet, "Who")] == [minister, abbas]
    assert [span.uid for span in project.fillers(A, meet, "Place")] == [cairo]


def test_deleting_a_filler_or_a_trigger_takes_their_arrows_and_undo_brings_all_back(
    project: Workspace, meet: str, abbas: str, cairo: str
) -> None:
    project.fill(A, meet, "Who", abbas)
    project.fill(A, meet, "Place", cairo)
    before = project.layer(A)
    project.remove(A, abbas)
    assert arguments(project) == [("Place", "القاهرة")]
    project.remove(A, meet)
    assert project.relations(A) == ()
    project.undo()
    project.undo()
    assert project.layer(A) == before
    check_soundness(project)


# Relations


def test_a_relation_is_drawn_once_and_taken_away(project: Workspace, abbas: str, cairo: str) -> None:
    arrow = project.relate(A, "in", abbas, cairo)
    before = tables(project.path)
    assert project.relate(A, "in", abbas, cairo) == arrow
    assert tables(project.path) == before
    assert arrows(project) == [("in", "محمود عباس", "القاهرة")]
    assert project.relations_of(cairo) == project.relations_of(abbas) == [arrow]
    project.unrelate(A, arrow.uid)
    assert project.relations(A) == ()
    refused(project, lambda: project.unrelate(A, arrow.uid), "another window", Unknown)
    project.undo()
    assert project.relations(A) == (arrow,)
    project.undo()
    assert project.relations(A) == ()


def test_a_relation_that_leads_both_ways_is_drawn_one_way_only(project: Workspace, cairo: str) -> None:
    office = mark(project, "وزير الخارجية", "ORG")
    arrow = project.relate(A, "near", office, cairo)
    assert project.relate(A, "near", cairo, office) == arrow
    assert project.relations(A) == (arrow,)


def test_a_relation_that_leads_one_way_is_another_one_the_other_way(project: Workspace, meet: str) -> None:
    say = mark(project, "وزير", "Say")
    one, other = project.fill(A, say, "What", meet), project.relate(A, "same", say, meet)
    assert len({one.uid, other.uid}) == len(project.relations(A)) == 2


def test_a_relation_that_may_not_be_is_refused(project: Workspace, meet: str, abbas: str, cairo: str) -> None:
    refused(project, lambda: project.relate(A, "likes", abbas, cairo), "no relation “likes”")
    refused(project, lambda: project.relate(A, "in", cairo, abbas), "“in” may not lead from CITY to PERS")
    refused(project, lambda: project.relate(A, "same", abbas, meet), "“Same as” may not lead from PERS to Meet")
    refused(project, lambda: project.relate(A, "same", abbas, abbas), "“Same as” may not lead from PERS to PERS")
    refused(project, lambda: project.relate(A, "in", abbas, "gone"), "another window", Unknown)


def test_nothing_leads_from_one_article_to_another(project: Workspace, abbas: str) -> None:
    far = put_article(project, text_article("خبر بعيد"))
    span = project.mark(far, [(0, 3)], "CITY")
    refused(project, lambda: project.relate(A, "in", abbas, span.uid), "another window", Unknown)


# Chains


@pytest.fixture
def mentions(project: Workspace) -> list[str]:
    """Five Spans of one kind, in reading order, in no chain yet."""
    return [mark(project, words, "PERS") for words in ("الرئيس", "محمود", "عباس", "وزير", "الخارجية")]


NAMES = ["الرئيس", "محمود", "عباس", "وزير", "الخارجية"]


def joined(workspace: Workspace, mentions: list[str]) -> None:
    """One chain of them all, each joined to the one before it."""
    for one, other in pairwise(mentions):
        workspace.relate(A, "same", one, other)


def test_what_joins_a_chain_is_joined_to_all_of_it(project: Workspace, mentions: list[str]) -> None:
    one, two, three, four, _five = mentions
    project.join(A, three, two)
    assert chains(project) == [NAMES[1:3]]
    project.join(A, four, three)
    assert chains(project) == [NAMES[1:4]]
    project.join(A, one, four)
    assert chains(project) == [NAMES[:4]]
    assert {two} <= {project.relations(A)[2].source, project.relations(A)[2].target}  # by the chain's first mention
    for size in (3, 2, 0):
        project.undo()
        assert [len(chain) for chain in chains(project)] == [size][: size > 0]


def test_two_chains_become_one(project: Workspace, mentions: list[str]) -> None:
    one, two, three, four, _five = mentions
    project.join(A, two, one)
    project.join(A, four, three)
    project.join(A, three, one)
    assert chains(project) == [NAMES[:4]]


def test_what_is_in_the_chain_already_is_not_joined_again(project: Workspace, mentions: list[str]) -> None:
    joined(project, mentions[:3])
    before = tables(project.path)
    assert project.join(A, mentions[2], mentions[0]) is None
    assert project.join(A, mentions[0], mentions[2]) is None
    assert tables(project.path) == before


def test_only_what_may_be_the_same_is_joined(project: Workspace, mentions: list[str], meet: str) -> None:
    refused(project, lambda: project.join(A, meet, mentions[0]), "may not lead from PERS to Meet")
    refused(project, lambda: project.join(A, mentions[0], mentions[0]), "may not lead")
    project.change_schema(replace(project.schema, relations=()))
    assert project.chain_label is None
    refused(project, lambda: project.join(A, mentions[1], mentions[0]), "no relation that joins what is the same")
    refused(project, lambda: project.leave(A, mentions[1]), "no relation that joins what is the same")


def test_a_chain_of_another_label_is_another_chain(project: Workspace, mentions: list[str]) -> None:
    """Once what another label joined was taken for joined, and nothing was done."""
    project.relate(A, "twin", mentions[0], mentions[1])
    arrow = project.join(A, mentions[1], mentions[0])
    assert arrow is not None
    assert arrow.label == "same"
    project.leave(A, mentions[1])
    assert [chain.label for chain in project.chains(A)] == ["twin"]


@pytest.mark.parametrize("number", range(5))
def test_a_chain_holds_together_when_one_leaves_it(project: Workspace, mentions: list[str], number: int) -> None:
    joined(project, mentions)
    before = project.layer(A)
    project.leave(A, mentions[number])
    assert chains(project) == [NAMES[:number] + NAMES[number + 1 :]]
    assert len(project.relations(A)) == 3  # no more than it needs
    assert project.undo_name == "Delete the relation same"
    project.undo()
    assert project.layer(A) == before
    check_soundness(project)


def test_the_last_but_one_to_leave_ends_the_chain(project: Workspace, mentions: list[str]) -> None:
    joined(project, mentions[:2])
    project.leave(A, mentions[0])
    assert project.relations(A) == ()
    before = tables(project.path)
    project.leave(A, mentions[0])
    project.leave(A, mentions[4])
    assert tables(project.path) == before


@pytest.mark.parametrize("number", range(5))
def test_a_chain_holds_together_when_one_is_deleted(project: Workspace, mentions: list[str], number: int) -> None:
    joined(project, mentions)
    before = project.layer(A)
    project.remove(A, mentions[number])
    assert chains(project) == [NAMES[:number] + NAMES[number + 1 :]]
    assert project.undo_name == f"Delete PERS “{NAMES[number]}”"
    project.undo()
    assert project.layer(A) == before
    project.redo()
    assert chains(project) == [NAMES[:number] + NAMES[number + 1 :]]
    check_soundness(project)


def test_a_deleted_mention_takes_nothing_with_it_but_its_own_chain(project: Workspace, mentions: list[str]) -> None:
    one, two, three, four, five = mentions
    joined(project, [one, two, three])
    project.relate(A, "twin", four, five)
    project.relate(A, "twin", five, two)
    project.remove(A, two)
    assert chains(project) == [["الرئيس", "عباس"], ["وزير", "الخارجية"]]


TWICE = "قال بوتين إن بوتين وبوتين ثم بوتين"


def test_a_chain_holds_together_when_several_are_deleted_at_once(project: Workspace) -> None:
    """Two of the names go, of which one joined the others; what is left is one chain still."""
    article = put_article(project, Article("putin", "بوتين", TWICE))
    names = [project.mark(article, [(at, at + 5)], "PERS").uid for at in (4, 13, 20, 29)]
    he = project.mark(article, [(0, 3)], "PERS").uid
    for one, other in ((names[0], names[1]), (names[1], he), (names[1], names[2]), (names[2], names[3])):
        project.relate(article, "same", one, other)
    found = list(project.occurrences("بوتين", article))
    before = project.layer(article)
    assert project.delete_everywhere(found[1:3]) == 2
    (chain,) = project.chains(article)
    assert [span.uid for span in chain.spans] == [he, names[0], names[3]]
    project.undo()
    assert project.layer(article) == before
    assert project.delete_everywhere(found) == 4
    assert project.chains(article) == []
    assert project.relations(article) == ()
    project.undo()
    assert project.layer(article) == before
    check_soundness(project)


def test_an_argument_of_the_name_of_chains_is_none_of_a_chain(project: Workspace, mentions: list[str]) -> None:
    """A Role may be called as the Relation is; once leaving the chain took the argument away."""
    labels = tuple(
        replace(label, roles=tuple(replace(role, name="same") for role in label.roles))
        if label.name == "Say"
        else label
        for label in project.schema.labels
    )
    project.change_schema(replace(project.schema, labels=labels))
    say = mark(project, "يوم", "Say")
    project.fill(A, say, "same", mentions[0])
    project.relate(A, "same", mentions[0], mentions[1])
    assert chains(project) == [NAMES[:2]]
    project.leave(A, mentions[0])
    assert arrows(project) == [("same", "يوم", "الرئيس")]
    project.fill(A, say, "same", mentions[1])
    project.remove(A, say)
    assert project.relations(A) == ()


# Attributes


def test_an_attribute_says_what_it_is_told(project: Workspace, abbas: str) -> None:
    project.say(A, abbas, "Titles", ["Haj", "Dr"])
    project.say(A, abbas, "Age", ["89"])
    project.say(A, abbas, "Titles", ["Sheikh"])
    (span,) = project.spans(A)
    assert span.attributes == (Attribute("Titles", "Sheikh"), Attribute("Age", "89"))
    project.undo()
    assert project.spans(A)[0].attributes[:2] == (Attribute("Titles", "Haj"), Attribute("Titles", "Dr"))
    project.redo()
    project.say(A, abbas, "Titles", [])
    assert project.spans(A)[0].attributes == (Attribute("Age", "89"),)
    check_soundness(project)


def test_saying_the_same_again_is_no_step(project: Workspace, abbas: str) -> None:
    project.say(A, abbas, "Age", ["89"])
    before = tables(project.path)
    project.say(A, abbas, "Age", ["89"])
    project.say(A, abbas, "Born", [])
    project.say(A, abbas, "Remark", [""])  # an empty text says nothing
    assert tables(project.path) == before


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("Titles", ["Prof"], "“Titles” must be: one of Dr, Sheikh, Haj"),
        ("Titles", ["Dr", "Dr"], "“Titles” must be: each value once"),
        ("Age", ["old"], "“Age” must be: a number"),
        ("Age", ["1", "2"], "“Age” must be: one value"),
        ("Living", ["true"], "“Living” must be: yes or no"),
        ("Born", ["in May"], "“Born” must be: a date"),
        ("Remark", ["a\0b"], "NUL"),
        ("Remark", ["\ud800"], "surrogate"),
        ("Tense", ["past"], "PERS has no attribute “Tense”"),
    ],
)
def test_what_an_attribute_may_not_say_is_refused_in_words(
    project: Workspace, abbas: str, name: str, values: list[str], words: str
) -> None:
    refused(project, lambda: project.say(A, abbas, name, values), words)


def test_an_attribute_that_the_label_does_not_have_can_be_taken_away(project: Workspace) -> None:
    city = project.mark(A, [where("القاهرة")], "CITY", [Attribute("Size", "big")])
    assert [problem.kind for problem in project.problems(A)] == [ProblemKind.ATTRIBUTE_UNKNOWN]
    project.say(A, city.uid, "Size", [])
    assert project.problems(A) == []


def test_a_new_span_has_the_defaults_unless_it_is_told_otherwise(project: Workspace) -> None:
    made = project.mark(A, [where("التقى")], "Meet")
    told = project.mark(A, [where("يوم")], "Meet", [Attribute("Tense", "future")])
    more = project.mark(A, [where("في")], "Meet", [Attribute("Other", "x")])
    assert made.attributes == project.spans(A)[0].attributes == (Attribute("Tense", "past"),)
    assert told.attributes == (Attribute("Tense", "future"),)
    assert more.attributes == (Attribute("Other", "x"), Attribute("Tense", "past"))
    assert project.mark(A, [where("القاهرة")], "CITY").attributes == ()


def test_no_span_is_made_with_what_no_project_can_keep(project: Workspace, meet: str) -> None:
    for attribute in (Attribute("Remark", "a\0b"), Attribute("Re\ud800mark", "a")):
        refused(project, lambda: project.mark(A, [(0, 3)], "PERS", [attribute]), "NUL|surrogate")  # noqa: B023
    refused(project, lambda: project.fill_with(A, meet, "Who", [(0, 3)], "PERS", [Attribute("x", "\0")]), "NUL")


def dated(project: Workspace) -> None:
    """Dates have an Attribute with a default from now on."""
    tense = project.schema.attributes_of("Meet")
    labels = tuple(
        replace(label, attributes=tense) if label.name in ("DATE", "PERS") else label for label in project.schema.labels
    )
    project.change_schema(replace(project.schema, labels=labels))


def test_an_accepted_date_has_the_defaults(project: Workspace) -> None:
    dated(project)
    (span,) = project.accept(A, project.suggestions(A)[:1])
    assert span.attributes == (Attribute("Tense", "past"),)
    assert span.value


def test_what_is_marked_everywhere_has_the_defaults(project: Workspace) -> None:
    dated(project)
    assert project.mark_everywhere(project.occurrences("القاهرة"), "PERS") == 1
    assert project.spans(A)[0].attributes == (Attribute("Tense", "past"),)


def test_another_label_keeps_what_it_may_say_drops_the_rest_and_adds_its_defaults(
    project: Workspace, meet: str
) -> None:
    project.say(A, meet, "Tense", ["future"])
    project.relabel(A, meet, "Trip")  # both have it from above
    assert project.spans(A)[0].attributes == (Attribute("Tense", "future"),)
    project.relabel(A, meet, "PERS")
    assert project.spans(A)[0].attributes == ()
    project.say(A, meet, "Age", ["7"])
    project.relabel(A, meet, "Meet")
    assert project.spans(A)[0].attributes == (Attribute("Tense", "past"),)
    for before in ((Attribute("Age", "7"),), (), (Attribute("Tense", "future"),), (Attribute("Tense", "future"),)):
        project.undo()
        assert project.spans(A)[0].attributes == before
    check_soundness(project)


def test_another_label_everywhere_keeps_and_drops_just_so(project: Workspace, cairo: str) -> None:
    project.relabel(A, cairo, "PERS")
    project.say(A, cairo, "Age", ["7"])
    assert project.mark_everywhere(project.occurrences("القاهرة"), "Meet") == 1
    assert project.spans(A)[0].attributes == (Attribute("Tense", "past"),)


# What is marked with


@pytest.mark.parametrize(
    ("name", "words"),
    [("Happening", "Happening only groups other labels"), ("ORG", "ORG is archived: nothing more is")],
)
def test_nothing_is_marked_with_a_group_or_an_archived_label(
    project: Workspace, abbas: str, meet: str, name: str, words: str
) -> None:
    project.archive_label("ORG")
    refused(project, lambda: project.mark(A, [(0, 3)], name), words)
    refused(project, lambda: project.relabel(A, abbas, name), words)
    refused(project, lambda: project.fill_with(A, meet, "Who", [(0, 3)], name), words)
    refused(project, lambda: project.mark_everywhere(project.occurrences("القاهرة"), name), words)


def test_what_is_marked_with_such_already_can_still_be_changed(project: Workspace) -> None:
    """Once not even a note could be written on it."""
    span = project.mark(A, [where("القاهرة")], "ORG")
    labels = tuple(
        replace(one, abstract=True, archived=True) if one.name == "ORG" else one for one in project.schema.labels
    )
    project.change_schema(replace(project.schema, labels=labels))
    project.note(A, span.uid, "؟")
    project.reshape(A, span.uid, [where("في القاهرة")])
    project.relabel(A, span.uid, "GPE")
    project.undo()
    assert [(one.label, one.note, one.surface(TEXT)) for one in project.spans(A)] == [("ORG", "؟", "في القاهرة")]


# Two windows


def test_the_other_window_sees_what_was_said_once_it_looks(project: Workspace, meet: str, abbas: str) -> None:
    with Workspace.open(project.path) as other:
        project.fill(A, meet, "Who", abbas)
        heard: list[Changed] = []
        other.listen(heard.append)
        other.look_for_changes()
        assert heard == [Changed()]
        assert arguments(other) == [("Who", "محمود عباس")]
        other.undo()
    assert arguments(project) == []


def test_two_windows_fill_a_role_for_one_and_the_last_stays(
    project: Workspace, meet: str, abbas: str, minister: str
) -> None:
    with Workspace.open(project.path) as other:
        project.fill(A, meet, "Chair", abbas)
        other.fill(A, meet, "Chair", minister)
    assert arguments(project) == [("Chair", "وزير الخارجية")]
    check_soundness(project)


# What is missing


def test_what_the_schema_asks_is_told_for_one_layer_and_for_all(project: Workspace, meet: str, abbas: str) -> None:
    def who_is_required(label: Label) -> Label:
        return replace(label, roles=tuple(replace(role, required=role.name == "Who") for role in label.roles))

    project.change_schema(replace(project.schema, labels=tuple(map(who_is_required, project.schema.labels))))
    with Workspace.open(project.path, OTHER) as yours:
        yours.mark(A, [where("التقى")], "Meet")
        yours.mark(A, [where("يوم")], "DATE", [Attribute("x", "y")])
        assert [(one.kind.value, one.name) for one in yours.problems(A)] == [
            ("role_empty", "Who"),
            ("attribute_unknown", "x"),
        ]
        assert sentence_of(yours.problems(A)[0], yours.schema, "Meet") == "“Who” is not filled yet"
    (problem,) = project.problems(A)
    assert problem.span == meet
    assert list(project.shortcomings()) == [
        "article “لقاء القاهرة”, omar, “التقى” (Meet): “Who” is not filled yet",
        "article “لقاء القاهرة”, omar, “يوم” (DATE): the schema has no attribute “x” here",
        "article “لقاء القاهرة”, ليلى, “التقى” (Meet): “Who” is not filled yet",
    ]
    project.fill(A, meet, "Who", abbas)
    assert project.problems(A) == []
    assert list(project.check()) == []  # what is missing is no fault of the file


def test_a_project_of_plain_labels_asks_nothing(tmp_path: Path) -> None:
    schema = replace(event_schema(), labels=(Label("GPE", Kind.ENTITY, "#000000"),), relations=())
    with Workspace.create(tmp_path / "plain.hashiya", schema=schema, annotator=AUTHOR) as plain:
        put_article(plain, ARTICLE)
        plain.mark(A, [(0, 3)], "GPE")
        assert (plain.problems(A), plain.events(A), plain.chains(A)) == ([], [], [])
        assert list(plain.shortcomings()) == []
