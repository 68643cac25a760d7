"""What a dataset will hold, counted in one reading of the project before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.dataset.export import Wanted, layers_of
from annotator.dataset.losses import Loss
from annotator.formats.bundle import Format
from annotator.formats.parts import Part, kept, lost
from annotator.model.annotation import Layer
from annotator.model.article import Article
from annotator.model.decision import origin_named
from annotator.model.problems import is_argument
from annotator.model.schema import Schema
from annotator.model.split import Split
from annotator.review.totals import SpanTotals
from annotator.store import Store

Told = Callable[[Loss], None]


@dataclass(slots=True)
class Survey:
    """What goes out, and what stays. All of it is counts: nothing grows with the number of Articles."""

    articles: Counter[Split] = field(default_factory=Counter)
    layers: Counter[Split] = field(default_factory=Counter)
    labels: dict[str, Counter[Split]] = field(default_factory=dict)
    """How many Spans of each Label each split has, as the format keeps them; none of a Label that nothing has."""
    annotators: Counter[str] = field(default_factory=Counter)
    """How many Layers of each annotator go out."""
    statuses: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    """Who proposed the Spans."""
    left: Counter[Part] = field(default_factory=Counter)
    """What the format cannot carry."""
    crowded: int = 0
    """Articles of which several Layers are wanted."""
    unmarked: int = 0
    """Articles that stay at home, because nothing that is wanted was marked in them."""
    undivided: int = 0
    """Articles that should go out and belong to no split, though others do."""
    undated: int = 0
    first_day: str = ""
    last_day: str = ""
    relations: Counter[str] = field(default_factory=Counter)
    """How many there are of each Relation label, arguments aside."""
    arguments: int = 0
    agreement: SpanTotals = field(default_factory=SpanTotals)

    def spans(self, split: Split | None = None, label: str | None = None) -> int:
        """How many Spans a split has or all have, of one Label or of all."""
        counts = (count for name, count in self.labels.items() if label in (None, name))
        return sum(count.total() if split is None else count[split] for count in counts)

    def look_at(
        self, article: Article, layers: Sequence[Layer], split: Split, known: Format, schema: Schema
    ) -> Counter[Part]:
        """Count an Article with the Layers of it that go out; returns what the format cannot carry of it."""
        self.articles[split] += 1
        self.crowded += len(layers) > 1
        left = lost(article, layers, known.carries, schema, known.forbidden)
        self.left += left
        self.undated += not article.published
        if article.published:
            self.first_day = min(self.first_day or article.published, article.published)
            self.last_day = max(self.last_day, article.published)
        for layer in layers if Part.LAYERS in known.carries else layers[:1]:
            self._look_into(kept(layer, known.carries, schema), split, schema)
        return left

    def _look_into(self, layer: Layer, split: Split, schema: Schema) -> None:
        self.layers[split] += 1
        self.annotators[layer.id.annotator] += 1
        self.statuses[layer.status.value] += 1
        labels = {span.uid: span.label for span in layer.spans}
        for span in layer.spans:
            self.labels.setdefault(span.label, Counter())[split] += 1
            self.origins[span.origin] += 1
        for relation in layer.relations:
            if is_argument(schema, relation, labels[relation.source]):
                self.arguments += 1
            else:
                self.relations[relation.label] += 1


def survey(
    store: Store,
    schema: Schema,
    known: Format,
    wanted: Wanted,
    splits: Mapping[str, str] | None,
    names: Mapping[str, str],
    progress: Callable[[int, int], None],
    told: Told = lambda _loss: None,
) -> Survey:
    """Look the whole project over. `splits` are those of the Articles by uid, None puts all of them into one; `names`
    are what the annotators are called from here on; `told` hears what each Article would lose, if it loses any."""
    found = Survey()
    total = store.articles.count()
    peers = set(store.layers.compared_annotators())  # gold is made of what they did
    for done, swept in enumerate(store.sweep(), 1):
        chosen = layers_of(swept, wanted)
        layers = [named(layer, names) for layer in chosen]
        split = Split.TRAIN if splits is None else splits.get(swept.article.uid)
        if not layers:
            found.unmarked += 1
        elif split is None:
            found.undivided += 1
        else:
            left = found.look_at(swept.article, layers, Split(split), known, schema)
            if left:
                told(Loss(swept.article.uid, swept.article.title, dict(left)))
            # With one annotator chosen, it is the others that tell how far that one is to be relied on.
            alone = wanted.annotator is not None
            theirs = swept.layers if alone and wanted.beside_others else chosen
            found.agreement.add([named(layer, names) for layer in theirs if layer.id.annotator in peers])
        progress(done, total)
    return found


def named(layer: Layer, names: Mapping[str, str]) -> Layer:
    """The Layer under another name of its annotator; a Gold Span tells under their other names from whom it came."""
    spans = tuple(
        span if (origin := origin_named(span.origin, names)) == span.origin else replace(span, origin=origin)
        for span in layer.spans
    )
    return replace(layer, id=replace(layer.id, annotator=names[layer.id.annotator]), spans=spans)
