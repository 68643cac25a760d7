"""The text of the bench with its Layers, Gold nearest to the words, and the Case in hand lit up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.desktop.bench.arrows import Arrows
from annotator.desktop.bench.order import Order
from annotator.desktop.text.lanes import GOLD, LaneLayer, on_lane
from annotator.desktop.text.lanes_view import LanesView
from annotator.desktop.theme import Look
from annotator.model.annotation import Span
from annotator.model.schema import Schema

if TYPE_CHECKING:
    from annotator.review.docket import CaseEntry


class Stage:
    """Shows on a view what is decided about."""

    def __init__(self, view: LanesView, looks: Mapping[str, Look]) -> None:
        self._view, self._looks = view, looks

    def show(
        self, order: Order, entry: CaseEntry | None, letters: Mapping[str, str], gold: Sequence[Span], schema: Schema
    ) -> None:
        """Show the Cases of an Article, one of them in hand. `letters` are those of the annotators."""
        said: dict[str, list[Span]] = {name: [] for name in letters}
        for one in order.entries:
            for answer in one.case.answers:
                said[answer.annotator] += answer.spans
        layers = [LaneLayer(letter, tuple(said[name])) for name, letter in letters.items()]
        self._view.show_layers([LaneLayer(GOLD, tuple(gold)), *layers] if layers or gold else ())
        waiting = [(one.case.start, one.case.end) for one in order.waiting if not one.case.is_relation]
        if entry is None:
            self._view.show_events(())
            self._view.show_case((), waiting, ())
            return
        case = entry.case
        arrows = Arrows(case, letters, said, schema, self._looks)
        self._view.show_events(arrows.drawn)
        lit = [on_lane(letters[answer.annotator], span.uid) for answer in case.answers for span in answer.spans]
        lit += [on_lane(GOLD, span.uid) for span in gold]
        self._view.show_case(arrows.places or ((case.start, case.end),), waiting, [*lit, *arrows.lit])
