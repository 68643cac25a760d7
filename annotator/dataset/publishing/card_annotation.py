"""What a card tells of the annotators, and of how far they agree."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.dataset.publishing.markdown import cell, name, table
from annotator.dataset.publishing.publication import Publication, counted
from annotator.review.totals import Count

_F1 = ("F1", "Same range", "Overlap")


def annotation(made: Publication) -> Iterator[str]:
    """The section on the annotators."""
    survey = made.survey
    yield "## Annotation"
    yield table(
        ["Annotator", "Articles"],
        [[cell(who), f"{count:,}"] for who, count in sorted(survey.annotators.items())],
        numeric=1,
    )
    yield _chosen(made)
    hidden = (
        "" if made.wish.with_names else "Names are hidden; a code means the same person everywhere in this dataset. "
    )
    states = ", ".join(f"{status} {count:,}" for status, count in sorted(survey.statuses.items()))
    origins = ", ".join(f"{cell(origin)} {count:,}" for origin, count in sorted(survey.origins.items()))
    came = f" How the spans came about: {origins}." if origins else ""
    yield f"{hidden}How far they were with the articles: {states}.{came}"
    yield "## Agreement"
    agreement = survey.agreement
    if not made.wish.wanted.beside_others:
        yield "Annotators did not see one another's work when this was made, so nothing is said of their agreement."
        return
    if not agreement.pairs:
        yield "No article was done by two annotators, so nothing can be said of their agreement."
        return
    yield (
        "F1 of one annotator's spans against the other's, over the articles that both have done. Alike are spans that "
        "have the same label and the same range to the letter, in every fragment. Beside that, F1 of spans of the same "
        "range, whatever their label, and of spans that overlap, each with one partner at most. Counts are summed up "
        "over all articles (micro average). Chance is not taken out: where nobody can say how much was rightly left "
        "unmarked, kappa comes to F1 (Hripcsak and Rothschild 2005, doi:10.1197/jamia.M1733)."
    )
    yield table(
        ["Annotators", "Articles", "Spans of the first", "Of the second", "Alike", *_F1],
        [
            [
                ", ".join(map(cell, pair)),
                f"{agreement.articles[pair]:,}",
                *_told(agreement.of(pair)),
            ]
            for pair in agreement.pairs
        ],
        numeric=7,
    )
    total = agreement.of()
    alike = "none has any span" if total.f1 is None else f"F1 {total.f1:.3f} ({counted(total.both, 'span')} alike)"
    yield f"All pairs together: {alike}. By label:"
    yield table(
        ["Label", "Spans of the first", "Of the second", "Alike", *_F1],
        [[name(label), *_told(agreement.of(label=label))] for label in agreement.labels],
        numeric=6,
    )


def _chosen(made: Publication) -> str:
    wanted = made.wish.wanted
    who = "Only the work of this annotator was taken" if wanted.annotator is not None else "The work of all was taken"
    if wanted.status is None:
        return f"{who}, except for articles that were skipped."
    return f"{who}, and of it only what has the status {wanted.status.value}."


def _told(count: Count) -> list[str]:
    shares = (count.f1, count.range_f1, count.overlap_f1)
    figures = ("–" if share is None else f"{share:.3f}" for share in shares)
    return [f"{count.first:,}", f"{count.second:,}", f"{count.both:,}", *figures]
