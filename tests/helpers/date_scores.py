"""How well time expressions are found and read, scored against the gold file as its README says.

Detection is scored by sentence, exact and relaxed (any overlap); a value is right when it equals the gold value or one
of its alternatives.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Found = tuple[int, int]
Finder = Callable[[str, date], Sequence[Found]]
Reader = Callable[[str, int, int, date], str | None]

GOLD = Path(__file__).parents[1] / "data" / "dates_gold_dev.jsonl"


@dataclass(slots=True)
class Score:
    """What was found and read of one gold file; `misses` tells each thing that is wrong."""

    expressions: int = 0
    found: int = 0
    exact: int = 0
    gold_touched: int = 0
    found_touching: int = 0
    values_right: int = 0
    negatives: int = 0
    false_in_negatives: int = 0
    by_category: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    misses: list[str] = field(default_factory=list)

    @property
    def exact_f1(self) -> float:
        return _percent_f1(self.exact, self.exact, self.found, self.expressions)

    @property
    def relaxed_f1(self) -> float:
        return _percent_f1(self.found_touching, self.gold_touched, self.found, self.expressions)

    @property
    def value_share(self) -> float:
        return 100 * self.values_right / max(1, self.expressions)


def _percent_f1(right_of_found: int, right_of_gold: int, found: int, gold: int) -> float:
    precision, recall = right_of_found / max(1, found), right_of_gold / max(1, gold)
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def gold_rows(path: Path = GOLD) -> list[Row]:
    """The rows of a gold file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def sentences(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by sentence."""
    by_sentence: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_sentence[row["sid"]].append(row)
    return by_sentence


def scored(rows: Iterable[Row], find: Finder, read: Reader) -> Score:
    """The score of a finder and a reader. By category: expressions, exact, touched, values right."""
    score = Score()
    for group in sentences(rows).values():
        text, published = group[0]["sentence"], date.fromisoformat(group[0]["dct"])
        found = [tuple(one) for one in find(text, published)]
        gold = [row for row in group if row["type"] != "NONE"]
        if not gold:
            score.negatives += 1
            score.false_in_negatives += bool(found)
        spans = [(row["start"], row["end"]) for row in gold]
        score.found += len(found)
        score.found_touching += sum(any(_touch(one, span) for span in spans) for one in found)
        for one in found:
            if not any(_touch(one, span) for span in spans):
                score.misses.append(f"false     {text[one[0] : one[1]]!r} in {text!r}")
        for row in gold:
            _score_row(score, row, found, read)
    return score


def _score_row(score: Score, row: Row, found: Sequence[Any], read: Reader) -> None:
    text, span = row["sentence"], (row["start"], row["end"])
    category = score.by_category[row["category"]]
    touching = [one for one in found if _touch(one, span)]
    is_exact = span in found
    value = read(text, *span, date.fromisoformat(row["dct"]))
    is_right = value is not None and value in (row["value"], *row.get("alt_values", ()))
    score.expressions += 1
    score.exact += is_exact
    score.gold_touched += bool(touching)
    score.values_right += is_right
    for place, gain in enumerate((1, is_exact, bool(touching), is_right)):
        category[place] += gain
    if not is_exact:
        said = " + ".join(repr(text[start:end]) for start, end in touching) or "nothing"
        score.misses.append(f"range     {row['category']}: {row['text']!r} but {said} in {text!r}")
    if not is_right:
        score.misses.append(
            f"value     {row['category']}: {row['text']!r} {row['value']} but {value} in {text!r} {row['dct']}"
        )


def _touch(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def ours() -> tuple[Finder, Reader]:
    """The finder and the reader of the program."""
    from annotator.arabic import dates

    def find(text: str, published: date) -> Sequence[Found]:
        return [(one.start, one.end) for one in dates.find(text, published)]

    def read(text: str, start: int, end: int, published: date) -> str | None:
        one = dates.read(text, start, end, published)
        return one.value if one else None

    return find, read
