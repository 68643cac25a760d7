"""What classes of disagreement are called."""

from __future__ import annotations

from annotator.words import _


def class_word(kind: str) -> str:
    """What a class is called, in the user's language; one that is not known as it is."""
    return {
        "label": _("Different label"),
        "boundary": _("Different edges"),
        "clitic": _("Clitic only"),
        "title": _("Title included"),
        "article": _("Definite article"),
        "punctuation": _("Punctuation"),
        "nesting": _("Nesting"),
        "missed": _("Missed"),
        "relation": _("Relation or argument"),
        "attribute": _("Attribute or note"),
        "value": _("Date value"),
    }.get(kind, kind)
