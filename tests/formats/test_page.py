"""The page: the text is the article's to the letter, and nothing that comes in can become HTML."""

from __future__ import annotations

import io
from html.parser import HTMLParser

from hypothesis import example, given, settings

from annotator.formats import page
from annotator.formats.bundle import Options, Pack
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status
from annotator.model.article import Article
from annotator.model.schema import Kind, Label, Schema
from tests.helpers.builders import AUTHOR, contents, small_schema

EVIL = "<script>alert(1)</script>\"'&amp;<!--\r\n]]></div>"
TAGS = {"html", "head", "meta", "title", "style", "body", "article", "h1", "h2", "h3", "p", "span", "u"} | {
    *("div", "s", "b", "table", "tr", "th", "td")
}
EVIL_SCHEMA = Schema("x", {}, (Label("PERS", Kind.ENTITY, "red;}</style>", titles={"en": EVIL, "ar": EVIL}),))
EVIL_CASE = [
    (
        Article("a", EVIL, EVIL, EVIL, "javascript:alert(1)", "", ((EVIL, EVIL),)),
        [
            Layer(
                LayerId("a", AUTHOR),
                Status.DONE,
                spans=(
                    Span("s", "PERS", ((0, 5), (8, 12)), EVIL, EVIL, (Attribute(EVIL, EVIL),), EVIL),
                    Span("t", "Unknown", ((3, 10),)),
                ),
                relations=(Relation("r", EVIL, "s", "t"),),
            )
        ],
    )
]


class Page(HTMLParser):
    """The texts of the page, its tags, and what they say."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._inside = False
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)
        if dict(attrs).get("class") == "text":
            self.texts.append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "div":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def page_of(content: list[tuple[Article, list[Layer]]], schema: Schema) -> Page:
    out = io.BytesIO()
    packs = [Pack(article, tuple(layers)) for article, layers in content]
    assert page.write(packs, schema, out, Options()) == len(content)
    return Page(out.getvalue().decode())


@settings(max_examples=60, deadline=None)
@given(contents())
@example(EVIL_CASE)
def test_the_text_of_the_page_is_the_text_of_the_article(content: list[tuple[Article, list[Layer]]]) -> None:
    for schema in (small_schema(), EVIL_SCHEMA):
        found = page_of(content, schema)
        assert found.texts == [article.text for article, layers in content for _layer in layers or (None,)]
        assert {tag for tag, _says in found.tags} <= TAGS
        known = {"lang", "dir", "charset", "http-equiv", "content", "name", "class", "style", "data-label"}
        assert all(set(says) <= known for _tag, says in found.tags)


def test_labels_stand_where_spans_begin_and_hostile_colours_are_grey() -> None:
    found = page_of(EVIL_CASE, EVIL_SCHEMA)
    assert [says["data-label"] for tag, says in found.tags if tag == "b"] == [EVIL, "Unknown"]
    styles = " ".join(says["style"] or "" for tag, says in found.tags if tag in "su")
    assert "red" not in styles
    assert "#808890" in styles


def test_nothing_but_inline_style_is_allowed() -> None:
    found = page_of(EVIL_CASE, EVIL_SCHEMA)
    (policy,) = [says["content"] for _tag, says in found.tags if says.get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_spans_that_overlap_have_lanes_of_their_own_and_the_inner_is_nearer() -> None:
    outer, inner, split = (
        Span("o", "PERS", ((0, 9),)),
        Span("i", "GPE", ((2, 5),)),
        Span("s", "GPE", ((4, 6), (10, 12))),
    )
    apart = Span("a", "GPE", ((12, 14),))
    found = page.lanes([outer, inner, split, apart])
    assert found["i"] == found["a"] == 0
    assert len({found["o"], found["i"], found["s"]}) == 3


def test_the_gap_of_a_discontinuous_span_is_dotted() -> None:
    layer = Layer(LayerId("a", AUTHOR), spans=(Span("s", "GPE", ((0, 2), (5, 7))),))
    found = page_of([(Article("a", "t", "نص طويل"), [layer])], small_schema())
    kinds = [(says["style"] or "").count("repeating-linear-gradient") for tag, says in found.tags if tag == "s"]
    assert kinds == [0, 1, 0]
