"""The adapters: scripts that speak for a library in an environment of its own, as real processes.

spaCy is the real one. Of transformers and GLiNER there are stand-ins of a few lines here, as neither is installed where
the tests run: they show that the adapters ask as those libraries are asked, and what becomes of the answers.
"""

from __future__ import annotations

import ast
import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy

from annotator.model.article import Article
from annotator.suggest.external import adapters
from annotator.suggest.external.child import Child
from annotator.suggest.external.external import External
from annotator.suggest.external.foreign import OutsideTrouble
from annotator.suggest.external.outside import Kind, Outside
from tests.helpers.builders import ARTICLE, small_schema, text_article

Speaking = Callable[..., External]


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Speaking]:
    """Starts an adapter; a stand-in for its library may be given as source."""
    held: list[External] = []

    def start(library: str, *arguments: str, stand_in: str = "", module: str = "", **set_up: Any) -> External:
        if stand_in:
            (tmp_path / f"{module}.py").write_text(stand_in)
            monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        outside = Outside(library, Kind.PROCESS, adapters.command(library, sys.executable, *arguments), **set_up)
        held.append(External(outside, Child(outside)))
        return held[-1]

    yield start
    for one in held:
        one.close()


def proposed(external: External, article: Article = ARTICLE) -> list[tuple[str, str, float]]:
    found = external.suggest(article, small_schema())
    assert external.last.trouble == ""
    return [(one.label, article.text[one.start : one.end], one.confidence) for one in found]


@pytest.mark.parametrize("name", adapters.ADAPTERS.values())
def test_every_adapter_is_written_for_python_3_9_and_knows_nothing_of_the_program(name: str) -> None:
    tree = ast.parse((adapters.folder() / name).read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert imported <= {"__future__", "argparse", "json", "os", "sys", "spacy", "transformers", "gliner"}


def test_no_adapter_is_without_a_name() -> None:
    assert {path.name for path in adapters.folder().glob("*.py")} == set(adapters.ADAPTERS.values())


@pytest.mark.slow
def test_a_spacy_pipeline_proposes_its_entities(speaking: Speaking, tmp_path: Path) -> None:
    nlp = spacy.blank("ar")
    patterns = [{"label": "LOC", "pattern": "القاهرة"}, {"label": "PER", "pattern": "محمود عباس"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "pipeline")
    external = speaking("spacy", str(tmp_path / "pipeline"), labels={"LOC": "GPE", "PER": "PERS"})
    assert proposed(external) == [("PERS", "محمود عباس", 0.6), ("GPE", "القاهرة", 0.6)]
    assert proposed(external, text_article("😀 زار القاهرة 🇪🇬 أمس")) == [("GPE", "القاهرة", 0.6)]
    info = external._connection.info()
    assert (info.labels, info.trainable) == (("LOC", "PER"), False)
    assert info.version.endswith(f"(spaCy {spacy.__version__})")


@pytest.mark.slow
def test_a_pipeline_that_is_not_there_is_told_of_in_one_sentence(speaking: Speaking) -> None:
    external = speaking("spacy", "no_such_pipeline")
    assert external.suggest(ARTICLE, small_schema()) == ()
    assert external.last.trouble.startswith(
        "The recommender “spacy” was stopped: it ended, and its last words were “OSError"
    )


TRANSFORMERS = """
import sys
__version__ = "4"

class Config:
    id2label = {0: "O", 1: "B-PER", 2: "I-PER", 3: "B-LOC"}

class Model:
    config = Config()

class pipeline:
    model = Model()

    def __init__(self, task, model, aggregation_strategy, ignore_labels):
        assert (task, model, aggregation_strategy, ignore_labels) == ("token-classification", "bert", "none", [])
        print("Some weights were not used")  # as libraries do

    def __call__(self, text):
        assert len(text.split()) <= 121
        found = []
        for start in range(0, len(text), 2):  # pieces of two letters, as of no word in particular
            piece = text[start : start + 2]
            word = text[text.rfind(" ", 0, start + 1) + 1 :].split(" ")[0].rstrip(".")
            begins = start == 0 or text[start - 1] == " " or text[start] == " "
            label = {"محمود": "B-PER", "عباس": "I-PER", "القاهرة": "B-LOC", "بيروت": "B-LOC"}.get(word, "O")
            score = {"محمود": 0.9, "عباس": 0.8}.get(word, 0.7)
            if not text[start].isspace():
                first = text.rfind(" ", 0, start + 1) + 1 >= start - 1
                found.append({"entity": label if first else "B-LOC", "score": score if first else 0.01,
                              "start": start, "end": start + 2, "index": start, "word": piece})
        return found
"""


def test_the_pieces_of_a_transformer_become_words(speaking: Speaking) -> None:
    external = speaking(
        "huggingface", "bert", stand_in=TRANSFORMERS, module="transformers", labels={"PER": "PERS", "LOC": "GPE"}
    )
    assert proposed(external) == [("PERS", "محمود عباس", 0.8), ("GPE", "القاهرة", 0.7)]
    assert external._connection.info().labels == ("LOC", "PER")


def test_a_long_article_is_looked_at_in_parts(speaking: Speaking) -> None:
    external = speaking("huggingface", "bert", stand_in=TRANSFORMERS, module="transformers", labels={"LOC": "GPE"})
    article = text_article("زار بيروت ثم عاد. " * 120)
    assert [(label, words) for label, words, _score in proposed(external, article)] == [("GPE", "بيروت")] * 120


def test_a_piece_begins_where_its_letters_do() -> None:
    placed = runpy.run_path(str(adapters.folder() / "huggingface.py"))["placed"]
    assert placed({"start": 3, "end": 7, "entity": "B-LOC", "score": 1}, "ثم زار موسكو", 3) == (7, "B-LOC", 1.0)


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["B-A", "I-A", "O", "I-A"], [(0, 4, "A"), (6, 7, "A")]),
        (["B-A", "B-A", "I-B", "I-B"], [(0, 1, "A"), (3, 4, "A"), (5, 8, "B")]),
        (["A", "A", "B", "O"], [(0, 4, "A"), (5, 6, "B")]),
    ],
)
def test_tags_become_spans(labels: list[str], spans: list[tuple[int, int, str]]) -> None:
    words = [(0, 1), (3, 4), (5, 6), (7, 8)] if labels[1] == "B-A" else [(0, 1), (3, 4), (5, 6), (6, 7)]
    adapter = runpy.run_path(str(adapters.folder() / "huggingface.py"))
    pieces = [(start, label, 0.9) for (start, _end), label in zip(words, labels, strict=True)]
    found = adapter["spans_of"](words, pieces)
    assert [(one["start"], one["end"], one["label"]) for one in found] == spans


