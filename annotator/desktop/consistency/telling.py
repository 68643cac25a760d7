"""What would be done about a Finding, in words."""

from __future__ import annotations

from collections.abc import Callable

from annotator.desktop.plain import isolated, one_line
from annotator.review.doubts import Doubt, Finding, Variant, told
from annotator.words import _, ngettext


def asked_for(finding: Finding, model: Variant, number: int, called: Callable[[str], str]) -> str:
    """What is done to so many places, for a button."""
    match finding.kind:
        case Doubt.DATE:
            return ngettext("Give {n} date the value of its words", "Give {n} dates the value of their words", number)
        case Doubt.PUNCTUATION:
            return ngettext("Trim {n} span", "Trim {n} spans", number)
        case Doubt.MISSED:
            text = ngettext("Mark {n} place with {{label}}", "Mark {n} places with {{label}}", number)
            return text.format(label=isolated(one_line(told(model, called)))).replace("&", "&&")
        case _:
            text = ngettext("Make {n} place like {{way}}", "Make {n} places like {{way}}", number)
            return text.format(way=isolated(one_line(told(model, called)))).replace("&", "&&")


def stays(finding: Finding, *, has_others: bool) -> str:
    """How the list is used, and what of it cannot be changed."""
    if has_others:
        return _("Spans of other annotators are shown to be read; only your own can be ticked and changed.")
    if finding.kind is Doubt.PUNCTUATION:
        return _("A bracket whose partner is nowhere near stays as it is; a double click opens the article there.")
    return _("Space ticks a place, Ctrl+A all; Ctrl+Enter makes them alike. A double click opens the article there.")
