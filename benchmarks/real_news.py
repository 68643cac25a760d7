"""Arabic news that does not travel with the project: it is read from `../shared/data`, where that is there."""

from __future__ import annotations

import json
import os
from pathlib import Path

from annotator import paths
from annotator.arabic.clitics import Knowledge
from annotator.arabic.frequencies import Frequencies

DATA = Path(os.environ.get("HASHIYA_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
_FILES = (
    "ner/ner_anercorp_train.jsonl",
    "ner/ner_wojood_trainval.jsonl",
    "events/event_assault_detection.jsonl",
    "events/event_assault_spans.jsonl",
)


def sentences() -> list[str]:
    """The sentences of ANERcorp (training part), of the Wojood sample and of the assault events, each once: some
    250,000 words. Empty where the data is not there."""
    found: dict[str, None] = {}
    for name in _FILES:
        path = DATA / name
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                found[json.loads(line)["text"]] = None
    return list(found)


def unlabelled() -> list[str]:
    """The same and the tweets of IDRISI, some 330,000 words: what there is to learn clusters from."""
    path = DATA / "offsets" / "loc_idrisi_train.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return list(dict.fromkeys([*sentences(), *(json.loads(line)["text"] for line in lines)]))


def samples() -> list[str]:
    """The texts of the two sample articles."""
    return [path.read_text(encoding="utf-8") for path in sorted(paths.seeds().glob("*.txt"))]


def knowledge(texts: list[str]) -> Knowledge:
    """What a project with these articles knows of words."""
    met = Frequencies()
    met.add(texts)
    return Knowledge(*met.folded())
