"""What tests do at the bench: a project of three annotators, and hands that decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from annotator.desktop.bench.card import AnswerCard
from annotator.desktop.bench.context_line import ContextLine
from annotator.desktop.bench.sitting import Sitting
from annotator.desktop.bench.window import BenchWindow
from annotator.desktop.pages.adjudicating import Adjudicating
from annotator.edits.edit import AddArticle, FillLayer
from annotator.edits.history import History
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.model.decision import Decision
from annotator.model.ids import new_uid
from annotator.workspace import Workspace
from tests.desktop.hands import LEFT, NONE, Desk, Pointer, occurrence

TEXT = "أعلن الرئيس دونالد ترامب أنه التقى أحمد الشرع في القاهرة يوم الثلاثاء، وسيزور موسكو لاحقا."
LATER = "وصل الوفد إلى دمشق أمس."
AMAL, BASIL, HOSTILE = "أمل", "باسل", "جنى <b>&amp;</b>"


@dataclass(frozen=True)
class Said:
    """What one annotator says of a text: Labels with words, Relations by words, and more of single words."""

    marks: tuple[tuple[str, str], ...]
    arrows: tuple[tuple[str, str, str], ...] = ()
    tense: str = "past"
    values: dict[str, str] = field(default_factory=dict)


FIRST = {
    AMAL: Said(
        (
            ("الرئيس دونالد ترامب", "PERS"),
            ("التقى", "Meet"),
            ("أحمد الشرع", "PERS"),
            ("القاهرة", "GPE"),
            ("يوم الثلاثاء", "DATE"),
        ),
        (("Participant", "التقى", "أحمد الشرع"), ("Place", "التقى", "القاهرة")),
        values={"يوم الثلاثاء": "2026-01-27"},
    ),
    BASIL: Said(
        (
            ("دونالد ترامب", "PERS"),
            ("التقى", "Meet"),
            ("أحمد الشرع", "PERS"),
            ("في القاهرة", "GPE"),
            ("الثلاثاء", "DATE"),
            ("موسكو", "GPE"),
        ),
        (("Participant", "التقى", "أحمد الشرع"),),
        tense="future",
        values={"الثلاثاء": "2026-01-20"},
    ),
    HOSTILE: Said(
        (
            ("دونالد ترامب", "PERS"),
            ("التقى", "Meet"),
            ("أحمد الشرع", "PERS"),
            ("القاهرة", "LOC"),
            ("يوم الثلاثاء", "DATE"),
        ),
        (("Participant", "التقى", "أحمد الشرع"), ("Place", "التقى", "القاهرة")),
        values={"يوم الثلاثاء": "2026-01-27"},
    ),
}
SECOND = {AMAL: Said((("دمشق", "GPE"),)), BASIL: Said((("إلى دمشق", "GPE"),))}


def layer(article: Article, annotator: str, said: Said, status: Status = Status.DONE) -> Layer:
    """A Layer of what somebody says."""
    spans = {
        words: Span(
            new_uid(),
            label,
            (occurrence(article.text, words),),
            type="DATE" if label == "DATE" else "",
            value=said.values.get(words, ""),
            attributes=(Attribute("tense", said.tense),) if label == "Meet" else (),
        )
        for words, label in said.marks
    }
    arrows = tuple(Relation(new_uid(), label, spans[a].uid, spans[b].uid) for label, a, b in said.arrows)
    return Layer(LayerId(article.uid, annotator), status, spans=tuple(spans.values()), relations=arrows)


def put(workspace: Workspace, article: Article, said: dict[str, Said], status: Status = Status.DONE) -> None:
    """Put an Article in with what annotators say of it."""
    workspace.do(AddArticle(article))
    for name, one in said.items():
        History(workspace._store, name).do(FillLayer(layer(article, name, one, status)))


def all_articles() -> list[tuple[Article, dict[str, Said]]]:
    return [
        (Article("first", "لقاء القاهرة", TEXT, "سانا", "", "2026-01-28"), FIRST),
        (Article("second", "وصول الوفد", LATER), SECOND),
    ]


class Bench:
    """The bench of a desk, and the hands at it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.act("adjudicate")
        QApplication.processEvents()

    @property
    def adjudicating(self) -> Adjudicating:
        return Adjudicating.on(self.desk.page)

    @property
    def window(self) -> BenchWindow:
        assert self.adjudicating.window is not None
        return self.adjudicating.window

    @property
    def sitting(self) -> Sitting:
        assert self.adjudicating.sitting is not None
        return self.adjudicating.sitting

    @property
    def cards(self) -> list[AnswerCard]:
        return list(self.window.panel.cards)

    @property
    def words(self) -> str:
        """The words of the Case in hand."""
        entry, article = self.sitting.entry, self.sitting.article
        assert entry is not None and article is not None
        return article.text[entry.case.start : entry.case.end]

    @property
    def place(self) -> str:
        return self.window.panel.told.splitlines()[0]

    @property
    def pointer(self) -> Pointer:
        assert self.sitting.article is not None
        return Pointer(self.window.view, self.sitting.article.text)

    @property
    def gold(self) -> list[tuple[str, str]]:
        """The words and Labels in Gold, as a second reader of the file finds them."""
        return [(span.surface(self._text), span.label) for span in self.gold_layer.spans]

    @property
    def gold_layer(self) -> Layer:
        assert self.sitting.article is not None
        with Workspace.open(self.desk.path) as other:
            return other.gold(self.sitting.article.uid)

    @property
    def arrows(self) -> list[tuple[str, str, str]]:
        """The Relations in Gold: label and the words at both ends."""
        gold = self.gold_layer
        words = {span.uid: span.surface(self._text) for span in gold.spans}
        return [(one.label, words[one.source], words[one.target]) for one in gold.relations]

    @property
    def _text(self) -> str:
        assert self.sitting.article is not None
        return self.sitting.article.text

    def decision(self, words: str) -> Decision | None:
        """What was decided about the first Case that reaches over just these words."""
        assert self.sitting.article is not None
        with Workspace.open(self.desk.path) as other:
            found = other.decisions(self.sitting.article.uid).values()
        text = self.sitting.article.text
        return next((one for one in found if text[one.start : one.end] == words), None)

    def type(self, letters: str) -> None:
        """Press keys on the text."""
        for letter in letters:
            QTest.keyClick(self.window.view, letter.lower())

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _time in range(times):
            QTest.keyClick(self.window.view, key, modifiers)

    def raw_key(self, key: int, text: str, code: int) -> None:
        """A key as a platform sends it under another layout."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.window.view, QKeyEvent(kind, key, NONE, code, 0, 0, text))

    def click(self, widget: QWidget) -> None:
        QApplication.processEvents()
        QTest.mouseClick(widget, LEFT)

    def field(self, card: int, name: str) -> QWidget:
        """What a card says in one field."""
        if name == "range":
            return self.cards[card].findChildren(ContextLine)[0]
        found = [one for one in self.cards[card].findChildren(QPushButton) if one.property("field") == name]
        return found[0]

    def go_to(self, words: str, *, kind: str = "") -> None:
        """Step to the Case that reaches over just these words, or to the first of a class."""
        for entry in self.sitting.order.disputed:
            case = entry.case
            if (kind in case.kinds) if kind else (self._text[case.start : case.end] == words):
                self.sitting.choose(entry)
                return
        raise AssertionError(f"no case about {words or kind}")

    def middle_of(self, words: str) -> QPointF:
        start, end = occurrence(self._text, words)
        return self.pointer.inside(start, end)


def shown(cards: Iterable[AnswerCard]) -> list[tuple[tuple[str, ...], list[str]]]:
    """The letters on cards, and the labels that they name."""
    return [
        (
            card.told.letters,
            [b.accessibleName() for b in card.findChildren(QPushButton) if b.property("field") == "label"],
        )
        for card in cards
    ]
