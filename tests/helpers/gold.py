"""Several annotators' Layers of one project, and what Gold says, without what things are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from annotator.edits.edit import AddArticle, FillLayer
from annotator.edits.history import History
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.model.schema import RelationLabel, Schema
from annotator.review.cases import Case
from annotator.review.docket import CaseEntry
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, TEXT, small_schema, where

Mark = tuple[str, str] | tuple[str, str, str] | Span


def marked(
    annotator: str, *marks: Mark, status: Status = Status.DONE, arrows: Iterable[tuple[str, int, int]] = ()
) -> Layer:
    """A Layer of ARTICLE: each mark a Label, the words and perhaps a value; each arrow a label and the numbers of the
    marks at its ends."""
    spans = []
    for mark in marks:
        if isinstance(mark, Span):
            spans.append(mark)
        else:
            label, words, *value = mark
            spans.append(Span(new_uid(), label, (where(words),), value=value[0] if value else ""))
    relations = tuple(Relation(new_uid(), label, spans[a].uid, spans[b].uid) for label, a, b in arrows)
    return Layer(LayerId(ARTICLE.uid, annotator), status, spans=tuple(spans), relations=relations)


def fill(project: Workspace, article: Article, layers: Iterable[Layer]) -> None:
    """Put an Article in with the Layers of several annotators."""
    project.do(AddArticle(article))
    for layer in layers:
        History(project._store, layer.id.annotator).do(FillLayer(layer))


def said(layer: Layer) -> Counter[object]:
    """What a Layer says: its Spans and Relations without uids, times and origins."""
    spans = {span.uid: _said(span) for span in layer.spans}
    return Counter(spans.values()) + Counter((r.label, spans[r.source], spans[r.target]) for r in layer.relations)


def _said(span: Span) -> tuple[object, ...]:
    attributes = tuple(sorted((one.name, one.value) for one in span.attributes))
    return span.label, span.fragments, span.type, span.value, attributes, span.note


_RANGES = [
    ((0, 5),),
    ((6, 12),),
    ((6, 23),),
    ((13, 23),),
    ((13, 17),),
    ((6, 12), (18, 23)),
    ((38, 48),),
    ((41, 48),),
    ((40, 48),),
]


@st.composite
def answers(draw: st.DrawFn, annotator: str) -> Layer:
    """What an annotator may say of ARTICLE: nested, overlapping, discontinuous and doubled Spans, with Relations."""
    spans = [
        Span(f"{annotator}{number}", label, ranges, value=value, attributes=attributes)
        for number, (label, ranges, value, attributes) in enumerate(
            draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(["PERS", "GPE", "Meet"]),
                        st.sampled_from(_RANGES),
                        st.sampled_from(["", "", "2024"]),
                        st.sampled_from([(), (), (Attribute("tense", "past"),)]),
                    ),
                    max_size=5,
                )
            )
        )
    ]
    arrows: list[Relation] = []
    if spans:
        ends = st.sampled_from([span.uid for span in spans])
        for number, (label, source, target) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(["Place", "Who", "same"]), ends, ends), max_size=3))
        ):
            arrows.append(Relation(f"{annotator}-{number}", label, source, target))
    return Layer(LayerId(ARTICLE.uid, annotator), Status.DONE, spans=tuple(spans), relations=tuple(arrows))


def schema_with_chains() -> Schema:
    """The small Schema with a Relation label that joins what is the same."""
    return replace(small_schema(), relations=(RelationLabel("same", symmetric=True, transitive=True),))


UID = ARTICLE.uid


def entry(project: Workspace, words: str = "", *, relation: bool = False) -> CaseEntry:
    """The Case about these words, or the only one."""
    found = [
        one
        for one in project.case_entries(UID)
        if one.case.is_relation is relation and words in TEXT[one.case.start : one.case.end]
    ]
    (one,) = found
    return one


def case(project: Workspace, words: str = "", *, relation: bool = False) -> Case:
    return entry(project, words, relation=relation).case


def gold(project: Workspace) -> list[tuple[str, str]]:
    return [(span.label, span.surface(TEXT)) for span in project.gold(UID).spans]


def two(project: Workspace, first: list[Mark], second: list[Mark]) -> Workspace:
    fill(project, ARTICLE, [marked("a", *first), marked("b", *second)])
    return project
