"""Chains: what is joined is together, what is not is apart, and a gap is bridged."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Relation, Span, reading_order
from annotator.model.chains import Chain, bridges, chains
from annotator.model.schema import RelationLabel, Role, Schema
from tests.helpers.schemas import event_schema

TWIN = RelationLabel("twin", symmetric=True, transitive=True)
SCHEMA = replace(event_schema(), relations=(*event_schema().relations, TWIN))
SPANS = {uid: Span(uid, "PERS", ((10 - i, 11 - i),)) for i, uid in enumerate("abcdefg")}


def arrows(*ends: str, label: str = "same") -> list[Relation]:
    """Relations between Spans that have letters for names: `ab` leads from a to b."""
    return [Relation(f"{label}-{pair}-{i}", label, pair[0], pair[1]) for i, pair in enumerate(ends)]


def together(found: list[Chain]) -> list[tuple[str, str]]:
    return [(chain.label, "".join(span.uid for span in chain.spans)) for chain in found]


def test_what_is_joined_one_after_another_is_one_chain_in_reading_order() -> None:
    found = chains(SCHEMA, SPANS.values(), arrows("ab", "cb", "dc"))
    assert together(found) == [("same", "dcba")]


def test_chains_stand_in_the_order_of_their_first_mentions() -> None:
    found = chains(SCHEMA, SPANS.values(), arrows("ac", "bd", "ef"))
    assert together(found) == [("same", "fe"), ("same", "db"), ("same", "ca")]


def test_each_such_label_has_chains_of_its_own_and_others_have_none() -> None:
    drawn = [*arrows("ab", label="twin"), *arrows("bc"), *arrows("cd", label="near"), *arrows("de", label="in")]
    assert together(chains(SCHEMA, SPANS.values(), drawn)) == [("same", "cb"), ("twin", "ba")]


def test_a_span_that_is_joined_to_itself_or_to_nothing_makes_no_chain() -> None:
    assert chains(SCHEMA, SPANS.values(), arrows("aa")) == []
    assert chains(SCHEMA, [SPANS["a"]], arrows("ab", "bc")) == []


def test_an_argument_makes_no_chain_though_its_role_is_called_so() -> None:
    labels = tuple(replace(one, roles=(Role("same"),)) if one.name == "Say" else one for one in SCHEMA.labels)
    spans = [Span("x", "Say", ((0, 1),)), Span("y", "Say", ((1, 2),)), *SPANS.values()]
    found = chains(replace(SCHEMA, labels=labels), spans, arrows("xy", "ab"))
    assert together(found) == [("same", "ba")]


edges = st.lists(st.sampled_from([one + other for one in SPANS for other in SPANS]), max_size=12)


def closure(pairs: set[frozenset[str]]) -> set[frozenset[str]]:
    """The transitive closure, pair by pair, until nothing is added."""
    while True:
        more = {one ^ other for one in pairs for other in pairs if len(one & other) == 1} - pairs
        if not more:
            return pairs
        pairs = pairs | more


def joined_in(found: list[Chain]) -> set[frozenset[str]]:
    return {frozenset({a.uid, b.uid}) for chain in found for a in chain.spans for b in chain.spans if a is not b}


@given(edges)
def test_two_spans_are_in_one_chain_just_when_arrows_lead_from_one_to_the_other(drawn: list[str]) -> None:
    found = chains(SCHEMA, SPANS.values(), arrows(*drawn))
    assert joined_in(found) == closure({frozenset(pair) for pair in drawn if pair[0] != pair[1]})
    assert [chain.spans for chain in found] == [tuple(sorted(chain.spans, key=reading_order)) for chain in found]
    firsts = [reading_order(chain.spans[0]) for chain in found]
    assert firsts == sorted(firsts)


# Gaps


def test_a_gap_in_the_middle_is_bridged() -> None:
    assert bridges(arrows("ab", "bc"), frozenset("b"), "same") == [("a", "c")]


def test_what_holds_together_by_itself_is_not_bridged() -> None:
    assert bridges(arrows("ab", "bc", "ca"), frozenset("b"), "same") == []
    assert bridges(arrows("ab", "bc"), frozenset("c"), "same") == []
    assert bridges(arrows("ab", "bc"), frozenset("f"), "same") == []
    assert bridges(arrows("ab"), frozenset("ab"), "same") == []


def test_the_hub_of_a_chain_is_replaced_by_the_first_that_is_left() -> None:
    assert bridges(arrows("ab", "ac", "ad"), frozenset("a"), "same") == [("b", "c"), ("b", "d")]


def test_several_gaps_at_once_are_bridged_together() -> None:
    assert bridges(arrows("ab", "bc", "cd", "de"), frozenset("bd"), "same") == [("a", "c"), ("a", "e")]


def test_arrows_of_another_label_hold_nothing_together() -> None:
    drawn = [*arrows("ab", "bc"), *arrows("ac", label="twin")]
    assert bridges(drawn, frozenset("b"), "same") == [("a", "c")]
    assert bridges(drawn, frozenset("b"), "twin") == []


@given(edges, st.frozensets(st.sampled_from(list(SPANS))))
def test_what_is_left_of_each_chain_holds_together_and_nothing_else_does(
    drawn: list[str], gone: frozenset[str]
) -> None:
    before = joined_in(chains(SCHEMA, SPANS.values(), arrows(*drawn)))
    kept = [one for one in arrows(*drawn) if not gone & {one.source, one.target}]
    new = bridges(arrows(*drawn), gone, "same")
    left = [span for span in SPANS.values() if span.uid not in gone]
    after = joined_in(chains(SCHEMA, left, [*kept, *arrows(*(one + other for one, other in new))]))
    assert after == {pair for pair in before if not pair & gone}
    for number in range(len(new)):  # and none of the bridges is one too many
        fewer = new[:number] + new[number + 1 :]
        assert joined_in(chains(SCHEMA, left, [*kept, *arrows(*(a + b for a, b in fewer))])) < after


def test_a_long_chain_is_no_deep_one() -> None:
    uids = [f"s{i:05}" for i in range(20_000)]
    spans = [Span(uid, "PERS", ((i, i + 1),)) for i, uid in enumerate(uids)]
    drawn = [Relation(f"r{i}", "same", a, b) for i, (a, b) in enumerate(pairwise(uids))]
    (chain,) = chains(SCHEMA, spans, drawn)
    assert [span.uid for span in chain.spans] == uids


def test_a_schema_without_such_a_label_has_no_chains() -> None:
    assert chains(Schema("s", {}, SCHEMA.labels), SPANS.values(), arrows("ab")) == []
