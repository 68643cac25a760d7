"""The dataset card, `README.md`: in English, as cards are, with the guidelines in their own languages.

It is made of what the project says and of counts, so the same project has the same card, whoever makes it and when.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from annotator import __version__
from annotator.dataset.publishing.card_annotation import annotation
from annotator.dataset.publishing.card_data import data, loading
from annotator.dataset.publishing.card_guidelines import guidelines
from annotator.dataset.publishing.front_matter import front_matter
from annotator.dataset.publishing.markdown import cell, name, table
from annotator.dataset.publishing.publication import HUB_SPLITS, Publication, counted
from annotator.dataset.publishing.twins import Twins
from annotator.formats.parts import Part
from annotator.model.schema import Kind
from annotator.model.split import By, SplitRule

_IN_ADDRESSES = ":/?#@!$&*+,;=%~-._"
_ARABIC_UNITS = {
    "codepoint": "تُحسب المواضع بمحارف يونيكود.",
    "utf16": "تُحسب المواضع بوحدات UTF-16.",
    "grapheme": "تُحسب المواضع بالحروف مع علاماتها.",
    "token": "مدى كل مقطع كلماتٌ مقطّعة، لا أحرف.",
}


def card(made: Publication) -> str:
    """The whole card: YAML, then Markdown."""
    parts = (_head, loading, _splits, _labels, data, annotation, _dates, guidelines, _files, _licence)
    sections = (section for part in parts for section in part(made))
    return front_matter(made) + "\n" + "\n".join(f"{section.strip(chr(10))}\n" for section in sections)


def _head(made: Publication) -> Iterator[str]:
    survey = made.survey
    articles, spans = survey.articles.total(), survey.spans()
    used = len(survey.labels)
    yield f"# {cell(made.wish.title)}"
    everyone = ", those of all annotators together" if survey.crowded else ""
    yield (
        f"{counted(articles, 'Arabic news article')} with {counted(spans, 'span')} of {counted(used, 'label')}"
        f"{everyone}. Annotated with Hashiya {__version__}, under version {made.schema_version} of the schema "
        f"“{cell(made.schema.name)}”." + (f" The project was changed last on {made.changed}." if made.changed else "")
    )
    yield (
        '<div dir="rtl" lang="ar">\n\n'
        f"مجموعة بيانات عربية موسومة لتدريب النماذج. عدد المقالات: {articles}، والمقاطع الموسومة: {spans}، والوسوم "
        f"المستعملة: {used}. {_ARABIC_UNITS[made.offset_unit]} وفي آخر الصفحة دليل الوسم بالعربية "
        "والإنجليزية.\n\n</div>"
    )


def _splits(made: Publication) -> Iterator[str]:
    survey = made.survey
    yield "## Splits"
    yield table(
        ["Split", "File", "Articles", "Rows", "Spans"],
        [
            [
                HUB_SPLITS[file.split],
                f"`{file.name}`",
                f"{survey.articles[file.split]:,}",
                "–" if file.rows is None else f"{file.rows:,}",
                f"{survey.spans(file.split):,}",
            ]
            for file in made.data
        ],
        numeric=3,
    )
    if made.rule is None:
        yield (
            "The project was not divided, so everything is in `train`; hold some of it back before you measure "
            "anything. No near duplicates were looked for. No two articles have the same text letter for letter."
        )
        return
    yield _rule(made.rule)
    yield _duplicates(made.rule, made.twins)


def _duplicates(rule: SplitRule, twins: Twins | None) -> str:
    told = (
        "Duplicates: no two articles have the same text letter for letter. Near duplicates, of which news is full, are "
        "kept in one split: articles whose shingles of three words, in folded spelling, have a Jaccard similarity of "
        f"{rule.threshold:g} or more, or of which as much, if it is 40 words, stands within the other."
    )
    if twins is None or not twins.groups:
        return f"{told} There are none in the project."
    told += (
        f" The project has {counted(twins.groups, 'group')} of them with {counted(twins.articles, 'article')}. They "
        "were not taken out, so one split may hold the same story several times."
    )
    if twins.torn:
        told += f" In several splits, since articles keep the split that they had: {counted(twins.torn, 'group')}."
    return told


def _rule(rule: SplitRule) -> str:
    how = {
        By.RANDOM: f"drawn by chance (seed {rule.seed}), with the spans of each label spread by the same shares",
        By.TIME: "by the day of publication: the oldest to train with, the newest to test with",
        By.SOURCE: f"by source, drawn by chance (seed {rule.seed}): articles of one source are in one split",
    }[rule.by]
    return (
        f"The wished shares are {rule.train:g} % train, {rule.dev:g} % validation (called dev in Hashiya) and "
        f"{rule.test:g} % test of all articles of the project, {how}. Articles that came in later were added without "
        "moving those that were divided before."
    )


def _labels(made: Publication) -> Iterator[str]:
    yield "## Labels"
    splits = [file.split for file in made.data]
    yield table(
        ["Label", "العربية", "English", "Kind", *(HUB_SPLITS[split] for split in splits), "All"],
        [
            [
                name(label.name),
                cell(label.titles.get("ar", "")),
                cell(label.titles.get("en", "")),
                label.kind.value,
                *(f"{made.survey.spans(split, label.name):,}" for split in splits),
                f"{made.survey.spans(label=label.name):,}",
            ]
            for label in made.labels
            if label.name in made.survey.labels
        ],
        numeric=len(splits) + 1,
    )
    unused = [name(label.name) for label in made.labels if label.name not in made.survey.labels]
    if unused:
        yield f"In the schema, and not marked anywhere: {', '.join(unused)}."
    if made.survey.relations or made.survey.arguments:
        told = [f"{name(label)} {count:,}" for label, count in sorted(made.survey.relations.items())]
        arguments = [f"arguments of events {made.survey.arguments:,}"] if made.survey.arguments else []
        yield f"Arrows between spans: {', '.join([*told, *arguments])}."
    yield "`labels.json` has the same for programs, `schema.json` the schema with attributes, roles and guidelines."


def _dates(made: Publication) -> Iterator[str]:
    survey = made.survey
    yield "## Publication and dates"
    if survey.last_day:
        missing = f"; {counted(survey.undated, 'article')} of no known day" if survey.undated else ""
        yield f"The articles were published from {survey.first_day} to {survey.last_day}{missing}."
    else:
        yield "No article has a day of publication."
    has_dates = any(made.schema.kind(label) is Kind.DATE for label in survey.labels)
    if has_dates and Part.VALUES in made.format.carries:
        yield (
            "Dates have TIMEX3 types and values, in ISO 8601 and the Gregorian calendar, that annotators gave or left "
            "as they were proposed. What is relative (“yesterday”, “next Sunday”) is counted from the day of "
            f"publication, and a week begins on {made.wish.week_starts.capitalize()}. Hijri days are those of the Umm "
            "al-Qura calendar (1343 to 1500 AH). A date that could not be read has no value."
        )


def _files(made: Publication) -> Iterator[str]:
    yield "## Files"
    yield table(
        ["File", "Bytes", "SHA-256"],
        [[f"`{file.name}`", f"{file.size:,}", f"`{file.sha256}`"] for file in made.files],
    )
    yield "`croissant.json` describes the same files in MLCommons' Croissant format."


def _licence(made: Publication) -> Iterator[str]:
    licence = made.wish.licence
    yield "## Licence"
    if not licence.is_known:
        yield (
            "No licence was named when this was published, so `license` says `unknown`: by default others have no "
            "right to use the annotations, nor the texts, which belong to those who published them."
        )
    elif licence.link:
        yield f"[{cell(licence.spdx or 'The terms')}]({quote(licence.link, safe=_IN_ADDRESSES)})"
    else:
        yield "Terms of its own; ask those who published it."
