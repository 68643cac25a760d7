"""An `Agreement` as tables for people, and as lines for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.cli.agreement_json import to_json
from annotator.review.agreement import Agreement, LabelAgreement, Level, PairAgreement
from annotator.review.closeness import Closeness
from annotator.review.fields import FieldAgreement, FieldsAgreement
from annotator.review.tally import Figure
from annotator.words import _

Row = tuple[str, ...]
Table = tuple[str, Row, list[Row], int]
"""A title, the headings, the rows, and how many of their first values are numbers."""


def tables(found: Agreement) -> Iterator[Table]:
    """What a person reads, from the whole to the parts; tables that would be empty are left out."""
    levels = list(found.fleiss)
    yield _("All together"), (_("Value"), _interval(found), _("Measure")), list(_whole(found)), 2
    yield _("Annotators"), _headings(levels, _("Annotators")), [_pair(pair) for pair in found.pairs], 5 + len(levels)
    if found.labels:
        heads = (*_f1_headings(), *(_("κ {level}").format(level=_level(level)) for level in levels), "α_u", _("Label"))
        rows = [_label(name, told, levels) for name, told in found.labels.items()]
        yield _("Labels"), (_("Spans"), *heads), rows, 5 + len(levels)
    if rows := list(_fields(found.fields)):
        yield _("Values and attributes"), (_("Pairs of spans"), _("The same"), _("Field")), rows, 2
    for title, arrows in ((_("Relations"), found.relations), (_("Arguments of events"), found.arguments)):
        if arrows.labels:
            rows = [(*_f1(told), name) for name, told in [(_("all"), arrows.f1), *arrows.labels.items()]]
            yield title, (*_f1_headings(), _("Label")), rows, 3


def _interval(found: Agreement) -> str:
    return _("Interval ({percent} %)").format(percent=f"{100 * found.interval:.0f}")


def lines(found: Agreement) -> Iterator[Row]:
    """What a program reads: whose figure it is (empty: all annotators'), its name, the value, and the interval."""
    told = to_json(found)
    yield from _lines("", told, told["intervals"])
    for pair in told["pairs"]:
        yield from _lines(f"{pair['a']}, {pair['b']}", pair, pair["intervals"])


def _lines(whose: str, told: Mapping[str, Any], intervals: Mapping[str, Any]) -> Iterator[Row]:
    for name, value, interval in _leaves("", told, intervals):
        low, high = interval or (None, None)
        yield whose, name, _number(value), _number(low), _number(high)


def _leaves(path: str, told: Any, intervals: Any) -> Iterator[tuple[str, float | None, Any]]:
    """The figures with their names, such as `f1.exact`: whatever has a place among the intervals."""
    for name, interval in intervals.items():
        value = told[name]
        if isinstance(interval, Mapping):
            yield from _leaves(f"{path}{name}.", value, interval)
        else:
            yield f"{path}{name}", value, interval


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _whole(found: Agreement) -> Iterator[Row]:
    f1, naming, units = found.f1, found.naming, found.unitizing
    yield _measure(f1.exact, _("F1, same range and label"))
    yield _measure(f1.range, _("F1, same range"))
    yield _measure(f1.overlap, _("F1, overlap"))
    yield _measure(f1.type, _("F1, overlap and same label"))
    yield _measure(f1.partial, _("F1, overlap counts half (MUC, SemEval)"))
    yield _measure(naming.same, _("The same label, where the range is the same"))
    yield _measure(naming.kappa, _("Cohen's κ of labels, where the range is the same"))
    for level in found.fleiss:
        word = _level(level)
        yield _measure(found.kappa[level], _("Cohen's κ, mean of the pairs, {level}").format(level=word))
        yield _measure(found.fleiss[level], _("Fleiss' κ, {level}").format(level=word))
        yield _measure(found.alpha[level], _("Krippendorff's α, {level}").format(level=word))
    yield _measure(units.alpha_u, _("Krippendorff's α_u of units (1995)"))
    yield _measure(units.u, _("Krippendorff's uα of units (2016)"))
    yield _measure(units.binary, _("|uα, boundaries alone"))
    yield _measure(units.cu, _("cuα, labels alone"))
    if found.gamma is not None:
        yield _measure(found.gamma.value, _("γ, all articles"))
        yield _measure(found.gamma.mean, _("γ, mean of the articles"))


def _measure(figure: Figure, name: str) -> Row:
    interval = "" if figure.low is None or figure.high is None else f"{figure.low:.3f}–{figure.high:.3f}"
    return _short(figure), interval, name


def _headings(levels: Sequence[Level], last: str) -> Row:
    kappas = (_("κ {level}").format(level=_level(level)) for level in levels)
    return _("Articles"), _("Spans"), *_f1_headings(), *kappas, last


def _f1_headings() -> Row:
    return _("F1 exact"), _("F1 range"), _("F1 overlap")


def _pair(pair: PairAgreement) -> Row:
    spans = "{} / {}".format(*pair.spans)
    kappas = (_short(figure) for figure in pair.kappa.values())
    return str(pair.articles), spans, *_f1(pair.f1), *kappas, f"{pair.first}, {pair.second}"


def _label(name: str, told: LabelAgreement, levels: Sequence[Level]) -> Row:
    kappas = (_short(told.fleiss[level]) for level in levels)
    return "{} / {}".format(*told.spans), *_f1(told.f1), *kappas, _short(told.alpha_u), name


def _f1(told: Closeness) -> Row:
    return _short(told.exact), _short(told.range), _short(told.overlap)


def _fields(found: FieldsAgreement) -> Iterator[Row]:
    parts = {
        "year": _("year"),
        "month": _("month"),
        "day": _("day"),
        "time": _("time of day"),
    }
    held: list[tuple[str, FieldAgreement]] = [
        (_("all fields"), found.exact),
        (_("type of the date"), found.type),
        (_("value of the date"), found.value),
        *((parts[name], one) for name, one in found.parts.items()),
        *found.attributes.items(),
    ]
    return ((str(one.pairs), _short(one.same), name) for name, one in held if one.pairs)


def _short(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:.3f}"


def _level(level: Level) -> str:
    return _("letters") if level is Level.CHARACTER else _("words")
