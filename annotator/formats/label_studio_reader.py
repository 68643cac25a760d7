"""Label Studio's JSON and JSON_MIN, task by task: each annotation and each prediction is a Layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found
from annotator.formats.json_parts import OURS, Gathered, article_of, clean, placed, plain, text_in
from annotator.formats.json_stream import values
from annotator.formats.label_studio_config import OWNER
from annotator.formats.units import Unit
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status, annotator_name, reading_order
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.words import _

_VALUES = frozenset({"timex", "timex_value", "timex3", "timex3_value"})
_TYPES = frozenset({"timex_type", "timex3_type"})
_ANSWERS = {"choices": "choices", "textarea": "text", "number": "number", "rating": "rating", "datetime": "datetime"}
"""Kinds of answers about a region, and where the value has them."""
_MIN = frozenset({"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"})
_UNITS = (Unit.CODE_POINTS, Unit.UTF16)
WHOSE = "hashiya"
"""What the `meta` of a task has of ours: the annotator and the status of each annotation by its number."""


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """The Bundles of each task, in the order of the annotators' names, or why it has none, and at the end what was
    found out."""
    told = Gathered()
    last: Article | None = None
    names: Counter[str] = Counter()
    for line, data in values(stream, defaults.encoding):
        try:
            if isinstance(data, BadInput):
                raise data
            if not isinstance(data, dict):
                raise BadInput(_("not a JSON object"))
            task = _Task(data, line, defaults, told, last)
            if task.article is not last:
                last, names = task.article, Counter()
            found = task.bundles(names)
        except BadInput as error:
            yield BadLine(line, str(error))
        else:
            yield from found
    yield from told.notes()


@dataclass(slots=True)
class _Region:
    """A range that was marked, with what is said of it."""

    start: int
    end: int
    words: str | None
    labels: list[str] = field(default_factory=list)
    type: str = ""
    value: str = ""
    attributes: list[Attribute] = field(default_factory=list)
    note: str = ""
    score: float | None = None


class _Task:
    """One task, or one row of JSON_MIN. `last` is the Article of the row before, which may be this one's too."""

    def __init__(
        self, data: dict[str, Any], line: int, defaults: Defaults, told: Gathered, last: Article | None
    ) -> None:
        self._line, self._defaults, self._told = line, defaults, told
        self._is_min = not isinstance(data.get("data"), dict)
        if self._is_min:
            regions = [name for name, value in data.items() if _is_regions(value)]
            told_of = {name: value for name, value in data.items() if name not in (*regions, *_MIN)}
            self._results = [_result(name, one) for name in regions for one in data[name] if isinstance(one, dict)]
        else:
            told_of = data["data"]
        self._data = data
        name = _text_name(told_of)
        self.article = article_of(told_of.get(name), told_of, defaults, (name,))
        if self._is_min and last is not None and last.text == self.article.text:
            self.article = last

    def bundles(self, seen: Counter[str]) -> list[Bundle]:
        """All Layers of it; the Article alone where there are none. `seen` counts the names in the Article so far."""
        layers: list[Layer] = []
        if self._is_min:
            layers.append(self._layer(self._data, self._results, self._name(self._data.get("annotator"), self._data)))
        else:
            for one in _objects(self._data, "annotations", "completions"):
                layers.append(self._annotated(one))
            for one in _objects(self._data, "predictions"):
                layers.append(self._predicted(one))
            self._told.count(_("Drafts were left out: {count}."), self._line, len(_objects(self._data, "drafts")))
        for number, layer in enumerate(layers):
            name = layer.id.annotator
            seen[name] += 1
            if (times := seen[name]) > 1:
                self._told.count(
                    _("Annotators with several annotations of one text got numbers behind their names: {count}."),
                    self._line,
                )
                layers[number] = replace(layer, id=LayerId(self.article.uid, f"{name} ({times})"))
        layers.sort(key=lambda layer: layer.id.annotator)
        return [Bundle(self.article, layer, self._line) for layer in layers if not layer.is_untouched] or [
            Bundle(self.article, None, self._line)
        ]

    def _annotated(self, one: dict[str, Any]) -> Layer:
        """An annotation of ours is of whom we said, and as far as that, unless somebody saved it again there."""
        meta, number = self._data.get("meta"), one.get("import_id", one.get("id"))
        told = meta.get(WHOSE) if isinstance(meta, dict) else None
        whose = told.get(str(number)) if isinstance(told, dict) else None
        name, status = (
            (text_in(whose, part) for part in ("annotator", "status")) if isinstance(whose, dict) else ("", "")
        )
        if not name.strip():
            return self._layer(one, _listed(one), self._name(one.get("completed_by"), one))
        layer = self._layer(one, _listed(one), annotator_name(name))
        is_same = one.get("updated_by") is None and status in set(Status) and layer.status is Status.DONE
        return replace(layer, status=Status(status)) if is_same else layer

    def _name(self, by: object, annotation: dict[str, Any]) -> str:
        """The annotator's name: an account's address or number, or what we wrote ourselves."""
        if isinstance(by, dict):
            by = next((by[key] for key in ("email", "username", "id") if by.get(key)), None)
        if by is None or type(by) is int:
            called = annotation.get("created_username")
            if isinstance(called, str) and called.strip():
                by = called.removesuffix(f", {by}") if by is not None else called
        if by is None:
            return annotator_name(self._defaults.annotator)
        return annotator_name(f"user-{by}" if type(by) is int else clean(plain(by, "completed_by"), "completed_by"))

    def _predicted(self, one: dict[str, Any]) -> Layer:
        model = annotator_name(plain(one.get("model_version"), "model_version").strip() or "prediction")
        layer = self._layer(one, _listed(one), model)
        score = _score(one.get("score"))
        spans = (
            replace(span, origin=model, confidence=score if span.confidence is None else span.confidence)
            for span in layer.spans
        )
        status = Status.IN_PROGRESS if layer.spans else Status.NEW
        return replace(layer, status=status, spans=tuple(spans))

    def _layer(self, annotation: dict[str, Any], results: list[dict[str, Any]], annotator: str) -> Layer:
        regions: dict[object, _Region] = {}
        arrows = []
        for one in results:
            if one.get("type") == "relation":
                arrows.append(one)
            else:
                self._take(one, regions)
        marked = {key: region for key, region in regions.items() if region.labels}
        self._told.count(_("Regions without a label were left out: {count}."), self._line, len(regions) - len(marked))
        found = placed(self.article.text, [(one.start, one.end, one.words) for one in marked.values()], _UNITS)
        if found.unit is not Unit.CODE_POINTS:
            self._told.unit(found.unit, self._line)
        self._told.rough(found, self._line)
        spans, first = list[Span](), dict[object, str]()
        for (key, region), fragment in zip(marked.items(), found.ranges, strict=True):
            for label in dict.fromkeys(region.labels):
                span = self._span(region, self._told.ours(label, "Label"), fragment)
                first.setdefault(key, span.uid)
                spans.append(span)
        return Layer(
            LayerId(self.article.uid, annotator),
            Status.SKIPPED if annotation.get("was_cancelled") is True else Status.DONE,
            spans=tuple(sorted(spans, key=reading_order)),
            relations=tuple(self._relations(arrows, first)),
        )

    def _span(self, region: _Region, label: str, fragment: tuple[int, int]) -> Span:
        at, said = self.article.imported_at, tuple(region.attributes)
        told = region.type, region.value, said, region.note, "import", region.score
        return Span(new_uid(), label, (fragment,), *told, at, at)

    def _take(self, one: dict[str, Any], regions: dict[object, _Region]) -> None:
        """Add what one result says to its region."""
        value, kind = one.get("value"), one.get("type")
        if not isinstance(value, dict) or not isinstance(kind, str):
            raise BadInput(_("a result has no “{name}”").format(name="value" if isinstance(kind, str) else "type"))
        start, end = value.get("start"), value.get("end")
        key = one["id"] if isinstance(one.get("id"), str | int) and not self._is_min else (start, end)
        known = regions.get(key) if isinstance(key, str | int) or type(start) is type(end) is int else None
        if known is None:
            if not (type(start) is int and type(end) is int):
                self._told.count(_("What is not about words of the text was left out: {count}."), self._line)
                return
            words = value.get("text") if kind != "textarea" else None
            known = regions[key] = _Region(start, end, words if isinstance(words, str) else None)
        if kind in _ANSWERS:
            self._answer(known, kind, one.get("from_name"), value)
            return
        labels = value.get("labels", value.get(kind))
        if isinstance(labels, list):
            known.labels += [label for label in labels if isinstance(label, str) and label]
            words = value.get("text")
            known.words = words if known.words is None and isinstance(words, str) else known.words
        elif kind not in ("labels", "hypertextlabels"):
            self._told.count(_("Answers of a kind that Hashiya has nothing for were left out: {count}."), self._line)
        known.note = _note(one.get("meta")) or known.note
        known.score = _score(one.get("score")) if known.score is None else known.score

    def _answer(self, region: _Region, kind: str, tag: object, value: dict[str, Any]) -> None:
        said = value.get(kind) if kind in value else value.get(_ANSWERS[kind])
        answers = [plain(one, "value") for one in (said if isinstance(said, list) else [said]) if one is not None]
        if not isinstance(tag, str):
            raise BadInput(_("a result has no “{name}”").format(name="from_name"))
        if tag.casefold() in _VALUES and answers:
            region.value = answers[0]
        elif tag.casefold() in _TYPES and answers:
            region.type = answers[0]
        else:
            own = tag.partition(OWNER)[0]
            name = self._told.ours(own if OURS.fullmatch(own) else tag or "Attribute", "Attribute")
            if kind == "choices":
                answers = [self._told.ours(answer, "Choice") for answer in answers if answer]
            region.attributes += [Attribute(name, answer) for answer in answers]

    def _relations(self, arrows: list[dict[str, Any]], uids: dict[object, str]) -> Iterator[Relation]:
        for one in arrows:
            ends = [one.get("from_id"), one.get("to_id")]
            if not all(isinstance(end, str | int) and end in uids for end in ends):
                self._told.count(_("Relations between words without a label were left out: {count}."), self._line)
                continue
            source, target = (uids[end] for end in (reversed(ends) if one.get("direction") == "left" else ends))
            labels = one.get("labels") if isinstance(one.get("labels"), list) else []
            if not labels:
                self._told.count(_("Relations without a label are called “related” now: {count}."), self._line)
            for label in labels or ["related"]:
                yield Relation(new_uid(), self._told.ours(label, "Relation"), source, target)


