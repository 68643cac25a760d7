"""The classes of disagreement in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.words import _

if TYPE_CHECKING:
    from annotator.review.classes import Disagreement


def kind_told(kind: Disagreement) -> str:
    """What a class means, in a sentence."""
    return {
        "label": _("The same words under another label"),
        "boundary": _("Other edges, and nothing else explains them"),
        "clitic": _("One has a particle or pronoun inside that the other leaves out: بالقاهرة / القاهرة"),
        "title": _("One has the title inside: الرئيس ترامب / ترامب"),
        "article": _("They differ by the definite article: العراق / عراق"),
        "punctuation": _("They differ by signs and spaces only"),
        "nesting": _("One marked something inside or around what both marked"),
        "missed": _("One marked what another did not"),
        "relation": _("Another relation or argument, or none"),
        "attribute": _("Another attribute or note"),
        "value": _("Another type or value of a date"),
    }[kind.value]
