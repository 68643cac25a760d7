"""What stands in the place of characters that files cannot hold: one for one, everywhere, and counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from lxml import etree

from annotator.formats import FORMATS
from annotator.formats.characters import NO_XML, count_in, fitted
from annotator.formats.parts import Part
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span
from annotator.model.article import Article
from tests.helpers.builders import AUTHOR, contents

Contents = list[tuple[Article, list[Layer]]]

BELL = "\x07"


@pytest.mark.parametrize("char", ["\t", "\n", "\r", "\x85", "\u2028", "\ufffd", "😀", "\x01", "\x0b", "\x1f", "\ufffe"])
def test_what_is_forbidden_is_what_an_xml_library_refuses(char: str) -> None:
    element = etree.Element("a")
    try:
        element.text = char
    except ValueError:
        assert NO_XML.search(char)
    else:
        assert not NO_XML.search(char) or char == "\ufffe", "libxml2 alone would write U+FFFE"


@settings(max_examples=25)
@given(contents())
@example(
    [(Article("a", "ع\x0b", f"{BELL}😀{BELL}"), [Layer(LayerId("a", AUTHOR), spans=(Span("s", "PERS", ((0, 2),)),))])]
)
def test_no_offset_moves_and_nothing_that_is_forbidden_is_left(content: Contents) -> None:
    for article, layers in content:
        told, fitting = fitted(article, layers, NO_XML)
        assert len(told.text) == len(article.text)
        assert len(told.text.encode("utf-16-le")) == len(article.text.encode("utf-16-le"))
        assert all(a == b or (b == "\ufffd" and NO_XML.search(a)) for a, b in zip(article.text, told.text, strict=True))
        assert [[span.fragments for span in layer.spans] for layer in fitting] == [
            [span.fragments for span in layer.spans] for layer in layers
        ]
        assert count_in(told, fitting, NO_XML) == 0
        if not count_in(article, layers, NO_XML):
            assert (told, fitting) == (article, tuple(layers))


def test_everything_that_is_written_is_looked_through() -> None:
    span = Span("s", "PERS", ((0, 1),), type=BELL, value=BELL, attributes=(Attribute(BELL, BELL),), note=BELL)
    layer = Layer(LayerId("a", AUTHOR), spans=(span,), relations=(Relation("r", BELL, "s", "s"),))
    article = Article(BELL, BELL, BELL, BELL, BELL, metadata=((BELL, BELL),))
    assert count_in(article, [layer], NO_XML) == 13
    told, (fitting,) = fitted(article, [layer], NO_XML)
    assert BELL not in repr(replace(told)) + repr(fitting)
    assert "\\x07" not in repr(told) + repr(fitting)


def test_a_format_that_cannot_hold_some_characters_says_so() -> None:
    assert {known.name for known in FORMATS if known.forbidden is not None} == {"uima-xmi", "xlsx"}
    for known in FORMATS:
        if known.writes:
            assert (known.forbidden is None) == (Part.CHARACTERS in known.carries), known.name
