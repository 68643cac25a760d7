"""What classes of disagreement are called; by their names, so that who only says them need not know how to class."""

from __future__ import annotations

from annotator.words import pgettext


def class_word(kind: str) -> str:
    """What a class is called, within a line; one that is not known by its own name."""
    return {
        "label": pgettext("disagreement", "label"),
        "boundary": pgettext("disagreement", "boundary"),
        "clitic": pgettext("disagreement", "clitic only"),
        "title": pgettext("disagreement", "title included"),
        "article": pgettext("disagreement", "definite article"),
        "punctuation": pgettext("disagreement", "punctuation"),
        "nesting": pgettext("disagreement", "nesting"),
        "missed": pgettext("disagreement", "missed"),
        "relation": pgettext("disagreement", "relation"),
        "attribute": pgettext("disagreement", "attribute or note"),
        "value": pgettext("disagreement", "date value"),
    }.get(kind, kind)


def kind_word(kind: str) -> str:
    """The same at the beginning of a line."""
    word = class_word(kind)
    return word[:1].upper() + word[1:]
