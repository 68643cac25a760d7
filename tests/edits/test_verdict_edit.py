"""The Edit of verdicts, and how it stands in users' files: that is never changed, only added to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.edits.edit import Edit
from annotator.edits.envelope import pack, unpack
from annotator.edits.verdict_edit import Judge
from annotator.model.annotation import LayerId
from annotator.model.verdict import Outcome, Verdict
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import put_article, text_article

LAYER = LayerId("a-1", "ليلى")
SAID = Verdict("PERS", 0, 4, "memory", 0.75, Outcome.ACCEPTED)
TIMED = Verdict("GPE", 5, 9, "learned", 0.5, Outcome.REJECTED, 1.5, ("memory",), "t0")

PINNED: list[tuple[Edit, str]] = [
    (
        Judge(LAYER, (SAID,), (TIMED,)),
        '{"do":"judge","layer":"a-1","annotator":"ليلى",'
        '"before":[{"label":"PERS","start":0,"end":4,"origin":"memory","confidence":0.75,"outcome":"accepted"}],'
        '"after":[{"label":"GPE","start":5,"end":9,"origin":"learned","confidence":0.5,"outcome":"rejected",'
        '"seconds":1.5,"also":["memory"],"at":"t0"}]}',
    ),
    (Judge(LAYER, (), ()), '{"do":"judge","layer":"a-1","annotator":"ليلى","before":[],"after":[]}'),
]

some = st.lists(
    st.builds(
        Verdict,
        st.sampled_from(["PERS", "GPE"]),
        st.integers(0, 2),
        st.integers(3, 4),
        st.sampled_from(["memory", "dates"]),
        st.sampled_from([0.5, 0.75]),
        st.sampled_from(Outcome),
        st.none() | st.just(1.5),
        st.sampled_from([(), ("learned", "lexicon")]),
        st.just("t0"),
    ),
    unique_by=lambda one: one.place,
    max_size=4,
).map(tuple)


@pytest.mark.parametrize(("edit", "line"), PINNED)
def test_it_is_kept_as_it_always_was(edit: Edit, line: str) -> None:
    assert pack(edit) == line
    assert unpack(line) == edit


@settings(max_examples=20)
@given(some, some)
def test_it_comes_back_from_json_as_it_was(before: tuple[Verdict, ...], after: tuple[Verdict, ...]) -> None:
    edit = Judge(LAYER, before, after)
    assert unpack(pack(edit)) == edit


def test_it_returns_what_takes_it_back_and_that_what_makes_it_again(project: Workspace) -> None:
    layer = LayerId(put_article(project, text_article("زار دمشق أمس")), "ليلى")
    store = Store.open(project.path)
    with store.atomic():
        store.layers.add_annotator("ليلى")

    def made(edit: Edit) -> tuple[Edit, list[Verdict]]:
        with store.atomic():
            return edit.apply(store), store.verdicts.of(layer)

    first, held = made(Judge(layer, (), (SAID, TIMED)))
    assert held == [SAID, TIMED]
    other = replace(SAID, outcome=Outcome.RESHAPED)
    second, held = made(Judge(layer, (SAID, TIMED), (other,)))
    assert held == [other]
    again, held = made(second)
    assert held == [SAID, TIMED]
    _back, held = made(again)
    assert held == [other]
    made(second)
    assert made(first)[1] == []
    store.close()
