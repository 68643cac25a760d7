"""The table of Decisions."""

from __future__ import annotations

import pytest

from annotator.errors import Unknown
from annotator.model.decision import NONE, Choice, Decision
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, put_article

FIRST = Decision("9-12", NONE, 9, 12, "f", labels=("PERS",), by="ليلى", reason="لقب", at="2026-01-01")
SECOND = Decision("2-5", Choice.take("a", "b"), 2, 5, "g", (("u1", "u2"),), at="2026-01-02")


def test_decisions_are_kept_by_the_keys_of_their_cases_in_the_order_of_their_places(project: Workspace) -> None:
    put_article(project, ARTICLE)
    decisions = project._store.decisions
    with project._store.atomic():
        for one in (FIRST, SECOND):
            decisions.put(ARTICLE.uid, one)
        assert list(decisions.of(ARTICLE.uid).values()) == [SECOND, FIRST]
        assert decisions.get(ARTICLE.uid, "2-5") == SECOND and decisions.get(ARTICLE.uid, "0-1") is None
        assert list(decisions.with_reasons()) == [(ARTICLE.uid, FIRST)]
        decisions.put(ARTICLE.uid, Decision("2-5", NONE, 2, 5, "h", reason="؟", at="2026-01-03"))
        assert [one.reason for _uid, one in decisions.with_reasons()] == ["؟", "لقب"]
        decisions.drop(ARTICLE.uid, "9-12")
        assert (list(decisions.of(ARTICLE.uid)), decisions.count()) == (["2-5"], 1)
        with pytest.raises(Unknown):
            decisions.of("nowhere")
