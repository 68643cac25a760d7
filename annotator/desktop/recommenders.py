"""What is told of a Suggestion: who proposes it, how sure that is, why, and who agrees."""

from __future__ import annotations

from annotator.desktop.plain import isolated, one_line
from annotator.words import _
from annotator.workspace import Suggestion


def title_of(recommender: str) -> str:
    """The name of a recommender as users read it; one from outside keeps its own."""
    titles = {
        "dates": _("finder of dates"),
        "memory": _("memory"),
        "lexicon": _("lists of names"),
        "repeats": _("the same name here"),
        "learned": _("learned model"),
    }
    return titles.get(recommender, one_line(recommender))


def explained(recommender: str) -> str:
    """What a recommender goes by, in a sentence; empty for one from outside."""
    sentences = {
        "dates": _("Dates and times, with their values."),
        "memory": _("Names that were marked in finished articles, as they were marked there."),
        "lexicon": _("Countries, and the lists of names that were imported."),
        "repeats": _("The other places of a name that is marked in the same article."),
        "learned": _("A model that is trained on the finished articles beside the work."),
    }
    return sentences.get(recommender, "")


def level_of(one: Suggestion) -> str:
    """How sure a Suggestion is, in a word and, of a name, in hundredths."""
    words = {"high": _("certain"), "medium": _("likely"), "check": _("please check")}
    word = words[one.level]
    return word if one.type else f"{word} ({isolated(f'{one.sureness:.0%}')})"


def because(one: Suggestion) -> str:
    """Who proposes it and why: `memory (marked so: 4 of 5)`."""
    if one.type:
        from annotator.arabic.dates import rule_title  # here, for the start of the window

        why = rule_title(one.reason)
    else:
        why = one.reason
    title = title_of(one.origin)
    return _("{recommender} ({reason})").format(recommender=title, reason=isolated(one_line(why))) if why else title


def agreeing(one: Suggestion) -> str:
    """Which other recommenders propose the same; empty for none."""
    titles = _(", ").join(isolated(title_of(name)) for name in one.also)
    return _("Also proposed by: {recommenders}").format(recommenders=titles) if titles else ""


def told(one: Suggestion, title: str) -> str:
    """All of it, for a tooltip; `title` is that of the Label."""
    heading = _("Suggestion: {value}").format(value=isolated(one_line(title)))
    lines = (heading, isolated(one.value) if one.value else "", level_of(one), because(one), agreeing(one))
    return "\n".join(line for line in lines if line)
