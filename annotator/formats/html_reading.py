"""Pages as trees: decoded by what they say of themselves, and bounded, so that a hostile one cannot take all."""

from __future__ import annotations

import codecs
import logging
import re
import warnings
from typing import Any

from annotator.errors import BadInput
from annotator.formats.encoding import decode, encoding_of, unmarked_utf16
from annotator.formats.html_text import Element
from annotator.frozen import frozen
from annotator.words import _

MOST_BYTES = 20_000_000
"""Of one page; of one that is larger than this nearly all is pictures."""
_MOST_ELEMENTS = 20_000
"""Elements of one page: a long article with all that stands around it has some thousand."""
_DEEPEST = 250
"""Elements in one another; libxml2 stops at 256."""
_LONGEST_SAYING, _LONGEST_NAME = 4096, 500
"""Characters of an attribute that is kept, and of a class or an id; pictures stand in longer ones."""
_NAMES = frozenset({"class", "id", "style"})
_NAMED = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)|^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""",
    re.IGNORECASE,
)
_LOOKED_AT = 4096
"""Bytes of a page in which its encoding is named, if it is; browsers look at 1,024."""
_ARABIC = re.compile("[\u0621-\u064a]")
# What pages are in that say they are in these (the Encoding Standard, encoding.spec.whatwg.org).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
_LOST = "\ufffd"
FAULTS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError, RecursionError)
"""What libraries raise on pages that nobody thought of."""

for _name in ("trafilatura", "htmldate", "courlan", "justext", "readability", "dateparser", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # what they have to say is no business of a user's


@frozen
class Page:
    """A page as a tree. `doubts` says where its encoding is not what the page says; `fault` why letters were lost in
    decoding, which does no harm where they are none of the article's."""

    root: Element
    doubts: str = ""
    fault: str = ""


def library(name: str) -> Any:
    """A library that reads what comes from the web. Raises BadInput where it is not installed."""
    from importlib import import_module

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what other libraries miss, which nothing here needs
            return import_module(name)
    except ImportError:
        raise BadInput(
            _('Web pages, feeds and Word documents need libraries; get them with: pip install "hashiya[web]"')
        ) from None


def page_of(data: bytes, *, named: str | None = None, told: str | None = None) -> Page:
    """The page in `data`. The encoding is the one a byte order mark says, else the one that the user `named`, else the
    one that was `told` with the page, else the page's own word, else UTF-8. Raises BadInput."""
    if len(data) > MOST_BYTES:
        raise BadInput(_("it is too large for a page: more than {n} MB").format(n=MOST_BYTES // 1_000_000))
    encoding, mark = encoding_of(data[:4], named)
    doubts = fault = ""
    if not mark and named is None:
        encoding, doubts = _found_encoding(data, told)
    try:
        text = decode(data[mark:], encoding)
    except BadInput as error:
        fault = str(error)
        text = data[mark:].decode(encoding, "replace")
    if "\0" in text:
        raise BadInput(unmarked_utf16())
    return Page(_tree(text), doubts, fault)


def is_lost(text: str) -> bool:
    """Whether letters of a text were lost in decoding."""
    return _LOST in text


def fragment_of(html: str) -> Element:
    """A piece of HTML as a tree. Raises BadInput."""
    return _tree(f"<html><body>{html}</body></html>")


def _found_encoding(data: bytes, told: str | None) -> tuple[str, str]:
    """The encoding of a page without a byte order mark, and what is doubtful about it."""
    match = _NAMED.search(data[:_LOOKED_AT])
    says = told or (match and (match[1] or match[2]).decode("ascii")) or "utf-8"
    try:
        known = codecs.lookup(says.strip().removeprefix("x-")).name
        "".encode(known)
    except (LookupError, ValueError):
        doubts = _("it says that it is in “{name}”, which is no encoding; it was read as UTF-8")
        return "utf-8", doubts.format(name=says)
    known = _MEANT.get(known, known)
    if known == "utf-8" or data.isascii():
        return known, ""
    # No Arabic text in another encoding happens to be valid UTF-8.
    try:
        if _ARABIC.search(data.decode()):
            return "utf-8", _("it says that it is in {name}, but it is in UTF-8").format(name=says)
    except UnicodeDecodeError:
        pass
    return known, ""


def _tree(text: str) -> Element:
    html = library("lxml.html")
    etree = library("lxml.etree")
    # The encoding that the page names has no say any more. Nothing is fetched: lxml's parser does not by itself.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        raise BadInput(_("there is no text in it")) from None
    _bound(root, etree)
    return root


def _bound(root: Element, etree: Any) -> None:
    """Raises BadInput for a tree that is too large or too deep, where the parser left the rest out."""
    depth = count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if count > _MOST_ELEMENTS:
            raise BadInput(_("it has more than {n} elements, too many for a page").format(n=_MOST_ELEMENTS))
        if depth > _DEEPEST:
            raise BadInput(_("its elements are nested too deeply"))
        for name, value in element.items():
            if len(value) > (_LONGEST_NAME if name in _NAMES else _LONGEST_SAYING):
                del element.attrib[name]
