"""Figures of data that real people annotated: one that is published, and those that stand in the guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.review.agreement import Agreement, Level
from annotator.review.coding import count_codings
from annotator.review.comparing import Comparison
from annotator.review.kappa import fleiss
from tests.helpers import event_raters
from tests.review.layers import counted

GUIDE = Path(__file__).parents[2] / "docs" / "agreement.md"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not event_raters.EVENTS.is_dir(), reason="the events of the shared data are not here"),
]


def test_fleiss_kappa_of_the_sentences_with_three_raters_is_the_published_one() -> None:
    three = [(yes, no) for yes, no in event_raters.votes() if yes + no == 3]
    assert len(three) == 2618
    names = ("a", "b", "c")
    sums = counted(
        *(
            lambda counts, yes=yes, no=no: count_codings(counts, "n", names, {(("yes",),) * yes + ((),) * no: 1})  # type: ignore[misc]
            for yes, no in three
        )
    )
    assert fleiss(sums, "n", [("yes",), ()])[0] == pytest.approx(0.660294, abs=5e-7)


@pytest.fixture(scope="module")
def found() -> Agreement:
    comparison = Comparison(event_raters.SCHEMA)
    for text, layers in event_raters.sentences():
        comparison.add(text, layers)
    return comparison.told(1000)


def test_the_guide_tells_the_figures_of_the_assaults(found: Agreement) -> None:
    letters, words, units = Level.CHARACTER, Level.TOKEN, found.unitizing
    figures = {
        "F1, same range and label": found.f1.exact,
        "F1, same range": found.f1.range,
        "F1, overlap": found.f1.overlap,
        "F1, overlap and same label": found.f1.type,
        "F1, overlap counts half": found.f1.partial,
        "F1 of verbs, exact": found.labels["Assault"].f1.exact,
        "F1 of verbs, overlap": found.labels["Assault"].f1.overlap,
        "F1 of actors, exact": found.labels["Actor"].f1.exact,
        "F1 of actors, overlap": found.labels["Actor"].f1.overlap,
        "Fleiss' κ of letters": found.fleiss[letters],
        "Fleiss' κ of words": found.fleiss[words],
        "Krippendorff's α of letters": found.alpha[letters],
        "Krippendorff's α of words": found.alpha[words],
        "α_u of units (1995)": units.alpha_u,
        "uα of units (2016)": units.u,
        "|uα, boundaries alone": units.binary,
        "cuα, labels alone": units.cu,
        "F1 of arguments, exact": found.arguments.f1.exact,
        "F1 of arguments, overlap": found.arguments.f1.overlap,
    }
    rows = re.findall(r"^\| (.+?) \| (\S+) \((\S+) to (\S+)\) \|$", GUIDE.read_text().replace("\\|", "|"), re.MULTILINE)
    told = {name: tuple(map(float, numbers)) for name, *numbers in rows}
    assert set(told) == set(figures)
    for name, figure in figures.items():
        assert told[name][0] == pytest.approx(figure.value, abs=5e-4), name
        assert told[name][1:] == pytest.approx((figure.low, figure.high), abs=5e-3), name


def test_discontinuous_spans_are_counted_with_the_others(found: Agreement) -> None:
    layers = [layer for _text, held in event_raters.sentences() for layer in held]
    apart = sum(len(span.fragments) > 1 for layer in layers for span in layer.spans)
    assert (found.articles, len(layers), sum(len(layer.spans) for layer in layers), apart) == (373, 1131, 2715, 241)
    text = GUIDE.read_text()
    assert "373 sentences" in text
    assert "2,715 spans" in text
    assert "241 of them discontinuous" in text
