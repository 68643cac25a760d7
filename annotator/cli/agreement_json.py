"""An `Agreement` as JSON: each figure a number or null, and the intervals in the same shape beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from annotator.review.agreement import Agreement, PairAgreement
from annotator.review.tally import Figure


def to_json(found: Agreement) -> dict[str, Any]:
    """All of it; `intervals` repeats the names of the figures with the lower and the upper end of each."""
    plain, intervals = _whole(_plain(found)), _whole(_intervals(found))
    return {
        "annotators": list(found.annotators),
        "statuses": [status.value for status in found.statuses],
        "articles": found.articles,
        "pairs": [_pair(pair) for pair in found.pairs],
        **plain,
        "interval": found.interval,
        "resamples": found.resamples,
        "seed": found.seed,
        "intervals": intervals,
    }


def _whole(told: dict[str, Any]) -> dict[str, Any]:
    unitizing = told.get("unitizing", {})
    return {
        "f1": told.get("f1"),
        "naming": told.get("naming"),
        "labels": told.get("labels", {}),
        "kappa": {"cohen": told.get("kappa", {}), "fleiss": told.get("fleiss", {})},
        "alpha": {"nominal": told.get("alpha", {}), "unitizing": unitizing},
        "gamma": told.get("gamma"),
        "fields": told.get("fields"),
        "relations": told.get("relations"),
        "arguments": told.get("arguments"),
    }


def _pair(pair: PairAgreement) -> dict[str, Any]:
    told = _plain(pair)
    first, second = told.pop("first"), told.pop("second")
    intervals = _intervals(pair)
    for label in (*told["labels"].values(), *intervals.get("labels", {}).values()):
        for name in ("fleiss", "alpha", "alpha_u"):  # which are of all annotators
            label.pop(name, None)
    return {"a": first, "b": second, **told, "intervals": intervals}


def _plain(value: Any) -> Any:
    """Figures as their values; names of fields as keys."""
    if isinstance(value, Figure):
        return value.value
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _intervals(value: Any) -> Any:
    """The intervals of all figures, and nothing else."""
    if isinstance(value, Figure):
        return None if value.low is None else [value.low, value.high]
    held: dict[str, Any] = {}
    if is_dataclass(value):
        held = {one.name: getattr(value, one.name) for one in fields(value)}
    elif isinstance(value, Mapping):
        held = {str(name): one for name, one in value.items()}
    return {name: _intervals(one) for name, one in held.items() if _has_figures(one)}


def _has_figures(value: Any) -> bool:
    if isinstance(value, Figure):
        return True
    if isinstance(value, Mapping):
        return any(map(_has_figures, value.values()))
    return is_dataclass(value) and any(_has_figures(getattr(value, one.name)) for one in fields(value))
