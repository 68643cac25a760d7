"""The columns that all tables of the schema editor begin with: the name in the data, and those for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.grid import Column
from annotator.desktop.dialogs.schema.places import Place, label_at
from annotator.desktop.plain import isolated, one_line
from annotator.model.schema import Label, Texts
from annotator.words import _


def name_columns(
    draft: Draft, at: Callable[[Any], Place], renamed: Callable[[], None], put: Callable[[Any], None]
) -> list[Column]:
    """Columns for rows that have titles. `at` says which place a row is; after its name was changed in the draft
    `renamed` is called, and with a row that has other titles, `put`."""

    def rename(row: Any, name: str) -> None:
        draft.rename(at(row), name.strip())
        renamed()

    def titled(tongue: str, heading: str, *, is_rtl: bool) -> Column:
        return Column(
            heading,
            lambda row: str(row.titles.get(tongue, "")),
            lambda row, text: put(replace(row, titles=with_title(row.titles, tongue, text))),
            is_rtl=is_rtl,
        )

    return [
        Column(
            _("Name"),
            lambda row: draft.name(at(row)),
            rename,
            is_rtl=False,
            fault=lambda row: draft.name_fault(at(row)),
        ),
        titled("ar", _("Arabic"), is_rtl=True),
        titled("en", _("English"), is_rtl=False),
    ]


def with_title(titles: Texts, tongue: str, text: str) -> Texts:
    """The titles with another one in a language, or without one where it is empty."""
    return {name: told for name, told in {**titles, tongue: text.strip()}.items() if name != tongue or told}


def told_inherited(draft: Draft, label: str, places: Callable[[Label], list[Place]]) -> str:
    """What a Label has from those above it, in a sentence; empty where that is nothing. `places` tells what a Label
    has of its own."""
    given = []
    for one in draft.held.lineage(label):
        names = ", ".join(one_line(draft.name(place)) for place in places(one))
        if names and one.name != label:
            told = _("{names} from {label}")
            giver = one_line(draft.called(label_at(one.name)))
            given.append(told.format(names=isolated(names), label=isolated(giver)))
    return _("Inherited: {names}.").format(names=_("; ").join(given)) if given else ""
