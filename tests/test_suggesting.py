"""Suggestions in a project: what is proposed after what was marked, what one decision does, and what keeps it fair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import BadInput
from annotator.model.annotation import LayerId, Status
from annotator.model.article import Article
from annotator.model.verdict import Outcome, Verdict
from annotator.suggest.external.gate import Tally
from annotator.suggest.suggestion import Suggestion
from annotator.workspace import Workspace
from annotator.workspace.judging import BLIND_FROM
from annotator.workspace.knowing import Asked
from tests.helpers.builders import AUTHOR, OTHER, behind_its_back, put_article, where

FIRST = Article("first", "أول", "التقى سلمى نديم وفداً في كنانة.")
SECOND = Article("second", "ثان", "قالت سلمى نديم إن كنانة بعيدة، ثم عادت سلمى نديم ولم تزر كنانة وسلمى نديم لا تعلم.")
NAME, PLACE = where("سلمى نديم", FIRST.text), where("كنانة", FIRST.text)


@pytest.fixture
def taught(project: Workspace) -> Workspace:
    """A project with one Article done, in which a person and a place are marked, and another one to do."""
    put_article(project, FIRST)
    put_article(project, SECOND)
    project.mark("first", [NAME], "PERS")
    project.mark("first", [PLACE], "GPE")
    project.set_status("first", Status.DONE)
    return project


def proposed(workspace: Workspace, article: str = "second") -> list[tuple[str, str, str]]:
    text = workspace.article(article).text
    return [(text[one.start : one.end], one.label, one.origin) for one in workspace.suggestions(article)]


def names(workspace: Workspace, article: str = "second") -> list[Suggestion]:
    return [one for one in workspace.suggestions(article) if one.label == "PERS"]


def verdicts(workspace: Workspace, article: str = "second") -> list[tuple[Outcome, str, int]]:
    said = workspace._store.verdicts.of(LayerId(article, workspace.annotator))
    return [(one.outcome, one.label, one.start) for one in said]


# What is proposed


def test_what_was_marked_in_a_finished_article_is_proposed_wherever_it_stands(taught: Workspace) -> None:
    assert proposed(taught) == [
        ("سلمى نديم", "PERS", "memory"),
        ("كنانة", "GPE", "memory"),
        ("سلمى نديم", "PERS", "memory"),
        ("كنانة", "GPE", "memory"),
        ("سلمى نديم", "PERS", "memory"),
    ]
    assert taught.layer("second").is_untouched


def test_what_is_forgotten_by_the_window_while_it_is_looked_for_beside_it_is_found_all_the_same(
    taught: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = taught._state

    def forgetting(article: Article, asked: Asked) -> object:
        taught._forget_lessons()
        return usual(article, asked)

    look = taught.proposing("second", [])
    monkeypatch.setattr(taught, "_state", forgetting)
    assert len([one for one in look().suggestions if one.label == "PERS"]) == 3


def test_an_article_that_is_not_done_teaches_nothing_yet(project: Workspace) -> None:
    put_article(project, FIRST)
    put_article(project, SECOND)
    project.mark("first", [NAME], "PERS")
    assert proposed(project) == []
    project.set_status("first", Status.DONE)
    assert len(names(project)) == 3
    project.undo()
    assert proposed(project) == []


def test_what_is_changed_in_a_finished_article_is_learned_anew(taught: Workspace) -> None:
    assert len(names(taught)) == 3
    span = taught.spans("first")[0]
    taught.relabel("first", span.uid, "GPE")
    assert {one.label for one in taught.suggestions("second")} == {"GPE"}
    taught.undo()
    assert len(names(taught)) == 3


def test_what_was_learned_before_is_known_when_the_project_is_opened_again(
    taught: Workspace, opened: Callable[..., Workspace]
) -> None:
    again = opened(taught.path)
    again.dismiss("second", names(again))
    third = put_article(again, replace(SECOND, uid="third", text=f"وفي كنانة. {SECOND.text}"))
    assert {one.label for one in opened(taught.path).suggestions(third)} == {"GPE"}


def test_a_name_marked_by_hand_is_offered_at_its_other_places_at_once(project: Workspace) -> None:
    put_article(project, SECOND)
    project.mark("second", [where("سلمى نديم", SECOND.text)], "PERS")
    assert proposed(project) == [("سلمى نديم", "PERS", "repeats"), ("سلمى نديم", "PERS", "repeats")]
    (group,) = project.groups("second", project.suggestions("second"))
    project.accept("second", group.suggestions)
    assert len(project.spans("second")) == 3
    assert proposed(project) == []


def test_a_part_of_a_name_is_offered_once_such_parts_were_marked(project: Workspace) -> None:
    for uid, name, part in (("one", "محمود عباس", "عباس"), ("two", "سعيد نديم", "نديم")):
        text = f"التقى {name} وفداً. وقال {part}."
        put_article(project, Article(uid, uid, text))
        project.mark(uid, [where(name, text)], "PERS")
        assert proposed(project, uid) == ([] if uid == "one" else [(part, "PERS", "repeats")])
        start = text.rindex(part)
        project.mark(uid, [(start, start + len(part))], "PERS")
        project.set_status(uid, Status.DONE)


def test_a_name_marked_with_two_labels_is_offered_under_none(project: Workspace) -> None:
    put_article(project, SECOND)
    first, second = where("سلمى نديم", SECOND.text), SECOND.text.rindex("سلمى نديم")
    project.mark("second", [first], "PERS")
    project.mark("second", [(second, second + 9)], "GPE")
    assert proposed(project) == []


def test_where_proclitics_stay_inside_they_are_proposed_inside(project: Workspace) -> None:
    project.settle_clitics(inside=True)
    put_article(project, SECOND)
    project.mark("second", [where("سلمى نديم", SECOND.text)], "PERS")
    assert ("وسلمى نديم", "PERS", "repeats") in proposed(project)


def test_nothing_is_proposed_where_the_article_is_done(taught: Workspace) -> None:
    taught.set_status("second", Status.DONE)
    assert taught.suggestions("second") == []


def test_countries_and_the_lists_of_the_user_are_proposed_from_the_first_article_on(project: Workspace) -> None:
    put_article(project, Article("a", "أ", "زار وزير لبنان قرية تلمسين."))
    assert proposed(project, "a") == [("لبنان", "GPE", "lexicon")]
    assert project.take_in_names("تلمسين\tGPE\nخطأ\tNOTHING\n").faults[0].startswith("line 2: ")
    assert ("تلمسين", "GPE", "lexicon") in proposed(project, "a")
    project.forget_names()
    assert proposed(project, "a") == [("لبنان", "GPE", "lexicon")]


# What one decision does


def test_one_decision_marks_a_name_wherever_it_stands_and_one_undo_takes_it_back(taught: Workspace) -> None:
    group = taught.groups("second", taught.suggestions("second"))[0]
    assert (group.label, len(group.suggestions)) == ("PERS", 3)
    made = taught.accept("second", group.suggestions, seconds=1.5)
    assert [(span.label, span.origin, span.confidence) for span in made] == [("PERS", "memory", 0.75)] * 3
    assert [outcome for outcome, _label, _start in verdicts(taught)] == [Outcome.ACCEPTED] * 3
    assert {one.label for one in taught.suggestions("second")} == {"GPE"}
    taught.undo()
    assert taught.spans("second") == ()
    assert len(names(taught)) == 3
    assert list(taught.check()) == []


def test_a_group_under_another_label_is_one_decision_too_and_says_that_it_was_corrected(taught: Workspace) -> None:
    made = taught.accept("second", names(taught), label="GPE")
    assert {(span.label, span.origin) for span in made} == {("GPE", "memory/corrected")}
    assert [outcome for outcome, _label, _start in verdicts(taught)] == [Outcome.RELABELLED] * 3
    taught.undo()
    assert taught.spans("second") == ()


def test_what_was_rejected_is_proposed_no_more_and_counts_against_the_name(taught: Workspace) -> None:
    third = put_article(taught, replace(SECOND, uid="third", text=f"وفي كنانة. {SECOND.text}"))
    taught.dismiss("second", names(taught))
    assert names(taught) == []
    assert names(taught, third) == []
    taught.propose_again("second")
    assert len(names(taught)) == 3
    assert len(names(taught, third)) == 3


def test_rejecting_a_group_twice_counts_once(taught: Workspace) -> None:
    third = put_article(taught, replace(SECOND, uid="third", text=f"وفي كنانة. {SECOND.text}"))
    every = names(taught)
    for _time in range(3):
        taught.dismiss("second", every)
    taught.settle_threshold(0.3)
    assert {one.confidence for one in names(taught, third)} == {0.5}


def test_edges_that_are_nudged_after_accepting_are_remembered(taught: Workspace) -> None:
    (span, *_others) = taught.accept("second", names(taught))
    taught.reshape("second", span.uid, [(span.start, span.end - 5)])
    changed = taught.span("second", span.uid)
    assert changed is not None
    assert changed.origin == "memory/corrected"
    assert verdicts(taught)[0] == (Outcome.RESHAPED, "PERS", span.start)
    assert verdicts(taught)[1][0] is Outcome.ACCEPTED


def test_what_nobody_decided_is_written_down_without_counting_as_a_decision(taught: Workspace) -> None:
    shown = taught.suggestions("second")
    taught.accept("second", shown[:1])
    taught.finish("second", shown=shown)
    assert [outcome for outcome, _label, _start in verdicts(taught)] == [Outcome.ACCEPTED] + [Outcome.LEFT] * 4
    assert taught.outlooks()[0].shown == 1


def test_an_article_with_verdicts_can_be_taken_out_again_by_undoing_its_import(project: Workspace) -> None:
    put_article(project, Article("a", "أ", "زار وزير لبنان."))
    project.dismiss("a", project.suggestions("a"))
    project.undo()
    assert project.has_article("a")
    project.undo()
    assert not project.has_article("a")
    assert list(project.check()) == []


# Undoing a decision


def test_what_was_accepted_and_undone_does_not_count_and_counts_again_when_it_is_redone(taught: Workspace) -> None:
    group = taught.groups("second", names(taught))[0].suggestions
    taught.accept("second", group, seconds=1.5)
    told = verdicts(taught)
    assert (taught.tally("memory"), taught.outlooks()[0].shown) == (Tally(3, 3), 3)
    taught.undo()
    assert verdicts(taught) == []
    assert (taught.tally("memory"), taught.outlooks()[0].shown) == (Tally(), 0)
    taught.redo()
    assert verdicts(taught) == told
    assert (taught.tally("memory"), taught.outlooks()[0].shown) == (Tally(3, 3), 3)
    assert list(taught.check()) == []


def test_undoing_takes_back_a_rejection_and_not_what_was_marked_before_it(taught: Workspace) -> None:
    third = put_article(taught, replace(SECOND, uid="third", text=f"وفي كنانة. {SECOND.text}"))
    taught.mark("second", [where("بعيدة", SECOND.text)], "GPE")
    taught.dismiss("second", names(taught))
    assert taught.undo_name == "Dismiss PERS “سلمى نديم” (and 2 more)"
    assert names(taught, third) == []
    taught.undo()
    assert [len(names(taught, uid)) for uid in ("second", third)] == [3, 3]
    assert len(taught.spans("second")) == 1
    taught.redo()
    assert [len(names(taught, uid)) for uid in ("second", third)] == [0, 0]
    taught.propose_again("second")
    assert taught.undo_name == "Propose again what was dismissed"
    assert len(names(taught)) == 3
    taught.undo()
    assert names(taught) == []
    assert list(taught.check()) == []


def test_a_rejection_counts_as_much_after_the_project_was_opened_again(
    taught: Workspace, opened: Callable[..., Workspace]
) -> None:
    third = put_article(taught, replace(SECOND, uid="third", text=f"وفي كنانة. {SECOND.text}"))
    taught.settle_threshold(0.3)
    taught.dismiss("second", names(taught))
    told = [one.confidence for one in names(taught, third)]
    assert [one.confidence for one in names(opened(taught.path), third)] == told


def test_a_verdict_that_was_given_again_goes_back_to_what_was_said_before(taught: Workspace) -> None:
    one = names(taught)[0]
    taught.dismiss("second", one)
    taught.accept("second", one)
    assert verdicts(taught) == [(Outcome.ACCEPTED, "PERS", one.start)]
    taught.undo()
    assert verdicts(taught) == [(Outcome.REJECTED, "PERS", one.start)]


def test_the_verdict_follows_what_becomes_of_the_span(taught: Workspace) -> None:
    first, second, third = taught.accept("second", names(taught))
    taught.reshape("second", first.uid, [(first.start, first.end - 5)])
    taught.relabel("second", second.uid, "GPE")
    after = [Outcome.RESHAPED, Outcome.RELABELLED, Outcome.ACCEPTED]
    assert [outcome for outcome, _label, _start in verdicts(taught)] == after
    taught.undo()
    taught.undo()
    assert {outcome for outcome, _label, _start in verdicts(taught)} == {Outcome.ACCEPTED}
    taught.redo()
    taught.reshape("second", first.uid, [(first.start, first.end)])
    assert {outcome for outcome, _label, _start in verdicts(taught)} == {Outcome.ACCEPTED}
    taught.remove("second", first.uid)
    assert [start for _outcome, _label, start in verdicts(taught)] == [second.start, third.start]
    taught.undo()
    assert len(verdicts(taught)) == 3
    assert list(taught.check()) == []


def test_what_was_said_holds_when_the_label_is_called_otherwise(taught: Workspace) -> None:
    first, second, third = names(taught)
    (span,) = taught.accept("second", first)
    taught.dismiss("second", second)
    taught.rename_label("PERS", "MAN")
    assert [(one.start, one.label) for one in taught.suggestions("second") if one.label == "MAN"] == [
        (third.start, "MAN")
    ]
    taught.reshape("second", span.uid, [(span.start, span.end - 5)])
    assert verdicts(taught)[0][0] is Outcome.RESHAPED
    taught.undo()
    assert verdicts(taught)[0][0] is Outcome.ACCEPTED
    assert taught.outlooks()[0].shown == 2


def test_deleting_what_was_accepted_everywhere_takes_its_verdicts_back_too(taught: Workspace) -> None:
    taught.accept("second", names(taught))
    taught.delete_everywhere(taught.occurrences("سلمى نديم"))
    assert verdicts(taught) == []
    taught.undo()
    assert [outcome for outcome, _label, _start in verdicts(taught)] == [Outcome.ACCEPTED] * 3


def test_undoing_done_takes_back_what_was_left_undecided(taught: Workspace) -> None:
    shown = taught.suggestions("second")
    taught.finish("second", shown=shown)
    assert {outcome for outcome, _label, _start in verdicts(taught)} == {Outcome.LEFT}
    taught.undo()
    assert verdicts(taught) == []
    assert taught.status("second")[0] is Status.NEW


def test_accepting_everywhere_is_taken_back_with_its_verdicts(taught: Workspace) -> None:
    assert taught.accept_above(0.7) == 5
    assert len(verdicts(taught)) == 5
    taught.undo()
    assert verdicts(taught) == []
    assert taught.tally("memory") == Tally()


# How sure they have to be


def test_a_threshold_above_what_the_memory_knows_hides_it_for_a_last_look(taught: Workspace) -> None:
    taught.settle_threshold(0.8)
    assert taught.suggestions("second") == []
    assert {one.label for one in taught.just_below("second")} == {"PERS", "GPE"}
    with pytest.raises(BadInput, match="between 0 and 1"):
        taught.settle_threshold(1.5)


def test_what_was_taken_with_another_edge_was_worth_showing(taught: Workspace) -> None:
    mended = [Verdict("PERS", n, n + 1, "memory", 0.72, Outcome.RESHAPED, at=f"{n:03}") for n in range(30)]
    with taught._store.atomic():
        taught._store.verdicts.put(LayerId("first", AUTHOR), mended)
    assert taught.thresholds() == {"PERS": 0.7}
    assert taught.outlooks()[0].precision == 0  # it was not right as it stood


def test_a_label_that_is_often_wrong_is_asked_for_more(taught: Workspace) -> None:
    layer = LayerId("first", AUTHOR)
    wrong = [Verdict("PERS", n, n + 1, "memory", 0.72, Outcome.REJECTED, at=f"{n:03}") for n in range(20)]
    right = [Verdict("PERS", 50 + n, 51 + n, "memory", 0.9, Outcome.ACCEPTED, at=f"{50 + n:03}") for n in range(20)]
    with taught._store.atomic():
        taught._store.verdicts.put(layer, [*wrong, *right])
    assert taught.thresholds() == {"PERS": 0.75}
    assert {one.label for one in taught.suggestions("second")} == {"PERS", "GPE"}
    assert all(one.confidence >= 0.75 for one in names(taught))


def test_what_a_confidence_is_worth_is_told_by_three_hundred_decisions(taught: Workspace) -> None:
    layer = LayerId("first", AUTHOR)

    def decided(n: int) -> Verdict:
        outcome = Outcome.REJECTED if n % 10 == 0 else Outcome.ACCEPTED
        return Verdict("PERS", n, n + 1, "memory", 0.75, outcome, at=f"{n:03}")

    with taught._store.atomic():
        taught._store.verdicts.put(layer, map(decided, range(299)))
    assert {one.sureness for one in names(taught)} == {0.75}
    taught.judge_anew()
    with taught._store.atomic():
        taught._store.verdicts.put(layer, [decided(299)])
    (sureness,) = {one.sureness for one in names(taught)}
    assert sureness == pytest.approx(0.9, abs=0.02)
    assert {one.confidence for one in names(taught)} == {0.75}


# Against steering the annotator


def test_suggestions_are_hidden_on_a_tenth_of_the_articles_of_a_project_that_is_not_tiny(project: Workspace) -> None:
    articles = [put_article(project, Article(f"a{n}", "أ", f"لبنان {n}")) for n in range(BLIND_FROM - 1)]
    assert not any(map(project.is_blind, articles))
    articles += [put_article(project, Article(f"b{n}", "أ", f"زار لبنان {n}")) for n in range(200)]
    hidden = [article for article in articles if project.is_blind(article)]
    assert 0.04 < len(hidden) / len(articles) < 0.18
    assert project.suggestions(hidden[0]) == []
    assert [one.label for one in project.just_below(hidden[0])] == ["GPE"]
    project.settle_blind_share(0)
    assert not any(map(project.is_blind, articles))
    with pytest.raises(BadInput):
        project.settle_blind_share(101)


def test_each_of_several_annotators_sees_what_was_learned_from_their_own_work(
    taught: Workspace, opened: Callable[..., Workspace]
) -> None:
    other = opened(taught.path, OTHER)
    assert proposed(other) == []
    other.settle_teachers(everyone=True)
    assert proposed(other) == []
    taught.open_review()
    assert len(names(other)) == 3
    taught.mark("second", [where("كنانة", SECOND.text)], "GPE")
    assert other.is_shared("second")
    assert proposed(other) == []
    assert names(taught) != []
    taught.settle_teachers(silent_on_shared=True)
    other.mark("second", [where("بعيدة", SECOND.text)], "GPE")
    assert {origin for _text, _label, origin in proposed(taught)} == {"repeats"}


def test_it_is_noticed_when_all_is_accepted_faster_than_anyone_reads(taught: Workspace) -> None:
    quick = [Verdict("PERS", n, n + 1, "memory", 0.9, Outcome.ACCEPTED, 0.2, at=f"{n:03}") for n in range(199)]
    layer = LayerId("first", AUTHOR)
    with taught._store.atomic():
        taught._store.verdicts.put(layer, quick)
    assert not taught.is_hurried()
    with taught._store.atomic():
        taught._store.verdicts.put(layer, [replace(quick[0], start=300, end=301, at="300")])
    assert taught.is_hurried()
    with taught._store.atomic():
        taught._store.verdicts.put(layer, [replace(one, seconds=2.0, at=f"4{one.start:02}") for one in quick[:11]])
    assert not taught.is_hurried()


# Older projects


def test_dates_that_were_dismissed_before_stay_dismissed(tmp_path: Path, opened: Callable[..., Workspace]) -> None:
    path = tmp_path / "old.hashiya"
    with Workspace.create(path, annotator=AUTHOR) as workspace:
        put_article(workspace, Article("a", "أ", "وقّع الطرفان الاتفاق في 3 مارس 2025."))
        (one,) = workspace.suggestions("a")
    with behind_its_back(path) as connection:
        connection.execute("DROP TABLE verdicts")
        connection.execute("DROP TABLE names")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm006_verdicts'")
        value = f"{one.key} dates:x-y nonsense"
        connection.execute("INSERT INTO settings VALUES (?, ?)", (f"dismissed/a/{AUTHOR}", value))
        connection.execute("INSERT INTO settings VALUES (?, ?)", ("dismissed/gone/nobody", "dates:1-2"))
    assert opened(path).suggestions("a") == []


def test_where_lil_stays_whole_it_is_proposed_whole(project: Workspace) -> None:
    text = "اجتمع القوم العرب، وعاد الأمر للقوم العرب."
    put_article(project, Article("a", "أ", text))
    project.mark("a", [where("القوم العرب", text)], "GPE")
    assert proposed(project, "a") == [("لقوم العرب", "GPE", "repeats")]
    project.settle_clitics(lil_whole=True)
    assert proposed(project, "a") == [("للقوم العرب", "GPE", "repeats")]