GLINER = """
class GLiNER:
    @classmethod
    def from_pretrained(cls, name):
        assert name == "gliner-small"
        return cls()

    def predict_entities(self, text, labels, threshold):
        assert threshold == 0.4
        start = text.find("القاهرة")
        label = next(label for label in labels if label.startswith("GPE") or label == "city")
        found = {"start": start, "end": start + 7, "label": label, "score": 0.55, "text": "القاهرة"}
        return [found] if start >= 0 else []
"""


def test_gliner_is_asked_for_what_the_labels_mean(speaking: Speaking) -> None:
    gliner = speaking("gliner", "gliner-small", "--threshold", "0.4", stand_in=GLINER, module="gliner")
    assert proposed(gliner) == [("GPE", "القاهرة", 0.55)]
    long = text_article("كلمة " * 500 + "القاهرة")
    assert proposed(gliner, long) == [("GPE", "القاهرة", 0.55)]


def test_what_a_library_raises_is_told_in_one_sentence(speaking: Speaking) -> None:
    broken = "class GLiNER:\n    from_pretrained = classmethod(lambda cls, name: cls())\n"
    external = speaking("gliner", "gliner-small", stand_in=broken, module="gliner")
    assert external.suggest(ARTICLE, small_schema()) == ()
    assert "it says “AttributeError: 'GLiNER' object has no attribute 'predict_entities'”" in external.last.trouble


def test_an_adapter_that_cannot_learn_says_so(speaking: Speaking) -> None:
    external = speaking(
        "gliner", "gliner-small", stand_in="class GLiNER:\n    from_pretrained = str\n", module="gliner"
    )
    with pytest.raises(OutsideTrouble, match="“gliner” cannot learn"):
        external.train([], small_schema())
