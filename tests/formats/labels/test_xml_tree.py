"""XML is read as it is written, and nothing hostile in it comes to anything."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from annotator.errors import BadInput
from annotator.formats.labels.xml_tree import tree_of

LAUGHS = "\n".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
BOMB = f'<?xml version="1.0"?>\n<!DOCTYPE View [\n<!ENTITY l0 "ha">\n{LAUGHS}\n]>\n<View>&l9;</View>'
QUADRATIC = f'<!DOCTYPE View [<!ENTITY a "{"a" * 50_000}">]><View>{"&a;" * 50_000}</View>'


def test_elements_keep_their_order_their_lines_and_what_they_say() -> None:
    tree = tree_of('<View>\n  <Labels toName="t">\n    <Label value=" أ &amp; ب "/>\n  </Labels>\n  <Text/>\n</View>')
    assert [(e.tag, e.kind, e.line) for e in tree.below()] == [
        ("Labels", "labels", 2),
        ("Label", "label", 3),
        ("Text", "text", 5),
    ]
    labels, _text = tree.children
    assert (labels.get("toname"), labels.get("value")) == ("t", "")
    assert labels.children[0].get("value") == "أ & ب"


def test_the_encoding_that_the_first_line_names_has_no_say() -> None:
    assert tree_of('<?xml version="1.0" encoding="windows-1256"?><View a="شخص"/>').get("a") == "شخص"


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        QUADRATIC,
        "<!DOCTYPE View><View/>",
        '<!DOCTYPE View SYSTEM "http://127.0.0.1:9/x.dtd"><View/>',
        '<!DOCTYPE View PUBLIC "-//X//Y" "file:///etc/passwd"><View/>',
        '<!DOCTYPE View [<!ENTITY x SYSTEM "file:///etc/passwd">]><View>&x;</View>',
        '<!DOCTYPE View [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><View/>',
        '<!DOCTYPE View [<!ATTLIST View a CDATA "b">]><View/>',
    ],
)
def test_a_document_type_is_refused_before_anything_in_it_is_read(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(BadInput, match=r"line \d: it declares a document type.*Take out <!DOCTYPE"):
        tree_of(text)
    assert time.perf_counter() - began < 1


def test_no_file_is_opened_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        tree_of(f'<!DOCTYPE v [<!ENTITY x SYSTEM "{secret.as_uri()}">]><View a="&x;">&x;</View>')
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: not XML: no element found"),
        ("<View>\n<Label>\n</View>", "line 3: not XML: mismatched tag"),
        ("<View>&nothing;</View>", "line 1: not XML: undefined entity"),
        ('<View a="1" a="2"/>', "line 1: not XML: duplicate attribute"),
        ("<View/><View/>", "line 1: not XML: junk after document element"),
        ("<View>\n\x01</View>", "line 2: not XML: not well-formed"),
        ("<View>&#0;</View>", "line 1: not XML: reference to invalid character number"),
    ],
)
def test_what_is_not_xml_is_refused_with_the_line(text: str, reason: str) -> None:
    with pytest.raises(BadInput, match=re.escape(reason)):
        tree_of(text)


def test_too_many_elements_and_too_deep_ones_are_refused() -> None:
    for text in ("<a>" * 100_000, "<a>" + "<b/>" * 30_000 + "</a>"):
        with pytest.raises(BadInput, match="too many elements"):
            tree_of(text)
