"""The reference corpus: news articles of about 2,000 characters with 30 Spans, made from the sentences in `seeds/`.

    python -m benchmarks.corpus [ARTICLES]

writes `benchmarks/.data/corpus-ARTICLES.jsonl` and prints where it is. The same number always gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotator import paths
from annotator.workspace import Workspace

DATA = Path(__file__).parent / ".data"
ARTICLES = 10_000
LENGTH = 2_000
SPANS = 30
SHORT = 10
"""How many times shorter a short Article is, with as many times fewer Spans."""
COPIES = 10
"""Of so many short Articles one is the copy of the one before it."""

_NAMES = {
    "PERS": "دونالد ترامب|أحمد الشرع|فلاديمير بوتين|حمزة المصطفى|ماركو روبيو|أسعد الشيباني|هاكان فيدان|كارولين ليفيت",
    "NORP": "السوري|الروسي|التركي|الأميركي|الأمريكي",
    "OCC": "الرئيس|وزير الإعلام|وزير الخارجية|السكرتيرة الصحافية",
    "ORG": "قوات سوريا الديمقراطية|وزارة الداخلية السورية|الرئاسة السورية|وكالة سانا|الكرملين|مجلس الأمن الدولي",
    "GPE": "سوريا|دمشق|موسكو|الحسكة|القامشلي|العراق|إسرائيل|واشنطن|الولايات المتحدة|المملكة العربية السعودية",
    "LOC": "الشرق الأوسط|الأراضي السورية",
    "FAC": "البيت الأبيض",
    "Meet": "اتصال هاتفي|اجتماع ثلاثي|جلسة مباحثات رسمية|محادثات الاندماج",
    "Statement": "أعلن|أكد|وأضافت|وأوضح|وأشار",
    "Agreement": "وقف إطلاق النار|إعلان تعاون سياسي|اتفاق",
    "Conflict": "حملة عسكرية|العمليات العسكرية",
    "Transport": "زيارة|الزيارة",
    "DATE": "اليوم الثلاثاء|غداً الأربعاء|الإثنين|18 يناير 2026|يوم الخميس الماضي|عام 2014|أيار الماضي",
    "DURATION": "15 يوماً|اليومين المقبلين",
}
_LABEL_OF = {name: label for label, names in _NAMES.items() for name in names.split("|")}
_NAME = re.compile("|".join(re.escape(name) for name in sorted(_LABEL_OF, key=len, reverse=True)))
_WORD = re.compile(r"[\u0621-\u064a]{3,}")


def articles(count: int, *, is_short: bool = False) -> Iterator[dict[str, Any]]:
    """`count` Articles as objects of plain JSONL. Long ones have sentences of the seeds, which come again and again;
    short ones are words of theirs drawn by chance, as a hundred thousand of few sentences would all be duplicates."""
    sentences = _sentences()
    least, spans = LENGTH, SPANS
    if is_short:
        sentences = sorted({word for sentence in sentences for word in sentence.split()})
        least, spans = LENGTH // SHORT, SPANS // SHORT
    for number in range(1, count + 1):
        dice = random.Random(number - 1 if is_short and number % COPIES == 0 else number)
        # The number makes each text the only one of its kind, as an import would pass over a second one.
        pieces = [f"الخبر رقم {number}:"]
        length = len(pieces[0])
        while length < least:
            pieces.append(dice.choice(sentences))
            length += 1 + len(pieces[-1])
        text = "".join(piece + ("\n" if dice.random() < 0.3 else " ") for piece in pieces).strip()
        yield {
            "title": " ".join(pieces[1:9] if is_short else pieces[1].split()[:8]),
            "text": text,
            "source": "seeds",
            "published": f"2026-01-{number % 28 + 1:02}",
            "spans": _spans(text, dice, spans),
        }


def make(count: int = ARTICLES, *, is_short: bool = False) -> Path:
    """The corpus of `count` Articles; it is written where it is not there yet."""
    path = DATA / f"corpus-{_name(count, is_short=is_short)}.jsonl"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("wb") as out:
            out.writelines(orjson.dumps(article) + b"\n" for article in articles(count, is_short=is_short))
        part.replace(path)
    return path


def project(count: int = ARTICLES, *, is_short: bool = False) -> Path:
    """A project with the corpus of `count` Articles in it, all annotated by `a1`; it is made where it is not there."""
    path = DATA / f"project-{_name(count, is_short=is_short)}.hashiya"
    if not path.exists():
        source = make(count, is_short=is_short)
        part = path.with_name(f"part-{path.name}")
        part.unlink(missing_ok=True)
        with Workspace.create(part, annotator="a1") as workspace:
            workspace.import_files([source])
        part.replace(path)
    return path


def _name(count: int, *, is_short: bool) -> str:
    return f"drawn-{count}" if is_short else str(count)


def _sentences() -> list[str]:
    text = "\n".join(path.read_text() for path in sorted(paths.seeds().glob("*.txt")))
    return [sentence for sentence in re.split(r"\n|(?<=[.؟!])\s", text) if len(sentence) > LENGTH // 100]


def _spans(text: str, dice: random.Random, wanted: int) -> list[tuple[int, int, str]]:
    """The names in the text, and single words besides, until there are as many as wanted."""
    found = [(*match.span(), _LABEL_OF[match.group()]) for match in _NAME.finditer(text)]
    found = dice.sample(found, min(len(found), wanted))
    taken = {position for start, end, _label in found for position in range(start, end)}
    words = [match.span() for match in _WORD.finditer(text) if taken.isdisjoint(range(*match.span()))]
    labels = list(_NAMES)
    found += [(*word, dice.choice(labels)) for word in dice.sample(words, wanted - len(found))]
    return sorted(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=ARTICLES, help="how many (default: %(default)s)")
    print(make(parser.parse_args().articles))
