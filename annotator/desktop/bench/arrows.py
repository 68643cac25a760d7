"""The Relations of a Case as they are drawn on the page, each between the lanes of the annotator who drew it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.desktop.plain import one_line
from annotator.desktop.text.arguments import Argument, DrawnEvent
from annotator.desktop.text.lanes import on_lane
from annotator.desktop.theme import Look
from annotator.model.annotation import Fragment, Relation, Span, joined
from annotator.model.schema import Schema

if TYPE_CHECKING:
    from annotator.review.cases import Case


class Arrows:
    """What is drawn for a Case. `said` are the Spans of the annotators, `letters` what stands for them."""

    def __init__(
        self,
        case: Case,
        letters: Mapping[str, str],
        said: Mapping[str, Sequence[Span]],
        schema: Schema,
        looks: Mapping[str, Look],
    ) -> None:
        self._schema, self._looks = schema, looks
        self.drawn: list[DrawnEvent] = []
        """The arrows, each as an event with one argument."""
        self.lit: list[str] = []
        """The Spans at their ends, by their names on the page."""
        places: list[Fragment] = []
        for answer in case.answers:
            spans = {span.uid: span for span in said[answer.annotator]}
            for relation in answer.relations:
                ends = [spans[uid] for uid in (relation.source, relation.target) if uid in spans]
                places += [(span.start, span.end) for span in ends]
                self.lit += [on_lane(letters[answer.annotator], span.uid) for span in ends]
                if len(ends) == 2:
                    self._draw(letters[answer.annotator], relation, ends[0])
        self.places = joined(places)
        """The words at their ends."""

    def _draw(self, letter: str, relation: Relation, source: Span) -> None:
        look = self._looks.get(source.label)
        if look is not None:
            title = title_of(self._schema, relation.label, source.label)
            argument = Argument(f"{letter} {title}", on_lane(letter, relation.target))
            self.drawn.append(DrawnEvent(on_lane(letter, relation.source), look, (argument,)))


def title_of(schema: Schema, relation: str, source: str) -> str:
    """What a Relation is called that begins at a Span with the Label `source`: by its Role, or by its own name."""
    known = schema.role(source, relation) or schema.relation(relation)
    return one_line(known.title if known else relation)
