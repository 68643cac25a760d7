"""The guidelines in a card, Label by Label, in English from left to right and in Arabic from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.dataset.publishing.markdown import html, line_of, prose
from annotator.dataset.publishing.publication import Publication
from annotator.model.schema import Guideline, Label, RelationLabel

_INCLUDE = {"en": "Include", "ar": "يُحدَّد"}
_EXCLUDE = {"en": "Leave out", "ar": "لا يُحدَّد"}
_QUOTED = re.compile("«[^«»\n]*»")
"""Arabic words in a text that runs from left to right, where each of them is to stand for itself."""
_POSITIVE, _NEGATIVE = "أمثلة", "أمثلة على ما لا يُحدَّد"


def guidelines(made: Publication) -> Iterator[str]:
    """The section with the guidelines of all Labels that have one."""
    every: list[Label | RelationLabel] = [*made.labels, *made.schema.relations]
    told = [one for one in every if one.guideline != Guideline()]
    yield "## Guidelines"
    if not told:
        yield "The schema has no guidelines."
    for one in told:
        yield "\n\n".join(["<details>", _summary(one), *_guideline(one.guideline), "</details>"])


def _summary(label: Label | RelationLabel) -> str:
    titles = [title for title in (label.titles.get("ar", ""), label.titles.get("en", "")) if title]
    return f"<summary>{' · '.join(map(html, [label.name, *titles]))}</summary>"


def _guideline(guideline: Guideline) -> Iterator[str]:
    for language in sorted(
        {*guideline.text, *guideline.include, *guideline.exclude, "ar"}, key=lambda one: (one != "en", one)
    ):
        inside = list(_in(guideline, language))
        if language != "ar":
            yield from (_QUOTED.sub("\u2068\\g<0>\u2069", one) for one in inside)
        elif inside:
            yield from ('<div dir="rtl" lang="ar">', *inside, "</div>")


def _in(guideline: Guideline, language: str) -> Iterator[str]:
    if text := guideline.text.get(language):
        yield prose(text)
    if include := guideline.include.get(language):
        yield _list(_INCLUDE.get(language, _INCLUDE["en"]), include)
    if exclude := guideline.exclude.get(language):
        yield _list(_EXCLUDE.get(language, _EXCLUDE["en"]), exclude)
    if language == "ar" and guideline.positive:
        yield _list(_POSITIVE, guideline.positive)
    if language == "ar" and guideline.negative:
        yield _list(_NEGATIVE, guideline.negative)


def _list(heading: str, items: tuple[str, ...]) -> str:
    return f"**{heading}**\n\n" + "\n".join(f"- {line_of(item)}" for item in items)
