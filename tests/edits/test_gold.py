"""Filling Gold: what a Choice puts there, and what stays when it is made anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.edits.gold import Deciding, EndMissing, Gold
from annotator.model.annotation import Layer, LayerId
from annotator.model.decision import KEEP, NONE, SKIP, Choice, Decision
from annotator.model.roles import GOLD
from annotator.review.cases import cases_of
from annotator.review.docket import CaseState
from tests.helpers.gold import ARTICLE, answers, said, schema_with_chains

BY = Deciding("lead", "2026-01-01T00:00:00.000Z")
EMPTY = Layer(LayerId(ARTICLE.uid, GOLD))


def page_of(*layers: Layer) -> Gold:
    return laid_out(layers, EMPTY, {})


def laid_out(layers: Sequence[Layer], gold: Layer, decisions: dict[str, Decision]) -> Gold:
    names = [layer.id.annotator for layer in layers]
    return Gold(ARTICLE, gold, names, cases_of(ARTICLE, layers, schema_with_chains()), decisions)


def in_gold(page: Gold) -> Layer:
    return Layer(EMPTY.id, spans=tuple(page.held.spans.values()), relations=tuple(page.held.relations.values()))


def decide_all(page: Gold, choice: Choice) -> None:
    for entry in page.entries():
        if page.docket.entry(entry.case.key).state is not CaseState.VOID:
            page.decide(page.docket.entry(entry.case.key), choice, BY)


@settings(max_examples=15)
@given(answers("a"), answers("b"), answers("c"))
def test_every_span_and_relation_is_in_one_case(first: Layer, second: Layer, third: Layer) -> None:
    layers = (first, second, third)
    cases = cases_of(ARTICLE, layers, schema_with_chains())
    for number, layer in enumerate(layers):
        spans = [span.uid for case in cases for span in case.answers[number].spans]
        relations = [relation.uid for case in cases for relation in case.answers[number].relations]
        assert sorted(spans) == sorted(span.uid for span in layer.spans)
        assert sorted(relations) == sorted(relation.uid for relation in layer.relations)
    assert len({case.key for case in cases}) == len(cases)


@settings(max_examples=15)
@given(answers("a"), answers("b"), answers("c"))
def test_the_order_of_the_layers_changes_no_case(first: Layer, second: Layer, third: Layer) -> None:
    one = cases_of(ARTICLE, (first, second, third), schema_with_chains())
    other = cases_of(ARTICLE, (third, first, second), schema_with_chains())
    assert [(c.key, c.kinds, c.fingerprint) for c in one] == [(c.key, c.kinds, c.fingerprint) for c in other]


@settings(max_examples=15)
@given(answers("a"), answers("b"), answers("c"), st.sampled_from("abc"))
def test_deciding_all_for_one_makes_gold_of_their_layer(first: Layer, second: Layer, third: Layer, name: str) -> None:
    page = page_of(first, second, third)
    decide_all(page, Choice.take(name))
    wanted = {"a": first, "b": second, "c": third}[name]
    assert said(in_gold(page)) == said(wanted)


@settings(max_examples=15)
@given(answers("a"), answers("b"), st.lists(st.sampled_from(["a", "b", "none", "both"]), min_size=1))
def test_what_was_decided_before_leaves_no_trace(first: Layer, second: Layer, before: list[str]) -> None:
    page = page_of(first, second)
    ways = {"a": Choice.take("a"), "b": Choice.take("b"), "none": NONE, "both": Choice.take("a", "b")}
    for number, case in enumerate(page.cases):
        entry = page.docket.entry(case.key)
        try:
            page.decide(entry, ways[before[number % len(before)]], BY)
        except EndMissing:
            assert case.is_relation
    held = in_gold(page)
    assert all(one.source in page.held.spans and one.target in page.held.spans for one in held.relations)
    decide_all(page, Choice.take("b"))
    assert said(in_gold(page)) == said(second)


@settings(max_examples=15)
@given(answers("a"))
def test_what_all_say_alike_is_agreed(layer: Layer) -> None:
    page = page_of(layer, twin(layer, "b"), twin(layer, "c"))
    assert all(entry.case.is_agreed for entry in page.entries())
    decide_all(page, Choice.take("b"))
    assert said(in_gold(page)) == said(layer)


WAYS = {
    "a": Choice.take("a"),
    "b": Choice.take("b"),
    "both": Choice.take("a", "b"),
    "none": NONE,
    "skip": SKIP,
    "keep": KEEP,
}
rounds = st.lists(
    st.tuples(answers("a"), answers("b"), st.lists(st.sampled_from([*WAYS, "reopen", "pass"]), min_size=1)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15)
@given(rounds)
def test_whatever_annotators_change_and_leads_decide_gold_holds_what_decisions_have_made(
    turns: list[tuple[Layer, Layer, list[str]]],
) -> None:
    gold, decisions = EMPTY, dict[str, Decision]()
    for first, second, ways in turns:
        page = laid_out((first, second), gold, decisions)
        for number, entry in enumerate(page.entries()):
            way, now = ways[number % len(ways)], page.docket.entry(entry.case.key)
            if way == "reopen":
                page.reopen(now)
            elif way != "pass" and now.state is not CaseState.VOID:
                with suppress(EndMissing):
                    page.decide(now, WAYS[way], BY)
        gold, decisions = in_gold(page), dict(page.decisions)
        made = Counter(uid for one in decisions.values() for uid, _source in one.made if page.held.has(uid))
        assert made == Counter([*page.held.spans, *page.held.relations])
        ends = [end for one in page.held.relations.values() for end in (one.source, one.target)]
        assert all(end in page.held.spans for end in ends)
    last = turns[-1][1]
    page = laid_out((last,), gold, decisions)
    decide_all(page, Choice.take("b"))
    assert said(in_gold(page)) == said(last)


def twin(layer: Layer, name: str) -> Layer:
    """The same said by another annotator."""
    spans = tuple(replace(span, uid=f"{name}{span.uid}") for span in layer.spans)
    relations = tuple(
        replace(one, uid=f"{name}{one.uid}", source=f"{name}{one.source}", target=f"{name}{one.target}")
        for one in layer.relations
    )
    return replace(layer, id=LayerId(ARTICLE.uid, name), spans=spans, relations=relations)
