"""Dates in a project: what is proposed, accepted, corrected, and what the publication date does to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import BadInput, Refused, Unknown
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, put_article, small_schema, where, write_lines

TEXT = "يصل الوفد غداً الأربعاء إلى دمشق.\nوقّع الطرفان الاتفاق في 3 مارس 2025 لمدة ثلاثة أشهر."
NEWS = Article("news", "وفد", TEXT, published="2026-01-27")
TOMORROW, SIGNED, AMOUNT = where("غداً الأربعاء", TEXT), where("3 مارس 2025", TEXT), where("ثلاثة أشهر", TEXT)


@pytest.fixture
def news(project: Workspace) -> str:
    return put_article(project, NEWS)


@pytest.fixture
def big(tmp_path: Path) -> Workspace:
    """A project with a Label for each TIMEX3 type."""
    workspace = Workspace.create(tmp_path / "big.hashiya", annotator=AUTHOR)
    put_article(workspace, NEWS)
    return workspace


def proposed(workspace: Workspace, article: str, *, dismissed: bool = False) -> list[tuple[str, str, str]]:
    text = workspace.article(article).text
    found = workspace.suggestions(article, dismissed=dismissed)
    return [(text[one.start : one.end], one.label, one.value) for one in found]


def values(workspace: Workspace, article: str) -> list[tuple[str, str, bool]]:
    """Type, value, and whether it is only proposed, of each Span."""
    return [(span.type, span.value, span.confidence is not None) for span in workspace.spans(article)]


# Suggestions


def test_dates_are_proposed_with_their_values_under_the_date_label(project: Workspace, news: str) -> None:
    assert proposed(project, news) == [
        ("غداً الأربعاء", "DATE", "2026-01-28"),
        ("3 مارس 2025", "DATE", "2025-03-03"),
        ("ثلاثة أشهر", "DATE", "P3M"),
    ]
    assert project.layer(news).is_untouched


def test_a_schema_with_a_label_for_each_type_gets_each_under_its_own(big: Workspace) -> None:
    with big:
        assert [label for _text, label, _value in proposed(big, "news")] == ["DATE", "DATE", "DURATION"]


def test_a_schema_without_dates_gets_no_suggestions(tmp_path: Path) -> None:
    without = replace(small_schema(), labels=small_schema().labels[:3])
    with Workspace.create(tmp_path / "none.hashiya", schema=without, annotator=AUTHOR) as workspace:
        put_article(workspace, NEWS)
        assert workspace.suggestions("news") == []


def test_without_a_publication_date_no_relative_value_is_proposed(project: Workspace) -> None:
    article = put_article(project, replace(NEWS, published=""))
    assert [value for _text, _label, value in proposed(project, article) if value] == ["2025-03-03", "P3M"]


def test_what_is_marked_as_a_date_is_proposed_no_more_and_again_after_undo(project: Workspace, news: str) -> None:
    project.mark(news, [(TOMORROW[0], TOMORROW[0] + 4)], "DATE")
    assert [text for text, _label, _value in proposed(project, news)] == ["3 مارس 2025", "ثلاثة أشهر"]
    project.undo()
    assert len(proposed(project, news)) == 3


def test_a_name_over_the_same_words_does_not_hide_a_date(project: Workspace, news: str) -> None:
    project.mark(news, [TOMORROW], "PERS")
    assert len(proposed(project, news)) == 3


def test_accepting_makes_a_span_with_type_value_and_confidence_in_one_step(project: Workspace, news: str) -> None:
    (span,) = project.accept(news, project.suggestions(news)[0])
    assert (span.fragments, span.label, span.type, span.value) == ((TOMORROW,), "DATE", "DATE", "2026-01-28")
    assert (span.origin, span.confidence) == ("dates", 0.95)
    assert project.spans(news) == (span,)
    assert project.status(news)[0] is Status.IN_PROGRESS
    assert project.undo_name == "Mark “غداً الأربعاء” as DATE"
    project.undo()
    assert project.layer(news).is_untouched
    assert list(project.check()) == []


def test_accepting_all_is_one_step_with_a_name(project: Workspace, news: str) -> None:
    assert len(project.accept(news, project.suggestions(news))) == 3
    assert project.undo_name == "Mark “ثلاثة أشهر” as DATE (and 2 more)"
    project.undo()
    assert project.spans(news) == ()
    project.redo()
    assert len(project.spans(news)) == 3
    assert list(project.check()) == []


def test_accepting_twice_makes_one_span(project: Workspace, news: str) -> None:
    (suggestion, *_others) = project.suggestions(news)
    project.accept(news, suggestion)
    assert project.accept(news, suggestion) == []
    assert len(project.spans(news)) == 1


def test_what_was_dismissed_stays_away_for_this_annotator_until_asked_for(project: Workspace, news: str) -> None:
    project.dismiss(news, project.suggestions(news)[0])
    project.dismiss(news, project.suggestions(news)[0])
    with Workspace.open(project.path) as again:
        assert [text for text, _label, _value in proposed(again, news)] == ["ثلاثة أشهر"]
        assert len(proposed(again, news, dismissed=True)) == 2
    with Workspace.open(project.path, OTHER) as other:
        assert len(proposed(other, news)) == 3
    project.propose_again(news)
    assert len(proposed(project, news)) == 3


# Values


def test_a_date_drawn_by_hand_has_its_type_and_value_at_once(project: Workspace, news: str) -> None:
    span = project.mark(news, [TOMORROW], "DATE")
    assert (span.type, span.value, span.confidence, span.origin) == ("DATE", "2026-01-28", 0.95, "manual")
    assert project.spans(news) == (span,)
    project.undo()
    assert project.spans(news) == ()


def test_other_labels_get_no_value(project: Workspace, news: str) -> None:
    span = project.mark(news, [TOMORROW], "PERS")
    assert (span.type, span.value, span.confidence) == ("", "", None)


def test_words_that_are_no_date_get_none(project: Workspace, news: str) -> None:
    span = project.mark(news, [where("دمشق", TEXT)], "DATE")
    assert (span.type, span.value, span.confidence) == ("DATE", "", None)


def test_relabelling_to_a_date_values_it_and_to_a_name_takes_the_value_away(project: Workspace, news: str) -> None:
    span = project.mark(news, [TOMORROW], "PERS")
    project.relabel(news, span.uid, "DATE")
    assert values(project, news) == [("DATE", "2026-01-28", True)]
    project.relabel(news, span.uid, "GPE")
    assert values(project, news) == [("", "", False)]
    project.undo()
    assert values(project, news) == [("DATE", "2026-01-28", True)]


def test_a_proposed_value_follows_the_edges_and_a_confirmed_one_stays(project: Workspace, news: str) -> None:
    span = project.mark(news, [where("دمشق", TEXT)], "DATE")
    project.reshape(news, span.uid, [TOMORROW])
    assert values(project, news) == [("DATE", "2026-01-28", True)]
    project.set_value(news, span.uid, "DATE", "2026-01-29")
    project.reshape(news, span.uid, [SIGNED])
    assert values(project, news) == [("DATE", "2026-01-29", False)]


def test_a_value_that_a_person_gives_is_an_undoable_change(project: Workspace, news: str) -> None:
    span = project.mark(news, [TOMORROW], "DATE")
    project.set_value(news, span.uid, "TIME", "2026-01-28TMO")
    assert values(project, news) == [("TIME", "2026-01-28TMO", False)]
    assert project.undo_name == "Set the value of “غداً الأربعاء” to 2026-01-28TMO"
    project.undo()
    assert values(project, news) == [("DATE", "2026-01-28", True)]
    assert list(project.check()) == []


def test_no_timex3_is_refused_as_a_value(project: Workspace, news: str) -> None:
    span = project.mark(news, [TOMORROW], "DATE")
    with pytest.raises(Refused, match="no TIMEX3 value"):
        project.set_value(news, span.uid, "DATE", "tomorrow")
    with pytest.raises(Unknown):
        project.set_value(news, "gone", "DATE", "2026")
    assert values(project, news) == [("DATE", "2026-01-28", True)]


# The publication date


def test_setting_the_publication_date_proposes_anew_only_what_nobody_confirmed(project: Workspace) -> None:
    article = put_article(project, replace(NEWS, published=""))
    drawn = project.mark(article, [TOMORROW], "DATE")
    signed = project.mark(article, [SIGNED], "DATE")
    project.set_value(article, signed.uid, "DATE", "2025-03-04")
    assert drawn.value == ""
    project.set_published(article, "2026-01-27")
    assert values(project, article) == [("DATE", "2026-01-28", True), ("DATE", "2025-03-04", False)]
    project.set_published(article, "2026-02-03")
    assert values(project, article) == [("DATE", "2026-02-04", True), ("DATE", "2025-03-04", False)]
    assert project.undo_name == "Set the publication date to 2026-02-03"
    project.undo()
    assert project.article(article).published == "2026-01-27"
    assert values(project, article)[0] == ("DATE", "2026-01-28", True)
    project.undo()
    assert project.article(article).published == ""
    assert values(project, article)[0] == ("DATE", "", False)
    project.redo()
    assert values(project, article)[0] == ("DATE", "2026-01-28", True)
    assert list(project.check()) == []
    assert "Undo: Set the publication date to 2026-02-03" in [entry.text for entry in project.log()]
    assert {entry.article for entry in project.log()} == {article}


def test_the_same_date_again_is_no_change(project: Workspace, news: str) -> None:
    before = project.undo_name
    project.set_published(news, "2026-01-27")
    assert project.undo_name == before


def test_taking_the_date_away_takes_relative_values_with_it(project: Workspace, news: str) -> None:
    project.mark(news, [TOMORROW], "DATE")
    project.set_published(news, "")
    assert values(project, news) == [("DATE", "", False)]
    assert project.undo_name == "Take the publication date away"


def test_what_is_no_date_is_refused_in_words(project: Workspace, news: str) -> None:
    with pytest.raises(BadInput, match="is no date"):
        project.set_published(news, "yesterday")
    assert project.article(news).published == "2026-01-27"


def test_the_text_is_never_touched(project: Workspace, news: str) -> None:
    before = project.article(news)
    project.set_published(news, "2026-01-28")
    assert replace(project.article(news), published=before.published) == before


def test_a_project_says_on_which_day_a_week_starts(project: Workspace) -> None:
    assert project.week_starts == 5
    project.set_week_starts("monday")
    with Workspace.open(project.path, OTHER) as other:
        assert other.week_starts == 0
    with pytest.raises(BadInput, match="saturday, sunday, monday"):
        project.set_week_starts("friday")


# Corrections


def test_a_corrected_value_is_a_regression_row_with_what_was_proposed(project: Workspace, news: str) -> None:
    drawn = project.mark(news, [TOMORROW], "DATE")
    project.set_value(news, drawn.uid, "TIME", "2026-01-28TMO")
    (row,) = project.corrections()
    assert row.sentence == "يصل الوفد غداً الأربعاء إلى دمشق."
    assert row.sentence[row.start : row.end] == row.text == "غداً الأربعاء"
    assert (row.dct, row.type, row.value, row.proposed) == ("2026-01-27", "TIME", "2026-01-28TMO", "2026-01-28")
    assert row.id == drawn.uid


def test_a_row_of_the_second_sentence_counts_from_its_own_beginning(project: Workspace, news: str) -> None:
    (span,) = project.accept(news, project.suggestions(news)[1])
    project.set_value(news, span.uid, "DATE", "2025-03")
    (row,) = project.corrections()
    assert row.sentence == "وقّع الطرفان الاتفاق في 3 مارس 2025 لمدة ثلاثة أشهر."
    assert row.sentence[row.start : row.end] == "3 مارس 2025"


def test_what_was_confirmed_or_put_back_is_no_correction(project: Workspace, news: str) -> None:
    first, second, _third = project.accept(news, project.suggestions(news))
    project.set_value(news, first.uid, first.type, first.value)
    project.set_value(news, second.uid, "DATE", "2025")
    project.undo()
    assert list(project.corrections()) == []


def test_a_value_where_nothing_was_proposed_is_a_correction_of_nothing(project: Workspace, news: str) -> None:
    span = project.mark(news, [where("دمشق", TEXT)], "DATE")
    project.set_value(news, span.uid, "DATE", "2026")
    assert [row.proposed for row in project.corrections()] == [""]


def test_imported_values_and_those_of_others_are_no_corrections(project: Workspace, tmp_path: Path) -> None:
    span = {"start": TOMORROW[0], "end": TOMORROW[1], "label": "DATE", "type": "DATE", "value": "2020"}
    project.import_files([write_lines(tmp_path / "a.jsonl", {"text": TEXT, "annotator": OTHER, "spans": [span]})])
    assert list(project.corrections()) == []
    with Workspace.open(project.path, OTHER) as other:
        assert list(other.corrections()) == []


def test_a_suggestion_accepted_with_another_value_keeps_what_was_proposed(project: Workspace, news: str) -> None:
    (span,) = project.accept(news, project.suggestions(news)[0], settled=("DATE", "2026-01-29"))
    assert project.spans(news) == (span,)
    assert (span.value, span.confidence) == ("2026-01-29", None)
    assert [(row.value, row.proposed) for row in project.corrections()] == [("2026-01-29", "2026-01-28")]
    project.undo()
    assert project.layer(news).is_untouched


def test_the_first_day_of_the_week_decides_whether_last_week_is_in_doubt(project: Workspace) -> None:
    article = put_article(project, Article("week", "أسبوع", "التقيا الأسبوع الماضي.", published="2026-01-25"))
    found = {}
    for day in ("saturday", "monday"):
        project.set_week_starts(day)
        (one,) = project.suggestions(article)
        (same,) = project.time_expressions(project.article(article))
        assert (one.value, one.alternatives) == (same.value, same.alternatives)
        found[day] = [one.value, *(other.value for other in one.alternatives)]
    # The 25th is a Sunday: the last day of the ISO week 4, and the second of a week that begins on a Saturday.
    assert found == {"monday": ["2026-W03"], "saturday": ["2026-W03", "2026-W04"]}
