"""The figures of the dashboard that compare annotators with one another, and with Suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.verdict import Outcome
from annotator.review.class_words import kind_word
from annotator.review.compared import EVERY, Compared, Side
from annotator.review.figures import PAIR, Column, Figure, Form, Kind, Series, Table
from annotator.words import _

_MOST_PAIRS = 10
"""Pairs of annotators that are shown beside one another; of more, Labels are shown for all of them together."""


def compared_figures(compared: Compared, titles: Mapping[str, str], *, is_all: bool = True) -> tuple[Figure, ...]:
    """The figures, those too in which there is nothing. Where not all statuses and days were chosen (`is_all`), those
    say so for which that makes no difference."""
    pairs, agreement, classes, sides = (
        found if is_all else unchosen(found)
        for found in (_pairs(compared), _agreement(compared, titles), _classes(compared), _sides(compared))
    )
    return pairs, agreement, classes, _verdicts(compared), sides


def unchosen(figure: Figure) -> Figure:
    """The figure, with a word that it does not follow the choice."""
    told = _("Status and days that were chosen make no difference here.")
    return replace(figure, note=f"{figure.note} {told}")


def pair_name(pair: tuple[str, str]) -> str:
    """What a pair of annotators is called."""
    return _("all pairs") if pair == (EVERY, EVERY) else PAIR.join(pair)


def _pairs(compared: Compared) -> Figure:
    pairs = compared.pairs if len(compared.pairs) > 1 else ()
    names = tuple(sorted({name for pair in pairs for name in pair}))
    found = {pair: compared.of(pair) for pair in pairs}
    by_both = {frozenset(pair): one.f1 for pair, one in found.items() if one is not None}
    series = tuple(Series(across, tuple(by_both.get(frozenset((down, across))) for down in names)) for across in names)
    rows = tuple(
        (*pair, one.articles, *map(_rounded, (one.f1, one.range, one.overlap)))
        for pair, one in found.items()
        if one is not None
    )
    columns = (
        Column(_("Annotator"), Kind.TEXT),
        Column(_("With"), Kind.TEXT),
        Column(_("Articles")),
        Column(_("F1"), Kind.MEASURE),
        Column(_("Same range"), Kind.MEASURE),
        Column(_("Overlapping"), Kind.MEASURE),
    )
    note = _("F1 of spans with the same edges and label, in the articles that both have finished; 1 is full agreement.")
    return Figure("agreement_pairs", _("Agreement of pairs"), note, Form.HEAT, Table(columns, rows), names, series)


def _agreement(compared: Compared, titles: Mapping[str, str]) -> Figure:
    everyone = (EVERY, EVERY)
    pairs = compared.pairs if len(compared.pairs) <= _MOST_PAIRS else ()
    pairs = (everyone, *pairs) if len(pairs) != 1 else pairs
    labels = list(dict.fromkeys(one.label for one in compared.agreed if one.label != EVERY))
    held = {(one.pair, one.label): one.f1 for one in compared.agreed}
    labels.sort(key=lambda label: titles.get(label, label))
    every = (EVERY, *labels) if compared.agreed else ()
    places = tuple(titles.get(label, label) if label else _("all labels") for label in every)
    series = tuple(Series(pair_name(pair), tuple(held.get((pair, label)) for label in every)) for pair in pairs)
    columns = (Column(_("Label"), Kind.TEXT), *(Column(pair_name(pair), Kind.MEASURE) for pair in pairs))
    rows = tuple(
        (place, *(_rounded(held.get((pair, label))) for pair in pairs))
        for place, label in zip(places, every, strict=True)
    )
    note = _("F1 of spans with the same edges and label, in the articles that both have finished; 1 is full agreement.")
    return Figure("agreement", _("Agreement by label"), note, Form.HEAT, Table(columns, rows), places, series)


def _classes(compared: Compared) -> Figure:
    kinds = tuple(sorted(compared.classes, key=lambda kind: (-compared.classes[kind], kind)))
    names, counts = tuple(map(kind_word, kinds)), tuple(compared.classes[kind] for kind in kinds)
    columns = (Column(_("Class"), Kind.TEXT), Column(_("Cases")))
    return Figure(
        "classes",
        _("Where annotators differ"),
        _("Cases by what the annotators differ in; one may be of several classes."),
        Form.BARS,
        Table(columns, tuple(zip(names, counts, strict=True))),
        names,
        (Series(_("Cases"), counts),),
        kinds,
    )


def outcome_word(outcome: Outcome) -> str:
    """What became of a Suggestion, in a word."""
    return {
        Outcome.ACCEPTED: _("accepted"),
        Outcome.RELABELLED: _("given another label"),
        Outcome.RESHAPED: _("given other edges"),
        Outcome.REJECTED: _("rejected"),
        Outcome.LEFT: _("left"),
    }[outcome]


def _verdicts(compared: Compared) -> Figure:
    counts = {outcome_word(one): count for one in Outcome if (count := compared.verdicts.get(one, 0))}
    columns = (Column(_("Outcome"), Kind.TEXT), Column(_("Suggestions")))
    return Figure(
        "suggestions",
        _("What became of suggestions"),
        _("What annotators said to suggestions; those that were left had no answer when the article was done."),
        Form.BARS,
        Table(columns, tuple(counts.items())),
        tuple(counts),
        (Series(_("Suggestions"), tuple(counts.values())),),
    )


def _sides(compared: Compared) -> Figure:
    sides: list[tuple[str, Side]] = []
    if compared.shown is not None and compared.hidden is not None and compared.hidden.articles:
        sides = [(_("shown"), compared.shown), (_("hidden"), compared.hidden)]
    columns = (
        Column(_("Suggestions"), Kind.TEXT),
        Column(_("Articles")),
        Column(_("Density"), Kind.MEASURE),
        Column(_("Pace"), Kind.MEASURE),
        Column(_("F1"), Kind.MEASURE),
    )
    rows = tuple(
        (name, side.articles, round(side.density, 2), round(side.pace, 1), round(side.f1, 2)) for name, side in sides
    )
    note = _(
        "Finished articles on which suggestions were shown beside those on which they were hidden: spans in 1,000 "
        "characters, seconds for as many, and F1 with what would be proposed. Where suggestions steer, F1 is higher "
        "where they were shown."
    )
    return Figure("steering", _("Whether suggestions steer"), note, Form.TABLE, Table(columns, rows))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
