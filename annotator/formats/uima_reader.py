"""A UIMA CAS as an Article and one Layer: any annotations, with what they say as Labels.

An annotation's Label is what its feature `value` (or `label`) says, else the short name of its type. Other texts of it
become Attributes. What joins two annotations (`Governor` and `Dependent`), links with a role, and what leads from one
link of a chain to the next are Relations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note
from annotator.formats.encoding import fault_of
from annotator.formats.labels.names import our_names
from annotator.formats.labels.remarks import Remarks
from annotator.formats.uima_guard import Offsets
from annotator.formats.units import Unit, to_code_points, unit_of
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status, annotator_name, reading_order
from annotator.model.article import Article, title_of
from annotator.model.check import unwritable
from annotator.model.clock import iso_day, now
from annotator.model.ids import new_uid
from annotator.model.schema import SAME
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from cassis import Cas

SPAN, RELATION, ARTICLE = "custom.Span", "custom.Relation", "custom.Article"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_STRUCTURE = ("uima.cas.", _DKPRO + "segmentation.", _DKPRO + "metadata.")
"""Types of lists, tokens, sentences and of the file itself: nothing that a reader marked."""
_GRAMMAR = _DKPRO + "lexmorph.", _DKPRO + "syntax."
_DOCUMENT = "uima.tcas.DocumentAnnotation"
_LABELLED = ("value", "label", "Label")
_ENDS = (("Governor", "Dependent"), ("source", "target"))
_NEXT, _FIRST, _KIND = "next", "first", "referenceType"
"""How DKPro and INCEpTION have chains: each link names the next, and what is no annotation names the first."""
_OURS = ("timex", "timexType", "note", "attributes")
_PLACED = ("sofa", "begin", "end")


@dataclass
class Reading:
    """What is the same for all files of a folder: the names made so far, and which texts were met under which uid."""

    defaults: Defaults
    names: dict[str, str] = field(default_factory=dict)
    uids: dict[str, str] = field(default_factory=dict)

    def label(self, foreign: str) -> str:
        """Our name for a foreign one, the same in all files."""
        if foreign not in self.names:
            self.names |= our_names((*self.names, foreign), "Label", Remarks())
        return self.names[foreign]


@dataclass
class _Met:
    """What one CAS holds, sorted."""

    spans: list[Any] = field(default_factory=list)
    arrows: list[tuple[Any, Any, str]] = field(default_factory=list)
    about: Any = None
    title: str = ""
    left: Counter[str] = field(default_factory=Counter)
    """Annotations that are not taken in, by the short name of their type."""
    empty: int = 0
    loose: int = 0
    """Arrows that do not join two Spans."""


def read_cas(cas: Cas, raw: Offsets, name: str, line: int, reading: Reading) -> Iterator[Found]:
    """The Article of a CAS with its Layer, and what is to be said about it. `raw` are the offsets as the file has them,
    `name` is the file's. Raises BadInput where there is no Article in it."""
    views = [view for view in cas.views if view.sofa.sofaString]
    text = views[0].sofa.sofaString if views else ""
    if fault := fault_of(text):
        raise BadInput(fault)
    met = _sorted_out(cas.get_view(views[0].sofa.sofaID).select_all_fs())
    unit = Unit.UTF16
    if met.about is None:
        unit = (
            unit_of(text, [(*_place(one, raw), None) for one in met.spans], usual=unit, others=[Unit.CODE_POINTS])
            or unit
        )
    if unit is not Unit.UTF16:
        yield Note(line, _("“{name}”: its offsets count {unit}, not UTF-16 units").format(name=name, unit=unit.value))
    article, layer_id, status = _article(met, text, name, reading)
    spans: dict[int, Span] = {}
    for one in met.spans:
        start, end = (to_code_points(text, place, unit) for place in _place(one, raw))
        if start is None or end is None or start >= end:
            reason = _("span [{start}, {end}] begins or ends inside a character or outside of the text")
            told = reason.format(start=_place(one, raw)[0], end=_place(one, raw)[1])
            yield BadLine(line, _("“{name}”: {reason}").format(name=name, reason=told))
        else:
            spans[one.xmiID] = _span(one, ((start, end),), article.imported_at, reading)
    relations = list(_relations(met, spans, reading))
    for told in _told(met):
        yield Note(line, _("“{name}”: {reason}").format(name=name, reason=told))
    if len(views) > 1:
        told = _("“{name}” has {count} texts; only the first was read").format(name=name, count=len(views))
        yield Note(line, told)
    marked = tuple(sorted(spans.values(), key=reading_order))
    if status is Status.NEW and marked and met.about is None:
        status = Status.IN_PROGRESS
    layer = Layer(layer_id, status, spans=marked, relations=tuple(sorted(relations, key=lambda arrow: arrow.uid)))
    yield Bundle(article, None if layer.is_untouched else layer, line)


def _told(met: _Met) -> Iterator[str]:
    """What was left out, in sentences."""
    if met.left:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(met.left.items()))
        left = met.left.total()
        told = ngettext(
            "{n} annotation of another kind was left out", "{n} annotations of other kinds were left out", left
        )
        yield f"{told}: {kinds}"
    if met.empty:
        yield ngettext(
            "{n} annotation without any letter was left out",
            "{n} annotations without any letter were left out",
            met.empty,
        )
    if met.loose:
        yield ngettext(
            "{n} arrow that does not join two spans was left out",
            "{n} arrows that do not join two spans were left out",
            met.loose,
        )