def _text_name(data: dict[str, Any]) -> str:
    """What the text is called in the data of a task: `text`, else the longest there is with white space in it."""
    if isinstance(data.get("text"), str):
        return "text"
    texts = [name for name, value in data.items() if isinstance(value, str) and len(value.split()) > 1]
    return max(texts, key=lambda name: len(data[name]), default="text")


def _is_regions(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "start" in one for one in value)


def _result(name: str, one: dict[str, Any]) -> dict[str, Any]:
    """A region of JSON_MIN as a result."""
    kind = next((kind for kind in ("labels", *_ANSWERS) if kind in one), "textarea")
    return {"from_name": name, "type": kind, "value": one}


def _objects(data: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    """The objects in the first list of these names that there is."""
    found: object = next((data[name] for name in names if data.get(name)), [])
    if not isinstance(found, list) or not all(isinstance(one, dict | int) for one in found):
        raise BadInput(_("“{name}” is not a list").format(name=names[0]))
    return [one for one in found if isinstance(one, dict)]


def _listed(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    return _objects(annotation, "result")


def _note(meta: object) -> str:
    said = meta.get("text") if isinstance(meta, dict) else None
    return "\n".join(plain(one, "meta") for one in (said if isinstance(said, list) else [said]) if one is not None)


def _score(value: object) -> float | None:
    """How sure a model is, from 0 to 1."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1 else None
