"""What is made of a Case by hand, before it is decided."""

from __future__ import annotations

from dataclasses import replace

from annotator.desktop.bench.draft import Draft
from annotator.model.annotation import Span

FIRST, SECOND = Span("1", "PERS", ((0, 4),)), Span("2", "GPE", ((6, 9),))


def test_a_draft_begins_with_its_first_span_in_hand() -> None:
    assert Draft.of([FIRST, SECOND]).span == FIRST
    assert Draft.of([]).span is None


def test_a_changed_span_takes_the_place_of_the_one_it_was() -> None:
    changed = replace(FIRST, label="ORG")
    assert Draft.of([FIRST, SECOND]).put(changed).spans == (changed, SECOND)


def test_a_new_span_is_added_and_in_hand() -> None:
    draft = Draft.of([FIRST]).put(SECOND)
    assert (draft.spans, draft.span) == ((FIRST, SECOND), SECOND)


def test_steps_go_around_the_corner() -> None:
    draft = Draft.of([FIRST, SECOND])
    assert [draft.stepped(1).chosen, draft.stepped(1).stepped(1).chosen, draft.stepped(-1).chosen] == ["2", "1", "2"]
    assert Draft().stepped(1) == Draft()


def test_without_the_span_in_hand_another_one_is() -> None:
    assert Draft.of([FIRST, SECOND]).without("1").span == SECOND
    assert Draft.of([FIRST]).without("1") == Draft()
