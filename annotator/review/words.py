"""The kinds of doubts in words."""

from __future__ import annotations

from annotator.review.doubts import Doubt
from annotator.words import _


def title_of(kind: Doubt) -> str:
    """What a kind is called."""
    return {
        Doubt.LABEL: _("Different labels"),
        Doubt.CLITIC: _("Proclitic inside and outside"),
        Doubt.BOUNDARY: _("Different boundaries"),
        Doubt.MISSED: _("Marked here, missed there"),
        Doubt.DATE: _("Dates with another value"),
        Doubt.PUNCTUATION: _("Stray punctuation"),
    }[kind]


def meaning_of(kind: Doubt) -> str:
    """What a kind means, in a sentence."""
    return {
        Doubt.LABEL: _("The same name has one label here and another one there."),
        Doubt.CLITIC: _("The letters before a name are in its span here and outside there: «بالقاهرة» and «القاهرة»."),
        Doubt.BOUNDARY: _("The same words are marked as a whole here and in part there: «الرئيس ترامب» and «ترامب»."),
        Doubt.MISSED: _("A name that is marked mostly stands unmarked in a finished article."),
        Doubt.DATE: _("The value of a date is not the one that its words have."),
        Doubt.PUNCTUATION: _("A span begins or ends with a sign or a space, or a bracket has no partner in it."),
    }[kind]
