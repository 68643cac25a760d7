"""Recommenders that other packages bring. The example is the one in docs/external.md."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.model.article import Article
from annotator.suggest.external.allowed import NotAllowed, allow
from annotator.suggest.external.external import External, connected
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.external.plugins import Plugin, installed
from annotator.suggest.recommender import Example
from annotator.workspace import schema_named
from tests.helpers.builders import small_schema, text_article

PAGE = (Path(__file__).parents[3] / "docs" / "external.md").read_text(encoding="utf-8")
ARTICLE = text_article("التقى وزير الخارجية وزير الدفاع في دمشق.")
Installing = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installing]:
    """Installs a distribution of one module, with what its pyproject.toml says of entry points."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)

    def installing(source: str, points: str) -> None:
        (module,) = re.findall(r'"(\w+):', points)
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        told = tmp_path / f"{module}-1.5.dist-info"
        told.mkdir()
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.5\n")
        lines = re.sub(r'\[project\.entry-points\."(.*)"\]', r"[\1]", points).replace('"', "")
        (told / "entry_points.txt").write_text(lines, encoding="utf-8")

    yield installing
    for module in set(sys.modules) - before:
        if module.startswith("hashiya_"):
            del sys.modules[module]


def example(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


def plugin(name: str, **set_up: float) -> External:
    outside = Outside(name, Kind.PLUGIN, **set_up)  # type: ignore[arg-type]
    return External(outside, Plugin(outside))


def asked(external: External, article: Article = ARTICLE) -> list[tuple[str, str]]:
    found = external.suggest(article, schema_named("news"))
    return [(one.label, article.text[one.start : one.end]) for one in found]


def test_the_example_of_the_page_proposes(install: Installing) -> None:
    source = example("python")
    assert len(source.strip().splitlines()) <= 11
    install(source, example("toml"))
    assert [(one.name, one.version) for one in installed()] == [("ministers", "1.5")]
    ministers = plugin("ministers")
    assert asked(ministers) == [("OCC", "وزير الخارجية"), ("OCC", "وزير الدفاع")]
    (first, _second) = ministers.suggest(ARTICLE, schema_named("news"))
    assert (first.origin, first.confidence, first.reason) == ("ministers", 0.9, "a minister")


def test_a_plug_in_is_not_loaded_before_it_is_allowed_and_asked(install: Installing, tmp_path: Path) -> None:
    install(example("python"), example("toml"))
    outside = Outside("ministers", Kind.PLUGIN)
    with pytest.raises(NotAllowed):
        connected(outside, tmp_path / "news.hashiya")
    allow(outside, tmp_path / "news.hashiya")
    installed()
    external = connected(outside, tmp_path / "news.hashiya")
    assert "hashiya_ministers" not in sys.modules
    assert len(asked(external)) == 2
    assert "hashiya_ministers" in sys.modules


def test_a_plug_in_that_is_not_installed_is_told_of() -> None:
    gone = plugin("gone")
    assert asked(gone) == []
    assert gone.last.trouble == "There is no plug-in “gone” installed."


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import no_such_library", "The plug-in “bad” failed: ModuleNotFoundError No module named 'no_such_library'."),
        ("raise SystemExit(3)", "The plug-in “bad” failed: SystemExit 3."),
        ("def (", "The plug-in “bad” failed: SyntaxError"),
        ("Made = 7", "The plug-in “bad” is no recommender."),
        ("class Made:\n  def __init__(self): 1 / 0", "The plug-in “bad” failed: ZeroDivisionError division by zero."),
        (
            "class Made:\n  def suggest(self, a, s): raise KeyError('\\nx')",
            "The plug-in “bad” failed: KeyError '\\nx'.",
        ),
        ("class Made:\n  def suggest(self, a, s): return None", "The plug-in “bad” failed: TypeError"),
        (
            "class Made:\n  def suggest(self, a, s):\n    import time\n    time.sleep(3)",
            "The plug-in “bad” failed: TimeoutError.",
        ),
    ],
)
def test_a_plug_in_that_fails_is_told_of_in_one_sentence(install: Installing, source: str, told: str) -> None:
    install(source, '[project.entry-points."hashiya.recommenders"]\nbad = "hashiya_bad:Made"\n')
    bad = plugin("bad", seconds=0.2 if "sleep" in source else 60)
    assert asked(bad) == []
    assert bad.last.trouble.startswith(told)


def test_what_a_plug_in_returns_is_looked_at_like_everything_from_outside(install: Installing) -> None:
    install(
        "from annotator.suggest.suggestion import Suggestion as S\n"
        "class Made:\n"
        "  def suggest(self, article, schema):\n"
        "    n = float('nan')\n"
        "    yield S('GPE', 35, 99, confidence=n)\n"
        "    yield from [S('PERS', 90, 95), S('NONE', 0, 5), S('GPE', 'a', None), 7, S(7, 0, 1)]\n",
        '[project.entry-points."hashiya.recommenders"]\nodd = "hashiya_odd:Made"\n',
    )
    odd = plugin("odd")
    assert asked(odd) == [("GPE", "دمشق")]
    assert {reason.value: n for reason, n in odd.last.dropped.items()} == {
        "malformed": 3,
        "outside_text": 1,
        "unknown_label": 1,
    }


def test_a_plug_in_may_learn(install: Installing) -> None:
    install(
        "class Made:\n"
        "  def suggest(self, article, schema): return []\n"
        "  def train(self, examples, schema): return f'{len(examples)} articles, {examples[0].marked[0][2]}'\n",
        '[project.entry-points."hashiya.recommenders"]\nlearns = "hashiya_learns:Made"\n',
    )
    assert plugin("learns").train([Example("1", "دمشق", ((0, 4, "GPE"),))], small_schema()) == "1 articles, GPE"
