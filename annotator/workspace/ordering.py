"""Which Article comes next: in order, by chance, or where there is most to learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from annotator.errors import BadInput
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.words import _
from annotator.workspace.knowing import LEAST, Asked
from annotator.workspace.suggesting import Suggesting

_LOOKED_AT = 60
"""Articles, drawn by chance, of which the most informative one is chosen."""
_BY_CHANCE_FIRST = 30
"""Finished Articles before anything is chosen by what there is to learn: so much is a fair beginning."""
_ORDER = "order"


class Order(StrEnum):
    """How the next Article is chosen."""

    GIVEN = "given"
    """As they came in."""
    RANDOM = "random"
    """By chance, the same for the same annotator."""
    INFORMATIVE = "informative"
    """By turns where the recommenders are least sure, and by chance; never by the former for the test split."""


class Ordering(Suggesting):
    """The verbs for the next Article."""

    @property
    def order(self) -> Order:
        """How the next Article is chosen for this annotator."""
        told = self.remembered(_ORDER)
        return Order(told) if told in set(Order) else Order.GIVEN

    def set_order(self, order: str) -> None:
        """Choose the next Article in this way from now on. Raises BadInput for a way that is none."""
        if order not in set(Order):
            raise BadInput(
                _("Articles come in one of these orders: {known}; not “{order}”.").format(
                    known=", ".join(Order), order=order
                )
            )
        self.remember(_ORDER, order)

    def next_article(self, after: str = "") -> str:
        """The uid of the Article to annotate next, of those that are this annotator's and that they have not begun; in
        order, the first one behind `after` or else the first of all. Empty where there is none."""
        return self.choice_of_next(after)()

    def choice_of_next(self, after: str = "") -> Callable[[], str]:
        """What chooses that Article. Another thread may do it: with recommenders to ask it may take a second."""
        assigned = self.keeps_to_assigned
        new = self.article_uids(status=Status.NEW.value, only_assigned=assigned)
        left = [uid for uid in new if uid != after]
        if self.order is Order.GIVEN or not left:
            uids = self.article_uids()
            behind = set(uids[uids.index(after) :]) if after in uids else set()
            return lambda: next((uid for uid in left if uid in behind), left[0] if left else "")
        left.sort(key=self._chance)
        done = self.progress().get(Status.DONE.value, 0)
        if self.order is Order.RANDOM or done < _BY_CHANCE_FIRST or done % 2:
            return lambda: left[0]
        from annotator.model.split import Split  # here, for the start of the window

        tested = self._store.splits.of(left)
        asked = [uid for uid in left if tested.get(uid) != Split.TEST][:_LOOKED_AT]
        articles = [(self.article(uid), self._asked(uid)) for uid in asked]
        return lambda: self._most_informative(articles) or left[0]

    def _chance(self, uid: str) -> bytes:
        from hashlib import sha256  # here, for the start of the window: OpenSSL is large

        return sha256(f"{self.annotator}\n{uid}".encode()).digest()

    def _most_informative(self, articles: Sequence[tuple[Article, Asked]]) -> str:
        """The uid of the Article with most doubt in a thousand code points."""
        return max(articles, key=lambda one: self._doubt(*one))[0].uid if articles else ""

    def _doubt(self, article: Article, asked: Asked) -> float:
        doubts = [
            1 - abs(2 * one.confidence - 1)
            for found in self._recommend(article, asked)
            for one in found
            if not one.type and one.confidence >= LEAST
        ]
        return sum(doubts) / max(len(article.text), 1)