def _sorted_out(structures: list[Any]) -> _Met:
    """Each annotation where it belongs, in the order of the ids."""
    met = _Met()
    for one in sorted(structures, key=lambda fs: fs.xmiID):
        kind = one.type.name
        ends = _ends(one)
        if kind == ARTICLE:
            met.about = met.about or one
        elif one.type.typesystem.is_instance_of(one.type, _DOCUMENT):
            met.title = met.title or _said(one, "documentTitle")
        elif _is_structure(one):
            continue
        elif not hasattr(one, "begin") or kind.startswith(_GRAMMAR):
            met.left[one.type.short_name] += 1
        elif ends is not None:
            met.arrows.append((*ends, _label(one)))
        elif one.begin == one.end:
            met.empty += 1
        else:
            met.spans.append(one)
    return met


def _is_structure(one: Any) -> bool:
    """Whether it holds the file together: lists, tokens and sentences, links with a role, and the heads of chains."""
    has = one.type.get_feature
    is_link = (has("role") and has("target")) or (has(_FIRST) and not hasattr(one, "begin"))
    return bool(is_link) or one.type.name.startswith(_STRUCTURE)


def _ends(one: Any) -> tuple[Any, Any] | None:
    """Both ends of what joins two feature structures, or None for what joins nothing."""
    for source, target in _ENDS:
        if one.type.get_feature(source) and one.type.get_feature(target):
            return getattr(one, source), getattr(one, target)
    return None


def _place(one: Any, raw: Offsets) -> tuple[int, int]:
    return raw.get(one.xmiID, (-1, -1))


def _said(one: Any, name: str) -> str:
    """The text of a feature; empty where there is none."""
    value = getattr(one, name, None)
    if not isinstance(value, str):
        return ""
    if fault := unwritable(value):
        raise BadInput(f"“{name}”: {fault}")
    return value


def _several(one: Any, name: str) -> list[str]:
    """The texts of a feature that is an array of them."""
    return [text for text in _elements(one, name) if isinstance(text, str) and not unwritable(text)]


def _elements(one: Any, name: str) -> list[Any]:
    """What is in a feature that is an array."""
    found = getattr(getattr(one, name, None), "elements", None)
    return found if isinstance(found, list) else []


def _label(one: Any) -> str:
    names = (*_LABELLED, _KIND) if one.type.get_feature(_NEXT) else _LABELLED
    return next(filter(None, (_said(one, name).strip() for name in names)), one.type.short_name)


def _span(one: Any, fragments: tuple[tuple[int, int], ...], at: str, reading: Reading) -> Span:
    is_ours = one.type.name == SPAN
    attributes = [_pair(text) for text in _several(one, "attributes")] if is_ours else []
    for feature in one.type.all_features:
        if feature.name in (*_PLACED, *_LABELLED) or (is_ours and feature.name in _OURS):
            continue
        values = _several(one, feature.name) or [_said(one, feature.name)]
        attributes += [(feature.name, value) for value in values if value]
    return Span(
        new_uid(),
        reading.label(_label(one)),
        fragments,
        _said(one, "timexType") if is_ours else "",
        _said(one, "timex") if is_ours else "",
        tuple(Attribute(*pair) for pair in attributes),
        _said(one, "note") if is_ours else "",
        "import",
        None,
        at,
        at,
    )


def _relations(met: _Met, spans: dict[int, Span], reading: Reading) -> Iterator[Relation]:
    """The arrows between Spans: those that stand for themselves, then the links of slots with their roles."""
    known = str if met.about is not None else reading.label
    arrows = list(met.arrows)
    for one in met.spans:
        for feature in one.type.all_features:
            for link in _elements(one, feature.name):
                if hasattr(link, "target") and hasattr(link, "role"):
                    arrows.append((one, link.target, _said(link, "role") or feature.name))
        if getattr(one, _NEXT, None) is not None:
            arrows.append((one, one.next, SAME))
    for source, target, label in arrows:
        ends = [spans.get(getattr(end, "xmiID", None) or 0) for end in (source, target)]
        if ends[0] is not None and ends[1] is not None:
            yield Relation(new_uid(), known(label), ends[0].uid, ends[1].uid)
        else:
            met.loose += 1


def _article(met: _Met, text: str, name: str, reading: Reading) -> tuple[Article, LayerId, Status]:
    """The Article, and whose Layer this is. INCEpTION keeps each annotator's file in a folder of the article."""
    about, defaults = met.about, reading.defaults
    article = Article(
        _said(about, "uid") or new_uid(),
        _said(about, "title") or met.title or title_of(text),
        text,
        _said(about, "source") or defaults.source,
        _said(about, "url"),
        _day(_said(about, "published"), defaults.published),
        tuple(map(_pair, _several(about, "metadata"))),
        now(),
    )
    uid = reading.uids.setdefault(article.sha256, article.uid)
    if uid != article.uid:
        article = replace(article, uid=uid)
    parts = name.split("/")
    in_folder = parts[-1].rpartition(".")[0] if len(parts) > 2 and "annotation" in parts[:-2] else ""
    whose = annotator_name(_said(about, "annotator") or in_folder or defaults.annotator)
    status = _said(about, "status")
    return article, LayerId(uid, whose), Status(status) if status in set(Status) else Status.NEW


def _day(value: str, otherwise: str) -> str:
    try:
        return iso_day(value) if value else otherwise
    except ValueError:
        raise BadInput(
            _("“published” is “{value}”; it must be a date such as 2026-01-27").format(value=value)
        ) from None


def _pair(text: str) -> tuple[str, str]:
    """A name and a value out of `name=value`, as `paired` wrote it."""
    name, _sign, value = text.partition("=")
    return name.replace("%3D", "=").replace("%25", "%"), value


def paired(name: str, value: str) -> str:
    """A name and a value in one text."""
    return f"{name.replace('%', '%25').replace('=', '%3D')}={value}"
