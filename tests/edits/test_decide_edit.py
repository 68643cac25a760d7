"""Writing a Decision down: as JSON that is never changed, in words, and back again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.edits.decide_edit import Decide
from annotator.edits.envelope import pack, unpack
from annotator.edits.story import tell
from annotator.model.annotation import LayerId
from annotator.model.decision import SKIP, Choice, Decision, Verb, origin_named, origin_of
from annotator.model.roles import GOLD
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, WORDS, put_article

TAKEN = Decision(
    "0-5", Choice.take("a", fields={"value": "b"}), 0, 5, "f0", (("g", "s"),), ("GPE",), "union", "x", "؟", "t"
)
PINNED = (
    '{"do":"decide","article":"a-1","key":"0-5","decision":{"key":"0-5","choice":{"verb":"take","annotators":["a"],'
    '"fields":{"value":"b"}},"start":0,"end":5,"fingerprint":"f0","made":[["g","s"]],"labels":["GPE"],"how":"union",'
    '"by":"x","reason":"؟","at":"t"}}'
)


def test_the_journal_keeps_it_in_these_words() -> None:
    assert pack(Decide("a-1", "0-5", TAKEN)) == PINNED
    assert unpack(PINNED) == Decide("a-1", "0-5", TAKEN)
    assert pack(Decide("a-1", "k", None)) == '{"do":"decide","article":"a-1","key":"k","decision":null}'


decisions = st.builds(
    Decision,
    WORDS,
    st.builds(Choice, st.sampled_from(Verb), st.lists(WORDS, max_size=2).map(tuple)),
    st.integers(0, 9),
    st.integers(9, 99),
    WORDS,
    st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    st.lists(WORDS, max_size=2).map(tuple),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)


@settings(max_examples=20)
@given(decisions)
def test_any_decision_comes_back_as_it_was(decision: Decision) -> None:
    edit = Decide("a-1", decision.key, decision)
    assert unpack(pack(edit)) == edit


def test_it_is_written_down_and_taken_back(project: Workspace) -> None:
    put_article(project, ARTICLE)
    store = project._store
    with store.atomic():
        undone = Decide(ARTICLE.uid, "0-5", TAKEN).apply(store)
        assert store.decisions.of(ARTICLE.uid) == {"0-5": TAKEN}
        again = Decide(ARTICLE.uid, "0-5", Decision("0-5", SKIP, 0, 5, "f1")).apply(store)
        assert again == Decide(ARTICLE.uid, "0-5", TAKEN)
        assert undone.apply(store).decision == Decision("0-5", SKIP, 0, 5, "f1")
        assert store.decisions.of(ARTICLE.uid) == {} and store.decisions.count() == 0
    assert undone.layer == LayerId(ARTICLE.uid, GOLD)


def test_it_is_told_in_words(project: Workspace) -> None:
    put_article(project, ARTICLE)
    store = project._store
    told = [
        tell(Decide(ARTICLE.uid, "k", decision), store) for decision in (TAKEN, Decision("k", SKIP, 0, 5, ""), None)
    ]
    assert told == ["Decide about “التقى”", "Put off deciding about “التقى”", "Take a decision back"]


def test_an_origin_tells_names_that_can_be_changed() -> None:
    origin = origin_of(["omar", "ليلى"])
    assert origin_named(origin, {"omar": "A1", "ليلى": "A2"}) == "from:A1|A2"
    assert origin_named(origin, {"omar": "A1"}) == "from:A1"
    assert origin_named("memory", {"memory": "A1"}) == "memory"
