"""The Cases of data that real people annotated, as the guide tells of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from annotator.model.article import Article
from annotator.review.cases import cases_of
from annotator.review.strategies import choice_of, strategy_named
from tests.helpers import event_raters

GUIDE = Path(__file__).parents[2] / "docs" / "adjudication.md"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not event_raters.EVENTS.is_dir(), reason="the events of the shared data are not here"),
]


def test_the_figures_of_real_disagreement_are_those_in_the_guide() -> None:
    found = [
        case
        for number, (text, layers) in enumerate(event_raters.sentences())
        if len(layers) > 1
        for case in cases_of(Article(str(number), "", text), layers, event_raters.SCHEMA)
    ]
    kinds = Counter(kind.value for case in found for kind in case.kinds)
    told = GUIDE.read_text()
    assert f"there are {len(found)} cases, of which {sum(case.is_agreed for case in found)} are agreed" in told
    assert kinds == {name: int(n) for name, n in re.findall(r"^\| `(\w+)` \| (\d+) \|$", told, re.MULTILINE)}
    for name in ("unanimous", "majority", "union"):
        decided = sum(choice_of(strategy_named(name), case) is not None for case in found)
        assert re.search(rf"`{name}` (?:decides )?{decided}\b", told)
