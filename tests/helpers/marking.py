"""Articles marked in short: the Spans stand in the text, as in `التقى [محمود عباس|PERS] في ب[القاهرة|GPE]`."""

from __future__ import annotations

import re

from annotator.edits.edit import AddArticle, FillLayer
from annotator.model.annotation import Layer, LayerId, Span, Status, reading_order
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.workspace import Workspace

_EDGE = re.compile(r"\[|\|\w+\]")


def marked(told: str, published: str = "") -> tuple[Article, tuple[Span, ...]]:
    """An Article and its Spans from a text with their edges in it; they may lie in one another."""
    text, last = "", 0
    begun: list[int] = []
    spans: list[Span] = []
    for edge in _EDGE.finditer(told):
        text += told[last : edge.start()]
        last = edge.end()
        if edge[0] == "[":
            begun.append(len(text))
        else:
            spans.append(Span(new_uid(), edge[0][1:-1], ((begun.pop(), len(text)),)))
    text += told[last:]
    assert not begun
    return Article(new_uid(), text[:20], text, published=published), tuple(sorted(spans, key=reading_order))


def put_marked(
    workspace: Workspace, *told: str, status: Status = Status.DONE, annotator: str = "", published: str = ""
) -> list[str]:
    """Take such Articles into a project, with the Spans in a Layer of its annotator or of another one."""
    uids = []
    for one in told:
        article, spans = marked(one, published)
        known = workspace._store.articles.with_sha(article.sha256)
        uid = known or article.uid
        if known is None:
            workspace.do(AddArticle(article))
        workspace.do(FillLayer(Layer(LayerId(uid, annotator or workspace.annotator), status, spans=spans)))
        uids.append(uid)
    return uids


def told_again(workspace: Workspace, uid: str) -> str:
    """An Article and this annotator's Spans as `marked` reads them."""
    text = workspace.article(uid).text
    edges = [(span.end, 1, -span.start, f"|{span.label}]") for span in workspace.spans(uid)]
    edges += [(span.start, 2, -span.end, "[") for span in workspace.spans(uid)]
    out, last = [], 0
    for at, _order, _other, sign in sorted(edges):
        out += [text[last:at], sign]
        last = at
    return "".join([*out, text[last:]])
