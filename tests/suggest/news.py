"""Made-up news, many short Articles of it, to learn from: the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from annotator.suggest.recommender import Example, Marked

PEOPLE = [
    f"{first} {last}"
    for first in ("سامر", "ليلى", "خالد", "هند", "طارق", "سعاد", "نبيل", "رباب")
    for last in ("الحداد", "النجار", "الشامي", "الكاتب")
]
PLACES = ["دمشق", "عمان", "تونس", "الرباط", "الخرطوم", "مسقط", "صنعاء", "نواكشوط", "الدوحة", "المنامة"]
BODIES = ["شركة النور", "شركة الأفق", "حزب العدالة", "حزب التجديد", "وزارة الزراعة", "وزارة النقل", "بنك الخليج"]
FRAMES = (
    "قال الوزير {person} في {place} أمس .",
    "وصل المدير {person} إلى {place} مساء الأحد .",
    "أعلنت {body} اليوم فتح فرع جديد في {place} .",
    "أكد الرئيس {person} أن {body} تعمل بجد .",
    "زار السفير {person} مدينة {place} والتقى وفد {body} هناك .",
    "ارتفعت درجات الحرارة يوم الخميس ارتفاعا كبيرا .",
)


def news(articles: int, seed: int = 0, *, glued: str = "") -> list[Example]:
    """Articles of three sentences, their names marked PERS, GPE and ORG.

    With `glued`, such a letter stands before every other place, outside what is marked.
    """
    dealt = random.Random(seed)
    return [_article(f"n{number}", dealt, glued) for number in range(articles)]


def _article(uid: str, dealt: random.Random, glued: str) -> Example:
    text, marked = "", list[Marked]()
    for _sentence in range(3):
        for part in _parts(dealt.choice(FRAMES), dealt):
            words, label = part
            if label == "GPE" and glued and dealt.random() < 0.5:
                text += glued
            if label:
                marked.append((len(text), len(text) + len(words), label))
            text += words
        text += "\n"
    return Example(uid, text, tuple(marked))


def _parts(frame: str, dealt: random.Random) -> Iterator[tuple[str, str]]:
    kinds = {"{person}": ("PERS", PEOPLE), "{place}": ("GPE", PLACES), "{body}": ("ORG", BODIES)}
    for at, piece in enumerate(frame.split(" ")):
        label, names = kinds.get(piece, ("", [piece]))
        if at:
            yield " ", ""
        yield dealt.choice(names), label
