"""Whose Layers are compared, and the Cases that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import orjson

from annotator.errors import BadInput, Refused
from annotator.frozen import frozen
from annotator.model.annotation import Layer, LayerId, Status
from annotator.model.roles import GOLD, Role
from annotator.store import Store
from annotator.words import _
from annotator.workspace.making import Changed
from annotator.workspace.teaming import Teaming

if TYPE_CHECKING:
    from annotator.edits.gold import Gold
    from annotator.model.article import Article
    from annotator.model.decision import Decision
    from annotator.model.schema import Schema
    from annotator.review.cases import Case
    from annotator.review.docket import CaseEntry

Progress = Callable[[int, int], None]

_COMPARED = "compared"
"""The setting that says who is compared."""


def untold(_done: int, _total: int) -> None:
    """The progress of what nobody waits for."""


@frozen
class Compared:
    """Whose Layers are compared: of these annotators, in this order, or of all by name where none is named; those with
    one status, or with None all that are begun. Articles with fewer than `least` such Layers have no Cases."""

    annotators: tuple[str, ...] = ()
    status: Status | None = Status.DONE
    least: int = 2


class Comparing(Teaming):
    """The verbs that lay Layers side by side. All raise Refused for an annotator who may not see others' work."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._last: tuple[Article, list[Layer], Schema, tuple[Case, ...]] | None = None
        """The Cases that were found last, of one Article: deciding asks for the same ones again and again."""

    @property
    def compared(self) -> Compared:
        """Who is compared in this project where nothing else is said."""
        told = self._store.settings.get(_COMPARED)
        try:
            said = orjson.loads(told) if told else {}
            status = Status(said["status"]) if said.get("status") else None
            return Compared(tuple(said["annotators"]), status, int(said["least"])) if said else Compared()
        except (LookupError, TypeError, ValueError):  # another program has written there
            return Compared()

    def compare(self, compared: Compared) -> None:
        """Say who is compared in this project. Raises Unknown for who is not known, BadInput for what cannot be."""
        self._check_lead()
        self._check_compared(compared)
        told = {
            "annotators": compared.annotators,
            "status": compared.status.value if compared.status else "",
            "least": compared.least,
        }
        with self._store.atomic():
            self._store.settings.put(_COMPARED, orjson.dumps(told).decode())
        self.announce(Changed())

    def comparable(self) -> list[str]:
        """The annotators who may be compared, by name: all but Gold."""
        return self._store.layers.compared_annotators()

    def compared_layers(self, article: str, compared: Compared | None = None) -> list[Layer]:
        """The Layers of an Article that are compared."""
        self._check_sees()
        chosen = compared or self.compared
        names = chosen.annotators or self.comparable()
        return _chosen((self._store.layers.read(LayerId(article, name)) for name in names), chosen)

    def cases(self, article: str, compared: Compared | None = None) -> tuple[Case, ...]:
        """The Cases of an Article, those about Spans before those about Relations; see `case_entries`."""
        return tuple(entry.case for entry in self.case_entries(article, compared))

    def case_entries(self, article: str, compared: Compared | None = None) -> tuple[CaseEntry, ...]:
        """The same with what was decided about each."""
        with self._store.reading():
            page = self._page(article, compared)
            return page.entries() if page else ()

    def decisions(self, article: str) -> dict[str, Decision]:
        """The Decisions about an Article by the keys of their Cases, out of date or not."""
        self._check_sees()
        return self._store.decisions.of(article)

    def gold(self, article: str) -> Layer:
        """The Gold Layer of an Article."""
        self._check_sees()
        return self._store.layers.read(LayerId(article, GOLD))

    def _page(self, article: str, compared: Compared | None = None) -> Gold | None:
        """The Gold of an Article with its Cases; None where too few Layers are compared."""
        chosen = compared or self.compared
        layers = self.compared_layers(article, chosen)
        if len(layers) < chosen.least:
            return None
        gold = self._store.layers.read(LayerId(article, GOLD))
        whole = self._store.articles.get(article)
        if self._last is None or self._last[:3] != (whole, layers, self.schema):
            self._last = whole, layers, self.schema, self._cases_of(whole, layers)
        return self._laid_out(whole, layers, self._last[3], gold)

    def _pages(self, compared: Compared | None = None, progress: Progress = untold) -> Iterator[Gold]:
        """The same for the whole project, one Article after another: for use in `reading()`."""
        self._check_sees()
        chosen = compared or self.compared
        self._check_compared(chosen)
        total = self._store.articles.count()
        for done, swept in enumerate(self._store.sweep(), 1):
            layers = _chosen(_in_order(swept.layers, chosen), chosen)
            if len(layers) >= chosen.least:
                own = LayerId(swept.article.uid, GOLD)
                gold = next((layer for layer in swept.layers if layer.id == own), Layer(own))
                yield self._laid_out(swept.article, layers, self._cases_of(swept.article, layers), gold)
            progress(done, total)

    def _cases_of(self, article: Article, layers: list[Layer]) -> tuple[Case, ...]:
        from annotator.review.cases import cases_of

        return cases_of(article, layers, self.schema)

    def _laid_out(self, article: Article, layers: list[Layer], cases: tuple[Case, ...], gold: Layer) -> Gold:
        from annotator.edits.gold import Gold

        names = [layer.id.annotator for layer in layers]
        return Gold(article, gold, names, cases, self._store.decisions.of(article.uid))

    def _check_sees(self) -> None:
        if not self.sees_others:
            told = _("A lead has not opened the review yet: until then {annotator} sees no others’ work.")
            raise Refused(told.format(annotator=self.annotator))

    def _check_compared(self, compared: Compared) -> None:
        if GOLD in compared.annotators:
            raise Refused(_("The gold version is what comes of comparing; choose annotators to compare."))
        for name in compared.annotators:
            self.known_annotator(name)
        if len(set(compared.annotators)) < len(compared.annotators):
            raise BadInput(_("Name each annotator once."))
        if compared.least < 1:
            raise BadInput(_("At least one layer of an article is needed."))

    def _check_gold(self) -> None:
        """Raise Refused where somebody annotates under the name that Gold has."""
        if self._store.annotators.role(GOLD) not in (None, Role.GOLD):
            told = _(
                "An annotator of this project is called “{name}”, which is the name of the gold version. Export their "
                "work and import it under another name first. Nothing was changed."
            )
            raise Refused(told.format(name=GOLD))


def _in_order(layers: Iterable[Layer], compared: Compared) -> list[Layer]:
    """The Layers in the order in which annotators are named; by name where none is."""
    held = {layer.id.annotator: layer for layer in layers}
    names = compared.annotators or sorted(name for name in held if name != GOLD)
    return [held[name] for name in names if name in held]


def _chosen(layers: Iterable[Layer], compared: Compared) -> list[Layer]:
    return [
        layer for layer in layers if (layer.status is compared.status if compared.status else not layer.is_untouched)
    ]
